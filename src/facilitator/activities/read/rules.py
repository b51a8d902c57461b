"""Stories read and marked, judged, answered with a vision and turned into ideas: the parts of a scenario workshop.

A stage's option `phase` says which part it is. Nowhere is there a vote for the best story.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from facilitator.activities.read.bodies import Added, HandMarks, Joined, Mark
from facilitator.activities.read.scenarios import VALUES, Paragraph, Scenario, of_options, paragraph_id
from facilitator.model.entry import Body, Draft, Entry, public
from facilitator.model.item import Item
from facilitator.model.method import Field, Stage
from facilitator.model.notes import LIVE, NOTE_KINDS, Note
from facilitator.model.run import ActivityState, Feed, no_feed
from facilitator.model.say import say

READ, CRITIQUE, PLENARY, VISION, IDEAS, OFFERS = "read", "critique", "plenary", "vision", "ideas", "offers"
MARK = "mark"
HANDS = "hand_marks"
ADDED = "paragraph_added"
JOINED = "roles_joined"
"""The kinds of its entries; `bodies.py` says what they hold."""
MOST_VALUES = 3
GONE = "That paragraph is no longer there. Look at the story again."


@dataclass(slots=True)
class State(ActivityState):
    """Marks by token and by hands, paragraphs added in the room, roles that sit with another, and everybody's notes."""

    marks: dict[str, set[tuple[str, str]]] = field(default_factory=dict)
    hands: dict[str, dict[str, int]] = field(default_factory=dict)
    hand_readers: int = 0
    added: dict[str, list[str]] = field(default_factory=dict)
    joined: dict[str, str] = field(default_factory=dict)
    _told: tuple[Stage, int, tuple[Scenario, ...]] | None = None

    def phase(self, stage: str) -> str:
        """Which part of the method a stage is."""
        return str(self.phases.get(stage, self.stage).options.get("phase", READ))

    def scenarios(self) -> tuple[Scenario, ...]:
        """The stories as they stand; read anew only when they changed."""
        more = sum(map(len, self.added.values()))
        if self._told is None or self._told[0] is not self.stage or self._told[1] != more:
            self._told = (self.stage, more, of_options(self.stage.options, self.added))
        return self._told[2]

    def paragraphs(self) -> dict[str, tuple[Scenario, Paragraph]]:
        """Every paragraph with its story, by id."""
        return {p.id: (s, p) for s in self.scenarios() for p in s.paragraphs}

    def counts(self) -> dict[str, dict[str, int]]:
        """How many people marked each paragraph in each way, phones and hands together."""
        found = {key: dict.fromkeys(VALUES, 0) for key in self.paragraphs()}
        for given in self.marks.values():
            for key, mark in given:
                if key in found:
                    found[key][mark] += 1
        for key, counted in self.hands.items():
            if key in found:
                for mark in VALUES:
                    found[key][mark] += counted.get(mark, 0)
        return found

    def readers(self) -> int:
        """People who marked anything: phones, and those counted by hand."""
        return sum(bool(given) for given in self.marks.values()) + self.hand_readers

    def earlier(self) -> int:
        """Marks on a wording that has since been changed: they are counted nowhere else."""
        there = set(self.paragraphs())
        return sum(key not in there for given in self.marks.values() for key, _ in given)

    def choices(self, stage: str, item: Field) -> list[tuple[str, str]]:
        """What a field of the kind `item` may name, `(id, words)`: a paragraph, a story, or what feeds the stage."""
        if item.id == "paragraph":
            return [(p.id, f"{s.letter}{p.number}") for s in self.scenarios() for p in s.paragraphs]
        if item.id == "scenario":
            return [(s.letter, s.name) for s in self.scenarios()]
        return [(i.id, i.text) for i in self.feed() if not i.withdrawn]


def start(stage: Stage, feed: Feed = no_feed) -> State:
    """The state before the first entry."""
    return State(stage, feed)


# ---------------------------------------------------------------------- what is refused


def check(state: State, draft: Draft) -> str | None:
    """Refuse a mark on what is not there, and notes that lack what their part of the method needs."""
    if draft.kind == MARK:
        return wrong_mark(state, Mark.read(draft.body))
    if draft.kind == ADDED:
        return wrong_paragraph(state, Added.read(draft.body))
    return _wrong_note(state, draft) if draft.kind == "note" else None


def wrong_mark(state: State, mark: Mark) -> str | None:
    """Why a mark cannot be taken; None when it can."""
    if mark.paragraph not in state.paragraphs():
        return GONE
    return None if mark.mark in VALUES else "Mark it as like, worry, unlikely or missing."


def wrong_paragraph(state: State, added: Added) -> str | None:
    """Why a paragraph cannot be added; None when it can."""
    if added.scenario not in {s.letter for s in state.scenarios()}:
        return "There is no story with that letter."
    if not added.text:
        return "Write the paragraph first."
    known = paragraph_id(added.scenario, added.text) in state.paragraphs()
    return "This paragraph is there already." if known else None


