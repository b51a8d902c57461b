"""Blocks as one HTML file that loads nothing from elsewhere and needs no script."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, fields, is_dataclass
from functools import cache, partial
from importlib.resources import files
from typing import NamedTuple, NoReturn

from jinja2 import Environment, StrictUndefined, Template
from markupsafe import Markup

from facilitator.looks import handed
from facilitator.looks.blocks import (
    About,
    Band,
    Bar,
    Block,
    Cell,
    Counted,
    Figure,
    Heading,
    Named,
    Source,
    Table,
    Worn,
)
from facilitator.looks.drawings import DRAWN, drawing
from facilitator.looks.fonts import Fonts
from facilitator.looks.languages import reader, told
from facilitator.looks.pdf.base import ink
from facilitator.looks.pdf.marks import group_symbol
from facilitator.looks.pdf.worn import TILE, Tile
from facilitator.looks.scripts import safe
from facilitator.looks.svg import svg
from facilitator.model.say import Message


class Entry(NamedTuple):
    """A line of the contents list."""

    id: str
    level: int
    words: str


@dataclass
class Page:
    """What is known of the page while it is written: the `ids` that figures can lead to, each with whether the whole of
    it is told somewhere, and its headings so far.
    """

    ids: Mapping[str, bool] = field(default_factory=dict)
    contents: list[Entry] = field(default_factory=list)
    _met: set[str] = field(default_factory=set)

    @property
    def heading(self) -> str:
        """The id of the last heading; "" before the first."""
        return self.contents[-1].id if self.contents else ""

    @property
    def titled(self) -> bool:
        """Whether a heading of level 1 was there."""
        return any(entry.level == 1 for entry in self.contents)

    def next_heading(self, heading: Heading) -> str:
        """Notes a heading and says its id."""
        self.contents.append(Entry(f"h{len(self.contents) + 1}", heading.level, heading.words))
        return self.heading

    def leads_to(self, given: Named) -> bool:
        """Whether figures lead to this place: to the one that tells the whole, else to the first."""
        is_first = given.id not in self._met and (given.whole or not self.ids.get(given.id))
        if is_first:
            self._met.add(given.id)
        return is_first

    def behind(self, counted: Counted) -> list[tuple[str, list[Source], list[str]]]:
        """What a figure was counted from, by where it was said: those that stand in this page, and the words of the
        others.
        """
        found: list[tuple[str, list[Source], list[str]]] = []
        for where in dict.fromkeys(source.where for source in counted.of):
            those = [source for source in counted.of if source.where == where]
            here = [source for source in those if source.id in self.ids]
            found.append((where, here, [source.words for source in those if source.id not in self.ids]))
        return found


def _named(thing: object) -> Iterator[Named]:
    """Everything in some blocks that figures can lead to."""
    if isinstance(thing, Named):
        yield thing
    elif isinstance(thing, list | tuple):
        for each in thing:
            yield from _named(each)
    elif is_dataclass(thing):
        for part in fields(thing):
            yield from _named(getattr(thing, part.name))


def render(about: About, parts: Iterable[Sequence[Block]], fonts: Fonts) -> bytes:
    """The page, in UTF-8."""
    to, made = reader(about.lang), [list(part) for part in parts]
    ids = dict[str, bool]()
    for each in _named(made):
        ids[each.id] = each.whole or ids.get(each.id, False)
    page = _template().render(
        about=about,
        parts=made,
        page=Page(ids),
        drawn=partial(_drawn, fonts=fonts),
        say=lambda text: to(Message(text)),
        handed=lambda block: told(handed.shown(block), to),
        direction=to.direction,
    )
    return page.strip().encode()


@cache
def _template() -> Template:
    environment = Environment(
        autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True, finalize=_said
    )
    environment.globals.update(kind_of=_kind_of, bodies=_bodies, bar=_bar, ids=_ids, symbol=_symbol, tile=_tile)
    environment.globals.update(ink=ink, unknown=_unknown)
    return environment.from_string((files("facilitator.looks.html") / "document.html").read_text(encoding="utf-8"))


def _said(value: object) -> object:
    """Anyone's words as a page may show them; what is markup by now is ours."""
    return safe(value) if isinstance(value, str) and not isinstance(value, Markup) else value


def _kind_of(block: object) -> str:
    return "str" if isinstance(block, str) else type(block).__name__


def _unknown(block: object) -> NoReturn:
    raise TypeError(f"There is no way to show a {type(block).__name__}.")


def _drawn(figure: Figure, fonts: Fonts) -> Markup:
    return svg(drawing(figure.drawing, fonts), DRAWN, figure.alt)


def _bar(bar: Bar) -> Markup:
    share = max(0.0, min(1.0, bar.value / bar.largest)) if bar.largest > 0 else 0.0
    made = Markup(
        "<svg viewBox='0 0 1 1' preserveAspectRatio='none' aria-hidden='true' style='--share: {:.3f}'>"
        "<rect width='1' height='1' fill='{}'/></svg>"
    )
    return made.format(share, ink("text")) if share else Markup("")


def _ids(counted: Counted) -> str:
    return " ".join(source.id for source in counted.of if source.id)


@cache
def _symbol(group: int | str) -> Markup:
    return svg(group_symbol(group, 12.0), 12.0)


def _tile(block: Worn) -> Markup:
    return svg(Tile(block.lens, block.symbol), TILE)


def _bodies(table: Table) -> list[tuple[Band | None, list[Sequence[Cell]]]]:
    """The rows under each band; first those before any."""
    found: list[tuple[Band | None, list[Sequence[Cell]]]] = [(None, [])]
    for row in table.rows:
        if isinstance(row, Band):
            found.append((row, []))
        else:
            found[-1][1].append(row)
    return found if found[0][1] or len(found) == 1 else found[1:]
