"""Rules of the house about its slices and aspects; which there are is read from the tuples that name them."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import fields
from itertools import permutations
from pathlib import Path
from typing import Any, get_type_hints

import grimp
import pytest

from facilitator.activities import contract
from facilitator.activities.contract import KINDS, MAY_HAVE, PARTS
from facilitator.model.bodies import StageEdited
from facilitator.model.kinds import COMMON, Kind
from facilitator.model.method import Stage
from facilitator.programme import contract as programmes
from facilitator.programme.contract import ASPECTS
from test_house import SOURCE, output_of

SLICES = {f"facilitator.activities.{kind}" for kind in KINDS} | {f"facilitator.programme.{name}" for name in ASPECTS}
WINDOW = ("board", "desk", "wall")
"""So the modules of a slice begin that belong to the window; no others of it know a toolkit."""
TOOLKITS = ("PySide6", "reportlab", "starlette", "jinja2", "uvicorn", "sqlite3")


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
        assert (says.plays, says.prints, bool(says.files.folder)) == tuple(part in files for part in MAY_HAVE), kind
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


ASPECT_KINDS = [kind for name in ASPECTS for kind in programmes.aspect(name).kinds]
EVERY = [*COMMON.values(), *(k for activity in KINDS for k in contract.activity(activity).kinds), *ASPECT_KINDS]
NO_WORDS = {
    *(
        "block",
        "code",
        "colour",
        "from",
        "group",
        "id",
        "into",
        "more",
        "offer",
        "note",
        "notes",
        "order",
        "groups",
        "cluster",
        "parent",
        "poll",
    ),
    *(
        "refiled_from",
        "relation",
        "scenario",
        "slot",
        "source",
        "table",
        "target",
        "targets",
        "to",
        "together",
        "zone",
        "more",
        "token",
        "zone",
    ),
    *("with", "paragraph", "room", "role"),
    *("about", "arrow", "choice", "choices", "kind", "mark", "outcome", "part", "scale", "verb", "version", "view"),
    *("wave", "what", "wrote", "date", "end", "ends", "said", "start", "starts", "rounds", "counts", "question"),
    *("theme", "offered", "split", "basis", "firmness", "status", "lead_group", "partners", "due", "depends_on"),
    *("owner_group", "state", "paper", "of", "agreed", "time"),
    *("equal_say", "different_voices", "open_to_all", "give_and_take", "parents_call_it_theirs"),
    *("by", "card", "file", "host", "url", "wifi", "wifi_password", "method"),
}
"""What fields for texts hold that are no words: other things by their ids; choices; days and times; this computer."""


def texts_of(body: Any) -> set[str]:
    """The fields of a dataclass that may hold texts, at any depth, by their names in the log."""
    hints = get_type_hints(body)
    named = {str(each.metadata.get("called", each.name)): str(hints[each.name]) for each in fields(body)}
    return {name for name, hint in named.items() if ("str" in hint or "Any" in hint) and "[str, int]" not in hint}


@pytest.mark.parametrize("kind", EVERY, ids=lambda kind: f"{kind.body.__module__.split('.')[-2]}-{kind.name}")
def test_a_kind_of_entry_has_a_body_of_its_own_and_says_which_of_its_texts_can_be_erased(kind: Kind) -> None:
    assert kind.name
    assert [each.name for each in EVERY if each.body is kind.body] == [kind.name]
    assert "__slots__" not in vars(kind.body), "what a body does not say is its class's"
    words = {each.partition(".")[0] for each in kind.words}
    if kind.body is StageEdited:
        chosen = {"activity", "timer", "screen", "visibility", "anonymity", "grouping"}
        built = {"id", "feeds", "continues", "level", "options"}
        assert texts_of(Stage) - words == chosen | built
    elif words != {"*"}:
        assert words <= texts_of(kind.body)
        assert texts_of(kind.body) - words <= NO_WORDS, "erased with a person, or no words at all"
    assert (kind.about is None) == (not kind.called), "what the desk says of something is called something"


def test_an_aspect_declares_the_kinds_that_it_folds() -> None:
    for name in ASPECTS:
        assert {kind.name for kind in programmes.aspect(name).kinds} == programmes.rules(name).KINDS


def in_slice(path: Path) -> bool:
    """Whether a file is in the folder of an activity or an aspect."""
    return path.parent.parent.name in ("activities", "programme") and path.parent.name in (*KINDS, *ASPECTS)
