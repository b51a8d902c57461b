"""A comment is counted in one way: first page, reading, tables and `check` come to the same, whatever was done."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from facilitator.cli import run
from facilitator.documents.contract import Order
from facilitator.documents.reading import how_to_read
from facilitator.documents.summary_head import opening
from facilitator.looks.blocks import KeyFigures
from facilitator.model.entry import Entry
from facilitator.records.tables import tables
from records_day import START, Writer, a_day, folded, stored

FATES = st.tuples(
    st.sampled_from(("merged", "hidden", "parked", "withdrawn", "restored", "filed", "retracted")),
    st.integers(0, 5),
    st.integers(0, 5),
)


def first_page(entries: list[Entry]) -> int:
    """The comments as the first page counts them."""
    programme, workshop = folded(entries)
    order = Order(workshop, programme, START)
    (figures,) = (b for b in opening(order.workshop, programme, order.context) if isinstance(b, KeyFigures))
    return sum(int(number) for number, words in figures.on_paper if words.startswith("comment"))


def bridge(entries: list[Entry]) -> tuple[int, int, int]:
    """What the reading says: all, the sum of its parts, and those on the first page; nought where it says nothing."""
    said = " ".join(how_to_read(folded(entries)[1]))
    found = re.search(r"votes do not count\. (\d+) in all: ([^.]*)\.", said)
    if found is None:
        return 0, 0, 0
    parts = [int(n) for n in re.findall(r"(?:^|, )(\d+) ", found[2])]
    return int(found[1]), sum(parts), parts[0]


def agree(entries: list[Entry]) -> int:
    """How many there are, which all that count them must say."""
    whole, parts, first = bridge(entries)
    programme, workshop = folded(entries)
    rows = tables(programme, workshop, START)["comments"]
    assert whole == parts == len(rows)
    assert first == first_page(entries)
    return whole


@settings(max_examples=40, deadline=None)
@given(st.lists(FATES, max_size=12))
def test_first_page_reading_and_tables_agree_whatever_was_done(fates: list[tuple[str, int, int]]) -> None:
    day = Writer()
    day.begin()
    day.add("stage_opened", "facts")
    stages = ("facts", "feelings", "decide", "parking", "facts", "silent")
    keys = [day.add("note", stage, text=f"Words {n}", source="phone") for n, stage in enumerate(stages)]
    done = list(keys)
    for fate, at, other in fates:
        body = {"targets": [keys[at]], "into": keys[other]} if fate == "merged" else {"target": keys[at]}
        body |= {"to": "close"} if fate == "filed" else {}
        body |= {"target": done[-1 - other]} if fate == "retracted" else {}
        done.append(day.add(fate, "" if fate == "retracted" else stages[at], **body))
    agree(day.entries)


def test_check_says_the_same_number(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = stored(tmp_path / "day.facilitator", a_day())
    assert run(["check", str(path)]) == 0
    assert f"{agree(a_day())} comments" in capsys.readouterr().out
