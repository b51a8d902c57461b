"""How far the sorting of some comments is, kept up with what moves: one that is sorted costs the same however many
there are.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from facilitator.programme.themes.rules import OPEN, Codes, State


class Since:
    """What moved in a state since it was asked last."""

    def __init__(self) -> None:
        self._state: State | None = None
        self._seen = 0

    def moved(self, state: State) -> list[str] | None:
        """The keys of the comments that moved; None where it is another state altogether, as after an undo."""
        is_other, seen = state is not self._state, self._seen
        self._state, self._seen = state, len(state.moved)
        return None if is_other else list(dict.fromkeys(state.moved[seen:]))


class Standing:
    """Of some comments, by their keys: how many are `done`, how many have each theme as their best match, and how many
    answers on forms (`forms` are their keys) stand `aside`, as nobody has said anything of them yet.
    """

    def __init__(self, keys: Iterable[str] = (), forms: Iterable[str] = ()) -> None:
        self._codes: dict[str, Codes] = dict.fromkeys(keys, OPEN)
        self._forms = frozenset(forms)
        self.aside = len(self._forms)
        self._since = Since()
        self.done = 0
        self.counts: Counter[str] = Counter()

    def follow(self, state: State) -> None:
        """Count what stands elsewhere by now."""
        moved = self._since.moved(state)
        for key in self._codes if moved is None else moved:
            before, now = self._codes.get(key), state.of(key)
            if before is None or before is now:
                continue
            self._codes[key] = now
            self.done += now.done - before.done
            if key in self._forms:
                self.aside += (now == OPEN) - (before == OPEN)
            self.counts[before.theme] -= 1
            self.counts[now.theme] += 1
