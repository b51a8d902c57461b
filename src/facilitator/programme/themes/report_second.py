"""What a second person made of a sample of the comments: how often both agree, and which themes are mixed up."""

from __future__ import annotations

from collections.abc import Iterator

from facilitator.looks.blocks import Block, Heading, remark
from facilitator.model.say import Decimal, Listed, say
from facilitator.programme.themes.agreement import Agreement, agreement, mixed_up
from facilitator.programme.themes.rules import Reading, State

_MOST = 3


def latest(state: State) -> Reading | None:
    """The last second reading that was read to its end."""
    return next((each for each in reversed(state.readings) if each.done), None)


def second(state: State) -> Iterator[Block]:
    """What is printed of the last second reading; nothing where none was read to its end."""
    reading = latest(state)
    if reading is not None:
        yield Heading(say("A second reading"), 3)
        yield from map(remark, sentences(state, reading))


def sentences(state: State, reading: Reading) -> Iterator[str]:
    """How far both agree, how sure that is, and what they mix up."""
    pairs = reading.pairs
    found = agreement(pairs)
    yield say(
        "A second person sorted {n} comment again, drawn by chance, without seeing where it was: "
        "{same} got the same theme. By luck alone it would be about {luck}.",
        "A second person sorted {n} comments again, drawn by chance, without seeing where they were: "
        "{same} got the same theme. By luck alone it would be about {luck}.",
        n=found.n,
        same=found.same,
        luck=round(found.luck),
    )
    yield _how_sure(found)
    mixed = mixed_up(pairs)[:_MOST]
    if mixed:
        told = tuple(_mixed(state, one, other, many) for one, other, many in mixed)
        yield say("Mixed up most: {themes}.", themes=Listed(told, "and"))


def _how_sure(found: Agreement) -> str:
    if found.kappa is None:
        return say("That is too little to say how far the two agree on all comments.")
    low, high = Decimal(found.low, 2), Decimal(found.high, 2)
    told = say(
        "Beyond luck: Cohen's kappa {kappa}, 95% interval {low} to {high} (Wilson).",
        kappa=Decimal(found.kappa, 2),
        low=low,
        high=high,
    )
    if not found.is_wide:
        return told
    wide = say("The sample is too small to certify the themes: it could be anywhere in there.")
    return say("{one} {two}", one=told, two=wide)


def _mixed(state: State, one: str, other: str, many: int) -> str:
    return say(
        "{one} with {other} ({n} comment)",
        "{one} with {other} ({n} comments)",
        one=theme_name(state, one),
        other=theme_name(state, other),
        n=many,
    )


def theme_name(state: State, theme: str) -> str:
    """What a theme is called; "" is none of them."""
    if not theme:
        return say("none of them")
    found = state.themes.get(theme)
    return found.name if found else say("a theme that was removed")
