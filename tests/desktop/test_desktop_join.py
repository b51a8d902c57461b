"""The join page: codes that a camera reads, and an address that people type."""

from __future__ import annotations

from pathlib import Path

from console_help import room
from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QApplication

from facilitator.desktop.run.join import NO_PAGE, date_line, draw_code
from facilitator.desktop.run.scene import Scene
from facilitator.looks.qr import QUIET, modules, typed_address, wifi_text
from facilitator.model.entry import Draft
from facilitator.model.workshop import Info


def test_wifi_words_are_escaped() -> None:
    """Special signs get a backslash; without a password the network is open."""
    assert wifi_text("Hall", "a;b:c") == r"WIFI:T:WPA;S:Hall;P:a\;b\:c;;"
    assert wifi_text("Open hall", "") == "WIFI:T:nopass;S:Open hall;;"


def test_what_is_typed_is_host_and_port() -> None:
    """No scheme and no path."""
    assert typed_address("http://192.168.43.20:8080/4172") == "192.168.43.20:8080"


def test_a_code_has_its_quiet_zone() -> None:
    """Four light modules on every side, and a finder in the corner."""
    rows = modules("http://10.0.0.7:8080/4172")
    assert len(rows) == len(rows[0])
    for edge in range(QUIET):
        assert not any(rows[edge]) and not any(row[edge] for row in rows)
    assert all(rows[QUIET][QUIET : QUIET + 7])


def test_a_code_is_drawn_crisp(qapp: QApplication) -> None:
    """Black and white only, each module the same number of px."""
    image = QImage(300, 300, QImage.Format.Format_RGB32)
    image.fill(QColor("red"))
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    draw_code(painter, QRectF(0, 0, 300, 300), "http://10.0.0.7:8080/4172")
    painter.end()
    colours = {image.pixelColor(x, y).name() for x in range(0, 300, 3) for y in range(0, 300, 3)}
    assert colours == {"#000000", "#ffffff"}
    rows = modules("http://10.0.0.7:8080/4172")
    each = 300 // len(rows)
    left = round(150 - each * len(rows) / 2)
    for y, row in enumerate(rows):
        for x, dark in enumerate(row):
            seen = image.pixelColor(left + x * each + each // 2, left + y * each + each // 2)
            assert (seen == QColor("black")) is dark


def test_the_date_in_words() -> None:
    """Only what is known."""
    assert date_line(Info(date="2026-11-15", starts="09:00", place="Poole")) == "15 November 2026, from 09:00, Poole"
    assert date_line(Info()) == ""


def test_before_the_page_is_on_the_wall_says_so(qapp: QApplication, tmp_path: Path) -> None:
    """Without an address there is no code to scan, and words instead."""
    with room(tmp_path) as r:
        scene = Scene(r.desk)
        r.write(Draft("serving_stop", {}, "w"))
        r.spin(lambda: NO_PAGE in scene.words())
        assert "10.0.0.7:8080" not in scene.words()
        r.spin(lambda: r.console.foot.address.text() == NO_PAGE)
        scene.release()
        scene.deleteLater()


def test_how_many_are_here(qapp: QApplication, tmp_path: Path) -> None:
    """The page counts the people who have joined."""
    with room(tmp_path) as r:
        scene = Scene(r.desk)
        r.write(*[Draft("joined", {"group": "vcs"}, "w", person=f"p{n}") for n in range(18)])
        r.spin(lambda: "18 here" in scene.words())
        scene.release()
        scene.deleteLater()
