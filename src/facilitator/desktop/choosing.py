"""The one door to the dialogues that choose a file or a folder."""

from __future__ import annotations

import sys
from functools import cache
from pathlib import Path

from PySide6.QtCore import QFileInfo
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QFileDialog, QFileIconProvider, QWidget

from facilitator.desktop.asking import ask
from facilitator.looks.guard import guarded_or


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
        return "Folder" if info.isDir() else "File"


def file_to_open(parent: QWidget, title: str, start: Path, kinds: str) -> Path | None:
    """Ask for a file that is there; None when nobody chose one."""
    dialog = _dialog(parent, title, start, kinds)
    dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
    return _chosen(dialog)


def file_to_write(parent: QWidget, title: str, start: Path, kinds: str, *, asks: bool = True) -> Path | None:
    """Ask for a file to write, as it was typed; None when nobody chose one. It `asks` before one is replaced."""
    dialog = _dialog(parent, title, start, kinds)
    dialog.setOption(QFileDialog.Option.DontConfirmOverwrite, not asks)
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setFileMode(QFileDialog.FileMode.AnyFile)
    return _chosen(dialog)


def folder(parent: QWidget, title: str, start: Path) -> Path | None:
    """Ask for a folder; None when nobody chose one."""
    dialog = _dialog(parent, title, start, "")
    dialog.setFileMode(QFileDialog.FileMode.Directory)
    dialog.setOption(QFileDialog.Option.ShowDirsOnly)
    return _chosen(dialog)


def _dialog(parent: QWidget, title: str, start: Path, kinds: str) -> QFileDialog:
    dialog = QFileDialog(parent, title, str(start if start.is_dir() else start.parent), kinds)
    if sys.platform not in ("win32", "darwin"):  # on Linux the desktop's own dialogue looks into files, in this process
        dialog.setOption(QFileDialog.Option.DontUseNativeDialog)
        dialog.setIconProvider(_icons())
    if not start.is_dir():
        dialog.selectFile(start.name)
    return dialog


@cache
def _icons() -> PlainIcons:
    """One for all dialogues: they keep no hold on it, so it must outlive them."""
    return PlainIcons()


def _chosen(dialog: QFileDialog) -> Path | None:
    found = dialog.selectedFiles() if ask(dialog) else []
    return Path(found[0]) if found else None
