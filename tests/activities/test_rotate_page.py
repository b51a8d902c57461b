"""The phone page of rotating: whom to meet and where, nobody's key or wish; a group's board and what it sends."""

from __future__ import annotations

import json

import pytest
from rotate_day import Day, dating, storm

from facilitator.activities import contract
from facilitator.activities.contract import Refused, Sender
from facilitator.activities.rotate import page
from facilitator.model.entry import public
from upstream import posted


def seen(day: Day, stage: str, sender: Sender) -> dict:
    return page.view(day.run(stage), sender, day.workshop.groups)


def me(number: int) -> Sender:
    return Sender(person=f"p{number}", token=f"t{number}", group="PAR")


def test_a_phone_takes_a_number_and_learns_its_first_place():
    day = Day("speed-dating")
    day.open("brief")
    assert seen(day, "brief", me(1))["seat"] is None
    form = {"act": "seat", "name": " Ana ", "contact": "ana@example.org", "stays": "1"}
    person, said = contract.kept(day.run("brief"), me(1), page.read(day.run("brief"), form, me(1)))
    kind, body = said.kind, said.pack()
    assert (kind, person) == ("seat", "p1")
    assert body == {
        "name": "Ana", "contact": "ana@example.org", "stays": True, "quiet": False, "observer": False,
        "group": "PAR", "source": "phone",
    }  # fmt: skip
    day.do("brief", kind, body, person=person)
    day.seat(2, "LA")
    day.plan("brief")
    view = seen(day, "brief", me(1))
    assert view["seat"].no == 1
    assert view["place"]["with"] == [{"name": "N2", "number": 2, "group": "Local authority professionals", "no": 3}]


def test_in_a_round_the_page_says_whom_where_and_when_to_swap():
    day = dating(people=7)
    day.step()
    view = seen(day, "rounds", me(1))
    assert (view["no"], view["of"], view["part"], view["swap"], view["third"]) == (1, 4, "talk", "2:00", 80)
    assert view["place"]["no"] >= 1
    assert [f.id for f in view["fields"]] == ["kind"]
    day.step()
    view = seen(day, "rounds", me(1))
    assert (view["no"], view["part"], view["question"]) == (2, "move", day.run("rounds").stage.asks[1])


def test_no_key_of_anybody_reaches_a_phone():
    day = dating(people=6)
    day.step()
    view = seen(day, "rounds", me(1))
    told = json.dumps({name: view[name] for name in ("place", "met", "matches")})
    assert not any(key in told for key in day.run("rounds").state.seats)
    assert all(len(person["target"]) == 12 for person in view["met"])


def test_a_one_sided_wish_is_told_to_nobody_and_a_mutual_one_with_the_contact():
    day = dating(people=2)
    day.do("rounds", "seat", {"contact": "two@example.org"}, person="p2")
    day.step()
    form = {"target": public("seat0002"), "choice": "yes"}
    kind, body = posted(page, day.run("rounds"), form, me(1))
    day.do("rounds", kind, body, person="p1")
    assert seen(day, "rounds", me(1))["met"][0]["mine"] == "yes"
    assert seen(day, "rounds", me(2))["met"][0]["mine"] == ""
    assert seen(day, "rounds", me(2))["matches"] == seen(day, "rounds", me(1))["matches"] == []
    day.do("rounds", "wish", {"target": "seat0001", "choice": "yes"}, person="p2")
    assert seen(day, "rounds", me(1))["matches"] == [{"name": "N2", "contact": "two@example.org"}]
    assert seen(day, "debrief", me(1))["matches"] == [{"name": "N2", "contact": "two@example.org"}]


def test_what_was_heard_is_a_note_of_a_kind():
    day = dating(people=4)
    day.step()
    kind, body = posted(page, day.run("rounds"), {"text": "A room", "kind": "offer"}, me(1))
    assert (kind, body) == ("note", {"text": "A room", "fields": {"kind": "offer"}})
    with pytest.raises(Refused, match="Please answer"):
        posted(page, day.run("rounds"), {"text": "A room"}, me(1))


@pytest.mark.parametrize("form", [{"target": "nobody", "choice": "yes"}, {"target": public("seat0002"), "choice": "x"}])
def test_a_broken_wish_is_refused(form):
    day = dating(people=4)
    with pytest.raises(Refused):
        posted(page, day.run("rounds"), form, me(1))


# ---------------------------------------------------------------------- boards


def at_table(table: str) -> Sender:
    return Sender(token=f"t{table}", table=table)


def test_a_table_is_a_group_and_sees_its_own_board():
    day = storm()
    view = seen(day, "home", at_table("2"))
    assert (view["team_name"], view["board"].letter) == ("Orange", "B")
    assert [line["text"] for line in view["lines"]] == ["Line 6", "Line 2"]


def test_without_tables_a_phone_says_its_colour_first():
    day = storm()
    sender = Sender(token="one")
    assert seen(day, "home", sender)["team"] == 0
    with pytest.raises(Refused, match="colour"):
        posted(page, day.run("home"), {"text": "A line"}, sender)
    kind, body = posted(page, day.run("home"), {"choice": "team-3"}, sender)
    day.do("home", kind, body)
    assert seen(day, "home", sender)["team_name"] == "Green"
    assert posted(page, day.run("home"), {"text": "A line"}, sender)[1]["team"] == 3
    with pytest.raises(Refused, match="no such group"):
        posted(page, day.run("home"), {"choice": "team-9"}, sender)


def test_on_a_visit_lines_are_ticked_linked_and_asked_about():
    day = storm()
    day.open("rounds")
    day.step()
    day.step()
    run, sender = day.run("rounds"), at_table("4")
    view = seen(day, "rounds", sender)
    assert (view["board"].letter, view["no"], view["of"], view["moving"]) == ("A", 2, 4, False)
    name = view["lines"][0]["target"]
    assert posted(page, run, {"target": name, "choice": "tick"}, sender) == (
        "tick",
        {"target": "line0005", "on": True, "team": 4},
    )
    kind, body = posted(page, run, {"text": "Who?", "kind": "query", "on": name}, sender)
    assert (kind, body["fields"]) == ("note", {"kind": "query", "on": "line0005"})
    with pytest.raises(Refused, match="own group"):
        posted(page, run, {"target": name, "choice": "tick"}, at_table("1"))


def test_at_home_again_queries_are_answered_and_highlights_chosen():
    day = storm()
    day.do("rounds", "note", {"text": "Who?", "team": 2, "fields": {"kind": "query", "on": "line0001"}}, key="query001")
    day.open("digest")
    view = seen(day, "digest", at_table("1"))
    assert [(q["text"], q["on"], q["answers"]) for q in view["queries"]] == [("Who?", "Line 1", [])]
    run, sender = day.run("digest"), at_table("1")
    kind, body = posted(page, run, {"text": "We do", "kind": "answer", "on": public("query001")}, sender)
    day.do("digest", kind, body)
    assert seen(day, "digest", sender)["queries"][0]["answers"] == ["We do"]
    kind, body = posted(page, run, {"target": public("line0001"), "choice": "highlight"}, sender)
    day.do("digest", kind, body)
    assert [line["text"] for line in seen(day, "digest", sender)["lines"] if line["chosen"]] == ["Line 1"]
    kind, body = posted(page, run, {"text": "Ask first", "kind": "headline"}, sender)
    day.do("digest", kind, body)
    assert seen(day, "digest", sender)["headline"] == "Ask first"
