"""The register of answers at the desk: what people said theme by theme, each answered or not; the chosen row beside."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from facilitator.looks.qt.fields import ChoiceField, DateField, Labelled, TextField
from facilitator.looks.qt.keylist import KeyRow
from facilitator.looks.qt.kit import put_text, refill
from facilitator.looks.qt.ledger import Item, Line
from facilitator.looks.qt.page import SidePane
from facilitator.looks.qt.words import t
from facilitator.model.entry import local
from facilitator.model.moment import now_ms
from facilitator.model.people import Groups
from facilitator.model.programme import Programme
from facilitator.model.say import as_day, say
from facilitator.programme.answers.bodies import AnswerAsked, AnswerRemoved, AnswersDue
from facilitator.programme.answers.desk_panel import PointPanel
from facilitator.programme.answers.listed import by_theme, told
from facilitator.programme.answers.rules import ANSWERS, Point, State
from facilitator.programme.contract import groups, subjects
from facilitator.programme.desk_ledger import LedgerDesk

KEYS = (
    KeyRow("1-4", say("Answers: done, will do, cannot, not ours; then write the words")),
    KeyRow("L", say("Answers: find a comment to link")),
    KeyRow("Delete", say("Answers: take the chosen row away")),
)
_SIGNS = {
    "done": "status-done",
    "will": "status-on-track",
    "cannot": "status-cannot",
    "not_ours": "status-not-ours",
    "": "status-open",
}
_EVERY = "every"
_NOTHING = say(
    "There is nothing to answer yet. Write below what people said above all, and link the comments that say it."
)


class Desk(LedgerDesk[Point]):
    """The rows in a list, and the chosen one beside it. `asked(body)` asks to keep something."""

    def __init__(self) -> None:
        columns = ((t("people said"), 2.8), (t("answer"), 1.5), (t("in the words of those who answer"), 2.8),
                   (t("who, when"), 1.8))  # fmt: skip
        super().__init__(t("Answers"), columns, t("What people said, in their words"), t(_NOTHING))
        self.which = ChoiceField([(_EVERY, say("Every answer")), *ANSWERS.items()])
        self.back, self.contact = DateField(), TextField(t("Name, telephone or e-mail"))
        self.panel, self.theme = PointPanel(), ChoiceField([("", say("No theme"))])
        self.pane = SidePane(self.panel, 400)
        self.which.setAccessibleName(t("Which answers"))
        self.theme.setAccessibleName(t("Theme of the new row"))
        self.which.committed.connect(lambda _: self._show_lines())
        self.back.committed.connect(lambda day: self.asked.emit(AnswersDue(back=day)))
        self.contact.committed.connect(lambda words: self.asked.emit(AnswersDue(contact=words)))
        self.panel.asked.connect(self.asked)
        top = QHBoxLayout()
        top.setSpacing(16)
        top.addWidget(Labelled(t("Shown"), self.which), 1)
        top.addWidget(Labelled(t("Answers due back on"), self.back), 1)
        top.addWidget(Labelled(t("Whom people at home ask"), self.contact), 2)
        self._arrange([self.sum, top], [self.theme], self.pane)

    def panes(self) -> list[QWidget]:
        """What F6 walks through, in order."""
        return [self.list, self.new, *([self.panel.said] if self.list.key else [])]

    # ------------------------------------------------------------------ showing

    def show_programme(self, programme: Programme) -> None:
        """Show the register as it is now."""
        self._programme = programme
        self.refusal.hide()
        state: State = programme.aspects["answers"]
        put_text(self.sum, t(told(state)))
        self.back.show_value(state.back)
        self.contact.show_value(state.contact)
        self.nothing.setVisible(not state.points)
        refill(self.theme, [("", t("No theme")), *((each.id, each.name) for each in subjects(programme))])
        self._show_lines()
        self._shown(programme)

    def _show_lines(self) -> None:
        if self._programme is None:
            return
        wanted, behind, known = self.which.currentData(), self._comments.of(self._programme), groups(self._programme)
        lines: list[Line] = []
        for number, (subject, those) in enumerate(by_theme(self._programme), 1):
            rows = [_line(each, len(behind.those(each.targets)), known) for each in those
                    if wanted in (_EVERY, each.answer)]  # fmt: skip
            if rows:
                head = (Item(subject.name or t("No theme")),)
                lines += [Line(f"theme {subject.id}", head, band=True, number=str(number) if subject.id else ""), *rows]
        self.list.show_lines(lines)

    def _show_chosen(self) -> None:
        point, programme = self._chosen(), self._programme
        self.pane.setVisible(point is not None)
        if point is not None and programme is not None:
            self.panel.show_point(point, subjects(programme), groups(programme), self._comments.of(programme))

    def _things(self, programme: Programme) -> Mapping[str, Point]:
        state: State = programme.aspects["answers"]
        return state.points

    # ------------------------------------------------------------------ doing

    def _begun(self, key: str, words: str) -> AnswerAsked:
        self.which.show_value(_EVERY)
        today = local(now_ms()).date().isoformat()
        return AnswerAsked(key, words, str(self.theme.currentData()), date=today)

    def _take(self, key: int) -> bool:
        """The keys of the list: 1 to 4, L and Delete."""
        figure = key - Qt.Key.Key_1
        if 0 <= figure < len(ANSWERS) - 1:
            self.panel.form.begin(list(ANSWERS)[figure])
        elif key == Qt.Key.Key_L:
            self.panel.links.search.setFocus()
        elif key == Qt.Key.Key_Delete:
            self.asked.emit(AnswerRemoved(self.list.key))
        else:
            return False
        return True


def _line(point: Point, behind: int, known: Groups) -> Line:
    role = "text" if point.answer else "warn"
    say_this = t("{n} comment says this", "{n} comments say this", n=behind)
    return Line(
        point.id,
        (
            Item(t("\u201c{words}\u201d", words=point.said), say_this, strong=True),
            Item(t(ANSWERS[point.answer]), icon=_SIGNS[point.answer], role=role),
            Item(point.words) if point.answer else Item(t("nothing written"), role="text_2"),
            _who(point, known),
        ),
    )


def _who(point: Point, known: Groups) -> Item:
    """Who answers and when, or since when one waits."""
    if not point.answer:
        return Item(t("asked on {day}", day=as_day(point.asked)) if point.asked else t("not asked yet"), role="text_2")
    name = point.who or (known.label(point.who_group) if point.who_group else t("not said who"))
    when = t("by {day}", day=as_day(point.by)) if point.by else t("{day}", day=as_day(point.at)) if point.at else ""
    return Item(name, when, group=known.no(point.who_group) or "other" if point.who_group else "", inset=True)
