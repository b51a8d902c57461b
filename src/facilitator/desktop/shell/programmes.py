"""Which programme is open in the window: opening, closing, opening a safe copy."""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QWidget

from facilitator.desktop.parts import machine
from facilitator.desktop.parts.background import aside
from facilitator.desktop.parts.place import leave_field
from facilitator.desktop.parts.settings import Settings
from facilitator.desktop.shell.messages import Deed, Messages
from facilitator.desktop.shell.rehearsing import RehearsalPlan
from facilitator.looks.qt.words import t
from facilitator.model.say import Listed
from facilitator.paths import SUFFIX, free, may_write, stem

if TYPE_CHECKING:
    from facilitator.desktop.shell.left_on import LeftOn
    from facilitator.desktop.shell.open_programme import OpenProgramme


class Programmes(QObject):
    """At most one programme is open at a time; `now` is that one. `serves` is False where no room page may start."""

    opened = Signal(object, str)
    """A programme was opened, and is to be shown at a place ("" for where its workshop stands)."""
    closing = Signal(object)
    """The programme is about to be let go."""
    closed = Signal()
    """No programme is open any more."""
    lost = Signal(str)
    """A file is wanted that is not where it was."""

    def __init__(
        self,
        window: QWidget,
        settings: Settings,
        messages: Messages,
        rehearsal: RehearsalPlan | None = None,
        *,
        serves: bool = True,
    ) -> None:
        super().__init__(window)
        self.now: OpenProgramme | None = None
        self.left_on: list[LeftOn] = []
        self.rehearsal, self.serves = rehearsal, serves
        self._window, self._settings, self._messages = window, settings, messages

    def open(self, path: Path, workshop_id: str = "", place: str = "") -> bool:
        """Open a programme and go to a place. What cannot be opened stays as it is, and a message says why.

        While a stage is open for the room here, the facilitator is asked first.
        """
        now = self.now
        if now is not None and now.holds_room() and not now.is_at(path, workshop_id):
            now.ask_about_room(lambda: self._open(path, workshop_id, place))
            return False
        return self._open(path, workshop_id, place)

    def _open(self, path: Path, workshop_id: str, place: str) -> bool:
        from facilitator.desktop.shell.open_programme import OpenProgramme
        from facilitator.store.faults import Fault

        self._messages.clear("open")
        try:
            found = OpenProgramme(path, workshop_id, self._settings, self._messages, self.rehearsal, serves=self.serves)
        except Fault as fault:
            self._cannot_open(path, t(fault.sentence))
            return False
        self.close()
        self.now = found
        self.left_on = [each for each in self.left_on if not found.is_at(each.path, each.workshop)]
        found.workshop_asked.connect(self._go_to, Qt.ConnectionType.QueuedConnection)
        found.copy_asked.connect(self._open_copy_of_it, Qt.ConnectionType.QueuedConnection)
        self.opened.emit(found, place)
        return True

    def close(self) -> None:
        """Let go of the programme, if one is open. The room page is left as it is."""
        self.keep()
        was, self.now = self.now, None
        if was is None:
            return
        left = was.left_on()
        self.left_on += [left] if left is not None else []
        self.closing.emit(was)
        was.end()
        was.deleteLater()
        self._messages.clear_all()
        self.closed.emit()

    def keep(self) -> None:
        """Keep what was typed and not yet kept."""
        if self.now is not None:
            self.now.keep()
        leave_field(self._window)

    def read_anew(self, place: str) -> None:
        """Open the same file again: after words were erased nothing may remember them. The room keeps its screen."""
        if self.now is None:
            return
        had_screen = self.now.console.room.is_open()
        if self._open(self.now.path, self.now.desk.workshop_id, place) and had_screen:
            self.now.console.room.open()

    def asks_about_left_on(self, go_on: Callable[[], object]) -> bool:
        """Whether room pages of workshops shown before are still on; asks what becomes of them before `go_on`."""
        from facilitator.store.faults import Fault

        self.left_on = [each for each in self.left_on if each.lives()]
        if not self.left_on:
            return False
        left = self.left_on

        def keep() -> None:
            self.left_on = []
            go_on()

        def stop() -> None:
            for each in left:
                with contextlib.suppress(Fault):  # its file is gone: the process is ended all the same
                    each.stop()
                aside(self._window, each.see_off, lambda _: None, lambda _: None)
            keep()

        titles = Listed(tuple(each.title for each in left), "and")
        said = t(
            "The room page of {titles} is on. Phones can go on writing while this window is closed.", titles=titles
        )
        stay = (t("Stay here"), lambda: self._messages.clear("left on"))
        deeds = [(t("Keep the room page"), keep), (t("Stop it"), stop), stay]
        self._messages.say("left on", said, "warn", deeds, stays=True)
        return True

    def open_copy(self, path: Path, copy: Path) -> None:
        """Open a copy of a safe copy, beside the programme where that can be; neither of the two is changed."""
        from facilitator.store import copies
        from facilitator.store.faults import Fault

        target = free(_folder_for(path), f"{stem(path)} copy {datetime.now():%Y-%m-%d %H.%M.%S}", SUFFIX)
        try:
            copies.copy_to(copy, target)
        except Fault as fault:
            self._messages.say("open", t(fault.sentence), "bad")
            return
        self.open(target)

    def save_readable(self, path: Path) -> None:
        """Save apart what can still be read of a damaged programme, and open that; the damaged one stays as it is."""
        from facilitator.store.faults import Fault
        from facilitator.store.feed import save_readable

        target = free(_folder_for(path), f"{stem(path)} readable {datetime.now():%Y-%m-%d %H.%M.%S}", SUFFIX)
        try:
            save_readable(path, target)
        except Fault as fault:
            self._messages.say("open", t(fault.sentence), "bad")
            return
        self.open(target)

    def put_back(self, path: Path, copy: Path) -> None:
        """Put a safe copy in the place of the programme; the old file is kept beside it.

        While a stage is open for the room here, the facilitator is asked first.
        """
        if self.now is not None and self.now.holds_room():
            self.now.ask_about_room(lambda: self._put_back(path, copy), stops=True)
        else:
            self._put_back(path, copy)

    def _put_back(self, path: Path, copy: Path) -> None:
        from facilitator.desktop.shell.backups import put_in_place
        from facilitator.records import load

        led, messages = "", self._messages
        if self.now is not None:
            led = self.now.desk.workshop_id
            self.now.service.stop()
        self.close()

        def work() -> tuple[Path | None, str]:
            kept = put_in_place(path, copy)
            return kept, led if led in load.programme(path).workshops else ""

        def done(came_of_it: tuple[Path | None, str]) -> None:
            kept, workshop_id = came_of_it
            if self.open(path, workshop_id) and kept is not None:
                messages.say(
                    "restored", t("The safe copy is in place. The old file is kept as {name}.", name=kept.name), "info"
                )

        messages.say("restored", t("Putting the safe copy in place"), "info")
        aside(self._window, work, done, lambda sentence: messages.say("restored", sentence, "bad"))

    def _open_copy_of_it(self) -> None:
        now = self.now
        if now is not None and now.original is not None:
            self.open_copy(now.original, now.path)

    def _go_to(self, workshop_id: str) -> None:
        if self.now is not None:
            self.open(self.now.path, workshop_id)

    def _cannot_open(self, path: Path, sentence: str) -> None:
        from facilitator.store import copies

        deeds: list[Deed] = []
        newest = copies.newest_good(path)
        if newest is not None:
            deeds.append((t("Open its newest good safe copy"), lambda: self.open_copy(path, newest)))
        elif copies.is_damaged(path):
            deeds.append((t("Save separately what can be read"), lambda: self.save_readable(path)))
        if not path.exists():
            deeds.append((t("Find it…"), lambda: self.lost.emit(str(path))))
        self._messages.say("open", sentence, "bad", deeds)


def _folder_for(path: Path) -> Path:
    """Where what is made of a programme goes: beside it, or among the user's own where nothing can be written there."""
    return path.parent if may_write(path.parent) else Path(machine.documents())
