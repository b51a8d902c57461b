"""The overall summary of a programme: its workshops together, over months and years."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from facilitator.activities.paper import together
from facilitator.documents.contract import REHEARSAL, Document, Order, Say
from facilitator.documents.last_resort import Part
from facilitator.documents.summary_head import comments_beside, moment
from facilitator.looks.blocks import About, Block, Column, Heading, KeyFigures, Table, TableRow, body, remark
from facilitator.model.programme import Programme
from facilitator.model.record import attendance, comments, day, held, in_order_of_days
from facilitator.model.say import Day, say
from facilitator.model.workshop import Workshop
from facilitator.programme import across
from facilitator.programme import contract as programmes
from facilitator.programme.disclosure import decided

KIND = say("Overall summary")
READING = say("How to read this summary")


def _held(programme: Programme) -> list[Workshop]:
    """The workshops that were held, in the order of their days."""
    return [each for each in in_order_of_days(programme.workshops.values()) if held(each)]


def _nothing(order: Order) -> str:
    return "" if _held(order.programme) else say("No workshop of this programme was held yet.")


def _title(order: Order) -> str:
    return order.programme.title or order.workshop.info.title


def _about(order: Order, printable: Say) -> About:
    return about_programme(order, printable, KIND)


def about_programme(order: Order, printable: Say, kind: str) -> About:
    """What a document of the whole programme says of itself; everybody's words in it go through `printable`."""
    info, made, file = order.workshop.info, moment(order.workshop, order.made_at), printable(order.file_name)
    rehearsed = any(each.rehearsal for each in order.programme.workshops.values())
    return About(
        title=printable(_title(order)),
        kind=kind,
        author=printable(info.facilitator or info.sponsor or "Facilitator"),
        subject=kind,
        stamp=order.stamp,
        warning=REHEARSAL if rehearsed else "",
        made=say("Made {moment} from {file}", moment=made, file=file) if file else say("Made {moment}", moment=made),
        notice=printable(info.notice),
        made_at=order.made_at,
        lang=order.lang,
        paper=order.paper,
    )


def _parts(order: Order, missing: Callable[[], str]) -> list[Part]:
    """The parts in order, each ready to be made."""
    programme = order.programme
    return [
        Part(KIND, lambda: _opening(order)),
        Part(say("Evaluation"), lambda: across.overall(programme)),
        Part(
            say("The programme"),
            lambda: [*programmes.sections(programme, decided(programme)), *across.sections(programme)],
        ),
        Part(READING, lambda: _reading(programme, missing())),
    ]


def _opening(order: Order) -> list[Block]:
    """Title, figures at a glance, and the workshops with how many came."""
    workshops = _held(order.programme)
    came = [sum(each.people for each in attendance(workshop)) for workshop in workshops]
    every = [comments(workshop) for workshop in workshops]
    many = sum(each.first_page + each.lines for each in every)
    hidden, gone = sum(each.withheld for each in every), sum(each.withdrawn for each in every)
    figures = [
        (str(len(workshops)), say("workshop held") if len(workshops) == 1 else say("workshops held")),
        (f"{sum(came):,}", say("attendance") if sum(came) == 1 else say("attendances")),
        (f"{many:,}", comments_beside(many, hidden, gone)),
    ]
    rows: list[TableRow] = [
        [each.info.title, say("{day}", day=Day(date.fromisoformat(day(each)))), f"{n:,}"]
        for each, n in zip(workshops, came, strict=True)
    ]
    rows.append([say("All"), "", f"{sum(came):,}"])
    columns = [Column(say("workshop"), 3.0), Column(say("date"), 1.4), Column(say("attendances"), 1.0, "number")]
    return [
        remark(KIND),
        Heading(_title(order), 1),
        KeyFigures(tuple(figures)),
        Heading(say("The workshops"), 2),
        Table(rows, columns, total=True),
        body(_people(workshops, sum(came))),
    ]


def _people(workshops: list[Workshop], came: int) -> str:
    """How many different people they were, as far as anybody can tell them apart."""
    joined = [person for workshop in workshops for person in workshop.people.by_id]
    told = say("Attendances are counted workshop by workshop: who came twice is counted twice.")
    if not joined:
        return together(told, say("Nobody signed in, so how many different people came is not known."))
    people = say("{n} person", "{n} people", n=len(set(joined)))
    if len(joined) == came:
        return together(told, say("They were {people}, as far as phones tell people apart.", people=people))
    return together(told, say("Of {n} attendance with a phone that joined, phones tell {people} apart.",
                              "Of {n} attendances with a phone that joined, phones tell {people} apart.",
                              n=len(joined), people=people))  # fmt: skip


def _reading(programme: Programme, missing: str) -> list[Block]:
    """How the figures were made."""
    said = [
        say("Questions in exactly the same words are added up as counts; averages are never made. Where words were "
            "changed, each wording stands by itself."),
        say("Per cent is said only of twenty answers or more."),
        say("What few people answered is not shown: a group stands by itself only from {n} person on, and where nobody "
            "can work out the others.",
            "What few people answered is not shown: a group stands by itself only from {n} people on, and where nobody "
            "can work out the others.", n=programme.least),
        missing,
    ]  # fmt: skip
    return [Heading(READING, 2), *(remark(words) for words in said if words)]


DOCUMENT = Document("overall-summary", KIND, _parts, _about, _nothing, overall=True)
