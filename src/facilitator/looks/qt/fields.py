"""Fields that keep what was typed by themselves: when the field is left, or after a pause in typing."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtCore import QDate, QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QComboBox, QDateEdit, QLineEdit, QPlainTextEdit, QSpinBox, QVBoxLayout, QWidget
from shiboken6 import isValid

from facilitator.looks.qt import look as qt
from facilitator.looks.qt.anew import Anew
from facilitator.looks.qt.guard import guarded, guarded_or
from facilitator.looks.qt.keylist import KeyRow
from facilitator.looks.qt.kit import label
from facilitator.looks.qt.words import t
from facilitator.model.say import say

PAUSE_MS = 2500
KEYS = (
    KeyRow("Return", say("In a list of lines: keep the line, go to the next")),
    KeyRow("Backspace", say("Take an empty line away")),
    KeyRow("Alt+Up|Alt+Down", say("Move the line")),
)
_NO_DATE = QDate(1900, 1, 1)


class Keeper(QObject):
    """Watches one field: hands its value over once, when it is left or rests, and only if it changed."""

    def __init__(self, field: QWidget, value: Callable[[], object], hand_over: Callable[[object], None]) -> None:
        super().__init__(field)
        self._field, self._value, self._hand_over = field, value, hand_over
        self._known: object = None
        self._pause = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._pause.timeout.connect(self.keep)
        field.installEventFilter(self)

    def typed(self) -> None:
        """Something was typed: keep it after a pause."""
        self._pause.start()

    def knows(self, value: object) -> None:
        """This value is kept already."""
        self._known = value
        self._pause.stop()

    @property
    def busy(self) -> bool:
        """Whether somebody has changed the field and the change is not kept yet."""
        return self._value() != self._known

    @property
    def typing(self) -> bool:
        """Whether somebody is at it now: what arrives must not take the field's words away."""
        return self._pause.isActive() or (self._field.hasFocus() and self.busy)

    def keep(self) -> None:
        """Hand the value over now, if it is another. A field that is being thrown away has nothing to hand over."""
        if not isValid(self._field):
            return
        self._pause.stop()
        value = self._value()
        if value != self._known:
            self._known = value
            self._hand_over(value)

    @guarded_or(bool)
    def eventFilter(self, watched: QObject, event: QEvent, /) -> bool:
        """Keep on leaving. A field that dies is left and hidden once more, when it has nothing to give any longer."""
        if event.type() in (QEvent.Type.FocusOut, QEvent.Type.Hide) and isValid(self._field):
            self.keep()
        return False


