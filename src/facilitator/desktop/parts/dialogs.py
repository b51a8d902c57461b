"""Small windows that somebody asked for: the room page's address, where files are, what this program is."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt, qVersion
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QAbstractSpinBox,
    QDialog,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from facilitator.desktop.parts.outside import open_outside
from facilitator.desktop.parts.within import grow_within
from facilitator.looks.qt.buttons import Button
from facilitator.looks.qt.guard import guarded
from facilitator.looks.qt.kit import label
from facilitator.looks.qt.words import t
from facilitator.model.say import say

CONFIRM = "ERASE"
_HEADING = 412
"""A heading that is longer than this goes on in a second line, and a path behind the edge of its field, px."""


_FIELDS = (QLineEdit, QPlainTextEdit, QAbstractSpinBox, QAbstractItemView)


def _takes_keys(field: QWidget) -> bool:
    return field.isVisible() and bool(field.focusPolicy() & Qt.FocusPolicy.TabFocus)


class House(QDialog):
    """A dialog with a heading, room for its contents and a row of buttons at the foot."""

    def __init__(self, title: str, parent: QWidget | None, aside: str = "") -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(24, 20, 24, 20)
        self.column.setSpacing(12)
        self.heading = heading = label(title, "heading", wrap=True)
        heading.ensurePolished()
        heading.setMinimumWidth(min(heading.fontMetrics().horizontalAdvance(title) + 1, _HEADING))
        self.column.addWidget(heading)
        self.aside = label(aside, "body", "quiet", wrap=True)
        if not aside:
            self.aside.hide()
        self.column.addWidget(self.aside)
        self.foot = QHBoxLayout()
        self.foot.setSpacing(8)
        self.foot.addStretch(1)

    def finish(self, *buttons: Button) -> None:
        """Put the buttons at the foot; Enter presses the filled one, or else the one that does what is named."""
        self.column.addSpacing(4)
        self.column.addLayout(self.foot)
        for button in buttons:
            button.setAutoDefault(False)
            self.foot.addWidget(button)
            if str(button.property("look")).startswith(("primary", "bad")):
                button.setDefault(True)

    @guarded
    def showEvent(self, event: QShowEvent, /) -> None:
        """Whoever opens it can write at once: the first field has the focus."""
        super().showEvent(event)
        if self.column.hasHeightForWidth():  # Qt reckons with a width that it then cuts
            grow_within(self, self.column.totalHeightForWidth(self.width()))
        fields = [each for each in self.findChildren(QWidget) if isinstance(each, _FIELDS) and each.isEnabled()]
        if not any(each.hasFocus() for each in fields) and (first := next(filter(_takes_keys, fields), None)):
            first.setFocus(Qt.FocusReason.OtherFocusReason)

    def closing(self, words: str = say("Close")) -> Button:
        """A button that closes."""
        button = Button(t(words))
        button.clicked.connect(self.reject)
        return button


class WhereDialog(House):
    """Where the programme, the own methods, the settings and the logs are."""

    def __init__(self, rows: Sequence[tuple[str, Path]], parent: QWidget | None = None) -> None:
        super().__init__(t("Where the files are"), parent, t("Everything stays on this computer."))
        grid = QGridLayout()
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(8)
        for at, (name, path) in enumerate(rows):
            place = QLineEdit(str(path))
            place.setReadOnly(True)
            place.setToolTip(str(path))
            place.setAccessibleName(name)
            place.ensurePolished()
            place.setMinimumWidth(min(place.fontMetrics().horizontalAdvance(str(path)) + 24, _HEADING))
            place.setCursorPosition(0)
            folder = path.parent if path.is_file() else path
            show = Button(t("Show folder"))
            show.setEnabled(folder.is_dir())
            show.clicked.connect(lambda _checked=False, f=folder: open_outside(f))
            grid.addWidget(label(name, "strong"), at, 0)
            grid.addWidget(place, at, 1)
            grid.addWidget(show, at, 2)
        grid.setColumnStretch(1, 1)
        self.column.addLayout(grid)
        self.finish(self.closing())


class AboutDialog(House):
    """Name, version, what it rests on."""

    def __init__(self, version: str, parent: QWidget | None = None) -> None:
        super().__init__("Facilitator", parent, t("Runs workshops from a laptop in the room."))
        for words in (
            t("Version {version}, with Qt {qt}.", version=version, qt=qVersion()),
            t("Free software under the MIT licence. Letters: Inter, under the SIL Open Font License."),
            t("Comments go from the phones straight to this computer. Nothing is sent anywhere else."),
        ):
            line = label(words, wrap=True)
            self.column.addWidget(line)
        self.setMinimumWidth(440)
        self.finish(self.closing())


class SureDialog(House):
    """Asks once more before something that cannot be taken back; with `word` it must be typed first."""

    def __init__(
        self,
        title: str,
        sentences: Sequence[str],
        deed: str,
        parent: QWidget | None = None,
        *,
        word: str = "",
        listed: Sequence[str] = (),
    ) -> None:
        super().__init__(title, parent)
        self.setMinimumWidth(460)
        for sentence in sentences:
            line = label(sentence, wrap=True)
            self.column.addWidget(line)
        self.list = QListWidget()
        self.list.addItems(listed)
        self.list.setAccessibleName(sentences[-1] if sentences else title)
        self.list.setVisible(bool(listed))
        self.column.addWidget(self.list)
        self.deed = Button(deed, look="bad" if word else "primary")
        self.deed.clicked.connect(self.accept)
        self.typed = QLineEdit()
        if word:
            self.typed.setPlaceholderText(t("Type {word} to go on", word=word))
            self.typed.setAccessibleName(t("Type {word} to go on", word=word))
            self.typed.textChanged.connect(lambda text: self.deed.setEnabled(text.strip() == word))
            self.deed.setEnabled(False)
            self.column.addWidget(self.typed)
        self.leave = self.closing(t("Leave it"))
        self.finish(self.leave, self.deed)
