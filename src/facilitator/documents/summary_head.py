"""The first page of a summary: title, figures at a glance, who took part, the challenge, the minutes."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from facilitator.activities import contract
from facilitator.activities.paper import Context, standing, together
from facilitator.activities.paper import counted as counted_from
from facilitator.looks.blocks import (
    Block,
    Column,
    Counted,
    Heading,
    KeyFigures,
    Listing,
    Member,
    Quote,
    SideBySide,
    Table,
    TableRow,
    body,
    remark,
)
from facilitator.model.clock import MINUTE
from facilitator.model.programme import Programme
from facilitator.model.record import (
    PHONE,
    ROOM,
    attendance,
    attendance_apart,
    by_clock,
    comments,
    group_label,
    held,
    in_order_held,
    on_first_page,
    postponed,
    zone_words,
)
from facilitator.model.run import StageRun
from facilitator.model.say import Day, Listed, Time, as_day, say
from facilitator.model.workshop import Workshop
from facilitator.model.zones import UNKNOWN

NOBODY = say("people; nobody was counted")
MOST_DAYS = 3
"""So many days on which a workshop was held are named one by one."""
TOGETHER = say("Other groups, too small to tell apart")
MINUTES = say("Planned and actual minutes")


def moment(workshop: Workshop, at: int) -> str:
    """`15 November 2011, 15:31` by the workshop's clock."""
    return say("{day}, {time}", day=Day(by_clock(workshop, at).date()), time=Time(at, workshop.zone or UNKNOWN))


def stage_title(number: int, run: StageRun) -> str:
    """`3. Objective`."""
    return say("{no}. {title}", no=number, title=run.stage.title)


def opening(workshop: Workshop, programme: Programme, context: Context, apart: int = 0) -> list[Block]:
    """Everything above the minutes. `apart`: head counts of groups of fewer people stand together."""
    info = workshop.info
    ids = [each.id for each in in_order_held(programme)]
    running = say("Evaluation summary")
    if len(ids) > 1 and workshop.id in ids:
        place = say("workshop {no} of {all}", no=ids.index(workshop.id) + 1, all=len(ids))
        running = say("{one} \u00b7 {two}", one=running, two=place)
    if programme.title:
        running = say("{one} \u00b7 {two}", one=running, two=programme.title)
    return [
        remark(running),
        Heading(info.title, 1),
        *(Quote(words) for run in workshop.stages for words in contract.report(run.stage.activity).called(run)),
        body(together(*_facts(workshop))),
        KeyFigures(tuple(_figures(workshop, context))),
        SideBySide(tuple(_who(workshop, apart)), tuple(_what_for(workshop))),
    ]


def aimed(workshop: Workshop) -> list[Block]:
    """What the day was to reach, and what people looked at."""
    aims, seen = _aims(workshop), _object(workshop)
    return [SideBySide(tuple(aims), tuple(seen))] if aims and seen else [*aims, *seen]


def told(workshop: Workshop, apart: int = 0) -> list[str]:
    """The facts of the first page as plain lines."""
    info = workshop.info
    where = (*_when(workshop), info.sponsor, info.facilitator)
    present, rest = attendance_apart(workshop, apart)
    people = [say("{group}: {count}", group=group_label(workshop, p.group), count=p.people) for p in present]
    people += [say("{group}: {count}", group=TOGETHER, count=rest)] if rest else []
    return [words for words in (*where, info.challenge, *info.aims, info.object, *people) if words]


def _facts(workshop: Workshop) -> list[str]:
    info = workshop.info
    found = _when(workshop)
    if info.sponsor:
        found.append(say("Sponsor: {name}.", name=info.sponsor))
    if info.facilitator:
        found.append(say("Facilitator: {name}.", name=info.facilitator))
    spans = [span for run in workshop.stages for span in run.spans]
    if spans:
        first, last, zone = min(a for a, _ in spans), max(b or a for a, b in spans), workshop.zone or UNKNOWN
        if all(b is not None for _, b in spans):
            found.append(say("{first} to {last}.", first=Time(first, zone), last=Time(last, zone)))
        else:
            found.append(say("Begun at {first}, not ended yet.", first=Time(first, zone)))
        found.append(zone_words(workshop))
    return found


