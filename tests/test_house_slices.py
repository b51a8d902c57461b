"""Rules of the house about its slices and aspects; which there are is read from the tuples that name them."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from itertools import permutations
from pathlib import Path

import grimp
import pytest

from facilitator.activities import contract
from facilitator.activities.contract import KINDS, MAY_HAVE, PARTS
from facilitator.model.kinds import COMMON, Kind
from facilitator.programme.contract import ASPECTS
from test_house import SOURCE, output_of

SLICES = {f"facilitator.activities.{kind}" for kind in KINDS} | {f"facilitator.programme.{name}" for name in ASPECTS}
WINDOW = ("board", "desk", "wall")
"""So the modules of a slice begin that belong to the window; no others of it know a toolkit."""
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
    assert {path.parent.name for path in (SOURCE / "programme").glob("*/__init__.py")} == set(ASPECTS)


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


def test_slices_never_reach_the_store(graph: grimp.ImportGraph) -> None:
    for each in SLICES:
        assert graph.find_shortest_chains(importer=each, imported="facilitator.store", as_packages=True) == set(), each


def test_of_a_slice_only_what_belongs_to_the_window_knows_a_toolkit(graph: grimp.ImportGraph) -> None:
    with_toolkits = grimp.build_graph("facilitator", include_external_packages=True, cache_dir=None)
    found = []
    for module in graph.modules:
        home, name = slice_of(module), module.rpartition(".")[2]
        if home and module != home and not name.startswith(WINDOW):
            known = {m.partition(".")[0] for m in with_toolkits.find_modules_directly_imported_by(module)}
            qt = {m for m in graph.find_modules_directly_imported_by(module) if m.startswith("facilitator.looks.qt")}
            found += [(module, each) for each in (known & set(TOOLKITS)) | qt]
    assert found == []


def attributes(path: Path, name: str) -> Iterator[str]:
    """What an attribute of that name is read from, as it is written, wherever that is done in a module."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Attribute) and node.attr == name:
            yield ast.unparse(node.value)


def test_nobody_outside_a_slice_reads_its_state() -> None:
    """But for the model, which keeps it."""
    reads = set()
    for path in (path for path in SOURCE.rglob("*.py") if "model" not in path.parts and not in_slice(path)):
        if any(read.rpartition(".")[2] in ("run", "later", "earlier", "current") for read in attributes(path, "state")):
            reads.add(f"facilitator.{'.'.join(path.relative_to(SOURCE).with_suffix('').parts)}")
    assert reads == set()


def test_no_part_of_a_slice_is_asked_for_by_its_name(graph: grimp.ImportGraph) -> None:
    """A part that a slice does not have has a default: who knows the contract never asks whether it is there."""
    asked = []
    for module in graph.find_modules_that_directly_import("facilitator.activities.contract"):
        path = SOURCE.joinpath(*module.split(".")[1:])
        path = path / "__init__.py" if path.is_dir() else path.with_suffix(".py")
        calls = (n for n in ast.walk(ast.parse(path.read_text(encoding="utf-8"))) if isinstance(n, ast.Call))
        asked += [(module, ast.unparse(c)) for c in calls if ast.unparse(c.func) in ("getattr", "hasattr", "vars")]
    assert asked == []


EVERY = [*COMMON.values(), *(kind for activity in KINDS for kind in contract.activity(activity).kinds)]


@pytest.mark.parametrize("kind", EVERY, ids=lambda kind: f"{kind.body.__module__.split('.')[-2]}-{kind.name}")
def test_a_kind_of_entry_has_a_body_of_its_own_that_has_the_words_that_can_be_erased(kind: Kind) -> None:
    assert kind.name
    assert [each.name for each in EVERY if each.body is kind.body] == [kind.name]
    assert "__slots__" not in vars(kind.body), "what a body does not say is its class's"
    known = {str(field.metadata.get("called", name)) for name, field in vars(kind.body)["__dataclass_fields__"].items()}
    assert {words.partition(".")[0] for words in kind.words} - {"*"} <= known


def in_slice(path: Path) -> bool:
    """Whether a file is in the folder of an activity or an aspect."""
    return path.parent.parent.name in ("activities", "programme") and path.parent.name in (*KINDS, *ASPECTS)
