import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilitator.model.clock import GRACE, MINUTE, Clock, figures
from facilitator.model.facts import PARKING_STAGE as STAGE
from facilitator.model.run import ActivityState, RunOf

T0 = 1_700_000_000_000


def running(minutes=10, profile="SOFT"):
    clock = Clock(profile, minutes * MINUTE)
    clock.start(T0)
    return clock


def test_before_the_start_all_is_left():
    clock = Clock("SOFT", 7 * MINUTE)
    assert (clock.phase(T0), clock.remaining(T0), clock.ends_at(T0)) == ("waiting", 7 * MINUTE, None)


@pytest.mark.parametrize(
    ("minute", "phase"),
    [(0, "calm"), (7.9, "calm"), (8, "wrap"), (9, "last"), (9.99, "last"), (10, "over"), (12, "over")],
)
def test_soft_warns_at_four_fifths_and_in_the_last_minute(minute, phase):
    assert running().phase(T0 + int(minute * MINUTE)) == phase


def test_hard_warns_five_minutes_before_only_when_long():
    long, short = running(20, "HARD"), running(8, "HARD")
    assert long.phase(T0 + 15 * MINUTE) == "wrap"
    assert short.phase(T0 + 4 * MINUTE) == "calm"
    assert short.phase(T0 + 7 * MINUTE) == "last"


def test_open_never_warns_nor_ends():
    clock = running(5, "OPEN")
    assert clock.phase(T0 + 60 * MINUTE) == "calm"
    assert clock.ends_at(T0) is None


def test_quiet_says_nothing_until_it_is_over():
    clock = running(5, "QUIET")
    assert clock.phase(T0 + 5 * MINUTE - 1) == "calm"
    assert clock.phase(T0 + 5 * MINUTE) == "over"


def test_pause_stops_everything_and_start_goes_on():
    clock = running()
    clock.pause(T0 + 2 * MINUTE)
    assert clock.phase(T0 + 30 * MINUTE) == "paused"
    assert clock.remaining(T0 + 30 * MINUTE) == 8 * MINUTE
    clock.start(T0 + 30 * MINUTE)
    assert clock.ends_at(T0 + 31 * MINUTE) == T0 + 38 * MINUTE


def test_added_minutes_move_the_end_and_never_below_nothing():
    clock = running()
    clock.add(60)
    assert clock.ends_at(T0) == T0 + 11 * MINUTE
    clock.add(-3600)
    assert clock.total == 0


def test_hard_locks_after_its_grace_unless_paused_or_extended():
    clock = running(5, "HARD")
    end = T0 + 5 * MINUTE
    assert not clock.locked(end + GRACE - 1)
    assert clock.locked(end + GRACE)
    clock.add(60)
    assert not clock.locked(end + GRACE)
    assert not running(5).locked(end + 60 * MINUTE)


@pytest.mark.parametrize(
    ("ms", "text"),
    [
        (7 * MINUTE, "7:00"),
        (9_001, "0:10"),
        (9_000, "0:09"),
        (0, "0:00"),
        (-999, "0:00"),
        (-80_000, "+1:20"),
        (3_720_000, "1:02:00"),
    ],
)
def test_figures(ms, text):
    assert figures(ms) == text


def test_an_old_log_in_which_the_clock_went_back_tells_no_time_that_cannot_be():
    """Earlier releases did not note that the clock was put right: what is left is never more than there was."""
    clock, run = running(5, "HARD"), RunOf(STAGE, "", running(5), None, ActivityState(STAGE))
    back = T0 - 180 * MINUTE
    assert (clock.remaining(back), clock.ends_at(back), clock.locked(back)) == (5 * MINUTE, back + 5 * MINUTE, False)
    run.open(T0)
    run.close(back)
    assert run.actual(back) == 0


@given(st.lists(st.tuples(st.sampled_from(["start", "pause", "add"]), st.integers(0, 10 * MINUTE)), max_size=12))
def test_time_run_and_time_stopped_make_up_the_whole(steps):
    """Whatever is pressed when, elapsed + stopped = time since the first start."""
    clock, at, first = Clock("SOFT", 10 * MINUTE), T0, None
    for verb, wait in steps:
        at += wait
        if verb == "add":
            clock.add(wait // 1000)
        else:
            getattr(clock, verb)(at)
        if verb == "start" and first is None:
            first = at
    if first is None:
        assert clock.elapsed(at) == 0
        return
    stopped = clock.stopped_for + (at - clock.paused if clock.paused is not None else 0)
    assert clock.elapsed(at) + stopped == at - first
    assert clock.remaining(at) == clock.total - clock.elapsed(at)
