"""Each test meets what is shared as it is at first, whatever the tests before it did."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication

from facilitator.looks.qt import look
from facilitator.looks.qt.words import room_t, t
from facilitator.paths import user_data
from facilitator.store import made


@pytest.mark.parametrize("turn", range(3))
def test_nobody_finds_what_another_left(qapp: QApplication, machine: str, tmp_path: Path, turn: int) -> None:
    assert not user_data().exists()
    assert made.of(["w1"]) == []
    assert (look.theme(), look.scale()) == ("light", 1.0)
    assert qapp.palette().window().color() == look.colour("window")
    assert qapp.font() == look.font("body")
    assert "QPushButton" in qapp.styleSheet()
    assert (t("Close"), room_t("Close")) == ("Close", "Close")

    (tmp_path / "summary.pdf").touch()
    made.remember(["w1"], [tmp_path / "summary.pdf"])
    look.apply(qapp, "dark", 1.3)
    qapp.setPalette(QPalette(QColor("red")))
    qapp.setStyleSheet("" if turn else "QLabel { color: red; }")
    t.use(machine)
    room_t.use(machine)
    assert t("Close") != "Close"
