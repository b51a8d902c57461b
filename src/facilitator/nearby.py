"""What this computer's system says of the network: its firewall, the name of its Wi-Fi, who was near. Nothing is sent.

Each question to the system has a time limit; what is not answered is not known.
"""

from __future__ import annotations

import contextlib
import os
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass
from enum import Enum
from pathlib import Path

PATIENCE_S = 3.0
"""So long a program of the system may take to answer."""
UFW = Path("/etc/ufw/ufw.conf")
_ARP = Path("/proc/net/arp")
_MAC_WALL = "/usr/libexec/ApplicationFirewall/socketfilterfw"
_PAIR = re.compile(r"(\d{1,3}(?:\.\d{1,3}){3})\D.*?((?:[0-9a-f]{1,2}[:-]){5}[0-9a-f]{1,2})", re.IGNORECASE)
_NOBODY = ("224.", "239.", "255.")
"""Addresses of many, which stand in some systems' tables: of no device."""


class Stance(Enum):
    """What a firewall does with phones that ask on a port, as far as the system tells."""

    OFF = "off"
    LETS_IN = "lets in"
    ON = "on"
    SHUT = "shut"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Firewall:
    """The firewall of this computer; no name where none was found."""

    stance: Stance
    name: str = ""


def answer(*words: str) -> str:
    """What a program of the system prints, in English; "" where there is none, or it takes too long."""
    if shutil.which(words[0]) is None:
        return ""
    hidden = int(getattr(subprocess, "CREATE_NO_WINDOW", 0))
    try:
        done = subprocess.run(
            words,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=PATIENCE_S,
            env={**os.environ, "LC_ALL": "C.UTF-8"},
            check=False,
            creationflags=hidden,
        )
    except (OSError, subprocess.TimeoutExpired):
        return ""
    return done.stdout.decode(errors="replace")


def firewall(port: int) -> Firewall:
    """The firewall of this computer, and whether it lets phones in on a port, where it says so."""
    if sys.platform == "win32":
        return _windows_firewall()
    if sys.platform == "darwin":
        return mac_firewall(answer(_MAC_WALL, "--getglobalstate"))
    return _linux_firewall(port)


def mac_firewall(said: str) -> Firewall:
    """What macOS says of its firewall."""
    stances = {"0": Stance.OFF, "1": Stance.ON, "2": Stance.SHUT}
    found = re.search(r"State = (\d)", said)
    return Firewall(stances.get(found.group(1) if found else "", Stance.UNKNOWN), "macOS")


def _linux_firewall(port: int) -> Firewall:
    if answer("firewall-cmd", "--state").strip() == "running":
        lets_in = answer("firewall-cmd", f"--query-port={port}/tcp").strip() == "yes"
        return Firewall(Stance.LETS_IN if lets_in else Stance.ON, "firewalld")
    with contextlib.suppress(OSError, UnicodeDecodeError):
        if re.search(r"^\s*ENABLED\s*=\s*yes", UFW.read_text(encoding="utf-8"), re.MULTILINE | re.IGNORECASE):
            return Firewall(Stance.ON, "ufw")
        return Firewall(Stance.OFF, "ufw")
    return Firewall(Stance.UNKNOWN)


def _windows_firewall() -> Firewall:
    if sys.platform == "win32":
        import winreg

        rules = r"SYSTEM\CurrentControlSet\Services\SharedAccess\Parameters\FirewallPolicy"
        on = []
        with contextlib.suppress(OSError):
            for profile in ("StandardProfile", "PublicProfile"):
                with winreg.OpenKey(winreg.HKEY_LOCAL_MACHINE, rf"{rules}\{profile}") as key:
                    on.append(bool(winreg.QueryValueEx(key, "EnableFirewall")[0]))
        if on:
            return Firewall(Stance.ON if any(on) else Stance.OFF, "Windows")
    return Firewall(Stance.UNKNOWN, "Windows")


def wifi_name() -> str:
    """The name of the Wi-Fi that this computer is in; "" where the system does not say it, or there is none."""
    if sys.platform == "win32":
        found = re.search(r"^\s*SSID\s*:\s*(.+?)\s*$", answer("netsh", "wlan", "show", "interfaces"), re.MULTILINE)
    elif sys.platform == "darwin":
        found = re.search(r"Network: (.+?)\s*$", answer("networksetup", "-getairportnetwork", "en0"))
    else:
        asked = answer("nmcli", "-t", "-f", "active,ssid", "device", "wifi", "list", "--rescan", "no")
        found = re.search(r"^yes:(.+)$", asked, re.MULTILINE)
    return found.group(1).replace("\\:", ":") if found else ""


def neighbours() -> frozenset[str]:
    """The addresses of devices that this computer has exchanged anything with lately, as its table has them."""
    try:
        said = _ARP.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        said = answer("arp", "-a")
    return devices(said)


def devices(said: str) -> frozenset[str]:
    """The addresses in such a table that stand beside the number of a device."""
    found = (match.groups() for match in map(_PAIR.search, said.splitlines()) if match)
    return frozenset(ip for ip, mac in found if not ip.startswith(_NOBODY) and set(mac.lower()) - set(":-0f"))
