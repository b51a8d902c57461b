"""A small conversation, entry by entry with fixed keys and times, for everything that the records are made from."""

from __future__ import annotations

import contextlib
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from facilitator.activities import contract
from facilitator.model import method_file
from facilitator.model.entry import Entry
from facilitator.model.method import Method, Stage
from facilitator.model.programme import Programme
from facilitator.model.workshop import Workshop
from facilitator.programme import contract as programmes
from facilitator.store import file
from facilitator.store.feed import open_feed

START = 1_321_352_400_000
"""15 November 2011, 10:20 UTC."""
MINUTE = 60_000

METHOD = """
key = "talk"
title = "Short talk"
purpose = "Try the records."
credit = "Made for the tests."

[[stages]]
id = "open"
title = "Open"
goal = "everybody knows the topic"
activity = "discuss"
minutes = { default = 3, min = 2, max = 5 }
prompt = "What is it about?"

[[stages]]
id = "facts"
title = "Facts"
goal = "shared facts"
activity = "collect"
minutes = { default = 7, min = 4, max = 12 }
questions = ["What do you know?", "What was new?"]
[[stages.fields]]
id = "disputed"
label = "Somebody sees this differently"
kind = "flag"

[[stages]]
id = "feelings"
title = "Feelings"
activity = "collect"
minutes = { default = 5, min = 4, max = 12 }
prompt = "How does it feel?"
visibility = "private"
anonymity = "nothing"
[[stages.fields]]
id = "tone"
label = "Tone"
kind = "choice"
columns = true
choices = [{ value = "+", label = "Good", symbol = "+" }, { value = "-", label = "Uneasy", symbol = "\u2212" }]

[[stages]]
id = "silent"
title = "Silence"
activity = "collect"
minutes = { default = 2, min = 1, max = 3 }
prompt = "Anything else?"

[[stages]]
id = "decide"
title = "Decide"
activity = "discuss"
decides = true
minutes = { default = 10, min = 6, max = 15 }
prompt = "What are we ready to try?"
[stages.options]
lines = 3
support = true
[[stages.fields]]
id = "kind"
label = "This line is"
kind = "choice"
columns = true
choices = [
  { value = "resolve", label = "What we resolve" },
  { value = "next_step", label = "A next step" },
  { value = "open", label = "Still open" },
]
[[stages.fields]]
id = "owner"
label = "Who takes it on"
[[stages.fields]]
id = "by"
label = "By when"
kind = "date"

[[stages]]
id = "close"
title = "Close"
activity = "collect"
minutes = { default = 2, min = 1, max = 5 }
prompt = "Give it a title."
"""


def lean(made: Method) -> dict[str, Any]:
    """A method as an early release wrote it: without what is as usual, so that new settings do not show here."""
    usual = asdict(Stage("", "", ""))
    stages = [{name: v for name, v in asdict(s).items() if v != usual.get(name)} for s in made.stages]
    head = {name: getattr(made, name) for name in ("key", "title", "purpose", "credit")}
    return {**head, "stages": stages}


class Writer:
    """Collects entries; the key of each is `k` and its number."""

    def __init__(self, workshop: str = "talk01") -> None:
        self.workshop = workshop
        self.entries: list[Entry] = []
        self.at = START

    def add(self, kind: str, stage: str = "", /, *, person: str = "", after: int = 1000, **body: Any) -> str:
        """Append an entry `after` milliseconds later; returns its key."""
        self.at += after
        seq = len(self.entries) + 1
        key = f"k{seq:03}" if self.workshop == "talk01" else f"{self.workshop}-{seq:03}"
        workshop = "" if kind == "programme" else self.workshop
        self.entries.append(Entry(seq, key, workshop, stage, self.at, person, kind, body))
        return key

    def begin(self, **info: Any) -> None:
        """The programme, the workshop and its method."""
        self.add("programme", title="Voluntary groups")
        groups = [
            {"id": "VCS", "label": "Voluntary & community sector", "short": "VCS"},
            {"id": "PAR", "label": "Parents", "short": "PAR"},
        ]
        facts = {"title": "What could we do: together?", "date": "2011-11-15", "groups": groups, "code": "2345", **info}
        self.add("workshop", **facts)
        made = method_file.parse(METHOD, "talk.toml", contract.KINDS)
        self.add("method", block="m1", method=lean(made), challenge="")


