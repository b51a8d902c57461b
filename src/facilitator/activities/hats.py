"""The thinking hats: which stage wears which, what one hands to the next, and what is filed under another.

A stage wears the hat that its option `hat` names. Everybody looks the same way at once, so a method that uses hats
begins and ends with blue, which steers.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from facilitator.model import acts
from facilitator.model.entry import Draft
from facilitator.model.item import Item
from facilitator.model.method import Method, Preset, Stage
from facilitator.model.notes import LIVE, MERGED, WITHDRAWN, Note, Notes
from facilitator.model.questions import Doubt
from facilitator.model.run import CLOSED, StageRun
from facilitator.model.say import say
from facilitator.model.workshop import Workshop

HATS = ("white", "red", "yellow", "black", "green", "blue")
LETTERS: Mapping[str, str] = {"W": "white", "R": "red", "Y": "yellow", "K": "black", "G": "green", "U": "blue"}
"""The letter that files a note under a hat. B is the blank screen, so black is K and blue is U."""
CALLED: Mapping[str, str] = {
    "white": say("White hat"),
    "red": say("Red hat"),
    "yellow": say("Yellow hat"),
    "black": say("Black hat"),
    "green": say("Green hat"),
    "blue": say("Blue hat"),
}
"""What each hat is called."""
ANSWERED = ("black", "yellow")
"""The hats whose words an idea may answer, those that need it most first."""
ALONE = 3
"""People write alone for this part (a third) of a private stage."""

_SEQUENCE = re.compile(r"[WRYKGBU](-?[WRYKGBU])+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class HatItem(Item):
    """What a hat hands on: `why` is the reason, `fields` all answers, `joined` the keys of notes joined into it."""

    hat: str = ""
    seq: int = 0
    why: str = ""
    fields: tuple[tuple[str, Any], ...] = ()
    joined: tuple[str, ...] = ()


def hat_of(stage: Stage) -> str:
    """The hat that a stage wears; empty for none."""
    hat = str(stage.options.get("hat", ""))
    return hat if hat in HATS else ""


def items(notes: Notes, stage: Stage, scores: Mapping[str, float] | None = None) -> list[Item]:
    """What a stage that wears a hat hands on: its live notes, and the withdrawn ones marked so."""
    joined: dict[str, list[str]] = {}
    for note in notes.having(MERGED):
        joined.setdefault(_root(notes, note), []).append(note.key)
    return [
        HatItem(
            note.key,
            note.text,
            stage.id,
            note.group,
            scores.get(note.key) if scores is not None else None,
            note.status == WITHDRAWN,
            hat=hat_of(stage),
            seq=note.seq,
            why=str(note.fields.get("why", "")),
            fields=tuple(note.fields.items()),
            joined=tuple(joined.get(note.key, ())),
        )
        for note in notes.having(LIVE, WITHDRAWN)
    ]


def _root(notes: Notes, note: Note) -> str:
    seen = set()
    while note.status == MERGED and note.key not in seen:
        seen.add(note.key)
        into = notes.get(note.merged_into)
        if into is None:
            break
        note = into
    return note.key


def worn(found: Iterable[Item], *hats: str) -> list[HatItem]:
    """The items that stand of some hats, in the order of `hats`."""
    there = [item for item in found if isinstance(item, HatItem) and not item.withdrawn]
    return [item for hat in hats for item in there if item.hat == hat]


def focus(found: Iterable[Item]) -> str:
    """The sentence that the room agreed to work on: the blue line with most support, the first of them."""
    lines = worn(found, "blue")
    return max(lines, key=lambda item: item.score or 0.0).text if lines else ""


def by_key(found: Iterable[Item]) -> dict[str, HatItem]:
    """The items an idea may answer, by every key that leads to one: its own, and those of notes joined into it."""
    return {key: item for item in worn(found, *ANSWERED) for key in (item.id, *item.joined)}


# ---------------------------------------------------------------------- filed under the wrong hat


def home(workshop: Workshop, run: StageRun, hat: str) -> StageRun | None:
    """Where a note of that hat belongs: the next stage of it in the same method, else the one before; not `run`."""
    same = [r for r in workshop.stages if r.block == run.block]
    here = same.index(run) if run in same else 0
    after = [r for r in same[here + 1 :] if hat_of(r.stage) == hat and r.status != CLOSED]
    before = [r for r in reversed(same[:here]) if hat_of(r.stage) == hat]
    rest = [r for r in same[here + 1 :] if hat_of(r.stage) == hat]
    return next(iter([*after, *before, *rest]), None)


def refile(workshop: Workshop, run: StageRun, note: str, hat: str, *, together: str = "") -> list[Draft]:
    """File a note under another hat; nothing when the method has no such hat."""
    to = home(workshop, run, hat)
    return [acts.file_again(workshop, run, note, to, together=together)] if to and hat != hat_of(run.stage) else []


# ---------------------------------------------------------------------- sequences


def doubts(method: Method) -> list[Doubt]:
    """What may be wrong with the order of the hats; an empty list for a method without hats, or a sound one."""
    order = [(stage, hat_of(stage)) for stage in method.stages if hat_of(stage)]
    hats = [hat for _, hat in order]
    found = []
    if not hats:
        return []
    if hats[0] != "blue":
        found.append(Doubt(order[0][0].id, "", "The hats begin without blue. Agree on the focus and the order first."))
    if hats[-1] != "blue" or len(hats) < 2:
        said = "The hats end without blue. Keep time to say what was found and what comes next."
        found.append(Doubt(order[-1][0].id, "", said))
    if "black" in hats and "yellow" in hats and hats.index("black") < hats.index("yellow"):
        stage = order[hats.index("black")][0].id
        found.append(Doubt(stage, "", "Black comes before yellow. Look for the value first, then for the risks."))
    return found


def is_sequence(text: str) -> bool:
    """Whether a text is an order of hats in letters, such as `B-W-Y-K-G-R-B` (B or U is blue, K is black)."""
    return bool(_SEQUENCE.fullmatch(text))


def sequence(method: Method, text: str) -> Method:
    """The method with its hats in an order given in letters, opening and closing blue. Raises KeyError with a sentence.

    Stages without a hat that come first (such as the one that explains the hats) stay first.
    """
    letters = [letter.upper() for letter in text if letter != "-"]
    hats = [LETTERS.get("U" if letter == "B" else letter, "") for letter in letters]
    if hats[0] != "blue" or hats[-1] != "blue":
        raise KeyError(f"'{text}' must begin and end with B, the blue hat: agree on the focus, and sum up.")
    if "blue" in hats[1:-1] or len(hats) < 3:
        raise KeyError(f"'{text}' needs other hats between two blue ones, such as B-W-Y-K-G-B.")
    blue = [stage.id for stage in method.stages if hat_of(stage) == "blue"]
    one = {hat_of(stage): stage.id for stage in reversed(method.stages) if hat_of(stage) not in ("", "blue")}
    if len(blue) < 2 or not set(hats[1:-1]) <= set(one):
        raise KeyError(f"The method '{method.key}' has not all the hats of '{text}'.")
    bare = [stage.id for stage in method.stages if not hat_of(stage)]
    order = (*bare, blue[0], *(one[hat] for hat in hats[1:-1]), blue[-1])
    title = "-".join("B" if hat == "blue" else letter for hat, letter in zip(hats, letters, strict=True))
    own = Preset("own", title, order)
    return replace(method, presets=(*method.presets, own)).form("own")
