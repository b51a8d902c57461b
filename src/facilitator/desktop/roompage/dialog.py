"""What there is to know and to do about the room page."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QRadioButton, QVBoxLayout, QWidget

from facilitator.desktop.parts.dialogs import House
from facilitator.desktop.roompage.service import Service
from facilitator.looks.qt.buttons import Button
from facilitator.looks.qt.kit import empty, label
from facilitator.looks.qt.words import t


class PageDialog(House):
    """The room page: its address, this computer's other addresses, and the way to start or stop it."""

    def __init__(self, service: Service, parent: QWidget | None = None) -> None:
        super().__init__(t("Room page"), parent, t("What phones reach. It goes on when this window is closed."))
        self._service = service
        self.setMinimumWidth(460)
        self.now = label("", "strong")
        self.now.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.column.addWidget(self.now)
        self._choices = QVBoxLayout()
        self.column.addLayout(self._choices)
        self.act = Button("")
        self.act.clicked.connect(self._act)
        service.state_changed.connect(self._show)
        service.url_changed.connect(self._show)
        self.finish(self.act, self.closing())
        self._show()

    def _show(self, *_: str) -> None:
        service = self._service
        self.now.setText(service.url or service.words)
        self.act.setText(t("Start the room page") if service.state in ("off", "failed") else t("Stop the room page"))
        empty(self._choices)
        if len(service.addresses) > 1:
            self._choices.addWidget(label(t("If phones cannot open it, choose another address:"), tone="quiet"))
            for address in service.addresses:
                radio = QRadioButton(f"{address.ip}   {address.adapter}")
                radio.setChecked(f"//{address.ip}:" in service.url)
                radio.clicked.connect(lambda _checked=False, ip=address.ip: service.choose(ip))
                self._choices.addWidget(radio)

    def _act(self) -> None:
        if self._service.state in ("off", "failed"):
            self._service.start()
        else:
            self._service.stop()
