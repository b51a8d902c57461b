"""Collects every sentence that the program says into `resources/i18n/facilitator.pot`, for translators.

Run by `make words`. Sentences are the arguments of `say`, `say_as`, `t` and `room_t` in the source, of `say` and `rich`
in the templates and in the phone's script, and the words of the methods and surveys that come with the program.
"""

from __future__ import annotations

import ast
import io
from collections.abc import Iterable, Iterator
from dataclasses import fields, is_dataclass
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_javascript
from babel.messages.pofile import write_po
from jinja2 import Environment, nodes

ROOT = Path(__file__).resolve().parents[1]
SOURCE = ROOT / "src" / "facilitator"
TARGET = ROOT / "resources" / "i18n" / "facilitator.pot"
SAYING = frozenset({"say", "t", "room_t", "rich"})
Found = tuple[str, str, str]
"""Context, English text, and the English text for many; empty where there is none."""


def in_python(text: str) -> Iterator[Found]:
    """The sentences of a module that are written out where they are said."""
    for node in ast.walk(ast.parse(text)):
        if not isinstance(node, ast.Call):
            continue
        name = node.func.id if isinstance(node.func, ast.Name) else ""
        words = [each.value for each in node.args if isinstance(each, ast.Constant) and isinstance(each.value, str)]
        if len(words) != len(node.args) or not words:
            continue
        if name in SAYING:
            yield "", words[0], words[1] if len(words) > 1 else ""
        elif name == "say_as":
            yield words[0], words[1], words[2] if len(words) > 2 else ""


def in_template(text: str) -> Iterator[Found]:
    """The sentences of a template."""
    for call in Environment(trim_blocks=True, lstrip_blocks=True).parse(text).find_all(nodes.Call):
        words = [each.value for each in call.args if isinstance(each, nodes.Const) and isinstance(each.value, str)]
        if isinstance(call.node, nodes.Name) and call.node.name in SAYING and words:
            yield "", words[0], words[1] if len(words) > 1 else ""


def in_script(text: str) -> Iterator[Found]:
    """The sentences of the phone's script."""
    for _, _, words, _ in extract_javascript(io.BytesIO(text.encode()), {"say": None}, [], {}):
        said = [each for each in ([words] if isinstance(words, str) else words) if each]
        if said:
            yield "", said[0], said[1] if len(said) > 1 else ""


def in_data(thing: object) -> Iterator[Found]:
    """The sentences of a value that was read from a data file."""
    from facilitator.model.say import Message

    if isinstance(thing, Message):
        if any(letter.isalpha() for letter in thing):
            yield thing.context, thing.one, thing.many
    elif is_dataclass(thing) and not isinstance(thing, type):
        for field in fields(thing):
            yield from in_data(getattr(thing, field.name))
    elif isinstance(thing, dict):
        for value in thing.values():
            yield from in_data(value)
    elif isinstance(thing, (tuple, list)):
        for value in thing:
            yield from in_data(value)


def everything() -> Iterator[Found]:
    """Every sentence there is."""
    for path in sorted(SOURCE.rglob("*.py")):
        yield from in_python(path.read_text(encoding="utf-8"))
    for path in sorted(SOURCE.rglob("*.html")):
        yield from in_template(path.read_text(encoding="utf-8"))
    for path in sorted((ROOT / "resources" / "web").glob("*.js")):
        yield from in_script(path.read_text(encoding="utf-8"))
    yield from shipped()


def shipped() -> Iterator[Found]:
    """The words of the methods that come with the program."""
    from facilitator.activities import lenses, library

    yield from in_data(lenses.load())
    for path in sorted((ROOT / "resources" / "methods").glob("*.toml")):
        yield from in_data(library.check(path))


def catalogue(found: Iterable[Found]) -> Catalog:
    """A catalogue without translations, in the order of its English texts. Raises ValueError for two plurals of one."""
    made = Catalog(project="Facilitator", charset="utf-8", fuzzy=False)
    plurals: dict[tuple[str, str], str] = {}
    for context, one, many in sorted(set(found)):
        known = plurals.get((context, one), "")
        if known and many and known != many:
            raise ValueError(f"{one!r} is said with two plurals: {known!r} and {many!r}")
        plurals[context, one] = many or known
    for (context, one), many in plurals.items():
        made.add((one, many) if many else one, context=context or None)
    return made


def template() -> bytes:
    """The file for translators, the same bytes for the same sentences."""
    out = io.BytesIO()
    write_po(out, catalogue(everything()), omit_header=True, sort_output=True, width=0)
    return HEADER + out.getvalue()


HEADER = b"""# Every sentence that Facilitator says, in English. `make words` writes this file.
msgid ""
msgstr ""
"Content-Type: text/plain; charset=utf-8\\n"
"Content-Transfer-Encoding: 8bit\\n"

"""

if __name__ == "__main__":
    TARGET.parent.mkdir(parents=True, exist_ok=True)
    TARGET.write_bytes(template())
