"""What the editor of a questionnaire says: its rows, and what is wrong with them or to be thought of."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QWidget

from facilitator.activities.survey import editing
from facilitator.activities.survey.advice import Advice
from facilitator.activities.survey.desk_list import Row
from facilitator.activities.survey.editing import ASKED, STATEMENT, Table, sort_of
from facilitator.activities.survey.instrument import Instrument
from facilitator.activities.survey.versions import NEW, WORDS, stands
from facilitator.looks.qt import look as qt
from facilitator.looks.qt.forms import Notices, plain, texts
from facilitator.looks.qt.guard import guarded
from facilitator.looks.qt.icons import icon
from facilitator.looks.qt.words import t
from facilitator.model.toml_file import Problem

_ID = Qt.ItemDataRole.UserRole
_TALLEST = 120
_SECONDS = {"scale": 15, "choice": 15, "several": 20, "pick": 20, "text": 40, "score": 15}


class NotesList(QListWidget):
    """Problems first, then advice. Enter or a click gives the id of the question that is meant."""

    asked = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(t("What to look at"))
        self.setWordWrap(True)
        self.setResizeMode(QListWidget.ResizeMode.Adjust)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.itemActivated.connect(self._asked)
        self.itemClicked.connect(self._asked)

    def show_found(self, problems: Sequence[Problem], advice: Sequence[Advice], asked: Instrument | None) -> None:
        """Show what checking found."""
        self.clear()
        for problem in problems:
            self._add(problem.stage, said(problem, asked), wrong=True)
        for each in advice:
            self._add(each.question, _advised(each, asked), wrong=False)
        self.setVisible(self.count() > 0)
        self._fit()

    def _fit(self) -> None:
        """As tall as what it says, up to a few lines."""
        self.doItemsLayout()
        tall = sum(self.sizeHintForRow(row) for row in range(self.count())) + 2 * self.frameWidth() + 12
        self.setFixedHeight(min(tall, round(_TALLEST * qt.scale())))

    @guarded
    def resizeEvent(self, event: QResizeEvent, /) -> None:
        """Another width, another height."""
        super().resizeEvent(event)
        self._fit()

    def _add(self, name: str, words: str, *, wrong: bool) -> None:
        item = QListWidgetItem(icon("alert" if wrong else "warn", "bad" if wrong else "warn", 16), words)
        item.setData(_ID, name)
        self.addItem(item)

    def words(self) -> list[str]:
        """Every sentence that is shown."""
        return [self.item(row).text() for row in range(self.count())]

    def _asked(self, item: QListWidgetItem) -> None:
        self.asked.emit(str(item.data(_ID)))


def _called(name: str, asked: Instrument | None) -> str:
    question = asked.question(name) if asked else None
    return t(question.text) if question and question.text else name


def said(problem: Problem, asked: Instrument | None) -> str:
    """What is wrong, and with which question."""
    if not problem.stage:
        return (
            t("{field}: {sentence}", field=problem.field, sentence=problem.sentence)
            if problem.field
            else t(problem.sentence)
        )
    about = _called(problem.stage, asked)
    if not problem.field:
        return t("“{question}”: {sentence}", question=about, sentence=problem.sentence)
    return t("“{question}”, {field}: {sentence}", question=about, field=problem.field, sentence=problem.sentence)


def _advised(each: Advice, asked: Instrument | None) -> str:
    if not each.question:
        return t(each.sentence)
    return t("“{question}”: {sentence}", question=_called(each.question, asked), sentence=each.sentence)


def notices(problems: Sequence[Problem], advice: Sequence[Advice], name: str) -> Notices:
    """What to say under the fields of a question, or of the questionnaire for ""."""
    found: Notices = {}
    for problem in problems:
        if problem.stage == name:
            found.setdefault(problem.field.partition(".")[0], (True, t(problem.sentence)))
    words = [t(each.sentence) for each in advice if name and each.question == name]
    if words:
        found.setdefault("text", (False, " ".join(words)))
    return found


def about(asked: Instrument | None) -> str:
    """In one line: how many statements are turned, and how long it takes."""
    if asked is None:
        return ""
    statements = asked.with_role(STATEMENT)
    seconds = sum(_SECONDS.get(question.kind, 5) for question in asked.questions)
    long = t("about {n} minute", "about {n} minutes", n=max(1, round(seconds / 60)))
    if not statements:
        return t.listed([t("{n} question", "{n} questions", n=len(asked.questions)), long])
    turned = sum(each.direction < 0 for each in statements)
    ways = t("{n} of {all} worded the other way", "{n} of {all} worded the other way", n=turned, all=len(statements))
    return t.listed([ways, long])


def heading(table: Table, at: int) -> str:
    """What the form of a question is called."""
    statement = sort_of(editing.questions(table)[at]) == STATEMENT
    return t("Statement {number}", number=at + 1) if statement else t("Question {number}", number=at + 1)


def rows(table: Table, asked: Instrument | None, before: Instrument | None, problems: Sequence[Problem]) -> list[Row]:
    """The questionnaire itself, then its questions, each with what is wrong and what is new."""
    wrong = {problem.stage for problem in problems}
    names = dict(ASKED)
    found = [
        Row("", plain(table.get("title")) or t("Questionnaire"), t("title, what people read first"), wrong="" in wrong)
    ]
    for at, each in enumerate(editing.questions(table), 1):
        name = str(each.get("id", at))
        question = asked.question(name) if asked else None
        how = stands(question, before) if question and before else ""
        tag = t("new words") if how == WORDS else t("new") if how == NEW else ""
        if question and before and not tag:
            tag = t("as in {version}", version=before.version)
        sort = sort_of(each)
        below = t(names[sort]) if sort in names else sort
        if sort == STATEMENT:
            below = t("← disagree is toward") if each.get("direction") == -1 else t("→ agree is toward")
        asked_in = texts(each.get("waves"))
        if asked_in == ["after"]:
            below = t("{what}, after only", what=below)
        elif asked_in == ["before"]:
            below = t("{what}, before only", what=below)
        words = plain(each.get("text")) or t("Nothing is written yet")
        found.append(Row(str(at), words, below, tag, warns=how == WORDS, wrong=name in wrong))
    return found
