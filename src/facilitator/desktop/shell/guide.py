"""The guide: a page about each method, and how to write one.

Pages are Markdown files in resources/guide, in English; those of another language are in a folder of its name there.
"""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QEvent, Qt, QUrl, Signal
from PySide6.QtGui import (
    QDesktopServices,
    QFont,
    QKeySequence,
    QShortcut,
    QShowEvent,
    QTextBlockFormat,
    QTextCursor,
    QTextFormat,
    QTextFrameFormat,
    QTextLength,
    QTextTable,
    QTextTableCell,
)
from PySide6.QtWidgets import QDialog, QHBoxLayout, QListWidget, QListWidgetItem, QTextBrowser, QVBoxLayout, QWidget

from facilitator import paths
from facilitator.activities import library
from facilitator.desktop.parts.within import size_within
from facilitator.looks.qt import look as qt
from facilitator.looks.qt.anew import Anew
from facilitator.looks.qt.basics import VLine
from facilitator.looks.qt.buttons import Button
from facilitator.looks.qt.guard import guarded
from facilitator.looks.qt.keylist import KeyRow
from facilitator.looks.qt.kit import label
from facilitator.looks.qt.words import t
from facilitator.model.method import Method
from facilitator.model.say import say
from facilitator.model.workshop import Workshop

KEYS = (KeyRow("Ctrl+W", say("Close the guide")),)
HOW_TO = "how-to-write-a-method"
_KEY = Qt.ItemDataRole.UserRole
_HEADINGS = {1: "display", 2: "heading", 3: "title"}
_SPACE = {1: (0, 10), 2: (26, 6), 3: (18, 4)}


def folder() -> Path:
    """Where the pages are."""
    return paths.resources() / "guide"


def file(key: str) -> Path:
    """The file of a page, in the window's language or else in English; it may not be there."""
    spoken = folder() / t.reader.language / f"{key}.md"
    return spoken if spoken.is_file() else folder() / f"{key}.md"


def page(key: str) -> str:
    """The page as Markdown; one made from the method itself where nobody has written one. Empty for an unknown key."""
    path = file(key)
    if path.is_file():
        return path.read_text(encoding="utf-8")
    method = library.methods().get(key)
    return made(method) if method is not None else ""


def made(method: Method) -> str:
    """A page about a method without a page of its own: purpose, preparation, stages with minutes and what is said."""
    lines = [f"# {t(method.title)}", "", t(method.purpose), "", t(method.summary), ""]
    few, many = method.people_min, method.people_max
    lines += [
        t(
            "For {few} to {many} people, {n} minute.",
            "For {few} to {many} people, {n} minutes.",
            few=few,
            many=many,
            n=method.minutes,
        ),
        "",
    ]
    if method.prepare:
        lines += [f"## {t('Before the day')}", "", *(f"- {t(point)}" for point in method.prepare), ""]
    lines += [f"## {t('Step by step')}", ""]
    for stage in method.stages:
        head = t("{stage}, {n} minute", "{stage}, {n} minutes", stage=stage.title, n=stage.minutes)
        lines += [f"### {head}", "", t(stage.goal), ""]
        lines += [*(f"- {t(point)}" for point in stage.script), ""]
    return "\n".join([*lines, f"## {t('Where it comes from')}", "", t(method.credit), ""])


def titles() -> list[tuple[str, str]]:
    """Key and title of every page: the methods by title, then how to write one."""
    methods = sorted(library.methods().values(), key=lambda method: method.title.casefold())
    return [*((m.key, t(m.title)) for m in methods), (HOW_TO, t("How to write a method"))]


def key_of(workshop: Workshop | None) -> str:
    """The key of the method that is under way, or of the first one; empty without a workshop."""
    run = None if workshop is None else workshop.current or next(iter(workshop.stages), None)
    block = workshop.block_of(run) if workshop is not None and run is not None else None
    return block.method.key if block is not None else ""


