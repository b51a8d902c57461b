"""What is suggested: themes for all comments, and for each comment the themes that it is most like. No more than words
and places: how it is found stands in `suggest.py`, which nobody loads who does not ask for it.
"""

from __future__ import annotations

from dataclasses import dataclass

from facilitator.programme.themes.naming import Name

OFFERED = 3
"""So many themes are offered for a comment."""


@dataclass(frozen=True, slots=True)
class Group:
    """One suggested theme: its name, and the places of its comments, the example among them."""

    name: Name
    members: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Suggested:
    """Suggested themes, the largest first. `languages` is how many were grouped apart from each other, and `by_meaning`
    says whether it was looked at what comments mean, beside how they are written.
    """

    groups: tuple[Group, ...]
    languages: int = 1
    by_meaning: bool = False


@dataclass(frozen=True, slots=True)
class Offer:
    """Themes for one comment, the likeliest first, and the words that it shares with the first: none where it is no
    more than a guess.
    """

    themes: tuple[str, ...]
    shared: tuple[str, ...] = ()

    @property
    def likely(self) -> str:
        """The theme to suggest; "" where nothing speaks for one."""
        return self.themes[0] if self.themes and self.shared else ""
