"""Typing for others: a panel under the board's head takes what a host calls out, or what stands on paper."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from typing import Any

from PySide6.QtCore import QDate, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from facilitator.activities.contract import Refused
from facilitator.activities.words import answers, one_line, words
from facilitator.looks.qt.basics import WrapRow
from facilitator.looks.qt.guard import guarded
from facilitator.looks.qt.keylist import KeyRow
from facilitator.looks.qt.kit import button, label, margins, put_text, refill
from facilitator.looks.qt.words import t
from facilitator.model import acts
from facilitator.model.entry import Draft
from facilitator.model.method import Field
from facilitator.model.people import Groups
from facilitator.model.run import StageRun
from facilitator.model.say import say
from facilitator.model.workshop import Workshop

SOURCES = (
    ("host", say("Called out by the host")),
    ("scribe", say("Written by the scribe")),
    ("paper", say("From paper")),
)
_LINES = 3
KEYS = (KeyRow("Ctrl+Return", say("Save what was typed")), KeyRow("Esc", say("Leave the words alone")))


class Words(QPlainTextEdit):
    """Text of some lines; Ctrl+Enter saves it, Esc leaves it, Tab goes on to the next field."""

    saved = Signal()
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTabChangesFocus(True)
        self.setFixedHeight(self.fontMetrics().lineSpacing() * _LINES + 22)

    @guarded
    def keyPressEvent(self, event: QKeyEvent, /) -> None:
        """Save, leave, or write."""
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.saved.emit()
        elif event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)


class ScribePanel(QFrame):
    """The panel. `written(drafts)` when something is to be stored; `left` when the person is done."""

    written = Signal(list)
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("panel", "card")
        self.run: StageRun | None = None
        self.workshop: Workshop | None = None
        self.table, self.group, self.source = QLineEdit(self), QComboBox(self), QComboBox(self)
        self.text = Words(self)
        self.save = button(t("Save"), look="primary", key="Ctrl+Enter", parent=self)
        self.done = button(t("Done"), look="quiet", parent=self)
        self.wrong, self.paper = label("", "label", "bad", self), label("", "label", "quiet", self)
        self.fields: dict[str, QWidget] = {}
        self._labels: list[QLabel] = []
        self._head = QWidget(self)
        self._row = WrapRow(self._head, gap=8)
        self._arrange()
        self.text.saved.connect(self._save)
        self.save.clicked.connect(self._save)
        for source in (self.text.left, self.done.clicked):
            source.connect(self.left)
        self.source.currentIndexChanged.connect(self._show_paper)
        self.hide()

    def _arrange(self) -> None:
        self.table.setPlaceholderText(t("Table"))
        self.table.setAccessibleName(t("Table number"))
        self.table.setFixedWidth(72)
        self.table.setMaxLength(12)
        self.group.setAccessibleName(t("Partner group"))
        self.source.setAccessibleName(t("Where it comes from"))
        for key, said in SOURCES:
            self.source.addItem(t(said), key)
        for each in (self.table, self.group, self.source):
            self._row.addWidget(each)
        self.text.setPlaceholderText(t("What the table says, in its own words"))
        self.text.setAccessibleName(t("What the table says"))
        foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.addWidget(self.paper)
        foot.addWidget(self.wrong, 1)
        foot.addWidget(self.done)
        foot.addWidget(self.save)
        column = QVBoxLayout(self)
        margins(column, 12, 10, 12, 10)
        column.addWidget(self._head)
        column.addWidget(self.text)
        column.addLayout(foot)

    def open_for(self, workshop: Workshop, run: StageRun) -> None:
        """Take words for a stage; table, group and source stay as they were."""
        if self.run is None or run.stage is not self.run.stage:
            self._make_fields(run, workshop.groups)
        self.workshop, self.run = workshop, run
        self._fill_items()
        keeps = run.stage.anonymity != "nothing"
        self.table.setVisible(keeps)
        self.group.setVisible(keeps)
        self._fill_groups(workshop.groups)
        self._show_paper()
        self.show()
        (self.text if self.table.text() or not keeps else self.table).setFocus()

    def follow(self, workshop: Workshop, run: StageRun) -> None:
        """Keep up with changes elsewhere while it is open."""
        if self.isVisible():
            if run.stage is not (self.run.stage if self.run else None):
                self._make_fields(run, workshop.groups)
            self.workshop, self.run = workshop, run
            self._fill_items()
            self._show_paper()

    def _fill_items(self) -> None:
        """Offer what may be named now; what was chosen stays chosen while it is there."""
        for field in fields_of(self.run) if self.run else ():
            box = self.fields.get(field.id)
            if self.run and field.kind == "item" and isinstance(box, QComboBox):
                _fill(box, field, self.run)

    def _fill_groups(self, groups: Groups) -> None:
        refill(self.group, [("", t("No group"))] + [(g.id, g.label) for g in groups])

    def _make_fields(self, run: StageRun, groups: Groups) -> None:
        for widget in (*self.fields.values(), *self._labels):
            self._row.removeWidget(widget)
            widget.deleteLater()
        self.fields, self._labels = {}, []
        for field in fields_of(run):
            control = _control(field, groups, self)
            control.setAccessibleName(t(field.label))
            control.setToolTip(t(field.label))
            self.fields[field.id] = control
            self._row.addWidget(control)
            control.show()
        order = [self.table, self.group, self.source, *self.fields.values(), self.text, self.save, self.done]
        for first, then in pairwise(order):
            QWidget.setTabOrder(first, then)

    def _form(self) -> dict[str, Any]:
        form: dict[str, Any] = {"text": self.text.toPlainText(), "table": self.table.text()}
        for name, control in self.fields.items():
            if isinstance(control, QComboBox):
                form[name] = str(control.currentData() or "")
            elif isinstance(control, QCheckBox):
                form[name] = control.isChecked()
            elif isinstance(control, QLineEdit):
                form[name] = control.text()
        return form

    def _save(self) -> None:
        if self.run is None or self.workshop is None:
            return
        try:
            draft = self._draft(self.workshop, self.run)
            refused = self.run.check(draft)
        except Refused as error:
            refused = error.sentence
        put_text(self.wrong, refused or "")
        if refused:
            self.text.setFocus()
            return
        self.written.emit([draft])
        self.text.clear()
        for control in self.fields.values():
            if isinstance(control, QCheckBox):
                control.setChecked(False)
            elif isinstance(control, QComboBox):
                control.setCurrentIndex(0)
            elif isinstance(control, QLineEdit):
                control.clear()
        self.text.setFocus()

    def _draft(self, workshop: Workshop, run: StageRun) -> Draft:
        form, stage = self._form(), replace(run.stage, fields=fields_of(run))
        source = str(self.source.currentData())
        more: dict[str, Any] = {"fields": answers(stage, form)}
        if stage.anonymity != "nothing":
            more |= {"table": one_line(form, "table", 12), "group": str(self.group.currentData() or "")}
        if len(stage.asks) > 1:
            more["question"] = run.prompt
        if source == "paper":
            more["paper"] = next_paper(workshop)
        return acts.note(workshop, run, words(form, limit=stage.limit), source=source, **more)

    def _show_paper(self) -> None:
        paper = self.source.currentData() == "paper" and self.workshop is not None
        put_text(
            self.paper,
            t("Write {number} on this sheet", number=next_paper(self.workshop)) if paper and self.workshop else "",
        )
        self.paper.setVisible(bool(self.paper.text()))


def next_paper(workshop: Workshop) -> int:
    """The running number for the next sheet that is typed in."""
    runs = (*workshop.stages, workshop.parking)
    return 1 + sum(1 for run in runs for note in run.notes if note.source == "paper")


def fields_of(run: StageRun) -> tuple[Field, ...]:
    """What is typed beside the words, with what the host alone is asked."""
    return tuple(replace(field, who="all") for field in run.typed())


def _fill(box: QComboBox, field: Field, run: StageRun) -> None:
    refill(
        box, [("", t("{field}…", field=field.label)), *((key, t.reader(words)) for key, words in run.choices(field))]
    )


def _control(field: Field, groups: Groups, parent: QWidget) -> QWidget:
    if field.kind == "item":
        box = QComboBox(parent)
        box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        box.setMinimumContentsLength(18)
        return box
    if field.kind == "flag":
        return QCheckBox(t(field.label), parent)
    if field.kind in ("choice", "group"):
        box = QComboBox(parent)
        asks = field.label.endswith("?")
        box.addItem(t(field.label) if asks else t("{field}…", field=field.label), "")
        pairs = [(c.value, f"{c.symbol} {t(c.label)}".strip()) for c in field.choices]
        for value, said in pairs or [(g.id, g.label) for g in groups]:
            box.addItem(said, value)
        return box
    line = QLineEdit(parent)
    line.setPlaceholderText(
        t("{field} ({date})", field=field.label, date=QDate.currentDate().toString("yyyy-MM-dd"))
        if field.kind == "date"
        else t(field.label)
    )
    line.setFixedWidth(190)
    return line
