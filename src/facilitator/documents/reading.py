"""What a reader must know to trust a summary: what was kept of people, how words came, who edited, who decided."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence

from facilitator.activities import contract
from facilitator.activities.paper import apart, reasons, standing, together
from facilitator.model.mixing import keeps_nobody
from facilitator.model.notes import HIDDEN, LIVE, PARKED, WITHDRAWN, Note
from facilitator.model.record import attendance, attendance_apart, cells, everything, named_groups, shown_table
from facilitator.model.record import comments as counted_comments
from facilitator.model.run import StageRun
from facilitator.model.say import Listed, say
from facilitator.model.suppression import LEAST
from facilitator.model.workshop import PARKING, Workshop

_Kept = tuple[bool, bool, bool]
_KEPT: dict[_Kept, str] = {
    (False, False, False): say("no seat, group or table was kept with what people wrote"),
    (False, True, False): say("the partner group was kept, not the person"),
    (False, False, True): say("the table was kept, not the person"),
    (False, True, True): say("the partner group and the table were kept, not the person"),
    (True, False, False): say("it was kept which seat wrote; this summary does not show it"),
    (True, True, False): say("it was kept which seat wrote; this summary shows only the group"),
    (True, False, True): say("it was kept which seat wrote; this summary shows only the table"),
    (True, True, True): say("it was kept which seat wrote; this summary shows only group and table"),
}
"""What was kept with people's words, by whether a person, a partner group and a table were."""
_SOURCES = {
    "phone": say("from phones"),
    "host": say("typed in by table hosts"),
    "scribe": say("typed in by a scribe"),
    "caller": say("said on the telephone"),
    "facilitator": say("typed in by the facilitator"),
    "paper": say("from paper"),
    "import": say("imported from a file"),
}


def how_to_read(workshop: Workshop, least: int = LEAST, apart: int = 0) -> list[str]:
    """Paragraphs, made from the settings and the record of this workshop; `least` is the programme's least group.

    `apart`: in this copy head counts of groups of fewer people stand together.
    """
    rehearsal = say("This was a rehearsal: what stands here is practice and no record.") if workshop.rehearsal else ""
    more = say("This summary was made before the workshop was finished; more may follow.")
    going = more if workshop.finished_at is None else ""
    found = [
        rehearsal,
        workshop.info.notice,
        going,
        _heads(workshop, least, apart),
        _words(workshop),
        _comments(workshop),
    ]
    found += [_anonymity(workshop, least), _marks(workshop), _shown(workshop)]
    return [words for words in (*found, _edits(workshop), _left_out(workshop), _decided(workshop)) if words]


def _heads(workshop: Workshop, least: int, apart: int) -> str:
    """What the head counts of small groups are, where there are any."""
    if apart:
        rest = attendance_apart(workshop, apart)[1]
        return say("Of who took part a group stands by itself only from {n} person on, and where nobody can work out "
                   "the others.",
                   "Of who took part a group stands by itself only from {n} people on, and where nobody can work out "
                   "the others.", n=apart) if rest else ""  # fmt: skip
    if not any(0 < each.people < least for each in attendance(workshop)):
        return ""
    return say("How many of each group took part is a head count, which everyone in the room could make; it stands in "
               "no copy for everyone where a group is small.")  # fmt: skip


def _words(workshop: Workshop) -> str:
    sources = Counter(note.source for _run, note in everything(workshop))
    came = [
        say("{count} {source}", count=n, source=_SOURCES.get(source, source)) for source, n in sources.most_common()
    ]
    kept = [run for run in workshop.stages if run.own_notes() and not keeps_nobody(run)]
    away = {key for run in workshop.stages for key in contract.report(run.stage.activity).shows(run)}
    here = [run for run in kept if any(note.key not in away for note in run.own_notes())]
    listed = [run for run in here if contract.report(run.stage.activity).lists(run)]
    put = [run for run in workshop.stages if run.own_notes() and run.notes.turns]
    lists = [run for run in listed if run not in put]
    order = say("In {stages} words stand in the order they came under each question and answer, each with its number "
                "in the record.", stages=_titles(lists)) if lists else ""  # fmt: skip
    if lists and lists == kept:
        order = say("In the lists of a stage words stand in the order they came under each question and answer, each "
                    "with its number in the record.")  # fmt: skip
    whole = say(
        "{n} comment in all: {sources}.",
        "{n} comments in all: {sources}.",
        n=sources.total(),
        sources=Listed(tuple(came), ""),
    )
    nobody = [run for run in workshop.stages if keeps_nobody(run) and run.own_notes()]
    put_here = [run for run in put if run not in nobody]
    by_hand = say("In {stages} words stand in the order that the facilitator gave them, each with its number in the "
                  "record.", stages=_titles(put_here)) if put_here else ""  # fmt: skip
    apart_from = [run for run in nobody if run not in put]
    chance = say("In {stages}, where nobody is kept, what came from phones is in random order, and the numbers "
                 "are random too.", stages=_titles(apart_from)) if apart_from else ""  # fmt: skip
    but = [run for run in nobody if run in put]
    but_put = say("In {stages}, where nobody is kept, what came from phones is in random order, but for what the "
                  "facilitator put beside something else; the numbers are random.",
                  stages=_titles(but)) if but else ""  # fmt: skip
    return together(order, by_hand, chance, but_put, whole if sources else "")


