"""All tests of documents are in Greenwich, and may look at the golden files."""

from __future__ import annotations

from greenwich import golden, greenwich

__all__ = ["golden", "greenwich"]
