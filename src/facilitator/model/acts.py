"""What a facilitator does, as drafts: the same for the window, the command line and the rehearsal."""

from __future__ import annotations

import secrets
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from typing import Any

from facilitator.model import zones
from facilitator.model.bodies import (
    Created,
    Facts,
    Filed,
    Merged,
    MethodAdded,
    Noted,
    Opened,
    Retracted,
    ScreenSet,
    StageEdited,
    Timed,
    Withdrawn,
)
from facilitator.model.entry import Draft, Entry, new_key
from facilitator.model.kinds import COMMON
from facilitator.model.method import Method
from facilitator.model.packed import Packed
from facilitator.model.programme import Programme
from facilitator.model.run import StageRun
from facilitator.model.workshop import BOOKKEEPING, Workshop, retracted

CODE_SIGNS = "23456789"
NOT_UNDONE = frozenset(kind.name for kind in COMMON.values() if not kind.undone)
AT_THE_DESK = frozenset({"facilitator", "scribe", "host", "paper", "caller"})
"""Where what is typed in at the desk says that it came from."""
IMPORT = "import"
"""Where what is taken in from a file says that it came from."""


def new_id() -> str:
    """An id for a workshop: eight unambiguous characters."""
    return "".join(secrets.choice("abcdefghjkmnpqrstuvwxyz23456789") for _ in range(8))


def new_code(taken: Collection[str] = ()) -> str:
    """A join code of four figures that is not among those taken."""
    while (code := "".join(secrets.choice(CODE_SIGNS) for _ in range(4))) in taken:
        pass
    return code


def create(
    info: Mapping[str, Any],
    methods: Sequence[Method],
    *,
    challenges: Sequence[str] = (),
    groups: Sequence[Mapping[str, str]] = (),
    rehearsal: bool = False,
    taken_codes: Collection[str] = (),
    workshop: str = "",
) -> list[Draft]:
    """The entries that make a workshop: its facts, then a copy of each method's text.

    `challenges` say what each method is about; without one it is the workshop's.
    """
    workshop = workshop or new_id()
    facts = {**info, "groups": list(groups), "code": new_code(taken_codes), "rehearsal": rehearsal}
    drafts = [Created.read(facts).draft(workshop)]
    for number, method in enumerate(methods, 1):
        own = challenges[number - 1] if number <= len(challenges) else ""
        drafts.append(add_method(workshop, method, f"m{number}", own or str(info.get("challenge", ""))))
    return drafts


def add_method(workshop: str, method: Method, block: str, challenge: str = "") -> Draft:
    """The entry that adds one method to a workshop's day."""
    return MethodAdded(block, method.about(challenge).to_dict(), challenge).draft(workshop)


def edit_facts(workshop: Workshop, facts: Facts) -> list[Draft]:
    """Change facts of a workshop. Stages that ask its challenge, or have no question yet, ask the new one."""
    before, now = workshop.info.challenge, facts.challenge
    asking = [run for run in workshop.stages if run.stage.example and run.stage.prompt in ("", before)]
    if now is None or now == before or not asking:
        return [facts.draft(workshop.id)]
    tie = new_key()
    edits = [at(workshop, run, StageEdited({"prompt": now}, together=tie)) for run in asking if not run.stage.questions]
    return [replace(facts, together=tie).draft(workshop.id), *edits]


def open_stage(workshop: Workshop, stage: str) -> Draft:
    """Open a stage and show it to the room."""
    return Opened(zones.here()).draft(workshop.id, stage)


def step(workshop: Workshop, by: int) -> list[Draft]:
    """Open the next (`by` 1) or the previous (-1) stage; after the last there is nothing to do."""
    run = workshop.neighbour(by)
    return [open_stage(workshop, run.id)] if run else []


def timer(run: StageRun, workshop: Workshop, verb: str, seconds: int = 0) -> Draft:
    """`start`, `pause`, or `add` seconds (below zero to shorten)."""
    return Timed(verb, seconds if verb == "add" else None).draft(workshop.id, run.id)


def at(workshop: Workshop, run: StageRun, said: Packed) -> Draft:
    """An act in one stage, such as one on a note of it."""
    return said.draft(workshop.id, run.id)


def merge(workshop: Workshop, run: StageRun, targets: Sequence[str], into: str) -> Draft:
    """Join duplicates into one note; the others stay in the record as its sources."""
    return Merged(tuple(t for t in targets if t != into), into).draft(workshop.id, run.id)


