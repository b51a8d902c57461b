"""The printed comparison of two waves and its table: exact, of the same people, and silent where few answered."""

from __future__ import annotations

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pypdf import PdfReader
from survey_day import AT, W, folded
from waves_day import CLOSED, REPORTING, day, form, opened

from facilitator.activities import paper
from facilitator.activities.survey import report
from facilitator.activities.survey.bodies import Reporting
from facilitator.looks.blocks import Figure, Heading, Keep, body
from facilitator.looks.pdf.base import FOOT, UPRIGHT
from facilitator.looks.pdf.document import Document, Fonts
from facilitator.model.suppression import decide, place
from facilitator.records.tables import tables
from filled import pages_of

FONTS = Fonts()


def context(workshop) -> paper.Context:
    """What the section of a day of two waves is made with."""
    runs = [workshop.run(stage) for stage in ("before", "after")]
    decision = decide([table for run in runs for table in report.published(run, place(workshop.id, run.id), ())])
    return paper.Context(workshop.groups, AT, 25, decision=decision, workshop=workshop.id)


def printed(drafts) -> str:
    """What stands on paper in the section of the second wave."""
    workshop = folded(list(drafts))[1]
    parts = report.section(workshop.run("after"), context(workshop))
    target = io.BytesIO()
    document = Document(target, "t", fonts=FONTS)
    document.add(*parts)
    document.build()
    text = "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(target.getvalue())).pages)
    return " ".join(text.split())


def rows_of(drafts):
    programme, workshop = folded(list(drafts))
    return [row for row in tables(programme, workshop, AT)["attitudes"] if row["group"] == "all"]


def test_the_sample_days_statements_are_printed_in_counts_of_the_same_people():
    text = printed(day())
    for words in (
        "Of 22 people who answered both times 10 moved toward agreeing, 11 stayed the same, 1 moved away. "
        "45 % moved toward. 6 agreed before, 11 after.",
        "Of 22 people who answered both times 6 moved toward disagreeing, 15 stayed the same, 1 moved away.",
        "Of 22 people who answered both times 7 moved toward agreeing, 14 stayed the same, 1 moved away.",
        "everyone 25 24 23 22",
        "before 3 7 6 5 1",
        "after 1 4 6 10 1",
        "3 forms have no partner",
        "it is not shown that the workshop moved them",
        "The statements, version S1",
    ):
        assert words in text, words


@pytest.mark.parametrize("lines", range(8, 24, 3))
def test_the_figures_of_a_chart_go_on_under_its_statement_where_half_a_page_would_be_blank(lines, tmp_path):
    workshop = folded(day(reporting=REPORTING))[1]
    parts = report.section(workshop.run("after"), context(workshop))
    document = Document(tmp_path / "x.pdf", "t", fonts=FONTS)
    document.add(Heading("Before", 2), *(body(f"Line {n}") for n in range(lines)), Heading("Waves", 2), *parts)
    document.build()
    pages = pages_of(tmp_path / "x.pdf")
    for page in pages[:-1]:
        assert page[-1].y - FOOT < UPRIGHT.body / 2, page[-1]
    said = [" ".join(line.words for line in page) for page in pages]
    for statement in workshop.run("after").state.instrument.with_role("statement"):
        table = next(words for words in said if statement.text in words and "wave" in words.split(statement.text)[1])
        assert "everyone" in table.split(statement.text)[1]


def test_the_first_wave_says_only_what_came_back():
    workshop = folded(day())[1]
    parts = report.section(workshop.run("before"), context(workshop))
    assert [block.runs[0].words for block in parts] == [
        "24 forms came back.",
        "What moved is printed with the second wave.",
    ]


