"""What the menus File and Help and the start page do with programmes; longer deeds live in modules of their own."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QProcess
from PySide6.QtWidgets import QMenu, QWidget

from facilitator import __version__
from facilitator.desktop.parts import logbook, machine
from facilitator.desktop.parts.asking import ask
from facilitator.desktop.parts.outside import open_outside
from facilitator.desktop.parts.settings import Settings
from facilitator.desktop.shell.messages import Messages
from facilitator.desktop.shell.programmes import Programmes
from facilitator.desktop.shell.start import StartPage
from facilitator.looks.qt.words import t
from facilitator.model.say import say
from facilitator.paths import SUFFIX, own_methods, program, stem, user_data

if TYPE_CHECKING:  # what the first window does not show is loaded when it is asked for
    from facilitator.desktop.record.place import RecordPlace
    from facilitator.desktop.shell.guide import GuideWindow

FILTER = say("Programmes (*{suffix})", suffix=SUFFIX)


class Commands(QObject):
    """Deeds on programmes, whose dialogues stand over `window`."""

    def __init__(self, window: QWidget, programmes: Programmes, messages: Messages, settings: Settings) -> None:
        super().__init__(window)
        self._window, self._programmes = window, programmes
        self._messages, self._settings = messages, settings
        self._guide: GuideWindow | None = None
        programmes.lost.connect(self.find_file)

    def take_start(self, start: StartPage) -> None:
        """Do what the start page asks for."""
        start.new_asked.connect(self.new)
        start.open_asked.connect(self.open)
        start.file_chosen.connect(self.open_at)
        start.lost_file.connect(self.find_file)
        start.rehearse_asked.connect(self.rehearse)
        start.sample_asked.connect(self.rehearse)
        start.check_asked.connect(self.check_room)
        start.copies_asked.connect(self.copies)
        start.guide_asked.connect(self.guide)

    # ------------------------------------------------------------------ files

    def new(self, method_key: str = "") -> None:
        """Ask for the facts of a new workshop, make it, open it."""
        from facilitator.desktop.shell.new_workshop import NewWorkshop

        now, folder = self._programmes.now, self._settings.folder
        beside = now.path if now is not None and now.takes_workshops() else None
        like = now.desk.workshop if now is not None else None
        dialog = NewWorkshop(self._window, method=method_key, beside=beside, like=like, folder=folder)
        if ask(dialog) and dialog.made is not None:
            path, workshop_id = dialog.made
            self._settings.change(folder=str(path.parent))
            self._programmes.open(path, workshop_id, "plan")

    def open(self) -> None:
        """Choose a programme and open it."""
        from facilitator.desktop.parts import choosing

        folder = Path(self._settings.folder or machine.documents())
        path = choosing.file_to_open(self._window, t("Open a programme"), folder, t(FILTER))
        if path:
            self._settings.change(folder=str(path.parent))
            self._programmes.open(path)

    def open_at(self, path: str, workshop_id: str, place: str) -> None:
        """Open a file of the start page at a place."""
        self._programmes.open(Path(path), workshop_id, place)

    def find_file(self, lost: str) -> None:
        """Ask where a file went that is not where it was; the old row goes when it is found."""
        from facilitator.desktop.parts import choosing

        path = choosing.file_to_open(
            self._window, t("Where is {name}?", name=Path(lost).name), Path(lost).parent, t(FILTER)
        )
        if path and self._programmes.open(path):
            self._settings.forget(lost)

    def close(self) -> None:
        """Close the programme; the room page stays for the phones unless the facilitator stops it."""
        now = self._programmes.now
        if now is None or now.asks_about_unsaved(self.close):
            return
        if now.holds_room():
            now.ask_about_room(self._close)
        else:
            self._close()

    def _close(self) -> None:
        now = self._programmes.now
        goes_on = now is not None and now.has_room_page()
        self._programmes.close()
        if goes_on:
            sentence = t("The room page goes on for the phones. Open the programme to stop it.")
            self._messages.say("goes on", sentence, "info")

    def fill_recent(self, menu: QMenu) -> None:
        """Put the recent programmes into their menu."""
        menu.clear()
        for recent in self._settings.recent:
            words = f"{recent.title or stem(Path(recent.path))}  ({Path(recent.path).name})"
            action = menu.addAction(words.replace("&", "&&"))
            action.triggered.connect(lambda _checked=False, path=recent.path: self._programmes.open(Path(path)))
        menu.menuAction().setEnabled(not menu.isEmpty())

    def fill_workshops(self, menu: QMenu) -> None:
        """Put the workshops of the open programme into their menu; the one that is shown is ticked."""
        from facilitator.model.record import held_or_planned, in_order

        menu.clear()
        now = self._programmes.now
        if now is None:
            return
        path = now.path
        for workshop in in_order(now.desk.programme):
            day = held_or_planned(workshop)
            words = f"{workshop.info.title}  ({day})" if day else workshop.info.title
            action = menu.addAction(words.replace("&", "&&"))
            action.setCheckable(True)
            action.setChecked(workshop.id == now.desk.workshop_id)
            action.triggered.connect(lambda _checked=False, w=workshop.id: self._programmes.open(path, w))

    def copies(self) -> None:
        """List the safe copies of the open programme, or of the recent ones."""
        from facilitator.desktop.shell.safe_copies import RestoreDialog

        now = self._programmes.now
        recent = [Path(r.path) for r in self._settings.recent]
        dialog = RestoreDialog([now.path] if now else recent, self._window)
        ask(dialog)
        if dialog.chosen is None:
            return
        path, copy, in_place = dialog.chosen
        if in_place:
            self._programmes.put_back(path, copy)
        else:
            self._programmes.open_copy(path, copy)

    def save_copy(self) -> None:
        """Save a copy of the open programme under another name, while work goes on."""
        from facilitator.desktop.parts.saving import ask_save

        now = self._programmes.now
        if now is None:
            return
        folder = Path(machine.documents()) if now.desk.read_only else now.path.parent
        start = folder / f"{stem(now.path)} copy{SUFFIX}"
        target = ask_save(self._window, t("Save a copy as"), start, t(FILTER), SUFFIX, spared=now.path)
        if target is not None:
            self.copy_to(now.path, target)

    def copy_to(self, path: Path, target: Path) -> None:
        """Copy the programme aside and say where the copy is."""
        from facilitator.desktop.parts.background import aside
        from facilitator.desktop.parts.saving import no_copy
        from facilitator.store import copies, made

        messages, now = self._messages, self._programmes.now
        if why := no_copy(path, target):
            messages.say("copied", why, "bad")
            return
        workshops = list(now.desk.programme.workshops) if now else []

        def work() -> None:
            copies.copy_to(path, target)
            made.remember(workshops, [target])

        aside(
            self._window,
            work,
            lambda _: messages.tell_path("copied", t("A copy is saved: {name}", name=target.name), str(target)),
            lambda sentence: messages.say("copied", sentence, "bad"),
        )

    def rehearse(self) -> None:
        """Start a rehearsal in a window of its own: on a copy of the open programme, or on the sample day."""
        words = [*program(), "rehearse"]
        if self._programmes.now is not None:
            words.append(str(self._programmes.now.path))
        started, _ = QProcess.startDetached(words[0], words[1:])
        if started:
            self._messages.say("rehearsal", t("The rehearsal opens in a window of its own."), "info")
        else:
            self._messages.say("rehearsal", t("The rehearsal could not be started."), "bad")

    def check_room(self) -> None:
        """Look over what stands between this computer and the phones that will come."""
        from facilitator.desktop.shell.room_check import RoomCheck

        ask(RoomCheck(self._window))

    def save_summary(self) -> None:
        """Write the summary of the workshop as a PDF."""
        self._at_record(lambda record: record.save_summary())

    def print(self) -> None:
        """Show what would be printed."""
        self._at_record(lambda record: record.preview())

    def paper_forms(self) -> None:
        """Print the paper forms of the workshop."""
        self._at_record(lambda record: record.paper_forms())

    def export(self) -> None:
        """Export the records."""
        self._at_record(lambda record: record.export())

    def _at_record(self, act: Callable[[RecordPlace], object]) -> None:
        if self._programmes.now is not None:
            self._programmes.keep()
            act(self._programmes.now.record)

    # ------------------------------------------------------------------ help

    def guide(self, key: str = "") -> None:
        """Show a page of the guide in a window beside: the one asked for, or the one about the method that is open."""
        from facilitator.desktop.shell.guide import GuideWindow, key_of

        now = self._programmes.now
        if self._guide is None:
            self._guide = GuideWindow(self._window)
        self._guide.open_page(key or key_of(now.desk.workshop if now is not None else None))

    def about_page(self) -> None:
        """Show the room page's address, the others there are, and the way to stop it."""
        from facilitator.desktop.roompage.dialog import PageDialog

        if self._programmes.now is not None:
            ask(PageDialog(self._programmes.now.service, self._window))

    def show_files(self) -> None:
        """Say where everything is kept."""
        from facilitator.desktop.parts.dialogs import WhereDialog

        now = self._programmes.now
        rows = [(t("This programme"), now.path)] if now else []
        rows += [(t("Your own methods"), own_methods()), (t("Settings"), user_data()), (t("Logs"), logbook.folder())]
        ask(WhereDialog(rows, self._window))

    def show_logs(self) -> None:
        """Open the folder of the logs."""
        open_outside(logbook.folder())

    def about(self) -> None:
        """Say what this program is."""
        from facilitator.desktop.parts.dialogs import AboutDialog

        ask(AboutDialog(__version__, self._window))
