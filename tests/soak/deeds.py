"""What the actor does in the main window, each deed by its name and its weight."""

from __future__ import annotations

import random
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QMenu, QWidget

from facilitator.desktop.shell.frame import MainWindow
from facilitator.desktop.shell.top_bar import PLACES
from soak import hands, programmes, working

RECORDS = ("preview", "paper_forms", "save_summary", "export", "finish", "erase", "take_in", "move_on")
TENDS = ("show", "read", "edit", "hide", "again", "park", "merge", "part", "move", "refile")
"""What is done with notes that are chosen."""
COMMANDS = (
    "new",
    "copies",
    "guide",
    "about",
    "about_page",
    "show_files",
    "show_logs",
    "save_copy",
    "open",
    "rehearse",
    "check_room",
)
"""What File and Help do in dialogues of their own; closing and paper are deeds of their own."""
DIALOGS = {
    "AboutDialog": "command",
    "CountDialog": "action",
    "ErasePicker": "record",
    "GuideWindow": "command",
    "KeySheet": "command",
    "NameDialog": "shelf",
    "NewWorkshop": "command",
    "PageDialog": "command",
    "ParkingDialog": "action",
    "Preview": "record",
    "RestoreDialog": "command",
    "RoomCheck": "command",
    "Sentence": "record",
    "StageDialog": "shelf",
    "SureDialog": "record",
    "TakeInDialog": "record",
    "WhereDialog": "command",
}
"""Every dialogue of the window, and the deed that comes to it."""
STAGES = (
    *("next", "next", "next", "look_back", "open", "return"),
    *("timer", "more", "less", "cover", "blank", "hold", "join"),
)


