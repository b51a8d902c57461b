"""The phone's side of collecting: the question, a field to write in, and what the room sees."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from facilitator.activities import words
from facilitator.activities.contract import Sender
from facilitator.model.people import Groups
from facilitator.model.run import StageRun, on_screen

SHOWN = 30
"""So many of the newest notes on the room's screen are listed on a phone."""


def view(run: StageRun, sender: Sender, groups: Groups) -> dict[str, Any]:
    """What the template is given: the questions, and the notes that the room may see, newest first."""
    asks = run.stage.asks
    notes = on_screen(run)
    return {
        "asks": asks if len(asks) > 1 else (),
        "asking": min(run.asking, max(0, len(asks) - 1)),
        "fields": [field for field in run.stage.fields if field.who == "all"],
        "shown": [{"text": n.text, "group": groups.no(n.group)} for n in reversed(notes[-SHOWN:])],
    }


def read(run: StageRun, form: Mapping[str, Any], sender: Sender) -> tuple[str, dict[str, Any]]:
    """A note: its words, the stage's own fields, and which question it answers. Raises Refused."""
    body: dict[str, Any] = {"text": words.words(form, limit=run.stage.limit)}
    if fields := words.answers(run.stage, form):
        body["fields"] = fields
    if question := words.question(run.stage.asks, run.asking, form):
        body["question"] = question
    return "note", body
