"""Every page of every stage on a narrow phone, in a language whose sentences are longer, at large sizes of letters."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest
from phone_lists import LISTS, plain
from playwright.sync_api import Browser, Page
from web_journey import GROUPS, W, act, append, serving, wait_for_stage

import pseudo
import upstream
from facilitator.activities import library
from facilitator.model import acts
from facilitator.model.workshop import Workshop
from facilitator.records import load
from facilitator.store import file

SIZES = ("100%", "130%", "200%")
CLIPPED = """size => {
  document.documentElement.style.fontSize = size;
  for (const box of document.querySelectorAll('details')) box.open = true;
  for (const step of document.querySelectorAll('.step')) step.style.display = 'block';
  const found = [], boxes = new Map(), texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const wide = document.documentElement.scrollWidth;
  if (wide > 320) found.push(`the page is ${wide} wide`);
  while (texts.nextNode()) {
    let box = texts.currentNode.parentElement;
    if (!texts.currentNode.data.trim() || !box.checkVisibility()) continue;
    if (box.closest('.hide, svg, select, textarea')) continue;
    while (getComputedStyle(box).display === 'inline') box = box.parentElement;
    const range = document.createRange();
    range.selectNodeContents(texts.currentNode);
    boxes.set(box, Math.max(boxes.get(box) || 0, range.getBoundingClientRect().right));
  }
  for (const [one, right] of boxes) {
    const shut = ['hidden', 'clip'].includes(getComputedStyle(one).overflowY), name = one.outerHTML.slice(0, 140);
    if (one.scrollWidth > one.clientWidth + 1 || right > 321) found.push(`${name} is cut at its side`);
    if (shut && one.scrollHeight > one.clientHeight + 2) found.push(`${name} is cut at its foot`);
  }
  return found;
}"""
"""All that is folded is opened, then every box that words stand in is measured."""


class Day(NamedTuple):
    """A day with every method, its page for phones in the long language, and a narrow phone."""

    path: Path
    url: str
    page: Page

    def workshop(self) -> Workshop:
        """As it stands in the file."""
        return load.workshop(self.path)[1]


@pytest.fixture(scope="module")
def day(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Day]:
    """One room page and one phone for all pages."""
    folder = tmp_path_factory.mktemp("clipped")
    pseudo.write(folder / "i18n")
    path = folder / "day.facilitator"
    file.create(path)
    info = {"title": "Day", "challenge": "What could we do together this year?", "tables": 3}
    methods = [library.find(key) for key in sorted(library.methods())]
    append(path, *acts.create(info, methods, groups=GROUPS, workshop=W))
    child = str(Path(__file__).parent / "spoken_child.py")
    context = browser.new_context(viewport={"width": 320, "height": 700}, locale=pseudo.LANGUAGE)
    with serving(path, child, str(folder / "i18n"), str(path)) as (_, url):
        page = context.new_page()
        page.goto(url)
        assert clipped(page) == []
        page.locator("#join input[type=radio]").first.check()
        page.locator("#join button.main").click()
        page.locator("#who").wait_for(state="attached")
        yield Day(path, url, page)
    context.close()


def clipped(page: Page) -> list[str]:
    """What does not fit at any size of letters."""
    return [f"at {size}: {words}" for size in SIZES for words in page.evaluate(CLIPPED, size)]


@pytest.mark.parametrize("key", library.methods())
def test_no_page_of_a_method_is_wider_than_a_narrow_phone_and_no_words_are_cut(day: Day, key: str) -> None:
    found: dict[str, list[str]] = {}
    block = next(block.id for block in day.workshop().blocks if block.method.key == key)
    own = [run.id for run in day.workshop().stages if run.block == block]
    ids = dict(zip(own, [stage.id for stage in library.find(key).stages], strict=True))
    for stage in own:
        listed = next((one for one in LISTS if (one.method, one.stage) == (key, ids[stage])), None)
        source = next((run for run in own if listed and ids[run] == listed.source), stage)
        workshop = day.workshop()
        append(day.path, *(listed.more if listed else plain)(workshop, workshop.runs[source], upstream.WORDS))
        append(day.path, acts.open_stage(day.workshop(), stage))
        if listed and listed.begins:
            append(day.path, *listed.begins(day.workshop(), day.workshop().runs[stage]))
        wait_for_stage(day.url, stage)
        for reveal in (False, True) if workshop.runs[stage].covers else (False,):
            if reveal:
                append(day.path, act("revealed", stage))
            day.page.goto(day.url)
            found[f"{stage} {reveal}"] = clipped(day.page)
    assert {name: words for name, words in found.items() if words} == {}
