"""The register of answers: a row for each main thing that people said, answered or not. Each comment stands behind one
row only, so that nothing is answered twice.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from facilitator.model.deciding import Act, Acts, Asked
from facilitator.model.entry import Draft, Entry
from facilitator.model.say import say
from facilitator.programme.answers.bodies import AnswerAsked, AnswerGiven, AnswerRemoved, AnswersDue
from facilitator.programme.wording import too_long, wrong_days

MOST = 300
ANSWERS = {
    "done": say("done"),
    "will": say("will do"),
    "cannot": say("cannot, because"),
    "not_ours": say("not ours"),
    "": say("no answer yet"),
}
"""What can be answered, and the words for it; "" is no answer."""


@dataclass(frozen=True, slots=True)
class Point:
    """One thing that people said, as in `AnswerAsked`, with the answer to it, as in `AnswerGiven`: `asked` and `at` are
    the days of the two.
    """

    id: str
    said: str = ""
    theme: str = ""
    targets: tuple[str, ...] = ()
    asked: str = ""
    answer: str = ""
    words: str = ""
    who: str = ""
    who_group: str = ""
    by: str = ""
    at: str = ""

    @property
    def given(self) -> AnswerGiven:
        """The answer as it was given last."""
        return AnswerGiven(self.id, self.answer, self.words, self.who, self.who_group, self.by, self.at)


@dataclass(slots=True)
class State:
    """The rows by id in the order in which they were made; until when the answers are due; whom people ask."""

    points: dict[str, Point] = field(default_factory=dict)
    back: str = ""
    contact: str = ""


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


def _wrong_point(state: State, asked: Asked, said: AnswerAsked) -> str | None:
    if not said.id:
        return say("A row without an id cannot be kept.")
    is_new = said.id not in state.points
    if is_new and len(state.points) >= MOST:
        return say(
            "The register has {n} row at most. Take it away first.",
            "The register has {n} rows at most. Take one away first.",
            n=MOST,
        )
    if (is_new or said.point is not None) and not (said.point or "").strip():
        return say("Write what people said, in their own words.")
    return wrong_days(said.date or "") or too_long(said.point or "")


def _wrong_answer(state: State, asked: Asked, said: AnswerGiven) -> str | None:
    if said.id not in state.points:
        return say("That row is not there any more.")
    if said.answer not in ANSWERS:
        return say("An answer is done, will do, cannot or not ours.")
    if said.answer == "cannot" and not said.words.strip():
        return say("Say why it cannot be done. People read this first.")
    return wrong_days(said.by, said.date) or too_long(said.words, said.who)


def _wrong_due(state: State, asked: Asked, said: AnswersDue) -> str | None:
    return wrong_days(said.back or "") or too_long(said.contact or "")


# ---------------------------------------------------------------------- what is done


def _asked(state: State, entry: Entry, said: AnswerAsked) -> None:
    before = state.points.get(said.id)
    if not said.id or (before is None and len(state.points) >= MOST):
        return
    found = before or Point(said.id)
    targets = found.targets if said.targets is None else tuple(dict.fromkeys(said.targets))
    state.points[said.id] = replace(
        found,
        said=found.said if said.point is None else said.point,
        theme=found.theme if said.theme is None else said.theme,
        asked=found.asked if said.date is None else said.date,
        targets=targets,
    )
    for key, other in state.points.items():
        if key != said.id and not set(other.targets).isdisjoint(targets):
            state.points[key] = replace(other, targets=tuple(each for each in other.targets if each not in targets))


def _given(state: State, entry: Entry, said: AnswerGiven) -> None:
    found = state.points.get(said.id)
    if found is not None and said.answer in ANSWERS:
        state.points[said.id] = replace(
            found,
            answer=said.answer,
            words=said.words,
            who=said.who,
            who_group=said.who_group,
            by=said.by,
            at=said.date,
        )


def _removed(state: State, entry: Entry, said: AnswerRemoved) -> None:
    state.points.pop(said.id, None)


def _due(state: State, entry: Entry, said: AnswersDue) -> None:
    state.back = state.back if said.back is None else said.back
    state.contact = state.contact if said.contact is None else said.contact


_ACTS: Acts[State] = Acts(
    Act(AnswerAsked, _asked, _wrong_point, binding=False),
    Act(AnswerGiven, _given, _wrong_answer, binding=False),
    Act(AnswerRemoved, _removed),
    Act(AnswersDue, _due, _wrong_due, binding=False),
)
KINDS = frozenset(_ACTS.by_kind)
"""The kinds of entry that it folds."""
