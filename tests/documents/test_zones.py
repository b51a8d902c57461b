"""Papers tell the time of the place where the workshop was held, and say so, on whatever computer they are printed."""

from __future__ import annotations

import time
from collections.abc import Iterator
from datetime import UTC, datetime

import pytest

from facilitator.activities import library
from facilitator.documents import summary
from facilitator.documents.contract import Order
from facilitator.model import acts, zones
from facilitator.model.bodies import Finished, Opened
from facilitator.model.entry import Draft, Entry
from facilitator.model.programme import Programme
from facilitator.model.say import messages_in
from facilitator.programme import contract as programmes

AT = 1_688_197_500_000
"""07:45 on 1 July 2023, UTC."""
COMPUTERS = ("UTC", "Europe/London", "Asia/Kathmandu", "America/St_Johns", "Pacific/Kiritimati", "Pacific/Niue")


@pytest.fixture(autouse=True)
def own_zone(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The computer's zone is put back."""
    yield
    monkeypatch.undo()
    time.tzset()


def move_to(zone: str, patch: pytest.MonkeyPatch) -> None:
    patch.setenv("TZ", zone)
    time.tzset()


def held(*drafts: Draft) -> Programme:
    method = library.find("focused-conversation")
    every = [*acts.create({"title": "Day"}, [method], workshop="w1"), *drafts, Finished().draft("w1")]
    programme = programmes.empty()
    for seq, each in enumerate(every, 1):
        programme.fold(Entry(seq, each.key, each.workshop, each.stage, AT + seq, "", each.kind, each.body))
    return programme


def printed(programme: Programme) -> str:
    order = Order(programme.workshops["w1"], programme, AT)
    parts = [part.make() for part in summary.DOCUMENT.parts(order, str)]
    return "\n".join([summary.DOCUMENT.about(order, str).made, *map(str, messages_in(parts))])


def test_a_paper_is_the_same_on_every_computer(monkeypatch: pytest.MonkeyPatch) -> None:
    move_to("Europe/London", monkeypatch)
    workshop = held().workshops["w1"]
    programme = held(acts.open_stage(workshop, "objective"))
    found = []
    for computer in COMPUTERS:
        move_to(computer, monkeypatch)
        found.append(printed(programme))
    assert found == [found[0]] * len(COMPUTERS)
    assert "08:45 to 08:45." in found[0]
    assert "Made 1 July 2023, 08:45" in found[0]
    assert "Times are those of Europe/London (UTC+01:00)." in found[0]


def test_a_file_that_says_no_zone_is_told_in_utc_and_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    move_to("Asia/Kathmandu", monkeypatch)
    words = printed(held(Opened().draft("w1", "objective")))
    assert "07:45 to 07:45." in words
    assert "Times are in UTC: this file does not say in which time zone the workshop was held." in words


@pytest.mark.parametrize("name", ["No/Where", "../etc/passwd", "UTC+99:00", "x" * 500, "", "\0", "UTC+1"])
def test_a_zone_that_nobody_knows_is_utc_and_said_as_such(name: str) -> None:
    programme = held(Opened(name).draft("w1", "objective"))
    assert "07:45 to 07:45." in printed(programme)
    assert zones.written(name, datetime.fromtimestamp(AT / 1000, zones.zone(name))) == "UTC"


@pytest.mark.parametrize(
    ("name", "hour", "words"),
    [("UTC", 7, "UTC"), ("UTC-03:30", 4, "UTC-03:30"), ("Europe/Paris", 9, "Europe/Paris (UTC+02:00)")],
)
def test_zones_by_name_and_by_how_far_they_are(name: str, hour: int, words: str) -> None:
    there = datetime.fromtimestamp(AT / 1000, UTC).astimezone(zones.zone(name))
    assert (there.hour, zones.written(name, there)) == (hour, words)


@pytest.mark.parametrize(("said", "zone"), [("Asia/Tokyo", "Asia/Tokyo"), (":Europe/Rome", "Europe/Rome")])
def test_a_computer_says_its_zone_by_name(said: str, zone: str, monkeypatch: pytest.MonkeyPatch) -> None:
    move_to(said, monkeypatch)
    assert zones.here() == zone


def test_a_zone_without_a_name_is_told_by_how_far_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(zones, "linked", lambda: "")
    move_to("XYZ-5:30", monkeypatch)
    assert zones.here() == "UTC+05:30"
