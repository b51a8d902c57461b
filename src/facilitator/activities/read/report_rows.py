"""How the entries of a scenario workshop come apart, by story, role and kind, and their tables for the exports."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from facilitator.activities import paper
from facilitator.activities.contract import as_notes
from facilitator.activities.read import rules
from facilitator.activities.read.scenarios import Scenario
from facilitator.model.method import Choice, Field
from facilitator.model.notes import LIVE, Note
from facilitator.model.people import Groups
from facilitator.model.run import StageRun
from facilitator.model.say import say

Row = dict[str, Any]


def kinds_of(kind: Field | None) -> tuple[Choice, ...]:
    """Every kind that an entry can be of, and last what is of none."""
    return (*(kind.choices if kind else ()), Choice("", say("Other")))


def kind_of(note: Note, kind: Field | None) -> str:
    """The kind of an entry; empty when it has none that the stage knows."""
    value = str(note.fields.get(kind.id, "")) if kind else ""
    return value if kind and any(c.value == value for c in kind.choices) else ""


def role_of(note: Note) -> str:
    """The role that an entry speaks for, else the partner group of its writer."""
    return str(note.fields.get("role") or note.group)


def split(
    run: StageRun, notes: Sequence[Note], role_of: Callable[[Note], str] = role_of
) -> list[tuple[Scenario | None, str, list[Note]]]:
    """The notes by story and role, in the order of the stories; those without a story last."""
    state: rules.State = run.state
    stories = {s.letter: s for s in state.scenarios()}
    roles = list(dict.fromkeys(role_of(n) for n in notes))
    found = []
    for letter in (*stories, ""):
        for role in roles:
            there = [n for n in notes if letter_of(n, stories) == letter and role_of(n) == role]
            if there:
                found.append((stories.get(letter), role, there))
    return found


def letter_of(note: Note, stories: dict[str, Scenario]) -> str:
    """The letter of the story that an entry is about; empty when it names none that there is."""
    letter = str(note.fields.get("scenario", ""))
    return letter if letter in stories else ""


def as_counted(run: StageRun, notes: Sequence[Note]) -> str:
    """How many visions, ideas or offers there are; else how many notes."""
    match run.state.phase(run.id):
        case rules.VISION:
            return say("{n} vision", "{n} visions", n=len(notes))
        case rules.IDEAS:
            return say("{n} idea", "{n} ideas", n=len(notes))
        case rules.OFFERS:
            return say("{n} offer", "{n} offers", n=len(notes))
    return as_notes(run, notes)


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
    notes, kind = paper.standing(run), run.stage.columns
    found = []
    for story, role, those in split(run, notes):
        for choice in kinds_of(kind):
            n = sum(kind_of(note, kind) == choice.value for note in those)
            name = story.name if story else ""
            row = {"scenario": name, "role": groups.label(role), "kind": choice.label, "n": n}
            found += [row] if n or choice.value else []
    return found


def _offer_rows(run: StageRun) -> list[Row]:
    state: rules.State = run.state
    notes, kind = paper.having(run, LIVE), run.stage.columns
    return [
        {
            "comment_id": item.no or "",
            "idea": item.text,
            "dots": item.score,
            **{c.value: _offers_of(notes, (item.id, *item.joined), c.value, kind) for c in choices},
        }
        for choices in [kind.choices if kind else ()]
        for item in state.feed()
        if not item.withdrawn
    ]


def _offers_of(notes: Sequence[Note], ideas: Sequence[str], value: str, kind: Field | None) -> int:
    return sum(n.fields.get("idea") in ideas and kind_of(n, kind) == value for n in notes)
