"""What was said in the sessions of an open space: every topic in the order of the times, with each line as written."""

from __future__ import annotations

from facilitator.activities import paper
from facilitator.activities.market import figures
from facilitator.activities.market.facts import PARTS, State
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
)
from facilitator.model.notes import HIDDEN, MERGED, WITHDRAWN, Note
from facilitator.model.say import Listed, say


def reports(state: State) -> list[Block]:
    """Every topic in order with its report; which reports are missing, and the lines that belong to none."""
    topics = figures.reported(state)
    if not topics:
        return [body(say("No topic got a place, so there are no reports.")), *_strays(state)]
    found: list[Block] = [remark(paper.together(*_how_many(state, topics)))]
    missing = [note for note in topics if not state.report(note.key)]
    if missing:
        titles = Listed(tuple(figures.title_of(state, note) for note in missing), ";")
        found.append(Callout(say("{topics}.", topics=titles), say("No report was written:")))
    for note in topics:
        found += _topic(state, note)
    return [*found, *_strays(state)]


def _how_many(state: State, topics: list[Note]) -> list[str]:
    """How many topics had a place, how many of all were held, and how many had been prepared."""
    held = sum(figures.held(state, note) for note in topics)
    prepared = figures.seeded(state)
    return [
        say("{n} topic had a place and a time.", "{n} topics had a place and a time.", n=len(state.in_order())),
        say("{n} topic was held.", "{n} topics were held.", n=held),
        say(
            "{n} of all topics had been prepared beforehand.",
            "{n} of all topics had been prepared beforehand.",
            n=prepared,
        ),
    ]


def _strays(state: State) -> list[Block]:
    """The lines that say of no topic which they belong to."""
    lines = state.strays()
    if not lines:
        return []
    return [Heading(say("Lines without a topic"), 3), Table(_line_rows(state, lines), _line_columns())]


def _topic(state: State, note: Note) -> list[Block]:
    """One topic: where and when, who convened, who came, and every line of its report as it was written."""
    found: list[Block] = [Heading(figures.title_of(state, note), 3)]
    if note.status in (HIDDEN, WITHDRAWN):
        return [*found, *_gone(state, note), *_lines(state, note)]
    who = state.convener(note)
    where = say("{where}.", where=figures.cell_words(state, state.stood(note.key)))
    convened = say("Convened by {who}.", who=who) if who else say("An open conversation without a convener.")
    prepared = say("The topic had been prepared beforehand.") if note.fields.get("seeded") else ""
    found.append(body(paper.together(where, convened, prepared)))
    if question := str(note.fields.get("question", "")):
        found.append(body(question, say("The question:")))
    interested = say(
        "{n} had said that they were interested.",
        "{n} had said that they were interested.",
        n=state.interested(note.key),
    )
    found.append(remark(paper.together(_came(state, note), interested)))
    found += [remark(_joined(other)) for other in state.merged_from(note.key)]
    if not figures.held(state, note):
        found.append(remark(why_not(state, note)))
    elif note.status == MERGED or note.key in state.dropped:
        found.append(remark(_afterwards(state, note)))
    found += _lines(state, note)
    if readers := len(state.readers.get(note.key, ())):
        found.append(remark(say("{n} person has marked it as read.", "{n} people have marked it as read.", n=readers)))
    return found


def _gone(state: State, note: Note) -> list[Block]:
    """Of a topic that was taken back or withheld after people had written of it: where it met, what became of it."""
    where = say("{where}.", where=figures.cell_words(state, state.stood(note.key)))
    return [body(where), remark(paper.together(_came(state, note), why_not(state, note)))]


def _afterwards(state: State, note: Note) -> str:
    """What became of a topic after people had met about it."""
    if note.status == MERGED:
        into = state.notes.get(note.merged_into)
        return say("Joined with \u201c{topic}\u201d afterwards.", topic=into.text if into else "")
    why = state.dropped[note.key]
    if why and why != figures.AT_DESK:
        return say("Taken off the grid afterwards: {why}.", why=why)
    return say("Taken off the grid afterwards.")


def _lines(state: State, note: Note) -> list[Block]:
    """The report of a topic, part by part; in a sentence that there is none."""
    rows: list[TableRow] = []
    for part, label in PARTS.items():
        if lines := state.report(note.key, part):
            rows.append(Band(label, paper.lines_words(len(lines))))
            rows += _line_rows(state, lines)
    return [Table(rows, _line_columns())] if rows else [body(say("No report was written."))]


def _line_columns() -> list[Column]:
    return [Column(say("no."), 0.06, "small"), Column(say("as written"), 0.94)]


def _line_rows(state: State, lines: list[Note]) -> list[TableRow]:
    """Lines as they were written, each with those that were joined with it."""
    rows: list[TableRow] = []
    for line in lines:
        rows.append([paper.number(line), _line(line)])
        rows += [[paper.number(other), paper.joined_words(line.no, other)] for other in state.notes.sources(line.key)]
    return rows


def _joined(other: Note) -> str:
    title, convener = paper.quoted(other.text), str(other.fields.get("convener", ""))
    return say("Joined with it, as both conveners wanted: {title} ({convener}).", title=title, convener=convener)


def _came(state: State, note: Note) -> str:
    came = state.came.get(note.key)
    if not came:
        return say("Nobody noted who came.")
    return (
        say("{n} came: {names}.", "{n} came: {names}.", n=came.n, names=came.names)
        if came.names
        else say("{n} came.", "{n} came.", n=came.n)
    )


def _line(note: Note) -> Cell:
    words = cell(note.text)
    return keep(words, remark(paper.edited_words(note))) if note.edited else words


def why_not(state: State, note: Note) -> str:
    """Why a topic did not run, as a sentence."""
    if note.status == "merged":
        into = state.notes.get(note.merged_into)
        topic = into.text if into else ""
        return say("Its convener and the other one made it a part of \u201c{topic}\u201d.", topic=topic)
    if note.status in ("withdrawn", "hidden"):
        taken = say("Taken back.")
        return taken if note.status == "withdrawn" else say("Withheld.")
    if note.key in state.dropped:
        why = state.dropped[note.key]
        if why == figures.AT_DESK:
            return say("Taken off the grid at the desk.")
        return say("{why}.", why=why) if why else say("Taken off the grid by its convener.")
    if note.key in state.met:
        return say("Nobody came.")
    if state.cell(note.key) != ("", ""):
        return say("It had a place, but its time was not held.")
    if not state.convener(note) and note.key not in state.left:
        return say("Needs a convener before it can be placed.")
    return say("Has not picked a place yet.")
