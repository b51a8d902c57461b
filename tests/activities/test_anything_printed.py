"""Any Unicode text whatever in any field of any activity: there is a summary, there are paper forms, and exports."""

from __future__ import annotations

import json
from itertools import count
from pathlib import Path

import pytest
from any_day import DAYS, folded, reworded
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

import nasty
from facilitator.documents import paper_forms, summary
from facilitator.documents.writing import write
from facilitator.model.entry import Entry
from facilitator.records import exports

AT = 1_421_370_640_000


def whole_record(entries: list[Entry], folder: Path) -> int:
    """Prints and exports a day; the pages of its summary."""
    programme, workshop = folded(entries)
    printed, slips = folder / "summary.pdf", folder / "forms.pdf"
    write(summary.DOCUMENT, workshop, programme, printed, made_at=AT, file_name="day\u200f.facilitator")
    write(paper_forms.DOCUMENT, workshop, programme, slips, made_at=AT)
    assert len(PdfReader(slips).pages) > 0
    files = exports.export(programme, workshop, ("csv", "json"), folder / "records", made_at=AT)
    whole = next(path for path in files if path.suffix == ".json")
    assert len(json.loads(whole.read_text(encoding="utf-8"))["entries"]) > 5
    return len(PdfReader(printed).pages)


@pytest.mark.walk
@pytest.mark.parametrize("name", DAYS)
def test_nasty_words_in_every_field_end_no_paper(name: str, tmp_path: Path) -> None:
    places = count()
    words = reworded(DAYS[name](), lambda said: f"{nasty.WORDS[next(places) % len(nasty.WORDS)]}{said[:2]}")
    assert whole_record(words, tmp_path) > 1


@settings(max_examples=6, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.sampled_from(list(DAYS)), st.lists(nasty.words, min_size=3, max_size=9), st.booleans())
def test_any_words_in_every_field_end_no_paper(tmp_path: Path, name: str, words: list[str], alone: bool) -> None:
    places = count()
    said = reworded(DAYS[name](), lambda word: words[next(places) % len(words)] + ("" if alone else word[:2]))
    assert whole_record(said, tmp_path) > 0
