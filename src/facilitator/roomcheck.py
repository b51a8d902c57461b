"""Whether this computer and the room's network can carry a workshop: one finding a thing, each with what to do.

Nothing is sent anywhere. What only a phone can tell is told once one has tried.
"""

from __future__ import annotations

import re
import shutil
import socket
import sys
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from facilitator import laptop, nearby, network, paths
from facilitator.model.addresses import Address
from facilitator.model.say import Decimal, Listed, Time, say
from facilitator.nearby import Stance
from facilitator.testphone import PORT, Visit

ROOMY = 500 * 2**20
"""Free disk space that is plenty for a day, in bytes."""
LONG = 80
"""Per cent of a battery that may last through a day without the mains."""
PHONES, WHICH, ROOM, LAPTOP = "phones", "which", "room", "laptop"
"""The parts of a check: whether phones get in, and if not which it is; the room; this computer."""
PARTS = {
    PHONES: say("Can phones get in?"),
    WHICH: say("If one cannot, which it is"),
    ROOM: say("Room"),
    LAPTOP: say("This computer"),
}
_HOTSPOTS = {"192.168.43.": 10, "172.20.10.": 5, "192.168.137.": 8, "10.42.0.": 8}
"""Networks that phones and laptops make, by how their addresses begin, and about how many phones each of them holds."""
_GUESTS = re.compile(r"guest|visitor|public|free", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at. `ok` is False when a workshop would be in trouble; `sure` is False while only a
    phone could tell. `fix` says what to do, where there is something. `key` is its name for programs.
    """

    what: str
    ok: bool
    sentence: str
    fix: str = ""
    sure: bool = True
    key: str = ""
    part: str = LAPTOP


def fonts() -> Finding:
    """Whether the program's own font and the system's fonts of other scripts are there, for the printed summary."""
    from facilitator.looks.fonts import Fonts

    own = list((paths.resources() / "fonts").glob("*.ttf"))
    if not own:
        fix = say("install the program again")
        return Finding(say("Fonts"), False, say("The program's own font is missing"), fix, key="fonts")
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
        lacks = say("No font for {scripts} on paper; Noto fonts hold every script", scripts=Listed(tuple(missing), ""))
        return Finding(say("Fonts"), True, lacks, key="fonts")
    printed = say("Own font and {scripts} can be printed", scripts=Listed(tuple(signs), ""))
    return Finding(say("Fonts"), True, printed, key="fonts")


def reachable() -> list[Address]:
    """The addresses of this computer that others might reach, best for phones first."""
    return [one for one in network.addresses() if not one.ip.startswith("127.")]


def addresses() -> Finding:
    """Which address phones can reach: they must be in the same Wi-Fi."""
    found = reachable()
    if not found:
        fix = say("join the room's Wi-Fi, or open a hotspot on this computer")
        return Finding(say("Network"), False, say("This computer is in no network"), fix, key="network", part=PHONES)
    others = Listed(tuple(f"{one.ip} ({one.adapter})" for one in found[1:]), "")
    first = f"{found[0].ip} ({found[0].adapter})"
    if not others.items:
        words = say("Phones can reach {address} when they are in the same Wi-Fi", address=first)
    else:
        words = say(
            "Phones can reach {address} when they are in the same Wi-Fi; others: {others}", address=first, others=others
        )
    return Finding(say("Network"), True, words, key="network", part=PHONES)


def holds(expected: int = 0) -> Finding:
    """Whether the network has room for so many phones, as far as its addresses tell."""
    name = say("Room on the Wi-Fi")
    best = next(iter(reachable()), None)
    if best is None:
        return Finding(name, True, say("There is no network yet"), sure=False, key="holds", part=PHONES)
    most = next((n for begins, n in _HOTSPOTS.items() if best.ip.startswith(begins)), 0)
    if most:
        words = say(
            "This Wi-Fi comes from a phone or a laptop: such a hotspot holds about {n} phone",
            "This Wi-Fi comes from a phone or a laptop: such a hotspot holds about {n} phones",
            n=most,
        )
    elif best.room:
        most = best.room
        words = say(
            "This network has an address for {n} device", "This network has addresses for about {n} devices", n=most
        )
    else:
        return Finding(
            name, True, say("How many phones the network holds is not known"), sure=False, key="holds", part=PHONES
        )
    if expected <= most:
        return Finding(name, True, words, key="holds", part=PHONES)
    many = say("{words}, and {n} phone may come", "{words}, and {n} phones may come", words=words, n=expected)
    return Finding(name, False, many, say("one phone a table is enough; or plug in a router"), key="holds", part=PHONES)


def port() -> Finding:
    """Whether the usual port is free."""
    with socket.socket() as probe:
        if sys.platform != "win32":
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("0.0.0.0", PORT))
        except OSError:
            sentence = say("{port} is in use by another program; the next free one is taken", port=PORT)
            return Finding(say("Port"), True, sentence, key="port")
    return Finding(say("Port"), True, say("{port} is free", port=PORT), key="port")


def firewall(port: int = PORT) -> Finding:
    """Whether the firewall of this computer lets phones in, as far as the system says."""
    found, name = nearby.firewall(port), say("Firewall")
    fix = _let_in(found.name, port)
    if found.stance is Stance.SHUT:
        return Finding(name, False, say("The firewall keeps everyone out"), fix, key="firewall", part=WHICH)
    if found.stance is Stance.LETS_IN:
        return Finding(name, True, say("Lets phones in on {port}", port=port), key="firewall", part=WHICH)
    if found.stance is Stance.OFF:
        return Finding(name, True, say("None of this computer's own is on"), key="firewall", part=WHICH)
    if found.stance is Stance.ON:
        words = say("The {name} firewall is on; whether it lets phones in shows once one has tried", name=found.name)
        return Finding(name, True, words, fix, sure=False, key="firewall", part=WHICH)
    words = say("The system does not say whether one is on; it shows once a phone has tried")
    return Finding(name, True, words, sure=False, key="firewall", part=WHICH)


def _let_in(name: str, port: int) -> str:
    """What to do so that a firewall lets phones in."""
    if name == "ufw":
        return say("type sudo ufw allow {port}/tcp", port=port)
    if name == "firewalld":
        return say("type sudo firewall-cmd --add-port={port}/tcp", port=port)
    if name == "Windows":
        return say("in Windows Security, allow Facilitator through the firewall in private and in public networks")
    if name == "macOS":
        return say("in System Settings, Network, Firewall, let Facilitator take incoming connections")
    return say("allow Facilitator to take incoming connections")


def guests() -> Finding:
    """Whether the Wi-Fi is by its name one for guests, which mostly keeps devices apart."""
    name, said = nearby.wifi_name(), say("Client isolation")
    if name and _GUESTS.search(name):
        words = say("{wifi} sounds like a Wi-Fi for guests: most of these keep devices apart", wifi=name)
        return Finding(
            said, True, words, say("try one phone, or use another Wi-Fi"), sure=False, key="isolation", part=WHICH
        )
    words = say("Whether the Wi-Fi keeps devices apart shows once a phone has tried")
    return Finding(said, True, words, sure=False, key="isolation", part=WHICH)


def disk() -> Finding:
    """How much room the disk of the working folder has."""
    free = shutil.disk_usage(Path.cwd()).free
    size = Decimal(free / 2**30)
    if free > ROOMY:
        return Finding(say("Disk"), True, say("{size} GiB free here", size=size), key="disk")
    fix = say("make some room before the day")
    return Finding(say("Disk"), False, say("Only {size} GiB free here", size=size), fix, key="disk")


def vpn() -> Finding:
    """Whether a tunnel is on, which may keep phones from reaching this computer."""
    on = tuple(one.adapter for one in network.addresses() if one.up and one.tunnel)
    if not on:
        return Finding(say("VPN"), True, say("None is on"), key="vpn", part=WHICH)
    words = say("{names}: on, and may keep phones out", names=Listed(on, "and"))
    return Finding(say("VPN"), False, words, say("disconnect it for the day"), key="vpn", part=WHICH)


def battery() -> Finding:
    """Whether the computer has power for a day."""
    import psutil

    found, name = psutil.sensors_battery(), say("Power")
    if found is None:
        words = say("This computer has no battery: it runs as long as it is plugged in")
        return Finding(name, True, words, key="power")
    percent = round(found.percent)
    if found.power_plugged:
        return Finding(name, True, say("Plugged in, battery {percent} %", percent=percent), key="power")
    words = say("Battery {percent} %, not plugged in", percent=percent)
    if percent >= LONG:
        return Finding(name, True, words, key="power")
    return Finding(name, False, words, say("plug in before people come"), key="power")


def sound() -> Finding:
    """Whether this computer is muted: then nobody hears the bell. Whether it is loud enough only the room tells."""
    name, muted = say("Sound"), laptop.muted()
    if muted:
        words = say("This computer is muted: nobody will hear the bell")
        return Finding(name, False, words, say("turn the sound up, then ring"), True, "sound", ROOM)
    words = say("The sound is on") if muted is False else say("The system does not say whether the sound is on")
    return Finding(name, True, words, say("ring, and listen at the back"), False, "sound", ROOM)


def sleep() -> Finding:
    """Whether the computer goes to sleep while nobody touches it: then phones get no answer."""
    name, after = say("Sleep"), laptop.sleeps_after()
    fix = say("set it to never sleep for the day")
    if after is None:
        words = say("The system does not say when this computer goes to sleep")
        return Finding(name, True, words, fix, sure=False, key="sleep")
    if not after:
        return Finding(name, True, say("This computer does not go to sleep by itself"), key="sleep")
    words = say(
        "This computer goes to sleep after {n} minute without a key, and phones get no answer then",
        "This computer goes to sleep after {n} minutes without a key, and phones get no answer then",
        n=after,
    )
    return Finding(name, False, words, fix, key="sleep")


def updates() -> Finding:
    """Whether updates of the system wait: they may slow it down, or restart it in the middle of a day."""
    name, found = say("Updates"), laptop.updates()
    if found.restart:
        words = say("The system waits for a restart, to finish its updates")
        return Finding(name, False, words, say("restart before people come"), key="updates")
    if found.waiting is None:
        words = say("The system does not say whether updates wait")
        return Finding(
            name, True, words, say("look in its settings, and put them off until tomorrow"), sure=False, key="updates"
        )
    if not found.waiting:
        return Finding(name, True, say("None waits"), key="updates")
    words = say("{n} update of the system waits", "{n} updates of the system wait", n=found.waiting)
    return Finding(name, True, words, say("leave them until after the day"), key="updates")


def look(expected: int = 0) -> list[Finding]:
    """Look everything over, for so many phones. Takes its time: call it aside."""
    looks: tuple[Callable[[], Finding], ...] = (
        *(firewall, vpn, guests, sound),
        *(battery, sleep, updates, disk, port, fonts),
    )
    return [addresses(), holds(expected), *(each() for each in looks)]


# ---------------------------------------------------------------------- what a test phone tells


@dataclass(frozen=True, slots=True)
class Tried:
    """One test phone: who reached the test page, and what is known if nobody did.

    `failed`: somebody says that the page did not open. `came` are devices that this computer heard of meanwhile.
    """

    visits: tuple[Visit, ...] = ()
    failed: bool = False
    came: tuple[str, ...] = ()

    @property
    def reached(self) -> bool:
        """Whether a phone got the page."""
        return bool(self.visits)


def of_phone(tried: Tried) -> Finding:
    """What came of the test phone."""
    name = say("Test phone")
    if tried.reached:
        last = tried.visits[-1]
        facts = {"phone": last.phone, "time": Time(last.at, seconds=True), "address": last.reached}
        words = say("{phone} got the page at {time}, on {address}", **facts)
        if any(visit.hello for visit in tried.visits):
            words = say("{phone} got the page and said hello at {time}, on {address}", **facts)
        return Finding(name, True, words, key="phone", part=PHONES)
    if tried.failed:
        words = say("The page did not open on it")
        return Finding(
            name, False, words, say("see below which of them it is, then try again"), key="phone", part=PHONES
        )
    return Finding(name, True, say("Not tried yet"), say("join the Wi-Fi with one phone and scan the code"),
                   sure=False, key="phone", part=PHONES)  # fmt: skip


def told_apart(found: Iterable[Finding], tried: Tried) -> list[Finding]:
    """The findings as one phone makes them surer: it got in, or what most likely keeps it out."""
    every = [of_phone(tried), *found]
    if tried.reached:
        return [_let_through(one) for one in every]
    return [_keeps_out(one, tried) for one in every] if tried.failed else every


def _let_through(one: Finding) -> Finding:
    if one.key == "firewall":
        return replace(one, ok=True, sure=True, sentence=say("Not the trouble: the phone got in"), fix="")
    if one.key == "isolation":
        return replace(one, ok=True, sure=True, sentence=say("This Wi-Fi lets devices see each other"), fix="")
    if one.key == "vpn" and not one.ok:
        return replace(one, sentence=say("On: the phone got in, but it may cut phones off when it connects again"))
    return one


def _keeps_out(one: Finding, tried: Tried) -> Finding:
    """A device that came near but did not get the page was most likely stopped here; else none came this far."""
    if one.key == "firewall" and tried.came:
        words = say("Most likely this: {devices} came near just now, and no request got through",
                    devices=Listed(tried.came, ""))  # fmt: skip
        return replace(one, ok=False, sure=False, sentence=words, fix=one.fix or _let_in("", PORT))
    if one.key == "firewall":
        return replace(one, sentence=say("Most likely not: no device came near just now"), fix="", sure=False)
    if one.key == "isolation" and not tried.came:
        words = say("Most likely this, or the phone is in another Wi-Fi: nothing from it reached this computer")
        fix = say("look at the name of the Wi-Fi on the phone; if it is the same, ask whoever runs it to let "
                  "devices see each other, or use a hotspot")  # fmt: skip
        return replace(one, ok=False, sure=False, sentence=words, fix=fix)
    if one.key == "isolation":
        return replace(one, sentence=say("Most likely not: a device came near just now"), fix="", sure=False)
    return one
