"""A phone keeps what is typed and where it is: with no storage, with answers that never come, while others write."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from phone_journey import phone, write
from playwright.sync_api import Browser, Page, Route, expect
from test_journey_phone import SAVED, texts
from web_journey import W, act, append, make_day, serving

from facilitator.activities.library import find
from facilitator.model import acts
from facilitator.model.entry import Draft
from facilitator.store import file

FULL = "Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError'); };"
SHUT = "Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('shut', 'SecurityError'); } });"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return make_day(tmp_path / "day.facilitator")


@pytest.fixture
def url(path: Path) -> Iterator[str]:
    with serving(path) as (_, url):
        yield url


@pytest.mark.parametrize("refusing", [FULL, SHUT])
def test_a_phone_that_stores_nothing_sends_all_the_same(browser: Browser, path: Path, url: str, refusing: str) -> None:
    with phone(browser) as (context, page):
        page.add_init_script(refusing)
        page.goto(url)
        write(page, "Sent from a full phone")
        expect(page.locator("#mine .card .state")).to_have_text(SAVED)
        context.set_offline(True)
        write(page, "Written in the cellar")
        expect(page.locator("#mine .card.waiting")).to_contain_text("Keep this page open")
        expect(page.locator("#offline-count")).to_contain_text("Keep the page open")
        page.locator("#stage textarea").fill("Half a sent")
        append(path, act("stage_opened", "reflective"))
        context.set_offline(False)
        expect(page.locator("#mine .card.saved")).to_have_count(2)
        expect(page.locator("#leftover")).to_contain_text("Half a sent")
    assert texts(path) == ["Sent from a full phone", "Written in the cellar"]


def test_an_answer_that_never_comes_holds_up_nothing(browser: Browser, path: Path, url: str) -> None:
    silent: list[str] = []

    def swallow(route: Route) -> None:
        if silent or route.request.resource_type != "fetch":
            route.continue_()
        else:
            silent.append(route.request.url)

    with phone(browser) as (_, page):
        page.goto(url)
        page.route(url, swallow)
        with page.expect_request(lambda request: request.url == url and request.resource_type == "fetch"):
            append(path, act("stage_opened", "reflective"))
        append(path, act("stage_opened", "interpretive"))
        expect(page.locator("#stage")).to_have_attribute("data-stage", "interpretive")
        assert silent == [url]


def test_an_answer_that_stops_half_way_is_given_up(browser: Browser, path: Path, url: str) -> None:
    with phone(browser) as (_, page):
        page.add_init_script(
            """const real = window.fetch; let first = true;
            window.fetch = (...words) => real(...words).then(answer => {
              const stops = first && !String(words[0]).endsWith('/state');
              if (stops) { first = false; answer.text = () => new Promise(() => {}); }
              return answer; });"""
        )
        page.goto(url)
        append(path, act("stage_opened", "reflective"))
        expect(page.locator("#stage")).to_have_attribute("data-stage", "reflective")


def storm(path: Path) -> Path:
    file.create(path)
    append(path, *acts.create({"title": "Hall"}, [find("board-storm")], workshop=W))
    append(path, act("stage_opened", "rounds"), act("round", "rounds", n=1, seconds=300, part="talk"))
    return path


def says(path: Path, text: str) -> None:
    """Another group writes a line, on every board."""
    for board in range(1, 5):
        body = {"text": f"{text} {board}", "fields": {"kind": "new"}, "team": 4, "board": board}
        append(path, Draft("note", body, W, "rounds"))


def place(page: Page, selector: str) -> float:
    found = page.locator(selector).bounding_box()
    assert found is not None
    return found["y"]


def test_the_open_box_its_words_and_the_caret_stay_with_their_line(browser: Browser, tmp_path: Path) -> None:
    path = storm(tmp_path / "storm.facilitator")
    with serving(path) as (_, url), phone(browser) as (_context, page):
        page.goto(url)
        page.locator("button[value=team-1]").click()
        says(path, "Old")
        line = page.locator("article.line", has_text="Old")
        line.locator("summary").click()
        field = line.locator("[name=text]")
        field.press_sequentially("Ours too")
        field.press("ArrowLeft")
        top = field.bounding_box()
        says(path, "New")
        expect(page.locator("article.line")).to_have_count(2)
        expect(page.locator("details[open]")).to_have_count(1)
        expect(line.locator("details[open]")).to_have_count(1)
        expect(field).to_have_value("Ours too")
        expect(field).to_be_focused()
        now = field.bounding_box()
        assert top and now and abs(top["y"] - now["y"]) < 1
        field.press_sequentially("!")
        expect(field).to_have_value("Ours to!o")
        line.get_by_role("button", name="Build on it", exact=True).click()
        expect(page.locator("#mine .card").first).to_contain_text("Ours to!o")
        expect(page.locator("#mine .card .state").first).to_have_text(SAVED)
        expect(page.get_by_text(re.compile("Builds on: Old"))).to_be_visible()


def test_pasted_text_is_whole_and_what_is_too_much_is_said(browser: Browser, path: Path, url: str) -> None:
    pasted = "Ten signs. " * 60
    with phone(browser) as (_, page):
        page.goto(url)
        field = page.locator("#stage textarea")
        field.focus()
        page.keyboard.insert_text(pasted)
        expect(field).to_have_value(pasted)
        limit = int(field.get_attribute("data-limit") or 0)
        page.locator("#stage form.write button.main").click()
        expect(page.locator("#stage [role=alert]")).to_contain_text(
            f"{len(pasted.strip()) - limit} characters too many"
        )
        expect(field).to_have_value(pasted)
        expect(page.locator("#mine .card")).to_have_count(0)
