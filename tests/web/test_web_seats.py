"""Seats and their pace; which address goes into the QR code."""

from __future__ import annotations

from facilitator import network
from facilitator.model.addresses import Address, rank
from facilitator.web.seats import BURST, Buckets, Presence, Seat, new_seat, seat_of


def test_a_seat_is_read_from_its_cookie_only_when_it_is_one_of_ours() -> None:
    seat = new_seat()
    assert seat_of(f"a=b; seat={seat.cookie}; c=d".encode()) == Seat(seat.cookie, False)
    for cookies in (None, b"", b"seat=short", b"seat=" + b"Z" * 32, b"xseat=" + b"a" * 32, b"seat=" + b"a" * 33):
        assert seat_of(cookies).fresh


def test_a_token_leads_to_nothing_else() -> None:
    seat = new_seat()
    marks = {*(seat.token(w, s) for w in "vw" for s in ("one", "two")), seat.person("v"), seat.person("w")}
    assert len(marks) == 6
    assert not any(mark in seat.cookie for mark in marks)


def test_a_burst_then_a_steady_pace() -> None:
    buckets = Buckets()
    assert [buckets.take("a", 0.0) for _ in range(BURST)] == [0.0] * BURST
    assert buckets.take("a", 0.0) == 1.0
    assert buckets.take("b", 0.0) == 0.0
    assert buckets.take("a", 1.0) == 0.0
    assert buckets.take("a", 1.5) == 0.5


def test_buckets_of_those_who_left_are_forgotten() -> None:
    buckets = Buckets()
    for number in range(20_001):
        buckets.take(str(number), 0.0)
    buckets.take("late", 1000.0)
    assert buckets.take("0", 1000.0) == 0.0
    assert len(buckets) <= 3


def test_who_is_here() -> None:
    presence = Presence()
    presence.seen("a", 0.0)
    presence.streaming("b", 1)
    presence.streaming("b", 1)
    presence.streaming("b", -1)
    presence.wrote("facts", "a")
    presence.wrote("facts", "a")
    assert presence.here(10.0) == 2
    presence.streaming("b", -1)
    assert presence.here(50.0) == 0
    (token,) = presence.news({})["facts"]
    assert token not in ("a", Seat("a").token("w", "facts"), Seat("a").person("w"))
    assert presence.news({"facts": {token}}) == {}
    presence.wrote("feelings", "a")
    assert presence.news({"facts": {token}})["feelings"] != [token]


def test_the_address_that_phones_can_reach_comes_first() -> None:
    wifi, cable = Address("192.168.1.7", "wlan0", default=True), Address("10.0.0.3", "eth0")
    docker, vpn = Address("172.17.0.1", "docker0"), Address("10.8.0.2", "tun0", default=True)
    link, loop, off = (
        Address("169.254.3.4", "eth1"),
        Address("127.0.0.1", "lo"),
        Address("192.168.9.9", "wlan1", up=False),
    )
    public = Address("93.184.216.34", "eth2")
    assert rank([loop, off, link, vpn, docker, public, cable, wifi]) == [wifi, cable, public, vpn, docker, link, off]
    assert rank([loop]) == [loop]
    assert [a.virtual for a in (Address("1.2.3.4", "vEthernet (WSL)"), Address("1.2.3.4", "Wi-Fi"))] == [True, False]


def test_this_computer_has_an_address() -> None:
    found = network.addresses()
    assert found
    assert network.best() == found[0].ip
