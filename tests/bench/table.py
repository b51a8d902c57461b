"""What a yardstick says: a figure beside its target, printed as one line."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal


class NotMeasured(Exception):
    """A yardstick could not be taken; the text says why."""


@dataclass(frozen=True, slots=True)
class Row:
    """One figure. `most` or `least` is the target; without either the line only tells. `note` stands at its end."""

    what: str
    figure: float
    unit: str = ""
    most: float | None = None
    least: float | None = None
    note: str = ""

    @property
    def verdict(self) -> Literal["ok", "over", ""]:
        """Whether the target is kept."""
        if self.most is None and self.least is None:
            return ""
        kept = (self.most is None or self.figure <= self.most) and (self.least is None or self.figure >= self.least)
        return "ok" if kept else "over"

    def line(self, name: str) -> str:
        """The row as it is printed."""
        target = f"<= {_short(self.most)}" if self.most is not None else ""
        target = f">= {_short(self.least)}" if self.least is not None else target
        figure = f"{_short(self.figure)} {self.unit}".strip()
        target = f"{target} {self.unit}".strip() if target else ""
        return f"{name:<9} {self.what:<54} {figure:>12}  {target:<13} {self.verdict:<5} {self.note}".rstrip()


def _short(number: float) -> str:
    if number == int(number) or abs(number) >= 100:
        return f"{number:,.0f}"
    return f"{number:.2f}" if abs(number) < 10 else f"{number:.1f}"


def at_share(numbers: Sequence[float], share: float) -> float:
    """The number under which that share of them lies (0.95: p95). Raises NotMeasured when there are none."""
    if not numbers:
        raise NotMeasured("nothing was counted")
    ordered = sorted(numbers)
    return ordered[min(len(ordered) - 1, int(len(ordered) * share))]


def listed(numbers: Sequence[float]) -> str:
    """The rounds behind a median, as a note."""
    return "rounds " + ", ".join(_short(number) for number in numbers)
