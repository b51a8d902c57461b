"""Taking comments in at the window: what is taken, what not and why stands there before anybody agrees."""

from __future__ import annotations

from pathlib import Path

import pytest
from frame_help import Opener, programme, settle, until
from PySide6.QtWidgets import QApplication, QComboBox

from facilitator.desktop.record.take_in import TakeInDialog
from facilitator.model.entry import Draft
from facilitator.records import imports, load

WORDS = (
    "\u0417\u0430\u043b \u0445\u043e\u043b\u043e\u0434\u043d\u044b\u0439, \u0438 \u0442\u0451\u043c\u043d\u044b\u0439"
)


@pytest.fixture
def cards(tmp_path: Path) -> Path:
    """A CSV in an encoding of its own, with a row that is cut by a comma."""
    source = tmp_path / "cards.csv"
    source.write_bytes(f'text,stage\n"{WORDS}",objective\nWarm, and dark, too\n'.encode("cp1251"))
    return source


def dialog(path: Path, source: Path) -> TakeInDialog:
    """The dialogue on a file."""
    workshop = load.workshop(path)[1]
    return TakeInDialog(
        source.name, workshop, lambda stage, encoding: imports.look(path, source, workshop.id, stage, encoding)
    )


def choose(box: QComboBox, value: str) -> None:
    """Choose in a list what stands for a value."""
    box.setCurrentIndex(box.findData(value))


def test_the_guess_the_first_rows_and_what_is_left_out_are_shown(
    qapp: QApplication, tmp_path: Path, cards: Path
) -> None:
    shown = dialog(programme(tmp_path / "day.facilitator"), cards)
    assert "Read as Cyrillic (Windows), which is a guess" in shown.read.text()
    assert shown.rows.item(0, 0).text() == WORDS
    assert "1 comment to import." in shown.about.text()
    assert "more cells than in the first row" in shown.about.text()
    choose(shown.encoding, "cp1252")
    assert shown.read.text() == "Read as Western European (Windows)."
    assert shown.rows.item(0, 0).text() != WORDS
    choose(shown.encoding, "utf-8")
    assert "cannot be read as Unicode (UTF-8)" in shown.about.text()
    assert (shown.plan, shown.go_on.isEnabled()) == (None, False)
    choose(shown.encoding, "")
    choose(shown.stage, "parking")
    assert [draft.stage for draft in shown.plan.drafts] == ["parking"]
    shown.deleteLater()
    settle()


def test_what_is_agreed_to_is_taken_in(
    window_of: Opener, tmp_path: Path, cards: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = programme(tmp_path / "day.facilitator", Draft("stage_opened", {}, "w1", "objective"))
    window = window_of()
    window.programmes.open(path, place="record")
    place = window.programmes.now.record
    monkeypatch.setattr("facilitator.desktop.record.place.ask", lambda _shown: False)
    place.take_in_from(cards)
    assert list(load.workshop(path)[1].run("objective").notes) == []
    monkeypatch.setattr("facilitator.desktop.record.place.ask", lambda _shown: True)
    place.take_in_from(cards)
    until(lambda: window.messages.sentence("summary") == "1 comment was imported.")
    assert [note.text for note in load.workshop(path)[1].run("objective").notes] == [WORDS]
