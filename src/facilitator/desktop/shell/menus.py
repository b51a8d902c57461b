"""The menus: every deed of the window with its key, and the places for those of the console."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import QMenu, QWidget

from facilitator.desktop.parts.settings import Settings, ThemeChoice

CONSOLE_MENUS = ("Run", "Board", "People")
_THEMES: tuple[tuple[ThemeChoice, str], ...] = (("system", "As the computer"), ("light", "Light"), ("dark", "Dark"))
_SCALES = ((1.0, "Letters 100 %"), (1.15, "Letters 115 %"), (1.3, "Letters 130 %"))
Deeds = dict[str, Callable[[], object]]

_FILE = (
    ("new", "&New workshop…", "Ctrl+N"),
    ("open", "&Open…", "Ctrl+O"),
    ("recent", "Open &recent", ""),
    ("workshops", "&Workshops of this programme", ""),
    ("copies", "Safe &copies…", ""),
    ("methods", "&Methods…", ""),
    ("save_copy", "Save a cop&y as…", ""),
    ("", "", ""),
    ("summary", "&Summary as PDF…", ""),
    ("print", "&Print…", "Ctrl+P"),
    ("forms", "Print paper &forms…", ""),
    ("export", "&Export records…", "Ctrl+E"),
    ("", "", ""),
    ("close", "C&lose the programme", "Ctrl+W"),
    ("quit", "&Quit", "Ctrl+Q"),
)
_EDIT = (("undo", "&Undo", "Ctrl+Z"), ("redo", "&Redo", "Ctrl+Shift+Z"), ("", "", ""), ("find", "&Find", "Ctrl+F"))
_HELP = (
    ("keys", "&Keys", "F1|?"),
    ("guide", "&Guide to the methods", ""),
    ("files", "&Where the files are", ""),
    ("about", "&About Facilitator", ""),
)
_PLACES = (
    ("programme", "Go to P&rogramme", "Ctrl+1"),
    ("plan", "Go to &Plan", "Ctrl+2"),
    ("run", "Go to R&un", "Ctrl+3"),
    ("record", "Go to Re&cord", "Ctrl+4"),
)
WITH_FILE = (
    "copies",
    "save_copy",
    "summary",
    "print",
    "forms",
    "export",
    "close",
    "undo",
    "redo",
    "programme",
    "plan",
    "run",
    "record",
)


class Menus:
    """The window's actions by name, and the menus that hold them."""

    def __init__(self, window: QWidget, deeds: Deeds, settings: Settings) -> None:
        self._window, self._deeds = window, deeds
        self.actions: dict[str, QAction] = {}
        self.recent, self.workshops = QMenu(window), QMenu(window)
        self._file, self._edit = self._menu("&File", _FILE), self._menu("&Edit", _EDIT)
        self._view = self._menu("&View", _PLACES)
        self._help = self._menu("&Help", _HELP)
        self._view.addSeparator()
        self._look = self._choices(_THEMES, settings.theme)
        self._view.addSeparator()
        self._size = self._choices(_SCALES, settings.scale)
        self._view.addSeparator()
        self._view.addAction(self._action("full_screen", "&Full screen", "F11"))
        self._view.addAction(self._action("fold", "Fold the &agenda", "Ctrl+B"))
        self._view.addAction(self._action("next_pane", "Next &pane", "F6"))
        self._console: list[tuple[str, QMenu, Sequence[QAction]]] = []

    def _menu(self, title: str, rows: Sequence[tuple[str, str, str]]) -> QMenu:
        menu = QMenu(title, self._window)
        for name, words, keys in rows:
            if not name:
                menu.addSeparator()
            elif name in ("recent", "workshops"):
                inner = self.recent if name == "recent" else self.workshops
                inner.setTitle(words)
                menu.addMenu(inner)
            else:
                menu.addAction(self._action(name, words, keys))
        return menu

    def _action(self, name: str, words: str, keys: str) -> QAction:
        action = QAction(words, self._window)
        action.setShortcuts([QKeySequence(key) for key in keys.split("|") if key])
        action.setShortcutContext(Qt.ShortcutContext.WindowShortcut)
        action.triggered.connect(lambda _checked=False, deed=self._deeds[name]: deed())
        self._window.addAction(action)
        self.actions[name] = action
        return action

    def _choices(self, rows: Sequence[tuple[object, str]], chosen: object) -> QActionGroup:
        group = QActionGroup(self._window)
        for value, words in rows:
            action = QAction(words, self._window, checkable=True)
            action.setData(value)
            action.setChecked(value == chosen)
            group.addAction(action)
            self._view.addAction(action)
        group.triggered.connect(lambda _action, deed=self._deeds["look"]: deed())
        return group

    def theme_choice(self) -> ThemeChoice:
        """The theme that is ticked."""
        chosen = self._look.checkedAction()
        return next((t for t, _ in _THEMES if chosen is not None and t == chosen.data()), "system")

    def scale_choice(self) -> float:
        """The size of lettering that is ticked."""
        chosen = self._size.checkedAction()
        return float(chosen.data()) if chosen is not None else 1.0

    def take_console(self, actions: dict[str, list[QAction]]) -> None:
        """Make the menus Run, Board and People of the console's actions; an empty dict takes them away."""
        for _, menu, old in self._console:
            for action in old:
                self._window.removeAction(action)
            menu.deleteLater()
        self._console = []
        for title in CONSOLE_MENUS:
            if not actions.get(title):
                continue
            menu = QMenu(f"&{title}" if title != "Run" else "R&un", self._window)
            menu.addActions(actions[title])
            self._window.addActions(actions[title])
            self._console.append((title, menu, actions[title]))

    def all(self) -> list[QMenu]:
        """Every menu, in the order of the bar."""
        return [self._file, self._edit, self._view, *(menu for _, menu, _ in self._console), self._help]

    def by_title(self) -> list[tuple[str, Sequence[QAction]]]:
        """The title and the actions of each menu, for the sheet of keys."""
        return [(menu.title().replace("&", ""), menu.actions()) for menu in self.all()]

    def file_is_open(self, is_open: bool) -> None:
        """Switch on what needs an open file, or off."""
        for name in WITH_FILE:
            self.actions[name].setEnabled(is_open)
        self.workshops.menuAction().setEnabled(is_open)
