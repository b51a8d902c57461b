"""What the actor does while a dialog or an open list has the window."""

from __future__ import annotations

import random
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrintDialog
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog, QLineEdit, QWidget

from soak import hands, programmes

NAMES = ("Council 2026.12", "a b#c", "50%20", "Ünïcode ñ", "plain", "plain.facilitator", "again.pdf", "two  spaces")


class Answers:
    """Answers to dialogs, from chance. File dialogs are answered within the soak's own folder alone."""

    def __init__(self, chance: random.Random, folder: Path, files: list[Path]) -> None:
        self._chance, self._out, self._files = chance, folder / "out", files
        self._out.mkdir(exist_ok=True)

    def popup(self, popup: QWidget) -> str:
        """Choose something of an open list, or leave it."""
        if self._chance.random() < 0.4:
            popup.close()
            return "leave list"
        for _ in range(self._chance.randint(1, 6)):
            if QApplication.activePopupWidget() is popup:
                hands.press_key(self._chance.choice((Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Up)))
        if QApplication.activePopupWidget() is popup:
            hands.press_key(Qt.Key.Key_Return)
        return "choose of list"

    def dialog(self, dialog: QWidget) -> str:
        """One act on a dialog."""
        if isinstance(dialog, QFileDialog):
            return self._file(dialog)
        if isinstance(dialog, QPrintDialog) or not isinstance(dialog, QDialog):
            self.leave(dialog)
            return "leave " + type(dialog).__name__
        name, act = type(dialog).__name__, self._chance.random()
        if act < 0.2:
            self.leave(dialog)
            return f"leave {name}"
        if act < 0.5 and (found := hands.buttons(dialog)):
            hands.push(self._chance.choice(found))
        elif act < 0.65:
            self._fill(dialog)
        elif act < 0.8:
            hands.press_key(self._chance.choice(hands.PLAIN))
        else:
            hands.click(dialog, hands.spot(self._chance, dialog))
        return f"in {name}"

    def leave(self, dialog: QWidget) -> None:
        """Close a dialog without a yes."""
        if isinstance(dialog, QDialog):
            dialog.reject()
        else:
            dialog.close()

    def _fill(self, dialog: QDialog) -> None:
        fields = [field for field in dialog.findChildren(QLineEdit) if field.isVisible() and field.isEnabled()]
        if fields:
            field = self._chance.choice(fields)
            field.setFocus()
            if "ERASE" in field.placeholderText():
                field.setText("ERASE")
            else:
                hands.type_words(programmes.words(self._chance))

    def _file(self, dialog: QFileDialog) -> str:
        field = dialog.findChild(QLineEdit, "fileNameEdit")
        if field is None or self._chance.random() < 0.35:
            dialog.reject()
            return "leave file dialog"
        if dialog.fileMode() == QFileDialog.FileMode.ExistingFile:
            path = self._chance.choice(self._files)
        elif dialog.fileMode() == QFileDialog.FileMode.Directory:
            path = self._out / f"records {self._chance.randint(1, 3)}"
            path.mkdir(exist_ok=True)
        else:
            path = self._out / self._chance.choice(NAMES)
        field.setText(str(path))
        field.setFocus()
        hands.press_key(Qt.Key.Key_Return)
        return f"file dialog {path.name}"
