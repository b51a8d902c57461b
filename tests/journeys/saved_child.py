"""A window through one act or a whole day of them, with an eye on every way in which its own file is opened.

`python saved_child.py FILE ACT...`: opens FILE in the window, does each act, lets another process open and close the
file after it, types notes and hears of notes from elsewhere, and ends by SIGKILL. Prints a line of JSON at the end:
what it called saved, what reached its board, who opened the file other than through SQLite, and after which acts it
held no lock on it.
"""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import threading
import time
import traceback
from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog, QFileSystemModel

from facilitator import cli
from facilitator.desktop.parts import settings
from facilitator.desktop.parts.asking import ask
from facilitator.desktop.parts.background import THREAD
from facilitator.desktop.record import printing
from facilitator.desktop.shell import new_workshop as new
from facilitator.desktop.shell.frame import MainWindow
from facilitator.desktop.shell.safe_copies import RestoreDialog
from facilitator.model import acts
from facilitator.store import copies
from facilitator.store.feed import keeping

PATIENCE_S = 60.0
FROM_ELSEWHERE = (
    "import sys; from pathlib import Path\n"
    "from facilitator.store.feed import open_feed; from facilitator.model.entry import Draft\n"
    "log = open_feed(Path(sys.argv[1]))\n"
    "log.append([Draft('note', {'text': sys.argv[2]}, sys.argv[3], sys.argv[4])]); log.close()"
)


class Watch:
    """Who opens the programme, or what SQLite keeps beside it, in any way but through SQLite."""

    def __init__(self, path: Path) -> None:
        self.names = {str(path) + ending for ending in ("", "-wal", "-shm")}
        self.path, self.opened, self.unlocked = path, [], []
        sys.addaudithook(self._hear)

    def _hear(self, event: str, values: tuple[Any, ...]) -> None:
        if event not in ("open", "shutil.copyfile") or not isinstance(values[0], str | bytes | os.PathLike):
            return
        if os.path.realpath(os.fsdecode(values[0])) in self.names:
            self.opened.append("".join(traceback.format_stack(limit=4)))

    def look(self, act: str) -> None:
        """Note an act after which this process holds no lock on its file (Linux tells)."""
        locks = Path("/proc/locks")
        if locks.exists():
            mine = [line.split() for line in locks.read_text().splitlines()]
            inode = str(self.path.stat().st_ino)
            held = [words for words in mine if words[4] == str(os.getpid()) and words[5].split(":")[-1] == inode]
            if not held:
                self.unlocked.append(act)


