"""Facts that documents and exports state alike: the day, who was there, what became of notes, what was asked."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime

from facilitator.model.entry import local
from facilitator.model.notes import HIDDEN, REFILED, WITHDRAWN, Note
from facilitator.model.people import OTHER
from facilitator.model.programme import Programme
from facilitator.model.run import StageRun
from facilitator.model.say import say
from facilitator.model.suppression import LEAST, named
from facilitator.model.workshop import PARKING, Workshop
from facilitator.model.zones import UNKNOWN, written

ROOM, PHONE = say("counted in the room"), say("joined by phone")


@dataclass(frozen=True, slots=True)
class Present:
    """How many people of one partner group were there, and how that is known: ROOM or PHONE."""

    group: str
    people: int
    basis: str


def held(workshop: Workshop) -> tuple[date, ...]:
    """The days on which a stage was opened, in order: when it was held, whatever the plan says."""
    opened = sorted(first for run in workshop.stages for first, _closed in run.spans)
    return tuple(dict.fromkeys(by_clock(workshop, at).date() for at in opened))


def held_or_planned(workshop: Workshop) -> str:
    """The first day on which it was held, as ISO 8601; before that the date of the plan, which may be none."""
    days = held(workshop)
    return days[0].isoformat() if days else workshop.info.date


def in_order_held(programme: Programme) -> list[Workshop]:
    """The workshops that were held, in the order of when they were, whatever the order in which they were made."""
    opened = [(min((r.spans[0][0] for r in w.stages if r.spans), default=0), w) for w in programme.workshops.values()]
    return [workshop for at, workshop in sorted(opened, key=lambda pair: pair[0]) if at]


def in_order(programme: Programme) -> list[Workshop]:
    """Every workshop: those held, as above, then those to come by the date of their plan, undated ones last."""
    found = in_order_held(programme)
    ahead = [workshop for workshop in programme.workshops.values() if workshop not in found]
    return [*found, *sorted(ahead, key=lambda each: (not each.info.date, each.info.date))]


def in_order_of_days(workshops: Iterable[Workshop]) -> list[Workshop]:
    """Workshops, held or not, in the order of their days."""
    return sorted(workshops, key=lambda each: (day(each), each.created_at))


def postponed(workshop: Workshop) -> str:
    """The date of the plan, where the workshop was held on other days and not on that one; else empty."""
    days = [each.isoformat() for each in held(workshop)]
    return workshop.info.date if days and workshop.info.date not in days else ""


def day(workshop: Workshop) -> str:
    """The workshop's date as ISO 8601, for names of files and tables: the first day on which it was held; before that
    the date of the plan, else the day it was made.
    """
    try:
        return date.fromisoformat(held_or_planned(workshop)).isoformat()
    except ValueError:
        return by_clock(workshop, workshop.created_at).date().isoformat()


def by_clock(workshop: Workshop, at: int) -> datetime:
    """A time as the papers of a workshop tell it: in the workshop's zone, on whatever computer they are printed."""
    return local(at, workshop.zone or UNKNOWN)


def zone_words(workshop: Workshop) -> str:
    """In which zone the papers of a workshop tell the time."""
    spans = [at for run in workshop.stages for span in run.spans for at in span if at is not None]
    first = by_clock(workshop, min(spans, default=workshop.created_at))
    last = by_clock(workshop, max(spans, default=workshop.created_at))
    if not workshop.zone:
        return say("Times are in UTC: this file does not say in which time zone the workshop was held.")
    one, other = written(workshop.zone, first), written(workshop.zone, last)
    if one == other:
        return say("Times are those of {zone}.", zone=one)
    return say("Times are those of {zone}, later {other}.", zone=one, other=other)


def attendance(workshop: Workshop) -> list[Present]:
    """People by group, every group of the list first. A count in the room goes before phones that joined.

    Once the room was counted, phones that named no group, or another one, are taken to be among those counted.
    """
    joined = Counter(person.group for person in workshop.people.by_id.values())
    counted = workshop.people.counted
    found = []
    for group in workshop.groups:
        basis = ROOM if group.id in counted or (counted and not joined[group.id]) else PHONE
        people = counted.get(group.id, 0) if basis == ROOM else joined[group.id]
        found.append(Present(group.id, people, basis))
    listed = {group.id for group in workshop.groups}
    others = sorted((counted if counted else joined).items())
    found += [Present(g, n, ROOM if counted else PHONE) for g, n in others if g not in listed and n]
    return found


