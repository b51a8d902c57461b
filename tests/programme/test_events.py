"""Who came to all events and how many people that were, and what became of promises: exact, and small groups kept."""

from __future__ import annotations

import random
import re
from collections import Counter
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from attack import Reader
from facilitator.activities import library
from facilitator.documents.contract import Order, find
from facilitator.documents.writing import make
from facilitator.model import acts
from facilitator.model.entry import Draft, Entry
from facilitator.model.programme import Programme
from facilitator.programme import contract, sample
from facilitator.programme.disclosure import decided
from facilitator.programme.events.bodies import ExpectedTold, PeopleTold, PromiseFollowed
from facilitator.programme.events.promises import months_after
from facilitator.programme.events.report import tables

GROUPS = [{"id": name, "label": f"Group {name}"} for name in ("a", "b", "c", "d")]


def held(*came: dict[str, int], more: tuple[Draft, ...] = ()) -> Programme:
    """A programme of so many workshops, to each of which so many people of each group came."""
    drafts = [Draft("programme", {"title": "Two years"})]
    for no, groups in enumerate(came, 1):
        where = f"w{no}"
        drafts += acts.create({"title": f"Event {no}"}, [library.find("evaluation")], groups=GROUPS, workshop=where)
        drafts += [Draft("attendance", {"groups": groups}, where), Draft("stage_opened", {}, where, "evaluation")]
    made = contract.empty()
    made.fold_all(
        Entry(n, each.key, each.workshop, each.stage, 1_400_000_000_000 + n, "", each.kind, each.body)
        for n, each in enumerate((*drafts, *more), 1)
    )
    return made


def rows(programme: Programme, least: int = 5) -> list[dict[str, object]]:
    return tables(programme, decided(programme, least=least))["attendance"]


def test_attendances_and_different_people_stand_beside_each_other() -> None:
    made = held(
        {"a": 10, "b": 6},
        {"a": 12, "b": 8},
        more=(
            ExpectedTold("w1", {"a": 12, "b": 6}).draft(""),
            ExpectedTold("w2", {"a": 12, "b": 7}).draft(""),
            PeopleTold({"a": 14, "b": 9}).draft(""),
        ),
    )
    told = [tuple(row.values()) for row in rows(made) if row["group"] in ("", "Group a")]
    assert [each[0] for each in told] == ["Event 1", "Event 1", "Event 2", "Event 2", "", ""]
    assert [each[3:6] for each in told] == [(18, 16, 16), (12, 10, 10), (19, 20, 20), (12, 12, 12), (37, 36, 23),
                                            (24, 22, 14)]  # fmt: skip


def test_what_nobody_counted_is_empty_and_not_nothing() -> None:
    made = held({"a": 10}, {"a": 9}, more=(ExpectedTold("w1", {"a": 12}).draft(""),))
    whole = next(row for row in rows(made) if not row["workshop"] and not row["group"])
    assert (whole["expected"], whole["came"], whole["people"], whole["shown"]) == ("", 19, "", True)


def test_a_small_group_is_hidden_whole_and_so_is_what_would_tell_it() -> None:
    made = held({"a": 10, "b": 6, "c": 5, "d": 4}, more=(ExpectedTold("w1", {"d": 6}).draft(""),))
    hidden = [row for row in rows(made) if row["shown"] is False]
    assert {row["group"] for row in hidden} == {"Group c", "Group d"}
    assert all(row[name] == "" for row in hidden for name in ("expected", "came", "people"))
    content, plain = make(find("attendance"), Order(made.workshops["w1"], made, 0), "html")
    assert not plain and "A dash stands for fewer than 5 people of a group" in content.decode()


@pytest.mark.parametrize("least", [5, 6, 8, 10])
@pytest.mark.parametrize("seed", range(10))
def test_no_hidden_head_count_is_found_out(seed: int, least: int) -> None:
    chance, names = random.Random(seed), [group["id"] for group in GROUPS]
    counts = [{name: chance.choice([0, 0, 2, 3, 4, 5, 6, 9, 14]) for name in names} for _ in range(4)]
    people = {name: max(day[name] for day in counts) + chance.choice([0, 1, 4]) for name in names}
    made = held(*counts, more=(PeopleTold(people).draft(""),))
    told = {(str(row["workshop"]), str(row["group"])): row["came"] for row in rows(made, least) if row["shown"]}
    reader = Reader((_cells(*place), int(str(n))) for place, n in told.items())
    for no, day in enumerate(counts, 1):
        for name, n in day.items():
            if n and (f"Event {no}", f"Group {name}") not in told:
                low, high = reader.bounds([(no, name)])
                by_total = (low, high) == (0, sum(day.values()))  # all that a head count, which is always told, says
                assert high is None or high - low >= least or by_total, (no, name, n)


