"""Forced colours on the phone: what is chosen can be read, dots can be seen, and so can the focus, on every page."""

from __future__ import annotations

import contextlib
from pathlib import Path

import pytest
from phone_journey import phone
from playwright.sync_api import Browser, FloatRect, Page, expect
from PySide6.QtGui import QImage
from web_journey import GROUPS, W, act, append, serving

import upstream
from facilitator.activities.library import find
from facilitator.model import acts
from facilitator.model.workshop import Workshop
from facilitator.programme import contract as programmes
from facilitator.store import file
from facilitator.store.feed import open_feed

METHODS = ("focused-conversation", "force-field", "kj", "open-space", "scenario-workshop", "six-hats")
METHODS += ("speed-dating", "board-storm", "evaluation", "arrival", "check-out")
SEEN = """
const channels = colour => (colour.match(/[\\d.]+/g) || []).map(Number);
const shade = colour => { const [r, g, b] = channels(colour).map(part => part / 255)
  .map(part => part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4);
  return 0.2126 * r + 0.7152 * g + 0.0722 * b; };
const contrast = (one, other) => { const [low, high] = [shade(one), shade(other)].sort((a, b) => a - b);
  return (high + 0.05) / (low + 0.05); };
const ground = node => { for (let at = node; at; at = at.parentElement) {
  const colour = getComputedStyle(at).backgroundColor, alpha = channels(colour)[3];
  if (alpha === undefined || alpha > 0) return colour; } return 'rgb(255, 255, 255)'; };
const shown = node => node.checkVisibility({ visibilityProperty: true }) && node.getClientRects().length > 0;
"""
PALE = (
    "root => {"
    + SEEN
    + """
const found = [];
for (const node of [root, ...root.querySelectorAll('*')]) {
  const words = [...node.childNodes].filter(one => one.nodeType === 3).map(one => one.data.trim()).join(' ').trim();
  if (!words || !shown(node)) continue;
  const met = contrast(getComputedStyle(node).color, ground(node));
  if (met < 4.5) found.push(words.slice(0, 40) + ' ' + met.toFixed(2));
}
return found; }"""
)
"""The words in an element that cannot be read on their ground."""
CHOSEN = """() => {
  for (const node of document.querySelectorAll('input[type=radio], input[type=checkbox]')) node.checked = true;
}"""
"""Chooses whatever can be chosen: in each list of one the last."""
UNMARKED = (
    "() => {"
    + SEEN
    + """
const found = [];
const all = 'a[href], button, input:not([type=hidden]), select, textarea, summary';
for (const node of [...document.querySelectorAll(all)].filter(shown)) {
  if (node.disabled) continue;
  node.focus({ focusVisible: true });
  if (document.activeElement !== node) continue;
  const marked = [node, node.closest('.row, .option')].filter(Boolean).some(one => {
    const style = getComputedStyle(one);
    return style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2
      && contrast(style.outlineColor, ground(one.parentElement || one)) >= 3; });
  if (!marked) found.push(node.outerHTML.slice(0, 90));
}
return found; }"""
)
"""What has the focus and does not show it."""


def day_of(path: Path) -> Workshop:
    """The workshop as the file has it."""
    programme = programmes.empty()
    with contextlib.closing(open_feed(path)) as log:
        programme.fold_all(log.pull(0))
    return programme.workshops[W]


def made(path: Path, method: str) -> Path:
    """A day of one method."""
    file.create(path)
    info = {"title": "Hall", "challenge": "How?", "tables": 4}
    append(path, *acts.create(info, [find(method)], groups=GROUPS, workshop=W))
    return path


def go(page: Page, url: str, path: Path, stage: str) -> None:
    """Open a stage with something in it, and load its page."""
    append(path, act("stage_opened", stage))
    day = day_of(path)
    append(path, *upstream.notes(day, day.runs[stage]))
    page.goto(url)
    join = page.locator("form[action$='/join'] button.main")
    if join.count():
        page.locator("form[action$='/join'] input[type=radio]").first.check(force=True)
        join.first.click()
    expect(page.locator("main")).to_be_visible()


@pytest.mark.parametrize("method", METHODS)
def test_words_are_read_and_the_focus_is_seen_on_every_page(browser: Browser, tmp_path: Path, method: str) -> None:
    path = made(tmp_path / "day.facilitator", method)
    with serving(path) as (_, url), phone(browser, script=False, forced=True) as (_context, page):
        for stage in list(day_of(path).runs):
            go(page, url, path, stage)
            assert page.evaluate(UNMARKED) == [], stage
            page.evaluate(CHOSEN)
            assert page.locator("body").evaluate(PALE) == [], stage


def test_the_dots_of_a_vote_are_seen(browser: Browser, tmp_path: Path) -> None:
    path = made(tmp_path / "day.facilitator", "scenario-workshop")
    with serving(path) as (_, url), phone(browser, forced=True) as (_context, page):
        go(page, url, path, "vote")
        dots = page.locator(".stepper i")
        expect(dots.first).to_be_attached()
        page.locator(".stepper button:visible").last.click()
        shown = [each for each in dots.all() if each.is_visible()]
        assert shown
        for each in shown:
            box = each.bounding_box()
            assert box is not None
            around: FloatRect = {
                "x": box["x"] - 2,
                "y": box["y"] - 2,
                "width": box["width"] + 4,
                "height": box["height"] + 4,
            }
            seen = QImage.fromData(page.screenshot(clip=around))
            middle, corner = seen.pixelColor(seen.rect().center()), seen.pixelColor(0, 0)
            assert abs(middle.lightnessF() - corner.lightnessF()) > 0.5


def test_a_chosen_answer_can_be_read(browser: Browser, tmp_path: Path) -> None:
    """By the picture of its words: some of it stands out from the rest."""
    path = made(tmp_path / "day.facilitator", "focused-conversation")
    with serving(path) as (_, url), phone(browser, forced=True) as (_context, page):
        go(page, url, path, "reflective")
        rows = page.locator("#stage .option:visible, #stage .row:visible")
        rows.nth(1).wait_for()
        for number in range(rows.count()):
            row = rows.nth(number)
            row.locator("input").check(force=True)
            row.locator("input").blur()
            words = row.locator("span:not(.sym), b, strong").last
            seen = QImage.fromData(words.screenshot())
            places = [(x, y) for x in range(seen.width()) for y in range(seen.height())]
            shades = [seen.pixelColor(x, y).lightnessF() for x, y in places]
            ground = max(set(shades), key=shades.count)
            assert max(abs(shade - ground) for shade in shades) > 0.4
        assert rows.count() > 1
