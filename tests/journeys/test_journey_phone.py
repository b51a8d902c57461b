"""Journeys of a phone in a real browser: drafts, the outbox, changes while typing, and no script at all."""

from __future__ import annotations

import contextlib
import dataclasses
import re
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from phone_journey import phone, write
from playwright.sync_api import Browser, Page, expect
from web_journey import GROUPS, act, append, make_day, serving, wait_for_stage

SAVED = re.compile(r"Saved on the facilitator’s laptop \d\d:\d\d")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return make_day(tmp_path / "day.facilitator", groups=GROUPS)


@pytest.fixture
def url(path: Path) -> Iterator[str]:
    with serving(path) as (_, url):
        yield url


def join(page: Page, url: str) -> None:
    page.goto(url)
    page.get_by_label("Parents").check()
    page.get_by_role("button", name="Join the workshop").click()
    expect(page.locator("#stage textarea")).to_be_visible()


def texts(path: Path, stage: str = "objective") -> list[str]:
    query = "SELECT json_extract(body, '$.text') FROM log WHERE kind = 'note' AND stage = ? ORDER BY seq"
    with contextlib.closing(sqlite3.connect(path)) as db:
        return [row[0] for row in db.execute(query, (stage,))]


def test_a_draft_survives_a_reload_and_a_note_says_when_it_is_saved(browser: Browser, path: Path, url: str) -> None:
    with phone(browser) as (_, page):
        join(page, url)
        page.locator("#stage textarea").fill("Half a sent")
        page.reload()
        expect(page.locator("#stage textarea")).to_have_value("Half a sent")
        write(page, "A whole <b>sentence</b>")
        card = page.locator("#mine .card").first
        expect(card.locator(".state")).to_have_text(SAVED)
        expect(card.locator("p").first).to_have_text("A whole <b>sentence</b>")
        expect(page.locator("#stage textarea")).to_have_value("")
        page.reload()
        expect(page.locator("#mine .card .state")).to_have_text(SAVED)
        page.get_by_role("button", name="Take it back").click()
        expect(page.locator("#mine .card .state")).to_have_text("Taken back.")
    assert texts(path) == ["A whole <b>sentence</b>"]


def test_without_a_link_notes_wait_on_the_phone_and_go_by_themselves(browser: Browser, path: Path, url: str) -> None:
    with phone(browser) as (context, page):
        join(page, url)
        context.set_offline(True)
        expect(page.locator("#offline")).to_be_visible()
        write(page, "Written in the cellar")
        write(page, "And a second one")
        expect(page.locator("#mine .card.waiting")).to_have_count(2)
        expect(page.locator("#offline-count")).to_contain_text("2 notes are safe on this phone")
        expect(page.locator("#clock")).to_contain_text("≈")
        assert texts(path) == []
        context.set_offline(False)
        expect(page.locator("#mine .card.saved")).to_have_count(2)
        expect(page.locator("#offline")).to_be_hidden()
    assert texts(path) == ["Written in the cellar", "And a second one"]


def test_when_the_laptops_page_restarts_the_phone_goes_on(browser: Browser, path: Path) -> None:
    with phone(browser) as (_, page):
        with serving(path) as (child, url):
            join(page, url)
            child.kill()
            child.wait(60)
            write(page, "Sent into the gap")
            expect(page.locator("#mine .card.waiting")).to_be_visible()
        with serving(path, port=int(urlsplit(url).port or 0)):
            expect(page.locator("#mine .card.saved")).to_be_visible()
            expect(page.locator("#offline")).to_be_hidden()
    assert texts(path) == ["Sent into the gap"]


def test_who_does_not_want_to_wait_tries_now(browser: Browser, path: Path, url: str) -> None:
    with phone(browser) as (context, page):
        join(page, url)
        context.set_offline(True)
        write(page, "Sent as soon as it can be")
        expect(page.locator("#mine .card.waiting")).to_be_visible()
        with page.expect_request("**/stage/objective"):
            page.get_by_role("button", name="Try now").click()
        expect(page.locator("#mine .card.waiting")).to_be_visible()
        context.set_offline(False)
        expect(page.locator("#mine .card.saved")).to_be_visible()
    assert texts(path) == ["Sent as soon as it can be"]


def test_a_change_of_stage_while_typing_loses_nothing(browser: Browser, path: Path, url: str) -> None:
    with phone(browser) as (_, page):
        join(page, url)
        page.locator("#stage textarea").fill("I was just writing")
        append(path, act("stage_opened", "reflective"))
        expect(page.get_by_role("heading", name="Where did you feel encouraged or uneasy?")).to_be_visible()
        expect(page.locator("#leftover")).to_contain_text("I was just writing")
        page.get_by_role("button", name="Send it to that question").click()
        expect(page.locator("#mine .card.saved")).to_be_visible()
        page.locator("#stage textarea").fill("Another one")
        append(path, act("stage_opened", "interpretive"))
        page.get_by_role("button", name="Keep for this one").click()
        expect(page.locator("#stage textarea")).to_have_value("Another one")
        expect(page.locator("#leftover")).to_be_empty()
    assert texts(path) == ["I was just writing"]


