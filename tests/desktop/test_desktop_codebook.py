"""The codebook is saved and taken in beside the themes; what it would bring is said before."""

from __future__ import annotations

from pathlib import Path

import pytest
from frame_help import Opener, programme, settle, until
from PySide6.QtWidgets import QApplication, QLabel

from facilitator.desktop.evaluate.place import EvaluatePlace
from facilitator.desktop.parts.dialogs import SureDialog
from facilitator.desktop.shell.frame import MainWindow
from facilitator.programme import contract
from facilitator.programme.themes.bodies import ThemeTold
from facilitator.records import load

TABLE = "theme,definition\nBuses,Everything that runs\nParks,Grass and trees\n"


def opened(window_of: Opener, path: Path) -> tuple[MainWindow, EvaluatePlace]:
    """A window at the themes of a programme."""
    window = window_of()
    assert window.programmes.open(path, "", "evaluate")
    settle()
    assert window.programmes.now is not None
    return window, window.programmes.now.evaluate


def names(path: Path) -> list[str]:
    """The themes that are in the file."""
    return [code.name for code in contract.codebook(load.programme(path))]


def test_a_codebook_is_shown_taken_in_and_taken_back(
    window_of: Opener, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, source = programme(tmp_path / "day.facilitator", ThemeTold("t1", "parks").draft("")), tmp_path / "codes.csv"
    source.write_text(TABLE, encoding="utf-8")
    window, place = opened(window_of, path)
    shown: list[str] = []

    def answer(dialog: SureDialog, yes: bool) -> bool:
        shown.extend(each.text() for each in dialog.findChildren(QLabel))
        return yes

    monkeypatch.setattr("facilitator.desktop.evaluate.codebook.ask", lambda dialog: answer(dialog, False))
    place.codebook.take_from(source)
    assert {"1 theme to import.", "1 theme is there already, and stays as it is."} <= set(shown)
    assert names(path) == ["parks"]
    monkeypatch.setattr("facilitator.desktop.evaluate.codebook.ask", lambda dialog: answer(dialog, True))
    place.codebook.take_from(source)
    until(lambda: names(path) == ["parks", "Buses"])
    settle()
    place.codebook.take_from(source)
    assert "2 themes are there already" in window.messages.sentence("codebook")
    assert window.programmes.now is not None
    window.programmes.now.desk.undo(whole=True)
    until(lambda: names(path) == ["parks"])


def test_a_broken_codebook_is_refused_in_a_sentence(window_of: Opener, tmp_path: Path) -> None:
    path, source = programme(tmp_path / "day.facilitator"), tmp_path / "codes.qdc"
    source.write_text("<CodeBook><Codes>", encoding="utf-8")
    _window, place = opened(window_of, path)
    place.codebook.take_from(source)
    said = [each.text() for each in place.findChildren(QLabel) if each.isVisible()]
    assert any("codes.qdc, line 1, column 18" in sentence for sentence in said)


def test_the_codebook_is_saved_and_none_is_not(window_of: Opener, qapp: QApplication, tmp_path: Path) -> None:
    path = programme(tmp_path / "day.facilitator")
    window, place = opened(window_of, path)
    refused: list[str] = []
    place.codebook.failed.connect(refused.append)
    place.codebook.save_into(tmp_path / "out")
    until(lambda: refused == ["There is no theme yet: the codebook would be empty."])
    path = programme(tmp_path / "other.facilitator", ThemeTold("t1", "Buses").draft(""))
    window, place = opened(window_of, path)
    place.codebook.save_into(tmp_path / "out")
    until(lambda: window.messages.sentence("codebook") == "2 files are in out.")
    assert {each.suffix for each in (tmp_path / "out").iterdir()} == {".qdc", ".csv"}
