"""The form about one stage of a method: its words, minutes, activity, what the room sees, what is kept, its options."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QHBoxLayout, QVBoxLayout, QWidget

from facilitator.activities import contract
from facilitator.desktop.plan.stage import spoken
from facilitator.looks.qt.buttons import Button
from facilitator.looks.qt.fields import ChoiceField, Labelled, NumberField
from facilitator.looks.qt.forms import OptionsField, Table, TableForm, plain, texts, whole
from facilitator.looks.qt.kit import choose, empty, label
from facilitator.looks.qt.lines import POINT, QUESTION, LinesField
from facilitator.looks.qt.words import t
from facilitator.model.method_file import GROUPING
from facilitator.model.questions import doubts
from facilitator.model.say import say
from facilitator.model.stage_words import GROUPINGS, KEPT, PRIORITIES, SEEN, TIMERS, VISIBLE

NEW = {
    "title": say("New stage"),
    "goal": "",
    "activity": "collect",
    "minutes": {"default": 5, "min": 3, "max": 10},
    "priority": 2,
    "timer": "SOFT",
    "prompt": "",
    "script": [],
    "screen": "notes",
    "visibility": "live",
    "anonymity": "group",
    "grouping": "plenary",
}
"""A stage that somebody adds, without its id."""


class StageTable(TableForm):
    """Edits one stage. `text_asked` leads to its place in the text."""

    text_asked = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._earlier: list[Table] = []
        self._feeds: list[QCheckBox] = []
        self.minutes, self.low, self.high = (NumberField(1, 600) for _ in range(3))
        self.priority = ChoiceField(PRIORITIES)
        self.priority.committed.connect(lambda value: self.edited.emit({"priority": int(value)}))
        self._shows.append(lambda table: self.priority.show_value(str(whole(table.get("priority"), 1))))
        self.continues = QComboBox()
        self.options = OptionsField()
        self.fields = label("", "caption", "quiet", wrap=True)
        self._build_words()
        self._build_rules()
        self._build_links()
        self.column.addStretch(1)

    # ------------------------------------------------------------------ building

    def _build_words(self) -> None:
        self.head = label("", "heading")
        self.column.addWidget(self.head)
        self.side_by_side(self.text("title", t("Title")), self.text("id", t("Id")), shares=(3, 2))
        self.column.addWidget(self.long_text("goal", t("Goal"), t("What is there at the end of this stage")))
        kinds = [(kind, t(contract.activity(kind).title)) for kind in contract.KINDS]
        cell = self._cell("minutes", t("Minutes"), self.minutes)
        self.side_by_side(
            self.choice("activity", t("Activity"), kinds, "collect"), self.choice("timer", t("Timer"), TIMERS, "SOFT")
        )
        self.side_by_side(cell, Labelled(t("Floor"), self.low), Labelled(t("Ceiling"), self.high))
        for name, field in (("default", self.minutes), ("min", self.low), ("max", self.high)):
            field.committed.connect(lambda _, name=name: self.edited.emit({"minutes": self._minutes(name)}))
        self._shows.append(self._show_minutes)
        self.questions = LinesField(QUESTION, t("A question that nobody can answer with yes or no"))
        self.questions.committed.connect(self._edit_questions)
        self._shows.append(lambda table: self.questions.show_value(_asks(table)))
        self.column.addWidget(self._cell("questions", t("Questions on the room screen and phones"), self.questions))
        self.column.addWidget(self.long_text("hint", t("Hint under the field"), t("How to write a good note")))
        self.column.addWidget(
            self.lines(
                "script", t("Say, point by point"), POINT, t("What to say, one point a line"),
                aside=lambda text: t("{seconds} s", seconds=spoken(text)),
            )
        )  # fmt: skip
        self.column.addWidget(
            self.lines(
                "host_script", t("For the hosts at the tables"), POINT, t("What each table’s host needs to know")
            )
        )

    def _build_rules(self) -> None:
        self.heading(t("Clock, screen, and what is kept"))
        groupings = [(name, GROUPINGS[name]) for name in GROUPING]
        self.side_by_side(
            self.choice("screen", t("On the room screen"), SEEN, "notes"),
            self.choice("grouping", t("How people sit"), groupings, "plenary"),
        )
        self.side_by_side(
            self.choice("visibility", t("The room sees the notes"), VISIBLE, "live"),
            self.choice("anonymity", t("Stored with each note"), KEPT, "group"),
        )
        self.side_by_side(
            self._cell("priority", t("When time is short"), self.priority),
            self.number("limit", t("Longest note, in letters"), 20, 2000, 500),
        )
        self.side_by_side(self.text("level", t("Level"), t("O, R, I or D")), QWidget())
        self.column.addWidget(self.flag("decides", t("People decide here")))

    def _build_links(self) -> None:
        self.heading(t("What it builds on"))
        holder = QWidget()
        self._feed_box = QVBoxLayout(holder)
        self._feed_box.setContentsMargins(0, 0, 0, 0)
        self._feed_box.setSpacing(2)
        self.column.addWidget(self._cell("feeds", t("It is given what came of"), holder))
        self.continues.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.continues.activated.connect(
            lambda at: self.edited.emit({"continues": str(self.continues.itemData(at) or "")})
        )
        self.column.addWidget(self._cell("continues", t("It goes on at the board of"), self.continues))
        self.heading(
            t("For those who know the file"), t("What each option means is in the guide: How to write a method.")
        )
        self.options.changed_to.connect(lambda table: self.edited.emit({"options": table}))
        self.options.trouble.connect(lambda words: self.cells["options"].tell(words, "bad"))
        self._shows.append(lambda table: self.options.show_table(table.get("options")))
        self.column.addWidget(self._cell("options", t("Options of the activity, one a line"), self.options))
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.fields, 1)
        change = Button(t("Change in the text"), look="quiet")
        change.clicked.connect(lambda: self.text_asked.emit("fields"))
        row.addWidget(change)
        self.column.addWidget(self._cell("fields", t("Questions beside the text"), holder))

    # ------------------------------------------------------------------ showing

    def show_stage(self, stages: Sequence[Table], at: int) -> None:
        """Show the stage at this place, knowing those before it."""
        table = stages[at]
        self._earlier = list(stages[:at])
        self.name_it(stages, at)
        last = max((n for n, stage in enumerate(stages) if stage.get("decides") is True), default=-1)
        self.questions.set_advice(lambda text: doubts(text, before_decision=at < last))
        self.show_table(table)
        self._show_feeds(texts(table.get("feeds")))
        self._show_continues(plain(table.get("continues")), plain(table.get("activity")))
        named = [
            f"{plain(f.get('label')) or f.get('id')} ({f.get('kind', 'text')})"
            for f in table.get("fields") or ()
            if isinstance(f, dict)
        ]
        self.fields.setText(t.listed(named) or t("None: people write their text only."))

    def name_it(self, stages: Sequence[Table], at: int) -> None:
        """Say above the form which stage this is."""
        title = plain(stages[at].get("title")) if at < len(stages) else ""
        name = title or say("without a title")
        self.head.setText(t("Stage {number}: {title}", number=at + 1, title=name))

    def _show_minutes(self, table: Table) -> None:
        minutes = table.get("minutes")
        given: dict[str, Any] = minutes if isinstance(minutes, dict) else {}
        for name, field, usual in (("default", self.minutes, 5), ("min", self.low, 1), ("max", self.high, 60)):
            field.show_value(whole(given.get(name), usual))

    def _show_feeds(self, feeds: list[str]) -> None:
        names = [plain(stage.get("id")) for stage in self._earlier]
        words = {plain(stage.get("id")): plain(stage.get("title")) for stage in self._earlier}
        lost = [name for name in feeds if name not in names]
        empty(self._feed_box)
        self._feeds = []
        for name in [*names, *lost]:
            box = QCheckBox(words.get(name) or t("{name}, which does not come earlier", name=name))
            box.setProperty("stage", name)
            box.setChecked(name in feeds)
            box.toggled.connect(lambda _: self._edit_feeds())
            self._feed_box.addWidget(box)
            self._feeds.append(box)
        if not self._feeds:
            self._feed_box.addWidget(label(t("Nothing comes before it."), "caption", "quiet"))

    def _show_continues(self, chosen: str, activity: str) -> None:
        able = [s for s in self._earlier if plain(s.get("activity")) == activity]
        known = [plain(stage.get("id")) for stage in able]
        with QSignalBlocker(self.continues):
            self.continues.clear()
            self.continues.addItem(t("No other: it has a board of its own"), "")
            for stage in able:
                self.continues.addItem(plain(stage.get("title")), plain(stage.get("id")))
            if chosen and chosen not in known:
                self.continues.addItem(t("{chosen}, which is no earlier stage of this activity", chosen=chosen), chosen)
            choose(self.continues, chosen)

    # ------------------------------------------------------------------ writing

    def _minutes(self, changed: str) -> dict[str, int]:
        usual, low, high = self.minutes.value(), self.low.value(), self.high.value()
        if changed == "default":
            low, high = min(low, usual), max(high, usual)
        elif changed == "min":
            usual, high = max(usual, low), max(high, low)
        else:
            usual, low = min(usual, high), min(low, high)
        for field, value in ((self.minutes, usual), (self.low, low), (self.high, high)):
            field.show_value(value)
        return {"default": usual, "min": low, "max": high}

    def _edit_questions(self, questions: list[str]) -> None:
        many = len(questions) > 1
        self.edited.emit({"questions": questions if many else [], "prompt": "" if many else "".join(questions)})

    def _edit_feeds(self) -> None:
        self.edited.emit({"feeds": [str(box.property("stage")) for box in self._feeds if box.isChecked()]})


def _asks(table: Table) -> list[str]:
    prompt = plain(table.get("prompt"))
    return texts(table.get("questions")) or ([prompt] if prompt else [])
