"""People's own words from a questionnaire: counted always, printed only where their writers agreed to it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from facilitator.activities import paper
from facilitator.activities.survey.figures import Count, Response, groups_of
from facilitator.activities.survey.instrument import NONE, Question
from facilitator.activities.survey.rules import Form, State, agreed, is_withheld, may_quote, quotable, written
from facilitator.activities.survey.suppress import LEAST, PER_CENT_FROM
from facilitator.looks.blocks import Block, Cell, Column, Heading, Table, TableRow, body, cell, keep, remark
from facilitator.model.run import StageRun

QUOTES = 2
"""At most so many comments of one question are quoted."""


def quotes(state: State, question: Question) -> list[tuple[str, int]]:
    """Up to QUOTES comments whose writers agreed, `(words, said by how many of them)`: said most often, then by lot."""
    free = quotable(state, question)
    alike = Counter(" ".join(words.casefold().split()) for _form, words in free)
    found: dict[str, tuple[str, int]] = {}
    for _form, words in free:
        same = " ".join(words.casefold().split())
        found.setdefault(same, (words, alike[same]))
    return sorted(found.values(), key=lambda pair: -pair[1])[:QUOTES]


def quoted(state: State, question: Question) -> str:
    """The quotes of a question as words: `“room echo”, “too long” (2 people)`; empty when there are none."""
    return ", ".join(
        f"\u201c{words}\u201d{f' ({number} people)' if number > 1 else ''}" for words, number in quotes(state, question)
    )


def pace_and_changes(state: State, counted: Sequence[Count], context: paper.Context) -> list[Block]:
    """The pace in counts, then what people said should change."""
    found: list[Block] = [Heading("Pace, and what to change", 2)]
    for one in counted:
        if one.question.role == "pace":
            words = ", ".join(f"{label.lower()} {number}" for _value, label, number in one.answers)
            found.append(body(f"{words[:1].upper()}{words[1:]}. (n={one.n})"))
    changes = state.instrument.with_role("change")
    return [*found, *(body(_change_words(state, question)) for question in changes)]


def _change_words(state: State, question: Question) -> str:
    those = written(state, question)
    said = quoted(state, question)
    if not those:
        return "Nobody wrote what should change."
    if not said:
        return f"{_people(len(those))} wrote what should change; none of it may be quoted."
    often = quotes(state, question)[0][1] > 1
    return f"Said {'most often ' if often else ''}to change: {said}. {_people(len(those))} wrote something."


def comments(state: State, context: paper.Context) -> list[Block]:
    """How many wrote something to each question for words, and up to QUOTES quotes of those who agreed."""
    asked = state.instrument.with_role("comment", "change")
    rows: list[TableRow] = []
    for question in asked:
        those = written(state, question)
        free = len(quotable(state, question))
        told = [cell(f"\u201c{w}\u201d{f' ({n} people)' if n > 1 else ''}") for w, n in quotes(state, question)]
        shown: list[Block] = [*told] or [remark("Nothing may be quoted." if those else "Nobody wrote.")]
        rows.append([question.name, str(len(those)), str(free), keep(*shown)])
    if not rows:
        return []
    columns = [
        Column("in their own words", 1.5),
        Column("wrote", 0.5, "number"),
        Column("may be quoted", 0.8, "number"),
    ]
    columns.append(Column("quotes: said most often, else by lot", 3.0))
    return [Heading("Comments", 3), Table(rows, columns)]


def intentions(state: State, context: paper.Context) -> list[Block]:
    """What people mean to do, by when and how likely, word for word; of those who did not agree only how many."""
    found: list[Block] = []
    for question in state.instrument.with_role("intention"):
        those = written(state, question)
        free = quotable(state, question)
        found.append(Heading(question.name, 3, aside=f"intentions, n={len(those)}"))
        if not those:
            found.append(body("Nobody wrote an intention."))
        if free:
            rows: list[TableRow] = [_intention(state, form, words) for form, words in free]
            columns = [Column("as written", 3.4), Column("by when", 1.2, "small"), Column("how likely", 1.0, "small")]
            found.append(Table(rows, columns))
        if kept := sum(not may_quote(state, form) for form, _words in those):
            found.append(remark(f"{_people(kept)} did not agree to be quoted; those words are not printed."))
    return found


def _intention(state: State, form: Form, words: str) -> list[Cell]:
    by = [str(form.answers.get(q.id, "")) for q in state.instrument.with_role("by")]
    likely = [form.answers.get(q.id) for q in state.instrument.with_role("likely")]
    when = next((paper.date_words(day) for day in by if day), "no date")
    sure = next((f"{value} of 5" for value in likely if value and value != NONE), "not said")
    return [words, when, sure]


def own_notes(run: StageRun, context: paper.Context) -> list[Block]:
    """The facilitator's own notes on the form, apart from what people answered."""
    notes = paper.standing(run)
    if not notes:
        return []
    said = [body(note.text) for note in notes]
    return [Heading("The facilitator\u2019s own note", 3, aside="not an answer of the forms"), *said]


def reading(state: State, said: Response) -> str:
    """How the figures were made, in plain sentences."""
    told = [f"Questionnaire {state.instrument.version}, anonymous: no name and no number was kept."]
    told.append("n is how many answered a question; who skipped it or whom it does not concern is not in n.")
    if said.by_paper:
        told.append(f"{paper.count(said.by_paper, 'form')} came on paper.")
    if said.assisted:
        told.append(f"{paper.count(said.assisted, 'form')} with somebody\u2019s help.")
    if said.other_versions:
        told.append(f"{paper.count(said.other_versions, 'form')} of another version: not counted here.")
    held = [q for q in state.instrument.questions for form, _w in agreed(state, q) if is_withheld(state, q, form)]
    if held:
        told.append(f"{paper.count(len(held), 'quote')} withheld by the facilitator.")
    if any(groups_of(state).values()):
        told.append(
            f"Groups with fewer than {LEAST} answers are not shown, nor any group that would reveal one by subtraction."
        )
    told.append(f"Per cent is used only from {PER_CENT_FROM} people up.")
    return " ".join(told)


def _people(number: int) -> str:
    return "1 person" if number == 1 else f"{number} people"
