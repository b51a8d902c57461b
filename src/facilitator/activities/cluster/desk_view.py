"""Moving notes and groups at the desk, by mouse and by keys: asks for acts, changes nothing itself."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from PySide6.QtCore import QPoint, QPointF, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QApplication, QWidget

from facilitator.activities.cluster.bodies import Grouped, GroupMoved, Placed
from facilitator.activities.cluster.desk_canvas import CHART, WALL, Canvas
from facilitator.activities.cluster.desk_pieces import GROUP_Z, LIFTED_Z, NOTE_Z, ArrowItem, GroupItem, NoteItem, Piece
from facilitator.activities.cluster.desk_plan import LONERS
from facilitator.activities.cluster.facts import Slip
from facilitator.looks.chart import Box
from facilitator.looks.qt.cards.item import DropLine
from facilitator.looks.qt.cards.moves import beside
from facilitator.looks.qt.guard import guarded
from facilitator.looks.qt.keylist import KeyRow
from facilitator.looks.tokens import Theme
from facilitator.model.say import say

STEP = 24
KEYS = (
    KeyRow("Left|Right|Up|Down", say("Walk over the wall; with Shift choose more, with Alt move what is chosen")),
    KeyRow("Alt+Up|Alt+Down", say("Move the chosen notes up or down in their group")),
    KeyRow("Return", say("Open the note, or the group")),
    KeyRow("G", say("Make a group of the chosen notes")),
    KeyRow("1-9", say("Put the chosen notes into that group")),
    KeyRow("0", say("Let the chosen notes stand alone")),
    KeyRow("D", say("Copy the note: it belongs in two places")),
    KeyRow("L", say("Draw an arrow from the group to another")),
    KeyRow("Del|Backspace", say("Take a copy or an arrow away")),
    KeyRow("Esc", say("Choose nothing")),
)
_SIGNS = {
    Qt.Key.Key_G: "G",
    Qt.Key.Key_D: "D",
    Qt.Key.Key_0: "0",
    **{Qt.Key(Qt.Key.Key_1 + number): str(number + 1) for number in range(9)},
}
"""Keys that act on what is chosen, and how `typed` names them."""
ARROWS: Mapping[int, tuple[int, int]] = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}


class View(Canvas):
    """A canvas to work on. `acted(body)`; `opened(key)`; `menu_wanted(place)`.

    `linked(group)` when L was pressed on a group; `typed(letter)` for keys that act on the choice.
    """

    acted = Signal(object)
    opened = Signal(str)
    menu_wanted = Signal(QPoint)
    linked = Signal(str)
    typed = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self.locked = False
        self._drag: Piece | None = None
        self._from = QPointF()
        self._moving = False
        self._target: Piece | None = None
        self._carried: list[tuple[Piece, QPointF]] = []
        self._line = DropLine()
        self._line.setZValue(LIFTED_Z - 1)
        self.scene().addItem(self._line)
        self._steps: dict[str, QPointF] = {}
        self._settle = QTimer(self, singleShot=True, interval=400)
        self._settle.timeout.connect(self._ask_steps)

    # ------------------------------------------------------------------ the mouse

    @guarded
    def mousePressEvent(self, event: QMouseEvent, /) -> None:
        """Choose what is hit, and take hold of it."""
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        if event.button() != Qt.MouseButton.LeftButton:
            return
        hit = self.itemAt(event.position().toPoint())
        if isinstance(hit, ArrowItem):
            self.choose([hit.key])
            return
        if not isinstance(hit, Piece) or hit.key == LONERS:
            self.choose([])
            return
        more = bool(event.modifiers() & (Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.ControlModifier))
        if more:
            rest = [key for key in self.chosen_keys if key != hit.key]
            self.choose(rest if hit.key in self.chosen_keys else [*rest, hit.key])
        elif hit.key not in self.chosen_keys:
            self.choose([hit.key])
        self._drag, self._from = hit, self.mapToScene(event.position().toPoint())

    @guarded
    def mouseMoveEvent(self, event: QMouseEvent, /) -> None:
        """Carry what is held."""
        if self._drag is None or self.locked:
            return
        at = self.mapToScene(event.position().toPoint())
        if not self._moving:
            far = (at - self._from).manhattanLength() * self.transform().m11()
            if far < QApplication.startDragDistance():
                return
            self._moving = True
            self.held = self._drag if isinstance(self._drag, (NoteItem, GroupItem)) else None
            self._drag.setZValue(LIFTED_Z)
            self._carried = self._carry_of(self._drag)
        for piece, offset in self._carried:
            piece.setPos(offset + at - self._from)
        self._aim(at)
        self._show_line(at)

    @guarded
    def mouseReleaseEvent(self, event: QMouseEvent, /) -> None:
        """Let go: into a group, onto another note, or at a free place."""
        drag, self._drag = self._drag, None
        if drag is None or not self._moving:
            return
        self._moving, self.held = False, None
        target, self._target = self._target, None
        if target is not None:
            target.mark(target=False)
        self._line.setVisible(False)
        drag.setZValue(NOTE_Z if isinstance(drag, NoteItem) else GROUP_Z)
        self._drop(drag, target, self.mapToScene(event.position().toPoint()))

    @guarded
    def mouseDoubleClickEvent(self, event: QMouseEvent, /) -> None:
        """Open what is hit."""
        hit = self.itemAt(event.position().toPoint())
        if isinstance(hit, Piece) and hit.key != LONERS:
            self.opened.emit(hit.key)

    @guarded
    def contextMenuEvent(self, event: QContextMenuEvent, /) -> None:
        """Choose what is hit and ask for its menu."""
        if event.reason() == QContextMenuEvent.Reason.Mouse:
            hit = self.itemAt(event.pos())
            if isinstance(hit, (Piece, ArrowItem)) and hit.key not in self.chosen_keys:
                self.choose([hit.key])
        self.menu_wanted.emit(event.globalPos())

    def _carry_of(self, drag: Piece) -> list[tuple[Piece, QPointF]]:
        pieces: list[Piece] = [drag]
        if isinstance(drag, GroupItem) and self.look:
            pieces += [self.notes[s.key] for s in self.look.all_slips(drag.key) if s.key in self.notes]
            pieces += [g for k, g in self.groups.items() if k != drag.key and self._inside(k, drag.key)]
        elif drag.key in self.chosen_keys:
            pieces += [self.notes[key] for key in self.chosen_notes() if key != drag.key]
        return [(piece, piece.pos()) for piece in pieces]

    def _inside(self, key: str, outer: str) -> bool:
        groups = self.look.groups if self.look else {}
        while key in groups:
            key = groups[key].parent
            if key == outer:
                return True
        return False

    def _aim(self, at: QPointF) -> None:
        """Mark what the held note would be put with."""
        held = {piece for piece, _ in self._carried}
        under = [i for i in self.scene().items(at) if isinstance(i, Piece) and i not in held]
        target = under[0] if under and isinstance(self._drag, NoteItem) else None
        if target is not self._target:
            if self._target is not None:
                self._target.mark(target=False)
            if target is not None:
                target.mark(target=True)
            self._target = target

    def _show_line(self, at: QPointF) -> None:
        """The line in a group where what is held would come to stand."""
        group = self._group_of(self._target)
        self._line.setVisible(bool(group))
        if group:
            others = [self.notes[key].box for key in self._in_group(group, self._in_hand())]
            place = self._place_among(others, at)
            home, gap, pad = self.groups[group].box, self.style_of.gap, self.style_of.pad
            over = others[place].y if place < len(others) else others[-1].bottom + gap if others else home.bottom
            self._line.lie(QRectF(home.x + pad, over, home.w - 2 * pad, gap), self.style_of.colour("focus"))

    def _in_hand(self) -> list[str]:
        """The notes that are held: all that are chosen, where the one under the pointer is."""
        if self._drag is None:
            return []
        return self.chosen_notes() if self._drag.key in self.chosen_keys else [self._drag.key]

    def _in_group(self, group: str, without: Collection[str]) -> list[str]:
        """The notes that hang in a group beside some, as they stand."""
        slips = self.look.members.get(group, ()) if self.look else ()
        return [slip.key for slip in slips if slip.key not in without]

    def _place_among(self, others: Sequence[Box], at: QPointF) -> int:
        """How many of them stay above a point."""
        return sum(box.y + box.h / 2 < at.y() for box in others)

    def _group_of(self, target: Piece | None) -> str:
        """The group that a target is, or hangs in; "" for one that is in none."""
        if isinstance(target, GroupItem):
            return target.key if target.key != LONERS else ""
        slip = self._slip(target.key) if target is not None else None
        return slip.home if slip else ""

    def _drop(self, drag: Piece, target: Piece | None, at: QPointF) -> None:
        if isinstance(drag, GroupItem):
            self.acted.emit(self._group_at(drag.key, drag.pos()))
            return
        notes = self.chosen_notes() if drag.key in self.chosen_keys else [drag.key]
        group = self._group_of(target)
        if group:
            others = self._in_group(group, notes)
            place = self._place_among([self.notes[key].box for key in others], at)
            self._arrange(group, notes, [*others[:place], *notes, *others[place:]])
        else:
            self._put(notes, target, drag.pos())
        self.show_look(self.look)

    def _arrange(self, group: str, notes: Sequence[str], order: Sequence[str]) -> None:
        """Ask that notes hang in a group, and all of it in an order; not for what is so already."""
        if self._in_group(group, ()) != list(order):
            self.acted.emit(Grouped(tuple(notes), cluster=group, order=tuple(order)))

    def _put(self, notes: Sequence[str], target: Piece | None, at: QPointF) -> None:
        """Ask that notes make a group with one that hangs alone, or hang alone at a place."""
        slip = self._slip(target.key) if isinstance(target, NoteItem) else None
        if slip is not None and target is not None:
            x, y = self._on_wall(target.pos())
            self.acted.emit(Grouped((slip.key, *(n for n in notes if n != slip.key)), x=x, y=y))
        else:
            for number, note in enumerate(notes):
                x, y = self._on_wall(at + QPointF(number * STEP, number * STEP))
                self.acted.emit(Placed(note, x=x, y=y))

    def _on_wall(self, at: QPointF) -> tuple[int | None, int | None]:
        """A place of a note, which has none of its own in the chart."""
        return (round(at.x()), round(at.y())) if self.kind == WALL else (None, None)

    def _group_at(self, key: str, at: QPointF) -> GroupMoved:
        return GroupMoved(key, x=round(at.x()), y=round(at.y()), chart=self.kind == CHART)

    def _slip(self, key: str) -> Slip | None:
        return self.look.slips.get(key) if self.look else None

    # ------------------------------------------------------------------ keys

    @guarded
    def keyPressEvent(self, event: QKeyEvent, /) -> None:
        """Arrows walk, with Shift they extend the choice, with Alt they move it; Enter opens; letters act."""
        if event.key() in ARROWS:
            if event.modifiers() & Qt.KeyboardModifier.AltModifier:
                self._alt(ARROWS[event.key()])
            else:
                self._walk(ARROWS[event.key()], bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier))
            return
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.chosen_keys:
            self.opened.emit(self.chosen_keys[-1])
        elif event.key() == Qt.Key.Key_Escape:
            self.choose([])
        elif event.key() == Qt.Key.Key_L and self.chosen_groups():
            self.linked.emit(self.chosen_groups()[-1])
        elif event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.typed.emit("delete")
        elif (sign := _SIGNS.get(Qt.Key(event.key()))) and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            self.typed.emit(sign)
        else:
            super().keyPressEvent(event)

    def _walk(self, way: tuple[int, int], more: bool) -> None:
        pieces: list[Piece] = [*self.notes.values(), *(g for k, g in self.groups.items() if k != LONERS)]
        now = (
            self.notes.get(self.chosen_keys[-1]) or self.groups.get(self.chosen_keys[-1]) if self.chosen_keys else None
        )
        goal = nearest(now, pieces, way)
        if goal is not None:
            self.choose([*self.chosen_keys, goal.key] if more else [goal.key])
            self.ensureVisible(goal)

    def _alt(self, way: tuple[int, int]) -> None:
        """Up and down a note changes its place in its group; else what is chosen moves over the wall."""
        notes = self.chosen_notes()
        slip = self._slip(notes[-1]) if notes and not self.chosen_groups() else None
        if way[1] and slip is not None and slip.home:
            self._turn(slip.home, way[1])
        else:
            self._step(way)

    def _turn(self, group: str, by: int) -> None:
        """Ask for the place above (-1) or below (1) in a group: for all of the chosen that hang in it."""
        order = self._in_group(group, ())
        notes = [key for key in order if key in self.chosen_keys]
        others = self._in_group(group, notes)
        place = beside(order, notes, by)
        if not self.locked and place is not None:
            self._arrange(group, notes, [*others[:place], *notes, *others[place:]])

    def _step(self, way: tuple[int, int]) -> None:
        """Move the choice a step; asked once the keys rest, so that a walk across the wall is one act."""
        keys = self.chosen_groups() or self.chosen_notes()
        if self.locked or not keys:
            return
        for key in keys:
            piece: Piece = self.groups.get(key) or self.notes[key]
            for held, at in self._carry_of(piece) if isinstance(piece, GroupItem) else [(piece, piece.pos())]:
                held.setPos(at + QPointF(way[0] * STEP, way[1] * STEP))
            self._steps[key] = piece.pos()
        self._settle.start()

    def _ask_steps(self) -> None:
        steps, self._steps = self._steps, {}
        for key, at in steps.items():
            if key in self.groups:
                self.acted.emit(self._group_at(key, at))
            elif self.kind == WALL:
                self.acted.emit(Placed(key, x=round(at.x()), y=round(at.y())))


def nearest(now: Piece | None, pieces: Sequence[Piece], way: tuple[int, int]) -> Piece | None:
    """The piece that is nearest in a direction, those straight ahead first; without a start, the first of all."""
    if now is None:
        return min(pieces, key=lambda p: (p.box.y, p.box.x), default=None)
    found = [(cost, p) for p in pieces if p is not now and (cost := _cost(now, p, way)) is not None]
    return min(found, key=lambda pair: pair[0])[1] if found else None


def _cost(now: Piece, other: Piece, way: tuple[int, int]) -> float | None:
    """How far a piece is that way; None when it lies another way."""
    a, b = now.box, other.box
    if way[0]:
        ahead, off = way[0] * (b.x - a.x), abs(b.y - a.y)
    else:
        ahead, off = way[1] * (b.y - a.y), abs(b.x - a.x)
    return ahead + 3 * off if ahead > 1 and off <= 2 * ahead + 80 else None
