"""Lists on a phone that others change while somebody has a finger on them: what stands there, and what arrives."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import upstream
from facilitator.activities.cluster.bodies import Grouped, Titled
from facilitator.activities.cluster.facts import look
from facilitator.activities.rotate.bodies import Planned, Round, Seated
from facilitator.model import acts
from facilitator.model.entry import Draft
from facilitator.model.run import StageRun
from facilitator.model.workshop import Workshop

GOES = upstream.WORDS[0]
"""What is taken away and comes back: nobody has a finger on that."""
MORE = ("Before all others", "In the middle of it")


def plain(workshop: Workshop, run: StageRun, texts: Sequence[str]) -> list[Draft]:
    """Notes as others send them, each choice with its first answer."""
    fields = {field.id: field.choices[0].value for field in run.stage.fields if field.choices}
    return [acts.note(workshop, run, words, fields=fields) for words in texts]


@dataclass(frozen=True)
class Listed:
    """A stage whose page has a list of what stands in the stage `source`, its own where none is named. `more` is how
    others add to it, in words of theirs, and `begins` what happens once some of it is there.
    """

    method: str
    stage: str
    source: str = ""
    more: Callable[[Workshop, StageRun, Sequence[str]], Sequence[Draft]] = plain
    begins: Callable[[Workshop, StageRun], Sequence[Draft]] | None = None

    @property
    def name(self) -> str:
        """`kj group`."""
        return f"{self.method} {self.stage}"


def lines(workshop: Workshop, run: StageRun, texts: Sequence[str]) -> list[Draft]:
    """Lines of another group, on every board."""
    more = {"fields": {"kind": "new"}, "team": 4}
    return [
        Draft("note", {"text": words, **more, "board": board}, workshop.id, run.id)
        for words in texts
        for board in range(1, 5)
    ]


def of_a_table(workshop: Workshop, run: StageRun, texts: Sequence[str]) -> list[Draft]:
    """Lines of another table."""
    return [replace(one, body={**one.body, "table": "2"}) for one in plain(workshop, run, texts)]


def topics(workshop: Workshop, run: StageRun, texts: Sequence[str]) -> list[Draft]:
    """Topics with somebody who convenes them: those that are there first have a place, the others wait."""
    cells = [(room.id, slot.id) for slot in run.state.default_slots() for room in run.state.default_rooms()]
    taken = zip(texts, cells, strict=False) if texts is upstream.WORDS else ((words, ("", "")) for words in texts)
    return [
        acts.note(workshop, run, words, fields={"convener": words, "room": room, "slot": slot})
        for words, (room, slot) in taken
    ]


def groups(workshop: Workshop, run: StageRun) -> list[Draft]:
    """Two groups, and what is left stands alone."""
    keys = [note.key for source in run.stage.feeds for note in workshop.runs[source].notes]
    return [Grouped(tuple(keys[at : at + 2])).draft(workshop.id, run.id) for at in (1, 3)]


def titled(workshop: Workshop, run: StageRun) -> list[Draft]:
    """Every group has its title, of those that there are, or of two."""
    root = next(workshop.runs[source] for source in run.stage.feeds)
    titling = next(each for each in workshop.stages if each.stage.options.get("phase") == "title")
    there = [group.key for group in look(root.state).of()]
    made = [] if there else groups(workshop, root)
    return [
        *made,
        *(
            Titled(key, f"What we mean by {number}").draft(workshop.id, titling.id)
            for number, key in enumerate(there or [each.key for each in made], 1)
        ),
    ]


def round_of(workshop: Workshop, run: StageRun) -> list[Draft]:
    """The first round of the boards."""
    return [Round(1, 300, "talk").draft(workshop.id, run.id)]


def met(workshop: Workshop, run: StageRun) -> list[Draft]:
    """Everybody has met everybody, and now says whom to meet again."""
    seats = list(run.state.seats)
    return [
        Planned(1, ([tuple(seats)],), anew=True).draft(workshop.id, run.id),
        Round(1, 300, "talk").draft(workshop.id, run.id),
        Round(1, 300, "jot").draft(workshop.id, run.id),
    ]


def seats(workshop: Workshop, run: StageRun, texts: Sequence[str]) -> list[Draft]:
    """Others with a number card."""
    return [Seated(name=words, source="facilitator").draft(workshop.id, run.id) for words in texts]


LISTS = (
    Listed("board-storm", "rounds", more=lines, begins=round_of),
    Listed("kj", "group", source="write", begins=groups),
    Listed("kj", "relations", source="write"),
    Listed("scenario-workshop", "read"),
    Listed("scenario-workshop", "critique"),
    Listed("scenario-workshop", "ideas", source="elements"),
    Listed("scenario-workshop", "vote", source="ideas"),
    Listed("scenario-workshop", "commit", source="ideas"),
    Listed("kj", "vote", source="write", begins=titled),
    Listed("open-space", "place", source="propose", more=topics),
    Listed("open-space", "sessions", source="propose", more=topics),
    Listed("open-space", "huddle", source="propose", more=topics),
    Listed("force-field", "merge", source="name"),
    Listed("force-field", "score", source="name"),
    Listed("force-field", "act", source="name"),
    Listed("focused-conversation", "decisional", more=of_a_table),
    Listed("ground-rules", "rules", more=of_a_table),
    Listed("speed-dating", "rounds", source="brief", more=seats, begins=met),
)