class Day:
    """The window, and what is done in it."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.window = MainWindow(settings.load(), serves=False)
        self.window.show()
        assert self.window.programmes.open(path)
        self.saved: list[str] = []
        self.board: list[str] = []
        self.trouble: list[str] = []
        self.out = path.parent / "made here"
        self.out.mkdir(exist_ok=True)

    @property
    def desk(self) -> Any:
        """The desk of the file that is open now."""
        sitting = self.window.programmes.now
        assert sitting is not None
        return sitting.desk

    def until(self, so: Callable[[], object], what: str) -> None:
        """Let the window work until something is so."""
        end = time.monotonic() + PATIENCE_S
        while not so():
            assert time.monotonic() < end, f"never happened: {what}"
            QApplication.processEvents()
            time.sleep(0.002)

    def quiet(self) -> None:
        """Wait until nothing is done beside the window."""
        QApplication.processEvents()
        self.until(lambda: not [t for t in threading.enumerate() if t.name == THREAD], "quiet")
        for _ in range(5):
            QApplication.processEvents()

    def type(self, text: str) -> None:
        """Type a note, and wait until the window says that it is saved."""
        heard: list[object] = []
        desk = self.desk
        desk.saved.connect(heard.append)
        desk.failed.connect(self.trouble.append)
        desk.ask(acts.note(desk.workshop, desk.workshop.runs["objective"], text, source="scribe"))
        self.until(lambda: heard, f"{text} is saved")
        desk.saved.disconnect(heard.append)
        desk.failed.disconnect(self.trouble.append)
        self.saved.append(text)

    def hear(self, text: str) -> None:
        """Another process stores a note and closes the file; wait until it is on the board."""
        where = [str(self.path), text, self.desk.workshop.id, "objective"]
        subprocess.run([sys.executable, "-c", FROM_ELSEWHERE, *where], check=True, timeout=240)
        self.until(lambda: any(n.text == text for n in self.desk.workshop.runs["objective"].notes), f"{text} arrives")
        self.board.append(text)

    # ------------------------------------------------------------------ acts

    def nothing(self) -> None:
        """Only look."""

    def preview(self) -> None:
        """Print preview, closed again."""
        self._previewed("print")

    def forms(self) -> None:
        """Paper forms."""
        self._previewed("forms")

    def _previewed(self, deed: str) -> None:
        shown: list[str] = []

        def opened(preview: QDialog) -> None:
            shown.append("shown")
            preview.deleteLater()

        printing.Preview.open = opened
        self.window.menus.actions[deed].trigger()
        self.until(lambda: shown, deed)

    def summary(self) -> None:
        """Save the summary."""
        self.window.programmes.now.record.summary_to(self.out / "summary.pdf")

    def export(self) -> None:
        """Export the records."""
        self.window.programmes.now.record.export_to(self.out)

    def new_workshop(self) -> None:
        """A new workshop in the open programme, and back to the first."""
        first = self.desk.workshop_id
        method = new.library.find("focused-conversation")
        new.make(self.path, {"title": "Another"}, [method], [])
        self.window.programmes.open(self.path, first)

    def copy(self) -> None:
        """Save a copy as."""
        self.window.commands.copy_to(self.path, self.out / "copy.facilitator")

    def safe_copy(self) -> None:
        """An automatic safe copy."""
        self.window.programmes.now.backups.now()

    def safe_copies(self) -> None:
        """The list of safe copies."""
        self.window.programmes.now.backups.now()
        self.quiet()
        dialog = RestoreDialog([self.path], self.window)
        QTimer.singleShot(0, lambda: self._look_at(dialog))
        ask(dialog)

    def _look_at(self, dialog: RestoreDialog) -> None:
        self.until(dialog.list.topLevelItemCount, "the safe copies are listed")
        dialog.reject()

    def erase(self) -> None:
        """Erase a note; the window reads the file anew."""
        self.type("to be erased")
        self.saved.remove("to be erased")
        sitting = self.window.programmes.now
        run = self.desk.workshop.runs["objective"]
        self.until(lambda: any(n.text == "to be erased" for n in run.notes), "it is on the board")
        sitting.record.erase_keys([note.key for note in run.notes if note.text == "to be erased"])
        self.until(lambda: self.window.programmes.now is not sitting, "the file is read anew")

    def restore(self) -> None:
        """Put a safe copy of this moment in the programme's place."""
        copy = copies.back_up(self.path)
        was = self.window.programmes.now
        self.window.programmes.put_back(self.path, copy)
        self.until(lambda: self.window.programmes.now not in (None, was), "it is open again")

    def choose_a_file(self) -> None:
        """Look at the folder in every dialogue that chooses files, in both views."""
        do, record = self.window.commands, self.window.programmes.now.record
        for deed in (do.open, do.save_copy, record.save_summary, record.export):
            QTimer.singleShot(0, self._browse)
            deed()

    def _browse(self) -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, QFileDialog)
        for view in (QFileDialog.ViewMode.Detail, QFileDialog.ViewMode.List):
            dialog.setViewMode(view)
            dialog.setDirectory(str(self.path.parent))
            self.until(lambda: self._is_listed(dialog), "the folder is listed")
        dialog.reject()

    def _is_listed(self, dialog: QFileDialog) -> bool:
        """Whether the dialogue knows of what the folder holds; it says so of a folder of ours that all of them show."""
        model = dialog.findChild(QFileSystemModel)
        assert isinstance(model, QFileSystemModel)
        return model.index(str(self.out)).isValid() and model.rowCount(model.index(str(self.path.parent))) > 0

    def commands(self) -> None:
        """Every command on this file, typed while this very process has it open."""
        rows = self.out / "rows.csv"
        rows.write_text("text\nfrom a list\n", encoding="utf-8")
        where, out = str(self.path), str(self.out)
        for words in (
            ["new", where, "--title", "Typed", "--method", "check-in"],
            ["control", where, "status"],
            ["summary", where, "--out", f"{out}/typed.pdf"],
            ["export", where, "--out", out],
            ["import", where, str(rows), "--stage", "objective"],
            ["check", where],
            ["doctor"],
        ):
            cli.run(words)
        cli.run(["import", where, where])
        keeping(self.path, self.desk.workshop.id).who()

    def methods(self) -> None:
        """The methods, the guide and the start page's list."""
        self.window.show_methods()
        self.window.methods_shown().take_in(self.path)
        self.window.commands.guide()
        self.window.start.refresh()
        self.window.go("run")

    def finish(self) -> None:
        """Finish the workshop, and open it again."""
        for kind in ("finished", "reopened"):
            self.desk.ask(acts.Draft(kind, {}, self.desk.workshop.id))
            wanted = kind == "finished"
            self.until(lambda wanted=wanted: (self.desk.workshop.finished_at is not None) == wanted, kind)
        self.quiet()


def main() -> None:
    """Do the acts; print what came of them; end without a farewell."""
    path, names = Path(sys.argv[1]).resolve(), sys.argv[2:]
    app = QApplication([])
    watch = Watch(path)
    day = Day(path)
    for name in names:
        day.desk.workshop_id = day.desk.workshop_id or day.desk.workshop.id
        getattr(day, name)()
        day.quiet()
        watch.look(name)
        day.hear(f"heard after {name}")
        for number in range(20 if len(names) == 1 else 3):
            day.type(f"typed after {name} {number}")
    found = {"saved": day.saved, "board": day.board, "opened": watch.opened, "unlocked": watch.unlocked}
    print(json.dumps({**found, "trouble": day.trouble, "app": app.applicationName()}), flush=True)
    os.kill(os.getpid(), signal.SIGKILL)


main()
