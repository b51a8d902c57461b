"""The stages in one line over the board: what is done, what is looked at, what is open, what still waits."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from facilitator.looks.qt import look as qt
from facilitator.looks.qt.basics import HLine
from facilitator.looks.qt.buttons import Button
from facilitator.looks.qt.guard import guarded, guarded_or
from facilitator.looks.qt.kit import button, empty, name, put_text
from facilitator.looks.qt.words import t
from facilitator.model.notes import LIVE
from facilitator.model.run import CLOSED, OPEN, WAITING, StageRun
from facilitator.model.workshop import Workshop

_SIGNS = {CLOSED: "check", OPEN: "play", WAITING: "lock"}


def _written(run: StageRun) -> int:
    """How many notes that stand were written in this very stage, and not in one that it goes on from."""
    live = run.notes.having(LIVE)
    return len(live) if len(run.phases) < 2 else sum(note.stage == run.id for note in live)


def _words(run: StageRun) -> str:
    """What stands on the tab of a stage. One that was never opened has no count: what was put there only waits."""
    notes, title = _written(run), t(run.stage.title)
    return f"{title} {notes}" if notes and run.status != WAITING else title


def _said(run: StageRun) -> str:
    """The same in words: how a stage stands, and what its count counts."""
    notes, stage = _written(run), run.stage.title
    if run.status == WAITING and notes:
        return t(
            "{stage} is not open yet; {n} note waits there",
            "{stage} is not open yet; {n} notes wait there",
            n=notes,
            stage=stage,
        )
    if run.status == WAITING:
        return t("{stage} is not open yet", stage=stage)
    if run.status == OPEN:
        return t("{stage} is open; {n} note", "{stage} is open; {n} notes", n=notes, stage=stage)
    return t("{stage} is closed; {n} note", "{stage} is closed; {n} notes", n=notes, stage=stage)


class StageTabs(QWidget):
    """Buttons for the stages near the one that is looked at, as many as fit. `looked(stage)` on a click."""

    looked = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(2)
        self.tabs: dict[str, Button] = {}
        self._lines: list[HLine] = []
        self._shown = ""
        self._old, self._fitting = False, False
        self._told: list[tuple[str, str, str, str, bool]] = []

    @guarded_or(QSize)
    def sizeHint(self) -> QSize:
        """As much as there is room for; the tabs that do not fit are left out."""
        return QSize(120, super().sizeHint().height())

    @guarded_or(QSize)
    def minimumSizeHint(self) -> QSize:
        """Room for the tab that is looked at."""
        return QSize(120, super().minimumSizeHint().height())

    def show_stages(self, workshop: Workshop, shown: str) -> None:
        """Show the stages, `shown` being the one on the board."""
        told = [(run.id, _words(run), _said(run), run.status, run.id == shown) for run in workshop.stages]
        if told == self._told:
            return
        if [row[0] for row in told] != list(self.tabs):
            self._make([row[0] for row in told])
        self._told, self._shown = told, shown
        for stage, _, said, status, is_shown in told:
            tab = self.tabs[stage]
            tab.set_icon_name("" if is_shown and status == OPEN else _SIGNS[status])
            qt.mark(tab, look="primary" if is_shown else "quiet")
            name(tab, said)
        self._fit()

    @guarded
    def resizeEvent(self, event: QResizeEvent, /) -> None:
        """Show as many as fit now."""
        super().resizeEvent(event)
        self._fit()

    def _make(self, stages: list[str]) -> None:
        empty(self._row)
        self.tabs, self._lines = {}, []
        for stage in stages:
            if self.tabs:
                line = HLine(self)
                line.setFixedWidth(14)
                self._lines.append(line)
                self._row.addWidget(line, 0, Qt.AlignmentFlag.AlignVCenter)
            tab = button("", look="quiet", parent=self)
            tab.clicked.connect(lambda _=False, looked=stage: self.looked.emit(looked))
            self.tabs[stage] = tab
            self._row.addWidget(tab)
        self._row.addStretch(1)

    def _fit(self) -> None:
        """Show as many as fit; once more where showing one changed the width meanwhile.

        A tab that were hidden in the midst of its being shown would stand there all the same.
        """
        self._old = True
        while self._old and not self._fitting:
            self._old, self._fitting = False, True
            self._show_near()
            self._fitting = False

    def _show_near(self) -> None:
        """Choose the run of tabs round the one that is looked at, beginning one before it, that fits the width."""
        order = list(self.tabs)
        if not order:
            return
        middle = order.index(self._shown) if self._shown in order else 0
        for stage, words, *_ in self._told:
            put_text(self.tabs[stage], words)
        self._shorten(self.tabs[order[middle]])
        wanted = {middle}
        room = self.width() - self.tabs[order[middle]].sizeHint().width()
        candidates = [middle - 1, middle + 1, middle + 2, middle + 3, middle - 2, middle + 4, middle - 3, middle + 5]
        for number in candidates:
            if not 0 <= number < len(order) or not ({number - 1, number + 1} & wanted):
                continue
            room -= self.tabs[order[number]].sizeHint().width() + 18
            if room < 0:
                break
            wanted.add(number)
        for number, stage in enumerate(order):
            self.tabs[stage].setVisible(number in wanted)
            if number:
                self._lines[number - 1].setVisible({number - 1, number} <= wanted)

    def _shorten(self, tab: Button) -> None:
        """Let the title of a tab that is wider than all the room end in dots; the tooltip says it whole."""
        metrics, over = tab.fontMetrics(), tab.sizeHint().width() - self.width()
        if over > 0:
            room = metrics.horizontalAdvance(tab.text()) - over
            put_text(tab, metrics.elidedText(tab.text(), Qt.TextElideMode.ElideRight, max(0, room)))
