"""The run console: the place from which a workshop is led."""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPoint, QTimer, Signal
from PySide6.QtGui import QAction, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget

from facilitator.activities import contract
from facilitator.desktop.parts.desk import Desk
from facilitator.desktop.parts.place import switch_off
from facilitator.desktop.parts.settings import Settings
from facilitator.desktop.run.acts import ConsoleActs
from facilitator.desktop.run.foot import Arrived, arrived, latest_of
from facilitator.desktop.run.menu import ConsoleMenu
from facilitator.desktop.run.panes import Panes
from facilitator.desktop.run.parking import ParkingDialog
from facilitator.desktop.run.people import CountDialog
from facilitator.desktop.run.ringing import Ringing
from facilitator.desktop.run.screen_control import RoomScreen
from facilitator.looks.qt.anew import Anew
from facilitator.looks.qt.guard import guarded
from facilitator.looks.qt.words import t
from facilitator.model.bodies import Noted, Opened
from facilitator.model.entry import Draft
from facilitator.model.notes import LIVE
from facilitator.model.run import StageRun
from facilitator.model.say import Time
from facilitator.model.workshop import PARKING, Change, Workshop

FEW, SOON_MS, BATCH_MS, ASIDE_MS = 200, 40, 250, 200
"""Notes reach the board after SOON_MS, or in batches where there are more than FEW; figures follow after ASIDE_MS."""


