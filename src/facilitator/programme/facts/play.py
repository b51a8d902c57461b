"""The facts that a sample of a whole programme tells."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from facilitator.model.entry import Draft
from facilitator.programme.facts.bodies import ChallengeTold, FactsTold


def planned(said: Mapping[str, Any]) -> list[Draft]:
    """The facts and the challenges."""
    facts = FactsTold.read(said["programme"])
    return [facts.draft(""), *(ChallengeTold.read(each).draft("") for each in said["programme"]["challenges"])]
