"""What a document is: a file here that says its key, its title and its parts in order.

To add a document: add its file, with its `DOCUMENT`, and the file's name to DOCUMENTS.
"""

from __future__ import annotations

import importlib
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import cast

from facilitator.activities.contract import report
from facilitator.activities.paper import Context
from facilitator.documents.last_resort import Part
from facilitator.looks.blocks import About, Paper
from facilitator.looks.languages import ENGLISH
from facilitator.model.fingerprint import fingerprint
from facilitator.model.mixing import mixed
from facilitator.model.programme import Programme
from facilitator.model.record import cells, named_groups
from facilitator.model.say import Listed, say
from facilitator.model.suppression import PUBLISHED
from facilitator.model.workshop import Workshop
from facilitator.model.zones import UNKNOWN
from facilitator.programme.contract import unnamed
from facilitator.programme.disclosure import decided

DOCUMENTS = (
    "summary", "overall_summary", "attendance", "development_plan", "evidence_checklist", "proceedings", "agenda",
    "run_sheet", "cue_cards", "host_scripts", "join_poster", "table_cards", "paper_forms",
)  # fmt: skip
"""Every document there is, in one place."""
STAMP = say("REHEARSAL")
REHEARSAL = say("Rehearsal: not a record.")


@dataclass(frozen=True, slots=True)
class Order:
    """What a document is made from. The workshop is mixed first: a paper has no order that the log will not have.

    `made_at` (milliseconds since 1970) is the moment of printing; `file_name` the programme file; `lang` and `paper`
    are its language and what it is printed on; `published` makes a copy for everybody.
    """

    workshop: Workshop
    programme: Programme
    made_at: int
    file_name: str = ""
    lang: str = ENGLISH
    paper: Paper = "a4"
    published: bool = False

    @property
    def least(self) -> int:
        """The least group that is told apart: that of the programme; of a published copy PUBLISHED or more."""
        return max(self.programme.least, PUBLISHED) if self.published else self.programme.least

    def __post_init__(self) -> None:
        object.__setattr__(self, "workshop", mixed(self.workshop))

    @property
    def context(self) -> Context:
        """What the sections of the activities are made with."""
        workshop = self.workshop
        written = {note.key: (run, note) for run in workshop.stages for note in run.own_notes()}
        elsewhere: dict[str, str] = {}
        for run in workshop.stages:
            for key in report(run.stage.activity).shows(run):
                if key in written and written[key][0] is not run:
                    elsewhere.setdefault(key, run.stage.title)
        present = workshop.people.present()
        decision = decided(self.programme, workshop, self.least)
        return Context(
            workshop.groups,
            self.made_at,
            present,
            workshop.zone or UNKNOWN,
            written,
            elsewhere,
            cells(workshop, self.least),
            tuple(note for _run, note in workshop.parked()),
            decision,
            workshop.id,
            named_groups(workshop, self.least),
            unnamed(self.programme, workshop, decision),
        )

    @property
    def stamp(self) -> str:
        """What stands across every page of a rehearsal's papers."""
        return STAMP if self.workshop.rehearsal else ""

    def sealed(self, about: About, *, overall: bool = False) -> About:
        """What a document says of itself, with the fingerprint of the records it is made from: of its workshop, or
        `overall` of the whole programme.
        """
        mark = fingerprint(self.programme if overall else self.workshop)
        return replace(about, records=say("Records {fingerprint}", fingerprint=mark.printed), seal=mark.seal)

    @property
    def final(self) -> bool:
        """Whether the workshop is finished, so that nothing more is expected."""
        return self.workshop.finished_at is not None


Say = Callable[[str], str]
"""Makes anybody's words printable."""


def something(order: Order) -> str:
    """Of a document that there always is."""
    return ""


@dataclass(frozen=True, slots=True)
class Document:
    """One document. `parts` are made one after another; what they are given tells what could not be shown before.

    `about` is what it says of itself, everybody's words through a function that makes them printable. `nothing` is a
    sentence that says why there is nothing to print, or empty. `overall` is one of the whole programme.
    """

    key: str
    title: str
    parts: Callable[[Order, Callable[[], str]], list[Part]]
    about: Callable[[Order, Say], About]
    nothing: Callable[[Order], str] = something
    overall: bool = False


def every() -> list[Document]:
    """All documents in their order."""
    modules = (importlib.import_module(f"facilitator.documents.{name}") for name in DOCUMENTS)
    return [cast(Document, module.DOCUMENT) for module in modules]


def find(key: str) -> Document:
    """The document with that key. Raises KeyError that names those there are."""
    known = {document.key: document for document in every()}
    if key not in known:
        raise KeyError(say("There is no document '{key}'. There are: {keys}.", key=key, keys=Listed(tuple(known), "")))
    return known[key]
