"""What a person sees of a widget: every word on it, painted or not, and what is cut off."""

from __future__ import annotations

import re
from xml.etree import ElementTree

from PySide6.QtCore import QBuffer, QByteArray, QEvent, QIODevice, Qt
from PySide6.QtSvg import QSvgGenerator
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QHeaderView,
    QLabel,
    QLineEdit,
    QScrollArea,
    QStyle,
    QStyleOptionComboBox,
    QTabBar,
    QTableView,
    QTreeView,
    QWidget,
)

from facilitator.looks.qt.labels import ElidedLabel

_WORDED = (QLabel, QAbstractButton, QComboBox, QLineEdit, QAbstractSpinBox)
_EDGES = 16
"""What a button needs beside its words, px."""


def painted(widget: QWidget) -> str:
    """The words that are drawn, in the order of drawing; those cut short end with dots."""
    into = QByteArray()
    buffer = QBuffer(into)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    drawing = QSvgGenerator()
    drawing.setOutputDevice(buffer)
    drawing.setSize(widget.size())
    widget.render(drawing)
    del drawing
    buffer.close()
    drawn = ElementTree.fromstring(bytes(into.data())).iter("{http://www.w3.org/2000/svg}text")
    return " ".join("".join(each.itertext()) for each in drawn)


def told(widget: QWidget) -> list[str]:
    """Words that stand behind what is drawn: names for a screen reader, tool tips, what a field asks for, choices."""
    found = []
    for each in (widget, *widget.findChildren(QWidget)):
        if not each.isVisibleTo(widget):
            continue
        found += [each.accessibleName(), each.accessibleDescription(), each.toolTip(), each.windowTitle()]
        if isinstance(each, QLabel | QAbstractButton):
            found.append(each.text())
        if isinstance(each, QLineEdit):
            found.append(each.placeholderText())
        if isinstance(each, QComboBox):
            found += [each.itemText(n) for n in range(each.count())]
        if isinstance(each, QTableView) and (model := each.model()) is not None:
            across = range(model.columnCount())
            found += [str(model.headerData(n, Qt.Orientation.Horizontal)) for n in across]
            found += [str(model.index(row, n).data()) for row in range(model.rowCount()) for n in across]
    return [words for words in found if words]


def uncut(words: str) -> str:
    """The words without sentences of the language made by machine that were cut short by design."""
    while (rest := re.sub(r"«[^«»…]*…", "…", words)) != words:
        words = rest
    return words


def cut_short(words: str) -> list[str]:
    """The sentences of the language made by machine that end in dots, but for those with anybody's words in them."""
    return re.findall(r"«[^«»…α-ω]*…", words)


def clipped(widget: QWidget) -> list[str]:
    """What has too little room for its words, unless they end in dots and the whole is in the tool tip."""
    QApplication.processEvents()
    QApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest)  # of words that were told just now
    within = [each for each in (widget, *widget.findChildren(QWidget)) if each.isVisible()]
    return [found for each in within for found in (*_cut(each), *_beyond(each))]


def _beyond(each: QWidget) -> list[str]:
    """What stands, or goes on, behind the edge of what holds it, where nothing can be scrolled to show it."""
    if isinstance(each, QScrollArea) and (inside := each.widget()) is not None:
        over = inside.width() - each.viewport().width()
        never = each.horizontalScrollBarPolicy() == Qt.ScrollBarPolicy.ScrollBarAlwaysOff
        return [f"behind the edge: {over} px, for {_widest(inside)}"] if never and over > 0 else []
    holder = each.parentWidget()
    if isinstance(each, _WORDED) and holder is not None and not each.isWindow():
        place = each.geometry()
        if not holder.rect().contains(place) and not place.isEmpty():
            return [f"{_said_by(each)}: {place.getRect()}, in {type(holder).__name__} {holder.rect().getRect()}"]
    return []


