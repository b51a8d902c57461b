"""A force field in the record: each part of the method prints what was made in it, every number with its n."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from facilitator.activities import paper
from facilitator.activities.contract import Report
from facilitator.activities.forces import figures, rules
from facilitator.activities.forces.facts import (
    CAUTION,
    EFFECTS,
    FORMULAS,
    SCALES,
    SIDES,
    VERDICTS,
    Force,
    Totals,
)
from facilitator.activities.forces.report_field import DASH, field
from facilitator.looks.blocks import (
    Band,
    Block,
    Callout,
    Cell,
    Column,
    Heading,
    Member,
    Table,
    TableRow,
    body,
    cell,
    keep,
    remark,
    strong,
)
from facilitator.model.notes import LIVE, MERGED, Note
from facilitator.model.people import Groups
from facilitator.model.run import StageRun

Row = dict[str, Any]

SIDE_WORDS = {"driver": "Driving forces (push towards it)", "restrainer": "Restraining forces (hold it back)"}


def section(run: StageRun, context: paper.Context) -> list[Block]:
    """What one part of the method left: the change, forces as named, the scored table and drawing, actions, verdict."""
    parts = {"state": _change, "name": _named, "merge": _merged, "score": _scored, "spread": _talked, "act": _actions}
    made = parts.get(rules.phase_of(run), _verdict)
    return [*made(run, run.state, context), *paper.left_out(run, context)]


def _held(run: StageRun) -> list[Block]:
    return [body("No contributions." if run.spans else "This stage was not held.")]


def _change(run: StageRun, state: rules.State, context: paper.Context) -> list[Block]:
    if not state.change and not run.spans:
        return _held(run)
    clear, unclear = figures.clarity(state)
    found: list[Block] = [Callout(state.change.sentence, "The change.", settled=True)]
    said = f"{clear} found it clear, {unclear} did not (n={clear + unclear})."
    found.append(remark(said if clear + unclear else "Nobody was asked whether it is clear."))
    for old in state.earlier:
        counts = f"{old.clear} clear, {old.unclear} not clear, then reworded"
        found.append(remark(f"Earlier wording ({counts}). {old.change.sentence}"))
    doubts = [n for n in state.doubts() if n.stage == run.id]
    if doubts:
        columns = [Column("no.", 0.06, "small"), Column("what was not clear", 0.74), Column("from", 0.2, "small")]
        rows = [row for n in doubts for row in paper.note_rows(run, n, (), context)]
        found.append(Table(rows, columns))
    return found


def _named(run: StageRun, state: rules.State, context: paper.Context) -> list[Block]:
    """Every force as it was first named, under its side; nobody saw them while they were written."""
    notes = [n for n in run.own_notes() if n.status in (LIVE, MERGED)]
    if not notes:
        return _held(run)
    columns = [Column("no.", 0.06, "small"), Column("force as written", 0.5), Column("who feels it", 0.24, "small")]
    columns.append(Column("from", 0.2, "small"))
    rows: list[TableRow] = []
    for side in SIDES:
        those = [n for n in notes if n.fields.get("side") == side]
        rows.append(Band(SIDE_WORDS[side], paper.count(len(those), "force")))
        for n in those:
            words = n.original or n.text
            rows.append([str(n.seq), words, str(n.fields.get("feels", "")), context.who(n)])
        if not those:
            rows.append(["", "None.", "", ""])
    return [Table(rows, columns)]


def _merged(run: StageRun, state: rules.State, context: paper.Context) -> list[Block]:
    if not any(state.notes_of(side) for side in SIDES):
        return _held(run)
    going = [state.scored(side) for side in SIDES]
    said = f"{len(going[0])} driving and {len(going[1])} restraining forces went forward to scoring."
    found: list[Block] = [body(said)]
    added = paper.having(run, LIVE)
    if added:
        found.append(remark("Added while sharing: " + "; ".join(_quoted(n) for n in added) + "."))
    joined = [n for n in state.notes.having(MERGED) if "side" in n.fields]
    if joined:
        said = f"{paper.count(len(joined), 'force')} joined with another; their numbers stand below."
        found.append(remark(said))
    aside = [n for side in SIDES for n in figures.left_aside(state, side)]
    if aside:
        found.append(remark("Set aside, not scored: " + "; ".join(_quoted(n) for n in aside) + "."))
    for one, other in figures.mirrors(state):
        pair = f"{_quoted(one)} and {_quoted(other)}"
        found.append(remark(f"Perhaps one idea and its absence on both sides: {pair}."))
    return found


def _quoted(note: Note) -> str:
    return f"\u201c{note.text}\u201d"


def _scored(run: StageRun, state: rules.State, context: paper.Context) -> list[Block]:
    """The table of both sides, the drawing with its totals and caution, the formulas."""
    if not any(state.scored(side) for side in SIDES):
        return _held(run)
    found: list[Block] = [_forces_table(state)]
    people = paper.count(figures.raters(state), "person", "people")
    said = f"Scored in private by {people}. Median and lowest to highest; n leaves out can't judge."
    found.append(remark(said))
    alike = figures.all_alike(state)
    if alike:
        found.append(remark(f"{paper.count(alike, 'person', 'people')} gave one number to every force."))
    found += _by_group(state, context)
    sums = figures.totals(state)
    drawn = field(state)
    found.append(keep(Heading(drawn.title, 3), drawn, _sums_table([("today", sums)]), remark(CAUTION)))
    return [*found, remark(FORMULAS)]


def _forces_table(state: rules.State) -> Block:
    columns = [Column("no.", 0.4, "small"), Column("force, and the numbers of its sources", 3.6)]
    columns += [Column("strength", 1.05), Column("n", 0.4, "number")]
    columns += [Column("changeability", 1.2), Column("n", 0.4, "number")]
    columns += [Column("leverage", 0.8, "number"), Column("reason", 1.6, "small")]
    rows: list[TableRow] = []
    for side in SIDES:
        those = figures.forces(state, side)
        rows.append(Band(SIDE_WORDS[side], paper.count(len(those), "force")))
        rows += [_force_row(state, force) for force in those]
        if not those:
            rows.append(["", "None. What would a parent add?", *[""] * 6])
    return Table(rows, columns)


def _force_row(state: rules.State, force: Force) -> list[Cell]:
    words: list[Block] = [cell(force.note.text, bold=True)]
    sources = state.notes.sources(force.note.key)
    if sources:
        numbers = ", ".join(str(n.seq) for n in sources)
        words.append(remark(f"{force.sources} sources: with no. {numbers}"))
    strength, change = (_number_words(force, scale) for scale in SCALES)
    return [
        str(force.note.seq), keep(*words), strength, str(force.spread["strength"].n), change,
        str(force.spread["changeability"].n), DASH if force.leverage is None else str(force.leverage), force.reason,
    ]  # fmt: skip


def _number_words(force: Force, scale: str) -> str:
    """`4 [1-5]`, and the number agreed where it differs from the median: `agreed 3, was 4 [1-5]`."""
    spread, agreed = force.spread[scale], force.agreed.get(scale)
    if agreed is None or (agreed == spread.median):
        return spread.words
    return f"agreed {agreed}" + (f", was {spread.words}" if spread.n else "")


def _by_group(state: rules.State, context: paper.Context) -> list[Block]:
    """The medians of partner groups, where every one of them has enough raters."""
    rows: list[TableRow] = []
    names: list[str] = []
    for force in (f for side in SIDES for f in figures.forces(state, side)):
        apart = figures.by_group(state, force.note.key, "strength")
        if apart:
            names = names or list(apart)
            medians = [s.median for s in apart.values() if s.median is not None]
            cells = [f"{apart[g].median} (n={apart[g].n})" if g in apart else DASH for g in names]
            rows.append([force.note.text, *cells, str(max(medians) - min(medians))])
    if not rows:
        return [remark("Numbers by partner group are not shown: some group has fewer than five raters.")]
    columns = [Column("median strength by partner group", 3.0)]
    columns += [Column(context.groups.short(name), 1.0) for name in names]
    return [Table(rows, [*columns, Column("gap", 0.5, "number")])]


def _sums_table(lines: Sequence[tuple[str, Totals]]) -> Block:
    columns = [Column("when", 1.6, "strong"), Column("D total", 0.9, "number"), Column("of", 0.6, "number")]
    columns += [Column("mean", 0.8, "number"), Column("R total", 0.9, "number"), Column("of", 0.6, "number")]
    columns += [Column("mean", 0.8, "number"), Column("balance D \u2212 R", 1.3, "number")]
    columns.append(Column("drivers' share", 1.2, "number"))
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
        return [remark("No force had scores three or more apart." if run.spans else "This stage was not held.")]
    columns = [Column("force", 3.0), Column("scores", 1.0), Column("n", 0.5, "number"), Column("agreed", 1.6)]
    columns.append(Column("reason", 2.4, "small"))
    rows: list[TableRow] = []
    for f in [*wide, *settled]:
        spread = f.spread["strength"]
        rows.append([f.note.text, spread.words, str(spread.n), _agreed_words(f), f.reason])
    return [Table(rows, columns)]


def _agreed_words(force: Force) -> str:
    agreed, median = force.agreed.get("strength"), force.spread["strength"].median
    if agreed is None:
        return "median stands"
    return f"kept at {agreed}" if agreed == median else f"{agreed}, was {DASH if median is None else median}"


def _actions(run: StageRun, state: rules.State, context: paper.Context) -> list[Block]:
    """Where effort pays, restrainers first, with the ideas for each force; then new drivers; what cannot be moved."""
    ideas = state.actions()
    forces = figures.leverage(state)
    if not ideas and not any(f.leverage for f in forces):
        return _held(run)
    columns = [Column("leverage", 0.7), Column("force", 2.4), Column("idea", 2.8), Column("who", 1.0)]
    columns.append(Column("first step", 1.8, "small"))
    rows: list[TableRow] = []
    for side in reversed(SIDES):
        rows.append(Band(SIDE_WORDS[side]))
        for f in (f for f in forces if f.side == side):
            rows += _force_ideas(f, state, context)
    new = [n for n in ideas if n.fields["effect"] == "add"]
    if new:
        rows.append(Band("New driving forces", paper.count(len(new), "idea")))
        rows += [["", "", *_idea(n, context)] for n in new]
    found: list[Block] = [Table(rows, columns)]
    unmovable = [f for f in forces if f.unmovable]
    if unmovable:
        words = "; ".join(f.note.text for f in unmovable)
        found.append(Callout(words + ".", "Hard to move from here, to plan to live with:"))
    if not ideas:
        found.append(Callout("Nobody wrote an idea. A picture without an action changes nothing."))
    return found


def _force_ideas(force: Force, state: rules.State, context: paper.Context) -> list[list[Cell]]:
    score: Cell = DASH
    if force.leverage is not None:
        product = remark(f"{force.strength} \u00d7 {force.changeability}")
        score = keep(cell(str(force.leverage), bold=True), product)
    ideas = state.actions(force.note.key)
    if not ideas:
        return [[score, force.note.text, "No idea yet.", "", ""]]
    first = [score, cell(force.note.text, bold=True), *_idea(ideas[0], context)]
    return [first, *(["", "", *_idea(n, context)] for n in ideas[1:])]


def _idea(note: Note, context: paper.Context) -> list[Cell]:
    effect = EFFECTS.get(str(note.fields.get("effect", "")), "")
    who = str(note.fields.get("who", ""))
    known = context.groups.get(who)
    owner: Cell = Member(context.groups.no(who), known.short) if known else (who or "Nobody yet")
    words = cell(note.text, f"{effect[:1].upper()}{effect[1:]}:")
    return [words, owner, str(note.fields.get("first_step", ""))]


def _verdict(run: StageRun, state: rules.State, context: paper.Context) -> list[Block]:
    """Before against expected after, then how many said go, go if, not yet, and on which condition."""
    counts = figures.verdicts(state)
    asked = sum(counts.values())
    if not asked and not run.spans:
        return _held(run)
    found: list[Block] = []
    if state.after:
        lines = [("today", figures.totals(state)), ("expected after", figures.totals(state, expected=True))]
        drawn = field(state, after=True)
        found.append(keep(Heading(drawn.title, 3), drawn, _sums_table(lines), remark(CAUTION)))
    words = ", ".join(f"{counts[choice]} {label}" for choice, label in VERDICTS.items())
    phones, hands = len(state.verdicts), sum(state.hands.values())
    how = " and ".join(p for p in (f"{phones} by phone" * bool(phones), f"{hands} by hands" * bool(hands)) if p)
    said = f"The room's verdict: {words} (n={asked})." if asked else "No verdict was taken."
    found.append(strong(said))
    if asked:
        said = f"Counted {how}. The verdict is the room's; it was not worked out from the totals."
        found.append(remark(said))
    if state.condition:
        found.append(Callout(state.condition, "Go if:", settled=True))
    return found


def rows(run: StageRun, groups: Groups) -> dict[str, list[Row]]:
    """`forces` and `force_actions`, once for the whole field: with the part that scores, or that acts."""
    state: rules.State = run.state
    phase = rules.phase_of(run)
    if phase == "score":
        return {"forces": [_force_export(f) for side in SIDES for f in figures.forces(state, side)]}
    if phase == "act":
        return {"force_actions": [_action_export(state, n) for n in state.actions()]}
    if phase == "read":
        return {"verdicts": [_verdict_export(state)]}
    return {}


def _force_export(force: Force) -> Row:
    found: Row = {"comment_id": force.note.seq, "side": force.side, "force": force.note.text, "sources": force.sources}
    for scale in SCALES:
        s = force.spread[scale]
        found |= {f"{scale}_median": s.median, f"{scale}_min": s.low, f"{scale}_max": s.high, f"{scale}_n": s.n}
        found |= {f"{scale}_cannot_judge": s.unable, f"{scale}_agreed": force.agreed.get(scale, "")}
    found |= {"leverage": force.leverage, "reason": force.reason, "expected_after": force.after}
    return {name: "" if value is None else value for name, value in found.items()}


def _action_export(state: rules.State, note: Note) -> Row:
    on = state.notes.get(note.fields.get("force", ""))
    side = str(on.fields.get("side", "")) if on else ""
    found: Row = {"comment_id": note.seq, "force": on.text if on else "", "side": side, "idea": note.text}
    found |= {name: str(note.fields.get(name, "")) for name in ("effect", "who", "first_step")}
    return {**found, "table": note.table}


def _verdict_export(state: rules.State) -> Row:
    counts = figures.verdicts(state)
    sums = figures.totals(state)
    return {
        **counts, "n": sum(counts.values()), "condition": state.condition, "D": sums.drivers, "R": sums.restrainers,
        "balance": sums.balance, "drivers_share": "" if sums.share is None else round(sums.share, 2),
    }  # fmt: skip


REPORT = Report(section, rows)
