"""What a document is made of, as plain data: no font, no page, no toolkit.

Sections of the record make these; paper, web page and text document each render them in their own way. All words may be
in any script, and nothing in them is markup. Each block holds what somebody needs who has it read aloud: headings have
levels, columns have titles even where paper leaves them out, and a figure has words and a table beside its drawing.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias

from facilitator.looks.arrows import Arrows, Links
from facilitator.looks.bars import Moves, Shares
from facilitator.looks.handouts import Code, Handout
from facilitator.model.say import say

Paper = Literal["a4", "letter"]


@dataclass(frozen=True)
class About:
    """What a document says of itself: title, what kind it is, who made it from what, and what its foot says.

    `stamp` is a warning over all of it; `made_at` is in milliseconds since 1970; `paper` its size, laid on its long
    side with `across`; `bare`: nothing stands above its pages; `when` its day. `records` says from which records it was
    made (their fingerprint as it is printed); `seal` says so to programs.
    """

    title: str
    kind: str = ""
    author: str = "Facilitator"
    subject: str = ""
    stamp: str = ""
    warning: str = ""
    made: str = ""
    notice: str = ""
    made_at: int = 0
    lang: str = "en-GB"
    paper: Paper = "a4"
    when: str = ""
    records: str = ""
    seal: str = ""
    across: bool = False
    bare: bool = False

    @property
    def made_from(self) -> str:
        """When it was made, and from which file and records."""
        if not (self.made and self.records):
            return self.made or self.records
        return say("{one} \u00b7 {two}", one=self.made, two=self.records)

    @property
    def foot(self) -> tuple[str, ...]:
        """The lines of the foot."""
        return tuple(words for words in (self.warning, self.made_from, self.notice) if words)


# ---------------------------------------------------------------------- words


@dataclass(frozen=True)
class Run:
    """Words of a paragraph that look alike."""

    words: str
    bold: bool = False


@dataclass(frozen=True)
class Text:
    """A paragraph: of the body, small and grey for a remark, of a table's cell, the time at which something begins, or
    large enough to read from afar.
    """

    runs: tuple[Run, ...]
    role: Literal["body", "remark", "cell", "time", "large"] = "body"


@dataclass(frozen=True)
class Heading:
    """A heading of level 1 (the document's title), 2 or 3, with small words after it."""

    words: str
    level: Literal[1, 2, 3]
    aside: str = ""


@dataclass(frozen=True)
class Quote:
    """Somebody's own words, set apart."""

    words: str


@dataclass(frozen=True)
class Listing:
    """Paragraphs that belong together, with a number before each or without."""

    entries: tuple[str, ...]
    numbered: bool = True


@dataclass(frozen=True)
class Points:
    """What is to be said point by point, each with a ring to tick."""

    words: tuple[str, ...]


@dataclass(frozen=True)
class Callout:
    """A framed note; `lead` stands before it in bold. `settled` closes the frame: nothing waits for anybody."""

    words: str
    lead: str = ""
    settled: bool = False


@dataclass(frozen=True)
class Member:
    """A partner group's name, with its symbol; `group` is its number from 1 to 6, or "other"."""

    group: int | str
    words: str


@dataclass(frozen=True)
class Worn:
    """A lens's name, with its symbol on its colour."""

    lens: str
    symbol: str
    words: str


# ---------------------------------------------------------------------- tables


@dataclass(frozen=True)
class Column:
    """A column: its title, its share of the width (any numbers, taken together), and what stands in it."""

    title: str = ""
    share: float = 1.0
    kind: Literal["words", "strong", "small", "number"] = "words"


@dataclass(frozen=True)
class Band:
    """A row across a table: the heading of the rows after it; `minor` stands under one that is not."""

    words: str
    aside: str = ""
    minor: bool = False


@dataclass(frozen=True)
class Bar:
    """A number in a cell, with a bar as long as `value` is to `largest`; `words` stand for the number."""

    value: float
    largest: float
    words: str


@dataclass(frozen=True)
class Source:
    """What a figure was counted from: `words` are what a reader knows it by, such as the number of a comment, `where`
    is where it was said. By its `id` it may stand word for word in the same document (see `Named`); of one without an
    id nobody can be told more.
    """

    id: str
    words: str
    where: str = ""


@dataclass(frozen=True)
class Counted:
    """A figure in a cell with what it was counted from: kept where it can be opened, absent on paper."""

    figure: str | Bar
    of: tuple[Source, ...] = ()

    @property
    def words(self) -> str:
        """The figure as words alone."""
        return self.figure if isinstance(self.figure, str) else self.figure.words


@dataclass(frozen=True)
class Named:
    """Words in a cell that begin what figures are counted from, such as a comment's number: these lead here by its
    `id`, and where it stands more than once to where the `whole` of it is told.
    """

    words: str
    id: str
    whole: bool = False


@dataclass(frozen=True)
class KeyFigures:
    """Up to five figures, each with what it counts."""

    figures: tuple[tuple[str | Counted, str], ...]

    @property
    def on_paper(self) -> tuple[tuple[str, str], ...]:
        """The figures without what they were counted from."""
        return tuple((given if isinstance(given, str) else given.words, words) for given, words in self.figures)


@dataclass(frozen=True)
class Table:
    """Rows under columns. `heads`: their titles are seen, and again on each page. `total`: the last row is the sum.
    `pauses` are the places of rows in which nothing is asked of anybody.
    """

    rows: Sequence[TableRow]
    columns: Sequence[Column]
    heads: bool = True
    total: bool = False
    pauses: frozenset[int] = frozenset()


# ---------------------------------------------------------------------- figures


Drawing: TypeAlias = Shares | Moves | Arrows | Links | Code


@dataclass(frozen=True)
class Figure:
    """A drawing from data, with its title, its meaning in a sentence or two, and all its data as a table.

    `also_table`: paper needs the table too, since the drawing leaves something out.
    """

    title: str
    alt: str
    drawing: Drawing
    table: Table
    also_table: bool = False


# ---------------------------------------------------------------------- what a pen fills in


@dataclass(frozen=True)
class Ticks:
    """Boxes to tick, each with words after it, which may be none.

    `room` is how they stand: free, or for a row of figures at one distance, `even` or `close`.
    """

    words: tuple[str, ...]
    room: Literal["free", "even", "close"] = "free"


@dataclass(frozen=True)
class WritingLines:
    """Ruled lines to write on by hand; with `fills` as many more as a slip has room for."""

    count: int
    fills: bool = False


@dataclass(frozen=True)
class Slip:
    """What is cut from a page: its parts, and the small code at its foot that says where it belongs."""

    parts: tuple[Block, ...]
    code: str


@dataclass(frozen=True)
class Slips:
    """Slips on pages of their own, as many a page as the longest allows."""

    slips: tuple[Slip, ...]


@dataclass(frozen=True)
class Sheet:
    """Paper that leaves the pile by itself: on pages of its own, each of which says where it belongs.

    `code` says what form it is, or which forms with `many`; `title` stands above the first of its pages.
    """

    title: str
    code: str
    parts: tuple[Block, ...]
    many: bool = False

    @property
    def shown(self) -> tuple[Block, ...]:
        """The parts under their heading, for what has no pages."""
        return (Heading(self.title, 2, aside=self.code), *self.parts) if self.title else self.parts


# ---------------------------------------------------------------------- what puts blocks together


@dataclass(frozen=True)
class Keep:
    """Blocks that stay on one page, such as a figure with words of caution; `loose` ones leave no line or two alone."""

    parts: tuple[Block, ...]
    loose: bool = False


@dataclass(frozen=True)
class SideBySide:
    """Two columns of equal width where there is room; the left one is read first."""

    left: tuple[Block, ...]
    right: tuple[Block, ...]


@dataclass(frozen=True)
class Cards:
    """Blocks in boxes, two beside each other where there is room, read one after another."""

    cards: tuple[tuple[Block, ...], ...]


@dataclass(frozen=True)
class PageBreak:
    """What follows begins on a new page, unless it does so anyway."""


@dataclass(frozen=True)
class OnScreen:
    """What is absent on paper, and stands only where one can go about in it: such as what figures were counted from."""

    parts: tuple[Block, ...]


Wording: TypeAlias = Heading | Text | Quote | Listing | Points | Callout | KeyFigures | Member | Worn
Blank: TypeAlias = Ticks | WritingLines | Slips
Block: TypeAlias = Wording | Table | Figure | Blank | Handout | Keep | SideBySide | Cards | PageBreak | Sheet | OnScreen
Printed: TypeAlias = str | Text | Points | Member | Bar | Keep | Ticks | WritingLines
Cell: TypeAlias = Printed | Counted | Named
TableRow: TypeAlias = Band | Sequence[Cell]


def body(words: str, lead: str = "") -> Text:
    """A paragraph; `lead` stands before it in bold."""
    return Text(_led(words, lead))


def strong(words: str) -> Text:
    """A paragraph in bold."""
    return Text((Run(words, bold=True),))


def large(words: str) -> Text:
    """Words to be read from a few steps away."""
    return Text((Run(words),), "large")


def remark(words: str) -> Text:
    """A small line of caution or explanation."""
    return Text((Run(words),), "remark")


def cell(words: str, lead: str = "", *, bold: bool = False) -> Text:
    """Words in a table's cell, where they stand with others."""
    return Text(_led(words, lead, bold), "cell")


def on_paper(given: Cell) -> Printed:
    """What of a cell stands on paper: a figure without what it was counted from."""
    if isinstance(given, Counted):
        return given.figure
    return given.words if isinstance(given, Named) else given


def keep(*parts: Block) -> Keep:
    """Blocks that stay on one page."""
    return Keep(parts)


def narrowed(rows: Sequence[TableRow], columns: int) -> list[TableRow]:
    """The rows with their first columns alone."""
    return [row if isinstance(row, Band) else row[:columns] for row in rows]


def _led(words: str, lead: str, bold: bool = False) -> tuple[Run, ...]:
    run = Run(words, bold)
    return (Run(say("{lead} ", lead=lead), bold=True), run) if lead else (run,)
