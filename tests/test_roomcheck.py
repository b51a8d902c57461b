"""What is looked at before a workshop: each thing that may go wrong is found, and says what to do."""

from __future__ import annotations

from types import SimpleNamespace

import psutil
import pytest

from facilitator import laptop, nearby, network, roomcheck
from facilitator.laptop import Updates
from facilitator.model.addresses import Address
from facilitator.nearby import Firewall, Stance
from facilitator.roomcheck import Finding, Tried
from facilitator.testphone import Visit

WIFI = Address("192.168.43.20", "wlan0", default=True)


@pytest.mark.parametrize(
    ("others", "ok", "words"),
    [
        ([], True, "None is on"),
        ([Address("172.17.0.1", "docker0")], True, "None is on"),
        ([Address("10.8.0.6", "tun0")], False, "tun0: on, and may keep phones out"),
        ([Address("100.64.0.1", "tailscale0"), Address("10.9.0.2", "wg0")], False, "tailscale0 and wg0: on, and"),
        ([Address("10.8.0.6", "utun3", up=False)], True, "None is on"),
    ],
)
def test_a_tunnel_that_may_keep_phones_out_is_found(
    monkeypatch: pytest.MonkeyPatch, others: list[Address], ok: bool, words: str
) -> None:
    monkeypatch.setattr(network, "addresses", lambda: [WIFI, *others])
    found = roomcheck.vpn()
    assert found.ok is ok
    assert words in found.sentence
    assert bool(found.fix) is not ok


@pytest.mark.parametrize(
    ("percent", "plugged", "ok", "words"),
    [
        (38, False, False, "Battery 38 %, not plugged in"),
        (38, True, True, "Plugged in, battery 38 %"),
        (95, False, True, "Battery 95 %, not plugged in"),
        (None, None, True, "This computer has no battery: it runs as long as it is plugged in"),
    ],
)
def test_a_battery_that_will_not_last_is_found(
    monkeypatch: pytest.MonkeyPatch, percent: float | None, plugged: bool | None, ok: bool, words: str
) -> None:
    there = None if percent is None else SimpleNamespace(percent=percent, power_plugged=plugged)
    monkeypatch.setattr(psutil, "sensors_battery", lambda: there)
    found = roomcheck.battery()
    assert (found.ok, str(found.sentence), found.fix) == (ok, words, "" if ok else "plug in before people come")


def test_no_network_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(network, "addresses", lambda: [Address("127.0.0.1", "loopback")])
    found = roomcheck.addresses()
    assert (found.ok, found.sentence, found.fix) == (
        False,
        "This computer is in no network",
        "join the room's Wi-Fi, or open a hotspot on this computer",
    )
    assert (roomcheck.holds(20).ok, roomcheck.holds(20).sure) == (True, False)


