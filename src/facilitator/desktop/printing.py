"""Paper: the preview and the system's print dialog, drawn from the pages of a finished PDF."""

from __future__ import annotations

from math import sqrt
from pathlib import Path

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QPageLayout, QPageSize, QPainter
from PySide6.QtPdf import QPdfDocument
from PySide6.QtPrintSupport import QPrintDialog, QPrinter, QPrintPreviewWidget
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from facilitator.desktop.asking import ask
from facilitator.looks.widgets.buttons import Button
from facilitator.store.faults import Fault

_DPI = 300
_PREVIEW_DPI, _LEAST_DPI = 150.0, 50.0
PREVIEW_MB = 96
"""The pictures of a preview take no more, however many pages there are: all of them are kept while it is open."""
_PAGE_MB = 8.27 * 11.69 * 4 / 2**20
"""One A4 page of one dot an inch."""


def read(path: Path) -> QPdfDocument:
    """A PDF, ready to be drawn. Raises Fault when it cannot be read."""
    document = QPdfDocument()
    document.load(str(path))
    if document.status() != QPdfDocument.Status.Ready:
        raise Fault(f"{path.name} could not be read for printing.")
    return document


def page_fit(page: QSize, paper: QRect) -> QRect:
    """Where a page lies on the paper: as large as fits, centred, never stretched."""
    size = page.scaled(paper.size(), Qt.AspectRatioMode.KeepAspectRatio)
    return QRect(
        paper.x() + (paper.width() - size.width()) // 2,
        paper.y() + (paper.height() - size.height()) // 2,
        size.width(),
        size.height(),
    )


def preview_dpi(pages: int) -> float:
    """Dots an inch for a preview of so many pages: fewer for many, so that the window neither waits nor swells."""
    affordable = sqrt(PREVIEW_MB / max(1, pages) / _PAGE_MB)
    return max(_LEAST_DPI, min(_PREVIEW_DPI, affordable))


def draw(document: QPdfDocument, printer: QPrinter, dpi: float = _DPI) -> int:
    """Draw every page of the document, or those asked for in the print dialog; returns how many."""
    first = max(1, printer.fromPage()) if printer.toPage() else 1
    last = min(printer.toPage() or document.pageCount(), document.pageCount())
    painter = QPainter()
    if not painter.begin(printer):
        return 0
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    try:
        for number in range(first - 1, last):
            if number >= first:
                printer.newPage()
            paper = printer.pageLayout().fullRectPixels(printer.resolution())
            place = page_fit(document.pagePointSize(number).toSize(), QRect(0, 0, paper.width(), paper.height()))
            share = min(1.0, dpi / max(1, printer.resolution()))
            picture = document.render(number, QSize(int(place.width() * share), int(place.height() * share)))
            painter.drawImage(place, picture)
    finally:
        painter.end()
    return max(0, last - first + 1)


def printer_for(title: str) -> QPrinter:
    """A printer set to A4 without margins of its own: the pages bring theirs."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setDocName(title)
    printer.setResolution(_DPI)
    printer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    printer.setPageOrientation(QPageLayout.Orientation.Portrait)
    printer.setFullPage(True)
    return printer


class Preview(QDialog):
    """The preview of a PDF, from which it is printed. Raises Fault when the PDF cannot be read."""

    def __init__(self, path: Path, title: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._document, self._printer = read(path), printer_for(title)
        self.view = QPrintPreviewWidget(self._printer, self)
        self.view.paintRequested.connect(self._paint)
        self.print_button = Button("Print…", icon_name="printer", look="primary")
        self.print_button.clicked.connect(self._print)
        self.setWindowTitle(f"Print: {title}")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(860, 820)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(self._build_bar())
        column.addWidget(self.view, 1)

    def _build_bar(self) -> QHBoxLayout:
        bar = QHBoxLayout()
        bar.setContentsMargins(16, 10, 16, 10)
        bar.setSpacing(8)
        pages = self._document.pageCount()
        bar.addWidget(QLabel("1 page, A4" if pages == 1 else f"{pages} pages, A4"))
        bar.addStretch(1)
        zooms = (("minus", "Smaller", self.view.zoomOut), ("plus", "Larger", self.view.zoomIn))
        for icon_name, words, deed in zooms:
            button = Button("", icon_name=icon_name, look="icon")
            button.setToolTip(words)
            button.setAccessibleName(words)
            button.clicked.connect(lambda _checked=False, deed=deed: deed())
            bar.addWidget(button)
        fit = Button("Whole page")
        fit.clicked.connect(self.view.fitInView)
        bar.addWidget(fit)
        bar.addSpacing(8)
        bar.addWidget(self.print_button)
        return bar

    def _paint(self, printer: QPrinter) -> None:
        draw(self._document, printer, preview_dpi(self._document.pageCount()))

    def _print(self) -> None:
        if ask(QPrintDialog(self._printer, self)):
            draw(self._document, self._printer)
            self.accept()
