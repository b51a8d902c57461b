"""The start page: what can be begun at the left, programmes and methods at the right."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLayout, QLineEdit, QScrollArea, QVBoxLayout, QWidget

from facilitator.desktop.parts.settings import Recent, Settings
from facilitator.desktop.shell.pictures import SAMPLE
from facilitator.desktop.shell.tiles import DeedTile, MethodTile, RecentRow
from facilitator.looks.qt import look as qt
from facilitator.looks.qt.basics import HLine, Sign, VLine
from facilitator.looks.qt.buttons import Button
from facilitator.looks.qt.guard import guarded, guarded_or
from facilitator.looks.qt.icons import icon
from facilitator.looks.qt.kit import empty, label
from facilitator.looks.qt.words import t
from facilitator.paths import own_methods

SHOWN_RECENT = 6


class StartPage(QWidget):
    """Where the window begins. It opens nothing itself: it says what was asked for."""

    new_asked = Signal(str)
    """Make a workshop; the key of the method that was pressed, or nothing."""
    open_asked = Signal()
    rehearse_asked = Signal()
    sample_asked = Signal()
    check_asked = Signal()
    """The room is to be checked."""
    copies_asked = Signal()
    methods_asked = Signal()
    guide_asked = Signal(str)
    """A page about this method is wanted."""
    file_chosen = Signal(str, str, str)
    """Path, workshop (or nothing), place (or nothing)."""
    lost_file = Signal(str)
    """A recent file that is not where it was."""

    def __init__(self, settings: Settings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._settings = settings
        self.rows: list[RecentRow] = []
        self.tiles: list[MethodTile] = []
        self._left, self._right = QFrame(), QWidget()
        self._unclosed = QVBoxLayout()
        self._recent_box = QVBoxLayout()
        self._methods = QGridLayout()
        self._painted = False
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self._show_methods)
        self._problems = label("", "caption", "warn", wrap=True)
        self.search = QLineEdit()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self._build_left())
        row.addWidget(VLine())
        row.addWidget(self._build_right(), 1)

    # ------------------------------------------------------------------ building

    def _build_left(self) -> QWidget:
        qt.mark(self._left, panel="panel")
        self._left.setFixedWidth(400)
        column = QVBoxLayout(self._left)
        self._left_column = column
        column.setContentsMargins(40, 48, 40, 32)
        column.setSpacing(10)
        head = QHBoxLayout()
        head.addWidget(Sign("mark", size=36))
        head.addSpacing(6)
        head.addWidget(label("Facilitator", "display"), 1)
        column.addLayout(head)
        column.addSpacing(24)
        deeds = (
            (("file-plus", t("New workshop"), t("pick a method")), "Ctrl N", lambda: self.new_asked.emit("")),
            (("folder", t("Open a programme"), t("one file holds all its workshops")), "Ctrl O", self.open_asked.emit),
            (("masks", t("Rehearse"), t("pretend phones; never mixes with real notes")), "", self.rehearse_asked.emit),
            (
                ("phone", t("Check the room"), t("can phones get in, and will the laptop last")),
                "",
                self.check_asked.emit,
            ),
        )
        for number, (words, key, deed) in enumerate(deeds):
            tile = DeedTile(*words, key=key, filled=number == 0)
            tile.clicked.connect(deed)
            column.addWidget(tile)
        column.addSpacing(12)
        column.addLayout(self._unclosed)
        column.addStretch(1)
        restore = Button(t("Restore from a safe copy…"), icon_name="history")
        restore.clicked.connect(self.copies_asked)
        foot = QHBoxLayout()
        foot.addWidget(restore)
        foot.addStretch(1)
        column.addLayout(foot)
        return self._left

    def _build_right(self) -> QWidget:
        self._right.setProperty("plain", True)
        column = QVBoxLayout(self._right)
        self._right_column = column
        column.setContentsMargins(48, 48, 48, 40)
        column.setSpacing(12)
        column.setSizeConstraint(QLayout.SizeConstraint.SetMinimumSize)  # at once, not when the area comes to ask
        head = QHBoxLayout()
        head.addWidget(label(t("Recent programmes"), "title"))
        head.addStretch(1)
        self.search.setPlaceholderText(t("Find a programme or workshop"))
        self.search.setAccessibleName(t("Find a programme or workshop"))
        self.search.setFixedWidth(296)
        glass = QAction(icon("search", "text_2"), "", self.search)
        self.search.addAction(glass, QLineEdit.ActionPosition.LeadingPosition)
        self.search.textChanged.connect(self._filter)
        head.addWidget(self.search)
        column.addLayout(head)
        column.addLayout(self._recent_box)
        column.addSpacing(32)
        column.addLayout(self._methods_head())
        column.addLayout(self._methods)
        column.addWidget(self._problems)
        column.addStretch(1)
        self._methods.setSpacing(16)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setWidget(self._right)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        return area

    def _methods_head(self) -> QHBoxLayout:
        head = QHBoxLayout()
        head.addWidget(label(t("Start from a method"), "title"))
        head.addStretch(1)
        everything = Button(t("See all, and write your own"), look="quiet")
        everything.clicked.connect(self.methods_asked)
        head.addWidget(everything)
        return head

    # ------------------------------------------------------------------ showing

    def refresh(self) -> None:
        """Read the recent programmes anew, and the methods once the window is there."""
        self._show_recent()
        self._show_unclosed()
        self._filter(self.search.text())
        if self._painted:
            self._soon.start()

    def open_search(self) -> None:
        """Go to the search field."""
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.selectAll()

    def _show_recent(self) -> None:
        empty(self._recent_box)
        self.rows = []
        self.search.setVisible(bool(self._settings.recent))
        if not self._settings.recent:
            self._recent_box.addWidget(
                label(t("No programmes yet. Try the sample day, or begin your own."), tone="quiet")
            )
            return
        box = QFrame()
        qt.mark(box, panel="card")
        column = QVBoxLayout(box)
        column.setContentsMargins(0, 1, 0, 1)
        column.setSpacing(0)
        for recent in self._settings.recent[:SHOWN_RECENT]:
            path = Path(recent.path)
            row = RecentRow(recent, lost=not path.exists(), file_name=path.name)
            row.clicked.connect(lambda _checked=False, r=row: self._press(r))
            if self.rows:
                column.addWidget(HLine())
            column.addWidget(row)
            self.rows.append(row)
        self._recent_box.addWidget(box)

    def _press(self, row: RecentRow) -> None:
        if row.lost:
            self.lost_file.emit(row.recent.path)
            return
        row.opening()
        self.file_chosen.emit(row.recent.path, "", "")
        row.state = ""

    def _show_methods(self) -> None:
        from facilitator.activities import library

        empty(self._methods)
        first_run = not self._settings.recent
        sample = MethodTile(
            "sample", t("Start with the sample day"), t("a rehearsal · try this first"), SAMPLE, ringed=first_run
        )
        sample.clicked.connect(self.sample_asked)
        self.tiles = [sample]
        methods, problems = library.read()
        for method in library.in_order(methods.values()):
            own = (own_methods() / f"{method.key}.toml").exists()
            facts = {"n": len(method.stages), "minutes": method.minutes}
            tile = MethodTile(
                method.key,
                t(method.title),
                t("yours · {n} stage, {minutes} min", "yours · {n} stages, {minutes} min", **facts)
                if own
                else t("{n} stage, {minutes} min", "{n} stages, {minutes} min", **facts),
                method.picture,
            )
            tile.setToolTip(t(method.summary or method.purpose))
            tile.clicked.connect(lambda _checked=False, key=method.key: self.new_asked.emit(key))
            tile.guide_asked.connect(self.guide_asked)
            self.tiles.append(tile)
        self._place_tiles()
        if self.isVisible():
            first = self.rows[0] if self.rows else sample
            first.setFocus(Qt.FocusReason.OtherFocusReason)
        self._problems.setText("\n".join(t(problem.message) for problem in problems))
        self._problems.setVisible(bool(problems))

    def _place_tiles(self) -> None:
        room = self.width() / qt.scale()
        columns = 4 if room >= 1360 else 3 if room >= 1100 else 2
        for number, tile in enumerate(self.tiles):
            self._methods.addWidget(tile, number // columns, number % columns)
        for column in range(4):
            self._methods.setColumnStretch(column, 1 if column < columns else 0)

    def _show_unclosed(self) -> None:
        empty(self._unclosed)
        for recent in self._settings.recent:
            if recent.unfinished is not None and Path(recent.path).exists():
                self._unclosed.addWidget(self._unclosed_box(recent))
                return

    def _unclosed_box(self, recent: Recent) -> QFrame:
        seen = recent.unfinished
        box = QFrame()
        qt.mark(box, panel="warn")
        column = QVBoxLayout(box)
        column.setContentsMargins(16, 14, 16, 16)
        column.setSpacing(8)
        column.addWidget(label(t("One workshop was not closed"), "strong"))
        if seen is None:
            return box
        title = seen.title if seen.title.endswith((".", "?", "!")) else f"{seen.title}."
        words = label(
            t(
                "{title} Nothing is lost: {n} note, {stage} was open.",
                "{title} Nothing is lost: {n} notes, {stage} was open.",
                n=seen.notes,
                title=title,
                stage=seen.stage,
            ),
            wrap=True,
        )
        column.addWidget(words)
        row = QHBoxLayout()
        for text, look, place in ((t("Carry on"), "primary", "run"), (t("Look at it first"), "plain", "record")):
            button = Button(text, look=look)
            chosen = (recent.path, seen.id, place)
            button.clicked.connect(lambda _checked=False, c=chosen: self.file_chosen.emit(*c))
            row.addWidget(button)
        row.addStretch(1)
        column.addLayout(row)
        return box

    def _filter(self, words: str) -> None:
        for row in self.rows:
            row.setVisible(row.matches(words))

    @guarded
    def paintEvent(self, event: QPaintEvent, /) -> None:
        """Read the methods as soon as the page is seen for the first time, not before."""
        super().paintEvent(event)
        if not self._painted:
            self._painted = True
            self._soon.start()

    @guarded
    def resizeEvent(self, event: QResizeEvent, /) -> None:
        """Fewer columns and smaller margins in a small window."""
        super().resizeEvent(event)
        compact = self.width() < 1200
        self._left.setFixedWidth(328 if compact else 400)
        side = 24 if compact else 40
        self._left_column.setContentsMargins(side, side, side, 24)
        self._right_column.setContentsMargins(side + 8, side, side + 8, 24)
        self._place_tiles()

    @guarded_or(QSize)
    def minimumSizeHint(self) -> QSize:
        """Small: both halves give way."""
        return QSize(640, 400)
