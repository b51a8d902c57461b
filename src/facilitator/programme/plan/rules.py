"""The development plan of a programme. A row is an action once somebody leads it and it has a date: others are listed
apart. What a review says is added to a log that nothing changes.
"""

from __future__ import annotations

from dataclasses import dataclass, field, fields, replace

from facilitator.model.deciding import Act, Acts, Asked
from facilitator.model.entry import Draft, Entry
from facilitator.model.say import Message, say
from facilitator.programme.plan.bodies import MadeTogether, NextReview, Reviewed, RowRemoved, RowTold
from facilitator.programme.wording import too_long, words_too_long, wrong_days

MOST = 200
STATUS = {
    "not started": say("not started"),
    "on track": say("on track"),
    "at risk": say("at risk"),
    "late": say("late"),
    "done": say("done"),
    "dropped": say("dropped"),
}
"""Where an action can stand, and the word for it."""
FINISHED = ("done", "dropped")
TOGETHER = {
    "equal_say": say("Equal say"),
    "different_voices": say("Different voices"),
    "open_to_all": say("Open to all"),
    "give_and_take": say("Give and take"),
    "parents_call_it_theirs": say("Parents would call it theirs"),
}
"""What is asked about a plan that is to be made together, and the words for it."""
HOW_FAR = {"": say("not asked"), "yes": say("yes"), "partly": say("partly"), "not yet": say("not yet")}
"""The answers to that, and the words for them."""


@dataclass(frozen=True, slots=True)
class Row:
    """One row of the plan, as in `RowTold`; `status`, `last_review` and `note` as the last review left them."""

    id: str
    objective: str = ""
    theme: str = ""
    action: str = ""
    lead: str = ""
    lead_group: str = ""
    lead_accepted: bool = False
    partners: tuple[str, ...] = ()
    start: str = ""
    due: str = ""
    measure: str = ""
    evidence: str = ""
    resources: str = ""
    depends_on: tuple[str, ...] = ()
    targets: tuple[str, ...] = ()
    status: str = ""
    last_review: str = ""
    note: str = ""

    @property
    def stands(self) -> str:
        """Its status in a word of STATUS."""
        return self.status or "not started"

    @property
    def owned(self) -> bool:
        """Whether somebody leads it."""
        return bool(self.lead.strip() or self.lead_group)

    @property
    def is_action(self) -> bool:
        """Whether it counts: it has a lead and a date."""
        return self.owned and bool(self.due)

    @property
    def finished(self) -> bool:
        """Whether nothing more is to be done."""
        return self.status in FINISHED


@dataclass(frozen=True, slots=True)
class Review:
    """A line of the log: what a review said of the row `id`, and where that stood before ("" where it was new)."""

    id: str
    status: str
    before: str = ""
    date: str = ""
    words: str = ""
    where: str = ""
    people: int = 0


@dataclass(slots=True)
class State:
    """The rows by id in the order in which they were made, the log of reviews, the next one (day and time), and what
    was answered on whether it was made together.
    """

    rows: dict[str, Row] = field(default_factory=dict)
    log: list[Review] = field(default_factory=list)
    next_review: str = ""
    next_time: str = ""
    asked: str = ""
    together: dict[str, str] = field(default_factory=dict)


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


def _wrong_row(state: State, asked: Asked, said: RowTold) -> str | None:
    if not said.id:
        return say("An action without an id cannot be kept.")
    before = state.rows.get(said.id)
    if before is None and len(state.rows) >= MOST:
        return say(
            "A plan has {n} row at most. Take it away first.",
            "A plan has {n} rows at most. Take one away first.",
            n=MOST,
        )
    if (before is None or said.action is not None) and not (said.action or "").strip():
        return say("Write what will be done.")
    if said.status and said.status not in STATUS:
        return _no_status()
    known = before or Row(said.id)
    begins = known.start if said.start is None else said.start
    ends = known.due if said.due is None else said.due
    if wrong := wrong_days(begins, ends):
        return wrong
    if begins and ends and ends < begins:
        return say("An action cannot be due before it starts. Change one of the two dates.")
    return words_too_long(said)


def _wrong_review(state: State, asked: Asked, said: Reviewed) -> str | None:
    if said.id not in state.rows:
        return say("That action is not there any more.")
    if said.status not in STATUS:
        return _no_status()
    if not said.date:
        return say("Write on which day it was reviewed.")
    return wrong_days(said.date) or too_long(said.words, said.short, said.where)


def _wrong_next(state: State, asked: Asked, said: NextReview) -> str | None:
    return wrong_days(said.date)


def _wrong_together(state: State, asked: Asked, said: MadeTogether) -> str | None:
    if any(getattr(said, name) not in (None, *HOW_FAR) for name in TOGETHER):
        return say("Answer yes, partly, not yet, or leave it as not asked.")
    return wrong_days(said.date or "")


def _no_status() -> Message:
    return say("An action is not started, on track, at risk, late, done or dropped.")


# ---------------------------------------------------------------------- what is done


def _told(state: State, entry: Entry, said: RowTold) -> None:
    before = state.rows.get(said.id)
    if not said.id or (before is None and len(state.rows) >= MOST):
        return
    known = {each.name for each in fields(Row)} & {each.name for each in fields(RowTold)} - {"id"}
    now = {name: value for name in known if (value := getattr(said, name)) is not None}
    if said.status not in STATUS:
        now.pop("status", None)
    state.rows[said.id] = replace(before or Row(said.id), **now)


def _reviewed(state: State, entry: Entry, said: Reviewed) -> None:
    """A review in which nothing was said and nothing changed leaves its day at the row, and no line in the log."""
    row = state.rows.get(said.id)
    if row is None or said.status not in STATUS:
        return
    state.rows[said.id] = replace(row, status=said.status, last_review=said.date, note=said.short or said.words)
    if said.words or said.status != row.stands:
        line = Review(said.id, said.status, row.status, said.date, said.words, said.where, said.people)
        state.log.append(line)


def _removed(state: State, entry: Entry, said: RowRemoved) -> None:
    state.rows.pop(said.id, None)


def _next(state: State, entry: Entry, said: NextReview) -> None:
    state.next_review, state.next_time = said.date, said.time if said.date else ""


def _together(state: State, entry: Entry, said: MadeTogether) -> None:
    state.asked = state.asked if said.date is None else said.date
    for name in TOGETHER:
        answer = getattr(said, name)
        if answer in HOW_FAR:
            state.together[name] = answer


_ACTS: Acts[State] = Acts(
    Act(RowTold, _told, _wrong_row, binding=False),
    Act(Reviewed, _reviewed, _wrong_review, binding=False),
    Act(RowRemoved, _removed),
    Act(NextReview, _next, _wrong_next, binding=False),
    Act(MadeTogether, _together, _wrong_together, binding=False),
)
KINDS = frozenset(_ACTS.by_kind)
"""The kinds of entry that it folds."""
