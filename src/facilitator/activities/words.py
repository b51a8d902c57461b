"""Reading people's words from a form: shared by every activity that collects them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from facilitator.activities.contract import Refused
from facilitator.model.entry import clean, public
from facilitator.model.method import Field, Stage
from facilitator.model.say import say


def words(form: Mapping[str, Any], name: str = "text", limit: int = 500, *, needed: bool = True) -> str:
    """A cleaned text of at most `limit` characters. Raises Refused (400 empty or not text, 413 too long)."""
    value = form.get(name, "")
    if not isinstance(value, str):
        raise Refused(say("'{name}' must be text.", name=name))
    value = clean(value)
    if needed and not value:
        raise Refused(say("There is nothing to send yet. Write a few words first."))
    if len(value) > limit:
        raise Refused(
            say(
                "This is {n} character long; {limit} fit. Shorten it, or send it as two.",
                "This is {n} characters long; {limit} fit. Shorten it, or send it as two.",
                n=len(value),
                limit=limit,
            ),
            413,
        )
    return value


def one_line(form: Mapping[str, Any], name: str, limit: int = 80) -> str:
    """A short text on one line, perhaps empty. Raises Refused."""
    return " ".join(words(form, name, limit, needed=False).split())


def answers(stage: Stage, form: Mapping[str, Any]) -> dict[str, Any]:
    """The stage's own fields from a phone's form; those left empty, and those of the host, are left out.

    Raises Refused.
    """
    found = {}
    for field in (f for f in stage.fields if f.who == "all"):
        value = _answer(field, form)
        if value not in ("", False):
            found[field.id] = value
        elif field.required:
            raise Refused(say("Please answer: {question}", question=field.label))
    return found


def wrong(stage: Stage, given: Mapping[str, Any]) -> str:
    """What is wrong with answers to a stage's fields, in a sentence; empty where a phone could have sent them."""
    try:
        for field in stage.fields:
            if field.id in given:
                _answer(field, given)
    except Refused as refused:
        return refused.sentence
    return ""


def _answer(field: Field, form: Mapping[str, Any]) -> str | bool:
    if field.kind == "flag":
        return form.get(field.id) in (True, "1", "on", "true", "yes")
    value = one_line(form, field.id)
    if not value:
        return ""
    if field.kind == "choice" and value not in {c.value for c in field.choices}:
        raise Refused(no_answer(value, field.label))
    if field.kind == "date":
        try:
            return date.fromisoformat(value).isoformat()
        except ValueError:
            sentence = say(
                "'{given}' is not a date such as 2026-03-31 ({question}).", given=value[:40], question=field.label
            )
            raise Refused(sentence) from None
    return value


def no_answer(given: str, asked: str) -> str:
    """The refusal of what is none of the answers to a question."""
    return say("'{given}' is not one of the answers to: {question}", given=given[:40], question=asked)


def question(asks: tuple[str, ...], asking: int, form: Mapping[str, Any]) -> str:
    """Which of a stage's questions is answered: the one named by place or words, else the one asked now."""
    if len(asks) < 2:
        return ""
    named = form.get("question", "")
    if isinstance(named, str) and named in asks:
        return named
    place = int(named) if isinstance(named, str) and named.isascii() and named.isdigit() and len(named) < 3 else asking
    return asks[place] if place < len(asks) else asks[asking]


def target(form: Mapping[str, Any], keys: Iterable[str], name: str = "target") -> str:
    """The key behind the public name that a phone sent. Raises Refused (409) when it is not among those there."""
    sent = one_line(form, name)
    found = next((key for key in keys if public(key) == sent), "")
    if not found:
        raise Refused(say("That is no longer there. Look at the list again."), 409)
    return found