def test_a_closed_question_keeps_the_text_and_offers_the_parking_lot(browser: Browser, path: Path, url: str) -> None:
    with phone(browser) as (context, page):
        join(page, url)
        context.set_offline(True)
        expect(page.locator("#offline")).to_be_visible()
        write(page, "Too late for this")
        closed = act("stage_closed", "objective")
        append(path, dataclasses.replace(closed, at=1))
        wait_for_stage(url, "")
        context.set_offline(False)
        expect(page.locator("#mine .card.refused .state")).to_contain_text("closed")
        expect(page.get_by_role("heading", name="Nothing to answer just now.")).to_be_visible()
        page.locator("#mine").get_by_role("button", name="Send to the parking lot").click()
        expect(page.locator("#mine .card.saved")).to_contain_text("Too late for this")
    assert texts(path) == []
    assert texts(path, "parking") == ["Too late for this"]


def test_lines_are_answered_with_one_tap(browser: Browser, path: Path, url: str) -> None:
    append(path, act("stage_opened", "decisional"))
    append(path, act("note", "decisional", text="Plan the autumn together", source="host", fields={"kind": "resolve"}))
    with phone(browser) as (_, page):
        page.goto(url)
        page.get_by_label("Parents").check()
        page.get_by_role("button", name="Join the workshop").click()
        line = page.locator("article.line")
        expect(line).to_contain_text("What we resolve")
        line.get_by_role("button", name="Can live with it").click()
        expect(line.get_by_role("button", name="Can live with it")).to_have_attribute("aria-pressed", "true")
        line.get_by_role("button", name="Support").click()
        expect(line.get_by_role("button", name="Support")).to_have_attribute("aria-pressed", "true")
        expect(line.get_by_role("button", name="Can live with it")).to_have_attribute("aria-pressed", "false")


def test_a_shared_phone_shows_the_next_person_nothing_of_the_last(browser: Browser, url: str) -> None:
    with phone(browser) as (_, page):
        join(page, url)
        write(page, "Only mine")
        expect(page.locator("#mine .card.saved")).to_be_visible()
        page.locator("#stage textarea").fill("Not sent yet")
        stored = "JSON.stringify([Object.entries(localStorage), Object.entries(sessionStorage)])"
        assert "Only mine" in str(page.evaluate(stored))
        promise = "keeps what you write here, until someone presses “Next person on this phone”"
        assert promise in str(page.locator("footer").text_content())
        page.get_by_role("button", name="Next person on this phone").click()
        expect(page.get_by_role("button", name="Join the workshop")).to_be_visible()
        assert str(page.evaluate(stored)) == "[[],[]]"
        join(page, url)
        expect(page.locator("#mine .card")).to_have_count(0)
        expect(page.locator("#stage textarea")).to_have_value("")


def test_all_of_it_works_without_script(browser: Browser, path: Path, url: str) -> None:
    with phone(browser, script=False) as (_, page):
        join(page, url)
        page.get_by_label("Someone here sees this differently").check()
        page.get_by_label("Which line was new to you?").check()
        write(page, "Sent by a plain form")
        expect(page.locator("#saved")).to_contain_text(SAVED)
        page.get_by_role("button", name="Take it back").click()
        expect(page.locator("#done")).to_contain_text("Taken back")
        page.get_by_text("Parking lot: anything else").click()
        page.locator("#parking textarea").fill("Do not forget the bus")
        page.get_by_role("button", name="Send to the parking lot").click()
        expect(page.locator("#saved")).to_contain_text("Do not forget the bus")
    assert texts(path) == ["Sent by a plain form"]
    assert texts(path, "parking") == ["Do not forget the bus"]


def test_it_fits_large_letters_and_thumbs(browser: Browser, path: Path, url: str) -> None:
    with phone(browser, width=195) as (_, page):
        join(page, url)
        write(page, "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft")
        expect(page.locator("#mine .card.saved")).to_be_visible()
        assert page.evaluate("document.documentElement.scrollWidth") <= 195
        low = page.evaluate(
            """() => [...document.querySelectorAll('button, summary, textarea, label.row, label.option, input.short')]
            .filter(one => one.offsetParent && one.getBoundingClientRect().height < 47.5).map(one => one.outerHTML)"""
        )
        assert low == []
        small = page.evaluate(
            """() => [...document.querySelectorAll('main *')].filter(one => one.offsetParent && one.textContent.trim()
            && parseFloat(getComputedStyle(one).fontSize) < 14).map(one => one.outerHTML)"""
        )
        assert small == []
