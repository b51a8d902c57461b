"""The form about a whole method: what it is called, what it is for, for whom, and what to prepare."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from facilitator.looks.qt.fields import Labelled, NumberField
from facilitator.looks.qt.forms import Table, TableForm, whole
from facilitator.looks.qt.kit import label
from facilitator.looks.qt.lines import AIM, POINT
from facilitator.looks.qt.words import t
from facilitator.model.say import Listed

USUAL_PEOPLE = (2, 200)


class HeadForm(TableForm):
    """Edits the names above the first stage."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.column.addWidget(label(t("About the method"), "heading"))
        self.side_by_side(
            self.text("title", t("Title")),
            self.text("key", t("Key"), aside=t("Its name in files and commands.")),
            shares=(3, 2),
        )
        self.column.addWidget(
            self.long_text("purpose", t("Purpose"), t("What a group has at the end that it lacked before"))
        )
        self.column.addWidget(self.long_text("summary", t("In one line"), t("The steps in a few words")))
        self.few, self.many = NumberField(1, 2000), NumberField(1, 2000)
        people = self._cell("people", t("People, at least"), self.few)
        self.side_by_side(people, Labelled(t("At most"), self.many), QWidget(), shares=(1, 1, 1))
        for field in (self.few, self.many):
            field.committed.connect(lambda _: self.edited.emit({"people": self._people()}))
        self._shows.append(self._show_people)
        self.column.addWidget(
            self.lines("aims", t("Aims to write down before the day"), AIM, t("What should be known then?"))
        )
        self.column.addWidget(self.long_text("object", t("What everyone looks at"), t("A page, a figure, a story")))
        self.column.addWidget(self.lines("prepare", t("Before the day"), POINT, t("What has to be ready")))
        self.column.addWidget(
            self.long_text("credit", t("Where it comes from"), t("Who made this method, and where you learnt it"))
        )
        self.forms = label("", "caption", "quiet", wrap=True)
        self.column.addWidget(self.forms)
        self.column.addStretch(1)

    def _people(self) -> list[int]:
        low, high = self.few.value(), self.many.value()
        return [low, max(low, high)]

    def _show_people(self, table: Table) -> None:
        people = table.get("people")
        pair = people if isinstance(people, list) and len(people) == 2 else USUAL_PEOPLE
        self.few.show_value(whole(pair[0], USUAL_PEOPLE[0]))
        self.many.show_value(whole(pair[1], USUAL_PEOPLE[1]))

    def show_table(self, table: Table) -> None:
        """Show what the file has now, and name its ready forms."""
        super().show_table(table)
        presets = table.get("presets")
        names = [str(p.get("title", p.get("key", ""))) for p in presets or () if isinstance(p, dict)]
        self.forms.setText(
            t("Ready forms, changed in the text: {names}.", names=Listed(tuple(names), "")) if names else ""
        )
        self.forms.setVisible(bool(names))
