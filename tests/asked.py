"""What a board asks for, as the log will hold it."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import SignalInstance

from facilitator.model.packed import Packed


def asked_by(asked: SignalInstance) -> list[tuple[str, dict[str, Any]]]:
    """The `(kind, body)` of every entry that the signal asks for from now on."""
    found: list[tuple[str, dict[str, Any]]] = []

    def hear(said: Packed) -> None:
        found.append((said.kind, said.pack()))

    asked.connect(hear)
    return found
