"""Blocks as one HTML file that loads nothing from elsewhere and needs no script."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cache, partial
from importlib.resources import files
from typing import NamedTuple, NoReturn

from jinja2 import Environment, StrictUndefined, Template
from markupsafe import Markup

from facilitator.looks.blocks import About, Band, Bar, Block, Cell, Figure, Heading, Table, Worn
from facilitator.looks.drawings import DRAWN, drawing
from facilitator.looks.fonts import Fonts
from facilitator.looks.languages import reader
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
    """What is known of the page while it is written: its headings so far."""

    contents: list[Entry] = field(default_factory=list)

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


def render(about: About, parts: Iterable[Sequence[Block]], fonts: Fonts) -> bytes:
    """The page, in UTF-8."""
    to = reader(about.lang)
    page = _template().render(
        about=about,
        parts=parts,
        page=Page(),
        drawn=partial(_drawn, fonts=fonts),
        say=lambda text: to(Message(text)),
        direction=to.direction,
    )
    return page.strip().encode()


@cache
def _template() -> Template:
    environment = Environment(
        autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True, finalize=_said
    )
    environment.globals.update(kind_of=_kind_of, bodies=_bodies, bar=_bar, symbol=_symbol, tile=_tile)
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
