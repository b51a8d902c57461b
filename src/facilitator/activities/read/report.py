"""The scenario workshop in the record: stories in full with their marks, critique by role, visions, ideas, offers."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from facilitator.activities import paper
from facilitator.activities.contract import Report
from facilitator.activities.read import rules
from facilitator.activities.read.report_rows import as_counted, kind_of, kinds_of, letter_of, role_of, rows, split
from facilitator.activities.read.scenarios import KINDS, Paragraph
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
from facilitator.model.method import Field
from facilitator.model.notes import LIVE, Note
from facilitator.model.record import shown_table
from facilitator.model.run import StageRun
from facilitator.model.say import Listed, own_words, say

Row = dict[str, Any]
GUESSED = "guessed"
"""The answer that marks a concern as a guess about people who are not in the room."""


_COUNTED = {
    "like": say("+ like"),
    "worry": say("! worry"),
    "unlikely": say("? unlikely"),
    "missing": say("\u2026 missing"),
}
"""The marks as they stand over their counts."""
_MARKED = {
    "like": say("+ Like"),
    "worry": say("! Worry"),
    "unlikely": say("? Unlikely"),
    "missing": say("\u2026 Missing"),
}
"""The marks as they stand before somebody's words."""


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
            for note in words.pop(p.id, ()):
                rows += [["", said, "", "", "", ""] for said in _said_with(run, note, context)]
        columns = [Column(say("no."), 0.05, "small"), Column(say("as it was read"), 0.62)]
        columns += [Column(_COUNTED[k.value], 0.095, "number") for k in KINDS]
        found += [title, Table(rows, columns)]
    rest = [note for notes in words.values() for note in notes]
    if rest:
        found.append(Heading(say("Words on the stories as a whole"), 3))
        found += [said for note in rest for said in _said_with(run, note, context)]
    return found


def _marked_words(run: StageRun, n: int) -> str:
    state: rules.State = run.state
    if not run.spans:
        return say("This stage was not held. The stories are printed as they were prepared.")
    hands, earlier = state.hand_readers, state.earlier()
    left = say("{n} mark on an earlier wording left out.", "{n} marks on an earlier wording left out.", n=earlier)
    return paper.together(
        say("{n} person marked something (n={n}).", "{n} people marked something (n={n}).", n=n),
        say("{n} of them by hands or on paper.", "{n} of them by hands or on paper.", n=hands) if hands else "",
        say("A person could mark a paragraph in several ways. There was no vote for the best story."),
        left if earlier else "",
    )


def _paragraph(p: Paragraph) -> Cell:
    words = cell(p.text)
    if not p.added:
        return words
    return keep(words, remark(say("Added in the room, on purpose the other way.")))


def _words_of(run: StageRun) -> dict[str, list[Note]]:
    found: dict[str, list[Note]] = {}
    for note in paper.standing(run):
        found.setdefault(str(note.fields.get("paragraph", "")), []).append(note)
    return found


def _said_with(run: StageRun, note: Note, context: paper.Context) -> list[Text]:
    """What somebody said, and under it what was joined with it."""
    return [_said(note, context), *paper.joined_under(run, note)]


def _said(note: Note, context: paper.Context) -> Text:
    said = paper.quoted(note.text)
    if context.may_name(note.group, note.key):
        said = say("{words} ({group})", words=said, group=context.groups.short(note.group))
    if mark := next((k for k in KINDS if note.fields.get("mark") == k.value), None):
        said = say("{mark}: {words}", mark=_MARKED[mark.value], words=said)
    return remark(say("{no}  {words}", no=note.no, words=said))


# ---------------------------------------------------------------------- critique by role and story


def _critique(run: StageRun, context: paper.Context) -> list[Block]:
    """Counts by role and story, then every entry under its story and role, guesses marked as guesses."""
    notes = paper.standing(run)
    if not notes:
        return paper.verbatim(run, context)
    found = [_by_role(run, notes, context), *_small_roles(run, notes, context)]
    joined = paper.joined_notes(run)
    kind = run.stage.columns
    for story, role, those in split(run, notes, lambda note: _role(note, context)):
        name = story.name if story else say("No story named")
        who = context.groups.label(role) if role else _no_role(notes)
        rows: list[TableRow] = []
        for choice in kinds_of(kind):
            same = [n for n in those if kind_of(n, kind) == choice.value]
            if same:
                rows.append(Band(paper.counted_choice(choice, len(same)), minor=True))
            for note in same:
                rows += paper.note_rows(run, note, joined.get(note.key, ()), context, told=("scenario", "role"))
        title = say("{story} \u2013 {role}", story=name, role=who)
        found += [Heading(title, 3), Table(rows, paper.words_columns())]
    return found


