"""The methods there are: those that come with the program, and the facilitator's own files beside them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from facilitator import paths
from facilitator.activities import contract, lens_order
from facilitator.model.method import LAST, Method
from facilitator.model.method_file import MethodError, Problem, load, parse
from facilitator.model.say import Listed, say


def check(path: Path) -> Method:
    """Read one method file. Raises MethodError with every problem in it."""
    return whole(load(path, contract.KINDS), path.name)


def check_text(text: str, name: str) -> Method:
    """Read the text of a method file called `name`. Raises MethodError with every problem in it."""
    return whole(parse(text, name, contract.KINDS), name)


def whole(method: Method, name: str) -> Method:
    """A method completed by its activities, from the file `name`. Raises MethodError with every problem in it."""
    for kind in contract.KINDS:
        method = contract.activity(kind).finish(method, name)
    forms = (method, *(method.form(preset.key) for preset in method.presets))
    odd = {(stage.id, option) for form in forms for stage in form.stages for option in contract.unfit(stage)}
    if odd:
        sentence = say("Is not what this option may be: of another kind, too long, or too large.")
        raise MethodError([Problem(name, stage, f"options.{option}", sentence) for stage, option in sorted(odd)])
    return method


def read() -> tuple[dict[str, Method], list[Problem]]:
    """Every usable method by its key, and what is wrong with the files that are not usable.

    A file of the facilitator's own takes the place of a built-in method with the same key, and is offered as that one
    was where it does not say how.
    """
    found: dict[str, Method] = {}
    problems: list[Problem] = []
    for folder in (paths.resources() / "methods", paths.own_methods()):
        for path in sorted(folder.glob("*.toml")):
            try:
                method = check(path)
            except MethodError as error:
                problems += error.problems
            else:
                found[method.key] = _offered_as(method, found.get(method.key, method))
    return found, problems


def _offered_as(method: Method, before: Method) -> Method:
    order = before.order if method.order == LAST else method.order
    return replace(method, picture=method.picture or before.picture, order=order)


def in_order(methods: Iterable[Method]) -> list[Method]:
    """Methods as they are offered."""
    return sorted(methods, key=lambda method: method.order)


def methods() -> dict[str, Method]:
    """Every usable method by its key."""
    return read()[0]


def find(key: str) -> Method:
    """The method with that key; `KEY:FORM` gives one of its ready forms, and an order of lenses in letters its own.

    `KEY:B-W-Y-K-G-B` is such an order. Raises KeyError that names those there are.
    """
    known = methods()
    name, _, form = key.partition(":")
    if name not in known:
        raise KeyError(
            say("There is no method '{name}'. There are: {known}.", name=name, known=Listed(tuple(sorted(known)), ""))
        )
    method = known[name]
    if not form:
        return method
    ready = {preset.key for preset in method.presets}
    if form not in ready and lens_order.is_order(form, method):
        return lens_order.ordered(method, form)
    return method.form(form)