def _comments(workshop: Workshop) -> str:
    """What a comment is, and how all of them come to the number on the first page."""
    every = counted_comments(workshop)
    if not every.total:
        return ""
    parts = [say("{n} on the first page", "{n} on the first page", n=every.first_page)]
    parts += (
        [say("{n} line in a stage that decides", "{n} lines in stages that decide", n=every.lines)]
        if every.lines
        else []
    )
    parts += [say("{n} withheld", "{n} withheld", n=every.withheld)] if every.withheld else []
    parts += [say("{n} withdrawn", "{n} withdrawn", n=every.withdrawn)] if every.withdrawn else []
    again = say("{n} filed again, counted where they went", "{n} filed again, counted where they went", n=every.refiled)
    parts += [again] if every.refiled else []
    those = Listed(tuple(parts), "")
    if forms := [run for run in workshop.stages if run.own_notes() and contract.report(run.stage.activity).forms(run)]:
        return say("A comment is anything someone wrote in a stage or the parking lot, the forms of {stages} among "
                   "them; scores and votes do not count. {count} in all: {parts}.", stages=_titles(forms),
                   count=every.total, parts=those)  # fmt: skip
    return say("A comment is anything someone wrote in a stage or the parking lot; forms, scores and votes do "
               "not count. {count} in all: {parts}.", count=every.total, parts=those)  # fmt: skip


def _anonymity(workshop: Workshop, least: int) -> str:
    asking = [run for run in (*workshop.stages, workshop.parking) if run.own_notes()]
    by_kind: dict[_Kept, list[StageRun]] = {}
    here, named = cells(workshop, least), named_groups(workshop, least)
    hides = False
    for run in asking:
        by_kind.setdefault(_kept(run, here, named), []).append(run)
        hides |= any(n.table and not shown_table(n, here, decides=run.stage.decides) for n in run.own_notes())
    few = say("A table stands beside words only where {n} person or more of their group joined at it.",
              "A table stands beside words only where {n} people or more of their group joined at it.",
              n=least) if hides else ""  # fmt: skip
    if any(note.group and note.group not in named for run in asking for note in run.own_notes()):
        groups = say("A partner group stands beside words only where {n} person or more of it took part, and where "
                     "nobody can work out the others.",
                     "A partner group stands beside words only where {n} people or more of it took part, and where "
                     "nobody can work out the others.", n=least)  # fmt: skip
        few = together(few, groups)
    if len(by_kind) == 1 and len(asking) > 1:
        whole = say("Anonymity: wherever words were written {kept}.", kept=_KEPT[next(iter(by_kind))])
        return together(whole, few)
    parts = [say("in {stages} {kept}", stages=_titles(runs), kept=_KEPT[kind]) for kind, runs in by_kind.items()]
    return together(say("Anonymity: {stages}.", stages=apart(*parts)), few) if parts else ""


def _kept(run: StageRun, here: Collection[tuple[str, str]], named: Collection[str]) -> _Kept:
    """Whether a person, a partner group and a table stand with the notes of a stage; of one that keeps a person,
    whether group and table are shown.
    """
    notes = run.own_notes()
    person = any(n.person for n in notes)
    group = any(n.group in named if person else n.group for n in notes)
    shown = any(shown_table(n, here, decides=run.stage.decides) for n in notes)
    return person, group, shown if person else any(n.table for n in notes)


def _marks(workshop: Workshop) -> str:
    """Where single answers can be told apart in the records."""
    marked = [run for run in workshop.stages if contract.report(run.stage.activity).marked(run)]
    if not marked:
        return ""
    return say(
        "In {stages} the records keep the answers of each phone with a random mark.",
        stages=_titles(marked),
    )


def _shown(workshop: Workshop) -> str:
    alone = [run for run in workshop.stages if run.stage.visibility == "private" and run.own_notes()]
    if not alone:
        return ""
    shown = [run for run in alone if run.ever_revealed]
    single = [run for run in alone if any(note.shown is not None for note in run.own_notes())]
    never = [run for run in alone if run not in (*shown, *single) and not _seen_later(workshop, run)]
    some = [run for run in single if run not in shown]
    told = [
        say("In {stages} phones and the room\u2019s screen did not show what others wrote before the facilitator "
            "showed it.", stages=_titles(shown)) if shown else "",
        say("In {stages} the facilitator showed single notes to the room.", stages=_titles(some)) if some else "",
        say("In {stages} what people wrote was not shown to the room as a whole.", stages=_titles(never))
        if never else "",
    ]  # fmt: skip
    return together(*told)


def _seen_later(workshop: Workshop, run: StageRun) -> bool:
    """Whether a later stage that builds on this one may have shown its words to the room."""
    ids = {each.id for each in workshop.stages if each.shares_with(run)}
    later = [each for each in workshop.stages if each is not run and (each.id in ids or ids & set(each.stage.feeds))]
    return any(each.spans and (each.stage.visibility == "live" or each.ever_revealed) for each in later)


