"""Work beside the window: it gives its result, ends when it is stopped, and an error in it is an end too."""

from __future__ import annotations

import threading
from collections.abc import Iterator

import pytest

from facilitator.programme.themes.beside import THREAD, Beside


def over(work: Beside[str]) -> bool:
    """Whether it ends, in a minute at most."""
    for thread in threading.enumerate():
        if thread.name == THREAD:
            thread.join(60)
    return work.is_over


def test_it_says_how_far_it_is_and_has_what_came_of_it() -> None:
    go_on = threading.Event()

    def work() -> Iterator[float | str]:
        yield 0.5
        go_on.wait(60)
        yield "found"

    beside: Beside[str] = Beside(work)
    assert not beside.is_over
    go_on.set()
    assert over(beside)
    assert (beside.share, beside.result) == (0.5, "found")


def test_it_goes_no_further_once_it_is_stopped() -> None:
    go_on, steps = threading.Event(), []

    def work() -> Iterator[float | str]:
        go_on.wait(60)
        for n in range(1000):
            steps.append(n)
            yield n / 1000
        yield "found"

    beside: Beside[str] = Beside(work)
    beside.stop()
    go_on.set()
    assert over(beside)
    assert beside.result is None
    assert steps == [0]


@pytest.mark.logs("suggesting themes")
def test_an_error_in_it_is_its_end() -> None:
    def work() -> Iterator[float | str]:
        yield 0.1
        raise ValueError("a fault of ours")

    beside: Beside[str] = Beside(work)
    assert over(beside)
    assert beside.result is None
