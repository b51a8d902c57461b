"""Which of this computer's network addresses phones can most likely reach: ranking only, the system is not asked."""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Iterable
from dataclasses import dataclass

_VIRTUAL = re.compile(
    r"docker|veth|virbr|br-|vmnet|vmware|virtualbox|vbox|hyper-v|vethernet|wsl|tun|tap|utun|ppp|wg\d|zt|tailscale|vpn|"
    r"bluetooth|loopback|llw|awdl|anpi|cni|flannel|podman|lxc|lxd",
    re.IGNORECASE,
)
_TUNNEL = re.compile(r"^(utun|tun|tap|ppp|wg|zt)\d*|tailscale|vpn", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Address:
    """An IPv4 address of one adapter. `default` when the way out of the house goes through it; `room` is how many other
    devices its network has addresses for, 0 where that is not known.
    """

    ip: str
    adapter: str
    default: bool = False
    up: bool = True
    room: int = 0

    @property
    def virtual(self) -> bool:
        """Whether the adapter only exists inside this computer, or leads through a tunnel."""
        return bool(_VIRTUAL.search(self.adapter))

    @property
    def tunnel(self) -> bool:
        """Whether the adapter leads through a tunnel, a VPN."""
        return bool(_TUNNEL.search(self.adapter))

    @property
    def loopback(self) -> bool:
        """Whether only this computer can reach it."""
        return ipaddress.ip_address(self.ip).is_loopback


def _place(address: Address) -> tuple[bool, bool, bool, bool, bool, bool]:
    ip = ipaddress.ip_address(address.ip)
    return (
        ip.is_loopback,
        not address.up,
        ip.is_link_local,
        address.virtual,
        not address.default,
        not ip.is_private,
    )


def rank(addresses: Iterable[Address]) -> list[Address]:
    """Best first: real adapters before virtual, the default route before others, private before public.

    Link-local addresses come last; loopback ones are left out unless there is nothing else.
    """
    ordered = sorted(addresses, key=_place)
    reachable = [a for a in ordered if not a.loopback]
    return reachable or ordered