def _wrong_note(state: State, draft: Draft) -> str | None:
    phase, fields = state.phase(draft.stage), draft.body.get("fields", {})
    if phase == IDEAS:
        if not (fields.get("who") and fields.get("first_step")):
            return "An idea needs a first step, and somebody who takes it. Without them it is a slogan."
        return _too_many(state, draft)
    if phase == VISION and len(values_of(fields)) > MOST_VALUES:
        return f"Name {MOST_VALUES} values at most, with commas between them."
    if phase == OFFERS and resolve(state, draft.stage, "idea", fields.get("idea")) == "":
        return "Say which idea it is for."
    return None


def _too_many(state: State, draft: Draft) -> str | None:
    most, table = int(state.stage.options.get("each_table", 0)), draft.body.get("table", "")
    there = [n for n in state.notes if n.stage == draft.stage and n.table == table and n.status == LIVE]
    if not most or not table or len(there) < most:
        return None
    return f"Your table has {len(there)} ideas; {most} fit. Take one back to send another."


# ---------------------------------------------------------------------- what an entry does


def fold(state: State, entry: Entry) -> set[str]:
    """Apply one entry in place; returns the notes and paragraphs it touched."""
    if entry.kind in NOTE_KINDS:
        touched = state.notes.fold(entry)
        for note in (state.notes.get(key) for key in touched):
            if note is not None:
                _settle(state, note)
        return touched
    act = _ACTS.get(entry.kind)
    return act(state, entry) if act else set()


def _mark(state: State, entry: Entry) -> set[str]:
    mark = Mark.read(entry.body)
    if wrong_mark(state, mark):
        return set()
    given = state.marks.setdefault(mark.token or entry.key, set())
    (given.add if mark.on else given.discard)((mark.paragraph, mark.mark))
    return {mark.paragraph}


def _hands(state: State, entry: Entry) -> set[str]:
    hands = HandMarks.read(entry.body)
    if hands.paragraph not in state.paragraphs():
        return set()
    state.hands[hands.paragraph] = {mark: hands.counts.get(mark, 0) for mark in VALUES}
    state.hand_readers = hands.readers
    return {hands.paragraph}


def _added(state: State, entry: Entry) -> set[str]:
    added = Added.read(entry.body)
    if wrong_paragraph(state, added):
        return set()
    state.added.setdefault(added.scenario, []).append(added.text)
    return {paragraph_id(added.scenario, added.text)}


def _joined(state: State, entry: Entry) -> set[str]:
    joined = Joined.read(entry.body)
    if not joined.role:
        return set()
    state.joined.pop(joined.role, None)
    if joined.host and joined.host != joined.role:
        state.joined[joined.role] = joined.host
    return {joined.role}


_ACTS: dict[str, Callable[[State, Entry], set[str]]] = {MARK: _mark, HANDS: _hands, ADDED: _added, JOINED: _joined}


def _settle(state: State, note: Note) -> None:
    """Give a note its role, and turn what a scribe typed for an item (a letter or a number) into what it names."""
    stage = state.phases.get(note.stage, state.stage)
    for one in stage.fields:
        if one.id == "role" and note.group and not note.fields.get("role"):
            note.fields["role"] = note.group
        elif one.kind == "item" and note.fields.get(one.id):
            note.fields[one.id] = resolve(state, note.stage, one.id, note.fields[one.id]) or note.fields[one.id]


def resolve(state: State, stage: str, name: str, value: object) -> str:
    """The id that a value names in an item field: an id or its public name, its words, or its place from 1; else ""."""
    one = state.phases.get(stage, state.stage).field(name)
    there = state.choices(stage, one) if one else []
    said = str(value or "").strip()
    named = next((key for key, _ in there if said in (key, public(key))), "")
    if named:
        return named
    if said.isascii() and said.isdigit() and 0 < int(said[:6]) <= len(there):
        return there[int(said[:6]) - 1][0]
    return next((key for key, words in there if said and said.casefold() in (key.casefold(), words.casefold())), "")


def values_of(fields: Body) -> list[str]:
    """The values of a vision, one by one."""
    return [part.strip() for part in str(fields.get("values", "")).split(",") if part.strip()]


# ---------------------------------------------------------------------- what comes of it


def items(state: State) -> list[Item]:
    """The notes that stand. An idea carries its first step and who takes it; it counts as its table's, for votes."""
    found = state.notes.items(state.stage.id)
    if state.phase(state.stage.id) != IDEAS:
        return found
    return [_idea(item, state.notes.get(item.id)) for item in found]


def _idea(item: Item, note: Note | None) -> Item:
    if note is None:
        return item
    who, step = note.fields.get("who"), note.fields.get("first_step")
    words = note.text
    if who and step:
        words = say("{idea} (who: {who}; first step: {step})", idea=note.text, who=who, step=step)
    elif who:
        words = say("{idea} (who: {who})", idea=note.text, who=who)
    elif step:
        words = say("{idea} (first step: {step})", idea=note.text, step=step)
    side = f"table:{note.table}" if note.table else ""
    return Item(item.id, words, item.stage, side, item.score, item.withdrawn)
