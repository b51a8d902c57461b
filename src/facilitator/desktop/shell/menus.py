"""The menus: every deed of the window with its key, and the places for those of the console."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import QMenu, QWidget

from facilitator.desktop.parts.settings import Settings, ThemeChoice
from facilitator.looks.qt.words import t
from facilitator.model.say import say

CONSOLE_MENUS = {"Run": say("R&un"), "Board": say("&Board"), "People": say("&People")}
_THEMES: tuple[tuple[ThemeChoice, str], ...] = (
    ("system", say("As the computer")),
    ("light", say("Light")),
    ("dark", say("Dark")),
)
_SCALES = ((1.0, say("Letters 100 %")), (1.15, say("Letters 115 %")), (1.3, say("Letters 130 %")))
Deeds = dict[str, Callable[[], object]]

_FILE = (
    ("new", say("&New workshop…"), "Ctrl+N"),
    ("open", say("&Open…"), "Ctrl+O"),
    ("recent", say("Open &recent"), ""),
    ("workshops", say("&Workshops of this programme"), ""),
    ("copies", say("Safe &copies…"), ""),
    ("methods", say("&Methods…"), ""),
    ("questionnaires", say("&Questionnaires…"), ""),
    ("check", say("Chec&k the room…"), ""),
    ("save_copy", say("Save a cop&y as…"), ""),
    ("", "", ""),
    ("summary", say("&Summary as PDF…"), ""),
    ("print", say("&Print…"), "Ctrl+P"),
    ("forms", say("Print paper &forms…"), ""),
    ("export", say("&Export records…"), "Ctrl+E"),
    ("", "", ""),
    ("close", say("C&lose the programme"), "Ctrl+W"),
    ("quit", say("Qu&it"), "Ctrl+Q"),
)
_EDIT = (
    ("undo", say("&Undo"), "Ctrl+Z"),
    ("redo", say("&Redo"), "Ctrl+Shift+Z"),
    ("", "", ""),
    ("find", say("&Find"), "Ctrl+F"),
)
_HELP = (
    ("keys", say("&Keys"), "F1|?"),
    ("guide", say("&Guide to the methods"), ""),
    ("files", say("&Where the files are"), ""),
    ("about", say("&About Facilitator"), ""),
)
_PLACES = (
    ("programme", say("Go to P&rogramme"), "Ctrl+1"),
    ("plan", say("Go to &Plan"), "Ctrl+2"),
    ("run", say("Go to R&un"), "Ctrl+3"),
    ("evaluate", say("Go to &Evaluate"), "Ctrl+4"),
    ("record", say("Go to Re&cord"), "Ctrl+5"),
)
WITH_FILE = (
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
    "evaluate",
    "record",
)


class Menus:
    """The window's actions by name, and the menus that hold them."""

    def __init__(self, window: QWidget, deeds: Deeds, settings: Settings) -> None:
        self._window, self._deeds = window, deeds
        self.actions: dict[str, QAction] = {}
        self.recent, self.workshops = QMenu(window), QMenu(window)
        self._file, self._edit = self._menu(t("&File"), _FILE), self._menu(t("&Edit"), _EDIT)
        self._view = self._menu(t("&View"), _PLACES)
        self._help = self._menu(t("&Help"), _HELP)
        self._view.addSeparator()
        self._look = self._choices(_THEMES, settings.theme)
        self._view.addSeparator()
        self._size = self._choices(_SCALES, settings.scale)
        self._view.addSeparator()
        self._view.addAction(self._action("full_screen", t("&Full screen"), "F11"))
        self._view.addAction(self._action("fold", t("Fold the &agenda"), "Ctrl+B"))
        self._view.addAction(self._action("next_pane", t("Ne&xt pane"), "F6"))
        self._console: list[tuple[str, QMenu, Sequence[QAction]]] = []

    def ask_before_edit(self, may: Callable[[], tuple[bool, bool]]) -> None:
        """While the menu Edit is shown, grey what cannot be undone or redone; the keys always answer in words."""

        asleep: list[QAction] = []

        def show() -> None:
            for name, on in zip(("undo", "redo"), may(), strict=True):
                if not on and self.actions[name].isEnabled():
                    self.actions[name].setEnabled(False)
                    asleep.append(self.actions[name])

        def wake() -> None:
            while asleep:
                asleep.pop().setEnabled(True)

        self._edit.aboutToShow.connect(show)
        self._edit.aboutToHide.connect(wake)

    def _menu(self, title: str, rows: Sequence[tuple[str, str, str]]) -> QMenu:
        menu = QMenu(title, self._window)
        for name, words, keys in rows:
            if not name:
                menu.addSeparator()
            elif name in ("recent", "workshops"):
                inner = self.recent if name == "recent" else self.workshops
                inner.setTitle(t(words))
                menu.addMenu(inner)
            else:
                menu.addAction(self._action(name, words, keys))
        return menu

    def _action(self, name: str, words: str, keys: str) -> QAction:
        action = QAction(t.reader(words), self._window)
        action.setShortcuts([QKeySequence(key) for key in keys.split("|") if key])
        action.setShortcutContext(Qt.ShortcutContext.WindowShortcut)
        action.triggered.connect(lambda _checked=False, deed=self._deeds[name]: deed())
        self._window.addAction(action)
        self.actions[name] = action
        return action

    def _choices(self, rows: Sequence[tuple[object, str]], chosen: object) -> QActionGroup:
        group = QActionGroup(self._window)
        for value, words in rows:
            action = QAction(t(words), self._window, checkable=True)
            action.setData(value)
            action.setChecked(value == chosen)
            group.addAction(action)
            self._view.addAction(action)
        group.triggered.connect(lambda _action, deed=self._deeds["look"]: deed())
        return group

    def theme_choice(self) -> ThemeChoice:
        """The theme that is ticked."""
        chosen = self._look.checkedAction()
        return next((name for name, _ in _THEMES if chosen is not None and name == chosen.data()), "system")

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
        for title, words in CONSOLE_MENUS.items():
            if not actions.get(title):
                continue
            menu = QMenu(t(words), self._window)
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
