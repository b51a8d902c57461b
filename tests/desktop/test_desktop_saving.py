"""What is typed into a save dialogue becomes exactly that file, and nothing is replaced without a question."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
import shiboken6
from frame_help import Opener, entries, programme, until
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QToolButton, QWidget

from facilitator.activities import library
from facilitator.desktop.methods import shelf
from facilitator.desktop.methods.place import MethodsPlace
from facilitator.desktop.parts import choosing, own_files
from facilitator.desktop.parts.dialogs import SureDialog
from facilitator.desktop.parts.saving import Sentence, ask_save, may_replace
from facilitator.desktop.shell.new_workshop import NewWorkshop
from facilitator.looks.qt import look as qt
from facilitator.looks.tokens import Theme
from facilitator.records import load

Types = Callable[..., list[str]]
OTHER = b"another programme"


@pytest.fixture
def types(monkeypatch: pytest.MonkeyPatch) -> Types:
    """Types names into save dialogues one after the other, then cancels; gives the list of what each began with."""

    def typing(*names: Path) -> list[str]:
        left, begun = list(names), list[str]()

        def ask(_parent: QWidget, _title: str, start: Path, *_more: object, **_options: object) -> Path | None:
            begun.append(str(start))
            return left.pop(0) if left else None

        monkeypatch.setattr(choosing, "file_to_write", ask)
        return begun

    return typing


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The questions and sentences that were shown; each question is answered with no."""
    shown: list[str] = []
    for dialog in (SureDialog, Sentence):
        monkeypatch.setattr(dialog, "exec", lambda self: shown.append(self.windowTitle()) or 0)
    return shown


def says_yes(monkeypatch: pytest.MonkeyPatch, shown: list[str]) -> None:
    """Answers each question with yes from now on."""
    monkeypatch.setattr(SureDialog, "exec", lambda self: shown.append(self.windowTitle()) or 1)


def test_a_name_with_dots_keeps_them(qapp: QApplication, tmp_path: Path, types: Types, asked: list[str]) -> None:
    types(tmp_path / "Council 2026.12")
    (tmp_path / "Council 2026.facilitator").write_bytes(OTHER)
    parent = QWidget()
    found = ask_save(parent, "Save", tmp_path / "x", "Programmes (*.facilitator)", ".facilitator")
    assert found == tmp_path / "Council 2026.12.facilitator"
    assert asked == []


