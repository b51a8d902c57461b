"""Typing for a table."""

from __future__ import annotations

from pathlib import Path

from console_help import Room, room
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox

Key = Qt.Key


def begin(r: Room, stage: str) -> None:
    """Open a stage and the panel."""
    r.open(stage)
    r.console.area.to_board()
    r.key(Key.Key_T)
    assert r.console.area.scribe.isVisible()


def save(r: Room, text: str) -> None:
    """Write words and press Ctrl+Enter."""
    panel = r.console.area.scribe
    panel.text.setPlainText(text)
    QTest.keyClick(panel.text, Key.Key_Return, Qt.KeyboardModifier.ControlModifier)


def test_a_note_is_saved_with_its_source(qapp: QApplication, tmp_path: Path) -> None:
    """Table, group, source and field go with the words; table and group stay for the next one."""
    with room(tmp_path) as r:
        begin(r, "feel")
        panel = r.console.area.scribe
        panel.table.setText("3")
        panel.group.setCurrentIndex(panel.group.findData("par"))
        panel.source.setCurrentIndex(panel.source.findData("scribe"))
        tone = panel.fields["tone"]
        assert isinstance(tone, QComboBox)
        tone.setCurrentIndex(tone.findData("-"))
        save(r, "worried about our name")
        r.spin(lambda: len(r.run("feel").notes) == 1)
        note = next(iter(r.run("feel").notes))
        assert (note.text, note.table, note.group, note.source) == ("worried about our name", "3", "par", "scribe")
        assert note.fields == {"tone": "-"}
        assert panel.text.toPlainText() == "" and panel.table.text() == "3" and panel.group.currentData() == "par"
        assert panel.text.hasFocus()


def test_single_letters_sleep_in_the_field(qapp: QApplication, tmp_path: Path) -> None:
    """Letters that mean something elsewhere are only letters here."""
    with room(tmp_path) as r:
        begin(r, "facts")
        text = r.console.area.scribe.text
        text.setFocus()
        for key in (Key.Key_B, Key.Key_N, Key.Key_H, Key.Key_Q, Key.Key_F, Key.Key_Space, Key.Key_Plus):
            QTest.keyClick(text, key)
        r.console.area.scribe.table.setFocus()
        for key in (Key.Key_B, Key.Key_N, Key.Key_Space):
            QTest.keyClick(r.console.area.scribe.table, key)
        r.idle()
        assert text.toPlainText() == "bnhqf +"
        assert r.console.area.scribe.table.text() == "bn "
        assert r.day.open_id == "facts"
        assert not r.day.screen.blank and r.day.screen.held_at is None and r.day.screen.view == "stage"
        assert not r.run("facts").clock.running
        QTest.keyClick(text, Key.Key_Escape)
        assert not r.console.area.scribe.isVisible()
        r.key(Key.Key_B)
        r.spin(lambda: r.day.screen.blank)


def test_what_a_stage_refuses_is_said_beside_the_field(qapp: QApplication, tmp_path: Path) -> None:
    """Empty words, too many words, a missing answer: the sentence stands there and the words stay."""
    with room(tmp_path) as r:
        begin(r, "feel")
        panel = r.console.area.scribe
        save(r, "   ")
        assert "nothing to send" in panel.wrong.text()
        save(r, "x" * 200)
        assert "160" in panel.wrong.text() and len(panel.text.toPlainText()) == 200
        begin(r, "decide")
        r.spin(lambda: "kind" in panel.fields)
        save(r, "One shared service")
        assert panel.wrong.text() == "Please answer: This line is"
        assert r.kinds("note") == []


def test_paper_sheets_are_numbered(qapp: QApplication, tmp_path: Path) -> None:
    """The panel says which number to write on the next sheet, and stores it."""
    with room(tmp_path) as r:
        begin(r, "facts")
        panel = r.console.area.scribe
        panel.source.setCurrentIndex(panel.source.findData("paper"))
        for number in (1, 2):
            r.spin(lambda number=number: panel.paper.text() == f"Write {number} on this sheet")
            save(r, f"sheet {number}")
            r.spin(lambda number=number: len(r.run("facts").notes) == number)
        assert [body["paper"] for body in r.kinds("note")] == [1, 2]
        assert {body["question"] for body in r.kinds("note")} == {"What did you see?"}
