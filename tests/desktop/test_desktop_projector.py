"""The room's screen: what it shows, what it never shows, hold and blank, and where it opens."""

from __future__ import annotations

from pathlib import Path

from console_help import Room, opened, room
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QApplication, QMenu

from facilitator.activities import library
from facilitator.desktop.run.preview import Preview
from facilitator.desktop.run.room_window import RoomWindow
from facilitator.desktop.run.scene import Scene
from facilitator.desktop.run.screens import identify, room_screen, screen_id
from facilitator.desktop.run.sheet import unit_for
from facilitator.looks.qt import look as qt
from facilitator.looks.qt.wall.board import NotePages
from facilitator.model import acts
from facilitator.model.entry import Draft


def scene_of(r: Room) -> Scene:
    """A scene that is in sight, as on a wall."""
    scene = Scene(r.desk)
    scene.show()
    QApplication.processEvents()
    return scene


def drop(scene: Scene) -> None:
    """Let go of a scene."""
    scene.release()
    scene.close()
    scene.deleteLater()


def act(r: Room, kind: str, stage: str, **body: object) -> None:
    """An act of the facilitator, once the desk knows it."""
    r.write(Draft(kind, body, "w", stage))
    r.idle()


def test_what_a_method_tells_its_facilitator_to_bring_is_not_shown_as_what_everybody_looks_at(
    qapp: QApplication, tmp_path: Path
) -> None:
    with room(tmp_path) as r:
        scene = scene_of(r)
        r.write(Draft("workshop_edited", {"object": ""}, "w"))
        r.open("talk")
        r.spin(lambda: scene.kind == "question")
        block = r.day.blocks[0]
        assert block.method.object
        assert block.method.object not in scene.words()
        drop(scene)


def test_a_clock_that_has_no_length_and_has_not_begun_is_not_on_the_wall(qapp: QApplication, tmp_path: Path) -> None:
    with room(tmp_path, acts.add_method("w", library.find("open-space"), "o")) as r:
        scene = scene_of(r)
        r.open("propose")
        r.spin(lambda: scene.kind == "stage")
        scene.grab()
        assert "0:00" not in scene.words()
        act(r, "timer", "propose", verb="start")
        r.spin(lambda: any(words.startswith("0:0") for words in (scene.grab(), scene.words())[1]))
        drop(scene)


def test_each_stage_has_its_scene(qapp: QApplication, tmp_path: Path) -> None:
    """Join page, object, question, notes, a count, thanks."""
    with room(tmp_path) as r:
        scene = scene_of(r)
        assert scene.kind == "join"
        assert {"10.0.0.7:8080", r.day.code, "Hall", "round;table"} <= set(scene.words())
        r.write(Draft("workshop_edited", {"object": "One-page sheet"}, "w"))
        r.open("talk")
        r.spin(lambda: scene.kind == "object")
        assert "One-page sheet" in scene.words()
        r.open("facts")
        r.spin(lambda: scene.kind == "question")
        r.note("facts", "two groups")
        r.spin(lambda: scene.kind == "stage")
        assert "two groups" in scene.words()
        r.open("count")
        r.note("count", "hope")
        r.spin(lambda: "1" in scene.words())
        assert "hope" not in scene.words()
        r.write(Draft("finished", {}, "w"))
        r.spin(lambda: scene.kind == "finished")
        assert "Thank you" in scene.words()
        drop(scene)


def test_thanks_count_each_note_once_however_many_stages_work_with_it(qapp: QApplication, tmp_path: Path) -> None:
    with room(tmp_path, methods=[library.find("kj")]) as r:
        scene = scene_of(r)
        r.open("write")
        r.note("write", "Keys")
        r.note("write", "Doors")
        gone = r.note("write", "Bells")
        r.write(Draft("withdrawn", {"target": gone}, "w", "write"))
        r.open("group")
        r.write(Draft("finished", {}, "w"))
        r.spin(lambda: scene.kind == "finished")
        assert "2 notes on record" in scene.words()
        drop(scene)


