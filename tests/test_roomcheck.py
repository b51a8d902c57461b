"""What is looked at before a workshop: each thing that may go wrong is found, and says what to do."""

from __future__ import annotations

from types import SimpleNamespace

import psutil
import pytest

from facilitator import network, roomcheck
from facilitator.model.addresses import Address

WIFI = Address("192.168.43.20", "wlan0", default=True)


@pytest.mark.parametrize(
    ("others", "ok", "words"),
    [
        ([], True, "none is on"),
        ([Address("172.17.0.1", "docker0")], True, "none is on"),
        ([Address("10.8.0.6", "tun0")], False, "tun0 is on and may keep phones out: disconnect it for the day"),
        ([Address("100.64.0.1", "tailscale0"), Address("10.9.0.2", "wg0")], False, "tailscale0 and wg0 is on"),
        ([Address("10.8.0.6", "utun3", up=False)], True, "none is on"),
    ],
)
def test_a_tunnel_that_may_keep_phones_out_is_found(
    monkeypatch: pytest.MonkeyPatch, others: list[Address], ok: bool, words: str
) -> None:
    monkeypatch.setattr(network, "addresses", lambda: [WIFI, *others])
    found = roomcheck.vpn()
    assert found.ok is ok
    assert words.removesuffix(" is on") in found.sentence


@pytest.mark.parametrize(
    ("percent", "plugged", "ok", "words"),
    [
        (38, False, False, "battery 38 %: plug in before people come"),
        (38, True, True, "plugged in, battery 38 %"),
        (95, False, True, "battery 95 %, not plugged in"),
        (None, None, True, "this computer has no battery: it runs as long as it is plugged in"),
    ],
)
def test_a_battery_that_will_not_last_is_found(
    monkeypatch: pytest.MonkeyPatch, percent: float | None, plugged: bool | None, ok: bool, words: str
) -> None:
    there = None if percent is None else SimpleNamespace(percent=percent, power_plugged=plugged)
    monkeypatch.setattr(psutil, "sensors_battery", lambda: there)
    assert roomcheck.battery() == roomcheck.Finding("Power", ok, words)


def test_no_network_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(network, "addresses", lambda: [Address("127.0.0.1", "loopback")])
    found = roomcheck.addresses()
    assert (found.ok, str(found.sentence)) == (
        False,
        "no network: join the room's Wi-Fi, or open a hotspot on this computer",
    )


def test_everything_is_looked_at() -> None:
    assert [str(one.what) for one in roomcheck.look()] == ["Network", "VPN", "Port", "Disk", "Power", "Fonts"]
    assert all(one.sentence for one in roomcheck.look())
