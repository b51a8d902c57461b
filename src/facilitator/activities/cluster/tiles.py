"""What the room screen's wall shows: groups, notes that stand alone, and arrows in words, as plain values."""

from __future__ import annotations

from dataclasses import dataclass

from facilitator.activities.cluster.facts import Look
from facilitator.model.say import say


@dataclass(frozen=True, slots=True)
class Tile:
    """One box on the wall: a heading ("" for a note that stands alone), notes, a small word; `dashed` for loners."""

    key: str
    title: str
    notes: tuple[str, ...]
    aside: str = ""
    dashed: bool = False
    go_on: bool = False


def tiles_of(look: Look) -> list[Tile]:
    """The wall as tiles: the groups in order of forming, those inside others after them; then what stands alone."""
    found: list[Tile] = []
    for group in look.groups.values():
        outer = look.groups.get(group.parent)
        inside = say("inside {group}", group=outer.name) if outer else ""
        found.append(Tile(group.key, group.name, tuple(s.text for s in look.members.get(group.key, ())), inside))
    if not found:
        return [Tile(s.key, "", (s.text,)) for s in look.loners]
    if look.loners:
        title = say("On its own", "On their own", n=len(look.loners))
        found.append(Tile("loners", title, tuple(s.text for s in look.loners), dashed=True))
    return found


def part_of(tile: Tile, first: int, last: int) -> Tile:
    """Some of a tile's notes, as a tile that says that it goes on."""
    title = tile.title if tile.go_on or not first else say("{title} (more)", title=tile.title)
    return Tile(
        tile.key, title, tile.notes[first:last], tile.aside if first else "", tile.dashed, tile.go_on or first > 0
    )


def arrow_tiles(look: Look) -> list[Tile]:
    """The arrows in words, for a chart that is too large for one page."""
    said = tuple(
        say(
            "{one} – {relation} – {other}",
            one=look.groups[r.start].name,
            relation=r.words,
            other=look.groups[r.end].name,
        )
        for r in look.relations
    )
    return [Tile("arrows", say("How they hang together"), said)] if said else []
