"""The computer's clock is put right while a workshop goes on: nothing that is reckoned with it jumps."""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from facilitator.activities import library
from facilitator.model import acts, bodies, moment
from facilitator.model.clock import MINUTE
from facilitator.model.mixing import due, mixed
from facilitator.model.workshop import Workshop
from facilitator.records import exports, load
from facilitator.records.imports import import_json
from facilitator.store import file
from facilitator.store.feed import open_feed
from facilitator.store.port import Feed
from jumping import HOUR, START, Computer

W, STAGE = "wclock01", "objective"
JUMPS = (HOUR, -3 * HOUR, 90_000, -40_000)


@pytest.fixture
def computer(monkeypatch: pytest.MonkeyPatch) -> Computer:
    """A computer of which the test is the clock."""
    return Computer(monkeypatch)


@pytest.fixture
def day(tmp_path: Path, computer: Computer) -> Path:
    """A programme whose first stage, HARD and of five minutes, was opened and started just now."""
    path = tmp_path / "day.facilitator"
    file.create(path)
    method = library.find("focused-conversation")
    first = method.stages[0].id
    with opened(path) as feed:
        feed.append(acts.create({"title": "Day"}, [method], workshop=W))
        feed.append([bodies.StageEdited({"timer": "HARD", "minutes": 5}).draft(W, first)])
        feed.append([bodies.Opened().draft(W, first), bodies.Timed("start").draft(W, first)])
    return path


@contextlib.contextmanager
def opened(path: Path) -> Iterator[Feed]:
    """A programme, open."""
    with contextlib.closing(open_feed(path)) as feed:
        yield feed


def asked(path: Path) -> Workshop:
    """What a process makes of the file when it has asked for the clock, as everybody does who leads."""
    with opened(path) as feed:
        feed.append([bodies.ClockSet().draft(W)])
    return followed(path)


def followed(path: Path) -> Workshop:
    """What the log comes to, in a process that followed it."""
    moment.catch_up()
    return load.workshop(path)[1]


def left(workshop: Workshop) -> int:
    run = workshop.current
    assert run is not None
    return run.clock.remaining(moment.now_ms())


def jumps(path: Path) -> list[int]:
    with opened(path) as feed:
        return [entry.body["by"] for entry in feed.pull(0) if entry.kind == "clock_set"]


@pytest.mark.parametrize("by", JUMPS)
def test_until_it_is_noted_a_process_goes_by_the_clock_that_it_began_with(computer: Computer, by: int) -> None:
    before = moment.now_ms()
    computer.put(by)
    assert moment.is_off()
    computer.passes(1000)
    assert moment.now_ms() == before + 1000
    moment.catch_up()
    assert not moment.is_off()
    assert moment.now_ms() == before + 1000 + by


@pytest.mark.parametrize("by", JUMPS)
def test_a_clock_put_right_in_mid_stage_leaves_what_was_left(computer: Computer, day: Path, by: int) -> None:
    computer.passes(2 * MINUTE)
    computer.put(by)
    workshop = asked(day)
    run = workshop.current
    assert run is not None
    now = moment.now_ms()
    assert (now, run.takes_entries(now)) == (computer.wall, True)
    assert (left(workshop), run.actual(now)) == (3 * MINUTE, 2 * MINUTE)
    assert run.clock.ends_at(now) == now + 3 * MINUTE
    assert jumps(day) == [by]
    assert asked(day).seq == workshop.seq


def test_whoever_writes_first_notes_it_first_and_once(computer: Computer, day: Path) -> None:
    with opened(day) as window, opened(day) as web:
        computer.put(HOUR)
        web.append([bodies.Presence(connected=3).draft(W)])
        window.append([bodies.ClockSet().draft(W), bodies.Timed("pause").draft(W, STAGE)])
        kinds = [entry.kind for entry in window.pull(0)]
    assert kinds[-3:] == ["clock_set", "presence", "timer"]


def test_put_wrong_and_right_again_leaves_every_time_as_it_was(computer: Computer, day: Path) -> None:
    before = followed(day).stages[0].spans
    computer.passes(MINUTE)
    computer.put(-3 * HOUR)
    with opened(day) as feed:
        feed.append([bodies.Opened().draft(W, followed(day).stages[1].id)])
    computer.passes(MINUTE)
    computer.put(3 * HOUR)
    workshop = asked(day)
    first, second = workshop.stages[:2]
    assert jumps(day) == [-3 * HOUR, 3 * HOUR]
    assert first.spans == [(before[0][0], START + MINUTE)]
    assert second.spans == [(START + MINUTE, None)]


def test_put_right_while_the_programme_was_closed(computer: Computer, day: Path) -> None:
    computer.passes(MINUTE)
    computer.put(HOUR)
    computer.process()
    assert left(asked(day)) == 4 * MINUTE


def test_a_computer_started_anew_with_a_clock_that_lags_loses_no_time(computer: Computer, day: Path) -> None:
    computer.start_anew(-20 * HOUR)
    assert left(asked(day)) == 5 * MINUTE
    computer.passes(MINUTE)
    computer.put(20 * HOUR)
    assert left(asked(day)) == 4 * MINUTE
    assert jumps(day) == [-20 * HOUR, 20 * HOUR]


