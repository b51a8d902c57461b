"""What stands round a board under a lens: the order of the lenses, the one worn now, what earlier ones found."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QIcon, QPainter, QPaintEvent, QPen, QPixmap, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QScrollArea, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from facilitator.activities import lenses
from facilitator.activities.lenses import Found, Lens
from facilitator.looks.qt import kit
from facilitator.looks.qt import look as qt
from facilitator.looks.qt.basics import WrapRow
from facilitator.looks.qt.buttons import Button
from facilitator.looks.qt.guard import guarded
from facilitator.looks.qt.icons import draw_icon
from facilitator.looks.qt.words import t
from facilitator.looks.tokens import Theme
from facilitator.model.run import CLOSED, StageRun
from facilitator.model.workshop import Workshop

CHIP = 26


def draw_chip(painter: QPainter, box: QRectF, lens: Lens, theme: Theme) -> None:
    """A lens's symbol on its colour, in a square with round corners."""
    look = lens.look(theme)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(qt.colour(look.fill))
    painter.setPen(QPen(qt.colour(look.edge), 1))
    painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), box.height() / 5, box.height() / 5)
    inset = box.height() * 0.2
    draw_icon(painter, box.adjusted(inset, inset, -inset, -inset), lens.symbol, qt.colour(look.on))


def chip_pixmap(lens: Lens, size: int, theme: Theme, ratio: float = 1.0) -> QPixmap:
    """The chip as a picture of `size` px for a screen of `ratio` device px each."""
    made = QPixmap(round(size * ratio), round(size * ratio))
    made.setDevicePixelRatio(ratio)
    made.fill(Qt.GlobalColor.transparent)
    painter = QPainter(made)
    draw_chip(painter, QRectF(0, 0, size, size), lens, theme)
    painter.end()
    return made


class LensStrip(QWidget):
    """The lenses of a method in order, each with its minutes; the one on the board is pressed in. `asked(stage id)`."""

    asked = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme: Theme = theme
        self._row = WrapRow(self, gap=4)
        self._buttons: list[QToolButton] = []
        self._told: tuple[object, ...] = ()

    def set_theme(self, theme: Theme) -> None:
        """Draw in another theme."""
        self._theme, self._told = theme, ()

    def show_order(self, workshop: Workshop, run: StageRun) -> None:
        """Show the order of the lenses in the method of a stage."""
        worn = [(r, lens) for r in workshop.stages if r.block == run.block and (lens := lenses.of(r.stage))]
        told = (run.id, self._theme, *((r.id, r.status, r.stage.minutes) for r, _ in worn))
        if told == self._told:
            return
        self._told = told
        while len(self._buttons) < len(worn):
            self._add()
        for number, button in enumerate(self._buttons):
            button.setVisible(number < len(worn))
            if number < len(worn):
                self._dress(button, *worn[number], on=worn[number][0] is run)
        self.setMinimumHeight(self._row.heightForWidth(max(self.width(), 1)))

    @guarded
    def resizeEvent(self, event: QResizeEvent, /) -> None:
        """As many lines of them as the width asks for."""
        super().resizeEvent(event)
        self.setMinimumHeight(self._row.heightForWidth(self.width()))

    def _add(self) -> None:
        button = QToolButton(self)
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        button.setIconSize(QSize(CHIP, CHIP))
        button.setCheckable(True)
        qt.mark(button, look="lens")
        button.clicked.connect(lambda _=False, made=button: self._press(made))
        self._buttons.append(button)
        self._row.addWidget(button)

    def _press(self, button: QToolButton) -> None:
        button.setChecked(not button.isChecked())
        self.asked.emit(str(button.property("stage_id")))

    def _dress(self, button: QToolButton, run: StageRun, lens: Lens, *, on: bool) -> None:
        minutes = run.stage.minutes
        done = run.status == CLOSED
        button.setProperty("stage_id", run.id)
        button.setChecked(on)
        button.setIcon(QIcon(chip_pixmap(lens, CHIP, self._theme, self.devicePixelRatioF())))
        button.setText(f" {t(lens.name)} {'✓' if done else minutes}")
        button.setAccessibleName(_spoken(lens, minutes, done=done, on=on))
        button.setToolTip(t("Look at {stage}", stage=run.stage.title))


