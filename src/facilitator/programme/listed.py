"""What several aspects list alike: things under the themes that they belong to, and the comments behind them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from facilitator.model.programme import Programme
from facilitator.programme.aspect import Subject
from facilitator.programme.comments import Comment, of_programme
from facilitator.programme.contract import subjects

T = TypeVar("T")
NO_SUBJECT = Subject("", "")
"""Of what belongs to no theme that is there."""


def under_subjects(
    programme: Programme, every: Iterable[T], theme_of: Callable[[T], str]
) -> list[tuple[Subject, list[T]]]:
    """Every theme in its order with what belongs to it, which may be nothing; last what belongs to none, if anything.

    What belonged to a theme that was merged into another belongs to that one.
    """
    themes = subjects(programme)
    home = {old: each.id for each in themes for old in (each.id, *each.also)}
    found: dict[str, list[T]] = {each.id: [] for each in themes}
    rest: list[T] = []
    for one in every:
        found.get(home.get(theme_of(one), ""), rest).append(one)
    listed = [(each, found[each.id]) for each in themes]
    return [*listed, (NO_SUBJECT, rest)] if rest else listed


@dataclass(frozen=True, slots=True)
class Behind:
    """The comments of a programme by their keys, as far as they stand: what was taken back stands behind nothing."""

    by_key: Mapping[str, Comment]

    def those(self, keys: Sequence[str]) -> list[Comment]:
        """The comments of these keys that are there."""
        return [self.by_key[key] for key in keys if key in self.by_key]

    def of(self, keys: Sequence[str]) -> str:
        """Their numbers, for a cell of a table; what was written on a form has none."""
        return ";".join(str(each.no) for each in self.those(keys) if each.no)


def numbers(programme: Programme) -> Behind:
    """Every comment by its key."""
    return Behind({each.key: each for each in of_programme(programme)})


class Latest:
    """The comments of a programme for whoever shows them again and again: read anew only where one may be new."""

    def __init__(self) -> None:
        self._read: tuple[tuple[str, int], ...] | None = None
        self._behind = Behind({})

    def of(self, programme: Programme) -> Behind:
        """Every comment by its key, as it is now."""
        read = tuple((each.id, each.seq) for each in programme.workshops.values())
        if read != self._read:
            self._read, self._behind = read, numbers(programme)
        return self._behind
