"""One test phone: the code that it scans, whether it got in, and by which of this computer's addresses."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from facilitator import nearby
from facilitator.desktop.parts.background import aside
from facilitator.desktop.run.join import draw_code
from facilitator.looks.qr import typed_address
from facilitator.looks.qt.basics import HLine, Sign
from facilitator.looks.qt.buttons import Button
from facilitator.looks.qt.guard import guarded
from facilitator.looks.qt.kit import empty, label
from facilitator.looks.qt.words import t
from facilitator.model.addresses import Address
from facilitator.model.reasons import reason
from facilitator.model.say import Time
from facilitator.roomcheck import Tried
from facilitator.testphone import TestPage, Visit

LOOK_MS = 300
_CODE = 168
_LISTED = 5


class Code(QWidget):
    """The address as a QR code."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.text = ""
        self.setFixedSize(_CODE, _CODE)
        self.setAccessibleName(t("The address as a QR code"))

    @guarded
    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw it."""
        if self.text:
            with QPainter(self) as painter:
                draw_code(painter, QRectF(self.rect()), self.text)


class PhonePane(QWidget):
    """Beside the findings: where a phone is sent, the addresses of this computer, and who came.

    `tried(what)` when a phone came, or somebody says that it did not. `host` is where the test page listens.
    """

    tried = Signal(object)

    def __init__(self, host: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("plain", True)
        self._host = host
        self._page: TestPage | None = None
        self._near: frozenset[str] = frozenset()
        self._addresses: list[Address] = []
        self.now = Tried()
        self.code = Code()
        self.address = label("", "strong")
        self.address.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.words = label(wrap=True, tone="quiet")
        self.start = Button(t("Try a phone"), icon_name="phone")
        self.copy = Button(t("Copy address"), icon_name="copy")
        self.failed = Button(t("It did not open"))
        self._list, self._log = QVBoxLayout(), QVBoxLayout()
        self._timer = QTimer(self, interval=LOOK_MS)
        self._timer.timeout.connect(self.look)
        self.start.clicked.connect(self.begin)
        self.copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(self.url()))
        self.failed.clicked.connect(self._nobody)
        self._lay_out()
        self._show()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(label(t("One test phone"), "title"))
        column.addWidget(self.code, alignment=Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self.address)
        column.addWidget(self.words)
        for button in (self.start, self.copy, self.failed):
            button.setAutoDefault(False)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.copy)
        row.addWidget(self.failed)
        row.addStretch(1)
        column.addWidget(self.start, alignment=Qt.AlignmentFlag.AlignLeft)
        column.addLayout(row)
        column.addLayout(self._log)
        column.addWidget(HLine())
        column.addWidget(label(t("This computer\u2019s addresses"), "title"))
        column.addLayout(self._list)
        column.addStretch(1)

    def url(self) -> str:
        """What the phone opens; "" while there is no test page."""
        if self._page is None or not self._page.on or not self._addresses:
            return ""
        return self._page.url(self._addresses[0].ip)

    def show_addresses(self, found: list[Address]) -> None:
        """The addresses of this computer as they are now, best for phones first."""
        self._addresses = found
        self._show()

    def begin(self) -> None:
        """Make the test page and show its code; who was near before is known from then on."""
        self.stop()
        self.now = Tried()
        try:
            self._page = TestPage(self._host, told=t)
        except OSError as error:
            self._show()
            self.words.setText(t("The test page could not be opened: {why}.", why=reason(error)))
            return
        self._timer.start()
        aside(self, nearby.neighbours, self._know_near, _unheard)
        self._tell()

    def stop(self) -> None:
        """Take the test page away."""
        self._timer.stop()
        if self._page is not None:
            self._page.close()
            self._page = None

    def look(self) -> None:
        """Show who came meanwhile."""
        page = self._page
        if page is None:
            return
        if len(page.visits) != len(self.now.visits):
            self.now = Tried(tuple(page.visits))
            self._tell()
        elif not page.on:
            self.stop()
            self._show()

    def _know_near(self, near: frozenset[str]) -> None:
        self._near = near

    def _nobody(self) -> None:
        """The phone could not open it: did anything of it come as far as this computer?"""
        self.failed.setEnabled(False)
        aside(self, nearby.neighbours, self._judge, lambda _words: self._judge(self._near))

    def _judge(self, near: frozenset[str]) -> None:
        own = {one.ip for one in self._addresses}
        if not self.now.reached:
            self.now = Tried(failed=True, came=tuple(sorted(near - self._near - own)))
        self._tell()

    def _tell(self) -> None:
        self._show()
        self.tried.emit(self.now)

    # ------------------------------------------------------------------ what stands there

    def _show(self) -> None:
        url = self.url()
        self.code.text = url
        for part in (self.code, self.address, self.copy, self.failed):
            part.setVisible(bool(url))
        self.failed.setEnabled(not self.now.reached)
        self.start.setText(t("Try another phone") if url else t("Try a phone"))
        self.start.setEnabled(bool(self._addresses))
        self.address.setText(typed_address(url))
        self.words.setText(self._how(bool(url)))
        self._list_addresses()
        self._list_visits()
        self.code.update()

    def _how(self, on: bool) -> str:
        if not self._addresses:
            return t("There is no network yet.")
        if not on:
            return t("A page of its own, for one phone. It ends with this window.")
        return t(
            "Join the Wi-Fi that people will use, scan the code, tap \u201cSay hello\u201d. Nothing of it is kept."
        )

    def _list_addresses(self) -> None:
        empty(self._list)
        reached = {visit.reached for visit in self.now.visits}
        for one in self._addresses:
            row = QHBoxLayout()
            row.setSpacing(10)
            row.addWidget(Sign("check" if one.ip in reached else "minus", "text_2"))
            row.addWidget(label(one.ip, "strong"))
            row.addWidget(label(one.adapter, "caption", "quiet"), 1)
            row.addWidget(label(_of_address(one, reached), "caption", "quiet"))
            self._list.addLayout(row)

    def _list_visits(self) -> None:
        empty(self._log)
        for visit in reversed(self.now.visits[-_LISTED:]):
            self._log.addWidget(label(_of_visit(visit), wrap=True))
        if self.now.failed:
            self._log.addWidget(label(t("Nothing of it arrived."), tone="warn"))


def _of_address(one: Address, reached: set[str]) -> str:
    if one.ip in reached:
        return t("phones can")
    return t("never for phones") if one.virtual or not one.up else t("not tried")


def _of_visit(visit: Visit) -> str:
    facts = {"time": Time(visit.at, seconds=True), "phone": visit.phone}
    return t("{time}  {phone} said hello", **facts) if visit.hello else t("{time}  {phone} got the page", **facts)


def _unheard(_sentence: str) -> None:
    """Who is near is not known: then nobody is."""
