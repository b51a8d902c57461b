"""Every sentence can be collected and translated: written out where it is said, whole, with the values it names."""

from __future__ import annotations

import ast
import io
import re
import string
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from babel.messages.pofile import read_po
from hypothesis import given
from hypothesis import strategies as st
from jinja2 import Environment, nodes

import pseudo

sys.path.insert(0, str(pseudo.ROOT / "packaging"))
import catalogue

sys.path.pop(0)

SOURCE = pseudo.ROOT / "src" / "facilitator"
MODULES = sorted(SOURCE.rglob("*.py"))
TEMPLATES = [
    path for path in sorted(SOURCE.rglob("*.html")) if path.name == "page.html" or path.parts[-2] == "templates"
]
PLACES = (".model.say", ".qt.words")
SAYING = {"say": 0, "t": 0, "room_t": 0, "say_as": 1}
"""The functions that say, and how many arguments stand before the English text."""


def names_of(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


def wrong_names(texts: list[str], given_names: set[str]) -> bool:
    """Whether a sentence names a value that it is not given, or is given one that it does not name."""
    return bool(given_names) and (set().union(*map(names_of, texts)) | {"n"} & given_names) != given_names


def said_in(tree: ast.Module) -> Iterator[tuple[ast.Call, int]]:
    """The calls of those functions, where a module has them from where they are made."""
    made = [node for node in tree.body if isinstance(node, ast.ImportFrom) and str(node.module).endswith(PLACES)]
    there = {name.name for node in made for name in node.names} & set(SAYING)
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in there:
            yield node, SAYING[node.func.id]


def faults(module: str) -> list[int]:
    """The lines of a module where something is said that no catalogue can hold."""
    found = []
    for call, before in said_in(ast.parse(module)):
        literal = [isinstance(arg, ast.Constant) and isinstance(arg.value, str) for arg in call.args]
        message = len(call.args) == 1 and not call.keywords and not before and call.func.id != "say"
        if not all(literal) or not literal:
            found += [] if message and literal else [call.lineno]
            continue
        texts = [arg.value for arg in call.args[before:]]
        names = {word.arg for word in call.keywords if word.arg}
        if texts and any(word.arg is None for word in call.keywords):
            names |= {"n", *names_of(" ".join(texts))}
        if not texts or len(texts) > 2 or wrong_names(texts, names) or (len(texts) == 2 and "n" not in names):
            found.append(call.lineno)
    return found


def glued(module: str) -> list[int]:
    """The lines of a module where a message is made a part of a text, or changed, and so is English for ever."""
    tree = ast.parse(module)
    said = {id(call) for call, _ in said_in(tree) if call.func.id in ("say", "say_as")}
    found = []
    for node in ast.walk(tree):
        match node:
            case ast.BinOp(left=left, op=ast.Add() | ast.Mod(), right=right):
                parts: list[ast.AST] = [left, right]
            case ast.JoinedStr(values=values):
                parts = [value.value for value in values if isinstance(value, ast.FormattedValue)]
            case ast.Attribute(value=value):
                parts = [value]
            case _:
                parts = []
        found += [node.lineno for part in parts if id(part) in said]
    return found


def forms(call: ast.Call, before: int) -> list[str]:
    """The English texts of a sentence, for one and for many, where they are written out."""
    words = [arg.value for arg in call.args[before:] if isinstance(arg, ast.Constant) and isinstance(arg.value, str)]
    return words if len(words) == len(call.args) - before else []


@cache
def things() -> frozenset[str]:
    """What the program counts anywhere: "notes", "people"; the words that only the form for many has."""
    found = {"people"}
    for path in MODULES:
        for both in (forms(*each) for each in said_in(ast.parse(path.read_text(encoding="utf-8")))):
            one, many = ({*re.findall(r"[a-z]+", text)} for text in both) if len(both) == 2 else (set(), set())
            found |= {word for word in many - one if word.endswith("s") and {word[:-1], f"{word[:-3]}y"} & one}
    return frozenset(found)


def uncounted(module: str) -> list[int]:
    """The lines of a module where a number of things is said in one form alone: "1 comments"."""
    found = []
    for call, before in said_in(ast.parse(module)):
        texts = forms(call, before)
        if len(texts) != 1:
            continue
        beside = re.findall(r"(?<!In )\{\w+\} ((?:[a-z]+ ){0,1}[a-z]+)", texts[0])
        counts = re.search(r"(?<!n=)(?<!n = )\{n\}", texts[0])
        if counts or things() & {word for words in beside for word in words.split()}:
            found.append(call.lineno)
    return found


def pieced(module: str) -> list[int]:
    """The lines of a module that says something where words are put together, made large or told as times by itself.

    What stands side by side is a `Listed`, a time is a `Time` or a `Clock`, why the system refuses is a `reason`.
    """
    tree = ast.parse(module)
    if not any(isinstance(node, ast.ImportFrom) and str(node.module).endswith(PLACES) for node in ast.walk(tree)):
        return []
    found = []
    for node in ast.walk(tree):
        match node:
            case ast.Call(func=ast.Attribute(value=ast.Constant(value=str(between)), attr="join")):
                wrong = bool(between.strip())
            case ast.Call(func=ast.Attribute(value=ast.Subscript(), attr="upper" | "lower")):
                wrong = True
            case ast.Attribute(attr="capitalize" | "strftime" | "strerror"):
                wrong = True
            case ast.FormattedValue(format_spec=ast.JoinedStr(values=[ast.Constant(value=str(shape))])):
                wrong = "%" in shape
            case _:
                wrong = False
        found += [node.lineno] if wrong and isinstance(node, ast.expr) else []
    return found


PLAIN = {
    "model/reasons.py": "the system's own words",
    "model/people.py": "the short name of a group, out of its long one",
    "activities/lens_order.py": "keys of lenses",
    "activities/rotate/report.py": "a column of the exports",
    "activities/rotate/picture.py": "numbers of people, close together",
    "cli/making.py": "the names of stages, one after another",
    "desktop/plan/place.py": "the time of a stage, as a Clock takes it",
    "desktop/shell/safe_copies.py": "the time of a copy, as a Clock takes it",
    "desktop/shell/programmes.py": "names of files",
    "store/copies.py": "names of files",
    "store/rescue.py": "names of files",
    "cli/rehearsing.py": "names of folders",
    "records/comments_in.py": "the first rows of somebody's table",
    "records/erasing.py": "somebody's words, to be found",
    "looks/fonts.py": "the names of signs that have no font, as Unicode has them",
    "looks/tokens.py": "a fault of ours",
}
"""Where words are put together that are no sentence, and what they are."""


def test_nothing_that_is_told_is_pieced_together() -> None:
    found = {str(path.relative_to(SOURCE)): pieced(path.read_text(encoding="utf-8")) for path in MODULES}
    assert {name: lines for name, lines in found.items() if lines and name not in PLAIN} == {}
    assert {name for name in PLAIN if not found[name]} == set()


@pytest.mark.parametrize("check", [faults, glued, uncounted], ids=["collected", "whole", "counted"])
def test_every_sentence_of_the_source_stands_where_it_is_said(check: object) -> None:
    assert callable(check)
    found = {str(path.relative_to(SOURCE)): check(path.read_text(encoding="utf-8")) for path in MODULES}
    assert {name: lines for name, lines in found.items() if lines} == {}


TELLING = {"Fault": 0, "Late": 0, "Refused": 0, "Refusal": 0, "ShelfFault": 0, "wrong": 1}
"""What tells somebody why something cannot be done, and how many arguments stand before its sentence."""


def untold(module: str) -> list[int]:
    """The lines of a module where somebody is told why something cannot be done, in words that are not said."""
    found = []
    for node in ast.walk(ast.parse(module)):
        if not isinstance(node, ast.Call):
            continue
        named = node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")
        for sentence in node.args[TELLING[named] :][:1] if named in TELLING else []:
            parts = [sentence.body, sentence.orelse] if isinstance(sentence, ast.IfExp) else [sentence]
            found += [each.lineno for each in parts if isinstance(each, ast.JoinedStr | ast.Constant | ast.BinOp)]
    return found


def test_why_something_cannot_be_done_is_told_in_the_readers_language() -> None:
    for line in ("Fault('a')", "raise Refused(f'{a} b', 404)", "x.wrong('f', 'a' if b else say('c'))", "Fault(a + b)"):
        assert untold(line) == [1]
    assert untold("Fault(say('a')); Fault(known(error)); x.wrong('f', say('a'))") == []
    found = {str(path.relative_to(SOURCE)): untold(path.read_text(encoding="utf-8")) for path in MODULES}
    assert {name: lines for name, lines in found.items() if lines} == {}


IMPORTS = "from x.model.say import say, say_as\nfrom x.looks.qt.words import t\n"


@pytest.mark.parametrize(
    "line",
    ["say(x)", "say('a' + b)", "say('{a}', b=1)", "say('{a}', a=1, b=2)", "say('a', 'b')", "say()", "say_as('a')"],
)
def test_what_cannot_be_collected_is_found(line: str) -> None:
    assert faults(IMPORTS + line) == [3]
    assert faults(line) == [], "another function of that name"


@pytest.mark.parametrize("line", ["say('a') + x", "f'{say(1)}'", "say('a').lower()", "x % say('a')"])
def test_what_is_glued_is_found(line: str) -> None:
    assert glued(IMPORTS + line) == [3]


@pytest.mark.parametrize(
    "line",
    ["t(x)", "say('{a}', a=1)", "say('{n} b', '{n} bs', n=2)", "say_as('c', 'd')", "say('{plain}')", "t(say('a'))"],
)
def test_what_can_be_collected_is_let_be(line: str) -> None:
    assert (faults(IMPORTS + line), glued(IMPORTS + line)) == ([], [])


def test_every_sentence_of_a_template_stands_where_it_is_said() -> None:
    assert len(TEMPLATES) > 10
    for path in TEMPLATES:
        tree = Environment(trim_blocks=True, lstrip_blocks=True).parse(path.read_text(encoding="utf-8"))
        for call in tree.find_all(nodes.Call):
            if isinstance(call.node, nodes.Name) and call.node.name in ("say", "rich"):
                texts = [arg.value for arg in call.args if isinstance(arg, nodes.Const)]
                assert len(texts) == len(call.args) in (1, 2), (path, call.lineno)
                assert not wrong_names(texts, {word.key for word in call.kwargs}), (path, call.lineno)


def test_no_template_has_words_of_its_own() -> None:
    for path in TEMPLATES:
        tree = Environment(trim_blocks=True, lstrip_blocks=True).parse(path.read_text(encoding="utf-8"))
        text = "\0".join(data.data for data in tree.find_all(nodes.TemplateData))
        text = re.sub(r"<(?:[^<>\"]|\"[^\"]*\")*>", " ", text)
        loose = [
            run for run in re.split(r"[<>]", text) if "=" not in run and '"' not in run and "\0" not in run.strip("\0")
        ]
        assert [run for run in loose if re.search(r"[A-Za-z]{2}", run)] == [], path


def test_every_sentence_of_the_script_stands_where_it_is_said() -> None:
    script = (pseudo.ROOT / "resources" / "web" / "phone.js").read_text(encoding="utf-8")
    script = re.sub(r"^\s*//.*$", "", script, flags=re.MULTILINE)
    assert len(re.findall(r"\bsay\((?!\s*')", script)) == 1, "its definition"
    assert not re.search(r"\bsay\('[^']*'\)\s*\+|\+\s*say\(", script)
    assert len(list(catalogue.in_script(script))) > 25


# ---------------------------------------------------------------------- translations


def test_translators_have_every_sentence_as_it_stands() -> None:
    fresh = {(m.context, m.id) for m in read_po(io.BytesIO(catalogue.template())) if m.id}
    kept = {(m.context, m.id) for m in read_po(io.BytesIO(catalogue.TARGET.read_bytes())) if m.id}
    assert (fresh - kept, kept - fresh) == (set(), set()), "make words"


def test_every_translation_keeps_what_its_english_names() -> None:
    files = sorted((pseudo.ROOT / "resources" / "i18n").glob("*.po"))
    assert {path.name: wrong for path in files if (wrong := list(catalogue.problems(path.read_bytes())))} == {}


def test_the_language_made_by_machine_keeps_what_the_english_names(tmp_path: Path) -> None:
    pseudo.write(tmp_path)
    written = (tmp_path / f"{pseudo.LANGUAGE}.po").read_bytes()
    assert list(catalogue.problems(written)) == []
    assert len(read_po(io.BytesIO(written))) > 1000


PO = 'msgid ""\nmsgstr "Plural-Forms: nplurals=2; plural=(n != 1);\\n"\n\nmsgid "{a} <b>x</b>"\nmsgstr "%s"\n'


@pytest.mark.parametrize("text", ["<b>x</b>", "{a} x", "{a} {b} <b>x</b>", "{a} <i>x</i>", "{ a} <b>x</b>"])
def test_a_translation_that_lost_something_is_found(text: str) -> None:
    assert list(catalogue.problems((PO % text).encode()))
    assert list(catalogue.problems((PO % "<b>y</b> {a}").encode())) == []


def test_a_plural_may_leave_out_its_count_where_there_is_one() -> None:
    plural = PO.partition("\n\n")[0] + '\n\nmsgid "One"\nmsgid_plural "{n} of {a}"\nmsgstr[0] "%s"\nmsgstr[1] "%s"\n'
    assert list(catalogue.problems((plural % ("Un {a}", "{n} o {a}")).encode())) == []
    assert list(catalogue.problems((plural % ("Un {a}", "o {a}")).encode()))
    assert list(catalogue.problems((plural % ("Un {a}", "{n} {m} o {a}")).encode()))


@given(st.text(st.sampled_from("aeiouy {}<>/b&;ñ"), max_size=40))
def test_marking_a_text_keeps_its_names_and_tags(text: str) -> None:
    assert sorted(re.findall(r"\{[^{}]*\}|<[^<>]*>", pseudo.marked(text))) == sorted(
        re.findall(r"\{[^{}]*\}|<[^<>]*>", text)
    )


def python_says(text: str) -> list[int]:
    """The lines where what an exception says in English becomes a value of a sentence."""
    tree = ast.parse(text)
    caught = [(node.name, node) for node in ast.walk(tree) if isinstance(node, ast.ExceptHandler) and node.name]
    return [
        call.lineno
        for name, handler in caught
        for call in ast.walk(handler)
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id in ("say", "t", "room_t")
        for given in call.keywords
        for each in ast.walk(given.value)
        if _is_said_by(name, each, given.value)
    ]


def _is_said_by(error: str, node: ast.AST, whole: ast.expr) -> bool:
    """Whether it is the exception itself, or its text by `str`."""
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "str":
        return [name.id for name in node.args if isinstance(name, ast.Name)] == [error]
    return node is whole and isinstance(node, ast.Name) and node.id == error


NAMED = {
    "cli/doctor.py": "what the toolkit says of a library that is missing",
    "records/imports.py": "the name of the part that is wrong",
}
"""Where what an exception holds is no sentence of Python's, and what it is."""


def test_no_refusal_tells_in_english_what_python_says() -> None:
    found = {str(path.relative_to(SOURCE)): python_says(path.read_text(encoding="utf-8")) for path in MODULES}
    assert {name: lines for name, lines in found.items() if lines and name not in NAMED} == {}
