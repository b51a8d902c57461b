"""The wall of one grouping: pages of groups and notes, and the chart, in letters read from eight metres."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from dataclasses import dataclass

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QFont, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QWidget

from facilitator.activities.cluster.facts import COMBINE, RELATIONS, Look, Relation, State, look, outermost
from facilitator.activities.cluster.tiles import Tile, arrow_tiles, part_of, tiles_of
from facilitator.activities.cluster.wall_arrows import draw_arrow
from facilitator.activities.results import places
from facilitator.looks.chart import Box, Gaps, Route, cells, order, place, route
from facilitator.looks.qt.cards.text import Laid, lay
from facilitator.looks.qt.guard import guarded
from facilitator.looks.qt.look import colour, font_of
from facilitator.looks.qt.words import room_t
from facilitator.looks.tokens import Theme, TypeSpec, load
from facilitator.model.people import Groups
from facilitator.model.run import StageRun
from facilitator.model.say import say

WALL_PX = 1080
_COLUMNS = {6: 3, 4: 2, 2: 1}
_TITLES = (42, 36)
_PAD, _GAP, _RADIUS, _FOOT = 24.0, 24.0, 12.0, 60.0
_MANY = 8
_KEPT = 500
_NOTHING = say("No note hangs here yet.")
Words = tuple[tuple[tuple[Laid, float, str], ...], float]


@dataclass(frozen=True, slots=True)
class Standing:
    """A tile with its box and its words laid out."""

    tile: Tile
    box: Box
    words: tuple[tuple[Laid, float, str], ...]


class Board(QWidget):
    """Pages of tiles, or one page of the chart where it fits; no names and no totals. It turns by hand alone.

    Once a vote on the groups is open to all the chart wears their ranks.
    """

    turned = Signal(int, int)

    def stands(self, run: StageRun) -> bool:
        """Always: the wall is there before the first group is."""
        return True

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme: Theme = theme
        self._scale: float | None = None
        self._per_page = 6
        self._tiles: list[Tile] = []
        self._look: Look | None = None
        self._run: StageRun | None = None
        self._chart = False
        self._ranks: dict[str, int] = {}
        self._pages: list[list[Standing]] = []
        self._arrows: list[tuple[str, str, Route]] = []
        self._page = 0
        self._told = (0, 0)
        self._title_px = _TITLES[0]
        self._fonts: dict[Hashable, tuple[QFont, float]] = {}
        self._known: dict[Hashable, Laid] = {}
        self._room: Hashable = None
        self._fitted: dict[Tile, list[tuple[Tile, Words]]] = {}

    # ------------------------------------------------------------------ what a caller says

    @property
    def widget(self) -> QWidget:
        """Itself."""
        return self

    def set_theme(self, theme: Theme) -> None:
        """Lit or dim room."""
        self._theme = theme
        self.update()

    def set_scale(self, scale: float) -> None:
        """Px here for a px of a wall 1080 px high; before it is told, that is taken from the height of the window."""
        if scale != self._scale:
            self._scale = scale
            self._lay_out()

    def set_per_page(self, count: int) -> None:
        """Six, four or two: three, two or one column, and larger letters."""
        self._per_page = count
        self._lay_out()

    def show_state(self, run: StageRun, groups: Groups, changed: set[str] | None = None) -> None:
        """Show a stage: what hangs comes from other stages too, so all is looked at. Late phases show the chart."""
        self._run = run
        state: State = run.state
        now, chart = look(state), state.phase(run.id) in (RELATIONS, COMBINE)
        tiles = tiles_of(now)
        if chart == self._chart and tiles == self._tiles and not chart:
            return
        self._look, self._chart, self._tiles = now, chart, tiles
        self._lay_out()

    def show_results(self, ranks: Mapping[str, int]) -> None:
        """The rank of each group by its key."""
        if dict(ranks) != self._ranks:
            self._ranks = dict(ranks)
            self._lay_out()

    def next_page(self) -> None:
        """Turn to the next page, after the last to the first."""
        self._turn(1)

    def previous_page(self) -> None:
        """Turn back, from the first to the last."""
        self._turn(-1)

    def page(self) -> int:
        """The page in sight, counted from 1; 0 when there is nothing."""
        return self._page + 1 if self._pages else 0

    def pages(self) -> int:
        """How many pages there are."""
        return len(self._pages)

    def sight(self) -> object | None:
        """It cannot tell."""
        return None

    def shown_keys(self) -> list[str]:
        """The notes that hang on the wall now."""
        return list(dict.fromkeys(s.note for s in look(self._run.state).slips.values())) if self._run else []

    def shown_texts(self) -> list[str]:
        """Every word on the page in sight."""
        if not self._pages:
            return [room_t(_NOTHING)]
        found = [room_t.reader(w) for s in self._pages[self._page] for w in (s.tile.title, *s.tile.notes) if w]
        return [*found, *(words for words, _kind, _route in self._arrows)] if self._page == 0 else found

    def _turn(self, by: int) -> None:
        if len(self._pages) > 1:
            self._page = (self._page + by) % len(self._pages)
            self._tell()

    def _tell(self) -> None:
        told = (self.page(), self.pages())
        if told != self._told:
            self._told = told
            self.turned.emit(*told)
        self.update()

    @guarded
    def resizeEvent(self, event: QResizeEvent, /) -> None:
        """Lay out for the new size."""
        super().resizeEvent(event)
        self._lay_out()

    # ------------------------------------------------------------------ laying out

    def _unit(self) -> float:
        return self._scale if self._scale is not None else self.window().height() / WALL_PX

    def _letters(self, kind: str) -> tuple[QFont, float]:
        """Letters of the wall: titles 42 px, notes 36 px, more where fewer stand on a page."""
        key = (kind, self._unit(), self._per_page, self._title_px, len(self._tiles) > _MANY)
        if key not in self._fonts:
            self._fonts[key] = self._make_letters(kind)
        return self._fonts[key]

    def _make_letters(self, kind: str) -> tuple[QFont, float]:
        larger = {6: 1.0, 4: 1.15, 2: 1.4}[self._per_page]
        spec = {
            "title": TypeSpec(self._title_px, round(self._title_px * 1.2), 650),
            "note": load().type_projector("min"),
            "alone": load().type_projector("min") if len(self._tiles) > _MANY else load().type_projector("note"),
        }[kind]
        unit = self._unit() * larger
        return font_of(spec, unit), spec.line * unit

    def _lay_out(self) -> None:
        if self.width() < 40 or self.height() < 40 or self._look is None:
            self._pages = []
            return
        self._arrows = []
        self._title_px = _TITLES[0]
        pages = self._chart_page() if self._chart else None
        self._pages = pages if pages is not None else self._tile_pages()
        self._page = min(self._page, max(0, len(self._pages) - 1))
        self._tell()

    def _tile_pages(self) -> list[list[Standing]]:
        """Columns filled from the top, each tile in the shortest; a new page where nothing fits."""
        unit = self._unit()
        columns = _COLUMNS[self._per_page]
        width = (self.width() - (columns - 1) * _GAP * unit) / columns
        room = self.height() - _FOOT * unit
        self._forget_other_sizes(width, room)
        pages: list[list[Standing]] = []
        ends = [room + 1.0] * columns
        tiles = [*self._tiles, *(arrow_tiles(self._look) if self._chart and self._look else ())]
        before, self._fitted = self._fitted, {}
        gap = _GAP * unit
        for tile in tiles:
            fitted = before.get(tile) or [(part, self._words(part, width)) for part in self._split(tile, width, room)]
            self._fitted[tile] = fitted
            for part, words in fitted:
                column, height = ends.index(min(ends)), words[1]
                if not pages or ends[column] + height > room + 1:
                    pages.append([])
                    ends, column = [0.0] * columns, 0
                pages[-1].append(Standing(part, Box(column * (width + gap), ends[column], width, height), words[0]))
                ends[column] += height + gap
        return pages

    def _forget_other_sizes(self, width: float, room: float) -> None:
        """What words and tiles came to holds as long as their letters and the room for them do."""
        now = (width, room, self._unit(), self._per_page, self._title_px, len(self._tiles) > _MANY)
        if now != self._room:
            self._room, self._fitted, self._known = now, {}, {}
        elif len(self._known) > _KEPT + 2 * sum(len(tile.notes) for tile in self._tiles):
            self._known = {}

    def _split(self, tile: Tile, width: float, room: float) -> list[Tile]:
        """A tile that is too tall for a page goes on in further tiles."""
        found: list[Tile] = []
        inner, gap = width - 2 * _PAD * self._unit(), 10 * self._unit()
        head = self._words(part_of(tile, 0, 0), width)[1] + (self._letters("note")[1] if tile.aside else 0)
        first, used = 0, head
        for number, note in enumerate(tile.notes):
            high = self._laid("note" if tile.title else "alone", note, inner).height + gap
            if used + high > room and number > first:
                found.append(part_of(tile, first, number))
                first, used = number, head
            used += high
        return [*found, part_of(tile, first, len(tile.notes)) if first else tile]

    def _laid(self, kind: str, text: str, width: float, at_most: int = 0) -> Laid:
        """Words laid out, kept for the next time."""
        font, line = self._letters(kind)
        text = room_t.reader(text)
        key = (text, width, font.pixelSize(), font.weight(), at_most)
        if key not in self._known:
            self._known[key] = lay(text, font, width, line, at_most)
        return self._known[key]

    def _words(self, tile: Tile, width: float) -> Words:
        """The words of a tile, each with its place from the top and its colour, and how high the tile is."""
        unit, pad = self._unit(), _PAD * self._unit()
        y, inner = pad * 0.7, width - 2 * pad
        made: list[tuple[Laid, float, str]] = []
        if tile.title:
            laid = self._laid("title", tile.title, inner)
            made.append((laid, y, "text_2" if tile.dashed else "text"))
            y += laid.height + 8 * unit
        for note in tile.notes:
            laid = self._laid("note" if tile.title else "alone", note, inner)
            made.append((laid, y, "text"))
            y += laid.height + 10 * unit
        if tile.aside:
            laid = self._laid("note", tile.aside, inner, 1)
            made.append((laid, y, "text_2"))
            y += laid.height
        return tuple(made), y + pad * 0.7 - (0 if tile.aside else 10 * unit)

    def _chart_page(self) -> list[list[Standing]] | None:
        """The chart on one page, titles and arrows only; None where it does not fit in letters that can be read."""
        shown, unit = self._look, self._unit()
        if shown is None or not shown.of():
            return None
        columns = _COLUMNS[self._per_page]
        gaps = Gaps(230 * unit, 56 * unit)
        width = (self.width() - (columns - 1) * gaps.across) / columns
        place_of = {key: f"{no}. " for key, no in places(self._ranks).items()}
        tiles = {g.key: Tile(g.key, f"{place_of.get(g.key, '')}{room_t.reader(g.name)}", ()) for g in shown.of()}
        outer = {key: outermost(shown, key) for key in shown.groups}
        links = [(outer[r.start], outer[r.end]) for r in shown.relations if outer[r.start] != outer[r.end]]
        at = cells(order(list(tiles), links), columns)
        for self._title_px in _TITLES:
            made = {key: self._words(tile, width) for key, tile in tiles.items()}
            boxes = place({key: (width, height) for key, (_w, height) in made.items()}, at, width, gaps)
            if max(box.bottom for box in boxes.values()) <= self.height():
                break
        else:
            self._title_px = _TITLES[0]
            return None
        self._arrows = [self._arrow(r, boxes, outer) for r in shown.relations if outer[r.start] != outer[r.end]]
        return [[Standing(tiles[key], box, made[key][0]) for key, box in boxes.items()]]

    def _arrow(self, relation: Relation, boxes: Mapping[str, Box], outer: Mapping[str, str]) -> tuple[str, str, Route]:
        start, end = outer[relation.start], outer[relation.end]
        others = [box for key, box in boxes.items() if key not in (start, end)]
        return room_t(relation.words), relation.kind, route(boxes[start], boxes[end], others)

    # ------------------------------------------------------------------ drawing

    @guarded
    def paintEvent(self, event: QPaintEvent, /) -> None:
        """Draw the page in sight."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(self.rect(), colour("window", self._theme))
        for standing in self._pages[self._page] if self._pages else ():
            self._draw_tile(painter, standing)
        if not self._pages:
            painter.setFont(font_of(load().type_projector("note"), self._unit()))
            painter.setPen(colour("text_2", self._theme))
            middle = int(Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap)
            painter.drawText(self.rect(), middle, room_t(_NOTHING))
        for words, kind, line in self._arrows if self._page == 0 else ():
            self._draw_arrow(painter, words, kind, line)
        if len(self._pages) > 1:
            font, line_high = font_of(load().type_projector("min"), self._unit()), 44 * self._unit()
            painter.setFont(font)
            painter.setPen(colour("text_2", self._theme))
            foot = QRectF(0, self.height() - line_high, self.width(), line_high)
            painter.drawText(
                foot, Qt.AlignmentFlag.AlignRight, room_t("{page} of {pages}", page=self.page(), pages=self.pages())
            )
        painter.end()

    def _draw_tile(self, painter: QPainter, standing: Standing) -> None:
        unit, box, tile = self._unit(), standing.box, standing.tile
        line = max(1.0, 2 * unit)
        painter.setBrush(Qt.BrushStyle.NoBrush if tile.dashed else colour("card", self._theme))
        style = Qt.PenStyle.DashLine if tile.dashed else Qt.PenStyle.SolidLine
        painter.setPen(QPen(colour("line", self._theme), line, style))
        painter.drawRoundedRect(QRectF(box.x + 1, box.y + 1, box.w - 2, box.h - 2), _RADIUS * unit, _RADIUS * unit)
        for laid, y, role in standing.words:
            painter.setPen(colour(role, self._theme))
            laid.draw(painter, box.x + _PAD * unit, box.y + y)

    def _draw_arrow(self, painter: QPainter, words: str, kind: str, line: Route) -> None:
        unit = self._unit()
        draw_arrow(painter, line.points, kind, colour("text", self._theme), 4 * unit)
        font, high = font_of(load().type_projector("min"), unit), 44 * unit
        painter.setFont(font)
        x, y = line.middle
        parts = words.split(" ", 1) if len(words) > 10 and line.level else [words]
        for number, part in enumerate(parts):
            wide = painter.fontMetrics().horizontalAdvance(part) + 8 * unit
            top = y + 12 * unit + number * high if line.level else y - high / 2
            left = x - wide / 2 if line.level else x + 12 * unit
            if left + wide > self.width():
                left = x - 12 * unit - wide
            at = QRectF(left, top, wide, high)
            painter.fillRect(at, colour("window", self._theme))
            painter.setPen(colour("text", self._theme))
            painter.drawText(at, Qt.AlignmentFlag.AlignCenter, part)
