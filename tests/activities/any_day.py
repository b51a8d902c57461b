"""A small day of every activity with something of everything in it, and the same day in other people's words."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import Any

import forces_day
import hats_day
import market_day
import rotate_day
import survey_day

from facilitator.activities.read import rules as reading
from facilitator.model.entry import Entry
from facilitator.model.programme import Programme
from facilitator.model.workshop import Workshop
from facilitator.programme import contract as programmes

FREE = frozenset((
    "text", "title", "label", "short", "words", "name", "owner", "who", "first_step", "how", "obstacle", "headline",
    "place", "sponsor", "facilitator", "object", "challenge", "notice", "aims", "purpose", "credit", "goal",
    "prompt", "questions", "hint", "script", "reason", "why", "condition", "convener", "question", "now", "wanted",
    "by", "scope", "feels", "names", "for_whom", "who_finds_out", "paragraphs", "intro", "low", "high", "outcome",
    "group_words", "interest", "worst", "best", "do_differently", "table", "symbol", "note", "values", "starts",
    "wifi", "wifi_password", "code",
))  # fmt: skip
"""What in an entry's body is anybody's words: the names of those fields."""
INFO = {
    "title": "A day",
    "place": "The hall",
    "sponsor": "The council",
    "facilitator": "Jo Bell",
    "object": "One page",
    "challenge": "How?",
    "notice": "Illustrative.",
    "aims": ["Know how", "Know who"],
    "date": "2011-11-15",
    "starts": "10:20",
}


def folded(entries: Sequence[Entry]) -> tuple[Programme, Workshop]:
    """The programme and its workshop."""
    programme = programmes.empty()
    programme.fold_all(entries)
    return programme, next(iter(programme.workshops.values()))


def _told(entries: Sequence[Entry], workshop: str) -> list[Entry]:
    """The entries after the programme's own, with every fact of the workshop told."""
    first = Entry(1, "programme", "", "", entries[0].at, "", "programme", {"title": "Programme"})
    made = [replace(e, seq=e.seq + 1) for e in entries]
    told = Entry(len(made) + 2, "told", workshop, "", made[-1].at, "", "workshop_edited", dict(INFO))
    return [first, *made, told]


def forces() -> list[Entry]:
    """Driving and restraining forces, scored, with actions and a verdict."""
    return _told(forces_day.whole_day().workshop.entries, "w1")


def market() -> list[Entry]:
    """An open space with reports, marks and actions."""
    day, keys = market_day.busy_day()
    for stage in ("place", "sessions", "news", "harvest", "marks", "huddle", "circle"):
        day.act(stage, "stage_opened")
    line = {"topic": keys["Dee"], "part": "agreed"}
    day.act("sessions", "note", text="Lots of under ten thousand", fields=line, source="phone")
    day.act("sessions", "came", target=keys["Dee"], n=6, names="Dee, Sam")
    day.act("marks", "vote", choices={keys["Dee"]: 2}, token="a")
    who = {"topic": keys["Dee"], "who": "Ann", "by": "2011-12-01"}
    day.act("huddle", "note", text="Write to the council", fields=who, source="phone")
    day.act("circle", "note", text="Thank you", source="phone")
    return _told(day.workshop.entries, market_day.W)


def dating() -> list[Entry]:
    """Talks in pairs with offers and needs."""
    day = rotate_day.dating(people=9)
    for _ in range(4):
        day.step()
    for kind, words in (("offer", "A room on Mondays"), ("need", "Help with accounts"), ("useful", "Small first")):
        day.do("rounds", "note", {"text": words, "fields": {"kind": kind}, "group": "PAR", "table": "2"})
    day.open("debrief")
    day.do("debrief", "note", {"text": "More time", "group": "PAR"})
    return _told(day.workshop.entries, "w1")


def storm() -> list[Entry]:
    """Boards that teams fill and go on to."""
    day = rotate_day.storm()
    day.open("rounds")
    day.step()
    day.do("rounds", "note", {"text": "A line more", "table": "2"})
    for stage in ("digest", "readout"):
        day.open(stage)
    day.do("digest", "note", {"text": "The best of it", "table": "1"})
    return _told(day.workshop.entries, "w1")


