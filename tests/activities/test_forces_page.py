"""The phone's side of a force field: only what may be seen, and what a form becomes."""

from __future__ import annotations

import pytest
from forces_day import CHANGE, FORCES, Day, whole_day

from facilitator.activities import library
from facilitator.activities.contract import Refused, Sender
from facilitator.activities.forces import page
from facilitator.model.entry import public
from facilitator.model.people import Groups
from upstream import posted

ME = Sender(token="me", group="PAR", table="4")


@pytest.fixture
def day() -> Day:
    made = Day()
    made.state_change()
    made.name_forces()
    return made


def test_the_change_and_ones_own_answer(day: Day) -> None:
    run = day.run("state")
    assert page.view(run, ME, day.workshop.groups)["mine"] == ""
    day.act("state", "clear", clear=False, token="me")
    shown = page.view(run, ME, day.workshop.groups)
    assert (shown["mine"], shown["change"].wanted) == ("unclear", CHANGE["wanted"])
    assert posted(page, run, {"target": "change", "choice": "clear"}, ME) == ("clear", {"clear": True, "token": "me"})
    assert posted(page, run, {"text": "by when?"}, ME) == ("note", {"text": "by when?"})
    with pytest.raises(Refused, match="not clear"):
        posted(page, run, {"target": "change", "choice": "perhaps"}, ME)


def test_nobody_sees_forces_while_they_are_named(day: Day) -> None:
    shown = str(page.view(day.run("name"), ME, day.workshop.groups))
    assert not any(text in shown for _id, text, *_ in FORCES)


def test_a_force_needs_its_side(day: Day) -> None:
    run = day.run("name")
    kind, body = posted(page, run, {"text": "The grant ends in March", "side": "restrainer", "feels": "carers"}, ME)
    assert kind == "note"
    assert body["fields"] == {"side": "restrainer", "feels": "carers"}
    with pytest.raises(Refused, match="Which way"):
        posted(page, run, {"text": "The grant ends in March"}, ME)


def test_the_merge_asks_the_group_that_was_heard_least_where_a_side_is_empty(day: Day) -> None:
    for key in [note.key for note in day.run("merge").state.notes_of("driver")]:
        day.act("merge", "hidden", target=key, reason="")
    groups = day.workshop.groups
    shown = page.view(day.run("merge"), ME, groups)
    assert shown["lists"]["driver"] == []
    assert str(shown["for_more"]).startswith("Least heard so far: ")
    assert page.view(day.run("merge"), ME, Groups())["for_more"] == "What would those add who have said least?"


def test_both_lists_are_read_in_the_merge_without_what_was_joined(day: Day) -> None:
    lists = page.view(day.run("merge"), ME, day.workshop.groups)["lists"]
    assert [len(lists[side]) for side in ("driver", "restrainer")] == [5, 6]
    assert "Tender forms are too long" not in lists["restrainer"]
    day.act("merge", "hidden", target="R1", reason="names someone")
    assert len(page.view(day.run("merge"), ME, day.workshop.groups)["lists"]["restrainer"]) == 5


def test_scoring_goes_step_by_step_and_shows_only_ones_own_numbers(day: Day) -> None:
    day.score()
    run = day.run("score")
    shown = page.view(run, ME, day.workshop.groups)
    assert [step["text"] for step in shown["steps"]] == [text for _id, text, *_ in FORCES]
    assert shown["steps"][0]["next"] == shown["steps"][1]["name"]
    assert shown["steps"][-1]["next"] == ""
    assert all(scale["mine"] is None for step in shown["steps"] for scale in step["scales"])
    assert "D1" not in {step["name"] for step in shown["steps"]}
    for scale in ("strength", "changeability"):
        day.act("score", "rating", target="D1", scale=scale, value=0, token="me")
    shown = page.view(run, ME, day.workshop.groups)
    assert (shown["done"], shown["left"]) == (1, public("D2"))


def test_one_number_for_all_is_noticed(day: Day) -> None:
    for name in ("D1", "D2", "R1", "R2"):
        day.act("score", "rating", target=name, scale="strength", value=5, token="me")
    assert page.view(day.run("score"), ME, day.workshop.groups)["alike"] == 5


def test_a_press_becomes_a_rating(day: Day) -> None:
    run = day.run("score")
    kind, body = posted(page, run, {"target": f"{public('R2')}-changeability", "choice": "4"}, ME)
    assert (kind, body) == ("rating", {"target": "R2", "scale": "changeability", "value": 4, "token": "me"})
    assert posted(page, run, {"target": public("R2"), "scale": "strength", "choice": 0}, ME)[1]["value"] == 0
    for wrong in ({"choice": "6"}, {"choice": "x"}, {"choice": ""}, {"choice": True}):
        with pytest.raises(Refused, match="1 to 5"):
            posted(page, run, {"target": f"{public('R2')}-strength", **wrong}, ME)
    with pytest.raises(Refused, match="no longer"):
        posted(page, run, {"target": "R2-strength", "choice": "4"}, ME)
    with pytest.raises(Refused, match="no longer"):
        posted(page, run, {"target": f"{public('R2b')}-strength", "choice": "4"}, ME)


def test_only_what_splits_the_room_is_talked_through() -> None:
    day = whole_day()
    wide = page.view(day.run("spread"), ME, day.workshop.groups)["wide"]
    assert [force["text"] for force in wide] == [f[1] for f in FORCES if f[4] - f[3] >= 3]


def test_ideas_act_on_a_force_by_its_public_name() -> None:
    day = whole_day()
    run = day.run("act")
    shown = page.view(run, ME, day.workshop.groups)["forces"]
    assert [force["side"] for force in shown] == ["restrainer"] * 6 + ["driver"] * 5
    assert shown[0]["ideas"] == ["split lots so a small group can bid"]
    form = {"text": "share a bid", "effect": "weaken", "force": public("R1"), "who": "VCS", "first_step": "call"}
    _kind, body = posted(page, run, form, ME)
    assert body["fields"] == {"effect": "weaken", "force": "R1", "who": "VCS", "first_step": "call"}
    _kind, body = posted(page, run, {"text": "a fund", "effect": "add", "force": ""}, ME)
    assert body["fields"] == {"effect": "add"}
    with pytest.raises(Refused, match="Choose the force"):
        posted(page, run, {"text": "share a bid", "effect": "weaken", "force": ""}, ME)
    with pytest.raises(Refused, match="What the idea does"):
        posted(page, run, {"text": "share a bid", "force": public("R1")}, ME)


def test_the_verdict_is_ones_own_and_without_counts() -> None:
    day = whole_day()
    run = day.run("read")
    kind, body = posted(page, run, {"target": "verdict", "choice": "go_if"}, ME)
    assert (kind, body) == ("verdict", {"choice": "go_if", "token": "me"})
    shown = page.view(run, ME, day.workshop.groups)
    assert (shown["mine"], shown["condition"]) == ("", "a tested small service first")
    assert "18" not in str(shown)
    with pytest.raises(Refused, match="go, go if, not yet"):
        posted(page, run, {"target": "verdict", "choice": "never"}, ME)


def test_the_ready_forms_have_their_lengths() -> None:
    method = library.find("force-field")
    short, thorough = method.form("short"), method.form("thorough")
    assert (method.minutes, short.minutes, thorough.minutes) == (60, 20, 120)
    assert "act" in [stage.id for stage in short.stages]
    assert all(stage.continues == "state" for stage in short.stages[1:])
