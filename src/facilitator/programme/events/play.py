"""What the sample of a whole programme says of its events: who was expected, who came, and what became of promises."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

from facilitator.model.entry import Draft, public
from facilitator.programme.aspect import Key
from facilitator.programme.events.bodies import ExpectedTold, PeopleTold, PromiseFollowed

_QUESTION = "do_differently"
"""The question of the sample's forms that asks what people mean to do."""


def made(said: Mapping[str, Any], key: Key) -> list[Draft]:
    """The entries once all workshops were held; none of a sample that says nothing of it."""
    later = said.get("later", {})
    people = Counter(str(each["group"]) for each in later.get("people", ()))
    expected = [
        ExpectedTold(str(each["id"]), each["play"]["expected"]).draft("")
        for each in said["workshops"]
        if "expected" in each["play"]
    ]
    told = [PeopleTold(people).draft("")] if people else []
    return [*expected, *told, *_promises(said, later, key)]


def _promises(said: Mapping[str, Any], later: Mapping[str, Any], key: Key) -> Iterator[Draft]:
    known = {each["id"]: each for each in later.get("intentions", ())}
    for workshop in said["workshops"]:
        for n, answers in enumerate(workshop["play"].get("forms", {}).get("answers", ())):
            one = known.get(answers.get("intention"))
            if one is not None:
                form = public(key(f"{workshop['id']} form {n}"))
                yield PromiseFollowed(f"{form}/{_QUESTION}", one["consent"], one["asked"], one["outcome"]).draft("")