class Deeds:
    """The deeds on one window; each returns a word or two about what it did."""

    def __init__(
        self, chance: random.Random, window: Callable[[], MainWindow], folder: Path, files: list[Path]
    ) -> None:
        self._chance, self._window, self._folder, self._files = chance, window, folder, files
        self.mouse = hands.Drag()
        self.doing: Callable[[str], None] = lambda _words: None
        """Is told which key goes where before it goes: what crashes tells nothing afterwards."""
        self.opened = 0
        self.weights: dict[str, float] = {
            "key": 26,
            "chord": 10,
            "click": 14,
            "button": 14,
            "double": 3,
            "right": 3,
            "wheel": 4,
            "drag": 4,
            "words": 8,
            "size": 2,
            "look": 1.2,
            "light": 0.4,
            "action": 9,
            "place": 3,
            "stage": 3,
            "room": 2,
            "note": 3,
            "tend": 3,
            "look_at": 2,
            "plan": 1.5,
            "find": 1,
            "inner": 1.5,
            "shelf": 0.7,
            "command": 2,
            "record": 1.2,
            "evaluate": 2,
            "told": 1,
            "visit": 2,
            "close": 0.5,
            "quit": 0.4,
        }

    def choose(self) -> str:
        """The next deed; where no file is open, often to open one."""
        if self._window().programmes.now is None and self._chance.random() < 0.4:
            return "visit"
        return self._chance.choices(list(self.weights), list(self.weights.values()))[0]

    def do(self, name: str) -> str:
        """Do it."""
        return str(getattr(self, name)() or "")

    # ------------------------------------------------------------------ hands

    def _somewhere(self) -> QWidget:
        tops = [top for top in QApplication.topLevelWidgets() if top.isVisible() and top is not self._window()]
        return self._chance.choice(tops) if tops and self._chance.random() < 0.2 else self._window()

    def key(self) -> str:
        """One key, or the same again and again."""
        key = self._chance.choice(hands.PLAIN)
        self.doing(f"{key.name} {hands.aim()}")
        for _ in range(self._chance.choice((1, 1, 1, 2, 5))):
            hands.press_key(key)
        return key.name

    def chord(self) -> str:
        """A key with Ctrl, Alt or Shift."""
        mod, key = self._chance.choice(hands.CHORDS)
        self.doing(f"{mod} {key.name} {hands.aim()}")
        hands.press_key(key, mod)
        return f"{mod} {key.name}"

    def click(self) -> str:
        """A click anywhere."""
        top = self._somewhere()
        at = hands.spot(self._chance, top)
        hands.click(top, at)
        return f"{type(top).__name__} {at.x()},{at.y()}"

    def button(self) -> str:
        """A click on a button."""
        found = hands.buttons(self._somewhere())
        if not found:
            return "none"
        one = self._chance.choice(found)
        said = one.text() or one.accessibleName() or type(one).__name__
        hands.push(one)
        return said

    def double(self) -> None:
        """Two clicks in one place."""
        top = self._somewhere()
        hands.click(top, hands.spot(self._chance, top), twice=True)

    def right(self) -> None:
        """A click with the other button."""
        top = self._somewhere()
        hands.click(top, hands.spot(self._chance, top), Qt.MouseButton.RightButton)

    def wheel(self) -> None:
        """A turn of the wheel."""
        hands.wheel(self._chance, self._somewhere())

    def drag(self) -> None:
        """Press, move, release."""
        self.mouse.run(self._chance, self._somewhere())

    def words(self) -> str:
        """Words into whatever has the focus."""
        said = programmes.words(self._chance)
        hands.type_words(said)
        return ascii(said)[:60]

    # ------------------------------------------------------------------ the window

    def size(self) -> str:
        """Another size."""
        window = self._window()
        size = QSize(self._chance.randint(1024, 1900), self._chance.randint(640, 1100))
        if self._chance.random() < 0.2:
            window.toggle_full_screen()
            return "full screen"
        window.resize(size)
        return f"{size.width()}x{size.height()}"

    def look(self) -> str:
        """Another theme, or another size of lettering."""
        choices = [action for menu in self._window().menus.all() for action in menu.actions() if action.actionGroup()]
        action = self._chance.choice(choices)
        action.trigger()
        return action.text()

    def light(self) -> str:
        """The computer itself turns dark or light."""
        scheme = self._chance.choice((Qt.ColorScheme.Dark, Qt.ColorScheme.Light, Qt.ColorScheme.Unknown))
        QGuiApplication.styleHints().setColorScheme(scheme)
        return scheme.name

    def action(self) -> str:
        """Anything of the menus, except to quit."""
        window = self._window()
        actions = [a for a in window.actions() if a.isEnabled() and a is not window.menus.actions["quit"]]
        action = self._chance.choice(actions)
        said = action.text()
        action.trigger()
        return said

    def place(self) -> str:
        """Another place."""
        place = self._chance.choice((*PLACES, "run"))
        self._window().menus.actions[place].trigger()
        return place

    # ------------------------------------------------------------------ the workshop

    def stage(self) -> str:
        """The next stage, the clock, what the room sees."""
        sitting = self._window().programmes.now
        if sitting is None:
            return "none"
        action = sitting.console.action(self._chance.choice(STAGES))
        said = action.text()
        action.trigger()
        return said

    def room(self) -> str:
        """The room's screen: open, close, numbers, letters, light."""
        sitting = self._window().programmes.now
        if sitting is None:
            return "none"
        room = sitting.console.room
        deeds: dict[str, Callable[[], object]] = {
            "open": room.open,
            "close": room.shut,
            "identify": room.identify,
            "larger": lambda: room.letters(1),
            "smaller": lambda: room.letters(-1),
            "dim": room.dim,
            "turn": room.turn,
        }
        name = self._chance.choice(list(deeds))
        deeds[name]()
        return name

    def note(self) -> str:
        """Type for a table."""
        sitting = self._window().programmes.now
        if sitting is None:
            return "none"
        self._window().go("run")
        sitting.console.area.open_scribe()
        hands.type_words(programmes.words(self._chance))
        hands.press_key(Qt.Key.Key_Return)
        return "typed"

    def tend(self) -> str:
        """Choose some notes of the board, and do something with them."""
        sitting = self._window().programmes.now
        board = sitting.console.area.board if sitting is not None else None
        if sitting is None or board is None or not (keys := board.shown_keys()):
            return "none"
        self._window().go("run")
        board.choose(self._chance.choice(keys))
        action = sitting.console.action(self._chance.choice(TENDS))
        if action.isEnabled():
            action.trigger()
            hands.type_words(programmes.words(self._chance))
        return action.text()

    def look_at(self) -> str:
        """Put any stage on the board: every activity, every part of a method."""
        sitting = self._window().programmes.now
        workshop = sitting.desk.workshop if sitting is not None else None
        if sitting is None or workshop is None or not workshop.stages:
            return "none"
        self._window().go("run")
        run = self._chance.choice(workshop.stages)
        sitting.console.look(run.id)
        if self._chance.random() < 0.3:
            sitting.console.action("open").trigger()
        return run.id

    def plan(self) -> str:
        """Choose a stage of the plan, move it or change something of it."""
        sitting = self._window().programmes.now
        workshop = sitting.desk.workshop if sitting is not None else None
        if sitting is None or workshop is None or not workshop.stages:
            return "none"
        self._window().go("plan")
        stages = sitting.plan.stages
        stages.choose(self._chance.choice(workshop.stages).id)
        button = self._chance.choice((stages.earlier, stages.later))
        if button.isEnabled():
            button.click()
        else:
            hands.type_words(programmes.words(self._chance))
        return stages.chosen_id()

    def find(self) -> str:
        """Look for words, and go from one to the next."""
        self._window().menus.actions["find"].trigger()
        hands.type_words(self._chance.choice(programmes.SIGNS)[:3])
        for _ in range(self._chance.randint(1, 3)):
            hands.press_key(Qt.Key.Key_Return)
        return "found"

    def inner(self) -> str:
        """Something of a menu within a menu: recent files, workshops, columns, lenses, screens."""
        window = self._window()
        sitting = window.programmes.now
        found = [window.menus.recent, window.menus.workshops]
        board = sitting.console.actions_by_menu()["Board"] if sitting is not None else ()
        found += [menu for action in board if isinstance(menu := action.menu(), QMenu)]
        menu = self._chance.choice(found)
        menu.aboutToShow.emit()
        actions = [action for action in menu.actions() if action.isEnabled() and not action.isSeparator()]
        if not actions:
            return "empty"
        action = self._chance.choice(actions)
        said = action.text()
        action.trigger()
        return said

    def shelf(self) -> str:
        """The methods or the questionnaires: one to open, to copy, to rename."""
        window = self._window()
        self._chance.choice((window.show_methods, window.show_questionnaires))()
        shown = window.over_shown()
        if shown is None:
            return "none"
        for _ in range(self._chance.randint(1, 4)):
            if found := hands.buttons(shown):
                hands.push(self._chance.choice(found))
        return "shelf"

    def command(self) -> str:
        """Something of File or Help."""
        window = self._window()
        name = self._chance.choice((*COMMANDS, "show_keys"))
        getattr(window if name == "show_keys" else window.commands, name)()
        return name

    def evaluate(self) -> str:
        """Themes: some comments chosen, filed by a key, words looked for, anything pressed; and the other tabs."""
        return working.work_in(self._window(), "evaluate", self._chance)

    def told(self) -> str:
        """The programme's facts: something filled in, added, moved, taken away."""
        return working.work_in(self._window(), "programme", self._chance)

    def record(self) -> str:
        """Paper, files, the end, words taken out."""
        sitting = self._window().programmes.now
        if sitting is None:
            return "none"
        self._window().go("record")
        name = self._chance.choice((*RECORDS, "summary_to", "export_to"))
        if name == "summary_to":
            sitting.record.summary_to(self._folder / "out" / "summary.pdf")
        elif name == "export_to":
            sitting.record.export_to(self._folder / "out")
        else:
            getattr(sitting.record, name)()
        return name

    def visit(self) -> str:
        """Open a file, at some place."""
        path = self._chance.choice(self._files)
        place = self._chance.choice(("", *PLACES, "run"))
        self.opened += self._window().programmes.open(path, "", place)
        return f"{path.name} {place}"

    def close(self) -> None:
        """Close the file."""
        self._window().commands.close()

    def quit(self) -> str:
        """Leave, as the key or the frame of the window does; what is asked then is answered."""
        window = self._window()
        if self._chance.random() < 0.5:
            window.menus.actions["quit"].trigger()
        else:
            window.close()
        line = window.messages.line("leaving")
        if line is None:
            return "left"
        button = self._chance.choice(line.buttons)
        said = button.text()
        button.click()
        return said
