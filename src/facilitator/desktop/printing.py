"""Paper: the preview and the system's print dialog, drawn from the pages of a finished PDF."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QPageLayout, QPageSize, QPainter
from PySide6.QtPdf import QPdfDocument
from PySide6.QtPrintSupport import QPrinter, QPrintPreviewDialog
from PySide6.QtWidgets import QWidget

from facilitator.store.faults import Fault

_DPI = 300


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


def draw(document: QPdfDocument, printer: QPrinter) -> int:
    """Draw every page of the document, or those asked for in the print dialog; returns how many."""
    first = max(1, printer.fromPage()) if printer.toPage() else 1
    last = min(printer.toPage() or document.pageCount(), document.pageCount())
    painter = QPainter()
    if not painter.begin(printer):
        return 0
    try:
        for number in range(first - 1, last):
            if number >= first:
                printer.newPage()
            paper = printer.pageLayout().fullRectPixels(printer.resolution())
            place = page_fit(document.pagePointSize(number).toSize(), QRect(0, 0, paper.width(), paper.height()))
            share = min(1.0, _DPI / max(1, printer.resolution()))
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


def preview(path: Path, title: str, parent: QWidget) -> QPrintPreviewDialog:
    """Open the preview of a PDF; printing goes on from there. Raises Fault when the PDF cannot be read."""
    document = read(path)
    dialog = QPrintPreviewDialog(printer_for(title), parent)
    document.setParent(dialog)
    dialog.setWindowTitle(f"Print: {title}")
    dialog.resize(900, 760)
    dialog.paintRequested.connect(lambda printer: draw(document, printer))
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.open()
    return dialog
