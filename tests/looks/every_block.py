"""One of every kind of block, and all the words that a reader gets from it."""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from typing import Any, get_args

from facilitator.looks import bars, blocks
from facilitator.looks.arrows import Arrows, Link, LinkBox, Links, Push, Stroke
from facilitator.looks.blocks import Band, Bar, Block, Column, Table
from facilitator.looks.handouts import Code, Cue, Cues, Poster, Seen, Square, TableCard, TableCards

TABLE = Table(
    [Band("Ideas", "2 notes"), ["1", blocks.cell("Open the hall", "Start:")], ["2", Bar(2, 4, "two of four")]],
    [Column("no.", 0.1, "small"), Column("as written")],
)
SHARES = bars.Shares((("dark", "1 low"), ("light", "2 high")), (bars.ShareRow("The food", (3, 9), "n=12", "9 of 12"),))
MOVES = bars.Moves(
    (("dark", "1 low"), ("mid", "2"), ("light", "3"), ("diagonal-up", "4"), ("solid", "5 high")),
    (("solid", "+", "toward"), ("light", "=", "same"), ("none", "-", "away")),
    ("before", "after", "moved"),
    (bars.Moved("Everyone", ("22 people",), (3, 7, 6, 5, 1), (1, 4, 6, 10, 1), (10, 11, 1)),),
)
ARROWS = Arrows(("Driving, 1", "Restraining, 1"), (Push("Need", 4, aside="3-5"),), (Push("Rent", 2),))
LINKS = Links(
    (LinkBox("a", "Trust", "3 notes"), LinkBox("b", "Rooms", "1 note")),
    (Link("a", "b", "leads to", Stroke()),),
    ((Stroke(), "leads to"),),
)
BEHIND = Table(
    [[blocks.Named("17", "c-a"), "Open the hall"], [blocks.Counted("2", (blocks.Source("c-a", "17"),)), "in all"]],
    [Column("of")] * 2,
)
FORM = Table([["How was it?", blocks.Ticks(("1", "2"), "even")], ["Why?", blocks.WritingLines(1)]], [Column("a")] * 2)
EVERY: tuple[Block, ...] = (
    blocks.Heading("A heading", 2, "beside it"),
    blocks.body("A paragraph.", "Led:"),
    blocks.strong("Loud"),
    blocks.remark("Small words."),
    blocks.Quote("Somebody said"),
    blocks.Listing(("First aim", "Second aim")),
    blocks.Callout("Nobody yet", "Open:", settled=False),
    blocks.KeyFigures((("23", "took part"),)),
    blocks.Member(2, "Parents"),
    blocks.Worn("black", "shield", "Black hat"),
    TABLE,
    BEHIND,
    blocks.Figure("Ratings", "A bar each.", SHARES, TABLE),
    blocks.Figure("What moved", "Bars to both sides.", MOVES, TABLE),
    blocks.Figure("The field", "Arrows.", ARROWS, TABLE),
    blocks.Figure("The chart", "Boxes.", LINKS, TABLE, also_table=True),
    blocks.keep(blocks.body("Kept"), blocks.body("together")),
    blocks.SideBySide((blocks.body("On the left"),), (blocks.body("On the right"),)),
    blocks.Cards(((blocks.body("One card"),), (blocks.body("Two cards"),), (blocks.body("Three cards"),))),
    blocks.large("Number 7"),
    blocks.Ticks(("Yes", "Perhaps", "")),
    blocks.WritingLines(2),
    blocks.Slips((blocks.Slip((blocks.strong("What do you need?"), FORM), "slip one"), blocks.Slip((), "slip two"))),
    FORM,
    blocks.PageBreak(),
    blocks.OnScreen((blocks.body("Seen alone"),)),
    blocks.Points(("Say it once", "Say it again")),
    Table([["09:00", "Begin"], ["10:00", "Rest"]], [Column("at"), Column("what")], pauses=frozenset({1})),
    Cues((Cue("09:00", "Begin now", "5 min", "What is it?", ("Welcome them",), (Seen("screen", "The notes"),),
              "Card 1", "Next one"),)),
    TableCards((TableCard("Table", "3", "Over it", "What is asked", "http://127.0.0.1:8080/ABCD",
                          (("code", "ABCD"),)),), "fold here"),
    Poster("Join us", "A day", (Square("1", "Network", "WIFI:S:x;;", (("Called", "Hall"),)),
                                Square("2", "Address", "", (), "On the wall")),
           (("typed", "127.0.0.1"),), (Seen("wifi", "Point it"),), (("No phone?", "On paper"),)),
    blocks.Figure("The page", "A code.", Code("http://127.0.0.1:8080/ABCD"), Table([["The page"]], [Column("of")])),
    blocks.Sheet("A form", "form one", (blocks.body("What is on it"),)),
)  # fmt: skip


_SILENT = {*get_args(bars.Pattern), "a", "b"}


def words_of(value: Any, *, drawn: bool = True) -> list[str]:
    """Every word of a block that paper has; with `drawn` those of drawings in place of their tables."""
    if isinstance(value, str):
        return [value]
    if isinstance(value, tuple | list):
        return [word for one in value for word in words_of(one, drawn=drawn)]
    silent = {"lens", "symbol", "role", "kind", "key", "stroke", "title", "alt", "table", "start", "end", "room"}
    if isinstance(value, Column):
        return [value.title]
    if isinstance(value, blocks.OnScreen | Code):
        return []
    if isinstance(value, blocks.Counted | blocks.Named):
        return words_of(blocks.on_paper(value))
    if isinstance(value, blocks.Figure) and not drawn:
        return [value.title, value.alt, *words_of(value.table)]
    if is_dataclass(value):
        handed = isinstance(value, Cue | TableCard | Square | Poster | Seen)
        loud = isinstance(value, LinkBox) or handed
        own = [f.name for f in fields(value) if (f.name not in silent or loud) and f.name not in {"icon", "fold"}]
        own = [name for name in own if not (handed and name in {"code", "place"})]
        return [word for name in own for word in words_of(getattr(value, name), drawn=drawn) if word not in _SILENT]
    return []
