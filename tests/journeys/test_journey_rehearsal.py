"""A rehearsal from outside: the real processes, real HTTP, to the summary and the records."""

from __future__ import annotations

import csv
import json
import os
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path
from typing import Any

import psutil
from pypdf import PdfReader
from web_journey import serving

from facilitator.activities import samples
from facilitator.records import load

SENTENCES = (
    "Der Radweg endet ohne Warnung, Nummer {}.",
    "公车六点就停了，编号 {}。",
    "نحتاج إلى قاعة أقرب، رقم {}.",
    "=SUM(A1), said neighbour {}",
)


def facilitator(*words: str) -> subprocess.CompletedProcess[str]:
    """One command, as a user types it."""
    call = [sys.executable, "-m", "facilitator", *words]
    return subprocess.run(call, capture_output=True, text=True, encoding="utf-8", check=False, timeout=240)


def rehearse(out: Path, *words: str) -> dict[str, Any]:
    """What a rehearsal without a screen tells of itself."""
    answer = facilitator("rehearse", *words, "--no-screen", "--json", "--out", str(out))
    assert answer.returncode == 0, answer.stderr
    assert answer.stderr == ""
    found: dict[str, Any] = json.loads(answer.stdout)
    return found


def table(found: dict[str, Any], name: str) -> list[dict[str, str]]:
    """One exported CSV of a rehearsal."""
    path = next(Path(p) for p in found["records"] if p.endswith(f"_{name}.csv"))
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def served_here(path: Path) -> int:
    """The process that served a file last."""
    serving = load.workshop(path)[1].serving
    assert serving is not None
    return serving.pid


def test_the_sample_from_the_first_stage_to_the_printed_page(tmp_path: Path) -> None:
    found = rehearse(tmp_path / "out", "--sample", "poole", "--speed", "400")
    assert found["participants"] == 25
    assert os.name != "posix" or not [each for each in tmp_path.rglob("*") if each.stat().st_mode & 0o077]
    assert (found["refused"], found["repeated"]) == (0, 1)
    assert found["accepted"] == found["sent"] - 1
    workshop = load.workshop(Path(found["file"]))[1]
    assert workshop.rehearsal
    assert workshop.finished_at is not None
    assert workshop.people.by_group() == {"VCS": 10, "CCM": 6, "LA": 5, "PAR": 4}
    assert {run.id: len(run.notes.having("live")) for run in workshop.stages} == {
        "open": 0, "objective": 9, "reflective": 24, "interpretive": 12, "decisional": 8, "close": 5,
    }  # fmt: skip
    assert len(workshop.parked()) == 3
    comments = table(found, "comments")
    status = Counter(row["status"] for row in comments)
    assert (status["merged"], status["hidden"], status["withdrawn"], status["parked"]) == (1, 1, 1, 1)
    supports = {row["line"]: row for row in table(found, "decisions")}
    for line in samples.find("poole").play["stages"]["decisional"]:
        row = supports[line["text"]]
        assert [int(row[choice]) for choice in ("support", "live_with", "not_yet")] == line["support"]
    pages = " ".join(page.extract_text() for page in PdfReader(found["summary"]).pages)
    flat = " ".join(pages.split())
    assert "hopeful but tired" in flat
    assert "Too late for us" not in flat
    assert "invented" in flat


def test_every_row_of_a_csv_is_in_the_records_exactly_once(tmp_path: Path) -> None:
    source = tmp_path / "comments.csv"
    rows = [SENTENCES[n % len(SENTENCES)].format(n) for n in range(40)]
    with source.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([["id", "text"], *([str(n), text] for n, text in enumerate(rows))])
    words = ("--method", "focused-conversation", "--comments", str(source), "--speed", "600", "--participants", "8")
    found = rehearse(tmp_path / "out", *words)
    assert found["comments"] == {"rows": 40, "sent": 40, "left_out": 0}
    exported = Counter(row["text"].removeprefix("'") for row in table(found, "comments"))
    assert {text: exported[text] for text in rows} == dict.fromkeys(rows, 1)


def test_a_file_that_is_rehearsed_stays_as_it_is(tmp_path: Path) -> None:
    file = tmp_path / "real.facilitator"
    made = facilitator(
        "new", str(file), "--title", "Real day", "--method", "focused-conversation", "--group", "Parents"
    )
    assert made.returncode == 0
    before, there = file.read_bytes(), {path.name for path in tmp_path.iterdir()}
    found = rehearse(tmp_path / "out", str(file), "--speed", "2000", "--participants", "6")
    assert file.read_bytes() == before
    assert {path.name for path in tmp_path.iterdir()} == {*there, "out"}
    assert Path(found["file"]).parent == tmp_path / "out"
    copy = load.workshop(Path(found["file"]))[1]
    assert copy.rehearsal
    assert copy.info.title == "Real day"
    assert len(copy.people) == 6


def test_nothing_runs_on_after_a_rehearsal(tmp_path: Path) -> None:
    found = rehearse(tmp_path / "out", "--method", "focused-conversation", "--speed", "5000", "--participants", "3")
    assert not psutil.pid_exists(served_here(Path(found["file"])))


def test_pretend_people_answer_whatever_stage_a_real_facilitator_opens(tmp_path: Path) -> None:
    file = tmp_path / "day.facilitator"
    assert facilitator("new", str(file), "--sample", "poole").returncode == 0
    with serving(file) as (_, url):
        call = ["rehearse", str(file), "--sample", "poole", "--no-screen", "--speed", "300", "--join", url]
        people = subprocess.Popen([sys.executable, "-m", "facilitator", *call])
        try:
            assert facilitator("control", str(file), "open", "reflective").returncode == 0
            until = time.monotonic() + 60
            while len(load.workshop(file)[1].runs["reflective"].notes) < 26:
                assert time.monotonic() < until, "the pretend people did not write"
                time.sleep(0.1)
        finally:
            people.terminate()
            people.wait(60)
    workshop = load.workshop(file)[1]
    notes = {note.text: note for note in workshop.runs["reflective"].notes}
    assert (notes["Someone finally asked us"].group, notes["Someone finally asked us"].source) == ("PAR", "phone")
    assert {run.id for run in workshop.stages if len(run.notes)} == {"reflective"}
