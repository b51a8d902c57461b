"""Two waves in the record: what moved among the same people first, then how all of them answered each time.

Forms that could not be paired are two groups of people, each with its own n, of whom nothing is said to have moved.
"""

from __future__ import annotations

from collections.abc import Sequence

from facilitator.activities import paper
from facilitator.activities.survey.figures import SMALL, points
from facilitator.activities.survey.instrument import Question
from facilitator.activities.survey.moves import AFTER, BEFORE, Move, movement, paired, spread, statements, unsure
from facilitator.activities.survey.pairing import CARD, Pairs
from facilitator.activities.survey.rules import Form, State
from facilitator.activities.survey.suppress import LEAST, PER_CENT_FROM, per_cent
from facilitator.looks.bars import Moved, Moves, Pattern, ShareRow, Shares
from facilitator.looks.blocks import (
    Band,
    Block,
    Column,
    Figure,
    Heading,
    Table,
    TableRow,
    body,
    keep,
    remark,
    strong,
)
from facilitator.model.run import StageRun
from facilitator.model.say import Message, Time, say

SCALE: tuple[Pattern, ...] = ("dark", "mid", "light", "diagonal-up", "solid")
WAYS: tuple[tuple[Pattern, str, str], ...] = (
    ("solid", "\u2192", say("toward what is hoped for")),
    ("light", "\u2013", say("same")),
    ("none", "\u2190", say("away from it")),
)
LINES = (say("before"), say("after"), say("moved"))


def section(run: StageRun, context: paper.Context) -> list[Block]:
    """A first wave says what came back; the second compares the two."""
    state: State = run.state
    wave = state.wave_of(run.id)
    if wave == BEFORE and len(state.phases) > 1:
        return [body(_came(state, BEFORE)), remark(say("What moved is printed with the second wave."))]
    found: list[Block] = [_who(state, context)]
    pairs = paired(state)
    if len(pairs.pairs) >= LEAST:
        found += _same_people(state, pairs, context)
    else:
        found += _two_groups(state, pairs)
    return [*found, *_method(state, pairs, context), *_wording(state)]


def _came(state: State, wave: str) -> Message:
    n = len(state.counted(wave))
    return say("{n} form came back.", "{n} forms came back.", n=n) if n else say("None returned.")


def _who(state: State, context: paper.Context) -> Block:
    """How many there were, and how many answered when."""
    pairs = paired(state)
    came = str(context.took_part) if context.took_part else say("not counted")
    told: list[TableRow] = [[say("at the workshop"), came]]
    for wave, words in ((BEFORE, say("answered before")), (AFTER, say("answered after"))):
        told.append([words, str(len(state.counted(wave)))])
    told.append([say("answered both times, and could be paired"), str(len(pairs.pairs))])
    columns = [Column(say("who answered"), 0.8), Column(say("people"), 0.2, "number")]
    return Table(told, columns)


# ---------------------------------------------------------------------- the same people


def _same_people(state: State, pairs: Pairs[Form], context: paper.Context) -> list[Block]:
    found: list[Block] = [Heading(say("What moved among the same people"), 3)]
    return [*found, *(_statement(state, question, pairs, context) for question in statements(state))]


def _statement(state: State, question: Question, pairs: Pairs[Form], context: paper.Context) -> Block:
    """The headline, then the chart with its table."""
    title, move = strong(question.text), movement(question, pairs.pairs)
    if move.n < LEAST:
        return keep(title, remark(say("Too few people answered it both times to show.")))
    if of_one_mind(move):
        return keep(title, body(headline(move)))
    scale, told = points(question), [(say("everyone"), move)]
    rows = tuple(_row(name, each) for name, each in told)
    drawing = Moves(tuple(zip(SCALE, scale, strict=True)), WAYS, LINES, rows, state.plain)
    alt = say("Two bars show how the same people answered before and after, and a third how many moved which way.")
    return keep(title, body(headline(move)), Figure(question.name, alt, drawing, _table(told, scale), True))


def _row(name: str, move: Move) -> Moved:
    n = say("{n} person answered both times", "{n} people answered both times", n=move.n)
    less = (say("less agreement counts as toward"),) if move.question.direction < 0 else ()
    return Moved(name, (*less, n), move.before, move.after, (move.toward, move.same, move.away))


