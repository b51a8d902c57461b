"""The panels at the desk of a force field: the change, the numbers, what to do about a force, and the verdict."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QComboBox,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from facilitator.activities.forces import likeness
from facilitator.activities.forces.bodies import After, Agreed, Changed, ClearHands, Focus, Hands, Tally
from facilitator.activities.forces.facts import DRIVER, RESTRAINER, SCALES, VERDICTS, Change, Force
from facilitator.looks.qt.basics import WrapRow
from facilitator.looks.qt.buttons import Button
from facilitator.looks.qt.kit import label, line, number
from facilitator.looks.qt.labels import ElidedLabel
from facilitator.looks.qt.words import t
from facilitator.model.bodies import Noted
from facilitator.model.entry import clean
from facilitator.model.people import Groups
from facilitator.model.say import say


def said(line: QLineEdit) -> str:
    """What stands in a line, without needless blanks."""
    return " ".join(clean(line.text()).split())


class Numbers(QWidget):
    """Numbers in a row under their name, one of which may be pressed. `picked(number)` when a person presses one."""

    picked = Signal(int)

    def __init__(self, name: str, numbers: Iterable[int]) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(label(name, "label", "quiet"))
        row = QHBoxLayout()
        row.setSpacing(4)
        column.addLayout(row)
        self._group = QButtonGroup(self)
        for value in numbers:
            button = QPushButton(str(value))
            button.setCheckable(True)
            button.setFixedWidth(34)
            button.setAccessibleName(t("{what} {number}", what=name, number=value))
            self._group.addButton(button, value)
            row.addWidget(button)
        row.addStretch(1)
        self._group.idClicked.connect(self.picked)

    def show_number(self, value: int | None) -> None:
        """Press a number, or none."""
        self._group.setExclusive(False)
        for button in self._group.buttons():
            button.setChecked(value is not None and self._group.id(button) == value)
        self._group.setExclusive(True)

    def press(self, value: int) -> None:
        """Do as if a person had pressed it."""
        self._group.button(value).click()


class Panel(QFrame):
    """What all panels share: `asked(body)`, and rows under each other."""

    asked = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("panel", "card")
        self.rows = QVBoxLayout(self)
        self.rows.setContentsMargins(14, 10, 14, 10)
        self.rows.setSpacing(8)

    def wrap(self, *parts: QWidget) -> None:
        """Put parts into a row that wraps where the window is narrow."""
        holder = QWidget()
        row = WrapRow(holder, gap=10)
        for part in parts:
            row.addWidget(part)
        self.rows.addWidget(holder)


def stacked(*parts: QWidget) -> QWidget:
    """Parts under each other; buttons are as wide as their words."""
    holder = QWidget()
    column = QVBoxLayout(holder)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(8)
    for part in parts:
        start = Qt.AlignmentFlag.AlignLeft if isinstance(part, QPushButton) else Qt.AlignmentFlag(0)
        column.addWidget(part, 0, start)
    return holder


def hands(words: str) -> QSpinBox:
    """A field for hands that were counted."""
    return number(words, 999, width=70)


class ChangePanel(Panel):
    """The change: now, wanted, by when, where; who finds it clear; a warning where two changes hide in one."""

    def __init__(self) -> None:
        super().__init__()
        self.fields = {"now": line(t("How it is now"), 200), "wanted": line(t("What is wanted"), 200)}
        self.fields |= {"by": line(t("By when"), 60), "scope": line(t("Where"), 60)}
        for name in ("now", "wanted"):
            self.rows.addWidget(self.fields[name])
        self.use = Button(t("Show these words"), look="primary")
        self.fields["by"].setFixedWidth(180)
        self.fields["scope"].setFixedWidth(180)
        self.wrap(self.fields["by"], self.fields["scope"], self.use)
        self.warning = label(kind="label", tone="warn", wrap=True)
        self.rows.addWidget(self.warning)
        self.counts = label(kind="strong")
        self.hands = {"clear": hands(t("Hands: clear")), "unclear": hands(t("Hands: not clear"))}
        self.counted = Button(t("Count hands"))
        parts: list[QWidget] = [self.counts]
        for key, words in (("clear", t("Hands: clear")), ("unclear", t("not clear"))):
            parts += [label(words, "label", "quiet"), self.hands[key]]
        self.wrap(*parts, self.counted)
        self.use.clicked.connect(self._save)
        self.counted.clicked.connect(self._count)
        for one in self.fields.values():
            one.returnPressed.connect(self._save)
        self.fields["wanted"].textChanged.connect(self._warn)
        self._was = Change()

    def show_change(self, change: Change, clarity: tuple[int, int], hands: tuple[int, int]) -> None:
        """The change as it stands; words being typed are not taken away."""
        for one, was, now in zip(self.fields.values(), _parts(self._was), _parts(change), strict=True):
            if not one.hasFocus() or not one.text() or one.text() == was:
                one.setText(now)
        self._was = change
        clear, unclear = clarity
        self.counts.setText(t("{clear} clear, {unclear} not clear", clear=clear, unclear=unclear))
        for box, count in zip(self.hands.values(), hands, strict=True):
            if not box.hasFocus():
                box.setValue(count)

    def _warn(self) -> None:
        two = likeness.two_changes(self.fields["wanted"].text())
        words = t("There is an \u201cand\u201d in it: two changes in one? Make a second chart for the other.")
        self.warning.setText(words if two else "")
        self.warning.setVisible(two)

    def _save(self) -> None:
        self.asked.emit(Changed(*map(said, self.fields.values())))

    def _count(self) -> None:
        counts = {key: box.value() for key, box in self.hands.items()}
        self.asked.emit(ClearHands(counts["clear"], counts["unclear"], source="facilitator"))


def _parts(change: Change) -> tuple[str, str, str, str]:
    return change.now, change.wanted, change.by, change.scope


class VerdictPanel(Panel):
    """The room's verdict: what phones said, hands counted, and the condition behind "go if"."""

    def __init__(self) -> None:
        super().__init__()
        self.counts = label(kind="strong", wrap=True)
        named = {"go": t("Hands: go"), "go_if": t("Hands: go if"), "not_yet": t("Hands: not yet")}
        self.hands = {key: hands(words) for key, words in named.items()}
        self.condition = line(t("Go if: the condition, in one line"), 200)
        self.counted = Button(t("Count hands"))
        self.rows.addWidget(self.counts)
        grid = QGridLayout()
        grid.setColumnStretch(0, 1)
        for at, (key, words) in enumerate(named.items()):
            grid.addWidget(label(words, "label", "quiet"), at, 0)
            grid.addWidget(self.hands[key], at, 1)
        self.rows.addLayout(grid)
        self.rows.addWidget(stacked(self.condition, self.counted))
        self.counted.clicked.connect(self._save)
        self.condition.returnPressed.connect(self._save)

    def show_verdict(self, counts: Mapping[str, int], hands: Mapping[str, int], condition: str) -> None:
        """The counts so far; what is being typed is not taken away."""
        go, go_if, not_yet = (counts[verdict] for verdict in VERDICTS)
        words = say(
            "The room's verdict: {go} go, {go_if} go if, {not_yet} not yet ({answered})",
            go=go,
            go_if=go_if,
            not_yet=not_yet,
            answered=say("{n} answered", "{n} answered", n=go + go_if + not_yet),
        )
        self.counts.setText(t(words))
        for key, box in self.hands.items():
            if not box.hasFocus():
                box.setValue(hands.get(key, 0))
        if not self.condition.hasFocus():
            self.condition.setText(condition)

    def _save(self) -> None:
        counts = {key: box.value() for key, box in self.hands.items()}
        self.asked.emit(Hands(counts, said(self.condition), source="facilitator"))


