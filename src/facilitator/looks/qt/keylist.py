"""What keys do, as rows for the sheet of keys. Whoever takes keys says so beside it, in a `KEYS`."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple


class KeyRow(NamedTuple):
    """Keys as Qt writes them, parted by a bar ("Alt+Left|Alt+Right", "1-9"), and a message on what they do."""

    keys: str
    words: str

    @classmethod
    def of(cls, caps: Iterable[str], words: str) -> KeyRow:
        """A row of these keys."""
        return cls("|".join(caps), words)

    def caps(self) -> list[str]:
        """The keys one by one."""
        return self.keys.split("|")
