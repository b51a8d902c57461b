"""The panels of a chosen force: numbers from paper, what is agreed, what to do about it, what is expected of it."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QComboBox, QHBoxLayout, QWidget

from facilitator.activities.forces.board_panels import Numbers, Panel, field, plain
from facilitator.activities.forces.facts import DRIVER, RESTRAINER, SCALES, Force
from facilitator.looks.qt.basics import ElidedLabel, WrapRow
from facilitator.looks.qt.buttons import Button
from facilitator.model.entry import clean
from facilitator.model.people import Groups


class ScorePanel(Panel):
    """The chosen force: numbers read from paper while scoring; the agreed ones with the reason afterwards."""

    def __init__(self) -> None:
        super().__init__()
        self.key = ""
        self.title = ElidedLabel("", "strong")
        self.told = plain("", wrap=True)
        self.rows.addWidget(self.title)
        self.rows.addWidget(self.told)
        self.paper = {scale: field(f"{scale.capitalize()} on paper: 4 5 2 -") for scale in SCALES}
        for one in self.paper.values():
            one.setFixedWidth(230)
        self.keep = Button("Add from paper")
        self.papers = QWidget()
        row = WrapRow(self.papers, gap=10)
        for each in (*self.paper.values(), self.keep):
            row.addWidget(each)
        self.rows.addWidget(self.papers)
        self.numbers = {scale: Numbers(words, range(1, 6)) for scale, words in _AGREED.items()}
        self.reason = field("Why, in a few words", 200)
        self.reason.setMinimumWidth(260)
        self.save = Button("Keep the reason")
        self.show_room = Button("Show this one to the room", icon_name="screen")
        self.talk = QWidget()
        row = WrapRow(self.talk, gap=14)
        for part in (*self.numbers.values(), self.reason, self.save, self.show_room):
            row.addWidget(part)
        self.rows.addWidget(self.talk)
        self._connect()

    def _connect(self) -> None:
        self.keep.clicked.connect(self._from_paper)
        self.save.clicked.connect(self._save)
        self.reason.returnPressed.connect(self._save)
        self.show_room.clicked.connect(self._focus)
        for scale, row in self.numbers.items():
            row.picked.connect(lambda number, name=scale: self._ask({name: number}))

    def show_force(self, force: Force, told: str, *, open_now: bool, focus: str) -> None:
        """Show what is known of a force; a reason being typed is not taken away."""
        other, self.key = self.key != force.note.key, force.note.key
        self.title.setText(force.note.text)
        self.told.setText(told)
        self.told.setVisible(bool(told))
        self.papers.setVisible(not open_now)
        self.talk.setVisible(open_now)
        for scale, row in self.numbers.items():
            row.show_number(force.strength if scale == "strength" else force.changeability)
        if other or not self.reason.hasFocus():
            self.reason.setText(force.reason)
        if other:
            for one in self.paper.values():
                one.clear()
        self.show_room.setText("Show all to the room" if focus == self.key else "Show this one to the room")
        self._focused = focus == self.key

    def _ask(self, body: dict[str, Any]) -> None:
        self.asked.emit(("agreed", {"target": self.key, **body}))

    def _save(self) -> None:
        self._ask({"reason": " ".join(clean(self.reason.text()).split())})

    def _focus(self) -> None:
        self.asked.emit(("focus", {"target": "" if self._focused else self.key}))

    def _from_paper(self) -> None:
        for scale, one in self.paper.items():
            values = paper_numbers(one.text())
            if values:
                self.asked.emit(("tally", {"target": self.key, "scale": scale, "values": values, "source": "paper"}))


_AGREED = {"strength": "Agreed strength", "changeability": "Changeability"}


def paper_numbers(text: str) -> list[int]:
    """`4 5,2 -` as [4, 5, 2, 0]: figures 1 to 5, and 0 or a hyphen for those who cannot judge."""
    signs = {**{str(n): n for n in range(6)}, "-": 0, "\u2013": 0}
    return [signs[sign] for sign in text if sign in signs]


class IdeaPanel(Panel):
    """What to do about the chosen force, and how strong it is expected to be afterwards."""

    def __init__(self) -> None:
        super().__init__()
        self.key = ""
        self.title = ElidedLabel("", "strong")
        self.after = Numbers("Expected afterwards", range(6))
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(self.title, 1)
        head.addWidget(self.after)
        self.rows.addLayout(head)
        self.effect = QComboBox()
        self.effect.setAccessibleName("What the idea does")
        self.effect.setMinimumContentsLength(13)
        self.text = field("The idea: what is done", 200)
        self.text.setMinimumWidth(240)
        self.who = QComboBox()
        self.who.setEditable(True)
        self.who.setAccessibleName("Who")
        self.who.setFixedWidth(110)
        self.step = field("First step")
        self.step.setMinimumWidth(160)
        self.add = Button("Add idea", icon_name="plus", look="primary")
        self.wrap(self.effect, self.text, self.who, self.step, self.add)
        self.add.clicked.connect(self._save)
        for one in (self.text, self.step):
            one.returnPressed.connect(self._save)
        self.after.picked.connect(self._expect)
        self._side = "-"

    def show_force(self, key: str, text: str, side: str, after: int | None, groups: Groups) -> None:
        """Take ideas for a force; without one (key "") for a new driver."""
        self.key = key
        self.title.setText(text if key else "A new driver")
        self.after.setVisible(bool(key))
        self.after.show_number(after)
        if side != self._side:
            self._side = side
            self.effect.clear()
            fits = {DRIVER: ("strengthen",), RESTRAINER: ("weaken", "remove")}.get(side, ())
            for value in (*fits, "add"):
                self.effect.addItem(_EFFECT_WORDS[value], value)
        if self.who.count() != len(groups.list) + 1:
            self.who.clear()
            self.who.addItem("")
            for group in groups:
                self.who.addItem(group.short, group.id)
            line = self.who.lineEdit()
            if line is not None:
                line.setPlaceholderText("Who")

    def _save(self) -> None:
        words = clean(self.text.text())
        if not words:
            self.text.setFocus()
            return
        effect = str(self.effect.currentData())
        known = self.who.findText(self.who.currentText())
        who = str(self.who.itemData(known) or "") if known > 0 else " ".join(self.who.currentText().split())
        fields = {"effect": effect, "who": who, "first_step": " ".join(self.step.text().split())}
        if effect != "add":
            fields["force"] = self.key
        body = {"text": words, "source": "facilitator", "fields": {n: v for n, v in fields.items() if v}}
        self.asked.emit(("note", body))
        for one in (self.text, self.step):
            one.clear()
        self.who.setCurrentIndex(0)
        self.text.setFocus()

    def _expect(self, number: int) -> None:
        if self.key:
            self.asked.emit(("after", {"target": self.key, "strength": number}))


_EFFECT_WORDS = {"weaken": "Weaken it", "remove": "Remove it", "strengthen": "Strengthen it", "add": "Add a new driver"}
