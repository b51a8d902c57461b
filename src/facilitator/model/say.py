"""A sentence for a person: its English text, its values and its count, until it meets a reader with a language.

A Message is a string, its own English text, so that it may stand wherever a string does; whoever shows it asks
`facilitator.looks.languages` for the reader's words. A sentence is always said whole, never glued from parts.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, is_dataclass, replace
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


def changed(thing: Any, change: Callable[[Message], str]) -> Any:
    """A value made of dataclasses, tuples, lists and mappings, with each message in it changed."""
    match thing:
        case Message():
            return change(thing)
        case tuple() | list():
            return type(thing)(changed(each, change) for each in thing)
        case dict():
            return {name: changed(each, change) for name, each in thing.items()}
    if not is_dataclass(thing) or isinstance(thing, type):
        return thing
    held = [(field.name, getattr(thing, field.name)) for field in fields(thing) if field.init]
    now = {name: changed(value, change) for name, value in held if value}
    return replace(thing, **now) if now else thing


def messages_in(thing: Any) -> Iterator[Message]:
    """Each message in a value made of dataclasses, tuples, lists and mappings."""
    match thing:
        case Message():
            yield thing
        case tuple() | list():
            for each in thing:
                yield from messages_in(each)
        case dict():
            yield from messages_in(list(thing.values()))
        case _ if is_dataclass(thing) and not isinstance(thing, type):
            yield from messages_in([getattr(thing, field.name) for field in fields(thing)])


def also_in(thing: Any, other: Mapping[str, Mapping[str, str]]) -> Any:
    """The value with each of its messages in other languages too, by language and English text."""

    def spoken(said: Message) -> Message:
        found = {language: table[said.one] for language, table in other.items() if said.one in table}
        return Message(said.one, said.many, said.context, said.values, {**said.others, **found}) if found else said

    return changed(thing, spoken)


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


def as_day(iso_date: str) -> Day | str:
    """`2011-11-15` as a day among a sentence's values; anything else as it is."""
    try:
        year, month, day = map(int, iso_date.split("-"))
        return Day(date(year, month, day))
    except (ValueError, OverflowError):
        return iso_date


@dataclass(frozen=True, slots=True)
class Time:
    """A time of day among a sentence's values, "09:05": `at` is milliseconds since 1970, shown in a `zone`, or else on
    this computer's clock. With `seconds` it is told to the second, "09:05:30".
    """

    at: int
    zone: str = ""
    seconds: bool = False

    def __str__(self) -> str:
        from facilitator.model.entry import local  # which the first window does without

        return local(self.at, self.zone).strftime("%H:%M:%S" if self.seconds else "%H:%M")


@dataclass(frozen=True, slots=True)
class Clock:
    """A time of day as it was set, "09:05", with no day: shown as each language writes it, or as it stands."""

    words: str

    def __str__(self) -> str:
        return self.words


@dataclass(frozen=True, slots=True)
class Decimal:
    """A number with so many `places` after the point: "3.4"."""

    number: float
    places: int = 1

    def __str__(self) -> str:
        return f"{self.number:.{self.places}f}"


_BETWEEN = {"": ", ", ";": "; ", "\u00b7": " \u00b7 "}


@dataclass(frozen=True, slots=True)
class Listed:
    """Several things in a row, "a, b and c"; `last` is the word before the last one: "and", "or", or "" for none.

    Where `last` is ";" or "\u00b7" they stand apart instead, "a; b; c": sentences, or facts that are no sentence.
    """

    items: tuple[object, ...]
    last: str = "and"

    def apart(self, words: Sequence[str]) -> str | None:
        """The words as they stand in any language, where no word stands before the last one."""
        between = _BETWEEN.get(self.last)
        return None if between is None else between.join(words)

    def __str__(self) -> str:
        words = [str(item) for item in self.items]
        if (row := self.apart(words)) is not None or len(words) < 2:
            return row or "".join(words)
        return f"{', '.join(words[:-1])} {self.last} {words[-1]}"
