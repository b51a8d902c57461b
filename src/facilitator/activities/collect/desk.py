"""The board of a collecting stage: every note a card; where notes answer others, risks beside their ideas."""

from __future__ import annotations

from collections import Counter

from PySide6.QtWidgets import QWidget

from facilitator.activities import lenses
from facilitator.activities.collect.desk_ideas import KEYS, IdeaList, Risk, Row
from facilitator.activities.collect.rules import answer_to, counted
from facilitator.activities.desk_lens import LensDesk
from facilitator.looks.qt import kit
from facilitator.looks.qt.keylist import KeyRow
from facilitator.looks.qt.words import t
from facilitator.looks.tokens import Theme
from facilitator.model.bodies import Moved
from facilitator.model.method import Field
from facilitator.model.notes import LIVE, Note
from facilitator.model.people import Groups
from facilitator.model.run import StageRun
from facilitator.model.say import Listed, say


class Board(LensDesk):
    """Notes as cards as they come; counts over them where answers count."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self.tally = kit.label(kind="strong", parent=self, wrap=True)
        self._links: Field | None = None
        self.tally.hide()
        self.layers.insertWidget(0, self.tally)
        self.ideas = IdeaList(theme, self)
        self.ideas.hide()
        self.middle.insertWidget(1, self.ideas, 1)
        self.ideas.chosen.connect(self.chosen)
        self.ideas.activated_key.connect(self.opened)
        self.ideas.menu_asked.connect(self.menu_asked)
        self.ideas.link_asked.connect(self._ask_link)
        self.ideas.installEventFilter(self)

    @staticmethod
    def key_rows() -> tuple[KeyRow, ...]:
        """Those of cards, and those of ideas that answer others."""
        return (*LensDesk.key_rows(), *KEYS)

    def show_state(self, run: StageRun, groups: Groups, changed: set[str] | None = None) -> None:
        """Show a stage; `changed` names the notes that differ since the last call, None means all."""
        super().show_state(run, groups, changed)
        field = self._links = _answering(run)
        self.ideas.setVisible(field is not None)
        self.cards.setVisible(field is None)
        self.setFocusProxy(self.ideas if field else self.cards)
        if field is not None:
            self.ideas.show_rows(*self._rows(run, field))
        words = tally_words(run) if run.stage.options.get("tally") else ""
        kit.put_text(self.tally, words)
        self.tally.setVisible(bool(words))

    def chosen_keys(self) -> list[str]:
        """The chosen notes."""
        return self.ideas.chosen_keys() if self._links else super().chosen_keys()

    def choose(self, key: str) -> None:
        """Choose one note and bring it into sight; "" chooses none."""
        if self._links:
            self.ideas.choose([key])
        else:
            super().choose(key)

    def find_text(self, text: str) -> list[str]:
        """Fade the notes without these words; the keys of those with them. "" shows all again."""
        return self.ideas.find_text(text) if self._links else super().find_text(text)

    def set_theme(self, theme: Theme) -> None:
        """Draw in another theme."""
        super().set_theme(theme)
        self.ideas.set_theme(theme)

    def badge(self, note: Note) -> str:
        """What else was answered, where the words alone do not say it."""
        asked = [f for f in self.run.stage.fields if f.kind == "choice" and not f.columns] if self.run else []
        said = [self._answer(f, t(answer_to(f, note))) for f in asked if answer_to(f, note) or self._is_form()]
        return t.listed(said)

    def _answer(self, field: Field, answer: str) -> str:
        return t("{question} {answer}", question=field.label, answer=answer) if self._is_form() else answer

    def _is_form(self) -> bool:
        return self.run is not None and bool(self.run.stage.options.get("form"))

    def _ask_link(self, key: str, item: str) -> None:
        field = self._links
        if field is not None:
            self.asked.emit(Moved(key, fields={field.id: item}))

    def _rows(self, run: StageRun, field: Field) -> tuple[list[Row], list[str]]:
        """Every risk and benefit with its ideas, then the ideas that answer none; and what may be answered."""
        feed = run.state.feed()
        known, items, by_id = lenses.by_key(feed), lenses.answerable(feed), lenses.load().by_id
        ideas: dict[str, list[Note]] = {}
        for note in (n for n in self._notes(run) if n.status == LIVE):
            item = known.get(str(note.fields.get(field.id, "")))
            ideas.setdefault(item.id if item else "", []).append(note)
        rows = []
        for item in items:
            risk = Risk(item.id, item.text, t("because {why}", why=item.why) if item.why else "", by_id[item.lens])
            those = ideas.get(item.id, [])
            if not those:
                rows.append(Row(risk=risk))
            for number, note in enumerate(those):
                ends = (number == 0, number == len(those) - 1)
                rows.append(Row(note.key, note.text, self._about(run, note), risk, *ends))
        rows += [Row(note.key, note.text, self._about(run, note)) for note in ideas.get("", [])]
        return rows, [item.id for item in items]

    def _about(self, run: StageRun, note: Note) -> str:
        where = t("table {table}", table=note.table) if note.table else ""
        marks = [t("on the room screen")] if note.on_screen(run.open_to_room) else []
        marks += [t("edited")] if note.edited else []
        who = self.groups.short(note.group) if note.group else ""
        return t.listed((who, where, *marks, self.in_one(note)))


def _answering(run: StageRun) -> Field | None:
    """The field by which notes answer items, when there is something to answer."""
    field = next((field for field in run.stage.fields if field.kind == "item"), None)
    return field if field and lenses.by_key(run.state.feed()) else None


def tally_words(run: StageRun) -> str:
    """How many gave each answer, a line a question: "Are you happy to be in photos?  Yes 14, No 2 (16 answered)"."""
    lines = []
    for field in (f for f in run.stage.fields if f.kind == "choice"):
        given: Counter[str] = counted(run.notes, field)
        said = [say("{answer}: {count}", answer=choice.label, count=given[choice.value]) for choice in field.choices]
        told = Listed(tuple(said), "")
        people = say("{n} answered", "{n} answered", n=sum(given.values()))
        lines.append(t("{question}  {answers}  ({answered})", question=field.label, answers=told, answered=people))
    return "\n".join(lines)
