"""A vote on paper: rules, n, every number; partner groups only where nobody can be found."""

from __future__ import annotations

import io

from pypdf import PdfReader
from vote_day import GROUPS, a_vote, act, cast

from facilitator.activities.paper import Context
from facilitator.activities.vote import report
from facilitator.looks.pdf.document import Document
from facilitator.model.run import StageRun


def printed(run: StageRun) -> str:
    context = Context(GROUPS, 1)
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
    assert "Each person chose up to 3 in order; they count 3, 2, 1 points." in words
    assert "6 people voted (n=6): 4 by phone and 2 by hands or on paper." in words
    assert "1 Open the hall 12 4 4 0" in words
    assert "3 One calendar 5 0 0 5" in words


def test_partner_groups_only_where_each_has_five() -> None:
    assert "By partner group" in printed(crowd(a_vote("rank"), A=5, B=6))
    small = printed(crowd(a_vote("rank"), A=5, B=4))
    assert "By partner group" not in small
    assert "each group needs 5 ballots" in small
    unknown = crowd(a_vote("rank"), A=5, B=6)
    cast(unknown, "nobody", "", k0=1)
    assert "By partner group" not in printed(unknown)


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


def test_rows_have_every_number() -> None:
    run = crowd(a_vote("rank"), A=2)
    first = report.rows(run, GROUPS)["votes"][0]
    assert {name: first[name] for name in ("place", "tied", "voted_on", "points", "first_choices", "n")} == {
        "place": 1, "tied": False, "voted_on": "Open the hall", "points": 6, "first_choices": 2, "n": 2,
    }  # fmt: skip
