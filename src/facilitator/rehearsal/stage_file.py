"""The file a rehearsal is played on: always one of its own, so that nothing of it gets into a record."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

from facilitator.activities import library, samples
from facilitator.model import acts
from facilitator.model.bodies import Facts, ProgrammeTold, StageEdited
from facilitator.model.entry import Draft, clean
from facilitator.model.method import Method
from facilitator.model.reasons import reason
from facilitator.model.say import say
from facilitator.model.workshop import Block, Workshop
from facilitator.records import load
from facilitator.store.faults import Fault
from facilitator.store.feed import append_to, create_feed

LONGEST = 2000
"""Characters of one comment of a CSV; the collecting stages are made to take as much."""

SEATS = 5
"""How many invented people sit at one table."""

INVENTED = say("Rehearsal. Everyone and every word in it is invented.")
FROM_A_FILE = say("Rehearsal. The comments come from a file; who sends them is invented.")

GROUPS = (
    {"id": "residents", "label": "Residents"},
    {"id": "groups", "label": "Local groups"},
    {"id": "council", "label": "Council"},
)
"""The groups of invented people."""


def from_sample(path: Path, key: str) -> Mapping[str, Any]:
    """Make the file of a sample; returns what its people say. Raises KeyError with a sentence, and Fault."""
    sample = samples.find(key)
    _store(path, sample.title, sample.drafts(rehearsal=True))
    return sample.play


def from_method(path: Path, key: str, count: int) -> None:
    """Make the file of a bare method with invented people. Raises KeyError with a sentence, and Fault."""
    method = library.find(key)
    title = f"Rehearsal: {method.title}"
    question = next((stage.example for stage in method.stages if stage.example), "")
    info = {"title": title, "notice": INVENTED, "tables": -(-count // SEATS), "challenge": str(question)}
    _store(path, title, acts.create(info, [method], groups=GROUPS, rehearsal=True))


def from_file(path: Path, source: Path, workshop_id: str = "") -> None:
    """Copy the plan of a workshop, none of what people wrote in it, into a file of its own. Raises Fault."""
    programme, workshop = load.workshop(source, workshop_id or None)
    info = {**asdict(workshop.info), "aims": list(workshop.info.aims), "groups": workshop.groups.to_body()}
    info["notice"] = info["notice"] or INVENTED
    groups = info.pop("groups")
    drafts = acts.create(info, [], groups=groups, rehearsal=True, workshop=workshop.id)
    for block in workshop.blocks:
        drafts.append(acts.add_method(workshop.id, _as_edited(workshop, block), block.id, block.challenge))
    _store(path, programme.title, drafts)


def _as_edited(workshop: Workshop, block: Block) -> Method:
    """A block's method with the stages as they were edited since, under their own names."""
    runs = [run for run in workshop.stages if run.block == block.id]
    stages = tuple(
        replace(run.stage, id=own.id, feeds=own.feeds) for run, own in zip(runs, block.method.stages, strict=True)
    )
    return replace(block.method, stages=stages)


def make_room(path: Path, stages: Sequence[str], workshop: str) -> None:
    """Let stages take comments of LONGEST characters, and say that the words are those of a file."""
    drafts = [StageEdited({"limit": LONGEST}).draft(workshop, stage) for stage in stages]
    append_to(path, [Facts(notice=FROM_A_FILE).draft(workshop), *drafts])


def _store(path: Path, title: str, drafts: Sequence[Draft]) -> None:
    with create_feed(path) as feed:
        feed.append([ProgrammeTold(title).draft(""), *drafts])


def comments(path: Path) -> tuple[list[tuple[str, str]], int]:
    """`(text, group)` of each row of a CSV with a column `text`, and how many rows were empty or too long.

    Raises Fault when it is not such a file.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise Fault(say("{name} cannot be read: {why}.", name=path.name, why=reason(error))) from None
    try:
        rows = list(csv.DictReader(io.StringIO(text, newline="")))
    except csv.Error:
        raise Fault(
            say("{name} cannot be read as CSV. Perhaps a quotation mark in it was never closed.", name=path.name)
        ) from None
    if not rows or "text" not in rows[0]:
        raise Fault(say("{name} has no column 'text' in its first row, or no rows.", name=path.name))
    found = [((row["text"] or "").strip(), (row.get("group") or "").strip()) for row in rows]
    fit = [(words, group) for words, group in found if clean(words) and len(clean(words)) <= LONGEST]
    return fit, len(found) - len(fit)
