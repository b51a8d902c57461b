"""What the room screen shows of a stage: question, clock, notes, the object, a count, and thanks at the end."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainterPath, QPen

from facilitator.activities import lenses
from facilitator.activities.lenses import Lens
from facilitator.desktop.run.join import NO_PAGE, clock_of_day
from facilitator.desktop.run.sheet import MARGIN, Sheet
from facilitator.looks.qr import typed_address
from facilitator.looks.qt.words import room_t
from facilitator.looks.tokens import Phase, is_phase, load
from facilitator.model.clock import figures
from facilitator.model.notes import LIVE
from facilitator.model.record import comments
from facilitator.model.run import StageRun
from facilitator.model.say import Message, own_words, say
from facilitator.model.workshop import Workshop

BAR = 24.0
FOOT = 150.0
"""Height of the bar and the foot lines together, with the gap above them."""
_LETTERS = {6: 1.0, 4: 1.12, 2: 1.25}


def clock_words(run: StageRun, now: int) -> tuple[str, Phase]:
    """`(figures, phase)` of a stage's clock as it is drawn; an open-ended stage counts what has gone."""
    phase = run.clock.phase(now)
    left = run.clock.elapsed(now) if run.clock.profile == "OPEN" else run.clock.remaining(now)
    return figures(left), phase if is_phase(phase) else "calm"


def stage_title(workshop: Workshop, run: StageRun) -> Message:
    """Method and stage: "Focused conversation · Reflective"."""
    block = workshop.block_of(run)
    title = run.stage.title
    return say("{method}  ·  {stage}", method=block.method.title, stage=title) if block else own_words(title)


def draw_head(sheet: Sheet, workshop: Workshop, run: StageRun, now: int, per_page: int) -> float:
    """Method, stage, question and clock; returns the y under the question."""
    begins = draw_clock(sheet, run, now)
    width = begins - MARGIN - 48
    draw_place(sheet, workshop, run, width)
    size = 72 * _LETTERS[per_page]
    return sheet.title(run.prompt, (MARGIN, 122, width), size, 2 if per_page == 6 else 3)


def draw_place(sheet: Sheet, workshop: Workshop, run: StageRun, width: float) -> None:
    """Above the question: method and stage; under a lens its chip and name, and what the room works on."""
    lens = lenses.of(run.stage)
    if lens is None:
        sheet.words(stage_title(workshop, run), (MARGIN, 66, width), 36, "text_2", at_most=1)
        return
    x = draw_lens(sheet, lens, (MARGIN, 50), 60)
    on = lenses.focus_of(run)
    sheet.words(
        say("Focus: {on}", on=on) if on else stage_title(workshop, run),
        (x + 32, 66, width - x),
        36,
        "text_2",
        at_most=1,
    )


def draw_lens(sheet: Sheet, lens: Lens, at: tuple[float, float], high: float) -> float:
    """A lens's symbol and name on its colour; returns the x after it."""
    look = lens.look(sheet.theme)
    x, y = at
    size, name = high * 0.6, room_t(lens.full)
    wide = high + sheet.advance(name, size, 650) + high * 0.5
    sheet.fill(QRectF(x, y, wide, high), look.fill, high / 6, look.edge)
    side = high * 0.62
    sheet.icon(lens.symbol, QRectF(x + high * 0.25, y + (high - side) / 2, side, side), look.on)
    sheet.line(name, (x + high * 1.1, y + (high + sheet.cap(size, 650)) / 2), size, look.on, 650)
    return x + wide


def draw_legend(sheet: Sheet, all_of_them: Sequence[Lens], top: float) -> None:
    """All lenses, each with what it asks, in two columns."""
    for number, lens in enumerate(all_of_them):
        x = MARGIN + (number % 2) * (sheet.width - 2 * MARGIN) / 2
        y = top + (number // 2) * 100
        after = draw_lens(sheet, lens, (x, y), 72)
        sheet.words(room_t(lens.ask), (after + 24, y + 15, sheet.width / 2 - after + x - MARGIN), 40, at_most=1)


def draw_clock(sheet: Sheet, run: StageRun, now: int) -> float:
    """The digits at the upper right, with their word; returns where they begin. None for a clock that has no length
    and has not begun: nothing goes there.
    """
    if run.clock.profile == "OPEN" and run.clock.started is None and not run.clock.elapsed(now):
        return sheet.right
    text, phase = clock_words(run, now)
    look = load().timer(phase, sheet.theme)
    size = 200.0 if len(text) < 6 else 150.0
    begins = sheet.line_right(text, (sheet.right, 72 + sheet.cap(size, 650)), size, look.colour, 650)
    if look.word:
        sheet.line_right(look.word, (sheet.right, 286), 42, look.colour, 650)
    return min(begins, sheet.right - 360)


def draw_bar(sheet: Sheet, run: StageRun, now: int) -> None:
    """How much of the time is gone, with the wrap-up and the last minute marked."""
    clock = run.clock
    look = load().timer(clock_words(run, now)[1], sheet.theme)
    frame = QRectF(MARGIN, sheet.height - 136, sheet.width - 2 * MARGIN, BAR)
    sheet.fill(frame, "sunken", BAR / 2, "line")
    if clock.profile == "OPEN" or clock.total <= 0:
        return
    box, painter = sheet.box(frame), sheet.painter
    shape = QPainterPath()
    shape.addRoundedRect(box, box.height() / 2, box.height() / 2)
    painter.save()
    painter.setClipPath(shape)
    colour = sheet.colour(look.colour)
    gone = min(1.0, clock.elapsed(now) / clock.total)
    if look.bar == "hatched":
        painter.setPen(QPen(colour, 10 * sheet.unit))
        x, step = box.left() - box.height(), 26 * sheet.unit
        while x < box.right():
            painter.drawLine(QPointF(x, box.bottom() + 5), QPointF(x + box.height() + 10, box.top() - 5))
            x += step
    else:
        painter.fillRect(QRectF(box.x(), box.y(), box.width() * gone, box.height()), colour)
    for left in clock.zones():
        if 0 < left < clock.total:
            x = box.x() + box.width() * (1 - left / clock.total)
            painter.fillRect(QRectF(x, box.y(), max(1.0, 4 * sheet.unit), box.height()), sheet.colour("line"))
    painter.restore()
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(sheet.colour("line"), max(1.0, 2 * sheet.unit)))
    painter.drawPath(shape)


