"""The room screen's picture at any size: what the workshop's facts say the room should see, and nothing else."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEasingCurve, QRect, QRectF, QSize, Qt, QTimer, QVariantAnimation, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPixmap, QResizeEvent
from PySide6.QtWidgets import QWidget

from facilitator.activities import boards
from facilitator.activities.boards import WallBoard
from facilitator.activities.contract import kind_changed
from facilitator.activities.results import ranks_for
from facilitator.desktop.parts.desk import Desk
from facilitator.desktop.run.join import clock_of_day, draw_join
from facilitator.desktop.run.scene_stage import (
    FOOT,
    clock_words,
    draw_bar,
    draw_count,
    draw_finished,
    draw_foot,
    draw_head,
    draw_object,
    draw_question,
)
from facilitator.desktop.run.sheet import HIGH, MARGIN, Sheet, unit_for
from facilitator.looks.qt import look as qt
from facilitator.looks.qt.guard import guarded
from facilitator.looks.tokens import Theme, load
from facilitator.model.notes import HIDDEN, WITHDRAWN
from facilitator.model.run import StageRun, on_wall
from facilitator.model.workshop import Change, Workshop

BATCH_MS = 250
"""New notes reach the wall in batches, so that a burst costs one drawing."""
SIZE = QSize(1920, HIGH)
_STILL_KINDS = frozenset({"blank", "question", "object"})
"""Views on which nothing tells of notes or of who is there."""
_VIEWS = {"prompt": "question", "object": "object", "count": "count", "join": "join", "nothing": "blank"}


class Scene(QWidget):
    """Follows a desk. `changed` says that it looks different now; `turned(page, pages)` tells of the notes' pages.

    While the facilitator holds the screen it stays as it was; a hold that is older than this widget shows nothing.
    """

    changed = Signal()
    turned = Signal(int, int)

    def __init__(self, desk: Desk, theme: Theme = "projector", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk, self._theme = desk, theme
        self._per_page = 6
        self._pages: dict[str, int] = {}
        """Of each board that has told it, how many pages it has."""
        self._boards: dict[str, WallBoard] = {}
        self._kind = "blank"
        self._run: StageRun | None = None
        self._said: list[str] = []
        self._held = False
        self._resting = False
        self._frozen: QPixmap | None = None
        self._frozen_keys: list[str] = []
        self._clock: tuple[str, str] = ("", "")
        self._leaving: QPixmap | None = None
        self._fade = QVariantAnimation(self)
        self._fade.setDuration(load().motion["base"])
        self._fade.setStartValue(1.0)
        self._fade.setEndValue(0.0)
        self._fade.setEasingCurve(QEasingCurve.Type.OutCubic)
        self._fade.valueChanged.connect(self.update)
        self._fade.finished.connect(self._left)
        self._late = QTimer(self, singleShot=True, interval=BATCH_MS)
        self._late.timeout.connect(self._take_notes)
        self._late_keys: set[str] | None = set()
        self.resize(SIZE)
        workshop = desk.workshop
        self._held = workshop is not None and workshop.screen.held_at is not None
        desk.changed.connect(self._follow)
        desk.ticked.connect(self._tick)
        self._refresh()

    # ------------------------------------------------------------------ what it shows

    @property
    def kind(self) -> str:
        """What is shown: blank, join, stage (with notes), question, object, count, finished, or held."""
        if self._held and not self._is_blank():
            return "held" if self._frozen is not None else "blank"
        return "blank" if self._is_blank() else self._kind

    def words(self) -> list[str]:
        """Every word that stands on it now, the notes among them."""
        self.grab()
        board = self._board()
        return [*self._said, *(board.shown_texts() if board and board.widget.isVisibleTo(self) else [])]

    def set_theme(self, theme: Theme) -> None:
        """Lit or dim."""
        self._theme = theme
        for board in self._boards.values():
            board.set_theme(theme)
        self._refresh()

    def set_per_page(self, count: int) -> None:
        """Six, four or two notes a page; fewer means larger letters."""
        self._per_page = count
        for board in self._boards.values():
            board.set_per_page(count)
        self._refresh()

    def per_page(self) -> int:
        """Notes on a page."""
        return self._per_page

    def may_turn(self) -> bool:
        """Whether there is another page to turn to."""
        run = self._run
        return self.kind == "stage" and run is not None and self._pages.get(run.stage.activity, 2) > 1

    def turn(self, step: int) -> None:
        """Turn to the next (1) or the previous (-1) page of notes."""
        board = self._board()
        if board is not None:
            (board.next_page if step > 0 else board.previous_page)()

    def rest(self, resting: bool) -> None:
        """Follow nothing while nobody looks at it; afterwards show things as they are, or nothing if held meanwhile."""
        self._resting = resting
        if not resting:
            workshop = self._desk.workshop
            self._held, self._frozen = workshop is not None and workshop.screen.held_at is not None, None
            self._refresh()

    def release(self) -> None:
        """Stop following the desk."""
        self._desk.changed.disconnect(self._follow)
        self._desk.ticked.disconnect(self._tick)

    # ------------------------------------------------------------------ following

    def _follow(self, changes: Sequence[Change]) -> None:
        if self._resting or all(change.is_apart for change in changes):
            return
        workshop = self._desk.workshop
        held = workshop is not None and workshop.screen.held_at is not None
        if held and not self._held:
            self._freeze()
        elif self._held and not held:
            self._frozen, self._held = None, False
        if held:
            self._drop_if_withheld()
            self.update()
            self.changed.emit()
        elif workshop is None or self._can_wait(workshop, changes):
            for change in changes:
                self._gather(change)
            if not self._late.isActive():
                self._late.start()
        else:
            self._late.stop()
            self._refresh()

    @staticmethod
    def _can_wait(workshop: Workshop, changes: Sequence[Change]) -> bool:
        each = (change for change in changes if not change.is_apart)
        return all(kind_changed(workshop, change).slow and not change.reset for change in each)

    def _gather(self, change: Change) -> None:
        keys = change.notes_of(self._run.id) if self._run else set()
        self._late_keys = None if keys is None or self._late_keys is None else self._late_keys | keys

    def _freeze(self) -> None:
        board = self._board()
        self._frozen_keys = board.shown_keys() if board and board.widget.isVisibleTo(self) else []
        self._fade.stop()
        self._leaving = None
        self._frozen = self.grab()
        self._held = True
        for each in self._boards.values():
            each.widget.hide()

    def _drop_if_withheld(self) -> None:
        """A held picture goes blank when words on it are hidden or taken back: nothing withheld stays in sight."""
        workshop = self._desk.workshop
        found = [workshop.find(key) for key in self._frozen_keys] if workshop else []
        if any(pair is None or pair[1].status in (HIDDEN, WITHDRAWN) for pair in found):
            self._frozen, self._frozen_keys = None, []

    def _is_blank(self) -> bool:
        workshop = self._desk.workshop
        return workshop is None or workshop.screen.blank

    def _take_notes(self) -> None:
        """Show what a batch brought; where the same view of the same stage stays, only the notes that changed."""
        if self._held:
            return
        workshop, board = self._desk.workshop, self._board()
        run = workshop.current if workshop else None
        same = run is self._run and self._kind_for(workshop) == self._kind
        if same and workshop and run and board:
            keys, self._late_keys = self._late_keys, set()
            before = board.sight()
            board.show_state(run, workshop.groups, keys)
            if before is None or board.sight() != before:
                self.changed.emit()
        elif not (same and self._kind in _STILL_KINDS):
            self._refresh()

    def _refresh(self) -> None:
        self._late_keys = set()
        if self._held:
            return
        workshop = self._desk.workshop
        run = workshop.current if workshop else None
        kind = self._kind_for(workshop)
        before, now = (self._kind, self._run.id if self._run else ""), (kind, run.id if run else "")
        if before != now and self.isVisible():
            self._leaving = self.grab()
            self._fade.start()
        self._kind, self._run = kind, run
        self._show_board(workshop, run)
        self.update()
        self.changed.emit()

    def _kind_for(self, workshop: Workshop | None) -> str:
        if workshop is None:
            return "blank"
        if workshop.finished_at is not None:
            return "finished"
        if workshop.screen.view == "nothing":
            return "blank"
        run = workshop.current
        if run is None or workshop.screen.view == "join":
            return "join"
        view = _VIEWS.get(run.stage.screen)
        if view == "object" and not workshop.info.object:
            return "question"
        if view:
            return view
        board = self._boards.get(run.stage.activity) or self._make_board(run)
        return "stage" if on_wall(run) or board.stands(run) else "question"

    def _show_board(self, workshop: Workshop | None, run: StageRun | None) -> None:
        shows = self._kind == "stage" and not self._is_blank()
        if workshop is not None and run is not None and self._kind == "stage":
            board = self._boards.get(run.stage.activity) or self._make_board(run)
            board.show_state(run, workshop.groups)
            board.show_results(ranks_for(workshop, run, room=True))
            self._place(workshop, run, board)
        for activity, board in self._boards.items():
            board.widget.setVisible(shows and run is not None and activity == run.stage.activity)

    def _make_board(self, run: StageRun) -> WallBoard:
        board = boards.wall(run.stage.activity)(self._theme, self)
        board.set_per_page(self._per_page)
        board.turned.connect(lambda page, pages, of=run.stage.activity: self._turned(of, page, pages))
        self._boards[run.stage.activity] = board
        return board

    def _turned(self, activity: str, page: int, pages: int) -> None:
        self._pages[activity] = pages
        self.turned.emit(page, pages)
        self.changed.emit()

    def _place(self, workshop: Workshop, run: StageRun, board: WallBoard) -> None:
        """Put the board between the question and the bar."""
        scratch = QPixmap(1, 1)
        with QPainter(scratch) as painter:
            sheet = Sheet(painter, (self.width(), self.height()), self._theme)
            under = draw_head(sheet, workshop, run, self._desk.now(), self._per_page)
        top = max(352.0, under + 40)
        area = QRectF(MARGIN, top, sheet.width - 2 * MARGIN, sheet.height - FOOT - 26 - top)
        board.set_scale(unit_for(self.width(), self.height()))
        board.widget.setGeometry(sheet.box(area).toAlignedRect())

    def _board(self) -> WallBoard | None:
        return self._boards.get(self._run.stage.activity) if self._run and self._kind == "stage" else None

    def _tick(self, now: int) -> None:
        run = self._run
        if run is None or self._held or self._resting or self._kind in ("blank", "join", "finished"):
            return
        clock = (clock_words(run, now)[0], clock_of_day(now))
        if clock == self._clock:
            return
        self._clock = clock
        unit = unit_for(self.width(), self.height())
        self.update(round(self.width() * 0.5), 0, self.width(), round(300 * unit))
        self.update(0, self.height() - round(150 * unit), self.width(), round(150 * unit))
        self.changed.emit()

    def _left(self) -> None:
        self._leaving = None
        self.update()

    # ------------------------------------------------------------------ drawing

    @guarded
    def resizeEvent(self, event: QResizeEvent, /) -> None:
        """Lay out for the new size."""
        super().resizeEvent(event)
        workshop, board = self._desk.workshop, self._board()
        if workshop and self._run and board:
            self._place(workshop, self._run, board)

    @guarded
    def paintEvent(self, event: QPaintEvent, /) -> None:
        """Draw what the room should see."""
        with QPainter(self) as painter:
            painter.fillRect(self.rect(), qt.colour("window", self._theme))
            self._said = []
            workshop = self._desk.workshop
            if workshop is not None and not self._is_blank():
                self._paint(painter, workshop)

    def _paint(self, painter: QPainter, workshop: Workshop) -> None:
        if self._held:
            if self._frozen is not None:
                painter.drawPixmap(_fitted(self._frozen, self.rect()), self._frozen)
            return
        sheet = Sheet(painter, (self.width(), self.height()), self._theme)
        self._draw(sheet, workshop)
        self._said = sheet.said
        if self._leaving is not None:
            painter.setOpacity(float(self._fade.currentValue() or 0.0))
            painter.drawPixmap(self.rect(), self._leaving)

    def _draw(self, sheet: Sheet, workshop: Workshop) -> None:
        now, run = self._desk.now(), self._run
        if self._kind == "join":
            draw_join(sheet, workshop, self._desk.page_url)
        elif self._kind == "finished":
            draw_finished(sheet, workshop)
        elif self._kind != "blank" and run is not None:
            if self._kind == "stage":
                draw_head(sheet, workshop, run, now, self._per_page)
            else:
                draw = {"question": draw_question, "object": draw_object, "count": draw_count}[self._kind]
                draw(sheet, workshop, run, now)
            draw_bar(sheet, run, now)
            draw_foot(sheet, workshop, now, self._desk.page_url)
        if workshop.rehearsal and self._kind != "blank":
            sheet.rehearsal(at_top=self._kind == "join")


def _fitted(picture: QPixmap, place: QRect) -> QRect:
    """Where a picture stands in the middle of a place of another shape, as large as it can be and not out of shape."""
    size = picture.size().scaled(place.size(), Qt.AspectRatioMode.KeepAspectRatio)
    fitted = QRect(place.topLeft(), size)
    fitted.moveCenter(place.center())
    return fitted
