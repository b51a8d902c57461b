from __future__ import annotations

import sqlite3
from typing import Any

import pytest

from facilitator.store import file, sqlite


@pytest.fixture
def connections(monkeypatch: pytest.MonkeyPatch) -> list[sqlite3.Connection]:
    """Every connection that a feed has opened in this test, for a test to play the disk under it."""
    opened: list[sqlite3.Connection] = []

    def connect(*asked: Any, **more: Any) -> sqlite3.Connection:
        opened.append(file.connect(*asked, **more))
        return opened[-1]

    monkeypatch.setattr(sqlite, "connect", connect)
    return opened