def file_again(workshop: Workshop, run: StageRun, note: str, to: StageRun, *, together: str = "") -> Draft:
    """File a note in another stage: it leaves its own, and is a new one there with the words that it has.

    Several that are given the same word to be `together` are undone as one.
    """
    return at(workshop, run, Filed(note, to.id, together=together))


def screen(workshop: Workshop, said: ScreenSet) -> Draft:
    """Change the room's screen."""
    return said.draft(workshop.id)


def undo(room: Workshop | Programme) -> Draft | None:
    """Take back the facilitator's last act that still stands: in a workshop, or of what belongs to all of them."""
    dead = retracted(room.entries)
    for entry in reversed(room.entries):
        if entry.key in dead or not mine(entry):
            continue
        if entry.kind == "method" and sum(e.kind == "method" and e.key not in dead for e in room.entries) == 1:
            return None
        if entry.kind == "programme" and entry.seq == 1:
            return None
        return _import_back(room, entry) if _of_import(room, entry) else _take_back(room, entry, what=entry.kind)
    return None


def mine(entry: Entry) -> bool:
    """Whether it is an act at the desk: it says that it came from there, or is of a kind that only the desk asks for.

    What phones send says so, or names a person or a token; a note always says where it came from. What was taken in
    from a file is one act, and says which one.
    """
    if entry.kind in NOT_UNDONE or entry.person:
        return False
    said = Packed.read(entry.body)
    if said.source:
        return said.source in AT_THE_DESK or is_import(entry)
    by_phone = entry.kind == Withdrawn.kind and Withdrawn.read(entry.body).by == "phone"
    return not (by_phone or said.token or entry.kind == Noted.kind)


def is_import(entry: Entry) -> bool:
    """Whether it was taken in from a file together with others, and is undone with them."""
    said = Packed.read(entry.body)
    return said.source == IMPORT and bool(said.together)


def _of_import(room: Workshop | Programme, entry: Entry) -> bool:
    """Whether it was taken in from a file, be it marked as that or as what it was before, such as a form on paper."""
    tie = Packed.read(entry.body).together
    return bool(tie) and any(is_import(e) and e.body.get("together") == tie for e in room.entries)


def _import_back(room: Workshop | Programme, entry: Entry) -> Draft:
    """Everything of one import, undone by one entry."""
    tie = Packed.read(entry.body).together
    same = (e for e in room.entries if e is not entry and e.body.get("together") == tie)
    more = (e.key for e in same if e.kind != Retracted.kind)
    return Retracted(entry.key, IMPORT, more=tuple(more), together=tie).draft(room.id)


def redo(room: Workshop | Programme) -> Draft | None:
    """Bring back what the last undo took, as long as nothing else was done since."""
    dead = retracted(room.entries)
    for entry in reversed(room.entries):
        if entry.kind == "retracted" and entry.key not in dead:
            if Retracted.read(entry.body).redo:
                continue
            return _take_back(room, entry, redo=True)
        if entry.kind == "retracted" or entry.kind in BOOKKEEPING or entry.person or entry.key in dead:
            continue
        if mine(entry) or entry.kind in NOT_UNDONE:
            return None
    return None


def along(room: Workshop | Programme, draft: Draft) -> list[Draft]:
    """What belongs to an undo or a redo: the same for every act done `together` with the one it names, in this room or,
    where a file brought something to several, in another one.
    """
    said = Retracted.read(draft.body)
    if not said.together:
        return []
    dead = retracted(room.entries)
    same = [e for e in reversed(room.entries) if e.body.get("together") == said.together and e.key not in dead]
    found = [e for e in same if (e.kind == Retracted.kind) == said.redo and not Retracted.read(e.body).redo]
    others = [e for e in found if e.key not in (said.target, *said.more)]
    if others and said.what == IMPORT and not said.redo:
        return [_import_back(room, others[0])]
    return [_take_back(room, e, redo=True) if said.redo else _take_back(room, e, what=e.kind) for e in others]


def _take_back(room: Workshop | Programme, entry: Entry, *, what: str = "", redo: bool = False) -> Draft:
    tie = Packed.read(entry.body).together
    return Retracted(entry.key, what, redo, together=tie).draft(room.id)


def note(workshop: Workshop, run: StageRun, text: str, *, source: str = "facilitator", **more: Any) -> Draft:
    """A note that somebody types in for others: `group`, `table`, `fields`, `question`."""
    return Noted.read({**more, "text": text, "source": source}).draft(workshop.id, run.id)
