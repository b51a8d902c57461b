"""Surveys over a whole programme: waves months apart, statements added up, and nothing told of few by subtraction."""

from __future__ import annotations

import csv
import io
import re
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from programme_waves import asks, both, held, programme
from pypdf import PdfReader
from survey_day import AT, GROUPS, W
from waves_day import REPORTING, day

from facilitator.activities.survey.across_waves import surveys
from facilitator.documents import contract
from facilitator.documents.writing import write
from facilitator.looks.pdf.document import Document, Fonts
from facilitator.model import acts
from facilitator.model.entry import Draft
from facilitator.model.programme import Programme
from facilitator.model.record import in_order_of_days
from facilitator.model.suppression import HIDDEN
from facilitator.programme import across
from facilitator.programme.disclosure import decided
from facilitator.records.exports import export_whole

FONTS = Fonts()


def months_apart(**options: Any) -> Programme:
    """The sample day's statements, asked before in spring and after in summer; 24 and 23 answered, 22 both times."""
    first, second = both()
    alone = {"A1": 2, "A2": 4, "A3": 3}
    first += [("", {**alone, "partner_group": group}) for group in ("VCS", "CCM")]
    second += [("", {"A1": 4, "A2": 3, "A3": 4, "partner_group": "LA"})]
    return programme(
        held("spring01", "Spring", "before", first, **options),
        held("summer01", "Summer", "after", second, **options),
    )


def printed(made: Programme) -> str:
    """What stands on paper about the whole programme."""
    target = io.BytesIO()
    document = Document(target, "t", fonts=FONTS)
    document.add(*across.sections(made, decided(made)))
    document.build()
    text = "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(target.getvalue())).pages)
    return " ".join(text.split())


def rows(made: Programme, folder: Path) -> list[dict[str, str]]:
    """The table of attitudes in the records of the whole programme."""
    (path,) = (p for p in export_whole(made, ["csv"], folder, made_at=AT) if p.name.endswith("_attitudes.csv"))
    return list(csv.DictReader(io.StringIO(path.read_text(encoding="utf-8-sig"))))


def test_two_waves_of_two_workshops_are_paired_and_told_first_of_the_same_people() -> None:
    text = printed(months_apart(reporting=REPORTING))
    for words in (
        "Asked first in Spring (15 November 2011), and again in Summer (14 January 2012).",
        "everyone 25 24 23 22",
        "Of 22 people who answered both times 10 moved toward agreeing, 11 stayed the same, 1 moved away.",
        "before 3 7 6 5 1",
        "after 1 4 6 10 1",
        "community n=13; toward 7, same 6, away 0",
        "Asked 60 days apart. 25 people were there the second time.",
        "The statements, version S1",
    ):
        assert words in text, words
    assert text.index("10 moved toward") < text.index("before 3 7 6 5 1")


@pytest.mark.parametrize("key", ["overall-summary", "evaluation-summary"])
def test_a_copy_for_everyone_tells_of_groups_from_ten_people_on(key: str, tmp_path: Path) -> None:
    made = months_apart(reporting=REPORTING)
    for published, told in ((False, True), (True, False)):
        out = tmp_path / f"{published}.html"
        write(contract.find(key), made.workshops["spring01"], made, out, made_at=AT, form="html", published=published)
        said = re.sub(r"<[^>]+>", "", out.read_text(encoding="utf-8"))
        assert ("n=9; toward" in said) is told
        assert key != "overall-summary" or f"only from {10 if published else 5} people on" in said


def test_the_records_of_the_programme_have_the_survey_with_the_names_of_its_workshops(tmp_path: Path) -> None:
    found = rows(months_apart(reporting=REPORTING), tmp_path)
    told = {(row["item"], row["group"]): row for row in found if row["workshop"] == "Spring; Summer"}
    assert {group for _item, group in told} == {"all", "community", "statutory"}
    row = told["A2", "all"]
    assert [row[name] for name in ("n_attended", "n_before", "n_after", "n_paired")] == ["25", "24", "23", "22"]
    assert [row[name] for name in ("toward", "same", "away", "shown", "direction")] == ["6", "15", "1", "yes", "'-"]
    assert [row[f"after_{n}"] for n in range(1, 6)] == ["0", "4", "14", "3", "1"]
    assert (row["survey"], row["version"], row["dk_before"]) == ("attitudes-S1", "S1", "0")


def test_one_wave_is_not_told_by_itself_where_its_people_are_told_with_the_other(tmp_path: Path) -> None:
    made = months_apart()
    alone = [row for row in rows(made, tmp_path) if row["workshop"] in ("Spring", "Summer")]
    assert alone and all(row["shown"] == "no" and row["before_1"] == row["after_1"] == "" for row in alone)
    decision, (survey,) = decided(made), surveys(in_order_of_days(made.workshops.values()))
    keys = [key for key in decision.told if key[0].startswith(("before ", "after "))]
    assert keys == []
    assert all(decision.state(("before A1", part.where)) == HIDDEN for part in survey.parts)


def test_other_words_are_never_put_together_and_that_is_said() -> None:
    first, second = both()
    made = programme(
        held("spring01", "Spring", "before", first), held("summer01", "Summer", "after", second, version="S2")
    )
    text = printed(made)
    assert "the first time in version S1, and the second time in version S2" in text
    assert "moved toward" not in text


