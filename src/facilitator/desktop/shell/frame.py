"""The main window: strip, messages, and the place that is shown. What the menus do is in `commands.py`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, Qt, Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QApplication, QMainWindow, QStackedWidget, QVBoxLayout, QWidget

from facilitator.desktop.parts.settings import Settings
from facilitator.desktop.shell.commands import Commands
from facilitator.desktop.shell.keys import KeyGuard
from facilitator.desktop.shell.menus import Menus
from facilitator.desktop.shell.messages import Deed, Messages
from facilitator.desktop.shell.rehearsing import RehearsalPlan
from facilitator.desktop.shell.start import StartPage
from facilitator.desktop.shell.top_bar import Strip
from facilitator.looks.qt import look as qt
from facilitator.looks.qt.guard import guarded

if TYPE_CHECKING:
    from facilitator.desktop.methods.place import MethodsPlace
    from facilitator.desktop.shell.open_programme import Sitting

SMALLEST = (1024, 640)
UNEXPECTED = "Something went wrong inside the program. What was entered is safe; what happened is in the log."


def dress(settings: Settings) -> None:
    """Apply theme and size of lettering to the whole program."""
    app = QApplication.instance()
    if isinstance(app, QApplication):
        qt.apply(app, qt.system_theme() if settings.theme == "system" else settings.theme, settings.scale)


def _holds(pane: QWidget, focus: QWidget) -> bool:
    return pane is focus or pane.isAncestorOf(focus)


class MainWindow(QMainWindow):
    """The facilitator's window. It begins on the start page; `open_path` opens a programme.

    `serves` is False where no room page may be started (pictures and tests of the window alone).
    """

    left = Signal()
    """The window was closed for good."""

    def __init__(self, settings: Settings, rehearsal: RehearsalPlan | None = None, *, serves: bool = True) -> None:
        super().__init__()
        dress(settings)
        self.settings, self.rehearsal, self.serves = settings, rehearsal, serves
        self.sitting: Sitting | None = None
        self.place = ""
        self._leaving, self._before_methods = False, ""
        self.strip, self.messages, self.stack = Strip(), Messages(), QStackedWidget()
        self.stack.setObjectName("places")
        self.commands = Commands(self)
        self.menus = Menus(self, self.commands.deeds(), settings)
        self.start = StartPage(settings)
        self._arrange()
        self.commands.take_start(self.start)
        self._methods: MethodsPlace | None = None
        app = QApplication.instance()
        if isinstance(app, QApplication):
            self.guard = KeyGuard(app, lambda: self.place == "run" and QApplication.activeModalWidget() is None)
        self._show_start()

    def _arrange(self) -> None:
        self.setMinimumSize(*SMALLEST)
        self.resize(1440, 900)
        centre = QWidget()
        column = QVBoxLayout(centre)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.strip)
        column.addWidget(self.messages)
        column.addWidget(self.stack, 1)
        self.setCentralWidget(centre)
        self.stack.addWidget(self.start)
        self.strip.place_chosen.connect(self.go)
        self.strip.page.clicked.connect(self.commands.about_page)
        self.strip.wall.clicked.connect(lambda: self.go("run"))
        if self.settings.geometry:
            self.restoreGeometry(QByteArray.fromBase64(self.settings.geometry.encode("ascii")))

    # ------------------------------------------------------------------ files

    def open_path(self, path: Path, workshop_id: str = "", place: str = "") -> bool:
        """Open a programme and go to a place. What cannot be opened stays as it is, and the window says why."""
        from facilitator.desktop.shell.open_programme import Sitting
        from facilitator.store.faults import Fault

        self.messages.clear("open")
        try:
            sitting = Sitting(self, path, workshop_id)
        except Fault as fault:
            self._cannot_open(path, fault.sentence)
            return False
        self.close_file()
        self.sitting = sitting
        sitting.begin()
        for widget in sitting.places.values():
            self.stack.addWidget(widget)
        self.menus.take_console(sitting.console_actions())
        self.menus.file_is_open(True)
        self.strip.put_menus(self.menus.all())
        self.commands.fill_recent()
        self.refresh_title()
        self.go(place or sitting.first_place())
        return True

    def _cannot_open(self, path: Path, sentence: str) -> None:
        from facilitator.desktop.shell.safe_copies import open_copy
        from facilitator.store import copies

        deeds: list[Deed] = []
        newest = next(iter(copies.of(path)), None)
        if newest is not None:
            deeds.append(("Open its newest safe copy", lambda: open_copy(self, path, newest)))
        if not path.exists():
            deeds.append(("Find it…", lambda: self.commands.find_file(str(path))))
        self.messages.say("open", sentence, "bad", deeds)

    def close_file(self) -> None:
        """Close the programme, if one is open, and show the start page. The room page is left as it is."""
        self.leave_field()
        sitting, self.sitting = self.sitting, None
        if sitting is None:
            return
        self.menus.take_console({})
        sitting.end()
        for widget in sitting.places.values():
            self.stack.removeWidget(widget)
            widget.deleteLater()
        sitting.deleteLater()
        self.messages.clear_all()
        self._show_start()

    def _show_start(self) -> None:
        self.place = ""
        self.menus.file_is_open(False)
        self.menus.actions["find"].setEnabled(True)
        self.menus.actions["fold"].setEnabled(False)
        self.strip.put_menus(self.menus.all())
        self.strip.show_place("")
        for fact in (self.strip.page, self.strip.wall, self.strip.saved):
            fact.tell("")
        self.start.refresh()
        self.commands.fill_recent()
        self.stack.setCurrentWidget(self.start)
        self.refresh_title()

    def refresh_title(self) -> None:
        """Say in the title what is open, and whether it is a rehearsal."""
        sitting = self.sitting
        name = sitting.title() if sitting else ""
        is_rehearsal = self.rehearsal is not None or bool(sitting and sitting.is_rehearsal())
        words = f"{name} - Facilitator" if name else "Facilitator"
        self.setWindowTitle(f"{words} - Rehearsal" if is_rehearsal else words)
        self.strip.rehearsal.setVisible(is_rehearsal)

    # ------------------------------------------------------------------ places

    def go(self, place: str) -> None:
        """Show a place of the open programme: programme, plan, run or record."""
        if self.sitting is None:
            return
        self.leave_field()
        self.place = place
        self.strip.show_place(place)
        self.stack.setCurrentWidget(self.sitting.places[place])
        for name in ("find", "fold"):
            self.menus.actions[name].setEnabled(place == "run")
        if (pane := self.sitting.first_pane(place)) is not None:
            pane.setFocus(Qt.FocusReason.OtherFocusReason)
        self.sitting.entered(place)

    def show_methods(self, key: str = "") -> None:
        """Show the methods there are, over whatever is open; `left` of that place leads back."""
        from facilitator.desktop.methods.place import MethodsPlace

        self.leave_field()
        if self._methods is None:
            self._methods = MethodsPlace()
            self._methods.left.connect(self._leave_methods)
            self._methods.guide_asked.connect(self.commands.guide)
            self._methods.start_asked.connect(self.commands.new)
            self.stack.addWidget(self._methods)
        self._before_methods = self.place or self._before_methods
        self.place = ""
        self.strip.show_place("")
        self._methods.refresh(key)
        self.stack.setCurrentWidget(self._methods)
        self._methods.panes()[0].setFocus(Qt.FocusReason.OtherFocusReason)

    def methods_shown(self) -> MethodsPlace | None:
        """The place of the methods, while it is shown."""
        return self._methods if self._methods is not None and self.stack.currentWidget() is self._methods else None

    def _leave_methods(self) -> None:
        if self.sitting is not None:
            self.go(self._before_methods or "plan")
        else:
            self._show_start()

    def leave_field(self) -> None:
        """Take the focus out of a field, so that what was typed there is kept."""
        if self.sitting is not None:
            self.sitting.keep()
        focus = QApplication.focusWidget()
        if focus is not None and self.isAncestorOf(focus):
            focus.clearFocus()

    def focus_next_pane(self) -> None:
        """Move the focus from strip to place and on, as F6 does."""
        shown: list[QWidget] = []
        methods = self.methods_shown()
        if methods is not None:
            shown = methods.panes()
        elif self.sitting is not None:
            shown = self.sitting.panes(self.place)
        panes = [*shown, self.strip.places] if shown else [*self.start.rows, *self.start.tiles][:1]
        focus = QApplication.focusWidget()
        at = next((n for n, pane in enumerate(panes) if focus is not None and _holds(pane, focus)), -1)
        if panes:
            panes[(at + 1) % len(panes)].setFocus(Qt.FocusReason.TabFocusReason)

    def read_anew(self) -> None:
        """Open the same file again at the same place: after words were erased nothing may remember them."""
        sitting = self.sitting
        if sitting is not None:
            self.open_path(sitting.path, sitting.desk.workshop_id, self.place)

    def unexpected(self) -> None:
        """Say calmly that something broke; the details are in the log."""
        self.messages.say("unexpected", UNEXPECTED, "bad", [("Show the log", self.commands.show_logs)])

    # ------------------------------------------------------------------ looks and leaving

    def dress(self) -> None:
        """Apply theme and size of lettering as the settings say."""
        dress(self.settings)

    def leave(self) -> None:
        """Close the window without asking again."""
        self._leaving = True
        self.close()

    @guarded
    def closeEvent(self, event: QCloseEvent, /) -> None:
        """Ask, in the window, what becomes of a room page that phones are using; then keep everything and go."""
        self.leave_field()
        if not self._leaving and self._methods is not None and not self._methods.may_leave(self.close):
            self.stack.setCurrentWidget(self._methods)
            event.ignore()
            return
        if not self._leaving and self.commands.ask_about_unsaved(self.close):
            event.ignore()
            return
        if not self._leaving and self.sitting is not None and self.sitting.must_ask():
            self.commands.ask_about_page()
            event.ignore()
            return
        geometry = bytes(self.saveGeometry().toBase64().data()).decode("ascii")
        self.settings.change(geometry=geometry)
        self.close_file()
        if self.rehearsal is not None:
            self.rehearsal.end()
        event.accept()
        self.left.emit()

    def toggle_full_screen(self) -> None:
        """Fill the screen, or go back."""
        self.setWindowState(self.windowState() ^ Qt.WindowState.WindowFullScreen)
