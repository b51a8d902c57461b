"""Reads a programme file as it is now."""

from __future__ import annotations

import contextlib
from pathlib import Path

from facilitator.model.programme import Programme
from facilitator.model.record import in_order_held
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


def held(path: Path, workshop_id: str | None = None) -> tuple[Programme, Workshop, str]:
    """The file and one workshop to make records of: the one named, else the one that was held last, else as above.

    With them a sentence that says which it is, where nobody named one and there are others. Raises Fault.
    """
    found, chosen = workshop(path, workshop_id)
    if workshop_id or len(found.workshops) < 2:
        return found, chosen, ""
    there = in_order_held(found)
    chosen = there[-1] if there else chosen
    about = {"title": chosen.info.title, "id": chosen.id, "name": path.name}
    if not there:
        told = say("No workshop in {name} was held yet: this is of '{title}' ({id}), the newest.", **about)
    else:
        told = say("This is of '{title}' ({id}), held last of those in {name}. Another: --workshop ID", **about)
    return found, chosen, told
