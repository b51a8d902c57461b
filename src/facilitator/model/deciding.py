"""What may be done in an activity: its acts, each with what its entries hold, what is wrong, and what it does."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from facilitator.model.entry import Draft, Entry
from facilitator.model.packed import Packed

S = TypeVar("S")
B = TypeVar("B", bound=Packed)
Asked = Draft | Entry
"""What is asked for, or what is stored."""


def nothing_wrong(state: object, asked: Asked, said: Packed) -> str | None:
    """Of an act that is never refused."""
    return None


def nothing_done(state: object, entry: Entry, said: Packed) -> set[str]:
    """Of an act of which the notes know what it does."""
    return set()


@dataclass(frozen=True, slots=True)
class Act(Generic[S, B]):
    """One kind of entry in an activity. `does` applies it in place and returns the keys of what it touched; of notes
    the activity's Notes know that.

    `wrong` refuses it in a sentence. It is `binding` where it decides for stored entries too, which then change
    nothing; otherwise it is a courtesy before the write.
    """

    body: type[B]
    does: Callable[[S, Entry, B], set[str] | None] = nothing_done
    wrong: Callable[[S, Asked, B], str | None] = nothing_wrong
    binding: bool = True

    def refuse(self, state: S, asked: Asked) -> str | None:
        """A sentence that refuses it, or None."""
        return self.wrong(state, asked, self.body.read(asked.body))

    def fold(self, state: S, entry: Entry) -> set[str]:
        """Apply it in place; what is against the rules changes nothing."""
        said = self.body.read(entry.body)
        if self.binding and self.wrong is not nothing_wrong and self.wrong(state, entry, said):
            return set()
        return self.does(state, entry, said) or set()


class Acts(Generic[S]):
    """The acts of an activity by their kind."""

    def __init__(self, *acts: Act[S, Any]) -> None:
        self.by_kind: Mapping[str, Act[S, Any]] = {act.body.kind: act for act in acts}

    def refuse(self, state: S, asked: Asked) -> str | None:
        """A sentence that refuses a draft or an entry, or None."""
        act = self.by_kind.get(asked.kind)
        return act.refuse(state, asked) if act else None

    def fold(self, state: S, entry: Entry) -> set[str]:
        """Apply one entry in place; return the keys of what it touched."""
        act = self.by_kind.get(entry.kind)
        return act.fold(state, entry) if act else set()
