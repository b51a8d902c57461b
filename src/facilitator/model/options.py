"""What the options of a stage may be. Each activity says it of its own, by name; what does not fit is as usual."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping

Fits = Callable[[object], bool]
"""Whether a value can be worked with."""

_MOST = 50
_WORDS = 2000


def whole(low: int, high: int) -> Fits:
    """A whole number from `low` to `high`."""
    return lambda value: isinstance(value, int) and not isinstance(value, bool) and low <= value <= high


def flag() -> Fits:
    """Yes or no."""
    return lambda value: isinstance(value, bool)


def words(most: int = _WORDS) -> Fits:
    """A text of at most so many characters."""
    return lambda value: isinstance(value, str) and len(value) <= most


def one_of(known: Collection[str]) -> Fits:
    """One of these texts."""
    return lambda value: isinstance(value, str) and value in known


def each(fits: Fits, most: int = _MOST) -> Fits:
    """A list of at most so many, of which each fits."""
    return lambda value: isinstance(value, list | tuple) and len(value) <= most and all(map(fits, value))


def table(needed: Mapping[str, Fits], may: Mapping[str, Fits] | None = None) -> Fits:
    """A table with what is needed in it, and what else it may say; what nobody knows may stand there too."""
    known = {**(may or {}), **needed}

    def fits(value: object) -> bool:
        if not isinstance(value, Mapping) or not set(needed) <= set(value):
            return False
        return all(known[name](given) for name, given in value.items() if name in known)

    return fits


def by_name(fits: Fits, most: int = _MOST) -> Fits:
    """A table of any names, of which each value fits."""
    return lambda value: isinstance(value, Mapping) and len(value) <= most and all(map(fits, value.values()))
