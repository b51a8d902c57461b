"""The join page of the room screen: the Wi-Fi and the page as QR codes, address and code in large figures."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter

from facilitator.desktop.run.sheet import MARGIN, Sheet
from facilitator.looks.qr import bars, modules, typed_address, wifi_text
from facilitator.looks.qt import look as qt
from facilitator.model.record import held_or_planned
from facilitator.model.say import Clock, Day, Listed, Message, Time, say
from facilitator.model.workshop import Info, Workshop

NO_PAGE = say("The room page is not on yet")
BY_HAND = say("Choose the network by its name")
_SIDE = 432.0
_HALL_PAGE = say("No app, no account,\nno internet needed.")


def draw_code(painter: QPainter, box: QRectF, text: str) -> None:
    """Paint a QR code, black on white in every theme, each module a whole number of px where they fit."""
    many_rows = len(modules(text))
    side = min(box.width(), box.height())
    each = side / many_rows
    each = float(int(each)) if each >= 1 else each
    left, top = box.center().x() - each * many_rows / 2, box.center().y() - each * many_rows / 2
    if each >= 1:
        left, top = round(left), round(top)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, each < 1)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.fillRect(box, qt.colour("#FFFFFF"))
    ink = qt.colour("#000000")
    for y, start, many in bars(text):
        painter.fillRect(QRectF(left + start * each, top + y * each, many * each, each), ink)
    painter.restore()


def date_line(info: Info) -> Message:
    """When and where, in words: "15 November 2026, from 09:00, Poole"."""
    parts: list[object] = []
    if info.date:
        try:
            parts.append(Day(date.fromisoformat(info.date)))
        except ValueError:
            parts.append(info.date)
    parts += [say("from {time}", time=Clock(info.starts))] if info.starts else []
    parts += [info.place] if info.place else []
    return say("{parts}", parts=Listed(tuple(parts), ""))


def draw_join(sheet: Sheet, workshop: Workshop, url: str) -> None:
    """Paint the join page; `url` is the room page's, empty while there is none."""
    info = workshop.info
    when = date_line(replace(info, date=held_or_planned(workshop)))
    stamp = sheet.rehearsal_width() + 48 if workshop.rehearsal else 0.0
    sheet.words(when, (MARGIN, 66, sheet.width - 2 * MARGIN - stamp), 36, "text_2", at_most=1)
    under = sheet.title(info.title, (MARGIN, 120, sheet.width - 2 * MARGIN), 64, 2)
    top = max(304.0, under + 32)
    spare = max(0.0, sheet.height - 1080)
    band = QRectF(MARGIN, sheet.height - 304, sheet.width - 2 * MARGIN, 192)
    top += min(spare / 2, max(0.0, band.top() - top - _SIDE - 40) / 2)
    side = min(_SIDE, band.top() - top - 32)
    half = sheet.width / 2
    if info.wifi:
        wifi = wifi_text(info.wifi, info.wifi_password)
        _step(sheet, QRectF(MARGIN, top, side, side), 1, wifi, say("Join the Wi-Fi"), instead=BY_HAND)
        _wifi_words(sheet, MARGIN + side + 48, top + 190, half - MARGIN - side - 80, info)
        sheet.fill(QRectF(half - 1, top, 2, side), "line")
        _step(sheet, QRectF(half + 66, top, side, side), 2, url, say("Open the page"))
        sheet.words(_HALL_PAGE, (half + 66 + side + 48, top + 236, sheet.right - half - 114 - side), 36, "text_2")
    else:
        _step(sheet, QRectF(MARGIN, top, side, side), 0, url, say("Scan to open the page"))
        sheet.words(_HALL_PAGE, (MARGIN + side + 48, top + 160, half), 44, "text_2")
    _typed(sheet, band, url, workshop.code)
    _foot(sheet, len(workshop.people))


def _step(sheet: Sheet, box: QRectF, number: int, text: str, words: str, *, instead: str = NO_PAGE) -> None:
    sheet.fill(box, "#FFFFFF", 16, "line")
    inside = sheet.box(box.adjusted(10, 10, -10, -10))
    if text:
        draw_code(sheet.painter, inside, text)
    else:
        sheet.words(instead, (box.x() + 36, box.center().y() - 44, box.width() - 72), 36, "#4C5359")
    x, y = box.right() + 48, box.top()
    if number:
        sheet.fill(QRectF(x, y, 72, 72), "fill", 36)
        wide = sheet.advance(str(number), 44, 650)
        sheet.line(str(number), (x + 36 - wide / 2, y + 36 + sheet.cap(44) / 2), 44, "text_on_fill", 650)
        y += 92
    limit = sheet.right if number != 1 else sheet.width / 2 - 24
    sheet.title(words, (x, y, limit - x), 54, 2)


def _wifi_words(sheet: Sheet, x: float, y: float, width: float, info: Info) -> None:
    y = sheet.words(say("Network"), (x, y, width), 36, "text_2")
    y = sheet.words(info.wifi, (x, y, width), 36, "text", 650)
    if info.wifi_password:
        y = sheet.words(say("Password"), (x, y + 14, width), 36, "text_2")
        sheet.words(info.wifi_password, (x, y, width), 36, "text", 650)


def _typed(sheet: Sheet, band: QRectF, url: str, code: str) -> None:
    sheet.fill(band, "sunken", 16)
    left, right = band.left() + 48, band.right() - 48
    sheet.line(say("or type"), (left, band.top() + 62), 36, "text_2")
    sheet.line_right(say("code"), (right, band.top() + 62), 36, "text_2")
    begins = sheet.line_right(code, (right, band.top() + 154), 96, "text", 650)
    address, size = typed_address(url) or NO_PAGE, 96.0
    while size > 36 and sheet.advance(address, size, 650) > begins - left - 48:
        size -= 4
    sheet.line(address, (left, band.top() + 154), size, "text", 650)


def _foot(sheet: Sheet, here: int) -> None:
    base = sheet.height - 56
    stay = say("stay connected")
    x = sheet.stressed(say("Phone says “no internet”? Choose {choice}.", choice=stay), stay, (MARGIN, base), 36)
    begins = (
        sheet.line_right(say("{n} here", "{n} here", n=here), (sheet.right, base), 36, "text", 650)
        if here
        else sheet.right
    )
    more = say("No phone? Your table host writes for you.")
    if x + 24 + sheet.advance(more, 36) < begins - 24:
        sheet.line(more, (x + 24, base), 36, "text_2")


def clock_of_day(at: int) -> Message:
    """The time of day here, `10:37`."""
    return say("{time}", time=Time(at))
