"""The methods there are: those that come with the program, and the facilitator's own."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from facilitator.activities import contract
from facilitator.model.method import Method, MethodError, load
from facilitator.paths import own_methods, resources


@dataclass(frozen=True, slots=True)
class Shelf:
    """Methods in the order they are offered, and a sentence for each file that cannot be used."""

    methods: tuple[Method, ...]
    problems: tuple[str, ...]

    def get(self, key: str) -> Method | None:
        """The method with that key."""
        return next((m for m in self.methods if m.key == key), None)


def shelf() -> Shelf:
    """Every usable method; an own one takes the place of the program's with the same key."""
    found: dict[str, Method] = {}
    problems: list[str] = []
    for folder in (resources() / "methods", own_methods()):
        for path in sorted(folder.glob("*.toml")):
            try:
                method = load(path, contract.KINDS)
            except MethodError as error:
                problems.append(str(error.problems[0]))
            else:
                found[method.key] = method
    return Shelf(tuple(found.values()), tuple(problems))


def program() -> list[str]:
    """The words that start this program again, without arguments."""
    import sys

    return [sys.executable] if getattr(sys, "frozen", False) else [sys.executable, "-m", "facilitator"]


def documents() -> Path:
    """Where programmes are kept unless somebody chooses otherwise."""
    from PySide6.QtCore import QStandardPaths

    place = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    return Path(place) if place and Path(place).is_dir() else Path.home()
