"""The middle of the console: head, the panel that is open, the activity's board, and the chips under it."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractButton, QApplication, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from facilitator.activities import boards, lenses
from facilitator.activities.boards import DeskBoard
from facilitator.activities.results import ranks_for
from facilitator.desktop.run.head import BoardHead, LookingBar
from facilitator.desktop.run.late_bar import LateBar
from facilitator.desktop.run.note_panel import NotePanel
from facilitator.desktop.run.typing_panel import ScribePanel
from facilitator.looks.qt import look as qt
from facilitator.looks.qt.buttons import ChipButton
from facilitator.looks.qt.guard import guarded
from facilitator.looks.qt.keylist import KeyRow
from facilitator.looks.qt.kit import button, label, margins, put_text
from facilitator.looks.qt.labels import ElidedLabel
from facilitator.looks.qt.words import t
from facilitator.model.notes import HIDDEN, LIVE, WITHDRAWN, Note
from facilitator.model.run import StageRun
from facilitator.model.say import say
from facilitator.model.workshop import Workshop

KEYS = (
    KeyRow("Return", say("In the field of Find: choose the next note found")),
    KeyRow("Esc", say("Go back to the board, and close what is open over it")),
)
_ARROWS = (Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down)


class AskBar(QFrame):
    """A question over the board with a yes and a no; it blocks nothing. `agreed` when yes is pressed, `left` after."""

    agreed = Signal()
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("panel", "warn")
        self._words = label("", "label", parent=self, wrap=True)
        self.yes, self.no = button("", parent=self), button(t("Not yet"), look="quiet", parent=self)
        row = QHBoxLayout(self)
        margins(row, 12, 6, 8, 6)
        row.addWidget(self._words, 1)
        row.addWidget(self.yes)
        row.addWidget(self.no)
        self.yes.clicked.connect(self.hide)
        self.yes.clicked.connect(self.agreed)
        for each in (self.yes, self.no):
            each.clicked.connect(self.left)
        self.no.clicked.connect(self.hide)
        self.hide()

    def ask(self, words: str, yes: str) -> None:
        """Show the question."""
        put_text(self._words, words)
        self.yes.setText(yes)
        self.show()
        self.no.setFocus()


class BoardArea(QFrame):
    """The middle. Board signals are passed on: `asked(request)`, `chosen(keys)`, `menu_asked(key, place)`."""

    asked = Signal(object)
    chosen = Signal(list)
    menu_asked = Signal(str, QPoint)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("panel", "board")
        self.run: StageRun | None = None
        self.workshop: Workshop | None = None
        self.boards: dict[str, DeskBoard] = {}
        self.head, self.looking, self.ask_bar = BoardHead(self), LookingBar(self), AskBar(self)
        self.scribe, self.note = ScribePanel(self), NotePanel(self)
        self.waiting = ChipButton("clock", "dashed", t("Choose the notes that the room has not been shown"), self)
        self.withheld = ChipButton("eye-off", "solid", t("Show or cover the notes that were hidden"), self)
        self.late = ChipButton("history", "solid", t("See what came after its question was closed"), self)
        self.late_bar = LateBar(self)
        self.hint = ElidedLabel("", "caption", self)
        self.hint.setProperty("tone", "quiet")
        self.hint.setAlignment(Qt.AlignmentFlag.AlignRight)
        self._empty = label("", "script", "quiet", self, wrap=True)
        self.cards = label("", "label", "quiet", self, wrap=True)
        self.beyond = label("", "label", "warn", self, wrap=True)
        self._slot = QVBoxLayout()
        self._arrange()
        self.note.asked.connect(self.asked)
        self.late_bar.asked.connect(self.asked)
        self.late.clicked.connect(self._open_late)
        for panel in (self.note, self.scribe, self.ask_bar, self.late_bar):
            panel.left.connect(self.to_board)
        self.scribe.left.connect(self.scribe.hide)
        self.withheld.toggled.connect(self._show_withheld)
        self.head.search.returnPressed.connect(self._find_next)
        self.head.found.connect(self._find)

    def _arrange(self) -> None:
        self.withheld.setCheckable(True)
        foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.addWidget(self.waiting)
        foot.addWidget(self.withheld)
        foot.addWidget(self.late)
        foot.addWidget(self.hint, 1)
        self._column = QVBoxLayout(self)
        margins(self._column, 24, 14, 24, 10, gap=10)
        said = (self.looking, self.ask_bar, self.late_bar, self.head, self.cards, self.beyond)
        self.cards.hide()
        self.beyond.hide()
        for part in (*said, self.scribe, self.note, self._empty):
            self._column.addWidget(part)
        self._column.addLayout(self._slot, 1)
        self._column.addLayout(foot)

    @property
    def board(self) -> DeskBoard | None:
        """The board in sight."""
        return self.boards.get(self.run.stage.activity) if self.run else None

    def set_compact(self, compact: bool) -> None:
        """Narrower margins and smaller letters."""
        edge = 16 if compact else 24
        margins(self._column, edge, 12 if compact else 14, edge, 8, gap=8 if compact else 10)
        self.head.set_compact(compact)

    def show_run(self, workshop: Workshop, run: StageRun | None, changed: set[str] | None) -> None:
        """Show a stage; `changed` names the notes that differ, None means all."""
        self.workshop = workshop
        other = run is None or self.run is None or run.id != self.run.id
        self.run = run
        self.head.setVisible(run is not None)
        self._empty.setVisible(run is None)
        if run is None:
            put_text(self._empty, t("This workshop has no stages yet. Add a method in Plan."))
            return
        if other:
            self._close_panels()
        board = self.boards.get(run.stage.activity) or self._make_board(run.stage.activity)
        for each in sorted(self.boards.values(), key=lambda each: each is board):
            each.widget.setVisible(each is board)  # the last: two at a time would make the window grow
        board.know(workshop)
        board.show_state(run, workshop.groups, None if other else changed)
        board.show_results(ranks_for(workshop, run))
        self.scribe.follow(workshop, run)

    def show_head(self) -> None:
        """Show counts, question and chips as they are now."""
        if self.workshop is None or self.run is None:
            return
        run = self.run
        self.head.show_run(self.workshop, run)
        for line, words in ((self.cards, run.cards_in()), (self.beyond, run.too_many())):
            put_text(line, t(words) if words else "")
            line.setVisible(words is not None)
        if self.board is not None:
            self.board.know(self.workshop)
        hidden = len(run.notes.having(HIDDEN))
        taken = len(run.notes.having(WITHDRAWN))
        self.withheld.show_count(hidden, t("{n} withheld", "{n} withheld", n=hidden))
        if not hidden and self.withheld.isChecked():
            self.withheld.setChecked(False)
        late = sum(len(each.late) for each in self.workshop.stages)
        self.late.show_count(late, t("{n} came late", "{n} came late", n=late))
        wait = len(self._waiting_keys())
        self.waiting.show_count(wait, t("{n} waiting for you", "{n} waiting for you", n=wait))
        told = [t("{n} note taken back.", "{n} notes taken back.", n=taken)] if taken else []
        told.append(t("F shows the chosen note to the room."))
        if lenses.of(run.stage):
            told.append(t(lenses.load().words["letters"]))
        elif run.stage.columns:
            told.append(t("1, 2, 3 or a drag moves it."))
        self.hint.setText(" ".join(told) if len(run.notes) else "")

    def _waiting_keys(self) -> list[str]:
        run = self.run
        if run is None or run.stage.visibility != "host" or run.stage.screen != "notes":
            return []
        return [note.key for note in run.notes if note.status == LIVE and note.shown is None]

    def first_waiting(self) -> str:
        """The first note that the room has not been shown; empty when there is none."""
        return next(iter(self._waiting_keys()), "")

    def to_board(self) -> None:
        """Put the focus on the board, or beside it while there is nothing on it that takes keys."""
        if self.board is not None:
            self.board.widget.setFocus()
        focus = QApplication.focusWidget()
        if focus is None or not self.isAncestorOf(focus) or isinstance(focus, QAbstractButton):
            self.setFocus()

    def chosen_keys(self) -> list[str]:
        """The notes that are chosen on the board in sight."""
        return self.board.chosen_keys() if self.board is not None else []

    def choose(self, key: str) -> None:
        """Choose a note on the board in sight."""
        if self.board is not None:
            self.board.choose(key)

    def open_scribe(self) -> None:
        """Open the panel for typing for a table."""
        if self.workshop is not None and self.run is not None:
            self.note.hide()
            self.scribe.open_for(self.workshop, self.run)

    @property
    def is_wide(self) -> bool:
        """Whether the board that is shown has the width of the agenda too."""
        return self.board is not None and self.board.wide

    def set_look(self) -> None:
        """Take the window's theme and size of lettering."""
        for board in self.boards.values():
            board.set_theme(qt.theme())
            board.set_text_scale(qt.scale())

    @guarded
    def keyPressEvent(self, event: QKeyEvent, /) -> None:
        """Esc goes back to the board."""
        if event.key() == Qt.Key.Key_Escape:
            self._close_panels()
            self.head.close_search()
            self.to_board()
        elif event.key() not in _ARROWS:
            super().keyPressEvent(event)

    def _close_panels(self) -> None:
        for panel in (self.note, self.scribe, self.ask_bar, self.late_bar):
            panel.hide()

    def _open_late(self) -> None:
        if self.workshop is not None:
            self._close_panels()
            self.late_bar.open_for(self.workshop)

    def _make_board(self, activity: str) -> DeskBoard:
        board = boards.desk(activity)(qt.theme(), self)
        board.set_text_scale(qt.scale())
        board.asked.connect(self.asked)
        board.chosen.connect(self.chosen)
        board.menu_asked.connect(self.menu_asked)
        board.opened.connect(self.open_note)
        self.boards[activity] = board
        self._slot.addWidget(board.widget, 1)
        return board

    def open_note(self, key: str) -> None:
        """Open a note of the board that is shown."""
        found = self.found(key)
        if found and self.workshop:
            self.scribe.hide()
            self.note.read(*found, self.workshop.groups)

    def open_chosen(self) -> None:
        """Open the first of the chosen notes."""
        for key in self.chosen_keys()[:1]:
            self.open_note(key)

    def edit_note(self, note: Note) -> None:
        """Open a note to reword it."""
        self.scribe.hide()
        self.note.edit(note)

    def hide_notes(self, notes: list[Note]) -> None:
        """Ask why notes are to be hidden."""
        self.scribe.hide()
        self.note.hide_note(notes)

    def merge_notes(self, notes: list[Note]) -> None:
        """Ask whose wording stays when notes become one."""
        self.scribe.hide()
        self.note.merge(notes)

    def found(self, key: str) -> tuple[StageRun, Note] | None:
        """A note and the stage that has it: the one shown, else the one that feeds it."""
        note = self.run.notes.get(key) if self.run else None
        if self.run and note:
            return self.run, note
        return self.workshop.find(key) if self.workshop else None

    def _show_withheld(self, on: bool) -> None:
        if self.board is not None:
            self.board.show_withheld(on)

    def _find(self, words: str) -> None:
        if self.board is not None:
            n = len(self.board.find_text(words))
            if words.strip():
                none = t("No note has these words")
                self.hint.setText(t("{n} note found", "{n} notes found", n=n) if n else none)
            else:
                self.show_head()

    def _find_next(self) -> None:
        """Choose the next note with the words that are looked for, after the last the first; the field keeps the keys.

        Esc goes back to the board, and the note stays chosen.
        """
        words = self.head.search.text()
        found = self.board.find_text(words) if self.board is not None and words.strip() else []
        if not found:
            return
        chosen = next(iter(self.chosen_keys()), "")
        at = (found.index(chosen) + 1) % len(found) if chosen in found else 0
        self.choose(found[at])
        self.hint.setText(t("Note {number} of {count} found", number=at + 1, count=len(found)))
