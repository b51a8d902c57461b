"""The delivery plan, meetings, indicators and papers of a sample of a whole programme."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from facilitator.model.entry import Draft
from facilitator.programme.aspect import Key
from facilitator.programme.delivery.bodies import IndicatorTold, MeetingTold, PaperTold, StepTold


def planned(said: Mapping[str, Any]) -> list[Draft]:
    """The indicators that were agreed before the first event."""
    early = [each for each in said["delivery"]["indicators"] if not each.get("late")]
    return [IndicatorTold.read(each).draft("") for each in early]


def made(said: Mapping[str, Any], key: Key) -> list[Draft]:
    """The rest, as it stood when the sample ends."""
    return list(_made(said["delivery"], [str(each["id"]) for each in said["workshops"]]))


def _made(told: Mapping[str, Any], workshops: list[str]) -> Iterator[Draft]:
    for each in told["steps"]:
        yield StepTold.read(each).draft("")
    for each in told["meetings"]:
        yield MeetingTold.read(each).draft("")
    for each in told["indicators"]:
        if each.get("late"):
            yield IndicatorTold.read(each).draft("")
    for paper, states in told["papers"].items():
        for of, state in zip(workshops, states, strict=True):
            why = told["why"] if state == "not applicable" else ""
            yield PaperTold(paper, of, state, why).draft("")
