"""The forms of a questionnaire: about the whole of it, and one question with its scale, its waves and its answers."""

from __future__ import annotations

import re
from collections.abc import Sequence

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QCheckBox, QFrame, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from facilitator.activities.survey.editing import ASKED, STATEMENT, Table, sort_of
from facilitator.activities.survey.instrument import POINTS, WAVES
from facilitator.activities.survey.pairing import CARD, OWN
from facilitator.looks.qt import look as qt
from facilitator.looks.qt.basics import Sign
from facilitator.looks.qt.buttons import Button
from facilitator.looks.qt.fields import ChoiceField, GrowingText, Labelled, TextField
from facilitator.looks.qt.forms import TableForm, plain, texts
from facilitator.looks.qt.kit import label
from facilitator.looks.qt.lines import LinesField, Thing
from facilitator.looks.qt.words import t
from facilitator.model.say import say

ANSWER = Thing(
    say("Answer"), say("Add an answer"), say("Remove this answer"), lambda n: say("Remove answer {number}", number=n)
)
WAYS = (("1", say("Agreeing")), ("-1", say("Disagreeing")))
_WAVE_NAMES = {WAVES[0]: say("before"), WAVES[1]: say("after")}
_ID = re.compile(r"[A-Za-z][A-Za-z0-9_]{0,40}")
_CHOSEN = ("choice", "several")


class ScaleFields(QWidget):
    """Five names for the points of every scale, or two for its ends; and the way out. `committed` gives the table."""

    committed = Signal(dict)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.points = [GrowingText(str(point)) for point in POINTS]
        self.low, self.high = TextField(t("poor")), TextField(t("excellent"))
        self.none = TextField(t("Don’t know"))
        self._named, self._ends = QWidget(), QWidget()
        grid = QGridLayout(self._named)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(6)
        for at, field in enumerate(self.points):
            field.setAccessibleName(t("Point {number} of the scale", number=at + 1))
            grid.addWidget(field, 0, at)
        beside = QHBoxLayout(self._ends)
        beside.setContentsMargins(0, 0, 0, 0)
        beside.addWidget(Labelled(t("What 1 is called"), self.low))
        beside.addWidget(Labelled(t("What 5 is called"), self.high))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self._named)
        column.addWidget(self._ends)
        apart = t("It stands apart and is never counted as a point.")
        column.addWidget(Labelled(t("For those who do not know"), self.none, apart))
        for signal in (each.committed for each in self.points):
            signal.connect(lambda _: self.committed.emit(self.value()))
        for end in (self.low, self.high, self.none):
            end.committed.connect(lambda _: self.committed.emit(self.value()))
            end.setMaxLength(60)

    def value(self) -> Table:
        """The scale as the file has it."""
        ends = {"low": self.low, "high": self.high}
        points = [" ".join(field.toPlainText().split())[:60] for field in self.points]
        named: Table = {"points": points} if not self._named.isHidden() else {}
        rest = {name: field.text().strip() for name, field in ({} if named else ends).items()}
        rest["none"] = self.none.text().strip()
        return {**named, **{name: words for name, words in rest.items() if words}}

    def show_value(self, scale: Table, *, named: bool) -> None:
        """Show the scale of the file; `named` where each point has a name."""
        points = texts(scale.get("points"))
        for at, point in enumerate(self.points):
            point.show_value(points[at] if at < len(points) else "")
        for name, field in (("low", self.low), ("high", self.high), ("none", self.none)):
            field.show_value(plain(scale.get(name)))
        self._named.setVisible(named)
        self._ends.setVisible(not named)


class HeadForm(TableForm):
    """What the whole questionnaire says."""

    def __init__(self) -> None:
        super().__init__()
        self.heading(t("About the questionnaire"))
        self.column.addWidget(
            self.text("title", t("Title"), aside=t("It stands over the form on phones and on paper."))
        )
        self.column.addWidget(
            self.long_text(
                "intro", t("What people read first"), aside=t("That it is voluntary, and who sees the answers.")
            )
        )
        sorts = (("attitudes", say("Attitudes, before and after")), ("evaluation", say("An evaluation, once")))
        self.column.addWidget(self.choice("sort", t("What it is for"), sorts, "evaluation"))
        ways = ((CARD, say("By the code of their phone or card")), (OWN, say("By a code that they make themselves")))
        told = t(
            "A card’s code is for one day. For days apart people make a code of facts that stay: of 100, expect 22 "
            "without a pair and 3 wrongly paired."
        )
        self.column.addWidget(self.choice("pairing", t("How the forms of one person find each other"), ways, CARD))
        self.cells["pairing"].setProperty("aside", told)
        self.version = label("", "body", "quiet", wrap=True)
        self.column.addWidget(self.version)
        self.column.addStretch(1)

    def show_table(self, table: Table) -> None:
        """Show what the file has now; what somebody is typing stays."""
        super().show_table(table)
        self.cells["pairing"].setVisible(table.get("sort") == "attitudes")


