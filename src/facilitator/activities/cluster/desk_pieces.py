"""What stands in the scene at the desk: notes, groups and arrows. Each draws itself from its slip and its box."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPainterPath, QPen
from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem, QWidget

from facilitator.activities.cluster.desk_plan import Style, asides
from facilitator.activities.cluster.facts import Group, Relation, Slip
from facilitator.activities.cluster.wall_arrows import draw_arrow
from facilitator.looks.chart import Box, Route
from facilitator.looks.qt.guard import guarded, guarded_or
from facilitator.looks.qt.words import t
from facilitator.looks.tokens import load

NOTE_Z, GROUP_Z, ARROW_Z, LIFTED_Z = 20.0, 10.0, 30.0, 100.0


class Piece(QGraphicsItem):
    """A box in the scene with a key; knows whether it is chosen, whether it is faded, and where it belongs."""

    def __init__(self, key: str, style: Style) -> None:
        super().__init__()
        self.key, self.look = key, style
        self.box = Box(0, 0, 1, 1)
        self.chosen = self.faded = self.target = False
        self.setCacheMode(QGraphicsItem.CacheMode.DeviceCoordinateCache)

    @guarded_or(QRectF)
    def boundingRect(self) -> QRectF:
        """Its box and the ring of a chosen one."""
        return QRectF(-4, -4, self.box.w + 8, self.box.h + 8)

    @guarded_or(QPainterPath)
    def shape(self) -> QPainterPath:
        """Where it is hit."""
        path = QPainterPath()
        path.addRect(QRectF(0, 0, self.box.w, self.box.h))
        return path

    def stand(self, box: Box) -> None:
        """Go to a box."""
        if (box.w, box.h) != (self.box.w, self.box.h):
            self.prepareGeometryChange()
            self.update()
        self.box = box
        if self.pos() != QPointF(box.x, box.y):
            self.setPos(box.x, box.y)

    def mark(self, **marks: bool) -> None:
        """Set `chosen`, `faded` or `target`, and draw afresh if that differs."""
        changed = {name: on for name, on in marks.items() if getattr(self, name) != on}
        for name, on in changed.items():
            setattr(self, name, on)
        if changed:
            self.setOpacity(0.3 if self.faded else 1.0)
            self.update()

    def _ring(self, painter: QPainter, radius: float) -> None:
        if self.chosen or self.target:
            style = Qt.PenStyle.SolidLine if self.chosen else Qt.PenStyle.DashLine
            painter.setPen(QPen(self.look.colour("focus" if self.chosen else "text"), 2, style))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(-2, -2, self.box.w + 4, self.box.h + 4), radius + 2, radius + 2)


class NoteItem(Piece):
    """One note; a contested one says how often it was moved."""

    def __init__(self, slip: Slip, style: Style) -> None:
        super().__init__(slip.key, style)
        self.slip, self.said = slip, asides(slip)
        self.setZValue(NOTE_Z)

    def show_slip(self, slip: Slip, style: Style) -> None:
        """Take other words or another look."""
        said = asides(slip)
        if slip.text != self.slip.text or said != self.said or style is not self.look:
            self.said, self.look = said, style
            self.update()
        if slip.text != self.toolTip() and style.density == 2:
            self.setToolTip(slip.text)
        self.slip = slip

    @guarded
    def paint(self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None) -> None:
        """Ground, words, small words."""
        look, pad = self.look, self.look.pad
        radius = load().radius["note"]
        edge = look.colour("warn" if self.slip.contested else "note_line")
        painter.setPen(QPen(edge, 1.5 if self.slip.contested else 1.0, self._line()))
        painter.setBrush(look.colour("note"))
        painter.drawRoundedRect(QRectF(0.5, 0.5, self.box.w - 1, self.box.h - 1), radius, radius)
        painter.setPen(look.colour("text"))
        laid = look.laid("note", self.slip.text, self.box.w - 2 * pad)
        laid.draw(painter, pad, round(5 * look.scale))
        if self.said:
            font, line = look.fonts["strong" if self.slip.contested else "small"]
            painter.setFont(font)
            painter.setPen(look.colour("warn" if self.slip.contested else "text_2"))
            foot = QRectF(pad, self.box.h - line - 3, self.box.w - 2 * pad, line)
            painter.drawText(
                foot, Qt.AlignmentFlag.AlignVCenter, f"⇄ {self.said}" if self.slip.contested else self.said
            )
        self._ring(painter, radius)

    def _line(self) -> Qt.PenStyle:
        return Qt.PenStyle.DashLine if self.slip.copy else Qt.PenStyle.SolidLine


@dataclass(frozen=True, slots=True)
class Head:
    """What the head of a group says: its title or number, what is small beside it, its rank (0 is none)."""

    title: str
    number: str
    aside: str = ""
    rank: int = 0
    inner: bool = False
    loners: bool = False


class GroupItem(Piece):
    """One group: a white box with its title, or with its number while it has none."""

    def __init__(self, key: str, head: Head, style: Style) -> None:
        super().__init__(key, style)
        self.head = head
        self.setZValue(GROUP_Z + (1 if head.inner else 0))

    def show_head(self, head: Head, style: Style) -> None:
        """Take another head or another look."""
        if head != self.head or style is not self.look:
            self.head, self.look = head, style
            self.setZValue(GROUP_Z + (1 if head.inner else 0))
            self.update()

    @guarded
    def paint(self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None) -> None:
        """Box, badge, title."""
        look, head, pad = self.look, self.head, self.look.pad
        radius = load().radius["card"]
        dashed = Qt.PenStyle.DashLine if head.loners else Qt.PenStyle.SolidLine
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(look.colour("line_strong"), 1, dashed))
        painter.setBrush(Qt.BrushStyle.NoBrush if head.loners else look.colour("sunken" if head.inner else "card"))
        painter.drawRoundedRect(QRectF(0.5, 0.5, self.box.w - 1, self.box.h - 1), radius, radius)
        if head.title:
            self._draw_title(painter, pad)
        else:
            font, line = look.fonts["strong"]
            painter.setFont(font)
            painter.setPen(look.colour("text_2"))
            said = f"{head.number} · {head.aside}" if head.aside else head.number
            painter.drawText(QRectF(pad, pad * 0.5, self.box.w - 2 * pad, line), Qt.AlignmentFlag.AlignVCenter, said)
        self._ring(painter, radius)

    def _draw_title(self, painter: QPainter, pad: float) -> None:
        look, left = self.look, pad
        if self.head.rank:
            size = round(28 * look.scale)
            painter.setFont(look.fonts["title"][0])
            colours = look.colour("fill"), look.colour("text_on_fill")
            draw_badge(painter, QRectF(pad, pad, size, size), self.head.rank, colours)
            left += round(38 * look.scale)
        painter.setPen(look.colour("text"))
        look.laid("title", self.head.title, self.box.w - pad - left).draw(painter, left, pad * 0.8)


def head_of(group: Group, notes: int, rank: int, *, inner: bool) -> Head:
    """The head of a group as it stands."""
    table = t("table {table}", table=group.table) if group.table else ""
    counted = t("{n} note", "{n} notes", n=notes)
    return Head(group.title, t("Group {no}", no=group.no), t.listed((counted, table), ""), rank, inner)


class ArrowItem(QGraphicsItem):
    """One arrow with its words under the line, or beside it where it runs down."""

    def __init__(self, relation: Relation, route: Route, style: Style) -> None:
        super().__init__()
        self.key, self.relation, self.route, self.look = relation.key, relation, route, style
        self.chosen = False
        self.setZValue(ARROW_Z)

    def words(self) -> QRectF:
        """Where the words stand."""
        font, line = self.look.fonts["small"]
        wide = max(QFontMetricsF(font).horizontalAdvance(part) for part in self.lines()) + 8
        high = line * len(self.lines())
        x, y = self.route.middle
        return QRectF(x - wide / 2, y + 6 if self.route.level else y - high / 2, wide, high)

    def lines(self) -> list[str]:
        """The words in lines that fit between two boxes."""
        said = t(self.relation.words)
        lines = said.split(" ", 1) if len(said) > 11 else [said]
        return [*lines, *([f"({self.relation.why})"] if self.relation.why else [])]

    @guarded_or(QRectF)
    def boundingRect(self) -> QRectF:
        """All of the line, its heads and its words."""
        xs, ys = [p[0] for p in self.route.points], [p[1] for p in self.route.points]
        line = QRectF(min(xs), min(ys), max(xs) - min(xs), max(ys) - min(ys)).adjusted(-12, -12, 12, 12)
        return line.united(self.words().adjusted(-4, -2, 4, 2))

    @guarded_or(QPainterPath)
    def shape(self) -> QPainterPath:
        """The words, where it is hit."""
        path = QPainterPath()
        path.addRect(self.words())
        return path

    @guarded
    def paint(self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None) -> None:
        """Line, heads, words on the board's ground."""
        look = self.look
        draw_arrow(painter, self.route.points, self.relation.kind, look.colour("focus" if self.chosen else "text"))
        rect = self.words()
        painter.fillRect(rect, look.colour("board"))
        font, line = look.fonts["small"]
        painter.setFont(font)
        painter.setPen(look.colour("focus" if self.chosen else "text"))
        for number, part in enumerate(self.lines()):
            at = QRectF(rect.left(), rect.top() + number * line, rect.width(), line)
            painter.drawText(at, Qt.AlignmentFlag.AlignCenter, part)


def draw_badge(painter: QPainter, rect: QRectF, rank: int, colours: tuple[QColor, QColor]) -> None:
    """A rank in a ring, in the painter's font; the first three are filled. `colours` are the ink and what is on it."""
    ink, on_ink = colours
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(ink, 1.5))
    painter.setBrush(ink if rank <= 3 else Qt.BrushStyle.NoBrush)
    painter.drawEllipse(rect.adjusted(0.75, 0.75, -0.75, -0.75))
    painter.setPen(on_ink if rank <= 3 else ink)
    painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, str(rank))
    painter.restore()
