"""Small helpers for the console's panes: labels and buttons in one line, text set only when it differs."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QLayout, QWidget

from facilitator.looks.qt import look as qt
from facilitator.looks.qt.buttons import Button
from facilitator.model.notes import LIVE
from facilitator.model.run import StageRun


def label(
    text: str = "", kind: str = "body", tone: str = "", parent: QWidget | None = None, *, wrap: bool = False
) -> QLabel:
    """A label of a kind of lettering; participants' words are never read as mark-up."""
    made = QLabel(text, parent)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setWordWrap(wrap)
    qt.mark(made, type=kind, tone=tone)
    return made


def button(
    text: str,
    *,
    icon: str = "",
    look: str = "plain",
    key: str = "",
    tail: str = "",
    tip: str = "",
    parent: QWidget | None = None,
) -> Button:
    """A button that a click does not give the focus, and that Enter presses when it has it."""
    made = Button(text, icon_name=icon, look=look, key=key, tail=tail, parent=parent)
    made.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    made.setAutoDefault(True)
    if tip:
        made.setToolTip(tip)
        made.setAccessibleName(tip)
    return made


def say(widget: QLabel, text: str) -> None:
    """Set a label's text if it differs."""
    if widget.text() != text:
        widget.setText(text)


def margins(layout: QLayout, left: int, top: int, right: int, bottom: int, *, gap: int = 8) -> None:
    """Set a layout's margins and gap."""
    layout.setContentsMargins(left, top, right, bottom)
    layout.setSpacing(gap)


def live(run: StageRun) -> int:
    """How many notes of a stage stand."""
    return sum(1 for note in run.notes if note.status == LIVE)


def minutes(milliseconds: int) -> int:
    """Whole minutes, rounded to the nearest."""
    return round(milliseconds / 60_000)


def counted(number: int, one: str, many: str = "") -> str:
    """ "1 note", "3 notes"."""
    return f"{number} {one if number == 1 else many or one + 's'}"
