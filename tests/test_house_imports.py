"""Who may know whom: no circle of modules, not even one of types alone, and the window's toolkit where a window is."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path

SOURCE = Path(__file__).resolve().parents[1] / "src"
TOOLKIT = ("PySide6", "shiboken6")
WINDOW = re.compile(
    r"facilitator\.(desktop|looks\.qt)(\.|$)"  # the window itself, and what every window is made of
    r"|facilitator\.(activities|programme)\.(.+\.)?(desk|wall)(_\w+)?$"  # a slice at the desk, on the room's screen
    r"|facilitator\.(activities\.boards|programme\.desks)$"  # what all of those share
)
STARTERS = {"facilitator.cli.rehearsing", "facilitator.cli.doctor"}
"""One ends the window's loop when it is told to end, the other tries whether the toolkit loads."""


@cache
def modules() -> Mapping[str, Path]:
    """Every module of the house by its dotted name."""
    found = {".".join(path.relative_to(SOURCE).with_suffix("").parts): path for path in SOURCE.rglob("*.py")}
    return {name.removesuffix(".__init__"): path for name, path in found.items()}


def imported(tree: ast.AST, name: str, package: bool) -> Iterator[str]:
    """Every name that a module imports, wherever in it that is said."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            above = name.split(".")[: len(name.split(".")) - node.level + package] if node.level else []
            source = ".".join([*above, *([node.module] if node.module else [])])
            yield from (f"{source}.{alias.name}" for alias in node.names)


@cache
def knows() -> Mapping[str, frozenset[str]]:
    """The modules of the house that each module names, by name."""
    known = modules()
    return {
        name: frozenset(
            target
            for full in imported(ast.parse(path.read_text(encoding="utf-8")), name, path.name == "__init__.py")
            if (target := full if full in known else full.rpartition(".")[0]) in known and target != name
        )
        for name, path in known.items()
    }


def circles(of: Mapping[str, Iterable[str]]) -> list[list[str]]:
    """The groups in which each reaches each (Tarjan), as sorted names."""
    number: dict[str, int] = {}
    lowest: dict[str, int] = {}
    waiting: list[str] = []
    found: list[list[str]] = []

    def visit(name: str) -> None:
        number[name] = lowest[name] = len(number)
        waiting.append(name)
        for other in sorted(of[name]):
            if other not in number:
                visit(other)
            if other in waiting:
                lowest[name] = min(lowest[name], lowest[other])
        if lowest[name] == number[name]:
            at = waiting.index(name)
            group, waiting[at:] = waiting[at:], []
            if len(group) > 1:
                found.append(sorted(group))

    for name in sorted(of):
        if name not in number:
            visit(name)
    return found


def test_no_modules_know_each_other_in_a_circle() -> None:
    assert circles({"a": "b", "b": "c", "c": "a", "d": "a"}) == [["a", "b", "c"]]
    assert "facilitator.desktop.shell.programmes" in knows()["facilitator.desktop.shell.frame"]
    assert circles(knows()) == []


def test_the_windows_toolkit_stays_where_a_window_is() -> None:
    assert {
        name
        for name, path in modules().items()
        if not WINDOW.match(name)
        and name not in STARTERS
        and any(
            target.startswith(TOOLKIT)
            for target in imported(ast.parse(path.read_text(encoding="utf-8")), name, path.name == "__init__.py")
        )
    } == set()
