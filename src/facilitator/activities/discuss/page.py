"""The phone's side of a led conversation: the questions, lines to agree on, and three answers to each line."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from facilitator.activities import lenses, words
from facilitator.activities.contract import Refused, Sender
from facilitator.activities.discuss import rules
from facilitator.activities.discuss.bodies import Support
from facilitator.activities.discuss.rules import State
from facilitator.model.bodies import Noted
from facilitator.model.entry import public
from facilitator.model.method import Field
from facilitator.model.notes import Note
from facilitator.model.packed import Packed
from facilitator.model.people import Groups
from facilitator.model.run import RunOf, on_screen
from facilitator.model.say import Day, as_day, say

ANSWERS = (("support", say("Support")), ("live_with", say("Can live with it")), ("not_yet", say("Not yet")))


def view(run: RunOf[State], sender: Sender, groups: Groups) -> dict[str, Any]:
    """What the template is given: questions, the lines the room may see (one's own table's first), what one may add."""
    shown = on_screen(run)
    own = [n for n in shown if sender.table and n.table == sender.table]
    others = [n for n in shown if n not in own]
    most = rules.takes_lines(run.stage)
    here = len(rules.lines_of(run.state, sender.table))
    room = most if sender.table else most * rules.ROOM_FACTOR
    return {
        "asks": run.stage.asks if len(run.stage.asks) > 1 else (),
        "asking": run.asking,
        "own": [_line(run, n, sender) for n in own],
        "others": [_line(run, n, sender) for n in others],
        "answers": ANSWERS if rules.takes_support(run.stage) else (),
        "covered": rules.takes_support(run.stage) and not rules.counts_shown(run),
        "fields": [field for field in run.stage.fields if field.who == "all"],
        "lens": lenses.head(run),
        "takes": most > 0,
        "left": max(0, room - here),
    }


def _line(run: RunOf[State], note: Note, sender: Sender) -> dict[str, Any]:
    named = []
    for field in run.stage.fields:
        value = note.fields.get(field.id)
        if value:
            named.append((field.label, _said(field, value)))
    return {
        "name": public(note.key),
        "text": note.text,
        "table": note.table,
        "named": named,
        "mine": run.state.mine(note.key, sender.token),
        "counts": run.state.support(note.key) if rules.counts_shown(run) else {},
    }


def _said(field: Field, value: object) -> str | Day:
    """An answer in words: a choice by its label, a date as people write it, a flag by its question alone."""
    if value is True:
        return ""
    if field.kind == "date":
        return as_day(str(value))
    return next((choice.label for choice in field.choices if choice.value == value), str(value))


def read(run: RunOf[State], form: Mapping[str, Any], sender: Sender) -> Packed:
    """Support for a line when a `target` is named, else a line of words. Raises Refused."""
    if "target" in form:
        return _support(run, form, sender)
    text, fields = words.words(form, limit=run.stage.limit), words.answers(run.stage, form)
    return Noted(text, words.question(run.stage.asks, run.asking, form), fields)


def _support(run: RunOf[State], form: Mapping[str, Any], sender: Sender) -> Support:
    target = words.target(form, (n.key for n in on_screen(run)))
    choice = words.one_line(form, "choice")
    if choice not in ("", *rules.SUPPORT):
        raise Refused(
            say("'{given}' is not one of the answers: support, can live with it, not yet.", given=choice[:40])
        )
    return Support(target, choice, token=sender.token)
