"""The themes of a programme as a codebook, and a codebook taken in as themes."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace

from facilitator.model.entry import clean, new_key
from facilitator.model.programme import Programme
from facilitator.model.say import say
from facilitator.programme.codebook import Code, Taking, guid_of
from facilitator.programme.themes.bodies import ThemeTold
from facilitator.programme.themes.rules import LONGEST, LONGEST_NAME, MOST_THEMES, State


def codebook(programme: Programme) -> list[Code]:
    """The themes, in their order."""
    state: State = programme.aspects["themes"]
    return [
        Code(guid_of(each.id), each.name, each.inside, each.outside, above(each.under), each.colour)
        for each in state.themes.values()
    ]


def above(under: str) -> tuple[str, ...]:
    """The codes that a theme stands under in the codebook that it came from, the outermost first."""
    return tuple(under.split("\n")) if under else ()


def taken(programme: Programme, codes: Sequence[Code]) -> Taking:
    """What a codebook would bring. A theme that is there already, by its GUID or else by its name, stays as it is."""
    state: State = programme.aspects["themes"]
    there = {guid_of(theme) for theme in state.themes}
    before = {_plain(theme.name) for theme in state.themes.values()}
    together, found, known, names = new_key(), list[ThemeTold](), 0, set(before)
    for code in dict.fromkeys(map(_tidy, codes)):
        theme = guid_of(code.guid or "\n".join((*code.under, code.name)))
        if theme in there or _plain(code.name) in before:
            known += 1
            continue
        if wrong := _wrong(code):
            return Taking(wrong=wrong)
        name = _free(code, names)
        names.add(_plain(name))
        there.add(theme)
        found.append(
            ThemeTold(
                theme.replace("-", ""),
                name,
                code.inside,
                code.outside,
                under="\n".join(code.under),
                colour=code.colour,
                together=together,
            )
        )
    if (n := len(found) + len(state.themes)) > MOST_THEMES:
        most = str(MOST_THEMES)
        wrong = say("There would be {n} theme, and {most} is the most.", "There would be {n} themes, and {most} is the "
                    "most. Take codes out of the file that you do not need.", n=n, most=most)  # fmt: skip
        return Taking(wrong=wrong)
    return Taking(found, known)


def _tidy(code: Code) -> Code:
    under = tuple(name for each in code.under if (name := _line(each)))
    return replace(code, name=_line(code.name), inside=clean(code.inside), outside=clean(code.outside), under=under)


def _line(words: str) -> str:
    return " ".join(clean(words).split())


def _plain(name: str) -> str:
    return " ".join(name.casefold().split())


def _wrong(code: Code) -> str:
    """What keeps a code from being a theme, and where it stands."""
    if not code.name:
        return say("{place}: a code has no name.", place=code.place)
    for words, most in ((code.name, LONGEST_NAME), (code.inside, LONGEST), (code.outside, LONGEST)):
        if len(words) > most:
            what = {"place": code.place, "start": words[:30], "n": most}
            return say("{place}: the words that begin with '{start}' are too long: {n} character fits.",
                       "{place}: the words that begin with '{start}' are too long: {n} characters fit.",
                       **what)  # fmt: skip
    if len("\n".join(code.under)) > LONGEST:
        return say("{place}: this code stands under too many others.", place=code.place)
    return ""


def _free(code: Code, taken_names: Collection[str]) -> str:
    """A name that no theme has: with the code that it stands under, or with a number, where its own is taken."""
    ways = [code.name, *(f"{code.name} ({above})" for above in reversed(code.under))]
    ways += [f"{code.name[: LONGEST_NAME - 5]} {number}" for number in range(2, MOST_THEMES + 2)]
    return next(way for way in ways if _plain(way) not in taken_names and len(way) <= LONGEST_NAME)
