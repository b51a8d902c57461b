"""Blocks of a document in the window: the same headings, words, tables and bars as on paper, to go about in."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from facilitator.looks.bars import Shares
from facilitator.looks.blocks import (
    Band,
    Bar,
    Block,
    Cell,
    Counted,
    Figure,
    Heading,
    Keep,
    Member,
    Named,
    SideBySide,
    Table,
    Text,
)
from facilitator.looks.languages import told
from facilitator.looks.qt.basics import HLine
from facilitator.looks.qt.kit import discard, label
from facilitator.looks.qt.sharebar import ShareBar
from facilitator.looks.qt.words import t

_LETTERING = {1: "title", 2: "title", 3: "strong"}
_TEXT = {"body": "body", "remark": "caption", "cell": "body", "large": "title"}


class Story(QWidget):
    """Blocks one under the other. `opened(row, part, answer)` asks for what is behind a part of a bar, by its place."""

    opened = Signal(object, int, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.bars: list[ShareBar] = []
        self._shown: list[Block] = []
        self._inside: QWidget | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)

    def show_blocks(self, blocks: Sequence[Block]) -> None:
        """Show these; the same ones again are not made anew."""
        now = list(told(list(blocks), t.reader))
        if now == self._shown and self._inside is not None:
            return
        if self._inside is not None:
            discard(self._column, self._inside)
        self._shown, self.bars, self._inside = now, [], QWidget()
        column = QVBoxLayout(self._inside)
        column.setContentsMargins(0, 0, 12, 0)
        column.setSpacing(10)
        for block in now:
            self._add(column, block)
        column.addStretch(1)
        self._column.addWidget(self._inside)

    def words(self) -> str:
        """Everything that stands there, for whoever reads it aloud or looks for something."""
        from PySide6.QtWidgets import QLabel

        return " ".join(each.text() for each in self.findChildren(QLabel) if each.text())

    def _add(self, column: QVBoxLayout, block: Block) -> None:
        if isinstance(block, Heading):
            column.addSpacing(6)
            column.addWidget(label(block.words, _LETTERING[block.level], wrap=True))
            if block.aside:
                column.addWidget(label(block.aside, "caption", "quiet", wrap=True))
        elif isinstance(block, Text):
            words = "".join(run.words for run in block.runs)
            tone = "quiet" if block.role == "remark" else ""
            column.addWidget(label(words, _TEXT[block.role], tone, wrap=True))
        elif isinstance(block, Table):
            column.addWidget(self._table(block))
        elif isinstance(block, Figure):
            drawing = block.drawing
            if not isinstance(drawing, Shares) or _named(drawing):
                column.addWidget(label(block.title, "strong", wrap=True))
            column.addWidget(self._shares(drawing) if isinstance(drawing, Shares) else self._table(block.table))
        elif isinstance(block, Keep):
            for part in block.parts:
                self._add(column, part)
        elif isinstance(block, SideBySide):
            holder, row = QWidget(), QHBoxLayout()
            for side in (block.left, block.right):
                under = QVBoxLayout()
                under.setSpacing(4)
                for each in side:
                    self._add(under, each)
                under.addStretch(1)
                row.addLayout(under, 1)
            row.setContentsMargins(0, 0, 0, 0)
            row.setSpacing(24)
            holder.setLayout(row)
            column.addWidget(holder)

    def _shares(self, drawing: Shares) -> QWidget:
        holder = QWidget()
        grid = QGridLayout(holder)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(8)
        parts = [words for _pattern, words in drawing.parts]
        for at, row in enumerate(drawing.rows):
            if row.name or row.aside:
                grid.addWidget(_two(row.name, row.aside), at, 0)
            bar = ShareBar(row.name, parts, row.counts)
            bar.opened.connect(lambda part, row=row: self.opened.emit(row, part, parts[part]))
            self.bars.append(bar)
            grid.addWidget(bar, at, 1)
            grid.addWidget(_two(row.told, row.told_aside), at, 2)
        scale = label(t.listed(parts), "caption", "quiet", wrap=True)
        grid.addWidget(scale, len(drawing.rows), 1)
        for column, stretch in enumerate((3 if _named(drawing) else 0, 5, 2)):
            grid.setColumnStretch(column, stretch)
        return holder

    def _table(self, table: Table) -> QWidget:
        holder = QWidget()
        grid = QGridLayout(holder)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(4)
        line = 0
        if table.heads:
            for column, head in enumerate(table.columns):
                grid.addWidget(label(head.title, "caption", "quiet", wrap=True), 0, column)
            grid.addWidget(HLine(), 1, 0, 1, len(table.columns))
            line = 2
        for number, row in enumerate(table.rows):
            if isinstance(row, Band):
                grid.addWidget(label(row.words, "strong", wrap=True), line + number, 0, 1, len(table.columns))
                continue
            last = table.total and number == len(table.rows) - 1
            for column, cell in enumerate(row):
                made = label(words_of(cell), "strong" if last or not column else "body", wrap=True)
                made.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
                grid.addWidget(made, line + number, column)
        for column, head in enumerate(table.columns):
            grid.setColumnStretch(column, round(100 * head.share))
        return holder


def _named(drawing: Shares) -> bool:
    """Whether its bars say what they are of; else that stands over them."""
    return any(row.name or row.aside for row in drawing.rows)


def words_of(cell: Cell | Block) -> str:
    """The words of a cell alone."""
    if isinstance(cell, str):
        return cell
    if isinstance(cell, Counted | Bar | Named | Member):
        return cell.words
    if isinstance(cell, Text):
        return "".join(run.words for run in cell.runs)
    return "\n".join(words_of(part) for part in cell.parts) if isinstance(cell, Keep) else ""


def _two(words: str, aside: str) -> QWidget:
    holder = QWidget()
    column = QVBoxLayout(holder)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    column.addWidget(label(words, "body", wrap=True))
    if aside:
        column.addWidget(label(aside, "caption", "quiet", wrap=True))
    return holder
