"""Journeys of phones that are too late or too fast: they are told so, and nothing that was written is lost."""

from __future__ import annotations

import dataclasses
import json
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from phone_journey import phone, write
from playwright.sync_api import Browser, expect
from web_journey import W, act, append, serving

from facilitator.activities.library import find
from facilitator.model import acts
from facilitator.model.moment import now_ms
from facilitator.records import load
from facilitator.store.feed import create_feed
from facilitator.web import taking
from facilitator.web.seats import BURST

STAGE = "objective"
SAID = "What I wanted to say"
PATIENCE_S = 60.0


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A workshop whose open stage locks by itself; its clock runs since a minute."""
    method = find("focused-conversation")
    stages = tuple(dataclasses.replace(s, timer="HARD") if s.id == STAGE else s for s in method.stages)
    made = tmp_path / "day.facilitator"
    with create_feed(made) as feed:
        feed.append(acts.create({"title": "Day"}, [dataclasses.replace(method, stages=stages)], workshop=W))
        started = dataclasses.replace(act("timer", STAGE, verb="start"), at=now_ms() - 60_000)
        feed.append([act("stage_opened", STAGE), started])
    return made


@pytest.fixture
def url(path: Path) -> Iterator[str]:
    with serving(path) as (_, url):
        yield url


def give(path: Path, url: str, seconds: int, *, takes: bool) -> None:
    """Give the stage more time, or take time from it, until phones may send again or may no more."""
    append(path, act("timer", STAGE, verb="add", seconds=seconds))
    until = time.monotonic() + PATIENCE_S
    while httpx.get(f"{url}/state", trust_env=False).json()["stage"]["open"] != takes:
        assert time.monotonic() < until, f"phones never heard of {seconds} seconds"
        time.sleep(0.02)


def notes(path: Path) -> list[str]:
    """What is in the file, in order."""
    return [note.text for note in load.workshop(path)[1].runs[STAGE].notes]


def test_a_phone_that_is_locked_out_is_told_and_sends_its_words_late(browser: Browser, path: Path, url: str) -> None:
    with phone(browser) as (_, page):
        page.goto(url)
        page.locator("#stage textarea").fill(SAID)
        give(path, url, -3600, takes=False)
        expect(page.locator("#locked")).to_be_visible()
        expect(page.locator("#stage textarea")).to_have_value(SAID)
        page.get_by_role("button", name="Send it late").click()
        expect(page.locator("#mine .card.saved .state")).to_contain_text("marked as late")
        assert notes(path) == []
        give(path, url, 3600, takes=True)
        expect(page.locator("#locked")).to_be_hidden()
        write(page, SAID)
        expect(page.locator("#mine .card.saved")).to_have_count(2)
    assert notes(path) == [SAID]


def test_a_phone_that_was_away_when_it_closed_is_told_why_and_keeps_its_words(
    browser: Browser, path: Path, url: str
) -> None:
    with phone(browser) as (context, page):
        page.goto(url)
        context.set_offline(True)
        write(page, SAID)
        give(path, url, -3600, takes=False)
        context.set_offline(False)
        expect(page.locator("#mine .card.refused .state")).to_have_text(taking.CLOSED)
        expect(page.locator("#mine .card.refused")).to_contain_text(SAID)
        assert notes(path) == []
        give(path, url, 3600, takes=True)
        page.get_by_role("button", name="Write it again").click()
        expect(page.locator("#stage textarea")).to_have_value(SAID)
        write(page, SAID)
        expect(page.locator("#mine .card.saved")).to_contain_text(SAID)
    assert notes(path) == [SAID]


def test_a_page_without_script_that_is_locked_out_is_told_and_keeps_its_words(
    browser: Browser, path: Path, url: str
) -> None:
    with phone(browser, script=False) as (_, page):
        page.goto(url)
        page.locator("#stage textarea").fill(SAID)
        give(path, url, -3600, takes=False)
        write(page, SAID)
        expect(page.get_by_text(taking.CLOSED_BY_HAND)).to_be_visible()
        expect(page.locator("#stage textarea")).to_have_value(SAID)
        assert notes(path) == []
        give(path, url, 3600, takes=True)
        write(page, SAID)
        expect(page.locator("#saved")).to_contain_text(SAID)
    assert notes(path) == [SAID]


def test_a_phone_that_is_too_fast_is_told_to_wait_and_sends_all_of_it(browser: Browser, path: Path, url: str) -> None:
    wanted = [f"Written in the cellar, {n}" for n in range(BURST + 3)]
    with phone(browser) as (context, page):
        told: list[int] = []
        page.on("response", lambda answer: told.append(answer.status) if answer.request.method == "POST" else None)
        page.goto(url)
        context.set_offline(True)
        expect(page.locator("#offline")).to_be_visible()
        for text in wanted:
            write(page, text)
        expect(page.locator("#mine .card.waiting")).to_have_count(len(wanted))
        context.set_offline(False)
        expect(page.locator("#mine .card.saved")).to_have_count(len(wanted))
    assert 429 in told
    assert set(told) == {201, 429}
    assert notes(path) == wanted


def test_a_hand_that_is_too_fast_is_told_and_keeps_its_words(path: Path, url: str) -> None:
    with httpx.Client(trust_env=False) as hand:
        hand.get(url)
        told = [hand.post(f"{url}/stage/{STAGE}", data={"text": f"Fast {n}"}) for n in range(3 * BURST)]
        late = next(answer for answer in told if answer.status_code == 429)
        taken = [f"Fast {n}" for n, answer in enumerate(told) if answer.status_code == 303]
        assert taken[:BURST] == [f"Fast {n}" for n in range(BURST)]
        assert taking.TOO_FAST_BY_HAND in late.text
        assert f"Fast {told.index(late)}</textarea>" in late.text
        until = time.monotonic() + PATIENCE_S
        while hand.post(f"{url}/stage/{STAGE}", data={"text": SAID}).status_code != 303:
            assert time.monotonic() < until, "it never went"
            time.sleep(float(late.headers["retry-after"]) / 4)
    assert notes(path) == [*taken, SAID]


def test_in_a_rehearsal_somebody_is_locked_out_and_told(tmp_path: Path) -> None:
    words = ["rehearse", "--method", "check-in", "--participants", "5", "--no-screen", "--speed", "300"]
    call = [sys.executable, "-m", "facilitator", *words, "--json", "--out", str(tmp_path)]
    answer = subprocess.run(call, capture_output=True, text=True, encoding="utf-8", check=False, timeout=240)
    assert (answer.returncode, answer.stderr) == (0, "")
    found = json.loads(answer.stdout)
    assert (found["told_late"], found["refused"]) == (1, 0)
    (run,) = load.workshop(Path(found["file"]))[1].stages
    assert (found["sent"], found["repeated"]) == (found["accepted"] + 1, 1)
    assert len(run.notes) == found["accepted"]
