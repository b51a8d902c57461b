"""Stages opened in every order but the planned one: what the log holds then."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache

import upstream
from facilitator.activities import library
from facilitator.model import acts
from facilitator.model.bodies import Closed, Opened, Withdrawn
from facilitator.model.entry import Draft, Entry
from facilitator.model.method import Method
from facilitator.model.programme import Programme
from facilitator.model.workshop import Workshop
from facilitator.programme import contract as programmes

W = "w"
GROUPS = [{"id": "par", "label": "Parents"}, {"id": "la", "label": "Council"}]


class Log:
    """A day that is told act by act. `drafts` is what was told, `workshop` what comes of it."""

    def __init__(self, method: Method) -> None:
        self.drafts: list[Draft] = []
        self.programme: Programme = programmes.empty()
        self.tell(Draft("programme", {"title": "A programme"}, key="title"))
        self.tell(*acts.create({"title": "A day", "tables": 3}, [method], groups=GROUPS, workshop=W))

    @property
    def workshop(self) -> Workshop:
        """The one workshop."""
        return self.programme.workshops[W]

    def tell(self, *drafts: Draft) -> None:
        """Add entries."""
        for draft in drafts:
            self.drafts.append(draft)
            seq = len(self.drafts)
            entry = Entry(seq, draft.key, draft.workshop, draft.stage, 1000 * seq, draft.person, draft.kind, draft.body)
            self.programme.fold(entry)

    def open(self, stage: str) -> None:
        """Open a stage."""
        self.tell(Opened().draft(W, stage))

    def write(self, stage: str) -> None:
        """Have a few notes written in a stage."""
        self.tell(*upstream.notes(self.workshop, self.workshop.runs[stage]))

    def withdraw(self) -> None:
        """Have every note withdrawn that stands, the last one first."""
        for run in self.workshop.stages:
            keys = [note.key for note in run.own_notes()]
            self.tell(*(Withdrawn(key).draft(W, run.id) for key in reversed(keys)))


def _alone(log: Log, stage: str) -> None:
    log.open(stage)


def _backwards(log: Log, stage: str) -> None:
    ids = [run.id for run in log.workshop.stages]
    for each in reversed(ids[ids.index(stage) :]):
        log.open(each)


def _twice(log: Log, stage: str) -> None:
    log.open(stage)
    log.tell(Closed().draft(W, stage))
    log.open(stage)
    log.open(stage)


def _withdrawn(log: Log, stage: str) -> None:
    for run in log.workshop.stages:
        if run.id == stage:
            break
        log.open(run.id)
        log.write(run.id)
    log.open(stage)
    log.withdraw()


WAYS: dict[str, Callable[[Log, str], None]] = {
    "alone": _alone,
    "backwards": _backwards,
    "twice": _twice,
    "after all was withdrawn": _withdrawn,
}


@cache
def forms(key: str) -> tuple[Method, ...]:
    """A method in each of its forms."""
    base = library.methods()[key]
    return (base, *(base.form(preset.key) for preset in base.presets))


def opened(key: str, way: str) -> Iterator[tuple[str, Log]]:
    """Each stage of a method, by its id, in each of its forms, with the log of a day in which it was opened so."""
    seen = []
    for method in forms(key):
        for stage in method.stages:
            if stage not in seen:
                seen.append(stage)
                log = Log(method)
                WAYS[way](log, stage.id)
                yield stage.id, log


METHODS = sorted(library.methods())
NOT_YET = {
    ("kj", "group"): ("There are no notes to group yet", "There are no notes to group yet"),
    ("kj", "title"): ("There are no groups yet", "There are no groups yet"),
    ("kj", "relations"): ("There are no groups yet", "There are no groups yet"),
    ("kj", "combine"): ("There are no groups yet", "There are no groups yet"),
    ("kj", "vote"): ("There is nothing to choose from yet", "There is nothing to vote on yet"),
    ("open-space", "place"): ("There is no topic to choose from yet", "0 topics"),
    ("open-space", "sessions"): ("No topic has a place yet", "0 topics"),
    ("open-space", "harvest"): ("No topic has a place yet, so there is no report", "0 topics"),
    ("open-space", "marks"): ("There is nothing to choose from yet", "There is nothing to vote on yet"),
    ("open-space", "huddle"): ("No topic has marks", "No action yet"),
    ("force-field", "score"): ("There is no force to score yet", "There is no force to score yet"),
    ("force-field", "spread"): ("No force has a score yet", "No force has a score yet"),
    ("force-field", "act"): ("There is no force to act on yet", "There is no force to act on yet"),
    ("scenario-workshop", "common"): ("There are no notes to group yet", "There are no notes to group yet"),
    ("scenario-workshop", "name"): ("There are no groups yet", "There are no groups yet"),
    ("scenario-workshop", "weigh"): ("There is nothing to choose from yet", "There is nothing to vote on yet"),
    ("scenario-workshop", "vote"): ("There is nothing to choose from yet", "There is nothing to vote on yet"),
    ("scenario-workshop", "commit"): ("There are no ideas yet", "0 notes"),
    ("speed-dating", "debrief"): ("This part is for talking", "0 people with a number"),
}
"""What the phone and the desk say of a stage that works on what is not there."""
