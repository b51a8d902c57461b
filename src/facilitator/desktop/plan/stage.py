"""One stage of the plan, to be changed: minutes, questions with advice, what is said, who sees and keeps what."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from facilitator.activities import contract
from facilitator.desktop.parts.desk import Desk
from facilitator.looks.qt.buttons import Button
from facilitator.looks.qt.fields import ChoiceField, Labelled, NumberField
from facilitator.looks.qt.kit import label
from facilitator.looks.qt.lines import POINT, QUESTION, LinesField
from facilitator.looks.qt.words import t
from facilitator.model.bodies import StageEdited
from facilitator.model.method_file import ANONYMITY
from facilitator.model.questions import doubts
from facilitator.model.run import CLOSED, OPEN, StageRun
from facilitator.model.say import say
from facilitator.model.stage_words import GROUPINGS, KEPT, TIMERS, VISIBLE
from facilitator.model.workshop import Workshop

WORDS_A_MINUTE = 140


def spoken(text: str) -> int:
    """How long a text takes to say, in seconds."""
    return round(len(text.split()) / WORDS_A_MINUTE * 60)


def seconds(text: str) -> str:
    """The same in words, as they stand beside a point."""
    return t("{seconds} s", seconds=spoken(text))


def before_decision(workshop: Workshop, run: StageRun) -> bool:
    """Whether a deciding stage of the same method comes later."""
    stages = [r for r in workshop.stages if r.block == run.block]
    last = max((n for n, r in enumerate(stages) if r.stage.decides), default=-1)
    return run in stages and stages.index(run) < last


def missing(workshop: Workshop, run: StageRun) -> str:
    """What has still to be written before a stage can be held: its question, or what everybody looks at."""
    if run.unasked:
        return say(
            "Nobody has written this question yet. The room will see the title alone. Write it here, or write the "
            "challenge under \u201cAbout the workshop\u201d: then that is asked. You could ask: \u201c{example}\u201d",
            example=run.stage.example,
        )
    if run.stage.screen == "object" and not workshop.info.object:
        return say(
            "The room should see what everyone looks at, and nobody has written that yet. Write it under \u201cAbout "
            "the workshop\u201d; until then the room sees the question."
        )
    return ""


class StageForm(QWidget):
    """Writes each changed field as a `stage_edited` entry."""

    questions_asked = Signal(str)
    """The questionnaire of the stage with that id is to be shown."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk, self._id = desk, ""
        self.head, self.state = label("", "title", wrap=True), label("", "caption", "quiet")
        self.minutes, self.low, self.high = (NumberField(1, 600) for _ in range(3))
        self.timer = ChoiceField(TIMERS)
        self.questions = LinesField(QUESTION, t("A question that nobody can answer with yes or no"))
        self.script = LinesField(POINT, t("What to say, one point a line"), aside=seconds)
        self.host_script = LinesField(POINT, t("What each table’s host needs to know"), aside=seconds)
        self.visibility, self.anonymity = ChoiceField(VISIBLE), ChoiceField(KEPT)
        self.lengths = Labelled(t("Minutes"), self.minutes)
        self.asked = Labelled(t("Questions on the room screen and phones"), self.questions)
        self._ceiling = Labelled(t("Ceiling"), self.high)
        self._seen = Labelled(t("The room sees the notes"), self.visibility)
        self.stored = Labelled(t("Stored with each note"), self.anonymity)
        self._say = label(t("Say, point by point"), "label", "quiet")
        self._spoken = label("", "caption", "quiet")
        self.form_words = label("", "body", wrap=True)
        self.form_button = Button("", icon_name="sheet")
        self._form = QWidget()
        self._connect()
        self._arrange()

    def _connect(self) -> None:
        self.form_button.clicked.connect(lambda: self.questions_asked.emit(self._id))
        for name, field in (("minutes", self.minutes), ("minutes_min", self.low), ("minutes_max", self.high)):
            field.committed.connect(lambda value, name=name: self._edit_minutes(name, value))
        for name, choice in (("timer", self.timer), ("visibility", self.visibility), ("anonymity", self.anonymity)):
            choice.committed.connect(lambda value, name=name: self._edit({name: value}))
        for name, lines in (("script", self.script), ("host_script", self.host_script)):
            lines.committed.connect(lambda value, name=name: self._edit({name: value}))
        self.questions.committed.connect(self._edit_questions)

    def _arrange(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(16)
        head = QVBoxLayout()
        head.setSpacing(2)
        head.addWidget(self.head)
        head.addWidget(self.state)
        column.addLayout(head)
        asks = QVBoxLayout(self._form)
        asks.setContentsMargins(0, 0, 0, 0)
        asks.setSpacing(8)
        asks.addWidget(self.form_words)
        asks.addWidget(self.form_button, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self._form)
        grid = QGridLayout()
        grid.setHorizontalSpacing(16)
        cells = (self.lengths, Labelled(t("Floor"), self.low), self._ceiling, Labelled(t("Timer"), self.timer))
        for at, cell in enumerate(cells):
            grid.addWidget(cell, 0, at)
            grid.setColumnStretch(at, 2 if at == 3 else 1)
        column.addLayout(grid)
        column.addWidget(self.asked)
        points = QVBoxLayout()
        points.setSpacing(6)
        above = QHBoxLayout()
        above.addWidget(self._say, 1)
        above.addWidget(self._spoken)
        points.addLayout(above)
        points.addWidget(self.script)
        column.addLayout(points)
        column.addWidget(Labelled(t("For the hosts at the tables"), self.host_script))
        pair = QGridLayout()
        pair.setHorizontalSpacing(16)
        pair.addWidget(self._seen, 0, 0)
        pair.addWidget(self.stored, 0, 1)
        pair.setColumnStretch(0, 1)
        pair.setColumnStretch(1, 1)
        column.addLayout(pair)
        column.addStretch(1)

    # ------------------------------------------------------------------ showing

    def show_stage(self, stage_id: str) -> None:
        """Show another stage. What was typed into the last one is kept first."""
        self._id = stage_id
        self.refresh()

    def refresh(self) -> None:
        """Show what the log says now."""
        workshop, run = self._desk.workshop, self._run()
        if workshop is None or run is None:
            return
        stage = run.stage
        self.head.setText(t("{title}: {goal}", title=stage.title, goal=stage.goal) if stage.goal else t(stage.title))
        self.state.setText(_state(run))
        for field, value in (
            (self.minutes, stage.minutes),
            (self.low, stage.minutes_min),
            (self.high, stage.minutes_max),
        ):
            field.show_value(value)
        self.timer.show_value(stage.timer)
        early = before_decision(workshop, run)
        self.questions.set_advice(lambda text: doubts(text, before_decision=early))
        self.questions.show_value(stage.questions or stage.asks)
        self.script.show_value(stage.script)
        self.host_script.show_value(stage.host_script)
        self._spoken.setText(t("{seconds} s spoken", seconds=sum(spoken(point) for point in stage.script)))
        self.visibility.show_value(stage.visibility)
        self.anonymity.show_value(stage.anonymity)
        self.asked.tell(t(missing(workshop, run)), "warn")
        self._limit_anonymity(run)
        self._tell_lengths(run)
        self._tell_form(run)

    def _tell_form(self, run: StageRun) -> None:
        """What the stage asks from a file, and whether that can still be changed."""
        files = contract.activity(run.stage.activity).files
        text = files.of_stage(run)
        self._form.setVisible(bool(text))
        if text:
            leaf, closed = files.look(text, ""), files.closed(run)
            told = t("It asks “{title}”, version {version}.", title=leaf.title, version=leaf.version)
            self.form_words.setText(f"{told} {t(closed)}" if closed else told)
            self.form_button.setText(t("Look through its questions") if closed else t("Change its questions"))

    def _limit_anonymity(self, run: StageRun) -> None:
        least = ANONYMITY.index(run.stage.anonymity)
        if len(run.notes):
            self.anonymity.allow(ANONYMITY[least:])
            self.stored.tell(t("Notes have arrived: from now on you can keep less, never more."))
        else:
            self.anonymity.allow(ANONYMITY)
            self.stored.tell(t("Phones say so above the field, in the same words."))

    def _tell_lengths(self, run: StageRun) -> None:
        stage = run.stage
        wrong = not stage.minutes_min <= stage.minutes <= stage.minutes_max
        self.lengths.tell(
            t("Outside {least} to {most}", least=stage.minutes_min, most=stage.minutes_max) if wrong else "",
            "warn",
        )

    def _run(self) -> StageRun | None:
        workshop = self._desk.workshop
        return workshop.run(self._id) if workshop is not None and self._id else None

    # ------------------------------------------------------------------ writing

    def _edit(self, changes: dict[str, Any]) -> None:
        workshop, run = self._desk.workshop, self._run()
        if workshop is not None and run is not None:
            self._desk.ask(StageEdited(changes).draft(workshop.id, run.id))

    def _edit_minutes(self, name: str, value: int) -> None:
        run = self._run()
        if run is None:
            return
        body = {name: value}
        if name == "minutes_min" and value > run.stage.minutes_max:
            body["minutes_max"] = value
        if name == "minutes_max" and value < run.stage.minutes_min:
            body["minutes_min"] = value
        self._edit(body)

    def _edit_questions(self, questions: list[str]) -> None:
        run = self._run()
        boards = run is not None and run.stage.prompt and run.stage.questions
        if boards or len(questions) > 1:
            alone = {"prompt": ""} if run and run.stage.prompt and not boards else {}
            self._edit({"questions": questions, **alone})
        else:
            self._edit({"questions": [], "prompt": questions[0] if questions else ""})


def _state(run: StageRun) -> str:
    n = len(run.own_notes())
    if run.status == OPEN:
        return t(
            "Open now, {n} note. Changes reach the phones at once.",
            "Open now, {n} notes. Changes reach the phones at once.",
            n=n,
        )
    if run.status == CLOSED:
        return t("Done, {n} note.", "Done, {n} notes.", n=n)
    kind = contract.activity(run.stage.activity).title
    return t("{activity}: {grouping}", activity=kind, grouping=GROUPINGS[run.stage.grouping])
