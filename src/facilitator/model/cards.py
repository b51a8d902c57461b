"""Cards with a code for people in the room: a stage that asks for the code counts each card once.

A card is for one stage, so that whoever has the file sees nothing of one card in two stages. Which codes there are is
reckoned from what only the file knows; on no phone and in no export stands anything that they could be found from.
"""

from __future__ import annotations

import hashlib
import hmac
from dataclasses import dataclass, field
from functools import lru_cache
from typing import ClassVar

from facilitator.model.method import Stage
from facilitator.model.packed import ALWAYS, Packed

OPTION = "card_code"
MOST = 400
"""So many cards there are for a stage; those beyond what is printed nobody knows."""
_LETTERS = "ABCDEFGHJKMNPQRSTUVWXYZ23456789"
_LONG = 6


@dataclass(frozen=True)
class Carded(Packed):
    """The phone `token` has given the code of a card, whose `card` counts from now on in place of the phone."""

    kind: ClassVar[str] = "card"
    card: str = field(default="", metadata=ALWAYS)


def asked(stage: Stage) -> bool:
    """Whether a phone gives the code of a card before it takes part in a stage."""
    return stage.options.get(OPTION) is True


def code(secret: str, stage: str, number: int) -> str:
    """`K7M-4QX`: what stands on the card of that number, from 1."""
    made = _codes(secret, stage)[number - 1]
    return f"{made[:3]}-{made[3:]}"


def mark(secret: str, stage: str, typed: str) -> str:
    """What counts the card with a typed code once; "" where no card has it. Case, spaces and hyphens do not matter."""
    plain = "".join(letter for letter in typed.upper() if letter.isalnum())
    return _digest(secret, "mark", stage, plain)[:16] if plain in _codes(secret, stage) else ""


@lru_cache(maxsize=64)
def _codes(secret: str, stage: str) -> tuple[str, ...]:
    found: dict[str, None] = {}
    number = 0
    while len(found) < MOST:
        number += 1
        rest, letters = int(_digest(secret, "code", stage, str(number)), 16), ""
        for _ in range(_LONG):
            rest, at = divmod(rest, len(_LETTERS))
            letters += _LETTERS[at]
        found[letters] = None
    return tuple(found)


def _digest(secret: str, *parts: str) -> str:
    return hmac.new(
        secret.encode("utf-8", "replace"), " ".join(parts).encode("utf-8", "replace"), hashlib.sha256
    ).hexdigest()