class NewWords(QFrame):
    """Says that a question has new words, and what that means; `back` wants the old ones again."""

    back = Signal()

    def __init__(self) -> None:
        super().__init__()
        qt.mark(self, panel="warn")
        self.title, self.words = label("", "strong", wrap=True), label("", "body", wrap=True)
        self.button = Button("", icon_name="undo")
        self.button.clicked.connect(self.back)
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 12, 14, 12)
        row.setSpacing(10)
        column = QVBoxLayout()
        column.setSpacing(4)
        column.addWidget(self.title)
        column.addWidget(self.words)
        line = QHBoxLayout()
        line.addWidget(self.button)
        line.addStretch(1)
        column.addLayout(line)
        row.addWidget(Sign("warn", "warn"))
        row.addLayout(column, 1)

    def tell(self, words: Sequence[str], version: str, before: str) -> None:
        """Show what is new; nothing where there is no earlier version."""
        self.setVisible(bool(before))
        self.title.setText(t("New words make a new version, {version}.", version=version))
        apart = t("Answers to {before} stay apart, and are never added to those of {version}.", before=before,
                  version=version)  # fmt: skip
        new = t("New here: {words}.", words=t.listed([f"“{each}”" for each in words])) if words else ""
        self.words.setText(f"{new} {apart}".strip())
        self.button.setText(t("Put the words of {version} back", version=before))


class QuestionForm(TableForm):
    """One question. `scale_edited` gives the scale of all of them; `joined` whether it stands on the page before."""

    scale_edited = Signal(dict)
    joined = Signal(bool)
    sort_asked = Signal(str)
    labels_edited = Signal(list)

    def __init__(self) -> None:
        super().__init__()
        self.title = label("", "heading")
        self.column.addWidget(self.title)
        self.new_words = NewWords()
        self.column.addWidget(self.long_text("text", t("Words people read")))
        self.column.addWidget(self.new_words)
        self._build_kind()
        self.answers = LinesField(ANSWER, t("What they may choose"))
        self.answers.committed.connect(self.labels_edited)
        self._answers = self._cell("choices", t("Answers to choose from"), self.answers)
        self.column.addWidget(self._answers)
        self.scale = ScaleFields()
        self.scale.committed.connect(self.scale_edited)
        self._scale = self._cell("points", t("Scale, the same for every question of this kind"), self.scale)
        self.column.addWidget(self._scale)
        self._limit = self.number("limit", t("How much they may write, in characters"), 20, 2000, 300)
        self.column.addWidget(self._limit)
        named = t("Tables and figures call it so; nothing means its own words.")
        self.side_by_side(
            self.text("short", t("Short name"), aside=named),
            self.text("id", t("Name in tables"), aside=t("Letters and figures; answers are kept under it.")),
            shares=(3, 2),
        )
        self.column.addStretch(1)

    def _build_kind(self) -> None:
        self.sort = ChoiceField(ASKED)
        self.sort.committed.connect(self.sort_asked)
        self.way = ChoiceField(WAYS)
        self.way.committed.connect(lambda value: self.edited.emit({"direction": int(value)}))
        self._way = self._cell("direction", t("What counts as toward"), self.way)
        self.waves = {wave: QCheckBox(t(words)) for wave, words in _WAVE_NAMES.items()}
        boxes = QWidget()
        row = QHBoxLayout(boxes)
        row.setContentsMargins(0, 6, 0, 0)
        for box in self.waves.values():
            box.toggled.connect(lambda _: self._edit_waves())
            row.addWidget(box)
        row.addStretch(1)
        self._waves = self._cell("waves", t("Asked"), boxes)
        self.column.addWidget(self._cell("kind", t("What is asked"), self.sort))
        self.side_by_side(self._way, self._waves)
        self.same_page = QCheckBox(t("On the same page as the question before"))
        self.same_page.toggled.connect(self.joined)
        self.column.addWidget(self.same_page)

    @property
    def first(self) -> QWidget:
        """The field that takes the focus when somebody comes to the form."""
        return self.cells["text"].findChildren(GrowingText)[0]

    def show_question(self, table: Table, question: Table, title: str, *, joined: bool, first: bool) -> None:
        """Show a question of a file."""
        sort, attitudes = sort_of(question), table.get("sort") == "attitudes"
        self.title.setText(title)
        self.show_table(question)
        self.sort.show_value(sort)
        self.sort.allow([each for each, _ in ASKED if attitudes or each != STATEMENT])
        self.way.show_value("-1" if question.get("direction") == -1 else "1")
        asked = texts(question.get("waves")) or list(WAVES)
        for wave, box in self.waves.items():
            with QSignalBlocker(box):
                box.setChecked(wave in asked)
        with QSignalBlocker(self.same_page):
            self.same_page.setChecked(joined)
        self.same_page.setVisible(not first)
        given = question.get("choices")
        found = [each for each in given if isinstance(each, dict)] if isinstance(given, list) else []
        self.answers.show_value([plain(each.get("label")) for each in found])
        scale = table.get("scale")
        own = {**(scale if isinstance(scale, dict) else {}), **{n: question[n] for n in ("points",) if n in question}}
        self.scale.show_value(own, named=attitudes)
        self._way.setVisible(sort == STATEMENT)
        self._waves.setVisible(attitudes)
        self._answers.setVisible(sort in _CHOSEN)
        self._scale.setVisible(question.get("kind") == "scale")
        self._limit.setVisible(sort == "text")

    def _edit_waves(self) -> None:
        asked = [wave for wave, box in self.waves.items() if box.isChecked()]
        if asked:
            self.edited.emit({"waves": asked})
            return
        for box in self.waves.values():  # a question that is never asked is none
            with QSignalBlocker(box):
                box.setChecked(True)
        self.edited.emit({"waves": list(WAVES)})


def is_name(words: str) -> bool:
    """Whether answers can be kept under it."""
    return bool(_ID.fullmatch(words))
