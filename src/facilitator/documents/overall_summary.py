"""The overall summary of a programme: its workshops together, over months and years."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from facilitator.activities.paper import together
from facilitator.documents.about import about_programme, title_of_programme
from facilitator.documents.contract import Document, Order
from facilitator.documents.last_resort import Part
from facilitator.looks.blocks import Block, Column, Heading, KeyFigures, Table, TableRow, body, remark
from facilitator.model.programme import Programme
from facilitator.model.record import attendance, comments, day, held, in_order_of_days
from facilitator.model.say import Day, say
from facilitator.model.suppression import Decision
from facilitator.model.workshop import Workshop
from facilitator.programme import across
from facilitator.programme import contract as programmes
from facilitator.programme.disclosure import decided

KIND = say("Overall summary")
READING = say("How to read this summary")


def _held(programme: Programme) -> list[Workshop]:
    """The workshops that were held, in the order of their days."""
    return [each for each in in_order_of_days(programme.workshops.values()) if held(each)]


def nothing_held(order: Order) -> str:
    """Why nothing can be printed of a programme; empty once a workshop was held."""
    return "" if _held(order.programme) else say("No workshop of this programme was held yet.")


def _parts(order: Order, missing: Callable[[], str]) -> list[Part]:
    """The parts in order, each ready to be made."""
    programme = order.programme
    return [
        Part(KIND, lambda: _opening(order)),
        Part(say("Evaluation"), lambda: _evaluated(programme, _decision(order))),
        Part(say("The programme"), lambda: _spanning(programme, _decision(order))),
        Part(READING, lambda: _reading(order.least, missing())),
    ]


def _decision(order: Order) -> Decision:
    """What may be told in it: of a published copy less than of the programme's own."""
    return decided(order.programme, least=order.least)


def _evaluated(programme: Programme, decision: Decision) -> list[Block]:
    """How people rated the workshops, and what became of what they meant to do."""
    return [*across.overall(programme, decision), *programmes.overall(programme, decision)]


def _spanning(programme: Programme, decision: Decision) -> list[Block]:
    """What spans the workshops: themes and all else of the programme, and attitudes over several of them."""
    return [*programmes.sections(programme, decision), *across.sections(programme, decision)]


def _opening(order: Order) -> list[Block]:
    """Title, figures at a glance, and the workshops with how many came."""
    workshops = _held(order.programme)
    came = [sum(each.people for each in attendance(workshop)) for workshop in workshops]
    every = [comments(workshop) for workshop in workshops]
    hidden, gone = sum(each.withheld for each in every), sum(each.withdrawn for each in every)
    many = hidden + sum(each.first_page + each.lines for each in every)
    figures = [
        (str(len(workshops)), say("workshop held") if len(workshops) == 1 else say("workshops held")),
        (f"{sum(came):,}", say("attendance") if sum(came) == 1 else say("attendances")),
        (f"{many:,}", _comments(many, hidden, gone)),
    ]
    rows: list[TableRow] = [
        [each.info.title, say("{day}", day=Day(date.fromisoformat(day(each)))), f"{n:,}"]
        for each, n in zip(workshops, came, strict=True)
    ]
    rows.append([say("All"), "", f"{sum(came):,}"])
    columns = [Column(say("workshop"), 3.0), Column(say("date"), 1.4), Column(say("attendances"), 1.0, "number")]
    return [
        remark(KIND),
        Heading(title_of_programme(order), 1),
        KeyFigures(tuple(figures)),
        Heading(say("The workshops"), 2),
        Table(rows, columns, total=True),
        *_people(order.programme, _decision(order), workshops, sum(came)),
    ]


def _comments(n: int, hidden: int, gone: int) -> str:
    """What stands under how many comments there were: of those that were taken back none is among them."""
    one = say("comment; {hidden} of them withheld, and {gone} withdrawn besides", hidden=hidden, gone=gone)
    many = say("comments; {hidden} of them withheld, and {gone} withdrawn besides", hidden=hidden, gone=gone)
    return one if n == 1 else many


def _people(programme: Programme, decision: Decision, workshops: list[Workshop], came: int) -> list[Block]:
    """How many different people they were, as far as anybody can tell them apart."""
    joined = [person for workshop in workshops for person in workshop.people.by_id]
    told = say("Attendances are counted workshop by workshop: who came twice is counted twice.")
    if counted := programmes.part("people", programme, decision):
        return [body(told), *counted]
    return [body(together(told, _by_phone(joined, came)))]


def _by_phone(joined: list[str], came: int) -> str:
    """How many people phones tell apart; `joined` names those of every workshop."""
    if not joined:
        return say("Nobody signed in, so how many different people came is not known.")
    people = say("{n} person", "{n} people", n=len(set(joined)))
    if len(joined) == came:
        return say("They were {people}, as far as phones tell people apart.", people=people)
    return say("Of {n} attendance with a phone that joined, phones tell {people} apart.",
               "Of {n} attendances with a phone that joined, phones tell {people} apart.",
               n=len(joined), people=people)  # fmt: skip


def _reading(least: int, missing: str) -> list[Block]:
    """How the figures were made."""
    said = [
        say("Questions in exactly the same words are added up as counts; averages are never made. Where words were "
            "changed, each wording stands by itself."),
        say("Per cent is said only of twenty answers or more."),
        say("What few people answered is not shown: a group stands by itself only from {n} person on, and where nobody "
            "can work out the others.",
            "What few people answered is not shown: a group stands by itself only from {n} people on, and where nobody "
            "can work out the others.", n=least),
        missing,
    ]  # fmt: skip
    return [Heading(READING, 2), *(remark(words) for words in said if words)]


DOCUMENT = Document("overall-summary", KIND, _parts, about_programme(KIND), nothing_held, overall=True)
