"""Collecting short structured entries on a prompt.

Options of a stage: `each` so many notes a person; `words` so many words a note at most; `form` one form a person, of
which the last counts, and whose words may be left out; `tally` counts the answers over the board and in the record;
`held` takes notes before the stage opens and keeps them for it; `stays` takes a form also after it was closed, where
it is kept whose it is. It may wear a lens.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import ClassVar

from facilitator.activities import lenses
from facilitator.model import options
from facilitator.model.bodies import Noted
from facilitator.model.entry import Draft, Entry
from facilitator.model.item import Item
from facilitator.model.method import Field, Stage
from facilitator.model.notes import NOTE_KINDS, REFILED, WITHDRAWN, Note
from facilitator.model.run import ActivityState, Feed, no_feed
from facilitator.model.say import say


@dataclass(slots=True)
class State(ActivityState):
    """The notes of one collecting stage."""

    takes: ClassVar[Mapping[str, options.Fits]] = {
        "each": options.whole(0, 1000),
        "words": options.whole(0, 1000),
        "label": options.words(200),
        "send": options.words(200),
    }

    def choices(self, stage: str, item: Field) -> list[tuple[str, str]]:
        """What an idea may name: under lenses what may be answered, where there is some."""
        feed = self.feed()
        return [(i.id, i.text) for i in lenses.answerable(feed) or feed if not i.withdrawn]


def start(stage: Stage, feed: Feed = no_feed) -> State:
    """The state before the first entry."""
    return State(stage, feed)


def check(state: State, draft: Draft) -> str | None:
    """Refuse what the stage does not take: more notes than each person may write, or more words than fit."""
    if draft.kind != Noted.kind:
        return None
    most = int(state.stage.options.get("each", 0))
    if most and draft.person:
        written = sum(1 for n in state.notes if n.person == draft.person and n.status != "withdrawn")
        if written >= most:
            return say(
                "You have sent {written} already; {most} each is the limit here. Take one back to send another.",
                written=written,
                most=most,
            )
    words = int(state.stage.options.get("words", 0))
    if words and len(Noted.read(draft.body).text.split()) > words:
        return say("{n} word at most. Shorter is better here.", "{n} words at most. Shorter is better here.", n=words)
    return None


def is_form(stage: Stage) -> bool:
    """Whether each person fills in one form, of which the last counts."""
    return bool(stage.options.get("form"))


def fold(state: State, entry: Entry) -> set[str]:
    """Apply one entry in place; return the keys of the notes it touched."""
    if entry.kind not in NOTE_KINDS:
        return set()
    touched = state.notes.fold(entry)
    if entry.kind == Noted.kind and entry.person and is_form(state.stage):
        touched |= _replace_earlier(state, entry)
    return touched


def _replace_earlier(state: State, entry: Entry) -> set[str]:
    """A person's earlier form makes way for the new one."""
    earlier = [n for n in state.notes if n.person == entry.person and n.key != entry.key and counts(n)]
    for note in earlier:
        note.status, note.reason = WITHDRAWN, "filled in again"
    return {note.key for note in earlier}


def items(state: State) -> list[Item]:
    """The notes that stand, for later stages."""
    lens = lenses.of(state.stage)
    return lenses.items(state.notes, state.stage, lens) if lens else state.notes.items(state.stage.id)


def answer_to(field: Field, note: Note) -> str:
    """The label of what a note answers to a field of choices; empty where it answers nothing that counts."""
    value = note.fields.get(field.id)
    return next((choice.label for choice in field.choices if choice.value == value), "")


def counts(note: Note) -> bool:
    """Whether the answers of a note count here: joined, parked and withheld ones too, if not taken back or refiled."""
    return note.status not in (WITHDRAWN, REFILED)


def counted(notes: Iterable[Note], field: Field) -> Counter[str]:
    """How many gave each answer to a field, whatever became of the words beside it; answers taken back count not."""
    values = (str(n.fields.get(field.id, "")) for n in notes if counts(n))
    return Counter(value for value in values if value)
