"""Rotating, by its rules: numbers, plans, late arrivals and leavers, wishes, boards, ticks and highlights."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations, product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rotate_day import GROUPS, PEOPLE, Day, dating, storm

from facilitator.activities.rotate import pace, planning, rules, schedule, stations
from facilitator.activities.rotate.facts import Seat, State
from facilitator.model.entry import Draft
from facilitator.model.method import Stage


def held(day: Day, rounds: int = 4) -> None:
    """Hold so many rounds."""
    while day.run("rounds").round < rounds or day.run("rounds").state.part != "talk":
        day.step()


def state_of(count: int, form: str = "pairs", groups: str = "", **options: object) -> State:
    stage = Stage("brief", "Brief", "rotate", options={"play": "dating", "phase": "seats", "form": form, **options})
    group = [groups[n % len(groups)] if groups else "" for n in range(count)]
    return State(stage, seats={f"s{n}": Seat(f"s{n}", n + 1, group=group[n]) for n in range(count)})


# ---------------------------------------------------------------------- plans


def test_twenty_five_people_in_four_rounds():
    day = dating()
    held(day)
    got = planning.figures(day.run("rounds").state)
    assert (got["people"], got["rounds"], got["again"], got["waited"], got["trios"]) == (25, 4, 0, 0, 4)
    assert got["met"] == 4 * (11 + 3)
    assert got["crossing"] / got["known"] >= 0.9


@settings(max_examples=30)
@given(st.integers(2, 40), st.sampled_from(["pairs", "tables", "groups"]), st.integers(1, 5))
def test_nobody_is_left_out_and_nobody_sits_alone(count, form, rounds):
    plan = planning.make(state_of(count, form, "abc"), 1, rounds)
    assert len(plan) == rounds
    for here in plan:
        assert sorted(key for place in here for key in place) == sorted(f"s{n}" for n in range(count))
        assert all(len(place) >= 2 for place in here)


def test_a_full_round_of_pairs_meets_everybody_once():
    plan = planning.make(state_of(8), 1, 7)
    assert set(schedule.meetings(plan).values()) == {1}
    assert schedule.coverage(plan, [f"s{n}" for n in range(8)]) == (28, 28)


def test_five_tables_of_five_meet_all_in_six_rounds():
    plan = planning.make(state_of(25, "tables", "abcd", size=5), 1, 6)
    assert schedule.coverage(plan, [f"s{n}" for n in range(25)]) == (300, 300)


@pytest.mark.parametrize(("a", "b"), [(11, 14), (10, 14), (5, 8), (7, 7)])
def test_two_sides_one_sits(a, b):
    state = state_of(a + b, "two-sided")
    for n, seat in enumerate(state.seats.values()):
        seat.group = "A" if n < a else "B"
    plan = planning.make(state, 1, 4)
    sitting = [f"s{n}" for n in range(a)] if a < b else planning.sides_of(state)[0]
    for here in plan:
        assert [place[0] for place in here[:a]] == sitting, "the short side keeps its places"
        assert sum(len(place) for place in here) == a + b
    met = schedule.meetings(plan)
    assert all(times == 1 for pair, times in met.items() if len(pair & set(sitting)) == 1)


def test_sides_far_apart_sit_at_tables_with_one_of_the_short_side_each():
    state = state_of(15, "two-sided")
    for n, seat in enumerate(state.seats.values()):
        seat.group = "A" if n < 4 else "B"
    for here in planning.make(state, 1, 3):
        assert [sum(key in ("s0", "s1", "s2", "s3") for key in place) for place in here] == [1, 1, 1, 1]


def test_who_must_not_move_keeps_the_place():
    state = state_of(11, "pairs", "ab")
    state.seats["s4"].stays = state.seats["s7"].quiet = True
    plan = planning.make(state, 1, 5)
    for key in ("s4", "s7"):
        assert len({next(n for n, place in enumerate(here) if key in place) for here in plan}) == 1


def test_many_stay_where_they_are():
    state = state_of(20, "pairs", "abcd")
    state.rounds = planning.make(state, 1, 4)
    assert all(len(planning.stayers(state, n)) >= 4 for n in (2, 3, 4))


# ---------------------------------------------------------------------- people come and go


def test_a_late_arrival_joins_now_and_is_planned_from_the_next_round():
    day = dating(people=8)
    held(day, 1)
    state = day.run("rounds").state
    first = [tuple(place) for place in state.rounds[0]]
    late = day.seat(9, "PAR", stage="rounds")
    assert [len(place) for place in state.rounds[0]] == [3, 2, 2, 2]
    assert not any(late in place for place in state.rounds[1])
    held(day, 2)
    assert state.place_of(late, 2) is not None
    assert all(set(before) <= set(now) for before, now in zip(first, state.rounds[0], strict=True))
    held(day)
    assert planning.figures(state)["again"] == 0


def changed(people: int, at: int, late: int, leaving: int) -> Day:
    """Four rounds for so many people, of whom some leave and to whom some come while the round `at` goes on."""
    day = dating(people=people)
    held(day, at)
    for seat in day.run("rounds").state.playing()[1::2][:leaving]:
        day.do("rounds", "left", {"target": seat.key})
    for number in range(late):
        day.seat(people + 1 + number, GROUPS[number % 4]["id"], stage="rounds")
    held(day)
    return day


def times_again(rounds: schedule.Plan[str]) -> int:
    """How many meetings are not the first of two people."""
    return sum(times - 1 for times in schedule.meetings(rounds).values())


def every_round(people: list[str]) -> Iterator[schedule.Round[str]]:
    """Every way to sit in pairs, with one trio where people are odd."""
    if not people:
        yield []
        return
    for size in {2, 3 if len(people) % 2 else 2}:
        for others in combinations(people[1:], size - 1):
            rest = [one for one in people[1:] if one not in others]
            if len(rest) != 1:
                yield from ([(people[0], *others), *more] for more in every_round(rest))


@pytest.mark.parametrize("people", range(2, 31))
@pytest.mark.parametrize("at", [1, 2, 3])
def test_people_meet_again_only_where_the_numbers_force_it_when_some_come_late_or_leave(people: int, at: int) -> None:
    for late, leaving in ((1, 0), (3, 0), (0, 1), (0, min(3, people - 1)), (2, 1)):
        state = changed(people, at, late, leaving).run("rounds").state
        again, there = times_again(state.rounds), [seat.key for seat in state.playing()]
        if len(there) > 11:
            assert again == 0, (late, leaving)
        elif len(there) < 6 or (len(there) == 6 and at > 1):
            before = state.rounds[:at]
            ways = list(every_round(there)) if len(there) > 1 else []
            rest = product(*[ways] * (4 - at)) if ways else [()]
            assert again == min(times_again([*before, *more]) for more in rest), (late, leaving)


@settings(max_examples=25, deadline=None)
@given(st.integers(30, 120), st.integers(1, 3), st.integers(0, 3), st.integers(0, 3))
def test_nobody_meets_again_in_four_rounds_of_a_large_room(people: int, at: int, late: int, leaving: int) -> None:
    assert times_again(changed(people, at, late, leaving).run("rounds").state.rounds) == 0


def test_who_comes_back_or_is_left_alone_sits_with_people_they_have_not_met() -> None:
    day = dating(people=12)
    held(day, 3)
    state = day.run("rounds").state
    for seat in list(state.playing())[:4]:
        day.do("rounds", "left", {"target": seat.key})
        day.do("rounds", "seat", {"target": seat.key})
    assert times_again(state.rounds[:3]) == 0


def test_plans_of_the_first_release_are_kept_as_they_were_shown() -> None:
    day = dating(people=8)
    held(day, 1)
    state = day.run("rounds").state
    state.anew = False
    gone, left_alone = state.rounds[0][1]
    day.do("rounds", "left", {"target": gone})
    assert left_alone in state.rounds[0][0]


def test_a_leaver_s_partner_joins_the_place_beside():
    day = dating(people=8)
    held(day, 1)
    state = day.run("rounds").state
    gone, left_alone = state.rounds[0][1]
    day.do("rounds", "left", {"target": gone})
    assert sorted(len(place) for place in state.rounds[0]) == [0, 2, 2, 3]
    assert any(left_alone in place and len(place) == 3 for place in state.rounds[0])
    held(day, 2)
    assert sorted(len(place) for place in state.rounds[1]) == [2, 2, 3]
    day.do("rounds", "seat", {"target": gone})
    assert not state.seats[gone].left


def test_rounds_that_have_begun_are_never_changed_by_a_plan():
    day = dating(people=6)
    held(day, 2)
    state = day.run("rounds").state
    before = [list(here) for here in state.rounds[:2]]
    day.do("rounds", "plan", {"from": 1, "rounds": [[["x", "y"]]] * 4})
    assert state.rounds[:2] == before
    assert state.rounds[2:] == [[("x", "y")]] * 2


def test_overrun_drops_the_last_round_and_not_minutes():
    day = dating(people=6)
    held(day, 2)
    day.do("rounds", "rounds", {"count": 3})
    assert pace.rounds_of(day.run("rounds")) == 3
    day.do("rounds", "rounds", {"count": 1})
    assert pace.rounds_of(day.run("rounds")) == 2
    assert pace.talk_s(day.run("rounds"), 2) == 240


def test_a_watcher_has_no_place_until_they_join_in():
    day = Day("speed-dating")
    day.open("brief")
    keys = [day.seat(n) for n in range(1, 6)]
    day.seat(6, observer=True)
    day.open("rounds")
    held(day, 1)
    state = day.run("rounds").state
    assert sorted(key for place in state.rounds[0] for key in place) == keys
    day.do("rounds", "seat", {"observer": False}, person="p6")
    assert state.place_of("seat0006", 1) is not None
    assert [seat.no for seat in state.seats.values()] == [1, 2, 3, 4, 5, 6]


# ---------------------------------------------------------------------- the clock of rounds


def test_each_round_has_its_clock_its_question_and_its_move():
    day = dating(people=6)
    run = day.run("rounds")
    seen = []
    for _ in range(8):
        day.step()
        seen.append((run.round, run.state.part, run.clock.length // 1000, run.asking))
    assert seen[:3] == [(1, "talk", 240, 0), (2, "move", 45, 1), (2, "talk", 240, 1)]
    assert seen[-2:] == [(4, "talk", 240, 3), (4, "jot", 45, 3)]
    assert pace.next_step(run) == []


# ---------------------------------------------------------------------- meeting again


def test_a_wish_counts_only_when_both_wish_and_both_have_met():
    day = dating(people=6)
    held(day, 1)
    state = day.run("rounds").state
    one, other = state.rounds[0][0]
    stranger = next(key for place in state.rounds[0][1:] for key in place)
    persons = {key: seat.person for key, seat in state.seats.items()}
    day.do("rounds", "wish", {"target": other, "choice": "yes"}, person=persons[one])
    assert state.mutual() == []
    day.do("rounds", "wish", {"target": one, "choice": "yes"}, person=persons[other])
    assert len(state.mutual()) == 1
    day.do("rounds", "wish", {"target": stranger, "choice": "yes"}, person=persons[one])
    assert (one, stranger) not in state.wishes
    draft = Draft("wish", {"target": stranger, "choice": "yes"}, "w1", "rounds", persons[one])
    assert rules.check(state, draft) == "You have not met this person here."
    day.do("rounds", "wish", {"target": one, "choice": "no"}, person=persons[other])
    assert state.mutual() == []


def test_nothing_is_written_before_the_talks():
    day = Day("speed-dating")
    day.open("brief")
    assert "Nothing is written" in str(rules.check(day.run("brief").state, Draft("note", {"text": "x"}, "w1", "brief")))


# ---------------------------------------------------------------------- boards


@given(st.integers(1, 12), st.integers(1, 12))
def test_two_groups_are_never_at_one_board(teams, boards):
    stage = Stage(
        "b", "B", "rotate", questions=tuple(map(str, range(boards))), options={"play": "storm", "teams": teams}
    )
    state = State(stage)
    count = len(stations.stations(state))
    assert count == max(teams, boards)
    visited = {team: set() for team in range(1, teams + 1)}
    for n in range(1, count + 1):
        here = [stations.station_of(state, team, n) for team in visited]
        assert len(set(here)) == teams
        for team, board in zip(visited, here, strict=True):
            visited[team].add(board)
    assert all(len(boards_seen) == count for boards_seen in visited.values())


def test_more_groups_than_questions_get_twin_boards():
    stage = Stage("b", "B", "rotate", questions=("one", "two"), options={"play": "storm", "teams": 3})
    every = stations.stations(State(stage))
    assert [(s.letter, s.question, s.twin_of) for s in every] == [("A", "one", 0), ("B", "two", 0), ("C", "one", 1)]


def test_lines_stand_at_the_board_where_the_group_is():
    day = storm()
    state = day.run("home").state
    assert [n.text for n in stations.entries_at(state, 1)] == ["Line 1", "Line 5"]
    day.open("rounds")
    day.step()
    day.step()
    note = day.do("rounds", "note", {"text": "more", "team": 1})
    assert state.notes.get(note.key).fields == {"round": 2, "kind": "new", "board": 2, "team": 1}
    assert state.notes.get(note.key).question == "What stops people from coming?"


def test_a_link_follows_the_line_and_an_unknown_one_is_a_new_line():
    day = storm()
    state = day.run("home").state
    day.open("rounds")
    day.step()
    linked = day.do("rounds", "note", {"text": "and", "team": 2, "fields": {"kind": "builds", "on": "line0003"}})
    lost = day.do("rounds", "note", {"text": "and", "team": 2, "fields": {"kind": "builds", "on": "nowhere"}})
    assert state.notes.get(linked.key).fields["board"] == 3
    assert state.notes.get(lost.key).fields["kind"] == "new"


def test_a_line_linked_to_one_at_a_board_that_is_there_no_more_has_no_question():
    day = storm()
    state = day.run("home").state
    day.open("rounds")
    day.step()
    state.notes.get("line0003").fields["board"] = 99
    linked = day.do("rounds", "note", {"text": "and", "team": 2, "fields": {"kind": "builds", "on": "line0003"}})
    assert (state.notes.get(linked.key).fields["board"], state.notes.get(linked.key).question) == (99, "")
    assert [stations.station_at(state, board) for board in (-1, 0, 99)] == [None, None, None]


def test_ticks_count_groups_and_never_the_writers_own():
    day = storm()
    state = day.run("home").state
    for team in (2, 2, 3, 1):
        day.do("rounds", "tick", {"target": "line0001", "team": team})
    assert state.ticks["line0001"] == {2, 3}
    day.do("rounds", "tick", {"target": "line0001", "team": 3, "on": False})
    assert state.ticks["line0001"] == {2}


def test_the_sixth_highlight_of_a_board_is_refused_and_not_counted():
    day = storm()
    state = day.run("home").state
    keys = [day.do("home", "note", {"text": f"more {n}", "table": "1"}).key for n in range(6)]
    for key in keys:
        day.do("digest", "highlight", {"target": key, "on": True})
    assert [n.key for n in stations.highlights_of(state, 1)] == keys[:5]
    sentence = rules.check(state, Draft("highlight", {"target": keys[5], "on": True}, "w1", "digest"))
    assert sentence == "This board has 5 highlights. Take one back to choose another."
    day.do("digest", "highlight", {"target": keys[0], "on": False})
    day.do("digest", "highlight", {"target": keys[5], "on": True})
    assert [item.text for item in rules.items(state)] == [f"more {n}" for n in range(1, 6)]


def test_a_withdrawn_highlight_is_none_any_more():
    day = storm()
    state = day.run("home").state
    day.do("digest", "highlight", {"target": "line0001", "on": True})
    day.do("home", "withdrawn", {"target": "line0001", "by": "phone"})
    assert stations.highlights_of(state, 1) == []


def test_falling_rounds_then_home_again():
    day = storm()
    run = day.open("rounds")
    seen = []
    for _ in range(6):
        day.step()
        seen.append((run.round, run.state.part, run.clock.length // 1000))
    assert seen == [
        (2, "move", 45),
        (2, "talk", 300),
        (3, "move", 45),
        (3, "talk", 240),
        (4, "move", 45),
        (4, "talk", 180),
    ]
    assert pace.next_step(run) == []
    assert stations.station_now(run.state, "digest", 3) == 3


def test_no_new_line_while_boards_are_summed_up():
    day = storm()
    refused = rules.check(day.run("digest").state, Draft("note", {"text": "x", "fields": {}}, "w1", "digest"))
    assert "No new lines" in str(refused)


def test_the_order_of_the_log_decides_for_both_processes():
    one, two = dating(people=9), dating(people=9)
    for day in (one, two):
        held(day, 2)
        day.do("rounds", "left", {"target": "seat0003"})
        held(day, 3)
    assert one.run("rounds").state.rounds == two.run("rounds").state.rounds
    assert len(PEOPLE) == 25


def test_the_desk_names_group_and_board_of_a_line_and_the_headline_of_a_board():
    day = storm()
    state = day.run("home").state
    assert [item.id for item in state.typed("home")] == ["team", "board"]
    assert state.typed("boards") == ()
    team, board = state.typed("home")
    assert state.choices("home", team)[:2] == [("1", "Blue"), ("2", "Orange")]
    assert state.choices("home", board)[2] == ("3", "C  What could we share between groups?")
    day.do("home", "note", {"text": "Called out", "fields": {"team": "2", "board": "3"}}, key="said1")
    day.do("home", "note", {"text": "At home", "source": "scribe", "fields": {"team": "4"}}, key="said2")
    day.do("home", "note", {"text": "Odd", "source": "scribe", "fields": {"team": "x", "board": "99"}}, key="said3")
    placed = [state.notes.by_key[key].fields for key in ("said1", "said2", "said3")]
    assert [(one["team"], one["board"]) for one in placed] == [(2, 3), (4, 4), (0, 1)]
    day.open("digest")
    assert [item.id for item in state.typed("digest")] == ["kind", "board"]
    day.do("digest", "note", {"text": "All together", "fields": {"kind": "headline", "board": "3"}})
    assert stations.headline_of(state, 3) == "All together"


def test_a_wish_from_paper_counts_as_one_from_a_phone():
    day = dating(people=4)
    day.step()
    day.step()
    state = day.run("rounds").state
    one, other = state.rounds[0][0]
    draft = Draft("wish", {"from": one, "target": other, "choice": "yes", "source": "paper"}, "w1", "rounds")
    assert rules.check(state, draft) is None
    day.do("rounds", "wish", dict(draft.body))
    day.do("rounds", "wish", {"target": one, "choice": "yes"}, person=state.seats[other].person)
    assert len(state.mutual()) == 1
    strange = next(key for key in state.seats if key not in (one, other))
    assert rules.check(state, Draft("wish", {"from": one, "target": strange, "choice": "yes"}, "w1", "rounds"))


def test_each_round_has_its_own_clock() -> None:
    day = Day("speed-dating")
    for n in (1, 2):
        day.do("rounds", "round", {"n": n, "seconds": 240, "part": "talk"})
        run = day.run("rounds")
        assert (run.round, run.clock.started, run.clock.total) == (n, day.workshop.entries[-1].at, 240_000)
        assert day.run("brief").round == 0
