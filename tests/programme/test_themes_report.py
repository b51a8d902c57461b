"""Themes in documents, in the records and among all comments of a programme."""

from __future__ import annotations

import json
from pathlib import Path

from facilitator.activities import library
from facilitator.cli import run
from facilitator.model import acts
from facilitator.model.entry import Draft
from facilitator.model.programme import Programme
from facilitator.model.suppression import Decision
from facilitator.programme import comments
from facilitator.programme.disclosure import decided
from facilitator.programme.themes import report
from facilitator.programme.themes.bodies import Coded, ThemesMerged, ThemeTold, Unplaced
from facilitator.records import load
from facilitator.store import file
from facilitator.store.feed import open_feed

SAID = ("Ask us early", "Show the options", "Who pays", "Lunch", "Taken back", "Names somebody", "Said again")


def made(path: Path, *more: Draft) -> tuple[Programme, list[Draft]]:
    """A programme with notes of every fate, and the notes as they were asked for."""
    file.create(path)
    drafts = acts.create({"title": "A day"}, [library.find("focused-conversation")], workshop="w1")
    notes = [Draft("note", {"text": text, "source": "phone"}, "w1", "objective") for text in SAID]
    fates = [
        Draft("withdrawn", {"target": notes[4].key}, "w1", "objective"),
        Draft("hidden", {"target": notes[5].key, "reason": "a name"}, "w1", "objective"),
        Draft("merged", {"targets": [notes[6].key], "into": notes[0].key}, "w1", "objective"),
    ]
    themes = [
        ThemeTold("t1", "Being asked", "Asked early", "Who pays").draft(""),
        ThemeTold("t2", "Money").draft(""),
        ThemeTold("t3", "Cash").draft(""),
        Coded((notes[0].key, notes[1].key), "t1", offered="t1").draft(""),
        Coded((notes[2].key,), "t3", offered="t1").draft(""),
        Coded((notes[0].key,), "t2", further=True).draft(""),
        Coded((notes[4].key,), "t1").draft(""),
        ThemesMerged(("t3",), "t2").draft(""),
        Unplaced((notes[3].key,)).draft(""),
    ]
    feed = open_feed(path)
    feed.append([Draft("programme", {"title": "Groups"}), *drafts, *notes, *fates, *themes, *more])
    feed.close()
    return load.programme(path), notes


def test_every_comment_stands_once_and_as_others_may_read_it(tmp_path: Path) -> None:
    programme, notes = made(tmp_path / "day.facilitator")
    found = {each.text: each for each in comments.of_programme(programme)}
    assert set(found) == set(SAID) - {"Taken back"}
    assert [each.key for each in found.values()] == [note.key for note in notes if note is not notes[4]]
    assert found["Names somebody"].withheld
    assert found["Names somebody"].for_others == ""
    assert found["Said again"].joined
    assert found["Who pays"].for_others == "Who pays"
    assert len({each.no for each in found.values()}) == len(found)


def test_a_document_counts_best_matches_and_says_what_was_suggested(tmp_path: Path) -> None:
    programme, _notes = made(tmp_path / "day.facilitator")
    told = str(report.section(programme, decided(programme)))
    for words in (
        "Being asked",
        "3 of 6 comments have a best match",
        "Could not be placed",
        "Not sorted yet",
        "suggested a theme for 3 of them, and it was kept 2 times",
    ):
        assert words in told
    assert "Cash" not in told, "it was merged"
    assert "Names somebody" not in told


def test_without_a_theme_nothing_is_said() -> None:
    from facilitator.programme import contract

    assert report.section(contract.empty(), Decision()) == []


def test_themes_go_to_another_laptop_and_come_to_the_same(tmp_path: Path) -> None:
    path, copy = tmp_path / "day.facilitator", tmp_path / "copy.facilitator"
    before, _notes = made(path)
    out = tmp_path / "out"
    assert run(["export", str(path), "--overall", "--format", "json", "--out", str(out)]) == 0
    (written,) = out.glob("*.json")
    assert run(["import", str(copy), str(written)]) == 0
    assert repr(load.programme(copy).aspects["themes"]) == repr(before.aspects["themes"])
    again = tmp_path / "again"
    assert run(["export", str(copy), "--overall", "--format", "json", "--out", str(again)]) == 0
    assert [each.read_bytes() for each in again.glob("*.json")] == [written.read_bytes()]
    assert json.loads(written.read_text(encoding="utf-8"))["schema"] == "facilitator-programme"
