"""The clock of Greenwich and the golden files, for all tests of documents and records."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

GOLDEN = Path(__file__).parent / "golden"


@pytest.fixture(autouse=True)
def greenwich(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Local times are printed: let them be those of Greenwich."""
    with monkeypatch.context() as patch:
        patch.setenv("TZ", "UTC")
        if hasattr(time, "tzset"):
            time.tzset()
        yield
    if hasattr(time, "tzset"):
        time.tzset()


@pytest.fixture
def golden() -> Callable[[str, bytes], None]:
    """Compares with a file in tests/golden; `FACILITATOR_GOLDEN=write` writes it anew."""

    def compare(name: str, found: bytes) -> None:
        path = GOLDEN / name
        if os.environ.get("FACILITATOR_GOLDEN") == "write":
            path.parent.mkdir(exist_ok=True)
            path.write_bytes(found)
        assert found == path.read_bytes(), f"{name} is not as it was: look at what changed before writing it anew"

    return compare
