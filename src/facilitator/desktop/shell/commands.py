"""What the menus and the start page do: small deeds on the window; longer ones live in modules of their own."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QProcess, QUrl
from PySide6.QtGui import QDesktopServices

from facilitator import __version__
from facilitator.desktop.parts import choosing, logbook, machine
from facilitator.desktop.parts.asking import ask
from facilitator.desktop.parts.saving import ask_save, no_copy
from facilitator.desktop.shell.menus import Deeds
from facilitator.desktop.shell.messages import Deed
from facilitator.looks.qt.kit import counted
from facilitator.paths import SUFFIX, own_methods, stem, user_data

if TYPE_CHECKING:
    from facilitator.desktop.plan.place import PlanPlace
    from facilitator.desktop.record.place import RecordPlace
    from facilitator.desktop.shell.frame import MainWindow
    from facilitator.desktop.shell.guide import GuideWindow
    from facilitator.desktop.shell.start import StartPage

FILTER = f"Programmes (*{SUFFIX})"


class Commands(QObject):
    """The deeds of one window."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self.window = window
        self._guide: GuideWindow | None = None

    def deeds(self) -> Deeds:
        """Every deed by the name of its action."""
        go = self.window.go
        return {
            "new": self.new,
            "open": self.open,
            "copies": self.copies,
            "save_copy": self.save_copy,
            "summary": lambda: self._record("save_summary"),
            "print": lambda: self._record("preview"),
            "forms": lambda: self._record("paper_forms"),
            "export": lambda: self._record("export"),
            "fill_recent": self.fill_recent,
            "fill_workshops": self.fill_workshops,
            "close": self.close,
            "quit": self.quit,
            "undo": self.undo,
            "redo": self.redo,
            "find": self.find,
            "programme": lambda: go("programme"),
            "plan": lambda: go("plan"),
            "run": lambda: go("run"),
            "record": lambda: go("record"),
            "look": self.look,
            "full_screen": self.window.toggle_full_screen,
            "fold": self.fold,
            "next_pane": self.next_pane,
            "keys": self.keys,
            "guide": self.guide,
            "methods": self.methods,
            "files": self.show_files,
            "about": self.about,
        }

    def take_start(self, start: StartPage) -> None:
        """Do what the start page asks for."""
        start.new_asked.connect(self.new)
        start.open_asked.connect(self.open)
        start.file_chosen.connect(self.open_at)
        start.lost_file.connect(self.find_file)
        start.rehearse_asked.connect(self.rehearse)
        start.sample_asked.connect(self.rehearse)
        start.copies_asked.connect(self.copies)
        start.methods_asked.connect(self.methods)
        start.guide_asked.connect(self.guide)

    def take_places(self, plan: PlanPlace, record: RecordPlace) -> None:
        """Do what the places ask for."""
        plan.open_room_asked.connect(lambda: self.window.go("run"))
        plan.rehearse_asked.connect(self.rehearse)
        record.said.connect(self._say)
        record.erased.connect(self.window.read_anew)
        record.told_path.connect(self.tell_path)

    # ------------------------------------------------------------------ files

    def new(self, method_key: str = "") -> None:
        """Ask for the facts of a new workshop, make it, open it."""
        from facilitator.desktop.shell.new_workshop import NewWorkshop

        sitting = self.window.sitting
        dialog = NewWorkshop(
            self.window, method=method_key, beside=sitting.path if sitting else None, folder=self.window.settings.folder
        )
        if ask(dialog) and dialog.made is not None:
            path, workshop_id = dialog.made
            self.window.settings.change(folder=str(path.parent))
            self.window.open_path(path, workshop_id, "plan")

    def open(self) -> None:
        """Choose a programme and open it."""
        folder = Path(self.window.settings.folder or machine.documents())
        path = choosing.file_to_open(self.window, "Open a programme", folder, FILTER)
        if path:
            self.window.settings.change(folder=str(path.parent))
            self.window.open_path(path)

    def open_at(self, path: str, workshop_id: str, place: str) -> None:
        """Open a file of the start page at a place."""
        self.window.open_path(Path(path), workshop_id, place)

    def find_file(self, lost: str) -> None:
        """Ask where a file went that is not where it was; the old row goes when it is found."""
        path = choosing.file_to_open(self.window, f"Where is {Path(lost).name}?", Path(lost).parent, FILTER)
        if path and self.window.open_path(path):
            self.window.settings.forget(lost)

    def close(self) -> None:
        """Close the programme; the room page stays for the phones unless the facilitator stops it."""
        if self.ask_about_unsaved(self.close):
            return
        sitting = self.window.sitting
        goes_on = sitting is not None and sitting.must_ask()
        self.window.close_file()
        if goes_on:
            self.window.messages.say(
                "goes on", "The room page goes on for the phones. Open the programme to stop it.", "info"
            )

    def quit(self) -> None:
        """Close the window."""
        self.window.close()

    def fill_recent(self) -> None:
        """Put the recent programmes into their menu."""
        menu = self.window.menus.recent
        menu.clear()
        for recent in self.window.settings.recent:
            action = menu.addAction(
                f"{recent.title or stem(Path(recent.path))}  ({Path(recent.path).name})".replace("&", "&&")
            )
            action.triggered.connect(lambda _checked=False, path=recent.path: self.window.open_path(Path(path)))
        menu.menuAction().setEnabled(not menu.isEmpty())

    def fill_workshops(self) -> None:
        """Put the workshops of the open programme into their menu; the one that is shown is ticked."""
        menu, sitting = self.window.menus.workshops, self.window.sitting
        menu.clear()
        if sitting is None:
            return
        for workshop in sitting.desk.programme.workshops.values():
            words = f"{workshop.info.title}  ({workshop.info.date})" if workshop.info.date else workshop.info.title
            action = menu.addAction(words.replace("&", "&&"))
            action.setCheckable(True)
            action.setChecked(workshop.id == sitting.desk.workshop_id)
            action.triggered.connect(lambda _checked=False, w=workshop.id: self.window.open_path(sitting.path, w))

    def copies(self) -> None:
        """List the safe copies of the open programme, or of the recent ones."""
        from facilitator.desktop.shell.safe_copies import RestoreDialog, open_copy, put_back

        sitting = self.window.sitting
        recent = [Path(r.path) for r in self.window.settings.recent]
        dialog = RestoreDialog([sitting.path] if sitting else recent, self.window)
        ask(dialog)
        if dialog.chosen is None:
            return
        path, copy, in_place = dialog.chosen
        if in_place:
            put_back(self.window, path, copy)
        else:
            open_copy(self.window, path, copy)

    def save_copy(self) -> None:
        """Save a copy of the open programme under another name, while work goes on."""
        sitting = self.window.sitting
        if sitting is None:
            return
        start = sitting.path.with_name(f"{stem(sitting.path)} copy{SUFFIX}")
        target = ask_save(self.window, "Save a copy as", start, FILTER, SUFFIX, spared=sitting.path)
        if target is not None:
            self.copy_to(sitting.path, target)

    def copy_to(self, path: Path, target: Path) -> None:
        """Copy the programme aside and say where the copy is."""
        from facilitator.desktop.parts.background import aside
        from facilitator.store import file

        say = self.window.messages.say
        if why := no_copy(path, target):
            say("copied", why, "bad")
            return
        aside(
            self.window,
            lambda: file.copy_to(path, target),
            lambda _: self.tell_path("copied", f"A copy is saved: {target.name}", str(target)),
            lambda sentence: say("copied", sentence, "bad"),
        )

    def rehearse(self) -> None:
        """Start a rehearsal in a window of its own: on a copy of the open programme, or on the sample day."""
        words = [*machine.program(), "rehearse"]
        if self.window.sitting is not None:
            words.append(str(self.window.sitting.path))
        started, _ = QProcess.startDetached(words[0], words[1:])
        if started:
            self.window.messages.say("rehearsal", "The rehearsal opens in a window of its own.", "info")
        else:
            self.window.messages.say("rehearsal", "The rehearsal could not be started.", "bad")

    # ------------------------------------------------------------------ editing and looks

    def undo(self) -> None:
        """Take back the last act."""
        self._step_back("undo", "There is nothing to undo.")

    def redo(self) -> None:
        """Bring back what was undone."""
        self._step_back("redo", "There is nothing to redo.")

    def _step_back(self, verb: str, nothing: str) -> None:
        sitting, methods = self.window.sitting, self.window.methods_shown()
        if methods is not None:
            methods.step_back(verb)
        if sitting is None or methods is not None:
            return
        self.window.leave_field()
        whole = self.window.place == "programme"
        did = sitting.desk.undo(whole=whole) if verb == "undo" else sitting.desk.redo(whole=whole)
        self.window.messages.clear("undo")
        if not did:
            self.window.messages.say("undo", nothing, "info")

    def find(self) -> None:
        """Go to the search field of what is shown."""
        sitting = self.window.sitting
        if sitting is None:
            self.window.start.open_search()
        elif self.window.place == "run":
            sitting.console.open_search()

    def look(self) -> None:
        """Take the theme and the size of lettering that are ticked."""
        menus = self.window.menus
        self.window.settings.change(theme=menus.theme_choice(), scale=menus.scale_choice())
        self.window.dress()

    def fold(self) -> None:
        """Fold the agenda of the console, or unfold it."""
        sitting = self.window.sitting
        if sitting is not None and self.window.place == "run":
            sitting.console.fold_agenda()

    def next_pane(self) -> None:
        """Move the focus to the next part of the window."""
        self.window.focus_next_pane()

    def _say(self, key: str, sentence: str, kind: str) -> None:
        if sentence:
            self.window.messages.say(key, sentence, "bad" if kind == "bad" else "info")
        else:
            self.window.messages.clear(key)

    def _record(self, deed: str) -> None:
        if self.window.sitting is not None:
            self.window.leave_field()
            getattr(self.window.sitting.record, deed)()

    # ------------------------------------------------------------------ help

    def keys(self) -> None:
        """Show the sheet of keys."""
        from facilitator.desktop.shell.keys import KeySheet

        ask(KeySheet(self.window.menus.by_title(), self.window))

    def guide(self, key: str = "") -> None:
        """Show a page of the guide in a window beside: the one asked for, or the one about the method that is open."""
        from facilitator.desktop.shell.guide import GuideWindow, key_of

        sitting = self.window.sitting
        if self._guide is None:
            self._guide = GuideWindow(self.window)
        self._guide.open_page(key or key_of(sitting.desk.workshop if sitting is not None else None))

    def methods(self, key: str = "") -> None:
        """Show every method there is, and the editor for one's own."""
        self.window.show_methods(key)

    def show_files(self) -> None:
        """Say where everything is kept."""
        from facilitator.desktop.parts.dialogs import WhereDialog

        sitting = self.window.sitting
        rows = [("This programme", sitting.path)] if sitting else []
        rows += [("Your own methods", own_methods()), ("Settings", user_data()), ("Logs", logbook.folder())]
        ask(WhereDialog(rows, self.window))

    def show_logs(self) -> None:
        """Open the folder of the logs."""
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(logbook.folder())))

    def about(self) -> None:
        """Say what this program is."""
        from facilitator.desktop.parts.dialogs import AboutDialog

        ask(AboutDialog(__version__, self.window))

    def tell_path(self, key: str, sentence: str, path: str) -> None:
        """A line that ends in Open and Show folder."""
        place = Path(path)
        folder = place if place.is_dir() else place.parent
        deeds: list[Deed] = []
        if place.is_file() and place.suffix != SUFFIX:
            deeds.append(("Open", lambda: _show(place)))
        deeds.append(("Show folder", lambda: _show(folder)))
        self.window.messages.say(key, sentence, "info", deeds)

    # ------------------------------------------------------------------ room page

    def page_is(self, state: str, words: str) -> None:
        """Keep the line about the room page up to date."""
        sitting = self.window.sitting
        messages = self.window.messages
        if sitting is None or state not in ("restarting", "failed"):
            messages.clear("page")
            return
        service = sitting.service
        if state == "restarting":
            messages.say("page", "Room page stopped, restarting. Notes typed by hand still work.", stays=True)
        else:
            messages.say("page", service.trouble, "bad", [("Try again", service.start)], stays=True)

    def about_page(self) -> None:
        """Show the room page's address, the others there are, and the way to stop it."""
        from facilitator.desktop.parts.dialogs import PageDialog

        if self.window.sitting is not None:
            ask(PageDialog(self.window.sitting.service, self.window))

    def ask_about_unsaved(self, go_on: Callable[[], object]) -> bool:
        """Whether something that was typed here is not saved yet; asks what becomes of it before `go_on`."""
        sitting, say = self.window.sitting, self.window.messages
        if sitting is None or not sitting.desk.held:
            return False
        desk, count = sitting.desk, len(sitting.desk.held)

        def without() -> None:
            desk.held.clear()
            go_on()

        what = counted(count, "entry is", "entries are")
        say.say(
            "unsaved",
            f"{what} not saved: the file cannot be written now. If it is closed, what was typed there is lost.",
            "bad",
            [
                ("Try again", desk.try_again),
                ("Close all the same", without),
                ("Stay here", lambda: say.clear("unsaved")),
            ],
            stays=True,
        )
        return True

    def ask_about_page(self) -> None:
        """Before the window closes: keep the room page for the phones, or stop it?"""
        sitting = self.window.sitting
        if sitting is None:
            return

        def stop() -> None:
            sitting.service.stop()
            self.window.leave()

        self.window.messages.say(
            "leaving",
            "The room page is on. Phones can go on writing while this window is closed.",
            "warn",
            [
                ("Keep the room page", self.window.leave),
                ("Stop it", stop),
                ("Stay here", lambda: self.window.messages.clear("leaving")),
            ],
            stays=True,
        )


def _show(path: Path) -> None:
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))
