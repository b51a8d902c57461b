"""Printing people's words: shared by every activity that collects them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

from facilitator.looks.blocks import (
    Band,
    Block,
    Cell,
    Column,
    Counted,
    Member,
    Named,
    Source,
    Table,
    TableRow,
    Text,
    body,
    cell,
    keep,
    narrowed,
    remark,
)
from facilitator.model.entry import public
from facilitator.model.method import Choice, Field
from facilitator.model.mixing import keeps_nobody
from facilitator.model.notes import HIDDEN, LIVE, MERGED, PARKED, REFILED, WITHDRAWN, Note
from facilitator.model.people import Groups
from facilitator.model.record import shown_table
from facilitator.model.run import StageRun
from facilitator.model.say import Day, Listed, as_day, own_words, say
from facilitator.model.suppression import Decision, place
from facilitator.model.zones import UNKNOWN

NOTHING, NOT_HELD = say("No contributions."), say("This stage was not held.")
COUNTS = {"counts": ("question", "answer", "n")}
"""The table of counted answers, which several activities fill, with its columns."""
_OTHER = " "
"""Stands for any answer that a field does not know, which a method of another release may have had; none is a space."""
_LONG = 1500
"""From so many characters on, what is said about a note stands in a row of its own, so that pages can break it."""


@dataclass(frozen=True)
class Context:
    """What a section is made with. `now` (milliseconds since 1970) is the moment of printing.

    `took_part` is how many people there were on the day; 0 when nobody knows. Times are told in `zone`. `written` are
    the workshop's notes by their keys, each with the stage it was written in; `elsewhere` the title of the stage in
    whose section a note stands in full, by its key, where that is not its own. `cells` are the groups at tables that
    may be named beside words (see `record.cells`), `parked` what stands in the parking lot. `decision` says what may be
    told by partner group, `workshop` is the id of the workshop. `named` are the groups that may stand beside what
    somebody wrote, None where any may; `unnamed` the keys of the notes beside which none may.
    """

    groups: Groups
    now: int
    took_part: int = 0
    zone: str = UNKNOWN
    written: Mapping[str, tuple[StageRun, Note]] = field(default_factory=dict)
    elsewhere: Mapping[str, str] = field(default_factory=dict)
    cells: Collection[tuple[str, str]] = ()
    parked: Sequence[Note] = ()
    decision: Decision = field(default_factory=Decision)
    workshop: str = ""
    named: Collection[str] | None = None
    unnamed: Collection[str] = ()

    def where(self, run: StageRun) -> str:
        """What a stage is called in the figures that the decision tells of."""
        return place(self.workshop, run.id)

    def may_name(self, group: str, key: str) -> bool:
        """Whether a partner group may stand beside what one of its people wrote, by the key of the note."""
        return bool(group) and (self.named is None or group in self.named) and key not in self.unnamed

    def n_of(self, n: int) -> str:
        """`8 of 25`: how many of those who took part; the number alone where nobody knows, or more answered."""
        return (
            say("{count} of {of}", count=n, of=self.took_part)
            if 0 <= n <= self.took_part and self.took_part
            else str(n)
        )

    def who(self, run: StageRun, note: Note) -> Cell:
        """A note's partner group, with its symbol, and its table: what the stage kept, which may be nothing, and of the
        table only what points to nobody.
        """
        table = shown_table(note, self.cells, decides=run.stage.decides)
        if not self.may_name(note.group, note.key):
            return say("Table {no}", no=table) if table and not note.group else ""
        group = self.groups.short(note.group)
        said = say("{group}, table {no}", group=group, no=table) if table else group
        return Member(self.groups.no(note.group) or "other", said)

    def answer(self, field: Field, value: object) -> str:
        """An answer as people read it."""
        if field.kind == "group":
            return self.groups.label(str(value))
        if field.kind == "date":
            return date_words(str(value))
        return next((c.label for c in field.choices if c.value == value), str(value))


def number(note: Note) -> Named:
    """The number of a note where it stands word for word, so that figures can lead to it."""
    return Named(str(note.no), source_id(note.key))


def counted(notes: Sequence[Note], figure: str = "") -> Counted:
    """How many notes there are, or another figure that was counted from them, with these."""
    known = sorted(notes, key=lambda note: note.no)
    return Counted(figure or str(len(known)), tuple(Source(source_id(note.key), str(note.no)) for note in known))


def source_id(key: str) -> str:
    """What the comment of that key is called in a document that can be gone about in: leads nowhere else."""
    return f"c-{public(key)}"


def date_words(iso_date: str) -> str:
    """`2011-11-15` as `15 November 2011`; anything else as it is."""
    day = as_day(iso_date)
    return say("{day}", day=day) if isinstance(day, Day) else day


def notes_words(n: int) -> str:
    """`1 note`, `2 notes`."""
    return say("{n} note", "{n} notes", n=n)


def lines_words(n: int) -> str:
    """`1 line`, `2 lines`."""
    return say("{n} line", "{n} lines", n=n)


def not_held(run: StageRun, otherwise: str = NOTHING) -> list[Block]:
    """Of a stage that left nothing: whether it was held at all."""
    return [body(otherwise if run.spans else NOT_HELD)]


def together(*sentences: str) -> str:
    """Whole sentences one after another, in one paragraph; empty ones are left out."""
    said = ""
    for sentence in filter(None, sentences):
        said = say("{one} {two}", one=said, two=sentence) if said else sentence
    return said


def group_label(context: Context, group: str) -> str:
    """What a group is called by which people are told: several partner groups that were settled to be one, or one."""
    return next((each.label for each in context.decision.reported if each.id == group), context.groups.label(group))


def group_short(context: Context, group: str) -> str:
    """The same, as short as it is called over a column."""
    return next((each.label for each in context.decision.reported if each.id == group), context.groups.short(group))


def small_groups(decision: Decision) -> str:
    """Why some partner groups do not stand in a table."""
    return say(
        "Groups without an answer are not shown, nor any group that would reveal one by subtraction.",
        "Groups with fewer than {n} answers are not shown, nor any group that would reveal one by subtraction.",
        n=decision.least,
    )


def apart(*parts: str) -> str:
    """Parts of a sentence with semicolons between them."""
    if len(parts) < 2:
        return parts[0] if parts else ""
    return say("{parts}", parts=Listed(parts, ";"))


def quoted(words: str) -> str:
    """Somebody's words in quotation marks."""
    return say("\u201c{words}\u201d", words=words)


