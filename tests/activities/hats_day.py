"""A day under the hats for tests: a workshop fed with entries, no file and no window."""

from __future__ import annotations

from itertools import count
from typing import Any

from facilitator.activities import contract, library
from facilitator.model import acts
from facilitator.model.entry import Draft, Entry
from facilitator.model.workshop import Workshop


class Day:
    """A workshop in memory."""

    def __init__(self, *methods: str) -> None:
        self.workshop = Workshop("w", contract.rules)
        self._seq = count(1)
        groups = [{"id": "par", "label": "Parents"}, {"id": "la", "label": "Council"}]
        chosen = [library.find(method) for method in methods]
        for draft in acts.create({"title": "Day"}, chosen, groups=groups, workshop="w"):
            self.write(draft)

    def write(self, draft: Draft, at: int = 0) -> str:
        """Fold a draft; returns its key."""
        seq = next(self._seq)
        at = at or seq * 1000
        self.workshop.fold(Entry(seq, draft.key, "w", draft.stage, at, draft.person, draft.kind, draft.body))
        return draft.key

    def add(self, stage: str, kind: str = "note", *, person: str = "", at: int = 0, **body: Any) -> str:
        """One entry of a stage; returns its key."""
        return self.write(Draft(kind, body, "w", stage, person), at)

    def note(self, stage: str, text: str, **fields: Any) -> str:
        """A note with answers; returns its key."""
        return self.add(stage, text=text, fields=fields, table="2", group="par")

    def run(self, stage: str) -> Any:
        """A stage."""
        found = self.workshop.run(stage)
        assert found is not None
        return found
