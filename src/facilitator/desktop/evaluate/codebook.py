"""The codebook of a programme's themes, written as files for other programs, and one of theirs taken in."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from facilitator.desktop.parts import choosing
from facilitator.desktop.parts.asking import ask
from facilitator.desktop.parts.background import aside
from facilitator.desktop.parts.desk import Desk
from facilitator.desktop.parts.dialogs import SureDialog
from facilitator.looks.qt.kit import button
from facilitator.looks.qt.words import t


class Codebook(QWidget):
    """Two deeds. `said(about, sentence, tone)` says what came of one; `failed(sentence)` why not."""

    said = Signal(str, str, str)
    failed = Signal(str)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        about = t("The themes and what is in each, as REFI-QDA and as a table")
        self.save = button(t("Save the codebook\u2026"), look="quiet", tip=about)
        self.take = button(t("Import a codebook\u2026"), look="quiet", tip=t("Themes from a REFI-QDA file or a table"))
        self.save.clicked.connect(self.ask_where)
        self.take.clicked.connect(self.ask_which)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 24, 0)
        for each in (self.take, self.save):
            row.addWidget(each)

    def ask_where(self) -> None:
        """Ask for a folder, then write the codebook there."""
        if folder := choosing.folder(self, t("Save the codebook into"), self._desk.path.parent):
            self.save_into(folder)

    def save_into(self, folder: Path) -> None:
        """Write the codebook aside."""
        source = self._desk.path

        def work() -> list[Path]:
            from facilitator.records import exports, load

            return exports.export_whole(load.programme(source), ("qdc",), folder)

        aside(self, work, self._is_saved, self.failed.emit)

    def _is_saved(self, files: Sequence[Path]) -> None:
        where = files[0].parent.name
        told = t("{n} file is in {folder}.", "{n} files are in {folder}.", n=len(files), folder=where)
        self.said.emit("codebook", told, "info")

    def ask_which(self) -> None:
        """Ask for a codebook, then show what it would bring."""
        kinds = t("Codebooks (*.qdc *.csv *.tsv *.txt)")
        if source := choosing.file_to_open(self, t("Import a codebook"), self._desk.path.parent, kinds):
            self.take_from(source)

    def take_from(self, source: Path) -> None:
        """Show what a codebook would bring; take it in once that is agreed to."""
        from facilitator.records import imports
        from facilitator.records.codebook import told
        from facilitator.store.faults import Fault

        try:
            taking = imports.look_at_codebook(self._desk.programme, source)
        except Fault as fault:
            self.failed.emit(t(fault.sentence))
            return
        sentences = [t(each) for each in told(taking)]
        if not taking.said:
            self.said.emit("codebook", "\n".join(sentences), "info")
            return
        title = t("Import the codebook {name}?", name=source.name)
        if ask(SureDialog(title, sentences, t("Import them"), self)):
            self._desk.ask(*(said.draft("") for said in taking.said))

    def only_to_read(self) -> None:
        """Take nothing in: the file cannot be written to."""
        self.take.setEnabled(False)
