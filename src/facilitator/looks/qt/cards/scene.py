"""The notes of a board as a scene: keeps them by key, places them, and changes only what a caller says has changed."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence

from PySide6.QtCore import QEasingCurve, QPointF, QRectF, QVariantAnimation, Signal
from PySide6.QtWidgets import QGraphicsScene

from facilitator.looks.qt.cards.data import Card, CardModel, Column, Density, density_for, matches, plain
from facilitator.looks.qt.cards.faces import Faces
from facilitator.looks.qt.cards.item import CardItem
from facilitator.looks.qt.cards.layout import Measures, Section, Slot, measures_for, sections_for
from facilitator.looks.qt.cards.paint import Face, Style
from facilitator.looks.qt.words import t
from facilitator.looks.tokens import Theme, load
from facilitator.model.say import say

_NOT_PLACED = Column("", say("Not placed"))
_FADE_AT_MOST = 60
_FAR_DOWN = 1e7


class CardScene(QGraphicsScene):
    """Cards in columns. `room_changed`: edges, headings or counts differ; `rearranged`: all cards may have moved."""

    room_changed = Signal()
    rearranged = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setItemIndexMethod(QGraphicsScene.ItemIndexMethod.NoIndex)
        self.setSceneRect(-_FAR_DOWN, -_FAR_DOWN, 2 * _FAR_DOWN, 2 * _FAR_DOWN)
        self.model = CardModel()
        self.items_by_key: dict[str, CardItem] = {}
        self.columns: list[Column] = []
        self.fixed = False
        self.sections: list[Section] = []
        self.motion = True
        self._theme: Theme = theme
        self._scale = 1.0
        self._room = 600.0
        self._only = ""
        self._wanted = ""
        self._rows: list[list[str]] = [[]]
        self._cards: dict[str, Card] = {}
        self.faces = Faces(Style(theme, Density.COSY, 1.0, self._room))
        self.sizes: Measures = measures_for(Density.COSY, 1.0, False)
        self._reset_model()
        self.rearrange()

    @property
    def density(self) -> Density:
        """How closely the cards stand now."""
        return self.faces.style.density

    @property
    def count(self) -> int:
        """Number of cards, hidden ones included."""
        return len(self.items_by_key)

    def set_columns(self, columns: Sequence[Column], *, fixed: bool = False) -> None:
        """Put the cards under other headings; where they are `fixed`, no card goes from one to another by hand."""
        self.columns, self.fixed = list(columns), fixed
        self._regroup()

    def dress(self, theme: Theme, scale: float) -> None:
        """Draw in another theme, at another text scale."""
        self._theme, self._scale = theme, scale
        self.rearrange()

    def set_room(self, width: float) -> None:
        """Lay the cards out for a width in scene units; nothing happens if the columns stay as they are."""
        if round(width) != round(self._room):
            self._room = width
            self.rearrange()

    def show_cards(self, cards: Sequence[Card]) -> None:
        """Show exactly these; what is there already stays where it is."""
        wanted = {card.key: card for card in cards}
        removed = [key for key in self.items_by_key if key not in wanted]
        have = self._cards
        self.update_cards([card for key, card in wanted.items() if have.get(key) != card], removed)

    def update_cards(self, changed: Iterable[Card], removed: Iterable[str] = ()) -> None:
        """Add or change some cards and take others away; the cost does not depend on how many there are."""
        for key in removed:
            if key in self.items_by_key:
                self._remove(key)
        coming: list[Card] = []
        for card in changed:
            item = self.items_by_key.get(card.key)
            if item is None:
                coming.append(card)
            elif item.card != card:
                self._change(item, card)
        in_sight = self._visible_count() + sum(not self._only or self._found(card) for card in coming)
        stays = density_for(in_sight) is self.density
        if any(self._block(card) is None for card in coming):
            self._bring_all(coming)
        elif coming:
            self._bring(coming, placed=stays)
        if len(self._rows) > max(1, len(self.columns)) and not self._rows[-1]:
            self._regroup()
        elif not stays:
            self.rearrange()
        self.room_changed.emit()

    def put_in_order(self, keys: Sequence[str]) -> bool:
        """Let the cards of each column follow each other as these keys do; True if any had to move.

        A column in which they do is left as it is, the others are filled afresh.
        """
        places = {key: place for place, key in enumerate(keys)}
        last = len(places)
        rows = [sorted(row, key=lambda key: places.get(key, last)) for row in self._rows]
        differ = [number for number, row in enumerate(rows) if row != self._rows[number]]
        if differ:
            self._rows = rows
            self._reset_model()
            for number in differ:
                self._fill(number)
            self.rearranged.emit()
            self.room_changed.emit()
        return bool(differ)

    def _fill(self, number: int) -> None:
        section = self.sections[number]
        section.clear()
        for item in (self.items_by_key[key] for key in self._rows[number]):
            if item.isVisible():
                section.append(item.slot)
                item.place()

    def settle(self) -> bool:
        """Close holes that cards left behind; True if any card moved."""
        moved = [slot for section in self.sections if section.dirty for slot in section.settle()]
        for slot in moved:
            self.items_by_key[slot.key].place()
        if moved:
            self.room_changed.emit()
        return bool(moved)

    def has_holes(self) -> bool:
        """True if `settle` has something to do."""
        return any(section.dirty for section in self.sections)

    def find(self, text: str, only: bool) -> list[str]:
        """Fade the cards without these words, or leave them out if `only`; "" shows all. Returns the keys found."""
        self._wanted = plain(text).strip()
        before, self._only = self._only, self._wanted if only else ""
        found = [key for keys in self._rows for key in keys if self._found(self._cards[key])]
        hits = set(found)
        for key, item in self.items_by_key.items():
            item.mark(faded=bool(self._wanted) and not only and key not in hits)
        if before != self._only:
            self.rearrange()
        return found

    def reading_order(self) -> list[str]:
        """The keys of all cards in sight of the search, column after column."""
        return [key for keys in self._rows for key in keys if self.items_by_key[key].isVisible()]

    def column_order(self, number: int) -> list[str]:
        """The keys of a column's cards in sight of the search, from the top."""
        return [key for key in self._rows[number] if self.items_by_key[key].isVisible()]

    def gap_at(self, at: QPointF, number: int, held: Collection[str]) -> tuple[str, QRectF]:
        """Where `held` cards would stand if they fell there: before which card ("": last), and the line to draw.

        The card that they come before makes way, so the line is over it, wherever its lane is.
        """
        section = self.sections[number]
        lane = section.lane_at(at.x())
        slots = [slot for slot in section.lanes[lane] if slot.key not in held]
        below = next((slot for slot in slots if at.y() < slot.y + slot.height / 2), None)
        if below is None and slots:
            order = self.column_order(number)
            behind = order[order.index(slots[-1].key) + 1 :]
            key = next((key for key in behind if key not in held), "")
            below = self.items_by_key[key].slot if key else None
        lane = section.next_lane() if below is None else below.lane
        top = section.feet[lane] if below is None else below.y
        return below.key if below else "", QRectF(section.lane_x(lane), top, section.lane_width, section.gap)

    def spoken(self, item: CardItem) -> str:
        """A card as a screen reader says it: with its column, and its place in that."""
        number, heads = item.slot.section, self.headings()
        row = self._rows[number]
        title = heads[number][0].title if heads else ""
        place = t("{number} of {count}", number=row.index(item.card.key) + 1, count=len(row))
        return t.listed((item.card.spoken(title), place), "")

    def keys_within(self, area: QRectF) -> list[str]:
        """The keys of the cards that an area of the scene touches, in reading order."""
        items = self.items_by_key
        return [key for key in self.reading_order() if items[key].sceneBoundingRect().intersects(area)]

    def section_at(self, x: float) -> int:
        """The column nearest to a place in scene units."""
        edges = [(abs(x - (s.x + s.width / 2)), number) for number, s in enumerate(self.sections)]
        return min(edges)[1]

    def extent(self) -> QRectF:
        """The smallest rectangle at the origin that holds every column and card, with a margin."""
        right = max(section.x + section.width for section in self.sections)
        foot = max(section.foot for section in self.sections)
        return QRectF(0, 0, right + self.sizes.margin, max(foot, 0.0) + 8)

    def headings(self) -> list[tuple[Column, int]]:
        """The columns and how many cards each has; nothing when there are none."""
        return [(column, len(keys)) for column, keys in zip(self._headed(), self._rows, strict=True) if self.columns]

    def rearrange(self) -> None:
        """Place every card afresh: after another width, density, scale, search or set of columns."""
        density = density_for(self._visible_count())
        style = Style(self._theme, density, self._scale, self._room)
        if style.key != self.faces.style.key:
            self.faces.clear(style)
        self.sizes = measures_for(density, self._scale, bool(self.columns))
        self.sections = sections_for(len(self._rows), self._room, self.sizes)
        for number, keys in enumerate(self._rows):
            for key in keys:
                item = self.items_by_key[key]
                item.setVisible(not self._only or self._found(item.card))
                if item.isVisible():
                    self._put(item.slot, item.card, number)
                    item.place()
        self.rearranged.emit()
        self.room_changed.emit()

    def _headed(self) -> list[Column]:
        spare = len(self._rows) - len(self.columns)
        return [*self.columns, _NOT_PLACED] if spare else self.columns

    def _visible_count(self) -> int:
        if not self._only:
            return len(self.items_by_key)
        return sum(self._found(item.card) for item in self.items_by_key.values())

    def _found(self, card: Card) -> bool:
        return bool(self._wanted) and matches(card, self._wanted)

    def _block(self, card: Card) -> int | None:
        """The number of the card's column; None if it has none here yet."""
        if not self.columns:
            return 0
        for number, column in enumerate(self.columns):
            if column.key == card.column:
                return number
        return len(self.columns) if len(self._rows) > len(self.columns) else None

    def _regroup(self) -> None:
        """Sort the cards into the columns again, in the order they have, with a last column for those that fit none."""
        order = [self._cards[key] for keys in self._rows for key in keys]
        names = {column.key for column in self.columns}
        astray = bool(self.columns) and any(card.column not in names for card in order)
        self._rows = [[] for _ in range(max(1, len(self.columns) + astray))]
        for card in order:
            block = self._block(card) or 0
            self._rows[block].append(card.key)
            self.items_by_key[card.key].slot.section = block
        self._reset_model()
        self.rearrange()

    def _reset_model(self) -> None:
        titles = [t(column.title) for column in self._headed()] or [""]
        self.model.reset(list(zip(titles, self._rows, strict=True)), self._cards)

    def _put(self, slot: Slot, card: Card, number: int) -> None:
        section = self.sections[number]
        slot.section = number
        slot.height = self.sizes.fixed_height or Face(card, section.lane_width, self.faces.style).height
        section.append(slot)

    def _bring(self, cards: list[Card], *, placed: bool = True) -> None:
        """Add cards at the ends of their columns; many at once are told to the model as one change.

        Unless they are `placed` now, all cards must be placed afresh afterwards.
        """
        many = len(cards) > _FADE_AT_MOST
        arrived = [self._arrive(card, many, placed) for card in cards]
        if many:
            self._reset_model()
        elif self.motion and self.views():
            self._fade_in(arrived)

    def _bring_all(self, cards: list[Card]) -> None:
        """Add cards of which some stand under no heading: that makes a column for them."""
        self._rows.append([])
        self._reset_model()
        self.rearrange()
        self._bring(cards)

    def _arrive(self, card: Card, many: bool, placed: bool) -> CardItem:
        block = self._block(card) or 0
        slot = Slot(card.key, section=block)
        if many:
            self._cards[card.key] = card
            self._rows[block].append(card.key)
        else:
            self.model.append(card, block)
        hidden = bool(self._only) and not self._found(card)
        if placed and not hidden and block < len(self.sections):
            self._put(slot, card, block)
        item = CardItem(card, slot, self.faces)
        item.setVisible(not hidden)
        item.mark(faded=bool(self._wanted) and not self._only and not self._found(card))
        self.items_by_key[card.key] = item
        self.addItem(item)
        return item

    def _change(self, item: CardItem, card: Card) -> None:
        if self._block(card) != item.slot.section:
            chosen = item.chosen
            self._remove(card.key)
            (self._bring if self._block(card) is not None else self._bring_all)([card])
            self.items_by_key[card.key].mark(chosen=chosen)
            return
        item.card = card
        self.faces.forget(card.key)
        self.model.change(card, item.slot.section)
        item.mark(faded=bool(self._wanted) and not self._only and not self._found(card))
        if item.isVisible() and not self.sizes.fixed_height:
            self._fit(item)
        item.update()

    def _fit(self, item: CardItem) -> None:
        """Give a changed card the height it needs: growth parts those below at once, shrinking waits for `settle`."""
        slot = item.slot
        height = Face(item.card, slot.width, self.faces.style).height
        if height == slot.height:
            return
        grown, slot.height = height > slot.height, height
        section = self.sections[slot.section]
        section.resized(slot)
        item.place()
        if grown:
            for moved in section.settle():
                self.items_by_key[moved.key].place()

    def _remove(self, key: str) -> None:
        item = self.items_by_key.pop(key)
        if item.isVisible():
            self.sections[item.slot.section].remove(item.slot)
        self.model.remove(key, item.slot.section)
        self.faces.forget(key)
        self.removeItem(item)

    def _fade_in(self, items: list[CardItem]) -> None:
        fade = QVariantAnimation(self)
        fade.setDuration(load().motion["base"])
        fade.setStartValue(0.0)
        fade.setEndValue(1.0)
        fade.setEasingCurve(QEasingCurve.Type.OutCubic)
        fade.valueChanged.connect(_opacity_of(items))
        fade.start(QVariantAnimation.DeletionPolicy.DeleteWhenStopped)


def _opacity_of(items: list[CardItem]) -> Callable[[float], None]:
    def show(value: float) -> None:
        for item in items:
            item.setOpacity(value)

    return show
