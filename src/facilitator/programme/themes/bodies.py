"""What the entries of themes hold. Comments are named by their keys, themes and coders by ids of their own."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import ClassVar

from facilitator.model.packed import ALWAYS, Packed


@dataclass(frozen=True)
class ThemeTold(Packed):
    """Words of the theme `id`, a new one where it is not there yet: its name, what is `inside` it and what `outside`.

    A new one may be made of the comments `targets`, of which it is the best match, by the coder `by`; `split` is the
    theme that they had. One that came with a codebook stands there `under` other codes, a line each, the outermost
    first, and has a `colour` such as #1a2b3c.
    """

    kind: ClassVar[str] = "theme"
    id: str = field(default="", metadata=ALWAYS)
    name: str | None = None
    inside: str | None = None
    outside: str | None = None
    split: str = ""
    targets: tuple[str, ...] = ()
    by: str = ""
    under: str = ""
    colour: str = ""


@dataclass(frozen=True)
class ThemesMerged(Packed):
    """The themes `targets` become part of the theme `into`, with all their comments."""

    kind: ClassVar[str] = "themes_merged"
    targets: tuple[str, ...] = field(default=(), metadata=ALWAYS)
    into: str = field(default="", metadata=ALWAYS)


@dataclass(frozen=True)
class ThemeRemoved(Packed):
    """The theme `id` goes; its comments are without it from then on."""

    kind: ClassVar[str] = "theme_removed"
    id: str = field(default="", metadata=ALWAYS)


@dataclass(frozen=True)
class CoderTold(Packed):
    """What somebody is called who sorts comments into themes."""

    kind: ClassVar[str] = "coder"
    id: str = field(default="", metadata=ALWAYS)
    name: str | None = None


@dataclass(frozen=True)
class Coded(Packed):
    """The comments `targets` belong to `theme`: it is their best match, or one of their `further` themes.

    `by` is the coder. `offered` is the theme that was suggested for them at that moment, whatever became of it.
    """

    kind: ClassVar[str] = "coded"
    targets: tuple[str, ...] = field(default=(), metadata=ALWAYS)
    theme: str = field(default="", metadata=ALWAYS)
    further: bool = False
    by: str = ""
    offered: str = ""


@dataclass(frozen=True)
class Uncoded(Packed):
    """The comments `targets` are still to be sorted; with a `theme` only that one is taken off them."""

    kind: ClassVar[str] = "uncoded"
    targets: tuple[str, ...] = field(default=(), metadata=ALWAYS)
    theme: str = ""
    by: str = ""


@dataclass(frozen=True)
class Unplaced(Packed):
    """The comments `targets` were read, and fit no theme."""

    kind: ClassVar[str] = "unplaced"
    targets: tuple[str, ...] = field(default=(), metadata=ALWAYS)
    by: str = ""
    offered: str = ""


@dataclass(frozen=True)
class SecondDrawn(Packed):
    """The comments `targets` are given to the coder `by` to be sorted once more, without seeing where they are."""

    kind: ClassVar[str] = "second_drawn"
    id: str = field(default="", metadata=ALWAYS)
    targets: tuple[str, ...] = field(default=(), metadata=ALWAYS)
    by: str = ""


@dataclass(frozen=True)
class SecondCoded(Packed):
    """In the second reading `id` the comment `target` was put into `theme`, or with "" into none."""

    kind: ClassVar[str] = "second_coded"
    id: str = field(default="", metadata=ALWAYS)
    target: str = field(default="", metadata=ALWAYS)
    theme: str = field(default="", metadata=ALWAYS)
