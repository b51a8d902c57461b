"""Whatever an activity's rules and pages say to people is a message, which meets each of them in their language."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import pseudo
from facilitator.activities import contract
from facilitator.looks import languages
from facilitator.looks.languages import reader
from facilitator.model.kinds import COMMON
from test_house import SOURCE

PARTS = ("rules", "limits", "page", "bodies", "facts", "typed", "__init__", "figures")
FILES = [path for kind in contract.KINDS for path in (SOURCE / "activities" / kind).glob("*.py") if path.stem in PARTS]
FILES += [SOURCE / name for name in ("activities/words.py", "programme/facts/rules.py", "model/kinds.py")]
WORDS = re.compile(r"[a-z]{2,} [a-z]{2,}|^[A-Z][a-z]+ |[a-z]{2}\\.$")
SAYING = ("say", "say_as")
DATA = ("filled in again",)
"""The reason in the exports for a form that somebody filled in a second time."""


def said_plainly(path: Path) -> Iterator[str]:
    """What looks like words for people in a module, and is no message: neither documentation nor an argument of say."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    fine: set[ast.AST] = set()
    for node in ast.walk(tree):
        says = isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in SAYING
        if says or (isinstance(node, ast.ClassDef) and node.name == "Told"):
            fine |= {*ast.walk(node)}
        elif isinstance(node, ast.Expr):
            fine.add(node.value)
    for node in ast.walk(tree):
        words = node.value if isinstance(node, ast.Constant) and node not in fine else ""
        if isinstance(words, str) and WORDS.search(words) and words not in DATA:
            yield f"{path.parent.name}/{path.name}: {words}"


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_no_sentence_is_said_but_as_a_message(path: Path) -> None:
    assert list(said_plainly(path)) == []


def test_thanks_and_titles_are_told_in_the_language_of_their_reader(machine: str) -> None:
    marked = reader(machine)
    said = [words for kind in COMMON.values() for words in (kind.thanks, kind.back)]
    for each in map(contract.activity, contract.KINDS):
        said += [each.title, *(words for kind in each.kinds for words in (kind.thanks, kind.back))]
    assert [words for words in said if words and pseudo.unmarked(languages.told(words, marked))] == []
