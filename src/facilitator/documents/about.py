"""What documents say of themselves: their title, who made them when, from what; and what those of a programme share."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from facilitator.documents.contract import REHEARSAL, Order, Say
from facilitator.documents.summary_head import moment
from facilitator.looks.blocks import About, Block
from facilitator.model.say import say
from facilitator.programme.contract import part
from facilitator.programme.disclosure import decided


def about(order: Order, kind: str, printable: Say) -> About:
    """What a document of a workshop says of itself; everybody's words in it go through `printable`."""
    info, made, file = order.workshop.info, moment(order.workshop, order.made_at), printable(order.file_name)
    return About(
        title=printable(info.title),
        kind=kind,
        author=printable(info.facilitator or info.sponsor or "Facilitator"),
        subject=kind,
        stamp=order.stamp,
        warning=REHEARSAL if order.stamp else "",
        made=say("Made {moment} from {file}", moment=made, file=file) if file else say("Made {moment}", moment=made),
        notice=printable(info.notice),
        made_at=order.made_at,
        lang=order.lang,
        paper=order.paper,
    )


def about_record(order: Order, kind: str, printable: Say) -> About:
    """What a paper of a workshop's record says of itself: its programme too."""
    title = printable(order.programme.title)
    made = about(order, kind, printable)
    return (
        replace(made, subject=say("{document} \u00b7 {programme}", document=kind, programme=title)) if title else made
    )


def about_programme(kind: str) -> Callable[[Order, Say], About]:
    """What a document of a whole programme says of itself."""

    def made(order: Order, printable: Say) -> About:
        rehearsed = any(each.rehearsal for each in order.programme.workshops.values())
        title = printable(title_of_programme(order))
        return replace(about(order, kind, printable), title=title, warning=REHEARSAL if rehearsed else "")

    return made


def title_of_programme(order: Order) -> str:
    """What a programme is called; by its workshop where nobody has given it a title."""
    return order.programme.title or order.workshop.info.title


def told(name: str, order: Order) -> list[Block]:
    """What the aspects of the programme say in the part of a document that has that name, as far as it may be told."""
    return part(name, order.programme, decided(order.programme, least=order.least))
