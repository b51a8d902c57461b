"""Nothing that was typed is out of reach: with no cookie, in two pages, after the time is up."""

from __future__ import annotations

import dataclasses
import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from chromium import QUIET, chromium
from phone_journey import phone, write
from playwright.sync_api import Browser, BrowserContext, Page, expect
from process_journey import wait_for
from test_journey_phone import join, texts
from test_journey_phone_steady import FULL, SHUT
from web_journey import GROUPS, W, act, append, make_day, open_stage, serving

from facilitator.activities.library import find
from facilitator.model import acts, bodies
from facilitator.records import load
from facilitator.store import file


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return make_day(tmp_path / "day.facilitator", groups=GROUPS)


@pytest.fixture
def url(path: Path) -> Iterator[str]:
    with serving(path) as (_, url):
        yield url


def in_history(page: Page, words: str) -> None:
    """Until the page's own history has the words."""
    wait_for(lambda: words in str(page.evaluate("JSON.stringify(history.state)")), "it is kept")


@pytest.mark.parametrize("refusing", [FULL, SHUT])
def test_what_is_typed_survives_a_reload_where_nothing_is_stored(
    browser: Browser, tmp_path: Path, refusing: str
) -> None:
    path = make_day(tmp_path / "open.facilitator")
    with serving(path) as (_, url), phone(browser) as (_context, page):
        page.add_init_script(refusing)
        page.goto(url)
        page.locator("#stage textarea").fill("Half a sent")
        in_history(page, "Half a sent")
        page.reload()
        expect(page.locator("#stage textarea")).to_have_value("Half a sent")
        write(page, "A whole sentence")
        expect(page.locator("#mine .card.saved")).to_be_visible()
        page.reload()
        expect(page.locator("#mine .card.saved")).to_contain_text("A whole sentence")
        expect(page.locator("#stage textarea")).to_have_value("")


def test_two_pages_of_one_phone_lose_nothing_of_either(browser: Browser, path: Path, url: str) -> None:
    with phone(browser) as (context, page):
        join(page, url)
        page.locator("#stage textarea").fill("From the first page")
        other = context.new_page()
        other.goto(url)
        expect(other.locator("#stage textarea")).to_have_value("From the first page")
        other.locator("#stage textarea").fill("From the second page")
        append(path, act("stage_opened", "reflective"))
        for each, words in ((page, "From the first page"), (other, "From the second page")):
            expect(each.locator("#leftover .card")).to_have_count(1)
            expect(each.locator("#leftover .card")).to_contain_text(words)
            expect(each.locator("#leftover .card")).to_contain_text("Which facts here")
        other.close()
        page.reload()
        expect(page.locator("#leftover .card")).to_have_count(2)


def test_who_lost_the_cookie_while_typing_finds_the_words_again(browser: Browser, path: Path, url: str) -> None:
    with phone(browser) as (context, page):
        join(page, url)
        page.locator("#stage textarea").fill("I was just writing")
        context.clear_cookies()
        append(path, act("asked", "objective", question=1))
        expect(page.get_by_role("button", name="Join the workshop")).to_be_visible()
        expect(page.locator("#leftover")).to_contain_text("What you were writing is still here.")
        page.get_by_label("Parents").check()
        page.get_by_role("button", name="Join the workshop").click()
        expect(page.locator("#stage textarea")).to_have_value("I was just writing")


def test_once_the_time_is_up_the_phone_says_so_and_sends_as_late(browser: Browser, path: Path, url: str) -> None:
    append(path, act("stage_edited", "objective", timer="HARD", minutes=0))
    with phone(browser) as (_, page):
        join(page, url)
        page.locator("#stage textarea").fill("Twenty seconds late")
        expect(page.locator("#locked")).to_be_visible()
        expect(page.locator("#live")).to_contain_text("Time is up")
        write(page, "Twenty seconds late")
        expect(page.locator("#mine .card.saved .state")).to_contain_text("marked as late")
    run = load.workshop(path)[1].runs["objective"]
    assert ([note.text for note in run.notes], len(run.late)) == ([], 1)


