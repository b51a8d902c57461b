"""Programme files for the yardsticks: one open stage, and as many comments as wanted."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from pathlib import Path

from bench import filled
from facilitator.model import acts
from facilitator.model.entry import Draft
from facilitator.model.method import Choice, Field, Method, Stage
from facilitator.model.moment import now_ms
from facilitator.model.workshop import Workshop
from facilitator.records import load
from facilitator.store import file
from facilitator.store.feed import open_feed

TONES = ("good", "mixed", "bad")
SIDES = ("driver", "restrainer")
CODE, STAGE, WORKSHOP = "2345", "ask", "bench"
GROUPS = [{"id": f"g{n}", "label": label} for n, label in enumerate(("Parents", "School", "Youth club", "Library"), 1)]
_WORDS = (
    "The hall is cold in the evenings and nobody knows who has the key",
    "We would come more often if the bus still ran after six o'clock",
    "My neighbour cannot read the letters from the council, and she is not alone",
    "Good to see the school here. Let us meet again before the summer, with the young people, and bring food",
    "Benches near the playground",
    "The library could open on Sundays if two of us helped; I would take one Sunday a month myself",
)


def words(number: int) -> str:
    """A comment as people write them, from a few words to two lines; no two are the same."""
    return f"{_WORDS[number % len(_WORDS)]} ({number})"


def make(path: Path, comments: int = 0, activity: str = "collect", *, columns: bool = False) -> Path:
    """A file with one workshop whose stage is open, holding that many comments from phones; perhaps in `columns`.

    With another `activity` its own stage is open and holds nine in ten of them; the stage before feeds it the others.
    Where people do not write, the stage before has all of them, and as many do there what people do.
    """
    tones = Field("tone", "Tone", "choice", tuple(Choice(tone, tone.title()) for tone in TONES), columns=True)
    fields = (tones,) if columns else ()
    stages = [Stage(STAGE, "Ask", "collect", minutes=60, timer="OPEN", prompt="What would help here?", fields=fields)]
    if activity != "collect":
        stages.append(filled.stage(activity, (STAGE,)))
    method = Method("bench", "Yardstick", "To be measured.", "None.", tuple(stages))
    facts = {"title": "A measured evening", "tables": len(GROUPS)}
    drafts = acts.create(facts, [method], groups=GROUPS, workshop=WORKSHOP)
    drafts[0] = Draft("workshop", {**drafts[0].body, "code": CODE}, WORKSHOP)
    file.create(path)
    with contextlib.closing(open_feed(path)) as log:
        log.append([Draft("programme", {"title": "Measured"}), *drafts])
        names = list(load.programme(path).workshops[WORKSHOP].runs)
        before = comments if len(names) == 1 or filled.all_before(activity) else comments // 10
        log.append([Draft("stage_opened", {}, WORKSHOP, names[0]), *notes(names[0], before)])
        if len(names) > 1:
            log.append([Draft("stage_opened", {}, WORKSHOP, names[1]), *notes(names[1], comments - before)])
            run = load.programme(path).workshops[WORKSHOP].runs[names[1]]
            log.append([Draft(kind, body, WORKSHOP, run.id) for kind, body in filled.acts(run, comments)])
    return path


def notes(stage: str, comments: int) -> Iterator[Draft]:
    """Comments of the last quarter of an hour, old enough to be new no more."""
    began = now_ms() - 900_000
    for number in range(comments):
        fields = {"tone": TONES[number % len(TONES)], "side": SIDES[number % len(SIDES)]}
        of = {"group": GROUPS[number % len(GROUPS)]["id"], "table": str(number % len(GROUPS) + 1)}
        body = {"text": words(number), "source": "phone", "fields": fields, **of}
        yield Draft("note", body, WORKSHOP, stage, at=began + number * 800_000 // max(1, comments))


def opened(path: Path) -> Workshop:
    """The workshop of such a file as it is now."""
    return load.workshop(path, WORKSHOP)[1]


def stage_id(path: Path) -> str:
    """The id under which phones reach the open stage."""
    return opened(path).open_id


def stored(path: Path) -> set[str]:
    """The keys of every comment in the file."""
    return {note.key for run in opened(path).stages for note in run.notes}
