"""The questionnaire on paper, numbered as the desk numbers it for typing in."""

from __future__ import annotations

from facilitator.activities import slips
from facilitator.activities.survey import keyed
from facilitator.activities.survey.figures import choice, points
from facilitator.activities.survey.instrument import SCORES, WAVES, Question
from facilitator.activities.survey.pairing import CARD, FACTS, code_of, shown_code
from facilitator.activities.survey.rules import State
from facilitator.looks.blocks import (
    Block,
    Column,
    Sheet,
    Slip,
    Table,
    TableRow,
    Ticks,
    WritingLines,
    body,
    cell,
    keep,
    remark,
    strong,
)
from facilitator.model.people import Groups
from facilitator.model.run import StageRun
from facilitator.model.say import say, say_as


def forms(run: StageRun, blank: slips.Blank) -> list[Block]:
    """The whole form a page; for a first wave the cards too that pair it with the second."""
    state: State = run.state
    wave = state.wave_of(run.id)
    instrument = state.instrument.in_wave(wave)
    asked = [q for q in instrument.questions if q.kind != "group" or blank.groups]
    found: list[Block] = [body(instrument.intro)] if instrument.intro else []
    found += _code(state, wave)
    rows: list[TableRow] = []
    for number, question in enumerate(asked, 1):
        title, place = cell(slips.numbered(number, question.text), bold=True), _place(question, blank.groups)
        if question.kind in ("text", "group"):
            found += [*_rows(rows), keep(title, place)]
            rows = []
        else:
            rows.append([title, place])
    found += [*_rows(rows), Ticks((say("Someone helped me with this form"),))]
    head = instrument.title or run.stage.title
    made = [Sheet(head, blank.code(n), (*found, *_kept(state, wave, blank, n))) for n in blank.numbers]
    return [*made, *_cards(state, wave, blank)]


def _code(state: State, wave: str) -> list[Block]:
    """Where the code goes that pairs the forms of two waves."""
    if not wave:
        return []
    if state.way != CARD:
        facts: list[TableRow] = [[cell(fact), WritingLines(1)] for fact in FACTS]
        title = strong(say("A code of your own, the same both times (optional)"))
        return [title, Table(facts, [Column(say("question"), 0.7), Column(say("answer"), 0.3)], heads=False)]
    return [] if wave == WAVES[0] else slips.line(say("The code on your card (leave it empty if you have none)"))


def _kept(state: State, wave: str, blank: slips.Blank, number: int) -> list[Block]:
    """What somebody tears off the first form and brings to the second."""
    if wave != WAVES[0] or state.way != CARD:
        return []
    code = shown_code(code_of(f"{blank.place} {number}"))
    told = say("Tear this off and keep it for the second form: it pairs the two. Nobody can find you by it.")
    return [keep(remark(told), strong(say("My survey card: {code}", code=code)))]


def _cards(state: State, wave: str, blank: slips.Blank) -> list[Block]:
    """A card a copy for those with a phone, to write its code on."""
    if wave != WAVES[0] or state.way != CARD:
        return []
    told = say("Copy the code from your phone, and bring the card to the second form. Nobody can find you by it.")
    card = (strong(say("My survey card")), WritingLines(1), remark(told))
    return [slips.cut([Slip(card, blank.workshop) for _number in blank.numbers], blank.place)]


def _rows(rows: list[TableRow]) -> list[Block]:
    return [Table(rows, [Column(say("question"), 0.44), Column(say("answer"), 0.56)], heads=False)] if rows else []


def _place(question: Question, groups: Groups) -> Ticks | WritingLines:
    """Where the answer goes: boxes with the signs that the desk types in, or lines."""
    if question.kind in ("text", "date"):
        return WritingLines(2 if question.kind == "text" else 1)
    if question.kind == "consent":
        return Ticks((say("Yes"), say("No")))
    if question.kind == "score":
        return Ticks(tuple(str(score) for score in SCORES), "close")
    if question.kind == "scale":
        if question.points:
            named = [choice(place, label) for place, label in enumerate(question.points, 1)]
            return Ticks((*named, *([say("n {label}", label=question.none)] if question.none else [])))
        none = [say_as("does not apply", "n/a")] if question.none else []
        return Ticks((*points(question), *none), "even")
    if question.kind == "several":
        return Ticks(tuple(choice(place, one.label) for place, one in enumerate(question.choices, 1)))
    labels = [choice(place, label) for place, (_value, label) in enumerate(keyed.choices(question, groups), 1)]
    return Ticks((*labels, *([say("Another group")] if question.kind == "group" else [])))
