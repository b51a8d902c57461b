"""The head of the board: stages, the question that is asked, who wrote how much, what the room sees of it."""

from __future__ import annotations

from collections import Counter

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QMenu, QVBoxLayout, QWidget

from facilitator.desktop.run.tabs import StageTabs
from facilitator.looks.qt import look as qt
from facilitator.looks.qt.basics import GroupMark, Sign, WrapRow
from facilitator.looks.qt.kit import button, empty, label, margins, put_text
from facilitator.looks.qt.words import t
from facilitator.model.notes import LIVE
from facilitator.model.people import Groups
from facilitator.model.run import StageRun, on_screen, on_wall
from facilitator.model.say import say
from facilitator.model.workshop import Workshop


class BoardHead(QWidget):
    """What stands over the board. It asks: `looked(stage)`, `question_asked(number)`, `cover_asked`, `type_asked`,
    `found(words)`."""

    looked = Signal(str)
    question_asked = Signal(int)
    cover_asked = Signal()
    type_asked = Signal()
    found = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.tabs = StageTabs(self)
        self.type = button(t("Type for a table"), icon="note", key="T", parent=self)
        self.more = button("", icon="more", look="icon", tip=t("What can be done with the board"), parent=self)
        self.question = label("", "heading", parent=self, wrap=True)
        self.asks = button("", icon="chevron-down", look="quiet", parent=self)
        self.menu = QMenu(self)
        self.asks.clicked.connect(lambda: self.menu.popup(self.asks.mapToGlobal(self.asks.rect().bottomLeft())))
        self.cover = button(t("Reveal all"), icon="eye", parent=self)
        self._screen_sign, self._screen = Sign("screen", "text_2", parent=self), label("", "label", "quiet", self)
        self._group_row = QWidget(self)
        for told in (self._screen_sign, self._screen, self._group_row):
            _keep_room(told)
        self._groups = WrapRow(self._group_row, gap=14)
        self._marks: dict[str, GroupMark] = {}
        self._compact = False
        self.search = QLineEdit(self)
        self._arrange()
        self.tabs.looked.connect(self.looked)
        self.cover.clicked.connect(self.cover_asked)
        self.type.clicked.connect(self.type_asked)
        self.search.textChanged.connect(self.found)

    def _arrange(self) -> None:
        top, counts = QHBoxLayout(), QHBoxLayout()
        for row in (top, counts):
            row.setSpacing(8)
        top.addWidget(self.tabs, 1)
        top.addWidget(self.type)
        top.addWidget(self.more)
        middle = QHBoxLayout()
        middle.addWidget(self.question, 1)
        middle.addWidget(self.asks)
        counts.addWidget(self._group_row, 1, Qt.AlignmentFlag.AlignVCenter)
        counts.addWidget(self._screen_sign)
        counts.addWidget(self._screen)
        counts.addWidget(self.cover)
        self.search.setPlaceholderText(t("Find a note"))
        self.search.setAccessibleName(t("Find a note"))
        self.search.setClearButtonEnabled(True)
        self.search.hide()
        column = QVBoxLayout(self)
        margins(column, 0, 0, 0, 0, gap=8)
        column.addLayout(top)
        column.addLayout(middle)
        column.addWidget(self.search)
        column.addLayout(counts)

    def set_compact(self, compact: bool) -> None:
        """Smaller letters, shorter words."""
        self._compact = compact
        qt.mark(self.question, type="title" if compact else "heading")

    def _show_seen(self, run: StageRun) -> None:
        """How many notes the room sees; those that it sees again with another question are told too."""
        now, ever = len(on_wall(run)), len(on_screen(run))
        if now < ever:
            few = t("{n} of {all} shown", "{n} of {all} shown", n=now, all=ever)
            many = t("{n} of {all} on the room screen", "{n} of {all} on the room screen", n=now, all=ever)
        else:
            few = t("{n} shown", "{n} shown", n=now)
            many = t("{n} on the room screen, no names", "{n} on the room screen, no names", n=now)
        put_text(self._screen, few if self._compact else many)
        others = t("The others are there when the room is asked their own question.")
        self._screen.setToolTip(others if now < ever else "")

    def show_run(self, workshop: Workshop, run: StageRun) -> None:
        """Show a stage."""
        self.tabs.show_stages(workshop, run.id)
        put_text(self.question, t(run.prompt))
        self._show_asks(run)
        self._show_groups(run, workshop.groups)
        any_notes = len(run.notes) > 0
        for told in (self._screen_sign, self._screen, self._group_row):
            told.setVisible(any_notes)
        self._show_seen(run)
        private = run.covers and run.stage.screen == "notes"
        self.cover.setVisible(private)
        text = t("Cover again") if run.revealed else t("Reveal all")
        if self.cover.text() != text:
            self.cover.setText(text)
            self.cover.set_icon_name("eye-off" if run.revealed else "eye")

    def open_search(self) -> None:
        """Show the search field and put the cursor in it."""
        self.search.show()
        self.search.setFocus()
        self.search.selectAll()

    def close_search(self) -> None:
        """Hide it and show all notes again."""
        self.search.clear()
        self.search.hide()

    def _show_asks(self, run: StageRun) -> None:
        asks = [t(question) for question in run.stage.asks]
        self.asks.setVisible(len(asks) > 1)
        words = (
            t("Question {number} of {count}", number=min(run.asking, len(asks) - 1) + 1, count=len(asks))
            if asks
            else ""
        )
        told = [(action.text(), action.isChecked()) for action in self.menu.actions()]
        if told == [(q.replace("&", "&&"), n == run.asking) for n, q in enumerate(asks)]:
            return
        self.asks.setText(words)
        self.asks.setAccessibleName(t("{words}. Choose the one to ask now", words=words))
        self.menu.clear()
        for number, question in enumerate(asks):
            action = QAction(question.replace("&", "&&"), self.menu, checkable=True, checked=number == run.asking)
            action.triggered.connect(lambda _=False, n=number: self.question_asked.emit(n))
            self.menu.addAction(action)

    def _show_groups(self, run: StageRun, groups: Groups) -> None:
        counts = Counter(note.group for note in run.notes if note.status == LIVE)
        wanted = [g.id for g in groups] + sorted(g for g in counts if g and groups.get(g) is None)
        wanted = [g for g in wanted if counts[g] or groups.get(g)][:9]
        wanted += [""] if counts[""] else []
        if wanted != list(self._marks):
            empty(self._groups)
            names = {g: groups.short(g) if g else t("no group") for g in wanted}
            self._marks = {g: GroupMark(groups.no(g) or "other", names[g], parent=self._group_row) for g in wanted}
            for mark in self._marks.values():
                self._groups.addWidget(mark)
                mark.show()
        for group, mark in self._marks.items():
            mark.show_aside(str(counts[group]))
            name = groups.label(group) if group else say("No group kept")
            mark.setToolTip(t("{group}: {n} note", "{group}: {n} notes", n=counts[group], group=name))


def _keep_room(widget: QWidget) -> None:
    """Let a widget hold its place while it is hidden, so that nothing below it moves when it comes."""
    policy = widget.sizePolicy()
    policy.setRetainSizeWhenHidden(True)
    widget.setSizePolicy(policy)


class LookingBar(QFrame):
    """Says that the board is not the room's stage, and how to change that."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("panel", "card")
        self._words = label("", "label", parent=self, wrap=True)
        self.open = button(t("Show to the room"), icon="screen", parent=self)
        self.back = button(t("Back to the room"), look="quiet", parent=self)
        row = QHBoxLayout(self)
        margins(row, 12, 6, 8, 6)
        row.addWidget(self._words, 1)
        row.addWidget(self.open)
        row.addWidget(self.back)
        self.hide()

    def show_place(self, looked: str, at: str) -> None:
        """Name the stage that is looked at and where the room is; an empty `looked` hides the bar."""
        self.setVisible(bool(looked))
        put_text(
            self._words,
            t("You are looking at {looked}. The room is at {at}.", looked=looked, at=at)
            if at
            else t("You are looking at {looked}. No stage is open.", looked=looked),
        )
        self.back.setVisible(bool(at))
