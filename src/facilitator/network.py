"""This computer's network addresses as they are now, best for phones first. No packet is sent."""

from __future__ import annotations

import contextlib
import ipaddress
import socket

from facilitator.model.addresses import Address, rank

_NOWHERE = ("192.0.2.1", 9)
"""An address kept for documentation: asking for the way to it shows the default route."""

DEFAULT_PORT = 8080
"""Where the room page is found, where nobody asks for another place and nothing else is there."""


def way_out() -> str:
    """The address that the default route uses; empty when there is none."""
    with contextlib.suppress(OSError), socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        probe.connect(_NOWHERE)
        return str(probe.getsockname()[0])
    return ""


def addresses() -> list[Address]:
    """The IPv4 addresses of this computer, best for phones first; loopback only when there is nothing else."""
    import psutil

    default = way_out()
    states = psutil.net_if_stats()
    found = [
        Address(
            entry.address,
            adapter,
            entry.address == default,
            adapter not in states or states[adapter].isup,
            room_in(entry.address, entry.netmask),
        )
        for adapter, entries in psutil.net_if_addrs().items()
        for entry in entries
        if entry.family == socket.AF_INET
    ]
    return rank(found or [Address("127.0.0.1", "loopback")])


def room_in(address: str, mask: str | None) -> int:
    """How many other devices a network has addresses for: without its own two, and that of its router; 0 if unknown."""
    with contextlib.suppress(ValueError):
        return max(0, ipaddress.ip_network(f"{address}/{mask}", strict=False).num_addresses - 4) if mask else 0
    return 0


def best() -> str:
    """The address to put into the QR code."""
    return addresses()[0].ip
