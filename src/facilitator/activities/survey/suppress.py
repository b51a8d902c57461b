"""Which groups may be told apart: none that is small, and none that the others would give away by subtraction."""

from __future__ import annotations

from collections.abc import Mapping

LEAST = 5
"""A group with fewer answers than this is never shown by itself."""
PER_CENT_FROM = 20
"""Per cent is said only of so many answers, or more."""


def shown(counts: Mapping[str, int], least: int = LEAST) -> set[str]:
    """The groups that may be shown beside the total of all of them. `counts`: answers by group, all that there are.

    Whoever knows the total can take the shown groups from it: what is left over must be at least two groups and at
    least `least` answers, or nothing at all. Where that fails the next smallest group is hidden too.
    """
    there = {group: n for group, n in counts.items() if n > 0}
    if sum(there.values()) < least:
        return set()
    left = sorted((group for group, n in there.items() if n >= least), key=lambda group: (there[group], group))
    hidden = [n for n in there.values() if n < least]
    while left and hidden and (len(hidden) < 2 or sum(hidden) < least):
        hidden.append(there[left.pop(0)])
    return set(left)


def per_cent(part: int, whole: int) -> str:
    """`83 %`, or nothing where there are too few answers for per cent."""
    return f"{round(100 * part / whole)} %" if whole >= PER_CENT_FROM else ""