def test_what_the_ending_makes_of_a_name_is_asked_about(
    qapp: QApplication, tmp_path: Path, types: Types, asked: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    there = tmp_path / "Day 3.1.pdf"
    there.touch()
    parent = QWidget()
    begun = types(tmp_path / "Day 3.1")
    assert ask_save(parent, "Save", tmp_path / "x.pdf", "PDF (*.pdf)", ".pdf") is None
    assert asked == ["Day 3.1.pdf exists already. Replace it?"]
    assert begun == [str(tmp_path / "x.pdf"), str(there)]
    types(there)
    assert ask_save(parent, "Save", tmp_path / "x.pdf", "PDF (*.pdf)", ".pdf") is None
    assert asked == ["Day 3.1.pdf exists already. Replace it?"] * 2
    says_yes(monkeypatch, asked)
    types(tmp_path / "Day 3.1")
    assert ask_save(parent, "Save", tmp_path / "x.pdf", "PDF (*.pdf)", ".pdf") == there


def test_a_dialogue_that_asks_by_itself_is_not_asked_about_again(
    qapp: QApplication, tmp_path: Path, types: Types, asked: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(choosing, "ASKS", True)
    there = tmp_path / "Day 3.1.pdf"
    there.touch()
    types(there)
    assert ask_save(QWidget(), "Save", tmp_path / "x.pdf", "PDF (*.pdf)", ".pdf") == there
    assert asked == []


def test_enter_leaves_the_file_that_is_there(
    qapp: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def press_enter(dialog: SureDialog) -> int:
        dialog.show()
        QTest.keyClick(dialog.focusWidget(), Qt.Key.Key_Return)
        return dialog.result()

    monkeypatch.setattr(SureDialog, "exec", press_enter)
    assert not may_replace(tmp_path / "day.pdf", QWidget())


@pytest.mark.parametrize("name", ["light", "dark"])
def test_the_buttons_of_a_file_dialogue_can_be_seen(
    qapp: QApplication, tmp_path: Path, name: Theme, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: dict[str, QColor] = {}

    def look(dialog: QFileDialog) -> bool:
        for button in dialog.findChildren(QToolButton):
            image = button.icon().pixmap(16, 16).toImage()
            spots = [image.pixelColor(x, y) for x in range(16) for y in range(16)]
            seen[button.objectName()] = max(spots, key=QColor.alpha)
        return False

    monkeypatch.setattr(choosing, "ask", look)
    monkeypatch.setattr(choosing, "OF_THE_SYSTEM", False)
    qt.apply(qapp, name)
    choosing.folder(QWidget(), "Into", tmp_path)
    expected = qt.colour("text").name()
    assert {"backButton", "toParentButton", "newFolderButton"} <= set(seen)
    for colour in seen.values():
        assert colour.name() == expected


@pytest.mark.parametrize("during", ["question", "dialogue"])
def test_nothing_is_asked_once_the_place_that_asked_is_gone(
    qapp: QApplication, tmp_path: Path, types: Types, monkeypatch: pytest.MonkeyPatch, during: str
) -> None:
    (tmp_path / "Day.pdf").touch()
    parent, shown = QWidget(), list[str]()

    def gone(dialog: SureDialog) -> int:
        shown.append(dialog.windowTitle())
        shiboken6.delete(parent)
        return 0

    monkeypatch.setattr(SureDialog, "exec", gone)
    begun = types(tmp_path / "Day")
    if during == "dialogue":
        monkeypatch.setattr(choosing, "file_to_write", lambda *_: shiboken6.delete(parent) or tmp_path / "Day")
    assert ask_save(parent, "Save", tmp_path / "x.pdf", "PDF (*.pdf)", ".pdf") is None
    assert len(shown) == len(begun) == (during == "question")


def test_a_copy_never_takes_the_place_of_the_open_programme_or_of_another_unasked(
    window_of: Opener, tmp_path: Path, types: Types, asked: list[str]
) -> None:
    path = programme(tmp_path / "day.facilitator")
    (tmp_path / "folder").mkdir()
    link = tmp_path / "link.facilitator"
    link.symlink_to(path)
    other = tmp_path / "Council 2026.facilitator"
    other.write_bytes(OTHER)
    window = window_of()
    assert window.programmes.open(path)
    types(link, tmp_path / "folder" / ".." / "day", path, tmp_path / "Council 2026")
    window.commands.save_copy()
    assert asked == [
        "link.facilitator is open here. Choose another name.",
        "day.facilitator is open here. Choose another name.",
        "day.facilitator is open here. Choose another name.",
        "Council 2026.facilitator exists already. Replace it?",
    ]
    assert other.read_bytes() == OTHER
    assert link.is_symlink()
    types(tmp_path / "Council 2026.12")
    window.commands.save_copy()
    until(lambda: window.messages.sentence("copied") == "A copy is saved: Council 2026.12.facilitator")
    assert other.read_bytes() == OTHER
    assert len(load.programme(tmp_path / "Council 2026.12.facilitator").workshops) == 1


@pytest.mark.parametrize("name", ["link.facilitator", "folder/../day.facilitator", "taken.facilitator"])
def test_a_copy_is_refused_where_a_programme_is_open(window_of: Opener, tmp_path: Path, name: str) -> None:
    path = programme(tmp_path / "day.facilitator")
    (tmp_path / "folder").mkdir()
    (tmp_path / "link.facilitator").symlink_to(path)
    (tmp_path / "taken.facilitator").write_bytes(OTHER)
    (tmp_path / "taken.facilitator-wal").touch()
    window = window_of()
    assert window.programmes.open(path)
    window.commands.copy_to(path, tmp_path / name)
    assert window.messages.line("copied").kind == "bad"
    assert window.messages.sentence("copied").endswith(("Choose another name.", "than the programme itself."))
    assert (tmp_path / "taken.facilitator").read_bytes() == OTHER
    assert (tmp_path / "link.facilitator").is_symlink()


def test_a_summary_takes_no_programmes_place(window_of: Opener, tmp_path: Path, types: Types, asked: list[str]) -> None:
    path = programme(tmp_path / "day.facilitator")
    other = tmp_path / "other.facilitator"
    other.write_bytes(OTHER)
    disguised = tmp_path / "old.pdf"
    disguised.symlink_to(path)
    window = window_of()
    assert window.programmes.open(path, place="record")
    record = window.programmes.now.record
    types(disguised, other)
    record.save_summary()
    until(lambda: window.messages.sentence("summary") == "The summary is saved: other.facilitator.pdf")
    assert asked == ["old.pdf is open here. Choose another name."]
    for target in (other, disguised, path):
        record.summary_to(target)
        until(lambda: window.messages.line("summary") is not None and window.messages.line("summary").kind == "bad")
        assert window.messages.sentence("summary").startswith(f"{target.name} is a programme file and is not replaced.")
    assert other.read_bytes() == OTHER
    assert entries(path, "workshop")


def test_a_new_workshop_goes_where_it_was_said(
    qapp: QApplication, tmp_path: Path, types: Types, asked: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    other = programme(tmp_path / "Council 2026.facilitator")
    dialog = NewWorkshop(folder=str(tmp_path))
    dialog.title.setText("con")
    assert dialog.path.name == "Workshop con.facilitator"
    types(tmp_path / "Council 2026.12")
    dialog.other.click()
    assert (dialog.path.name, asked) == ("Council 2026.12.facilitator", [])
    types(other)
    dialog.other.click()
    assert asked == ["Council 2026.facilitator exists already. Put the workshop into it?"]
    assert dialog.path.name == "Council 2026.12.facilitator"
    says_yes(monkeypatch, asked)
    types(other)
    dialog.other.click()
    assert dialog.path == other
    dialog.make()
    assert len(load.programme(other).workshops) == 2
    dialog.deleteLater()


def test_a_method_goes_out_under_the_name_that_was_typed(
    qapp: QApplication, home: Path, tmp_path: Path, types: Types, asked: list[str]
) -> None:
    place = MethodsPlace()
    (tmp_path / "talk 1.toml").write_bytes(OTHER)
    book = next(book for book in shelf.books() if book.key == "kj")
    types(tmp_path / "talk 1.2", tmp_path / "talk 1")
    place.shelf.asked.emit("export", book)
    place.shelf.asked.emit("export", book)
    assert library.check(tmp_path / "talk 1.2.toml").key == "kj"
    assert asked == ["talk 1.toml exists already. Replace it?"]
    assert (tmp_path / "talk 1.toml").read_bytes() == OTHER
    place.deleteLater()


def test_a_method_never_gets_a_file_name_that_windows_keeps_for_itself() -> None:
    assert own_files.key_for("Con", set()) == "own-con"
    assert own_files.key_for("Conversation", set()) == "conversation"
