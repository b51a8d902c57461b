"""The facts of a programme at the desk: fields that keep what is typed, and a card for each challenge."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from facilitator.looks.qt import look as qt
from facilitator.looks.qt.buttons import Button
from facilitator.looks.qt.fields import ChoiceField, DateField, GrowingText, Labelled, NumberField, TextField
from facilitator.looks.qt.groups_field import GroupsField
from facilitator.looks.qt.keylist import KeyRow
from facilitator.looks.qt.kit import discard, label
from facilitator.looks.qt.lines import OBJECTIVE, LinesField
from facilitator.looks.qt.words import t
from facilitator.model.acts import new_id
from facilitator.model.packed import Packed
from facilitator.model.people import Groups
from facilitator.model.programme import Programme
from facilitator.model.say import say
from facilitator.model.suppression import LEAST, MOST
from facilitator.programme.facts.bodies import ChallengeRemoved, ChallengeTold, FactsTold
from facilitator.programme.facts.rules import MOST_CHALLENGES, Challenge, Member, State

STANDINGS = (("settled", say("Settled")), ("open", say("Open")), ("unknown", say("Not yet known")))
"""The three things that are said of a challenge, and their words."""
KEYS: tuple[KeyRow, ...] = ()
"""It takes no keys but those of its fields."""
_NOBODY = ("", say("No group"))

Ask = Callable[[Packed], None]


class ChallengeCard(QFrame):
    """One challenge: its question, and what is settled, open and not yet known."""

    def __init__(self, key: str, ask: Ask, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        qt.mark(self, panel="card")
        self.key = key
        self.number = label("", "title")
        self.text = GrowingText(t("What is the question that the programme is about?"))
        self.away = Button("", icon_name="close", look="quiet")
        self.away.setToolTip(t("Remove this challenge"))
        self.away.clicked.connect(lambda: ask(ChallengeRemoved(key)))
        self.standings = {name: GrowingText(t("Not asked yet")) for name, _ in STANDINGS}
        self.said = DateField()
        fields: dict[str, Any] = {"text": self.text, "said": self.said, **self.standings}
        for name, field in fields.items():
            field.committed.connect(lambda value, name=name: ask(ChallengeTold(key, **{name: value})))
        self._arrange()

    def _arrange(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(self.number, 0, Qt.AlignmentFlag.AlignTop)
        head.addWidget(self.text, 1)
        head.addWidget(self.away, 0, Qt.AlignmentFlag.AlignTop)
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(6)
        grid.setColumnStretch(1, 1)
        rows: list[tuple[str, QWidget]] = [(t(words), self.standings[name]) for name, words in STANDINGS]
        for row, (words, field) in enumerate([*rows, (t("As last said on"), self.said)]):
            grid.addWidget(label(words, "label", "quiet"), row, 0, Qt.AlignmentFlag.AlignVCenter)
            grid.addWidget(field, row, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 12, 14, 12)
        column.setSpacing(10)
        column.addLayout(head)
        column.addLayout(grid)

    def show_challenge(self, number: int, challenge: Challenge) -> None:
        """Show it as it is now, as the challenge of this number."""
        self.number.setText(str(number))
        self.text.setAccessibleName(t("Challenge {number}", number=number))
        self.away.setAccessibleName(t("Remove challenge {number}", number=number))
        self.said.setAccessibleName(t("When it was last said how challenge {number} stands", number=number))
        self.text.show_value(challenge.text)
        self.said.show_value(challenge.said)
        for name, words in STANDINGS:
            said = t("{standing}, challenge {number}", standing=words, number=number)
            self.standings[name].setAccessibleName(said)
            self.standings[name].show_value(str(getattr(challenge, name)))


class MemberRow(QWidget):
    """Somebody in the task group: a name, and the partner group."""

    def __init__(self, keep: Callable[[], None], take_away: Callable[[MemberRow], None]) -> None:
        super().__init__()
        self.name = TextField(t("Name"))
        self.group = ChoiceField([_NOBODY])
        self.away = Button("", icon_name="close", look="quiet")
        self.away.setToolTip(t("Remove this person from the list"))
        self.name.committed.connect(lambda _: keep())
        self.group.committed.connect(lambda _: keep())
        self.away.clicked.connect(lambda: take_away(self))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self.name, 1)
        row.addWidget(self.group)
        row.addWidget(self.away)

    def show_member(self, number: int, member: Member, groups: Groups) -> None:
        """Show one person as the list has it."""
        for part, words in (
            (self.name, t("Name {number}", number=number)),
            (self.group, t("Partner group of {number}", number=number)),
            (self.away, t("Remove person {number} from the list", number=number)),
        ):
            part.setAccessibleName(words)
        wanted = [("", t(_NOBODY[1])), *((group.id, group.label) for group in groups)]
        if [(self.group.itemData(n), self.group.itemText(n)) for n in range(self.group.count())] != wanted:
            self.group.clear()
            for key, words in wanted:
                self.group.addItem(words, key)
        self.group.show_value(member.group)
        self.name.show_value(member.name)


class TaskGroupField(QWidget):
    """The people who look after the programme between its events. `committed` gives them as a body has them."""

    committed = Signal(list)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rows: list[MemberRow] = []
        self._groups = Groups()
        self._column = QVBoxLayout()
        self._column.setSpacing(6)
        self.add = Button(t("Add a person"), icon_name="plus", look="quiet")
        self.add.clicked.connect(self._add_row)
        below = QHBoxLayout()
        below.addWidget(self.add)
        below.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addLayout(self._column)
        column.addLayout(below)

    def value(self) -> list[dict[str, str]]:
        """The people with a name, in order."""
        named = [row for row in self.rows if row.name.text().strip()]
        return [{"name": row.name.text().strip(), "group": str(row.group.currentData() or "")} for row in named]

    def show_value(self, members: tuple[Member, ...], groups: Groups) -> None:
        """Show what is stored, unless somebody is typing something else."""
        self._groups = groups
        if any(row.name.keeper.typing for row in self.rows):
            return
        while len(self.rows) > len(members):
            self._drop(self.rows[-1])
        while len(self.rows) < len(members):
            self._insert()
        for number, (row, member) in enumerate(zip(self.rows, members, strict=True), 1):
            row.show_member(number, member, groups)

    def _insert(self) -> MemberRow:
        row = MemberRow(lambda: self.committed.emit(self.value()), self._remove)
        self.rows.append(row)
        self._column.addWidget(row)
        return row

    def _add_row(self) -> None:
        row = next((row for row in self.rows if not row.name.text().strip()), None)
        if row is None:
            row = self._insert()
            row.show_member(len(self.rows), Member(""), self._groups)
        row.name.setFocus(Qt.FocusReason.OtherFocusReason)

    def _remove(self, row: MemberRow) -> None:
        self._drop(row)
        self.committed.emit(self.value())

    def _drop(self, row: MemberRow) -> None:
        self.rows.remove(row)
        discard(self._column, row)


class Desk(QWidget):
    """The facts and the challenges, side by side where there is room. `asked(body)` asks to keep one."""

    asked = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.title = TextField(t("What the programme is called"))
        self.sponsor = TextField(t("Who asked for it, who pays"))
        self.starts, self.ends = DateField(), DateField()
        self.objectives = LinesField(OBJECTIVE, t("What should be there when it is over"))
        self.groups, self.task_group = GroupsField(), TaskGroupField()
        self.least = NumberField(LEAST, MOST)
        self.cards: dict[str, ChallengeCard] = {}
        self.refusal = label("", "label", "bad", wrap=True)
        self.add = Button(t("Add a challenge"), icon_name="plus")
        self.add.clicked.connect(lambda: self.asked.emit(ChallengeTold(new_id(), "")))
        self._cards = QVBoxLayout()
        self._cards.setSpacing(12)
        for name in ("title", "sponsor", "starts", "ends", "objectives", "groups", "least", "task_group"):
            getattr(self, name).committed.connect(lambda value, name=name: self.asked.emit(FactsTold(**{name: value})))
        self._programme: Programme | None = None
        self._arrange()

    def _arrange(self) -> None:
        left, right = QVBoxLayout(), QVBoxLayout()
        for column in (left, right):
            column.setSpacing(14)
        when = QHBoxLayout()
        when.setSpacing(16)
        when.addWidget(Labelled(t("From"), self.starts), 1)
        when.addWidget(Labelled(t("To"), self.ends), 1)
        left.addWidget(label(t("About the programme"), "title"))
        left.addWidget(Labelled(t("Title"), self.title))
        left.addWidget(Labelled(t("Asked for by"), self.sponsor))
        left.addLayout(when)
        left.addWidget(self.refusal)
        left.addWidget(label(t("Objectives"), "title"))
        left.addWidget(self.objectives)
        left.addWidget(label(t("Partner groups"), "title"))
        left.addWidget(self.groups)
        left.addWidget(Labelled(t("Papers tell groups apart only from so many people up"), self.least))
        left.addWidget(label(t("Task group"), "title"))
        left.addWidget(label(t("Who looks after the programme between its events."), tone="quiet", wrap=True))
        left.addWidget(self.task_group)
        left.addStretch(1)
        right.addWidget(label(t("Challenges"), "title"))
        right.addWidget(label(t("The questions, and how far each is answered."), tone="quiet", wrap=True))
        right.addLayout(self._cards)
        below = QHBoxLayout()
        below.addWidget(self.add)
        below.addStretch(1)
        right.addLayout(below)
        right.addStretch(1)
        both = QHBoxLayout(self)
        both.setContentsMargins(0, 0, 0, 0)
        both.setSpacing(40)
        both.addLayout(left, 1)
        both.addLayout(right, 1)

    @property
    def widget(self) -> QWidget:
        """Itself."""
        return self

    def panes(self) -> list[QWidget]:
        """What F6 walks through, in order."""
        return [self.title, self.add]

    def show_programme(self, programme: Programme) -> None:
        """Show the facts as they are now."""
        self._programme = programme
        state: State = programme.aspects["facts"]
        self.refusal.hide()
        self.title.show_value(programme.title)
        for name in ("sponsor", "starts", "ends", "objectives"):
            getattr(self, name).show_value(getattr(state, name))
        self.groups.show_value(state.groups.list)
        self.least.show_value(programme.least)
        self.task_group.show_value(state.task_group, state.groups)
        for key in [key for key in self.cards if key not in state.challenges]:
            discard(self._cards, self.cards.pop(key))
        for number, (key, challenge) in enumerate(state.challenges.items(), 1):
            if key not in self.cards:
                self.cards[key] = ChallengeCard(key, self.asked.emit)
                self._cards.addWidget(self.cards[key])
            self.cards[key].show_challenge(number, challenge)
        self.add.setEnabled(len(state.challenges) < MOST_CHALLENGES)

    def refuse(self, sentence: str) -> None:
        """Say why something was not kept, and show again what is."""
        if self._programme is not None:
            self.show_programme(self._programme)
        self.refusal.setText(sentence)
        self.refusal.show()
