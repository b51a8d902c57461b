"""A vote that asks for the code of a card, on a real phone: with script and without, and on a lost network."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from phone_journey import phone
from playwright.sync_api import Browser, Page, expect
from process_journey import wait_for
from web_journey import W, act, append, serving

from facilitator.activities.library import find
from facilitator.model import acts, cards
from facilitator.model.entry import Draft
from facilitator.records import load
from facilitator.store import file

IDEAS = ("Open the hall on two evenings a week", "Expenses paid the same day")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A vote of dots in which each card counts once."""
    made = tmp_path / "vote.facilitator"
    file.create(made)
    append(made, *acts.create({"title": "Hall"}, [find("scenario-workshop")], workshop=W))
    append(made, act("stage_opened", "ideas"))
    append(made, *(Draft("note", {"text": text}, W, "ideas") for text in IDEAS))
    vote = load.workshop(made)[1].runs["vote"]
    append(made, act("stage_edited", "vote", options={**vote.stage.options, cards.OPTION: True}))
    append(made, act("stage_opened", "vote"))
    return made


@pytest.fixture
def url(path: Path) -> Iterator[str]:
    with serving(path) as (_, url):
        yield url


def code(path: Path, number: int) -> str:
    """What stands on a card."""
    return cards.code(load.workshop(path)[1].secret, "vote", number)


def give(page: Page, typed: str) -> None:
    """Type the code of a card and send it."""
    page.get_by_label("Card code").fill(typed)
    page.get_by_role("button", name="Go on").click()


def dot(page: Page, name: str = "1 dot") -> None:
    """One dot or more on the first idea."""
    page.locator("form.stepper").first.get_by_role("button", name=name).click()


def voted(path: Path) -> tuple[int, int]:
    """How many cards voted, and how many cards are in."""
    run = load.workshop(path)[1].runs["vote"]
    return run.state.answered_by("vote"), len(set(run.cards.values()))


@pytest.mark.parametrize("script", [True, False])
def test_a_wrong_code_is_mended_where_it_was_typed_and_the_vote_follows(
    browser: Browser, path: Path, url: str, script: bool
) -> None:
    with phone(browser, script=script) as (_context, page):
        page.goto(url)
        expect(page.locator("form.stepper")).to_have_count(0)
        give(page, "ABC-DE2")
        expect(page.locator("main")).to_contain_text("No card for this question has the code “ABC-DE2”")
        expect(page.get_by_label("Card code")).to_have_value("ABC-DE2")
        give(page, code(path, 4).lower())
        expect(page.locator("form.stepper").first).to_be_visible()
        done = page.locator("#mine .card.saved") if script else page.locator("#done")
        expect(done).to_contain_text("The code of your card" if script else "Your card is in. It counts once.")
        dot(page)
        wait_for(lambda: voted(path) == (1, 1), "the vote is in")


@pytest.mark.parametrize("script", [True, False])
def test_a_card_that_is_given_on_two_phones_votes_once(browser: Browser, path: Path, url: str, script: bool) -> None:
    for number, dots, expected in ((7, "1 dot", (1, 1)), (7, "2 dots", (1, 1)), (8, "1 dot", (2, 2))):
        with phone(browser, script=script) as (_context, page):
            page.goto(url)
            give(page, code(path, number))
            dot(page, dots)
            pressed = page.locator("form.stepper").first.get_by_role("button", name=dots)
            expect(pressed).to_have_attribute("aria-pressed", "true")
            wait_for(lambda expected=expected: voted(path) == expected, "each card counts once")


def test_a_code_that_is_typed_without_a_link_goes_by_itself(browser: Browser, path: Path, url: str) -> None:
    with phone(browser) as (context, page):
        page.goto(url)
        page.get_by_label("Card code").fill("K7M")
        page.reload()
        expect(page.get_by_label("Card code")).to_have_value("K7M")
        context.set_offline(True)
        give(page, code(path, 2))
        expect(page.locator("#mine .card.waiting")).to_contain_text("The code of your card")
        assert voted(path) == (0, 0)
        context.set_offline(False)
        expect(page.locator("form.stepper").first).to_be_visible()
        expect(page.locator("#mine .card.saved")).to_contain_text("The code of your card")
        assert code(path, 2) not in page.locator("body").inner_text()
        dot(page)
        wait_for(lambda: voted(path) == (1, 1), "the vote is in")


def test_a_wrong_code_that_waited_for_the_link_says_so_where_it_can_be_mended(
    browser: Browser, path: Path, url: str
) -> None:
    with phone(browser) as (context, page):
        page.goto(url)
        context.set_offline(True)
        give(page, "ABC-DE2")
        expect(page.locator("#mine .card.waiting")).to_be_visible()
        context.set_offline(False)
        expect(page.locator("main")).to_contain_text("No card for this question has the code “ABC-DE2”")
        expect(page.get_by_label("Card code")).to_have_value("ABC-DE2")
        give(page, code(path, 2))
        expect(page.locator("form.stepper").first).to_be_visible()
