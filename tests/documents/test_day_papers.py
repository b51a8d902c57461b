"""The papers that a day is led by: agenda, run sheet, cue cards, scripts, poster, table cards, in every form."""

from __future__ import annotations

import io
import re
import zipfile
from html import unescape
from itertools import pairwise
from typing import Any, get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

from facilitator import network
from facilitator.activities import library, samples
from facilitator.documents import contract, cue_cards, joining, planned, table_cards
from facilitator.documents.writing import make
from facilitator.looks import qr
from facilitator.looks.handouts import Cues
from facilitator.looks.icon_lines import lines
from facilitator.looks.pdf.handouts import sheets
from facilitator.looks.rendering import Form
from facilitator.model import acts
from facilitator.model.entry import Draft, Entry
from facilitator.paths import resources
from facilitator.programme import contract as programmes
from facilitator.store.faults import Fault
from nasty import WORDS

DAY = ("agenda", "run-sheet", "cue-cards", "host-scripts", "join-poster", "table-cards")
W = "wday0001"
MADE_AT = 1_700_000_000_000


@pytest.fixture(autouse=True, scope="module")
def in_a_network() -> Any:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(network, "best", lambda: "192.0.2.7")
        yield


def order(*methods: str, served: str = "", **facts: Any) -> contract.Order:
    """The sample day, or one of some methods, with facts told after it was made."""
    programme = programmes.empty()
    info = {"title": "A day for us", "date": "2026-12-01"}
    made = acts.create(info, [library.find(m) for m in methods], workshop=W)
    drafts = [*(made if methods else samples.find("poole-day").drafts(workshop=W)), Draft("workshop_edited", facts, W)]
    drafts += [Draft("serving", {"url": served}, W)] if served else []
    for n, d in enumerate(drafts, 1):
        programme.fold(Entry(n, d.key, d.workshop, d.stage, n, d.person, d.kind, d.body))
    return contract.Order(programme.workshops[W], programme, MADE_AT)


def pages(order: contract.Order, key: str) -> list[str]:
    """The words of each page."""
    made, plain = make(contract.find(key), order)
    assert plain == []
    return [" ".join(page.extract_text().split()) for page in PdfReader(io.BytesIO(made)).pages]


def said(order: contract.Order, key: str, form: Form) -> str:
    """All words of a document in a form."""
    made, plain = make(contract.find(key), order, form)
    assert plain == []
    if form == "pdf":
        return " ".join(pages(order, key))
    whole = zipfile.ZipFile(io.BytesIO(made)).read("word/document.xml") if form == "docx" else made
    return " ".join(unescape(re.sub(r"<[^>]*>", " ", whole.decode())).split())


@pytest.mark.parametrize("form", get_args(Form))
def test_each_is_there_in_each_form_with_what_it_is_for(form: Form) -> None:
    day = order(wifi="Hall", wifi_password="tea and cake")
    times = ("10:20", "10:25", "11:05", "12:05", "13:10", "13:14")
    asked = {
        "agenda": (*times, "13:18", "Focused conversation", "40 min", day.workshop.code),
        "run-sheet": (
            *times,
            "Reflective",
            "Surprise, worry, encouragement: it all counts.",
            "If late:",
            "1 from Open",
        ),
        "cue-cards": ("10:35", "Where did you feel encouraged or uneasy?", "Next, 10:42: Interpretive"),
        "host-scripts": ("Start with the person on your left.", "Which line of the sheet was new to you?"),
        "join-poster": ("Hall", "tea and cake", "192.0.2.7:8080", day.workshop.code, "No phone?"),
        "table-cards": ("Table", "5", "192.0.2.7:8080", "how far are local voluntary groups ready"),
    }
    for key, wanted in asked.items():
        told = said(day, key, form)
        assert [words for words in wanted if words not in told] == [], key


@pytest.mark.parametrize("key", DAY)
@pytest.mark.parametrize("method", sorted(library.methods()))
def test_each_method_has_its_papers(method: str, key: str) -> None:
    day = order(method, tables=2, starts="09:00")
    if key == "host-scripts" and not any(run.stage.host_script for run in day.workshop.stages):
        with pytest.raises(Fault, match="No stage has anything for the hosts"):
            make(contract.find(key), day)
    else:
        assert len(pages(day, key)) >= 1


