"""The small picture of the room screen shows what the room sees: after every act, and when what fades has faded."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from console_help import Room, opened, room
from PySide6.QtCore import QAbstractAnimation, Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication

from facilitator.activities import library
from facilitator.desktop.run.preview import Preview
from facilitator.desktop.run.room_window import RoomWindow
from facilitator.model.entry import Draft


def open_screen(r: Room) -> RoomWindow:
    """The room's screen, in the shape that screens have."""
    r.console.room.open()
    window = r.console.room.window
    assert window is not None
    window.resize(960, 540)
    r.spin(lambda: window.scene.height() == 540)
    return window


def is_still(r: Room) -> bool:
    """Whether nothing fades on the room's screen, and the small picture is not about to be drawn."""
    window = r.console.room.window
    moves = [each for each in window.findChildren(QAbstractAnimation) if each.state() != each.State.Stopped]
    return not moves and not r.console.side.room.preview.is_due()


def differ(one: QImage, two: QImage) -> int:
    """How far two pictures are apart where they are furthest, each field of 64 by 36 taken as one: 0 to 255."""
    how = (Qt.AspectRatioMode.IgnoreAspectRatio, Qt.TransformationMode.SmoothTransformation)
    coarse = [each.convertToFormat(QImage.Format.Format_RGB32).scaled(64, 36, *how) for each in (one, two)]
    places = [(x, y) for x in range(1, 63) for y in range(1, 35)]
    return max(abs(coarse[0].pixelColor(x, y).value() - coarse[1].pixelColor(x, y).value()) for x, y in places)


def same_as_the_room_s(r: Room) -> None:
    """The small picture is the one that is drawn now from what the room sees, and looks as its screen does."""
    r.idle()
    r.spin(lambda: is_still(r))
    preview, window = r.console.side.room.preview, r.console.room.window
    assert window is not None
    fresh = Preview()
    fresh.resize(preview.size())
    fresh.follow(window.scene)
    assert differ(preview.grab().toImage(), fresh.grab().toImage()) == 0
    fresh.follow(None)
    fresh.deleteLater()
    assert differ(preview.grab().toImage(), window.grab().toImage()) < 90


def acts_of(r: Room) -> list[tuple[str, Callable[[], object]]]:
    """What a facilitator does on a day, in words."""
    note = [Draft("note", {"text": f"note {n} about the hall", "source": "phone"}, "w", "facts") for n in range(14)]

    def write(*drafts: Draft) -> Callable[[], None]:
        return lambda: r.write(*drafts)

    def trigger(name: str) -> Callable[[], None]:
        return r.console.action(name).trigger

    return [
        ("open a stage", lambda: r.open("talk")),
        ("open the next", lambda: r.open("facts")),
        ("a first note", write(note[0])),
        ("many notes", write(*note[1:])),
        ("turn the page", trigger("page")),
        ("turn it again", trigger("page")),
        ("larger letters", trigger("larger")),
        ("dim", trigger("dim")),
        ("hide a note", write(Draft("hidden", {"target": note[0].key, "reason": "abusive"}, "w", "facts"))),
        ("hold", trigger("hold")),
        ("a note while it is held", lambda: r.write(Draft("note", {"text": "late", "source": "phone"}, "w", "facts"))),
        ("go on", trigger("hold")),
        ("blank", trigger("blank")),
        ("and back", trigger("blank")),
        ("join page", trigger("join")),
        ("and off", trigger("join")),
        ("another question", write(Draft("asked", {"question": 1}, "w", "facts"))),
        ("a stage of one number", lambda: r.open("count")),
        ("the end", write(Draft("finished", {}, "w"))),
        ("open again", write(Draft("reopened", {}, "w"))),
    ]


def test_after_every_act_the_small_picture_is_the_room_s(qapp: QApplication, quick: None, tmp_path: Path) -> None:
    with room(tmp_path) as r:
        open_screen(r)
        same_as_the_room_s(r)
        for _, act in acts_of(r):
            act()
            same_as_the_room_s(r)


@pytest.mark.walk
@pytest.mark.parametrize("key", ["force-field", "kj", "open-space", "six-hats", "speed-dating", "evaluation"])
def test_every_stage_of_a_method_looks_the_same_in_small(
    qapp: QApplication, quick: None, tmp_path: Path, key: str
) -> None:
    with room(tmp_path, methods=[library.find(key)]) as r:
        open_screen(r)
        for run in r.day.stages:
            r.open(run.id)
            same_as_the_room_s(r)


def test_a_held_picture_keeps_its_shape_on_another_screen(qapp: QApplication, tmp_path: Path) -> None:
    with room(tmp_path, *opened("facts", 1)) as r:
        window = open_screen(r)
        r.spin(lambda: is_still(r))
        r.console.action("hold").trigger()
        r.spin(lambda: window.scene.kind == "held")
        before = window.scene.grab().toImage()
        window.resize(960, 720)
        r.spin(lambda: window.scene.height() == 720)
        after = window.scene.grab().toImage()
        assert after.copy(0, 90, 960, 540) == before
        assert after.pixelColor(5, 5) == after.pixelColor(5, 715)
