"""The look in the window: what is really painted, in every theme."""

from __future__ import annotations

from array import array
from collections.abc import Callable
from typing import get_args

import pytest
import shiboken6
from PySide6.QtCore import SIGNAL, QEvent, QRectF, QSize, Qt, qWarning
from PySide6.QtGui import QColor, QFontMetrics, QImage, QPainter, QRawFont
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QDialog,
    QFocusFrame,
    QLabel,
    QLineEdit,
    QListWidget,
    QPushButton,
    QTabBar,
    QVBoxLayout,
    QWidget,
)

from facilitator.looks.qt import icons
from facilitator.looks.qt import look as qt
from facilitator.looks.qt.basics import Chip, ChipKind, GroupMark, KeyCap, Sign, WrapRow
from facilitator.looks.qt.buttons import Button
from facilitator.looks.qt.fontfiles import renamed
from facilitator.looks.qt.labels import ElidedLabel
from facilitator.looks.qt.timer import BigClock, TimeBar, clock_text
from facilitator.looks.tokens import PHASES, THEMES, LookError, load
from facilitator.paths import resources

pytestmark = pytest.mark.usefixtures("qapp")


def colours(widget: QWidget) -> set[str]:
    widget.ensurePolished()
    widget.resize(widget.sizeHint())
    image = widget.grab().toImage()
    return {image.pixelColor(x, y).name().upper() for x in range(image.width()) for y in range(image.height())}


def role(name: str) -> str:
    return load().role(qt.theme(), name)


def until(done: Callable[[], bool]) -> None:
    for _ in range(200):
        QApplication.processEvents()
        if done():
            return
    raise AssertionError("it never happened")


@pytest.mark.parametrize("theme", THEMES)
def test_the_style_sheet_knows_every_theme(theme: str) -> None:
    sheet = qt.style_sheet(load(), next(t for t in THEMES if t == theme))
    assert "$" not in sheet
    assert load().roles[next(t for t in THEMES if t == theme)]["warn_pale"] in sheet


def test_a_role_nobody_knows_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(qt, "sheet_text", lambda: "QLabel { color: $txet; }")
    with pytest.raises(LookError, match="txet"):
        qt.style_sheet(load(), "light")