def test_too_few_pairs_are_two_groups_of_people_and_each_wave_is_told_where_it_was_asked(tmp_path: Path) -> None:
    pairs = [({"A1": n % 5 + 1}, {"A1": n % 4 + 2}) for n in range(9)]
    first, second = both(pairs)
    made = programme(
        held("spring01", "Spring", "before", first), held("summer01", "Summer", "after", [("", a) for _c, a in second])
    )
    assert "0 people could be paired, which is too few" in printed(made)
    told = {row["workshop"]: row for row in rows(made, tmp_path) if row["item"] == "A1"}
    assert set(told) == {"Spring", "Summer"}
    assert [told["Spring"][f"before_{n}"] for n in range(1, 6)] == ["2", "2", "2", "2", "1"]


def again(workshop: str, drafts: list[Draft]) -> list[Draft]:
    """The same day as another workshop."""
    return [Draft(d.kind, d.body, workshop, d.stage) for d in drafts]


def test_statements_in_the_same_words_are_added_up_over_workshops(tmp_path: Path) -> None:
    made = programme(day(reporting=REPORTING), again("wday0002", day(reporting=REPORTING)))
    told = {(row["item"], row["group"]): row for row in rows(made, tmp_path) if row["workshop"] == "all"}
    row = told["A1", "all"]
    assert [row[name] for name in ("n_attended", "n_before", "n_paired", "toward", "same", "away")] == [
        *("50", "48", "44"),
        *("20", "22", "2"),
    ]
    assert [told["A1", "community"][name] for name in ("n_paired", "toward")] == ["26", "14"]
    text = printed(made)
    assert "Added up over 2 workshops" in text
    assert "Of 44 people who answered both times 20 moved toward agreeing" in text


def test_a_statement_in_two_wordings_stands_side_by_side_and_is_never_added_up(tmp_path: Path) -> None:
    other = asks("after", "S2").stages[0].options["survey"]
    third = [
        Draft(d.kind, {**d.body, "version": "S2"} if d.kind == "answers" else d.body, "wday0003", d.stage)
        for d in day(reporting=REPORTING, survey=other)
    ]
    made = programme(day(reporting=REPORTING), again("wday0002", day(reporting=REPORTING)), third)
    pooled = {row["item"]: row for row in rows(made, tmp_path) if (row["workshop"], row["group"]) == ("all", "all")}
    assert {item: (row["version"], row["n_paired"]) for item, row in pooled.items()} == {
        "A1": ("S1;S2", "66"),
        "A2": ("S1", "44"),
        "A3": ("S1;S2", "66"),
    }
    text = printed(made)
    assert "A2 as it was worded in S1, not added to any other wording" in text
    assert "A2 as it was worded in S2, not added to any other wording" in text
    assert "Of 66 people who answered both times 30 moved toward agreeing" in text
    assert "Of 44 people who answered both times 12 moved toward disagreeing" in text
    assert "Of 22 people who answered both times 6 moved toward disagreeing" in text


def test_groups_that_are_put_together_in_different_ways_are_not_added_up(tmp_path: Path) -> None:
    other = [{"id": "community", "label": "community", "of": ["VCS", "CCM"]}]
    made = programme(day(reporting=REPORTING), again("wday0002", day(reporting=other)))
    assert {row["group"] for row in rows(made, tmp_path) if row["workshop"] == "all"} == {"all"}


def test_one_workshop_has_nothing_to_say_of_several() -> None:
    made = programme(day())
    assert across.sections(made, decided(made)) == []
    empty = acts.create({"title": "No survey"}, [], groups=GROUPS, workshop=W)
    none, decision = programme(empty), decided(programme(empty))
    assert across.sections(none, decision) == [] == list(across.rows(none, decision))


GROUP = st.sampled_from(["VCS", "CCM", "LA", "PAR", ""])
ANSWERS = st.lists(st.tuples(GROUP, st.integers(1, 5), st.integers(1, 5)), max_size=18)


@given(ANSWERS, ANSWERS, ANSWERS)
def test_no_small_group_is_told_in_any_workshop_nor_left_over_from_the_whole(one, two, apart) -> None:
    def of(answers):
        return [({"A1": a, "partner_group": g}, {"A1": b, "partner_group": g}) for g, a, b in answers]

    first, second = both(of(apart))
    made = programme(
        day(of(one), reporting=REPORTING),
        again("wday0002", day(of(two), reporting=REPORTING)),
        held("spring01", "Spring", "before", first, reporting=REPORTING),
        held("summer01", "Summer", "after", second, reporting=REPORTING),
    )
    decision = decided(made)
    shown: dict[str, dict[str, int]] = {}
    for survey in surveys(in_order_of_days(made.workshops.values())):
        whole = len(survey.waves.pairs)
        assert not survey.enough or decision.counts(
            (next(key[0] for key in decision.told if key[0].startswith("moved A1")), survey.where)
        ) == (whole >= 5)
    for row in across.rows(made, decided(made)).get("attitudes", []):
        if row["item"] == "A1" and row["shown"]:
            shown.setdefault(row["workshop"], {})[row["group"]] = row["toward"] + row["same"] + row["away"]
    for counts in shown.values():
        assert all(n >= 5 for n in counts.values())
        groups = [n for name, n in counts.items() if name != "all"]
        left = counts.get("all", sum(groups)) - sum(groups)
        assert not groups or left == 0 or left >= 5
