"""Scenarios as data: one to four short stories of a possible future, each in paragraphs that people can mark."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from facilitator.model import options
from facilitator.model.entry import public, shows
from facilitator.model.say import own_words, say

MOST = 4
"""More stories than this blur each other."""
LETTERS = "ABCD"
PARAGRAPHS, LONGEST = 30, 600


@dataclass(frozen=True, slots=True)
class Kind:
    """One way to mark a paragraph. The symbol is never shown without its word."""

    value: str
    label: str
    symbol: str


KINDS = (
    Kind("like", say("Like"), "+"),
    Kind("worry", say("Worry"), "!"),
    Kind("unlikely", say("Unlikely"), "?"),
    Kind("missing", say("Missing"), "\u2026"),
)
COUNTED: Mapping[str, Callable[[int], str]] = {
    "like": lambda n: say("+ {n} like", "+ {n} like", n=n),
    "worry": lambda n: say("! {n} worry", "! {n} worry", n=n),
    "unlikely": lambda n: say("? {n} unlikely", "? {n} unlikely", n=n),
    "missing": lambda n: say("… {n} missing", "… {n} missing", n=n),
}
"""How often a paragraph was marked so, in words."""
VALUES = tuple(kind.value for kind in KINDS)


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph. Its id comes from its words, so that a mark stays with the wording that was read."""

    id: str
    number: int
    text: str
    added: bool = False


@dataclass(frozen=True, slots=True)
class Scenario:
    """A story with its letter, by which people call it. `values` says in a line what drives it."""

    letter: str
    title: str
    values: str
    paragraphs: tuple[Paragraph, ...]

    @property
    def name(self) -> str:
        """`A: Many hands`."""
        return say("{letter}: {title}", letter=self.letter, title=self.title)


def paragraph_id(letter: str, text: str) -> str:
    """The id of a paragraph."""
    return public(f"{letter}/{text}")


SCENARIOS = options.each(
    options.table({"title": options.words(), "paragraphs": options.each(options.words())}, {"values": options.words()})
)
"""What stories in a stage's options must be, so that they can be read."""


def of_options(given: Mapping[str, Any], added: Mapping[str, list[str]] | None = None) -> tuple[Scenario, ...]:
    """The stories in a stage's options, the first four of them, with the paragraphs `added` in the room by letter."""
    stories = given.get("scenarios", ())
    found = []
    for letter, data in zip(LETTERS, stories if isinstance(stories, list | tuple) else (), strict=False):
        if not isinstance(data, Mapping):
            continue
        texts: list[tuple[str, bool]] = [(own_words(t), False) for t in data.get("paragraphs", ())]
        texts += [(text, True) for text in (added or {}).get(letter, ())]
        paragraphs = tuple(Paragraph(paragraph_id(letter, t), n, t, new) for n, (t, new) in enumerate(texts, 1))
        found.append(Scenario(letter, own_words(data.get("title", "")), own_words(data.get("values", "")), paragraphs))
    return tuple(found)


def faults(said: Mapping[str, Any]) -> list[str]:
    """What is wrong with the stories in a stage's options, each in a sentence."""
    given = said.get("scenarios")
    if given is None:
        return [say("A stage that is read needs scenarios = [{ title, values, paragraphs }].")]
    if not isinstance(given, list) or not given:
        return [say("Must be a list of { title, values, paragraphs }.")]
    if len(given) > MOST:
        return [
            say(
                "{n} story is too many to compare. Keep {most} at most.",
                "{n} stories are too many to compare. Keep {most} at most.",
                n=len(given),
                most=MOST,
            )
        ]
    return [sentence for number, data in enumerate(given, 1) for sentence in _faults_of(number, data)]


def _faults_of(number: int, data: object) -> list[str]:
    if not isinstance(data, Mapping) or not {"title", "paragraphs"} <= set(data) <= {"title", "values", "paragraphs"}:
        return [say("Story {number} must have a title and paragraphs, and may have values.", number=number)]
    found: list[str] = []
    title, texts = data["title"], data["paragraphs"]
    if not isinstance(title, str) or not shows(title):
        found.append(say("Story {number} needs a title.", number=number))
    if not isinstance(texts, list) or not texts or not all(isinstance(t, str) and shows(t) for t in texts):
        return [
            *found,
            say('Story {number}: paragraphs must be a list of texts, such as ["one", "two"].', number=number),
        ]
    if len(texts) > PARAGRAPHS:
        found.append(
            say(
                "Story {number} has {n} paragraph; {paragraphs} fit.",
                "Story {number} has {n} paragraphs; {paragraphs} fit.",
                number=number,
                n=len(texts),
                paragraphs=PARAGRAPHS,
            )
        )
    if len(set(texts)) < len(texts):
        found.append(say("Story {number} has a paragraph twice.", number=number))
    found += [
        say(
            "Story {number}, paragraph {place} is longer than {n} character: split it.",
            "Story {number}, paragraph {place} is longer than {n} characters: split it.",
            number=number,
            place=place,
            n=LONGEST,
        )
        for place, text in enumerate(texts, 1)
        if len(text) > LONGEST
    ]
    return found
