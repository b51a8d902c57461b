"""The bar under the strip: what is in the way, in a sentence with what can be done; it stays until that is settled."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Literal

from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from facilitator.desktop.parts.outside import open_outside
from facilitator.looks.qt import look as qt
from facilitator.looks.qt.basics import Sign
from facilitator.looks.qt.buttons import Button
from facilitator.looks.qt.kit import label, sign_button
from facilitator.looks.qt.words import t
from facilitator.paths import SUFFIX

Kind = Literal["info", "warn", "bad"]
Deed = tuple[str, Callable[[], object]]
_PANELS = {"info": "sunken", "warn": "warn", "bad": "bad"}
_ICONS = {"info": "check", "warn": "warn", "bad": "alert"}
_ROLES = {"info": "text", "warn": "warn", "bad": "bad"}


class Message(QFrame):
    """One line: an icon, a sentence, buttons for what can be done, and a cross where it may be put away."""

    def __init__(self, kind: Kind, sentence: str, deeds: Sequence[Deed], put_away: Callable[[], object] | None) -> None:
        super().__init__()
        qt.mark(self, panel=_PANELS[kind])
        self.kind, self.sentence = kind, sentence
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 6, 8, 6)
        row.setSpacing(8)
        row.addWidget(Sign(_ICONS[kind], _ROLES[kind]))
        words = label(sentence, wrap=True)
        words.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        words.setAccessibleName(sentence)
        row.addWidget(words, 1)
        self.buttons: list[Button] = []
        for name, deed in deeds:
            button = Button(name)
            button.clicked.connect(deed)
            row.addWidget(button)
            self.buttons.append(button)
        if put_away is not None:
            cross = sign_button("close", t("Put this line away"), look="icon")
            cross.clicked.connect(put_away)
            row.addWidget(cross)
            self.buttons.append(cross)


class Messages(QWidget):
    """The lines that stand now, each under a key of its own; a new line under a key takes the old one's place."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lines: dict[str, Message] = {}
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(12, 6, 12, 6)
        self._column.setSpacing(6)
        self.hide()

    def say(
        self, key: str, sentence: str, kind: Kind = "warn", deeds: Sequence[Deed] = (), *, stays: bool = False
    ) -> None:
        """Show a line; with `stays` it has no cross and goes only when `clear` is called."""
        old = self._lines.get(key)
        if old is not None and (old.sentence, old.kind) == (sentence, kind) and not deeds:
            return
        self.clear(key)
        line = Message(kind, sentence, deeds, None if stays else (lambda: self.clear(key)))
        self._lines[key] = line
        self._column.addWidget(line)
        self.show()

    def tell(self, key: str, sentence: str, kind: str = "info") -> None:
        """Show a line that is no warning; no sentence takes the one under its key away."""
        if sentence:
            self.say(key, sentence, "bad" if kind == "bad" else "info")
        else:
            self.clear(key)

    def tell_path(self, key: str, sentence: str, path: str) -> None:
        """A line about something that was written, which ends in Open and Show folder."""
        place = Path(path)
        folder = place if place.is_dir() else place.parent
        deeds: list[Deed] = []
        if place.is_file() and place.suffix != SUFFIX:
            deeds.append((t("Open"), lambda: open_outside(place)))
        deeds.append((t("Show folder"), lambda: open_outside(folder)))
        self.say(key, sentence, "info", deeds)

    def clear(self, key: str) -> None:
        """Take a line away, if it is there."""
        line = self._lines.pop(key, None)
        if line is not None:
            line.hide()
            line.deleteLater()
        self.setVisible(bool(self._lines))

    def clear_all(self) -> None:
        """Take every line away."""
        for key in list(self._lines):
            self.clear(key)

    def sentence(self, key: str) -> str:
        """What the line under a key says; empty when there is none."""
        line = self._lines.get(key)
        return line.sentence if line else ""

    def line(self, key: str) -> Message | None:
        """The line under a key."""
        return self._lines.get(key)
