"""The window's side of an aspect of a programme: what its `desk.py` has, its widget `Desk`."""

from __future__ import annotations

import importlib
from collections.abc import Sequence
from typing import Protocol, cast

from PySide6.QtCore import SignalInstance
from PySide6.QtWidgets import QWidget

from facilitator.looks.qt.keylist import KeyRow
from facilitator.model.programme import Programme
from facilitator.programme.contract import ASPECTS, aspect


class AspectDesk(Protocol):
    """Shows an aspect and lets it be changed. `asked(body)` asks for an entry of the whole programme."""

    @property
    def asked(self) -> SignalInstance:
        """An entry is asked for."""

    @property
    def widget(self) -> QWidget:
        """What is placed in the window."""

    def panes(self) -> list[QWidget]:
        """What F6 walks through, in order."""

    def show_programme(self, programme: Programme) -> None:
        """Show the aspect as it is now."""

    def refuse(self, sentence: str) -> None:
        """Say why something was not kept, and show again what is."""


def desk(name: str) -> AspectDesk:
    """The desk of an aspect, made anew. Raises KeyError for an unknown one."""
    if name not in ASPECTS:
        raise KeyError(name)
    return cast(AspectDesk, importlib.import_module(f"facilitator.programme.{name}.desk").Desk())


def at(place: str) -> list[str]:
    """The aspects of which the desks stand in a place of the window, in order."""
    return [name for name in ASPECTS if aspect(name).place == place]


def key_rows() -> list[KeyRow]:
    """The keys that the desks of aspects take, for the sheet of keys."""
    found: list[KeyRow] = []
    for name in ASPECTS:
        keys: Sequence[KeyRow] = importlib.import_module(f"facilitator.programme.{name}.desk").KEYS
        found += keys
    return found
