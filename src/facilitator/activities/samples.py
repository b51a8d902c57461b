"""Sample workshops, to look at and to rehearse: `resources/samples/*.json`, its facts and its people's words."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from typing import Any

from facilitator import paths
from facilitator.activities import library
from facilitator.model import acts
from facilitator.model.entry import Draft
from facilitator.model.method import Method
from facilitator.model.say import Listed, say


@dataclass(frozen=True, slots=True)
class Sample:
    """A sample: `info` and `groups` of its workshop, its methods, and `play`, what pretend people do in it.

    `challenges` are what each method is about, where it is not the workshop's own.
    """

    key: str
    info: Mapping[str, Any]
    groups: tuple[Mapping[str, str], ...]
    methods: tuple[Method, ...]
    play: Mapping[str, Any]
    challenges: tuple[str, ...] = ()

    @property
    def title(self) -> str:
        """What its workshop is called."""
        return str(self.info["title"])

    def drafts(
        self, *, workshop: str = "", rehearsal: bool = False, taken_codes: Collection[str] = (), **info: Any
    ) -> list[Draft]:
        """The entries that make its workshop, empty of notes; `info` given here wins over the sample's."""
        return acts.create(
            {**self.info, **info},
            self.methods,
            challenges=self.challenges,
            groups=self.groups,
            rehearsal=rehearsal,
            taken_codes=taken_codes,
            workshop=workshop,
        )


def listed() -> list[str]:
    """The samples there are, in order."""
    return sorted(path.stem for path in (paths.resources() / "samples").glob("*.json"))


def find(key: str) -> Sample:
    """The sample with that key. Raises KeyError with a sentence that names those there are."""
    if key not in listed():
        raise KeyError(
            say("There is no sample '{key}'. There are: {known}.", key=key, known=Listed(tuple(listed()), ""))
        )
    data = json.loads((paths.resources() / "samples" / f"{key}.json").read_text(encoding="utf-8"))
    methods = tuple(_method(plan) for plan in data["methods"])
    challenges = tuple(str(plan.get("challenge", "")) for plan in data["methods"])
    return Sample(key, data["workshop"], tuple(data["groups"]), methods, data["play"], challenges)


def _method(plan: Mapping[str, Any]) -> Method:
    """A method with the sample's own questions in its stages; the other words stay the method's."""
    method = library.find(plan["method"])
    asks: Mapping[str, Any] = plan.get("questions", {})
    stages = tuple(replace(s, questions=tuple(asks[s.id]), prompt="") if s.id in asks else s for s in method.stages)
    return replace(method, stages=stages, **{name: plan[name] for name in ("object",) if name in plan})
