"""Paper: the preview and the system's print dialog, drawn from the pages of a finished PDF."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Generator
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QRect, QSize, Qt, QTimer, Slot
from PySide6.QtGui import QPageLayout, QPageSize, QPainter
from PySide6.QtPdf import QPdfDocument
from PySide6.QtPdfWidgets import QPdfView
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from facilitator.desktop.parts.asking import ask
from facilitator.desktop.parts.within import size_within
from facilitator.looks.qt.buttons import Button
from facilitator.looks.qt.guard import guarded
from facilitator.looks.qt.kit import label, sign_button
from facilitator.looks.qt.words import t
from facilitator.paths import own
from facilitator.store.faults import Fault

_DPI = 300
_STEP, _LEAST_ZOOM, _MOST_ZOOM = 1.25, 0.25, 2.0


def read(pdf: Path | bytes) -> QPdfDocument:
    """A PDF, from a file or as one would hold it, ready to be drawn. Raises Fault when it cannot be read."""
    document = QPdfDocument()
    pages = QBuffer(document)
    with contextlib.suppress(OSError):
        pages.setData(QByteArray(pdf if isinstance(pdf, bytes) else pdf.read_bytes()))
    pages.open(QIODevice.OpenModeFlag.ReadOnly)
    document.load(pages)
    if document.status() != QPdfDocument.Status.Ready:
        name = t("The document") if isinstance(pdf, bytes) else pdf.name
        raise Fault(t("{name} could not be read for printing.", name=name))
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


def pages_asked(document: QPdfDocument, printer: QPrinter) -> range:
    """Which pages are drawn, counted from 0: all, or those asked for in the print dialog."""
    first = max(1, printer.fromPage()) if printer.toPage() else 1
    last = min(printer.toPage() or document.pageCount(), document.pageCount())
    return range(first - 1, max(first - 1, last))


def draw(document: QPdfDocument, printer: QPrinter) -> Generator[int]:
    """Draw the pages asked for, one at each step; gives how many are drawn by then. Raises Fault when the printer
    takes none. Paper is begun with the first step and finished when this is run out or closed.
    """
    painter = QPainter()
    if file := printer.outputFileName():
        with contextlib.suppress(OSError):  # the printer says so in a moment
            os.close(own(file, os.O_WRONLY | os.O_CREAT))
    if not painter.begin(printer):
        raise Fault(t("The printer did not take the pages. Check that it is switched on, or print to a PDF file."))
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    try:
        for done, number in enumerate(pages_asked(document, printer), 1):
            if done > 1:
                printer.newPage()
            paper = printer.pageLayout().fullRectPixels(printer.resolution())
            place = page_fit(document.pagePointSize(number).toSize(), QRect(0, 0, paper.width(), paper.height()))
            share = min(1.0, _DPI / max(1, printer.resolution()))
            picture = document.render(number, QSize(int(place.width() * share), int(place.height() * share)))
            painter.drawImage(place, picture)
            yield done
    finally:
        painter.end()


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
    """The preview of a PDF, from which it is printed: no file is made for it. Raises Fault when it cannot be read.

    The pages in sight are drawn aside, those printed one in each turn of the window, so that neither keeps it waiting.
    """

    def __init__(self, pdf: Path | bytes, title: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.document, self.printer = read(pdf), printer_for(title)
        self._drawing: Generator[int] | None = None
        self.view = QPdfView(self)
        self.document.setParent(self)  # after the view, which goes first: a document that goes tells its view
        self.view.setPageMode(QPdfView.PageMode.MultiPage)
        self.view.setZoomMode(QPdfView.ZoomMode.FitToWidth)
        self.view.setDocument(self.document)
        self.words = label(wrap=True)
        self.print_button = Button(t("Print…"), icon_name="printer", look="primary")
        self.print_button.clicked.connect(self._print)
        self.setWindowTitle(t("Print: {title}", title=title))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        size_within(self, 860, 820)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(0)
        self.bar = self._build_bar()
        self.column.addLayout(self.bar)
        self.column.addWidget(self.view, 1)
        self.count()
        self.print_button.setDefault(True)
        self.print_button.setFocus()

    def show_pages(self, pdf: bytes) -> None:
        """Show another document in place of this one. Raises Fault when it cannot be read."""
        before, self.document = self.document, read(pdf)
        self.document.setParent(self)
        self.view.setDocument(self.document)
        before.deleteLater()

    def _build_bar(self) -> QHBoxLayout:
        bar = QHBoxLayout()
        bar.setContentsMargins(16, 10, 16, 10)
        bar.setSpacing(8)
        bar.addWidget(self.words, 1)
        for icon_name, words, share in (("minus", t("Smaller"), 1 / _STEP), ("plus", t("Larger"), _STEP)):
            button = sign_button(icon_name, words, look="icon")
            button.clicked.connect(lambda _checked=False, share=share: self._zoom(share))
            bar.addWidget(button)
        fit = Button(t("Whole page"))
        fit.clicked.connect(lambda: self.view.setZoomMode(QPdfView.ZoomMode.FitInView))
        bar.addWidget(fit)
        bar.addSpacing(8)
        bar.addWidget(self.print_button)
        return bar

    def count(self) -> None:
        """Say how many pages there are."""
        pages = self.document.pageCount()
        self.words.setText(t("{n} page, A4", "{n} pages, A4", n=pages))

    def _zoom(self, share: float) -> None:
        """Larger or smaller than the pages are now, whatever made them so."""
        factor = self.view.zoomFactor()
        if self.view.zoomMode() != QPdfView.ZoomMode.Custom:
            factor = self.fitting()
        self.view.setZoomMode(QPdfView.ZoomMode.Custom)
        low, high = min(_LEAST_ZOOM, factor), max(_MOST_ZOOM, factor)
        self.view.setZoomFactor(max(low, min(high, factor * share)))

    def fitting(self) -> float:
        """How large a page is drawn while it is fitted to the window; 1 is its own size."""
        page, margins, room = self.document.pagePointSize(0), self.view.documentMargins(), self.view.viewport().size()
        inch = self.view.logicalDpiX() / 72
        wide = (room.width() - margins.left() - margins.right()) / max(1.0, page.width() * inch)
        high = (room.height() - 2 * self.view.pageSpacing()) / max(1.0, page.height() * inch)
        return wide if self.view.zoomMode() == QPdfView.ZoomMode.FitToWidth else min(wide, high)

    def _print(self) -> None:
        if ask(QPrintDialog(self.printer, self)):
            self.print_button.setEnabled(False)
            self._drawing = draw(self.document, self.printer)
            self._draw_next()

    @Slot()
    def _draw_next(self) -> None:
        """One more page; the window has its turn before the next."""
        if self._drawing is None:
            return
        try:
            done = next(self._drawing)
        except StopIteration:
            self._drawing = None
            self.accept()
        except Fault as fault:
            self._drawing = None
            self.words.setText(t(fault.sentence))
            self.print_button.setEnabled(True)
        else:
            self.words.setText(
                t("Printing page {page} of {pages}", page=done, pages=len(pages_asked(self.document, self.printer)))
            )
            QTimer.singleShot(0, self, self._draw_next)

    @guarded
    def done(self, result: int) -> None:
        """Close; pages that are not drawn yet are not printed."""
        if self._drawing is not None:
            self._drawing.close()
            self._drawing = None
        super().done(result)
