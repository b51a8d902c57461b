"""Collects every sentence that the program says into `resources/i18n/facilitator.pot`, for translators.

Run by `make words`, which looks over the translations, too. Sentences are the arguments of `say`, `say_as`, `t` and
`room_t` in the source, of `say` and `rich` in the templates and in the phone's script, and the words of the methods,
surveys and lenses that come with the program.
"""

from __future__ import annotations

import ast
import io
import re
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po, write_po
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
    from facilitator.web.assets import sentences

    for one, many in sentences(text):
        yield "", one, many


def in_data(thing: object) -> Iterator[Found]:
    """The sentences of a value that was read from a data file."""
    from facilitator.model.say import messages_in

    for said in messages_in(thing):
        if any(letter.isalpha() for letter in said):
            yield said.context, said.one, said.many


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
    """The words of the methods, surveys and lenses that come with the program."""
    from facilitator.activities import lenses, library
    from facilitator.activities.survey import instrument_file

    yield from in_data(lenses.load())
    for path in sorted((ROOT / "resources" / "methods").glob("*.toml")):
        method = library.check(path)
        yield from in_data(method)
        for preset in method.presets:
            yield from in_data(method.form(preset.key).title)
    for path in sorted((ROOT / "resources" / "surveys").glob("*.toml")):
        yield from in_data(instrument_file.load(path))


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


def problems(text: bytes) -> Iterator[str]:
    """What is wrong with the translations of a catalogue: a {name} or a tag that is lost or new, a form that lacks.

    The form for one may leave out its {n}.
    """
    read = read_po(io.BytesIO(text))
    for message in read:
        asked = tuple(message.id) if isinstance(message.id, tuple) else (message.id,)
        said = tuple(message.string) if isinstance(message.string, tuple) else (message.string,)
        if not message.id or not any(said):
            continue
        if len(asked) > 1 and len(said) != read.num_plurals:
            yield f"{asked[0]!r} needs {read.num_plurals} forms."
        for at, one in enumerate(said):
            spared = {"{n}"} if len(said) > 1 and not at else set()
            if lost := _held(asked[-1]) - _held(one) - spared:
                yield f"{one!r} has lost {', '.join(sorted(lost))} of {asked[-1]!r}."
            if new := _held(one) - _held(asked[-1]):
                yield f"{one!r} has {', '.join(sorted(new))}, which {asked[-1]!r} has not."


def _held(text: str) -> set[str]:
    """The {names} and tags of a text."""
    return set(re.findall(r"\{\w+\}|</?\w[^<>]*>", text))


HEADER = b"""# Every sentence that Facilitator says, in English. `make words` writes this file.
msgid ""
msgstr ""
"Content-Type: text/plain; charset=utf-8\\n"
"Content-Transfer-Encoding: 8bit\\n"

"""

if __name__ == "__main__":
    TARGET.parent.mkdir(parents=True, exist_ok=True)
    TARGET.write_bytes(template())
    wrong = [(po.name, what) for po in sorted(TARGET.parent.glob("*.po")) for what in problems(po.read_bytes())]
    for name, what in wrong:
        print(f"{name}: {what}", file=sys.stderr)
    sys.exit(bool(wrong))
