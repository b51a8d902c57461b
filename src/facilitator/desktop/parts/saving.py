"""Asking for the name of a file to write: about the very file that is written, with its ending, before it is."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from facilitator.desktop.parts import choosing
from facilitator.desktop.parts.asking import ask
from facilitator.desktop.parts.dialogs import House, SureDialog
from facilitator.looks.qt.buttons import Button
from facilitator.looks.qt.words import t
from facilitator.paths import same_file, with_ending


def ask_save(
    parent: QWidget, question: str, start: Path, kinds: str, ending: str, *, spared: Path | None = None
) -> Path | None:
    """The file to write, or None. `kinds` is the dialogue's filter, such as "PDF (*.pdf)"; `ending` its ending.

    A file that is there is given after a question, about the name with its ending.
    `spared` is a file that is never given: the programme that is open. Nothing is asked any more once `parent` is gone:
    its file was closed or read anew meanwhile.
    """
    while isValid(parent):
        asked = choosing.file_to_write(parent, question, start, kinds)
        if asked is None or not isValid(parent):
            return None
        target = with_ending(asked, ending)
        if spared is not None and same_file(target, spared):
            ask(Sentence(t("{name} is open here. Choose another name.", name=target.name), parent))
        elif not target.exists() or (choosing.ASKS and target == asked) or may_replace(target, parent):
            return target
        start = target
    return None


def may_replace(path: Path, parent: QWidget) -> bool:
    """Ask whether a file that is there may be replaced."""
    sentences = [t("It is in {folder}.", folder=path.parent), t("What is in it now would be lost.")]
    dialog = SureDialog(t("{name} exists already. Replace it?", name=path.name), sentences, t("Replace it"), parent)
    dialog.leave.setDefault(True)
    dialog.leave.setFocus()
    return ask(dialog)


def no_copy(path: Path, target: Path) -> str:
    """Why no copy of the programme `path` may be put at `target`; empty when it may."""
    if same_file(path, target):
        return t("A copy needs another name than the programme itself.")
    real = target.resolve()
    if any(real.with_name(f"{real.name}{more}").exists() for more in ("-wal", "-shm")):
        return t("{name} is open in another window, or was not closed properly. Choose another name.", name=target.name)
    return ""


class Sentence(House):
    """Says one thing."""

    def __init__(self, sentence: str, parent: QWidget | None = None) -> None:
        super().__init__(sentence, parent)
        close = Button(t("OK"), look="primary")
        close.clicked.connect(self.accept)
        self.finish(close)