def _table(told: Sequence[tuple[str, Move]], scale: Sequence[str]) -> Table:
    """Everything that the chart draws, in figures."""
    rows: list[TableRow] = []
    for name, move in told:
        rows.append(Band(name, say("n={n}; toward {toward}, same {same}, away {away}", n=move.n, toward=move.toward,
                                   same=move.same, away=move.away)))  # fmt: skip
        waves = ((say("before"), move.before), (say("after"), move.after))
        rows += [[wave, *map(str, counts)] for wave, counts in waves]
    return Table(rows, [Column(say("wave"), 0.8), *(Column(point, 1.0, "number") for point in scale)])


def of_one_mind(move: Move) -> bool:
    """Whether so few people answered so much alike that everybody's answer would be known."""
    most = max((move.toward, move.same, move.away, *move.before, *move.after))
    return 0 < move.n == most and move.n < SMALL


def headline(move: Move) -> str:
    """`Of 22 people who answered both times 10 moved toward agreeing, 11 stayed the same, 1 moved away.`"""
    if of_one_mind(move):
        return _alike(move)
    way = say("disagreeing") if move.question.direction < 0 else say("agreeing")
    moved = say(
        "Of {n} person who answered both times {toward} moved toward {way}, {same} stayed the same, {away} moved away.",
        "Of {n} people who answered both times {toward} moved toward {way}, {same} stayed the same, {away} moved away.",
        n=move.n, toward=move.toward, way=way, same=move.same, away=move.away,
    )  # fmt: skip
    before, after = move.agreed
    share = per_cent(move.toward, move.n)
    shares = say("{share} moved toward.", share=share) if share else ""
    return paper.together(moved, shares, say("{before} agreed before, {after} after.", before=before, after=after))


def _alike(move: Move) -> str:
    n = move.n
    if n == move.same:
        return say("All or nearly all of {n} person answered as before.",
                   "All or nearly all of {n} people answered as before.", n=n)  # fmt: skip
    if n == move.toward:
        return say("All or nearly all of {n} person moved toward what is hoped for.",
                   "All or nearly all of {n} people moved toward what is hoped for.", n=n)  # fmt: skip
    if n == move.away:
        return say("All or nearly all of {n} person moved away from what is hoped for.",
                   "All or nearly all of {n} people moved away from what is hoped for.", n=n)  # fmt: skip
    scale = points(move.question)
    if n in move.after:
        return say("After it all or nearly all of {n} person answered: {answer}.",
                   "After it all or nearly all of {n} people answered: {answer}.",
                   n=n, answer=scale[move.after.index(n)])  # fmt: skip
    return say("Before it all or nearly all of {n} person answered: {answer}.",
               "Before it all or nearly all of {n} people answered: {answer}.",
               n=n, answer=scale[move.before.index(n)])  # fmt: skip


# ---------------------------------------------------------------------- different people


def _two_groups(state: State, pairs: Pairs[Form]) -> list[Block]:
    """Both waves beside each other, as what different people answered."""
    before, after = state.counted(BEFORE), state.counted(AFTER)
    found: list[Block] = [Heading(say("Two groups of people"), 3)]
    found.append(body(say(
        "The forms of the two waves are not paired, so different people may have answered. Nobody can say from them "
        "who changed."
    )))  # fmt: skip
    return [*found, *(_two_bars(question, before, after) for question in statements(state))]


def _two_bars(question: Question, before: Sequence[Form], after: Sequence[Form]) -> Block:
    waves = [(say("before"), spread(question, before)), (say("after"), spread(question, after))]
    shown = [(name, counts) for name, counts in waves if may_show(counts)]
    title = strong(question.text)
    if not shown:
        return keep(title, remark(say("Too few people answered to show.")))
    scale = points(question)
    bars = tuple(ShareRow(name, counts, say("n={n}", n=sum(counts))) for name, counts in shown)
    rows = [[name, *map(str, counts), str(sum(counts))] for name, counts in shown]
    columns = [Column(say("wave"), 1.2), *(Column(point, 0.9, "number") for point in scale)]
    table = Table(rows, [*columns, Column(say("n"), 0.5, "number")])
    alt = say("A bar for each wave shows how many people gave each answer. The table has every number.")
    drawing = Shares(tuple(zip(SCALE, scale, strict=True)), bars)
    return keep(title, Figure(question.name, alt, drawing, table, True))


