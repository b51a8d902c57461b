"""All tests of the records are in Greenwich, and may look at the golden files."""

from __future__ import annotations

from greenwich import golden, greenwich

__all__ = ["golden", "greenwich"]
