"""What fresh eyes missed at the desk: keys, quiet clocks, columns, what is remembered of the room's screen."""

from __future__ import annotations

from pathlib import Path

from console_help import room
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QComboBox, QPushButton

from facilitator.activities.desk import NoteDesk
from facilitator.activities.discuss.desk import Talk
from facilitator.desktop.parts import settings
from facilitator.desktop.run.parking import ParkingDialog
from facilitator.desktop.run.people import CountDialog
from facilitator.desktop.shell.top_bar import TopBar
from facilitator.model.entry import Draft

Key = Qt.Key


def test_the_keyboard_walks_the_scribe_panel_in_order(qapp: QApplication, tmp_path: Path) -> None:
    """Table, group, source, the stage's own fields, then the words."""
    with room(tmp_path) as r:
        r.open("feel")
        r.key(Key.Key_T)
        panel = r.console.area.scribe
        tone = panel.fields["tone"]
        r.spin(panel.table.hasFocus)
        for widget in (panel.group, panel.source, tone, panel.text):
            r.key(Key.Key_Tab)
            assert QApplication.focusWidget() is widget


def test_a_choice_does_not_stick_to_the_next_comment(qapp: QApplication, tmp_path: Path) -> None:
    with room(tmp_path) as r:
        r.open("feel")
        r.console.area.open_scribe()
        panel = r.console.area.scribe
        tone = panel.fields["tone"]
        assert isinstance(tone, QComboBox)
        tone.setCurrentIndex(1)
        panel.text.setPlainText("glad")
        panel.save.click()
        r.spin(lambda: len(r.run("feel").notes) == 1)
        assert next(iter(r.run("feel").notes)).fields == {"tone": "+"}
        assert tone.currentIndex() == 0


def test_a_column_goes_with_its_last_note(qapp: QApplication, tmp_path: Path) -> None:
    """A note that said nothing is withdrawn, or is moved: the column for such notes takes no room any more."""
    with room(tmp_path) as r:
        r.open("feel")
        r.note("feel", "glad", fields={"tone": "+"})
        board = r.console.area.board
        assert isinstance(board, NoteDesk)
        cards = board.cards

        def heads() -> list[str]:
            return [column.title for column, _ in cards.scene().headings()]

        for act in ("withdrawn", "moved"):
            key = r.note("feel", f"no word on that {act}")
            r.spin(lambda: len(heads()) == 3)
            r.write(Draft(act, {"target": key, "by": "phone", "fields": {"tone": "-"}}, "w", "feel"))
            r.spin(lambda: len(heads()) == 2)
            assert heads() == ["Encouraged", "Uneasy"]


def test_without_a_stage_the_clock_says_how_long_the_next_takes(qapp: QApplication, tmp_path: Path) -> None:
    with room(tmp_path) as r:
        assert r.console.bar.clock.text() == "3:00"
        assert r.console.bar.clock.accessibleName() == "3:00 to come"
        r.write(Draft("finished", {}, "w"))
        r.spin(lambda: r.day.finished_at is not None)
        r.spin(lambda: r.console.bar.clock.text() == "")


def test_after_the_last_stage_n_asks_and_enter_does_not_end_the_day(qapp: QApplication, tmp_path: Path) -> None:
    with room(tmp_path) as r:
        r.open("count")
        r.key(Key.Key_N)
        bar = r.console.area.ask_bar
        r.spin(bar.isVisible)
        assert bar.no.hasFocus()
        r.key(Key.Key_Return)
        r.spin(lambda: not bar.isVisible())
        assert r.day.finished_at is None
        assert r.day.open_id == "count"


def test_the_room_screen_remembers_letters_and_light(qapp: QApplication, tmp_path: Path) -> None:
    with room(tmp_path) as r:
        r.settings.file = tmp_path / "settings.json"
        r.console.action("larger").trigger()
        r.console.action("dim").trigger()
        found = settings.load(tmp_path / "settings.json")
        assert (found.wall_notes, found.wall_dim) == (4, True)
        assert r.console.room.scene.per_page() == 4


def test_the_desk_reads_what_everybody_looks_at(qapp: QApplication, tmp_path: Path) -> None:
    with room(tmp_path) as r:
        r.open("talk")
        talk = r.console.area.findChild(Talk)
        assert talk is not None
        r.spin(talk.thing.isVisible)
        assert talk.thing.text() == "To look at: One-page sheet"


def test_a_parked_note_can_be_put_back(qapp: QApplication, tmp_path: Path) -> None:
    with room(tmp_path) as r:
        r.open("facts")
        key = r.note("facts", "later, please")
        r.write(Draft("parked", {"target": key}, "w", "facts"))
        r.spin(lambda: len(r.day.parked()) == 1)
        r.console.open_parking()
        dialog = r.console.findChild(ParkingDialog)
        assert dialog is not None
        back = next(b for b in dialog.findChildren(QPushButton) if b.text() == "Put back")
        back.click()
        r.spin(lambda: not r.day.parked())
        r.spin(lambda: key in r.on_board())


def test_a_headcount_is_typed_over(qapp: QApplication, tmp_path: Path) -> None:
    """The number that stands there is chosen, so that typing replaces it."""
    with room(tmp_path) as r:
        dialog = CountDialog(r.day, r.window)
        first = next(iter(dialog.boxes.values()))
        assert first.lineEdit().selectedText() == first.text()
        dialog.deleteLater()


def test_saved_stands_once(qapp: QApplication) -> None:
    """In Run the foot says it; elsewhere the strip does."""
    strip = TopBar()
    strip.saved.tell("Saved 10:37")
    strip.show_place("run")
    assert strip.saved.isHidden()
    strip.saved.tell("Saved 10:38")
    assert strip.saved.isHidden()
    strip.show_place("plan")
    assert not strip.saved.isHidden()
    strip.deleteLater()
