"""What follows from the kind of an entry: how it is shown, who is told, what is said in thanks, what can be erased."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import Enum
from typing import Any, Protocol, Self

from facilitator.model.entry import Body
from facilitator.model.method import Stage
from facilitator.model.say import say

WHOLE = "*"
"""Stands for the whole body among the words of a kind."""

Path = tuple[str, ...]
"""Where words stand in a body: the name of a field, or that of a field within a field; `()` is the whole body."""


class Told(Enum):
    """Which phones show something else after an entry."""

    NOTES = "at a stage where a note that the room may see looks different"
    STATE = "at the stage, and at those that share its state"
    STAGE = "at the very stage"
    ALL = "everywhere"
    NONE = "nowhere"


def never(body: Body) -> bool:
    """Of a kind that takes nothing back."""
    return False


def switched_off(body: Body) -> bool:
    """Of a kind whose entries say `on`: false takes it back."""
    return not body.get("on", True)


def nothing_spared(stage: Stage, body: Body) -> frozenset[Path]:
    """Of a kind whose fields for words hold nothing else."""
    return frozenset()


def amounts(given: object) -> dict[str, int]:
    """The whole numbers above zero in what stands for numbers by name in a body; whatever else stands there is left."""
    if not isinstance(given, Mapping):
        return {}
    return {str(k): n for k, n in given.items() if isinstance(n, int) and not isinstance(n, bool) and n > 0}


class Packed(Protocol):
    """What an entry of a kind holds, as values: a frozen dataclass that is read from a body and packed into one."""

    @classmethod
    def read(cls, body: Body) -> Self:
        """What a body says; whatever stands in it, this never raises."""

    def pack(self) -> dict[str, Any]:
        """The body that says it."""


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of entry, and what follows from it. `body` is what its entries hold, where that is typed.

    `quiet`: at the desk it changes what its stage's board shows and nothing else. `slow`: it comes from many phones at
    once, so the wall may gather it. `thanks` is what a phone without script is told once it is on disk, `back` where
    the entry takes something back (`takes_back`).

    `words` are the fields of its body that hold what a person wrote, WHOLE for all of it, `field.*` for what stands in
    a field of fields; they are what is erased with a person, but for the paths that `spared` names. `echo`: where its
    `target` is an entry that is erased, its own words are erased too. `once`: a later one of the same person takes the
    place of the earlier, so they are erased together.

    `copies` is the field of its body that names an entry whose words it brings to another place: what is done for the
    sake of their writer, such as erasing them, is done there too.

    `bookkeeping`: it is about this computer, not about the workshop: in no export, and nothing that phones are told of.
    `undone`: Undo may take it back.
    """

    name: str
    quiet: bool = False
    slow: bool = False
    told: Told = Told.NOTES
    thanks: str = ""
    back: str = ""
    takes_back: Callable[[Body], bool] = never
    words: tuple[str, ...] = ()
    spared: Callable[[Stage, Body], frozenset[Path]] = nothing_spared
    echo: bool = False
    once: bool = False
    copies: str = ""
    bookkeeping: bool = False
    undone: bool = True
    body: type[Packed] | None = None

    def said(self, stage: Stage, body: Body) -> dict[Path, str]:
        """What a person wrote in a body, by where it stands; nothing once it was erased."""
        if self.words == (WHOLE,):
            return {} if body.get("erased") else {(): str(body.get("text", ""))}
        found: dict[Path, str] = {}
        for name in self.words:
            field, _, within = name.partition(".")
            value = body.get(field)
            if within and isinstance(value, Mapping):
                found |= {(field, str(key)): one for key, one in value.items() if isinstance(one, str) and one}
            elif not within and isinstance(value, str) and value:
                found[field,] = value
        spared = self.spared(stage, body) if found else frozenset()
        return {path: words for path, words in found.items() if path not in spared}


_LED = Told.STAGE
_EVERYWHERE = Told.ALL

COMMON: Mapping[str, Kind] = {
    kind.name: kind
    for kind in (
        Kind("workshop", undone=False),
        Kind("workshop_edited"),
        Kind("method"),
        Kind("stage_edited"),
        Kind("retracted", undone=False),
        Kind("erased", told=_EVERYWHERE, undone=False),
        Kind("screen"),
        Kind("joined", quiet=True, slow=True, thanks=say("Thank you. You are in."), undone=False),
        Kind("attendance", quiet=True),
        Kind("presence", quiet=True, slow=True, bookkeeping=True, undone=False),
        Kind("serving", quiet=True, bookkeeping=True, undone=False),
        Kind("serving_stop", quiet=True, bookkeeping=True, undone=False),
        Kind("finished", told=_EVERYWHERE),
        Kind("reopened", told=_EVERYWHERE),
        Kind("stage_opened", told=_EVERYWHERE),
        Kind("stage_closed", told=_EVERYWHERE),
        Kind("revealed", told=_LED),
        Kind("covered", told=_LED),
        Kind("timer", told=_LED),
        Kind("asked", told=_LED),
        Kind("round", told=_LED),
        Kind("ticked", quiet=True, told=Told.NONE),
        Kind("note", quiet=True, slow=True, words=(WHOLE,), copies="refiled_from"),
        Kind("edited", quiet=True, words=(WHOLE,), echo=True),
        Kind("hidden", quiet=True),
        Kind("restored", quiet=True),
        Kind("parked", quiet=True),
        Kind("merged", quiet=True),
        Kind("moved", quiet=True),
        Kind("shown", quiet=True),
        Kind("unshown", quiet=True),
        Kind("withdrawn", quiet=True, thanks=say("Taken back. It is no longer shown.")),
        Kind("outcome", quiet=True, slow=True),
        Kind("filed", copies="target"),
        Kind("refiled"),
    )
}
"""The kinds that are no activity's own: of the workshop, of leading it, and of notes."""
