"""Whatever stands under "How to read it" of two waves, or of a programme, has a day on which it would be untrue.

A new sentence there fails the last test until it has its two days here.
"""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from programme_waves import both, held, programme
from survey_day import folded
from waves_day import REPORTING, day, form, opened, people

from facilitator.documents import overall_summary, summary
from facilitator.documents.contract import Document, Order
from facilitator.model.entry import Draft
from facilitator.model.programme import Programme
from facilitator.model.say import messages_in
from facilitator.programme import contract as programmes

ROOT = Path(__file__).parents[2] / "src" / "facilitator"
Made = Callable[[], Programme]
PAIRS = people()


def waves(*more: Draft, pairs: Sequence[tuple[dict[str, Any], dict[str, Any]]] | None = None, **options: Any) -> Made:
    """A day of two waves, with forms before the second is closed."""

    def made() -> Programme:
        drafts = day(list(pairs) if pairs is not None else None, **options)
        return folded([*drafts[:-1], *more, drafts[-1]])[0]

    return made


def months(*workshops: Sequence[Draft]) -> Made:
    return lambda: programme(*workshops)


def lasting(minutes: int) -> Made:
    """The day, with so many minutes between its waves."""

    def made() -> Programme:
        found, later = programmes.empty(), 0
        for entry in next(iter(waves()().workshops.values())).entries:
            later = minutes * 60_000 if entry.stage == "after" else later
            found.fold(replace(entry, at=entry.at + later))
        return found

    return made


def changed(drafts: Iterable[Draft], **more: Any) -> list[Draft]:
    """The first form says more of itself."""
    found = list(drafts)
    at = next(n for n, draft in enumerate(found) if draft.kind == "answers")
    found[at] = replace(found[at], body={**found[at].body, **more})
    return found


FIRST, SECOND = both()
EMPTY: Made = programmes.empty
ONE_DAY = waves()
TWICE = (form("after", "one", PAIRS[0][1], code="ABC234"), form("after", "other", PAIRS[1][1], code="ABC234"))
STRANGERS = [
    each
    for n, (before, after) in enumerate(PAIRS)
    for each in (form("before", f"b{n}", before), form("after", f"a{n}", after))
]
OVER = months(held("spring01", "Spring", "before", FIRST), held("summer01", "Summer", "after", SECOND))
THREE = months(
    held("spring01", "Spring", "before", FIRST),
    held("summer01", "Summer", "after", SECOND[:18]),
    held("autumn01", "Autumn", "after", SECOND[18:] + [("", {"A1": 3})] * 3),
)

