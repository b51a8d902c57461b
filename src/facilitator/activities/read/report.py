"""The scenario workshop in the record: stories in full with their marks, critique by role, visions, ideas, offers."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from facilitator.activities import paper
from facilitator.activities.contract import Report
from facilitator.activities.read import rules
from facilitator.activities.read.scenarios import KINDS, Paragraph, Scenario
from facilitator.looks.blocks import (
    Band,
    Block,
    Callout,
    Cards,
    Cell,
    Column,
    Heading,
    Member,
    Table,
    TableRow,
    Text,
    body,
    cell,
    keep,
    remark,
)
from facilitator.model.method import Choice, Field
from facilitator.model.notes import LIVE, Note
from facilitator.model.people import Groups
from facilitator.model.run import StageRun

Row = dict[str, Any]
GUESSED = "guessed"
"""The answer that marks a concern as a guess about people who are not in the room."""


def section(run: StageRun, context: paper.Context) -> list[Block]:
    """What one part of the method left behind."""
    made = _SECTIONS.get(run.state.phase(run.id), _stories)
    return [*made(run, context), *paper.left_out(run, context)]


# ---------------------------------------------------------------------- the stories, with their marks


def _stories(run: StageRun, context: paper.Context) -> list[Block]:
    """Every story in full, the marks of each paragraph beside it, and what people wrote about it under it."""
    state: rules.State = run.state
    n, counts = state.readers(), state.counts()
    interest = str(run.stage.options.get("interest", ""))
    found: list[Block] = [body(interest)] if interest else []
    found.append(remark(_marked_words(run, n)))
    words = _words_of(run)
    for story in state.scenarios():
        title = Heading(story.name, 3, aside=story.values)
        rows: list[TableRow] = []
        for p in story.paragraphs:
            rows.append([str(p.number), _paragraph(p), *(str(counts[p.id][k.value]) for k in KINDS)])
            rows += [["", _said(note, context), "", "", "", ""] for note in words.pop(p.id, ())]
        columns = [Column("no.", 0.05, "small"), Column("as it was read", 0.62)]
        columns += [Column(f"{k.symbol} {k.label.lower()}", 0.095, "number") for k in KINDS]
        found += [title, Table(rows, columns)]
    rest = [note for notes in words.values() for note in notes]
    if rest:
        found.append(Heading("Words on the stories as a whole", 3))
        found += [_said(note, context) for note in rest]
    return found


def _marked_words(run: StageRun, n: int) -> str:
    state: rules.State = run.state
    if not run.spans:
        return "This stage was not held. The stories are printed as they were prepared."
    said = f"{paper.count(n, 'person', 'people')} marked something (n={n})."
    if state.hand_readers:
        said += f" {state.hand_readers} of them by hands or on paper."
    said += " A person could mark a paragraph in several ways. There was no vote for the best story."
    earlier = state.earlier()
    return f"{said} {paper.count(earlier, 'mark')} on an earlier wording left out." if earlier else said


def _paragraph(p: Paragraph) -> Cell:
    words = cell(p.text)
    if not p.added:
        return words
    return keep(words, remark("Added in the room, on purpose the other way."))


def _words_of(run: StageRun) -> dict[str, list[Note]]:
    found: dict[str, list[Note]] = {}
    for note in paper.standing(run):
        found.setdefault(str(note.fields.get("paragraph", "")), []).append(note)
    return found


def _said(note: Note, context: paper.Context) -> Text:
    mark = next((f"{k.symbol} {k.label}: " for k in KINDS if note.fields.get("mark") == k.value), "")
    group = f" ({context.groups.short(note.group)})" if note.group else ""
    return remark(f"{note.seq}  {mark}\u201c{note.text}\u201d{group}")


# ---------------------------------------------------------------------- critique by role and story


def _critique(run: StageRun, context: paper.Context) -> list[Block]:
    """Counts by role and story, then every entry under its story and role, guesses marked as guesses."""
    notes = paper.standing(run)
    if not notes:
        return paper.verbatim(run, context)
    found = [_by_role(run, notes, context), *_small_roles(run, notes, context)]
    joined = paper.joined_notes(run)
    kind = run.stage.columns
    for story, role, those in _split(run, notes):
        name = story.name if story else "No story named"
        who = context.groups.label(role) if role else "No role named"
        rows: list[TableRow] = []
        for choice in (*(kind.choices if kind else ()), Choice("", "Other")):
            same = [n for n in those if _kind_of(n, kind) == choice.value]
            if same:
                rows.append(Band(f"{choice.symbol} {choice.label}, {len(same)}".strip(), minor=True))
            for note in same:
                rows += paper.note_rows(run, note, joined.get(note.key, ()), context, told=("scenario", "role"))
        columns = [Column("no.", 0.06, "small"), Column("words as written", 0.74), Column("from", 0.2, "small")]
        found += [Heading(f"{name} \u2013 {who}", 3), Table(rows, columns)]
    return found


def _kind_of(note: Note, kind: Field | None) -> str:
    value = str(note.fields.get(kind.id, "")) if kind else ""
    return value if kind and any(c.value == value for c in kind.choices) else ""


def _role_of(note: Note) -> str:
    return str(note.fields.get("role") or note.group)


def _split(run: StageRun, notes: Sequence[Note]) -> list[tuple[Scenario | None, str, list[Note]]]:
    """The notes by story and role, in the order of the stories; those without a story last."""
    state: rules.State = run.state
    stories = {s.letter: s for s in state.scenarios()}
    roles = list(dict.fromkeys(_role_of(n) for n in notes))
    found = []
    for letter in (*stories, ""):
        for role in roles:
            there = [n for n in notes if _letter_of(n, stories) == letter and _role_of(n) == role]
            if there:
                found.append((stories.get(letter), role, there))
    return found


def _letter_of(note: Note, stories: dict[str, Scenario]) -> str:
    letter = str(note.fields.get("scenario", ""))
    return letter if letter in stories else ""


def _by_role(run: StageRun, notes: Sequence[Note], context: paper.Context) -> Block:
    """A row a role, a column a story: how many entries of each kind."""
    state: rules.State = run.state
    stories = state.scenarios()
    kind = run.stage.columns
    rows: list[TableRow] = []
    for role in dict.fromkeys(_role_of(n) for n in notes):
        cells: list[Cell] = [_role_cell(role, context)]
        for story in stories:
            there = [n for n in notes if _role_of(n) == role and n.fields.get("scenario") == story.letter]
            counted = [
                f"{c.label.lower()} {k}"
                for c in (kind.choices if kind else ())
                if (k := sum(_kind_of(n, kind) == c.value for n in there))
            ]
            cells.append(", ".join(counted) or (f"{len(there)}" if there else "\u2013"))
        rows.append([*cells, str(sum(_role_of(n) == role for n in notes))])
    columns = [Column("entries by role", 1.2), *(Column(s.name, 1.6) for s in stories), Column("all", 0.4, "number")]
    return Table(rows, columns)


def _role_cell(role: str, context: paper.Context) -> Cell:
    return Member(context.groups.no(role) or "other", context.groups.label(role)) if role else "none"


def _small_roles(run: StageRun, notes: Sequence[Note], context: paper.Context) -> list[Block]:
    """Which roles sat with another or are missing: what was written for those was guessed by others."""
    state: rules.State = run.state
    label = context.groups.label
    there = {n.group for n in notes}
    missing = [g.label for g in context.groups if g.id not in there]
    guessed = sum(bool(n.fields.get(GUESSED)) for n in notes)
    said = f"Nothing was written by: {', '.join(missing)}. " if missing and any(there) else ""
    said += "".join(f"{label(r)} were fewer than four and sat with {label(to)}. " for r, to in state.joined.items())
    if guessed:
        said += f"{paper.count(guessed, 'entry', 'entries')} marked as a guess on behalf of people not in the room."
    return [remark(said.strip())] if said else []


def _plenary(run: StageRun, context: paper.Context) -> list[Block]:
    told = "Each role group told its critique in two minutes; the others listened. The entries are printed above."
    words = told if run.spans else "This stage was not held."
    own = paper.verbatim(run, context) if run.own_notes() else []
    return [body(words), *own]


# ---------------------------------------------------------------------- visions side by side


def _visions(run: StageRun, context: paper.Context) -> list[Block]:
    """Visions beside each other, two and two, each with its role, headline, scene, people and values."""
    notes = paper.standing(run)
    if not notes:
        return paper.verbatim(run, context)
    return [Cards(tuple(_vision(note, run, context) for note in notes))]


def _vision(note: Note, run: StageRun, context: paper.Context) -> tuple[Block, ...]:
    field = run.stage.field("side")
    side = context.answer(field, note.fields["side"]) if field and note.fields.get("side") else ""
    title = str(note.fields.get("headline") or "Vision")
    role = context.groups.label(_role_of(note)) if _role_of(note) else ""
    parts: list[Block] = [Heading(title, 3, aside=", ".join(w for w in (role, side) if w))]
    parts.append(cell(note.text))
    for name in ("who", "values"):
        field = run.stage.field(name)
        if field and note.fields.get(name):
            parts.append(remark(_told(field, str(note.fields[name]))))
    parts.append(remark(f"no. {note.seq}{', wording edited by the facilitator' if note.edited else ''}"))
    return tuple(parts)


# ---------------------------------------------------------------------- ideas and offers


def _ideas(run: StageRun, context: paper.Context) -> list[Block]:
    """A card an idea: what, then everything else it says, and the element it serves."""
    notes = paper.standing(run)
    if not notes:
        return paper.verbatim(run, context)
    return [_card(note, run, context) for note in notes]


def _card(note: Note, run: StageRun, context: paper.Context) -> Block:
    state: rules.State = run.state
    told: list[str] = []
    for one in run.stage.fields:
        if value := note.fields.get(one.id):
            said = dict(state.choices(run.id, one)).get(str(value), "") if one.kind == "item" else ""
            told.append(_told(one, said or context.answer(one, value)))
    told.append(f"no. {note.seq}{f', theme group {note.table}' if note.table else ''}")
    if note.edited:
        told.append(f"First written: \u201c{note.original}\u201d")
    return keep(Callout(note.text, settled=True), remark("  \u00b7  ".join(told)))


def _told(field: Field, answer: str) -> str:
    """`Who: the caretaker`; what stands in brackets in a label is for those who write."""
    label = field.label.partition(" (")[0]
    return f"{label} {answer}" if label.endswith("?") else f"{label}: {answer}"


def _offers(run: StageRun, context: paper.Context) -> list[Block]:
    """The ideas in the order of the vote, each with who offers to lead and who supports it, and n of both."""
    state: rules.State = run.state
    notes = paper.standing(run)
    kind = run.stage.columns
    rows: list[TableRow] = []
    for item in state.feed():
        those = [n for n in notes if n.fields.get("idea") == item.id]
        if item.withdrawn:
            continue
        counts = [sum(_kind_of(n, kind) == c.value for n in those) for c in (kind.choices if kind else ())]
        score = "\u2013" if item.score is None else f"{item.score:g}"
        told = [remark(f"{_kind_label(n, kind)}: \u201c{n.text}\u201d") for n in those]
        rows.append([score, keep(cell(item.text), *told), *map(str, counts)])
    if not rows:
        return paper.verbatim(run, context)
    columns = [Column("dots", 0.1, "number"), Column("idea, with what people offered", 0.7)]
    columns += [Column(c.label.lower(), 0.12, "number") for c in (kind.choices if kind else ())]
    made: list[Block] = [Table(rows, columns)]
    loose = [n for n in notes if n.fields.get("idea") not in {i.id for i in state.feed()}]
    said = f"{paper.count(len(notes), 'offer')} in all (n={len(notes)}). An offer is no promise until it is in a plan."
    return [*made, *(_said(n, context) for n in loose), remark(said)]


def _kind_label(note: Note, kind: Field | None) -> str:
    value = _kind_of(note, kind)
    return next((c.label for c in (kind.choices if kind else ()) if c.value == value), "Offer")


_SECTIONS: dict[str, Callable[[StageRun, paper.Context], list[Block]]] = {
    rules.READ: _stories,
    rules.CRITIQUE: _critique,
    rules.PLENARY: _plenary,
    rules.VISION: _visions,
    rules.IDEAS: _ideas,
    rules.OFFERS: _offers,
}


# ---------------------------------------------------------------------- tables for the exports


def rows(run: StageRun, groups: Groups) -> dict[str, list[Row]]:
    """`marks` of the stories by paragraph; `critique` counted by role, story and kind; `offers` by idea."""
    phase = run.state.phase(run.id)
    if phase == rules.READ:
        return {"marks": _mark_rows(run)}
    if phase == rules.CRITIQUE:
        return {"critique": _critique_rows(run, groups)}
    return {"offers": _offer_rows(run)} if phase == rules.OFFERS else {}


def _mark_rows(run: StageRun) -> list[Row]:
    state: rules.State = run.state
    n, counts = state.readers(), state.counts()
    return [
        {"scenario": s.name, "paragraph": p.number, "text": p.text, "added_in_room": p.added, **counts[p.id], "n": n}
        for s in state.scenarios()
        for p in s.paragraphs
    ]


def _critique_rows(run: StageRun, groups: Groups) -> list[Row]:
    notes, kind = paper.having(run, LIVE), run.stage.columns
    found = []
    for story, role, those in _split(run, notes):
        for choice in kind.choices if kind else ():
            n = sum(_kind_of(note, kind) == choice.value for note in those)
            name = story.name if story else ""
            found.append({"scenario": name, "role": groups.label(role), "kind": choice.label, "n": n})
    return found


def _offer_rows(run: StageRun) -> list[Row]:
    state: rules.State = run.state
    notes, kind = paper.having(run, LIVE), run.stage.columns
    return [
        {"idea": item.text, "dots": item.score, **{c.value: _offers_of(notes, item.id, c.value, kind) for c in choices}}
        for choices in [kind.choices if kind else ()]
        for item in state.feed()
        if not item.withdrawn
    ]


def _offers_of(notes: Sequence[Note], idea: str, value: str, kind: Field | None) -> int:
    return sum(n.fields.get("idea") == idea and _kind_of(n, kind) == value for n in notes)


REPORT = Report(section, rows)
