"""Changes to the tables of a questionnaire file: its questions and their order, and the version that follows."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from copy import deepcopy
from typing import Any

from facilitator.activities.survey.instrument import WAVES, Instrument
from facilitator.activities.survey.instrument_file import look
from facilitator.activities.survey.versions import is_same
from facilitator.model.method_text import text_of
from facilitator.model.say import messages_in, say

Table = dict[str, Any]
STATEMENT = "statement"
ASKED = (
    (STATEMENT, say("A statement to agree with")),
    ("scale", say("A rating from 1 to 5")),
    ("choice", say("One of several answers")),
    ("several", say("Several of several answers")),
    ("text", say("Their own words")),
    ("date", say("A date")),
    ("pick", say("One of today’s parts")),
    ("score", say("A number from 0 to 10")),
    ("group", say("Their partner group")),
    ("consent", say("May we quote you?")),
)
"""What can be asked, and what that is called: the kind of a question, or a statement."""
POINT_NAMES = (
    say("Strongly disagree"), say("Disagree"), say("Neither"), say("Agree"), say("Strongly agree"),
)  # fmt: skip
NOT_KNOWN = say("Don't know, or it does not apply to me")
_USUAL: dict[str, Any] = {"direction": 1, "waves": [], "limit": 300, "short": "", "low": "", "high": "", "none": ""}
_NEEDED = ("id", "kind", "text")
_CHOSEN = ("choice", "several")


def questions(table: Table) -> list[Table]:
    """The questions as they stand, whatever else is in the file."""
    found = table.get("questions")
    return [each for each in found if isinstance(each, dict)] if isinstance(found, list) else []


def sort_of(question: Table) -> str:
    """Which of ASKED a question is."""
    return STATEMENT if question.get("role") == STATEMENT else str(question.get("kind", "text"))


def blank(key: str, title: str, version: str = "1") -> Table:
    """A questionnaire with one statement that nobody has written yet."""
    scale = {"points": [str(name) for name in POINT_NAMES], "none": str(NOT_KNOWN)}
    made: Table = {"key": key, "title": title, "version": version, "sort": "attitudes", "scale": scale}
    made["questions"] = [
        {"id": "partner_group", "kind": "group", "step": 1, "text": "Which group are you here with?", "role": "group"},
        {"id": "q1", "kind": "scale", "step": 2, "text": "", "role": STATEMENT},
    ]
    return made


def add(table: Table, at: int, sort: str) -> None:
    """Put a new question there, on a page of its own."""
    joined = pages(table)
    known = {str(each.get("id")) for each in questions(table)}
    name = next(name for n in range(1, 1000) if (name := f"q{n}") not in known)
    table.setdefault("questions", []).insert(at, {"id": name, "text": "", **_kind(sort)})
    turn_pages(table, [*joined[:at], False, *joined[at:]])


def _kind(sort: str) -> Table:
    """What makes a question one of ASKED."""
    made: Table = {"kind": "scale" if sort == STATEMENT else sort}
    if sort in (STATEMENT, "group", "consent"):
        made["role"] = sort
    if sort in _CHOSEN:
        made["choices"] = [{"value": "a1", "label": str(say("Yes"))}, {"value": "a2", "label": str(say("No"))}]
    return made


def turn_into(question: Table, sort: str) -> None:
    """Ask the same words another way; answers to choose from stay where there are any."""
    if sort == sort_of(question):
        return
    kept = question.get("choices") if sort in _CHOSEN else None
    for name in ("kind", "role", "choices", "direction", "points", "low", "high", "none", "limit"):
        question.pop(name, None)
    question.update(_kind(sort))
    if kept:
        question["choices"] = kept


def duplicate(table: Table, at: int) -> None:
    """Put a copy of a question after it."""
    joined, known = pages(table), {str(each.get("id")) for each in questions(table)}
    made = deepcopy(questions(table)[at])
    base = str(made.get("id", "q"))[:50]
    made["id"] = next(name for n in range(2, 1000) if (name := f"{base}_{n}") not in known)
    table["questions"].insert(at + 1, made)
    turn_pages(table, [*joined[: at + 1], joined[at], *joined[at + 1 :]])


def move(table: Table, at: int, to: int) -> None:
    """Put a question elsewhere, on a page of its own."""
    found, joined = table["questions"], pages(table)
    found.insert(to, found.pop(at))
    joined.pop(at)
    joined.insert(to, False)
    turn_pages(table, joined)


def remove(table: Table, at: int) -> None:
    """Take a question out."""
    joined = pages(table)
    table["questions"].pop(at)
    joined.pop(at)
    turn_pages(table, joined)


def pages(table: Table) -> list[bool]:
    """Of each question whether it stands on the page of the one before it."""
    steps = [each.get("step", 1) for each in questions(table)]
    return [n > 0 and step == steps[n - 1] for n, step in enumerate(steps)]


def turn_pages(table: Table, joined: Sequence[bool]) -> None:
    """Number the pages anew, in the order of the questions."""
    step = 0
    for n, (question, same) in enumerate(zip(questions(table), joined, strict=True)):
        step += 0 if same and n else 1
        question["step"] = step


def edit(question: Table, names: Table) -> None:
    """Set names of a question; one that becomes as usual goes, unless it is needed."""
    for name, value in names.items():
        if (name not in _NEEDED and value == _USUAL.get(name, "")) or (name == "waves" and set(value) == set(WAVES)):
            question.pop(name, None)
        else:
            question[name] = value


def choices(labels: Sequence[str], before: Sequence[Table]) -> list[Table]:
    """Answers to choose from, by their words; one whose words stay keeps what stands for it in the answers."""
    known = {str(each.get("label")): str(each.get("value")) for each in before}
    same = len(labels) == len(before)
    taken = {known[label] for label in labels if label in known}
    found: list[Table] = []
    for at, label in enumerate(labels):
        value = known.get(label) or (str(before[at].get("value")) if same else "")
        if not value or (label not in known and value in taken):
            value = next(name for n in range(1, 1000) if (name := f"a{n}") not in taken)
        taken.add(value)
        found.append({"value": value, "label": label})
    return found


def put_back(table: Table, at: int, was: Table) -> None:
    """The words of a question as an earlier version has them; its page stays."""
    step = questions(table)[at].get("step", 1)
    table["questions"][at] = {**deepcopy(was), "step": step}


def written(table: Table, old: str, name: str, before: Instrument | None, new: str) -> str:
    """The tables as a file, after `old`: with the version `before` has where every word is as there, else with `new`;
    translations of words that nobody says any more are left out.
    """
    table = deepcopy(table)
    made, _ = look(text_of(table, old), name)
    if made is not None:
        table["version"] = before.version if before and is_same(made, before) else new
        said = {each.one for each in messages_in(made)}
        _prune(table, lambda text: text in said)
    return text_of(table, old)


def _prune(table: Table, known: Callable[[str], bool]) -> None:
    other = table.get("other")
    if isinstance(other, dict):
        kept = {
            language: {text: words for text, words in each.items() if known(text)}
            for language, each in other.items()
            if isinstance(each, dict)
        }
        table["other"] = {language: each for language, each in kept.items() if each}
        if not table["other"]:
            del table["other"]
