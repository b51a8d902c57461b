"""Choosing whose words are erased: one note, or all that its writer wrote where the notes say whose they are."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QCheckBox, QLineEdit, QListWidget, QListWidgetItem, QWidget

from facilitator.activities import hats
from facilitator.desktop.asking import ask
from facilitator.desktop.dialogs import CONFIRM, House, SureDialog
from facilitator.looks.widgets.basics import label
from facilitator.looks.widgets.buttons import Button
from facilitator.model.notes import ERASED, Note
from facilitator.model.run import StageRun
from facilitator.model.workshop import Workshop
from facilitator.records.facts import everything

_NOTE = Qt.ItemDataRole.UserRole


def of_same_person(workshop: Workshop, note: Note) -> list[str]:
    """The keys of all notes that are known to be by the writer of this one; this one alone where no person is kept."""
    if not note.person:
        return [note.key]
    return [other.key for _, other in everything(workshop) if other.person == note.person]


class ErasePicker(House):
    """Pick a note by its words. `keys` are the notes to erase, once they were chosen and confirmed."""

    def __init__(self, workshop: Workshop, parent: QWidget | None = None) -> None:
        super().__init__(
            "Erase one person’s words",
            parent,
            "The words go from this file and its safe copies for good. That a note was here stays in the count.",
        )
        self.keys: list[str] = []
        self._workshop = workshop
        self.resize(640, 520)
        self.search = QLineEdit()
        self.search.setPlaceholderText("Find the note by its words")
        self.search.setAccessibleName("Find the note by its words")
        self.search.textChanged.connect(self._filter)
        self.list = QListWidget()
        self.list.setAccessibleName("Notes")
        self.list.currentItemChanged.connect(lambda _now, _before: self._chosen())
        self.whole = QCheckBox()
        self.about = label("", tone="quiet")
        self.about.setWordWrap(True)
        for widget in (self.search, self.list, self.whole, self.about):
            self.column.addWidget(widget)
        self.column.setStretchFactor(self.list, 1)
        self.go_on = Button("Erase…", look="bad")
        self.go_on.clicked.connect(self._confirm)
        self.finish(self.closing("Leave it"), self.go_on)
        for run, note in everything(workshop):
            if note.text != ERASED:
                self._add(run, note)
        self._chosen()

    def _add(self, run: StageRun, note: Note) -> None:
        group = self._workshop.groups.label(note.group) if note.group else ""
        who = ", ".join(part for part in (group, note.table) if part)
        words = " ".join(note.text.split())
        item = QListWidgetItem(f"{words}\n{run.stage.title}{': ' + who if who else ''}")
        item.setData(_NOTE, note)
        item.setSizeHint(QSize(100, 2 * self.list.fontMetrics().lineSpacing() + 14))
        self.list.addItem(item)

    def _filter(self, words: str) -> None:
        for at in range(self.list.count()):
            item = self.list.item(at)
            item.setHidden(any(word not in item.text().casefold() for word in words.casefold().split()))

    def _note(self) -> Note | None:
        item = self.list.currentItem()
        found = item.data(_NOTE) if item is not None else None
        return found if isinstance(found, Note) else None

    def _chosen(self) -> None:
        note = self._note()
        self.go_on.setEnabled(note is not None)
        others = len(of_same_person(self._workshop, note)) - 1 if note else 0
        self.whole.setVisible(others > 0)
        self.whole.setChecked(others > 0)
        whose = f"Also the {others} other notes" if others > 1 else "Also the other note"
        self.whole.setText(f"{whose} of the same person")
        alone = note is not None and not note.person
        self.about.setText("This stage kept no person with its notes, so only this note can be found." if alone else "")
        self.about.setVisible(alone)

    def _confirm(self) -> None:
        note = self._note()
        if note is None:
            return
        keys = of_same_person(self._workshop, note) if self.whole.isChecked() else [note.key]
        keys += [copy for key in list(keys) for _, copy in hats.copies(self._workshop, key)]
        count = "this note" if len(keys) == 1 else f"these {len(keys)} notes"
        sentences = [f"The words of {count} cannot be brought back.", "Papers and exports made before keep them."]
        if ask(SureDialog(f"Erase {count}?", sentences, "Erase for good", self, word=CONFIRM)):
            self.keys = keys
            self.accept()
