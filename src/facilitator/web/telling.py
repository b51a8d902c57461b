"""The templates in a reader's language: an environment for each, in which plain sentences are told once for all."""

from __future__ import annotations

from collections.abc import Mapping
from importlib.resources import files
from inspect import isroutine
from typing import Any

from jinja2 import Environment, FunctionLoader, StrictUndefined, nodes
from jinja2.visitor import NodeTransformer
from markupsafe import Markup, escape

from facilitator.looks.languages import ENGLISH, Reader
from facilitator.model.entry import new_key
from facilitator.model.say import Message


class _Telling:
    """What templates say: `say` a sentence, `rich` one with tags of its own, whose values are escaped."""

    def __init__(self, to: Reader) -> None:
        self._to = to

    def say(self, one: str, many: str = "", /, **values: object) -> str:
        """The sentence in the reader's language."""
        return self._to(Message(one, many, values=values))

    def rich(self, one: str, many: str = "", /, **values: object) -> Markup:
        """The same for a sentence with tags."""
        safe = {name: n if isinstance(n, int) else escape(self._to.value(n)) for name, n in values.items()}
        return Markup(self._to(Message(one, many, values=safe)))


class _Folded(NodeTransformer):
    """Puts what a template says without any value in the place of the call."""

    def __init__(self, telling: _Telling) -> None:
        self._telling = telling

    def visit_Call(self, node: nodes.Call) -> nodes.Node:
        """A call of `say` or `rich` with nothing but an English text."""
        self.generic_visit(node)
        words = [each.value for each in node.args if isinstance(each, nodes.Const)]
        if not isinstance(node.node, nodes.Name) or len(words) != 1 or len(node.args) != 1 or node.kwargs:
            return node
        if node.node.name == "say":
            return nodes.Const(self._telling.say(*words), lineno=node.lineno)
        if node.node.name == "rich":
            return nodes.MarkSafe(nodes.Const(str(self._telling.rich(*words))), lineno=node.lineno)
        return node


class Templates(Environment):
    """The templates of the phone pages for one reader; `known` is what all of them may name."""

    def __init__(self, to: Reader, known: Mapping[str, object]) -> None:
        self._telling = _Telling(to)
        super().__init__(
            loader=FunctionLoader(_source),
            autoescape=True,
            undefined=StrictUndefined,
            auto_reload=False,
            trim_blocks=True,
            lstrip_blocks=True,
            finalize=None if to.language == ENGLISH else _finalizing(to),
        )
        self.globals.update(known, say=self._telling.say, rich=self._telling.rich, new_key=new_key)
        self.globals.update(language=to.language, direction=to.direction)

    def getattr(self, obj: Any, attribute: str) -> Any:
        """What a value holds under a name: an item of a mapping, a field of an object; `get` is the only method."""
        if isinstance(obj, Mapping) and attribute != "get":
            return obj[attribute] if attribute in obj else self.undefined(obj=obj, name=attribute)
        found = super().getattr(obj, attribute)
        return found if attribute == "get" or not isroutine(found) else self.undefined(obj=obj, name=attribute)

    def getitem(self, obj: Any, argument: Any) -> Any:
        """The same for a name in brackets, which is never a method."""
        if isinstance(obj, Mapping):
            return obj[argument] if argument in obj else self.undefined(obj=obj, name=argument)
        found = super().getitem(obj, argument)
        return self.undefined(obj=obj, name=argument) if isroutine(found) else found

    def _generate(self, source: nodes.Template, name: Any, filename: Any, defer_init: bool = False) -> str:
        _Folded(self._telling).visit(source)
        return super()._generate(source, name, filename, defer_init)


def _finalizing(to: Reader) -> Any:
    """Tells what a template shows; what is no sentence or date is shown as it is."""

    def finalize(value: object) -> object:
        return value if type(value) in (str, int, Markup) else to.value(value)

    return finalize


def _source(name: str) -> str | None:
    package, _, file = name.rpartition("/")
    folder = files("facilitator.web") / "templates" if not package else files(f"facilitator.activities.{package}")
    found = folder / file
    return found.read_text(encoding="utf-8") if found.is_file() else None
