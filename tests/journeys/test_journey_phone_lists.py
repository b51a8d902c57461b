"""Whatever others add, change or take away: what a person has a finger on stays theirs, and stays where it is."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest
from phone_journey import phone
from phone_lists import GOES, LISTS, MORE, Listed
from playwright.sync_api import Browser, Page, expect
from web_journey import W, append, open_stage, serving

import upstream
from facilitator.activities.library import find
from facilitator.model import acts, bodies
from facilitator.model.entry import Draft
from facilitator.model.run import StageRun
from facilitator.model.workshop import Workshop
from facilitator.records import load
from facilitator.store import file

CONTROLS = """goes => {
  const seen = new Map();
  for (const one of document.querySelectorAll('#stage :is(button, input, textarea, select, summary)')) {
    const near = one.closest('article, li, form.stepper, section.card, section.step');
    if (one.type === 'hidden' || one.disabled || near && near.textContent.includes(goes)) continue;
    const box = one.closest('details');
    if (box && one.nodeName !== 'SUMMARY') box.open = true;
    if (!one.checkVisibility()) continue;
    seen.set([one.nodeName, one.type, one.name, one.id && one.id[0], near && near.nodeName].join(), one);
  }
  window.held = Array.from(seen.values());
  return window.held.length;
}"""
"""One control of each sort on the page, the last one, and never of what goes away; its box is opened."""
TAKE_HOLD = """at => {
  const one = window.one = window.held[at];
  const say = name => one.dispatchEvent(new Event(name, { bubbles: true }));
  one.focus();
  window.typed = one.nodeName === 'TEXTAREA' || one.type === 'text';
  if (window.typed) { one.value = 'Ours too'; say('input'); one.setSelectionRange(4, 4); }
  const told = Array.from(one.options || []).filter(each => each.value && !each.text.includes(window.goes));
  if (told.length) { one.value = told[told.length - 1].value; say('change'); }
  window.boxes = Array.from(document.querySelectorAll('#stage details[open]'));
  window.was = { top: one.getBoundingClientRect().top, value: one.value, name: one.outerHTML.slice(0, 120) };
}"""
LOST = """() => {
  const one = window.one, was = window.was, lost = [];
  if (!one.isConnected) return [was.name + ' is gone'];
  if (document.activeElement !== one) lost.push('the focus is on ' + document.activeElement.outerHTML.slice(0, 80));
  if (one.value !== was.value) lost.push(`${was.value} has become ${one.value}`);
  if (window.typed && one.selectionStart !== 4) lost.push('the caret has moved');
  for (const box of window.boxes) if (box.isConnected && !box.open) lost.push('a box has shut');
  const by = one.getBoundingClientRect().top - was.top;
  if (Math.abs(by) > 1) lost.push('it has moved by ' + by);
  return lost.map(words => was.name + ': ' + words);
}"""
WATCH = """() => {
  window.early = []; window.seen = 0;
  let hand = 0;
  for (const name of ['pointerdown', 'pointermove', 'mousedown', 'mousemove'])
    document.querySelector('main').addEventListener(name, () => { hand = Date.now(); }, true);
  new MutationObserver(() => { window.seen += 1; if (Date.now() - hand < 1000) window.early.push(Date.now() - hand); })
    .observe(document.querySelector('#stage'), { childList: true, subtree: true });
}"""
"""Writes down each change of the list that comes sooner than a second after the hand was last at work."""
PRESSED = ("board-storm rounds", "scenario-workshop vote", "open-space place", "force-field act")


class Day(NamedTuple):
    """A day with many methods, its page for phones, and a phone that looks at it."""

    path: Path
    url: str
    page: Page

    def workshop(self) -> Workshop:
        """As it stands in the file."""
        return load.workshop(self.path)[1]

    def run(self, method: str, stage: str) -> StageRun:
        """A stage of one of the methods, by its own id in it."""
        workshop = self.workshop()
        block = next(block for block in workshop.blocks if block.method.key == method)
        own = [run for run in workshop.stages if run.block == block.id]
        return next(run for run, said in zip(own, block.method.stages, strict=True) if said.id == stage)

    def arrives(self, *drafts: Draft) -> None:
        """Others do something, and the phone has taken it in."""
        append(self.path, *drafts)
        wait_for_seq(self, self.workshop().seq)
        with self.page.expect_response(self.url) as answer:
            self.page.evaluate("window.dispatchEvent(new Event('online'))")
        found = re.search(r'data-seq="(\d+)"', answer.value.text())
        assert found
        self.page.wait_for_function("last => Number(document.body.dataset.seq) >= last", arg=int(found[1]))


def wait_for_seq(day: Day, last: int) -> None:
    """Until the room page knows of an entry."""
    day.page.wait_for_function("([url, last]) => fetch(url).then(said => said.json()).then(now => now.seq >= last)",
                               arg=[f"{day.url}/state", last])  # fmt: skip


@pytest.fixture(scope="module")
def day(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Day]:
    """One day, one room page and one phone for all lists: each is opened in its turn."""
    path = tmp_path_factory.mktemp("lists") / "day.facilitator"
    file.create(path)
    methods = [find(key) for key in dict.fromkeys(listed.method for listed in LISTS)]
    append(path, *acts.create({"title": "Day", "challenge": "What now?"}, methods, workshop=W))
    with serving(path) as (_, url), phone(browser) as (_context, page):
        page.goto(url)
        yield Day(path, url, page)
        page.goto("about:blank")


def opened(day: Day, listed: Listed) -> StageRun:
    """Open the stage, with something in its list; gives the stage where that stands."""
    run, source = day.run(listed.method, listed.stage), day.run(listed.method, listed.source or listed.stage)
    append(day.path, *listed.more(day.workshop(), source, upstream.WORDS))
    append(day.path, acts.open_stage(day.workshop(), run.id))
    run = day.run(listed.method, listed.stage)
    append(day.path, *(listed.begins(day.workshop(), run) if listed.begins else ()))
    wait_for_seq(day, day.workshop().seq)
    assert open_stage(day.url) == run.id
    day.page.goto(day.url)
    for first in ("button[value=team-1]", "form:has(input[value=seat]) button"):
        if day.page.locator(f"#stage {first}:visible").count():
            asked = day.page.locator("#stage h1").inner_text()
            day.page.locator(f"#stage {first}:visible").first.click()
            expect(day.page.locator("#stage h1")).not_to_have_text(asked)
    if (steps := day.page.locator("#stage .step")).count() > 1:
        day.page.evaluate("name => { location.hash = name }", steps.last.get_attribute("id"))
    return source


def arrivals(day: Day, listed: Listed, source: StageRun, at: int) -> list[Draft]:
    """Others add to a list, change something in it, take one away, and the next time put it back."""
    workshop = day.workshop()
    there = workshop.runs[source.id].notes
    goes = [note.key for note in there if note.text == GOES]
    edited = [note.key for note in there if note.text == upstream.WORDS[1]]
    kind = bodies.Restored if at % 2 else bodies.Hidden
    return [
        *listed.more(workshop, source, [f"{words} {at}" for words in MORE]),
        *(acts.at(workshop, source, kind(key)) for key in goes),
        *(acts.at(workshop, source, bodies.Edited(key, text=f"Quite another thing {at}")) for key in edited),
    ]


def lost(day: Day, listed: Listed) -> list[str]:
    """What of a list a person lost that they were at, while others changed it."""
    source = opened(day, listed)
    day.page.evaluate("words => { window.goes = words }", GOES)
    many, found = day.page.evaluate(CONTROLS, GOES), list[str]()
    assert many, day.page.locator("#stage").inner_text()
    for at in range(many):
        day.page.evaluate(TAKE_HOLD, at)
        day.arrives(*arrivals(day, listed, source, at))
        found += day.page.evaluate(LOST)
    return found


def rests(day: Day, listed: Listed, source: StageRun) -> None:
    """What arrived stands there once the hand has rested for a second, and what is under the hand is where it was."""
    count = day.page.evaluate(CONTROLS, GOES)
    one = day.page.evaluate_handle("at => window.held[at]", count - 1).as_element()
    assert one
    one.scroll_into_view_if_needed()
    day.page.evaluate(WATCH)
    box = one.bounding_box()
    assert box
    day.page.mouse.move(box["x"] + 9, box["y"] + 9)
    day.page.mouse.down()
    day.arrives(*arrivals(day, listed, source, 0))
    assert day.page.evaluate("window.seen") > 0
    assert day.page.evaluate("window.early") == []
    now = one.bounding_box()
    assert now and abs(now["y"] - box["y"]) <= 1
    day.page.mouse.move(0, 0)
    day.page.mouse.up()


def test_what_a_person_is_at_stays_theirs_and_stays_put_whatever_arrives(day: Day) -> None:
    """On every list, one after another: each builds on those before it, as on a day."""
    assert {listed.name: found for listed in LISTS if (found := lost(day, listed))} == {}
    for listed in LISTS:
        if listed.name in PRESSED:
            rests(day, listed, opened(day, listed))