def test_everything_is_looked_at(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(nearby, "answer", lambda *_words: "")
    found = roomcheck.look()
    keys = [
        "network",
        "holds",
        "firewall",
        "vpn",
        "isolation",
        "sound",
        "power",
        "sleep",
        "updates",
        "disk",
        "port",
        "fonts",
    ]
    assert [one.key for one in found] == keys
    assert all(one.what and one.sentence and one.part in roomcheck.PARTS for one in found)
    assert all(one.fix for one in found if not one.ok)


@pytest.mark.parametrize(
    ("muted", "ok", "sure", "words"),
    [
        (True, False, True, "This computer is muted: nobody will hear the bell"),
        (False, True, False, "The sound is on"),
        (None, True, False, "The system does not say whether the sound is on"),
    ],
)
def test_a_muted_computer_is_found(
    monkeypatch: pytest.MonkeyPatch, muted: bool | None, ok: bool, sure: bool, words: str
) -> None:
    monkeypatch.setattr(laptop, "muted", lambda: muted)
    found = roomcheck.sound()
    assert (found.ok, found.sure, str(found.sentence), bool(found.fix)) == (ok, sure, words, True)


@pytest.mark.parametrize(
    ("after", "ok", "sure", "words"),
    [
        (15, False, True, "This computer goes to sleep after 15 minutes without a key, and phones get no answer then"),
        (0, True, True, "This computer does not go to sleep by itself"),
        (None, True, False, "The system does not say when this computer goes to sleep"),
    ],
)
def test_a_computer_that_goes_to_sleep_is_found(
    monkeypatch: pytest.MonkeyPatch, after: int | None, ok: bool, sure: bool, words: str
) -> None:
    monkeypatch.setattr(laptop, "sleeps_after", lambda: after)
    found = roomcheck.sleep()
    assert (found.ok, found.sure, str(found.sentence), bool(found.fix)) == (ok, sure, words, after != 0)


@pytest.mark.parametrize(
    ("waiting", "ok", "sure", "words"),
    [
        (Updates(3, restart=True), False, True, "The system waits for a restart, to finish its updates"),
        (Updates(3), True, True, "3 updates of the system wait"),
        (Updates(0), True, True, "None waits"),
        (Updates(None), True, False, "The system does not say whether updates wait"),
    ],
)
def test_updates_that_wait_are_found(
    monkeypatch: pytest.MonkeyPatch, waiting: Updates, ok: bool, sure: bool, words: str
) -> None:
    monkeypatch.setattr(laptop, "updates", lambda: waiting)
    found = roomcheck.updates()
    assert (found.ok, found.sure, str(found.sentence), bool(found.fix)) == (ok, sure, words, waiting != Updates(0))


@pytest.mark.parametrize(
    ("address", "expected", "ok", "words"),
    [
        (Address("192.168.43.20", "wlan0"), 25, False, "such a hotspot holds about 10 phones, and 25 phones may come"),
        (Address("172.20.10.3", "wlan0"), 5, True, "such a hotspot holds about 5 phones"),
        (Address("10.1.2.3", "eth0", room=252), 80, True, "This network has addresses for about 252 devices"),
        (Address("10.1.2.3", "eth0", room=12), 80, False, "about 12 devices, and 80 phones may come"),
        (Address("10.1.2.3", "eth0"), 80, True, "is not known"),
    ],
)
def test_whether_the_network_holds_so_many(
    monkeypatch: pytest.MonkeyPatch, address: Address, expected: int, ok: bool, words: str
) -> None:
    monkeypatch.setattr(network, "addresses", lambda: [address])
    found = roomcheck.holds(expected)
    assert (found.ok, words in found.sentence, bool(found.fix)) == (ok, True, not ok)


@pytest.mark.parametrize(
    ("mask", "room"), [("255.255.255.0", 252), ("255.255.255.240", 12), ("255.255.255.255", 0), (None, 0), ("odd", 0)]
)
def test_the_room_in_a_network_is_reckoned_from_its_mask(mask: str | None, room: int) -> None:
    assert network.room_in("192.168.43.20", mask) == room


@pytest.mark.parametrize(
    ("firewall", "ok", "sure", "fix"),
    [
        (Firewall(Stance.OFF, "ufw"), True, True, ""),
        (Firewall(Stance.LETS_IN, "firewalld"), True, True, ""),
        (Firewall(Stance.ON, "ufw"), True, False, "type sudo ufw allow 8080/tcp"),
        (Firewall(Stance.SHUT, "macOS"), False, True, "in System Settings, Network, Firewall"),
        (Firewall(Stance.UNKNOWN), True, False, ""),
    ],
)
def test_a_firewall_is_told_as_far_as_the_system_says(
    monkeypatch: pytest.MonkeyPatch, firewall: Firewall, ok: bool, sure: bool, fix: str
) -> None:
    monkeypatch.setattr(nearby, "firewall", lambda _port: firewall)
    found = roomcheck.firewall()
    assert (found.ok, found.sure, found.fix.startswith(fix)) == (ok, sure, True)


def test_a_wifi_for_guests_is_named_and_not_judged(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(nearby, "wifi_name", lambda: "Poole-Guest")
    found = roomcheck.guests()
    assert (found.ok, found.sure) == (True, False)
    assert "Poole-Guest sounds like a Wi-Fi for guests" in found.sentence


class TestOnePhone:
    FOUND = (
        Finding("Firewall", True, "on", "let it in", False, "firewall", roomcheck.WHICH),
        Finding("VPN", False, "on", "disconnect", True, "vpn", roomcheck.WHICH),
        Finding("Client isolation", True, "not known", "", False, "isolation", roomcheck.WHICH),
    )

    def told(self, tried: Tried) -> dict[str, Finding]:
        """The findings by their keys, as one phone makes them."""
        return {one.key: one for one in roomcheck.told_apart(self.FOUND, tried)}

    def test_before_one_has_tried_nothing_is_sure(self) -> None:
        told = self.told(Tried())
        assert (told["phone"].ok, told["phone"].sure, told["phone"].sentence) == (True, False, "Not tried yet")
        assert [told[one.key] for one in self.FOUND] == list(self.FOUND)

    def test_one_that_got_in_clears_firewall_and_wifi_and_leaves_the_vpn(self) -> None:
        told = self.told(
            Tried((Visit(0, "192.168.43.77", "192.168.43.20"), Visit(1, "192.168.43.77", "x", hello=True)))
        )
        assert told["phone"].ok and "192.168.43.77 got the page and said hello" in told["phone"].sentence
        assert all(told[key].ok and told[key].sure for key in ("firewall", "isolation"))
        assert not told["vpn"].ok and "the phone got in" in told["vpn"].sentence

    def test_one_that_came_near_and_got_nothing_points_at_the_firewall(self) -> None:
        told = self.told(Tried(failed=True, came=("192.168.43.77",)))
        assert not told["phone"].ok
        assert not told["firewall"].ok and "Most likely this: 192.168.43.77" in told["firewall"].sentence
        assert told["isolation"].ok and "Most likely not" in told["isolation"].sentence

    def test_one_that_never_came_near_points_at_the_wifi(self) -> None:
        told = self.told(Tried(failed=True))
        assert told["firewall"].ok and "Most likely not" in told["firewall"].sentence
        assert not told["isolation"].ok and "or the phone is in another Wi-Fi" in told["isolation"].sentence
        assert all(not one.sure for one in told.values() if "Most likely" in one.sentence)
