"""The words of a document's blocks, whatever they stand in."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from facilitator.documents import summary
from facilitator.documents.contract import Order
from facilitator.looks.blocks import (
    Band,
    Bar,
    Block,
    Callout,
    Cards,
    Cell,
    Counted,
    Figure,
    Heading,
    Keep,
    KeyFigures,
    Listing,
    Member,
    Named,
    Quote,
    SideBySide,
    Table,
    Text,
)
from facilitator.model.say import messages_in
from facilitator.model.workshop import Workshop
from facilitator.programme import contract as programmes


def flat(blocks: Iterable[Block]) -> Iterator[Block]:
    """All blocks, with those that stand in others."""
    for block in blocks:
        yield block
        inner: Sequence[Block] = ()
        if isinstance(block, Keep):
            inner = block.parts
        elif isinstance(block, SideBySide):
            inner = (*block.left, *block.right)
        elif isinstance(block, Cards):
            inner = [part for card in block.cards for part in card]
        elif isinstance(block, Figure):
            inner = (block.table,)
        yield from flat(inner)


def words(cell: Cell | Block) -> str:
    """What stands in a cell."""
    if isinstance(cell, str):
        return cell
    if isinstance(cell, (Counted, Named, Member, Bar, Heading, Quote)):
        return cell.words
    if isinstance(cell, Callout):
        return f"{cell.lead} {cell.words}".strip()
    if isinstance(cell, Listing):
        return " | ".join(cell.entries)
    if isinstance(cell, Keep):
        return " | ".join(words(part) for part in cell.parts)
    return "".join(run.words for run in cell.runs) if isinstance(cell, Text) else ""


def said_in(workshop: Workshop, *, published: bool = False) -> set[str]:
    """Every sentence of a summary, or of its copy for everyone, and every part of one, before it has its values."""
    order = Order(workshop, programmes.empty(), 0, published=published)
    found: set[str] = set()
    waiting: list[object] = [part.make() for part in summary.DOCUMENT.parts(order, str)]
    while waiting:
        for message in messages_in(waiting.pop()):
            found.add(message.one)
            waiting.append(tuple(message.values.values()))
    return found


def said(workshop: Workshop) -> str:
    """All that a summary says, in English."""
    order = Order(workshop, programmes.empty(), 0)
    return " ".join(all_said(flat(part.make())) for part in summary.DOCUMENT.parts(order, str))


def all_said(blocks: Iterable[Block]) -> str:
    """The words of blocks that are flat already."""
    found: list[str] = []
    for block in blocks:
        if isinstance(block, KeyFigures):
            found += [f"{figure} {what}" for figure, what in block.on_paper]
        elif isinstance(block, Table):
            found += [row.words if isinstance(row, Band) else " ".join(map(words, row)) for row in block.rows]
        else:
            found.append(words(block))
    return " ".join(found)
