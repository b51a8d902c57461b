"""Names of exported files."""

from __future__ import annotations

import unicodedata

from facilitator.model.programme import Programme
from facilitator.model.record import day
from facilitator.model.workshop import Workshop

_LONGEST = 40
_MOST_BYTES = 120
_KEPT = ("L", "N", "M")


def short_title(title: str) -> str:
    """A title for a file name on any system: letters, marks and figures of any script, hyphens, at most 40 signs."""
    plain = unicodedata.normalize("NFC", title).replace("'", "").replace("\u2019", "")
    kept = "".join(c if unicodedata.category(c)[0] in _KEPT else " " for c in plain)
    found = ""
    for word in kept.split():
        longer = f"{found}-{word}" if found else word[:_LONGEST]
        if len(longer) > _LONGEST:
            break
        found = longer
    while len(found.encode()) > _MOST_BYTES:
        found = found[:-1]
    return found or "workshop"


def stem(programme: Programme, workshop: Workshop) -> str:
    """`YYYY-MM-DD_title`: with a number when another workshop of the file has the same date and title."""
    own = f"{day(workshop)}_{short_title(workshop.info.title)}"
    stems = {w.id: f"{day(w)}_{short_title(w.info.title)}" for w in programme.workshops.values()}
    same = [other for other, name in stems.items() if name.casefold() == own.casefold()]
    place = same.index(workshop.id) if workshop.id in same else 0
    return f"{own}-{place + 1}" if place else own
