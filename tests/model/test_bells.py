"""Sounds come from the clock: what rings by which profile, once, and never late."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilitator.model.bells import BELL, CALL, CHIME, SOON, cues, rung
from facilitator.model.clock import MINUTE, PROFILES, Clock


@pytest.mark.parametrize(
    ("profile", "minutes", "expected"),
    [
        ("HARD", 20, [(5 * MINUTE, SOON), (MINUTE, SOON), (10_000, SOON), (0, CHIME)]),
        ("HARD", 4, [(MINUTE, SOON), (10_000, SOON), (0, CHIME)]),
        ("ROUND", 6, [(30_000, SOON), (0, BELL)]),
        ("QUIET", 10, [(0, CHIME)]),
        ("BREAK", 15, [(5 * MINUTE, SOON), (MINUTE, CALL), (0, CALL)]),
        ("SOFT", 20, []),
        ("OPEN", 20, []),
    ],
)
def test_what_each_profile_rings(profile: str, minutes: int, expected: list[tuple[int, str]]) -> None:
    assert cues(Clock(profile, minutes * MINUTE)) == expected


@given(
    st.sampled_from(PROFILES),
    st.integers(1, 90),
    st.lists(st.integers(1, 900), min_size=1, max_size=60),
)
def test_every_cue_rings_once_however_the_clock_is_looked_at(profile: str, minutes: int, steps: list[int]) -> None:
    clock = Clock(profile, minutes * MINUTE)
    clock.start(0)
    now, heard, passed = 0, [], []
    wait = clock.total - 2_000
    for step in [wait, *steps]:
        left = clock.remaining(now)
        now += step
        passed += [sound for at, sound in cues(clock) if clock.remaining(now) <= at < left and step < 1_000]
        heard += [sound for sound in [rung(clock, left, now)] if sound and step < 1_000]
    assert heard == passed


def test_what_was_slept_through_or_stands_still_does_not_ring() -> None:
    clock = Clock("HARD", 20 * MINUTE)
    clock.start(0)
    assert rung(clock, 6 * MINUTE, 19 * MINUTE + 30_000) == ""
    assert rung(clock, MINUTE + 100, 19 * MINUTE) == SOON
    clock.pause(19 * MINUTE)
    assert rung(clock, MINUTE + 100, 19 * MINUTE) == ""
