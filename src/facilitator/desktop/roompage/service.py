"""The room page's process: started beside the window, found again, watched, restarted, stopped.

The window and that process never talk: the window starts it, asks `/ready` whether it lives, and asks it to end by an
entry in the log. It goes on when the window is closed.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any, Literal

from PySide6.QtCore import QObject, QTimer, Signal

from facilitator.desktop.parts.background import aside
from facilitator.desktop.parts.desk import Desk
from facilitator.desktop.parts.settings import Settings
from facilitator.desktop.roompage import process as page_process
from facilitator.desktop.roompage.process import Up
from facilitator.looks.qt.words import t
from facilitator.model.addresses import Address
from facilitator.model.bodies import Serving, ServingStopped
from facilitator.model.say import say

State = Literal["off", "starting", "ready", "restarting", "failed"]
WORDS: dict[State, str] = {
    "off": say("Room page off"),
    "starting": say("Room page starting"),
    "ready": say("Room page ready"),
    "restarting": say("Room page stopped, restarting"),
    "failed": say("Room page not running"),
}
WATCH_MS = 2000
MISSES = 2
MOST_RESTARTS = 5
ADDRESS_EVERY = 5


class Service(QObject):
    """The room page of one workshop of the file that is open: never that of another file, be it a copy of this one.

    An `attached` room page ends with this process, however that ends; others go on.
    """

    state_changed = Signal(str, str)
    """State, and the same in a few words."""
    url_changed = Signal(str)
    """The address phones are told: draw the QR code anew."""

    def __init__(self, desk: Desk, settings: Settings, parent: QObject | None = None, attached: bool = False) -> None:
        super().__init__(parent)
        self._desk, self._settings, self._attached = desk, settings, attached
        self.state: State = "off"
        self.trouble = ""
        self.up: Up | None = None
        self._going: Up | None = None
        self._thanking: Up | None = None
        self.addresses: list[Address] = []
        self._url = ""
        self._wanted, self.busy, self._away = False, False, False
        self._looked: int | None = None
        self._misses, self._restarts, self._beats = 0, 0, 0
        self._watch = QTimer(self, interval=WATCH_MS)
        self._watch.timeout.connect(self.check)
        desk.changed.connect(self._changed)
        desk.returned.connect(self._file_is_back)

    # ------------------------------------------------------------------ what others read

    @property
    def words(self) -> str:
        """The state in a few words."""
        return t(WORDS[self.state])

    @property
    def url(self) -> str:
        """The address phones are told, with the code; empty while there is none."""
        own = self._own()
        return own.url if own and self.state == "ready" else ""

    @property
    def local_url(self) -> str:
        """The same page as this computer itself reaches it."""
        workshop = self._desk.workshop
        return f"http://127.0.0.1:{self.up.port}/{workshop.code}" if self.up and workshop else ""

    def _own(self) -> Serving | None:
        """What the log says of the room page that is on; nothing while it says something of another one."""
        workshop, up = self._desk.workshop, self.up
        told = workshop.serving if workshop else None
        same = told and up and (told.port, told.pid) == (up.port, up.pid)
        return told if same else None

    # ------------------------------------------------------------------ starting and stopping

    def look(self) -> None:
        """Find a room page that an earlier window left on, or another one starts later; start none."""
        workshop = self._desk.workshop
        if workshop is None or self.busy or self.state != "off":
            return
        self._looked = workshop.serving_seq
        path, workshop_id, serving = Path(self._desk.path), workshop.id, workshop.serving
        self.busy = True
        aside(self, lambda: page_process.find(path, workshop_id, serving), self._found, lambda _: self._found(None))

    def _found(self, up: Up | None) -> None:
        self.busy = False
        if up is not None and self.state == "off":
            self._wanted = True
            self._is_up(up)
        elif self.state == "off":
            self._desk.tell_page("")

    def start(self) -> None:
        """Make sure that the room page is on: find it, else start it. Returns at once; listen to `state_changed`."""
        if self.state in ("starting", "ready", "restarting"):
            return
        self._restarts, self._wanted = 0, True
        self._bring_up("starting")

    def _bring_up(self, state: State) -> None:
        workshop = self._desk.workshop
        if workshop is None:
            return
        self._watch.stop()
        self._set(state)
        path, workshop_id, serving = Path(self._desk.path), workshop.id, workshop.serving
        going, attached = self._going, self._attached
        self.busy, self._away = True, self._desk.moved
        aside(
            self,
            lambda: page_process.bring_up(path, workshop_id, serving, going, attached),
            self._is_up,
            self._is_down,
        )

    def _is_up(self, up: Up) -> None:
        self.busy = False
        if not self._wanted:
            self._send_away(up)
            return
        for known in (self.up, self._thanking):
            if known is not None and known.pid == up.pid and up.process is None:
                up = replace(up, process=known.process)
        self.up, self._misses, self._going, self._thanking = up, 0, None, None
        self._watch.start()
        self._set("ready")
        self.look_at_addresses()

    def _is_down(self, sentence: str) -> None:
        self.busy = False
        if not self._wanted:
            return
        self.trouble = sentence
        self._set("failed")
        if self._away and not self._desk.moved:
            self.start()

    def _file_is_back(self) -> None:
        if self._wanted and self.state == "failed":
            self.start()

    def stop(self) -> None:
        """Ask the room page to end, and make sure that it does. Phones are told that the room page is closed."""
        workshop, up = self._desk.workshop, self.up
        self._watch.stop()
        self.up, self._wanted = None, False
        if up is not None:
            self._send_away(up)
        elif workshop is not None and workshop.serving is not None:
            self._desk.ask(ServingStopped().draft(workshop.id))
        self._set("off")

    def _send_away(self, up: Up) -> None:
        workshop = self._desk.workshop
        if workshop is not None:
            self._desk.ask(ServingStopped().draft(workshop.id))
        self._see_off(up)

    def _see_off(self, up: Up) -> None:
        self._going = up
        aside(self, lambda: page_process.see_off(up), lambda _: None, lambda _: None)

    def wind_down(self) -> None:
        """The workshop is finished: the room page says thank you for a while and ends by itself."""
        up = self.up
        self._watch.stop()
        self.up, self._wanted = None, False
        if up is not None:
            self._thanking = up
            aside(
                self,
                lambda: page_process.see_off(up, page_process.THANKS_S, self._goes_on),
                lambda _: None,
                lambda _: None,
            )
        self._set("off")

    def _goes_on(self) -> bool:
        """Whether the room page is wanted again, here or in another window that opened the workshop again."""
        workshop = self._desk.workshop
        return self._wanted or (workshop is not None and workshop.finished_at is None)

    def let_go(self) -> None:
        """Watch no longer; the room page goes on."""
        self._watch.stop()

    # ------------------------------------------------------------------ watching

    def check(self) -> None:
        """Ask aside whether the room page still answers; restart it when it does not."""
        up = self.up
        if up is None or self.busy:
            return
        self.busy = True
        self._beats += 1
        aside(self, lambda: page_process.lives(up), self._heard, lambda _: self._heard(False))

    def _heard(self, answered: bool) -> None:
        self.busy = False
        if self.up is None or self.state != "ready":
            return
        if answered:
            self._misses = 0
            if self._beats % ADDRESS_EVERY == 0:
                self.look_at_addresses()
            return
        self._misses += 1
        if self._misses < MISSES and page_process.alive(self.up):
            return
        self._restarts += 1
        if self._restarts > MOST_RESTARTS:
            self._watch.stop()
            self._is_down(t("The room page stopped again and again. Notes typed by hand still work."))
            return
        self._bring_up("restarting")

    def _changed(self, changes: list[Any]) -> None:
        kinds = {change.kind for change in changes}
        stopped = ServingStopped.kind in kinds and not (self._desk.workshop and self._desk.workshop.serving)
        if stopped and self.state in ("ready", "restarting"):
            self._watch.stop()
            up, self.up, self._wanted = self.up, None, False
            if up is not None:
                self._see_off(up)
            self._set("off")
        if Serving.kind in kinds:
            self._hear_of_page()

    def _hear_of_page(self) -> None:
        """The log says where a room page is: ours, or one that another window or a command has just started."""
        workshop = self._desk.workshop
        if workshop is not None and workshop.serving is not None and self.state == "off":
            if self._looked is not None and workshop.serving_seq > self._looked:
                self.look()
        elif self.state == "ready":
            self.look_at_addresses()
        self._tell_url()

    def _set(self, state: State) -> None:
        if state != self.state:
            self.state = state
            self.state_changed.emit(state, self.words)
            if state != "restarting":
                self._desk.tell_page(self.url)
            self._tell_url()

    # ------------------------------------------------------------------ addresses

    def look_at_addresses(self) -> None:
        """Ask aside which addresses this computer has now; the page's address follows."""
        aside(self, page_process.addresses, self._know_addresses, lambda _: None)

    def _know_addresses(self, found: list[Address]) -> None:
        self.addresses = found
        ips = [address.ip for address in found]
        chosen = self._settings.address if self._settings.address in ips else next(iter(ips), "")
        if chosen and self.state == "ready":
            self._point_at(chosen)

    def choose(self, address: str) -> None:
        """Tell phones another of this computer's addresses; remembered for the next time."""
        self._settings.change(address=address)
        if self.state == "ready":
            self._point_at(address)

    def _point_at(self, address: str) -> None:
        """Write the address into the log, where room screen and phones read it, once the page itself is in it."""
        workshop, up, own = self._desk.workshop, self.up, self._own()
        if workshop is None or up is None:
            return
        url = f"http://{address}:{up.port}/{workshop.code}"
        if own and own.url != url:
            self._desk.ask(replace(own, url=url).draft(workshop.id))

    def _tell_url(self) -> None:
        if self.state == "ready":
            self._desk.tell_page(self.url)
        if self.url != self._url:
            self._url = self.url
            self.url_changed.emit(self._url)
