"""The summary as a web page in a real browser: on a phone and on a desk, without script, by keys alone, on paper."""

from __future__ import annotations

import io
import json
from importlib.resources import files
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect
from pypdf import PdfReader
from web_journey import GROUPS, W, act, append, make_day

from facilitator.cli import run
from facilitator.documents import contract
from facilitator.documents.writing import write
from facilitator.model.entry import Entry
from facilitator.programme import contract as programmes

LONG = "https" + "x" * 300
AXE = (files("axe_playwright_python") / "axe.min.js").read_text(encoding="utf-8")
DAYS = sorted((Path(__file__).parents[1] / "golden" / "release-1").glob("*.jsonl"))


@pytest.fixture
def page_file(tmp_path: Path) -> Path:
    day = make_day(tmp_path / "day.facilitator", groups=GROUPS)
    append(day, *(act("note", "objective", text=f"Note {n} {LONG if n == 3 else ''}", group="vcs") for n in range(60)))
    out = tmp_path / "summary.html"
    words = ["document", str(day), "evaluation-summary", "--workshop", W, "--format", "html", "--out", str(out)]
    assert run(words) == 0
    return out


@pytest.mark.parametrize("width", [320, 1280])
def test_the_page_is_read_without_script_and_without_scrolling_sideways(
    browser: Browser, page_file: Path, width: int
) -> None:
    context = browser.new_context(viewport={"width": width, "height": 900}, java_script_enabled=False)
    page = context.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(page_file.as_uri())
    expect(page.get_by_role("heading", level=1)).to_have_text("Local groups and centres")
    assert page.evaluate("document.documentElement.scrollWidth") == width
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to the content")).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.get_by_role("link", name="How to read this summary").click()
    expect(page.get_by_role("heading", name="How to read this summary")).to_be_in_viewport()
    assert asked == [page_file.as_uri()]
    context.close()


def test_the_page_prints_with_table_heads_on_every_page(browser: Browser, page_file: Path) -> None:
    page = browser.new_page()
    page.goto(page_file.as_uri())
    pages = [sheet.extract_text() for sheet in PdfReader(io.BytesIO(page.pdf(format="A4"))).pages]
    holding = [said for said in pages if "Note 20" in said or "Note 59" in said]
    assert len(holding) == 2 and all("words as written" in said for said in holding)
    assert "Skip to the content" not in "".join(pages)
    page.close()


def faults(page: Page, page_file: Path, *widths: int) -> list[str]:
    """What the checks for people who use a screen reader or the keyboard find on a page at these widths."""
    page.goto(page_file.as_uri())
    page.evaluate(AXE)
    said = []
    for width in widths:
        page.set_viewport_size({"width": width, "height": 900})
        found = page.evaluate("axe.run({ resultTypes: ['violations'] })")["violations"]
        said += [f"{each['id']} at {width}: {node['html']}" for each in found for node in each["nodes"]]
    return said


@pytest.mark.walk
@pytest.mark.parametrize("day", DAYS, ids=lambda path: path.stem)
def test_nothing_on_any_document_keeps_anybody_out(browser: Browser, tmp_path: Path, day: Path) -> None:
    programme = programmes.empty()
    programme.fold_all(Entry.from_json(json.loads(line)) for line in day.read_text("utf-8").split("\n") if line)
    (workshop,) = programme.workshops.values()
    order = contract.Order(workshop, programme, workshop.entries[-1].at)
    page = browser.new_page()
    for document in contract.every():
        if document.nothing(order):
            continue
        out = tmp_path / f"{document.key}.html"
        assert write(document, workshop, programme, out, made_at=workshop.entries[-1].at, form="html") == []
        assert faults(page, out, 320, 1280) == [], document.key
    page.close()


def test_the_checks_find_what_keeps_somebody_out(browser: Browser, tmp_path: Path) -> None:
    bad = tmp_path / "bad.html"
    bad.write_text("<!doctype html><title>t</title><h3>Deep</h3><img src='x'><p style='color:#ccc'>Pale</p>", "utf-8")
    page = browser.new_page()
    found = {fault.partition(" ")[0] for fault in faults(page, bad, 320)}
    page.close()
    assert {"html-has-lang", "image-alt", "color-contrast", "landmark-one-main"} <= found
