"""The wall and the chart at the desk as a picture: shows a plan, knows what is chosen, updates only what changed."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QFrame, QGraphicsScene, QGraphicsView, QWidget

from facilitator.activities.cluster.desk_pieces import GROUP_Z, ArrowItem, GroupItem, Head, NoteItem, head_of
from facilitator.activities.cluster.desk_plan import LONERS, Plan, Planner, Style
from facilitator.activities.cluster.facts import Look
from facilitator.looks.qt.cards.data import plain
from facilitator.looks.qt.guard import guarded
from facilitator.looks.qt.look import colour
from facilitator.looks.qt.words import t
from facilitator.looks.tokens import Theme

WALL, CHART = "wall", "chart"
_EDGE = 16.0
_FARTHEST, _NEAREST = 0.35, 1.6


class Canvas(QGraphicsView):
    """Shows a look of the wall. `chose(keys)`: notes, groups or an arrow."""

    chose = Signal(list)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme: Theme = theme
        self._scale = 1.0
        self.kind = WALL
        self.look: Look | None = None
        self.close_up = False
        self.held: NoteItem | GroupItem | None = None
        self.ranks: dict[str, int] = {}
        self.style_of = Style(theme, 1.0, 0)
        self.notes: dict[str, NoteItem] = {}
        self.groups: dict[str, GroupItem] = {}
        self.arrows: dict[str, ArrowItem] = {}
        self.chosen_keys: list[str] = []
        self._found: set[str] | None = None
        self._before: Plan | None = None
        self._drawn: Style | None = None
        self.setScene(QGraphicsScene(self))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        self.setRenderHint(QPainter.RenderHint.Antialiasing)
        self.setViewportUpdateMode(QGraphicsView.ViewportUpdateMode.SmartViewportUpdate)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(t("The wall of notes"))
        self._ground()

    # ------------------------------------------------------------------ what it shows

    def set_theme(self, theme: Theme) -> None:
        """Draw in another theme."""
        self._theme = theme
        self._ground()
        self.show_look(self.look)

    def set_text_scale(self, scale: float) -> None:
        """Letters so many times as large."""
        self._scale = scale
        self.show_look(self.look)

    def set_kind(self, kind: str) -> None:
        """The wall or the chart."""
        if kind != self.kind:
            self.kind = kind
            self.show_look(self.look)

    def show_look(self, look: Look | None) -> None:
        """Show what stands on the wall now."""
        self.look = look
        if look is None:
            return
        style = Style(self._theme, self._scale, len(look.slips))
        if style.key != self.style_of.key:
            self.style_of = style
        plan = self._plan(look)
        self._sync_groups(look, plan)
        self._sync_notes(look, plan)
        self._sync_arrows(plan)
        self._before = plan
        there = [key for key in self.chosen_keys if key in self.notes or key in self.groups or key in self.arrows]
        if there != self.chosen_keys:
            self.choose(there)
        self._fit(plan)

    def _plan(self, look: Look) -> Plan:
        planner = Planner(self.style_of, self.ranks if self.kind == CHART else {}, self._before)
        if self.kind == CHART:
            return planner.chart(look, self.viewport().width() - _EDGE - 2)
        return planner.wall(look, self.viewport().width() - _EDGE - 2, close_up=self.close_up)

    def _sync_groups(self, look: Look, plan: Plan) -> None:
        for key in [k for k in self.groups if k not in plan.groups]:
            self.scene().removeItem(self.groups.pop(key))
        for key, box in plan.groups.items():
            head = Head("", t("On its own", "On their own", n=len(look.loners)), loners=True)
            if key != LONERS:
                group = look.groups[key]
                rank = self.ranks.get(key, 0) if self.kind == CHART else 0
                inner = group.parent in look.groups
                head = head_of(group, len(look.members.get(key, ())), rank, inner=inner)
            item = self.groups.get(key)
            if item is None:
                item = self.groups[key] = GroupItem(key, head, self.style_of)
                self.scene().addItem(item)
            item.show_head(head, self.style_of)
            item.stand(box)
            item.setZValue(GROUP_Z + (look.level(look.groups[key]) if key != LONERS else 0))

    def _sync_notes(self, look: Look, plan: Plan) -> None:
        for key in [k for k in self.notes if k not in plan.notes]:
            self.scene().removeItem(self.notes.pop(key))
        for key, box in plan.notes.items():
            slip = look.slips[key]
            item = self.notes.get(key)
            if item is None:
                item = self.notes[key] = NoteItem(slip, self.style_of)
                self.scene().addItem(item)
                self._fade(item)
            item.show_slip(slip, self.style_of)
            if item is not self.held:
                item.stand(box)

    def _sync_arrows(self, plan: Plan) -> None:
        if self._before is not None and plan.arrows is self._before.arrows and self._drawn is self.style_of:
            return
        self._drawn = self.style_of
        for item in self.arrows.values():
            self.scene().removeItem(item)
        self.arrows = {}
        for relation, route in plan.arrows:
            item = self.arrows[relation.key] = ArrowItem(relation, route, self.style_of)
            item.chosen = relation.key in self.chosen_keys
            self.scene().addItem(item)

    def _fit(self, plan: Plan) -> None:
        self.scene().setSceneRect(QRectF(-_EDGE / 2, -_EDGE / 2, plan.width + _EDGE, plan.height + _EDGE))

    def _ground(self) -> None:
        self.setBackgroundBrush(colour("board", self._theme))

    @guarded
    def resizeEvent(self, event: QResizeEvent, /) -> None:
        """Fit the new width."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.show_look(self.look)

    @guarded
    def wheelEvent(self, event: QWheelEvent, /) -> None:
        """With Ctrl nearer or farther, else up and down."""
        if not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            super().wheelEvent(event)
            return
        now = self.transform().m11()
        zoom = min(_NEAREST, max(_FARTHEST, now * (1.15 if event.angleDelta().y() > 0 else 1 / 1.15)))
        self.scale(zoom / now, zoom / now)

    # ------------------------------------------------------------------ choosing and finding

    def choose(self, keys: Sequence[str]) -> None:
        """Choose notes, a group or an arrow by their keys."""
        self.chosen_keys = list(dict.fromkeys(keys))
        for key, piece in (*self.notes.items(), *self.groups.items()):
            piece.mark(chosen=key in self.chosen_keys)
        for key, arrow in self.arrows.items():
            if arrow.chosen != (key in self.chosen_keys):
                arrow.chosen = key in self.chosen_keys
                arrow.update()
        self.setAccessibleDescription(self._spoken())
        self.chose.emit(self.chosen_keys)

    def _spoken(self) -> str:
        """What is chosen, for a screen reader."""
        if self.look is None:
            return ""
        said = [self.look.slips[key].text for key in self.chosen_keys if key in self.look.slips]
        groups = [self.look.groups[key] for key in self.chosen_keys if key in self.look.groups]
        for group in groups:
            n = len(self.look.all_slips(group.key))
            said.append(t("{group}, {n} note", "{group}, {n} notes", group=group.name, n=n))
        return t.listed(said, ";")

    def show_key(self, key: str) -> None:
        """Bring a note or group into sight."""
        item = self.notes.get(key) or self.groups.get(key)
        if item is not None:
            self.ensureVisible(item)

    def find_text(self, text: str) -> list[str]:
        """Fade the notes without these words; the keys of those with them. "" shows all."""
        words = plain(text).split()
        slips = self.look.slips.values() if self.look else ()
        found = [s.key for s in slips if all(word in plain(s.text) for word in words)]
        self._found = set(found) if words else None
        for item in self.notes.values():
            self._fade(item)
        return found

    def _fade(self, item: NoteItem) -> None:
        item.mark(faded=self._found is not None and item.key not in self._found)

    def chosen_notes(self) -> list[str]:
        """The chosen notes."""
        return [key for key in self.chosen_keys if key in self.notes]

    def chosen_groups(self) -> list[str]:
        """The chosen groups."""
        return [key for key in self.chosen_keys if key in self.groups and key != LONERS]
