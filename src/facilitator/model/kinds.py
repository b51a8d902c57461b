"""What follows from the kind of an entry: how it is shown, who is told, what is said in thanks, what can be erased."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from enum import Enum

from facilitator.model import bodies, cards
from facilitator.model.entry import Body
from facilitator.model.method import Stage
from facilitator.model.packed import Packed
from facilitator.model.say import say

WHOLE = "*"
"""Stands for the whole body among the words of a kind."""

Path = tuple[str, ...]
"""Where words stand in a body: the name of a field, or names on the way into it, a place in a list from "0" among
them; `()` is the whole body.
"""


GROUP: Path = ("group",)
"""Where the sender's partner group stands in a body. One that is not in the closed list is in their own words."""


class Told(Enum):
    """Which phones show something else after an entry."""

    NOTES = "at a stage where a note that the room may see looks different"
    STATE = "at the stage, and at those that share its state"
    STAGE = "at the very stage"
    ALL = "everywhere"
    NONE = "nowhere"


def nothing_spared(stage: Stage, body: Body) -> frozenset[Path]:
    """Of a kind whose fields for words hold nothing else."""
    return frozenset()


def all_asked(stage: Stage) -> frozenset[str]:
    """Of a kind whose forms may bring all that it holds."""
    return frozenset()


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of entry, and what follows from it. `body` is what its entries hold, and has its name.

    `quiet`: at the desk it changes what its stage's board shows and nothing else. `slow`: it comes from many phones at
    once, so the wall may gather it. `thanks` is what a phone without script is told once it is on disk, `back` where
    the entry takes something back.

    `words` are the fields of its body that hold what a person wrote, WHOLE for all of it, `field.*` for what stands in
    a field of fields or in a list, `field.*.name` for a field of each of these; they are what is erased with a person,
    but for the paths that `spared` names. `echo`: where its `target` is an entry that is erased, its own words are
    erased too. `once`: a later one of the same person takes the place of the earlier, so they are erased together.

    `about` is for words that the desk says of something: each stands by itself, and is erased by itself. It names the
    field of the body that says of what; it is empty where there is one such thing. A later entry about the same takes
    the place of the earlier, word by word. `called` is what people call such words.

    `unasked` names the fields of its body that a form of a stage never brings, so that nothing is promised of them.

    `copies` is the field of its body that names an entry whose words it brings to another place: what is done for the
    sake of their writer, such as erasing them, is done there too.

    `bookkeeping`: it is about this computer, not about the workshop: in no export, and nothing that phones are told of.
    `undone`: Undo may take it back.
    """

    body: type[Packed]
    quiet: bool = False
    slow: bool = False
    told: Told = Told.NOTES
    thanks: str = ""
    back: str = ""
    words: tuple[str, ...] = ()
    spared: Callable[[Stage, Body], frozenset[Path]] = nothing_spared
    unasked: Callable[[Stage], frozenset[str]] = all_asked
    echo: bool = False
    once: bool = False
    copies: str = ""
    about: str | None = None
    called: str = ""
    bookkeeping: bool = False
    undone: bool = True

    @property
    def name(self) -> str:
        """What the log calls it."""
        return self.body.kind

    @property
    def beside(self) -> bool:
        """Whether its words stand beside those of the entry that they go with: none of them takes their place."""
        return self.echo and not self.once and self.words != (WHOLE,)

    def takes_back(self, body: Body) -> bool:
        """Whether an entry that holds this takes something back."""
        return self.body.read(body).takes_back()

    def said(self, stage: Stage | None, body: Body) -> dict[Path, str]:
        """What a person wrote in a body, by where it stands; nothing once it was erased."""
        if self.words == (WHOLE,):
            return {} if body.get("erased") else {(): str(body.get("text", ""))}
        found = {path: words for name in self.words for path, words in _texts(body, tuple(name.split(".")))}
        spared = self.spared(stage, body) if found and stage else frozenset()
        return {path: words for path, words in found.items() if path not in spared}


def _texts(value: object, way: Path, at: Path = ()) -> Iterator[tuple[Path, str]]:
    """The texts that stand on a way into a value, where there are any, and where they are."""
    if not way:
        if isinstance(value, str) and value:
            yield at, value
    elif way[0] != WHOLE:
        yield from _texts(value.get(way[0]) if isinstance(value, Mapping) else None, way[1:], (*at, way[0]))
    elif isinstance(value, Mapping):
        for name, one in value.items():
            yield from _texts(one, way[1:], (*at, str(name)))
    elif isinstance(value, list | tuple):
        for place, one in enumerate(value):
            yield from _texts(one, way[1:], (*at, str(place)))


_LED = Told.STAGE
_EVERYWHERE = Told.ALL
_OF_WORKSHOP = say("About the workshop")
_FACTS = (
    *("title", "place", "sponsor", "challenge", "facilitator", "aims.*", "object", "notice"),
    *("groups.*.label", "groups.*.short"),
)
_OF_STAGE = ("title", "goal", "prompt", "example", "hint", "questions.*", "script.*", "host_script.*")

COMMON: Mapping[str, Kind] = {
    kind.name: kind
    for kind in (
        Kind(bodies.Created, words=_FACTS, about="", called=_OF_WORKSHOP, undone=False),
        Kind(bodies.Facts, words=_FACTS, about="", called=_OF_WORKSHOP),
        Kind(bodies.MethodAdded, words=("challenge",), about="block", called=_OF_WORKSHOP),
        Kind(bodies.StageEdited, words=_OF_STAGE, about="", called=say("The wording of the stage")),
        Kind(bodies.Reordered, told=_EVERYWHERE),
        Kind(bodies.Retracted, undone=False),
        Kind(bodies.Erased, told=_EVERYWHERE, undone=False),
        Kind(bodies.Mixed, told=Told.NONE, bookkeeping=True, undone=False),
        Kind(bodies.ClockSet, told=_EVERYWHERE, undone=False),
        Kind(bodies.ScreenSet),
        Kind(bodies.Joined, quiet=True, slow=True, thanks=say("Thank you. You are in."), undone=False),
        Kind(bodies.Counted, quiet=True),
        Kind(bodies.Presence, quiet=True, slow=True, bookkeeping=True, undone=False),
        Kind(bodies.Serving, quiet=True, bookkeeping=True, undone=False),
        Kind(bodies.ServingStopped, quiet=True, bookkeeping=True, undone=False),
        Kind(bodies.Finished, told=_EVERYWHERE),
        Kind(bodies.Reopened, told=_EVERYWHERE),
        Kind(bodies.Opened, told=_EVERYWHERE),
        Kind(bodies.Closed, told=_EVERYWHERE),
        Kind(bodies.Revealed, told=_LED),
        Kind(bodies.Covered, told=_LED),
        Kind(bodies.Timed, told=_LED),
        Kind(bodies.Asked, told=_LED),
        Kind(
            cards.Carded,
            quiet=True,
            slow=True,
            told=Told.NONE,
            thanks=say("Your card is in. It counts once."),
            undone=False,
        ),
        Kind(bodies.LateTaken, told=_EVERYWHERE),
        Kind(bodies.Ticked, quiet=True, told=Told.NONE),
        Kind(bodies.Noted, quiet=True, slow=True, words=(WHOLE,), copies="refiled_from"),
        Kind(bodies.Edited, quiet=True, words=(WHOLE,), echo=True),
        Kind(
            bodies.Hidden,
            quiet=True,
            words=("reason",),
            echo=True,
            about="target",
            called=say("Why a note was withheld"),
        ),
        Kind(bodies.Restored, quiet=True),
        Kind(bodies.Parked, quiet=True),
        Kind(bodies.Merged, quiet=True),
        Kind(bodies.Moved, quiet=True, words=(WHOLE,), echo=True),
        Kind(bodies.Shown, quiet=True),
        Kind(bodies.Unshown, quiet=True),
        Kind(bodies.Withdrawn, quiet=True, thanks=say("Taken back. It is no longer shown.")),
        Kind(
            bodies.Outcome,
            quiet=True,
            slow=True,
            words=("words",),
            echo=True,
            about="target",
            called=say("What became of a note"),
        ),
        Kind(bodies.Filed, copies="target"),
        Kind(bodies.Refiled),
    )
}
"""The kinds that are no activity's own: of the workshop, of leading it, and of notes."""
