"""The phone's side of an open space: what may be seen, and what a form becomes."""

from __future__ import annotations

from typing import Any

import pytest
from market_day import Day, busy_day

from facilitator.activities import contract
from facilitator.activities.contract import Refused, Sender
from facilitator.activities.market import page
from facilitator.looks.languages import reader
from facilitator.model.entry import Draft, public
from facilitator.web import pages
from upstream import posted

DEE = Sender(token="phone-Dee", group="VCS")


@pytest.fixture
def busy() -> tuple[Day, dict[str, str]]:
    return busy_day()


def test_a_topic_with_a_place_in_one_form() -> None:
    run = Day().run("propose")
    form = {"text": " Keys for\nthe hall ", "convener": "Kit", "access": "1", "cell": "r1/s2"}
    kind, body = posted(page, run, form, Sender(token="k"))
    fields = {"convener": "Kit", "access": True, "room": "r1", "slot": "s2"}
    assert (kind, body) == ("note", {"text": "Keys for the hall", "fields": fields, "token": "k"})
    with pytest.raises(Refused, match="60"):
        posted(page, run, {**form, "text": "x" * 61}, Sender())
    with pytest.raises(Refused, match="Your name"):
        posted(page, run, {"text": "Keys"}, Sender())


def test_ones_own_topics_stand_first_with_what_may_be_done(busy: tuple[Day, dict[str, str]]) -> None:
    day, keys = busy
    mine = page.view(day.run("place"), DEE, day.workshop.groups)["mine"]
    assert [one["text"] for one in mine] == ["Lots small enough to bid for", "Count reach, not only visits"]
    assert [cell["name"] for cell in mine[1]["free"]] == ["r3/s2", "r3/s3"]
    offer = day.act("place", "merge_offered", target=keys["Jo"], into=keys["Dee"], token="phone-Jo", source="phone")
    mine = page.view(day.run("place"), DEE, day.workshop.groups)["mine"]
    assert mine[0]["asked"] == [{"name": public(offer), "text": "Share options early, not one plan"}]


def test_who_asked_for_step_free_is_shown_the_clash_and_only_places_that_help(
    busy: tuple[Day, dict[str, str]],
) -> None:
    day, keys = busy
    day.act("place", "dropped", target=keys["Lee"], source="facilitator")
    ravi = page.view(day.run("place"), Sender(token="phone-Ravi"), day.workshop.groups)["mine"][0]
    assert ravi["clash"]
    assert [cell["name"] for cell in ravi["free"]] == ["r2/s3"]


@pytest.mark.parametrize(
    ("stage", "form", "kind", "body"),
    [
        ("place", {"choice": "on"}, "interest", {"on": True}),
        ("place", {"choice": "off"}, "interest", {"on": False}),
        ("place", {"act": "placed", "cell": "r3/s2"}, "placed", {"room": "r3", "slot": "s2"}),
        ("place", {"act": "placed", "cell": ""}, "placed", {"room": "", "slot": ""}),
        ("sessions", {"act": "came", "n": "7"}, "came", {"n": 7, "names": ""}),
        ("harvest", {"choice": "on"}, "read", {}),
    ],
)
def test_what_a_form_about_a_topic_becomes(
    busy: tuple[Day, dict[str, str]], stage: str, form: dict[str, Any], kind: str, body: dict[str, Any]
) -> None:
    day, keys = busy
    sent = {"target": public(keys["Dee"]), **form}
    assert posted(page, day.run(stage), sent, DEE) == (kind, {"target": keys["Dee"], "token": "phone-Dee", **body})


def test_lines_of_a_report_and_actions_name_their_topic(busy: tuple[Day, dict[str, str]]) -> None:
    day, keys = busy
    form = {"topic": public(keys["Mia"]), "part": "agreed", "text": "Pay for it"}
    kind, body = posted(page, day.run("sessions"), form, DEE)
    assert (kind, body["fields"]) == ("note", {"topic": keys["Mia"], "part": "agreed"})
    kind, body = posted(page, day.run("huddle"), {**form, "who": "Mia", "by": "2026-12-01"}, DEE)
    assert body["fields"] == {"topic": keys["Mia"], "who": "Mia", "by": "2026-12-01"}
    for wrong, hint in (
        ({"topic": ""}, "Choose the topic"),
        ({"part": "secret"}, "which part"),
        ({"topic": "x"}, "no lo"),
    ):
        with pytest.raises(Refused, match=hint):
            posted(page, day.run("sessions"), {**form, **wrong}, DEE)
    with pytest.raises(Refused, match="not something"):
        posted(page, day.run("sessions"), {"act": "room", "name": "Mine"}, DEE)
    with pytest.raises(Refused, match="number of people"):
        posted(page, day.run("sessions"), {"act": "came", "target": public(keys["Mia"]), "n": "many"}, DEE)


def test_every_part_is_a_page_without_keys_of_others(busy: tuple[Day, dict[str, str]]) -> None:
    day, keys = busy
    day.act("sessions", "note", text="Small lots", fields={"topic": keys["Dee"]}, source="phone")
    for run in day.workshop.stages:
        view = contract.page(run.stage.activity).view(run, DEE, day.workshop.groups)
        template = pages.templates(reader()).get_template(f"{run.stage.activity}/page.html")
        parts = pages.templates(reader()).get_template("parts.html").module
        words = template.render(run=run, view=view, w=day.workshop, said=pages.Said(), parts=parts, groups=[])
        assert run.stage.title in words
        assert not any(key in words for key in keys.values())


def test_hidden_topics_leave_the_phones(busy: tuple[Day, dict[str, str]]) -> None:
    day, keys = busy
    day.act("propose", "hidden", target=keys["Mia"], reason="names somebody")
    assert "Who pays" not in str(page.view(day.run("place"), DEE, day.workshop.groups))


def test_the_same_phone_is_the_same_convener_in_every_part() -> None:
    """The token is that of the shared board, not of each stage."""
    day = Day()
    key = day.topic("Buses", "Uma", "u")
    body = {"target": key, "room": "r1", "slot": "s1", "token": "u", "source": "phone"}
    run = day.run("news")
    assert run.state is day.state
    assert run.rules.check(run.state, Draft("placed", body, "w", "news")) is None
