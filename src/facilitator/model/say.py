"""A sentence for a person: its English text, its values and its count, until it meets a reader with a language.

A Message is a string, its own English text, so that it may stand wherever a string does; whoever shows it asks
`facilitator.looks.languages` for the reader's words. A sentence is always said whole, never glued from parts.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Self


class Message(str):
    """A sentence, in English by itself.

    `one` is its English text, by which every catalogue finds it, with `{names}` for its `values`; `many` the same for
    any count `n` but one, where it has a count; `context` tells two uses of one English text apart. `others` holds the
    same sentence in other languages, by language, where whoever wrote it gave them.
    """

    one: str
    many: str
    context: str
    values: Mapping[str, object]
    others: Mapping[str, str]

    def __new__(
        cls,
        one: str,
        many: str = "",
        context: str = "",
        values: Mapping[str, object] | None = None,
        others: Mapping[str, str] | None = None,
    ) -> Self:
        values = values or {}
        text = many if many and values["n"] != 1 else one
        made = super().__new__(cls, text.format_map(values) if values else text)
        made.one, made.many, made.context, made.values, made.others = one, many, context, values, others or {}
        return made

    def __reduce__(self) -> tuple[Any, ...]:
        return (Message, (self.one, self.many, self.context, self.values, self.others))

    def __deepcopy__(self, memo: dict[int, Any]) -> Self:
        return self


def say(one: str, many: str = "", /, **values: object) -> Message:
    """`say("Close")`, `say("{name} is open", name=x)`, `say("{n} note joined", "{n} notes joined", n=3)`.

    The English texts are written out where they are said, so that the catalogues can be made from the source. Values
    may be messages, Days, Times and Decimals; they too meet the reader's language. Without values braces are braces.
    """
    return Message(one, many, values=values)


def say_as(context: str, one: str, many: str = "", /, **values: object) -> Message:
    """As `say`, where one English text means two things: `say_as("of a stage", "Open")`."""
    return Message(one, many, context, values)


def own_words(text: str, others: Mapping[str, str] | None = None) -> Message:
    """Words of a data file, such as a method's: found in the catalogues, or in the file's own other languages."""
    return text if isinstance(text, Message) else Message(text, others=others)


@dataclass(frozen=True, slots=True)
class Day:
    """A date among a sentence's values: "12 March 2011" in English, "12 Mar 2011" if `short`."""

    date: date
    short: bool = False

    def __str__(self) -> str:
        return f"{self.date.day} {self.date:%b %Y}" if self.short else f"{self.date.day} {self.date:%B %Y}"


@dataclass(frozen=True, slots=True)
class Time:
    """A time of day among a sentence's values, "09:05": `at` is milliseconds since 1970, shown in local time."""

    at: int

    def __str__(self) -> str:
        from facilitator.model.entry import local  # which the first window does without

        return local(self.at).strftime("%H:%M")


@dataclass(frozen=True, slots=True)
class Decimal:
    """A number with so many `places` after the point: "3.4"."""

    number: float
    places: int = 1

    def __str__(self) -> str:
        return f"{self.number:.{self.places}f}"


@dataclass(frozen=True, slots=True)
class Listed:
    """Several things in a row, "a, b and c"; `last` is the word before the last one: "and", "or", or "" for none."""

    items: tuple[object, ...]
    last: str = "and"

    def __str__(self) -> str:
        words = [str(item) for item in self.items]
        if not self.last or len(words) < 2:
            return ", ".join(words)
        return f"{', '.join(words[:-1])} {self.last} {words[-1]}"
