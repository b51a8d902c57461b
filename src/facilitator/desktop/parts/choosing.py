"""The one door to the dialogues that choose a file or a folder."""

from __future__ import annotations

import sys
from functools import cache
from pathlib import Path

from PySide6.QtCore import QFileInfo
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QFileDialog, QFileIconProvider, QListView, QToolButton, QWidget

from facilitator.desktop.parts.asking import ask
from facilitator.looks.qt import look as qt
from facilitator.looks.qt.guard import guarded_or
from facilitator.looks.qt.icons import icon
from facilitator.looks.qt.words import t

OF_THE_SYSTEM = sys.platform in ("win32", "darwin")
"""Whether the desktop's own dialogues are used: on Linux they look into files, in this process."""
ASKS = sys.platform == "darwin"
"""Whether the dialogue itself asks before a file is replaced, whatever it is told."""
_PLACES = 18
_SIGNS = {
    "backButton": "back",
    "forwardButton": "next",
    "toParentButton": "up",
    "newFolderButton": "folder-plus",
    "listModeButton": "rows",
    "detailModeButton": "columns",
}


class PlainIcons(QFileIconProvider):
    """Tells folders from files, and no more.

    Qt's own looks into every file to learn its kind; a look into the programme that is open would drop every lock that
    this process holds on it (see `store/identity.py`).
    """

    def __init__(self) -> None:
        super().__init__()
        self._file = super().icon(QFileIconProvider.IconType.File)
        self._folder = super().icon(QFileIconProvider.IconType.Folder)

    @guarded_or(QIcon)
    def icon(self, what: QFileInfo | QFileIconProvider.IconType, /) -> QIcon:
        """The icon of a file or of a kind of place."""
        if isinstance(what, QFileInfo):
            return self._folder if what.isDir() else self._file
        return super().icon(what)

    @guarded_or(str)
    def type(self, info: QFileInfo, /) -> str:
        """What the list says in its column of kinds."""
        return t("Folder") if info.isDir() else t("File")


def file_to_open(parent: QWidget, title: str, start: Path, kinds: str) -> Path | None:
    """Ask for a file that is there; None when nobody chose one."""
    dialog = _dialog(parent, title, start, kinds)
    dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
    return _chosen(dialog)


def file_to_write(parent: QWidget, title: str, start: Path, kinds: str) -> Path | None:
    """Ask for a file to write, as it was typed; None when nobody chose one.

    Whether a file that is there may be replaced is for the caller to ask, except where the dialogue `ASKS` by itself.
    """
    dialog = _dialog(parent, title, start, kinds)
    dialog.setOption(QFileDialog.Option.DontConfirmOverwrite)
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setFileMode(QFileDialog.FileMode.AnyFile)
    return _chosen(dialog)


def folder(parent: QWidget, title: str, start: Path) -> Path | None:
    """Ask for a folder; None when nobody chose one."""
    dialog = _dialog(parent, title, start, "")
    dialog.setFileMode(QFileDialog.FileMode.Directory)
    dialog.setOption(QFileDialog.Option.ShowDirsOnly)
    if not OF_THE_SYSTEM:
        dialog.setLabelText(QFileDialog.DialogLabel.FileName, t("Folder:"))
        for name in ("fileTypeLabel", "fileTypeCombo"):
            for part in dialog.findChildren(QWidget, name):
                part.hide()
    return _chosen(dialog)


def _dialog(parent: QWidget, title: str, start: Path, kinds: str) -> QFileDialog:
    dialog = QFileDialog(parent, title, str(start if start.is_dir() else start.parent), kinds)
    if not OF_THE_SYSTEM:
        dialog.setOption(QFileDialog.Option.DontUseNativeDialog)
        dialog.setIconProvider(_icons())
        _dress(dialog)
    if not start.is_dir():
        dialog.selectFile(start.name)
    return dialog


def _dress(dialog: QFileDialog) -> None:
    """The house's icons on Qt's own dialogue, whose arrows cannot be seen in the dark, and room for names of places."""
    for button in dialog.findChildren(QToolButton):
        if button.objectName() in _SIGNS:
            button.setIcon(icon(_SIGNS[button.objectName()]))
            qt.mark(button, look="icon")
    for places in dialog.findChildren(QListView, "sidebar"):
        places.setMinimumWidth(_PLACES * dialog.fontMetrics().averageCharWidth())


@cache
def _icons() -> PlainIcons:
    """One for all dialogues: they keep no hold on it, so it must outlive them."""
    return PlainIcons()


def _chosen(dialog: QFileDialog) -> Path | None:
    found = dialog.selectedFiles() if ask(dialog) else []
    return Path(found[0]) if found else None