def test_a_form_half_filled_when_its_stage_closes_is_sent_late(browser: Browser, tmp_path: Path) -> None:
    path = tmp_path / "day.facilitator"
    file.create(path)
    append(path, *acts.create({"title": "Day"}, [find("check-in"), find("evaluation")], workshop=W))
    append(path, act("stage_opened", "evaluation"))
    with serving(path) as (_, url), phone(browser) as (_context, page):
        page.goto(url)
        page.locator("#stage .step:visible input[type=radio]").first.check(force=True)
        append(path, dataclasses.replace(act("stage_closed", "evaluation"), at=1))
        card = page.locator("#leftover .card")
        expect(card).to_contain_text("You were still writing")
        expect(card).to_contain_text("Evaluation form")
        card.get_by_role("button", name="Send it to that question").click()
        expect(page.locator("#mine .card.saved .state")).to_contain_text("marked as late")
    assert len(load.workshop(path)[1].runs["evaluation"].late) == 1


def test_a_refused_form_is_offered_as_late_and_goes(browser: Browser, path: Path, url: str) -> None:
    with phone(browser) as (context, page):
        join(page, url)
        context.set_offline(True)
        write(page, "Written in the cellar")
        append(path, dataclasses.replace(act("stage_closed", "objective"), at=1))
        wait_for(lambda: open_stage(url) == "", "the web process to hear that the stage is closed")
        context.set_offline(False)
        page.get_by_role("button", name="Send it late").click()
        expect(page.locator("#mine .card.saved .state")).to_contain_text("marked as late")
    key = next(iter(load.workshop(path)[1].runs["objective"].late))
    append(path, bodies.LateTaken((key,)).draft(W, "objective"))
    assert texts(path) == ["Written in the cellar"]
    assert [note.late for note in load.workshop(path)[1].runs["objective"].notes] == [True]


@pytest.fixture
def shut(browser: Browser, tmp_path: Path) -> Iterator[tuple[BrowserContext, Page]]:
    """A browser that keeps no cookie and stores nothing, as its owner set it."""
    own = tmp_path / "browser" / "Default"
    own.mkdir(parents=True)
    wish = {"profile": {"default_content_setting_values": {"cookies": 2}}}
    (own / "Preferences").write_text(json.dumps(wish), encoding="utf-8")
    context = browser.browser_type.launch_persistent_context(
        own.parent, executable_path=chromium(), args=QUIET, viewport={"width": 390, "height": 844}
    )
    yield context, context.pages[0]
    context.close()


def test_where_cookies_are_blocked_everything_goes_on(shut: tuple[BrowserContext, Page], path: Path, url: str) -> None:
    context, page = shut
    page.goto(url)
    assert page.evaluate("(() => { try { return localStorage.length } catch (e) { return -1 } })()") == -1
    page.get_by_label("Parents").check()
    page.get_by_role("button", name="Join the workshop").click()
    expect(page.locator("#stage textarea")).to_be_visible()
    page.locator("#stage textarea").fill("Half a sent")
    in_history(page, "Half a sent")
    page.reload()
    expect(page.locator("#stage textarea")).to_have_value("Half a sent")
    write(page, "A whole sentence")
    expect(page.locator("#mine .card.saved")).to_contain_text("A whole sentence")
    append(path, act("stage_opened", "decisional"))
    append(path, act("note", "decisional", text="Plan the autumn", source="host", fields={"kind": "resolve"}))
    line = page.locator("article.line")
    line.get_by_role("button", name="Support").click()
    expect(line.get_by_role("button", name="Support")).to_have_attribute("aria-pressed", "true")
    page.reload()
    expect(page.locator("article.line button[aria-pressed=true]")).to_have_count(1)
    assert re.search("seat=[0-9a-f]{32}", page.url)
    page.get_by_text("What is kept, and what is not").click()
    expect(page.get_by_text("Pass the address on to nobody.").last).to_be_visible()
    assert context.cookies() == []
    workshop = load.workshop(path)[1]
    assert (len(workshop.people.by_id), texts(path)) == (1, ["A whole sentence"])
    assert [entry.kind for entry in workshop.entries].count("joined") == 1
