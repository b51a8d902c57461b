"""What an activity is: one folder with rules, phone page, board and record section, each for its own process.

`rules.py` has the functions of `facilitator.model.run.Rules`. The other parts have the shapes below.
To add an activity: add its folder here and its name to KINDS.
"""

from __future__ import annotations

import importlib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import ModuleType
from typing import Any, Protocol, cast

from facilitator.activities.paper import Context
from facilitator.looks.blocks import Block
from facilitator.model.people import Groups
from facilitator.model.run import Rules, StageRun

KINDS = ("cluster", "collect", "discuss", "forces", "market", "read", "rotate", "survey", "vote")
"""Every activity there is, in one place; built-ins use the contract that a stranger's would."""

PARTS = ("rules", "page", "board", "report")


class Refused(Exception):
    """A draft that cannot be taken, with the HTTP status and the sentence for the person who sent it."""

    def __init__(self, sentence: str, status: int = 400) -> None:
        super().__init__(sentence)
        self.sentence, self.status = sentence, status


@dataclass(frozen=True, slots=True)
class Sender:
    """Who looks at, or writes on, a phone page. `person` is empty where the stage keeps no person.

    `token` counts a person within one stage and leads to nothing else of theirs.
    """

    person: str = ""
    token: str = ""
    group: str = ""
    table: str = ""


class Page(Protocol):
    """`page.py`: the phone's side of an activity; its template is `page.html` in the same folder."""

    def view(self, run: StageRun, sender: Sender, groups: Groups) -> dict[str, Any]:
        """What the template is given. Only what the room may see, and what is the sender's own."""

    def read(self, run: StageRun, form: Mapping[str, Any], sender: Sender) -> tuple[str, dict[str, Any]]:
        """A form or JSON object as `(entry kind, body)`. Raises Refused with a sentence."""


class Report(Protocol):
    """`report.py`: the activity's section of the printed summary, and its rows for the exports."""

    def section(self, run: StageRun, context: Context) -> list[Block]:
        """The section as blocks, which every form of document renders."""

    def rows(self, run: StageRun, groups: Groups) -> Mapping[str, list[dict[str, Any]]]:
        """Tables for the exports by name, beside the comments that every activity has."""


def surface(kind: str, part: str) -> ModuleType:
    """One part of one activity, imported only now. Raises KeyError for an unknown kind or part."""
    if kind not in KINDS or part not in PARTS:
        raise KeyError(f"{kind}/{part}")
    return importlib.import_module(f"facilitator.activities.{kind}.{part}")


def rules(kind: str) -> Rules:
    """The rules of an activity."""
    return cast(Rules, surface(kind, "rules"))


@cache
def kinds(name: str) -> frozenset[str]:
    """The entry kinds that every activity's rules list under one of three names; a rules module may leave any out.

    `QUIET`: they change what the stage's own board shows and nothing else at the desk. `SLOW`: they come from many
    phones at once, so the wall may gather them. `TOLD`: phones at the stage show something else after them.
    """
    return frozenset[str]().union(*(getattr(surface(kind, "rules"), name, ()) for kind in KINDS))


def page(kind: str) -> Page:
    """The phone page of an activity."""
    return cast(Page, surface(kind, "page"))


def report(kind: str) -> Report:
    """The record section of an activity."""
    return cast(Report, surface(kind, "report"))


def kept(run: StageRun, sender: Sender, body: dict[str, Any]) -> tuple[str, dict[str, Any]]:
    """`(person, body)` of a phone's entry, with only what the stage's anonymity keeps of the sender."""
    of_sender = {"group": str(body.pop("group", "")) or sender.group, "table": sender.table}
    if run.stage.anonymity != "nothing":
        body |= {name: value for name, value in of_sender.items() if value}
    return (sender.person if run.stage.anonymity == "named" else ""), {**body, "source": "phone"}