def choice_words(choice: Choice) -> str:
    """An answer to choose, with its symbol before it."""
    return say("{symbol} {label}", symbol=choice.symbol, label=choice.label) if choice.symbol else choice.label


def having(run: StageRun, status: str) -> list[Note]:
    """The notes written in this very stage that have a status, in order."""
    return [note for note in run.own_notes() if note.status == status]


def standing(run: StageRun) -> list[Note]:
    """The notes of this very stage that are printed by themselves: live ones."""
    return having(run, LIVE)


def reasons(notes: Sequence[Note]) -> Listed:
    """The reasons of withheld notes, counted: `names a person 2, no reason given 1`."""
    counted: dict[str, int] = {}
    for note in notes:
        reason = own_words(note.reason) if note.reason else say("no reason given")
        counted[reason] = counted.get(reason, 0) + 1
    return Listed(tuple(say("{reason} {count}", reason=reason, count=n) for reason, n in counted.items()), "")


def verbatim(run: StageRun, context: Context, *, told: Collection[str] = ()) -> list[Block]:
    """Every note that stands, under the question it answers, as it was written and in the order it came.

    `told` are the stage's fields that are said elsewhere.
    """
    notes = [note for note in standing(run) if note.key not in context.elsewhere]
    away = _elsewhere(run, context)
    if not notes:
        return [*(away or not_held(run)), *_answers_apart(run, context, told)]
    asks = list(dict.fromkeys([*run.stage.asks, *(n.question for n in notes if n.question)]))
    first = asks[0] if asks else ""
    joined = joined_notes(run)
    rows: list[TableRow] = []
    for question in asks or [""]:
        those = [note for note in notes if (note.question or first) == question]
        if question:
            rows.append(Band(question, notes_words(len(those)) if those else ""))
        rows += _sorted_rows(run, those, joined, context, told) if those else [["", NOTHING, ""]]
    columns = words_columns()
    if not any(note.group or note.table for note in run.own_notes()):
        columns, rows = columns[:2], narrowed(rows, 2)
    return [*away, Table(rows, columns), *_answers_apart(run, context, told)]


