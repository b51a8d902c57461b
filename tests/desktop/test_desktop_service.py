from __future__ import annotations

import os
import signal
import socket
import threading
import time
import urllib.request
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from frame_help import Opener, append, entries, note, programme, settle, until
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from facilitator.desktop.parts.background import THREAD
from facilitator.desktop.parts.desk import Desk
from facilitator.desktop.parts.settings import Settings
from facilitator.desktop.roompage import process as page_process
from facilitator.desktop.roompage.process import Up
from facilitator.desktop.roompage.service import Service, State
from facilitator.desktop.shell.backups import Backups, put_in_place
from facilitator.model.addresses import Address
from facilitator.model.bodies import Serving
from facilitator.model.entry import Draft
from facilitator.store import copies
from facilitator.store.faults import Fault
from facilitator.store.feed import keeping
from facilitator.store.port import Keeping

OWN_PORTS = range(10_000 + os.getpid() % 800 * 25, 10_025 + os.getpid() % 800 * 25)
"""Ports that another run of the tests beside this one does not use."""


@pytest.fixture
def desk(qapp: QApplication, home: Path, tmp_path: Path) -> Iterator[Desk]:
    """A desk on a file with one workshop."""
    made = Desk(programme(tmp_path / "day.facilitator"), "w1")
    yield made
    made.close()
    made.deleteLater()
    settle()


