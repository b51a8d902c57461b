"""One row of the plan at the desk: what, who, with whom, by when, how one will know; and what a review finds of it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from facilitator.looks.qt import look as qt
from facilitator.looks.qt.basics import HLine, WrapRow
from facilitator.looks.qt.buttons import Button
from facilitator.looks.qt.fields import ChoiceField, DateField, GrowingText, Labelled, TextField
from facilitator.looks.qt.kit import button, label, number, refill
from facilitator.looks.qt.words import t
from facilitator.model.entry import local
from facilitator.model.moment import now_ms
from facilitator.model.people import Groups
from facilitator.model.say import say
from facilitator.programme.aspect import Subject
from facilitator.programme.desk_links import Links
from facilitator.programme.listed import Behind
from facilitator.programme.plan.bodies import Reviewed, RowRemoved, RowTold
from facilitator.programme.plan.rules import STATUS, Row

_NO_GROUP = ("", say("No partner group"))


class ReviewForm(QWidget):
    """What a review finds of one row, to be kept at once. `asked(body)` asks to keep it."""

    asked = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.row = ""
        self.status = ChoiceField(list(STATUS.items()))
        self.words = GrowingText(t("What is said about it, in a sentence"))
        self.date, self.where, self.people = DateField(), TextField(t("Task group")), number(t("How many people"), 9999)
        self.keep = button(t("Add to the review log"), look="primary")
        self.keep.clicked.connect(self._ask)
        self.status.setAccessibleName(t("Status"))
        self.words.setAccessibleName(t("What is said about it"))
        pair = QHBoxLayout()
        pair.addWidget(Labelled(t("Who reviewed it"), self.where), 1)
        pair.addWidget(Labelled(t("How many people"), self.people))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.status)
        column.addWidget(self.words)
        column.addWidget(Labelled(t("Reviewed on"), self.date))
        column.addLayout(pair)
        column.addWidget(self.keep)

    def show_row(self, row: Row) -> None:
        """Begin with where it stands, where another row is shown than before; who reviews, and when, stays."""
        if row.id != self.row:
            self.row = row.id
            self.words.setPlainText("")
            self.status.show_value(row.stands)
            if not self.date.iso():
                self.date.show_value(local(now_ms()).date().isoformat())

    def kept(self, row: Row) -> None:
        """What was said is in the file: there is room for what comes next."""
        words = self.words.toPlainText().strip()
        if words and words == row.note:
            self.words.setPlainText("")

    def begin(self, status: str) -> None:
        """Go on to the words for another status."""
        self.status.show_value(status)
        self.words.setFocus()

    def _ask(self) -> None:
        words, where = self.words.toPlainText().strip(), self.where.text().strip()
        status, people = str(self.status.currentData()), self.people.value()
        self.asked.emit(Reviewed(self.row, status, self.date.iso(), words, where=where, people=people))


class RowPanel(QFrame):
    """One row. `asked(body)` asks for a change."""

    asked = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._row = Row("")
        self.action, self.objective = GrowingText(t("What will be done")), TextField(t("What for"))
        self.theme, self.group = ChoiceField([("", t("No theme"))]), ChoiceField([_NO_GROUP])
        self.lead, self.measure = TextField(t("Name")), GrowingText(t("What will be different for people"))
        self.accepted = button(t("Said yes"), icon="check")
        self.accepted.setCheckable(True)
        self.start, self.due = DateField(), DateField()
        self.evidence, self.resources = TextField(t("What shows it")), TextField(t("What it takes"))
        self.partners: dict[str, Button] = {}
        self._with = QWidget()
        self._wrap = WrapRow(self._with)
        self.remove = button(t("Remove"), icon="trash")
        self.review, self.links = ReviewForm(), Links()
        self._connect()
        self._arrange()

    def _connect(self) -> None:
        ask = self.asked.emit
        self.action.committed.connect(lambda words: ask(RowTold(self._row.id, action=words)))
        self.objective.committed.connect(lambda words: ask(RowTold(self._row.id, objective=words)))
        self.theme.committed.connect(lambda theme: ask(RowTold(self._row.id, theme=theme)))
        self.lead.committed.connect(lambda words: ask(RowTold(self._row.id, lead=words)))
        self.group.committed.connect(lambda group: ask(RowTold(self._row.id, lead_group=group)))
        self.accepted.clicked.connect(lambda on: ask(RowTold(self._row.id, lead_accepted=on)))
        self.start.committed.connect(lambda day: ask(RowTold(self._row.id, start=day)))
        self.due.committed.connect(lambda day: ask(RowTold(self._row.id, due=day)))
        self.measure.committed.connect(lambda words: ask(RowTold(self._row.id, measure=words)))
        self.evidence.committed.connect(lambda words: ask(RowTold(self._row.id, evidence=words)))
        self.resources.committed.connect(lambda words: ask(RowTold(self._row.id, resources=words)))
        self.links.asked.connect(lambda keys: ask(RowTold(self._row.id, targets=keys)))
        self.remove.clicked.connect(lambda: ask(RowRemoved(self._row.id)))
        self.review.asked.connect(self.asked)

    def _arrange(self) -> None:
        qt.mark(self, panel="panel")
        head, days = QHBoxLayout(), QHBoxLayout()
        head.addWidget(label(t("The action"), "title"))
        head.addStretch(1)
        head.addWidget(self.remove)
        days.addWidget(Labelled(t("From"), self.start), 1)
        days.addWidget(Labelled(t("By"), self.due), 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 16)
        column.setSpacing(10)
        column.addLayout(head)
        column.addWidget(Labelled(t("Action"), self.action))
        column.addWidget(Labelled(t("Objective"), self.objective))
        column.addWidget(Labelled(t("Theme"), self.theme))
        column.addWidget(Labelled(t("Lead"), self.lead))
        column.addWidget(Labelled(t("Partner group of the lead"), self.group))
        column.addWidget(self.accepted)
        column.addWidget(label(t("With"), "label", "quiet"))
        column.addWidget(self._with)
        column.addLayout(days)
        column.addWidget(Labelled(t("We will know when"), self.measure))
        column.addWidget(Labelled(t("Evidence"), self.evidence))
        column.addWidget(Labelled(t("Resources"), self.resources))
        column.addWidget(HLine())
        column.addWidget(label(t("Review"), "title"))
        column.addWidget(self.review)
        column.addWidget(HLine())
        column.addWidget(self.links)
        column.addStretch(1)

    def show_row(self, row: Row, themes: Sequence[Subject], groups: Groups, every: Behind) -> None:
        """Show it as it is now."""
        if row.id != self._row.id:
            self.links.clear()
        self._row = row
        refill(self.theme, [("", t("No theme")), *((each.id, each.name) for each in themes)])
        refill(self.group, [(_NO_GROUP[0], t(_NO_GROUP[1])), *((each.id, each.label) for each in groups)])
        self.theme.show_value(next((each.id for each in themes if row.theme in (each.id, *each.also)), ""))
        self.group.show_value(row.lead_group)
        texts = {self.objective: row.objective, self.lead: row.lead, self.evidence: row.evidence}
        for field, words in {**texts, self.resources: row.resources}.items():
            field.show_value(words)
        self.action.show_value(row.action)
        self.measure.show_value(row.measure)
        self.start.show_value(row.start)
        self.due.show_value(row.due)
        self.accepted.setChecked(row.lead_accepted)
        self._show_partners(row, groups)
        self.links.show_links(every, row.targets)
        self.review.show_row(row)
        self.review.kept(row)

    def _show_partners(self, row: Row, groups: Groups) -> None:
        """A button for each partner group, pressed for those that it is done with."""
        for group in groups:
            if group.id not in self.partners:
                self.partners[group.id] = made = button("", look="quiet")
                made.setCheckable(True)
                made.clicked.connect(lambda _on, name=group.id: self._turn(name))
                self._wrap.addWidget(made)
        for name, each in self.partners.items():
            known = groups.get(name)
            each.setVisible(known is not None and name != row.lead_group)
            each.setText(groups.short(name))
            each.setToolTip(groups.label(name))
            each.setChecked(name in row.partners)

    def _turn(self, name: str) -> None:
        now = [each for each in self._row.partners if each != name]
        now += [] if name in self._row.partners else [name]
        self.asked.emit(RowTold(self._row.id, partners=tuple(now)))
