"""Evaluations of a whole programme: counts added where the words are the same, and nothing told of few forms."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from programme_waves import programme
from survey_day import AT, GROUPS, RATED, day, filled

from facilitator.activities import library
from facilitator.activities.survey.evaluations import evaluations, pools
from facilitator.cli import run
from facilitator.documents import overall_summary
from facilitator.documents.contract import Order
from facilitator.documents.writing import make
from facilitator.looks.rendering import Form
from facilitator.model import acts
from facilitator.model.entry import Draft
from facilitator.model.fingerprint import fingerprint
from facilitator.model.programme import Programme
from facilitator.model.record import in_order_of_days
from facilitator.programme.disclosure import decided
from facilitator.records.against import compare
from facilitator.records.exports import export_whole
from facilitator.records.tables import tables
from facilitator.store.feed import open_or_create


def held(
    workshop: str, forms: Sequence[dict[str, Any]], *, version: str = "E1", present: int | None = None, when: str = ""
) -> list[Draft]:
    """A workshop with an evaluation; version E2 asks one question in other words."""
    method = library.find("evaluation")
    if version != "E1":
        (stage,) = method.stages
        survey = dict(stage.options["survey"])
        changed = {"purpose_met": "Did you get what you came for?"}
        questions = [{**q, "text": changed.get(q["id"], q["text"])} for q in survey["questions"]]
        survey |= {"version": version, "questions": questions}
        method = replace(method, stages=(replace(stage, options={**stage.options, "survey": survey}),))
    info = {"title": f"Day {workshop}", "date": when or "2011-11-15"}
    drafts = acts.create(info, [method], groups=GROUPS, workshop=workshop)
    drafts.append(Draft("attendance", {"groups": {"VCS": len(forms), "CCM": 2, "LA": 0, "PAR": 0}}, workshop))
    drafts.append(Draft("stage_opened", {}, workshop, "evaluation"))
    if present:
        drafts.append(Draft("forms_given_out", {"present": present}, workshop, "evaluation"))
    for n, answers in enumerate(forms):
        body = {"version": version, "answers": dict(answers), "token": f"{workshop}-{n}", "source": "phone"}
        drafts.append(Draft("answers", body, workshop, "evaluation"))
    return [*drafts, Draft("stage_closed", {}, workshop, "evaluation")]


def rated(*scores: int, **more: Any) -> list[dict[str, Any]]:
    return [{"overall": score, **more} for score in scores]


def printed(made: Programme, form: Form = "html") -> str:
    order = Order(next(iter(made.workshops.values())), made, AT)
    content, plain = make(overall_summary.DOCUMENT, order, form)
    assert not plain
    return " ".join(content.decode().replace("<", " <").split()) if form == "html" else ""


def rows(made: Programme, folder: Path) -> list[dict[str, str]]:
    (path,) = (p for p in export_whole(made, ["csv"], folder, made_at=AT) if p.name.endswith("_evaluation.csv"))
    return list(csv.DictReader(io.StringIO(path.read_text(encoding="utf-8-sig"))))


def whole(made: Programme, folder: Path, item: str) -> dict[str, str]:
    """The counts of an item over all workshops, by value."""
    return {r["value"]: r["count"] for r in rows(made, folder) if (r["workshop"], r["item"]) == ("all", item)}


def test_the_same_words_are_added_up_and_others_stand_side_by_side(tmp_path: Path) -> None:
    made = programme(
        held("w1", filled(), present=23),
        held("w2", [{**form, "overall": 4} for form in filled()[:20]], present=22, version="E2", when="2012-11-20"),
    )
    assert whole(made, tmp_path, "overall") == {"1": "0", "2": "1", "3": "3", "4": "31", "5": "8"}
    assert whole(made, tmp_path, "purpose_met") == {}
    text = printed(made)
    for words in (
        "43 forms from 2 workshops, of 45 people present when they were given out (96 %).",
        "Overall, how was today?",
        "39 of 43 (91 %)",
        "The words changed: shown side by side, never added",
        "Form E1, 2011, 1 workshop",
        "Form E2, 2012, 1 workshop",
        "Did it do what it set out to do?",
        "Did you get what you came for?",
        "0, 1, 3, 11, 8",
    ):
        assert words in text, words


def test_the_sample_days_figures_are_alone_what_they_are_in_its_own_summary() -> None:
    made = programme(day())
    (workshop,) = made.workshops.values()
    found = {pool.question.id: pool.count().numbers for pool in pools([workshop])}
    assert {name: found[name] for name in RATED} == RATED


@pytest.mark.parametrize("forms", [1, 4])
def test_a_workshop_with_few_forms_is_in_no_sum_that_somebody_may_have_from_before_it(
    forms: int, tmp_path: Path
) -> None:
    made = programme(
        held("w1", rated(*[4] * 10, *[3] * 10)), held("w2", rated(*[5] * 6, 3, 4, 2)), held("w3", rated(*[1] * forms))
    )
    assert whole(made, tmp_path, "overall")["1"] == "0"
    table = [r for r in rows(made, tmp_path) if r["item"] == "overall" and r["group"] == "all"]
    told = {r["workshop_id"] for r in table if r["shown"] == "yes" and r["workshop_id"]}
    assert told == {"w1", "w2"}
    text = printed(made)
    assert "1 workshop with fewer than 5 forms is in no sum and has no row of its own." in text
    for workshop in made.workshops.values():
        own = tables(made, workshop, AT)
        asked = [r for r in own.get("counts", []) if r["question"] == "Overall, how was today?"]
        assert bool(asked) == (workshop.id in told)


@given(st.lists(st.lists(st.integers(1, 5), min_size=1, max_size=12), min_size=2, max_size=4))
@settings(max_examples=30)
def test_what_is_left_of_a_sum_without_the_rows_that_are_told_is_nothing_or_of_enough(
    scores: list[list[int]],
) -> None:
    made = programme(*(held(f"w{n}", rated(*some)) for n, some in enumerate(scores)))
    decision, workshops = decided(made), in_order_of_days(made.workshops.values())
    pool = next((each for each in pools(workshops) if each.question.id == "overall"), None)
    if pool is None:
        return
    own = {one.where: one.count(question, decision) for one, question in pool.asked}
    left = pool.count().n - sum(count.n for count in own.values() if count)
    assert left == 0 or left >= decision.least or pool.count().n < decision.least
    assert all(count is None or count.n >= decision.least for count in own.values())


def test_the_overall_summary_from_the_command_line_is_of_the_whole_programme(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "year.facilitator"
    with open_or_create(path) as feed:
        feed.append([*held("w1", rated(*[4] * 6)), *held("w2", rated(*[5] * 7))])
    out = tmp_path / "all.pdf"
    assert run(["summary", str(path), "--overall", "--out", str(out)]) == 0
    assert capsys.readouterr().err == ""
    from facilitator.records import load

    made = load.programme(path)
    (found,) = compare(made, out)
    assert found.verdict == "same"
    assert fingerprint(made).digest.encode() in out.read_bytes()
    assert run(["document", str(path), "overall-summary", "--format", "docx", "--out", str(tmp_path / "a.docx")]) == 0
    assert run(["export", str(path), "--overall", "--everything", "--out", str(tmp_path / "all")]) == 0
    assert [p.name for p in (tmp_path / "all").iterdir() if p.name.endswith("overall-summary.pdf")]


def test_without_a_workshop_held_there_is_nothing_to_sum_up() -> None:
    made = programme(acts.create({"title": "To come"}, [library.find("evaluation")], workshop="w1"))
    order = Order(next(iter(made.workshops.values())), made, AT)
    assert overall_summary.DOCUMENT.nothing(order) == "No workshop of this programme was held yet."
    assert evaluations(list(made.workshops.values())) == []


def test_no_forms_is_said_and_attendances_are_told_from_people() -> None:
    made = programme(held("w1", rated(*[4] * 6)), held("w2", []))
    text = printed(made)
    assert "no form came back" in text
    assert "who came twice is counted twice" in text
    assert "how many different people came is not known" in text