def test_the_table_for_others_has_the_sample_days_figures():
    found = {row["item"]: row for row in rows_of(day())}
    ways = {item: tuple(found[item][way] for way in ("toward", "same", "away")) for item in found}
    assert ways == {"A1": (10, 11, 1), "A2": (6, 15, 1), "A3": (7, 14, 1)}
    row = found["A2"]
    assert (row["direction"], row["version"], row["survey"], row["shown"]) == ("-", "S1", "attitudes-S1", "yes")
    assert [row[f"before_{n}"] for n in range(1, 6)] == [0, 5, 8, 7, 2]
    assert [row[f"after_{n}"] for n in range(1, 6)] == [0, 4, 14, 3, 1]
    assert [row[name] for name in ("n_attended", "n_before", "n_after", "n_paired")] == [25, 24, 23, 22]


def sample_day():
    """The sample day with its reporting groups."""
    return day(reporting=REPORTING)


def test_the_sample_days_reporting_groups_are_printed_and_no_other():
    text = printed(sample_day())
    for words in (
        "community n=13; toward 7, same 6, away 0 before 3 6 3 1 0 after 1 3 5 4 0",
        "community 14 13 13",
        "statutory 10 10 9",
        "settled before the first form",
    ):
        assert words in text, words
    assert "Parents n=" not in text and "Local authority professionals n=" not in text
    assert text.count("everyone n=22") == 3


def test_the_table_for_others_has_the_reporting_groups():
    programme, workshop = folded(sample_day())
    rows = {(row["item"], row["group"]): row for row in tables(programme, workshop, AT)["attitudes"]}
    assert {group for _item, group in rows} == {"all", "community", "statutory"}
    wanted = {"community": (13, 7, 6, 0, [3, 6, 3, 1, 0], [1, 3, 5, 4, 0])}
    wanted["statutory"] = (9, 3, 5, 1, [0, 1, 3, 4, 1], [0, 1, 1, 6, 1])
    for group, (n, *figures) in wanted.items():
        row = rows["A1", group]
        before, after = ([row[f"{wave}_{point}"] for point in range(1, 6)] for wave in ("before", "after"))
        assert (row["n_paired"], [row[way] for way in ("toward", "same", "away")]) == (n, figures[:3])
        assert (before, after) == (figures[3], figures[4])


def test_partner_groups_that_are_not_put_together_are_told_only_where_nobody_can_find_the_small_ones():
    text = printed(day())
    assert "Too few to show: " in text and "Local authority professionals, Parents" in text
    rows = [row for row in tables(*folded(day()), AT)["attitudes"] if row["shown"] == "no"]
    assert {"Local authority professionals", "Parents"} <= {row["group"] for row in rows}
    assert all(row["toward"] == row["before_1"] == "" for row in rows)


def test_who_does_not_know_is_a_number_of_its_own_beside_the_chart():
    pairs = [({"A1": n % 5 + 1, "A2": 3}, {"A1": 4, "A2": 3}) for n in range(12)]
    pairs += [({"A1": "na"}, {"A1": 3}), ({"A1": "na"}, {"A1": "na"})]
    text = printed(day(pairs))
    assert "Don't know, or it does not apply to me: 2 before, 1 after." in text
    assert "everyone n=12;" in text


def unpaired(n: int = 8):
    """So many before and as many others after."""
    first = [form("before", f"b{at}", {"A1": at % 5 + 1}) for at in range(n)]
    return [*day([]), opened("before"), *first, opened("after"),
            *(form("after", f"a{at}", {"A1": (at + 1) % 5 + 1}) for at in range(n)), CLOSED]  # fmt: skip


def test_two_waves_without_pairs_are_two_groups_and_nobody_moved():
    text = printed(unpaired())
    assert "Two groups of people" in text and "different people may have answered" in text
    assert "n=8" in text
    assert "moved toward" not in text and "everyone 25 8 8 0" in text
    row = next(row for row in rows_of(unpaired()) if row["item"] == "A1")
    assert (row["toward"], row["n_before"], row["n_after"], row["n_paired"]) == ("", 8, 8, 0)


def test_people_who_were_asked_once_did_not_move():
    first = [form("before", f"b{at}", {"A1": at % 5 + 1}) for at in range(8)]
    text = printed([*day([]), *first])
    assert "Here people were asked once" in text and "Two groups of people" not in text
    assert "None returned." in printed(day([]))


