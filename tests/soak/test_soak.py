"""Two minutes of chance with the real window, watched from outside; and the parts of the watching itself."""

from __future__ import annotations

import ast
import inspect
import re
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from random import Random

import pytest

from facilitator.desktop.shell import commands
from facilitator.desktop.shell.frame import MainWindow
from soak import memory, run
from soak.deeds import COMMANDS, DIALOGS, TENDS, Deeds
from soak.memory import Sample
from soak.pulse import HANGS_S, STALL_S, Listener, Pulse

MINUTES, SEED, STALL = 2, 7, 5.0
"""A longer pause than elsewhere: what runs beside the tests makes every step of the processor slower."""


def test_two_minutes_of_chance_neither_end_nor_stall_the_window() -> None:
    words = [sys.executable, run.__file__, "--minutes", str(MINUTES), "--seed", str(SEED), "--stall", str(STALL)]
    said = subprocess.run(words, capture_output=True, text=True, check=False, timeout=2400)
    assert said.returncode == 0, said.stdout + said.stderr
    assert f"seed {SEED}: nothing was wrong" in said.stdout
    assert "memory: " in said.stdout


def test_every_dialogue_every_command_and_every_act_on_notes_is_in_reach_of_chance() -> None:
    """What is new in the window is named in `deeds.py`, or else this fails."""
    source = Path(commands.__file__).parents[1]
    trees = [ast.parse(path.read_text(encoding="utf-8")) for path in source.rglob("*.py")]
    classes = [node for tree in trees for node in ast.walk(tree) if isinstance(node, ast.ClassDef)]
    above = [(node.name, {ast.unparse(base) for base in node.bases}) for node in classes]
    found = {name for name, bases in above if bases & {"House", "QDialog"}} - {"House"}
    weights = Deeds(Random(1), MainWindow, Path(), []).weights
    assert found == set(DIALOGS)
    assert set(DIALOGS.values()) <= set(weights)
    assert {"evaluate", "told", "plan", "record", "stage"} <= set(weights)
    public = {name for name, deed in vars(commands.Commands).items() if inspect.isfunction(deed) and name[0] != "_"}
    asked = {name for name in public if not asks(getattr(commands.Commands, name))}
    elsewhere = {"close", "save_summary", "print", "paper_forms", "export"}
    assert asked - elsewhere == set(COMMANDS)
    menus = (source / "run" / "menu.py").read_text(encoding="utf-8")
    noted = re.search(r"def note_menu.*?for name in \((.*?)\)", menus, re.DOTALL)
    assert noted and set(re.findall(r'"(\w+)"', noted[1])) == set(TENDS)


def asks(deed: object) -> bool:
    """Whether something must be said to a deed."""
    assert callable(deed)
    told = list(inspect.signature(deed).parameters.values())[1:]
    return any(each.default is inspect.Parameter.empty for each in told)


def steady(count: int, **more: int) -> list[Sample]:
    """Quiet points a minute apart; each figure named grows by so much every time."""
    names = ("megabytes", "qt", "windows", "python")
    base, step = (200, 800, 4, 80_000), [more.get(name, 0) for name in names]
    return [Sample(n, *(value + n * by for value, by in zip(base, step, strict=True))) for n in range(count)]


def test_memory_that_stays_is_no_growth() -> None:
    assert memory.grown(steady(60)) == []
    assert memory.grown(steady(2, qt=9_000)) == []  # too few to tell
    assert memory.slope([(each.minute, each.megabytes) for each in steady(60)]) == 0


@pytest.mark.parametrize("name, step", [("megabytes", 2), ("qt", 40), ("windows", 1), ("python", 2_000)])
def test_memory_that_rises_all_the_time_is_told(name: str, step: int) -> None:
    (sentence,) = memory.grown(steady(60, **{name: step}))
    assert sentence.startswith(f"{name} grew from ")


def test_a_warm_up_is_no_growth() -> None:
    cold = [Sample(n, 100 + 30 * n, 100, 1, 40_000) for n in range(5)]
    assert memory.grown([*cold, *steady(25)]) == []


def test_a_window_that_is_still_going_at_one_quiet_point_is_no_growth() -> None:
    samples = steady(9)
    for at in (2, 5, 8):
        one = list(samples)
        one[at] = replace(one[at], qt=1_700, windows=34)
        assert memory.grown([replace(each, minute=each.minute / 4) for each in one]) == []
        assert memory.grown(one) == []


def test_what_is_read_at_one_moment_and_kept_is_no_growth() -> None:
    samples = [replace(each, megabytes=330 if each.minute < 44 else 360) for each in steady(60)]
    assert memory.grown(samples) == []


class Machine:
    """A clock, a pulse and a processor that the test turns by hand."""

    def __init__(self, folder: Path, patch: pytest.MonkeyPatch) -> None:
        self.now, self.kept = 100.0, 0.0
        patch.setattr("soak.pulse.monotonic", lambda: self.now)
        patch.setattr("soak.pulse.waited", lambda _pid: {"1": self.kept})
        self.pulse = Pulse(folder / "pulse")
        self.pulse.beat(0)
        self.listener = Listener(self.pulse, 1)
        self.pass_by(0.1)
        self.pulse.beat(1)
        self.listener.look()

    def pass_by(self, seconds: float, kept: float = 0.0) -> bool:
        """Let time pass, of which the machine keeps the window waiting for `kept`; whether that is a new stall."""
        self.now += seconds
        self.kept += kept
        return self.listener.look()


@pytest.fixture
def machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Machine]:
    """A window that has just beaten."""
    made = Machine(tmp_path, monkeypatch)
    yield made
    made.pulse.close()


def test_a_window_that_stands_still_is_told_once(machine: Machine) -> None:
    assert not machine.pass_by(STALL_S)
    assert machine.pass_by(0.2)
    assert not machine.pass_by(5)
    assert machine.listener.stalls == 1
    machine.pulse.beat(2)
    machine.listener.look()
    assert machine.pass_by(STALL_S + 0.1)
    assert machine.listener.stalls == 2


def test_a_busy_machine_is_no_stall_unless_it_never_ends(machine: Machine) -> None:
    assert not machine.pass_by(10, kept=9.5)
    assert machine.listener.worst == pytest.approx(0.5, abs=0.2)
    assert machine.pass_by(HANGS_S, kept=HANGS_S)


def test_an_unknown_option_is_refused() -> None:
    said = subprocess.run(
        [sys.executable, run.__file__, "--speed"], capture_output=True, text=True, check=False, timeout=240
    )
    assert said.returncode == 2


def test_a_pulse_is_read_by_another(tmp_path: Path) -> None:
    one, other = Pulse(tmp_path / "pulse"), Pulse(tmp_path / "pulse")
    assert other.last() == (0.0, 0)
    before = time.monotonic()
    one.beat(12)
    at, acts = other.last()
    assert acts == 12
    assert before <= at <= time.monotonic()
    one.close()
    other.close()
