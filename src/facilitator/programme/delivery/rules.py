"""What keeps a programme going: the steps of its delivery plan, the meetings of its task group, the indicators agreed
on, and how it stands with the papers of each event.
"""

from __future__ import annotations

from dataclasses import dataclass, field, fields, replace
from typing import Any, TypeVar

from facilitator.model.deciding import Act, Acts, Asked
from facilitator.model.entry import Draft, Entry
from facilitator.model.packed import Packed
from facilitator.model.say import say
from facilitator.programme.delivery.bodies import (
    IndicatorRemoved,
    IndicatorTold,
    MeetingRemoved,
    MeetingTold,
    PaperTold,
    StepRemoved,
    StepTold,
)
from facilitator.programme.wording import words_too_long, wrong_days

MOST = 100
"""So many steps, meetings or indicators at most."""
STATES = {
    "not started": say("not started"),
    "on track": say("on track"),
    "at risk": say("at risk"),
    "done": say("done"),
    "dropped": say("dropped"),
}
"""How a step can stand, and the word for it."""
PAPERS = {
    "agenda": say("Agenda and run sheet"),
    "questions": say("Questions or script"),
    "record": say("Record of what was said"),
    "attitudes": say("Attitude survey"),
    "evaluation": say("Evaluation summary"),
    "sent back": say("Sent back to people"),
}
"""The papers that each event of a programme owes, in the order of the day."""
AVAILABLE, MISSING, NONE = "available", "not produced", "not applicable"
PAPER_STATES = {AVAILABLE: say("available"), MISSING: say("not produced"), NONE: say("not applicable")}
"""How it can stand with a paper, and the word for it."""


@dataclass(frozen=True, slots=True)
class Step:
    """A step of the delivery plan, as in `StepTold`."""

    id: str
    text: str = ""
    owner: str = ""
    owner_group: str = ""
    by: str = ""
    state: str = "not started"


@dataclass(frozen=True, slots=True)
class Meeting:
    """A meeting of the task group, as in `MeetingTold`; `came` is None before it is held."""

    id: str
    date: str = ""
    time: str = ""
    called: str = ""
    came: int | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Indicator:
    """An indicator, as in `IndicatorTold`. `told_at` is when it was first written down (milliseconds since 1970)."""

    id: str
    text: str = ""
    measure: str = ""
    target: str = ""
    agreed: str = ""
    result: str = ""
    told_at: int = 0


@dataclass(frozen=True, slots=True)
class Paper:
    """How it stands with a paper of an event, and why it does not apply."""

    state: str
    why: str = ""


_Thing = TypeVar("_Thing", Step, Meeting, Indicator)


@dataclass(slots=True)
class State:
    """Steps, meetings and indicators by id in the order in which they were made; papers by event and key."""

    steps: dict[str, Step] = field(default_factory=dict)
    meetings: dict[str, Meeting] = field(default_factory=dict)
    indicators: dict[str, Indicator] = field(default_factory=dict)
    papers: dict[tuple[str, str], Paper] = field(default_factory=dict)

    def in_order(self) -> list[Meeting]:
        """The meetings by their days; those without one last."""
        return sorted(self.meetings.values(), key=lambda each: (not each.date, each.date, each.time))

    def next_meeting(self, today: str) -> Meeting | None:
        """The first meeting to come that is not held yet; `today` is ISO 8601."""
        return next((each for each in self.in_order() if each.came is None and each.date >= today), None)

    def passed(self, today: str) -> Meeting | None:
        """The last meeting whose day has passed and of which nobody said that it was held."""
        gone = [each for each in self.in_order() if each.came is None and "" < each.date < today]
        return gone[-1] if gone else None


def start() -> State:
    """The state before the first entry."""
    return State()


def check(state: State, draft: Draft) -> str | None:
    """Why this cannot be kept so; None when it can."""
    return _ACTS.refuse(state, draft)


