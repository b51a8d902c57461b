"""The board of a led conversation: questions in large letters while people talk, agreed lines with their support."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QScrollArea, QSizePolicy, QSpinBox, QVBoxLayout, QWidget

from facilitator.activities.desk_lens import LensDesk
from facilitator.activities.discuss import rules
from facilitator.activities.discuss.bodies import HandCount
from facilitator.activities.parking import became
from facilitator.looks.qt import kit
from facilitator.looks.qt.basics import WrapRow
from facilitator.looks.qt.buttons import Button
from facilitator.looks.qt.labels import ElidedLabel
from facilitator.looks.qt.words import room_t, t
from facilitator.looks.tokens import Theme
from facilitator.model.bodies import Noted
from facilitator.model.notes import LIVE, Note
from facilitator.model.people import Groups
from facilitator.model.run import OPEN, StageRun, on_screen
from facilitator.model.say import as_day, own_words, say
from facilitator.model.workshop import Workshop

LISTED = 12
"""So many lines stand over the board; the rest are counted."""


class Board(LensDesk):
    """Lines as cards with how many support each; for a stage that only talks, its questions."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self._talk, self.hands, self.facts = Talk(self), Hands(self), Facts(self)
        self.layers.addWidget(self._talk, 1)
        self.layers.addWidget(self.hands)
        self.hands.counted.clicked.connect(self._count_hands)
        self.cards.chosen.connect(self._follow_choice)
        self.layers.insertWidget(0, self.facts)
        self.facts.offer.clicked.connect(self._offer)

    def show_state(self, run: StageRun, groups: Groups, changed: set[str] | None = None) -> None:
        """Show a stage; `changed` names the lines that differ since the last call, None means all."""
        super().show_state(run, groups, changed)
        self.facts.show_facts(run, self.workshop)
        talks = not rules.takes_lines(run.stage) and not len(run.notes)
        self.cards.setVisible(not talks)
        self.layers.setStretchFactor(self.middle, 0 if talks else 1)
        self._talk.setVisible(talks)
        self._talk.show_stage(run)
        if changed is None or set(self.chosen_keys()) & changed:
            self._follow_choice(self.chosen_keys())

    def know(self, workshop: Workshop) -> None:
        """Told of the workshop round the stage: what the room has, what is parked."""
        super().know(workshop)
        if self.run is not None:
            block = workshop.block_of(self.run)
            looked_at = workshop.info.object or (block.method.object if block else "")
            self._talk.show_object(looked_at if self.run.stage.screen == "object" else "")
        if self.run is not None:
            self.facts.show_facts(self.run, workshop)

    def _offer(self) -> None:
        """Send the offered lines, as the facilitator's."""
        for line in list(self.facts.lines):
            self.asked.emit(Noted(line, source="facilitator"))

    def badge(self, note: Note) -> str:
        """Support, and who takes it on by when."""
        if self.run is None:
            return ""
        words = (
            [t(rules.support_words(self.run.state.support(note.key)))] if rules.takes_support(self.run.stage) else []
        )
        owner, by = str(note.fields.get("owner", "")), str(note.fields.get("by", ""))
        words += [owner] if owner else []
        words += [t("by {day}", day=as_day(by))] if by else []
        return t.listed(words)

    def empty_text(self, run: StageRun) -> str:
        """The quiet line while no line is agreed."""
        return t("No lines yet. Each table agrees on its lines aloud, then sends them.") if run.status == OPEN else ""

    def _follow_choice(self, keys: list[str]) -> None:
        note = self.run.notes.get(keys[0]) if self.run and len(keys) == 1 else None
        if note is None or self.run is None or not rules.takes_support(self.run.stage):
            self.hands.hide()
            return
        self.hands.show_line(note, self.run.state.hands.get(note.key, {}))

    def _count_hands(self) -> None:
        if self.hands.line:
            self.asked.emit(HandCount(self.hands.line, self.hands.counts()))


class Talk(QWidget):
    """The questions of a stage that only talks, the one asked now in the strongest letters."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.thing = kit.label(kind="script", parent=self, wrap=True)
        self.thing.setContentsMargins(16, 12, 16, 12)
        self.thing.setProperty("panel", "card")
        self.thing.hide()
        self._rows = QVBoxLayout()
        self._rows.setSpacing(16)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 16, 0, 16)
        column.setSpacing(16)
        column.addWidget(self.thing)
        column.addLayout(self._rows, 1)
        self._told: tuple[object, ...] = ()
        self.hide()

    def show_object(self, words: str) -> None:
        """Show what everybody looks at, as the room's screen does; "" for nothing."""
        self.thing.setText(t("To look at: {thing}", thing=words) if words else "")
        self.thing.setVisible(bool(words))

    def show_stage(self, run: StageRun) -> None:
        """Show the questions of a stage with how long each may take."""
        asks = run.stage.asks
        told = (asks, run.asking, run.stage.minutes, run.stage.hint)
        if told == self._told:
            return
        self._told = told
        kit.empty(self._rows)
        for number, question in enumerate(asks if len(asks) > 1 else ()):
            now = number == min(run.asking, len(asks) - 1)
            self._add(t(question), "heading" if now else "title", "" if now else "quiet")
        self._add(pacing(run.stage.minutes, len(asks)), "script", "quiet")
        self._add(t("In this part there is nothing to type on phones."), "body", "quiet")
        self._rows.addStretch(1)

    def _add(self, text: str, kind: str, tone: str) -> None:
        self._rows.addWidget(kit.label(text, kind, tone, self, wrap=True))


