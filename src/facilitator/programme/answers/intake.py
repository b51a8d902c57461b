"""The register as it comes back from those who answer: a row of the table is read as the answer that it gives."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date

from facilitator.model.packed import Packed
from facilitator.model.programme import Programme
from facilitator.model.say import say
from facilitator.programme.answers.bodies import AnswerGiven
from facilitator.programme.answers.rules import ANSWERS, Point, State
from facilitator.programme.answers.tables import COLUMNS
from facilitator.programme.aspect import Intake, Wrong
from facilitator.programme.contract import groups
from facilitator.programme.listed import under_subjects

_DAY = re.compile(r"(\d{1,2})[./-](\d{1,2})[./-](\d{2}|\d{4})")
"""A day as spreadsheets write it: the day first, or where that is no month, the month."""
_RISKY = ("=", "+", "-", "@", "\t", "\r")


def read(programme: Programme, cells: Mapping[str, str], today: str) -> Packed | None:
    """The answer in a row, whose day is `today` (ISO) where it has none; None where it has no answer, or the one that
    is there. Raises Wrong.
    """
    state: State = programme.aspects["answers"]
    answer, words, who = _answer(cells["answer"]), _plain(cells["words"]), _plain(cells["who"])
    point = _point(programme, state, cells)
    if not answer:
        if words and words != point.words:
            raise Wrong("answer", say("Words without an answer: choose done, will, cannot or not_ours."))
        return None
    by, at = _day("by", cells["by"]), _day("at", cells["at"])
    named = groups(programme).get(groups(programme).find(who)) if who else None
    group = point.who_group if who == point.who else named.id if named else ""
    if (answer, words, who, by) == (point.answer, point.words, point.who, point.by):
        return None
    return AnswerGiven(point.id, answer, words, who, group, by, at if at and at != point.at else today)


def replaces(programme: Programme, said: Packed) -> bool:
    """Whether there is another answer already, whose place it takes."""
    state: State = programme.aspects["answers"]
    return isinstance(said, AnswerGiven) and bool(state.points[said.id].answer)


def _plain(cell: str) -> str:
    """A cell without the sign that keeps a spreadsheet from running it."""
    return cell[1:] if cell.startswith("'") and cell[1:].startswith(_RISKY) else cell


def _same(words: str) -> str:
    return " ".join(_plain(words).casefold().split())


def _point(programme: Programme, state: State, cells: Mapping[str, str]) -> Point:
    """The row of the register that a row is about: by what people said, and where two say the same, by the theme."""
    found = [each for each in state.points.values() if _same(each.said) == _same(cells["said"])]
    if len(found) > 1:
        listed = under_subjects(programme, found, lambda each: each.theme)
        found = [each for theme, those in listed for each in those if _same(theme.name) == _same(cells["theme"])]
    if not found:
        raise Wrong("said", say("Nothing in this register says \u201c{words}\u201d. What people said stays as it is.",
                                words=cells["said"][:80]))  # fmt: skip
    return found[0]


def _answer(cell: str) -> str:
    wanted = _same(cell)
    for answer, words in ANSWERS.items():
        if wanted in (answer, str(words)):
            return answer
    raise Wrong("answer", say("An answer is done, will, cannot, not_ours, or empty."))


def _day(column: str, cell: str) -> str:
    """A day as ISO 8601, as it may come out of a spreadsheet."""
    try:
        return date.fromisoformat(cell[:10]).isoformat() if cell else ""
    except ValueError:
        found = _DAY.fullmatch(cell.strip())
    first, second, year = (int(each) for each in found.groups()) if found else (0, 0, 0)
    year += 2000 if 0 < year < 100 else 0
    for month, day in ((second, first), (first, second)):
        try:
            return date(year, month, day).isoformat()
        except ValueError:
            continue
    raise Wrong(column, say("'{day}' is not a date such as 2011-04-01.", day=cell[:20]))


INTAKE = Intake("answers_register", COLUMNS["answers_register"], read, replaces)