def test_what_never_reaches_the_wall(qapp: QApplication, tmp_path: Path) -> None:
    """No covered, hidden, parked, withdrawn or merged note, no group, no name, no script."""
    with room(tmp_path) as r:
        scene = scene_of(r)
        r.open("feel")
        covered = r.note("feel", "covered words", group="par", table="4")
        r.spin(lambda: scene.kind == "question")
        assert "covered words" not in scene.words()
        act(r, "revealed", "feel")
        r.spin(lambda: "covered words" in scene.words())
        for kind, words in (("hidden", "hidden words"), ("parked", "parked words"), ("withdrawn", "taken words")):
            key = r.note("feel", words)
            r.spin(lambda words=words: words in scene.words())
            act(r, kind, "feel", target=key, reason="names someone")
            assert words not in scene.words()
        key = r.note("feel", "the same words")
        r.spin(lambda: "the same words" in scene.words())
        act(r, "merged", "feel", targets=[key], into=covered)
        assert "the same words" not in scene.words()
        act(r, "unshown", "feel", target=covered)
        said = " ".join(scene.words())
        assert "covered words" not in said
        for secret in ("PAR", "Parents", "T4", "Name the topic.", "names someone"):
            assert secret not in said
        drop(scene)


def test_hold_freezes_and_lets_go(qapp: QApplication, tmp_path: Path) -> None:
    """While held, nothing that happens is seen; afterwards everything is."""
    with room(tmp_path, *opened("facts", 1)) as r:
        scene = scene_of(r)
        r.note("facts", "two groups")
        r.spin(lambda: scene.kind == "stage")
        r.write(Draft("screen", {"hold": True}, "w"))
        r.spin(lambda: scene.kind == "held")
        before = scene.grab().toImage()
        assert not is_plain(before)
        r.open("feel")
        r.idle()
        assert scene.grab().toImage() == before
        r.write(Draft("screen", {"hold": False}, "w"))
        r.spin(lambda: scene.kind == "question")
        assert "How was it?" in scene.words()
        drop(scene)


def test_a_held_picture_never_keeps_what_was_hidden(qapp: QApplication, tmp_path: Path) -> None:
    """A note hidden while the screen is held takes the held picture away."""
    with room(tmp_path, *opened("facts", 1)) as r:
        scene = scene_of(r)
        key = r.note("facts", "Mr Smith did it")
        r.spin(lambda: scene.kind == "stage")
        r.write(Draft("screen", {"hold": True}, "w"))
        r.spin(lambda: scene.kind == "held")
        act(r, "hidden", "facts", target=key, reason="names someone")
        assert scene.kind == "blank"
        assert is_plain(scene.grab().toImage())
        drop(scene)


def test_a_hold_that_is_older_than_the_window_shows_nothing(qapp: QApplication, tmp_path: Path) -> None:
    """After a restart a held screen is blank."""
    with room(tmp_path, *opened("facts", 1), Draft("screen", {"hold": True}, "w")) as r:
        scene = scene_of(r)
        assert scene.kind == "blank"
        assert scene.words() == []
        assert is_plain(scene.grab().toImage())
        drop(scene)


def test_blank_is_the_window_colour_and_nothing_else(qapp: QApplication, tmp_path: Path) -> None:
    """Lit and dim."""
    with room(tmp_path, *opened("facts", 1), rehearsal=True) as r:
        scene = scene_of(r)
        assert "Rehearsal" in scene.words()
        r.write(Draft("screen", {"blank": True}, "w"))
        r.spin(lambda: scene.kind == "blank")
        for theme in ("projector", "projector_dim"):
            scene.set_theme(theme)
            image = scene.grab().toImage()
            assert is_plain(image)
            assert image.pixelColor(5, 5) == qt.colour("window", theme)
        drop(scene)


def test_the_clock_on_the_wall_has_its_word(qapp: QApplication, tmp_path: Path) -> None:
    """In the last minute and over."""
    with room(tmp_path, *opened("facts", 6.5)) as r:
        scene = scene_of(r)
        assert "Last minute" in scene.words()
        drop(scene)
    with room(tmp_path / "other", *opened("facts", 8)) as r:
        scene = scene_of(r)
        assert "Over" in scene.words()
        assert any(word.startswith("+1:0") for word in scene.words())
        drop(scene)


def test_decision_lines_carry_counts_only(qapp: QApplication, tmp_path: Path) -> None:
    """How many support a line, and nobody's name."""
    with room(tmp_path) as r:
        scene = scene_of(r)
        r.open("decide")
        line = r.note("decide", "One shared service", table="1", fields={"kind": "resolve", "owner": "Ann Smith"})
        act(r, "hands", "decide", target=line, counts={"support": 4, "live_with": 1})
        r.spin(lambda: any("5 answered" in words for words in scene.words()))
        assert not any("4 support" in words for words in scene.words())
        act(r, "revealed", "decide")
        r.spin(lambda: any("4 support" in words for words in scene.words()))
        assert "Ann Smith" not in " ".join(scene.words())
        drop(scene)


