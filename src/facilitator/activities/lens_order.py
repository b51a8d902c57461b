"""Orders of lenses: in letters for a form of one's own, and another one while the day runs."""

from __future__ import annotations

import re
from dataclasses import replace

from facilitator.activities import lenses
from facilitator.model.bodies import Reordered
from facilitator.model.entry import Draft
from facilitator.model.method import Method, Preset
from facilitator.model.run import WAITING, StageRun
from facilitator.model.say import Message
from facilitator.model.workshop import Workshop


def moved(workshop: Workshop, run: StageRun, by: int) -> Draft | None:
    """The stage one place earlier (-1) or later (1) in the day, as long as both wait and wear a lens that does not
    steer: what is open or over, and what begins and ends, stays where it is. None where it cannot be moved.
    """
    stages = workshop.stages
    at = stages.index(run) if run in stages else -1
    if at < 0 or not 0 <= at + by < len(stages):
        return None
    other = stages[at + by]
    if other.block != run.block or not all(_may_move(each) for each in (run, other)):
        return None
    stages[at], stages[at + by] = other, run
    return Reordered({each.id: place for place, each in enumerate(stages, 1)}).draft(workshop.id)


def _may_move(run: StageRun) -> bool:
    lens = lenses.of(run.stage)
    return lens is not None and not lens.steers and run.status == WAITING


def is_order(text: str, method: Method) -> bool:
    """Whether a text is an order of the method's lenses in letters, such as `B-W-Y-K-G-R-B`."""
    letters = "".join(lens.letter + lens.also for lens in lenses.load().by_id.values())
    shape = rf"[{letters}](-?[{letters}])+"
    return bool(re.fullmatch(shape, text, re.IGNORECASE)) and any(lenses.of(stage) for stage in method.stages)


def ordered(method: Method, text: str) -> Method:
    """The method with its lenses in an order given in letters, steered at both ends. Raises KeyError with a sentence.

    Stages without a lens that come first (such as the one that explains them) stay first.
    """
    letters = {letter: lens for lens in lenses.load().by_id.values() for letter in lens.letter + lens.also}
    chosen = [letters[letter.upper()] for letter in text if letter != "-"]
    words, between = lenses.load().words, chosen[1:-1]
    if not chosen[0].steers or not chosen[-1].steers:
        raise KeyError(Message(words["must_steer"].one, values={"order": text}))
    if not between or any(lens.steers for lens in between):
        raise KeyError(Message(words["must_have_more"].one, values={"order": text}))
    steering = [stage.id for stage in method.stages if (lens := lenses.of(stage)) and lens.steers]
    one = {lens: stage.id for stage in reversed(method.stages) if (lens := lenses.of(stage)) and not lens.steers}
    if len(steering) < 2 or not set(between) <= set(one):
        raise KeyError(Message(words["has_not_all"].one, values={"method": method.key, "order": text}))
    bare = [stage.id for stage in method.stages if not lenses.of(stage)]
    order = (*bare, steering[0], *(one[lens] for lens in between), steering[-1])
    own = Preset("own", "-".join(lens.also or lens.letter for lens in chosen), order)
    return replace(method, presets=(*method.presets, own)).form("own")
