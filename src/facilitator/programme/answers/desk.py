"""The register of answers at the desk: what people said theme by theme, each answered or not; the chosen row beside."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from facilitator.looks.qt.fields import ChoiceField, DateField, Labelled, TextField
from facilitator.looks.qt.guard import guarded_or
from facilitator.looks.qt.keylist import KeyRow
from facilitator.looks.qt.kit import button, label, line, put_text, refill
from facilitator.looks.qt.ledger import Item, Ledger, Line
from facilitator.looks.qt.page import SidePane
from facilitator.looks.qt.words import t
from facilitator.model.acts import new_id
from facilitator.model.entry import local
from facilitator.model.moment import now_ms
from facilitator.model.people import Groups
from facilitator.model.programme import Programme
from facilitator.model.say import as_day, say
from facilitator.programme.answers.bodies import AnswerAsked, AnswerRemoved, AnswersDue
from facilitator.programme.answers.desk_panel import PointPanel
from facilitator.programme.answers.listed import by_theme, told
from facilitator.programme.answers.rules import ANSWERS, LONGEST, Point, State
from facilitator.programme.contract import groups, subjects
from facilitator.programme.listed import Latest

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


class Desk(QWidget):
    """The rows in a list, and the chosen one beside it. `asked(body)` asks to keep something."""

    asked = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._programme: Programme | None = None
        self._comments = Latest()
        self._wanted = ""
        columns = ((t("people said"), 2.8), (t("answer"), 1.5), (t("in the words of those who answer"), 2.8),
                   (t("who, when"), 1.8))  # fmt: skip
        self.ledger = Ledger(t("Answers"), columns)
        self.list = self.ledger.list
        self.which = ChoiceField([(_EVERY, say("Every answer")), *ANSWERS.items()])
        self.back, self.contact = DateField(), TextField(t("Name, telephone or e-mail"))
        self.panel = PointPanel()
        self.pane = SidePane(self.panel, 400)
        self.new, self.theme = (
            line(t("What people said, in their words"), LONGEST),
            ChoiceField([("", say("No theme"))]),
        )
        self.add = button(t("Add"), icon="plus")
        self.sum, self.refusal = label("", "strong", wrap=True), label("", "label", "bad", wrap=True)
        self.nothing = label(t(_NOTHING), "body", "quiet", wrap=True)
        self.which.setAccessibleName(t("Which answers"))
        self.theme.setAccessibleName(t("Theme of the new row"))
        self.refusal.hide()
        self._connect()
        self._arrange()

    def _connect(self) -> None:
        self.list.chosen.connect(lambda _: self._show_chosen())
        self.list.installEventFilter(self)
        self.which.committed.connect(lambda _: self._show_lines())
        self.back.committed.connect(lambda day: self.asked.emit(AnswersDue(back=day)))
        self.contact.committed.connect(lambda words: self.asked.emit(AnswersDue(contact=words)))
        self.panel.asked.connect(self.asked)
        self.new.returnPressed.connect(self._add)
        self.add.clicked.connect(self._add)

    def _arrange(self) -> None:
        left, top, below = QVBoxLayout(), QHBoxLayout(), QHBoxLayout()
        left.setContentsMargins(24, 16, 24, 16)
        left.setSpacing(8)
        top.setSpacing(16)
        top.addWidget(Labelled(t("Shown"), self.which), 1)
        top.addWidget(Labelled(t("Answers due back on"), self.back), 1)
        top.addWidget(Labelled(t("Whom people at home ask"), self.contact), 2)
        below.addWidget(self.new, 1)
        below.addWidget(self.theme)
        below.addWidget(self.add)
        left.addWidget(self.sum)
        left.addLayout(top)
        for widget in (self.refusal, self.nothing, self.ledger):
            left.addWidget(widget, int(widget is self.ledger))
        left.addLayout(below)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addLayout(left, 7)
        row.addWidget(self.pane, 3)

    @property
    def widget(self) -> QWidget:
        """Itself."""
        return self

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
        if self._wanted in state.points:
            self.list.choose(self._wanted)
            self._wanted = ""
        self._show_chosen()

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

    def _chosen(self) -> Point | None:
        if self._programme is None:
            return None
        state: State = self._programme.aspects["answers"]
        return state.points.get(self.list.key)

    def refuse(self, sentence: str) -> None:
        """Say why something was not kept, and show again what is."""
        if self._programme is not None:
            self.show_programme(self._programme)
        self.refusal.setText(sentence)
        self.refusal.show()

    # ------------------------------------------------------------------ doing

    def _add(self) -> None:
        words = self.new.text().strip()
        if words:
            self._wanted = new_id()
            self.new.clear()
            self.which.show_value(_EVERY)
            today = local(now_ms()).date().isoformat()
            self.asked.emit(AnswerAsked(self._wanted, words, str(self.theme.currentData()), date=today))

    @guarded_or(bool)
    def eventFilter(self, watched: QObject, event: QEvent, /) -> bool:
        """The keys of the list: 1 to 4, L and Delete."""
        if not isinstance(event, QKeyEvent) or event.type() != QEvent.Type.KeyPress or self._chosen() is None:
            return False
        figure = event.key() - Qt.Key.Key_1
        if 0 <= figure < len(ANSWERS) - 1:
            self.panel.form.begin(list(ANSWERS)[figure])
        elif event.key() == Qt.Key.Key_L:
            self.panel.links.search.setFocus()
        elif event.key() == Qt.Key.Key_Delete:
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
