"""The head of a phone page under a thinking hat: its colour, its name and symbol, and what the room works on."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from facilitator.activities import hats
from facilitator.looks.tokens import load
from facilitator.model.run import StageRun
from facilitator.paths import resources

_DRAWN = re.compile(r"<svg[^>]*>(.*)</svg>", re.DOTALL)


@cache
def _drawing(symbol: str) -> str:
    found = _DRAWN.search((resources() / "icons" / f"{symbol}.svg").read_text(encoding="utf-8"))
    return found.group(1) if found else ""


def band(run: StageRun) -> dict[str, Any]:
    """What the head needs: `id`, `worn` (its name), `drawing` (the inside of a 16 by 16 SVG), `focus`; or nothing."""
    hat = hats.hat_of(run.stage)
    if not hat:
        return {}
    look = load().hat(hat)
    return {"id": hat, "worn": hats.CALLED[hat], "drawing": _drawing(look.symbol), "focus": hats.focus(run.feed())}
