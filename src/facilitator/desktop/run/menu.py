"""The console's actions: every act with a verb in a menu, and its key."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QWidget

from facilitator.activities import lenses
from facilitator.activities.boards import columns_for
from facilitator.desktop.parts.settings import PER_PAGE
from facilitator.desktop.run.acts import ConsoleActs
from facilitator.desktop.run.board import BoardArea
from facilitator.desktop.run.screen_control import RoomScreen
from facilitator.looks.qt.words import t
from facilitator.model.notes import HIDDEN, LIVE

Row = tuple[str, str, str, Callable[[], None] | None]
"""Name, words, keys and deed of an action; a row without a name is a line between."""
_READING = frozenset({"look_back", "return", "larger", "smaller", "dim", "sounds", "try_sound", "read", "parking"})
"""What may be done where nothing can be written to the file."""
_HELD = ("more", "less")
"""What goes on while its key is held down; a key that lies under a book must not lead through the day."""


class ConsoleMenu(QObject):
    """Makes the actions and keeps those about notes switched on and off. `by_menu` holds them in order."""

    back_asked = Signal()
    """The board is to show the open stage again."""
    parking_asked = Signal()
    """The parking lot is wanted."""
    count_asked = Signal()
    """Heads are to be counted."""
    sounds_switched = Signal()
    """Sounds are to be on, or off."""
    sound_tried = Signal()
    """A sound is to be heard now."""

    def __init__(self, owner: QWidget, acts: ConsoleActs, area: BoardArea, room: RoomScreen) -> None:
        super().__init__(owner)
        self._owner, self._acts, self._area, self._room = owner, acts, area, room
        self._may_write = True
        self.by_name: dict[str, QAction] = {}
        self.column_menu = QMenu(t("Move to column"), owner)
        self.by_menu: dict[str, list[QAction]] = {
            "Run": self._make(self._run_rows()),
            "Board": self._make(self._board_rows()),
            "People": self._make(self._people_rows()),
        }
        for name in ("dim", "sounds"):
            self.by_name[name].setCheckable(True)
        self.by_name["move"].setMenu(self.column_menu)
        self.lens_menu = QMenu(t(lenses.load().words["refile"]).replace("&", ""), owner)
        self.by_name["refile"].setMenu(self.lens_menu)
        self.lens_menu.aboutToShow.connect(self._fill_lenses)
        self.screen_menu = QMenu(t("Put the room screen on"), owner)
        self.by_name["pick"].setMenu(self.screen_menu)
        self.column_menu.aboutToShow.connect(self._fill_columns)
        area.chosen.connect(self._chosen)
        self.sync()

    def _run_rows(self) -> list[Row]:
        acts, room = self._acts, self._room
        return [
            ("timer", t("&Start or pause the clock"), "Space", acts.toggle_timer),
            ("more", t("One minute &more"), "+|=", lambda: acts.add_time(60)),
            ("less", t("One minute &less"), "-", lambda: acts.add_time(-60)),
            ("", "", "", None),
            ("next", t("Go to the &next stage"), "N", acts.next_stage),
            ("on", t("Look on, then open what comes ne&xt"), "PgDown", acts.go_on),
            ("look_back", t("Look &back one stage"), "PgUp", acts.look_back),
            ("open", t("Sho&w the looked-at stage to the room"), "", acts.open_looked_at),
            ("return", t("Back to the &open stage"), "", self.back_asked.emit),
            ("end", t("&End the day…"), "", acts.end_or_go_on),
            ("", "", "", None),
            ("blank", t("Bl&ank the room screen"), "B|.", lambda: acts.screen("blank")),
            ("hold", t("&Hold the room screen"), "H", lambda: acts.screen("hold")),
            ("join", t("Show the &join page"), "Q", lambda: acts.screen("join")),
            ("page", t("&Turn to the next page of notes"), "", room.turn),
            ("larger", t("Lar&ger letters on the room screen"), "", lambda: room.letters(1)),
            ("smaller", t("Smalle&r letters on the room screen"), "", lambda: room.letters(-1)),
            ("dim", t("&Dim room screen"), "", room.dim),
            ("", "", "", None),
            ("screen", t("Open the room s&creen"), "", room.open),
            ("pick", t("&Put the room screen on"), "", None),
            ("shut", t("Close the room screen"), "", room.shut),
            ("identify", t("&Identify screens"), "", room.identify),
            ("", "", "", None),
            ("sounds", t("So&unds of the clock"), "M", self.sounds_switched.emit),
            ("try_sound", t("Tr&y the sound"), "", self.sound_tried.emit),
        ]

    def _board_rows(self) -> list[Row]:
        acts = self._acts
        return [
            ("type", t("&Type for a table"), "T", self._area.open_scribe),
            ("cover", t("&Reveal all or cover again"), "V", acts.cover),
            ("", "", "", None),
            ("show", t("&Show to the room"), "F", acts.toggle_shown),
            ("read", t("&Open the note"), "", self._area.open_chosen),
            ("edit", t("&Edit…"), "E", acts.edit),
            ("hide", t("&Hide…"), "X", acts.hide),
            ("again", t("Show a&gain"), "", acts.show_again),
            ("park", t("&Park"), "P", acts.park),
            ("merge", t("&Join into one…"), "J", acts.merge),
            ("part", t("Part agai&n"), "", acts.part),
            ("move", t("&Move to column"), "", None),
            ("refile", t(lenses.load().words["refile"]), "", None),
            ("", "", "", None),
            ("parking", t("Parking &lot…"), "", self.parking_asked.emit),
        ]

    def _people_rows(self) -> list[Row]:
        return [("count", t("&Count the room…"), "", self.count_asked.emit)]

    def _make(self, rows: list[Row]) -> list[QAction]:
        made = []
        for name, words, keys, deed in rows:
            action = QAction(words, self._owner)
            if not name:
                action.setSeparator(True)
            else:
                action.setShortcuts([QKeySequence(key) for key in keys.split("|") if key])
                action.setAutoRepeat(name in _HELD)
                self.by_name[name] = action
            if deed is not None:
                action.triggered.connect(lambda _=False, act=deed: self._do(act))
            self._owner.addAction(action)
            made.append(action)
        return made

    def _do(self, deed: Callable[[], None]) -> None:
        deed()
        self.sync()

    def _chosen(self, keys: list[str]) -> None:
        self.sync()

    def sync(self) -> None:
        """Switch off what has nothing to act on, and name what a key would do now."""
        self._sync_run()
        live, hidden, run = self._acts.chosen(LIVE), self._acts.chosen(HIDDEN), self._area.run
        for name in ("read", "edit", "hide", "park", "show"):
            self.by_name[name].setEnabled(bool(live) or (name == "read" and bool(hidden)))
        self.by_name["edit"].setEnabled(len(live) == 1)
        self.by_name["merge"].setEnabled(len(live) > 1)
        self.by_name["again"].setEnabled(bool(hidden))
        joined = any(self._acts.parts(note) for note in live[:9])
        self.by_name["part"].setEnabled(joined)
        self.by_name["move"].setEnabled(bool(live) and run is not None and run.stage.columns is not None)
        self.by_name["refile"].setEnabled(bool(live) and run is not None and lenses.of(run.stage) is not None)
        shown = bool(live) and all(self._acts.is_shown(note) for note in live)
        self.by_name["show"].setText(t("Take off the &screen") if shown else t("&Show to the room"))
        private = run is not None and run.covers
        self.by_name["cover"].setEnabled(private)
        self.by_name["cover"].setText(t("&Cover again") if run is not None and run.revealed else t("&Reveal all"))

        for name in () if self._may_write else self.by_name.keys() - _READING:
            self.by_name[name].setEnabled(False)

    def only_to_read(self) -> None:
        """Switch off for good what writes."""
        self._may_write = False
        self.sync()

    def _sync_run(self) -> None:
        workshop, run, scene = self._area.workshop, self._area.run, self._room.scene
        if workshop is None:
            return
        here = workshop.current or workshop.neighbour(1)
        over, order = workshop.finished_at is not None, [each.id for each in workshop.stages]
        at = order.index(run.id) if run is not None and run.id in order else -1
        is_away = run is not None and here is not None and run.id != here.id
        may = {
            **dict.fromkeys(("timer", "more", "less"), workshop.current is not None),
            "next": bool(order) and not over,
            "on": at >= 0 and (at + 1 < len(order) if is_away else not over),
            "look_back": at > 0,
            "open": run is not None and run.id != workshop.open_id and not over,
            "return": is_away,
            "end": bool(order),
            "page": scene.may_turn(),
            "larger": scene.per_page() > PER_PAGE[-1],
            "smaller": scene.per_page() < PER_PAGE[0],
            "shut": self._room.is_open(),
            "type": run is not None,
        }
        for name, on in may.items():
            self.by_name[name].setEnabled(on)
        self.by_name["end"].setText(t("Op&en the day again") if over else t("&End the day…"))

    def note_menu(self, parent: QWidget) -> QMenu:
        """The menu of a note."""
        self.sync()
        menu = QMenu(parent)
        for name in ("show", "read", "edit", "hide", "again", "park", "merge", "part", "move", "refile"):
            if self.by_name[name].isEnabled():
                menu.addAction(self.by_name[name])
        return menu

    def board_menu(self, parent: QWidget) -> QMenu:
        """The menu of the board."""
        self.sync()
        menu = QMenu(parent)
        menu.addActions(self.by_menu["Board"])
        return menu

    def _fill_columns(self) -> None:
        self.column_menu.clear()
        run, workshop = self._area.run, self._area.workshop
        field = run.stage.columns if run else None
        if run is None or workshop is None or field is None:
            return
        columns = [c for c in columns_for(field, run.notes, workshop.groups) if c.key]
        if field.kind == "group":
            there = {column.key for column in columns}
            columns += [c for c in columns_for(field, [], workshop.groups) if c.key not in there]
        for number, column in enumerate(columns, 1):
            title = t(column.title).replace("&", "&&")
            action = self.column_menu.addAction(f"{title}\t{number}" if number < 10 else title)
            action.triggered.connect(lambda _=False, key=column.key: self._acts.move_to(key))

    def _fill_lenses(self) -> None:
        self.lens_menu.clear()
        run, workshop = self._area.run, self._area.workshop
        if run is None or workshop is None:
            return
        for lens in lenses.load().by_id.values():
            if lens != lenses.of(run.stage) and lenses.home(workshop, run, lens) is not None:
                action = self.lens_menu.addAction(f"{t(lens.name)}\t{lens.letter}")
                action.triggered.connect(lambda _=False, to=lens: self._acts.refile(to))
