"""The phone's side of a scenario workshop: one's own marks only, nothing of others before it is shown."""

from __future__ import annotations

from typing import Any

import pytest
from read_day import GROUPS, IDEAS, a_run, act, going_on, mark, paragraph

from facilitator.activities.contract import Refused, Sender
from facilitator.activities.read import page, rules
from facilitator.model.entry import public
from facilitator.model.run import StageRun
from upstream import posted

ME = Sender(token="me", group="PAR", table="1")


def send(run: StageRun, form: dict[str, Any]) -> tuple[str, dict[str, Any]]:
    """What a form becomes, once it is folded."""
    kind, body = posted(page, run, form, ME)
    act(run, kind, **body)
    return kind, body


def first(run: StageRun) -> dict[str, Any]:
    found: dict[str, Any] = page.view(run, ME, GROUPS)["stories"][0]["paragraphs"][0]
    return found


def test_a_tap_marks_and_the_next_takes_back() -> None:
    run = a_run("read")
    name = first(run)["name"]
    send(run, {"target": name, "choice": "like"})
    send(run, {"target": name, "choice": "worry"})
    assert first(run)["mine"] == {"like", "worry"}
    send(run, {"target": name, "choice": "like-off"})
    assert first(run)["mine"] == {"worry"}
    assert run.state.readers() == 1


def test_marks_of_others_are_told_only_once_they_are_revealed() -> None:
    run = a_run("read")
    for token in "abc":
        mark(run, token, "A1", "worry")
    assert (first(run)["mine"], first(run)["told"]) == (set(), "")
    assert page.view(run, ME, GROUPS)["readers"] == 0
    run.revealed = True
    assert first(run)["told"] == "! 3 worry"
    with pytest.raises(Refused, match="Marking is over"):
        posted(page, run, {"target": first(run)["name"], "choice": "like"}, ME)


@pytest.mark.parametrize("form", [{"target": "x" * 12, "choice": "like"}, {"target": "", "choice": "like"}])
def test_a_mark_on_what_is_not_there_is_refused(form: dict[str, str]) -> None:
    with pytest.raises(Refused, match="no longer there"):
        posted(page, a_run("read"), form, ME)


def test_a_mark_must_be_one_of_the_four() -> None:
    run = a_run("read")
    with pytest.raises(Refused, match="like, worry, unlikely or missing"):
        posted(page, run, {"target": first(run)["name"], "choice": "best"}, ME)


def test_words_go_with_a_paragraph_or_with_none() -> None:
    run = a_run("read")
    key = paragraph(run, "B2")
    _, body = send(run, {"text": "Our bus stops at six", "paragraph": public(key), "mark": "worry"})
    assert body == {"text": "Our bus stops at six", "fields": {"paragraph": key, "mark": "worry"}}
    assert send(run, {"text": "All of it", "paragraph": ""})[1] == {"text": "All of it"}


def test_a_critique_needs_its_story_and_carries_its_role() -> None:
    run = going_on(a_run("read"), "critique")
    view = page.view(run, ME, GROUPS)
    assert [f.id for f in view["fields"]] == ["kind", "guessed"]
    assert len(view["stories"]) == 2
    name = view["items"]["scenario"]["choices"][1]["name"]
    _, body = send(run, {"text": "Too far", "scenario": name, "kind": "worry"})
    assert body["fields"] == {"scenario": "B", "kind": "worry", "role": "PAR"}
    with pytest.raises(Refused, match="Which story"):
        posted(page, run, {"text": "Too far", "kind": "worry"}, ME)
    with pytest.raises(Refused, match="no longer there"):
        posted(page, run, {"text": "Too far", "scenario": "Z", "kind": "worry"}, ME)


def test_the_plenary_shows_what_the_roles_wrote_and_asks_nothing() -> None:
    read = a_run("read")
    act(read, "note", text="A word on a paragraph", group="PAR")
    critique = going_on(read, "critique")
    act(critique, "note", text="Too far", group="PAR", fields={"scenario": "A", "kind": "worry"})
    view = page.view(going_on(read, "plenary"), ME, GROUPS)
    assert [note["text"] for note in view["shown"]] == ["Too far"]
    assert view["fields"] == []


def test_the_feared_vision_is_asked_for_only_where_the_method_wants_it() -> None:
    plain, twin = a_run("vision"), a_run("vision", twin=True)
    assert [f.id for f in page.view(plain, ME, GROUPS)["fields"]] == ["headline", "who", "values"]
    assert [f.id for f in page.view(twin, ME, GROUPS)["fields"]] == ["headline", "who", "values", "side"]
    with pytest.raises(Refused, match="3 values"):
        posted(page, plain, {"text": "A day", "headline": "H", "values": "a, b, c, d"}, ME)


def test_an_idea_needs_who_and_first_step() -> None:
    run = a_run("ideas", IDEAS)
    form = {"text": "A van", "who": "the library", "first_step": "borrow one", "element": public("idea2")}
    assert send(run, form)[1]["fields"]["element"] == "idea2"
    with pytest.raises(Refused, match="First step"):
        posted(page, run, {**form, "first_step": ""}, ME)


def test_an_offer_names_one_of_the_ideas() -> None:
    run = a_run("commit", IDEAS)
    names = [choice["name"] for choice in page.view(run, ME, GROUPS)["items"]["idea"]["choices"]]
    assert names == [public("idea1"), public("idea2")]
    assert send(run, {"text": "We have one", "idea": names[1], "kind": "lead"})[1]["fields"]["idea"] == "idea2"


def test_no_key_of_anybody_else_is_told() -> None:
    run = a_run("read")
    act(run, "note", "a" * 32, text="Secret key", group="VCS", fields={"paragraph": paragraph(run, "A1")})
    run.revealed = True
    assert "a" * 32 not in str(page.view(run, ME, GROUPS))
    assert rules.MARK == "mark"
