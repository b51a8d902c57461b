"""Two waves at the desk: which groups are reported together, while that can still be said, and what moved."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QGridLayout, QVBoxLayout, QWidget

from facilitator.activities.survey.bodies import Merged, Reporting
from facilitator.activities.survey.moves import AFTER, of_day, statements
from facilitator.activities.survey.report_waves import headline
from facilitator.activities.survey.rules import State
from facilitator.activities.survey.told_waves import lines, published
from facilitator.looks.qt import kit
from facilitator.looks.qt.fields import TextField
from facilitator.looks.qt.words import t
from facilitator.model.people import Groups
from facilitator.model.run import StageRun
from facilitator.model.suppression import decide


class WavesPanel(QWidget):
    """The reporting groups, the form of the chart, and what moved. `asked(body)` asks for an act of the stage."""

    asked = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.groups = Groups()
        self.fields: dict[str, TextField] = {}
        self.about = kit.label(kind="label", tone="quiet", wrap=True)
        self.plain = QCheckBox(t("Bars of one length in the chart, each its own 100 %"))
        self.plain.toggled.connect(lambda on: self.asked.emit(Reporting(plain=on)))
        self.told = kit.label(wrap=True)
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(12)
        self._grid.setVerticalSpacing(6)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(kit.label(t("Reported as"), "title"))
        column.addWidget(self.about)
        column.addLayout(self._grid)
        column.addWidget(self.plain)
        column.addWidget(self.told)
        column.addStretch(1)

    def show_run(self, run: StageRun, groups: Groups, *, closed: bool) -> None:
        """Show a stage of two waves as it is now."""
        state: State = run.state
        if [group.id for group in groups] != list(self.fields):
            self.groups = groups
            self._make_fields()
        frozen = bool(state.opened or state.forms)
        said = t("Settled: the first wave has opened. Nobody can choose groups by what they show.")
        free = t("Give groups that are reported together one name. Once the first wave has opened this stays.")
        kit.put_text(self.about, (said if frozen else free) if groups else t("There are no partner groups here."))
        names = {of: merged.label for merged in state.reporting for of in merged.of}
        for group, field in self.fields.items():
            field.setEnabled(not frozen)
            field.show_value(names.get(group, ""))
        self.plain.blockSignals(True)
        self.plain.setChecked(state.plain)
        self.plain.blockSignals(False)
        kit.put_text(self.told, self._moved(run) if closed and state.wave_of(run.id) == AFTER else "")

    def _make_fields(self) -> None:
        kit.empty(self._grid)
        self.fields = {}
        for row, group in enumerate(self.groups):
            field = TextField(t("By itself"))
            field.setMaxLength(60)
            field.setAccessibleName(t("{group} is reported as", group=group.label))
            field.committed.connect(lambda _: self._keep())
            self.fields[group.id] = field
            self._grid.addWidget(kit.label(group.label, "label"), row, 0)
            self._grid.addWidget(field, row, 1)

    def _keep(self) -> None:
        """Groups with the same name are one; one without a name stands by itself under its own."""
        named: dict[str, list[str]] = {}
        for group in self.groups:
            named.setdefault(self.fields[group.id].text().strip() or group.label, []).append(group.id)
        merged = [Merged(f"r{n}", label, tuple(of)) for n, (label, of) in enumerate(named.items(), 1)]
        if all(len(each.of) == 1 for each in merged):
            merged = []
        self.asked.emit(Reporting(groups=tuple(each.to_body() for each in merged)))

    def _moved(self, run: StageRun) -> str:
        state, decision = run.state, decide(published(run, run.id))
        whole = [lines(of_day(state), question, self.groups, decision, run.id)[0] for question in statements(state)]
        told = [
            t("{statement} {moved}", statement=line.move.question.name, moved=headline(line))
            for line in whole
            if line.shown or line.alike
        ]
        return "\n".join(told) or t("Too few forms could be paired to say what moved.")
