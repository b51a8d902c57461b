"""A day in which a phone without script sends every form of every stage of a method."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from pathlib import Path

from page_forms import Form, forms_of
from web_helpers import GROUPS, Phone, W, append, at_stage, play

import upstream
from facilitator.activities import library
from facilitator.model import acts
from facilitator.store import file
from facilitator.web.seats import Buckets

HTML = {"accept": "text/html"}
Sending = Callable[[Phone, str, Form, dict[str, str]], Awaitable[None]]
"""Sends one form of a page, so filled in."""


def send_every_form(path: Path, method: str, send: Sending) -> None:
    """Open each stage of a method in a new file, and send each form of its page once for each of its buttons."""
    file.create(path)
    append(path, *acts.create({"title": "Day", "tables": 4}, [library.find(method)], groups=GROUPS, workshop=W))

    async def scenario(phone: Phone) -> None:
        phone.room.buckets = Buckets(burst=10_000)
        for run in phone.room.workshop.stages:
            append(path, acts.open_stage(phone.room.workshop, run.id), at_stage("covered", run.id))
            append(path, *upstream.notes(phone.room.workshop, run))
            phone.room.follow()
            await _send_all(phone, send)

    play(path, scenario)


async def _send_all(phone: Phone, send: Sending) -> None:
    """Twice over, since what is sent brings forms of its own."""
    done: set[tuple[object, ...]] = set()
    for _again in range(2):
        page = (await phone.get(f"/{phone.code}", headers=HTML)).text
        for form in forms_of(page):
            for fields in form.filled():
                look = (form.action, *fields, fields.get("act"), fields.get("choice"))
                if look not in done and not form.action.endswith(("next-person", "withdraw")):
                    done.add(look)
                    await send(phone, page, form, fields)
