"""Phone pages in the language made by machine, with people's words in Greek letters: no word is left in English."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from page_forms import forms_of
from web_helpers import Phone, W, append, at_stage, play

import pseudo
from facilitator.activities import contract, library
from facilitator.model import acts
from facilitator.model.method import Method
from facilitator.rehearsal import stage_file
from facilitator.store import file
from facilitator.web.seats import Buckets

GROUPS = [{"id": "vcs", "label": "Εθελοντές"}, {"id": "par", "label": "Γονείς"}]
WISH = {"accept": "text/html", "accept-language": pseudo.LANGUAGE}


@pytest.fixture(autouse=True)
def spoken(machine: str) -> Iterator[None]:
    assert pseudo.untold("<p title='Rest'>«Çlôsé» Λόγος</p>") == {"Rest"}
    assert pseudo.untold("<p>«Çlôsé <b>Λόγος</b>» here</p>") == {"here"}
    yield


# ---------------------------------------------------------------------- every stage, from phones


def opened(path: Path, method: Method, stage: str, **info: Any) -> None:
    """A programme file of a method, one stage of which is open; all but the method is in Greek letters."""
    file.create(path)
    about = {"title": "Ημέρα", "challenge": "Πώς;", "tables": 4, "wifi": "Αίθουσα", "notice": "Σημείωση", **info}
    append(path, *acts.create(about, [method], groups=GROUPS, workshop=W))
    append(path, at_stage("stage_opened", stage), at_stage("timer", stage, verb="start"))


async def walk(phone: Phone, stage: str, *, thanked: bool) -> None:
    """A phone at a stage: joining, sending and sending nothing, refused, and `thanked` for each kind of entry there."""
    phone.room.buckets = Buckets(burst=1000)
    home = f"/{phone.code}"

    async def look(where: str = home) -> str:
        page = await phone.get(where, headers=WISH)
        assert pseudo.untold(page.text) == set(), (stage, where)
        return page.text

    await look()
    await phone.post(f"{home}/join", json={"group": "par", "table": "2"})
    unlike = {(form.action, *form.fields): form for form in forms_of(await look())}
    for form in unlike.values():
        for fields in form.filled()[-2:]:
            for sent in ({name: pseudo.greek(text) if " " in text else text for name, text in fields.items()}, {}):
                answer = await phone.post(form.action, data=sent, headers=WISH)
                if answer.status_code == 303:
                    await look(answer.headers["location"])
                elif "json" not in answer.headers["content-type"]:
                    assert pseudo.untold(answer.text) == set(), (stage, sent)
    for kind in contract.activity(phone.room.workshop.runs[stage].stage.activity).kinds if thanked else ():
        for back in ("", "&back=1"):
            await look(f"{home}?done={kind.name}&at={stage}{back}")


@pytest.mark.parametrize("key", library.methods())
def test_each_stage_of_a_method_speaks_to_a_phone(key: str, tmp_path: Path) -> None:
    method, activities = library.find(key), set[str]()
    for number, stage in enumerate(method.stages):
        path = tmp_path / f"{number}.facilitator"
        opened(path, method, stage.id)
        new = stage.activity not in activities
        activities.add(stage.activity)

        async def scenario(phone: Phone, path: Path = path, stage: str = stage.id, new: bool = new) -> None:
            await walk(phone, stage, thanked=new)
            for act in (at_stage("revealed", stage), at_stage("timer", stage, verb="pause")):
                append(path, act)
                phone.room.follow()
                assert pseudo.untold((await phone.get(f"/{phone.code}", headers=WISH)).text) == set(), (stage, act.kind)
            append(path, replace(at_stage("stage_closed", stage), at=1))
            phone.room.follow()
            answer = await phone.post(f"/{phone.code}/stage/{stage}", data={"text": "ω"}, headers=WISH)
            may_change = (303,) if phone.room.workshop.runs[stage].stage.options.get("stays") else ()
            assert answer.status_code in (400, 409, *may_change)
            assert pseudo.untold(answer.text) == set()
            assert pseudo.untold((await phone.get(f"/{phone.code}", headers=WISH)).text) == set()

        play(path, scenario)


def test_the_notice_of_a_rehearsal_speaks_to_a_phone(tmp_path: Path) -> None:
    path = tmp_path / "day.facilitator"
    opened(path, library.find("check-in"), "check-in", notice=str(stage_file.INVENTED))

    async def scenario(phone: Phone) -> None:
        page = (await phone.get(f"/{phone.code}", headers=WISH)).text
        assert (stage_file.INVENTED in page, pseudo.untold(page)) == (False, set())

    play(path, scenario)


def test_the_pages_of_no_stage_speak_too(tmp_path: Path) -> None:
    path = tmp_path / "day.facilitator"
    opened(path, library.find("evaluation"), library.find("evaluation").stages[0].id, wifi="")

    async def scenario(phone: Phone) -> None:
        phone.room.workshop.rehearsal = True
        for where in (
            f"/{phone.code}",
            "/0000",
            "/?code=0000",
            f"/{phone.code}?early={phone.room.workshop.stages[-1].id}",
        ):
            page = (await phone.get(where, headers=WISH)).text
            assert f'lang="{pseudo.LANGUAGE}"' in page
            assert pseudo.untold(page) == set(), where
        append(path, at_stage("finished", ""))
        phone.room.follow()
        assert pseudo.untold((await phone.get(f"/{phone.code}", headers=WISH)).text) == set()

    play(path, scenario)
