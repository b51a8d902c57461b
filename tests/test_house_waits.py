"""Every wait in a test has an end: what hangs fails, and says where."""

from __future__ import annotations

import ast
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from children import line_of
from test_house import ROOT

TESTS = Path(__file__).parent
PROGRAMS = (TESTS / "bench", TESTS / "soak")
"""What is run by hand, as long as it takes; only its tests are looked at."""


def endless(code: str) -> Iterator[str]:
    """The calls that may wait for ever: for a process or a thread, or for what one says."""
    tree = ast.parse(code)
    awaited = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Await)}
    for node in ast.walk(tree):
        if (
            not isinstance(node, ast.Call)
            or id(node) in awaited
            or any(each.arg == "timeout" for each in node.keywords)
        ):
            continue
        name, alone = ast.unparse(node.func), not node.args
        ends = alone and name.rpartition(".")[2] in ("wait", "communicate", "join") and "." in name
        if ends or name in ("subprocess.run", "urllib.request.urlopen") or name.endswith("stdout.readline"):
            yield f"{node.lineno} {ast.unparse(node)[:80]}"


def test_no_test_waits_without_an_end() -> None:
    sources = [path for path in TESTS.rglob("*.py") if path.name != "children.py"]
    of_tests = [path for path in sources if path.parent not in PROGRAMS or path.name.startswith("test_")]
    assert [f"{path.name}:{each}" for path in of_tests for each in endless(path.read_text("utf-8"))] == []


def test_a_wait_without_an_end_is_found() -> None:
    code = "a.wait()\nb.join()\nsubprocess.run(x)\nc.stdout.readline()\n"
    fine = "d.wait(3)\n', '.join(x)\nsubprocess.run(x, timeout=3)\nasync def e():\n    await f.wait()\n"
    assert [each.partition(" ")[0] for each in endless(code + fine)] == ["1", "2", "3", "4"]


def test_a_child_that_says_nothing_fails_the_test_that_listens() -> None:
    words = [sys.executable, "-c", "import sys; sys.stdin.read()"]
    with subprocess.Popen(words, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as child:
        with pytest.raises(AssertionError, match="said nothing"):
            line_of(child, 0.1)
        assert child.wait(60) != 0


def test_whatever_else_hangs_shows_where_and_ends() -> None:
    asked = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["pytest"]["ini_options"]
    assert asked["faulthandler_timeout"] > 0
    assert asked["faulthandler_exit_on_timeout"] is True
