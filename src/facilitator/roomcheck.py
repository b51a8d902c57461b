"""Whether this computer and the room's network can carry a workshop: one finding a thing, each with what to do."""

from __future__ import annotations

import shutil
import socket
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from facilitator import network, paths
from facilitator.model.say import Decimal, Listed, say

PORT = 8080
ROOMY = 500 * 2**20
"""Free disk space that is plenty for a day, in bytes."""
LONG = 80
"""Per cent of a battery that may last through a day without the mains."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at. `ok` is False when a workshop would be in trouble."""

    what: str
    ok: bool
    sentence: str


def fonts() -> Finding:
    """Whether the program's own font and the system's fonts of other scripts are there, for the printed summary."""
    from facilitator.looks.fonts import Fonts

    own = list((paths.resources() / "fonts").glob("*.ttf"))
    if not own:
        return Finding(say("Fonts"), False, say("the program's own font is missing: install the program again"))
    signs = {
        say("Arabic"): "\u0639",
        say("Bengali"): "\u0995",
        say("Chinese"): "\u4f1a",
        say("Greek"): "\u03b1",
        say("Polish"): "\u0142",
    }
    known = Fonts()
    missing = [name for name, sign in signs.items() if known.face_for(sign) is None]
    if missing:
        lacks = say("no font for {scripts} on paper; Noto fonts hold every script", scripts=Listed(tuple(missing), ""))
        return Finding(say("Fonts"), True, lacks)
    return Finding(say("Fonts"), True, say("own font and {scripts} can be printed", scripts=Listed(tuple(signs), "")))


def addresses() -> Finding:
    """Which address phones can reach: they must be in the same Wi-Fi."""
    found = [one for one in network.addresses() if not one.ip.startswith("127.")]
    if not found:
        sentence = say("no network: join the room's Wi-Fi, or open a hotspot on this computer")
        return Finding(say("Network"), False, sentence)
    others = Listed(tuple(f"{one.ip} ({one.adapter})" for one in found[1:]), "")
    first = f"{found[0].ip} ({found[0].adapter})"
    if not others.items:
        words = say("phones can reach {address} when they are in the same Wi-Fi", address=first)
    else:
        words = say(
            "phones can reach {address} when they are in the same Wi-Fi; others: {others}", address=first, others=others
        )
    return Finding(say("Network"), True, words)


def port() -> Finding:
    """Whether the usual port is free."""
    with socket.socket() as probe:
        if sys.platform != "win32":
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("0.0.0.0", PORT))
        except OSError:
            sentence = say("{port} is in use by another program; the next free one is taken", port=PORT)
            return Finding(say("Port"), True, sentence)
    return Finding(say("Port"), True, say("{port} is free", port=PORT))


def disk() -> Finding:
    """How much room the disk of the working folder has."""
    free = shutil.disk_usage(Path.cwd()).free
    size = Decimal(free / 2**30)
    if free > ROOMY:
        return Finding(say("Disk"), True, say("{size} GiB free here", size=size))
    return Finding(say("Disk"), False, say("only {size} GiB free here: make some room before the day", size=size))


def vpn() -> Finding:
    """Whether a tunnel is on, which may keep phones from reaching this computer."""
    on = tuple(one.adapter for one in network.addresses() if one.up and one.tunnel)
    if not on:
        return Finding(say("VPN"), True, say("none is on"))
    words = say("{names} is on and may keep phones out: disconnect it for the day", names=Listed(on, "and"))
    return Finding(say("VPN"), False, words)


def battery() -> Finding:
    """Whether the computer has power for a day."""
    import psutil

    found = psutil.sensors_battery()
    if found is None:
        return Finding(say("Power"), True, say("this computer has no battery: it runs as long as it is plugged in"))
    percent = round(found.percent)
    if found.power_plugged:
        return Finding(say("Power"), True, say("plugged in, battery {percent} %", percent=percent))
    if percent >= LONG:
        return Finding(say("Power"), True, say("battery {percent} %, not plugged in", percent=percent))
    return Finding(say("Power"), False, say("battery {percent} %: plug in before people come", percent=percent))


LOOKS: tuple[Callable[[], Finding], ...] = (addresses, vpn, port, disk, battery, fonts)


def look() -> list[Finding]:
    """Look everything over. Takes its time: call it aside."""
    return [each() for each in LOOKS]
