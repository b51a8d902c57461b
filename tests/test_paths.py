"""Names of files: endings that keep dots, names that any system takes, and one file known under two names."""

from __future__ import annotations

import os
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import nasty
from facilitator.paths import file_name, free, same_file, with_ending
from facilitator.records.files import short_title

RESERVED = ("CON", "nul", "Com1", "LPT9", "aux.txt", "PRN .x", "con.", "COM\u00b9")
names = nasty.words | st.sampled_from(
    (*RESERVED, "../../etc", "a/b\\c:d", "...", " . ", ".hidden", "n" * 300, "\U0001f468" * 90)
)


@pytest.mark.parametrize(
    ("typed", "ending", "written"),
    [
        ("Council 2026.12", ".facilitator", "Council 2026.12.facilitator"),
        ("Council 2026.facilitator", ".facilitator", "Council 2026.facilitator"),
        ("Council.FACILITATOR", ".facilitator", "Council.FACILITATOR"),
        ("day 3.1", ".pdf", "day 3.1.pdf"),
        ("day.facilitator", ".pdf", "day.facilitator.pdf"),
        ("day.", ".pdf", "day.pdf"),
        (".pdf", ".pdf", ".pdf.pdf"),
        ("...", ".pdf", "___.pdf"),
    ],
)
def test_an_ending_is_put_on_and_dots_stay(typed: str, ending: str, written: str) -> None:
    assert with_ending(Path("folder") / typed, ending) == Path("folder") / written


@given(names)
def test_any_words_make_a_name_that_any_system_takes(words: str) -> None:
    for name in (file_name(words, "Workshop"), f"2026-01-01_{short_title(words)}"):
        assert 0 < len(name) <= 80
        assert len(name.encode()) <= 255 - len(" 2026-11-26 14.04.16.facilitator.part")
        assert not set(name) & set('<>:"/\\|?*')
        assert all(unicodedata.category(c)[0] != "C" for c in name)
        assert name == name.strip(" .")
        assert name.partition(".")[0].strip().casefold() not in {
            "con",
            "nul",
            "com1",
            "lpt9",
            "aux",
            "prn",
            "com\u00b9",
        }


@given(st.text(st.characters(categories=("L", "N")), min_size=1, max_size=20))
def test_letters_and_figures_stay_in_a_name(words: str) -> None:
    assert file_name(f"A {words}", "") == unicodedata.normalize("NFC", f"A {words}")


def test_a_free_name_is_one_that_nothing_has(tmp_path: Path) -> None:
    assert free(tmp_path, "Day", ".facilitator").name == "Day.facilitator"
    (tmp_path / "Day.facilitator").touch()
    (tmp_path / "Day 2.facilitator").symlink_to(tmp_path / "gone")
    assert free(tmp_path, "Day", ".facilitator").name == "Day 3.facilitator"


def test_one_file_is_known_under_its_other_names(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    day = tmp_path / "day.facilitator"
    day.touch()
    (tmp_path / "folder").mkdir()
    (tmp_path / "link").symlink_to(day)
    os.link(day, tmp_path / "hard")
    monkeypatch.chdir(tmp_path)
    for other in (
        tmp_path / "link",
        tmp_path / "hard",
        tmp_path / "folder" / ".." / "day.facilitator",
        Path("day.facilitator"),
    ):
        assert same_file(day, other)
    assert not same_file(day, tmp_path / "folder")
    assert same_file(tmp_path / "new", tmp_path / "folder" / ".." / "new")
    assert not same_file(tmp_path / "new", tmp_path / "newer")
