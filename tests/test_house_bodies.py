"""One way to make an entry: a typed body says what it holds. Only the model and the store see how it is kept."""

from __future__ import annotations

import ast
import importlib
import pkgutil
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest

import facilitator
from facilitator.model.packed import Packed

SOURCE = Path(facilitator.__file__).parent
EDGES = ("model", "store")
"""Where an entry is made from a body, and kept."""
OTHERS = sorted(path for path in SOURCE.rglob("*.py") if path.relative_to(SOURCE).parts[0] not in EDGES)
LOOK_UPS = ("get", "pop")


def bodies(of: type[Packed] = Packed) -> Iterator[type[Packed]]:
    """Every body there is, once all modules that declare some are loaded."""
    for each in of.__subclasses__():
        yield each
        yield from bodies(each)


@pytest.fixture(scope="module")
def kinds() -> frozenset[str]:
    for module in pkgutil.walk_packages(facilitator.__path__, "facilitator."):
        if module.name.endswith(".bodies"):
            importlib.import_module(module.name)
    return frozenset(body.kind for body in bodies()) - {""}


def words(node: ast.AST) -> Iterator[str]:
    """A literal, or those in a literal list of some."""
    for each in getattr(node, "elts", [node]):
        if isinstance(each, ast.Constant) and isinstance(each.value, str):
            yield each.value


def called(call: ast.Call) -> str:
    """The last name of what is called."""
    return call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")


def made_by_hand(code: str, kinds: frozenset[str]) -> Iterator[tuple[int, str]]:
    """`(line, what)` of each entry that is made, or asked for, without a body, or known by a name in quotes."""
    for node in ast.walk(ast.parse(code)):
        if isinstance(node, ast.Call) and called(node) == "Draft":
            yield node.lineno, "makes a draft"
        if isinstance(node, ast.Call) and called(node) == "emit" and any(isinstance(a, ast.Tuple) for a in node.args):
            yield node.lineno, "asks with a tuple"
        if isinstance(node, ast.Call) and called(node) == "read" and any(isinstance(a, ast.Dict) for a in node.args):
            yield node.lineno, "reads a body that was made there"
        if (
            isinstance(node, ast.Call)
            and "ask" in called(node)
            and node.args
            and kinds.intersection(words(node.args[0]))
        ):
            yield node.lineno, "names a kind"
        row = node.elts if isinstance(node, ast.Tuple | ast.List) else node.args if isinstance(node, ast.Call) else []
        if not (isinstance(node, ast.Call) and called(node) in LOOK_UPS):
            for name, body in pairwise(row):
                if isinstance(body, ast.Dict) and kinds.intersection(words(name)):
                    yield node.lineno, "makes a body as a dict"
        if isinstance(node, ast.Compare):
            sides = [node.left, *node.comparators]
            named = any(getattr(side, "attr", "") == "kind" or getattr(side, "id", "") == "kinds" for side in sides)
            if named and any(kinds.intersection(words(side)) for side in sides):
                yield node.lineno, "names a kind"


def test_everybody_but_the_model_and_the_store_speaks_in_bodies(kinds: frozenset[str]) -> None:
    found = [
        f"{path.relative_to(SOURCE)}:{line}: {what}"
        for path in OTHERS
        for line, what in made_by_hand(path.read_text(encoding="utf-8"), kinds)
    ]
    assert found == []


@pytest.mark.parametrize(
    ("code", "what"),
    [
        ('Draft("finished", {}, w)', "makes a draft"),
        ("acts.Draft(kind, body)", "makes a draft"),
        ("self.asked.emit((kind, body))", "asks with a tuple"),
        ('Noted.read({**more, "text": text})', "reads a body that was made there"),
        ('self._ask("note", {"text": text})', "makes a body as a dict"),
        ('return "note", {"text": text}', "makes a body as a dict"),
        ('self._ask("note", text=text)', "names a kind"),
        ('change.kind in ("note", "edited")', "names a kind"),
        ('"finished" in kinds', "names a kind"),
    ],
)
def test_each_way_round_a_body_is_found(code: str, what: str, kinds: frozenset[str]) -> None:
    assert (1, what) in made_by_hand(code, kinds)


@pytest.mark.parametrize(
    "code",
    ['options.get("change", {})', 'field.kind == "choice"', "asked.emit(Noted(text))", "change.kind == Noted.kind"],
)
def test_what_is_no_entry_is_left_alone(code: str, kinds: frozenset[str]) -> None:
    assert list(made_by_hand(code, kinds)) == []
