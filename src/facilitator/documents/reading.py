"""What a reader must know to trust a summary: what was kept of people, how words came, who edited, who decided."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from facilitator.activities import contract
from facilitator.activities.paper import apart, reasons, together
from facilitator.model.notes import HIDDEN, WITHDRAWN
from facilitator.model.record import everything
from facilitator.model.run import StageRun
from facilitator.model.say import Listed, say
from facilitator.model.workshop import Workshop

_KEPT = {
    "nothing": say("nothing was kept of who wrote"),
    "group": say("the partner group and the table were kept, not the person"),
    "named": say("it was kept which seat wrote; this summary shows only group and table"),
}
_SOURCES = {
    "phone": say("from phones"),
    "host": say("typed in by table hosts"),
    "scribe": say("typed in by a scribe"),
    "facilitator": say("typed in by the facilitator"),
    "paper": say("from paper"),
    "import": say("taken in from a file"),
}


def how_to_read(workshop: Workshop) -> list[str]:
    """Paragraphs, made from the settings and the record of this workshop."""
    rehearsal = say("This was a rehearsal: what stands here is practice and no record.") if workshop.rehearsal else ""
    more = say("This summary was made before the workshop was finished; more may follow.")
    going = more if workshop.finished_at is None else ""
    found = [rehearsal, workshop.info.notice, going, _words(workshop), _anonymity(workshop), _shown(workshop)]
    return [words for words in (*found, _edits(workshop), _left_out(workshop), _decided(workshop)) if words]


def _words(workshop: Workshop) -> str:
    sources = Counter(note.source for _run, note in everything(workshop))
    came = [say("{n} {source}", n=n, source=_SOURCES.get(source, source)) for source, n in sources.most_common()]
    order = say("Words are printed as they were written, in the order they came, each with its number in the record.")
    whole = say(
        "{n} entry in all: {sources}.",
        "{n} entries in all: {sources}.",
        n=sources.total(),
        sources=Listed(tuple(came), ""),
    )
    return together(order, whole) if sources else order


def _anonymity(workshop: Workshop) -> str:
    asking = [run for run in (*workshop.stages, workshop.parking) if run.own_notes()]
    by_kind: dict[str, list[StageRun]] = {}
    for run in asking:
        by_kind.setdefault(run.stage.anonymity, []).append(run)
    if len(by_kind) == 1 and len(asking) > 1:
        return say("Anonymity: in every stage {kept}.", kept=_KEPT[asking[0].stage.anonymity])
    parts = [say("in {stages} {kept}", stages=_titles(runs), kept=_KEPT[kind]) for kind, runs in by_kind.items()]
    return say("Anonymity: {stages}.", stages=apart(*parts)) if parts else ""


def _shown(workshop: Workshop) -> str:
    alone = [run for run in workshop.stages if run.stage.visibility == "private" and run.own_notes()]
    if not alone:
        return ""
    return say(
        "In {stages} nobody saw what others wrote until the facilitator showed it to the room.", stages=_titles(alone)
    )


def _edits(workshop: Workshop) -> str:
    edited = sum(note.edited for _run, note in everything(workshop))
    name = workshop.info.facilitator
    who = say("the facilitator ({name})", name=name) if name else say("the facilitator")
    if not edited:
        return say("No wording was edited.")
    return say(
        "The wording of {n} entry was edited by {who}; the first wording is printed with it.",
        "The wording of {n} entries was edited by {who}; the first wording is printed with it.",
        n=edited,
        who=who,
    )


def _left_out(workshop: Workshop) -> str:
    notes = [note for _run, note in everything(workshop)]
    hidden = [note for note in notes if note.status == HIDDEN]
    gone = sum(note.status == WITHDRAWN for note in notes)
    if not hidden and not gone:
        return say("Nothing was withheld or withdrawn.")
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
    if not told:
        return say("Numbers are counts of people or notes; {per_cent}", per_cent=_per_cent(workshop))
    return together(
        say("How decisions were made: {decisions}.", decisions=apart(*told)),
        say("A low count is no vote against: n says how many answered."),
        say("Numbers are counts; {per_cent}", per_cent=_per_cent(workshop)),
    )


def _agreed(deciding: Sequence[StageRun]) -> str:
    answers = dict.fromkeys(contract.report(run.stage.activity).answered(run) for run in deciding)
    return apart(say("lines were agreed aloud in {stages}", stages=_titles(deciding)), *filter(None, answers))


def _per_cent(workshop: Workshop) -> str:
    asked = any(contract.activity(run.stage.activity).counts_people for run in workshop.stages)
    return say("per cent is said only of twenty people or more.") if asked else say("no percentages are used.")


def _titles(runs: Sequence[StageRun]) -> Listed:
    return Listed(tuple(run.stage.title for run in runs))
