"""Sample workshops, to look at and to rehearse: `resources/samples/*.json`, its facts and its people's words.

Some are of a whole programme, with many workshops: `facilitator.programme.sample` says what else is in those.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from facilitator import paths
from facilitator.activities import contract, library
from facilitator.model import acts
from facilitator.model.bodies import Reordered
from facilitator.model.entry import Draft, Entry
from facilitator.model.method import Method, Stage
from facilitator.model.method_stored import read_method
from facilitator.model.say import Listed, say
from facilitator.model.workshop import Workshop


@dataclass(frozen=True, slots=True)
class Sample:
    """A sample: `info` and `groups` of its workshop, its methods, and `play`, what pretend people do in it.

    `challenges` are what each method is about, where it is not the workshop's own. `first` and `last` are the stages
    with which the day begins and ends, wherever their methods stand.
    """

    key: str
    info: Mapping[str, Any]
    groups: tuple[Mapping[str, str], ...]
    methods: tuple[Method, ...]
    play: Mapping[str, Any]
    challenges: tuple[str, ...] = ()
    first: tuple[str, ...] = ()
    last: tuple[str, ...] = ()

    @property
    def title(self) -> str:
        """What its workshop is called."""
        return str(self.info["title"])

    def drafts(
        self, *, workshop: str = "", rehearsal: bool = False, taken_codes: Collection[str] = (), **info: Any
    ) -> list[Draft]:
        """The entries that make its workshop, empty of notes; `info` given here wins over the sample's."""
        drafts = acts.create(
            {**self.info, **info},
            self.methods,
            challenges=self.challenges,
            groups=self.groups,
            rehearsal=rehearsal,
            taken_codes=taken_codes,
            workshop=workshop,
        )
        return [*drafts, *self._in_order(drafts)]

    def _in_order(self, drafts: Sequence[Draft]) -> list[Draft]:
        """The entry that puts the stages in the sample's order, where it has one of its own."""
        if not (self.first or self.last):
            return []
        made = Workshop(drafts[0].workshop, contract.rules)
        for n, each in enumerate(drafts, 1):
            made.fold(Entry(n, each.key, each.workshop, each.stage, n, each.person, each.kind, each.body))
        between = [run.id for run in made.stages if run.id not in {*self.first, *self.last}]
        places = {name: place for place, name in enumerate((*self.first, *between, *self.last), 1)}
        return [Reordered(places).draft(made.id)]


def listed() -> list[str]:
    """The samples there are, in order."""
    return sorted(path.stem for path in (paths.resources() / "samples").glob("*.json"))


def read(key: str) -> Mapping[str, Any]:
    """What the file of a sample says. Raises KeyError with a sentence that names those there are."""
    if key not in listed():
        raise KeyError(
            say("There is no sample '{key}'. There are: {known}.", key=key, known=Listed(tuple(listed()), ""))
        )
    found: Mapping[str, Any] = json.loads((paths.resources() / "samples" / f"{key}.json").read_text(encoding="utf-8"))
    return found


def is_programme(key: str) -> bool:
    """Whether that sample is a whole programme. Raises KeyError with a sentence that names those there are."""
    return "workshops" in read(key)


def find(key: str) -> Sample:
    """The sample workshop with that key. Raises KeyError with a sentence where there is none."""
    data = read(key)
    if "workshops" in data:
        raise KeyError(say("'{key}' is a whole programme. Choose a sample of one workshop here.", key=key))
    return made(key, data)


def made(key: str, data: Mapping[str, Any]) -> Sample:
    """A sample workshop, of what its file says."""
    methods = tuple(_method(plan) for plan in data["methods"])
    challenges = tuple(str(plan.get("challenge", "")) for plan in data["methods"])
    ends = {name: tuple(data.get("order", {}).get(name, ())) for name in ("first", "last")}
    return Sample(key, data["workshop"], tuple(data["groups"]), methods, data["play"], challenges, **ends)


def _method(plan: Mapping[str, Any]) -> Method:
    """A method with the sample's own questions and options in its stages; the other words stay the method's. One with
    `stages` has the sample's own in place of the method's; one that is `renamed` other ids, titles and minutes.
    """
    if "stages" in plan:
        return _own(plan)
    method = library.find(plan["method"])
    if options := plan.get("options"):
        stages = tuple(replace(stage, options={**stage.options, **options}) for stage in method.stages)
        method = library.whole(replace(method, stages=stages), plan["method"])
    if renamed := plan.get("renamed"):
        method = replace(method, stages=tuple(_renamed(stage, renamed) for stage in method.stages))
    asks: Mapping[str, Any] = plan.get("questions", {})
    stages = tuple(replace(s, questions=tuple(asks[s.id]), prompt="") if s.id in asks else s for s in method.stages)
    return replace(method, stages=stages, **{name: plan[name] for name in ("object",) if name in plan})


def _own(plan: Mapping[str, Any]) -> Method:
    """A method whose stages the sample brings; what it is for is said by the library's, where that has one."""
    known = library.methods().get(plan["method"])
    words = {"purpose": known.purpose, "credit": known.credit} if known else {}
    found = read_method({**words, **plan, "key": plan["method"]})
    if found is None:
        raise ValueError(f"a method of a sample is not whole: {plan}")
    return library.whole(found, plan["method"])


def _renamed(stage: Stage, renamed: Mapping[str, Mapping[str, Any]]) -> Stage:
    before = renamed.get(stage.continues, {})
    return replace(stage, continues=str(before.get("id", stage.continues)), **renamed.get(stage.id, {}))
