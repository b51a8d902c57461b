"""Stories read and marked, judged, answered with a vision and turned into ideas: the parts of a scenario workshop.

A stage's option `phase` says which part it is. Nowhere is there a vote for the best story.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import ClassVar

from facilitator.activities.read.bodies import Added, HandMarks, Joined, Mark
from facilitator.activities.read.scenarios import SCENARIOS, VALUES, Paragraph, Scenario, of_options, paragraph_id
from facilitator.model import options
from facilitator.model.bodies import Noted
from facilitator.model.deciding import Act, Acts, Asked
from facilitator.model.entry import Body, Draft, Entry, public
from facilitator.model.item import Item
from facilitator.model.method import Field, Stage
from facilitator.model.notes import LIVE, NOTE_KINDS, Note
from facilitator.model.run import ActivityState, Feed, no_feed
from facilitator.model.say import say

READ, CRITIQUE, PLENARY, VISION, IDEAS, OFFERS = "read", "critique", "plenary", "vision", "ideas", "offers"
PHASES = (READ, CRITIQUE, PLENARY, VISION, IDEAS, OFFERS)
MARK, HANDS, ADDED, JOINED = Mark.kind, HandMarks.kind, Added.kind, Joined.kind
"""The kinds of its entries; `bodies.py` says what they hold."""
MOST_VALUES = 3
_BEGINS = 4
"""So many words name an idea that is printed elsewhere."""
GONE = say("That paragraph is no longer there. Look at the story again.")


@dataclass(slots=True)
class State(ActivityState):
    """Marks by token and by hands, paragraphs added in the room, roles that sit with another, and everybody's notes."""

    takes: ClassVar[Mapping[str, options.Fits]] = {
        "phase": options.one_of(PHASES),
        "each_table": options.whole(0, 1000),
        "interest": options.words(),
        "scenarios": SCENARIOS,
    }

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

    def answered_by(self, stage: str) -> int:
        """How many marked something."""
        return self.readers() if self.phase(stage) == READ else 0

    def readers(self) -> int:
        """People who marked anything: phones, and those counted by hand."""
        return sum(bool(given) for given in self.marks.values()) + self.hand_readers

    def earlier(self) -> int:
        """Marks on a wording that has since been changed, by phone and by hands: they are counted nowhere else."""
        there = set(self.paragraphs())
        phones = sum(key not in there for given in self.marks.values() for key, _ in given)
        return phones + sum(sum(counts.values()) for key, counts in self.hands.items() if key not in there)

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
    return _ACTS.refuse(state, draft)


def wrong_mark(state: State, mark: Mark) -> str | None:
    """Why a mark cannot be taken; None when it can."""
    if mark.paragraph not in state.paragraphs():
        return GONE
    return None if mark.mark in VALUES else say("Mark it as like, worry, unlikely or missing.")


def _wrong_mark(state: State, asked: Asked, said: Mark) -> str | None:
    return wrong_mark(state, said)


def _wrong_paragraph(state: State, asked: Asked, added: Added) -> str | None:
    if added.scenario not in {s.letter for s in state.scenarios()}:
        return say("There is no story with that letter.")
    if not added.text:
        return say("Write the paragraph first.")
    known = paragraph_id(added.scenario, added.text) in state.paragraphs()
    return say("This paragraph is there already.") if known else None


def _wrong_hands(state: State, asked: Asked, said: HandMarks) -> str | None:
    return None if said.paragraph in state.paragraphs() else GONE


def _wrong_note(state: State, asked: Asked, said: Noted) -> str | None:
    phase, fields = state.phase(asked.stage), said.fields
    if phase == IDEAS:
        if not (fields.get("who") and fields.get("first_step")):
            return say("An idea needs a first step, and someone to take it. Without them it is just a slogan.")
        return _too_many(state, asked.stage, said.table)
    if phase == VISION and len(values_of(fields)) > MOST_VALUES:
        return say("Name {n} value at most.", "Name {n} values at most, with commas between them.", n=MOST_VALUES)
    if phase == OFFERS and resolve(state, asked.stage, "idea", fields.get("idea")) == "":
        return say("Say which idea it is for.")
    return None


def _too_many(state: State, stage: str, table: str) -> str | None:
    most = int(state.stage.options.get("each_table", 0))
    there = [n for n in state.notes if n.stage == stage and n.table == table and n.status == LIVE]
    if not most or not table or len(there) < most:
        return None
    return say(
        "Your table has {n} idea; {most} fit. Take one back to send another.",
        "Your table has {n} ideas; {most} fit. Take one back to send another.",
        n=len(there),
        most=most,
    )


# ---------------------------------------------------------------------- what an entry does


def fold(state: State, entry: Entry) -> set[str]:
    """Apply one entry in place; returns the notes and paragraphs it touched."""
    if entry.kind not in NOTE_KINDS:
        return _ACTS.fold(state, entry)
    touched = state.notes.fold(entry)
    for note in (state.notes.get(key) for key in touched):
        if note is not None:
            _settle(state, note)
    return touched


def _mark(state: State, entry: Entry, said: Mark) -> set[str]:
    """A mark is kept whatever became of its paragraph: it may come back, and till then it is said to be left out."""
    if said.mark not in VALUES:
        return set()
    given = state.marks.setdefault(said.token or entry.key, set())
    (given.add if said.on else given.discard)((said.paragraph, said.mark))
    return {said.paragraph}


def _hands(state: State, entry: Entry, said: HandMarks) -> set[str]:
    state.hands[said.paragraph] = {mark: said.counts.get(mark, 0) for mark in VALUES}
    state.hand_readers = said.readers
    return {said.paragraph}


def _added(state: State, entry: Entry, said: Added) -> set[str]:
    state.added.setdefault(said.scenario, []).append(said.text)
    return {paragraph_id(said.scenario, said.text)}


def _joined(state: State, entry: Entry, said: Joined) -> set[str]:
    if not said.role:
        return set()
    state.joined.pop(said.role, None)
    if said.host and said.host != said.role:
        state.joined[said.role] = said.host
    return {said.role}


_ACTS: Acts[State] = Acts(
    Act(Noted, wrong=_wrong_note),
    Act(Mark, _mark, _wrong_mark, binding=False),
    Act(HandMarks, _hands, _wrong_hands, binding=False),
    Act(Added, _added, _wrong_paragraph),
    Act(Joined, _joined),
)


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


def left_out(stage: Stage) -> tuple[str, ...]:
    """A form asks for nothing that is known already, and for a negative vision only where the method wants one."""
    return ("role",) if stage.options.get("twin") else ("role", "side")


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
    words = _with_card(note.text, str(note.fields.get("who") or ""), str(note.fields.get("first_step") or ""))
    side = f"table:{note.table}" if note.table else ""
    return replace(item, text=words, group=side, brief=_brief(note.text, item.no))


def _brief(words: str, no: int) -> str:
    """The number of an idea and how it begins: its words stand on its card."""
    parts = words.split()
    begins = " ".join(parts[: max(1, min(_BEGINS, len(parts) - 1))])
    return say("no. {no}, {words}\u2026", no=no, words=begins)


def _with_card(idea: str, who: str, step: str) -> str:
    if who and step:
        return say("{idea} (who: {who}; first step: {step})", idea=idea, who=who, step=step)
    if who:
        return say("{idea} (who: {who})", idea=idea, who=who)
    return say("{idea} (first step: {step})", idea=idea, step=step) if step else idea