class GuidePage(QTextBrowser):
    """Shows one page in the house's lettering. Links to other pages are followed; web addresses go to the browser."""

    asked = Signal(str)
    """The key of a page that a link leads to."""
    _anew: Anew | None = None

    def __init__(self, parent: QWidget | None = None) -> None:
        self._words, self._old = "", False
        super().__init__(parent)
        self.setOpenLinks(False)
        self.setFrameShape(QTextBrowser.Shape.NoFrame)
        self.setStyleSheet("QTextBrowser { border: none; padding: 0; }")
        self.document().setDocumentMargin(32)
        self.anchorClicked.connect(self._follow)
        self._anew = Anew(self, self._look_again, QEvent.Type.StyleChange)

    def show_words(self, markdown: str) -> None:
        """Show a page from its beginning."""
        self._words, self._old = markdown, False
        document = self.document()
        letters = qt.font("script")
        letters.setWeight(QFont.Weight.Normal)
        document.setDefaultFont(letters)
        document.setIndentWidth(28)
        self.setMarkdown(markdown)
        cursor = QTextCursor(document)
        cursor.beginEditBlock()  # laid out once at its end, not after each cell of each table
        self._dress(cursor)
        self._dress_tables()
        cursor.endEditBlock()
        document.clearUndoRedoStacks()
        self.verticalScrollBar().setValue(0)

    def _dress(self, cursor: QTextCursor) -> None:
        block = self.document().begin()
        while block.isValid():
            form = QTextBlockFormat(block.blockFormat())
            level = form.headingLevel()
            if level:
                above, below = _SPACE.get(level, (14, 4))
                cursor.setPosition(block.position())
                cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock, QTextCursor.MoveMode.KeepAnchor)
                letters = cursor.charFormat()
                letters.clearProperty(QTextFormat.Property.FontSizeAdjustment.value)
                letters.setFont(qt.font(_HEADINGS.get(level, "strong")))
                cursor.setCharFormat(letters)
            else:
                listed = block.textList() is not None
                before = block.previous()
                after_list = before.isValid() and (before.textList() is not None or _is_code(before.blockFormat()))
                above, below = (2, 3) if listed else (9 if after_list else 0, 9)
                if _is_code(form):
                    above, below = 0, 0
            if not self._in_table(block.position()):
                form.setTopMargin(above)
                form.setBottomMargin(below)
                form.setLineHeight(118.0, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
            cursor.setPosition(block.position())
            cursor.setBlockFormat(form)
            block = block.next()

    def _dress_tables(self) -> None:
        for frame in self.document().rootFrame().childFrames():
            if isinstance(frame, QTextTable):
                form = frame.format()
                form.setBorder(0)
                form.setBorderCollapse(True)
                form.setCellPadding(7)
                form.setTopMargin(4)
                form.setBottomMargin(14)
                form.setWidth(QTextLength(QTextLength.Type.PercentageLength, 100))
                frame.setFormat(form)
                for row in range(frame.rows()):
                    for column in range(frame.columns()):
                        _underline(frame.cellAt(row, column))

    @guarded
    def changeEvent(self, event: QEvent, /) -> None:
        """Another theme or lettering: the same page, dressed anew, at the same place, once somebody looks at it."""
        super().changeEvent(event)
        if self._anew is not None:
            self._anew.take(event)

    @guarded
    def showEvent(self, event: QShowEvent, /) -> None:
        """In sight again: in the look that there is by now."""
        super().showEvent(event)
        self._dress_anew()

    def _look_again(self) -> None:
        self._old = bool(self._words)
        self._dress_anew()

    def _dress_anew(self) -> None:
        if self._old and self.isVisible():
            place = self.verticalScrollBar().value()
            self.show_words(self._words)
            self.verticalScrollBar().setValue(place)

    def _in_table(self, position: int) -> bool:
        cursor = QTextCursor(self.document())
        cursor.setPosition(position)
        return cursor.currentTable() is not None

    def _follow(self, url: QUrl) -> None:
        if url.scheme():
            QDesktopServices.openUrl(url)
        else:
            self.asked.emit(url.path().removesuffix(".md"))


def _is_code(form: QTextBlockFormat) -> bool:
    return form.hasProperty(QTextFormat.Property.BlockCodeFence)


def _underline(cell: QTextTableCell) -> None:
    form = cell.format().toTableCellFormat()
    form.setBottomBorder(1)
    form.setBottomBorderStyle(QTextFrameFormat.BorderStyle.BorderStyle_Solid)
    form.setBottomBorderBrush(qt.colour("line_strong"))
    cell.setFormat(form)


class GuideWindow(QDialog):
    """A window beside the work: the pages at the left, one of them at the right."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(t("Guide"))
        self.setModal(False)
        size_within(self, 1000, 720)
        self.list, self.page = QListWidget(), GuidePage()
        self.list.setAccessibleName(t("Pages of the guide"))
        self.list.setFixedWidth(248)
        qt.mark(self.list, panel="board")
        self.page.setAccessibleName(t("Guide page"))
        left = QVBoxLayout()
        left.setContentsMargins(0, 16, 0, 8)
        head = label(t("Guide"), "heading")
        head.setContentsMargins(16, 0, 0, 4)
        left.addWidget(head)
        left.addWidget(self.list, 1)
        row = QHBoxLayout()
        row.setSpacing(0)
        row.addLayout(left)
        row.addWidget(VLine())
        row.addWidget(self.page, 1)
        foot = QHBoxLayout()
        foot.setContentsMargins(16, 10, 16, 12)
        foot.addStretch(1)
        close = Button(t("Close"))
        close.setAutoDefault(False)
        close.clicked.connect(self.reject)
        foot.addWidget(close)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(row, 1)
        column.addLayout(foot)
        QShortcut(QKeySequence("Ctrl+W"), self, self.reject)
        self.list.currentItemChanged.connect(self._chosen)
        self.page.asked.connect(self.open_page)

    def open_page(self, key: str = "") -> None:
        """Show the window with this page, or with the one that was shown last."""
        now = self.list.currentItem()
        wanted = key or (str(now.data(_KEY)) if now is not None else "")
        self.list.blockSignals(True)
        self.list.clear()
        for page_key, title in titles():
            item = QListWidgetItem(title)
            item.setData(_KEY, page_key)
            self.list.addItem(item)
            if page_key == wanted:
                self.list.setCurrentItem(item)
        if self.list.currentItem() is None:
            self.list.setCurrentRow(0)
        self.list.blockSignals(False)
        self._chosen(self.list.currentItem(), None)
        self.show()
        self.raise_()
        self.activateWindow()

    def key(self) -> str:
        """The key of the page that is shown."""
        item = self.list.currentItem()
        return str(item.data(_KEY)) if item is not None else ""

    def _chosen(self, now: QListWidgetItem | None, before: QListWidgetItem | None) -> None:
        if now is not None:
            self.page.show_words(page(str(now.data(_KEY))))