def _elsewhere(run: StageRun, context: Context) -> list[Block]:
    """Where the notes stand that are printed in full under another stage."""
    stages = Counter(context.elsewhere[note.key] for note in standing(run) if note.key in context.elsewhere)
    return [
        body(
            say(
                "{n} note stands word for word under {stage}, with its number.",
                "{n} notes stand word for word under {stage}, each with its number.",
                n=n,
                stage=quoted(stage),
            )
        )
        for stage, n in stages.items()
    ]


def _answers_apart(run: StageRun, context: Context, told: Collection[str]) -> list[Block]:
    """Where nobody is kept: what else was answered, each question by itself, in no order that tells who; also with
    words that were joined with others or parked.
    """
    rows: list[TableRow] = []
    notes = [note for note in run.own_notes() if note.status in (LIVE, MERGED, PARKED)]
    for each in run.stage.fields if keeps_nobody(run) else ():
        given = sorted((context.answer(each, n.fields[each.id]) for n in notes if n.fields.get(each.id)), key=str)
        if given and not each.columns and each.id not in told:
            counts = Counter(given) if each.kind not in ("text", "date") else {}
            rows.append(Band(each.label, say("{n} answer", "{n} answers", n=len(given))))
            rows += [[say("{answer}, {times}", answer=answer, times=n)] for answer, n in counts.items()] or [
                [answer] for answer in given
            ]
    return [Table(rows, [Column(say("answers, each question by itself"), 1.0)])] if rows else []


def words_columns() -> list[Column]:
    """The columns of a table of notes: number, words, from whom."""
    columns = [Column(say("no."), 0.06, "small"), Column(say("words as written"), 0.74)]
    return [*columns, Column(say("from"), 0.2, "small")]


def left_out(run: StageRun, context: Context) -> list[Block]:
    """A small line on notes that are not printed here: withheld, withdrawn, parked. None of their words."""
    hidden, gone, parked, moved = (having(run, status) for status in (HIDDEN, WITHDRAWN, PARKED, REFILED))
    said = []
    if n := len(hidden):
        why = reasons(hidden)
        said.append(say("{n} item withheld ({reasons}).", "{n} items withheld ({reasons}).", n=n, reasons=why))
    if n := len(gone):
        said.append(say("{n} item withdrawn.", "{n} items withdrawn.", n=n))
    if n := len(parked):
        said.append(say("{n} item moved to the parking lot.", "{n} items moved to the parking lot.", n=n))
    if n := len(moved):
        said.append(say("{n} item filed again under another heading.", "{n} items filed again under another heading.",
                        n=n))  # fmt: skip
    if n := run.took_late:
        said.append(say("{n} item came late and was taken.", "{n} items came late and were taken.", n=n))
    if n := len(run.late):
        said.append(say("{n} item came late and was not taken.", "{n} items came late and were not taken.", n=n))
    return [remark(together(*said))] if said else []


def joined_notes(run: StageRun) -> dict[str, list[Note]]:
    """The notes joined into another, by the key of that one, in the order they came; none that was withheld since."""
    into = dict.fromkeys(note.merged_into for note in run.notes.having(MERGED))
    return {key: run.notes.sources(key) for key in into}


