"""Plays a workshop with pretend people over real HTTP, to the summary and the records."""

from __future__ import annotations

import asyncio
import contextlib
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from typing import Any

from facilitator.activities.playing import Cast
from facilitator.model.moment import now_ms, speed
from facilitator.model.reasons import reason
from facilitator.model.say import say
from facilitator.model.workshop import Workshop
from facilitator.paths import free, own_folder
from facilitator.records import load
from facilitator.rehearsal import people, stage_file
from facilitator.rehearsal.crowd import Crowd, Tally
from facilitator.rehearsal.director import Director
from facilitator.rehearsal.script import Script, collecting, words
from facilitator.rehearsal.script import people as roles_for
from facilitator.rehearsal.server import serving
from facilitator.store.faults import Fault
from facilitator.store.feed import open_feed
from facilitator.store.port import Feed


@dataclass(slots=True)
class Result:
    """How a rehearsal went, and where its results are."""

    file: Path
    workshop: str
    participants: int
    tally: Tally
    rows: int = 0
    rows_sent: int = 0
    rows_left_out: int = 0
    seconds: float = 0.0
    summary: Path | None = None
    records: list[Path] = field(default_factory=list)

    @property
    def good(self) -> bool:
        """Whether everything that was sent was taken."""
        return not self.tally.refused

    def to_json(self) -> dict[str, Any]:
        """The result as JSON values."""
        return {
            "file": str(self.file),
            "workshop": self.workshop,
            "participants": self.participants,
            **self.tally.to_json(),
            "told_late": len(self.tally.told_late),
            "comments": {"rows": self.rows, "sent": self.rows_sent, "left_out": self.rows_left_out},
            "seconds": round(self.seconds, 1),
            "summary": str(self.summary) if self.summary else None,
            "records": [str(path) for path in self.records],
        }


def prepare(
    path: Path, *, play: Mapping[str, Any], count: int | None, seed: int, csv: Path | None = None
) -> tuple[Workshop, Script]:
    """The workshop of a rehearsal's file and the script for it. Raises Fault."""
    rows, left_out = stage_file.comments(csv) if csv else (None, 0)
    _, workshop = load.workshop(path)
    if csv is not None:
        stages = [run.id for run in collecting(workshop)]
        stage_file.make_room(path, stages, workshop.id)
        _, workshop = load.workshop(path)
    rng = Random(seed)
    cast = Cast(roles_for(workshop, play, count), rng, words(), given=play.get("given", {}))
    script = people.write(workshop, cast, play, rows)
    script.rows, script.unsent = len(rows or ()) + left_out, left_out
    return workshop, script


def play_to_the_end(path: Path, workshop: Workshop, script: Script, out: Path) -> Result:
    """Play every stage with a pretend facilitator, then write the summary and the records. Raises Fault."""
    begun = time.monotonic()
    with serving(path, workshop.id) as url, contextlib.closing(open_feed(path)) as feed:
        tally = asyncio.run(_play(workshop, script, url, feed))
    result = Result(path, workshop.id, len(script.roles), tally, script.rows, rows_left_out=script.unsent)
    result.rows_sent = sum(1 for turn in script.turns if turn.row and turn.seq)
    result.summary, result.records = write_records(path, workshop.id, out)
    result.seconds = time.monotonic() - begun
    return result


async def _play(workshop: Workshop, script: Script, url: str, feed: Feed) -> Tally:
    seconds = lengths(workshop)
    crowd = Crowd(workshop, script, seconds, url)
    crowd.start(speak_for_all=False)
    expected = sum(1 for role in script.roles if role.phone and not role.late)
    until = time.monotonic() + 60.0
    while crowd.joined < expected and time.monotonic() < until:
        _look(crowd)
        await asyncio.sleep(0.02)
    lead = asyncio.ensure_future(Director(workshop, script, seconds, feed).lead())
    try:
        while not lead.done():
            _look(crowd)
            await asyncio.wait([lead], timeout=0.2)
        await lead
    finally:
        lead.cancel()
        await crowd.stop()
    return crowd.tally


def _look(crowd: Crowd) -> None:
    if problem := crowd.problem():
        raise problem


def play_along(path: Path, workshop: Workshop, script: Script, url: str) -> None:
    """Let the pretend people play with a real facilitator at the window, until this process is ended."""

    async def live() -> None:
        crowd = Crowd(workshop, script, lengths(workshop), url)
        crowd.start(speak_for_all=True)
        while not crowd.problem():
            await asyncio.sleep(0.5)
        _look(crowd)

    asyncio.run(live())


def lengths(workshop: Workshop) -> dict[str, float]:
    """Each stage's length in real seconds."""
    return {run.id: run.planned() / 1000 / speed() for run in workshop.stages}


def write_records(path: Path, workshop_id: str, out: Path) -> tuple[Path, list[Path]]:
    """The summary and the exports of a workshop, into `out`. Raises Fault."""
    from facilitator.documents import summary
    from facilitator.documents.writing import write
    from facilitator.records.exports import export

    programme, workshop = load.workshop(path, workshop_id)
    records = export(programme, workshop, ("csv", "json"), out)
    printed = free(out, records[0].name.rpartition("_")[0] + "_summary", ".pdf")
    write(summary.DOCUMENT, workshop, programme, printed, made_at=now_ms(), file_name=path.name)
    return printed, records


def own_file(out: Path) -> Path:
    """A free name for the rehearsal's file in `out`, which is made if it is not there. Raises Fault."""
    try:
        own_folder(out)
    except OSError as error:
        raise Fault(say("The folder {out} cannot be made: {why}.", out=out, why=reason(error))) from error
    names: Sequence[str] = ("rehearsal", *(f"rehearsal-{n}" for n in range(2, 10_000)))
    return next(path for name in names if not (path := out / f"{name}.facilitator").exists())
