"""The programme files of a soak: one for each kind of method, one large, one of odd signs, and files that are none."""

from __future__ import annotations

import contextlib
import random
from pathlib import Path

from facilitator.activities import library, samples
from facilitator.model import acts
from facilitator.model.entry import Draft
from facilitator.records import load
from facilitator.store import file
from facilitator.store.log import Log

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


SCRIPTS = (
    *((0x20, 0x7E), (0xA0, 0x24F), (0x300, 0x36F), (0x370, 0x3FF), (0x400, 0x4FF), (0x5D0, 0x5EA), (0x600, 0x6FF)),
    *((0x900, 0x97F), (0x980, 0x9FF), (0xA00, 0xA7F), (0xE01, 0xE3A), (0x2000, 0x206F), (0x2190, 0x27BF)),
    *((0x3040, 0x30FF), (0x4E00, 0x9FFF), (0xAC00, 0xD7A3), (0x1F300, 0x1FAFF)),
)
"""Those that a room writes in, with marks, signs and what steers the direction.

Qt keeps a chain of fonts for each script and size it has ever drawn, hundreds of megabytes when all scripts there are
come by: that no sign whatever does harm is tried elsewhere, here memory is watched.
"""


def words(chance: random.Random) -> str:
    """What somebody writes: plain, or signs of the scripts of the room."""
    if chance.random() < 0.3:
        return "".join(chr(chance.randint(*chance.choice(SCRIPTS))) for _ in range(chance.randint(1, 30)))
    return f"{chance.choice(SIGNS)} {chance.randint(1, 999)}"


def make(folder: Path, chance: random.Random) -> list[Path]:
    """Make them all; returns what can be opened, and after that what cannot."""
    made = [_one(folder / f"{keys[0]} {n}.facilitator", keys, chance, 40) for n, keys in enumerate(METHODS)]
    made.append(_one(folder / "large #1 50%20.facilitator", ("focused-conversation",), chance, 1500))
    sample = folder / "Poole 2026.11.facilitator"
    file.create(sample)
    with contextlib.closing(Log(sample)) as log:
        log.append(samples.find("poole").drafts(rehearsal=False))
    broken = folder / "broken.facilitator"
    broken.write_bytes(b"SQLite format 3\0" + bytes(range(256)) * 40)
    return [*made, sample, broken, folder / "not there.facilitator"]


def _one(path: Path, keys: tuple[str, ...], chance: random.Random, notes: int) -> Path:
    file.create(path)
    title = f"{keys[0]} {chance.choice(SIGNS)[:30]}"
    info = {"title": title, "challenge": "What next?", "tables": 3, "date": "2026-11-24"}
    with contextlib.closing(Log(path)) as log:
        log.append([Draft("programme", {"title": title})])
        log.append(acts.create(info, [library.find(key) for key in keys], groups=GROUPS))
        workshop = load.workshop(path)[1]
        stage = workshop.stages[0].id
        said = ({"text": words(chance), "source": "phone", "group": chance.choice(("g1", "g2"))} for _ in range(notes))
        log.append([Draft("stage_opened", {}, workshop.id, stage)])
        log.append([Draft("note", body, workshop.id, stage) for body in said])
    return path
