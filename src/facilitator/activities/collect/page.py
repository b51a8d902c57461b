"""The phone's side of collecting: the question, a field to write in, and what the room sees.

Under a lens the page wears its colour, name and symbol, and an idea may answer what another lens found. A form is
filled in once a person, and its words may be left out.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from facilitator.activities import lenses, words
from facilitator.activities.collect.rules import State, is_form
from facilitator.activities.contract import Refused, Sender
from facilitator.model.bodies import Noted
from facilitator.model.entry import public
from facilitator.model.method import Field
from facilitator.model.notes import LIVE, Note
from facilitator.model.people import Groups
from facilitator.model.run import RunOf, on_wall
from facilitator.model.say import say

SHOWN = 30
"""So many of the notes on the room's screen are listed on a phone."""
_PUBLIC = re.compile(r"[0-9a-f]{12}")


def view(run: RunOf[State], sender: Sender, groups: Groups) -> dict[str, Any]:
    """What the template is given: the questions, and the notes that the room may see."""
    asks, stage = run.stage.asks, run.stage
    fields = [field for field in stage.fields if field.who == "all"]
    mine = _mine(run, sender)
    return {
        "asks": asks if len(asks) > 1 else (),
        "asking": min(run.asking, max(0, len(asks) - 1)),
        "fields": [field for field in fields if field.kind != "item"],
        "items": [(field, _choices(run)) for field in fields if field.kind == "item"],
        "lens": lenses.head(run),
        "keeps": lenses.keeps,
        "form": is_form(stage),
        "label": stage.options.get("label", ""),
        "send": stage.options.get("send", "") or say("Send"),
        "mine": {"text": mine.text, **mine.fields} if mine else {},
        "mark": mine.no if mine else 0,
        "shown": [
            {"text": shown_text(n), "group": groups.no(n.group)}
            for n in run.notes.first_seen([n for n in on_wall(run) if n.text], SHOWN)
        ],
    }


def shown_text(note: Note) -> str:
    """A note with its reason, as others read it."""
    why = str(note.fields.get("why", ""))
    return say("{note}, because {why}", note=note.text, why=why) if why else note.text


def _mine(run: RunOf[State], sender: Sender) -> Note | None:
    """The form that the sender filled in before."""
    if not is_form(run.stage) or not sender.person:
        return None
    return next((n for n in run.notes if n.person == sender.person and n.status == LIVE), None)


def _choices(run: RunOf[State]) -> list[tuple[str, list[tuple[str, str]]]]:
    """What an idea may answer, `(label, [(public name, words)])` for each lens that found something."""
    found = run.feed()
    lists = ((lens.many, lenses.found_through(found, lens)) for lens in lenses.load().answered)
    return [(label, [(public(item.id), item.text) for item in there]) for label, there in lists if there]


def read(run: RunOf[State], form: Mapping[str, Any], sender: Sender) -> Noted:
    """A note: its words, the stage's own fields, and which question it answers. Raises Refused."""
    optional = is_form(run.stage)
    text = words.words(form, limit=run.stage.limit, needed=not optional)
    fields = words.answers(run.stage, form)
    for field in (f for f in run.stage.fields if f.kind == "item" and f.id in fields):
        if key := _answered(run, field, fields.pop(field.id)):
            fields[field.id] = key
    if optional and not fields and not text:
        raise Refused(say("There is nothing to send yet. Answer at least one question."))
    return Noted(text, words.question(run.stage.asks, run.asking, form), fields)


def _answered(run: RunOf[State], field: Field, name: str) -> str:
    """The key of what an idea answers. What has gone meanwhile is let go: the idea is worth more than its link."""
    if not _PUBLIC.fullmatch(name):
        raise Refused(words.no_answer(name, field.label))
    found = ((key, item.id) for key, item in lenses.by_key(run.feed()).items())
    return next((own for key, own in found if public(key) == name), "")
