"""A led conversation in the record: the lines that were agreed on, who takes them on, and how many support each."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from facilitator.activities import lenses, paper
from facilitator.activities.contract import Report
from facilitator.activities.discuss.rules import SUPPORT, State, takes_lines, takes_support
from facilitator.looks.blocks import Band, Block, Callout, Column, Named, Table, TableRow, Worn, remark
from facilitator.model.notes import Note
from facilitator.model.people import Groups
from facilitator.model.run import StageRun
from facilitator.model.say import Listed, as_day, say

Row = dict[str, Any]

NEXT_STEP = "next_step"
"""The kind of a line that needs somebody who takes it on."""
_TOLD = ("kind", "owner", "by")
DECISIONS = ("comment_id", "line", "kind", "owner", "by", "table", *SUPPORT, "n", "by_phone", "by_hands")
"""The columns of the decisions, which are exported even when there are none."""


def section(run: StageRun, context: paper.Context) -> list[Block]:
    """Lines with kind, owner, date and support; the steps nobody has taken on; then what is still open."""
    state: State = run.state
    lines = paper.standing(run)
    left_out = paper.left_out(run, context)
    if run.stage.options.get("parking") and run.spans:
        left_out = [_looked_through(context), *left_out]
        if not lines:
            return left_out
    if not lines and run.spans and not takes_lines(run.stage):
        return [remark(say("This part needed no writing.")), *left_out]
    if not lines:
        lost = _elsewhere(state, [])
        return [*paper.verbatim(run, context), *([remark(lost)] if lost else []), *left_out]
    found = [*_worn(run), *_focus(run, context), _lines(run, lines, context)]
    steps = [note for note in lines if _kind(run, note) == NEXT_STEP]
    found += [_unowned(note) for note in steps if not note.fields.get("owner")]
    if takes_support(run.stage):
        joined = paper.joined_notes(run)
        printed = [*lines, *(source for note in lines for source in joined.get(note.key, ()))]
        found.append(remark(paper.together(_how_counted(state, printed), _elsewhere(state, printed))))
        found += _agreed_on(run, lines)
    return [*found, *left_out]


def _looked_through(context: paper.Context) -> Block:
    """What the parking lot came to, where a part of the day is for looking through it."""
    parked = context.parked
    if not parked:
        return remark(say("Nothing was in the parking lot."))
    settled = sum(bool(note.outcome or note.outcome_words) for note in parked)
    said = say("{n} item stands under \u201cParking lot\u201d at the end, with what became of it.",
               "{n} items stand under \u201cParking lot\u201d at the end, with what became of each.",
               n=len(parked))  # fmt: skip
    have = say("{n} has an outcome.", "{n} have an outcome.", n=settled)
    return remark(paper.together(said, have if settled else say("None has an outcome yet.")))


def _worn(run: StageRun) -> list[Block]:
    lens = lenses.of(run.stage)
    return [Worn(lens.colour, lens.symbol, lens.full)] if lens else []


def _focus(run: StageRun, context: paper.Context) -> list[Block]:
    """The sentence that the room works on, where the stage looks for one: the line with most support."""
    lens = lenses.of(run.stage)
    line = lenses.agreed(run.items()) if lens is not None and lens.steers and not run.stage.decides else None
    note = run.notes.get(line.id) if line else None
    if line is None or note is None:
        return []
    counts = run.state.support(note.key)
    answered = sum(counts.values())
    said = say("{line} ({n} of {of} support it).", "{line} ({n} of {of} support it).", line=paper.quoted(line.text),
               n=counts["support"], of=answered)  # fmt: skip
    plain = say("{line} Nobody answered whether they support it.", line=paper.quoted(line.text))
    return [Callout(said if answered else plain, say("The focus:"), settled=True)]


def _kind(run: StageRun, note: Note) -> str:
    """The kind of a line; empty when it has none that the stage knows."""
    field, value = run.stage.field("kind"), str(note.fields.get("kind", ""))
    return value if field and value in {choice.value for choice in field.choices} else ""


def _kinds(run: StageRun, lines: Sequence[Note]) -> list[tuple[str, str]]:
    field = run.stage.field("kind")
    kinds = [(choice.value, choice.label) for choice in field.choices] if field else []
    if all(_kind(run, note) for note in lines):
        return kinds
    return [*kinds, ("", say("Other lines") if kinds else say("Lines"))]


def _lines(run: StageRun, lines: Sequence[Note], context: paper.Context) -> Block:
    """All lines in one table, under their kinds."""
    columns = [Column(say("no."), 0.5, "small"), Column(say("line, as written down"), 4.0)]
    columns += [Column(say("from"), 1.9, "small"), Column(say("who, by when"), 2.2)]
    voted = takes_support(run.stage) or any(sum(_counted(run.state, n.key)) for n in lines)
    if voted:
        columns += [Column(say("support"), 0.85, "number"), Column(say("live with"), 0.95, "number")]
        columns += [Column(say("not yet"), 0.8, "number"), Column(say("n"), 0.8, "number")]
    rows: list[TableRow] = []
    joined = paper.joined_notes(run)
    for value, label in _kinds(run, lines):
        those = [note for note in lines if _kind(run, note) == value]
        rows.append(Band(label, paper.lines_words(len(those)) if those else ""))
        if not those:
            rows.append(["", say("None."), *[""] * (len(columns) - 2)])
        for note in those:
            made = paper.note_rows(run, note, joined.get(note.key, ()), context, bold=True, told=_TOLD)
            counts = _support(run.state, note, context) if voted else []
            rows.append([*made[0], _owner(note), *counts])
            sources = {paper.number(source): source for source in joined.get(note.key, ())}
            for more in made[1:]:
                source = sources.get(more[0]) if isinstance(more[0], Named) else None
                own = _support(run.state, source, context) if voted and source else [""] * (len(columns) - 4)
                rows.append([*more, "", *own])
    return Table(rows, columns)


def _owner(note: Note) -> str:
    owner, by = str(note.fields.get("owner", "")), str(note.fields.get("by", ""))
    if not owner and note.fields.get("kind") == NEXT_STEP:
        owner = say("Nobody yet")
    if not by:
        return owner
    day = as_day(by)
    return say("{who}, by {day}", who=owner, day=day) if owner else say("by {day}", day=day)


def _support(state: State, note: Note, context: paper.Context) -> list[str]:
    """The three counts and how many answered; dashes where nobody did, since that is no answer of nought."""
    counts = state.support(note.key)
    answered = sum(counts.values())
    return [*(str(counts[choice]) if answered else "\u2013" for choice in SUPPORT), context.n_of(answered)]


def _unowned(note: Note) -> Block:
    by = str(note.fields.get("by", ""))
    line = say("{line} (by {day}).", line=note.text, day=as_day(by)) if by else say("{line}.", line=note.text)
    needs = say("Needs a person before it counts as a decision.")
    return Callout(paper.together(line, needs), say("No one yet:"))


def _agreed_on(run: StageRun, lines: Sequence[Note]) -> list[Block]:
    """Which lines nobody objected to, where the stage asks which are kept and nothing else in it says so."""
    if run.stage.decides or run.stage.field("kind"):
        return []
    state: State = run.state
    support = {note.no: state.support(note.key) for note in lines}
    kept = tuple(no for no, counts in support.items() if any(counts.values()) and not counts["not_yet"])
    not_yet = tuple(no for no, counts in support.items() if counts["not_yet"])
    silent = tuple(no for no, counts in support.items() if not any(counts.values()))
    told = [
        say("Nobody who answered said not yet to: no. {numbers}.", numbers=Listed(kept)) if kept else "",
        say("Someone said not yet to: no. {numbers}.", numbers=Listed(not_yet)) if not_yet else "",
        say("Nobody answered: no. {numbers}.", numbers=Listed(silent)) if silent and len(silent) < len(support) else "",
    ]
    return [remark(paper.together(*told))] if any(told) else []


def _elsewhere(state: State, printed: Sequence[Note]) -> str:
    """How many answers were to lines that are not printed, such as withdrawn ones."""
    keys = {note.key for note in printed}
    n = sum(sum(_counted(state, key)) for key in {*state.votes, *state.hands} - keys)
    said = say("{n} answer was to a line not printed here.", "{n} answers were to lines not printed here.", n=n)
    return said if n else ""


def _how_counted(state: State, lines: Sequence[Note]) -> str:
    counts = {note.no: _counted(state, note.key) for note in lines}
    phones, hands = sum(p for p, _h in counts.values()), sum(h for _p, h in counts.values())
    if not phones and not hands:
        return say("Nobody has answered these lines.")
    if not hands:
        return say("n is how many answered, by phone.")
    if not phones:
        return say("n is how many answered, by hands in the room.")
    mixed = [
        say("line {no}: {p} by phone and {h} by hands", no=seq, p=p, h=h) for seq, (p, h) in counts.items() if p and h
    ]
    if not mixed:
        return say("n is how many answered, by phone and by hands in the room.")
    return say("n is how many answered, by phone and by hands in the room ({lines}).", lines=paper.apart(*mixed))


def rows(run: StageRun, groups: Groups) -> dict[str, list[Row]]:
    """`decisions`: a row a line that stands, with its kind, owner, date, table and support."""
    state: State = run.state
    return {"decisions": [_row(state, run, note) for note in paper.standing(run)]}


def answered(run: StageRun) -> str:
    """How people could answer the lines of a stage, and how many did."""
    if not takes_support(run.stage):
        return ""
    said = [n for n in voters(run).values() if n is not None]
    fewest, most = min(said, default=0), max(said, default=0)
    if not most:
        return say("each person could then answer a line with support, can live with it, or not yet; nobody did")
    if fewest == most:
        return say(
            "each person could then answer a line with support, can live with it, or not yet; {n} did",
            "each person could then answer a line with support, can live with it, or not yet; {n} did",
            n=most,
        )
    return say("each person could then answer a line with support, can live with it, or not yet; from {fewest} to "
               "{most} did so for each", fewest=fewest, most=most)  # fmt: skip


def voters(run: StageRun) -> dict[int, int | None]:
    """How many answered each line that stands."""
    state: State = run.state
    found = [(note.no, sum(_counted(state, note.key))) for note in paper.standing(run)]
    return {no: n if n or takes_support(run.stage) else None for no, n in found}


def _row(state: State, run: StageRun, note: Note) -> Row:
    kind = run.stage.field("kind")
    chosen = note.fields.get("kind", "")
    labels = {c.value: c.label for c in kind.choices} if kind else {}
    support = state.support(note.key)
    phones, hands = _counted(state, note.key)
    asked = takes_support(run.stage) or phones or hands
    counts: Row = {choice: support[choice] if asked else "" for choice in SUPPORT}
    return {
        "comment_id": note.no,
        "line": note.text,
        "kind": labels.get(str(chosen), str(chosen)),
        "owner": str(note.fields.get("owner", "")),
        "by": str(note.fields.get("by", "")),
        "table": note.table,
        **counts,
        "n": phones + hands if asked else "",
        "by_phone": phones if asked else "",
        "by_hands": hands if asked else "",
    }


def _counted(state: State, line: str) -> tuple[int, int]:
    """How many answers to a line came by phone, and how many were counted as hands."""
    return len(state.votes.get(line, {})), sum(state.hands.get(line, {}).values())


def marked(run: StageRun) -> bool:
    """Whether single answers of phones to the lines are kept."""
    state: State = run.state
    return any(state.votes.values())


def first_wording(run: StageRun, note: Note) -> bool:
    """Whether the first wording of a note that was edited is printed with it: always."""
    return True


def owner(run: StageRun, note: Note) -> str:
    """Who takes a line on; empty for nobody."""
    return str(note.fields.get("owner", ""))


def lists(run: StageRun) -> bool:
    """Whether the section is a list of words: always."""
    return True


REPORT = Report(
    section,
    rows,
    always={"decisions": DECISIONS},
    answered=answered,
    voters=voters,
    marked=marked,
    first_wording=first_wording,
    lists=lists,
    owner=owner,
)
