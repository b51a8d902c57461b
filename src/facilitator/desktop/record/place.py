"""The Record place: where the record stands, and what can be made of it: paper, files, an end."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from facilitator.desktop.parts import choosing
from facilitator.desktop.parts.asking import ask
from facilitator.desktop.parts.background import aside
from facilitator.desktop.parts.desk import Desk
from facilitator.desktop.parts.place import Place
from facilitator.desktop.parts.saving import ask_save
from facilitator.desktop.record.state import WIDEST, StateView
from facilitator.looks.qt import look as qt
from facilitator.looks.qt.basics import HLine, VLine
from facilitator.looks.qt.buttons import Button
from facilitator.looks.qt.kit import label
from facilitator.looks.qt.page import Page
from facilitator.looks.qt.words import t
from facilitator.model.bodies import Finished, Reopened
from facilitator.model.say import say
from facilitator.store.faults import Fault

if TYPE_CHECKING:
    from facilitator.desktop.record.papers import Papers
    from facilitator.records.comments_in import Plan

ON_PAPER = say("The evaluation summary, any time: also while the workshop goes on.")
AS_FILES = say(
    "For others: every comment with its question, as CSV and as one workbook. Nobody’s id, no withheld words."
)
TO_MOVE = say("For another laptop: all of it, with single votes and withheld words. Do not pass it on.")
_REST_MS = 400


class RecordPlace(Place):
    """Shows the record's state and makes summary, exports and prints of it, aside."""

    said = Signal(str, str, str)
    """Key, sentence, kind: a line for the message bar."""
    told_path = Signal(str, str, str)
    """Key, sentence, path: a line that ends in Open and Show folder."""
    erased = Signal()
    """Words were erased: everything must be read anew."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._made: Papers | None = None
        self.state = StateView()
        self.preview_button = Button(t("Preview and print"), icon_name="printer", look="primary", key="Ctrl P")
        self.save_button = Button(t("Save summary as PDF…"), icon_name="file")
        self.forms_button = Button(t("Print paper forms…"), icon_name="printer")
        self.export_button = Button(t("Export records…"), icon_name="folder", key="Ctrl E")
        self.take_in_button = Button(t("Import comments or answers…"), icon_name="folder")
        self.move_button = Button(t("Save all of it to move it…"), icon_name="file")
        self.finish_button = Button(t("Finish the workshop"), icon_name="flag")
        self.erase_button = Button(t("Erase one person’s words…"), icon_name="trash", look="quiet")
        self.end_words = label("", "body", "quiet", wrap=True)
        self._arrange()
        self._rest = QTimer(self, singleShot=True, interval=_REST_MS)
        self._rest.timeout.connect(self.refresh)
        desk.changed.connect(self._changed)
        self.refresh()

    # ------------------------------------------------------------------ building

    def _arrange(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(Page(self.state, WIDEST), 1)
        row.addWidget(VLine())
        row.addWidget(self._build_side())

    def _build_side(self) -> QWidget:
        inside = QWidget()
        inside.setProperty("plain", True)
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 4, 0, 4)
        column.setSpacing(10)
        parts = (
            (t("On paper"), ON_PAPER, (self.preview_button, self.save_button, self.forms_button)),
            (t("As files"), AS_FILES, (self.export_button, self.take_in_button)),
            (t("To move it"), TO_MOVE, (self.move_button,)),
        )
        for title, words, buttons in parts:
            column.addWidget(label(title, "title"))
            column.addWidget(label(t(words), "body", "quiet", wrap=True))
            for button in buttons:
                column.addWidget(button)
            column.addSpacing(6)
            column.addWidget(HLine())
            column.addSpacing(6)
        column.addWidget(label(t("The end"), "title"))
        column.addWidget(self.end_words)
        column.addWidget(self.finish_button)
        column.addStretch(1)
        column.addWidget(self.erase_button)
        made = (self.preview_button, self.save_button, self.forms_button, self.export_button, self.take_in_button)
        every = (*made, self.move_button, self.erase_button)
        side = Page(inside, WIDEST)
        qt.mark(side, panel="panel")
        side.setFixedWidth(max(344, 80 + max(button.sizeHint().width() for button in every)))
        self.preview_button.clicked.connect(self.preview)
        self.save_button.clicked.connect(self.save_summary)
        self.forms_button.clicked.connect(self.paper_forms)
        self.export_button.clicked.connect(self.export)
        self.move_button.clicked.connect(self.move_on)
        self.take_in_button.clicked.connect(self.take_in)
        self.finish_button.clicked.connect(self.finish)
        self.erase_button.clicked.connect(self.erase)
        return side

    # ------------------------------------------------------------------ showing

    def panes(self) -> list[QWidget]:
        """What F6 walks through, in order."""
        return [self.preview_button]

    def entered(self) -> None:
        """Show what is true now: the place was entered."""
        self.refresh()

    def only_to_read(self) -> None:
        """Switch off importing, finishing and erasing; papers and exports are files of their own."""
        for button in (self.take_in_button, self.finish_button, self.erase_button):
            button.setEnabled(False)

    def refresh(self) -> None:
        """Show what the log says now."""
        workshop = self._desk.workshop
        if workshop is None:
            return
        self.state.show_workshop(workshop, self._desk.now())
        done = workshop.finished_at is not None
        self.finish_button.setText(t("Open the workshop again") if done else t("Finish the workshop"))
        self.finish_button.set_icon_name("undo" if done else "flag")
        self.end_words.setText(
            t("It is finished. Phones are told that it is over.")
            if done
            else t("Closes the open stage and the room page, and makes a safe copy.")
        )

    def _changed(self, changes: list[Any]) -> None:
        if self.isVisible() or any(change.kind in (Finished.kind, Reopened.kind) for change in changes):
            self._rest.start()

    # ------------------------------------------------------------------ paper and files

    def preview(self) -> None:
        """Make the summary aside, then open the print preview."""
        self._look("evaluation-summary", t("Making the summary"))

    def paper_forms(self) -> None:
        """Make slips, sheets and forms for people without a phone aside, then open the print preview."""
        self._look("paper-forms", t("Making the paper forms"))

    def _look(self, key: str, making: str) -> None:
        if self._desk.workshop is None:
            return
        self.said.emit("summary", making, "info")
        aside(self, self._papers().pages(key), lambda pdf: self._show(key, pdf), self._failed)

    def _show(self, key: str, pdf: bytes) -> None:
        from facilitator.desktop.record.papers import DocumentPreview

        workshop = self._desk.workshop
        self.said.emit("summary", "", "")
        if workshop is not None:
            DocumentPreview(self._papers(), key, pdf, workshop.info.title, self.window()).open()

    def _papers(self) -> Papers:
        from facilitator.desktop.record.papers import Papers  # which knows all that can be printed

        if self._made is None:
            self._made = Papers(self._desk)
        return self._made

    def leave(self) -> None:
        """Take away what was made to be looked at: the programme is closed, or words in it were erased."""
        if self._made is not None:
            self._made.end()
            self._made = None

    def save_summary(self) -> None:
        """Ask where, then write the summary there."""
        start = self._desk.path.parent / f"{self._stem()}_summary.pdf"
        target = ask_save(self, t("Save the summary as"), start, t("PDF (*.pdf)"), ".pdf", spared=self._desk.path)
        if target is not None:
            self.summary_to(target)

    def summary_to(self, target: Path) -> None:
        """Write the summary aside; a line says when it is there."""
        self.said.emit("summary", t("Making the summary"), "info")
        aside(
            self,
            self._papers().writing("evaluation-summary", "pdf", target),
            lambda path: self._tell(t("The summary is saved: {name}", name=path.name), path),
            self._failed,
        )

    def export(self) -> None:
        """Ask for a folder, then write the records for others there."""
        folder = choosing.folder(self, t("Export the records into"), self._desk.path.parent)
        if folder:
            self.export_to(folder)

    def take_in(self) -> None:
        """Ask for a CSV of comments or of survey answers, then show what it would bring."""
        start = self._desk.path.parent
        title, which = t("Import comments or answers from"), t("Tables (*.csv *.txt *.tsv)")
        source = choosing.file_to_open(self, title, start, which)
        if source is not None:
            self.take_in_from(source)

    def take_in_from(self, source: Path) -> None:
        """Show what a CSV would bring, and what not; take it in aside once that is agreed to."""
        from facilitator.desktop.record import take_in
        from facilitator.records import imports

        path, workshop, name = self._desk.path, self._desk.workshop, source.name
        if workshop is None:
            return
        try:
            answers = imports.holds_answers(source)
        except Fault as fault:
            self.said.emit("summary", t(fault.sentence), "bad")
            return
        if answers:
            where = take_in.surveys(self._desk.programme, workshop.id)

            def look(chosen: str, encoding: str) -> Plan:
                survey, _, wanted = chosen.partition("\n")
                return imports.look_at_answers(path, source, survey, wanted, encoding)

            dialog = take_in.TakeInDialog(t("Import answers from {name}", name=name), where, look, self)
        else:
            dialog = take_in.TakeInDialog(
                t("Import comments from {name}", name=name),
                take_in.stages(workshop),
                lambda stage, encoding: imports.look(path, source, workshop.id, stage, encoding),
                self,
            )
        if not ask(dialog) or (plan := dialog.plan) is None:
            return

        def done(new: int) -> None:
            told = (
                t("{n} form was imported.", "{n} forms were imported.", n=new)
                if answers
                else t("{n} comment was imported.", "{n} comments were imported.", n=new)
            )
            self.said.emit("summary", told, "info")

        aside(self, lambda: imports.take(path, plan), done, self._failed)

    def move_on(self) -> None:
        """Say what is in it and ask, then ask for a folder and write everything there, for another laptop."""
        from facilitator.desktop.parts.dialogs import SureDialog

        sentences = [
            t("It holds what others should not be given: single votes and every answer, ids that stand for people, "
              "exact times, and words that were withheld or withdrawn."),
            t("It is for moving the workshop to another laptop of yours. For others there are the tables."),
        ]  # fmt: skip
        if not ask(SureDialog(t("Save all of it?"), sentences, t("Choose a folder"), self)):
            return
        folder = choosing.folder(self, t("Save all of it into"), self._desk.path.parent)
        if folder:
            self.export_to(folder, ("json",))

    def export_to(self, folder: Path, formats: Sequence[str] = ()) -> None:
        """Write the records aside, those for others unless formats are named; a line says when they are there."""
        source, workshop_id = self._desk.path, self._desk.workshop_id

        def work() -> list[Path]:
            from facilitator.records import exports, load

            programme, workshop = load.workshop(source, workshop_id)
            return exports.export(programme, workshop, formats or exports.FOR_OTHERS, folder, replaces=False)

        def done(files: list[Path]) -> None:
            self._tell(
                t("{n} file is in {folder}.", "{n} files are in {folder}.", n=len(files), folder=folder.name or folder),
                folder,
            )

        self.said.emit("summary", t("Writing the records"), "info")
        aside(self, work, done, self._failed)

    def _stem(self) -> str:
        from facilitator.records.files import stem

        workshop = self._desk.workshop
        return stem(self._desk.programme, workshop) if workshop else "workshop"

    def _tell(self, sentence: str, path: Path) -> None:
        self.told_path.emit("summary", sentence, str(path))

    def _failed(self, sentence: str) -> None:
        self.said.emit("summary", sentence, "bad")

    # ------------------------------------------------------------------ the end, and words taken out

    def finish(self) -> None:
        """Finish the workshop after asking, or open a finished one again."""
        from facilitator.desktop.parts.dialogs import SureDialog

        workshop = self._desk.workshop
        if workshop is None:
            return
        if workshop.finished_at is not None:
            self._desk.ask(Reopened().draft(workshop.id))
            return
        current = workshop.current
        sentences = [t("Phones are told that the workshop is over, and the room page stops.")]
        if current is not None:
            sentences.insert(0, t("{title} is open and will be closed.", title=current.stage.title))
        sentences.append(t("You can open the workshop again later."))
        if ask(SureDialog(t("Finish the workshop?"), sentences, t("Finish the workshop"), self)):
            self._desk.ask(Finished().draft(workshop.id))

    def erase(self) -> None:
        """Choose some words, then erase them or everything their writer wrote, after typing a word."""
        from facilitator.desktop.record.erase import ErasePicker

        picker = ErasePicker(self._desk.workshop, self, programme=self._desk.programme, path=self._desk.path)
        if ask(picker) and picker.keys:
            self.erase_keys(picker.keys)

    def erase_keys(self, keys: list[str]) -> None:
        """Erase what was written in these entries from the file and its safe copies, aside."""
        from facilitator.records import erasing

        path = self._desk.path
        chosen = [each for each in erasing.everything(self._desk.workshop, self._desk.programme) if each.key in keys]

        def done(count: int) -> None:
            words = t(
                "The words of {n} entry were erased, from the file and its safe copies.",
                "The words of {n} entries were erased, from the file and its safe copies.",
                n=len(keys),
            )
            said = self.said
            self.leave()
            self.erased.emit()
            said.emit("erased", words, "info")

        def failed(sentence: str) -> None:
            self.said.emit("erased", sentence, "bad")

        aside(self, lambda: erasing.erase(path, chosen), done, failed)
