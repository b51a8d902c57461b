"""One look for window, phone, room screen and paper: reads `resources/looks/*.toml`, knows no toolkit.

A theme file gives colours a name, then gives every *role* (a use, such as `text_2` or `warn_pale`) one of these names.
All themes know the same roles, so a widget that asks for a role works in every one of them.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Literal, NamedTuple, TypeGuard, cast, get_args

from facilitator.model.say import own_words
from facilitator.paths import resources

Theme = Literal["light", "dark", "projector", "projector_dim", "print"]
Phase = Literal["calm", "wrap", "last", "over", "paused"]

THEMES: tuple[Theme, ...] = get_args(Theme)
PHASES: tuple[Phase, ...] = get_args(Phase)
_SHARED = ("type", "shape", "timer", "groups", "lenses")
_MAIN_GROUPS = 6


class LookError(Exception):
    """A look file is missing or says something that cannot be used; the message names the file and the entry."""


class TypeSpec(NamedTuple):
    """A size of lettering. `size` and `line` in px (pt on paper), `weight` 100-900, `track` in 1/100 of the size."""

    size: float
    line: float
    weight: int = 400
    track: float = 0.0


class GroupLook(NamedTuple):
    """How a partner group is told from the others. `brush` is Qt's name of the pattern; colours are "#RRGGBB"."""

    symbol: str
    pattern: str
    brush: str
    mark: str
    tint: str
    edge: str
    ink: str


class TimerLook(NamedTuple):
    """The clock in one phase: the word beside it ("" for none), its colour, its bar (solid, hatched, outline)."""

    word: str
    colour: str
    bar: str


class LensLook(NamedTuple):
    """The colours "#RRGGBB" of a lens: its ground, letters on it, its outline, and a pale ground for words of it."""

    fill: str
    on: str
    edge: str
    wash: str


def is_theme(name: object) -> TypeGuard[Theme]:
    """Whether `name` is one of THEMES."""
    return name in THEMES


def is_phase(name: object) -> TypeGuard[Phase]:
    """Whether `name` is one of PHASES."""
    return name in PHASES


@dataclass(frozen=True)
class Tokens:
    """Every value of the look. Unknown names raise KeyError with the name."""

    roles: Mapping[Theme, Mapping[str, str]]
    shades: Mapping[Theme, str]
    fonts: Mapping[str, tuple[str, ...]]
    types: Mapping[str, TypeSpec]
    phone_types: Mapping[str, TypeSpec]
    projector_types: Mapping[str, TypeSpec]
    print_types: Mapping[str, TypeSpec]
    space: Mapping[str, int]
    size: Mapping[str, int]
    radius: Mapping[str, int]
    stroke: Mapping[str, int]
    motion: Mapping[str, int]
    layout: Mapping[str, int]
    timers: Mapping[str, TimerLook]
    groups: Mapping[str, Mapping[str, GroupLook]]
    lenses: Mapping[str, Mapping[str, LensLook]]

    def role(self, theme: Theme, name: str) -> str:
        """The colour "#RRGGBB" of a use, such as `role("light", "text_2")`."""
        return self.roles[theme][name]

    def type(self, name: str) -> TypeSpec:
        """Lettering of the window, px at 100 %: caption, label, body, strong, note, script, title ... timer."""
        return self.types[name]

    def type_phone(self, name: str) -> TypeSpec:
        """Lettering of the phone page, CSS px: small, body, label, prompt."""
        return self.phone_types[name]

    def type_projector(self, name: str) -> TypeSpec:
        """Lettering of the room screen, px on a wall 1080 px high: min, note, prompt, figure, timer."""
        return self.projector_types[name]

    def type_print(self, name: str) -> TypeSpec:
        """Lettering on paper, points: small, table, body, time, h2, h1."""
        return self.print_types[name]

    def group(self, index: int | str, theme: Theme) -> GroupLook:
        """The look of partner group `index` (1 is the first); "other" and numbers past the sixth share one look."""
        known = isinstance(index, int) and 1 <= index <= _MAIN_GROUPS
        look = self.groups[self._shade_of_groups(theme)][str(index) if known else "other"]
        if self.shades[theme] != "ink":
            return look
        role = self.roles[theme]
        return look._replace(mark=role["text"], tint=role["note"], edge=role["line_strong"], ink=role["text"])

    def lens(self, name: str, theme: Theme = "light") -> LensLook:
        """The colours of a lens: white, red, yellow, black, green or blue."""
        return self.lenses[self._shade_of_groups(theme)][name]

    def timer(self, phase: Phase, theme: Theme) -> TimerLook:
        """Word, colour and bar of a phase of the clock."""
        look = self.timers[phase]
        return look._replace(colour=self.roles[theme][look.colour])

    def _shade_of_groups(self, theme: Theme) -> str:
        return "dark" if self.shades[theme] == "dark" else "light"


@cache
def load() -> Tokens:
    """The look that comes with the program, read once. Raises LookError if a file is missing or broken."""
    return read(resources() / "looks")


def read(folder: Path) -> Tokens:
    """The look in `folder`: a file a theme, and the shared files. Raises LookError."""
    themes = {theme: _parse(folder / f"{theme}.toml") for theme in THEMES}
    shared: dict[str, Any] = {}
    for name in _SHARED:
        shared |= _parse(folder / f"{name}.toml")
    try:
        return Tokens(
            roles={theme: _colours(theme, table) for theme, table in themes.items()},
            shades={theme: str(table["shade"]) for theme, table in themes.items()},
            fonts={use: tuple(names) for use, names in shared["font"].items()},
            types=_types(shared["type"]),
            phone_types=_types(shared["type_phone"]),
            projector_types=_types(shared["type_projector"]),
            print_types=_types(shared["type_print"]),
            timers={name: TimerLook(own_words(t["word"]), t["role"], t["bar"]) for name, t in shared["timer"].items()},
            groups={shade: _groups(shared["group"], shade) for shade in ("light", "dark")},
            lenses={shade: _lenses(shared["lens"], shade) for shade in ("light", "dark")},
            **{part: shared[part] for part in ("space", "size", "radius", "stroke", "motion", "layout")},
        )
    except (KeyError, TypeError, AttributeError) as error:
        raise LookError(f"the look files in {folder} lack or misspell an entry: {error}") from error


def _parse(path: Path) -> dict[str, Any]:
    try:
        with path.open("rb") as file:
            return tomllib.load(file)
    except (OSError, tomllib.TOMLDecodeError) as error:
        raise LookError(f"{path.name}: {error}") from error


def _colours(theme: Theme, table: Mapping[str, Any]) -> dict[str, str]:
    names = cast(Mapping[str, str], table["colour"])
    lost = [f"{role} = {name!r}" for role, name in table["role"].items() if name not in names]
    if lost:
        raise LookError(f"{theme}.toml: no colour of this name: {', '.join(lost)}")
    return {role: names[name] for role, name in table["role"].items()}


def _types(table: Mapping[str, Mapping[str, Any]]) -> dict[str, TypeSpec]:
    return {name: TypeSpec(**spec) for name, spec in table.items()}


def _groups(table: Mapping[str, Mapping[str, Any]], shade: str) -> dict[str, GroupLook]:
    return {name: GroupLook(t["symbol"], t["pattern"], t["brush"], **t[shade]) for name, t in table.items()}


def _lenses(table: Mapping[str, Mapping[str, Any]], shade: str) -> dict[str, LensLook]:
    return {name: LensLook(t["fill"], t["on"], t["edge"][shade], t["wash"][shade]) for name, t in table.items()}
