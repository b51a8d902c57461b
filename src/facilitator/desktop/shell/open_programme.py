"""An open programme in the window: its desk, its room page, its safe copies and its places."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal

from facilitator.desktop.evaluate.place import EvaluatePlace
from facilitator.desktop.parts.desk import Desk
from facilitator.desktop.parts.place import Place
from facilitator.desktop.parts.settings import DONE, GOING, PLANNED, Recent, Seen, Settings
from facilitator.desktop.plan.place import PlanPlace
from facilitator.desktop.programme.place import ProgrammePlace
from facilitator.desktop.record.place import RecordPlace
from facilitator.desktop.roompage.service import Service
from facilitator.desktop.run.console import Console
from facilitator.desktop.shell.backups import Backups
from facilitator.desktop.shell.clock_words import clock_was_set, in_this_stage
from facilitator.desktop.shell.left_on import LeftOn
from facilitator.desktop.shell.messages import Deed, Messages
from facilitator.desktop.shell.mixing import Mixing
from facilitator.desktop.shell.rehearsing import RehearsalPlan
from facilitator.looks.qt.words import t
from facilitator.model.bodies import ClockSet, Closed, Created, Facts, Finished, Opened, Reopened
from facilitator.model.clock import MINUTE
from facilitator.model.record import comments, held_or_planned, in_order
from facilitator.model.say import Time
from facilitator.model.workshop import Change, Workshop
from facilitator.paths import same_file, stem
from facilitator.store import copies
from facilitator.store.faults import Fault
from facilitator.store.feed import lead, prepare
from facilitator.store.port import Hold

_RECENT_KINDS = frozenset(body.kind for body in (Created, Facts, Opened, Closed, Finished, Reopened))
_PAGE_TONES = {"restarting": "warn", "failed": "bad"}


class OpenProgramme(QObject):
    """Everything that belongs to the file that is open. Raises Fault when the file cannot be used.

    What is in the way it says in `messages`; the standing facts it tells by signals, each `(words, tone, icon)`.
    """

    page_told = Signal(str, str)
    """The state of the room page."""
    saved_told = Signal(str, str, str)
    """Whether what was entered is on disk."""
    screen_told = Signal(str)
    """Where the room's screen is."""
    retitled = Signal()
    """Its title, or whether it is a rehearsal, may have changed."""
    workshop_asked = Signal(str)
    """Another workshop of the same file is to be shown; its id."""
    room_asked = Signal()
    """The room is to be opened: somebody goes to Run."""
    rehearse_asked = Signal()
    """A rehearsal is wanted."""
    copy_asked = Signal()
    """It is a safe copy, and a copy of it is to be opened."""
    save_copy_asked = Signal()
    """Nothing can be written to it, and a copy of it is to be saved elsewhere."""
    erased = Signal()
    """Words were erased: nothing in the window may remember them."""

    def __init__(
        self,
        path: Path,
        workshop_id: str,
        settings: Settings,
        messages: Messages,
        rehearsal: RehearsalPlan | None = None,
        *,
        serves: bool = True,
    ) -> None:
        super().__init__()
        self._left_behind = prepare(path)
        self.original = copies.original_of(path)
        """The programme that it is an automatic safe copy of; None for any other file."""
        self.path, self._settings, self._messages = path, settings, messages
        self._rehearsal = rehearsal
        self.desk = Desk(path, workshop_id, self)
        self._serves = serves and not self.desk.read_only
        if self.desk.workshop is not None:
            self.desk.workshop_id = self.desk.workshop.id
        self.service = Service(self.desk, settings, self, attached=rehearsal is not None)
        self.backups, self.mixing = Backups(self.desk, self), Mixing(self.desk, self)
        self.plan, self.record, self.evaluate = PlanPlace(self.desk), RecordPlace(self.desk), EvaluatePlace(self.desk)
        self.console, self.programme = Console(self.desk, settings), ProgrammePlace(self.desk)
        self.places: dict[str, Place] = {
            "programme": self.programme,
            "plan": self.plan,
            "run": self.console,
            "evaluate": self.evaluate,
            "record": self.record,
        }
        self._at, self._begun, self._url = "", False, ""
        self._hold: Hold | None = None
        self._saved = QTimer(self, singleShot=True, interval=300)
        self._saved.timeout.connect(self._note_saved)

    # ------------------------------------------------------------------ beginning and end

    def begin(self, window: QObject) -> None:
        """Join the window, connect everything, remember the file, and look for a room page that is on already."""
        self.setParent(window)
        self.desk.changed.connect(self._changed)
        self.desk.saved.connect(self._saved_now)
        self.desk.failed.connect(self._not_saved)
        self.service.state_changed.connect(self._page_is)
        self.service.url_changed.connect(self._page_moved)
        self.backups.failed.connect(lambda sentence: self._messages.say("copy", sentence))
        self.programme.workshop_asked.connect(self.workshop_asked)
        self.plan.open_room_asked.connect(self.room_asked)
        self.plan.rehearse_asked.connect(self.rehearse_asked)
        for place in (self.record, self.evaluate):
            place.said.connect(self._messages.tell)
        self.record.told_path.connect(self._messages.tell_path)
        self.record.erased.connect(lambda: self._settings.forget_words(self.desk.programme.workshops))
        self.record.erased.connect(self.erased)
        self.console.room_screen_changed.connect(self._tell_screen)
        self.console.refused.connect(lambda sentence: self._messages.tell("refused", sentence))
        if self._left_behind:
            left = t(
                "Beside this file stood what another file of its name had not put away. "
                "It is kept as {name}, and not read.",
                name=self._left_behind,
            )
            self._messages.say("left", left, "warn")
        self._remember()
        self._page_is(self.service.state, self.service.words)
        self._tell_screen("")
        if self.original is not None:
            self._say_safe_copy(self.original)
        if in_this_stage(self.desk.workshop):
            self._clock_was_set()
        if self.desk.read_only:
            self._only_to_read(self.desk.read_only)
        else:
            self._say_if_led_elsewhere()
        if self._serves:
            self.service.look()
        if self._serves and not self.is_safe_copy:
            self.backups.begin()
            self.mixing.begin()

    def end(self) -> None:
        """Write what waits, remember how the file was left, and let go of it."""
        self._remember()
        self.backups.end()
        self.mixing.end()
        if self._rehearsal is not None:
            self.service.stop()
        self.service.let_go()
        self.console.leave()
        self.record.leave()
        self.desk.close()
        if self._hold is not None:
            self._hold.release()

    def _say_if_led_elsewhere(self) -> None:
        """Two windows may have one programme open; whoever opens the second one is told."""
        with contextlib.suppress(Fault):
            self._hold = lead(self.path)
            if self._hold is None:
                words = t(
                    "This programme is open in another window of the program. Both show and change the same day: "
                    "lead it from one of them."
                )
                here = (t("I lead it here"), lambda: self._messages.clear("led"))
                self._messages.say("led", words, "warn", [here], stays=True)

    def _only_to_read(self, sentence: str) -> None:
        for place in self.places.values():
            place.only_to_read()
        self.saved_told.emit(t("Only to read"), "warn", "alert")
        save = (t("Save a copy…"), self.save_copy_asked.emit)
        self._messages.say("read only", t(sentence), "warn", [save], stays=True)

    def _say_safe_copy(self, original: Path) -> None:
        self._messages.say(
            "safe copy",
            t(
                "This is a safe copy of {name}. What is done in it does not reach the programme: work in a copy of it.",
                name=original.name,
            ),
            "warn",
            [(t("Open a copy of it"), self.copy_asked.emit)],
            stays=True,
        )

    def entered(self, place: str) -> None:
        """A place was entered: phones can join as soon as somebody goes to Run."""
        self._at = place
        workshop = self.desk.workshop
        serves = self._serves and not self.is_safe_copy
        if place == "run" and serves and workshop is not None and workshop.finished_at is None:
            self.service.start()
        self.places[place].entered()

    def covered(self) -> None:
        """None of its places is shown any more."""
        self._at = ""

    def keep(self) -> None:
        """Keep what was typed and not yet kept."""
        for place in self.places.values():
            place.keep()

    # ------------------------------------------------------------------ what the window asks

    def title(self) -> str:
        """What the window's title says."""
        workshop = self.desk.workshop
        return self.desk.programme.title or (workshop.info.title if workshop else "") or stem(self.path)

    @property
    def is_safe_copy(self) -> bool:
        """Whether it is an automatic safe copy, which is for looking at."""
        return self.original is not None

    def is_rehearsal(self) -> bool:
        """Whether the workshop is marked as a rehearsal in the file."""
        return bool(self.desk.workshop and self.desk.workshop.rehearsal)

    def takes_workshops(self) -> bool:
        """Whether a new workshop may go into its file: into none that is for rehearsing, and into no safe copy."""
        rehearsed = any(workshop.rehearsal for workshop in self.desk.programme.workshops.values())
        return not (rehearsed or self._rehearsal is not None or self.is_safe_copy or self.desk.read_only)

    def is_at(self, path: Path, workshop_id: str) -> bool:
        """Whether this is that workshop of that file; "" is whichever of it."""
        return workshop_id in ("", self.desk.workshop_id) and same_file(self.path, path)

    def first_place(self) -> str:
        """Where to begin: Run when a stage is open, Record when all is over, else Plan."""
        workshop = self.desk.workshop
        if workshop is None or (workshop.finished_at is None and workshop.current is None):
            return "plan"
        return "record" if workshop.finished_at is not None else "run"

    def has_room_page(self) -> bool:
        """Whether phones may be using the room page, so that leaving needs a word."""
        return self._rehearsal is None and self.service.state in ("ready", "starting", "restarting")

    def asks_about_unsaved(self, go_on: Callable[[], object]) -> bool:
        """Whether something that was typed here is not saved yet; asks what becomes of it before `go_on`."""
        desk, messages = self.desk, self._messages
        if not desk.held:
            return False

        def without() -> None:
            desk.held.clear()
            go_on()

        messages.say(
            "unsaved",
            t(
                "{n} entry is not saved: the file cannot be written now. "
                "If it is closed, what was typed there is lost.",
                "{n} entries are not saved: the file cannot be written now. "
                "If it is closed, what was typed there is lost.",
                n=len(desk.held),
            ),
            "bad",
            [
                (t("Try again"), desk.try_again),
                (t("Close all the same"), without),
                (t("Stay here"), lambda: messages.clear("unsaved")),
            ],
            stays=True,
        )
        return True

    def holds_room(self) -> bool:
        """Whether a stage is open on the room's screen or on phones: nothing else may take its place unasked."""
        workshop = self.desk.workshop
        is_led = self._rehearsal is None and workshop is not None and workshop.current is not None
        return is_led and (self.console.room.is_open() or self.has_room_page())

    def ask_about_page(self, leave: Callable[[], object]) -> None:
        """Before the window closes: keep the room page for the phones, or stop it?"""
        self._ask_leave(t("The room page is on. Phones can go on writing while this window is closed."), leave)

    def ask_about_room(self, leave: Callable[[], object], *, stops: bool = False) -> None:
        """Before something else takes the place of the open stage; `stops` where its room page cannot go on."""
        workshop = self.desk.workshop
        stage = t(workshop.current.stage.title) if workshop and workshop.current else ""
        if not self.has_room_page():
            self._ask_leave(t("{stage} is open. If you leave it, the room screen closes.", stage=stage), leave)
        elif stops:
            told = t("{stage} is open. The room screen closes, and the room page for phones stops.", stage=stage)
            self._ask_leave(told, leave, keeps=False)
        else:
            told = t("{stage} is open. The room screen closes; phones can go on if the room page stays.", stage=stage)
            self._ask_leave(told, leave)

    def _ask_leave(self, sentence: str, leave: Callable[[], object], *, keeps: bool = True) -> None:
        def stop() -> None:
            self.service.stop()
            leave()

        deeds: list[Deed] = []
        if not self.has_room_page():
            deeds.append((t("Close the room screen"), leave))
        else:
            deeds += [(t("Keep the room page"), leave)] if keeps else []
            deeds.append((t("Stop it"), stop))
        stay = (t("Stay here"), lambda: self._messages.clear("leaving"))
        self._messages.say("leaving", sentence, "warn", [*deeds, stay], stays=True)

    def left_on(self) -> LeftOn | None:
        """Its room page, when phones go on using it while something else is open here."""
        up, workshop = self.service.up, self.desk.workshop
        if up is None or workshop is None or not self.has_room_page():
            return None
        return LeftOn(self.path, workshop.id, workshop.info.title, up)

    # ------------------------------------------------------------------ what happens

    def _changed(self, changes: Sequence[Change]) -> None:
        kinds = {change.kind for change in changes}
        anew = any(change.reset for change in changes)
        if anew:
            self.retitled.emit()
        if anew or kinds & _RECENT_KINDS:
            self._remember()
        if ClockSet.kind in kinds:
            self._clock_was_set()
        if Finished.kind in kinds and self.desk.workshop and self.desk.workshop.finished_at is not None:
            self.service.wind_down()
            self.backups.now()
        if Reopened.kind in kinds and self._at == "run":
            self.entered("run")

    def _clock_was_set(self) -> None:
        workshop = self.desk.workshop
        minutes = round(workshop.jumps.found[-1][1] / MINUTE) if workshop and workshop.jumps.found else 0
        if minutes:
            self._messages.say("clock", clock_was_set(minutes))

    def _saved_now(self) -> None:
        if not self._saved.isActive():
            self._saved.start()

    def _note_saved(self) -> None:
        for key in ("saving", "unsaved"):
            self._messages.clear(key)
        self.saved_told.emit(t("Saved {time}", time=Time(self.desk.now())), "quiet", "check")

    def _not_saved(self, sentence: str) -> None:
        if self.desk.read_only:  # which the bar says all the time
            return
        self.saved_told.emit(t("Not saved"), "bad", "alert")
        self._messages.say("saving", sentence, "bad", stays=bool(self.desk.held) or self.desk.moved)

    def _page_is(self, state: str, words: str) -> None:
        self.page_told.emit(words, _PAGE_TONES.get(state, "quiet"))
        if state == "restarting":
            sentence = t("Room page stopped, restarting. Notes typed by hand still work.")
            self._messages.say("page", sentence, stays=True)
        elif state == "failed":
            again = (t("Try again"), self.service.start)
            self._messages.say("page", t.reader(self.service.trouble), "bad", [again], stays=True)
        else:
            self._messages.clear("page")
        if state == "ready" and self._rehearsal is not None and not self._begun:
            self._begun = True
            self._rehearsal.begin(self.service.local_url)

    def _page_moved(self, url: str) -> None:
        before, self._url = self._url, url or self._url
        workshop = self.desk.workshop
        if url and before and before != url and workshop is not None and len(workshop.people):
            sentence = t(
                "Phones now reach the room page at {url}. Show the join page, so that they scan again.", url=url
            )
            self._messages.say("address", sentence, "warn")

    def _tell_screen(self, name: str) -> None:
        self.screen_told.emit(t("Room screen: {name}", name=name) if name else t("No room screen"))

    def _remember(self) -> None:
        if self._rehearsal is not None or self.is_rehearsal() or self.is_safe_copy:
            return
        known = [seen(workshop) for workshop in in_order(self.desk.programme)]
        self._settings.remember(Recent(str(self.path), self.title(), self.desk.now(), known))


def seen(workshop: Workshop) -> Seen:
    """What the start page tells of a workshop."""
    notes = comments(workshop).total
    current = workshop.current
    going = bool(current) or any(run.spans for run in workshop.stages)
    state = DONE if workshop.finished_at is not None else GOING if going else PLANNED
    stage = current.stage.title if current else ""
    return Seen(workshop.id, workshop.info.title, held_or_planned(workshop), state, stage, notes)
