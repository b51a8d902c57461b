"""Every form of every stage goes the same road: what is typed is kept, waits for the link, and is seen to be saved."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from phone_journey import phone
from playwright.sync_api import Browser, Page, expect
from process_journey import wait_for
from web_journey import GROUPS, W, act, append, serving, wait_for_stage

import upstream
from facilitator.activities import library
from facilitator.model import acts
from facilitator.records import load
from facilitator.store import file

FILL = """stage => {
  const all = what => Object.keys(localStorage).filter(name => name.includes(':' + what + ':'))
    .map(name => JSON.parse(localStorage[name]));
  const told = one => ['input', 'change'].forEach(name => one.dispatchEvent(new Event(name, { bubbles: true })));
  const words = 'What we would say at ' + stage;
  const plain = one => one.type === 'date' ? '2026-03-31' : one.inputMode === 'numeric' ? '3'
    : words.slice(0, Number(one.dataset.limit || 999));
  function fill(one) { // whether it is another than before
    const last = one.options ? [...one.options].filter(each => each.value).pop() : null;
    if (one.type === 'radio' || one.type === 'checkbox') {
      if (one.checked) return false;
      one.checked = true;
    } else if (one.options) {
      if (!last || one.value === last.value) return false;
      one.value = last.value;
    } else one.value = plain(one);
    told(one);
    return true;
  }
  const seen = new Set(), wrong = [], sent = [];
  for (const form of document.querySelectorAll('form[method=post]')) {
    const fields = [...form.querySelectorAll('input:not([type=hidden]), textarea, select')];
    const hidden = [...form.querySelectorAll('input[type=hidden]')];
    const names = hidden.map(one => ['act', 'kind'].includes(one.name) ? one.value : one.name);
    const where = new URL(form.action).pathname;
    const mark = [where, form.className, ...names, ...fields.map(one => one.name)].join();
    if (!where.includes('/stage/') || seen.has(mark)) continue;
    seen.add(mark);
    const drafts = all('draft').length, typed = fields.map(fill).some(Boolean);
    if (typed && all('draft').length !== drafts + 1) wrong.push('no draft: ' + mark);
    if (typed && all('draft').some(draft => !draft.asks)) wrong.push('no question: ' + mark);
    const before = all('out').length;
    form.requestSubmit(form.querySelector('button:not([disabled]):not([type=button])'));
    if (all('out').length !== before + 1) wrong.push('not in the outbox: ' + mark);
    sent.push(mark);
  }
  return { wrong, sent };
}"""
ITEMS = """() => Object.keys(localStorage).filter(name => name.includes(':out:'))
  .map(name => JSON.parse(localStorage[name]))"""


def items(page: Page, state: str) -> list[dict[str, Any]]:
    """What of the outbox is in a state."""
    return [item for item in page.evaluate(ITEMS) if item["state"] == state]


def joined(page: Page, url: str) -> None:
    page.goto(url)
    page.get_by_label("Parents").check()
    page.get_by_label("Your table’s number").fill("2")
    page.get_by_role("button", name="Join the workshop").click()
    expect(page.locator("#who")).to_be_attached()


@pytest.mark.parametrize("key", library.methods())
def test_every_form_of_every_stage_is_kept_waits_and_is_saved(browser: Browser, tmp_path: Path, key: str) -> None:
    path = tmp_path / "day.facilitator"
    file.create(path)
    append(path, *acts.create({"title": "Day", "tables": 4}, [library.find(key)], groups=GROUPS, workshop=W))
    stages = [run.id for run in load.workshop(path)[1].stages]
    with serving(path) as (_, url), phone(browser) as (context, page):
        joined(page, url)
        for stage in stages:
            workshop = load.workshop(path)[1]
            run = workshop.runs[stage]
            notes = [
                replace(each, body={**each.body, "text": f"{each.body['text']} {stage}"})
                for each in upstream.notes(workshop, run)
            ]
            append(path, acts.open_stage(workshop, stage), act("covered", stage), *notes)
            wait_for_stage(url, stage)
            page.goto(url)
            page.evaluate("localStorage.clear()")
            page.goto(url)
            context.set_offline(True)
            found: dict[str, Any] = page.evaluate(FILL, stage)
            assert found["wrong"] == [], stage
            assert len(found["sent"]) >= 1, stage
            context.set_offline(False)
            wait_for(lambda: not items(page, "waiting"), "all is sent")
            assert [item for item in items(page, "refused") if not item["why"]] == []


def test_the_next_person_gets_the_phone_once_all_is_sent(browser: Browser, tmp_path: Path) -> None:
    path = tmp_path / "day.facilitator"
    file.create(path)
    append(path, *acts.create({"title": "Day", "tables": 4}, [library.find("check-in")], groups=GROUPS, workshop=W))
    append(path, act("stage_opened", load.workshop(path)[1].stages[0].id))
    with serving(path) as (_, url), phone(browser) as (context, page):
        joined(page, url)
        context.set_offline(True)
        page.locator("#parking summary").click()
        page.locator("#parking textarea").fill("Do not forget the bus")
        page.locator("#parking button").click()
        page.get_by_role("button", name="Next person on this phone").click()
        expect(page.locator("#mine .card.waiting")).to_have_count(2)
        context.set_offline(False)
        expect(page.get_by_role("button", name="Join the workshop")).to_be_visible()
        assert page.evaluate("[localStorage.length, sessionStorage.length]") == [0, 0]
    assert [note.text for note in load.workshop(path)[1].parking.notes] == ["Do not forget the bus"]


def test_joining_without_a_link_waits_too(browser: Browser, tmp_path: Path) -> None:
    path = tmp_path / "day.facilitator"
    file.create(path)
    append(path, *acts.create({"title": "Day"}, [library.find("check-in")], groups=GROUPS, workshop=W))
    with serving(path) as (_, url), phone(browser) as (context, page):
        page.goto(url)
        page.get_by_label("Parents").check()
        page.reload()
        expect(page.get_by_label("Parents")).to_be_checked()
        context.set_offline(True)
        page.get_by_role("button", name="Join the workshop").click()
        expect(page.locator("#mine .card.waiting")).to_contain_text("Joining the workshop")
        context.set_offline(False)
        expect(page.locator("#who")).to_be_attached()
        expect(page.locator("#done")).to_have_text("Thank you. You are in.")
