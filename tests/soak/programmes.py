"""The programme files of a soak: one for each kind of method, one large, one of odd signs, and files that are none."""

from __future__ import annotations

import contextlib
import random
from pathlib import Path

from facilitator.activities import library, samples
from facilitator.model import acts
from facilitator.model.entry import Draft
from facilitator.records import load
from facilitator.store import copies, file
from facilitator.store.faults import Fault
from facilitator.store.feed import open_feed

METHODS = (
    ("focused-conversation",),
    ("force-field", "evaluation"),
    ("kj",),
    ("six-hats",),
    ("open-space",),
    ("speed-dating", "board-storm"),
    ("scenario-workshop",),
)
GROUPS = [{"id": "g1", "label": "Parents"}, {"id": "g2", "label": "Council", "short": "C"}]
SIGNS = (
    "Bänke am Spielplatz",
    "Le bus du soir 🚌, encore",
    "ساعات أطول للمكتبة",
    "ਪੰਜਾਬੀ ਵਿੱਚ ਚਿੱਠੀਆਂ",
    "長いベンチ",
    "<b>no tags</b> & = + \" ' \\",
    "a\u200db e\u0301\u0323 \u00ad zero\u200bwidth",
    "👩‍👩‍👧‍👦 family tickets",
    "word " * 60,
    "x" * 300,
    "line one\nline two\n\nline four",
    "٣ + ٤ = ٧",
    "?",
)


MARKS = "\u200e\u200f\u061c\u2066\u2069\u202e\u202c"
POOL = "".join(SIGNS) + "שלום Ελλάδα Привет हिन्दी বাংলা ภาษาไทย 한국어 中文 Zażółć Tiếng" + MARKS
"""Letters of the scripts that a room writes in, with marks, joiners and what steers the direction.

Qt keeps a chain of fonts for each script and size it has ever drawn, and takes in every font there is for a sign that
none of them has: hundreds of megabytes. That no sign whatever does harm is tried elsewhere, here memory is watched.
"""


def words(chance: random.Random) -> str:
    """What somebody writes: plain, or letters of the pool in any order."""
    if chance.random() < 0.3:
        return "".join(chance.choice(POOL) for _ in range(chance.randint(1, 30)))
    return f"{chance.choice(SIGNS)} {chance.randint(1, 999)}"


def make(folder: Path, chance: random.Random) -> list[Path]:
    """Make them all; returns what can be opened, and after that what cannot."""
    made = [_one(folder / f"{keys[0]} {n}.facilitator", keys, chance, 40) for n, keys in enumerate(METHODS)]
    made.append(_one(folder / "large #1 50%20.facilitator", ("focused-conversation",), chance, 1500))
    sample = folder / "Poole 2026.11.facilitator"
    file.create(sample)
    with contextlib.closing(open_feed(sample)) as log:
        log.append(samples.find("poole").drafts(rehearsal=False))
    broken = folder / "broken.facilitator"
    broken.write_bytes(b"SQLite format 3\0" + bytes(range(256)) * 40)
    return [*made, sample, broken, folder / "not there.facilitator"]


def fresh(originals: list[Path], folder: Path) -> list[Path]:
    """The same files as on the first day, in a folder of their own; what is no programme stays where it is.

    Else the files would grow all the time, and with them what the window needs to show them.
    """
    folder.mkdir()
    found = []
    for path in originals:
        try:
            copies.copy_to(path, folder / path.name)
            found.append(folder / path.name)
        except Fault:
            found.append(path)
    return found


def _one(path: Path, keys: tuple[str, ...], chance: random.Random, notes: int) -> Path:
    file.create(path)
    title = f"{keys[0]} {chance.choice(SIGNS)[:30]}"
    info = {"title": title, "challenge": "What next?", "tables": 3, "date": "2026-11-24"}
    with contextlib.closing(open_feed(path)) as log:
        log.append([Draft("programme", {"title": title})])
        log.append(acts.create(info, [library.find(key) for key in keys], groups=GROUPS))
        workshop = load.workshop(path)[1]
        stage = workshop.stages[0].id
        said = ({"text": words(chance), "source": "phone", "group": chance.choice(("g1", "g2"))} for _ in range(notes))
        log.append([Draft("stage_opened", {}, workshop.id, stage)])
        log.append([Draft("note", body, workshop.id, stage) for body in said])
    return path