@pytest.fixture
def service(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> Iterator[Service]:
    """A service whose room page, if it has one, is gone after the test."""
    monkeypatch.setattr(page_process, "PORTS", OWN_PORTS[:20])
    made = Service(desk, Settings())
    yield made
    up = made.up
    made.stop()
    settle()
    if up is not None:
        page_process.see_off(up)
    until(lambda: not [thread for thread in threading.enumerate() if thread.name == THREAD])
    settle()


def fetch(url: str) -> str:
    """The page at an address."""
    with urllib.request.urlopen(url, timeout=60) as answer:
        return str(answer.read().decode())


def test_the_room_page_starts_is_found_again_and_stops(service: Service, desk: Desk) -> None:
    states: list[str] = []
    urls: list[str] = []
    service.state_changed.connect(lambda state, _: states.append(state))
    service.url_changed.connect(urls.append)
    service.start()
    assert service.words == "Room page starting"
    until(lambda: service.state in ("ready", "failed"))
    assert (service.state, service.trouble) == ("ready", "")
    assert page_process.answers(service.up.port, keeping(desk.path, "w1"))
    assert desk.workshop.code in service.local_url
    assert "<html" in fetch(service.local_url)
    until(lambda: service.url)
    assert urls[-1] == service.url

    later = Service(desk, Settings())
    later.look()
    until(lambda: later.state == "ready")
    assert (later.up.port, later.up.process) == (service.up.port, None)
    later.let_go()

    process = service.up.process
    service.stop()
    assert states[-1] == "off"
    until(lambda: process.poll() is not None)
    assert entries(desk.path, "serving_stop")
    until(lambda: later.state == "off")


def test_a_room_page_that_dies_comes_back_at_the_same_port(service: Service) -> None:
    states: list[str] = []
    service.state_changed.connect(lambda state, _: states.append(state))
    service.start()
    until(lambda: service.state == "ready")
    first = service.up
    os.kill(first.pid, signal.SIGKILL)
    until(lambda: not page_process.alive(first))
    service.check()
    until(lambda: service.state == "ready" and service.up is not first)
    assert states == ["starting", "ready", "restarting", "ready"]
    assert service.up.port == first.port


def test_a_room_page_that_cannot_start_says_why(service: Service, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        page_process, "program", lambda: [os.environ.get("SHELL", "/bin/sh"), "-c", "echo No disk.; exit 1"]
    )
    service.start()
    until(lambda: service.state == "failed")
    assert service.trouble == "The room page could not be started: No disk."
    assert service.words == "Room page not running"
    assert service.url == ""


@pytest.mark.logs("was moved or replaced", "is opened again")
def test_a_room_page_is_on_again_when_its_file_is_back(service: Service, desk: Desk) -> None:
    states: list[str] = []
    service.state_changed.connect(lambda state, _: states.append(state))
    service.start()
    until(lambda: service.state == "ready")
    away = desk.path.with_name("away")
    desk.path.rename(away)
    until(lambda: desk.moved)
    service.up.process.kill()
    service.up.process.wait(60)
    service.check()
    until(lambda: service.state == "failed")
    assert service.trouble == "day.facilitator is not there: it was moved or deleted."
    away.rename(desk.path)
    until(lambda: service.state == "ready")
    assert states == ["starting", "ready", "restarting", "failed", "starting", "ready"]


@pytest.mark.logs("was moved or replaced", "is opened again")
def test_a_room_page_is_on_again_when_its_file_came_back_while_it_was_looked_for(
    service: Service, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    away = desk.path.with_name("away")
    bring_up, times = page_process.bring_up, list[int]()

    def too_late(*asked: Any) -> Up:
        times.append(1)
        if len(times) > 1:
            return bring_up(*asked)
        away.rename(desk.path)
        while desk.moved:
            time.sleep(0.01)
        raise Fault("day.facilitator is not there: it was moved or deleted.")

    monkeypatch.setattr(page_process, "bring_up", too_late)
    desk.path.rename(away)
    until(lambda: desk.moved)
    service.start()
    until(lambda: service.state == "ready")
    assert len(times) == 2


def test_a_room_page_that_dies_again_and_again_is_given_up(
    service: Service, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(page_process, "bring_up", lambda *_: Up(1, 1, keeping(desk.path, "w1")))
    monkeypatch.setattr(page_process, "answers", lambda *_: False)
    monkeypatch.setattr(page_process, "addresses", list)
    service.start()
    for _ in range(20):
        until(lambda: service.state in ("ready", "failed") and not service.busy)
        if service.state == "failed":
            break
        service.check()
        until(lambda: not service.busy)
    assert service.state == "failed"
    assert "again and again" in service.trouble
    service.up = None


def test_what_the_log_says_of_a_page_that_is_gone_is_not_shown(service: Service, desk: Desk) -> None:
    append(desk.path, Draft("serving", {"url": "http://10.0.0.7:8080/4172", "port": 8080, "pid": 1}, "w1"))
    until(lambda: desk.page_url)
    service.look()
    until(lambda: not service.busy)
    assert (desk.page_url, service.state) == ("", "off")


def test_what_the_log_of_a_copy_says_of_its_original_is_not_shown(desk: Desk) -> None:
    body = {"url": "http://10.0.0.7:8080/4172", "port": 8080, "pid": 1, "file": "of another file"}
    append(desk.path, Draft("serving", body, "w1"))
    until(lambda: desk.workshop.serving)
    assert desk.page_url == ""


def test_a_page_that_a_command_starts_later_is_found(service: Service, desk: Desk) -> None:
    service.look()
    until(lambda: not service.busy)
    up = page_process.bring_up(desk.path, "w1", None)
    until(lambda: service.state == "ready")
    assert (service.up.pid, desk.page_url) == (up.pid, service.url)
    service.stop()
    page_process.see_off(up)


@pytest.mark.parametrize("elsewhere", [False, True])
def test_a_page_that_says_thank_you_is_kept_when_the_workshop_goes_on(
    service: Service, desk: Desk, monkeypatch: pytest.MonkeyPatch, elsewhere: bool
) -> None:
    monkeypatch.setattr(page_process, "THANKS_S", 0.5)
    service.start()
    until(lambda: service.state == "ready")
    process = service.up.process
    append(desk.path, Draft("finished", {}, "w1"))
    until(lambda: desk.workshop.finished_at is not None)
    service.wind_down()
    if elsewhere:
        append(desk.path, Draft("reopened", {}, "w1"))
        until(lambda: desk.workshop.finished_at is None)
        until(lambda: not [thread for thread in threading.enumerate() if thread.name == THREAD])
    service.start()
    until(lambda: service.state == "ready")
    until(lambda: not [thread for thread in threading.enumerate() if thread.name == THREAD])
    assert service.up.process is process
    assert process.poll() is None


def test_a_page_that_was_stopped_is_gone_before_the_next_one_starts(service: Service) -> None:
    service.start()
    until(lambda: service.state == "ready")
    first = service.up
    service.stop()
    service.start()
    until(lambda: service.state == "ready")
    assert first.process.poll() is not None
    assert service.up.pid != first.pid
    assert page_process.lives(service.up)


def test_a_page_that_is_there_and_does_not_answer_is_replaced(
    service: Service, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    service.start()
    until(lambda: service.state == "ready")
    first = service.up
    monkeypatch.setattr(page_process, "END_S", 0.2)
    os.kill(first.pid, signal.SIGSTOP)
    up = page_process.bring_up(desk.path, "w1", None)
    assert up.pid != first.pid
    until(lambda: first.process.poll() is not None)
    service.up = up


def test_another_address_goes_into_the_log_where_everybody_reads_it(
    service: Service, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = [Address("192.168.43.20", "wlan0"), Address("10.0.0.7", "eth0")]
    told = {"url": f"http://127.0.0.1:8080/{desk.workshop.code}", "port": 8080, "pid": 1}
    append(desk.path, Draft("serving", told, "w1"))
    monkeypatch.setattr(page_process, "bring_up", lambda *_: Up(8080, 1, keeping(desk.path, "w1")))
    monkeypatch.setattr(page_process, "addresses", lambda: found)
    service.start()
    until(lambda: service.url == f"http://192.168.43.20:8080/{desk.workshop.code}")
    service.choose("10.0.0.7")
    until(lambda: service.url == f"http://10.0.0.7:8080/{desk.workshop.code}")
    assert desk.workshop.serving.url == service.url
    found.pop()
    service.look_at_addresses()
    until(lambda: service.url == f"http://192.168.43.20:8080/{desk.workshop.code}")
    service.up = None


def test_phones_are_called_back_when_the_address_changed(window_of: Opener, tmp_path: Path) -> None:
    path = programme(tmp_path / "day.facilitator", Draft("joined", {"group": "par"}, "w1", person="p1"))
    window = window_of()
    window.programmes.open(path)
    window.programmes.now.service.url_changed.emit("http://192.168.43.20:8080/4172")
    assert window.messages.sentence("address") == ""
    window.programmes.now.service.url_changed.emit("http://10.0.0.7:8080/4172")
    assert "http://10.0.0.7:8080/4172" in window.messages.sentence("address")


def test_a_busy_port_is_passed_over(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with closing(socket.socket()) as taken:
        taken.bind(("0.0.0.0", 0))
        taken.listen()
        busy = taken.getsockname()[1]
        monkeypatch.setattr(page_process, "PORTS", (busy, OWN_PORTS[-1]))
        assert page_process.free_port(busy) == OWN_PORTS[-1]
    assert not page_process.answers(OWN_PORTS[-1], keeping(programme(tmp_path / "day.facilitator"), "w1"))


@pytest.mark.parametrize("times", [1, 2, 3])
def test_a_port_that_was_free_a_moment_ago_costs_no_room_page(
    home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, times: int
) -> None:
    with closing(socket.socket()) as taken:
        taken.bind(("0.0.0.0", 0))
        taken.listen()
        found = [taken.getsockname()[1], 0] * times + [0, 0]  # the third time nobody asks for one
        monkeypatch.setattr(page_process, "free_port", lambda _: found.pop(0))
        up = page_process.bring_up(programme(tmp_path / "day.facilitator"), "w1", None)
    assert page_process.lives(up)
    up.process.terminate()
    page_process.see_off(up)


def test_a_room_page_that_is_just_ending_elsewhere_costs_no_other_address(
    home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[int] = []

    def somebody_has_it(_path: Path, room: Keeping, port: int, _attached: bool) -> Up | None:
        asked.append(port)
        return Up(port, 1, room) if len(asked) == page_process.TRIES else None

    monkeypatch.setattr(page_process, "start_one", somebody_has_it)
    monkeypatch.setattr(page_process, "free_port", lambda wanted: wanted)
    page_process.bring_up(programme(tmp_path / "day.facilitator"), "w1", Serving(port=OWN_PORTS[3]))
    assert asked == [OWN_PORTS[3]] * page_process.TRIES


def test_a_process_that_never_gets_ready_is_ended(home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(page_process, "START_S", 0.3)
    monkeypatch.setattr(page_process, "program", lambda: ["/bin/sh", "-c", "exec sleep 60"])
    with pytest.raises(Fault, match="did not come up"):
        page_process.bring_up(programme(tmp_path / "day.facilitator"), "w1", None)


def test_a_safe_copy_is_put_in_place_only_once_nobody_serves(service: Service, desk: Desk) -> None:
    copy = copies.back_up(desk.path)
    service.start()
    until(lambda: service.state == "ready")
    up, process = service.up, service.up.process
    service.let_go()
    desk.close()
    kept = put_in_place(desk.path, copy)
    assert kept is not None
    assert not page_process.answers(up.port, up.room)
    until(lambda: process.poll() is not None)
    assert entries(kept, "serving_stop")
    assert entries(desk.path, "serving") == []


def test_leaving_with_the_room_page_on_asks_in_the_window(window_of: Opener, tmp_path: Path) -> None:
    window = window_of()
    window.programmes.open(programme(tmp_path / "day.facilitator"))
    window.programmes.now.service.state = "ready"
    window.close()
    assert window.isVisible()
    line = window.messages.line("leaving")
    assert [button.text() for button in line.buttons] == ["Keep the room page", "Stop it", "Stay here"]
    line.buttons[2].click()
    assert window.messages.line("leaving") is None
    window.close()
    window.messages.line("leaving").buttons[0].click()
    assert not window.isVisible()
    assert entries(tmp_path / "day.facilitator", "serving_stop") == []


def say_page(service: Service, state: State) -> None:
    """Have a window hear of a state of the room page."""
    service.state = state
    service.state_changed.emit(state, service.words)


def test_a_room_page_that_stopped_is_said_until_it_is_back(window_of: Opener, tmp_path: Path) -> None:
    window = window_of()
    window.programmes.open(programme(tmp_path / "day.facilitator"))
    service = window.programmes.now.service
    say_page(service, "restarting")
    assert (window.top_bar.page.text(), window.top_bar.page.tone) == ("Room page stopped, restarting", "warn")
    assert "Notes typed by hand still work" in window.messages.sentence("page")
    service.trouble = "The port is taken."
    say_page(service, "failed")
    assert window.messages.sentence("page") == "The port is taken."
    assert [button.text() for button in window.messages.line("page").buttons] == ["Try again"]
    say_page(service, "ready")
    assert window.messages.sentence("page") == ""
    say_page(service, "off")


def test_a_safe_copy_is_made_at_the_start_after_changes_and_at_the_end(desk: Desk) -> None:
    backups = Backups(desk)
    made: list[Path] = []
    backups.made.connect(made.append)
    backups.begin()
    until(lambda: len(made) == 1)
    backups.tick()
    assert not backups.busy
    append(desk.path, note("One", "objective"))
    until(lambda: backups.dirty)
    made[0].unlink()
    backups.tick()
    until(lambda: len(made) == 2)
    assert copies.check(made[1]).kinds["note"] == 1
    append(desk.path, Draft("presence", {"connected": 3}, "w1"))
    until(lambda: desk.workshop.people.connected == 3)
    assert not backups.dirty
    backups.end()
    backups.deleteLater()


def test_where_there_can_be_no_safe_copies_that_is_said_once(tmp_path: Path, window_of: Opener) -> None:
    folder = tmp_path
    while (left := 475 - len(str(folder))) > 0:
        folder /= "d" * min(left, 100)
    folder.mkdir(parents=True)
    path = programme(tmp_path / "day.facilitator").rename(folder / "day.facilitator")
    window = window_of(serves=True)
    assert window.programmes.open(path)
    said = window.messages.sentence("copy")
    assert said.startswith("No safe copies of day.facilitator can be made") and "Move it to a folder" in said
    window.messages.clear("copy")
    append(path, note("One", "objective"))
    backups = window.programmes.now.backups
    until(lambda: window.programmes.now.desk.workshop.entries[-1].kind == "note")
    assert not backups.busy and [each.isActive() for each in backups.findChildren(QTimer)] == [False]
    assert window.messages.sentence("copy") == ""


def test_a_safe_copy_that_fails_is_said_and_tried_again(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(path: Path) -> Path:
        raise Fault("The disk is full.")

    backups = Backups(desk)
    said: list[str] = []
    backups.failed.connect(said.append)
    monkeypatch.setattr(copies, "back_up", full)
    backups.now()
    until(lambda: said)
    assert (said, backups.dirty) == (["The disk is full."], True)
    backups.deleteLater()
