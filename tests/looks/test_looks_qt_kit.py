"""The kit that every pane is put together with."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QApplication, QComboBox, QHBoxLayout, QVBoxLayout, QWidget
from shiboken6 import isValid

from facilitator.looks.qt import kit


class Painted(QObject):
    """Counts how often a widget asks to be drawn or laid out anew."""

    def __init__(self, watched: QWidget) -> None:
        super().__init__()
        self.times = 0
        watched.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent, /) -> bool:
        self.times += event.type() in (QEvent.Type.UpdateRequest, QEvent.Type.Paint)
        return False


def test_what_people_wrote_is_never_read_as_mark_up(qapp: QApplication) -> None:
    made = kit.label("<b>bold</b> &amp; more", "script", "quiet", wrap=True)
    assert made.textFormat() == Qt.TextFormat.PlainText
    assert (made.property("type"), made.property("tone"), made.wordWrap()) == ("script", "quiet", True)


def test_the_same_words_again_draw_nothing(qapp: QApplication) -> None:
    made = kit.label("3 notes")
    made.show()
    qapp.processEvents()
    painted = Painted(made)
    kit.put_text(made, "3 notes")
    qapp.processEvents()
    assert painted.times == 0
    kit.put_text(made, "4 notes")
    assert made.text() == "4 notes"


def test_a_button_that_is_only_an_icon_says_what_it_does(qapp: QApplication) -> None:
    made = kit.sign_button("close", "Put this line away")
    assert (made.text(), made.toolTip(), made.accessibleName()) == ("", "Put this line away", "Put this line away")


def test_emptying_takes_what_is_inside_rows_too(qapp: QApplication) -> None:
    holder = QWidget()
    column, row = QVBoxLayout(holder), QHBoxLayout()
    parts = [kit.label("one"), kit.label("two"), kit.label("three")]
    column.addWidget(parts[0])
    column.addLayout(row)
    row.addWidget(parts[1])
    row.addWidget(parts[2])
    column.addStretch(1)
    kit.empty(column)
    assert column.count() == 0
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert not any(isValid(part) for part in parts)


def test_what_was_chosen_stays_chosen_while_it_is_there(qapp: QApplication) -> None:
    box = QComboBox()
    kit.refill(box, [("", "No group"), ("g1", "Residents"), ("g2", "Traders")])
    assert box.currentData() == ""
    kit.choose(box, "g2")
    kit.refill(box, [("", "No group"), ("g2", "Traders of the market")])
    assert (box.currentData(), box.currentText()) == ("g2", "Traders of the market")
    kit.refill(box, [("", "No group"), ("g1", "Residents")])
    assert box.currentData() == ""
    kit.refill(box, [])
    assert box.count() == 0
