"""What is put into hands, on walls and on tables, in plain blocks: for what has no pages."""

from __future__ import annotations

from typing import assert_never

from facilitator.looks.blocks import Block, Column, Figure, Heading, Listing, Table, body, large, remark, strong
from facilitator.looks.handouts import Code, Cues, Handout, Poster, TableCards
from facilitator.model.say import say


def shown(block: Handout) -> list[Block]:
    """The parts of a handout one under another."""
    match block:
        case Cues():
            return _cues(block)
        case TableCards():
            return _table_cards(block)
        case Poster():
            return _poster(block)
        case _:
            assert_never(block)


def _cues(block: Cues) -> list[Block]:
    made: list[Block] = []
    for card in block.cards:
        title = say("{time} {title}", time=card.at, title=card.title) if card.at else card.title
        made += [Heading(title, 2, card.length), strong(card.question)]
        made += [Listing(card.points, numbered=False)] if card.points else []
        made += [remark(words) for words in (*(each.words for each in card.seen), card.following) if words]
    return made


def _table_cards(block: TableCards) -> list[Block]:
    made: list[Block] = []
    for card in block.cards:
        made.append(Heading(say("{name} {number}", name=card.name, number=card.number), 2))
        made += [remark(card.over), large(card.question)] if card.question else []
        made += [_code(say("The page"), card.code)] if card.code else []
        made += [body(words, lead) for lead, words in card.joining]
    return made


def _poster(block: Poster) -> list[Block]:
    made: list[Block] = [Heading(block.title, 1), body(block.under)]
    for square in block.squares:
        made.append(Heading(say("{no}. {title}", no=square.number, title=square.title), 2))
        made.append(_code(square.title, square.code) if square.code else body(square.instead))
        made += [body(words, lead) for lead, words in square.lines]
    made += [body(words, lead) for lead, words in block.typed]
    made.append(Listing(tuple(step.words for step in block.steps)))
    return [*made, *(body(words, lead) for lead, words in block.asked)]


def _code(title: str, text: str) -> Block:
    """A code to be scanned, as a figure with what it says."""
    table = Table([[text]], [Column(say("What the code says"))])
    return Figure(title, say("A square code for a phone\u2019s camera."), Code(text), table)
