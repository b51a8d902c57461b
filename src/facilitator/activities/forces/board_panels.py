"""Small panels on the board of a force field: the change and the verdict, as a facilitator enters them for the room."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from facilitator.activities.forces import likeness
from facilitator.activities.forces.facts import VERDICTS, Change
from facilitator.looks.qt import look as qt
from facilitator.looks.qt.basics import ElidedLabel, WrapRow
from facilitator.looks.qt.buttons import Button
from facilitator.model.entry import clean


def plain(text: str, kind: str = "label", tone: str = "quiet", *, wrap: bool = False) -> QLabel:
    """A line of words."""
    label = QLabel(text)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(wrap)
    qt.mark(label, type=kind, tone=tone)
    return label


def field(name: str, limit: int = 120) -> QLineEdit:
    """A line to write in, its name in it while it is empty."""
    made = QLineEdit()
    made.setPlaceholderText(name)
    made.setAccessibleName(name)
    made.setMaxLength(limit)
    return made


class Numbers(QWidget):
    """A row of numbers, one of which may be pressed. `picked(number)` when a person presses one."""

    picked = Signal(int)

    def __init__(self, name: str, numbers: Iterable[int]) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        row.addWidget(plain(name))
        self._group = QButtonGroup(self)
        for number in numbers:
            button = QPushButton(str(number))
            button.setCheckable(True)
            button.setFixedWidth(34)
            button.setAccessibleName(f"{name} {number}")
            self._group.addButton(button, number)
            row.addWidget(button)
        self._group.idClicked.connect(self.picked)

    def show_number(self, number: int | None) -> None:
        """Press a number, or none."""
        self._group.setExclusive(False)
        for button in self._group.buttons():
            button.setChecked(number is not None and self._group.id(button) == number)
        self._group.setExclusive(True)

    def press(self, number: int) -> None:
        """Do as if a person had pressed it."""
        self._group.button(number).click()


class Panel(QFrame):
    """What all panels share: `asked((kind, body))`, and rows under each other."""

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


def tallies(names: Mapping[str, str]) -> dict[str, QSpinBox]:
    """A number field for each name, for hands that were counted."""
    found = {}
    for key, words in names.items():
        box = QSpinBox()
        box.setRange(0, 999)
        box.setFixedWidth(70)
        box.setAccessibleName(f"Hands: {words}")
        found[key] = box
    return found


class ChangeCard(Panel):
    """The change in two halves: how it is now, and what is wanted; in a narrow window a button for the list."""

    def __init__(self) -> None:
        super().__init__()
        self.now, self.wanted = ElidedLabel("", "note"), ElidedLabel("", "note")
        self.when = plain("Wanted", "caption")
        halves = QHBoxLayout()
        halves.setSpacing(16)
        for head, words in ((plain("Now", "caption"), self.now), (self.when, self.wanted)):
            half = QVBoxLayout()
            half.setSpacing(1)
            half.addWidget(head)
            half.addWidget(words)
            halves.addLayout(half, 1)
            if words is self.now:
                halves.addWidget(plain("\u2192", "title", ""))
        self.pays = Button("Where effort pays")
        self.pays.setCheckable(True)
        halves.addWidget(self.pays)
        self.rows.setContentsMargins(14, 6, 14, 8)
        self.rows.addLayout(halves)

    def show_change(self, change: Change) -> None:
        """The words as they stand."""
        self.now.setText(change.now)
        self.wanted.setText(change.wanted)
        self.when.setText(f"Wanted {change.when_where}".strip())


class ChangePanel(Panel):
    """The change: now, wanted, by when, where; who finds it clear; a warning where two changes hide in one."""

    def __init__(self) -> None:
        super().__init__()
        self.fields = {"now": field("How it is now", 200), "wanted": field("What is wanted", 200)}
        self.fields |= {"by": field("By when", 60), "scope": field("Where", 60)}
        for name in ("now", "wanted"):
            self.rows.addWidget(self.fields[name])
        self.use = Button("Show these words", look="primary")
        self.fields["by"].setFixedWidth(180)
        self.fields["scope"].setFixedWidth(180)
        self.wrap(self.fields["by"], self.fields["scope"], self.use)
        self.warning = plain("", tone="warn", wrap=True)
        self.rows.addWidget(self.warning)
        self.counts = plain("", "strong", "")
        self.hands = tallies({"clear": "clear", "unclear": "not clear"})
        self.counted = Button("Count hands")
        parts: list[QWidget] = [self.counts]
        for key, words in (("clear", "Hands: clear"), ("unclear", "not clear")):
            parts += [plain(words), self.hands[key]]
        self.wrap(*parts, self.counted)
        self.use.clicked.connect(self._save)
        self.counted.clicked.connect(self._count)
        for one in self.fields.values():
            one.returnPressed.connect(self._save)
        self.fields["wanted"].textChanged.connect(self._warn)
        self._was = Change()

    def show_change(self, change: Change, clarity: tuple[int, int], hands: tuple[int, int]) -> None:
        """The change as it stands; words being typed are not taken away."""
        for name, one in self.fields.items():
            if not one.hasFocus() or not one.text() or one.text() == getattr(self._was, name):
                one.setText(getattr(change, name))
        self._was = change
        clear, unclear = clarity
        self.counts.setText(f"{clear} clear, {unclear} not clear (n={clear + unclear})")
        for box, number in zip(self.hands.values(), hands, strict=True):
            if not box.hasFocus():
                box.setValue(number)

    def _warn(self) -> None:
        two = likeness.two_changes(self.fields["wanted"].text())
        said = "There is an \u201cand\u201d in it: two changes in one? Make a second chart for the other."
        self.warning.setText(said if two else "")
        self.warning.setVisible(two)

    def _save(self) -> None:
        self.asked.emit(("change", {name: " ".join(clean(one.text()).split()) for name, one in self.fields.items()}))

    def _count(self) -> None:
        counts = {key: box.value() for key, box in self.hands.items()}
        self.asked.emit(("clear_hands", {**counts, "source": "facilitator"}))


class VerdictPanel(Panel):
    """The room's verdict: what phones said, hands counted, and the condition behind "go if"."""

    def __init__(self) -> None:
        super().__init__()
        self.counts = plain("", "strong", "")
        self.hands = tallies(VERDICTS)
        self.condition = field("Go if: the condition, in one line", 200)
        self.condition.setMinimumWidth(280)
        self.counted = Button("Count hands")
        self.rows.addWidget(self.counts)
        parts: list[QWidget] = []
        for key, words in VERDICTS.items():
            parts += [plain(f"Hands: {words}"), self.hands[key]]
        self.wrap(*parts, self.condition, self.counted)
        self.counted.clicked.connect(self._save)
        self.condition.returnPressed.connect(self._save)

    def show_verdict(self, counts: Mapping[str, int], hands: Mapping[str, int], condition: str) -> None:
        """The counts so far; what is being typed is not taken away."""
        said = ", ".join(f"{counts[c]} {words}" for c, words in VERDICTS.items())
        self.counts.setText(f"The room's verdict: {said} (n={sum(counts.values())})")
        for key, box in self.hands.items():
            if not box.hasFocus():
                box.setValue(hands.get(key, 0))
        if not self.condition.hasFocus():
            self.condition.setText(condition)

    def _save(self) -> None:
        counts = {key: box.value() for key, box in self.hands.items()}
        condition = " ".join(clean(self.condition.text()).split())
        self.asked.emit(("hands", {"counts": counts, "condition": condition, "source": "facilitator"}))