def _when(workshop: Workshop) -> list[str]:
    """When and where it was held; before that, for when it is planned. Both where they differ."""
    place, plan = workshop.info.place, as_day(workshop.info.date)
    found: list[str] = [say("{place}.", place=place)] if place else []
    if days := held(workshop):
        on = _days(days)
        found = [say("{day}, {place}.", day=on, place=place) if place else say("{day}.", day=on)]
        return [*found, say("It was planned for {day}.", day=plan)] if postponed(workshop) else found
    if plan and place:
        found = [say("Planned for {day}, {place}.", day=plan, place=place)]
    elif plan:
        found = [say("Planned for {day}.", day=plan)]
    return [*found, say("It was not held yet.")]


def _days(days: Sequence[date]) -> str:
    """Each of a few days; of many the first and the last, and how many there were."""
    if len(days) <= MOST_DAYS:
        return say("{days}", days=Listed(tuple(Day(each) for each in days)))
    ends = {"first": Day(days[0]), "last": Day(days[-1])}
    return say("{first} to {last}, on {n} day", "{first} to {last}, on {n} days", n=len(days), **ends)


def _figures(workshop: Workshop, context: Context) -> Sequence[tuple[str | Counted, str]]:
    present = attendance(workshop)
    people = sum(p.people for p in present)
    counted = any(p.basis == ROOM for p in present)
    basis = say("took part, as counted in the room") if counted else say("joined by phone")
    every = comments(workshop)
    figures: list[tuple[str | Counted, str]] = [(f"{people:,}", basis) if people else ("\u2013", NOBODY)]
    more = [*_decided(workshop)]
    for run in workshop.stages:
        more += contract.report(run.stage.activity).figures(run, context)
    if every.total > every.lines or not more:
        words = _comments(every.first_page, every.withheld, every.withdrawn)
        figures.append((counted_from(on_first_page(workshop), f"{every.first_page:,}"), words))
    figures += more
    actual = sum(_whole(run.actual(context.now)) for run in workshop.stages)
    planned = sum(run.planned() for run in workshop.stages)
    held = say("held, of {n} planned", "held, of {n} planned", n=planned // MINUTE)
    figures.append((say("{minutes} min", minutes=_minutes(actual)), held))
    return figures


def _decided(workshop: Workshop) -> list[tuple[str | Counted, str]]:
    """How many lines were decided, with how many somebody takes on, whatever they are called in the method."""
    decided = [(run, note) for run in workshop.stages if run.stage.decides for note in standing(run)]
    if not decided:
        return []
    lines = [(run, note) for run, note in decided if note.fields.get("kind") != "open"]
    owned = sum(bool(contract.report(run.stage.activity).owner(run, note)) for run, note in lines)
    return [(counted_from([note for _run, note in lines]), _decisions(len(lines), owned, len(decided) - len(lines)))]


def _comments(n: int, hidden: int, gone: int) -> str:
    """What stands under how many comments there were."""
    one = say("comment; {hidden} withheld, {gone} withdrawn", hidden=hidden, gone=gone)
    return one if n == 1 else say("comments; {hidden} withheld, {gone} withdrawn", hidden=hidden, gone=gone)


def _decisions(n: int, owned: int, still: int) -> str:
    """What stands under how many lines were decided."""
    decided = say("decision line, {owned} with an owner", "decision lines, {owned} with an owner", n=n, owned=owned)
    if not still:
        return decided
    return say("{decided}; {n} more left open", "{decided}; {n} more left open", n=still, decided=decided)


def rated(workshop: Workshop, context: Context) -> list[Block]:
    """What each stage adds to the first page: how people rated the day, and which parts of it were useful."""
    return [part for run in workshop.stages for part in contract.report(run.stage.activity).glance(run, context)]


def _who(workshop: Workshop, apart: int) -> list[Block]:
    present = attendance(workshop)
    found: list[Block] = [Heading(say("Who took part"), 2)]
    if not any(p.people for p in present):
        return [*found, body(say("Nobody was counted and nobody joined by phone."))]
    mixed = len({p.basis for p in present if p.people}) > 1
    rows: list[TableRow] = []
    alone, rest = attendance_apart(workshop, apart)
    for p in alone:
        label = group_label(workshop, p.group)
        marked = mixed and p.basis == PHONE
        name = say("{group} (joined by phone)", group=label) if marked else label
        if workshop.groups.get(p.group):
            name = say("{group}, {short}", group=name, short=workshop.groups.short(p.group))
        rows.append([Member(workshop.groups.no(p.group) or "other", name), str(p.people)])
    rows += [[Member("other", TOGETHER), str(rest)]] if rest else []
    rows.append([say("All"), str(sum(p.people for p in present))])
    columns = [Column(say("partner group"), 0.86), Column(say("people"), 0.14, "number")]
    return [*found, Table(rows, columns, heads=False, total=True), remark(_basis(workshop, mixed))]


def _basis(workshop: Workshop, mixed: bool) -> str:
    if not workshop.people.counted:
        return say("People who joined by phone; the room was not counted.")
    phones = say("{n} phone joined.", "{n} phones joined.", n=len(workshop.people))
    marked = say("As counted in the room, except where marked.")
    return together(marked if mixed else say("As counted in the room."), phones)


def _what_for(workshop: Workshop) -> list[Block]:
    info = workshop.info
    challenges = list(dict.fromkeys(c for c in (info.challenge, *(b.challenge for b in workshop.blocks)) if c))
    found: list[Block] = []
    if challenges:
        found.append(Heading(say("The challenge") if len(challenges) == 1 else say("The challenges"), 2))
        found.append(Listing(tuple(challenges)) if len(challenges) > 1 else body(challenges[0]))
    return found or [Heading(say("The method"), 2), body(_methods(workshop))]


def _aims(workshop: Workshop) -> list[Block]:
    aims = workshop.info.aims
    return [Heading(say("Aims"), 2), Listing(tuple(aims))] if aims else []


def _object(workshop: Workshop) -> list[Block]:
    found: list[Block] = []
    if workshop.info.object:
        found += [Heading(say("What people looked at"), 2), body(workshop.info.object)]
    return found


def _methods(workshop: Workshop) -> str:
    blocks = (block.method for block in workshop.blocks)
    return together(*(say("{method}: {purpose}", method=each.title, purpose=each.purpose) for each in blocks))


def times(workshop: Workshop, context: Context) -> list[Block]:
    """Minutes planned and actual for each stage, with the drift."""
    rows: list[TableRow] = []
    for number, run in enumerate(workshop.stages, 1):
        if not run.spans:
            figures = [str(run.stage.minutes), "0", _signed(-run.planned())]
            rows.append([stage_title(number, run), say("not held"), *figures])
            continue
        actual = run.actual(context.now)
        figures = [str(run.stage.minutes), _minutes(actual), _signed(_whole(actual) - run.planned())]
        rows.append([stage_title(number, run), _held(run, workshop.zone or UNKNOWN), *figures])
    planned = sum(run.planned() for run in workshop.stages)
    held = sum(_whole(run.actual(context.now)) for run in workshop.stages)
    rows.append([say("All"), "", _minutes(planned), _minutes(held), _signed(held - planned)])
    columns = [Column(say("stage"), 2.4), Column(say("held"), 2.2), Column(say("planned"), 0.8, "number")]
    columns += [Column(say("actual"), 0.8, "number"), Column(say("difference"), 0.9, "number")]
    return [
        Heading(MINUTES, 2, aside=_methods_line(workshop)),
        Table(rows, columns, total=True),
    ]


def _held(run: StageRun, zone: str) -> str:
    first, closed, n = Time(run.spans[0][0], zone), run.closed_at, len(run.spans)
    if closed is None:
        held = say("{first}, still open", first=first)
    else:
        held = say("{first} to {last}", first=first, last=Time(closed, zone))
    return say("{held}, opened {n} time", "{held}, opened {n} times", held=held, n=n) if n > 1 else held


def _methods_line(workshop: Workshop) -> str:
    return say("{methods}", methods=Listed(tuple(block.method.title for block in workshop.blocks), ""))


def _whole(milliseconds: int) -> int:
    """Rounded to whole minutes, in milliseconds, so that printed figures add up."""
    return round(milliseconds / MINUTE) * MINUTE


def _minutes(milliseconds: int) -> str:
    return str(round(milliseconds / MINUTE))


def _signed(milliseconds: int) -> str:
    minutes = round(milliseconds / MINUTE)
    return f"+{minutes}" if minutes > 0 else f"\u2212{-minutes}" if minutes < 0 else "0"
