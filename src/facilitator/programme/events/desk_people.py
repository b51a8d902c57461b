"""Who was expected at an event, and how many different people came to all of them, by partner group, to set."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from facilitator.looks.qt.fields import ChoiceField, NumberField
from facilitator.looks.qt.kit import empty, label, put_text, refill
from facilitator.looks.qt.words import t
from facilitator.model.programme import Programme
from facilitator.programme.events.attendance import came, events, groups_of
from facilitator.programme.events.bodies import ExpectedTold, PeopleTold
from facilitator.programme.events.rules import State

MOST = 5000
"""So many people of a group at most."""
ALL = ""


class PeoplePanel(QWidget):
    """A number for each partner group: of one event those expected, of all events the different people.

    `asked(body)` asks to keep them.
    """

    asked = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._programme: Programme | None = None
        self.which = ChoiceField([(ALL, t("All events: different people"))])
        self.which.setAccessibleName(t("Which event"))
        self.about = label("", "caption", "quiet", wrap=True)
        self.fields: dict[str, NumberField] = {}
        self.said: dict[str, str] = {}
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(12)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(label(t("Expected, and different people"), "title", wrap=True))
        column.addWidget(self.which)
        column.addWidget(self.about)
        column.addLayout(self._grid)
        self.which.committed.connect(lambda _: self._show())

    def show_programme(self, programme: Programme) -> None:
        """Show the numbers as they are now."""
        self._programme = programme
        rows = [(each.id, t("{workshop}: expected", workshop=each.info.title)) for each in events(programme)]
        refill(self.which, [(ALL, t("All events: different people")), *rows])
        groups = {group.id: group.label for group in groups_of(programme)}
        if groups != self.said:
            self.said = groups
            self._make()
        self._show()

    def _make(self) -> None:
        empty(self._grid)
        self.fields = {}
        for row, (group, name) in enumerate(self.said.items()):
            field = NumberField(0, MOST)
            field.setAccessibleName(name)
            field.committed.connect(lambda _: self._keep())
            self.fields[group] = field
            self._grid.addWidget(label(name, "label", wrap=True), row, 0)
            self._grid.addWidget(field, row, 1)
        self._grid.setColumnStretch(0, 1)

    def _show(self) -> None:
        if self._programme is None:
            return
        state: State = self._programme.aspects["events"]
        event = str(self.which.currentData())
        known = state.expected.get(event, {}) if event else state.people or {}
        for group, field in self.fields.items():
            field.show_value(known.get(group, 0))
        here = self._programme.workshops.get(event)
        told = t("Count them in the lists of those who signed in: whoever came twice is one person.")
        put_text(self.about, t("{n} came.", "{n} came.", n=sum(came(here).values())) if here else told)

    def _keep(self) -> None:
        event, numbers = str(self.which.currentData()), {name: field.value() for name, field in self.fields.items()}
        self.asked.emit(ExpectedTold(event, numbers) if event else PeopleTold(numbers))
