"""The documents of a workshop: made aside, seen as pages, printed, opened in other programs, saved."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QMenu, QWidget

from facilitator.desktop.parts.background import aside
from facilitator.desktop.parts.desk import Desk
from facilitator.desktop.parts.outside import open_outside
from facilitator.desktop.parts.saving import ask_save
from facilitator.desktop.record.printing import Preview
from facilitator.documents import contract
from facilitator.documents.contract import Order
from facilitator.documents.writing import make, write
from facilitator.looks.qt.buttons import Button
from facilitator.looks.qt.words import t
from facilitator.looks.rendering import Form
from facilitator.model.mixing import mixed
from facilitator.model.moment import now_ms
from facilitator.model.say import say
from facilitator.paths import own_folder_for_now
from facilitator.records import load
from facilitator.records.files import stem
from facilitator.store.faults import Fault
from facilitator.store.whole import write_whole

SAVED: dict[Form, tuple[str, str]] = {
    "pdf": (say("As pages (PDF)…"), say("PDF (*.pdf)")),
    "html": (say("As a web page…"), say("Web page (*.html)")),
    "docx": (say("As a text document…"), say("Text document (*.docx)")),
}
"""The forms of a document: what the menu calls them, and the kind of file."""


class Papers:
    """Makes the documents of the workshop at a desk, in the window's language.

    What is made only to be looked at stands in folders that nobody else on this computer can read, until the end. It
    cannot be written to, so that a word processor asks for another place before it keeps what somebody changed.
    """

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._folders: list[Path] = []
        self._over = False

    @property
    def source(self) -> Path:
        """The programme's file, which no document may take the place of."""
        return self._desk.path

    def name(self, key: str) -> str:
        """What a file of a document is called, without its ending."""
        workshop = self._desk.workshop
        return f"{stem(self._desk.programme, workshop) if workshop else 'workshop'}_{key}"

    def pages(self, key: str) -> Callable[[], bytes]:
        """The work of making the pages of a document; no file is made of them. It raises Fault where there are none."""
        source, workshop_id, lang = self._desk.path, self._desk.workshop_id, t.reader.language
        return lambda: _made(source, workshop_id, key, "pdf", lang)

    def writing(self, key: str, form: Form, target: Path) -> Callable[[], Path]:
        """The work of writing a document to a file. It raises Fault where there is nothing to write."""
        source, workshop_id, lang = self._desk.path, self._desk.workshop_id, t.reader.language

        def work() -> Path:
            programme, workshop = load.workshop(source, workshop_id)
            document = contract.find(key)
            write(document, workshop, programme, target, made_at=now_ms(), file_name=source.name, form=form, lang=lang)
            return target

        return work

    def looking(self, key: str, form: Form) -> Callable[[], Path]:
        """The work of making a file of a document only to look at it."""
        source, workshop_id, lang = self._desk.path, self._desk.workshop_id, t.reader.language
        folder = own_folder_for_now()
        self._folders.append(folder)
        target = folder / f"{self.name(key)}.{form}"

        def work() -> Path:
            try:
                write_whole({target: _made(source, workshop_id, key, form, lang)})
                target.chmod(0o400)
            finally:
                if self._over:
                    _remove(folder)
            return target

        return work

    def end(self) -> None:
        """Take away everything that was made to be looked at."""
        self._over = True
        for folder in self._folders:
            _remove(folder)
        self._folders.clear()


def _made(source: Path, workshop_id: str, key: str, form: Form, lang: str) -> bytes:
    programme, workshop = load.workshop(source, workshop_id)
    order = Order(mixed(workshop), programme, now_ms(), source.name, lang)
    return make(contract.find(key), order, form)[0]


def _remove(folder: Path) -> None:
    shutil.rmtree(folder, ignore_errors=True)


class DocumentPreview(Preview):
    """The preview of a document as pages. Another document may be chosen; it opens as a web page or a text, too."""

    def __init__(self, papers: Papers, key: str, pdf: bytes, title: str, parent: QWidget) -> None:
        super().__init__(pdf, title, parent)
        self._papers = papers
        self.choice = QComboBox()
        self.choice.setAccessibleName(t("Document"))
        for document in contract.every():
            self.choice.addItem(t(document.title), document.key)
        self.choice.setCurrentIndex(self.choice.findData(key))
        self.save_button = Button(t("Save"), icon_name="file")
        self.web_button = Button(t("Open in the browser"), icon_name="laptop")
        self.text_button = Button(t("Open in the word processor"), icon_name="pencil")
        self.bar.insertWidget(0, self.choice)
        self._build_foot()
        self.choice.activated.connect(self._choose)
        self.web_button.clicked.connect(lambda: self.open_as("html"))
        self.text_button.clicked.connect(lambda: self.open_as("docx"))

    def _build_foot(self) -> None:
        menu = QMenu(self.save_button)
        for form, (words, _kind) in SAVED.items():
            menu.addAction(t(words), partial(self.ask_save_as, form))
        self.save_button.setMenu(menu)
        foot = QHBoxLayout()
        foot.setContentsMargins(16, 10, 16, 10)
        foot.setSpacing(8)
        for button in (self.save_button, self.web_button, self.text_button):
            button.setAutoDefault(False)
            foot.addWidget(button)
        foot.addStretch(1)
        self.column.addLayout(foot)

    @property
    def key(self) -> str:
        """The document that is chosen."""
        return str(self.choice.currentData())

    def _choose(self) -> None:
        self.words.setText(t("Making it"))
        aside(self, self._papers.pages(self.key), self._show, self._fail)

    def _show(self, pdf: bytes) -> None:
        try:
            self.show_pages(pdf)
        except Fault as fault:
            self._fail(t(fault.sentence))
            return
        self._ready(can_print=True)

    def _fail(self, sentence: str) -> None:
        self.document.close()
        self._ready(can_print=False)
        self.words.setText(sentence)

    def _ready(self, *, can_print: bool) -> None:
        self.count()
        for button in (self.print_button, self.save_button, self.web_button, self.text_button):
            button.setEnabled(can_print)

    def open_as(self, form: Form) -> None:
        """Make the document in another form, and open it with the computer's own program for that."""
        self.words.setText(t("Making it"))
        aside(self, self._papers.looking(self.key, form), self._opened, self.words.setText)

    def _opened(self, path: Path) -> None:
        self.count()
        QTimer.singleShot(0, self, lambda: open_outside(path))

    def ask_save_as(self, form: Form) -> None:
        """Ask where to save the document in a form, then write it there."""
        start = self._papers.source.parent / f"{self._papers.name(self.key)}.{form}"
        kind = t(SAVED[form][1])
        target = ask_save(self, t("Save the document as"), start, kind, f".{form}", spared=self._papers.source)
        if target is not None:
            self.words.setText(t("Making it"))
            aside(self, self._papers.writing(self.key, form, target), self._saved, self.words.setText)

    def _saved(self, path: Path) -> None:
        self.words.setText(t("Saved: {name}", name=path.name))