def _by_role(run: StageRun, notes: Sequence[Note], context: paper.Context) -> Block:
    """A row a role, a column a story: how many entries of each kind."""
    state: rules.State = run.state
    stories = {story.letter: story for story in state.scenarios()}
    letters = [letter for letter in (*stories, "") if letter or any(not letter_of(n, stories) for n in notes)]
    kind = run.stage.columns
    rows: list[TableRow] = []
    for role in dict.fromkeys(_role(n, context) for n in notes):
        cells: list[Cell] = [_role_cell(role, context) if role else _no_role(notes)]
        for letter in letters:
            there = [n for n in notes if _role(n, context) == role and letter_of(n, stories) == letter]
            counted = [
                say("{answer} {count}", answer=c.label, count=k)
                for c in kinds_of(kind)
                if (k := sum(kind_of(n, kind) == c.value for n in there))
            ]
            many = say("{answers}", answers=Listed(tuple(counted), ""))
            cells.append(many if counted else str(len(there)) if there else "\u2013")
        rows.append([*cells, str(sum(_role(n, context) == role for n in notes))])
    columns = [
        Column(say("entries by role"), 1.2),
        *(Column(stories[one].name if one else say("No story named"), 1.6) for one in letters),
    ]
    return Table(rows, [*columns, Column(say("all"), 0.4, "number")])


def _role_cell(role: str, context: paper.Context) -> Cell:
    return Member(context.groups.no(role) or "other", context.groups.label(role))


def _role(note: Note, context: paper.Context) -> str:
    """The role that an entry speaks for, where it may stand beside words: else it would point to somebody."""
    role = role_of(note)
    return role if context.may_name(role, note.key) else ""


def _no_role(notes: Sequence[Note]) -> str:
    """What stands where no role is told: of some it may be that too few people have it."""
    return say("Role not told") if any(role_of(note) for note in notes) else say("No role named")


def _small_roles(run: StageRun, notes: Sequence[Note], context: paper.Context) -> list[Block]:
    """Which roles sat with another or are missing: what was written for those was guessed by others."""
    state: rules.State = run.state
    label = context.groups.label
    there = {n.group for n in notes}
    missing = [g.label for g in context.groups if g.id not in there]
    guessed = sum(bool(n.fields.get(GUESSED)) for n in notes)
    silent = say("Nothing was written by: {roles}.", roles=Listed(tuple(missing), ""))
    said = [silent] if missing and any(there) else []
    said += [say("{role} sat with {other}.", role=label(role), other=label(to)) for role, to in state.joined.items()]
    if guessed:
        said.append(
            say(
                "{n} entry marked as a guess on behalf of people not in the room.",
                "{n} entries marked as a guess on behalf of people not in the room.",
                n=guessed,
            )
        )
    return [remark(paper.together(*said))] if said else []


def _plenary(run: StageRun, context: paper.Context) -> list[Block]:
    state: rules.State = run.state
    critique = [note for note in state.notes.having(LIVE) if state.phase(note.stage) == rules.CRITIQUE]
    told = paper.together(
        say("Here the role groups could tell each other what they had written."),
        say("Their entries stand under the stage in which they wrote them."),
    )
    if not critique:
        told = say("Nothing was written before for the role groups to tell.")
    own = paper.verbatim(run, context) if run.own_notes() else []
    return [*paper.not_held(run, told), *own]


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
    title = str(note.fields.get("headline") or say("Vision"))
    role = context.groups.label(_role(note, context)) if _role(note, context) else ""
    both = say("{role}, {side}", role=role, side=side)
    parts: list[Block] = [Heading(title, 3, aside=both if role and side else role or side)]
    parts.append(cell(note.text))
    for name in ("who", "values"):
        field = run.stage.field(name)
        if field and note.fields.get(name):
            parts.append(remark(_told(field, str(note.fields[name]))))
    edited = say("no. {no}, wording edited by the facilitator", no=note.no)
    parts.append(remark(edited if note.edited else say("no. {no}", no=note.no)))
    return (*parts, *paper.joined_under(run, note))


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
    table = shown_table(note, context.cells, decides=run.stage.decides)
    by = say("no. {no}, theme group {table}", no=note.no, table=table)
    told.append(by if table else say("no. {no}", no=note.no))
    if note.edited:
        guarded = paper.edited_words(note) if note.guarded else ""
        told.append(guarded or say("First written: {words}", words=paper.quoted(note.original)))
    return keep(Callout(note.text, settled=True), remark(_dotted(told)), *paper.joined_under(run, note))