def survey() -> list[Entry]:
    """An evaluation with words in it."""
    return _told(survey_day.folded(survey_day.day())[1].entries, survey_day.W)


def _added(day: hats_day.Day) -> Iterator[str]:
    """Opens each stage and says something in it in every state that a note can be in; gives the stages."""
    fields = {"kind": "resolve", "owner": "Ann", "by": "2011-12-01", "tone": "+", "why": "because", "status": "known"}
    day.add("", "joined", person="p1", group="par", table="2")
    for run in day.workshop.stages:
        day.add(run.id, "stage_opened")
        if run.stage.activity in ("collect", "discuss"):
            day.note(run.id, "Two groups", **fields)
            hidden = day.note(run.id, "Mrs X", **fields)
            day.add(run.id, "hidden", target=hidden, reason="names a person")
            typo = day.note(run.id, "The Tuesady", **fields)
            day.add(run.id, "edited", target=typo, text="The Tuesday")
            again = day.note(run.id, "Mums run ours", **fields)
            day.add(run.id, "merged", targets=[again], into=typo)
            parked = day.note(run.id, "Who pays?", **fields)
            day.add(run.id, "parked", target=parked)
            day.add(run.id, "outcome", target=parked, outcome="passed to", words="the managers")
        yield run.id
    day.add("parking", text="Bus times", group="par", question="")
    day.add("", "attendance", groups={"par": 4, "la": 2})


def talk() -> list[Entry]:
    """An arrival, a focused conversation and a check-out, one after the other."""
    day = hats_day.Day("arrival", "focused-conversation", "check-out")
    assert len(list(_added(day))) == len(day.workshop.stages)
    return _told(day.workshop.entries, "w")


def wall() -> list[Entry]:
    """Notes in groups with titles, arrows and votes."""
    day = hats_day.Day("kj")
    for stage in _added(day):
        if stage == "group":
            keys = [note.key for note in day.run("write").notes][:2]
            group = day.add("group", "grouped", notes=keys, cluster="")
        if stage == "title":
            day.add("title", "titled", cluster=group, title="Families first")
            day.add("title", text="Families", fields={"for": group, "token": "a"}, source="phone")
            day.add("title", "split", cluster=group, notes=keys[:1], why="two sentences")
        if stage == "vote":
            day.add("vote", "vote", choices={group: 1}, token="a", group="par")
    return _told(day.workshop.entries, "w")


def scenario() -> list[Entry]:
    """Stories with marks, critique, visions, ideas and offers."""
    day = hats_day.Day("scenario-workshop")
    for stage in _added(day):
        if stage == "read":
            paragraph = day.run("read").state.scenarios()[0].paragraphs[0].id
            day.add("read", reading.MARK, paragraph=paragraph, mark="worry", on=True, token="a")
            day.note("read", "Our bus stops at six", paragraph=paragraph, mark="worry")
            day.add("read", reading.ADDED, scenario="A", text="Nobody runs it.")
        if stage == "critique":
            day.note("critique", "Who has the key?", scenario="A", kind="worry", role="par")
        if stage == "vision":
            day.note("vision", "A hall with keys", headline="Keys", who="everybody", values="open, fair", role="par")
        if stage == "ideas":
            idea = day.note("ideas", "A van", who="Ann", first_step="ask", how="by loan", obstacle="cost")
        if stage == "commit":
            day.note("commit", "I drive it", idea=idea, kind="person")
    return _told(day.workshop.entries, "w")


DAYS: dict[str, Callable[[], list[Entry]]] = {
    made.__name__: made for made in (forces, market, dating, storm, survey, talk, wall, scenario)
}


def reworded(entries: Sequence[Entry], word: Callable[[str], str]) -> list[Entry]:
    """The same entries with `word` of each of their words, as far as the store takes them; equal words stay equal."""
    known: dict[str, str] = {}

    def said(value: Any, free: bool) -> Any:
        if isinstance(value, dict):
            return {name: said(one, name in FREE) for name, one in value.items()}
        if isinstance(value, (list, tuple)):
            return [said(one, free) for one in value]
        if isinstance(value, str) and free and value:
            if value not in known:
                known[value] = word(value).encode("utf-8", "replace").decode()
            return known[value]
        return value

    return [replace(entry, body=said(dict(entry.body), False)) for entry in entries]
