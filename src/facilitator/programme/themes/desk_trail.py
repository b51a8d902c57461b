"""What is behind a figure: its comments, each with where it was said and all that happened to it since."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QAbstractItemView, QGridLayout, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from facilitator.looks.qt.guard import guarded
from facilitator.looks.qt.kit import button, empty, label, line, put_text
from facilitator.looks.qt.rows import SteadyList
from facilitator.looks.qt.words import t
from facilitator.model.programme import Programme
from facilitator.model.record import group_label
from facilitator.programme.comments import Comment
from facilitator.programme.themes.desk_list import CommentModel, RowPainter, Wanted
from facilitator.programme.themes.offers import Offer
from facilitator.programme.themes.rules import State
from facilitator.programme.themes.trail import history


@dataclass(frozen=True, slots=True)
class Behind:
    """The comments behind a figure, what they are about and where they are from, and whose group may be named."""

    comments: Sequence[Comment]
    about: str
    where: str
    may_name: Callable[[Comment], bool]


class TrailList(SteadyList):
    """The comments behind a figure. `chosen` tells that another one is."""

    chosen = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(t("The comments behind the figure"), parent)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setUniformItemSizes(True)

    @guarded
    def currentChanged(
        self, current: QModelIndex | QPersistentModelIndex, previous: QModelIndex | QPersistentModelIndex, /
    ) -> None:
        """Another comment is chosen."""
        super().currentChanged(current, previous)
        self.chosen.emit()


class Trail(QWidget):
    """A figure, the comments it was counted from, and the history of the one that is chosen."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._programme: Programme | None = None
        self._behind: Behind | None = None
        self.told: list[str] = []
        """What happened to the comment that is chosen, as it is shown."""
        self.figure, self.about = label("", "display"), label("", "strong", wrap=True)
        self.where, self.note = label("", "caption", "quiet", wrap=True), label("", "caption", "quiet", wrap=True)
        self.search = line(t("Search these comments"))
        self.model = CommentModel(lambda _key: Offer(()), self)
        self.list = TrailList()
        self._painter = RowPainter(self.model, self._place, self, themes=False)
        self.list.setModel(self.model)
        self.list.setItemDelegate(self._painter)
        self.steps = QWidget()
        inside = QVBoxLayout(self.steps)
        inside.setContentsMargins(0, 0, 0, 0)
        self._grid = QGridLayout()
        inside.addLayout(self._grid)
        inside.addStretch(1)
        self._grid.setHorizontalSpacing(12)
        self._grid.setColumnStretch(1, 1)
        self.copy, self.copy_all = button(t("Copy its number")), button(t("Copy these as a table"))
        self.list.chosen.connect(self._show_history)
        self.search.textEdited.connect(lambda _: self._narrow())
        self.copy.clicked.connect(self._copy)
        self.copy_all.clicked.connect(self._copy_all)
        self._arrange()
        self.empty("")

    def _arrange(self) -> None:
        head, words = QHBoxLayout(), QVBoxLayout()
        head.setSpacing(12)
        words.setSpacing(2)
        words.addWidget(self.about)
        words.addWidget(self.where)
        head.addWidget(self.figure, 0, Qt.AlignmentFlag.AlignTop)
        head.addLayout(words, 1)
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        self._area.setWidget(self.steps)
        foot = QHBoxLayout()
        foot.addWidget(self.note, 1)
        foot.addWidget(self.copy)
        foot.addWidget(self.copy_all)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(head)
        column.addWidget(self.search)
        column.addWidget(self.list, 3)
        column.addWidget(self._area, 2)
        column.addLayout(foot)

    def empty(self, sentence: str) -> None:
        """Show no figure; the sentence says why, or what to do."""
        self._behind = None
        put_text(self.figure, "")
        put_text(self.about, "")
        put_text(self.where, sentence)
        put_text(self.note, "")
        for part in (self.search, self.list, self._area, self.copy, self.copy_all):
            part.hide()

    def show_behind(self, programme: Programme, behind: Behind) -> None:
        """Show a figure with the comments it was counted from."""
        if self._behind is None or self._behind.comments != behind.comments:
            self.search.clear()
        self._programme, self._behind = programme, behind
        n = len(behind.comments)
        put_text(self.figure, str(n))
        put_text(self.about, behind.about)
        put_text(self.where, behind.where)
        hidden = any(each.group and not behind.may_name(each) for each in behind.comments)
        put_text(self.note, t("A partner group is left out where too few would be told apart by it.") if hidden else "")
        for part in (self.search, self.list, self.copy_all):
            part.setVisible(bool(n))
        self._narrow()

    def _narrow(self) -> None:
        """Show those that hold the words; keep the chosen one where it is still there."""
        if self._programme is None or self._behind is None:
            return
        state: State = self._programme.aspects["themes"]
        was = self.list.currentIndex()
        key = self.model.comment(was.row()).key if was.isValid() else ""
        self.model.show(list(self._behind.comments), state, Wanted(self.search.text()))
        keys = [self.model.comment(row).key for row in range(self.model.rowCount())]
        self.list.setCurrentIndex(self.model.index(keys.index(key) if key in keys else 0 if keys else -1))
        self._show_history()

    def _place(self, comment: Comment) -> str:
        """When and where a comment was said, and by which group where that may be named."""
        workshop = self._programme.workshops.get(comment.workshop) if self._programme else None
        if workshop is None or self._behind is None:
            return ""
        group = t(group_label(workshop, comment.group)) if self._behind.may_name(comment) else ""
        no = t("no. {no}", no=comment.no) if comment.no else ""
        joined = t("joined with another") if comment.joined else ""
        return t.listed((no, group, t(comment.where), workshop.info.title, joined))

    def chosen(self) -> Comment | None:
        """The comment of which the history is shown."""
        index = self.list.currentIndex()
        return self.model.comment(index.row()) if index.isValid() else None

    def _show_history(self) -> None:
        empty(self._grid)
        self.told = []
        comment = self.chosen()
        for part in (self._area, self.copy):
            part.setVisible(comment is not None)
        if comment is None or self._programme is None:
            return
        self.copy.setEnabled(bool(comment.no))
        for row, step in enumerate(history(self._programme, comment)):
            self._grid.addWidget(label(t(step.when), "caption", "quiet"), row, 0, Qt.AlignmentFlag.AlignTop)
            self.told.append(t(step.words))
            self._grid.addWidget(label(self.told[-1], "body", wrap=True), row, 1, Qt.AlignmentFlag.AlignTop)

    def _copy(self) -> None:
        if (comment := self.chosen()) is not None:
            QGuiApplication.clipboard().setText(str(comment.no))

    def _copy_all(self) -> None:
        """Put the comments that are listed on the clipboard, as others may read them: a row each, for a spreadsheet."""
        comments = [self.model.comment(row) for row in range(self.model.rowCount())]
        heads = (t("no."), t("words"), t("said"))
        rows = [(str(each.no or ""), each.for_others or t("Withheld"), self._place(each)) for each in comments]
        lines = ["\t".join(_cell(cell) for cell in row) for row in (heads, *rows)]
        QGuiApplication.clipboard().setText("\n".join(lines))


def _cell(words: str) -> str:
    """Words as one cell of a table that is pasted: in one line, and never a formula."""
    one = " ".join(words.split())
    return f"'{one}" if one.startswith(("=", "+", "-", "@")) else one