class ScorePanel(Panel):
    """The chosen force: numbers read from paper while scoring; the agreed ones with the reason afterwards."""

    def __init__(self) -> None:
        super().__init__()
        self.key = ""
        self.title = ElidedLabel("", "strong")
        self.told = label(kind="label", tone="quiet", wrap=True)
        self.rows.addWidget(self.title)
        self.rows.addWidget(self.told)
        on_paper = {"strength": t("Strength on paper: 4 5 2 -"), "changeability": t("Changeability on paper: 4 5 2 -")}
        self.paper = {scale: line(on_paper[scale]) for scale in SCALES}
        self.keep = Button(t("Add from paper"))
        self.papers = stacked(*self.paper.values(), self.keep)
        self.rows.addWidget(self.papers)
        self.numbers = {scale: Numbers(t(_AGREED[scale]), range(1, 6)) for scale in SCALES}
        self.reasons = {scale: line(t(_WHY[scale]), 200) for scale in SCALES}
        self._known: dict[str, str] = {}
        self.save = Button(t("Keep the reasons"))
        self.show_room = Button(t("Show this one to the room"), icon_name="screen")
        self.talk = stacked(*self.numbers.values(), *self.reasons.values(), self.save, self.show_room)
        self.rows.addWidget(self.talk)
        self._connect()

    def _connect(self) -> None:
        self.keep.clicked.connect(self._from_paper)
        self.save.clicked.connect(self._save)
        for one in self.reasons.values():
            one.returnPressed.connect(self._save)
        self.show_room.clicked.connect(self._focus)
        for scale, row in self.numbers.items():
            row.picked.connect(lambda number, scale=scale: self._agree(scale, number))

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
        self._known = {scale: force.reasons.get(scale, "") for scale in SCALES}
        for scale, why in self.reasons.items():
            if other or not why.hasFocus():
                why.setText(self._known[scale])
        if other:
            for one in self.paper.values():
                one.clear()
        self._focused = focus == self.key
        self.show_room.setText(t("Show all to the room") if self._focused else t("Show this one to the room"))

    def _agree(self, scale: str, score: int) -> None:
        strength = scale == "strength"
        self.asked.emit(Agreed(self.key, strength=score) if strength else Agreed(self.key, changeability=score))

    def _save(self) -> None:
        for scale, why in self.reasons.items():
            if said(why) != self._known.get(scale, ""):
                self.asked.emit(Agreed(self.key, reason=said(why), scale=scale))

    def _focus(self) -> None:
        self.asked.emit(Focus("" if self._focused else self.key))

    def _from_paper(self) -> None:
        for scale, one in self.paper.items():
            values = paper_numbers(one.text())
            if values:
                self.asked.emit(Tally(self.key, scale, tuple(values), source="paper"))