def note_rows(
    run: StageRun,
    note: Note,
    joined: Sequence[Note],
    context: Context,
    *,
    bold: bool = False,
    told: Collection[str] = (),
    sorts: bool = True,
) -> list[list[Cell]]:
    """The rows of one note: number, words, from whom; then those of the notes `joined` with it.

    `told` are the stage's fields that are said elsewhere, as is the one that `sorts` its board. Where nobody is kept no
    other answer stands beside the words: together they would tell whose they are.
    """
    apart_from = keeps_nobody(run)
    fields = [f for f in run.stage.fields if not ((f.columns and sorts) or f.id in told or apart_from)]
    extras = _extras(note, fields, len(joined), context)
    no, who = number(note), context.who(run, note)
    found: list[list[Cell]] = []
    if extras and len(note.text) + sum(map(len, extras)) < _LONG:
        words = keep(cell(note.text, bold=bold), *(remark(extra) for extra in extras))
        found.append([no, words, who])
    else:
        found.append([no, cell(note.text, bold=True) if bold else note.text, who])
        found += [["", remark(extra), ""] for extra in extras]
    found += [[number(source), joined_words(note.no, source), context.who(run, source)] for source in joined]
    return found


def joined_words(host: object, source: Note) -> Text:
    """What a note says that was joined with the one of that number; it stands beside a number of its own."""
    return remark(say("Joined with {no}: {words}", no=host, words=quoted(source.text)))


def joined_under(run: StageRun, note: Note) -> list[Text]:
    """What the notes say that were joined with one, each with its number, where no column has it."""
    made = [
        (n, say("Joined with {no}: {words}", no=note.no, words=quoted(n.text))) for n in run.notes.sources(note.key)
    ]
    return [remark(say("{no}  {words}", no=source.no, words=said)) for source, said in made]


def _sorted_rows(
    run: StageRun, notes: Sequence[Note], joined: Mapping[str, Sequence[Note]], context: Context, told: Collection[str]
) -> list[TableRow]:
    """The rows of some notes; under each answer to the field that sorts the board, where the stage has one."""
    found: list[TableRow] = []
    for choice, those in by_answer(run.stage.columns, notes) if run.stage.columns else ():
        found.append(Band(counted_choice(choice, len(those)), minor=True))
        found += [row for n in those for row in note_rows(run, n, joined.get(n.key, ()), context, told=told)]
    return found or [row for n in notes for row in note_rows(run, n, joined.get(n.key, ()), context, told=told)]


def by_answer(field: Field, notes: Sequence[Note]) -> list[tuple[Choice, list[Note]]]:
    """The notes by their answer to a field of choices, in its order; last those with another answer or with none, so
    that every note is in one of the lists.
    """
    known = {choice.value for choice in field.choices}
    other, none = Choice(_OTHER, say("Another answer")), Choice("", say("No answer"))
    found: dict[str, list[Note]] = {}
    for note in notes:
        value = str(note.fields.get(field.id, ""))
        found.setdefault(value if value in known or not value else _OTHER, []).append(note)
    return [(choice, found[choice.value]) for choice in (*field.choices, other, none) if choice.value in found]


def _extras(note: Note, fields: Sequence[Field], joined: int, context: Context) -> list[str]:
    """What else is known of a note: its other answers, and the first wording where it was edited."""
    given = [(f, note.fields[f.id]) for f in fields if f.kind != "item" and note.fields.get(f.id)]
    found = [
        f.label if f.kind == "flag" else say("{label}: {answer}", label=f.label, answer=context.answer(f, value))
        for f, value in given
    ]
    if note.late:
        found.append(say("Came late."))
    if joined:
        found.append(say("Said by {n} note; the others follow.", "Said by {n} notes; the others follow.", n=joined + 1))
    if note.edited:
        found.append(edited_words(note))
    return found


def edited_words(note: Note) -> str:
    """That the facilitator changed the wording, with the first one where others may read it."""
    if note.protected:
        return say("Wording edited by the facilitator to protect a person.")
    if note.guarded:
        return say("Wording edited by the facilitator. The first wording may name someone and is not printed.")
    return say("Wording edited by the facilitator. First written: {words}", words=quoted(note.original))


def counted_choice(choice: Choice, n: int) -> str:
    """An answer with how many gave it."""
    return say("{choice}, {count}", choice=choice_words(choice), count=n)
