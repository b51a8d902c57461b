"""Who answered in both waves: forms are paired by a code that leads to nobody, or not at all."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, Protocol, TypeVar

from facilitator.model.say import say

SIGNS = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
"""What a card code is made of: nothing that is taken for something else, such as 0 and O, or 1, I and L."""
LONG = 6
OWN, CARD = "self-made", "card"
WAYS = (CARD, OWN)
"""How two waves are paired: by the code of a card, or by one that people make of what only they know."""
FACTS = (
    say("The first letter of the first name of whoever brought you up"),
    say("The day of the month on which you were born, 1 to 31"),
    say("The first letter of the place where you were born"),
    say("How many older brothers and sisters you have, 0 for none"),
)
"""What makes a code of one's own: it stays the same for years, and nobody in the room knows it."""
PARTS = len(FACTS)
"""So many facts make a code of one's own; one of them may differ the second time."""
_MARK = "-"


def code_of(token: str) -> str:
    """The card code of a phone: the same all day, since the phone is counted under the same token."""
    number = int.from_bytes(hashlib.sha256(f"card {token}".encode()).digest()[:8])
    signs = []
    for _ in range(LONG):
        number, sign = divmod(number, len(SIGNS))
        signs.append(SIGNS[sign])
    return "".join(signs)


def shown_code(code: str) -> str:
    """A card code as people read it: `K7M-2QD`."""
    return f"{code[:3]}{_MARK}{code[3:]}"


def read_code(words: str) -> str:
    """The card code that somebody typed, whatever its case, spaces and hyphens; empty where it is none."""
    found = "".join(sign for sign in words.upper() if sign.isalnum())
    return found if len(found) == LONG and set(found) <= set(SIGNS) else ""


def own_code(parts: Sequence[str]) -> str:
    """A code of one's own from its parts, letters and figures, whatever their case; empty unless all are there."""
    found = ["".join(sign for sign in part.upper() if sign.isalnum())[:2].lstrip("0") or "0" for part in parts]
    whole = len(found) == PARTS and all(any(map(str.isalnum, part)) for part in parts)
    return _MARK.join(found) if whole else ""


class Coded(Protocol):
    """A form, as far as pairing goes."""

    @property
    def token(self) -> str:
        """What counts its phone, or its sheet, once in a wave."""

    @property
    def number(self) -> int:
        """The number of its sheet; 0 for a phone."""

    @property
    def code(self) -> str:
        """What its writer typed in to have it paired."""


F = TypeVar("F", bound=Coded)


@dataclass(frozen=True, slots=True)
class Pairs(Generic[F]):
    """The forms of the same people, `(before, after)`, and how many forms of each wave were left without a partner.

    `ambiguous` of these have a code that another form of their wave has too, or more than one likely partner.
    """

    pairs: tuple[tuple[F, F], ...] = ()
    before_only: int = 0
    after_only: int = 0
    ambiguous: int = 0


def pair(before: Sequence[F], after: Sequence[F], way: str = CARD) -> Pairs[F]:
    """Pair the forms of two waves; whoever cannot be told from somebody else stays unpaired.

    A card's code has to be the very same. In a code of one's own one part may differ, where that leaves one partner.
    """
    keys = _own if way == OWN else card_of
    first, second = [(form, keys(form)) for form in before], [(form, keys(form)) for form in after]
    many = [Counter(key for _form, key in wave if key) for wave in (first, second)]
    sure = {key for key, n in many[0].items() if n == many[1][key] == 1}
    partner = {key: form for form, key in second if key in sure}
    pairs = [(form, partner[key]) for form, key in first if key in sure]
    left = [[(form, key) for form, key in wave if key and key not in sure] for wave in (first, second)]
    likely = _likely(left[0], left[1]) if way == OWN else {}
    back = Counter(at for found in likely.values() for at in found)
    told = {n: found[0] for n, found in likely.items() if len(found) == 1 and back[found[0]] == 1}
    told = {n: at for n, at in told.items() if many[0][left[0][n][1]] == many[1][left[1][at][1]] == 1}
    pairs += [(left[0][n][0], left[1][at][0]) for n, at in told.items()]
    doubtful = sum(many[0][key] > 1 or (n in likely and n not in told) for n, (_f, key) in enumerate(left[0]))
    doubtful += sum(many[1][key] > 1 or (n in back and n not in told.values()) for n, (_f, key) in enumerate(left[1]))
    return Pairs(tuple(pairs), len(first) - len(pairs), len(second) - len(pairs), doubtful)


def card_of(form: Coded) -> str:
    """The card code of a form: the one typed in, else that of its phone; a sheet of paper has none of its own."""
    return form.code or ("" if form.number else code_of(form.token))


def _own(form: Coded) -> str:
    return form.code


def _likely(before: Sequence[tuple[F, str]], after: Sequence[tuple[F, str]]) -> Mapping[int, list[int]]:
    """Of each form before the places of those after whose code differs from its own in one part; none left out."""
    found: dict[int, list[int]] = {}
    for n, (_form, key) in enumerate(before):
        near = [at for at, (_other, theirs) in enumerate(after) if _near(key, theirs)]
        if near:
            found[n] = near
    return found


def _near(one: str, other: str) -> bool:
    mine, theirs = one.split(_MARK), other.split(_MARK)
    return len(mine) == len(theirs) == PARTS and sum(a != b for a, b in zip(mine, theirs, strict=True)) == 1