_WHY = {"strength": say("Why this strong, in a few words"), "changeability": say("Why so easy or hard to change")}
_AGREED = {"strength": say("Agreed strength"), "changeability": say("Changeability")}


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
        self.after = Numbers(t("Expected afterwards"), range(6))
        self.rows.addWidget(self.title)
        self.rows.addWidget(self.after)
        self.effect = QComboBox()
        self.effect.setAccessibleName(t("What the idea does"))
        self.effect.setMinimumContentsLength(13)
        self.text = line(t("The idea: what is done"), 200)
        self.who = QComboBox()
        self.who.setEditable(True)
        self.who.setAccessibleName(t("Who"))
        self.step = line(t("First step"))
        self.add = Button(t("Add idea"), icon_name="plus", look="primary")
        self.rows.addWidget(stacked(self.effect, self.text, self.who, self.step, self.add))
        self.add.clicked.connect(self._save)
        for one in (self.text, self.step):
            one.returnPressed.connect(self._save)
        self.after.picked.connect(self._expect)
        self._side = "-"

    def show_force(self, key: str, text: str, side: str, after: int | None, groups: Groups) -> None:
        """Take ideas for a force; without one (key "") for a new driver."""
        self.key = key
        self.title.setText(text if key else t("A new driver"))
        self.after.setVisible(bool(key))
        self.after.show_number(after)
        if side != self._side:
            self._side = side
            self.effect.clear()
            fits = {DRIVER: ("strengthen",), RESTRAINER: ("weaken", "remove")}.get(side, ())
            for value in (*fits, "add"):
                self.effect.addItem(t(_EFFECT_WORDS[value]), value)
        if self.who.count() != len(groups.list) + 1:
            self.who.clear()
            self.who.addItem("")
            for group in groups:
                self.who.addItem(group.short, group.id)
            inside = self.who.lineEdit()
            if inside is not None:
                inside.setPlaceholderText(t("Who"))

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
        self.asked.emit(Noted(words, fields={n: v for n, v in fields.items() if v}, source="facilitator"))
        for one in (self.text, self.step):
            one.clear()
        self.who.setCurrentIndex(0)
        self.text.setFocus()

    def _expect(self, number: int) -> None:
        if self.key:
            self.asked.emit(After(self.key, number))


_EFFECT_WORDS = {
    "weaken": say("Weaken it"),
    "remove": say("Remove it"),
    "strengthen": say("Strengthen it"),
    "add": say("Add a new driver"),
}
