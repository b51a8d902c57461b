"""The whole journey in a folder whose name means something else to SQLite, browsers, shells and patterns."""

from __future__ import annotations

import json
import os
import urllib.request
from pathlib import Path
from urllib.parse import urlencode

import pytest
from web_journey import serving, wait_for_stage

from facilitator.cli import run
from facilitator.documents.contract import Order, every
from facilitator.records import load
from facilitator.store import copies

FORMS = ("pdf", "html", "docx")
ODD = "a#b %25 ?é 字" if os.name != "nt" else "a#b %25 é 字"
NAME = "day #1 %2F & [x]" + ("" if os.name == "nt" else " ?q=1")
WORDS = "A bench by the school"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The odd folder, in which everything is done and kept."""
    made = tmp_path / ODD
    (made / "home").mkdir(parents=True)
    monkeypatch.setenv("FACILITATOR_HOME", str(made / "home"))
    return made


def sent(url: str, stage: str) -> None:
    """A phone without script sends a note."""
    form = urlencode({"text": WORDS, "key": "journey-note"}).encode()
    with urllib.request.urlopen(f"{url}/stage/{stage}", form, timeout=60) as answer:
        assert answer.status == 200


def words_in(path: Path) -> list[str]:
    return [note.text for run in load.workshop(path)[1].stages for note in run.notes]


def test_a_workshop_is_made_led_checked_copied_restored_printed_and_exported(folder: Path) -> None:
    path, out = folder / f"{NAME}.facilitator", folder / f"out {NAME}"
    method = ["--method", "focused-conversation"]
    assert run(["new", str(path), "--title", "Our #1 hall? 100% é 字", *method]) == 0
    assert run(["control", str(path), "open", "objective"]) == 0
    stage = load.workshop(path)[1].open_id
    with serving(path) as (_, url):
        wait_for_stage(url, stage)
        sent(url, stage)
    assert words_in(path) == [WORDS]
    assert run(["control", str(path), "finish"]) == 0
    assert run(["check", str(path)]) == 0
    copy = copies.back_up(path)
    assert copies.of(path) == [copy]
    path.write_bytes(b"overwritten by mistake")
    assert run(["check", str(path), "--restore-from", str(copy)]) == 0
    assert words_in(path) == [WORDS]
    assert run(["summary", str(path), "--out", str(out / "day.pdf")]) == 0
    programme, workshop = load.workshop(path)
    order = Order(workshop, programme, workshop.created_at)
    for document in every():
        for ending in FORMS if not document.nothing(order) else ():
            target = out / f"{document.key}.{ending}"
            assert run(["document", str(path), document.key, "--format", ending, "--out", str(target)]) == 0
            assert target.stat().st_size
    assert run(["export", str(path), "--format", "csv,json", "--out", str(out)]) == 0
    (whole,) = out.glob("*_workshop.json")
    assert WORDS in json.dumps(json.loads(whole.read_text(encoding="utf-8")))
    again = folder / f"again {NAME}.facilitator"
    assert run(["import", str(again), str(whole)]) == 0
    assert words_in(again) == [WORDS]
    assert {each.name for each in folder.parent.iterdir()} == {ODD}, "nothing was written beside it"
