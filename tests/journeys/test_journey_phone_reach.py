"""Everybody's way in: large letters, a screen reader, forced colours."""

from __future__ import annotations

from pathlib import Path

import pytest
from phone_journey import phone
from playwright.sync_api import Browser, expect
from web_journey import W, act, append, make_day, serving

from facilitator.activities.library import find
from facilitator.model import acts
from facilitator.model.entry import Draft
from facilitator.store import file

IDEAS = ("Open the hall on two evenings a week", "Expenses paid the same day")


def voting(path: Path) -> Path:
    file.create(path)
    append(path, *acts.create({"title": "Hall"}, [find("scenario-workshop")], workshop=W))
    append(path, act("stage_opened", "ideas"))
    append(path, *(Draft("note", {"text": text}, W, "ideas") for text in IDEAS))
    append(path, act("stage_opened", "vote"))
    return path


@pytest.mark.parametrize("width", [320, 360])
@pytest.mark.parametrize("size", ["130%", "200%"])
def test_the_words_of_a_vote_stay_words_in_large_letters(
    browser: Browser, tmp_path: Path, width: int, size: str
) -> None:
    with serving(voting(tmp_path / "vote.facilitator")) as (_, url), phone(browser, width=width) as (_context, page):
        page.goto(url)
        page.evaluate("size => { document.documentElement.style.fontSize = size }", size)
        words = page.locator(".stepper > span").first
        expect(words).to_be_visible()
        assert words.evaluate("one => one.clientWidth / parseFloat(getComputedStyle(one).fontSize)") >= 7
        assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_a_new_question_is_announced_named_and_keeps_the_focus(browser: Browser, tmp_path: Path) -> None:
    path = make_day(tmp_path / "day.facilitator")
    with serving(path) as (_, url), phone(browser) as (_context, page):
        page.goto(url)
        page.locator("#stage textarea").focus()
        append(path, act("stage_opened", "reflective"))
        head = page.locator("#stage h1")
        expect(head).to_have_text("Where did you feel encouraged or uneasy?")
        expect(head).to_be_focused()
        expect(page.locator("#live")).to_have_text("Where did you feel encouraged or uneasy?")
        assert page.title().startswith("Where did you feel encouraged or uneasy?")


def test_without_a_link_a_reader_is_told_once(browser: Browser, tmp_path: Path) -> None:
    path = make_day(tmp_path / "day.facilitator")
    with serving(path) as (_, url), phone(browser) as (context, page):
        page.goto(url)
        context.set_offline(True)
        expect(page.locator("#live")).to_have_text("No link to the laptop. Keep writing.")
        assert page.locator("#offline[role], #offline [role=status], #offline [aria-live]").count() == 0


def test_the_form_of_who_leaves_early_and_the_thanks_for_it_are_in_sight(browser: Browser, tmp_path: Path) -> None:
    path = tmp_path / "day.facilitator"
    file.create(path)
    append(path, *acts.create({"title": "Hall"}, [find("focused-conversation"), find("evaluation")], workshop=W))
    append(path, act("stage_opened", "objective"))
    with serving(path) as (_, url), phone(browser) as (_context, page):
        page.goto(url)
        page.locator("#early a").click()
        expect(page.locator("#early .step:visible input[type=radio]").first).to_be_in_viewport()
        append(path, act("stage_opened", "evaluation"))
        expect(page.locator("#stage form.sheet")).to_be_attached()
        page.locator("#stage .step:visible input[type=radio]").first.check(force=True)
        while page.locator("#stage .step:visible a.go").count():
            page.locator("#stage .step:visible a.go").click()
        page.locator("#stage button.main:visible").click()
        expect(page.get_by_role("heading", name="Thank you. Your form is in.")).to_be_in_viewport()
