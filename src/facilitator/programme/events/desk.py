"""All events in the window: how people rated them, who came, and what became of what people meant to do."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QListWidget, QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from facilitator.looks.bars import ShareRow
from facilitator.looks.blocks import Heading
from facilitator.looks.qt.guard import guarded
from facilitator.looks.qt.keylist import KeyRow
from facilitator.looks.qt.kit import button, label, put_text
from facilitator.looks.qt.story import Story
from facilitator.looks.qt.words import t
from facilitator.model.programme import Programme
from facilitator.model.say import say
from facilitator.programme import across
from facilitator.programme.disclosure import decided
from facilitator.programme.events import report
from facilitator.programme.events.attendance import events
from facilitator.programme.events.desk_people import PeoplePanel
from facilitator.programme.events.desk_promises import PromisePanel

KEYS = (
    KeyRow("Left|Right", say("On a bar of answers: choose a part of it")),
    KeyRow("Return", say("On a bar of answers: see what those who gave this answer wrote")),
)


class Desk(QWidget):
    """What documents say of all events, at the left; promises and people at the right, or what is behind a figure.

    `asked(body)` asks to keep something.
    """

    asked = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.nothing = label("", "body", "quiet", wrap=True)
        self.refusal = label("", "label", "bad", wrap=True)
        self.refusal.hide()
        self.story, self.promises, self.people, self.trail = Story(), PromisePanel(), PeoplePanel(), Behind()
        self._beside = QStackedWidget()
        for part in (self.promises, self.people):
            part.asked.connect(self.asked)
        self.story.opened.connect(self._open)
        self.trail.left.connect(self._close)
        self._arrange()

    def _arrange(self) -> None:
        self._left, self._side, self._right = QScrollArea(), QScrollArea(), QWidget()
        for area in (self._left, self._side):
            area.setWidgetResizable(True)
            area.setFrameShape(QScrollArea.Shape.NoFrame)
            area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        column = QVBoxLayout(self._right)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(16)
        column.addWidget(self.promises, 1)
        column.addWidget(self.people)
        self._left.setWidget(self.story)
        self._side.setWidget(self._right)
        self._beside.addWidget(self._side)
        self._beside.addWidget(self.trail)
        row, whole = QHBoxLayout(), QVBoxLayout(self)
        row.setSpacing(24)
        row.addWidget(self._left, 5)
        row.addWidget(self._beside, 3)
        whole.setContentsMargins(24, 16, 24, 16)
        for widget in (self.refusal, self.nothing):
            whole.addWidget(widget)
        whole.addLayout(row, 1)

    @property
    def widget(self) -> QWidget:
        """Itself."""
        return self

    def panes(self) -> list[QWidget]:
        """What F6 walks through, in order."""
        first = [self.story.bars[0]] if self.story.bars else [self._left]
        return [*first, self.trail.list if self._beside.currentIndex() else self.promises.first()]

    def show_programme(self, programme: Programme) -> None:
        """Show all of it as it is now."""
        self.refusal.hide()
        some = events(programme)
        self.nothing.setVisible(not some)
        self._left.setVisible(bool(some))
        self._beside.setVisible(bool(some))
        put_text(self.nothing, "" if some else t(
            "No event was held yet. Here stand the evaluations of all of them, as soon as the first one is closed."
        ))  # fmt: skip
        if not some:
            return
        decision = decided(programme)
        rated = across.overall(programme, decision)
        came = [Heading(say("Who came"), 2), *report.attended(programme, decision), *report.people(programme, decision)]
        if not rated:
            rated = [Heading(say("No evaluation form came back yet"), 2)]
        self.story.show_blocks([*rated, *came])
        self.promises.show_programme(programme)
        self.people.show_programme(programme)

    def refuse(self, sentence: str) -> None:
        """Say why something was not kept."""
        self.refusal.setText(sentence)
        self.refusal.show()

    def _open(self, row: ShareRow, part: int, answer: str) -> None:
        self.trail.show_behind(row, part, answer)
        self._beside.setCurrentIndex(1)

    def _close(self) -> None:
        self._beside.setCurrentIndex(0)
        self.panes()[0].setFocus()

    @guarded
    def keyPressEvent(self, event: QKeyEvent, /) -> None:
        """Escape closes what is behind a figure."""
        if event.key() == Qt.Key.Key_Escape and self._beside.currentIndex():
            self._close()
        else:
            super().keyPressEvent(event)


class Behind(QWidget):
    """What those wrote who gave one answer. `left()` asks to close it."""

    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.figure, self.about = label("", "display"), label("", "strong", wrap=True)
        self.why = label("", "body", "quiet", wrap=True)
        self.list = QListWidget()
        self.list.setWordWrap(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setAccessibleName(t("What they wrote"))
        close = button(t("Close"), key="Esc")
        close.clicked.connect(self.left)
        head = QHBoxLayout()
        head.addWidget(self.figure)
        head.addWidget(self.about, 1)
        head.addWidget(close, 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(head)
        column.addWidget(self.why)
        column.addWidget(self.list, 1)

    def show_behind(self, row: ShareRow, part: int, answer: str) -> None:
        """Show a part of a bar, with the words that may be read where enough gave that answer."""
        n, every = row.counts[part], sum(row.counts)
        behind = row.behind[part] if part < len(row.behind) else None
        put_text(self.figure, str(n))
        put_text(
            self.about,
            t(
                "of {n} form answered {answer}: {question}",
                "of {n} forms answered {answer}: {question}",
                n=every,
                answer=answer,
                question=row.name,
            ),
        )
        self.list.clear()
        self.list.addItems(list(behind or ()))
        self.list.setVisible(bool(behind))
        few = t("Too few to show: what they wrote could point to one of them.")
        none = t("None of them let anything be quoted.")
        told = t("What they wrote and agreed to have quoted:")
        put_text(self.why, few if behind is None else told if behind else none)
