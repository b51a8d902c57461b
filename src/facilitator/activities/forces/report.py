"""A force field in the record: each part of the method prints what was made in it, every number with its n."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from facilitator.activities import paper
from facilitator.activities.contract import Report
from facilitator.activities.forces import figures, rules
from facilitator.activities.forces.facts import (
    CAUTION,
    FORMULAS,
    SCALES,
    SIDES,
    VERDICTS,
    Force,
    Spread,
    Totals,
)
from facilitator.activities.forces.report_actions import actions
from facilitator.activities.forces.report_field import DASH, SIDE_WORDS, field
from facilitator.activities.forces.report_rows import as_counted, rows
from facilitator.looks.blocks import (
    Band,
    Block,
    Callout,
    Cell,
    Column,
    Heading,
    Table,
    TableRow,
    body,
    cell,
    keep,
    remark,
    strong,
)
from facilitator.model import suppression
from facilitator.model.notes import LIVE, MERGED, Note
from facilitator.model.run import StageRun
from facilitator.model.say import Listed, say


def section(run: StageRun, context: paper.Context) -> list[Block]:
    """What one part of the method left: the change, forces as named, the scored table and drawing, actions, verdict."""
    parts = {"state": _change, "name": _named, "merge": _merged, "score": _scored, "spread": _talked, "act": actions}
    made = parts.get(rules.phase_of(run), _verdict)
    return [*made(run, run.state, context), *paper.left_out(run, context)]


def _change(run: StageRun, state: rules.State, context: paper.Context) -> list[Block]:
    clear, unclear = figures.clarity(state)
    doubts = [n for n in state.doubts() if n.stage == run.id]
    if not state.change and not run.spans and not (clear or unclear or state.earlier or doubts):
        return paper.not_held(run)
    found: list[Block] = [Callout(state.change.sentence, say("The change."), settled=True)]
    n = clear + unclear
    said = say("{clear} found it clear, {unclear} did not (n={n}).", clear=clear, unclear=unclear, n=n)
    found.append(remark(said if n else say("Nobody said whether it is clear.")))
    for old in state.earlier:
        counts = say("Earlier wording ({clear} clear, {unclear} not clear, then reworded).", clear=old.clear,
                     unclear=old.unclear)  # fmt: skip
        found.append(remark(paper.together(counts, old.change.sentence)))
    if doubts:
        columns = [Column(say("no."), 0.06, "small"), Column(say("what was not clear"), 0.74)]
        columns.append(Column(say("from"), 0.2, "small"))
        joined = paper.joined_notes(run)
        rows = [row for n in doubts for row in paper.note_rows(run, n, joined.get(n.key, ()), context)]
        found.append(Table(rows, columns))
    return found


def _named(run: StageRun, state: rules.State, context: paper.Context) -> list[Block]:
    """Every force as it was first named, under its side; nobody saw them while they were written."""
    notes = [n for n in run.own_notes() if n.status in (LIVE, MERGED)]
    if not notes:
        return paper.not_held(run)
    columns = [Column(say("no."), 0.06, "small"), Column(say("force as written"), 0.5)]
    columns += [Column(say("who feels it"), 0.24, "small"), Column(say("from"), 0.2, "small")]
    rows: list[TableRow] = []
    sides = [(SIDE_WORDS[side], [n for n in notes if n.fields.get("side") == side]) for side in SIDES]
    stray = [n for n in notes if n.fields.get("side") not in SIDES]
    if stray:
        sides.append((say("On neither side"), stray))
    for title, those in sides:
        rows.append(Band(title, _forces_words(len(those))))
        for n in those:
            words: Cell = n.original or n.text
            if (n.status == MERGED or n in stray) and n.edited and n.original:
                words = keep(cell(n.original), remark(say("Reworded since: {words}", words=paper.quoted(n.text))))
            rows.append([paper.number(n), words, str(n.fields.get("feels", "")), context.who(run, n)])
        if not those:
            rows.append(["", say("None."), "", ""])
    return [Table(rows, columns)]


def _merged(run: StageRun, state: rules.State, context: paper.Context) -> list[Block]:
    if not any(state.notes_of(side) for side in SIDES):
        return paper.not_held(run)
    going = [state.scored(side) for side in SIDES]
    said = say("{driving} driving and {n} restraining force went forward to scoring.",
               "{driving} driving and {n} restraining forces went forward to scoring.",
               driving=len(going[0]), n=len(going[1]))  # fmt: skip
    found: list[Block] = [body(said)]
    added = paper.having(run, LIVE)
    if added:
        found.append(remark(say("Added while sharing: {forces}.", forces=_all_quoted(added))))
    joined = [n for n in state.notes.having(MERGED) if "side" in n.fields]
    if joined:
        said = say("{n} force joined with another; their numbers stand below.",
                   "{n} forces joined with another; their numbers stand below.", n=len(joined))  # fmt: skip
        found.append(remark(said))
    aside = [n for side in SIDES for n in figures.left_aside(state, side)]
    if aside:
        found.append(remark(say("Set aside, not scored: {forces}.", forces=_all_quoted(aside))))
    for one, other in figures.mirrors(state):
        found.append(remark(say("Perhaps one idea and its absence on both sides: {one} and {other}.",
                                one=paper.quoted(one.text), other=paper.quoted(other.text))))  # fmt: skip
    return found


def _all_quoted(notes: Sequence[Note]) -> Listed:
    return Listed(tuple(paper.quoted(note.text) for note in notes), ";")


def _forces_words(n: int) -> str:
    return say("{n} force", "{n} forces", n=n)


def _scored(run: StageRun, state: rules.State, context: paper.Context) -> list[Block]:
    """The table of both sides, the drawing with its totals and caution, the formulas."""
    if not any(state.scored(side) for side in SIDES):
        return paper.not_held(run)
    found: list[Block] = [_forces_table(state)]
    how = say("Median and lowest to highest; n leaves out can't judge.")
    found.append(remark(paper.together(_who_scored(run, state), how)))
    if lost := _scores_elsewhere(state):
        gone = say("{n} score was given to a force that is not in the table any more.",
                   "{n} scores were given to forces that are not in the table any more.", n=lost)  # fmt: skip
        found.append(remark(gone))
    if alike := figures.all_alike(state):
        found.append(remark(say("{n} person gave one number to every force.",
                                "{n} people gave one number to every force.", n=alike)))  # fmt: skip
    found += _by_group(run, context)
    sums = figures.totals(state)
    drawn = field(state)
    found += [keep(Heading(drawn.title, 3), drawn), keep(_sums_table([(say("today"), sums)]), remark(CAUTION))]
    return [*found, remark(FORMULAS)]


def _who_scored(run: StageRun, state: rules.State) -> str:
    """How many people scored, and whether in private."""
    n = figures.raters(state)
    if not n:
        return say("Nobody gave a score.")
    if run.stage.visibility == "private":
        return say("Scored in private by {n} person.", "Scored in private by {n} people.", n=n)
    return say("Scored by {n} person.", "Scored by {n} people.", n=n)


def _scores_elsewhere(state: rules.State) -> int:
    """How many scores, by phone and on paper, stand on forces joined, withheld or withdrawn since."""
    printed = [force.note.key for side in SIDES for force in figures.forces(state, side)]
    there = {part for key in printed for part in state.notes.with_it(key)}
    phones = [len(by) for key, scales in state.ratings.items() if key not in there for by in scales.values()]
    paper_ones = [len(by) for key, scales in state.tallies.items() if key not in there for by in scales.values()]
    return sum(phones) + sum(paper_ones)


def _forces_table(state: rules.State) -> Block:
    columns = [Column(say("no."), 0.4, "small"), Column(say("force, and the numbers of its sources"), 3.6)]
    columns += [Column(say("strength"), 1.05), Column(say("n"), 0.4, "number")]
    columns += [Column(say("changeability"), 1.2), Column(say("n"), 0.4, "number")]
    columns += [Column(say("leverage"), 0.8, "number"), Column(say("reason"), 1.6, "small")]
    rows: list[TableRow] = []
    for side in SIDES:
        those = figures.forces(state, side)
        rows.append(Band(SIDE_WORDS[side], _forces_words(len(those))))
        rows += [row for force in those for row in (_force_row(state, force), *_joined_rows(state, force))]
        if not those:
            rows.append(["", say("None. What would a parent add?"), *[""] * 6])
    return Table(rows, columns)


def _force_row(state: rules.State, force: Force) -> list[Cell]:
    words: list[Block] = [cell(force.note.text, bold=True)]
    sources = state.notes.sources(force.note.key)
    if sources:
        numbers = Listed(tuple(n.no for n in sources), "")
        words.append(remark(say("{n} source: with no. {numbers}", "{n} sources: with no. {numbers}", n=force.sources,
                                numbers=numbers)))  # fmt: skip
    strength, change = (_number_words(force, scale) for scale in SCALES)
    return [
        paper.number(force.note), keep(*words), strength, str(force.spread["strength"].n), change,
        str(force.spread["changeability"].n), DASH if force.leverage is None else str(force.leverage), force.reason,
    ]  # fmt: skip


def _joined_rows(state: rules.State, force: Force) -> list[list[Cell]]:
    """The forces joined with one after people had scored them, each with the scores that were given to its words."""
    found: list[list[Cell]] = []
    for each in figures.joined(state, force.note):
        scores: list[Cell] = []
        for scale in SCALES:
            scores += [_number_words(each, scale), str(each.spread[scale].n)]
        found.append(
            [paper.number(each.note), paper.joined_words(force.note.no, each.note), *scores, DASH, each.reason]
        )
    return found


def _number_words(force: Force, scale: str) -> str:
    """`4 [1-5]`, and the number agreed where it differs from the median: `agreed 3, was 4 [1-5]`."""
    spread, agreed = force.spread[scale], force.agreed.get(scale)
    if agreed is None or (agreed == spread.median):
        return spread.words
    if not spread.n:
        return say("agreed {count}", count=agreed)
    return say("agreed {count}, was {before}", count=agreed, before=spread.words)


def published(run: StageRun, where: str, reported: Sequence[suppression.Reported]) -> list[suppression.Table]:
    """The strengths by partner group, where they are printed."""
    return figures.published(run.state, where, reported) if rules.phase_of(run) == "score" else []


def _by_group(run: StageRun, context: paper.Context) -> list[Block]:
    """The medians of partner groups, as far as they may be told."""
    state: rules.State = run.state
    rows: list[tuple[str, dict[str, Spread]]] = []
    several = False
    for force in (f for side in SIDES for f in figures.forces(state, side)):
        given = state.ratings.get(force.note.key, {}).get("strength", {})
        several |= len({state.groups.get(token, "") for token in given}) > 1
        apart = figures.told_by_group(state, force.note.key, context.decision, context.where(run))
        if apart:
            rows.append((force.note.text, apart))
    if not rows and not several:
        return []
    if not rows:
        return [remark(say("Numbers by partner group are not shown: {n} rater of each group is needed.",
                           "Numbers by partner group are not shown: {n} raters of each group are needed.",
                           n=context.decision.least))]  # fmt: skip
    names = sorted({name for _text, apart in rows for name in apart})
    columns = [Column(say("median strength by partner group"), 3.0)]
    columns += [Column(paper.group_short(context, name), 1.0) for name in names]
    table = Table([_group_cells(text, apart, names) for text, apart in rows],
                  [*columns, Column(say("gap"), 0.5, "number")])  # fmt: skip
    return [table, remark(paper.small_groups(context.decision))]


def _group_cells(text: str, apart: Mapping[str, Spread], names: Sequence[str]) -> list[Cell]:
    medians = [each.median for each in apart.values() if each.median is not None]
    told = {group: say("{median} (n={n})", median=each.median, n=each.n) for group, each in apart.items()}
    gap = str(max(medians) - min(medians)) if len(medians) > 1 else DASH
    return [text, *(told.get(name, DASH) for name in names), gap]


def _sums_table(lines: Sequence[tuple[str, Totals]]) -> Block:
    of, mean = Column(say("of"), 0.6, "number"), Column(say("mean"), 0.8, "number")
    columns = [Column(say("when"), 1.6, "strong"), Column(say("D total"), 0.9, "number"), of, mean]
    columns += [Column(say("R total"), 0.9, "number"), of, mean]
    columns.append(Column(say("balance D \u2212 R"), 1.3, "number"))
    columns.append(Column(say("drivers' share"), 1.2, "number"))
    rows: list[TableRow] = []
    for name, sums in lines:
        cells: list[Cell] = [name]
        for side in SIDES:
            cells += [str(sums.total(side)), str(sums.count(side)), sums.mean_words(side)]
        rows.append([*cells, sums.balance_words, sums.share_words])
    return Table(rows, columns)


def _talked(run: StageRun, state: rules.State, context: paper.Context) -> list[Block]:
    """The forces that split the room: range, what was agreed, why."""
    wide = figures.wide(state)
    settled = [f for side in SIDES for f in figures.forces(state, side) if f.agreed and not f.spread["strength"].wide]
    if not wide and not settled:
        none = say("No force had a score.")
        close = say("No force had scores three or more apart.")
        return [remark((close if figures.scored(state) else none) if run.spans else paper.NOT_HELD)]
    columns = [Column(say("force"), 3.0), Column(say("scores"), 1.0), Column(say("n"), 0.5, "number")]
    columns += [Column(say("agreed"), 1.6), Column(say("reason"), 2.4, "small")]
    rows: list[TableRow] = []
    for f in [*wide, *settled]:
        spread = f.spread["strength"]
        rows.append([f.note.text, spread.words, str(spread.n), _agreed_words(f), f.reason])
    entered = say("What was agreed is what the facilitator entered; how many agreed was not counted.")
    return [Table(rows, columns), *([remark(entered)] if settled or any(f.agreed for f in wide) else [])]


def _agreed_words(force: Force) -> str:
    agreed, median = force.agreed.get("strength"), force.spread["strength"].median
    if agreed is None:
        return say("median stands")
    if agreed == median:
        return say("kept at {count}", count=agreed)
    return say("{count}, was {before}", count=agreed, before=DASH if median is None else median)


def _verdict(run: StageRun, state: rules.State, context: paper.Context) -> list[Block]:
    """Before against expected after, then how many said go, go if, not yet, and on which condition."""
    counts = figures.verdicts(state)
    asked = sum(counts.values())
    if not asked and not run.spans:
        return paper.not_held(run)
    found: list[Block] = []
    if state.after:
        lines = [(say("today"), figures.totals(state)), (say("expected after"), figures.totals(state, expected=True))]
        drawn = field(state, after=True)
        found += [keep(Heading(drawn.title, 3), drawn), keep(_sums_table(lines), remark(CAUTION))]
    words = Listed(
        tuple(say("{count} {verdict}", count=counts[each], verdict=label) for each, label in VERDICTS.items()), ""
    )
    said = say("The verdict of those who answered: {verdicts} (n={n}).", verdicts=words, n=context.n_of(asked))
    found.append(strong(said if asked else say("No verdict was taken.")))
    if asked:
        phones, hands = len(state.verdicts), sum(state.hands.values())
        how = [say("{n} by phone", "{n} by phone", n=phones)] * bool(phones) + [
            say("{n} by hands", "{n} by hands", n=hands)
        ] * bool(hands)
        counted = say("Counted {how}.", how=Listed(tuple(how)))
        whose = say("It was asked for by itself, and not worked out from the totals.")
        found.append(remark(paper.together(counted, whose)))
    if state.condition:
        found.append(Callout(state.condition, say("Go if:"), settled=True))
    return found


def marked(run: StageRun) -> bool:
    """Whether answers of single phones are kept: whether the change is clear, scores, or verdicts."""
    state: rules.State = run.state
    kept: dict[str, bool] = {"state": bool(state.clear), "score": bool(state.ratings), "read": bool(state.verdicts)}
    return kept.get(rules.phase_of(run), False)


def reckons(run: StageRun) -> bool:
    """Whether medians, totals and shares are printed: where something was scored or agreed."""
    state: rules.State = run.state
    known = any(f.strength is not None for side in SIDES for f in figures.forces(state, side))
    return known and rules.phase_of(run) == "score"


def first_wording(run: StageRun, note: Note) -> bool:
    """Whether the first wording of a note that was edited is printed with it: with what was not clear."""
    return rules.phase_of(run) == "state"


REPORT = Report(
    section,
    rows,
    marked=marked,
    first_wording=first_wording,
    reckons=reckons,
    published=published,
    counted=as_counted,
)
