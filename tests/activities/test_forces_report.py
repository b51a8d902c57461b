"""The printed force field: the sample day's figures in the text of the PDF, and nothing that must not be printed."""

from __future__ import annotations

import io

import pytest
from forces_day import FORCES, Day, whole_day
from pypdf import PdfReader

from facilitator.activities.forces import report
from facilitator.activities.paper import Context
from facilitator.looks.pdf.document import Document
from facilitator.model.suppression import decide, place

PHASES = ("state", "name", "merge", "score", "spread", "act", "read")


def printed(day: Day, *stages: str) -> str:
    """The words on paper of some stages, white space made even."""
    tables = [table for run in day.workshop.stages for table in report.published(run, place("", run.id), ())]
    context = Context(day.workshop.groups, day.at, decision=decide(tables))
    target = io.BytesIO()
    document = Document(target, "Force field")
    for stage in stages or PHASES:
        document.add(*report.section(day.run(stage), context))
    document.build()
    return " ".join(word for page in PdfReader(target).pages for word in page.extract_text().split())


@pytest.fixture(scope="module")
def words() -> str:
    return printed(whole_day())


def test_the_sample_days_sums(words: str) -> None:
    assert "today 19 5 3.8 24 6 4.0 \u22125 0.44" in words
    assert "expected after 19 5 3.8 22 6 3.7 \u22123 0.46" in words
    assert "Totals favour the side that listed more forces" in words
    assert "Leverage = strength \u00d7 changeability (1 to 25)" in words


def test_every_force_with_its_numbers_and_their_n(words: str) -> None:
    for _id, text, strength, low, high, n, change, _reason in FORCES:
        assert text.split()[0] in words
        assert f"{strength} [{low}\u2013{high}] {n} {change} [{change}\u2013{change}] 24 {strength * change}" in words
    assert "kept at 4 after hearing a 1 and a 5" in words
    assert "2 sources: with no." in words


def test_leverage_restrainers_first() -> None:
    acted = printed(whole_day(), "act")
    after = acted.index("Restraining forces")
    scores = [("16 4", "Contract size"), ("16 4", "Thin governance"), ("15 5", "Small groups")]
    scores += [("15 3", "Earlier"), ("12 3", "Fear"), ("5 5", "Budget unknown")]
    for score, text in scores:
        place = acted.index(text, after)
        assert acted.index(score, after) < place
        after = place
    assert acted.index("Driving forces") > after
    assert "Hard to move from here, to plan to live with: Budget unknown beyond 18 months." in acted
    assert "Weaken: split lots so a small" in acted


def test_clarity_verdict_and_condition(words: str) -> None:
    assert "22 found it clear, 3 did not (n=25)." in words
    assert "The verdict of those who answered: 4 go, 18 go if, 3 not yet (n=25)." in words
    assert "Go if: a tested small service first" in words
    assert "Which services are meant?" in words


def test_groups_with_few_raters_are_not_printed_apart(words: str) -> None:
    assert "Numbers by partner group are not shown" in words
    assert "gap" not in words


def test_groups_large_enough_are_printed_with_their_gap() -> None:
    day = Day()
    day.name_forces()
    day.open("score")
    for person in range(10):
        group, value = ("VCS", 5 - person // 4) if person < 5 else ("LA", 2 + person // 9)
        day.act("score", "rating", target="D1", scale="strength", value=value, token=f"t{person}", group=group)
    found = printed(day, "score")
    assert "2 (n=5)" in found
    assert "5 (n=5)" in found
    assert "median strength by partner group" in found


def test_nothing_happened() -> None:
    assert printed(Day()).count("This stage was not held.") == 7
    day = Day()
    for stage in PHASES:
        day.open(stage)
    found = printed(day)
    assert "No contributions." in found
    assert "No verdict was taken." in found


def test_withheld_words_are_counted_not_printed() -> None:
    day = whole_day()
    day.act("name", "hidden", target="R4", reason="names someone")
    found = printed(day)
    assert "Fear of losing identity" not in found
    assert "1 item withheld (names someone 1)." in found


def test_what_was_set_aside_and_mirrored_is_named() -> None:
    day = whole_day()
    day.act("merge", "note", "M", text="Local groups lack trust of families", fields={"side": "restrainer"})
    day.act("merge", "moved", target="D5", fields={"aside": True})
    found = printed(day, "merge")
    assert "Set aside, not scored: \u201cPressure to show early-help results\u201d." in found
    assert "Perhaps one idea and its absence" in found


def test_the_tables_for_exports() -> None:
    day = whole_day()
    forces = report.rows(day.run("score"), day.workshop.groups)["forces"]
    assert [row["leverage"] for row in forces] == [s * c for _i, _t, s, _l, _h, _n, c, _r in FORCES]
    assert forces[2]["reason"].startswith("kept at 4")
    actions = report.rows(day.run("act"), day.workshop.groups)["force_actions"]
    assert (actions[0]["effect"], actions[0]["force"]) == ("weaken", "Contract size and tender forms")
    (verdict,) = report.rows(day.run("read"), day.workshop.groups)["verdicts"]
    assert (verdict["D"], verdict["R"], verdict["balance"], verdict["drivers_share"]) == (19, 24, -5, 0.44)
    assert report.rows(day.run("name"), day.workshop.groups) == {}


def test_scores_of_a_force_that_was_withdrawn_since_are_named() -> None:
    day = Day()
    day.name_forces()
    day.open("score")
    first = day.run("score").state.scored("driver")[0]
    day.rate(first.key, "strength", [3, 4])
    assert "not in the table any more" not in printed(day, "score")
    day.act("name", "withdrawn", target=first.key, by="phone")
    assert "2 scores were given to forces that are not in the table any more." in printed(day, "score")


def test_scores_of_a_force_that_was_joined_since_stand_with_its_own_words() -> None:
    day = whole_day()
    day.act("merge", "merged", targets=["D5"], into="D1")
    words = printed(day, "score")
    numbers = {note.key: note.no for note in day.run("score").notes}
    joined = f"Joined with {numbers['D1']}: \u201cPressure to show early-help results\u201d"
    assert f"{joined} 3 [2\u20135] 23 2 [2\u20132] 24" in words
    assert "not in the table any more" not in words