CLAIMS: dict[str, tuple[Made, Made]] = {
    "Questionnaire {version}.": (ONE_DAY, EMPTY),
    "{n} form had a code that more than one form could have meant; it stayed unpaired.": (waves(*TWICE), ONE_DAY),
    "{n} form has no partner, so nothing is said of what moved: {before} before, {after} after.": (
        ONE_DAY,
        waves(pairs=PAIRS),
    ),
    "{n} form with someone\u2019s help.": (
        lambda: folded(changed(day(), assisted=True))[0],
        ONE_DAY,
    ),
    "People said this of themselves, and chose to come; there is nobody to compare them with, and some may have wished "
    "to please. So answers moved: it is not shown that the workshop moved them.": (ONE_DAY, EMPTY),
    "Who learns may judge more strictly: an answer can go down though someone understands more.": (ONE_DAY, EMPTY),
    "Per cent is used only from {n} person up.": (ONE_DAY, waves(pairs=PAIRS[:4])),
    "Groups without an answer are not shown, nor any group that would reveal one by subtraction.": (
        ONE_DAY,
        waves(pairs=PAIRS[:4]),
    ),
    "Which groups are reported together was settled before the first form.": (waves(reporting=REPORTING), ONE_DAY),
    "Asked at {first} and at {second}, {n} minute apart.": (lasting(90), lasting(60 * 24 * 3)),
    "Asked {n} day apart.": (OVER, lasting(90)),
    "Forms were paired by the mark of the phone, or by the code of a card; neither leads to a name.": (
        ONE_DAY,
        waves(pairing="self-made"),
    ),
    "Forms were paired by a code that people made of facts only they know; one part of it may differ.": (
        waves(pairing="self-made"),
        ONE_DAY,
    ),
    "Don\u2019t know, or does not apply: {before} before, {after} after, in no other count.": (ONE_DAY, EMPTY),
    "{n} person was there the second time.": (OVER, ONE_DAY),
    "Asked later too, and in none of these figures: {workshops}. Too few more people answered both times, or who is "
    "paired with whom would change: who had an earlier paper could find out how single people answered.": (THREE, OVER),
    "What people answered is told once the second wave is closed: who had this paper and the next could find out how "
    "those answered who fill in only one form.": (
        lambda: folded([*(d for d in day() if d.stage != "after"), opened("after")])[0],
        ONE_DAY,
    ),
    "What people answered is told together with the other wave, of all workshops and not here: who had both papers "
    "could find out how those answered who filled in only one form.": (
        months(held("spring01", "Spring", "before", FIRST)),
        months(
            held("spring01", "Spring", "before", FIRST),
            held("summer01", "Summer", "after", [("", answers) for _code, answers in SECOND]),
        ),
    ),
    "The forms of the two waves are not paired, so different people may have answered. Nobody can say from them who "
    "changed.": (waves(*STRANGERS, pairs=[]), ONE_DAY),
    "Here people were asked once, so nothing is said of what moved.": (
        months(held("spring01", "Spring", "before", FIRST)),
        ONE_DAY,
    ),
    # of a whole programme
    "Questions in exactly the same words are added up as counts; averages are never made. Where words were changed, "
    "each wording stands by itself.": (OVER, EMPTY),
    "Per cent is said only of twenty answers or more.": (OVER, EMPTY),
    "What few people answered is not shown: a group stands by itself only from {n} person on, and where nobody can "
    "work out the others.": (OVER, EMPTY),
}
"""Each sentence with a programme of which it is true, and one of which it is not."""
WHERE = {
    "activities/survey/report_waves.py": {"method", "_groups", "_asked_when", "_how_paired", "_unsure", "_two_groups"},
    "activities/survey/report_across.py": {"_came_later", "_left_out"},
    "documents/overall_summary.py": {"_reading"},
    "activities/paper.py": {"small_groups"},
}
"""The functions that say how figures are to be read."""
NAMES = {"How to read it", "Two groups of people", "One wave", "None returned."}
WAYS = {"TO_COME", "TOGETHER"}


def sentences() -> Iterator[str]:
    """All that they say, each as it is for one."""
    for name, functions in WHERE.items():
        for part in ast.parse((ROOT / name).read_text(encoding="utf-8")).body:
            named = {part.name} & functions if isinstance(part, ast.FunctionDef) else set()
            if isinstance(part, ast.Assign):
                named = {target.id for target in part.targets if isinstance(target, ast.Name)} & WAYS
            for call in ast.walk(part) if named else ():
                if isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id == "say":
                    yield from [arg.value for arg in call.args[:1] if isinstance(arg, ast.Constant)]


def said_in(made: Programme) -> set[str]:
    """Every sentence of the summaries of its workshops and of the whole."""
    found: set[str] = set()
    for workshop in made.workshops.values():
        order = Order(workshop, made, 0)
        documents: list[Document] = [summary.DOCUMENT, overall_summary.DOCUMENT]
        waiting: list[object] = [part.make() for document in documents for part in document.parts(order, str)]
        while waiting:
            for message in messages_in(waiting.pop()):
                found.add(message.one)
                waiting.append(tuple(message.values.values()))
    return found


@pytest.mark.parametrize("claim", CLAIMS)
def test_a_sentence_is_said_where_it_is_true_and_not_where_it_is_not(claim: str) -> None:
    true, untrue = CLAIMS[claim]
    assert claim in said_in(true())
    assert claim not in said_in(untrue())


def test_every_sentence_on_how_to_read_figures_has_a_programme_that_would_make_it_untrue() -> None:
    assert set(sentences()) - NAMES == set(CLAIMS)
