"""Keeps a fault in a method that Qt calls (events, sizes, paint, models) from leaving it.

What an override raises goes through C++, and some of it ends the process. It is written to the fault log instead, once
for each place where it happens and then at 10, 100, 1000 times, and Qt is given a harmless answer.
"""

from __future__ import annotations

import contextlib
import functools
import logging
import sys
import traceback
from collections.abc import Callable
from typing import ParamSpec, TypeVar

P = ParamSpec("P")
R = TypeVar("R")
D = TypeVar("D")

FAULTS = logging.getLogger("facilitator.fault")
MARK = "__guarded__"
"""The attribute that a guarded method has: the maker of its harmless answer."""

_times: dict[tuple[str, str, int], int] = {}
_hearers: list[Callable[[], None]] = []


def guarded(method: Callable[P, None]) -> Callable[P, None]:
    """Guard a method that answers nothing: `@guarded`."""
    return guarded_or(_nothing)(method)


def guarded_or(answer: Callable[[], D]) -> Callable[[Callable[P, R]], Callable[P, R | D]]:
    """Guard a method that answers something; `answer` makes what Qt gets instead: `@guarded_or(QSize)`."""

    def guard(method: Callable[P, R]) -> Callable[P, R | D]:
        @functools.wraps(method)
        def held(*args: P.args, **kwargs: P.kwargs) -> R | D:
            try:
                return method(*args, **kwargs)
            except BaseException as error:
                _caught(error, method.__qualname__)
            return answer()

        setattr(held, MARK, answer)
        return held

    return guard


def hear(told: Callable[[], None]) -> None:
    """Call `told` whenever a fault is met at a new place; whoever heard before hears no more."""
    _hearers[:] = [told]


def forget() -> None:
    """Take every fault for a new one again."""
    _times.clear()


def _nothing() -> None:
    return None


def _caught(error: BaseException, method: str) -> None:
    with contextlib.suppress(BaseException):
        if isinstance(error, KeyboardInterrupt):  # Ctrl+C in the terminal: nobody's fault
            sys.excepthook(type(error), error, error.__traceback__)
            return
        steps = traceback.extract_tb(error.__traceback__)
        place = (type(error).__name__, steps[-1].filename, steps[-1].lineno or 0)
        times = _times[place] = _times.get(place, 0) + 1
        if times == 1:
            FAULTS.error("in %s\n%s", method, "".join(traceback.format_exception(error)))
            for told in _hearers:
                told()
        elif set(str(times)[1:]) == {"0"} and str(times)[0] == "1":
            FAULTS.warning("in %s, for the %d. time: %s", method, times, traceback.format_exception_only(error)[-1])
    with contextlib.suppress(BaseException):
        traceback.clear_frames(error.__traceback__)  # a painter that it holds ends before its widget does
