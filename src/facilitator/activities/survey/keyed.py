"""Paper forms typed in at the desk: one short sign for each question, the same signs as are printed on the paper."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

from facilitator.activities.contract import Refused
from facilitator.activities.survey.instrument import NO, NONE, YES, Question
from facilitator.model.entry import clean
from facilitator.model.people import Groups
from facilitator.model.say import Listed, Message, say

_DAY = re.compile(r"(\d{1,2})[./ -](\d{1,2})[./ -](\d{4})")
_SIGNS = {"y": YES, "yes": YES, "1": YES, "n": NO, "no": NO, "2": NO}


def hint(question: Question, groups: Groups) -> Message:
    """Which signs a field takes, in few words."""
    if question.points:
        labels = [say("{no} {label}", no=n, label=label) for n, label in enumerate(question.points, 1)]
        ways = (*labels, say("n {label}", label=question.none)) if question.none else tuple(labels)
        return say("{answers}", answers=Listed(ways, ""))
    if question.kind == "scale":
        if question.none:
            return say("1 {low} to 5 {high}; n does not apply", low=question.low, high=question.high)
        return say("1 {low} to 5 {high}", low=question.low, high=question.high)
    if question.kind == "score":
        return say("0 to 10")
    if question.kind == "consent":
        return say("y or n")
    if question.kind == "date":
        return say("day.month.year")
    labels = [say("{no} {label}", no=n, label=label) for n, (_value, label) in enumerate(choices(question, groups), 1)]
    if question.kind == "several":
        return say("as many as apply, with a space between: {answers}", answers=Listed(tuple(labels), ""))
    return say("{answers}", answers=Listed(tuple(labels), "")) if labels else say("the words as written")


def choices(question: Question, groups: Groups) -> list[tuple[str, str]]:
    """The answers that paper numbers from 1, `(value, label)`."""
    if question.kind == "group":
        return [(group.id, group.label) for group in groups]
    return [(choice.value, choice.label) for choice in question.choices]


def parse(question: Question, sign: str, groups: Groups) -> Any:
    """The answer that a sign stands for; None for an empty one. Raises Refused with a sentence."""
    said = clean(sign)
    if not said:
        return None
    value: Any = said
    small = said.casefold()
    if question.kind == "scale" and question.none and small in ("n", "0", "-"):
        return NONE
    if question.kind in ("scale", "score") and small.isascii() and small.isdigit() and len(small) < 3:
        value = int(small)
    elif question.kind == "consent":
        value = _SIGNS.get(small, "")
    elif question.kind == "date":
        value = _day(small)
    elif question.kind in ("choice", "pick", "group"):
        value = _numbered(question, said, groups)
    elif question.kind == "several":
        chosen = [_numbered(question, one, groups) for one in said.replace(",", " ").split()]
        value = [choice.value for choice in question.choices if choice.value in chosen] if all(chosen) else chosen
    if not question.accepts(value):
        if question.kind == "text":
            raise Refused(_too_long(question, said))
        signs = hint(question, groups)
        answered = {"sign": said[:40], "question": question.text, "signs": signs}
        raise Refused(say("'{sign}' is not an answer to: {question} ({signs})", **answered))
    return value


def _too_long(question: Question, said: str) -> Message:
    return say(
        "{n} character is too many for: {question} ({limit} fit)",
        "{n} characters are too many for: {question} ({limit} fit)",
        n=len(said),
        question=question.text,
        limit=question.limit,
    )


def _numbered(question: Question, said: str, groups: Groups) -> str:
    known = choices(question, groups)
    if said.isascii() and said.isdigit():
        place = int(said[:3])
        return known[place - 1][0] if 1 <= place <= len(known) else ""
    if question.kind == "group":
        return groups.find(said)
    small = said.casefold()
    return next((value for value, label in known if small in (value.casefold(), label.casefold())), "")


def _day(said: str) -> str:
    found = _DAY.fullmatch(said)
    if not found:
        return said
    day, month, year = map(int, found.groups())
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return ""