class Console(Panes):
    """The Run place. `room_screen_changed(name)` tells which screen the room sees, "" for none.

    `refused(sentence)` says why the rules do not take what was asked; "" once something is taken again.
    """

    room_screen_changed = Signal(str)
    refused = Signal(str)
    _anew: Anew | None = None

    def __init__(self, desk: Desk, settings: Settings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk, self._settings = desk, settings
        self._looking, self._agenda_beside = "", False
        self._changed: set[str] | None = set()
        """The notes on the board that look different since it was drawn; None means all of it."""
        self._latest: deque[Arrived] = deque(maxlen=2)
        self._parking: ParkingDialog | None = None
        self._saved_at = desk.workshop.entries[-1].at if desk.workshop and desk.workshop.entries else 0
        self.acts = ConsoleActs(desk, self.area)
        self.room = RoomScreen(desk, settings, self.side, self)
        self._menu = ConsoleMenu(self, self.acts, self.area, self.room)
        self._board_soon = QTimer(self, singleShot=True, interval=SOON_MS)
        self._aside_soon = QTimer(self, singleShot=True, interval=ASIDE_MS)
        self._first_soon = QTimer(self, singleShot=True, interval=0)
        self._anew = Anew(self, self._take_look)
        self.ringing = Ringing(desk, settings, self)
        self._menu.by_name["dim"].setChecked(settings.wall_dim)
        self._menu.by_name["sounds"].setChecked(settings.sounds)
        self._connect()
        self._first_soon.start()

    # ------------------------------------------------------------------ what the frame asks

    def actions_by_menu(self) -> dict[str, list[QAction]]:
        """The actions for the menus Run, Board and People."""
        return self._menu.by_menu

    def action(self, name: str) -> QAction:
        """One action by its name, such as `next` or `blank`."""
        return self._menu.by_name[name]

    def open_search(self) -> None:
        """Open the search field of the board."""
        self.area.head.open_search()

    def fold_agenda(self) -> None:
        """Fold the agenda away, or bring it back."""
        if self.area.is_wide:
            self._agenda_beside = not self._agenda_beside
        else:
            self._settings.change(agenda_folded=not self._settings.agenda_folded)
        self._fit()

    def _is_folded(self) -> bool:
        """Whether the agenda is away: as it was left, but where a board is wide, unless asked for."""
        return not self._agenda_beside if self.area.is_wide else self._settings.agenda_folded

    def _details(self) -> QWidget | None:
        return self.area.board.details if self.area.board is not None else None

    def panes(self) -> list[QWidget]:
        """What F6 walks through, in order."""
        board: list[QWidget] = [self.area.board.widget] if self.area.board else []
        every = (self.agenda.list, *board, self.side.next, *self.side.script.points[:1])
        return [each for each in every if each.isVisible()]

    def first_pane(self) -> QWidget | None:
        """The board has the focus where there is one."""
        board = self.area.board.widget if self.area.board else None
        return board if board is not None and board.isVisible() else next(iter(self.panes()), None)

    def only_to_read(self) -> None:
        """Switch off what leads the day; every stage can be looked at."""
        super().only_to_read()
        self._menu.only_to_read()

    def leave(self) -> None:
        """The file is closed: close the room's screen and stop following."""
        self._desk.changed.disconnect(self._follow)
        self._desk.ticked.disconnect(self._tick)
        for timer in (self._board_soon, self._aside_soon, self._first_soon):
            timer.stop()
        if self._parking is not None:
            self._parking.close()
        self.ringing.leave()
        self.room.leave()

    # ------------------------------------------------------------------ looking

    def look(self, stage: str) -> None:
        """Put a stage on the board without opening it; "" or the open stage goes back to what the room has."""
        workshop = self._desk.workshop
        self._looking = "" if workshop and stage == workshop.open_id else stage
        self.refresh()

    def shown_run(self) -> StageRun | None:
        """The stage on the board: the one looked at, else the open one, else the one to come."""
        workshop = self._desk.workshop
        if workshop is None:
            return None
        if self._looking and (run := workshop.run(self._looking)) is not None:
            return run
        last = workshop.stages[-1] if workshop.stages else None
        return workshop.current or workshop.neighbour(1) or last

    # ------------------------------------------------------------------ following

    def refresh(self) -> None:
        """Show everything as it is now."""
        self._first_soon.stop()
        workshop = self._desk.workshop
        if workshop is None:
            return
        self._latest = deque(latest_of(workshop), maxlen=2)
        self._show_board(workshop, None)
        self._show_aside()
        self._tick(self._desk.now())

    def _follow(self, changes: Sequence[Change]) -> None:
        workshop = self._desk.workshop
        if workshop is None or all(change.is_apart for change in changes):
            return
        if any(change.kind == Opened.kind for change in changes):
            self._looking = ""
        structural = False
        for change in changes:
            quiet = change.is_apart or contract.kind_changed(workshop, change).quiet
            structural |= change.reset or not quiet
            self._take(workshop, change)
        if structural:
            self._board_soon.stop()
            self.refresh()
            if any(change.kind == Opened.kind for change in changes):
                self._to_board()
            return
        if self._changed != set() and not self._board_soon.isActive():
            run = self.area.run
            self._board_soon.start(SOON_MS if run is None or len(run.notes) <= FEW else BATCH_MS)
        if not self._aside_soon.isActive():
            self._aside_soon.start()

    def _take(self, workshop: Workshop, change: Change) -> None:
        if self.area.run is not None:
            keys = change.notes_of(self.area.run.id)
            self._changed = None if keys is None or self._changed is None else self._changed | keys
        if change.kind == Noted.kind and change.stage == workshop.open_id:
            run = workshop.current
            for key in change.keys if run else ():
                note = run.notes.get(key) if run else None
                if note is not None and note.status == LIVE:
                    self._latest.appendleft(arrived(note))

    def _flush_board(self) -> None:
        if self._desk.workshop is not None:
            self._show_board(self._desk.workshop, self._changed)

    def _show_board(self, workshop: Workshop, changed: set[str] | None) -> None:
        before = self.area.run
        self.area.show_run(workshop, self.shown_run(), changed)
        self._changed = set()
        if self._desk.read_only and self.area.board is not None:
            switch_off(self.area.board.widget)
        self._menu.sync()
        if before is not self.area.run:
            self._agenda_beside = False
        self.side.show_details(self._details())
        self._fit()

    def _show_aside(self) -> None:
        workshop = self._desk.workshop
        if workshop is None:
            return
        now, run = self._desk.now(), self.shown_run()
        self._menu.sync()
        self.area.show_head()
        is_away = run is not None and run.id != workshop.open_id and bool(self._looking)
        at = workshop.current.stage.title if workshop.current else ""
        self.area.looking.show_place(run.stage.title if run and is_away else "", at)
        self.side.show_workshop(workshop, run, now)
        self.side.show_screen(workshop, self.room.is_open())
        self.foot.show_workshop(workshop, list(self._latest), self._desk.page_url)
        if self._parking is not None and self._parking.isVisible():
            self._parking.show_workshop(workshop)

    def _tick(self, now: int) -> None:
        workshop = self._desk.workshop
        if workshop is None or not self.isVisibleTo(self.window()):
            return
        self.bar.show_stage(workshop, now)
        self.side.show_next_up(workshop, now)
        if self.agenda.isVisibleTo(self):
            self.day.show_day(workshop, now)
            run = self.shown_run()
            self.agenda.show_day(workshop, run.id if run else "", now)

    # ------------------------------------------------------------------ acts of this pane

    def open_note(self, key: str) -> None:
        """Go to a note on the board and open it."""
        found = self._desk.workshop.find(key) if self._desk.workshop else None
        if found is None or found[0].id == PARKING:
            return
        self.look(found[0].id)
        self.area.choose(key)
        self.area.open_note(key)

    def open_parking(self) -> None:
        """Open the list of what was parked, beside the console."""
        workshop = self._desk.workshop
        if workshop is None:
            return
        if self._parking is None:
            self._parking = ParkingDialog(workshop, self)
            self._parking.written.connect(self._write)
        self._parking.show_workshop(workshop)
        self._parking.show()
        self._parking.raise_()

    def count_room(self) -> None:
        """Open the small window for counting heads."""
        workshop = self._desk.workshop
        if workshop is None:
            return
        dialog = CountDialog(workshop, self)
        dialog.counted.connect(self._write)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _switch_sounds(self) -> None:
        self.ringing.switch()
        self._menu.by_name["sounds"].setChecked(self._settings.sounds)
        self.refused.emit("" if self._settings.sounds else t("Sounds are off. M switches them on again."))

    def _try_sound(self) -> None:
        heard = self.ringing.try_out()
        self.refused.emit("" if heard else t("This computer has nothing to play sounds with. Watch the clock instead."))

    def _write(self, drafts: list[Draft]) -> None:
        self._desk.ask(*drafts)

    def _to_board(self) -> None:
        """After an act the board has the focus, not the button that did it: a second Enter does nothing more."""
        focus, area = QApplication.focusWidget(), self.area
        asking = any(panel.isAncestorOf(focus) for panel in (area.ask_bar, area.note, area.scribe)) if focus else False
        if focus is None or (isinstance(focus, QAbstractButton) and not asking):
            area.to_board()

    def _open_menu(self, key: str, place: QPoint) -> None:
        menu = self._menu.note_menu(self)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(place)

    def _say_saved(self, at: int) -> None:
        self._saved_at = at
        self.foot.show_saved(t("Saved") if self.is_compact else t("Saved {time}", time=Time(at)))

    def _say_not_saved(self, sentence: str) -> None:
        self.foot.show_saved(t("Not saved"), bad=True)
        self.foot.saved.setToolTip(sentence)

    def _ask_screen(self, act: str) -> None:
        if act != "open":
            self.acts.screen(act)
        elif not self.room.is_open():
            self.room.open()

    def _room_moved(self, name: str) -> None:
        self.room_screen_changed.emit(name)
        self._show_aside()

    # ------------------------------------------------------------------ layout

    def _connect(self) -> None:
        acts, area, head = self.acts, self.area, self.area.head
        self._first_soon.timeout.connect(self.refresh)
        self._board_soon.timeout.connect(self._flush_board)
        self._aside_soon.timeout.connect(self._show_aside)
        self.bar.toggled.connect(acts.toggle_timer)
        self.bar.added.connect(acts.add_time)
        for source in (self.agenda.looked, head.looked):
            source.connect(self.look)
        head.question_asked.connect(acts.ask_question)
        head.cover_asked.connect(acts.cover)
        head.type_asked.connect(area.open_scribe)
        head.more.clicked.connect(self._open_more)
        area.asked.connect(acts.do)
        acts.looked.connect(self.look)
        acts.refused.connect(self.refused)
        self._menu.back_asked.connect(lambda: self.look(""))
        self._menu.parking_asked.connect(self.open_parking)
        self._menu.count_asked.connect(self.count_room)
        self._menu.sounds_switched.connect(self._switch_sounds)
        self._menu.sound_tried.connect(self._try_sound)
        area.menu_asked.connect(self._open_menu)
        area.scribe.written.connect(self._write)
        area.waiting.clicked.connect(acts.choose_waiting)
        area.looking.open.clicked.connect(acts.open_looked_at)
        area.looking.back.clicked.connect(lambda: self.look(""))
        self.side.next_asked.connect(acts.next_or_end)
        self.side.left.connect(area.to_board)
        self.bar.agenda.clicked.connect(self.fold_agenda)
        self.side.screen_asked.connect(self._ask_screen)
        for done in (self.agenda.looked, *(head.looked, head.question_asked, head.cover_asked), area.asked):
            done.connect(self._to_board)
        for done in (
            *(area.looking.open.clicked, area.looking.back.clicked, self.side.next_asked, self.side.screen_asked),
            *(self.bar.toggled, self.bar.added, self.side.script.asked),
        ):
            done.connect(self._to_board)
        for action in self._menu.by_name.values():
            action.triggered.connect(self._to_board)
        self.side.script.ticked.connect(acts.tick)
        self.side.script.asked.connect(acts.ask_question)
        self.foot.parking_asked.connect(self.open_parking)
        self.foot.count_asked.connect(self.count_room)
        self.foot.note_opened.connect(self.open_note)
        self.room.changed.connect(self._room_moved)
        self._menu.screen_menu.aboutToShow.connect(lambda: self.room.fill_menu(self._menu.screen_menu))
        self._desk.changed.connect(self._follow)
        self._desk.saved.connect(self._say_saved)
        self._desk.failed.connect(self._say_not_saved)
        self._desk.ticked.connect(self._tick)

    def _open_more(self) -> None:
        menu = self._menu.board_menu(self)
        menu.aboutToHide.connect(menu.deleteLater)
        button = self.area.head.more
        menu.popup(button.mapToGlobal(button.rect().bottomLeft()))

    @guarded
    def resizeEvent(self, event: QResizeEvent, /) -> None:
        """Change the plan of the panes where the window is small."""
        super().resizeEvent(event)
        self._fit()

    @guarded
    def showEvent(self, event: QShowEvent, /) -> None:
        """The board has the keys. It is filled now at the latest, when its size is known."""
        super().showEvent(event)
        if self._first_soon.isActive():
            self.refresh()
        QTimer.singleShot(0, self.area, self.area.to_board)

    @guarded
    def changeEvent(self, event: QEvent, /) -> None:
        """Boards take the window's theme and lettering."""
        super().changeEvent(event)
        if self._anew is not None:
            self._anew.take(event)

    def _take_look(self) -> None:
        self.area.set_look()
        self._fit()
        self._show_aside()

    def _fit(self) -> None:
        if self.arrange_for(folded=self._is_folded(), details=self._details() is not None, wide=self.area.is_wide):
            if self._saved_at:
                self._say_saved(self._saved_at)
            self._show_aside()
            self._tick(self._desk.now())