def test_a_computer_started_anew_with_the_right_clock_is_believed(computer: Computer, day: Path) -> None:
    computer.start_anew(3 * MINUTE)
    assert left(asked(day)) == 2 * MINUTE
    assert jumps(day) == []


@pytest.mark.parametrize("by", [-3 * HOUR, -40_000])
def test_where_the_computer_tells_no_start_from_another_no_length_falls_below_zero(
    computer: Computer, day: Path, by: int
) -> None:
    computer.started = ""
    with opened(day) as feed:
        feed.append([bodies.Presence().draft(W)])
    computer.put(by)
    computer.passes(2 * MINUTE)
    workshop = asked(day)
    assert 3 * MINUTE <= left(workshop) <= 5 * MINUTE
    with opened(day) as feed:
        feed.append([bodies.Closed().draft(W, workshop.stages[0].id)])
    assert 0 <= followed(day).stages[0].actual(moment.now_ms()) <= 2 * MINUTE


def test_a_log_of_before_clocks_were_noted_has_no_minutes_below_zero(computer: Computer, day: Path) -> None:
    """Its times go back, and nothing in it says why."""
    at = computer.wall
    with opened(day) as feed:
        feed.append([replace(bodies.Closed().draft(W, STAGE), at=at - 3 * HOUR)])
    assert followed(day).stages[0].actual(at) == 0
    with contextlib.closing(sqlite3.connect(day)) as db:
        assert db.execute("SELECT actual_minutes FROM stage_times WHERE stage_no = 1").fetchone() == (0.0,)


def test_views_and_exports_tell_the_same_and_an_import_keeps_it(computer: Computer, day: Path, tmp_path: Path) -> None:
    computer.passes(2 * MINUTE)
    computer.put(-3 * HOUR)
    computer.passes(MINUTE)
    with opened(day) as feed:
        feed.append([bodies.Finished().draft(W)])
    programme, workshop = load.workshop(day)
    assert workshop.stages[0].actual(0) == 3 * MINUTE
    with contextlib.closing(sqlite3.connect(day)) as db:
        minutes, at = db.execute("SELECT actual_minutes, opened_at FROM stage_times WHERE stage_no = 1").fetchone()
    assert (minutes, at) == (3.0, "2023-11-14T19:13Z")
    again = tmp_path / "again.facilitator"
    file.create(again)
    source = tmp_path / "day.json"
    source.write_bytes(exports.to_json(programme, workshop))
    import_json(again, source)
    assert load.workshop(again)[1].stages[0].spans == workshop.stages[0].spans


def test_what_keeps_nobody_is_mixed_the_same_across_a_jump(computer: Computer, day: Path) -> None:
    stage = followed(day).stages[0].id
    with opened(day) as feed:
        feed.append([bodies.StageEdited({"anonymity": "nothing"}).draft(W, stage)])
        for number in range(8):
            computer.put(HOUR if number == 4 else 0)
            computer.passes(1000)
            feed.append([bodies.Joined(group="", table="").draft(W, person=f"p{number}")])
            feed.append([bodies.Noted(f"{number}", source="phone").draft(W, stage)])
        feed.append([bodies.Finished().draft(W)])
    workshop = followed(day)
    after = mixed(workshop)
    assert {note.at for note in after.stages[0].notes} == {workshop.stages[0].spans[0][0]}
    assert {p.first_at for p in after.people.by_id.values()} == {workshop.stages[0].spans[0][0]}
    assert due(workshop, moment.now_ms())
    assert not due(after, moment.now_ms())


steps = st.lists(
    st.tuples(
        st.sampled_from(["passes", "put", "process", "write", "pause", "start", "ask"]),
        st.integers(-10 * HOUR, 10 * HOUR),
    ),
    max_size=12,
)


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps)
def test_whatever_is_done_to_the_clock_what_is_left_is_what_did_not_pass(
    tmp_path_factory: pytest.TempPathFactory, steps: list[tuple[str, int]]
) -> None:
    with pytest.MonkeyPatch.context() as patch:
        computer = Computer(patch)
        path = tmp_path_factory.mktemp("any") / "day.facilitator"
        file.create(path)
        method = library.find("focused-conversation")
        stage, ran, runs = method.stages[0].id, 0, True
        with opened(path) as feed:
            feed.append(acts.create({"title": "Day"}, [method], workshop=W))
            feed.append([bodies.Opened().draft(W, stage), bodies.Timed("start").draft(W, stage)])
            for deed, by in steps:
                if deed == "passes":
                    computer.passes(abs(by) // 60)
                    ran += abs(by) // 60 if runs else 0
                elif deed == "put":
                    computer.put(by)
                elif deed == "process":
                    computer.process()
                elif deed in ("pause", "start"):
                    runs = deed == "start"
                    feed.append([bodies.Timed(deed).draft(W, stage)])
                else:
                    feed.append([bodies.ClockSet().draft(W) if deed == "ask" else bodies.Presence().draft(W)])
        workshop = asked(path)
        clock = workshop.stages[0].clock
        tolerated = moment.STEP_MS * (len(steps) + 1)
        assert abs(clock.elapsed(moment.now_ms()) - ran) <= tolerated
        assert abs(workshop.stages[0].clock.length - clock.remaining(moment.now_ms()) - ran) <= tolerated
