"""What stands over the lines of some conversations: rules to offer, what the room has so far, what is parked.

A stage asks for it by its options: `offered` (a list of lines), `recap`, `parking`.
"""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QLabel, QVBoxLayout, QWidget

from facilitator.activities.parking import became
from facilitator.looks.qt import look as qt
from facilitator.looks.qt.buttons import Button
from facilitator.model.notes import LIVE
from facilitator.model.run import OPEN, StageRun, on_screen
from facilitator.model.workshop import Workshop

LISTED = 12


def offered(run: StageRun) -> list[str]:
    """The lines that a stage offers and that nobody has sent yet."""
    there = {note.text.casefold() for note in run.notes}
    return [str(line) for line in run.stage.options.get("offered", ()) if str(line).casefold() not in there]


def recap(workshop: Workshop) -> list[str]:
    """What every stage with notes has so far: its count, and the first note that the room may see."""
    lines = []
    for run in workshop.stages:
        count = sum(1 for note in run.own_notes() if note.status == LIVE)
        if not count or run.status == OPEN:
            continue
        first = next((n.text for n in on_screen(run) if n.stage == run.id), "")
        method = workshop.block_of(run)
        title = f"{method.method.title}, {run.stage.title}" if method else run.stage.title
        told = f": {' '.join(first.split())}" if first else ""
        lines.append(f"{title}, {count} {'note' if count == 1 else 'notes'}{told}")
    return lines


def parked(workshop: Workshop) -> list[str]:
    """Every note in the parking lot with what became of it."""
    return [f"{note.text} ({became(note)})" for _, note in workshop.parked()]


class Facts(QFrame):
    """A title, lines, and where lines are offered a button that sends them."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("panel", "card")
        self.lines: list[str] = []
        self._title, self._list = QLabel(self), QLabel(self)
        self.offer = Button("Offer these", look="primary", parent=self)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 12)
        column.setSpacing(8)
        for label, kind in ((self._title, "strong"), (self._list, "body")):
            qt.mark(label, type=kind)
            label.setWordWrap(True)
            column.addWidget(label)
        column.addWidget(self.offer)
        self.hide()

    def show_facts(self, run: StageRun, workshop: Workshop | None) -> None:
        """Show what the stage asks for; hidden where it asks for nothing, or where there is nothing."""
        options, title = run.stage.options, ""
        self.lines = []
        if options.get("offered"):
            title, self.lines = "Rules to offer. Change them as the room wants.", offered(run)
        elif options.get("recap") and workshop is not None:
            title, self.lines = "What the room has so far", recap(workshop)
        elif options.get("parking") and workshop is not None:
            waiting = sum(not note.outcome for _, note in workshop.parked())
            title, self.lines = f"In the parking lot, {waiting} not settled yet", parked(workshop)
        self.setVisible(bool(self.lines))
        self._title.setText(title)
        more = len(self.lines) - LISTED
        said = [*self.lines[:LISTED], *([f"and {more} more"] if more > 0 else [])]
        self._list.setText("\n".join(f"\u2022 {' '.join(line.split())}" for line in said))
        self.offer.setVisible(bool(options.get("offered")))
