"""What a reader must know to trust a summary: what was kept of people, how words came, who edited, who decided."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from facilitator.activities import contract
from facilitator.activities.paper import count, reasons
from facilitator.model.notes import HIDDEN, WITHDRAWN
from facilitator.model.record import everything
from facilitator.model.run import StageRun
from facilitator.model.workshop import Workshop

_KEPT = {
    "nothing": "nothing was kept of who wrote",
    "group": "the partner group and the table were kept, not the person",
    "named": "it was kept which seat wrote; this summary shows only group and table",
}
_SOURCES = {
    "phone": "from phones",
    "host": "typed in by table hosts",
    "scribe": "typed in by a scribe",
    "facilitator": "typed in by the facilitator",
    "paper": "from paper",
    "import": "taken in from a file",
}


def how_to_read(workshop: Workshop) -> list[str]:
    """Paragraphs, made from the settings and the record of this workshop."""
    rehearsal = "This was a rehearsal: what stands here is practice and no record." if workshop.rehearsal else ""
    going = (
        "This summary was made before the workshop was finished; more may follow."
        if workshop.finished_at is None
        else ""
    )
    found = [rehearsal, workshop.info.notice, going, _words(workshop), _anonymity(workshop), _shown(workshop)]
    return [words for words in (*found, _edits(workshop), _left_out(workshop), _decided(workshop)) if words]


def _words(workshop: Workshop) -> str:
    sources = Counter(note.source for _run, note in everything(workshop))
    came = ", ".join(f"{n:,} {_SOURCES.get(source, source)}" for source, n in sources.most_common())
    order = "Words are printed as they were written, in the order they came, each with its number in the record."
    return f"{order} {count(sum(sources.values()), 'entry', 'entries')} in all: {came}." if sources else order


def _anonymity(workshop: Workshop) -> str:
    asking = [run for run in (*workshop.stages, workshop.parking) if run.own_notes()]
    by_kind: dict[str, list[StageRun]] = {}
    for run in asking:
        by_kind.setdefault(run.stage.anonymity, []).append(run)
    if len(by_kind) == 1 and len(asking) > 1:
        return f"Anonymity: in every stage {_KEPT[asking[0].stage.anonymity]}."
    parts = [f"in {_titles(runs)} {_KEPT[kind]}" for kind, runs in by_kind.items()]
    return f"Anonymity: {'; '.join(parts)}." if parts else ""


def _shown(workshop: Workshop) -> str:
    apart = [run for run in workshop.stages if run.stage.visibility == "private" and run.own_notes()]
    if not apart:
        return ""
    return f"In {_titles(apart)} nobody saw what others wrote until the facilitator showed it to the room."


def _edits(workshop: Workshop) -> str:
    edited = sum(note.edited for _run, note in everything(workshop))
    who = f"the facilitator ({workshop.info.facilitator})" if workshop.info.facilitator else "the facilitator"
    if not edited:
        return "No wording was edited."
    entries = count(edited, "entry", "entries")
    return f"The wording of {entries} was edited by {who}; the first wording is printed with it."


def _left_out(workshop: Workshop) -> str:
    notes = [note for _run, note in everything(workshop)]
    hidden = [note for note in notes if note.status == HIDDEN]
    gone = sum(note.status == WITHDRAWN for note in notes)
    if not hidden and not gone:
        return "Nothing was withheld or withdrawn."
    return f"Left out: {count(len(hidden), 'item')} withheld{reasons(hidden)}; {count(gone, 'item')} withdrawn."


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
        return f"Numbers are counts of people or notes; {_per_cent(workshop)}"
    return (
        f"How decisions were made: {'; '.join(told)}. A low count is no vote against: n says how many answered. "
        f"Numbers are counts; {_per_cent(workshop)}"
    )


def _agreed(deciding: Sequence[StageRun]) -> str:
    answers = dict.fromkeys(contract.report(run.stage.activity).answered(run) for run in deciding)
    return "; ".join([f"lines were agreed aloud in {_titles(deciding)}", *filter(None, answers)])


def _per_cent(workshop: Workshop) -> str:
    asked = any(contract.activity(run.stage.activity).counts_people for run in workshop.stages)
    return "per cent is said only of twenty people or more." if asked else "no percentages are used."


def _titles(runs: Sequence[StageRun]) -> str:
    titles = [run.stage.title for run in runs]
    return titles[0] if len(titles) == 1 else f"{', '.join(titles[:-1])} and {titles[-1]}"
