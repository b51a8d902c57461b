"""A sample of a whole programme: its workshops as they are planned, and what its file says of every aspect."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from facilitator.activities import samples
from facilitator.activities.samples import Sample
from facilitator.model.entry import Draft
from facilitator.programme.aspect import Key
from facilitator.programme.contract import ASPECTS, aspect


@dataclass(frozen=True, slots=True)
class SampleProgramme:
    """A sample of many workshops, by the ids that the sample gives them; `said` is all that its file says."""

    key: str
    said: Mapping[str, Any]
    workshops: Mapping[str, Sample]

    @property
    def told(self) -> str:
        """When its facts were settled (local time)."""
        return str(self.said["programme"]["told"])

    @property
    def sorted(self) -> str:
        """When its comments were sorted (local time)."""
        return str(self.said["themes"]["coded"])

    def planned(self) -> list[Draft]:
        """What is entered of the programme before any workshop."""
        return [draft for name in ASPECTS for draft in aspect(name).planned(self.said)]

    def made(self, key: Key) -> list[Draft]:
        """What is entered of it once all workshops were held."""
        return [draft for name in ASPECTS for draft in aspect(name).made(self.said, key)]


def find(key: str) -> SampleProgramme:
    """The sample programme with that key. Raises KeyError with a sentence where there is none."""
    said = samples.read(key)
    workshops = {str(each["id"]): samples.made(key, each) for each in said["workshops"]}
    return SampleProgramme(key, said, workshops)
