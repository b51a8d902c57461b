"""What the room sees: its screen in small, whether it is live, and the three keys that change it."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from facilitator.desktop.run.preview import Preview
from facilitator.desktop.run.scene import Scene
from facilitator.looks.qt.basics import Chip, ChipKind, WrapRow
from facilitator.looks.qt.kit import button, margins
from facilitator.looks.qt.labels import ElidedLabel
from facilitator.looks.qt.words import t
from facilitator.model.say import say
from facilitator.model.workshop import Screen

_THUMBNAIL, _WIDE = 104, 296
_KEYS = (
    ("hold", say("Hold"), "hold", "H", say("Hold the room screen as it is (H)")),
    ("blank", say("Blank"), "blank", "B", say("Blank the room screen (B)")),
    ("join", say("Join page"), "qr", "Q", say("Show the join page to the room (Q)")),
)


class RoomBox(QWidget):
    """The whole box, or a small one with icons. `asked(act)` carries hold, blank, join; open asks for the screen."""

    asked = Signal(str)

    def __init__(self, parent: QWidget | None = None, *, small: bool = False) -> None:
        super().__init__(parent)
        self._small = False
        self.chip, self.preview = Chip(t("No room screen"), parent=self), Preview(self)
        self.keys = {
            act: button("", icon=icon, look="icon", tip=t(tip), parent=self)
            if small
            else button(t(words), key=key, tip=t(tip))
            for act, words, icon, key, tip in _KEYS
        }
        self.open = button(t("Open screen"), icon="screen", tip=t("Open the room screen"), parent=self)
        self.open.clicked.connect(lambda: self.asked.emit("open"))
        self.preview.clicked.connect(lambda: self.asked.emit("open"))
        holder = QWidget(self)
        keys = WrapRow(holder)
        for act, each in self.keys.items():
            each.setCheckable(True)
            each.clicked.connect(lambda _=False, name=act: self.asked.emit(name))
            keys.addWidget(each)
        if small:
            self._arrange_small(holder)
        else:
            self._arrange(holder)

    def _arrange(self, keys: QWidget) -> None:
        head = QHBoxLayout()
        head.addWidget(ElidedLabel(t("On the room screen"), "strong", self), 1)
        head.addWidget(self.chip)
        head.addWidget(self.open)
        head.setContentsMargins(0, 0, 0, 0)
        self.preview.setFixedSize(_WIDE, round(_WIDE * 9 / 16))
        column = QVBoxLayout(self)
        margins(column, 24, 14, 24, 14, gap=10)
        column.addLayout(head)
        column.addWidget(self.preview)
        column.addWidget(keys)

    def _arrange_small(self, keys: QWidget) -> None:
        self.preview.setFixedSize(_THUMBNAIL, round(_THUMBNAIL * 9 / 16))
        right = QVBoxLayout()
        right.setSpacing(6)
        self.open.hide()
        self._small = True
        right.addWidget(self.chip)
        right.addWidget(keys)
        row = QHBoxLayout(self)
        margins(row, 16, 10, 16, 10, gap=12)
        row.addWidget(self.preview)
        row.addLayout(right, 1)

    def set_width(self, width: int) -> None:
        """Draw the small picture as wide as a pane of this width lets it."""
        inner = max(_WIDE, width - 48)
        self.preview.setFixedSize(inner, round(inner * 9 / 16))

    def follow(self, scene: Scene | None) -> None:
        """Show another scene in small, or nothing."""
        self.preview.follow(scene)

    def show_screen(self, screen: Screen, on_screen: bool) -> None:
        """Show what the room's screen does: live, held, blank, or that there is none."""
        self.open.setVisible(not on_screen and not self._small)
        self.chip.setVisible(on_screen or self._small)
        self.preview.setToolTip("" if on_screen else t("Open the room screen"))
        text, icon, kind = screen_words(screen, on_screen)
        if self.chip.text() != text:
            self.chip.show_state(text, icon, kind)
        self.keys["hold"].setChecked(screen.held_at is not None)
        self.keys["blank"].setChecked(screen.blank)
        self.keys["join"].setChecked(screen.view == "join")


def screen_words(screen: Screen, on_screen: bool) -> tuple[str, str, ChipKind]:
    """The chip's word, icon and kind."""
    if not on_screen:
        return t("No room screen"), "", "plain"
    if screen.blank:
        return t("Blank"), "blank", "warn"
    if screen.held_at is not None:
        return t("Held"), "hold", "warn"
    return t("Live"), "screen", "live"