def facts_and_feelings(day: Writer) -> None:
    """Notes in every state that a note can be in."""
    day.add("stage_opened", "open")
    day.add("stage_opened", "facts", after=3 * MINUTE)
    ask: dict[str, Any] = {"question": "What do you know?", "source": "phone"}
    first = day.add("note", "facts", text="Two groups are parent-run", group="VCS", table="1", **ask)
    again = day.add("note", "facts", text="Mums run ours", group="PAR", table="2", **ask)
    day.add("merged", "facts", targets=[again], into=first)
    new: dict[str, Any] = {"question": "What was new?"}
    day.add("note", "facts", text="=1+1", group="PAR", source="scribe", fields={"disputed": True}, **new)
    typo = day.add("note", "facts", text="The Tuesady session", source="paper", **new)
    day.add("edited", "facts", target=typo, text="The Tuesday session")
    named = day.add("note", "facts", text="Mrs X never answers", group="PAR", **ask)
    day.add("hidden", "facts", target=named, reason="names a person")
    gone = day.add("note", "facts", text="My secret", group="VCS", **ask)
    day.add("withdrawn", "facts", target=gone, by="phone")
    parked = day.add("note", "facts", text="Who pays for the cr\u00e8che?", group="PAR", **ask)
    day.add("parked", "facts", target=parked)
    day.add("outcome", "facts", target=parked, outcome="passed to", words="the managers")
    day.add("note", "parking", text="Bus times", group="VCS")
    day.add("stage_opened", "feelings", after=7 * MINUTE)
    day.add("note", "feelings", text="hopeful, but tired", fields={"tone": "+"})
    day.add("note", "feelings", text="worried\nabout our name", fields={"tone": "-"})


def decide_and_close(day: Writer) -> None:
    """Lines with support by phone and by hands, and one that nobody has taken on."""
    day.add("stage_opened", "silent", after=8 * MINUTE)
    day.add("stage_opened", "decide", after=2 * MINUTE)
    line = day.add("note", "decide", text="Test one service", table="1", fields={"kind": "resolve", "owner": "Ann"})
    for token, choice in enumerate(("support", "support", "not_yet")):
        day.add("support", "decide", target=line, choice=choice, token=f"t{token}")
    day.add("hands", "decide", target=line, counts={"support": 3, "live_with": 1})
    day.add("note", "decide", text="Write to the council", fields={"kind": "next_step", "by": "2011-12-01"})
    day.add("note", "decide", text="Whole centres?", table="4", fields={"kind": "open"})
    day.add("stage_opened", "close", after=9 * MINUTE)
    day.add("note", "close", text="Small first", source="host")
    day.add("finished", after=2 * MINUTE)


def a_day(**info: Any) -> list[Entry]:
    """The whole conversation."""
    day = Writer()
    place = {"place": "Poole", "sponsor": "Borough", "facilitator": "Jo Bell", "object": "One page", "starts": "10:20"}
    told = {"notice": "Illustrative sample.", "challenge": "How ready are groups?", "aims": ["Know how ready"]}
    day.begin(**place, **told, **info)
    for number, group in enumerate(("VCS", "VCS", "PAR")):
        day.add("joined", person=f"p{number}", group=group, table="1")
    day.add("presence", connected=3, wrote={})
    day.add("attendance", groups={"VCS": 4, "PAR": 2})
    facts_and_feelings(day)
    decide_and_close(day)
    return day.entries


def folded(entries: Sequence[Entry]) -> tuple[Programme, Workshop]:
    """The programme and its first workshop."""
    programme = programmes.empty()
    programme.fold_all(entries)
    return programme, next(iter(programme.workshops.values()))


def stored(path: Path, entries: Sequence[Entry] = ()) -> Path:
    """A programme file with those entries."""
    file.create(path)
    with contextlib.closing(open_feed(path)) as log:
        log.append([entry.as_draft() for entry in entries])
    return path
