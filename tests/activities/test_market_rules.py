"""The rules of an open space: places never clash, conveners decide, nothing is joined without both."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from market_day import Day, busy_day

from facilitator.activities.market import figures, limits, rules
from facilitator.model.notes import MERGED


@pytest.fixture
def day() -> Day:
    made = Day()
    made.act("propose", "stage_opened")
    return made


def put(day: Day, topic: str, room: str, slot: str, token: str = "") -> str:
    """Place a topic; returns the sentence that refused it."""
    body = {"target": topic, "room": room, "slot": slot}
    body |= {"token": token, "source": "phone"} if token else {"source": "facilitator"}
    sentence = day.refused("propose", "placed", **body)
    day.act("propose", "placed", **body)
    return sentence


def test_a_topic_comes_with_a_place_or_waits_for_one(day: Day) -> None:
    there = day.topic("Buses", "Uma", "u", room="r1", slot="s1")
    late = day.topic("Keys", "Kit", "k", room="r1", slot="s1")
    assert day.state.cell(there) == ("r1", "s1")
    assert [n.key for n in day.state.waiting()] == [late]
    assert day.state.notes.by_key[late].fields == {"convener": "Kit"}


def test_titles_are_short_and_topics_have_a_convener(day: Day) -> None:
    assert "60" in day.refused("propose", "note", text="x" * 61, fields={"convener": "U"}, source="phone")
    assert "name" in day.refused("propose", "note", text="Buses", fields={}, source="phone")
    prepared = day.topic("Prepared question", seeded=True)
    assert put(day, prepared, "r1", "s1") == limits.NO_CONVENER
    assert day.state.cell(prepared) == ("", "")
    assert figures.seeded(day.state) == 1


def test_the_first_to_come_has_the_place(day: Day) -> None:
    one, other = day.topic("Buses", "Uma", "u"), day.topic("Keys", "Kit", "k")
    assert put(day, one, "r1", "s1", "u") == ""
    assert "has that place" in put(day, other, "r1", "s1", "k")
    assert day.state.cell(other) == ("", "")


def test_only_its_convener_moves_a_topic_by_phone_and_the_desk_may_for_them(day: Day) -> None:
    topic = day.topic("Buses", "Uma", "u")
    assert "Only its convener" in put(day, topic, "r1", "s1", "somebody")
    assert put(day, topic, "r1", "s1") == ""
    assert put(day, topic, "r2", "s2", "u") == ""
    assert [(m.before, m.after, m.by_phone) for m in day.state.moves] == [
        (("", ""), ("r1", "s1"), False),
        (("r1", "s1"), ("r2", "s2"), True),
    ]


def test_nobody_convenes_two_topics_at_one_time(day: Day) -> None:
    put(day, day.topic("Buses", "Uma", "u"), "r1", "s1", "u")
    again = day.topic("Keys", "Other name", "u")
    assert "at that time" in put(day, again, "r2", "s1", "u")
    assert put(day, again, "r2", "s2", "u") == ""


@pytest.mark.parametrize(("token", "asked"), [("another phone", False), ("", True)])
def test_two_people_of_one_name_do_not_block_each_other_and_are_asked_about_where_no_phone_tells_them_apart(
    day: Day, token: str, asked: bool
) -> None:
    put(day, day.topic("Buses", "Uma", "u"), "r1", "s1", "u")
    again = day.topic("Keys", "uma", token)
    assert put(day, again, "r2", "s1", token) == ""
    question = ("warn", "Uma convenes two at this time: the same person?")
    assert (question in figures.flags(day.state, day.state.topic(again))) is asked


def test_a_refused_place_is_said_to_its_convener_until_there_is_another(day: Day) -> None:
    put(day, day.topic("Buses", "Uma", "u"), "r1", "s1", "u")
    late = day.topic("Keys", "Kit", "k", room="r1", slot="s1")
    assert "has that place" in day.state.refused[late]
    assert ("", day.state.refused[late]) in figures.flags(day.state, day.state.topic(late))
    put(day, late, "r2", "s1", "k")
    assert late not in day.state.refused


def test_a_late_topic_does_not_run_in_a_time_that_is_over(day: Day) -> None:
    late = day.topic("Keys", "Kit", "k")
    day.act("sessions", "stage_opened")
    assert put(day, late, "r1", "s1") == ""
    put(day, late, "", "")
    day.act("sessions-again", "stage_opened")
    assert put(day, late, "r1", "s1") == limits.OVER
    assert ("r1", "s1") not in figures.free(day.state)
    assert figures.blank(day.state) == 6
    assert put(day, late, "r1", "s3") == ""
    day.act("sessions", "stage_opened")
    assert put(day, late, "r1", "s1") == ""
    day.act("harvest", "stage_opened")
    assert figures.free(day.state) == []


def test_places_and_times_are_the_facilitators(day: Day) -> None:
    topic = day.topic("Buses", "Uma", "u", room="r2", slot="s1")
    assert len(day.state.room_list()) * len(day.state.slot_list()) == 9
    assert "Only the facilitator" in day.refused("open", "room", name="Mine", source="phone")
    key = day.act("open", "room", name="By the window", seats=0, informal=True)
    assert put(day, topic, key, "s1") == ""
    day.act("open", "room", room=key, gone=True)
    assert day.state.cell(topic) == ("", "")
    assert put(day, topic, key, "s1") == limits.NO_CELL
    day.act("open", "slot", slot="s1", start="13:00", end="13:45")
    assert day.state.slot("s1").words == "13:00 to 13:45"
    assert day.state.slot_of("sessions").id == "s1"
    assert day.state.slot_of("sessions-again2").id == "s3"


def test_the_usual_day_has_three_times_in_three_places_with_news_between() -> None:
    usual = Day("")
    phases = [usual.state.phase(run.id) for run in usual.workshop.stages if run.root == "open"]
    assert phases == ["open", "propose", "place", "sessions", "news", "sessions", "news", "sessions", "harvest"]
    assert len(usual.state.room_list()) * len(usual.state.slot_list()) == figures.wanted_cells(25) == 9


@pytest.mark.parametrize(("people", "cells"), [(5, 4), (12, 5), (25, 9), (80, 28)])
def test_about_a_third_as_many_places_as_people(people: int, cells: int, day: Day) -> None:
    assert figures.wanted_cells(people) == cells
    day.act("open", "people", n=people)
    assert f"about {cells} places" in figures.advice(day.state)
    assert ("Add a place" in figures.advice(day.state)) == (cells > 9)


def test_interest_counts_each_phone_once_and_hands_beside(day: Day) -> None:
    topic = day.topic("Buses", "Uma", "u")
    for token, on in (("a", True), ("a", True), ("b", True), ("b", False)):
        day.act("place", "interest", target=topic, token=token, on=on)
    day.act("place", "hands", target=topic, n=3)
    assert day.state.interested(topic) == 4


def test_merging_takes_a_yes_from_the_other_convener(day: Day) -> None:
    one, other = day.topic("Buses", "Uma", "u"), day.topic("Late buses", "Kit", "k")
    assert "Each convener must say yes" in day.refused("place", "merged", targets=[one], into=other)
    day.act("place", "merged", targets=[one], into=other)
    assert len(day.state.topics()) == 2
    assert "Only its convener" in day.refused(
        "place", "merge_offered", target=one, into=other, token="k", source="phone"
    )
    offer = day.act("place", "merge_offered", target=one, into=other, token="u", source="phone")
    assert "other convener" in day.refused("place", "merge_answered", offer=offer, yes=True, token="u", source="phone")
    day.act("place", "merge_answered", offer=offer, yes=True, token="u", source="phone")
    assert len(day.state.topics()) == 2
    day.act("place", "merge_answered", offer=offer, yes=True, token="k", source="phone")
    assert [n.key for n in day.state.topics()] == [other]
    assert day.state.notes.by_key[one].status == MERGED
    assert "no longer open" in day.refused("place", "merge_answered", offer=offer, yes=False, token="k")


def test_a_no_keeps_both(day: Day) -> None:
    one, other = day.topic("Buses", "Uma", "u"), day.topic("Late buses", "Kit", "k")
    offer = day.act("place", "merge_offered", target=one, into=other, token="u", source="phone")
    day.act("place", "merge_answered", offer=offer, yes=False, token="k", source="phone")
    assert len(day.state.topics()) == 2


def test_both_may_agree_aloud_at_the_desk(day: Day) -> None:
    one, other = day.topic("Buses", "Uma"), day.topic("Late buses", "Kit")
    day.act("place", "merge_offered", target=one, into=other, agreed=True, source="facilitator")
    assert [n.key for n in day.state.merged_from(other)] == [one]


def test_a_convener_who_leaves_is_stood_in_for_or_it_becomes_an_open_conversation(day: Day) -> None:
    topic = day.topic("Buses", "Uma", "u", room="r1", slot="s1")
    assert "has a convener" in day.refused("place", "convening", target=topic, name="Kit", token="k", source="phone")
    day.act("place", "convening", target=topic, name="", source="facilitator")
    note = day.state.topic(topic)
    assert (day.state.convener(note), day.state.cell(topic)) == ("", ("r1", "s1"))
    assert put(day, topic, "r2", "s2") == ""
    day.act("place", "convening", target=topic, name="Kit", token="k", source="phone")
    assert day.state.convener(note) == "Kit"
    assert put(day, topic, "r3", "s3", "k") == ""


def test_an_access_clash_is_told_with_ways_out_and_nothing_moves_by_itself() -> None:
    day, keys = busy_day()
    note = day.state.topic(keys["Ravi"])
    assert ("bad", "Ravi needs step-free") in figures.flags(day.state, note)
    ways = figures.ways_out(day.state, note)
    assert ways[0].words == "Swap with Evening slot for working parents"
    assert day.state.cell(keys["Ravi"]) == ("r3", "s1")
    day.act("place", "swapped", target=keys["Ravi"], **{"with": ways[0].swap}, source="facilitator")
    assert day.state.cell(keys["Ravi"]) == ("r2", "s1")
    assert day.state.cell(keys["Sam"]) == ("r3", "s1")
    assert not figures.no_access(day.state, note)


def test_more_interest_than_seats_is_said() -> None:
    day, keys = busy_day()
    assert figures.flags(day.state, day.state.topic(keys["Mia"])) == [("warn", "1 more than the seats")]
    assert figures.blank(day.state) == 2


def test_a_waiting_topic_of_a_busy_convener_does_not_get_that_time() -> None:
    day, keys = busy_day()
    cells = figures.free_cells(day.state, day.state.topic(keys["reach"]))
    assert cells == [("r3", "s2"), ("r3", "s3")]
    assert "Dee already convenes" in put(day, keys["reach"], "r3", "s1", "phone-Dee") or put(
        day, keys["reach"], "r3", "s1", "phone-Dee"
    ).startswith("\u201cLend")


def test_reports_are_lines_of_anybody_and_missing_ones_are_named() -> None:
    day, keys = busy_day()
    line = {"text": "Small lots draw small groups", "fields": {"topic": keys["Dee"], "part": "agreed"}}
    day.act("sessions", "note", **line, source="phone")
    day.act("sessions", "came", target=keys["Dee"], n=6, names="Dee, Sam", token="x")
    assert [n.text for n in day.state.report(keys["Dee"], "agreed")] == [line["text"]]
    assert day.state.came[keys["Dee"]].n == 6
    assert keys["Dee"] not in [n.key for n in figures.missing(day.state)]
    assert len(figures.missing(day.state)) == 6
    assert limits.GONE in day.refused("sessions", "note", text="x", fields={"topic": "nothing"}, source="phone")


def test_a_topic_taken_back_or_off_the_grid_leaves_its_place_and_is_told_with_the_reason() -> None:
    day, keys = busy_day()
    day.act("place", "withdrawn", target=keys["Jo"], by="phone")
    day.act("place", "dropped", target=keys["Lee"], reason="nobody came", source="facilitator")
    assert {("r1", "s2"), ("r2", "s3")}.isdisjoint(day.state.grid())
    why = {note.key: words for note, words in figures.not_run(day.state)}
    assert why[keys["Jo"]] == "taken back"
    assert why[keys["Lee"]] == "nobody came"
    assert why[keys["five"]] == "needs a convener before it can be placed"
    day.act("place", "dropped", target=keys["Lee"], on=False, source="facilitator")
    assert day.state.cell(keys["Lee"]) == ("r2", "s3")


def test_topics_with_a_place_go_to_the_vote_in_order_and_the_marks_to_the_huddle() -> None:
    day, keys = busy_day()
    items = rules.items(day.state)
    assert [i.id for i in items[:3]] == [keys["Dee"], keys["Sam"], keys["Ravi"]]
    assert keys["reach"] not in [i.id for i in items]
    day.act("marks", "vote", choices={keys["Mia"]: 3}, token="a")
    huddle = day.run("huddle").state
    assert huddle.feed()[0].id == keys["Mia"]
    day.act("huddle", "note", text="Ask the council", fields={"topic": keys["Mia"], "who": "Mia"}, source="phone")
    assert limits.GONE in day.refused("huddle", "note", text="x", fields={"topic": "no"}, source="phone")


@given(
    st.lists(
        st.tuples(st.integers(0, 4), st.sampled_from(["r1", "r2", "r9", ""]), st.sampled_from(["s1", "s2", ""])),
        max_size=25,
    )
)
def test_whatever_is_asked_no_place_and_no_convener_is_ever_taken_twice(asks: list[tuple[int, str, str]]) -> None:
    day = Day()
    topics = [day.topic(f"Topic {n}", f"P{n % 3}", f"t{n % 3}") for n in range(5)]
    for number, room, slot in asks:
        day.act("propose", "placed", target=topics[number], room=room, slot=slot, source="facilitator")
    grid = day.state.grid()
    assert len({note.key for note in grid.values()}) == len(grid)
    busy = [(cell[1], day.state.convener(note)) for cell, note in grid.items()]
    assert len(set(busy)) == len(busy)
