"""Every page of every form says where it belongs, however many copies are printed and however long the form is."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest
from pypdf import PdfReader
from test_paper_forms import ONLY_TALK, TITLE, forms, pages_of, workshop_of

from facilitator.activities import library
from facilitator.model.workshop import Workshop

PLACE = re.compile(r"page (\d+) of (\d+) of (this form|these forms)")
FORM = re.compile(r"\b\d{4}, stage (\d+), form (\d+) \(")
DAY = "1 December 2026"


def day_of(*methods: str, groups: int = 2) -> Workshop:
    """A workshop with so many groups."""
    many = [{"id": f"g{n}", "label": f"The neighbours of street number {n}", "short": f"N{n}"} for n in range(groups)]
    return workshop_of(*methods, groups=many)


def said_on(page: str, workshop: Workshop) -> tuple[int, int, set[tuple[int, int]]]:
    """Which page of how many, and which forms of which stage; it says too of what workshop it is and of which day."""
    assert f"{DAY} \u00b7 {TITLE}" in page
    place = PLACE.search(page)
    assert place, page
    return int(place[1]), int(place[2]), {(int(stage), int(form)) for stage, form in FORM.findall(page)}


@pytest.mark.walk
@pytest.mark.parametrize("copies", [1, 2, 30])
@pytest.mark.parametrize("key", sorted(set(library.methods()) - ONLY_TALK))
def test_each_page_says_which_form_of_which_workshop_and_day_it_is(tmp_path: Path, key: str, copies: int) -> None:
    workshop = day_of(key)
    titles = forms(workshop, tmp_path / "f.pdf", copies=copies)
    told: Counter[tuple[int, int]] = Counter()
    expected = 1
    for page in pages_of(tmp_path / "f.pdf"):
        no, of, here = said_on(page, workshop)
        assert no == expected
        expected = 1 if no == of else no + 1
        assert here or "of these forms" in page  # cards to keep carry no number
        told.update(here)
    assert expected == 1
    stages = {stage for stage, _form in told}
    assert len(stages) == len(titles)
    assert told.keys() == {(stage, form) for stage in stages for form in range(1, copies + 1)}


@pytest.mark.parametrize("copies", [1, 2, 30])
def test_a_form_that_passes_a_page_keeps_its_code_title_and_date(tmp_path: Path, copies: int) -> None:
    workshop = day_of("focused-conversation", "force-field", "kj", "evaluation", groups=24)
    forms(workshop, tmp_path / "f.pdf", ["evaluation"], copies=copies)
    said = [said_on(page, workshop) for page in pages_of(tmp_path / "f.pdf")]
    stage = len(workshop.stages)
    assert said == [(no, 2, {(stage, form)}) for form in range(1, copies + 1) for no in (1, 2)]


@pytest.mark.parametrize("key", sorted(set(library.methods()) - ONLY_TALK))
def test_what_a_phone_asks_stands_on_paper_and_nothing_of_it_is_cut(tmp_path: Path, key: str) -> None:
    workshop = day_of(key)
    for run in workshop.stages:
        if run.stage.activity == "survey":
            continue
        try:
            forms(workshop, tmp_path / "f.pdf", [run.id], copies=1)
        except Exception as nothing:
            assert "need no paper" in str(nothing)
            continue
        *stories, page = pages_of(tmp_path / "f.pdf")
        assert bool(stories) == bool(run.stage.options.get("scenarios"))
        cut = sum(choice.symbol == "\u2026" for field in run.stage.fields for choice in field.choices)
        assert page.count("\u2026") == cut
        known = {"role", "side"} if run.stage.activity == "read" else set()
        for field in run.stage.fields:
            if field.who == "all" and field.id not in known:
                assert " ".join(field.label.split()) in page
                assert all(choice.label in page for choice in field.choices)


def slip(tmp_path: Path, method: str, stage: str) -> str:
    forms(day_of(method), tmp_path / "f.pdf", [stage], copies=1)
    (page,) = pages_of(tmp_path / "f.pdf")
    return page


@pytest.mark.parametrize(
    ("method", "stage", "in_order"),
    [
        ("force-field", "read", ("Go ", "Go if ", "Not yet ", "on what condition?")),
        ("force-field", "state", ("Clear ", "Not clear ", "Say what is missing")),
        ("force-field", "act", ("Which force?", "Weakens what holds back", "Your idea", "First step")),
        ("focused-conversation", "decisional", ("The line", "This line is", "Who takes it on", "By when")),
        ("six-hats", "blue-close", ("The line", "This line is", "Who takes it on", "By when")),
        ("open-space", "sessions", ("Which topic?", "What is it?", "Main points", "Next steps")),
        ("open-space", "huddle", ("huddle\u2019s topic", "What will be done", "Who ", "By when")),
        ("kj", "title", ("Which group?", "What do these say together?")),
        ("kj", "relations", ("This group", "leads to", "to this group", "Why, in a word or two")),
        ("kj", "combine", ("The same: make them one", "Two: keep them apart")),
        ("board-storm", "rounds", ("Blue", "Your line")),
        ("arrival", "sign-in", ("Are you happy to be in photos?", "What would make it easier to take part?")),
    ],
)
def test_a_slip_has_its_boxes_and_what_is_written_stands_under_its_own_words(
    tmp_path: Path, method: str, stage: str, in_order: tuple[str, ...]
) -> None:
    page = slip(tmp_path, method, stage)
    places = [page.index(words) for words in in_order]
    assert places == sorted(places)


def test_a_slip_too_long_for_half_a_page_has_a_page_of_its_own(tmp_path: Path) -> None:
    workshop = day_of("scenario-workshop", groups=200)
    forms(workshop, tmp_path / "f.pdf", ["ideas"], copies=2)
    pages = pages_of(tmp_path / "f.pdf")
    assert len(pages) == 2
    assert all("N199" in page and "What stands in the way" in page for page in pages)
    assert len(PdfReader(tmp_path / "f.pdf").pages) == 2
