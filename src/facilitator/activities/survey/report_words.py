"""People's own words from a questionnaire: counted always, printed only where their writers agreed to it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from facilitator.activities import paper
from facilitator.activities.survey.figures import Count, Response, groups_of
from facilitator.activities.survey.form import Form
from facilitator.activities.survey.instrument import NONE, Question
from facilitator.activities.survey.rules import State, agreed, is_withheld, may_quote, quotable, written
from facilitator.looks.blocks import Block, Cell, Column, Heading, Table, TableRow, body, cell, keep, remark
from facilitator.model.run import StageRun
from facilitator.model.say import Listed, say
from facilitator.model.suppression import PER_CENT_FROM

QUOTES = 2
"""At most so many comments of one question are quoted."""


@dataclass(frozen=True, slots=True)
class Said:
    """One wording and how many people wrote it, whoever of them agreed to be quoted. `words` is "" if it may not be."""

    words: str
    n: int


def wordings(state: State, question: Question) -> list[Said]:
    """Every wording that people wrote, the most often written first, then by lot; capitals and spaces do not count."""
    alike = Counter(_plain(words) for _form, words in written(state, question))
    free: dict[str, str] = {}
    for _form, words in quotable(state, question):
        free.setdefault(_plain(words), words)
    return [Said(free.get(same, ""), n) for same, n in sorted(alike.items(), key=lambda pair: -pair[1])]


def quotes(state: State, question: Question) -> list[Said]:
    """Up to QUOTES of the wordings that may be quoted, each with the number of all who wrote it."""
    return [said for said in wordings(state, question) if said.words][:QUOTES]


def _plain(words: str) -> str:
    return " ".join(words.casefold().split())


def _quote(said: Said) -> str:
    words = paper.quoted(said.words)
    return say("{words} ({n} person)", "{words} ({n} people)", words=words, n=said.n) if said.n > 1 else words


def _unquoted(state: State, question: Question) -> int:
    """How many wrote the same words, where that is as many as of some quote and those words may not be quoted."""
    made = quotes(state, question)
    kept = max((said.n for said in wordings(state, question) if not said.words), default=0)
    return kept if made and kept > 1 and kept >= made[-1].n else 0


def _not_to_be_quoted(n: int) -> str:
    return say(
        "{n} person wrote something else in the same words; it may not be quoted.",
        "{n} people wrote something else in the same words; it may not be quoted.",
        n=n,
    )


def pace_and_changes(state: State, counted: Sequence[Count], context: paper.Context) -> list[Block]:
    """The pace in counts, then what people said should change."""
    found: list[Block] = [Heading(say("Pace, and what to change"), 2)]
    for one in counted:
        if one.question.role == "pace":
            answers = tuple(_pace(label, number, at) for at, (_value, label, number) in enumerate(one.answers))
            found.append(body(say("{answers}. (n={n})", answers=Listed(answers, ""), n=one.n)))
    changes = state.instrument.with_role("change")
    return [*found, *(body(_change_words(state, question)) for question in changes)]


def _pace(label: str, number: int, at: int) -> str:
    """`Too slow 1` at the beginning of a sentence, `right 17` in it."""
    known = {"Too slow": say("too slow {count}", count=number), "Right": say("right {count}", count=number)}
    known |= {"Too fast": say("too fast {count}", count=number)}
    return known[label] if at and label in known else say("{answer} {count}", answer=label, count=number)


def _change_words(state: State, question: Question) -> str:
    those, made = written(state, question), quotes(state, question)
    if not those:
        return say("Nobody wrote what should change.")
    if not made:
        return say("{n} person wrote what should change; none of it may be quoted.",
                   "{n} people wrote what should change; none of it may be quoted.", n=len(those))  # fmt: skip
    wrote = say("{n} person wrote something.", "{n} people wrote something.", n=len(those))
    if kept := _unquoted(state, question):
        told = say("Said to change, as far as it may be quoted: {quotes}.", quotes=_listed(made))
        return paper.together(told, _not_to_be_quoted(kept), wrote)
    often, once = [said for said in made if said.n > 1], [said for said in made if said.n == 1]
    most = say("Said most often to change: {quotes}.", quotes=_listed(often)) if often else ""
    also = say("Also said: {quotes}.", quotes=_listed(once)) if often else say("Said to change: {quotes}.",
                                                                              quotes=_listed(once))  # fmt: skip
    return paper.together(most, also if once else "", wrote)


def _listed(made: Sequence[Said]) -> Listed:
    return Listed(tuple(map(_quote, made)), "")


def comments(state: State, context: paper.Context) -> list[Block]:
    """How many wrote something to each question for words, and up to QUOTES quotes of those who agreed."""
    asked = state.instrument.with_role("comment", "change")
    rows: list[TableRow] = []
    for question in asked:
        those = written(state, question)
        free = len(quotable(state, question))
        told = [cell(_quote(said)) for said in quotes(state, question)]
        if kept := _unquoted(state, question):
            told.append(remark(_not_to_be_quoted(kept)))
        nothing = say("Nothing may be quoted.") if those else say("Nobody wrote.")
        shown: list[Block] = [*told] or [remark(nothing)]
        rows.append([question.name, str(len(those)), str(free), keep(*shown)])
    if not rows:
        return []
    columns = [
        Column(say("in their own words"), 1.5),
        Column(say("wrote"), 0.5, "number"),
        Column(say("may be quoted"), 0.8, "number"),
    ]
    columns.append(Column(say("quotes: said most often, else by lot"), 3.0))
    return [Heading(say("Comments"), 3), Table(rows, columns)]


def intentions(state: State, context: paper.Context) -> list[Block]:
    """What people mean to do, by when and how likely, word for word; of those who did not agree only how many."""
    found: list[Block] = []
    for question in state.instrument.with_role("intention"):
        those = written(state, question)
        free = quotable(state, question)
        found.append(Heading(say("Intentions"), 3, aside=say("{question} n={n}", question=question.text, n=len(those))))
        if not those:
            found.append(body(say("Nobody wrote an intention.")))
        if free:
            rows: list[TableRow] = [_intention(state, form, words) for form, words in free]
            columns = [Column(say("as written"), 3.4), Column(say("by when"), 1.2, "small")]
            found.append(Table(rows, [*columns, Column(say("how likely"), 1.0, "small")]))
        if kept := sum(not may_quote(state, form) for form, _words in those):
            said = say("{n} person did not agree to be quoted; those words are not printed.",
                       "{n} people did not agree to be quoted; those words are not printed.", n=kept)  # fmt: skip
            found.append(remark(said))
        if held := len(those) - len(free) - kept:
            said = say("{n} intention withheld by the facilitator.", "{n} intentions withheld by the facilitator.",
                       n=held)  # fmt: skip
            found.append(remark(said))
    return found


def _intention(state: State, form: Form, words: str) -> list[Cell]:
    by = [str(form.answers.get(q.id, "")) for q in state.instrument.with_role("by")]
    likely = [form.answers.get(q.id) for q in state.instrument.with_role("likely")]
    when = next((paper.date_words(day) for day in by if day), say("no date"))
    sure = next((say("{count} of 5", count=value) for value in likely if value and value != NONE), say("not said"))
    return [words, when, sure]


def on_the_telephone(n: int) -> str:
    """How many forms a caller keyed in, of which nobody knows how they would have been filled in unasked."""
    return say("{n} form was answered on the telephone, and keyed in by the caller.",
               "{n} forms were answered on the telephone, and keyed in by the caller.", n=n)  # fmt: skip


def own_notes(run: StageRun, context: paper.Context) -> list[Block]:
    """The facilitator's own notes on the form, apart from what people answered."""
    notes = paper.standing(run)
    if not notes:
        return []
    said = [body(note.text) for note in notes]
    return [Heading(say("The facilitator\u2019s own note"), 3, aside=say("not an answer of the forms")), *said]


