"""Every method of the library from its first stage to the printed page, with pretend people and real processes."""

from __future__ import annotations

import csv
import json
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

import pytest
from pypdf import PdfReader

import upstream
from facilitator.activities import contract, library
from facilitator.model import moment
from facilitator.model.method import Method
from facilitator.model.run import CLOSED, StageRun
from facilitator.model.workshop import Workshop
from facilitator.records import load
from facilitator.rehearsal import play, stage_file

METHODS = sorted(library.methods())
FORMS = [f"{key}:{form.key}" for key in METHODS for form in library.find(key).presets]
SECONDS = 1.2
"""How long the stages of a rehearsal take together in real time, at most; waiting for answers comes to it."""
MOST = 5000.0
TIME_IS_UP = r"is closed\. Your text is kept on this phone\b.*\.$|The vote is over\.$"
"""What somebody is told who sends when a stage has locked."""
LEADING = frozenset({"stage_opened", "stage_closed", "timer", "ticked", "asked", "revealed", "covered", "round"})
"""Entries that lead through a stage and are no output of it."""
ONLY_TALK = ("set", "plenary")
"""Parts of a method that show, or talk over, what other parts made."""
NEEDS_MANY = ("merge", "relations", "sessions")
"""Parts that may leave nothing with few people: nothing alike, no groups to relate, no topic in a late slot."""


def speed_for(method: Method) -> float:
    """How fast a clock must run for the whole method to take SECONDS, as far as one may run."""
    return min(MOST, sum(stage.minutes for stage in method.stages) * 60 / SECONDS)


@cache
def method_of(key: str) -> Method:
    """A method or one of its ready forms."""
    return library.find(key)


@contextmanager
def clock_at(speed: float) -> Iterator[None]:
    """Let this process and those it starts live in a rehearsal's time."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(moment.VARIABLE, moment.rehearsal_clock(speed))
        yield


def played(key: str, people: int, out: Path) -> play.Result:
    """A rehearsal led from this process; the room page is a process of its own, as always."""
    with clock_at(speed_for(method_of(key))):
        path = play.own_file(out)
        stage_file.from_method(path, key, people)
        workshop, script = play.prepare(path, play={}, count=people, seed=1)
        result = play.play_to_the_end(path, workshop, script, out)
    assert len(result.tally.told_late) == sum(turn.late for turn in script.turns)
    assert all(re.search(TIME_IS_UP, sentence) for sentence in result.tally.told_late), result.tally.told_late
    return result


def asks_for_something(run: StageRun, people: int) -> bool:
    """Whether the method says that something comes out of a stage: not where people only talk, listen or rest."""
    stage = run.stage
    if stage.activity == "discuss":
        return bool(stage.options.get("lines"))
    phase = stage.options.get("phase")
    return phase not in ONLY_TALK and not (people < 10 and phase in NEEDS_MANY)


def something_came(run: StageRun, workshop: Workshop) -> bool:
    """Whether people, or the facilitator for them, entered anything in a stage."""
    return any(entry.stage == run.id and entry.kind not in LEADING for entry in workshop.entries)


def tables(records: list[Path]) -> dict[str, list[dict[str, str]]]:
    """Every exported CSV by its name."""
    found = {}
    for path in records:
        if path.suffix == ".csv":
            with path.open(encoding="utf-8-sig", newline="") as file:
                found[path.stem.split("_", 2)[2]] = list(csv.DictReader(file))
    return found


def look_over(workshop: Workshop, summary: Path, records: list[Path], people: int) -> None:
    """Every stage was held, left what it promises, has its section in the summary and its rows in the exports."""
    assert workshop.finished_at is not None
    assert {run.id: run.status for run in workshop.stages} == dict.fromkeys(workshop.runs, CLOSED)
    assert sum(workshop.people.by_group().values()) == people
    rows = tables(records)
    assert [row["stage"] for row in rows["stage_times"]] == [run.stage.title for run in workshop.stages]
    assert all(row["times_opened"] == "1" for row in rows["stage_times"])
    asked = [run for run in workshop.stages if asks_for_something(run, people)]
    assert [run.id for run in asked if not something_came(run, workshop)] == []
    assert all(run.own_notes() for run in asked if run.stage.activity == "collect")
    assert all(run.state.voters() for run in asked if run.stage.activity == "vote")
    assert all(run.state.forms for run in asked if run.stage.activity == "survey")
    notes = sum(len(run.own_notes()) for run in (*workshop.stages, workshop.parking))
    assert len(rows["comments"]) >= notes
    for number, run in enumerate(workshop.stages, 1):
        for name, made in contract.report(run.stage.activity).rows(run, workshop.groups).items():
            here = [row for row in rows.get(name, ()) if row.get("stage_no") == str(number)]
            if name == "critique":  # roles that may not be told are put together
                assert sum(int(row["n"]) for row in here) == sum(int(row["n"]) for row in made)
                continue
            assert len(here) == len(made) or name in ("comments", "answers"), (run.id, name)
    words = " ".join(" ".join(page.extract_text() for page in PdfReader(summary).pages).split())
    for number, run in enumerate(workshop.stages, 1):
        assert f"{number}. {run.stage.title}" in words
    assert "How to read this summary" in words


@pytest.mark.parametrize("key", upstream.few_methods())
def test_a_method_as_it_is_typed(key: str, tmp_path: Path) -> None:
    """What the words add to a rehearsal is the same for every method: these have every activity among them."""
    speed = f"{speed_for(method_of(key)):.0f}"
    call = ["rehearse", "--method", key, "--participants", "25", "--no-screen", "--speed", speed, "--json"]
    answer = subprocess.run(
        [sys.executable, "-m", "facilitator", *call, "--out", str(tmp_path)],
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        timeout=120,
    )
    assert (answer.returncode, answer.stderr) == (0, "")
    found = json.loads(answer.stdout)
    assert (found["refused"], found["participants"]) == (0, 25)
    workshop = load.workshop(Path(found["file"]))[1]
    assert tuple(run.stage.title for run in workshop.stages) == tuple(s.title for s in method_of(key).stages)
    look_over(workshop, Path(found["summary"]), [Path(path) for path in found["records"]], 25)


@pytest.mark.parametrize("people", [7, pytest.param(80, marks=pytest.mark.walk)])
@pytest.mark.parametrize("key", METHODS)
def test_a_method_in_a_small_and_in_a_large_room(key: str, people: int, tmp_path: Path) -> None:
    result = played(key, people, tmp_path)
    assert result.tally.reasons() == {}
    assert result.summary is not None
    look_over(load.workshop(result.file)[1], result.summary, result.records, people)


@pytest.mark.walk
@pytest.mark.parametrize("key", FORMS)
def test_a_ready_form_of_a_method(key: str, tmp_path: Path) -> None:
    result = played(key, 7, tmp_path)
    assert result.tally.reasons() == {}
    assert result.summary is not None
    look_over(load.workshop(result.file)[1], result.summary, result.records, 7)