class TextField(QLineEdit):
    """One line. `committed` gives the text; text that `valid` refuses is marked and not given."""

    committed = Signal(str)

    def __init__(
        self, placeholder: str = "", *, valid: Callable[[str], bool] | None = None, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._valid = valid or (lambda _: True)
        self.setPlaceholderText(placeholder)
        self.keeper = Keeper(self, lambda: self.text().strip(), self._give)
        self.keeper.knows("")
        self.textEdited.connect(lambda _: self.keeper.typed())
        self.returnPressed.connect(self.keeper.keep)

    def show_value(self, value: str) -> None:
        """Show what is stored, unless somebody is typing something else."""
        if self.keeper.typing:
            return
        if self.text() != value:
            self.setText(value)
            if not self.hasFocus():
                self.setCursorPosition(0)  # what is longer than the field shows how it begins
        self.keeper.knows(value)
        qt.mark(self, wrong=False)

    def _give(self, value: object) -> None:
        good = self._valid(str(value))
        qt.mark(self, wrong=not good)
        if good:
            self.committed.emit(str(value))


class GrowingText(QPlainTextEdit):
    """Text as tall as it needs to be. Enter tells `entered` instead of breaking the line unless `breaks`."""

    committed = Signal(str)
    entered = Signal()
    emptied = Signal()
    """Backspace in an empty field."""
    moved = Signal(int)
    """Alt and an arrow: -1 up, 1 down."""
    _anew: Anew | None = None

    def __init__(self, placeholder: str = "", *, breaks: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._breaks = breaks
        self.setPlaceholderText(placeholder)
        self.setTabChangesFocus(True)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.document().setDocumentMargin(0)
        self.setViewportMargins(4, 0, 4, 0)
        self.keeper = Keeper(self, lambda: self.toPlainText().strip(), lambda value: self.committed.emit(str(value)))
        self.keeper.knows("")
        self.textChanged.connect(self._changed)
        self.document().documentLayout().documentSizeChanged.connect(lambda _: self.fit())
        self._anew = Anew(self, self.fit)
        self.fit()

    def show_value(self, value: str) -> None:
        """Show what is stored, unless somebody is typing something else."""
        if self.keeper.typing:
            return
        self.keeper.knows(value)
        if self.toPlainText() != value:
            self.setPlainText(value)
            self.keeper.knows(value)

    def _changed(self) -> None:
        if self.keeper.busy:
            self.keeper.typed()

    def fit(self) -> None:
        """Be as tall as the text."""
        lines = max(1, round(self.document().size().height()))
        height = lines * self.fontMetrics().lineSpacing() + 14
        if height != self.height() or self.minimumHeight() != height:
            self.setFixedHeight(height)

    @guarded
    def resizeEvent(self, event: QResizeEvent, /) -> None:
        """Another width, another height."""
        super().resizeEvent(event)
        self.fit()

    @guarded
    def changeEvent(self, event: QEvent, /) -> None:
        """Other lettering, another height."""
        super().changeEvent(event)
        if self._anew is not None:
            self._anew.take(event)

    @guarded
    def keyPressEvent(self, event: QKeyEvent, /) -> None:
        """Enter, Backspace on nothing, and Alt with an arrow go to the list that the field stands in."""
        key, alt = event.key(), bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not self._breaks:
            self.keeper.keep()
            self.entered.emit()
        elif key == Qt.Key.Key_Backspace and not self.toPlainText():
            self.emptied.emit()
        elif alt and key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.keeper.keep()
            self.moved.emit(1 if key == Qt.Key.Key_Down else -1)
        else:
            super().keyPressEvent(event)


class NumberField(QSpinBox):
    """A whole number. The wheel turns it only while it has the focus."""

    committed = Signal(int)

    def __init__(self, low: int, high: int, suffix: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setRange(low, high)
        self.setSuffix(suffix)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setKeyboardTracking(False)
        self.keeper = Keeper(self, self.value, lambda _: self.committed.emit(self.value()))
        self.keeper.knows(self.value())
        self.valueChanged.connect(lambda _: self.keeper.typed() if self.keeper.busy else None)
        self.editingFinished.connect(self.keeper.keep)

    def show_value(self, value: int) -> None:
        """Show what is stored, unless somebody is typing something else."""
        if self.keeper.typing:
            return
        self.keeper.knows(value)
        self.setValue(value)

    @guarded
    def wheelEvent(self, event: QWheelEvent, /) -> None:
        """Scroll the page, not the number, unless it has the focus."""
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()


class ChoiceField(QComboBox):
    """One of a few values, each with its words. `committed` gives the value."""

    committed = Signal(str)

    def __init__(self, choices: Sequence[tuple[str, str]], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        for value, words in choices:
            self.addItem(t.reader(words), value)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(14)
        self.activated.connect(lambda at: self.committed.emit(str(self.itemData(at))))

    def show_value(self, value: str) -> None:
        """Show what is stored."""
        at = self.findData(value)
        if at >= 0 and at != self.currentIndex():
            self.setCurrentIndex(at)

    def allow(self, values: Sequence[str]) -> None:
        """Let only these values be chosen; the others stay in the list, greyed."""
        from PySide6.QtGui import QStandardItemModel

        model = self.model()
        if isinstance(model, QStandardItemModel):
            for at in range(self.count()):
                model.item(at).setEnabled(str(self.itemData(at)) in values)

    @guarded
    def wheelEvent(self, event: QWheelEvent, /) -> None:
        """Scroll the page, not the choice."""
        event.ignore()


class DateField(QDateEdit):
    """A day, or none. `committed` gives it as ISO 8601, or nothing."""

    committed = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setCalendarPopup(True)
        self.setDisplayFormat("ddd d MMM yyyy")
        self.setMinimumDate(_NO_DATE)
        self.setSpecialValueText(t("No date yet"))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setKeyboardTracking(False)
        self.keeper = Keeper(self, self.iso, lambda value: self.committed.emit(str(value)))
        self.dateChanged.connect(lambda _: self.keeper.typed() if self.keeper.busy else None)
        self.setDate(_NO_DATE)
        self.keeper.knows("")

    def iso(self) -> str:
        """The day as ISO 8601; empty for none."""
        return "" if self.date() == _NO_DATE else str(self.date().toString(Qt.DateFormat.ISODate))

    def show_value(self, value: str) -> None:
        """Show what is stored, unless somebody is typing something else."""
        if self.keeper.typing:
            return
        self.keeper.knows(value)
        try:
            day = date.fromisoformat(value)
        except ValueError:
            self.setDate(_NO_DATE)
        else:
            self.setDate(QDate(day.year, day.month, day.day))

    @guarded
    def wheelEvent(self, event: QWheelEvent, /) -> None:
        """Scroll the page, not the day."""
        event.ignore()


class Labelled(QWidget):
    """A field with its name above it and room for a line of advice or trouble below."""

    def __init__(self, name: str, field: QWidget, aside: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        title = label(name, "label", "quiet")
        title.setBuddy(field)
        field.setAccessibleName(name)
        self.below = label(aside, "caption", "quiet", wrap=True)
        if not aside:
            self.below.hide()
        column.addWidget(title)
        column.addWidget(field)
        column.addWidget(self.below)
        column.addStretch(1)

    def tell(self, words: str, tone: str = "quiet") -> None:
        """Show a line under the field; no words take it away."""
        self.below.setText(words)
        qt.mark(self.below, tone=tone)
        self.below.setVisible(bool(words))