def _cells(workshop: str, group: str) -> list[tuple[int, str]]:
    """The finest numbers that a row is the sum of."""
    return [
        (no, name)
        for no in range(1, 5)
        for name in "abcd"
        if workshop in ("", f"Event {no}") and group in ("", f"Group {name}")
    ]


def test_the_sample_says_what_became_of_every_promise() -> None:
    made = contract.aspect("events").made(sample.find("poole-programme").said, lambda words: words)
    kinds = Counter(each.kind for each in made)
    assert kinds == {"people_expected": 6, "people_told": 1, "promise_followed": 38}
    told = [PromiseFollowed.read(each.body) for each in made if each.kind == "promise_followed"]
    assert sum(bool(each.agreed) for each in told) == 31
    assert Counter(each.outcome for each in told if each.outcome) == {"done": 9, "partly": 6, "not": 5, "unknown": 5}
    (people,) = (PeopleTold.read(each.body).people for each in made if each.kind == "people_told")
    assert people == {"VCS": 41, "CCM": 9, "LA": 8, "PAR": 13}


def test_a_day_that_is_none_and_an_end_that_nobody_knows_are_refused() -> None:
    made = held({"a": 5})
    assert made.check(PromiseFollowed("x", date="31.3.2012").draft(""))
    assert not made.check(PromiseFollowed("x", date="2012-03-31", outcome="done").draft(""))
    assert PromiseFollowed.read({"target": "x", "outcome": "perhaps"}).outcome is None


@given(st.dates(date(1970, 1, 1), date(2100, 1, 1)), st.integers(0, 24))
def test_some_months_later_is_that_month_and_never_past_its_end(first: date, many: int) -> None:
    later = months_after(first, many)
    assert (later.year * 12 + later.month) - (first.year * 12 + first.month) == many
    assert later.day == first.day or (later.day < first.day and later.day >= 28)


def words(programme: Programme, key: str, *, published: bool) -> str:
    """Everything that a document says, of which `published` is the copy for everybody."""
    order = Order(programme.workshops["w1"], programme, 0, published=published)
    content, plain = make(find(key), order, "html")
    assert not plain
    return " ".join(re.sub("<[^>]+>", " ", content.decode()).split())


def sorted_into_a_theme(**groups: int) -> tuple[Draft, ...]:
    """So many comments of each group in the first workshop, all of one theme, and one that names no group."""
    notes = [
        Draft("note", {"text": f"{group} {n}", "group": group, "source": "phone"}, "w1", "evaluation")
        for group, many in groups.items()
        for n in range(many)
    ]
    keys = tuple(each.key for each in notes)
    return (
        *notes,
        Draft("theme", {"id": "t1", "name": "Being asked"}),
        Draft("coded", {"targets": keys, "theme": "t1"}),
    )


THEME = r"Being asked 32 [0-9, ]+ 12 [0-9, ]+ 7 "
"""How many comments of each group, with the numbers of those behind each figure."""


@pytest.mark.parametrize("key", ["overall-summary", "attendance", "evaluation-summary"])
def test_a_copy_for_everybody_tells_no_group_of_fewer_than_ten_whatever_spans_the_workshops(key: str) -> None:
    more = (*sorted_into_a_theme(a=12, b=7, c=13), PeopleTold({"a": 24, "b": 9, "c": 26}).draft(""))
    made = held({"a": 14, "b": 8, "c": 13}, {"a": 15, "b": 0, "c": 14}, more=more)
    own, copy = (words(made, key, published=each) for each in (False, True))
    told = {
        "overall-summary": ("Group b 8 9", THEME),
        "attendance": ("Group b 8 9",),
        "evaluation-summary": (THEME,),
    }[key]
    for row in told:
        assert re.search(row, own)
        assert not re.search(row, copy)
    assert "10 people" in copy or "10 comments" in copy
