"""What the facilitator does in the console, each act as drafts that the desk writes."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from facilitator.activities import lenses
from facilitator.activities.boards import FileUnder, LookAt, Request
from facilitator.desktop.parts.desk import Desk
from facilitator.desktop.run.board import BoardArea
from facilitator.looks.qt.words import t
from facilitator.model import acts, bodies
from facilitator.model.entry import Draft, new_key
from facilitator.model.notes import HIDDEN, LIVE, MERGED, PARKED, Note
from facilitator.model.packed import Packed
from facilitator.model.run import StageRun
from facilitator.model.say import say
from facilitator.model.workshop import Workshop

APART = say("These notes come from different stages. Join notes of one stage.")
END_WORDS = say("End the day? Phones and the room screen say thank you. You can open it again.")


class ConsoleActs(QObject):
    """The acts on the stage that `area` shows."""

    looked = Signal(str)
    """A stage is to be shown on the board alone; "" for the open one."""
    refused = Signal(str)
    """Why the rules do not take what was asked; empty once something is taken again."""

    def __init__(self, desk: Desk, area: BoardArea) -> None:
        super().__init__(area)
        self._desk, self._area = desk, area
        area.ask_bar.agreed.connect(self.finish)

    @property
    def _workshop(self) -> Workshop | None:
        return self._desk.workshop

    # ------------------------------------------------------------------ stages and clock

    def toggle_timer(self) -> None:
        """Start, pause or go on with the open stage's clock."""
        workshop = self._workshop
        if workshop and workshop.current:
            verb = "pause" if workshop.current.clock.running else "start"
            self._desk.ask(acts.timer(workshop.current, workshop, verb))

    def add_time(self, seconds: int) -> None:
        """Lengthen or shorten the open stage."""
        workshop = self._workshop
        if workshop and workshop.current:
            self._desk.ask(acts.timer(workshop.current, workshop, "add", seconds))

    def next_stage(self) -> None:
        """Open the next stage; after the last ask whether the day ends, and once it has ended do nothing."""
        workshop = self._workshop
        if workshop is None or workshop.finished_at is not None:
            return
        if workshop.neighbour(1) is None:
            self._area.ask_bar.ask(t(END_WORDS), t("End the day"))
            return
        self._desk.ask(*acts.step(workshop, 1))
        self.looked.emit("")

    def next_or_end(self) -> None:
        """Open the next stage; after the last ask whether the day ends, and after that open it again."""
        workshop = self._workshop
        if workshop is None:
            return
        if workshop.finished_at is not None:
            self._desk.ask(bodies.Reopened().draft(workshop.id))
        else:
            self.next_stage()

    def end_or_go_on(self) -> None:
        """Ask whether the day ends, whichever stage is open; once it has ended, open it again."""
        if self._workshop is not None and self._workshop.finished_at is None:
            self._area.ask_bar.ask(t(END_WORDS), t("End the day"))
        else:
            self.next_or_end()

    def finish(self) -> None:
        """End the day."""
        if self._workshop:
            self._desk.ask(bodies.Finished().draft(self._workshop.id))

    def look_back(self) -> None:
        """Look at the stage before the one on the board; it is not opened."""
        self._look(-1)

    def go_on(self) -> None:
        """Open the next stage; while another than the open one is on the board, only look at the one after it."""
        workshop, run = self._workshop, self._area.run
        here = (workshop.current or workshop.neighbour(1)) if workshop else None
        if here and run and run.id != here.id:
            self._look(1)
        else:
            self.next_stage()

    def _look(self, steps: int) -> None:
        workshop, run = self._workshop, self._area.run
        ids = [each.id for each in workshop.stages] if workshop else []
        place = ids.index(run.id) + steps if run and run.id in ids else -1
        if 0 <= place < len(ids):
            self.looked.emit(ids[place])

    def open_looked_at(self) -> None:
        """Open the stage on the board, so that the room comes to it."""
        workshop, run = self._workshop, self._area.run
        if workshop and run and run.id != workshop.open_id and workshop.finished_at is None:
            self._desk.ask(acts.open_stage(workshop, run.id))
            self.looked.emit("")

    def ask_question(self, number: int) -> None:
        """Ask another of the stage's questions."""
        self._about_stage(bodies.Asked(number))

    def tick(self, point: int, on: bool) -> None:
        """Tick a point of the script, or take the tick away."""
        self._about_stage(bodies.Ticked(point, on=on))

    def cover(self) -> None:
        """Reveal the notes of a private stage, or cover them again."""
        if self._area.run:
            self._about_stage(bodies.Covered() if self._area.run.revealed else bodies.Revealed())

    def _about_stage(self, said: Packed) -> None:
        if self._workshop and self._area.run:
            self._desk.ask(acts.at(self._workshop, self._area.run, said))

    # ------------------------------------------------------------------ the room's screen

    def screen(self, act: str) -> None:
        """`hold`, `blank` or `join`: on, or off again."""
        workshop = self._workshop
        if workshop is None:
            return
        now = workshop.screen
        if act == "hold":
            self._desk.ask(acts.screen(workshop, bodies.ScreenSet(hold=now.held_at is None)))
        elif act == "blank":
            self._desk.ask(acts.screen(workshop, bodies.ScreenSet(blank=not now.blank)))
        elif act == "join":
            self._desk.ask(acts.screen(workshop, bodies.ScreenSet("stage" if now.view == "join" else "join")))

    # ------------------------------------------------------------------ notes

    def chosen(self, *statuses: str) -> list[Note]:
        """The chosen notes that have one of those statuses."""
        found = [self._area.found(key) for key in self._area.chosen_keys()]
        return [pair[1] for pair in found if pair is not None and pair[1].status in statuses]

    def home(self, key: str) -> StageRun | None:
        """The stage that a note is acted on in: the one shown where it has the note, else the one it was written in."""
        found = self._area.found(key)
        return found[0] if found else self._area.run

    def do(self, asked: Request) -> None:
        """Do what a board or a panel asks for.

        An entry about a note goes to the stage that has the note, any other to the stage that is shown.
        """
        match asked:
            case LookAt(stage):
                self.looked.emit(stage)
            case FileUnder(lens):
                self.refile(lenses.load().by_id[lens])
            case bodies.Merged(targets, into) if self._apart([into, *targets]):
                self.refused.emit(t(APART))
            case bodies.Merged(into=note) | bodies.AboutNote(target=note):
                self._in_stage(self.home(note), asked)
            case _:
                self._in_stage(self._area.run, asked)

    def _in_stage(self, run: StageRun | None, said: Packed) -> None:
        if run and self._workshop:
            self._ask(acts.at(self._workshop, run, said))

    def _apart(self, keys: list[str]) -> bool:
        return len({run.id for key in keys if (run := self.home(key))}) > 1

    def _ask(self, *drafts: Draft) -> None:
        """Write drafts, unless the rules of a stage refuse one: then say why, and write none."""
        workshop = self._workshop
        for draft in drafts:
            run = workshop.run(draft.stage) if workshop else None
            sentence = run.check(draft) if run else None
            if sentence:
                self.refused.emit(t(sentence))
                return
        self.refused.emit("")
        self._desk.ask(*drafts)

    def refile(self, lens: lenses.Lens) -> None:
        """File the chosen notes under another lens; they wait there."""
        workshop = self._workshop
        pairs = [(run, note) for note in self.chosen(LIVE) if (run := self.home(note.key))]
        if workshop:
            tie = new_key()
            filed = (d for run, note in pairs for d in lenses.refile(workshop, run, note.key, lens, together=tie))
            self._desk.ask(*filed)

    def toggle_shown(self) -> None:
        """Show the chosen notes to the room, or take them off its screen when all are there."""
        notes = self.chosen(LIVE)
        unseen = [note for note in notes if not self.is_shown(note)]
        self._each(bodies.Shown if unseen else bodies.Unshown, unseen or notes)

    def is_shown(self, note: Note) -> bool:
        """Whether the room may see a note."""
        run = self.home(note.key)
        return run is not None and note.on_screen(run.open_to_room)

    def parts(self, note: Note) -> list[Note]:
        """The notes that were joined into a note."""
        run = self.home(note.key)
        return list(run.notes.sources(note.key)) if run else []

    def show_again(self) -> None:
        """Bring hidden notes back."""
        self._each(bodies.Restored, self.chosen(HIDDEN, PARKED, MERGED))

    def part(self) -> None:
        """Part a note that was made of several."""
        self._each(bodies.Restored, [part for note in self.chosen(LIVE) for part in self.parts(note)])

    def park(self) -> None:
        """Put the chosen notes into the parking lot."""
        self._each(bodies.Parked, self.chosen(LIVE))

    def move_to(self, column: str) -> None:
        """Move the chosen notes to a column."""
        run = self._area.run
        field = run.stage.columns if run else None
        if run and field and self._workshop:
            drafts = [
                acts.at(self._workshop, run, bodies.Moved(note.key, fields={field.id: column}))
                for note in self.chosen(LIVE)
                if self.home(note.key) is run
            ]
            self._ask(*drafts)

    def edit(self) -> None:
        """Open the chosen note to reword it."""
        if notes := self.chosen(LIVE):
            self._area.edit_note(notes[0])

    def hide(self) -> None:
        """Ask why the chosen notes are to be hidden."""
        if notes := self.chosen(LIVE):
            self._area.hide_notes(notes)

    def merge(self) -> None:
        """Ask whose wording stays when the chosen notes become one."""
        notes = self.chosen(LIVE)
        if len(notes) > 1 and self._apart([note.key for note in notes]):
            self.refused.emit(t(APART))
        elif len(notes) > 1:
            self._area.merge_notes(notes)

    def choose_waiting(self) -> None:
        """Choose the first note that the room has not been shown."""
        self._area.choose(self._area.first_waiting())
        self._area.to_board()

    def _each(self, body: type[bodies.AboutNote], notes: list[Note]) -> None:
        workshop = self._workshop
        if workshop:
            self._ask(*[acts.at(workshop, run, body(n.key)) for n in notes if (run := self.home(n.key))])
