"""The poster that says how to join: codes to scan, what to type instead, and three steps in pictures."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from facilitator.documents import joining
from facilitator.documents.contract import Document, Order, Say
from facilitator.documents.last_resort import Part as Made
from facilitator.documents.planned import about_plan
from facilitator.looks.blocks import About, Block
from facilitator.looks.handouts import Poster, Seen, Square
from facilitator.model.say import say

TITLE = say("Join poster")
_AGAIN = say("Should the room\u2019s screen show another address, that one counts.")


def _about(order: Order, printable: Say) -> About:
    return about_plan(order, TITLE, printable, bare=True)


def _parts(order: Order, _missing: Callable[[], str]) -> list[Made]:
    return [Made(TITLE, partial(_poster, order))]


def _poster(order: Order) -> list[Block]:
    workshop, url = order.workshop, joining.page(order)
    groups = say("Choose your group. Write, then send.") if workshop.groups else say("Write, then send.")
    steps = (
        Seen("wifi", say("Point your camera at square 1. Tap \u201cJoin\u201d.") if joining.wifi(order)
             else say("Join the Wi-Fi of the room.")),
        Seen("qr", say("Point it at square 2. Tap the link.") if url else say("Open the page that the screen names.")),
        Seen("pencil", groups),
    )  # fmt: skip
    asked = (
        (say("Phone says no internet?"), say("That is right, and the page needs none. Stay connected.")),
        (say("No phone?"), say("Ask for a paper form, or sit with someone who has one.")),
        ("", _AGAIN),
    )
    typed = ((say("or type this address"), joining.typed(order)), (say("code"), workshop.code))
    return [
        Poster(
            say("Join with your phone"),
            workshop.info.title,
            (_wifi(order), _page(url)),
            tuple(pair for pair in typed if pair[1]),
            steps,
            asked,
        )
    ]


def _wifi(order: Order) -> Square:
    info = order.workshop.info
    lines = ((say("Network"), info.wifi), *(((say("Password"), info.wifi_password),) if info.wifi_password else ()))
    if code := joining.wifi(order):
        return Square("1", say("Wi-Fi"), code, lines)
    if info.wifi:
        return Square("1", say("Wi-Fi"), "", lines, say("Choose the network by its name."))
    return Square("1", say("Wi-Fi"), "", (), say("Use the same Wi-Fi as the laptop. Ask which one it is."))


def _page(url: str) -> Square:
    free = (("", say("No app, no account, no charge.")),)
    return Square("2", say("Page"), url, free, say("Its address is on the room\u2019s screen."))


DOCUMENT = Document("join-poster", TITLE, _parts, _about)
