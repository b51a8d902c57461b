"""An open programme in the window: its desk, its room page, its safe copies and its places."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from facilitator.desktop.parts.desk import Desk
from facilitator.desktop.parts.settings import DONE, GOING, PLANNED, Recent, Seen
from facilitator.desktop.plan.place import PlanPlace
from facilitator.desktop.programme.place import ProgrammePlace
from facilitator.desktop.record.place import RecordPlace
from facilitator.desktop.roompage.service import Service
from facilitator.desktop.run.console import Console
from facilitator.desktop.shell.backups import Backups
from facilitator.desktop.shell.top_bar import Tone
from facilitator.model.entry import local
from facilitator.model.workshop import Workshop
from facilitator.paths import stem
from facilitator.store.feed import prepare

if TYPE_CHECKING:
    from facilitator.desktop.shell.frame import MainWindow

LEFT = "Beside this file stood what another file of its name had not put away. It is kept as {name}, and not read."
_RECENT_KINDS = frozenset({"workshop", "workshop_edited", "stage_opened", "stage_closed", "finished", "reopened"})
_PAGE_TONES: dict[str, Tone] = {"restarting": "warn", "failed": "bad"}


class Sitting(QObject):
    """Everything that belongs to the file that is open. Raises Fault when the file cannot be used."""

    def __init__(self, window: MainWindow, path: Path, workshop_id: str) -> None:
        super().__init__()
        self._left_behind = prepare(path)
        self.window, self.path = window, path
        self.desk = Desk(path, workshop_id, self)
        if self.desk.workshop is not None:
            self.desk.workshop_id = self.desk.workshop.id
        self.service = Service(self.desk, window.settings, self, attached=window.rehearsal is not None)
        self.backups = Backups(self.desk, self)
        self.plan, self.record = PlanPlace(self.desk), RecordPlace(self.desk)
        self.console = Console(self.desk, window.settings)
        self.programme = ProgrammePlace(self.desk)
        self.programme.workshop_asked.connect(self._go_to)
        self.places: dict[str, QWidget] = {
            "programme": self.programme,
            "plan": self.plan,
            "run": self.console,
            "record": self.record,
        }
        self._begun, self._url = False, ""
        self._saved = QTimer(self, singleShot=True, interval=300)
        self._saved.timeout.connect(self._note_saved)

    # ------------------------------------------------------------------ beginning and end

    def begin(self) -> None:
        """Join the window, connect everything, remember the file, and look for a room page that is on already."""
        self.setParent(self.window)
        self.desk.changed.connect(self._changed)
        self.desk.saved.connect(self._saved_now)
        self.desk.failed.connect(self._not_saved)
        self.service.state_changed.connect(self._page_is)
        self.service.url_changed.connect(self._page_moved)
        self.backups.failed.connect(lambda sentence: self.window.messages.say("copy", sentence))
        self.window.commands.take_places(self.plan, self.record)
        if self._left_behind:
            self.window.messages.say("left", LEFT.format(name=self._left_behind), "warn")
        self._remember()
        self._page_is(self.service.state, self.service.words)
        self._tell_screen("")
        self.console.room_screen_changed.connect(self._tell_screen)
        self.console.refused.connect(self._refused)
        if self.window.serves:
            self.service.look()
            self.backups.begin()

    def end(self) -> None:
        """Write what waits, remember how the file was left, and let go of it."""
        self._remember()
        self.backups.end()
        if self.window.rehearsal is not None:
            self.service.stop()
        self.service.let_go()
        self.console.leave()
        self.desk.close()

    def entered(self, place: str) -> None:
        """A place was entered: phones can join as soon as somebody goes to Run."""
        workshop = self.desk.workshop
        if place == "run" and self.window.serves and workshop is not None and workshop.finished_at is None:
            self.service.start()
        if place == "record":
            self.record.refresh()
        if place == "programme":
            self.programme.refresh()

    # ------------------------------------------------------------------ what the window asks

    def title(self) -> str:
        """What the window's title says."""
        workshop = self.desk.workshop
        return self.desk.programme.title or (workshop.info.title if workshop else "") or stem(self.path)

    def is_rehearsal(self) -> bool:
        """Whether the workshop is marked as a rehearsal in the file."""
        return bool(self.desk.workshop and self.desk.workshop.rehearsal)

    def first_place(self) -> str:
        """Where to begin: Run when a stage is open, Record when all is over, else Plan."""
        workshop = self.desk.workshop
        if workshop is None or (workshop.finished_at is None and workshop.current is None):
            return "plan"
        return "record" if workshop.finished_at is not None else "run"

    def must_ask(self) -> bool:
        """Whether phones may be using the room page, so that leaving needs a word."""
        return self.window.rehearsal is None and self.service.state in ("ready", "starting", "restarting")

    def first_pane(self, place: str) -> QWidget | None:
        """What has the focus when a place is entered: the board where there is one; None when there is no pane."""
        panes = self.panes(place)
        return next(iter(panes[1:] if place == "run" and len(panes) > 1 else panes), None)

    def panes(self, place: str) -> list[QWidget]:
        """What F6 walks through in a place, in order."""
        if place == "run":
            return self.console.panes()
        if place == "programme":
            return self.programme.panes()
        return self.plan.panes() if place == "plan" else [self.record.preview_button]

    def keep(self) -> None:
        """Keep what was typed and not yet kept."""
        self.plan.keep()
        self.programme.keep()

    def _go_to(self, workshop_id: str) -> None:
        """Open another workshop of the same file, once the row that asked is done with its click."""
        QTimer.singleShot(0, self.window, lambda: self.window.open_path(self.path, workshop_id))

    def console_actions(self) -> dict[str, list[QAction]]:
        """The console's actions by menu."""
        return self.console.actions_by_menu()

    # ------------------------------------------------------------------ what happens

    def _changed(self, changes: list[Any]) -> None:
        kinds = {change.kind for change in changes}
        if any(change.reset for change in changes):
            self.window.refresh_title()
        if kinds & _RECENT_KINDS or any(change.reset for change in changes):
            self._remember()
        if "finished" in kinds and self.desk.workshop and self.desk.workshop.finished_at is not None:
            self.service.wind_down()
            self.backups.now()
        if "reopened" in kinds and self.window.place == "run":
            self.entered("run")

    def _saved_now(self) -> None:
        if not self._saved.isActive():
            self._saved.start()

    def _note_saved(self) -> None:
        for key in ("saving", "unsaved"):
            self.window.messages.clear(key)
        self.window.strip.saved.tell(f"Saved {local(self.desk.now()):%H:%M}", icon_name="check")

    def _not_saved(self, sentence: str) -> None:
        self.window.strip.saved.tell("Not saved", "bad", "alert")
        self.window.messages.say("saving", sentence, "bad", stays=bool(self.desk.held) or self.desk.moved)

    def _refused(self, sentence: str) -> None:
        if sentence:
            self.window.messages.say("refused", sentence, "info")
        else:
            self.window.messages.clear("refused")

    def _page_is(self, state: str, words: str) -> None:
        self.window.strip.page.tell(words, _PAGE_TONES.get(state, "quiet"))
        self.window.commands.page_is(state, words)
        rehearsal = self.window.rehearsal
        if state == "ready" and rehearsal is not None and not self._begun:
            self._begun = True
            rehearsal.begin(self.service.local_url)

    def _page_moved(self, url: str) -> None:
        before, self._url = self._url, url or self._url
        workshop = self.desk.workshop
        if url and before and before != url and workshop is not None and len(workshop.people):
            sentence = f"Phones now reach the room page at {url}. Show the join page, so that they scan again."
            self.window.messages.say("address", sentence, "warn")

    def _tell_screen(self, name: str) -> None:
        self.window.strip.wall.tell(f"Room screen: {name}" if name else "No room screen")

    def _remember(self) -> None:
        if self.window.rehearsal is not None or self.is_rehearsal():
            return
        programme = self.desk.programme
        seen = [_seen(workshop) for workshop in programme.workshops.values()]
        self.window.settings.remember(Recent(str(self.path), self.title(), self.desk.now(), seen))


def _seen(workshop: Workshop) -> Seen:
    notes = sum(len(run.notes) for run in (*workshop.stages, workshop.parking))
    current = workshop.current
    going = bool(current) or any(run.spans for run in workshop.stages)
    state = DONE if workshop.finished_at is not None else GOING if going else PLANNED
    stage = current.stage.title if current else ""
    return Seen(workshop.id, workshop.info.title, workshop.info.date, state, stage, notes)