def _spoken(lens: Lens, minutes: int, *, done: bool, on: bool) -> str:
    if done:
        return t("{lens}, {n} minute, done", "{lens}, {n} minutes, done", lens=lens.full, n=minutes)
    if on:
        return t("{lens}, {n} minute, on the board", "{lens}, {n} minutes, on the board", lens=lens.full, n=minutes)
    return t("{lens}, {n} minute", "{lens}, {n} minutes", lens=lens.full, n=minutes)


class LensBand(QFrame):
    """The lens worn now, in its colour, with the focus; and whether people still write alone. `show_asked`: reveal."""

    show_asked = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme: Theme = theme
        self.lens: Lens | None = None
        self._name = kit.label(kind="heading", parent=self)
        self._ask, self.alone = (kit.label(kind="label", parent=self) for _ in range(2))
        self.focus = kit.label(kind="label", parent=self, wrap=True)
        self.reveal = Button(t("Show to the room"), look="plain", parent=self)
        self.reveal.clicked.connect(self.show_asked)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self._name)
        words.addWidget(self._ask)
        row = QHBoxLayout(self)
        row.setContentsMargins(76, 8, 16, 8)
        row.setSpacing(16)
        row.addLayout(words)
        row.addWidget(self.focus, 1)
        row.addWidget(self.alone)
        row.addWidget(self.reveal)
        self.focus.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.setMinimumHeight(64)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def set_theme(self, theme: Theme) -> None:
        """Draw in another theme."""
        self._theme = theme
        self.update()

    def show_lens(self, lens: Lens, focus: str) -> None:
        """Wear a lens."""
        if lens != self.lens:
            self.lens = lens
            look = lens.look()
            self._name.setText(t(lens.full))
            self._ask.setText(t(lens.ask))
            for label in (self._name, self._ask, self.focus, self.alone):
                label.setStyleSheet(f"color: {look.on}; background: transparent;")
            self.update()
        self.focus.setText(t("Focus: {sentence}", sentence=focus) if focus else "")

    def show_alone(self, words: str, *, may_show: bool) -> None:
        """Say how long people still write alone; with `may_show` the button is there."""
        self.alone.setText(words)
        self.alone.setVisible(bool(words))
        self.reveal.setVisible(may_show)

    @guarded
    def paintEvent(self, event: QPaintEvent, /) -> None:
        """The colour and the symbol."""
        if self.lens is None:
            return
        look = self.lens.look(self._theme)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(qt.colour(look.fill))
        painter.setPen(QPen(qt.colour(look.edge), 1))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 8, 8)
        side = 40.0
        draw_icon(painter, QRectF(20, (self.height() - side) / 2, side, side), self.lens.symbol, qt.colour(look.on))
        painter.end()


class LensAside(QScrollArea):
    """What other lenses found, beside the board."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme: Theme = theme
        self._parts: list[Found] = []
        self.setFixedWidth(272)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWidgetResizable(True)
        self.setAccessibleName(t(lenses.load().words["around"]))
        qt.mark(self, panel="board")
        self._inside = QWidget()
        qt.mark(self._inside, plain=True)
        self.setWidget(self._inside)
        self._rows = QVBoxLayout(self._inside)
        self._rows.setContentsMargins(16, 0, 8, 0)
        self._rows.setSpacing(6)
        self.hide()

    def set_theme(self, theme: Theme) -> None:
        """Draw in another theme."""
        self._theme, parts, self._parts = theme, self._parts, []
        self.show_parts(parts)

    def texts(self) -> list[str]:
        """Every word that stands in it."""
        return [word for part in self._parts for word in (part.title, *part.words)]

    def show_parts(self, parts: list[Found]) -> None:
        """Show these parts; without any it is hidden."""
        self.setVisible(bool(parts))
        if parts == self._parts:
            return
        self._parts = parts
        kit.empty(self._rows)
        for part in parts:
            self._rows.addWidget(self._heading(part))
            for words in part.words:
                self._rows.addWidget(kit.label(t.reader(words), "label", parent=self._inside, wrap=True))
            if part.more:
                self._rows.addWidget(
                    kit.label(t("and {n} more", "and {n} more", n=part.more), "label", "quiet", self._inside, wrap=True)
                )
        self._rows.addStretch(1)

    def _heading(self, part: Found) -> QWidget:
        holder = QWidget(self._inside)
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 8, 0, 0)
        row.setSpacing(8)
        chip = QLabel(holder)
        chip.setPixmap(chip_pixmap(part.lens, 20, self._theme, self.devicePixelRatioF()))
        row.addWidget(chip)
        row.addWidget(kit.label(f"{t(part.title)}  {len(part.words) + part.more}", "strong", parent=holder), 1)
        return holder
