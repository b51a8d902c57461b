"""Paper for everybody without a phone: what the `paper.py` of each activity is given, and the usual forms."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from facilitator.activities.paper import choice_words
from facilitator.looks.blocks import Block, Sheet, Slip, Slips, Ticks, WritingLines, remark, strong
from facilitator.model.method import Field
from facilitator.model.people import Groups
from facilitator.model.run import StageRun
from facilitator.model.say import say

A_PAGE = 8
"""So many copies of a form are made unless another number is asked for: two pages of most slips."""
BLANK_ROWS = 12
"""So many empty rows has a sheet whose items are not known yet."""
ROOM = WritingLines(2, fills=True)
"""Where the answer itself is written: all the room that a slip has left, and never less."""


@dataclass(frozen=True)
class Blank:
    """What the forms of a stage are made with: so many copies, numbered from 1.

    `place` is what stands on each so that it is typed in at the right place, such as `4821, stage 3`, and `stage` the
    title of that stage; `day` is the workshop's, in words.
    """

    groups: Groups
    workshop: str
    place: str
    stage: str
    day: str
    copies: int = A_PAGE

    def code(self, number: int) -> str:
        """What stands on one form: `4821, stage 3, form 12 (Reflective)`."""
        return say("{place}, form {no} ({stage})", place=self.place, no=number, stage=self.stage)

    def foot(self, number: int) -> str:
        """What stands on one slip, which leaves its page: the form's code, the workshop and its day."""
        return say("{form} \u00b7 {workshop}, {day}", form=self.code(number), workshop=self.workshop, day=self.day)

    @property
    def numbers(self) -> range:
        """The number of each copy."""
        return range(1, self.copies + 1)

    @property
    def all(self) -> str:
        """What stands over slips that share a page: `4821, stage 3, forms 1 to 30 (Reflective)`."""
        if self.copies == 1:
            return self.code(1)
        return say("{place}, forms 1 to {last} ({stage})", place=self.place, last=self.copies, stage=self.stage)


def slips(
    run: StageRun,
    blank: Blank,
    *,
    words: str = "",
    first: Sequence[Block] = (),
    ahead: Collection[str] = (),
    without: Collection[str] = (),
    room: Sequence[Block] = (ROOM,),
) -> list[Block]:
    """A slip a copy: the question, what is chosen beforehand, room for the answer, and the stage's other fields.

    `words` stands over the room for the answer, `first` before it, with the fields `ahead` and those that name an item.
    `without` are fields that are left out. None for a stage in which nobody writes or chooses anything.
    """
    if not (run.stage.asks or run.stage.fields or run.unasked):
        return []
    fields = [field for field in run.stage.fields if field.who == "all" and field.id not in without]
    before = [field for field in fields if field.kind == "item" or field.id in ahead]
    found = [*_question(run), *first]
    for field in before:
        found += _field(field, blank.groups)
    found += [*([remark(words)] if words else []), *room]
    for field in fields:
        found += [] if field in before else _field(field, blank.groups)
    if blank.groups and run.stage.anonymity != "nothing":
        found += [remark(say("Your group")), Ticks(tuple(group.short for group in blank.groups))]
    return [cut([Slip(tuple(found), blank.foot(number)) for number in blank.numbers], blank.all)]


def cut(slips: Sequence[Slip], code: str) -> Sheet:
    """Slips on pages of their own, over which stands which they are."""
    return Sheet("", code, (Slips(tuple(slips)),), many=True)


def sheets(title: str, body: Sequence[Block], blank: Blank) -> list[Block]:
    """The same page once a copy, each with its own code."""
    return [Sheet(title, blank.code(number), tuple(body)) for number in blank.numbers]


def line(words: str) -> list[Block]:
    """A line to write on under what belongs there."""
    return [remark(words), WritingLines(1)]


def numbered(number: int, words: str) -> str:
    """Words after the number that is typed in for them."""
    return say("{no}  {words}", no=number, words=words)


def _question(run: StageRun) -> list[Block]:
    asks = run.stage.asks
    found: list[Block] = [strong(asks[0] if len(asks) == 1 else run.stage.title)]
    if len(asks) > 1:
        found.append(Ticks(tuple(numbered(place, ask) for place, ask in enumerate(asks, 1))))
    return [*found, *([remark(run.stage.hint)] if run.stage.hint else [])]


def _field(field: Field, groups: Groups) -> list[Block]:
    if field.kind == "flag":
        return [Ticks((field.label,))]
    if field.kind in ("choice", "group"):
        answers = [choice_words(c) for c in field.choices] or [group.short for group in groups]
        return [remark(field.asked), Ticks(tuple(answers))]
    return line(field.asked)
