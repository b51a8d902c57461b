"""A stage's notes as cards at the desk: what the desks of most activities are made from."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import lru_cache

from PySide6.QtCore import QPoint, QTimer, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from facilitator.activities.boards import column_of, columns_for, has_columns
from facilitator.looks.qt.cards.board import KEYS as HAND_KEYS
from facilitator.looks.qt.cards.board import Card, CardBoard, Column
from facilitator.looks.qt.cards.keys import KEYS as CARD_KEYS
from facilitator.looks.qt.keylist import KeyRow
from facilitator.looks.qt.words import t
from facilitator.looks.tokens import Theme
from facilitator.model.bodies import Moved
from facilitator.model.entry import new_key
from facilitator.model.moment import now_ms
from facilitator.model.notes import HIDDEN, LIVE, MERGED, Note
from facilitator.model.people import Groups
from facilitator.model.run import CLOSED, OPEN, StageRun, question_no
from facilitator.model.say import Listed, Time
from facilitator.model.workshop import Workshop

NEW_MS = 8000
"""How long a note is marked as new."""


class NoteDesk(QWidget):
    """Cards of a stage's notes; a `boards.DeskBoard`, whose signals and methods it has."""

    asked = Signal(object)
    chosen = Signal(list)
    opened = Signal(str)
    menu_asked = Signal(str, QPoint)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.run: StageRun | None = None
        self.groups = Groups()
        self.workshop: Workshop | None = None
        self.cards = CardBoard(theme, self)
        self._columns: list[Column] = []
        self._new: dict[str, int] = {}
        self._parts: dict[str, list[Note]] = {}
        """The notes that were joined into a note, straight or through others."""
        self._withheld = False
        self._turns = 0
        self._fading = QTimer(self, interval=500)
        self._fading.timeout.connect(self._forget_new)
        self.layers = QVBoxLayout(self)
        self.layers.setContentsMargins(0, 0, 0, 0)
        self.layers.setSpacing(0)
        self.layers.addWidget(self.cards, 1)
        self.setFocusProxy(self.cards)
        self.cards.chosen.connect(self.chosen)
        self.cards.activated.connect(self.opened)
        self.cards.menu_asked.connect(self.menu_asked)
        self.cards.move_asked.connect(self._ask_moves)

    # ------------------------------------------------------------------ what a caller says

    @property
    def widget(self) -> QWidget:
        """Itself."""
        return self

    @staticmethod
    def key_rows() -> tuple[KeyRow, ...]:
        """What keys do on it, beside those of the menus."""
        return (*CARD_KEYS, *HAND_KEYS)

    @property
    def details(self) -> QWidget | None:
        """Cards need nothing at the side."""
        return None

    @property
    def wide(self) -> bool:
        """Boards with details at the side are wide."""
        return self.details is not None

    def show_state(self, run: StageRun, groups: Groups, changed: set[str] | None = None) -> None:
        """Show a stage; `changed` names the notes that differ since the last call, None means all."""
        other = run is not self.run
        self.run, self.groups = run, groups
        self._show_cards(run, None if other else changed)

    def know(self, workshop: Workshop) -> None:
        """Told of the workshop round the stage, before it is shown and when something else changed."""
        self.workshop = workshop

    def show_results(self, ranks: Mapping[str, int]) -> None:
        """What a later vote on this stage's items came to; cards do not show it."""

    def chosen_keys(self) -> list[str]:
        """The chosen notes, in the order of choosing."""
        return self.cards.chosen_keys()

    def choose(self, key: str) -> None:
        """Choose one note and bring it into sight; "" chooses none."""
        self.cards.choose(key)
        self.cards.scroll_to(key)

    def find_text(self, text: str) -> list[str]:
        """Fade the notes without these words; the keys of those with them. "" shows all again."""
        return self.cards.find_text(text)

    def show_withheld(self, on: bool) -> None:
        """Whether hidden notes stand among the others, their words covered."""
        self._withheld = on
        if self.run:
            self._show_cards(self.run, None)

    def set_theme(self, theme: Theme) -> None:
        """Draw in another theme."""
        self.cards.set_theme(theme)

    def set_text_scale(self, scale: float) -> None:
        """Letters so many times as large."""
        self.cards.set_text_scale(scale)

    def shown_keys(self) -> list[str]:
        """The notes that stand on this board now, in the order of the stage."""
        return [note.key for note in self._notes(self.run)] if self.run else []

    def shown_texts(self) -> list[str]:
        """The words that stand on this board now, in the order of the stage."""
        return [note.text for note in self._notes(self.run) if note.status == LIVE] if self.run else []

    # ------------------------------------------------------------------ what an activity may change

    def badge(self, note: Note) -> str:
        """A few words under a note; how many are one in it, and whose they were, stands there beside them."""
        return ""

    def in_one(self, note: Note) -> str:
        """How many notes are one in this, and whose they were where they were not all of its own group."""
        parts = self._parts.get(note.key, ())
        if not parts:
            return ""
        every = dict.fromkeys(each.group for each in (note, *parts) if each.group)
        if not every.keys() - {note.group}:
            return t("{n} in one", "{n} in one", n=len(parts) + 1)
        facts = {"n": len(parts) + 1, "groups": Listed(tuple(map(self.groups.short, every)), "")}
        return t("{n} in one: {groups}", "{n} in one: {groups}", **facts)

    def empty_text(self, run: StageRun) -> str:
        """The quiet line on a board without notes."""
        if run.status == OPEN:
            return t("0 notes. Phones show the question now.")
        if run.status == CLOSED:
            return t("No notes here.")
        return t("Nothing yet. Phones show this question once it is open.")

    def _notes(self, run: StageRun) -> list[Note]:
        return [note for note in run.notes if self._stands(run, note)]

    def _stands(self, run: StageRun, note: Note) -> bool:
        return note.status == LIVE or (self._withheld and note.status == HIDDEN)

    # ------------------------------------------------------------------ cards

    def _show_cards(self, run: StageRun, changed: set[str] | None) -> None:
        notes = self._notes(run)
        merged = changed is None or any(n and n.status == MERGED for n in map(run.notes.get, changed))
        if merged or self._parts:
            self._count_parts(run)
        if self._fit_columns(run, notes, changed):
            changed = None
        turned, self._turns = run.notes.turns != self._turns, run.notes.turns
        if changed is None:
            self.cards.set_empty_text(self.empty_text(run))
            self._new = {key: until for key, until in self._new.items() if run.notes.get(key)}
            self.cards.show_cards([self._card(run, note) for note in notes])
            self.cards.put_in_order([note.key for note in notes])
            return
        here = [note for key in changed if (note := run.notes.get(key)) is not None]
        there = [note for note in notes if note.key in changed]
        self._mark_new(there)
        cards = [self._card(run, note) for note in there]
        new = {card.key for card in cards if not self.cards.has(card.key, card.column)}
        self.cards.update_cards(cards, [note.key for note in here if not self._stands(run, note)])
        if turned or new != {note.key for note in notes[len(notes) - len(new) :]}:
            self.cards.put_in_order([note.key for note in notes])

    def _count_parts(self, run: StageRun) -> None:
        hosts = {note.merged_into for note in run.notes.having(MERGED)}
        self._parts = {host: run.notes.sources(host) for host in hosts}

    def _mark_new(self, notes: Iterable[Note]) -> None:
        fresh = now_ms() - NEW_MS
        for note in notes:
            if note.at >= fresh and not note.edits and not note.moves:
                self._new[note.key] = note.at + NEW_MS
        if self._new and not self._fading.isActive():
            self._fading.start()

    def _forget_new(self) -> None:
        now = now_ms()
        old = {key for key, until in self._new.items() if until <= now}
        for key in old:
            del self._new[key]
        if not self._new:
            self._fading.stop()
        if old and self.run:
            gone = [n for key in old if (n := self.run.notes.get(key)) and self._stands(self.run, n)]
            self.cards.update_cards([self._card(self.run, note) for note in gone])

    def _card(self, run: StageRun, note: Note) -> Card:
        return Card(
            key=note.key,
            text=note.text,
            column=column_of(run.stage.columns, note),
            group=self.groups.short(note.group) if note.group else "",
            group_no=self.groups.no(note.group),
            corner=_corner(run, note),
            corner_said=_corner_said(run, note),
            time=_minute(note.at // 60_000, t.reader.language),
            marks=self._marks(run, note),
            mark_note=t.reader(note.reason) if note.status == HIDDEN else "",
            badge=t.listed((self.badge(note), self.in_one(note))),
        )

    def _marks(self, run: StageRun, note: Note) -> tuple[str, ...]:
        found = (
            "new" if note.key in self._new else "",
            "shown" if note.on_screen(run.open_to_room) else "",
            "edited" if note.edited else "",
            "withheld" if note.status == HIDDEN else "",
            "late" if note.late else "",
            "disputed" if any(f.kind == "flag" and note.fields.get(f.id) for f in run.stage.fields) else "",
        )
        return tuple(filter(None, found))

    # ------------------------------------------------------------------ columns

    def _fit_columns(self, run: StageRun, notes: list[Note], changed: set[str] | None) -> bool:
        """Stand up the columns that are needed now; True if they differ from before."""
        field = run.stage.columns
        if changed is not None:
            new = (note for key in changed if (note := run.notes.get(key)) is not None)
            if has_columns(field, self._columns, new) and not self._may_empty(run, changed):
                return False
        wanted = columns_for(field, notes, self.groups) if field else []
        if wanted == self._columns:
            return False
        self._columns = wanted
        self.cards.set_columns([replace(column, title=t.reader(column.title)) for column in wanted])
        return True

    def _may_empty(self, run: StageRun, changed: set[str]) -> bool:
        """Whether a column that stands only while it has notes may have lost its last one."""
        field = run.stage.columns
        if field is None or (field.kind != "group" and all(column.key for column in self._columns)):
            return False
        here = (note for key in changed if (note := run.notes.get(key)) is not None)
        return any(note.moves or not self._stands(run, note) for note in here)

    def _ask_moves(self, keys: list[str], column: str | None, before: str | None) -> None:
        field = self.run.stage.columns if self.run else None
        if field is None and column is not None:
            return
        fields = {field.id: column} if field and column is not None else {}
        tie = new_key() if len(keys) > 1 else ""
        for key in keys:
            self.asked.emit(Moved(key, fields=fields, before=before, together=tie))


def _question(run: StageRun, note: Note) -> int:
    """The number of the question that a note answers, from 1; 0 where there is only one to answer."""
    return question_no(run, note) + 1 if len(run.stage.asks) > 1 and note.stage == run.id else 0


def _corner(run: StageRun, note: Note) -> str:
    """Which of several questions a note answers, and from which table it came: as short as it can be said."""
    number = _question(run, note)
    if not number:
        return t("T{table}", table=note.table) if note.table else ""
    return t("Q{number} T{table}", number=number, table=note.table) if note.table else t("Q{number}", number=number)


def _corner_said(run: StageRun, note: Note) -> str:
    """The same for an ear; empty where what is drawn can be read out as it is."""
    number = _question(run, note)
    if not number:
        return ""
    if not note.table:
        return t("Question {number}", number=number)
    return t("Question {number}, table {table}", number=number, table=note.table)


@lru_cache(maxsize=1024)
def _minute(minutes: int, _language: str) -> str:
    """The time of day of so many minutes since 1970, "09:05", as the window's language writes it."""
    return t("{time}", time=Time(minutes * 60_000))