def fold(state: State, entry: Entry) -> None:
    """Apply one entry in place. What an erased or an odd body does not say stays as it was."""
    _ACTS.fold(state, entry)


# ---------------------------------------------------------------------- what is wrong


def _wrong_step(state: State, asked: Asked, said: StepTold) -> str | None:
    if said.state is not None and said.state not in STATES:
        return say("A step is not started, on track, at risk, done or dropped.")
    return _wrong(state.steps, said, said.id, said.by)


def _wrong_meeting(state: State, asked: Asked, said: MeetingTold) -> str | None:
    if said.came is not None and said.came < 0:
        return say("Nobody or more came: a number from 0 up.")
    return _wrong(state.meetings, said, said.id, said.date)


def _wrong_indicator(state: State, asked: Asked, said: IndicatorTold) -> str | None:
    return _wrong(state.indicators, said, said.id, said.agreed)


def _wrong_paper(state: State, asked: Asked, said: PaperTold) -> str | None:
    if said.paper not in PAPERS or not said.of or (said.state and said.state not in PAPER_STATES):
        return say("A paper is available, not produced or not applicable.")
    if said.state == NONE and not said.why.strip():
        return say("Write in a few words why this does not apply: whoever reads it should not have to guess.")
    return words_too_long(said)


def _wrong(known: dict[str, Any], said: Packed, key: str, day: str | None) -> str | None:
    """What is wrong with anything that has an id and a day."""
    if not key:
        return say("What has no id cannot be kept.")
    if key not in known and len(known) >= MOST:
        return say("There is room for {n} of these. Take it away first.",
                   "There is room for {n} of these. Take one away first.", n=MOST)  # fmt: skip
    return wrong_days(day) or words_too_long(said)


# ---------------------------------------------------------------------- what is done


def _told(known: dict[str, _Thing], fresh: _Thing, said: Packed) -> None:
    """Something has the facts that a body brings; a new one is made where it is not there yet."""
    found = known.get(fresh.id)
    if not fresh.id or (found is None and len(known) >= MOST):
        return
    names = {each.name for each in fields(fresh)} - {"id", "told_at"}
    now = {name: value for name in names if (value := getattr(said, name)) is not None}
    known[fresh.id] = replace(found or fresh, **now)


def _step(state: State, entry: Entry, said: StepTold) -> None:
    if said.state in STATES or said.state is None:
        _told(state.steps, Step(said.id), said)


def _meeting(state: State, entry: Entry, said: MeetingTold) -> None:
    _told(state.meetings, Meeting(said.id), said)


def _indicator(state: State, entry: Entry, said: IndicatorTold) -> None:
    _told(state.indicators, Indicator(said.id, told_at=entry.at), said)


def _paper(state: State, entry: Entry, said: PaperTold) -> None:
    if said.paper in PAPERS and said.state in PAPER_STATES:
        state.papers[said.of, said.paper] = Paper(said.state, said.why)
    else:
        state.papers.pop((said.of, said.paper), None)


def _step_removed(state: State, entry: Entry, said: StepRemoved) -> None:
    state.steps.pop(said.id, None)


def _meeting_removed(state: State, entry: Entry, said: MeetingRemoved) -> None:
    state.meetings.pop(said.id, None)


def _indicator_removed(state: State, entry: Entry, said: IndicatorRemoved) -> None:
    state.indicators.pop(said.id, None)


_ACTS: Acts[State] = Acts(
    Act(StepTold, _step, _wrong_step, binding=False),
    Act(StepRemoved, _step_removed),
    Act(MeetingTold, _meeting, _wrong_meeting, binding=False),
    Act(MeetingRemoved, _meeting_removed),
    Act(IndicatorTold, _indicator, _wrong_indicator, binding=False),
    Act(IndicatorRemoved, _indicator_removed),
    Act(PaperTold, _paper, _wrong_paper, binding=False),
)
KINDS = frozenset(_ACTS.by_kind)
"""The kinds of entry that it folds."""