def _widest(inside: QWidget) -> str:
    """What asks for the most room."""
    parts = [each for each in inside.findChildren(QWidget) if each.isVisible() and isinstance(each, _WORDED)]
    return _said_by(max(parts, key=lambda each: each.minimumSizeHint().width(), default=inside))


def _said_by(each: QWidget) -> str:
    return str(each.property("text") or each.accessibleName() or type(each).__name__)


def _cut(each: QWidget) -> list[str]:
    if isinstance(each, ElidedLabel):
        room = each.contentsRect().width()
        whole = each.fontMetrics().horizontalAdvance(each.text()) <= room or each.toolTip() == each.text()
        return [] if whole else [f"no tool tip: {each.text()}"]
    if isinstance(each, QLabel | QAbstractButton) and each.text():
        return _cut_words(each)
    if isinstance(each, QComboBox) and each.currentText():
        needed = each.fontMetrics().horizontalAdvance(each.currentText())
        field = each.style().subControlRect(
            QStyle.ComplexControl.CC_ComboBox, _options(each), QStyle.SubControl.SC_ComboBoxEditField, each
        )
        whole = needed <= field.width() or each.currentText() in each.toolTip()
        return [] if whole else [f"{each.currentText()}: {field.width()}, not {needed}"]
    if isinstance(each, QTabBar):
        return [f"tab: {each.tabText(at)}" for at in range(each.count()) if _is_cut_tab(each, at)]
    if isinstance(each, QHeaderView):
        return _cut_headings(each)
    return _cut_cells(each) if isinstance(each, QTableView | QTreeView) else []


def _cut_headings(heads: QHeaderView) -> list[str]:
    """The headings of columns that are wider than their column, and have no tool tip that says the whole."""
    model, across, found = heads.model(), Qt.Orientation.Horizontal, []
    if model is None or heads.orientation() != across:
        return []
    for at in range(heads.count()):
        words = str(model.headerData(at, across) or "")
        tip = str(model.headerData(at, across, Qt.ItemDataRole.ToolTipRole) or "")
        needed = heads.fontMetrics().horizontalAdvance(words)
        if not heads.isSectionHidden(at) and heads.sectionSize(at) < needed and words not in tip:
            found.append(f"heading: {words}: {heads.sectionSize(at)}, not {needed}")
    return found


def _cut_cells(table: QTableView | QTreeView) -> list[str]:
    """The cells of a table that are wider than their place, and have no tool tip that says the whole."""
    model, found = table.model(), []
    if model is None:
        return []
    for row in range(model.rowCount()):
        for column in range(model.columnCount()):
            cell = model.index(row, column)
            words, tip = str(cell.data() or ""), str(cell.data(Qt.ItemDataRole.ToolTipRole) or "")
            room = table.visualRect(cell)
            lines = max(1, room.height() // table.fontMetrics().lineSpacing())
            needed = max(map(table.fontMetrics().horizontalAdvance, words.split("\n")), default=0)
            if not table.isColumnHidden(column) and room.width() * lines < needed and words not in tip:
                found.append(f"cell: {words}: {room.width()}, not {needed}")
    return found


def _options(box: QComboBox) -> QStyleOptionComboBox:
    options = QStyleOptionComboBox()
    box.initStyleOption(options)
    return options


def _is_cut_tab(bar: QTabBar, at: int) -> bool:
    needed = bar.fontMetrics().horizontalAdvance(bar.tabText(at))
    return bar.tabText(at) not in bar.tabToolTip(at) and bar.tabRect(at).width() < needed


def _cut_words(each: QLabel | QAbstractButton) -> list[str]:
    wraps = each.hasHeightForWidth()
    high = each.heightForWidth(each.width()) if wraps else each.sizeHint().height()
    words = each.fontMetrics().horizontalAdvance(each.text()) + _EDGES
    wide = each.minimumSizeHint().width() if wraps else min(words, each.sizeHint().width())
    if each.width() < wide or each.height() < high:
        return [f"{each.text()}: {each.width()}x{each.height()}, not {wide}x{high}"]
    return []