def may_show(counts: Sequence[int]) -> bool:
    """Whether one wave's answers may be shown: not of few people, nor of few of one mind."""
    return sum(counts) >= LEAST and not (sum(counts) < SMALL and max(counts) == sum(counts))


# ---------------------------------------------------------------------- how to read it


def _method(state: State, pairs: Pairs[Form], context: paper.Context) -> list[Block]:
    """How it was asked, how the forms were paired, and what the figures do not say."""
    told: list[str] = [say("Questionnaire {version}.", version=state.instrument.version), _asked_when(state, context)]
    told.append(_how_paired(state))
    if n := pairs.ambiguous:
        told.append(say("{n} form had a code that more than one form could have meant; it stayed unpaired.",
                        "{n} forms had codes that more than one form could have meant; they stayed unpaired.",
                        n=n))  # fmt: skip
    if alone := pairs.before_only + pairs.after_only:
        told.append(say("{n} form has no partner, so nothing is said of what moved: {before} before, {after} after.",
                        "{n} forms have no partner, so nothing is said of what moved: {before} before, {after} after.",
                        n=alone, before=pairs.before_only, after=pairs.after_only))  # fmt: skip
    forms = [*state.counted(BEFORE), *state.counted(AFTER)]
    if n := sum(form.assisted for form in forms):
        told.append(say("{n} form with someone\u2019s help.", "{n} forms with someone\u2019s help.", n=n))
    told.append(_unsure(state))
    cautions = [
        say("People said this of themselves, and chose to come; there is nobody to compare them with, and some may "
            "have wished to please. So answers moved: it is not shown that the workshop moved them."),
        say("Who learns may judge more strictly: an answer can go down though somebody understands more."),
    ]  # fmt: skip
    if len(pairs.pairs) >= LEAST:
        cautions.append(say("Per cent is used only from {n} person up.", "Per cent is used only from {n} people up.",
                            n=PER_CENT_FROM))  # fmt: skip
    return [Heading(say("How to read it"), 3), remark(paper.together(*told)), remark(paper.together(*cautions))]


def _asked_when(state: State, context: paper.Context) -> str:
    times = [state.opened.get(wave) for wave in (BEFORE, AFTER)]
    if times[0] is None or times[1] is None:
        return ""
    first, second = (Time(at, context.zone) for at in times if at is not None)
    if (apart := (times[1] - times[0]) // 60_000) < 24 * 60:
        return say("Asked at {first} and at {second}, {n} minute apart.",
                   "Asked at {first} and at {second}, {n} minutes apart.",
                   first=first, second=second, n=apart)  # fmt: skip
    return say("Asked {n} day apart.", "Asked {n} days apart.", n=round(apart / (24 * 60)))


def _how_paired(state: State) -> str:
    if state.way == CARD:
        return say("Forms were paired by the mark of the phone, or by the code of a card; neither leads to a name.")
    return say("Forms were paired by a code that people made of facts only they know; one part of it may differ.")


def _unsure(state: State) -> str:
    """How often people did not know, or said that it does not apply: in no other count."""
    before, after = (sum(unsure(q, state.counted(wave)) for q in statements(state)) for wave in (BEFORE, AFTER))
    return say("Don\u2019t know, or does not apply: {before} before, {after} after, in no other count.",
               before=before, after=after)  # fmt: skip


def _wording(state: State) -> list[Block]:
    """Every statement in full, with its version and the way that counts as toward."""
    ways = {True: say("agreeing"), False: say("disagreeing")}
    rows: list[TableRow] = [[q.id, q.text, ways[q.direction >= 0]] for q in statements(state)]
    columns = [Column(say("item"), 0.14, "small"), Column(say("as it was asked"), 0.62)]
    title = Heading(say("The statements, version {version}", version=state.instrument.version), 3)
    return [title, Table(rows, [*columns, Column(say("toward is"), 0.24, "small")])]