def test_only_the_primary_button_is_filled(qapp: QApplication) -> None:
    plain, primary = QPushButton("Not now"), QPushButton("Open the room")
    primary.setProperty("look", "primary")
    assert role("fill") in colours(primary)
    assert role("panel") in colours(plain)
    plain_edge = plain.grab().toImage().pixelColor(plain.width() // 2, 0).name().upper()
    assert plain_edge == role("line_strong")


def test_controls_are_as_high_as_the_grid_says(qapp: QApplication) -> None:
    big = Button("Pause", look="big")
    for widget in (QPushButton("Hold"), QLineEdit(), Button("Hold", key="H")):
        widget.ensurePolished()
        assert widget.sizeHint().height() == load().size["control"]
    big.ensurePolished()
    assert big.sizeHint().height() == load().size["control_big"]


def test_a_theme_reaches_what_is_already_there(qapp: QApplication) -> None:
    label, chip, button = QLabel("late"), Chip("Live", "screen", "live"), Button("Send", look="primary")
    label.setProperty("tone", "bad")
    before = [colours(w) for w in (label, chip, button)]
    qt.apply(qapp, "dark")
    after = [colours(w) for w in (label, chip, button)]
    assert qt.theme() == "dark"
    assert role("bad") in after[0] and role("fill") in after[1] and role("fill") in after[2]
    assert all(role("fill") not in old for old in before)


def test_qt_hears_of_the_end_of_whatever_it_has_measured(qapp: QApplication) -> None:
    """Else it keeps a note of a widget that is gone, and follows it for the next style sheet: the program ends."""
    panel = QWidget()
    room = QVBoxLayout(panel)
    for theme in ("dark", "light"):
        room.invalidate()
        assert room.contentsMargins().left() > 0
        assert panel.receivers(SIGNAL("destroyed(QObject*)")) == 1
        qt.apply(qapp, theme)
    assert not panel.testAttribute(Qt.WidgetAttribute.WA_WState_Polished)


def test_lettering_of_labels_follows_type_and_scale(qapp: QApplication) -> None:
    label = QLabel("Where effort pays")
    qt.mark(label, type="title")
    label.ensurePolished()
    assert (label.font().pixelSize(), label.font().weight()) == (18, 600)
    qt.mark(label, type="heading")
    assert label.font().pixelSize() == 24
    qt.apply(qapp, "light", 1.30)
    assert label.font().pixelSize() == round(24 * 1.30)


def test_the_font_is_the_one_that_comes_with_the_program(qapp: QApplication) -> None:
    for name in load().types:
        face = QRawFont.fromFont(qt.font(name))
        assert face.familyName().startswith("House"), name
        assert face.weight() == qt.font(name).weight()
        assert not face.fontTable("glyf").isEmpty()


def test_a_renamed_font_file_keeps_its_sums() -> None:
    for path in (resources() / "fonts").glob("*.ttf"):
        old, new = path.read_bytes(), renamed(path.read_bytes())
        assert len(old) == len(new) and old != new
        assert table_sum(old) == table_sum(new) == 0xB1B0AFBA
        assert "Inter".encode("utf-16-be") in old
        assert "House".encode("utf-16-be") in new


def table_sum(font: bytes) -> int:
    words = array("I", font + bytes(-len(font) % 4))
    words.byteswap()
    return sum(words) % 2**32


def test_a_file_that_is_no_font_is_left_alone() -> None:
    assert renamed(bytes(64)) == bytes(64)


def test_figures_have_one_width(qapp: QApplication) -> None:
    for name in ("timer", "display", "body", "caption"):
        metrics = QFontMetrics(qt.font(name))
        assert len({metrics.horizontalAdvance(figure * 4) for figure in "0123456789"}) == 1


def test_the_ring_goes_round_the_control_with_the_focus(qapp: QApplication) -> None:
    window, first, second = QWidget(), QPushButton("Carry on"), QLineEdit()
    layout = QVBoxLayout(window)
    layout.addWidget(first)
    layout.addWidget(second)
    window.show()
    window.activateWindow()
    for control in (first, second):
        control.setFocus()
        until(lambda: len(window.findChildren(QFocusFrame)) == 1)
        ring = window.findChildren(QFocusFrame)[0]
        assert ring.geometry() == control.geometry().adjusted(-4, -4, 4, 4)
        until(ring.isVisible)
        image, corner = window.grab().toImage(), control.geometry().topLeft()
        assert image.pixelColor(corner.x() + 20, corner.y() - 3).name().upper() == role("focus")
        assert image.pixelColor(corner.x() + 20, corner.y() - 1).name().upper() == role("window")
    window.close()


def test_no_ring_where_a_list_marks_its_row(qapp: QApplication) -> None:
    window, button, rows = QWidget(), QPushButton("Carry on"), QListWidget()
    layout = QVBoxLayout(window)
    layout.addWidget(button)
    layout.addWidget(rows)
    window.show()
    window.activateWindow()
    button.setFocus()
    until(lambda: any(ring.isVisible() for ring in window.findChildren(QFocusFrame)))
    rows.setFocus()
    until(lambda: not any(ring.isVisible() for ring in window.findChildren(QFocusFrame)))
    assert rows.hasFocus()
    window.close()


def test_the_ring_outlives_the_window_it_was_in(qapp: QApplication) -> None:
    def rings() -> list[QWidget]:
        return [w for w in QApplication.allWidgets() if isinstance(w, QFocusFrame) and w.isVisible()]

    for _ in range(3):
        window = QWidget()
        button = QPushButton("Carry on", window)
        window.show()
        window.activateWindow()
        button.setFocus()
        until(lambda: len(rings()) == 1)
        window.deleteLater()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        assert rings() == []


def test_a_dialog_that_dies_takes_nothing_of_another_window_with_it(qapp: QApplication) -> None:
    window, rows = QWidget(), QListWidget()
    layout = QVBoxLayout(window)
    layout.addWidget(rows)
    item = layout.itemAt(0)
    window.show()
    dialog = QDialog(window)
    line = QLineEdit(dialog)
    dialog.show()
    dialog.activateWindow()
    line.setFocus()
    until(lambda: any(ring.isVisible() for ring in dialog.findChildren(QFocusFrame)))
    window.activateWindow()
    rows.setFocus()
    until(rows.hasFocus)
    shiboken6.delete(dialog)
    assert shiboken6.isValid(item)
    assert layout.itemAt(0) is item
    window.close()


def test_a_label_may_change_its_tone(qapp: QApplication) -> None:
    label = QLabel("3 min behind")
    assert role("warn") not in colours(label)
    qt.mark(label, tone="warn")
    assert role("warn") in colours(label)


def test_a_chosen_row_has_its_ground_and_an_ink_edge(qapp: QApplication) -> None:
    rows = QListWidget()
    rows.addItems(["Break", "Force field"])
    rows.setCurrentRow(1)
    rows.show()
    until(lambda: rows.visualItemRect(rows.item(1)).height() == 32)
    place = rows.visualItemRect(rows.item(1))
    image = rows.viewport().grab().toImage()
    assert image.pixelColor(1, place.center().y()).name().upper() == role("text")
    assert image.pixelColor(place.width() // 2, place.bottom() - 4).name().upper() == role("selected")
    rows.close()


def test_a_tick_is_drawn_in_ink(qapp: QApplication) -> None:
    box = QCheckBox("Show names")
    box.ensurePolished()
    box.resize(box.sizeHint())

    def inside() -> str:
        return box.grab().toImage().pixelColor(9, box.height() // 2 - 5).name().upper()

    assert inside() == role("panel")
    box.setChecked(True)
    assert inside() == role("text")


@pytest.mark.parametrize("name", icons.names())
def test_every_icon_draws_something_in_its_colour(qapp: QApplication, name: str) -> None:
    image = icons.icon(name, "#FF0000").pixmap(16, 16).toImage()
    assert (image.width(), image.height()) == (16, 16)
    inked = [image.pixelColor(x, y) for x in range(16) for y in range(16) if image.pixelColor(x, y).alpha() > 150]
    assert inked and all(c.red() > 240 and c.green() < 15 for c in inked)


def test_an_icon_follows_the_theme_and_the_screen(qapp: QApplication) -> None:
    drawn = icons.icon("clock", "text", 20)
    assert drawn.pixmap(drawn.actualSize(drawn.pixmap(64, 64).size()), 2.0).width() == 40
    light_one = drawn.pixmap(16, 16).toImage()
    qt.apply(qapp, "dark")
    assert drawn.pixmap(16, 16).toImage() != light_one
    with pytest.raises(LookError, match="unicorn"):
        icons.icon("unicorn")


def test_a_sign_takes_the_colour_of_the_theme(qapp: QApplication) -> None:
    sign = Sign("mark", size=20)
    for theme in THEMES:
        qt.apply(qapp, theme)
        image = sign.grab().toImage()
        assert qt.colour("text").name() in {image.pixelColor(x, y).name() for x in range(20) for y in range(20)}


@pytest.mark.parametrize("group", [1, 2, 3, 4, 5, 6, "other"])
def test_every_symbol_has_a_shape_of_its_own(qapp: QApplication, group: int | str) -> None:
    shapes = {}
    for index in (1, 2, 3, 4, 5, 6, "other"):
        image = QImage(24, 24, QImage.Format.Format_ARGB32)
        image.fill(Qt.GlobalColor.white)
        painter = QPainter(image)
        icons.draw_symbol(painter, QRectF(2, 2, 20, 20), load().group(index, "light").symbol, QColor("black"))
        painter.end()
        shapes[index] = image
    assert [index for index, image in shapes.items() if image == shapes[group]] == [group]


@pytest.mark.parametrize("kind", get_args(ChipKind))
def test_a_chip_says_its_state(qapp: QApplication, kind: ChipKind) -> None:
    chip = Chip("3 min behind", "warn", kind)
    assert chip.accessibleName() == chip.text() == "3 min behind"
    narrow = chip.sizeHint().width()
    chip.show_state("13 minutes behind", "warn", kind)
    assert chip.sizeHint().width() > narrow
    assert len(colours(chip)) > 3


def test_marks_and_keys_are_told_to_screen_readers(qapp: QApplication) -> None:
    mark = GroupMark(2, "CCM", "5")
    assert mark.accessibleName() == "CCM 5"
    mark.show_aside("")
    assert mark.accessibleName() == "CCM"
    assert KeyCap("N").accessibleName() == "N"
    assert load().group(2, "light").mark.upper() in colours(mark)


def test_a_button_keeps_room_for_key_and_tail(qapp: QApplication) -> None:
    bare, full = Button("Next"), Button("Next", key="N", tail="next", icon_name="play")
    assert full.minimumSizeHint().width() > bare.minimumSizeHint().width() + 3 * icons.SIZE
    full.setEnabled(False)
    assert role("control_line") in colours(full)


def test_a_long_line_ends_in_dots_and_a_tooltip(qapp: QApplication) -> None:
    label = ElidedLabel("Families trust the hall on the estate")
    label.resize(80, 20)
    label.grab()
    assert label.toolTip() == label.text()
    label.resize(600, 20)
    label.grab()
    assert label.toolTip() == ""


def test_a_row_wraps_where_it_is_narrow(qapp: QApplication) -> None:
    holder = QWidget()
    row = WrapRow(holder)
    for _ in range(4):
        button = QPushButton("Type for a table")
        row.addWidget(button)
    one = row.heightForWidth(2000)
    assert row.heightForWidth(row.minimumSize().width()) == 4 * one + 3 * 8
    assert row.count() == 4
    assert row.takeAt(9) is None


class Asked(QPushButton):
    """A button that counts how often it is asked for its size."""

    times = 0

    def sizeHint(self) -> QSize:
        self.times += 1
        return super().sizeHint()


def test_a_row_asks_what_is_in_it_once_and_again_when_it_wants_other_room(qapp: QApplication) -> None:
    holder = QWidget()
    row = WrapRow(holder)
    first, second = Asked("Type for a table"), Asked("Hide")
    for button in (first, second):
        row.addWidget(button)
    holder.show()
    QApplication.processEvents()
    one = row.heightForWidth(2000)
    asked = first.times
    assert [row.heightForWidth(2000) for _ in range(50)] == [one] * 50
    assert first.times == asked
    wide = first.width() + second.width() + 8
    assert row.heightForWidth(wide) == one
    second.setText("Hide it from the room")
    assert row.heightForWidth(wide) == 2 * one + 8
    second.hide()
    assert row.heightForWidth(wide) == one
    second.show()
    assert row.heightForWidth(wide) == 2 * one + 8
    first.setFixedHeight(3 * one)
    assert row.heightForWidth(wide) == 4 * one + 8
    row.addWidget(third := QPushButton("One more for a third line"))
    third.show()
    assert row.heightForWidth(wide) == 5 * one + 2 * 8
    row.removeWidget(third)
    assert row.heightForWidth(wide) == 4 * one + 8
    holder.close()


@pytest.mark.parametrize(
    ("seconds", "text"),
    [(167.2, "2:48"), (60, "1:00"), (0.2, "0:01"), (0, "0:00"), (-0.4, "+0:00"), (-80.9, "+1:20"), (3765, "1:02:45")],
)
def test_what_the_clock_reads(seconds: float, text: str) -> None:
    assert clock_text(seconds) == text


def test_the_clock_never_moves_its_neighbours(qapp: QApplication) -> None:
    clock = BigClock()
    sizes = set()
    for phase in PHASES:
        for left in (4000, 168, -80, -4000):
            clock.show_time(left, 420, phase)
            sizes.add((clock.sizeHint().width(), clock.sizeHint().height(), clock.minimumSizeHint().width()))
            colours(clock)
    assert len(sizes) == 1


@pytest.mark.parametrize("phase", PHASES)
def test_clock_and_bar_wear_the_phase(qapp: QApplication, phase: str) -> None:
    clock, bar = BigClock(), TimeBar()
    look = load().timer(next(p for p in PHASES if p == phase), "light")
    clock.show_time(100, 420, phase)
    bar.show_time(100, 420, phase)
    assert look.colour in colours(clock)
    assert clock.accessibleName() == f"1:40 {look.word}".strip()
    assert (role("line_strong") if phase == "paused" else look.colour) in colours(bar)


def test_the_bar_fills_and_marks_its_end(qapp: QApplication) -> None:
    bar = TimeBar()
    bar.resize(400, 10)
    bar.show_time(300, 400, "calm")

    def at(x: int) -> str:
        return bar.grab().toImage().pixelColor(x, 5).name().upper()

    assert (at(50), at(150)) == (role("fill"), role("sunken"))
    assert (at(330), at(370)) == (role("warn_pale"), role("bad_pale"))
    bar.set_zones(0, 0)
    assert (at(330), at(370)) == (role("sunken"), role("sunken"))
    bar.show_time(10, 0, "calm")
    assert at(50) == role("sunken")


def test_a_phase_nobody_knows_is_refused(qapp: QApplication) -> None:
    with pytest.raises(ValueError, match="noon"):
        BigClock().show_time(1, 2, "noon")


def test_a_warning_of_qt_is_heard(qapp: QApplication, qt_warnings: list[str]) -> None:
    qWarning("the paper is out")
    assert qt_warnings == ["the paper is out"]
    qt_warnings.clear()


def test_a_tab_is_ringed_whole(qapp: QApplication) -> None:
    tabs = QTabBar()
    tabs.addTab("Plan")
    tabs.addTab("Run")
    tabs.setCurrentIndex(1)
    tabs.show()
    tabs.activateWindow()
    tabs.setFocus()
    until(tabs.hasFocus)
    place, image = tabs.tabRect(1), tabs.grab().toImage()
    assert image.pixelColor(place.center().x(), place.top() + 3).name().upper() == role("focus")
    assert image.pixelColor(place.center().x(), place.bottom() - 1).name().upper() == role("text")
    tabs.close()


def contrast(one: QColor, two: QColor) -> float:
    """How far apart two colours are, as WCAG reckons it; letters want 4.5."""
    lights = []
    for colour in (one, two):
        parts = [colour.redF(), colour.greenF(), colour.blueF()]
        linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
        lights.append(0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2])
    return (max(lights) + 0.05) / (min(lights) + 0.05)


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("look", ["primary", "plain", "quiet", "big", "primary big", "icon"])
@pytest.mark.parametrize("state", ["up", "checked", "down", "checked and down"])
def test_a_button_can_be_read_in_every_look_and_state(
    qapp: QApplication, theme: qt.Theme, look: str, state: str
) -> None:
    qt.apply(qapp, theme)
    ground = QWidget()
    ground.setStyleSheet(f"QWidget#ground {{ background: {load().role(theme, 'panel')}; }}")
    ground.setObjectName("ground")
    made = Button("\u2588\u2588\u2588\u2588", look=look, parent=ground)
    made.setCheckable(True)
    made.setChecked("checked" in state)
    made.setDown("down" in state)
    made.resize(made.sizeHint())
    ground.resize(made.size())
    image = ground.grab().toImage()
    middle = image.height() // 2
    ink = image.pixelColor(image.width() // 2, middle)
    under = image.pixelColor(5, middle)
    assert contrast(ink, under) >= 4.5
    ground.deleteLater()


@pytest.mark.parametrize("height", [104, 76, 72, 64])
@pytest.mark.parametrize("phase", [phase for phase in PHASES if load().timer(phase, "light").word])
def test_the_word_under_the_digits_is_whole_in_a_low_bar(qapp: QApplication, height: int, phase: str) -> None:
    clock = BigClock()
    clock.show_time(-80, 600, phase)
    clock.resize(clock.sizeHint().width(), height)
    ground = clock.grab().toImage()
    for y in (0, height - 1):
        assert len({ground.pixelColor(x, y).name() for x in range(ground.width())}) == 1, y
    clock.deleteLater()
