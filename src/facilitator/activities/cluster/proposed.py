"""What phones propose of the groups: titles in the words they were said in, and arrows that are not drawn yet."""

from __future__ import annotations

from dataclasses import dataclass

from facilitator.activities.cluster.facts import RELATIONS, RELATIONS_OF, TITLE, Ends, Look, State, ends_of
from facilitator.model.notes import LIVE, Note
from facilitator.model.say import say


@dataclass(frozen=True, slots=True)
class Candidate:
    """A title that people proposed for a group: `said` by so many in the very same words; `notes` are their keys."""

    text: str
    said: int
    notes: tuple[str, ...]

    @property
    def words(self) -> str:
        """The title as it is quoted, and how many proposed it where it was more than one."""
        if self.said == 1:
            return say("\u201c{words}\u201d", words=self.text)
        return say("\u201c{words}\u201d ({times})", words=self.text, times=self.said)


def candidates(state: State, group: str) -> list[Candidate]:
    """What people would call a group, in the order it came; only identical wording is counted as one."""
    found: dict[str, list[Note]] = {}
    for note in state.notes.having(LIVE):
        if state.phase(note.stage) == TITLE and state.top(str(note.fields.get("for", ""))) == group:
            found.setdefault(" ".join(note.text.casefold().split()).rstrip("."), []).append(note)
    return [Candidate(notes[0].text, len(notes), tuple(n.key for n in notes)) for notes in found.values()]


@dataclass(frozen=True, slots=True)
class Proposal:
    """An arrow that phones propose: `said` by so many, with their reasons; the facilitator draws it or declines."""

    start: str
    end: str
    kind: str
    whys: tuple[str, ...]
    said: int


def proposals(state: State, now: Look) -> list[Proposal]:
    """The proposed arrows that are neither drawn nor declined, in the order they came."""
    drawn = {ends_of(r.kind, r.start, r.end) for r in now.relations}
    found: dict[Ends, list[Note]] = {}
    for note in state.notes.having(LIVE):
        if state.phase(note.stage) == RELATIONS and note.fields.get("kind") in RELATIONS_OF:
            start, end = (state.top(str(note.fields.get(name, ""))) for name in ("from", "to"))
            ends = ends_of(str(note.fields["kind"]), start, end)
            if start in now.groups and end in now.groups and start != end and ends not in drawn | state.declined:
                found.setdefault(ends, []).append(note)
    return [
        Proposal(start, end, kind, tuple(dict.fromkeys(n.text for n in notes)), len(notes))
        for (kind, start, end), notes in found.items()
    ]
