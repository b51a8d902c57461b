"""A vote on paper: rules, n, every number; partner groups only where nobody can be found."""

from __future__ import annotations

import io
from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader
from vote_day import GROUPS, ITEMS, a_vote, act, cast

from facilitator.activities.paper import Context
from facilitator.activities.vote import report, rules
from facilitator.looks.pdf.document import Document
from facilitator.model.item import Item
from facilitator.model.run import StageRun
from facilitator.model.suppression import decide, place


def printed(run: StageRun) -> str:
    context = Context(GROUPS, 1, decision=decide(report.published(run, place("", run.id), ())))
    target = io.BytesIO()
    document = Document(target, "Vote")
    document.add(*report.section(run, context))
    document.build()
    return " ".join(word for page in PdfReader(target).pages for word in page.extract_text().split())


def crowd(run: StageRun, **groups: int) -> StageRun:
    for group, number in groups.items():
        for n in range(number):
            cast(run, f"{group}{n}", group, k0=1, k1=2)
    return run


def test_rules_and_how_many_voted_and_how() -> None:
    run = crowd(a_vote("rank"), A=4)
    act(run, "hand_votes", counts={"key2": 5}, voters=2)
    words = printed(run)
    assert "Each person made up to 3 choices in order, for 3, 2 and 1 points." in words
    assert "6 people voted (n=6): 4 by phone and 2 by hands or on paper." in words
    assert "1 Open the hall 12 4 4 0" in words
    assert "3 One calendar 5 0 0 5" in words


def minds(run: StageRun, **groups: int) -> StageRun:
    """So many ballots of each group, not all of them alike."""
    for group, number in groups.items():
        for n in range(number):
            cast(run, f"{group}{n}", group, **{f"k{n % 2}": 1})
    return run


def test_partner_groups_only_where_each_has_five() -> None:
    told = printed(minds(a_vote("rank"), A=5, B=6))
    assert "CAR (n=5) PAR (n=6)" in told
    assert "fewer than" not in told
    small = printed(minds(a_vote("rank"), A=5, B=4))
    assert "By partner group" not in small
    assert "each group needs 5 ballots" in small
    unknown = minds(a_vote("rank"), A=5, B=6)
    cast(unknown, "nobody", "", k0=1)
    one_less = printed(unknown)
    assert "PAR (n=6)" in one_less and "CAR (n=5)" not in one_less
    assert "Groups with fewer than 5 answers are not shown" in one_less


def test_of_a_small_group_that_voted_alike_nobody_is_told_how() -> None:
    run = minds(a_vote("rank"), A=6)
    for n in range(6):
        cast(run, f"B{n}", "B", k2=1)
    assert "By partner group" not in printed(run)


def test_a_tie_is_said() -> None:
    run = a_vote()
    cast(run, "a", k0=1, k1=1)
    words = printed(run)
    assert "1= Open the hall 1 1 1= Share the keys 1 1" in words
    assert "= shares its place with another." in words


def test_nobody_voted_and_not_held() -> None:
    assert "Nobody voted." in printed(a_vote())
    waiting = a_vote()
    waiting.spans.clear()
    assert "This stage was not held." in printed(waiting)


@settings(max_examples=40)
@given(
    st.lists(st.lists(st.integers(0, 2), min_size=4, max_size=4), max_size=6),
    st.lists(st.integers(0, 4), min_size=4, max_size=4),
    st.lists(st.sampled_from(("", "k0", "k1", "gone")), min_size=4, max_size=4),
)
def test_every_column_adds_up_to_what_the_log_holds(ballots, hands, fates) -> None:
    items: list[Item] = []
    run = a_vote(items=items, budget=8)
    items += [replace(item) for item in ITEMS]
    for number, ballot in enumerate(ballots):
        cast(run, f"t{number}", **{f"k{at}": n for at, n in enumerate(ballot) if n})
    act(run, "hand_votes", counts={f"key{at}": n for at, n in enumerate(hands)}, voters=4)
    for at, fate in enumerate(fates[2:], 2):
        items[at] = replace(ITEMS[at], withdrawn=fate == "gone", into="" if fate in ("", "gone") else f"key{fate[1:]}")
    made, lost = report.rows(run, GROUPS)["votes"], rules.gone(run.state)
    given = sum(map(sum, ballots)) + sum(hands)
    assert sum(row["points"] for row in made) + lost == given
    there = [n for n, item in zip(hands, items, strict=True) if not item.withdrawn]
    assert sum(row["points_by_hands"] for row in made) == sum(there)
    assert (f"{lost} points stood on something withdrawn" in printed(run)) == (lost > 1 and bool(run.state.voters()))


def test_hands_for_something_joined_stand_with_what_it_was_joined_to() -> None:
    items = [ITEMS[0], replace(ITEMS[1], into="key0")]
    run = a_vote(items=items)
    act(run, "hand_votes", counts={"key1": 3}, voters=3)
    assert "1 Open the hall 3 0 3" in printed(run)


def test_points_before_things_were_joined_are_printed() -> None:
    items = [replace(ITEMS[0], text="Hall and keys", was="Open the hall"), replace(ITEMS[1], into="key0"), *ITEMS[2:]]
    run = a_vote("rank", items=items)
    cast(run, "a", k0=1, k1=2)
    cast(run, "b", k1=1, k2=2)
    words = printed(run)
    assert "1 Hall and keys 8" in words
    assert "Before they were joined: \u201cOpen the hall\u201d 3 and \u201cShare the keys\u201d 5." in words


def test_a_tie_that_first_choices_decide_is_said_as_a_tie() -> None:
    run = a_vote("rank")
    cast(run, "a", k0=1, k1=2)
    cast(run, "b", k2=1, k1=2)
    cast(run, "c", k3=1, k2=2, k0=3)
    words = printed(run)
    assert "\u201cOpen the hall\u201d and \u201cShare the keys\u201d have 4 each" in words


def test_ballots_on_paper_are_counted_as_ballots() -> None:
    run = crowd(a_vote("rank"), A=1)
    act(run, "vote", choices={"key2": 1}, source="paper")
    words = printed(run)
    assert "2 people voted (n=2): 1 by phone and 1 by hands or on paper." in words
    assert "1 One calendar 3 1 0 3" in words or "2 One calendar 3 1 0 3" in words or "1= One calendar 3 1 0 3" in words


def test_voters_are_told_of_those_who_took_part() -> None:
    run = crowd(a_vote(), A=8)
    target = io.BytesIO()
    document = Document(target, "Vote")
    document.add(*report.section(run, Context(GROUPS, 1, 23)))
    document.build()
    said = " ".join(word for page in PdfReader(target).pages for word in page.extract_text().split())
    assert "8 people voted (n=8 of 23): 8 by phone." in said
    assert "The records keep each ballot with a random mark and the partner group, without a name." in said
    assert "private" not in said


def test_rows_have_every_number() -> None:
    run = crowd(a_vote("rank"), A=2)
    first = report.rows(run, GROUPS)["votes"][0]
    assert {name: first[name] for name in ("place", "tied", "voted_on", "points", "first_choices", "n")} == {
        "place": 1, "tied": False, "voted_on": "Open the hall", "points": 6, "first_choices": 2, "n": 2,
    }  # fmt: skip
