"""Two waves in the record: what moved among the same people first, then how all of them answered each time.

Forms that could not be paired are two groups of people, each with its own n, of whom nothing is said to have moved.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from facilitator.activities import paper
from facilitator.activities.survey.bodies import CALLER
from facilitator.activities.survey.figures import points, response
from facilitator.activities.survey.instrument import Question
from facilitator.activities.survey.moves import AFTER, BEFORE, Move, Waves, of_day, spread, statements, unsure
from facilitator.activities.survey.pairing import CARD
from facilitator.activities.survey.report_words import on_the_telephone
from facilitator.activities.survey.rules import State
from facilitator.activities.survey.told_waves import BOTH, Line, compares, how_many, lines, one_wave, told_groups
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
from facilitator.model.people import Groups
from facilitator.model.run import StageRun
from facilitator.model.say import Listed, Message, Time, say
from facilitator.model.suppression import HIDDEN, PER_CENT_FROM, Decision, per_cent

SCALE: tuple[Pattern, ...] = ("dark", "mid", "light", "diagonal-up", "solid")
WAYS: tuple[tuple[Pattern, str, str], ...] = (
    ("solid", "\u2192", say("toward what is hoped for")),
    ("light", "\u2013", say("same")),
    ("none", "\u2190", say("away from it")),
)
LINES = (say("before"), say("after"), say("moved"))
TO_COME = say(
    "What people answered is told once the second wave is closed: who had this paper and the next could find out how "
    "those answered who fill in only one form."
)
TOGETHER = say(
    "What people answered is told together with the other wave, of all workshops and not here: who had both papers "
    "could find out how those answered who filled in only one form."
)


def section(run: StageRun, context: paper.Context) -> list[Block]:
    """A first wave says what came back; the second compares the two, as far as may be told."""
    state: State = run.state
    if not compares(run):
        return [body(_came(state, state.wave_of(run.id))), remark(say("What moved is printed with the second wave."))]
    came = response(state, context.took_part, state.wave_of(run.id))
    words = wording(statements(state), state.instrument.version)
    if came.open and came.waiting:
        return [body(_came(state, state.wave_of(run.id))), *map(body, came.on_the_way()), *words]
    told = Told(of_day(state), context, context.where(run))
    waves = [response(state, context.took_part, wave) for wave in (BEFORE, AFTER)]
    late = [body(said) for said in dict.fromkeys(said for each in waves for said in each.on_the_way())]
    return [*compared(told), *late, *method(told, _asked_when(state, context)), *words]


def compared(told: Told) -> list[Block]:
    """Who answered when, and what moved among the same people; of people who are not paired how each wave answered."""
    return [_who(told), *(_same_people(told) if told.waves.paired else _two_groups(told))]


@dataclass(frozen=True, slots=True)
class Told:
    """What a comparison is made from, and what of it may be told."""

    waves: Waves
    context: paper.Context
    where: str

    @property
    def state(self) -> State:
        """A stage that asks the questionnaire."""
        return self.waves.state

    @property
    def decision(self) -> Decision:
        """What may be told of every figure."""
        return self.context.decision

    def lines(self, question: Question) -> list[Line]:
        """Everybody and each reporting group."""
        return lines(self.waves, question, self.context.groups, self.decision, self.where)


def _came(state: State, wave: str) -> Message:
    n = len(state.came(wave))
    return say("{n} form came back.", "{n} forms came back.", n=n) if n else say("None returned.")


def _who(told: Told) -> Block:
    """How many there were, how many answered when, and how many of each group stayed."""
    waves, took_part = told.waves, told.context.took_part
    came = str(took_part) if took_part else say("not counted")
    whole = [str(len(waves.before)), str(len(waves.after)), str(len(waves.pairs))]
    rows: list[TableRow] = [[say("everyone"), came, *whole]]
    for name, label, _of in told_groups(waves.state, told.context.groups):
        n = how_many(waves, name, told.decision, told.where)
        if waves.paired and any(n.values()):
            cells = (say("not shown") if n[wave] is None else str(n[wave]) for wave in (BEFORE, AFTER, BOTH))
            rows.append([label, "", *cells])
    columns = [Column(say("who answered"), 1.6), Column(say("at the workshop"), 1.0, "number")]
    columns += [Column(say("before"), 0.8, "number"), Column(say("after"), 0.8, "number")]
    return Table(rows, [*columns, Column(say("both times, paired"), 1.0, "number")])


# ---------------------------------------------------------------------- the same people


def _same_people(told: Told) -> list[Block]:
    found: list[Block] = [Heading(say("What moved among the same people"), 3)]
    for question in statements(told.state):
        unknown = (unsure(question, told.waves.before), unsure(question, told.waves.after))
        found.append(statement(told.lines(question), told.context.groups, unknown, plain=told.state.plain))
    return found


def statement(lines: Sequence[Line], names: Groups, unknown: tuple[int, int], *, plain: bool = False) -> Block:
    """The headline, then the chart with its table, then which groups are not in it.

    `lines` are everybody, then each reporting group; `unknown` are those who did not know, before and after.
    """
    whole, *groups = lines
    question = whole.move.question
    title = strong(question.text)
    if not whole.move.n:
        return keep(title, remark(say("Nobody answered it both times.")))
    if not whole.shown:
        few = remark(say("Too few people answered it both times to show."))
        return keep(title, body(headline(whole)) if whole.alike else few)
    scale, shown = points(question), [whole, *(line for line in groups if line.shown)]
    rows = tuple(_row(line, names) for line in shown)
    drawing = Moves(tuple(zip(SCALE, scale, strict=True)), WAYS, LINES, rows, plain)
    alt = say("Two bars show how the same people answered before and after, and a third how many moved which way.")
    figure = Figure(question.name, alt, drawing, _table(shown, scale), True)
    return keep(title, body(headline(whole)), figure, *_not_sure(question, *unknown), *_kept_back(groups))


def _not_sure(question: Question, before: int, after: int) -> list[Block]:
    """How many did not know, where anybody did not."""
    if not before and not after:
        return []
    return [remark(say("{answer}: {before} before, {after} after.", answer=question.none, before=before, after=after))]


def _kept_back(groups: Sequence[Line]) -> list[Block]:
    """The groups of which not all is told, and why."""
    found: list[Block] = [
        remark(say("{group}: {told}", group=line.label, told=headline(line))) for line in groups if line.alike
    ]
    guards = tuple(line.label for line in groups if line.counted and not line.alike)
    if guards:
        found.append(remark(say("Held back, since it would give others away: {groups}.", groups=Listed(guards, ""))))
    few = tuple(line.label for line in groups if line.hidden)
    return [*found, *([remark(say("Too few to show: {groups}.", groups=Listed(few, "")))] if few else [])]


def _row(line: Line, names: Groups) -> Moved:
    move = line.move
    n = say("{n} person answered both times", "{n} people answered both times", n=move.n)
    less = [say("less agreement counts as toward")] if move.question.direction < 0 else []
    of = [say("{groups}", groups=Listed(tuple(map(names.label, line.of)), ""))] if line.of else []
    return Moved(_name(line), (*of, *less, n), move.before, move.after, (move.toward, move.same, move.away))


def _name(line: Line) -> str:
    return line.label or say("everyone")


def _table(told: Sequence[Line], scale: Sequence[str]) -> Table:
    """Everything that the chart draws, in figures."""
    rows: list[TableRow] = []
    for line in told:
        move = line.move
        rows.append(Band(_name(line), say("n={n}; toward {toward}, same {same}, away {away}", n=move.n,
                                          toward=move.toward, same=move.same, away=move.away)))  # fmt: skip
        waves = ((say("before"), move.before), (say("after"), move.after))
        rows += [[wave, *map(str, counts)] for wave, counts in waves]
    return Table(rows, [Column(say("wave"), 0.8), *(Column(point, 1.0, "number") for point in scale)])


def headline(line: Line) -> str:
    """`Of 22 people who answered both times 10 moved toward agreeing, 11 stayed the same, 1 moved away.`"""
    move = line.move
    if line.alike:
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


def _two_groups(told: Told) -> list[Block]:
    """Both waves beside each other, as what different people answered."""
    asked = [wave for wave in (BEFORE, AFTER) if told.waves.of(wave)]
    if not asked:
        return [body(say("None returned."))]
    if len(told.state.phases) > 1 and not told.waves.told and told.state.to_come(AFTER):
        return [body(TO_COME)]
    found: list[Block] = [Heading(say("Two groups of people") if len(asked) > 1 else say("One wave"), 3)]
    apart = say("The forms of the two waves are not paired, so different people may have answered. Nobody can say from "
                "them who changed.")  # fmt: skip
    alone = say("Here people were asked once, so nothing is said of what moved.")
    found.append(body(apart if len(asked) > 1 else alone))
    if any(_told_elsewhere(told, question, wave) for question in statements(told.state) for wave in asked):
        found.append(body(TOGETHER))
        return found
    return [*found, *(_two_bars(told, question) for question in statements(told.state))]


def _told_elsewhere(told: Told, question: Question, wave: str) -> bool:
    """Whether enough people answered, and how they did is yet not told here."""
    n = sum(spread(question, told.waves.of(wave)))
    return n >= told.decision.least and told.decision.state((one_wave(question, wave), told.where)) == HIDDEN


def _two_bars(told: Told, question: Question) -> Block:
    words = {BEFORE: say("before"), AFTER: say("after")}
    shown = [
        (words[wave], spread(question, told.waves.of(wave)))
        for wave in (BEFORE, AFTER)
        if told.decision.shows((one_wave(question, wave), told.where))
    ]
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


# ---------------------------------------------------------------------- how to read it


def method(compared: Told, asked: str) -> list[Block]:
    """How it was asked and when (`asked`), how the forms were paired, and what the figures do not say."""
    state, waves = compared.state, compared.waves
    told: list[str] = [say("Questionnaire {version}.", version=state.instrument.version), asked]
    told.append(_how_paired(state))
    if n := waves.found.ambiguous:
        told.append(say("{n} form had a code that more than one form could have meant; it stayed unpaired.",
                        "{n} forms had codes that more than one form could have meant; they stayed unpaired.",
                        n=n))  # fmt: skip
    if alone := waves.found.before_only + waves.found.after_only:
        told.append(say("{n} form has no partner, so nothing is said of what moved: {before} before, {after} after.",
                        "{n} forms have no partner, so nothing is said of what moved: {before} before, {after} after.",
                        n=alone, before=waves.found.before_only, after=waves.found.after_only))  # fmt: skip
    forms = [*waves.before, *waves.after]
    if n := sum(form.source == CALLER for form in forms):
        told.append(on_the_telephone(n))
    if n := sum(form.assisted for form in forms):
        told.append(say("{n} form with someone\u2019s help.", "{n} forms with someone\u2019s help.", n=n))
    told.append(_unsure(waves))
    cautions: list[str] = [
        say("People said this of themselves, and chose to come; there is nobody to compare them with, and some may "
            "have wished to please. So answers moved: it is not shown that the workshop moved them."),
        say("Who learns may judge more strictly: an answer can go down though someone understands more."),
    ]  # fmt: skip
    if waves.paired:
        cautions.append(_groups(state, compared.decision))
        cautions.append(say("Per cent is used only from {n} person up.", "Per cent is used only from {n} people up.",
                            n=PER_CENT_FROM))  # fmt: skip
    return [Heading(say("How to read it"), 3), remark(paper.together(*told)), remark(paper.together(*cautions))]


def _groups(state: State, decision: Decision) -> str:
    """Why some groups are not shown, and that nobody chose them after the answers."""
    settled = say("Which groups are reported together was settled before the first form.") if state.reporting else ""
    return paper.together(paper.small_groups(decision), settled)


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


def _unsure(waves: Waves) -> str:
    """How often people did not know, or said that it does not apply: in no other count."""
    before, after = (sum(unsure(q, waves.of(wave)) for q in statements(waves.state)) for wave in (BEFORE, AFTER))
    return say("Don\u2019t know, or does not apply: {before} before, {after} after, in no other count.",
               before=before, after=after)  # fmt: skip


def wording(asked: Sequence[Question], version: str) -> list[Block]:
    """Every statement in full, with its version and the way that counts as toward."""
    ways = {True: say("agreeing"), False: say("disagreeing")}
    rows: list[TableRow] = [[q.id, q.text, ways[q.direction >= 0]] for q in asked]
    columns = [Column(say("item"), 0.14, "small"), Column(say("as it was asked"), 0.62)]
    title = Heading(say("The statements, version {version}", version=version), 3)
    return [title, Table(rows, [*columns, Column(say("toward is"), 0.24, "small")])]
