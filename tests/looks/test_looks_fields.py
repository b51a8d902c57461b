"""Fields that keep what is typed."""

from PySide6.QtWidgets import QApplication

from facilitator.looks.qt.fields import TextField


def test_words_that_are_longer_than_their_field_show_how_they_begin(qapp: QApplication) -> None:
    field = TextField("Name")
    field.resize(80, 30)
    field.show_value("Consultation in strategic engagement")
    assert field.cursorPosition() == 0
    field.deleteLater()
