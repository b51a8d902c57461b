"""The proposals of a sample of a whole programme, with what was said of how firm each is."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from facilitator.model.entry import Draft
from facilitator.programme.aspect import Key
from facilitator.programme.proposals.bodies import FirmnessTold, MainChosen, ProposalTold


def made(said: Mapping[str, Any], key: Key) -> list[Draft]:
    """Every proposal, whether it is the main one, and how firm it was left at its event."""
    days = {str(each["id"]).upper(): str(each["workshop"]["date"]) for each in said["workshops"]}
    return [draft for one in said["proposals"] for draft in _of(one, key, days[one["event"]])]


def _of(one: Mapping[str, Any], key: Key, day: str) -> Iterator[Draft]:
    targets = tuple(key(each) for each in one["comment_ids"])
    text, theme, basis, evidence = one["text"], one["theme"], one["basis"], one.get("evidence")
    yield ProposalTold(one["id"], text, theme, basis, evidence, targets).draft("")
    if one["main"]:
        yield MainChosen(one["id"]).draft("")
    who, by, hands = one.get("who", ""), one.get("by", ""), one.get("hands") or {}
    yield FirmnessTold(one["id"], one["firmness"], one["room_said"], day, who, by, hands).draft("")
