"""The console's hand on the room's screen: opens and closes its window, letters, light, pages."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QGuiApplication, QScreen
from PySide6.QtWidgets import QMenu, QWidget
from shiboken6 import isValid

from facilitator.desktop.parts.desk import Desk
from facilitator.desktop.parts.settings import PER_PAGE, Settings
from facilitator.desktop.run import screens
from facilitator.desktop.run.room_window import RoomWindow
from facilitator.desktop.run.scene import Scene
from facilitator.desktop.run.side import Side
from facilitator.looks.qt.words import t


class RoomScreen(QObject):
    """Opens the room's screen and keeps the small picture with it. `changed(name)`: where it is; "" for closed."""

    changed = Signal(str)

    def __init__(self, desk: Desk, settings: Settings, side: Side, parent: QObject) -> None:
        super().__init__(parent)
        self._desk, self._settings, self._side = desk, settings, side
        self.window: RoomWindow | None = None
        self._cards: list[QWidget] = []
        self._own = Scene(desk)
        self._own.set_per_page(settings.wall_notes)
        self._light(self._own)
        side.follow(self._own)

    @property
    def scene(self) -> Scene:
        """The scene that the small picture shows: the room's own where its screen is open."""
        return self.window.scene if self.window is not None else self._own

    def is_open(self) -> bool:
        """Whether the room's screen is open."""
        return self.window is not None

    def open(self) -> None:
        """Open the room's screen, or put it where it belongs."""
        if self.window is None:
            self.window = RoomWindow(self._desk, self._settings)
            self.window.placed.connect(self._placed)
            self.window.closed.connect(self._closed)
            self.window.scene.set_per_page(self._own.per_page())
            self._light(self.window.scene)
            self._side.follow(self.window.scene)
            self._own.rest(True)
        self.window.open()

    def shut(self) -> None:
        """Close the room's screen."""
        if self.window is not None:
            self.window.close()

    def fill_menu(self, menu: QMenu) -> None:
        """Fill a menu with the screens there are, the one in use ticked; choosing one puts the room's screen there."""
        menu.clear()
        now = screens.room_screen(self._settings.screen)
        for screen in QGuiApplication.screens():
            action = menu.addAction(screens.screen_label(screen))
            action.setCheckable(True)
            action.setChecked(screen is now)
            action.triggered.connect(lambda _=False, chosen=screen: self.use(chosen))

    def use(self, screen: QScreen) -> None:
        """Remember a screen as the room's and open it there."""
        self._settings.change(screen=screens.screen_id(screen))
        self.open()

    def identify(self) -> None:
        """Show a number on every screen."""
        self._put_cards_away()
        self._cards = screens.identify()

    def letters(self, step: int) -> None:
        """Larger (1) or smaller (-1) letters."""
        place = PER_PAGE.index(self.scene.per_page()) + step
        count = PER_PAGE[max(0, min(place, len(PER_PAGE) - 1))]
        self._settings.change(wall_notes=count)
        for scene in {self._own, self.scene}:
            scene.set_per_page(count)

    def dim(self) -> None:
        """Dim the room's screen for a dark room, or light it again."""
        self._settings.change(wall_dim=not self._settings.wall_dim)
        for scene in {self._own, self.scene}:
            self._light(scene)

    def turn(self) -> None:
        """Turn to the next page of notes."""
        self.scene.turn(1)

    def leave(self) -> None:
        """Close everything for good."""
        self._put_cards_away()
        self._side.follow(None)
        if self.window is not None:
            window, self.window = self.window, None
            window.closed.disconnect(self._closed)
            window.leave()
        self._own.release()
        self._own.deleteLater()

    def _put_cards_away(self) -> None:
        for card in self._cards:
            if isValid(card):  # each goes by itself after some seconds
                card.close()
        self._cards = []

    def _light(self, scene: Scene) -> None:
        scene.set_theme("projector_dim" if self._settings.wall_dim else "projector")

    def _placed(self, name: str) -> None:
        self.changed.emit(name or t("a window here"))

    def _closed(self) -> None:
        window, self.window = self.window, None
        self._own.rest(False)
        self._side.follow(self._own)
        if window is not None:
            window.scene.release()
            window.deleteLater()
        self.changed.emit("")