def _dotted(parts: Sequence[str]) -> str:
    """Parts with dots between them."""
    said = parts[0]
    for part in parts[1:]:
        said = say("{one}  \u00b7  {two}", one=said, two=part)
    return said


def _told(field: Field, answer: str) -> str:
    """`Who: the caretaker`; what stands in brackets in a label is for those who write."""
    label = field.label if " (" not in field.label else own_words(field.label.partition(" (")[0])
    if label.endswith("?"):
        return paper.together(label, answer)
    return say("{label}: {answer}", label=label, answer=answer)


def _offers(run: StageRun, context: paper.Context) -> list[Block]:
    """The ideas in the order of the vote, each with who offers to lead and who supports it, and n of both."""
    state: rules.State = run.state
    notes = paper.standing(run)
    kind = run.stage.columns
    rows: list[TableRow] = []
    for item in state.feed():
        those = [n for n in notes if n.fields.get("idea") in (item.id, *item.joined)]
        if item.withdrawn:
            continue
        counts = [sum(kind_of(n, kind) == c.value for n in those) for c in (kind.choices if kind else ())]
        score = "\u2013" if item.score is None else f"{item.score:g}"
        told = [part for n in those for part in _offer(run, n, kind)]
        rows.append([score, keep(cell(item.called), *told), *map(str, counts)])
    if not rows:
        return paper.verbatim(run, context)
    columns = [Column(say("dots"), 0.1, "number"), Column(say("idea, with what people offered"), 0.7)]
    columns += [Column(c.label, 0.12, "number") for c in (kind.choices if kind else ())]
    made: list[Block] = [Table(rows, columns)]
    known = {part for i in state.feed() if not i.withdrawn for part in (i.id, *i.joined)}
    loose = [n for n in notes if n.fields.get("idea") not in known]
    said = say("{n} offer in all (n={n}).", "{n} offers in all (n={n}).", n=len(notes))
    plan = say("An offer is not a promise until it is in a plan.")
    return [*made, *(said for n in loose for said in _said_with(run, n, context)), remark(paper.together(said, plan))]


def _offer(run: StageRun, note: Note, kind: Field | None) -> list[Text]:
    said = say("{kind}: {words}", kind=_kind_label(note, kind), words=paper.quoted(note.text))
    return [remark(said), *paper.joined_under(run, note)]


def _kind_label(note: Note, kind: Field | None) -> str:
    value = kind_of(note, kind)
    return next((c.label for c in (kind.choices if kind else ()) if c.value == value), say("Offer"))


_SECTIONS: dict[str, Callable[[StageRun, paper.Context], list[Block]]] = {
    rules.READ: _stories,
    rules.CRITIQUE: _critique,
    rules.PLENARY: _plenary,
    rules.VISION: _visions,
    rules.IDEAS: _ideas,
    rules.OFFERS: _offers,
}


def marked(run: StageRun) -> bool:
    """Whether marks of single phones on the stories are kept."""
    state: rules.State = run.state
    return state.phase(run.id) == rules.READ and bool(state.marks)


def first_wording(run: StageRun, note: Note) -> bool:
    """Whether the first wording of a note that was edited is printed with it: in the critique and with ideas."""
    return run.state.phase(run.id) in (rules.CRITIQUE, rules.IDEAS)


REPORT = Report(section, rows, marked=marked, first_wording=first_wording, counted=as_counted)
