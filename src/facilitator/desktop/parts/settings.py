"""What the window remembers from one day to the next: a small JSON file, written whole or not at all."""

from __future__ import annotations

import json
import logging
from collections.abc import Collection, Mapping
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import Any, Literal, cast

from facilitator.paths import own, own_folder, user_data

ThemeChoice = Literal["system", "light", "dark"]
THEME_CHOICES: tuple[ThemeChoice, ...] = ("system", "light", "dark")
SCALES = (1.0, 1.15, 1.3)
PER_PAGE = (6, 4, 2)
"""Notes a page of the room screen, from small letters to large."""
MOST_RECENT = 12
DONE, GOING, PLANNED = "done", "going", "planned"


@dataclass(slots=True)
class Seen:
    """One workshop of a programme as it was last seen. `state` is done, going or planned; `stage` the open one."""

    id: str
    title: str
    date: str = ""
    state: str = PLANNED
    stage: str = ""
    notes: int = 0


@dataclass(slots=True)
class Recent:
    """A programme file that was open before. `opened_at` is milliseconds since 1970."""

    path: str
    title: str = ""
    opened_at: int = 0
    workshops: list[Seen] = field(default_factory=list)

    @property
    def notes(self) -> int:
        """How many notes all its workshops held."""
        return sum(seen.notes for seen in self.workshops)

    @property
    def unfinished(self) -> Seen | None:
        """The workshop in which a stage was still open."""
        return next((seen for seen in self.workshops if seen.state == GOING and seen.stage), None)


@dataclass(slots=True)
class Settings:
    """The remembered choices. `wall_notes` a page of the room screen: 6, 4 or 2, fewer are larger. `screen` is a
    room screen's name and serial number, `address` the one phones are told.
    """

    theme: ThemeChoice = "system"
    scale: float = 1.0
    screen: str = ""
    address: str = ""
    folder: str = ""
    geometry: str = ""
    agenda_folded: bool = False
    wall_notes: int = 6
    wall_dim: bool = False
    sounds: bool = True
    recent: list[Recent] = field(default_factory=list)
    file: Path | None = None

    def change(self, **values: Any) -> None:
        """Set some values and write the file. Raises AttributeError for a name that does not exist."""
        for name, value in values.items():
            setattr(self, name, value)
        self.save()

    def remember(self, recent: Recent) -> None:
        """Put a programme at the top of the recent ones."""
        others = [r for r in self.recent if r.path != recent.path]
        self.change(recent=[recent, *others][:MOST_RECENT])

    def forget(self, path: str) -> None:
        """Take a programme out of the recent ones; its file stays."""
        self.change(recent=[r for r in self.recent if r.path != path])

    def forget_words(self, workshops: Collection[str]) -> None:
        """Drop the titles of programmes with one of these workshops: words were erased from it."""
        for recent in self.recent:
            if any(seen.id in workshops for seen in recent.workshops):
                recent.title = ""
                recent.workshops = [replace(seen, title="", stage="") for seen in recent.workshops]
        self.save()

    def save(self) -> None:
        """Write the file whole or not at all. A disk that refuses is logged; the choices stay for this run."""
        if self.file is None:
            return
        data = {name: value for name, value in asdict(self).items() if name != "file"}
        part = self.file.with_name(f".{self.file.name}.part")
        try:
            own_folder(self.file.parent)
            with open(part, "w", encoding="utf-8", opener=own) as file:
                file.write(json.dumps(data, ensure_ascii=False, indent=1))
            part.replace(self.file)
        except OSError as error:
            logging.getLogger(__name__).warning("settings not saved: %s", error)


def load(file: Path | None = None) -> Settings:
    """The settings in `file` (the user's own place unless given); defaults for whatever is missing or broken."""
    file = file or user_data() / "settings.json"
    try:
        data = json.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        data = {}
    return _settings(data if isinstance(data, dict) else {}, file)


def _settings(data: Mapping[str, Any], file: Path) -> Settings:
    found = Settings(file=file)
    if data.get("theme") in THEME_CHOICES:
        found.theme = cast(ThemeChoice, data["theme"])
    if data.get("scale") in SCALES:
        found.scale = float(data["scale"])
    for name in ("screen", "address", "folder", "geometry"):
        if isinstance(data.get(name), str):
            setattr(found, name, data[name])
    found.agenda_folded = data.get("agenda_folded") is True
    found.wall_dim = data.get("wall_dim") is True
    found.sounds = data.get("sounds") is not False
    if data.get("wall_notes") in PER_PAGE:
        found.wall_notes = int(data["wall_notes"])
    rows = data.get("recent")
    found.recent = [r for row in rows if (r := _recent(row))] if isinstance(rows, list) else []
    return found


def _recent(data: object) -> Recent | None:
    if not isinstance(data, dict) or not isinstance(data.get("path"), str):
        return None
    try:
        seen = [Seen(**row) for row in data.get("workshops", [])]
        return Recent(data["path"], str(data.get("title", "")), int(data.get("opened_at", 0)), seen)
    except (TypeError, ValueError):
        return Recent(data["path"])
