"""What came late is told at the desk whatever stage is in sight, and is taken or left there."""

from __future__ import annotations

from pathlib import Path

from console_help import Room, room
from PySide6.QtWidgets import QApplication

from facilitator.model.entry import Draft


def late(r: Room, *keys: str) -> None:
    """Phones send these after the stage was closed."""
    r.open("facts")
    r.open("feel")
    r.write(
        *(
            Draft("note", {"text": f"Late {key}", "source": "phone", "late": True}, "w", "facts", key=key)
            for key in keys
        )
    )


def test_what_is_ticked_is_taken_and_is_marked_on_its_card(qapp: QApplication, tmp_path: Path) -> None:
    with room(tmp_path) as r:
        late(r, "first", "second")
        area = r.console.area
        r.spin(lambda: area.late.text() == "2 came late")
        area.late.click()
        assert [box.text() for box, _keys in area.late_bar.boxes] == ["Facts: Late first", "Facts: Late second"]
        area.late_bar.boxes[0][0].setChecked(False)
        area.late_bar.yes.click()
        r.spin(lambda: area.late.text() == "1 came late")
        assert r.kinds("late_taken") == [{"targets": ["second"]}]
        assert [note.text for note in r.run("facts").notes] == ["Late second"]
        assert not area.late_bar.isVisible()
        r.console.look("facts")
        r.spin(lambda: r.on_board() == ["second"])
        assert "Late" in r.spoken("second").split(", ")


def test_what_is_left_waits(qapp: QApplication, tmp_path: Path) -> None:
    with room(tmp_path) as r:
        late(r, "first")
        area = r.console.area
        r.spin(area.late.isVisible)
        area.late.click()
        area.late_bar.no.click()
        r.idle()
        assert (r.kinds("late_taken"), area.late.isVisible(), list(r.run("facts").late)) == ([], True, ["first"])
