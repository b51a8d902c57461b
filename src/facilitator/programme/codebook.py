"""A codebook as plain data: what is in a list of themes, or codes as other programs call them, whoever wrote it."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass, field

from facilitator.model.packed import Packed

_OURS = uuid.UUID("6f1d2c1e-7a58-4f5e-9f0b-2f6a6f3c8d11")
"""Where ids that are no GUIDs are given one."""


@dataclass(frozen=True, slots=True)
class Code:
    """One code: its name, what is `inside` it and what `outside`, a colour such as #1a2b3c.

    `guid` is its name for programs, "" where it has none; `under` are the names of the codes that it stands under, the
    outermost first. `place` says where in its file it stands.
    """

    guid: str
    name: str
    inside: str = ""
    outside: str = ""
    under: tuple[str, ...] = ()
    colour: str = ""
    place: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True)
class Taking:
    """What a codebook would bring: what is `said`, and how many of its codes are `there` already; or what is `wrong`
    with it, a sentence.
    """

    said: Sequence[Packed] = ()
    there: int = 0
    wrong: str = ""


def guid_of(name: str) -> str:
    """The GUID of something that is called so by us: the very one, where it came from another program."""
    try:
        return str(uuid.UUID(name))
    except ValueError:
        return str(uuid.uuid5(_OURS, name))