def test_times_follow_each_other_past_midnight_and_add_up() -> None:
    day = order("kj", "break", "evaluation", starts="23:30")
    parts = planned.parts(day.workshop)
    assert [part.title for part in parts] == ["KJ method", "Break", "Evaluation"]
    assert parts[-1].end == sum(run.stage.minutes for run in day.workshop.stages)
    for part, following in pairwise(parts):
        assert part.end == following.at
    clock = 23 * 60 + 30 + parts[-1].end - 24 * 60
    assert f"{clock // 60:02d}:{clock % 60:02d} Finish" in pages(day, "agenda")[0]


@pytest.mark.parametrize("starts", ["", "soon"])
def test_without_a_time_no_time_is_made_up(starts: str) -> None:
    day = order("kj", starts=starts)
    told = pages(day, "agenda")[0]
    assert "The times follow." in told
    assert "Finish" not in told
    card = "".join(pages(day, "cue-cards"))
    assert "Next: Write alone" in card
    assert re.search(r"\d\d:\d\d", card.split("Made")[0]) is None


def test_nothing_planned_is_said_and_tables_that_nobody_counted_are_a_few() -> None:
    assert len(pages(order("kj", tables=0), "table-cards")) == table_cards.UNSAID
    programme = programmes.empty()
    for n, d in enumerate(acts.create({"title": "Empty"}, [], workshop=W), 1):
        programme.fold(Entry(n, d.key, d.workshop, d.stage, n, d.person, d.kind, d.body))
    bare = contract.Order(programme.workshops[W], programme, MADE_AT)
    for key in ("agenda", "run-sheet", "cue-cards"):
        with pytest.raises(Fault, match="Nothing is planned yet"):
            make(contract.find(key), bare)
    assert "Join with your phone" in pages(bare, "join-poster")[0]


@pytest.mark.parametrize("many", range(1, 14))
def test_cut_sheets_put_on_each_other_make_one_pile_in_order(many: int) -> None:
    day = order(*["break"] * many)
    (block,) = next(iter(cue_cards.DOCUMENT.parts(day, str))).make()
    assert isinstance(block, Cues)
    pages = sheets(block.cards)
    assert len(pages) == -(-many // 4)
    pile = [card.place for place in range(4) for page in pages if (card := page[place]) is not None]
    assert pile == [f"Card {n} of {many}" for n in range(1, many + 1)]


def test_the_address_is_that_of_the_page_that_is_served_or_will_be_and_never_this_computers_own_name(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert joining.page(order("kj", served="http://192.0.2.9:8081/ABCD")) == "http://192.0.2.9:8081/ABCD"
    monkeypatch.setattr(network, "best", lambda: "127.0.0.1")
    alone = order("kj")
    assert joining.page(alone) == joining.typed(alone) == ""
    told = pages(alone, "join-poster")[0]
    assert "Its address is on the room\u2019s screen." in told
    assert "127.0.0.1" not in told
    assert alone.workshop.code in told
    assert joining.page(order("kj", served="http://127.0.0.1:8080/ABCD")) == ""


def test_a_code_in_bars_is_the_code_in_modules() -> None:
    rows = [[False] * len(qr.modules("tea")) for _row in qr.modules("tea")]
    for y, first, many in qr.bars("tea"):
        rows[y][first : first + many] = [True] * many
    assert tuple(map(tuple, rows)) == qr.modules("tea")


@pytest.mark.parametrize("icon", ["screen", "phone", "sheet", "wifi", "qr", "pencil"])
def test_every_icon_of_a_paper_is_drawn_whole(icon: str) -> None:
    shapes = re.findall(r"<(\w+)", (resources() / "icons" / f"{icon}.svg").read_text(encoding="utf-8"))
    assert set(shapes) <= {"svg", "path", "circle", "rect"}
    assert len(lines(icon)) >= len(shapes) - 1


def test_tables_are_at_most_so_many() -> None:
    assert len(pages(order("kj", tables=100_000), "table-cards")) == table_cards.MOST


@settings(max_examples=12, deadline=None)
@given(st.sampled_from(WORDS), st.sampled_from(DAY), st.sampled_from(get_args(Form)))
def test_any_words_in_the_facts_end_none_of_them(words: str, key: str, form: Form) -> None:
    named = ("title", "place", "challenge", "wifi", "wifi_password", "starts", "date", "facilitator")
    facts = dict.fromkeys(named, words)
    made, plain = make(contract.find(key), order("kj", "break", tables=1, **facts), form)
    assert made
    assert plain == []
