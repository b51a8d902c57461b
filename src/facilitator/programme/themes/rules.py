"""The themes of a programme: what is in each and what is not, and which comments belong to it.

A comment has one theme that is its best match, and may have further ones. One that fits none "could not be placed",
which says that somebody read it. Whoever names a theme that is not there, or no longer, changes nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass, field, replace

from facilitator.model.deciding import Act, Acts, Asked
from facilitator.model.entry import Draft, Entry
from facilitator.model.say import say
from facilitator.programme.themes.bodies import (
    Coded,
    CoderTold,
    SecondCoded,
    SecondDrawn,
    ThemeRemoved,
    ThemesMerged,
    ThemeTold,
    Uncoded,
    Unplaced,
)

LONGEST_NAME, LONGEST = 120, 2000
"""Characters of the name of a theme or a coder, and of what is in a theme."""
MOST_THEMES = 60


@dataclass(frozen=True, slots=True)
class Theme:
    """One theme. `split` is the theme that it was split from; `under` and `colour` are as its codebook has them."""

    id: str
    name: str = ""
    inside: str = ""
    outside: str = ""
    split: str = ""
    under: str = ""
    colour: str = ""


@dataclass(frozen=True, slots=True)
class Coding:
    """That a comment was put somewhere: to which `theme` ("" for none that fits), by which coder, when (milliseconds
    since 1970), and which theme was `offered` then.
    """

    theme: str
    by: str = ""
    at: int = 0
    offered: str = ""

    @property
    def kept(self) -> bool:
        """Whether it is what was suggested."""
        return bool(self.offered) and self.offered == self.theme


@dataclass(frozen=True, slots=True)
class Codes:
    """Where a comment stands: its best match, its further themes, or that it fits none. Never both."""

    primary: Coding | None = None
    further: tuple[Coding, ...] = ()
    unplaced: Coding | None = None

    @property
    def theme(self) -> str:
        """The theme that is its best match; "" for none."""
        return self.primary.theme if self.primary else ""

    @property
    def done(self) -> bool:
        """Whether somebody said where it belongs, or that it belongs nowhere."""
        return self.primary is not None or self.unplaced is not None

    @property
    def all(self) -> tuple[str, ...]:
        """Its themes, the best match first."""
        return tuple(coding.theme for coding in (self.primary, *self.further) if coding)


OPEN = Codes()
"""Of a comment that is still to be sorted."""


@dataclass(slots=True)
class Reading:
    """A second reading by the coder `by`: the theme that each comment had when it was drawn, in the order in which they
    are read, and the one that it got since; "" for one that could not be placed. `at` is when the last was read
    (milliseconds since 1970).
    """

    id: str
    by: str
    first: dict[str, str]
    second: dict[str, str] = field(default_factory=dict)
    at: int = 0

    def is_settled(self, codes: Codes) -> bool:
        """Whether somebody said where a comment belongs after all of it was read."""
        codings = (codes.primary, *codes.further, codes.unplaced)
        return self.done and any(coding is not None and coding.at > self.at for coding in codings)

    @property
    def done(self) -> bool:
        """Whether all of it was read."""
        return len(self.second) == len(self.first)

    @property
    def pairs(self) -> list[tuple[str, str]]:
        """The theme that each comment had and the one it got, of those that were read."""
        return [(theme, self.second[key]) for key, theme in self.first.items() if key in self.second]


@dataclass(slots=True)
class State:
    """Themes and coders by id, and where each comment stands by its key; those still to be sorted are not in it.

    `readings` are the second readings, the last one last. `moved` are the keys of the comments that came to stand
    elsewhere, one after another. `into` is the theme that each merged one became part of.
    """

    themes: dict[str, Theme] = field(default_factory=dict)
    into: dict[str, str] = field(default_factory=dict)
    coders: dict[str, str] = field(default_factory=dict)
    codes: dict[str, Codes] = field(default_factory=dict)
    readings: list[Reading] = field(default_factory=list)
    moved: list[str] = field(default_factory=list, compare=False)

    def of(self, key: str) -> Codes:
        """Where a comment stands."""
        return self.codes.get(key, OPEN)

    def number(self, theme: str) -> int:
        """The number of a theme, from 1, in the order in which they were made; 0 where there is none."""
        return next((n for n, each in enumerate(self.themes, 1) if each == theme), 0)


def start() -> State:
    """The state before the first entry."""
    return State()


def check(state: State, draft: Draft) -> str | None:
    """Why this cannot be kept so; None when it can."""
    return _ACTS.refuse(state, draft)


def fold(state: State, entry: Entry) -> None:
    """Apply one entry in place."""
    _ACTS.fold(state, entry)


# ---------------------------------------------------------------------- what is wrong


def _wrong_theme(state: State, asked: Asked, said: ThemeTold) -> str | None:
    if not said.id:
        return say("A theme without an id cannot be kept.")
    if said.id not in state.themes and len(state.themes) >= MOST_THEMES:
        return say(
            "A programme has {n} theme at most. Merge it first.",
            "A programme has {n} themes at most. Merge two of them first.",
            n=MOST_THEMES,
        )
    if (said.name is not None or said.id not in state.themes) and (wrong := _wrong_name(said.name or "")):
        return wrong
    if any(len(words) > LONGEST for words in (said.inside or "", said.outside or "")):
        return say("This is too long: {n} character fits.", "This is too long: {n} characters fit.", n=LONGEST)
    same = said.name and _plain(said.name)
    if same and any(_plain(each.name) == same for each in state.themes.values() if each.id != said.id):
        return say("There is a theme of that name already. Choose another name, or merge the two.")
    return None


def _plain(name: str) -> str:
    return " ".join(name.casefold().split())


def _wrong_name(name: str) -> str | None:
    if not name.strip():
        return say("Write a name.")
    if len(name) > LONGEST_NAME:
        n = LONGEST_NAME
        return say("This name is too long: {n} character fits.", "This name is too long: {n} characters fit.", n=n)
    return None


def _wrong_coder(state: State, asked: Asked, said: CoderTold) -> str | None:
    return _wrong_name(said.name or "")


def _wrong_merge(state: State, asked: Asked, said: ThemesMerged) -> str | None:
    if said.into not in state.themes:
        return say("That theme is not there any more.")
    if not set(said.targets) & set(state.themes) - {said.into}:
        return say("Choose another theme to merge it with.")
    return None


def _wrong_coding(state: State, asked: Asked, said: Coded) -> str | None:
    return None if said.theme in state.themes else say("That theme is not there any more.")


def _wrong_drawing(state: State, asked: Asked, said: SecondDrawn) -> str | None:
    if not any(state.of(key).done for key in said.targets):
        return say("No comment is sorted yet. Sort some first, then draw.")
    return None


def _wrong_second(state: State, asked: Asked, said: SecondCoded) -> str | None:
    if not any(each.id == said.id and said.target in each.first for each in state.readings):
        return say("This comment was not drawn. Draw again.")
    return None if not said.theme or said.theme in state.themes else say("That theme is not there any more.")


# ---------------------------------------------------------------------- what is done


def _told(state: State, entry: Entry, said: ThemeTold) -> None:
    is_new = said.id not in state.themes
    if said.id and (not is_new or len(state.themes) < MOST_THEMES):
        given = {"name": said.name, "inside": said.inside, "outside": said.outside}
        now = {name: words for name, words in given.items() if words is not None}
        state.into.pop(said.id, None)
        before = state.themes.get(said.id, Theme(said.id, split=said.split, under=said.under, colour=said.colour))
        state.themes[said.id] = replace(before, **now)
        if is_new:
            _coded(state, entry, Coded(said.targets, said.id, by=said.by))


def _merged(state: State, entry: Entry, said: ThemesMerged) -> None:
    gone = {theme for theme in said.targets if theme in state.themes and theme != said.into}
    if said.into in state.themes and gone:
        _move(state, lambda coding: _renamed(coding, gone, said.into))
        for theme in gone:
            del state.themes[theme]
            state.into[theme] = said.into
        for each in state.readings:
            for given in (each.first, each.second):
                given |= {key: said.into for key, theme in given.items() if theme in gone}


def _renamed(coding: Coding, gone: Collection[str], into: str) -> Coding:
    """A coding in which one theme stands for those that are gone: whether a suggestion was kept stays as it was."""
    theme = into if coding.theme in gone else coding.theme
    offered = into if coding.offered in gone else coding.offered
    return (
        coding if (theme, offered) == (coding.theme, coding.offered) else replace(coding, theme=theme, offered=offered)
    )


def _removed(state: State, entry: Entry, said: ThemeRemoved) -> None:
    if state.themes.pop(said.id, None) is not None:
        _move(state, lambda coding: None if coding.theme == said.id else coding)


def _move(state: State, change: Callable[[Coding], Coding | None]) -> None:
    """Change every coding that names a theme; what stands twice then stands once."""
    for key, codes in list(state.codes.items()):
        primary = change(codes.primary) if codes.primary else None
        further = {found.theme: found for each in codes.further if (found := change(each)) is not None}
        if primary is not None:
            further.pop(primary.theme, None)
        _keep(state, key, Codes(primary, tuple(further.values()), codes.unplaced), codes)


def _keep(state: State, key: str, now: Codes, before: Codes) -> None:
    """Keep where a comment stands; what stays as it was stays the very same value."""
    if now == before:
        return
    state.moved.append(key)
    if now == OPEN:
        state.codes.pop(key, None)
    else:
        state.codes[key] = now


def _coder(state: State, entry: Entry, said: CoderTold) -> None:
    if said.id and said.name is not None:
        state.coders[said.id] = said.name


def _coded(state: State, entry: Entry, said: Coded) -> None:
    coding = Coding(said.theme, said.by, entry.at, said.offered)
    for key in said.targets:
        before = state.of(key)
        others = tuple(each for each in before.further if each.theme != said.theme)
        if not said.further:
            now = Codes(coding, others)
        elif before.theme == said.theme:
            now = before
        else:
            now = Codes(before.primary, (*others, coding))
        _keep(state, key, now, before)


def _uncoded(state: State, entry: Entry, said: Uncoded) -> None:
    for key in said.targets:
        before = state.of(key)
        if not said.theme:
            _keep(state, key, OPEN, before)
            continue
        primary = None if before.theme == said.theme else before.primary
        further = tuple(each for each in before.further if each.theme != said.theme)
        _keep(state, key, Codes(primary, further, before.unplaced), before)


def _unplaced(state: State, entry: Entry, said: Unplaced) -> None:
    for key in said.targets:
        _keep(state, key, Codes(unplaced=Coding("", said.by, entry.at, said.offered)), state.of(key))


def _drawn(state: State, entry: Entry, said: SecondDrawn) -> None:
    first = {key: state.of(key).theme for key in said.targets if state.of(key).done}
    if first and said.id and all(each.id != said.id for each in state.readings):
        state.readings.append(Reading(said.id, said.by, first))


def _second(state: State, entry: Entry, said: SecondCoded) -> None:
    for each in state.readings:
        if each.id == said.id and said.target in each.first and (not said.theme or said.theme in state.themes):
            each.second[said.target], each.at = said.theme, entry.at


_ACTS: Acts[State] = Acts(
    Act(ThemeTold, _told, _wrong_theme, binding=False),
    Act(ThemesMerged, _merged, _wrong_merge, binding=False),
    Act(ThemeRemoved, _removed),
    Act(CoderTold, _coder, _wrong_coder, binding=False),
    Act(Coded, _coded, _wrong_coding),
    Act(Uncoded, _uncoded),
    Act(Unplaced, _unplaced),
    Act(SecondDrawn, _drawn, _wrong_drawing, binding=False),
    Act(SecondCoded, _second, _wrong_second, binding=False),
)
KINDS = frozenset(_ACTS.by_kind)
"""The kinds of entry that it folds."""
