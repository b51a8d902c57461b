from __future__ import annotations

import json
from pathlib import Path

import pytest

from facilitator.desktop.parts.settings import DONE, GOING, MOST_RECENT, Recent, Seen, Settings, load


def test_what_was_chosen_is_there_the_next_day(tmp_path: Path) -> None:
    chosen = load(tmp_path / "settings.json")
    chosen.change(theme="dark", scale=1.15, screen="hall projector 1234", address="192.168.43.20")
    chosen.remember(Recent("/a.facilitator", "A", 5, [Seen("w1", "Day", "2026-11-24", GOING, "Reflective", 24)]))
    again = load(tmp_path / "settings.json")
    assert (again.theme, again.scale, again.screen, again.address) == (
        "dark",
        1.15,
        "hall projector 1234",
        "192.168.43.20",
    )
    assert again.recent == chosen.recent
    assert again.recent[0].notes == 24
    assert again.recent[0].unfinished == again.recent[0].workshops[0]


def test_a_broken_file_gives_the_defaults_and_what_can_be_read(tmp_path: Path) -> None:
    file = tmp_path / "settings.json"
    for text in ("", "{", "[1, 2]", "\x00\x01"):
        file.write_text(text, encoding="utf-8")
        assert load(file) == Settings(file=file)
    file.write_text(
        json.dumps({"theme": "pink", "scale": 9, "screen": 3, "recent": [1, {"path": "/b", "workshops": [{"x": 1}]}]}),
        encoding="utf-8",
    )
    assert load(file) == Settings(file=file, recent=[Recent("/b")])


def test_the_newest_programme_is_first_once_and_the_list_ends(tmp_path: Path) -> None:
    chosen = load(tmp_path / "settings.json")
    for n in range(MOST_RECENT + 3):
        chosen.remember(Recent(f"/{n}"))
    chosen.remember(Recent("/5", "Five"))
    assert len(chosen.recent) == MOST_RECENT
    assert [r.path for r in chosen.recent[:2]] == ["/5", "/14"]
    chosen.forget("/5")
    assert "/5" not in [r.path for r in load(tmp_path / "settings.json").recent]


@pytest.mark.logs("settings not saved")
def test_a_disk_that_refuses_loses_no_choice_of_this_run(tmp_path: Path) -> None:
    blocked = tmp_path / "blocked"
    blocked.write_text("a file where a folder should be", encoding="utf-8")
    chosen = Settings(file=blocked / "settings.json")
    chosen.change(theme="dark")
    assert chosen.theme == "dark"
    assert blocked.read_text(encoding="utf-8") == "a file where a folder should be"


def test_a_finished_workshop_is_not_an_unfinished_one() -> None:
    assert Recent("/a", workshops=[Seen("w", "Day", state=DONE, stage="")]).unfinished is None