def attendance_apart(workshop: Workshop, least: int = 0) -> tuple[list[Present], int]:
    """People by group, and how many were in groups that are not told apart where `least` people are asked for.

    Without it every group stands by itself: everybody in the room could count heads.
    """
    present = attendance(workshop)
    alone = named({each.group: each.people for each in present}, least) if least else {p.group for p in present}
    rest = sum(each.people for each in present if each.group not in alone)
    return [each for each in present if each.group in alone], rest


def cells(workshop: Workshop, least: int = LEAST) -> frozenset[tuple[str, str]]:
    """The pairs of group and table that may stand beside what somebody wrote: those of which enough people joined,
    where those that may not are several, and enough together. `("", table)` is everybody at a table, of whatever group.
    """
    people = [person for person in workshop.people.by_id.values() if person.table or person.group]
    sat: dict[str, Counter[str]] = {"": Counter(person.table for person in people)}
    for person in people:
        sat.setdefault(person.group, Counter())[person.table] += bool(person.group)
    return frozenset((group, table) for group, tables in sat.items() for table in named(tables, least))


def named_groups(workshop: Workshop, least: int = LEAST) -> frozenset[str]:
    """The partner groups that may stand beside what one of their people wrote: those of which enough were there, where
    those that may not are several, and enough together. Where nobody knows who was there, it goes by what they wrote.
    """
    return named(people_by_group(workshop), least)


def people_by_group(workshop: Workshop) -> Counter[str]:
    """How many people of each partner group were there; where nobody knows, how many notes each wrote."""
    people = Counter({present.group: present.people for present in attendance(workshop)})
    return people if people.total() else Counter(note.group for _run, note in everything(workshop))


def shown_table(note: Note, here: Collection[tuple[str, str]], *, decides: bool = False) -> str:
    """The table that papers and tables may name beside a note: none where group and table together are too few people
    (see `cells`), so that they would point to somebody. A line that a table agreed on (`decides`) is the table's.
    """
    of_table = decides and not note.group
    return note.table if of_table or (note.group, note.table) in here else ""


def group_label(workshop: Workshop, group: str) -> str:
    """What a partner group is called; people who said none are `Not said`."""
    if not group:
        return say("Not said") if workshop.groups else say("Everyone")
    return say("Another group") if group == OTHER else workshop.groups.label(group)


def everything(workshop: Workshop) -> Iterator[tuple[StageRun, Note]]:
    """Every note, once, with the stage it was written in, whatever became of it; the parking lot's come last."""
    for run in (*workshop.stages, workshop.parking):
        for note in run.own_notes():
            yield run, note


@dataclass(frozen=True, slots=True)
class Comments:
    """How many comments there are, whatever became of them, and how they come apart without a rest.

    A comment is what somebody wrote into a stage or the parking lot. `first_page` are those that stand outside stages
    that decide; `lines` those inside; `refiled` are counted again where they went.
    """

    first_page: int
    lines: int
    withheld: int
    withdrawn: int
    refiled: int

    @property
    def total(self) -> int:
        """All of them."""
        return self.first_page + self.lines + self.withheld + self.withdrawn + self.refiled


def comments(workshop: Workshop) -> Comments:
    """The comments of a workshop, counted in the one way that papers, commands and exports share."""
    what = Counter(_part(run, note) for run, note in everything(workshop))
    return Comments(*(what[part] for part in ("first_page", "lines", HIDDEN, WITHDRAWN, REFILED)))


def on_first_page(workshop: Workshop) -> list[Note]:
    """The comments that the first page counts."""
    return [note for run, note in everything(workshop) if _part(run, note) == "first_page"]


def _part(run: StageRun, note: Note) -> str:
    if note.status in (HIDDEN, WITHDRAWN, REFILED):
        return note.status
    return "lines" if run.stage.decides else "first_page"


def asked(run: StageRun, note: Note) -> str:
    """The question a note answers, in the words people saw."""
    if run.id == PARKING:
        return run.stage.title
    return note.question or (run.stage.asks[0] if run.stage.asks else run.stage.title)


def said(note: Note) -> str:
    """A note's wording for the facilitator's records: empty once it was withdrawn or erased."""
    return "" if note.status == WITHDRAWN else note.text


def written_at(workshop: Workshop, run: StageRun, note: Note) -> int:
    """When a note came, in milliseconds; where the stage keeps nothing of the person, when the stage was opened."""
    if run.stage.anonymity != "nothing":
        return note.at
    return run.spans[0][0] if run.spans else workshop.created_at


def for_others(note: Note) -> str:
    """A note's wording in records that are given to others: empty once it was withdrawn, erased or withheld."""
    return "" if note.status in (WITHDRAWN, HIDDEN) else note.text