def test_letters_grow_and_notes_a_page_fall(qapp: QApplication, tmp_path: Path) -> None:
    """Six, four, two."""
    with room(tmp_path) as r:
        counts = []
        for step in (1, 1, 1, -1):
            r.console.room.letters(step)
            counts.append(r.console.room.scene.per_page())
        assert counts == [4, 2, 2, 4]


def test_one_screen_means_a_window(qapp: QApplication, tmp_path: Path) -> None:
    """With one screen the room's screen is a window that can be moved and closed; the console hears of both."""
    with room(tmp_path) as r:
        told: list[str] = []
        r.console.room_screen_changed.connect(told.append)
        r.console.action("screen").trigger()
        shown = r.console.room.window
        assert isinstance(shown, RoomWindow)
        assert shown.isVisible() and not shown.isFullScreen()
        assert r.console.side.room.chip.text() == "Live"
        assert r.console.room.scene is shown.scene
        r.console.action("shut").trigger()
        assert r.console.side.room.chip.text() == "No room screen"
        assert told == ["a window here", ""]
    assert room_screen("") is None
    assert room_screen(screen_id(QApplication.screens()[0])) is None


def test_screens_can_be_told_apart(qapp: QApplication) -> None:
    """Each screen shows a card with its number."""
    cards = identify()
    assert len(cards) == len(QApplication.screens())
    for card in cards:
        card.close()


def test_a_screen_is_chosen_from_a_menu_and_remembered(qapp: QApplication, tmp_path: Path) -> None:
    """The menu lists every screen; the choice is kept by name and serial number."""
    with room(tmp_path) as r:
        menu = r.console.action("pick").menu()
        assert isinstance(menu, QMenu)
        menu.aboutToShow.emit()
        assert len(menu.actions()) == len(QApplication.screens())
        menu.actions()[0].trigger()
        assert r.settings.screen == screen_id(QApplication.screens()[0])
        assert r.console.room.is_open()


def test_the_small_picture_is_drawn_only_when_something_differs(qapp: QApplication, tmp_path: Path) -> None:
    """Nothing new, nothing drawn; a new stage, one drawing."""
    with room(tmp_path) as r:
        preview: Preview = r.console.side.room.preview
        r.spin(lambda: preview.drawings > 0 and not preview.is_due())
        before = preview.drawings
        preview.repaint()
        assert preview.drawings == before
        r.open("facts")
        r.spin(lambda: preview.drawings > before)


def test_notes_on_other_pages_change_nothing_in_sight(qapp: QApplication, tmp_path: Path) -> None:
    """Only what the room sees is drawn anew, here and in the small picture."""
    with room(tmp_path) as r:
        scene = scene_of(r)
        r.open("facts")
        keys = [r.note("facts", f"note {number}") for number in range(8)]
        r.spin(lambda: scene.kind == "stage" and (wall := scene.findChild(NotePages)) and len(wall.cards) == 8)
        wall = scene.findChild(NotePages)
        assert wall is not None and wall.pages() == 2
        r.desk.clock.stop()
        told: list[bool] = []
        scene.changed.connect(lambda: told.append(True))
        r.note("facts", "the last one")
        r.spin(lambda: len(wall.cards) == 9)
        assert told == []
        r.write(Draft("hidden", {"target": keys[0], "reason": "abusive"}, "w", "facts"))
        r.spin(lambda: told)
        assert "note 0" not in scene.words()
        drop(scene)


def test_the_wall_fits_any_shape() -> None:
    """By height, and by width where the wall is narrow."""
    assert unit_for(1920, 1080) == 1.0
    assert unit_for(3840, 2160) == 2.0
    assert unit_for(1024, 768) == 1024 / 1600


def is_plain(image: QImage) -> bool:
    """Whether a picture has one colour only."""
    first: QColor = image.pixelColor(0, 0)
    step = 23
    points = ((x, y) for x in range(0, image.width(), step) for y in range(0, image.height(), step))
    return all(image.pixelColor(x, y) == first for x, y in points)
