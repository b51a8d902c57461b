"""What an earlier release stored is read as that release read it: its log is folded, and the records come out the same.

The logs of a release are never written anew: `tests/golden/release-N/NAME.jsonl`, and beside each its tables as CSV.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from facilitator.activities import contract as activities
from facilitator.model.entry import Entry
from facilitator.programme import contract
from facilitator.records import exports

GOLDEN = Path(__file__).parents[1] / "golden"
LOGS = sorted(path.relative_to(GOLDEN).with_suffix("").as_posix() for path in GOLDEN.glob("release-*/*.jsonl"))


def entries(log: str) -> list[Entry]:
    """The entries of an earlier release's log."""
    lines = (GOLDEN / f"{log}.jsonl").read_text(encoding="utf-8").split("\n")
    return [Entry.from_json(json.loads(line)) for line in lines if line]


@pytest.mark.parametrize("log", LOGS)
def test_an_earlier_releases_log_gives_the_same_records(log: str, golden: Callable[[str, bytes], None]) -> None:
    programme = contract.empty()
    for entry in entries(log):
        programme.fold(entry)
    (workshop,) = programme.workshops.values()
    tables = exports.csv_files(programme, workshop, workshop.entries[-1].at)
    golden(f"{log}.csv", b"".join(f"{name}\r\n".encode() + content for name, content in tables.items()))


def test_the_logs_hold_every_activity() -> None:
    used = {
        stage["activity"]
        for log in LOGS
        for entry in entries(log)
        if entry.kind == "method"
        for stage in entry.body["method"]["stages"]
    }
    assert used == set(activities.KINDS)