def _edits(workshop: Workshop) -> str:
    edited = sum(note.edited for _run, note in everything(workshop))
    printed = sum(_with_first_wording(run, note) for run, note in everything(workshop))
    name = workshop.info.facilitator
    who = say("the facilitator ({name})", name=name) if name else say("the facilitator")
    if not edited:
        return say("No comment\u2019s wording was edited.")
    whole = say("The wording of {n} comment was edited by {who}.", "The wording of {n} comments was edited by {who}.",
                n=edited, who=who)  # fmt: skip
    if guarded := sum(note.guarded for _run, note in everything(workshop)):
        why = say("The first wording of {n} is not printed, because it names someone, or may do.",
                  "The first wording of {n} is not printed, because each names someone, or may do.",
                  n=guarded)  # fmt: skip
        there = say("The first wording of {n} other is.", "The first wording of {n} others is.", n=printed)
        return together(whole, why, there if printed else "")
    if not printed:
        return whole
    first = say(
        "The first wording is printed with {n} of them.", "The first wording is printed with {n} of them.", n=printed
    )
    return together(whole, say("The first wording is printed with it.") if printed == edited == 1 else first)


def _with_first_wording(run: StageRun, note: Note) -> bool:
    """Whether a note is printed here with its first wording: where the words of its stage are listed one by one."""
    if not note.edited or note.guarded:
        return False
    if run.id == PARKING or note.status == PARKED:
        return note.status in (LIVE, PARKED)
    return note in standing(run) and contract.report(run.stage.activity).first_wording(run, note)


def _left_out(workshop: Workshop) -> str:
    notes = [note for _run, note in everything(workshop)]
    hidden = [note for note in notes if note.status == HIDDEN]
    gone = sum(note.status == WITHDRAWN for note in notes)
    if not hidden and not gone:
        return say("No comment was withheld or withdrawn.")
    n = len(hidden)
    withheld = say("{n} item withheld", "{n} items withheld", n=n)
    if hidden:
        withheld = say("{withheld} ({reasons})", withheld=withheld, reasons=reasons(hidden))
    withdrawn = say("{n} item withdrawn", "{n} items withdrawn", n=gone)
    return say("Left out: {withheld}; {withdrawn}.", withheld=withheld, withdrawn=withdrawn)


def _decided(workshop: Workshop) -> str:
    """How decisions were made, in the words of each activity that has its own."""
    told: list[str] = []
    plain: list[StageRun] = []
    for run in workshop.stages:
        words = contract.report(run.stage.activity).decided(run)
        if words:
            told.append(words)
        elif run.stage.decides and run.own_notes():
            plain.append(run)
    if plain:
        told.insert(0, _agreed(plain))
    decisions = say("How decisions were made: {decisions}.", decisions=apart(*told)) if told else ""
    return together(decisions, _of_all(workshop), _numbers(workshop))


def _numbers(workshop: Workshop) -> str:
    """What the figures are: counts, and where they are not."""
    per_cent = _per_cent(workshop)
    if others := [run for run in workshop.stages if contract.report(run.stage.activity).reckons(run)]:
        return say("Numbers are counts, but for points, medians and shares, which are explained where they stand "
                   "({stages}); {per_cent}", stages=_titles(others), per_cent=per_cent)  # fmt: skip
    return say("Numbers are counts; {per_cent}", per_cent=per_cent)


def _agreed(deciding: Sequence[StageRun]) -> str:
    answers = dict.fromkeys(contract.report(run.stage.activity).answered(run) for run in deciding)
    lines = say("lines were written down in {stages}", stages=_titles(deciding))
    if not all(_all_answered(run) for run in deciding):
        lines = say(
            "lines were written down in {stages}; whether all agreed to them was not counted", stages=_titles(deciding)
        )
    return apart(lines, *filter(None, answers))


def _all_answered(run: StageRun) -> bool:
    """Whether everybody who took part answered every line, so that it is known who agreed."""
    counts = contract.report(run.stage.activity).voters(run).values()
    return bool(run.present) and all(n is not None and n >= run.present for n in counts)


def _of_all(workshop: Workshop) -> str:
    """What a low count means, where lines were answered or could be."""
    decided = [run for run in workshop.stages if run.stage.decides and run.own_notes()]
    if not any(contract.report(run.stage.activity).answered(run) for run in decided):
        return ""
    if n := workshop.people.present():
        return say(
            "A low count is no vote against: n says how many answered, of {n} who took part.",
            "A low count is no vote against: n says how many answered, of {n} who took part.",
            n=n,
        )
    return say("A low count is no vote against: n says how many answered.")


def _per_cent(workshop: Workshop) -> str:
    asked = any(contract.activity(run.stage.activity).counts_people for run in workshop.stages)
    return say("per cent is said only of twenty people or more.") if asked else say("no percentages are used.")


def _titles(runs: Sequence[StageRun]) -> Listed:
    return Listed(tuple(run.stage.title for run in runs))
