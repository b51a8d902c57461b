"""The main window: the bar at the top, messages, and the place that is shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, Qt, Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QApplication, QMainWindow, QStackedWidget, QVBoxLayout, QWidget

from facilitator.desktop.parts.asking import ask
from facilitator.desktop.parts.settings import Settings
from facilitator.desktop.parts.within import Screens, keep_all_within, keep_within
from facilitator.desktop.shell.commands import Commands
from facilitator.desktop.shell.key_list import every_key
from facilitator.desktop.shell.keys import KeyGuard, KeySheet
from facilitator.desktop.shell.menus import Deeds, Menus
from facilitator.desktop.shell.messages import Messages
from facilitator.desktop.shell.programmes import Programmes
from facilitator.desktop.shell.rehearsing import RehearsalPlan
from facilitator.desktop.shell.start import StartPage
from facilitator.desktop.shell.top_bar import TopBar
from facilitator.looks.qt import look as qt
from facilitator.looks.qt.guard import guarded
from facilitator.looks.qt.kit import margins
from facilitator.looks.qt.words import t
from facilitator.model.say import say

if TYPE_CHECKING:  # what the first window does not show is loaded when it is asked for
    from facilitator.desktop.methods.place import MethodsPlace
    from facilitator.desktop.questionnaires.place import QuestionnairesPlace
    from facilitator.desktop.shell.open_programme import OpenProgramme
    from facilitator.desktop.shell.over import Over

SMALLEST = (1024, 640)
WHOLE = frozenset({"programme", "evaluate"})
"""The places in which what is done belongs to the whole programme, and is undone there."""
UNEXPECTED = say("Something went wrong inside the program. What was entered is safe; what happened is in the log.")


def dress(settings: Settings) -> None:
    """Apply theme and size of lettering to the whole program."""
    app = QApplication.instance()
    if isinstance(app, QApplication):
        qt.apply(app, qt.system_theme() if settings.theme == "system" else settings.theme, settings.scale)


def _holds(pane: QWidget, focus: QWidget) -> bool:
    return pane is focus or pane.isAncestorOf(focus)


class MainWindow(QMainWindow):
    """The facilitator's window. It begins on the start page; `programmes` opens a programme.

    `serves` is False where no room page may be started (pictures and tests of the window alone).
    """

    left = Signal()
    """The window was closed for good."""

    def __init__(self, settings: Settings, rehearsal: RehearsalPlan | None = None, *, serves: bool = True) -> None:
        super().__init__()
        dress(settings)
        self.settings = settings
        self.place = ""
        self._leaving, self._before_over = False, ""
        self.top_bar, self.messages, self.stack = TopBar(), Messages(), QStackedWidget()
        self.programmes = Programmes(self, settings, self.messages, rehearsal, serves=serves)
        self.commands = Commands(self, self.programmes, self.messages, settings)
        self.menus = Menus(self, self._deeds(), settings)
        self.start = StartPage(settings)
        self._methods: MethodsPlace | None = None
        self._questionnaires: QuestionnairesPlace | None = None
        self._arrange()
        self._connect()
        app = QApplication.instance()
        if isinstance(app, QApplication):
            self.guard = KeyGuard(app, lambda: self.place == "run" and QApplication.activeModalWidget() is None)
        Screens(self).changed.connect(keep_all_within)
        self._show_start()

    def _arrange(self) -> None:
        self.setMinimumSize(*SMALLEST)
        self.resize(1440, 900)
        self.stack.setObjectName("places")
        self.stack.addWidget(self.start)
        centre = QWidget()
        column = QVBoxLayout(centre)
        margins(column, 0, 0, 0, 0, gap=0)
        column.addWidget(self.top_bar)
        column.addWidget(self.messages)
        column.addWidget(self.stack, 1)
        self.setCentralWidget(centre)
        if self.settings.geometry:
            self.restoreGeometry(QByteArray.fromBase64(self.settings.geometry.encode("ascii")))
        keep_within(self)

    def _connect(self) -> None:
        self.top_bar.place_chosen.connect(self.go)
        self.top_bar.page.clicked.connect(self.commands.about_page)
        self.top_bar.wall.clicked.connect(lambda: self.go("run"))
        self.commands.take_start(self.start)
        self.start.methods_asked.connect(self.show_methods)
        self.menus.ask_before_edit(self._may_step)
        self.menus.recent.aboutToShow.connect(lambda: self.commands.fill_recent(self.menus.recent))
        self.menus.workshops.aboutToShow.connect(lambda: self.commands.fill_workshops(self.menus.workshops))
        self.programmes.opened.connect(self._take)
        self.programmes.closing.connect(self._let_go)
        self.programmes.closed.connect(self._show_start)

    def _deeds(self) -> Deeds:
        """Every deed by the name of its action."""
        do = self.commands
        return {
            "new": do.new,
            "open": do.open,
            "copies": do.copies,
            "methods": self.show_methods,
            "questionnaires": self.show_questionnaires,
            "check": do.check_room,
            "save_copy": do.save_copy,
            "summary": do.save_summary,
            "print": do.print,
            "forms": do.paper_forms,
            "export": do.export,
            "close": do.close,
            "quit": self.close,
            "undo": self.undo,
            "redo": self.redo,
            "find": self.search,
            "programme": lambda: self.go("programme"),
            "plan": lambda: self.go("plan"),
            "run": lambda: self.go("run"),
            "evaluate": lambda: self.go("evaluate"),
            "record": lambda: self.go("record"),
            "look": self.take_look,
            "full_screen": self.toggle_full_screen,
            "fold": self.fold,
            "next_pane": self.focus_next_pane,
            "keys": self.show_keys,
            "guide": do.guide,
            "files": do.show_files,
            "about": do.about,
        }

    # ------------------------------------------------------------------ programmes

    def _take(self, opened: OpenProgramme, place: str) -> None:
        """Show a programme that was opened."""
        opened.page_told.connect(self.top_bar.page.tell)
        opened.saved_told.connect(self.top_bar.saved.tell)
        opened.screen_told.connect(self.top_bar.wall.tell)
        opened.retitled.connect(self._show_title)
        opened.room_asked.connect(lambda: self.go("run"))
        opened.rehearse_asked.connect(self.commands.rehearse)
        opened.plan.questions_asked.connect(self.show_questionnaires)
        opened.save_copy_asked.connect(self.commands.save_copy, Qt.ConnectionType.QueuedConnection)
        opened.erased.connect(lambda: self.programmes.read_anew(self.place))
        opened.begin(self)
        for widget in opened.places.values():
            self.stack.addWidget(widget)
        self.menus.take_console(opened.console.actions_by_menu())
        self.menus.file_is_open(True)
        self.top_bar.put_menus(self.menus.all())
        self.commands.fill_recent(self.menus.recent)
        self._show_title()
        self.go(place or opened.first_place())

    def _let_go(self, was: OpenProgramme) -> None:
        """Take a programme that is about to be closed out of the window."""
        self.menus.take_console({})
        if self._questionnaires is not None:
            self._questionnaires.know(None)
        for widget in was.places.values():
            self.stack.removeWidget(widget)
            widget.deleteLater()

    def _show_start(self) -> None:
        self.place = ""
        self.menus.file_is_open(False)
        self._show_searches(find=bool(self.settings.recent), fold=False)
        self.top_bar.put_menus(self.menus.all())
        self.top_bar.show_place("")
        for fact in (self.top_bar.page, self.top_bar.wall, self.top_bar.saved):
            fact.tell("")
        self.start.refresh()
        self.commands.fill_recent(self.menus.recent)
        self.stack.setCurrentWidget(self.start)
        self._show_title()

    def _show_title(self) -> None:
        """Say in the title what is open, and whether it is a rehearsal or a safe copy."""
        opened = self.programmes.now
        name = opened.title() if opened else ""
        is_rehearsal = self.programmes.rehearsal is not None or bool(opened and opened.is_rehearsal())
        is_copy = opened is not None and opened.is_safe_copy
        words = t("{name} - Facilitator", name=name) if name else "Facilitator"
        words = t("{title} - Rehearsal", title=words) if is_rehearsal else words
        self.setWindowTitle(t("{title} - Safe copy", title=words) if is_copy else words)
        self.top_bar.rehearsal.setVisible(is_rehearsal)
        self.top_bar.safe_copy.setVisible(is_copy)

    # ------------------------------------------------------------------ places

    def go(self, place: str) -> None:
        """Show a place of the open programme: programme, plan, run, evaluate or record."""
        opened = self.programmes.now
        if opened is None:
            return
        self.programmes.keep()
        self.place = place
        self.top_bar.show_place(place)
        self.stack.setCurrentWidget(opened.places[place])
        self._show_searches(find=place == "run", fold=place == "run")
        if (pane := opened.places[place].first_pane()) is not None:
            pane.setFocus(Qt.FocusReason.OtherFocusReason)
        opened.entered(place)

    def show_methods(self, key: str = "") -> None:
        """Show the methods there are, over whatever is open; `left` of that place leads back."""
        from facilitator.desktop.methods.place import MethodsPlace

        self.programmes.keep()
        if self._methods is None:
            self._methods = MethodsPlace()
            self._methods.guide_asked.connect(self.commands.guide)
            self._methods.start_asked.connect(self.commands.new)
            self._take_over(self._methods)
        self._methods.refresh(key)
        self._cover(self._methods)

    def show_questionnaires(self, stage: str = "") -> None:
        """Show the questionnaires there are, or what a stage of the workshop asks, over whatever is open."""
        from facilitator.desktop.questionnaires.place import QuestionnairesPlace

        self.programmes.keep()
        shown = self._questionnaires
        if shown is None:
            shown = self._questionnaires = QuestionnairesPlace()
            self._take_over(shown)
        shown.know(self.programmes.now.desk if self.programmes.now is not None else None)
        if shown.page is None:
            shown.show_shelf()
        if stage:
            shown.leave(lambda: shown.open_stage(stage))
        self._cover(shown)

    def _take_over(self, place: Over) -> None:
        place.left.connect(self._leave_over)
        self.stack.addWidget(place)

    def _cover(self, place: Over) -> None:
        """Show a place over whatever is open."""
        self._before_over = self.place or self._before_over
        self.place = ""
        if self.programmes.now is not None:
            self.programmes.now.covered()
        self.top_bar.show_place("")
        self._show_searches(find=False, fold=False)
        self.stack.setCurrentWidget(place)
        place.panes()[0].setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_searches(self, *, find: bool, fold: bool) -> None:
        """What the place that is shown has to act on: notes or programmes to find, an agenda to fold."""
        self.menus.actions["find"].setEnabled(find)
        self.menus.actions["fold"].setEnabled(fold)
        self.menus.actions["copies"].setEnabled(self.programmes.now is not None or bool(self.settings.recent))

    def methods_shown(self) -> MethodsPlace | None:
        """The place of the methods, while it is shown."""
        return self._methods if self._methods is not None and self.stack.currentWidget() is self._methods else None

    def over_shown(self) -> Over | None:
        """The place that is shown over whatever is open, if there is one."""
        shown, known = self.stack.currentWidget(), (self._methods, self._questionnaires)
        return next((over for over in known if over is not None and over is shown), None)

    def _leave_over(self) -> None:
        if self.programmes.now is not None:
            self.go(self._before_over or "plan")
        else:
            self._show_start()

    # ------------------------------------------------------------------ editing and looks

    def undo(self) -> None:
        """Take back the last act."""
        if (over := self.over_shown()) is not None:
            over.undo()
        elif (opened := self.programmes.now) is not None:
            self.programmes.keep()
            self._say_stepped(opened.desk.undo(whole=self.place in WHOLE), t("There is nothing to undo."))

    def _may_step(self) -> tuple[bool, bool]:
        """Whether there is anything to undo, and whether to redo."""
        if (over := self.over_shown()) is not None:
            return over.may_step()
        opened = self.programmes.now
        return opened.desk.may_step(whole=self.place in WHOLE) if opened is not None else (False, False)

    def redo(self) -> None:
        """Bring back what was undone."""
        if (over := self.over_shown()) is not None:
            over.redo()
        elif (opened := self.programmes.now) is not None:
            self.programmes.keep()
            self._say_stepped(opened.desk.redo(whole=self.place in WHOLE), t("There is nothing to redo."))

    def _say_stepped(self, did: str, nothing: str) -> None:
        self.messages.tell("undo", "" if did else nothing)

    def search(self) -> None:
        """Go to the search field of what is shown."""
        opened = self.programmes.now
        if opened is None:
            self.start.open_search()
        elif self.place == "run":
            opened.console.open_search()

    def fold(self) -> None:
        """Fold the agenda of the console, or unfold it."""
        if self.programmes.now is not None and self.place == "run":
            self.programmes.now.console.fold_agenda()

    def focus_next_pane(self) -> None:
        """Move the focus from the bar to the place and on, as F6 does."""
        opened, over = self.programmes.now, self.over_shown()
        place = over if over is not None else opened.places.get(self.place) if opened is not None else None
        panes = [*place.panes(), self.top_bar.places] if place else [*self.start.rows, *self.start.tiles][:1]
        focus = QApplication.focusWidget()
        at = next((n for n, pane in enumerate(panes) if focus is not None and _holds(pane, focus)), -1)
        if panes:
            panes[(at + 1) % len(panes)].setFocus(Qt.FocusReason.TabFocusReason)

    def show_keys(self) -> None:
        """Show the sheet of keys."""
        ask(KeySheet(every_key(self.menus.by_title()), self))

    def take_look(self) -> None:
        """Take the theme and the size of lettering that are ticked."""
        self.settings.change(theme=self.menus.theme_choice(), scale=self.menus.scale_choice())
        self.dress()

    def dress(self) -> None:
        """Apply theme and size of lettering as the settings say."""
        dress(self.settings)

    def toggle_full_screen(self) -> None:
        """Fill the screen, or go back."""
        self.setWindowState(self.windowState() ^ Qt.WindowState.WindowFullScreen)

    def unexpected(self) -> None:
        """Say calmly that something broke; the details are in the log."""
        self.messages.say("unexpected", t(UNEXPECTED), "bad", [(t("Show the log"), self.commands.show_logs)])

    # ------------------------------------------------------------------ leaving

    def leave(self) -> None:
        """Close the window without asking again."""
        self._leaving = True
        self.close()

    @guarded
    def closeEvent(self, event: QCloseEvent, /) -> None:
        """Ask, in the window, what becomes of a room page that phones are using; then keep everything and go."""
        self.programmes.keep()
        if not self._leaving and self._has_to_ask():
            event.ignore()
            return
        geometry = bytes(self.saveGeometry().toBase64().data()).decode("ascii")
        self.settings.change(geometry=geometry)
        self.programmes.close()
        if self.programmes.rehearsal is not None:
            self.programmes.rehearsal.end()
        event.accept()
        self.left.emit()

    def _has_to_ask(self) -> bool:
        """Whether something stands against closing the window; asks what becomes of it."""
        for over in (self._methods, self._questionnaires):
            if over is not None and not over.may_leave(self.close):
                self.stack.setCurrentWidget(over)
                return True
        opened = self.programmes.now
        if opened is not None and opened.asks_about_unsaved(self.close):
            return True
        if self.programmes.asks_about_left_on(self.close):
            return True
        if opened is not None and opened.has_room_page():
            opened.ask_about_page(self.leave)
        elif opened is not None and opened.holds_room():
            opened.ask_about_room(self.leave)
        else:
            return False
        return True
