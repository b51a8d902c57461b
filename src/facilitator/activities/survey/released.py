"""Which forms figures are made from: never so that two papers with one form between them tell what is on that form.

Nothing is counted while a form is open for the first time. When it closes, or everybody who was there has sent one, all
that came is counted. What comes later waits until there is so much of it that nobody can be told from it, and belongs
to no group. What was counted once stays as it was.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Generic, Protocol, TypeVar

from facilitator.model.clock import GRACE
from facilitator.model.suppression import LEAST, MOST


class Sent(Protocol):
    """A form, as far as it matters when it came."""

    @property
    def late(self) -> bool:
        """Whether it says of itself that it came after the form was closed."""


F = TypeVar("F", bound=Sent)


@dataclass(frozen=True, slots=True)
class Released(Generic[F]):
    """The forms of one wave that are counted, by their tokens: `first` are those that were there when it closed,
    `late` all that were added since. `closed_at` is when it was last closed (milliseconds), None where it never was;
    `seen_at` is when the last form came.
    """

    first: Mapping[str, F] = field(default_factory=dict)
    late: Mapping[str, F] = field(default_factory=dict)
    open: bool = False
    closed_at: int | None = None
    seen_at: int | None = None

    @property
    def every(self) -> dict[str, F]:
        """All that are counted."""
        return {**self.first, **self.late}

    def in_time(self, at: int) -> bool:
        """Whether what comes at a time belongs to what came before: the form is open, was only just closed, or both
        came together.
        """
        return self.open or at == self.seen_at or (self.closed_at is not None and at <= self.closed_at + GRACE)

    @property
    def tells(self) -> bool:
        """Whether so many are counted that somebody may have been given figures of them."""
        return len(self.first) >= LEAST

    def go_on(
        self, there: Mapping[str, F], may: Callable[[dict[str, F]], bool], *, complete: bool = False
    ) -> Released[F]:
        """With what may be counted of all forms that are `there`; `may` says whether the figures may go on to some.

        `complete`: everybody who was present has sent one, so that it is as good as closed.
        """
        new = {token: form for token, form in there.items() if token not in self.first and token not in self.late}
        if not new or (self.open and not (complete and not self.tells)):
            return self
        if not self.tells:
            return replace(self, first={token: form for token, form in there.items() if not form.late})
        if len(new) < MOST or not may({**self.every, **new}):
            return self
        return replace(self, late={**self.late, **new})


def many(before: int, other: int) -> bool:
    """Whether figures of some people may go on to others, of whom `other` are not the same as `before`: none, or many,
    or nothing was told of those before.
    """
    return not other or other >= MOST or before < LEAST
