"""The room page dies in mid-stage and is started again: no number that the facilitator sees jumps."""

from __future__ import annotations

import json
import time
import urllib.request
from pathlib import Path

from web_journey import act, append, make_day, serving

from facilitator.desktop.run.foot import silent
from facilitator.model.entry import Draft
from facilitator.model.workshop import Workshop
from facilitator.records import load

PATIENCE_S = 60.0
SEATS = [letter * 32 for letter in "abc"]
W = "journey1"


def send(url: str, seat: str, text: str) -> None:
    """A note from one phone."""
    words = json.dumps({"text": text}).encode()
    headers = {"Content-Type": "application/json", "Cookie": f"seat={seat}"}
    with urllib.request.urlopen(urllib.request.Request(f"{url}/stage/objective", words, headers), timeout=60) as answer:
        assert answer.status == 201


def folded(path: Path) -> Workshop:
    """The workshop as it is in the file."""
    return load.workshop(path, W)[1]


def waits(path: Path, *, wrote: int, connected: int) -> None:
    """Until so much is told."""
    end = time.monotonic() + PATIENCE_S
    while (people := folded(path).people).wrote("objective") != wrote or people.connected != connected:
        assert time.monotonic() < end, (people.wrote("objective"), people.connected)
        time.sleep(0.1)


def test_a_room_page_that_is_killed_and_started_again_changes_no_number(tmp_path: Path) -> None:
    path = make_day(tmp_path / "day.facilitator")
    append(path, *(Draft("joined", {}, W, person=f"p{number}") for number in range(5)))
    with serving(path) as (child, url):
        for seat in SEATS:
            send(url, seat, "A bench by the school")
        waits(path, wrote=3, connected=3)
        before = silent(folded(path), folded(path).runs["objective"])
        child.kill()
    last = folded(path).seq
    with serving(path) as (_child, url):
        send(url, SEATS[0], "And another")
        append(path, act("asked", "objective", question=1))
        send(url, "d" * 32, "From somebody new")
        waits(path, wrote=4, connected=3)
    workshop = folded(path)
    assert silent(workshop, workshop.runs["objective"]) == before - 1
    told = [entry.body for entry in workshop.entries if entry.kind == "presence" and entry.seq > last]
    assert [(body["connected"], sum(map(len, body["wrote"].values()))) for body in told] == [(3, 1)]