def _kept(run: StageRun, state: State) -> str:
    """What the records hold of each form."""
    if run.stage.anonymity == "named":
        return say("The records keep each form with the seat that filled it in.")
    numbered = sum(form.number > 0 for form in state.forms.values())
    if not numbered:
        return say("The records keep each form with a random mark.")
    if numbered == len(state.forms):
        return say("The records keep each form with the number of its sheet.")
    return say(
        "The records keep each form of a phone with a random mark, and {n} with the number of its sheet.",
        "The records keep each form of a phone with a random mark, and {n} with the numbers of their sheets.",
        n=numbered,
    )


def reading(run: StageRun, said: Response, context: paper.Context) -> str:
    """How the figures were made, in plain sentences."""
    state: State = run.state
    version = state.instrument.version
    told: list[str] = [say("Questionnaire {version}.", version=version), _kept(run, state)]
    told.append(say("n is how many answered a question; whoever skipped it, or said it does not apply, is not in n."))
    if n := said.by_paper:
        told.append(say("{n} form came on paper.", "{n} forms came on paper.", n=n))
    if n := said.by_caller:
        told.append(on_the_telephone(n))
    if n := said.assisted:
        told.append(say("{n} form with someone\u2019s help.", "{n} forms with someone\u2019s help.", n=n))
    if n := said.other_versions:
        told.append(say("{n} form of another version: not counted here.",
                        "{n} forms of another version: not counted here.", n=n))  # fmt: skip
    held = [q for q in state.instrument.questions for form, _w in agreed(state, q) if is_withheld(state, q, form)]
    if held:
        told.append(
            say("{n} quote withheld by the facilitator.", "{n} quotes withheld by the facilitator.", n=len(held))
        )
    if any(groups_of(state).values()):
        told.append(paper.small_groups(context.decision))
    if said.share:
        told.append(
            say("Per cent is used only from {n} person up.", "Per cent is used only from {n} people up.",
                n=PER_CENT_FROM)
        )  # fmt: skip
    return paper.together(*told)
