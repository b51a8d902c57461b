"""Rules of the house about its slices; which slices there are is read from the tuple that names them."""

from __future__ import annotations

import re
from itertools import permutations
from pathlib import Path

import grimp
import pytest

from facilitator.activities import contract
from facilitator.activities.contract import KINDS, MAY_HAVE, PARTS
from test_house import SOURCE, output_of

SLICES = {f"facilitator.activities.{kind}" for kind in KINDS}
TOOLKITS = ("PySide6", "reportlab", "starlette", "jinja2", "uvicorn", "sqlite3", "sqlite_utils")


@pytest.fixture(scope="module")
def graph() -> grimp.ImportGraph:
    """Who imports whom in the program."""
    return grimp.build_graph("facilitator", cache_dir=None)


def slice_of(module: str) -> str:
    """The slice that a module is in; empty outside of all."""
    return next((each for each in SLICES if module == each or module.startswith(f"{each}.")), "")


def test_each_folder_of_the_activities_is_named_in_the_tuple() -> None:
    folders = {path.parent.name for path in (SOURCE / "activities").glob("*/__init__.py")}
    assert folders == set(KINDS)
    for kind in KINDS:
        files = {path.stem for path in (SOURCE / "activities" / kind).glob("*.py")}
        says = contract.activity(kind)
        assert files >= set(PARTS), kind
        assert (says.plays, says.prints) == tuple(part in files for part in MAY_HAVE), kind


def test_slices_never_reach_each_other(graph: grimp.ImportGraph) -> None:
    for one, other in permutations(sorted(SLICES), 2):
        chains = graph.find_shortest_chains(importer=one, imported=other, as_packages=True)
        assert chains == set(), (one, other)


def test_nobody_outside_a_slice_imports_it(graph: grimp.ImportGraph) -> None:
    found = []
    for module in graph.modules:
        for imported in graph.find_modules_directly_imported_by(module):
            home = slice_of(imported)
            if home and slice_of(module) != home:
                found.append((module, imported))
    assert found == []


def test_what_an_activity_says_of_itself_needs_no_toolkit() -> None:
    says = "import sys; from facilitator.activities import contract; "
    says += "[contract.activity(kind) for kind in contract.KINDS]; print(*sys.modules)"
    loaded = {name.partition(".")[0] for name in output_of("-c", says).split()}
    assert "facilitator" in loaded
    assert loaded.isdisjoint(TOOLKITS)


def test_no_part_of_a_slice_is_asked_for_by_getattr() -> None:
    asked = [path for path in (SOURCE / "activities").glob("*.py") if "getattr(" in path.read_text(encoding="utf-8")]
    assert asked == list[Path]()


def test_nobody_outside_a_slice_reads_its_state() -> None:
    """But for the model, which keeps it."""
    outside = [path for path in SOURCE.rglob("*.py") if "model" not in path.parts and not in_slice(path)]
    reads = [path for path in outside if re.search(r"\brun\.state\b", path.read_text(encoding="utf-8"))]
    assert reads == []


def in_slice(path: Path) -> bool:
    """Whether a file is in the folder of an activity."""
    return path.parent.name in KINDS and path.parent.parent.name == "activities"
