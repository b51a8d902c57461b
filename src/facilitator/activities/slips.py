"""Paper for everybody without a phone: what the `paper.py` of each activity is given, and the usual forms."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from facilitator.activities.paper import choice_words
from facilitator.looks.blocks import Block, Heading, PageBreak, Slip, Slips, Ticks, WritingLines, cell, remark, strong
from facilitator.model.method import Field
from facilitator.model.people import Groups
from facilitator.model.run import StageRun
from facilitator.model.say import say

A_PAGE = 6
"""So many copies of a form are made unless another number is asked for: as many slips as fit on a page."""
BLANK_ROWS = 12
"""So many empty rows has a sheet whose items are not known yet."""


@dataclass(frozen=True)
class Blank:
    """What the forms of a stage are made with: so many copies, numbered from 1.

    `place` is what stands on each so that it is typed in at the right place.
    """

    groups: Groups
    workshop: str
    place: str
    copies: int = A_PAGE

    def code(self, number: int) -> str:
        """What stands on one form: `4821, stage 3 (Reflective), form 12`."""
        return say("{place}, form {no}", place=self.place, no=number)

    @property
    def codes(self) -> list[str]:
        """What stands on each copy."""
        return [self.code(number) for number in range(1, self.copies + 1)]


def slips(run: StageRun, blank: Blank) -> list[Block]:
    """A slip a copy: the question, where there are several the places to tick, and the stage's own fields.

    None for a stage in which nobody writes or chooses anything.
    """
    if not (run.stage.asks or run.stage.fields):
        return []
    parts = tuple(_slip(run, blank))
    return [Slips(tuple(Slip(parts, said) for said in blank.codes))]


def sheets(title: str, body: Sequence[Block], blank: Blank) -> list[Block]:
    """The same page once a copy, each with its own code beside the title."""
    pages = [[PageBreak(), Heading(title, 2, aside=said), *body] for said in blank.codes]
    return [block for page in pages for block in page]


def numbered(number: int, words: str) -> str:
    """Words after the number that is typed in for them."""
    return say("{no}  {words}", no=number, words=words)


def _slip(run: StageRun, blank: Blank) -> list[Block]:
    asks = run.stage.asks
    found: list[Block] = [strong(asks[0] if len(asks) == 1 else run.stage.title)]
    if len(asks) > 1:
        found += [cell(numbered(place, ask)) for place, ask in enumerate(asks, 1)]
        found.append(Ticks(tuple(say("question {no}", no=place) for place in range(1, len(asks) + 1))))
    if run.stage.hint and not run.stage.fields:
        found.append(remark(run.stage.hint))
    if blank.groups and run.stage.anonymity != "nothing":
        found.append(Ticks(tuple(group.short for group in blank.groups)))
    for field in run.stage.fields:
        if field.who == "all":
            found += _field(field, blank.groups)
    return found


def _field(field: Field, groups: Groups) -> list[Block]:
    if field.kind == "flag":
        return [Ticks((field.label,))]
    if field.kind in ("choice", "group"):
        answers = [choice_words(c) for c in field.choices] or [group.short for group in groups]
        return [remark(field.label), Ticks(tuple(answers))]
    return [remark(say("{label}:", label=field.label)), WritingLines(1)]
