"""A force field on a phone: a force that is taken off the list meanwhile does not throw anybody back to the list."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Browser, expect
from test_journey_phone import phone
from web_journey import GROUPS, W, act, append, serving

from facilitator.activities.library import find
from facilitator.model import acts
from facilitator.model.entry import Draft
from facilitator.store import file


def test_scoring_stays_at_the_force_while_the_list_and_the_clock_change(browser: Browser, tmp_path: Path) -> None:
    path = tmp_path / "field.facilitator"
    file.create(path)
    append(path, *acts.create({"title": "Hall"}, [find("force-field")], groups=GROUPS, workshop=W))
    append(path, act("stage_opened", "name"))
    for number in range(4):
        body = {"text": f"Force {number}", "fields": {"side": "driver"}}
        append(path, Draft("note", body, W, "name", key=f"forcekey{number}"))
    append(path, act("stage_opened", "score"), act("timer", "score", verb="start"))
    with serving(path) as (_, url), phone(browser) as (_context, page):
        page.goto(url)
        page.get_by_label("Parents").check()
        page.get_by_role("button", name="Join the workshop").click()
        page.get_by_role("link", name="Force 2").click()
        here = page.get_by_role("heading", name="Force 2")
        expect(here).to_be_visible()
        append(path, act("withdrawn", "name", target="forcekey0", by="phone"))
        append(path, act("timer", "score", verb="add", seconds=60))
        expect(page.get_by_text("2 of 3: pushes towards it")).to_be_visible()
        expect(here).to_be_visible()
