"""How the program speaks: as one speaks in the room, and never a date or a number as only a machine has it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import pseudo

STIFF = {
    r"\b(?:some|any|every)body\b": "someone, anyone, everyone",
    r"\bnought\b": "zero",
    r"\banew\b": "again",
    r"\bpassing is fine\b": "It is fine to pass.",
    r"\bmay (?:stay empty|be left out)\b": "(optional)",
    r"\bif you like\b:?$": "(optional)",
    r"\bquestions to understand\b": "Questions for clarification",
    r"\bhas to be (?:typed|talked)\b": "There is nothing to type.",
    r"\bis looked at\b": "who looks at it",
    r"\bof those without\b": "of people without",
    r"(?<!There )\bis no (?:answer|date|name|method|question|person) ": "is not a",
    r"\bits? signs\b": "characters",
    r"\bhears? of it\b": "who is told",
    r"\btaken in\b": "imported",
    r"\bstands? in the (?:file|record|facilitator)": "the file keeps it",
    r"\bbinds nobody\b": "You are not tied to it.",
}
"""What was said once as nobody says it, and what is said in its place."""


@pytest.mark.parametrize("stiff", STIFF)
def test_nothing_is_said_as_nobody_would_say_it(stiff: str) -> None:
    found = sorted(said for said in pseudo.english() if re.search(stiff, said, re.IGNORECASE))
    assert found == [], f"say it so: {STIFF[stiff]}"


def test_a_date_for_machines_is_only_shown_to_those_who_have_to_type_one() -> None:
    found = {said for said in pseudo.english() if re.search(r"\d{4}-\d\d", said)}
    assert {said for said in found if "such as" not in said} == set()


GUIDE = sorted((pseudo.ROOT / "resources" / "guide").glob("*.md"))


@pytest.mark.parametrize("page", GUIDE, ids=lambda page: page.stem)
def test_the_guide_is_written_as_one_tells_it(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    assert re.findall(r"\b(?:[Ss]ome|[Aa]ny|[Ee]very)body\b|\bas planned\b|\bmay stay\b", text) == []
