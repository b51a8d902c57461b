"""The facts of a workshop, to be filled in: what, when, where, for whom, the groups, the room's own Wi-Fi."""

from __future__ import annotations

import re
from dataclasses import asdict
from typing import Any

from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from facilitator.desktop.parts.desk import Desk
from facilitator.looks.qt.fields import DateField, GrowingText, Labelled, NumberField, TextField
from facilitator.looks.qt.groups_field import GroupsField
from facilitator.looks.qt.kit import label
from facilitator.looks.qt.lines import AIM, LinesField
from facilitator.looks.qt.words import t
from facilitator.model import acts
from facilitator.model.bodies import Facts

_TIME = re.compile(r"([01]?\d|2[0-3]):[0-5]\d")


def is_time(text: str) -> bool:
    """Whether a text is a time of day such as 9:30, or nothing."""
    return not text or bool(_TIME.fullmatch(text))


class FactsForm(QWidget):
    """Writes each changed fact as a `workshop_edited` entry."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.title = TextField(t("What the day is called"))
        self.date, self.starts = DateField(), TextField("9:30", valid=is_time)
        self.place, self.sponsor = TextField(t("Hall and town")), TextField(t("Who asked for the workshop"))
        self.facilitator, self.tables = TextField(t("Your name")), NumberField(0, 60)
        self.challenge = GrowingText(t("What should the group find out or decide?"))
        self.aims = LinesField(AIM, t("What the group should know, decide or feel at the end"))
        self.object = GrowingText(t("Something concrete that everyone can see"))
        self.groups = GroupsField()
        self.wifi, self.wifi_password = TextField(t("Name of the network")), TextField(t("Password"))
        self.tables.setSpecialValueText(t("None"))
        self._fields: dict[str, Any] = {
            name: getattr(self, name)
            for name in (
                "title", "date", "starts", "place", "sponsor", "facilitator", "tables", "challenge", "aims", "object",
                "groups", "wifi", "wifi_password",
            )
        }  # fmt: skip
        for name, field in self._fields.items():
            field.committed.connect(lambda value, name=name: self._edit(name, value))
        self._arrange()

    def _arrange(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(16)
        column.addWidget(label(t("About the workshop"), "title"))
        column.addWidget(Labelled(t("Title"), self.title))
        column.addWidget(Labelled(t("Challenge"), self.challenge))
        grid = QGridLayout()
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(16)
        self._when = Labelled(t("Starts"), self.starts)
        cells = (
            (Labelled(t("Date"), self.date), self._when, Labelled(t("Tables"), self.tables)),
            (
                Labelled(t("Place"), self.place),
                Labelled(t("Asked for by"), self.sponsor),
                Labelled(t("Led by"), self.facilitator),
            ),
        )
        for row, widgets in enumerate(cells):
            for at, widget in enumerate(widgets):
                grid.addWidget(widget, row, at)
                grid.setColumnStretch(at, 1)
        column.addLayout(grid)
        column.addWidget(label(t("Partner groups"), "title"))
        column.addWidget(
            label(
                t("People choose theirs once, on the phone. Everyone else is “another group”."),
                tone="quiet",
                wrap=True,
            )
        )
        column.addWidget(self.groups)
        column.addWidget(label(t("Aims and object"), "title"))
        column.addWidget(Labelled(t("Aims"), self.aims))
        column.addWidget(Labelled(t("Object that everyone looks at"), self.object))
        column.addWidget(label(t("The room’s Wi-Fi"), "title"))
        wifi = QGridLayout()
        wifi.setHorizontalSpacing(16)
        wifi.addWidget(Labelled(t("Network"), self.wifi), 0, 0)
        wifi.addWidget(
            Labelled(t("Password"), self.wifi_password, t("Shown on the join page, so that phones get in.")), 0, 1
        )
        column.addLayout(wifi)
        column.addStretch(1)

    def refresh(self) -> None:
        """Show what the log says now."""
        workshop = self._desk.workshop
        if workshop is None:
            return
        info = asdict(workshop.info)
        for name, field in self._fields.items():
            field.show_value(workshop.groups.list if name == "groups" else info[name])

    def _edit(self, name: str, value: Any) -> None:
        workshop = self._desk.workshop
        if workshop is None:
            return
        if name == "starts" and isinstance(value, str) and len(value) == 4:
            value = f"0{value}"
        self._desk.ask(*acts.edit_facts(workshop, Facts(**{name: value})))
