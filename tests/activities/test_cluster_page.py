import pytest
from cluster_day import SAMPLE, Wall, sample_wall

from facilitator.activities.cluster import page, rules
from facilitator.activities.contract import Refused, Sender
from facilitator.looks.languages import reader
from facilitator.model.entry import Draft, public
from facilitator.model.people import Groups
from facilitator.web import pages
from upstream import posted

ME = Sender(token="me", group="par", table="2")


def view(wall, phase, sender=ME):
    return page.view(wall.runs[phase], sender, Groups())


def read(wall, phase, form, sender=ME):
    return posted(page, wall.runs[phase], form, sender)


def rendered(wall, phase, monkeypatch=None):
    class W:
        code = "4172"

    made = pages.templates(reader()).from_string(
        '{% import "parts.html" as parts %}{% include "cluster/page.html" %}',
    )
    said = pages.Said()
    run = wall.runs[phase]
    return made.render(w=W(), run=run, view=view(wall, phase), said=said, groups=[])


def test_a_note_goes_into_a_group_a_new_one_or_alone_without_a_drag():
    wall = Wall(3)
    group = wall.group("n0")
    seen = view(wall, "group")
    note = seen["loose"][0]["name"]
    assert note == public("n1") and "n1" not in str(seen["loose"])
    kind, body = read(wall, "group", {"target": note, "choice": seen["groups"][0]["name"]})
    assert (kind, body) == ("grouped", {"notes": ["n1"], "token": "me", "cluster": group})
    assert read(wall, "group", {"target": note, "choice": "new"}) == ("grouped", {"notes": ["n1"], "token": "me"})
    assert read(wall, "group", {"target": note, "choice": "alone"}) == ("placed", {"note": "n1", "token": "me"})
    assert read(wall, "group", {"target": note, "choice": "copy"})[0] == "copied"


@pytest.mark.parametrize("form", [{"target": "nothing", "choice": "new"}, {"target": public("n1"), "choice": "gone"}])
def test_what_is_gone_is_refused_in_a_sentence(form):
    with pytest.raises(Refused, match="no longer there"):
        read(Wall(3), "group", form)


def test_a_forgotten_note_is_a_note():
    assert read(Wall(), "group", {"text": " one more "}) == ("note", {"text": "one more"})


def test_the_title_page_asks_for_one_group_after_another():
    wall, found = sample_wall()
    seen = view(wall, "title")
    assert (seen["next"]["no"], seen["done"], len(seen["left"])) == (1, 0, 7)
    kind, body = read(wall, "title", {"text": "Ask families first of all", "for": seen["next"]["name"]})
    assert body == {"text": "Ask families first of all", "fields": {"for": found["G1"], "token": "me"}}
    wall.do(kind, "title", **body, source="phone")
    assert (view(wall, "title")["next"]["no"], view(wall, "title")["done"]) == (2, 1)
    assert view(wall, "title", Sender(token="you"))["done"] == 0


def test_the_titles_of_others_are_not_on_my_page():
    wall = Wall()
    group = wall.group("n0", "n1")
    wall.do("note", "title", text="Somebody else's words", fields={"for": group, "token": "you"}, source="phone")
    assert "Somebody else" not in rendered(wall, "title")


def test_an_arrow_is_proposed_with_its_reason():
    wall, found = sample_wall()
    form = {"from": public(found["G3"]), "to": public(found["G5"]), "kind": "opposes", "text": " money  first "}
    kind, body = read(wall, "relations", form)
    assert (kind, body["text"]) == ("note", "money first")
    assert body["fields"] == {"from": found["G3"], "to": found["G5"], "kind": "opposes"}
    assert rules.check(wall.state, Draft(kind, {**body, "source": "phone"}, "w", "relations")) is None
    with pytest.raises(Refused, match="what the arrow means"):
        read(wall, "relations", {**form, "kind": "likes"})


def test_the_room_is_asked_whether_two_are_one():
    wall, found = sample_wall()
    poll = wall.do("merge_asked", "combine", groups=[found["G6"], found["G7"]])
    seen = view(wall, "combine")["poll"]
    assert (seen["name"], seen["mine"], seen["groups"]) == (public(poll), "", (SAMPLE["G6"][0], SAMPLE["G7"][0]))
    kind, body = read(wall, "combine", {"target": seen["name"], "choice": "different"})
    assert (kind, body) == ("merge_answer", {"poll": poll, "same": False, "token": "me"})
    wall.do(kind, "combine", **body)
    assert view(wall, "combine")["poll"]["mine"] == "different"
    with pytest.raises(Refused, match="the same or two"):
        read(wall, "combine", {"target": seen["name"], "choice": "perhaps"})


@pytest.mark.parametrize("phase", ["group", "title", "relations", "combine"])
def test_every_phase_has_a_page_that_tells_no_key(phase):
    wall, found = sample_wall()
    text = rendered(wall, phase)
    assert SAMPLE["G1"][1][0] in text.replace("&#39;", "'") or phase == "relations"
    for key in (*found.values(), *(item.id for item in wall.items)):
        assert f'"{key}"' not in text


def test_the_wall_of_paper_needs_no_phone():
    wall = Wall(4, mode="wall")
    text = rendered(wall, "group")
    assert "in silence" in text and "<form" not in text


def test_a_wall_of_eighty_notes_stays_a_light_page():
    wall = Wall([f"A note of about sixty signs, as people write them, number {n}" for n in range(80)])
    for first in range(0, 60, 5):
        wall.group(*(f"n{n}" for n in range(first, first + 5)))
    assert len(rendered(wall, "group").encode()) < 40_000


def test_only_a_copy_is_called_a_copy():
    wall = Wall(3)
    wall.group("n0")
    assert "(copy)" not in rendered(wall, "group")
    wall.group(wall.do("copied", note="n0"))
    assert rendered(wall, "group").count("(copy)") == 1