def draw_foot(sheet: Sheet, workshop: Workshop, now: int, url: str) -> None:
    """How to join, and the time of day; `url` is the room page's, empty while there is none."""
    base = sheet.height - 56
    sheet.icon("phone", QRectF(MARGIN, base - 31, 36, 36), "text_2")
    address = typed_address(url) or NO_PAGE
    words = say("{address}   code {code}", address=address, code=workshop.code)
    sheet.stressed(words, workshop.code, (MARGIN + 60, base), 36)
    sheet.line_right(clock_of_day(now), (sheet.right, base), 36, "text_2")


def draw_question(sheet: Sheet, workshop: Workshop, run: StageRun, now: int) -> None:
    """The question alone, as large as it fits."""
    begins = draw_clock(sheet, run, now)
    draw_place(sheet, workshop, run, begins - MARGIN - 48)
    starting = run.clock.profile == "BREAK" and run.clock.phase(now) == "over"
    under = sheet.title(say("We are starting") if starting else run.prompt, (MARGIN, 330, sheet.width * 0.8), 104, 4)
    draw_legend(sheet, lenses.legend(run.stage), under + 40)
    others = [q for number, q in enumerate(run.stage.asks) if number != run.asking]
    for other in others[: max(0, int((sheet.height - FOOT - under) // 70))]:
        under = sheet.words(other, (MARGIN, under + 24, sheet.width * 0.8), 44, "text_2", at_most=1)


def draw_object(sheet: Sheet, workshop: Workshop, run: StageRun, now: int) -> None:
    """The thing everybody looks at, in large letters under the question."""
    under = draw_head(sheet, workshop, run, now, 6) + 36
    text = workshop.info.object
    room = sheet.height - FOOT - 20 - max(under, 352)
    size = 64.0
    while size > 36 and sheet.laid(text, size, sheet.width - 2 * MARGIN - 80).height / sheet.unit > room - 80:
        size -= 4
    frame = QRectF(MARGIN, max(under, 352), sheet.width - 2 * MARGIN, room)
    sheet.fill(frame, "card", 16, "line")
    made = sheet.laid(text, size, frame.width() - 80).height / sheet.unit
    top = frame.y() + max(40.0, (room - made) / 2)
    sheet.words(
        text, (frame.x() + 40, top, frame.width() - 80), size, at_most=max(1, int((room - 60) // (size * 1.18)))
    )


def draw_count(sheet: Sheet, workshop: Workshop, run: StageRun, now: int) -> None:
    """How many notes there are, and nothing of what they say."""
    draw_head(sheet, workshop, run, now, 6)
    count = len(run.notes.having(LIVE))
    middle = (352 + sheet.height - FOOT) / 2
    x = sheet.line(str(count), (MARGIN, middle + sheet.cap(240, 650) / 2), 240, "text", 650)
    sheet.line(say("note", "notes", n=count), (x + 36, middle + sheet.cap(240, 650) / 2), 72, "text_2")


def draw_finished(sheet: Sheet, workshop: Workshop) -> None:
    """Thanks, and how many took part."""
    y = sheet.title(say("Thank you"), (MARGIN, sheet.height * 0.3, sheet.width - 2 * MARGIN), 160, 1)
    y = sheet.words(workshop.info.title, (MARGIN, y + 32, sheet.width - 2 * MARGIN), 52, "text_2", at_most=2)
    people = workshop.people.present()
    every = comments(workshop)
    notes = every.first_page + every.lines
    told = [say("{n} person", "{n} people", n=people)] if people > 1 else []
    told += [say("{n} note on record", "{n} notes on record", n=notes)] if notes > 1 else []
    both = say("{people}  ·  {notes}", people=told[0], notes=told[1]) if len(told) > 1 else told[0] if told else ""
    sheet.words(both, (MARGIN, y + 24, sheet.width - 2 * MARGIN), 52, "text", 600)
