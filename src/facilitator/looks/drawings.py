"""The drawings of figures as parts that draw themselves: on paper, or with any other pen."""

from __future__ import annotations

from collections.abc import Sequence
from typing import assert_never

from facilitator.looks import arrows, bars, blocks, handouts
from facilitator.looks.blocks import Column
from facilitator.looks.fonts import Fonts
from facilitator.looks.pdf.arrows import PATTERNS, Diagram
from facilitator.looks.pdf.bars import legend, stacked_bar
from facilitator.looks.pdf.base import Flowable
from facilitator.looks.pdf.links import ArrowKey, Chart
from facilitator.looks.pdf.marked import Code
from facilitator.looks.pdf.moves import Pair
from facilitator.looks.pdf.parts import keep, small
from facilitator.looks.pdf.stack import Stack
from facilitator.looks.pdf.table import Cell, table
from facilitator.looks.pdf.text import text

DRAWN = 499.0
"""How wide a drawing is laid out, points: as wide as paper's text. Where there is less room it is made smaller."""
CODE = 150.0
"""How wide and high a code among other blocks is, points."""
_SHARES = (Column("", 0.35), Column("", 0.47), Column("", 0.18))
_BARE = (Column("", 0.72), Column("", 0.28))
"""Where what is asked stands over the bars."""


def drawing(data: blocks.Drawing, fonts: Fonts) -> Flowable:
    """The drawing of a figure, with what its marks mean."""
    match data:
        case bars.Shares():
            rows = [_share(row, [pattern for pattern, _words in data.parts], fonts) for row in data.rows]
            if not any(row.name or row.aside for row in data.rows):
                bare = [(bar, told) for _name, bar, told in rows]
                return keep(table(bare, _BARE, fonts, head=False), legend(data.parts, fonts))
            return keep(table(rows, _SHARES, fonts, head=False), legend(data.parts, fonts))
        case bars.Moves():
            ways = [(pattern, f"{sign} {way}") for pattern, sign, way in data.ways]
            found = [Pair(row, data, fonts) for row in data.rows]
            return keep(*found, legend([*data.parts, *ways], fonts))
        case arrows.Arrows():
            meanings = zip(PATTERNS.values(), data.meanings, strict=True)
            key = [legend(list(meanings), fonts)] if any(data.meanings) else []
            return keep(Diagram(data, fonts), *key)
        case arrows.Links():
            return keep(Chart(data, fonts), ArrowKey(data.key, fonts))
        case handouts.Code():
            return Code(data.text, CODE)
        case _:
            assert_never(data)


def _share(row: bars.ShareRow, patterns: Sequence[bars.Pattern], fonts: Fonts) -> list[Cell]:
    name = Stack([text("table", row.name, fonts), *([small(row.aside, fonts)] if row.aside else [])])
    told = Stack([*([text("table_strong", row.told, fonts)] if row.told else []), small(row.told_aside, fonts)])
    return [name, stacked_bar(row.counts, patterns, fonts), told]