def test_a_statement_that_nobody_answered_both_times_has_no_chart():
    text = printed(day([({"A1": n % 4 + 1}, {"A1": n % 4 + 2}) for n in range(8)]))
    assert text.count("Nobody answered it both times.") == 2
    assert "Of 0 people" not in text


def test_of_few_nothing_is_shown_and_the_row_is_empty():
    pairs = [({"A1": 2}, {"A1": n % 2 + 3}) for n in range(4)]
    assert "Too few people answered to show." in printed(day(pairs))
    row = rows_of(day(pairs))[0]
    assert row["shown"] == "no" and row["n_paired"] == row["before_2"] == ""


@pytest.mark.parametrize(
    ("pairs", "words"),
    [
        ([({"A1": 2}, {"A1": n % 2 + 3}) for n in range(6)], "moved toward what is hoped for."),
        ([({"A1": n % 4 + 1}, {"A1": n % 4 + 1}) for n in range(6)], "answered as before."),
        ([({"A1": n % 3 + 3}, {"A1": 4}) for n in range(6)], "answered: Agree."),
    ],
)
def test_few_people_of_one_mind_are_told_as_all_or_nearly_all(pairs, words):
    text = printed(day(pairs))
    assert "ll or nearly all of 6 people" in text and words in text
    assert rows_of(day(pairs))[0]["shown"] == "no"


def test_there_is_no_per_cent_of_fewer_than_twenty():
    pairs = [({"A1": 2}, {"A1": n % 3 + 1}) for n in range(19)]
    assert "%" not in printed(day(pairs))


def test_the_chart_may_have_plain_bars():
    def plain(drafts) -> list[bool]:
        workshop = folded(list(drafts))[1]
        found = report.section(workshop.run("after"), context(workshop))
        parts = [part for block in found if isinstance(block, Keep) for part in block.parts]
        return [part.drawing.plain for part in parts if isinstance(part, Figure)]

    assert plain(day()) == [False] * 3
    assert plain([*day(), Reporting(plain=True).draft(W, "after")]) == [True] * 3
    assert "before 3 7 6 5 1" in printed([*day(), Reporting(plain=True).draft(W, "after")])


POINT = st.one_of(st.integers(1, 5), st.just("na"))


@given(st.lists(st.tuples(POINT, POINT), max_size=12))
def test_what_moved_adds_up_whatever_people_answer(answers):
    pairs = [({"A1": before}, {"A1": after}) for before, after in answers]
    both = sum("na" not in pair for pair in answers)
    row = rows_of(day(pairs))[0]
    if row["toward"] != "":
        assert row["toward"] + row["same"] + row["away"] == both
        assert sum(row[f"before_{n}"] for n in range(1, 6)) == sum(row[f"after_{n}"] for n in range(1, 6)) == both
    else:
        assert row["shown"] == "no" or len(pairs) < 5


GROUP = st.sampled_from(["VCS", "CCM", "LA", "PAR", ""])


@given(st.lists(st.tuples(GROUP, st.integers(1, 5), st.integers(1, 5)), max_size=24), st.booleans())
def test_no_row_of_few_people_is_shown_nor_left_over(answers, merged):
    pairs = [({"A1": a, "partner_group": group}, {"A1": b, "partner_group": group}) for group, a, b in answers]
    drafts = day(pairs, **({"reporting": REPORTING} if merged else {}))
    rows = [row for row in tables(*folded(drafts), AT)["attitudes"] if row["item"] == "A1"]
    shown = [row for row in rows if row["shown"] == "yes" and row["n_paired"]]
    assert all(row["toward"] + row["same"] + row["away"] >= 5 for row in shown if row["toward"] != "")
    groups = [row["n_paired"] for row in shown if row["group"] != "all"]
    left = len(answers) - sum(groups)
    assert not groups or left == 0 or left >= 5
    for row in rows:
        if row["shown"] == "no":
            assert row["toward"] == row["before_1"] == row["after_5"] == ""
