"""What spans the events of a programme: how many different people, who was expected, and what became of promises."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from facilitator.model.deciding import Act, Acts, Asked
from facilitator.model.entry import Draft, Entry
from facilitator.programme.events.bodies import ExpectedTold, PeopleTold, PromiseFollowed
from facilitator.programme.wording import wrong_days


@dataclass(frozen=True, slots=True)
class Followed:
    """What is known of a promise since it was made; see `bodies.PromiseFollowed`."""

    agreed: bool = False
    date: str = ""
    outcome: str = ""


NOT_FOLLOWED = Followed()
"""Of a promise that nobody asked about."""


@dataclass(slots=True)
class State:
    """Different people by partner group, None where nobody counted them; those expected by workshop and partner group;
    and what is known of each promise by its key.
    """

    people: Mapping[str, int] | None = None
    expected: dict[str, Mapping[str, int]] = field(default_factory=dict)
    followed: dict[str, Followed] = field(default_factory=dict)

    def of(self, promise: str) -> Followed:
        """What is known of a promise."""
        return self.followed.get(promise, NOT_FOLLOWED)


def start() -> State:
    """The state before the first entry."""
    return State()


def check(state: State, draft: Draft) -> str | None:
    """Why this cannot be kept so; None when it can."""
    return _ACTS.refuse(state, draft)


def fold(state: State, entry: Entry) -> None:
    """Apply one entry in place."""
    _ACTS.fold(state, entry)


def _wrong_promise(state: State, asked: Asked, said: PromiseFollowed) -> str | None:
    return wrong_days(said.date)


def _people(state: State, entry: Entry, said: PeopleTold) -> None:
    state.people = dict(said.people) or None


def _expected(state: State, entry: Entry, said: ExpectedTold) -> None:
    if said.id:
        state.expected[said.id] = dict(said.groups)


def _promise(state: State, entry: Entry, said: PromiseFollowed) -> None:
    if said.target:
        state.followed[said.target] = replace(state.of(said.target), **said.words())


_ACTS: Acts[State] = Acts(
    Act(PeopleTold, _people),
    Act(ExpectedTold, _expected),
    Act(PromiseFollowed, _promise, _wrong_promise, binding=False),
)
KINDS = frozenset(_ACTS.by_kind)
"""The kinds of entry that it folds."""