class Facts(QFrame):
    """What stands over the lines where a stage asks for it: rules `offered`, a `recap`, the `parking` lot."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("panel", "card")
        self.lines: list[str] = []
        self._title = kit.label(kind="strong", parent=self, wrap=True)
        self._list = kit.label(wrap=True)
        self._area = QScrollArea(self)
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setWidgetResizable(True)
        self._area.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self._area.setWidget(self._list)
        self.offer = Button(t("Offer these"), look="primary", parent=self)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 12)
        column.setSpacing(8)
        column.addWidget(self._title)
        column.addWidget(self._area)
        column.addWidget(self.offer)
        self.hide()

    def show_facts(self, run: StageRun, workshop: Workshop | None) -> None:
        """Show what the stage asks for; hidden where it asks for nothing, or where there is nothing."""
        options, title = run.stage.options, ""
        self.lines = []
        if options.get("offered"):
            title, self.lines = t("Rules to offer. Change them as the room wants."), offered(run)
        elif options.get("recap") and workshop is not None:
            title, self.lines = t("What the room has so far"), recap(workshop)
        elif options.get("parking") and workshop is not None:
            waiting = sum(not note.outcome for _, note in workshop.parked())
            title, self.lines = (
                t("In the parking lot, {n} not settled yet", "In the parking lot, {n} not settled yet", n=waiting),
                parked(workshop),
            )
        self.setVisible(bool(self.lines))
        self._title.setText(title)
        more = len(self.lines) - LISTED
        said = [*self.lines[:LISTED], *([t("and {n} more", "and {n} more", n=more)] if more > 0 else [])]
        self._list.setText("\n".join(f"\u2022 {' '.join(line.split())}" for line in said))
        self.offer.setVisible(bool(options.get("offered")))


class Hands(QFrame):
    """Hands counted in the room for one line: three numbers and a button."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.line = ""
        self.setProperty("panel", "card")
        row = WrapRow(self, gap=12)
        row.setContentsMargins(12, 8, 12, 8)
        self._title = ElidedLabel("", "label", self)
        row.add_growing(self._title)
        self.boxes: dict[str, QSpinBox] = {}
        for choice, words in rules.SUPPORT.items():
            self.boxes[choice] = kit.number(t("Hands: {answer}", answer=words), 999, width=64)
            row.addWidget(kit.label(t(words), "label", "quiet", self))
            row.addWidget(self.boxes[choice])
        self.counted = Button(t("Count hands"), parent=self)
        self.counted.setAutoDefault(True)
        row.addWidget(self.counted)
        self.hide()

    def show_line(self, note: Note, counts: dict[str, int]) -> None:
        """Take the hands counted for a line; a number being typed is not taken away."""
        other, self.line = self.line != note.key, note.key
        self._title.setText(t("Hands for: {line}", line=note.text))
        for choice, box in self.boxes.items():
            if other or not box.hasFocus():
                box.setValue(counts.get(choice, 0))
        self.show()

    def counts(self) -> dict[str, int]:
        """The numbers that stand in the fields."""
        return {choice: box.value() for choice, box in self.boxes.items()}


def pacing(minutes: int, questions: int) -> str:
    """How long each question may take, in words."""
    if questions < 2:
        return t("{n} min in all", "{n} min in all", n=minutes)
    each = minutes / questions
    if each >= 1.5:
        return t("about {n} min each", "about {n} min each", n=round(each))
    return t("{minutes} min for {n} question", "{minutes} min for {n} questions", minutes=minutes, n=questions)


def offered(run: StageRun) -> list[str]:
    """The lines that a stage offers and that nobody has sent yet, in the words that the room reads."""
    there = {note.text.casefold() for note in run.notes}
    lines = [room_t.reader(own_words(line)) for line in run.stage.options.get("offered", ())]
    return [line for line in lines if line.casefold() not in there]


def recap(workshop: Workshop) -> list[str]:
    """What every stage with notes has so far: its count, and the first note that the room may see."""
    lines = []
    for run in workshop.stages:
        count = sum(1 for note in run.own_notes() if note.status == LIVE)
        if not count or run.status == OPEN:
            continue
        first = " ".join(next((n.text for n in on_screen(run) if n.stage == run.id), "").split())
        block = workshop.block_of(run)
        title: str = run.stage.title
        if block:
            title = say("{method}, {stage}", method=block.method.title, stage=title)
        said = say("{stage}, {n} note", "{stage}, {n} notes", stage=title, n=count)
        lines.append(t("{stage}: {words}", stage=said, words=first) if first else t(said))
    return lines


def parked(workshop: Workshop) -> list[str]:
    """Every note in the parking lot with what became of it."""
    return [t("{note} ({became})", note=note.text, became=became(note)) for _, note in workshop.parked()]
