"""Reads a programme file as it is now."""

from __future__ import annotations

import contextlib
from pathlib import Path

from facilitator.model.programme import Programme
from facilitator.model.say import say
from facilitator.model.workshop import Workshop
from facilitator.programme import contract as programmes
from facilitator.store.faults import Fault
from facilitator.store.feed import open_feed


def programme(path: Path) -> Programme:
    """The whole file, folded. Raises Fault when it cannot be used."""
    found = programmes.empty()
    with contextlib.closing(open_feed(path)) as feed:
        found.fold_all(feed.pull(0))
    return found


def workshop(path: Path, workshop_id: str | None = None) -> tuple[Programme, Workshop]:
    """The file and one workshop in it: the one named, else the newest that goes on. Raises Fault."""
    found = programme(path)
    chosen = found.pick(workshop_id)
    if chosen is None:
        if workshop_id:
            raise Fault(say("There is no workshop '{workshop}' in {name}.", workshop=workshop_id, name=path.name))
        raise Fault(say("{name} has no workshop yet.", name=path.name))
    return found, chosen
