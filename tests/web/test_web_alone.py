"""Any stage of any method may be opened first, with nothing before it: phones get a page, and no answer is an error."""

from __future__ import annotations

from pathlib import Path

import pytest
from page_forms import forms_of
from web_helpers import GROUPS, Phone, Stream, W, append, at_stage, play

from facilitator.activities import library
from facilitator.model import acts
from facilitator.model.method import Method, Stage
from facilitator.store import file
from facilitator.web.seats import Buckets


def stages_of(key: str) -> list[tuple[Method, Stage]]:
    """Every stage of a method and of its ready forms, once where they are the same."""
    base = library.find(key)
    found: list[tuple[Method, Stage]] = []
    for method in (base, *(base.form(preset.key) for preset in base.presets)):
        found += [(method, stage) for stage in method.stages if stage not in [known for _method, known in found]]
    return found


def opened(path: Path, method: Method, stage: str) -> None:
    """A programme file whose workshop has one method, of which one stage was opened and nothing else."""
    file.create(path)
    drafts = acts.create({"title": "Trial day", "tables": 4}, [method], groups=GROUPS, workshop=W)
    append(path, *drafts, at_stage("stage_opened", stage), at_stage("timer", stage, verb="start"))


async def tries(phone: Phone, stage: str) -> None:
    """Everything a phone does at a stage, with script and without."""
    phone.room.buckets = Buckets(burst=1000)
    home = f"/{phone.code}"
    page = await phone.get(home, headers={"accept": "text/html"})
    assert page.status_code == 200, stage
    state = await phone.get(f"{home}/state")
    assert state.json()["stage"]["id"] == stage
    async with Stream(phone, f"{home}/events") as stream:
        assert stream.status == 200
    for body in ({}, {"text": "Words"}, {"target": "x", "choice": "y"}, {"text": 7, "target": [], "act": {}}):
        answer = await phone.post(f"{home}/stage/{stage}", json=body)
        assert answer.status_code < 500, (stage, body)
    empty = await phone.post(f"{home}/stage/{stage}", data={"key": ""}, headers={"accept": "text/html"})
    assert empty.status_code < 500, stage
    sent = 0
    unlike = {(form.action, *form.fields): form for form in forms_of(page.text)}
    for form in unlike.values():
        for fields in form.filled()[-2:]:
            answer = await phone.post(form.action, data=fields, headers={"accept": "text/html"})
            assert answer.status_code in (200, 201, 303, 400, 409, 413), (stage, form.action, fields, answer.text[:300])
            sent += 1
    assert sent, stage
    assert (await phone.get(home, headers={"accept": "text/html"})).status_code == 200, stage


@pytest.mark.parametrize("key", library.methods())
def test_each_stage_of_a_method_can_be_opened_alone(key: str, tmp_path: Path) -> None:
    for number, (method, stage) in enumerate(stages_of(key)):
        path = tmp_path / f"{number}.facilitator"
        opened(path, method, stage.id)

        async def scenario(phone: Phone, stage: str = stage.id) -> None:
            await tries(phone, stage)

        play(path, scenario)
