"""Plays a sample of a whole programme: every workshop on its own day, then its themes; then the papers and records."""

from __future__ import annotations

import asyncio
import contextlib
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from facilitator.model import moment
from facilitator.programme.sample import SampleProgramme
from facilitator.records import exports, load
from facilitator.rehearsal.chronicle import Chronicle, key_of, ms
from facilitator.rehearsal.crowd import Tally
from facilitator.rehearsal.play import write_records
from facilitator.rehearsal.server import serving
from facilitator.store.feed import create_feed, open_feed

PLANNED_MS = 3_600_000
"""A workshop is planned so long before its first stage opens."""
SORTS_MS = 20_000
"""Whoever sorts comments takes so long over one."""


@dataclass(slots=True)
class Result:
    """How it went, and where its results are."""

    file: Path
    workshops: list[str] = field(default_factory=list)
    people: int = 0
    tally: Tally = field(default_factory=Tally)
    seconds: float = 0.0
    summaries: list[Path] = field(default_factory=list)
    records: list[Path] = field(default_factory=list)

    @property
    def good(self) -> bool:
        """Whether everything that was sent was taken."""
        return not self.tally.refused

    def to_json(self) -> dict[str, Any]:
        """The result as JSON values."""
        return {
            "file": str(self.file),
            "workshops": self.workshops,
            "attendances": self.people,
            **self.tally.to_json(),
            "seconds": round(self.seconds, 1),
            "summaries": [str(path) for path in self.summaries],
            "records": [str(path) for path in self.records],
        }


def begins(sample: SampleProgramme) -> int:
    """When the programme begins (milliseconds since 1970): from then on the clock of its rehearsal is set."""
    return ms(sample.told)


def play_through(path: Path, sample: SampleProgramme, out: Path) -> Result:
    """Play it into a new file at `path`, then write summaries and records into `out`. Raises Fault."""
    begun = time.monotonic()
    result = Result(path)
    with create_feed(path) as feed:
        feed.append(sample.planned())
    for name in sample.workshops:
        _hold(path, sample, name, result)
    with contextlib.closing(open_feed(path)) as feed:
        for n, draft in enumerate(sample.made(key_of)):
            moment.set_clock(ms(sample.sorted) + n * SORTS_MS)
            feed.append([draft])
    for name in sample.workshops:
        summary, records = write_records(path, name, out)
        result.summaries.append(summary)
        result.records += records
    result.records += exports.export_whole(load.programme(path), ("csv", "json"), out)
    result.seconds = time.monotonic() - begun
    return result


def _hold(path: Path, sample: SampleProgramme, name: str, result: Result) -> None:
    """Hold one workshop on its day."""
    planned = sample.workshops[name]
    moment.set_clock(ms(planned.play["times"][0]["opens"]) - PLANNED_MS)
    codes = {each.code for each in load.programme(path).workshops.values()}
    with contextlib.closing(open_feed(path)) as feed:
        feed.append(planned.drafts(workshop=name, rehearsal=True, taken_codes=codes))
    _, workshop = load.workshop(path, name)
    phones = bool(planned.play["people"])
    with (
        serving(path, name) if phones else contextlib.nullcontext("") as url,
        contextlib.closing(open_feed(path)) as feed,
    ):
        chronicle = Chronicle(workshop, planned.play, feed, url)
        asyncio.run(chronicle.lead())
    result.workshops.append(name)
    result.people += sum(planned.play["came"].values())
    result.tally.add(chronicle.tally)
