"""The languages that people read: catalogues of sentences, and how each writes dates, times and numbers.

A catalogue is `resources/i18n/LANG.po`, by the English text. What it has not is shown in English. English needs none,
nor Babel, which takes its time to load: it is loaded for another language, or for a date or a number of its own.
"""

from __future__ import annotations

import gettext
import io
import string
from collections.abc import Iterable, Mapping
from datetime import time
from functools import cache, cached_property, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from facilitator.model.say import Clock, Day, Decimal, Listed, Message, Time, changed
from facilitator.paths import resources

if TYPE_CHECKING:
    from babel import Locale

ENGLISH = "en-GB"
RIGHT_TO_LEFT = frozenset({"ar", "fa", "he", "ku", "ps", "sd", "ug", "ur", "yi"})


def folder() -> Path:
    """Where the catalogues are."""
    return resources() / "i18n"


@cache
def languages() -> tuple[str, ...]:
    """The languages there are, English first, as tags such as "cy" or "pt-BR"."""
    return (ENGLISH, *sorted(path.stem for path in folder().glob("*.po")))


def choose(wanted: Iterable[str]) -> str:
    """The best of the languages there are for somebody who reads these, best first; English if there is none."""
    return _choose(tuple(wanted))


@lru_cache(maxsize=1024)
def _choose(wanted: tuple[str, ...]) -> str:
    there = {tag.lower(): tag for tag in reversed(languages())}
    there |= {tag.partition("-")[0]: there[tag] for tag in there if tag.partition("-")[0] not in there}
    for one in map(str.lower, wanted):
        if found := there.get(one) or there.get(one.partition("-")[0]):
            return found
    return ENGLISH


class Reader:
    """Somebody who reads one language: says messages in it. `reader(text)` gives any other text back as it is."""

    def __init__(
        self, language: str, catalogue: gettext.NullTranslations, forms: Mapping[str, tuple[str, ...]]
    ) -> None:
        self.language = language
        self.direction = "rtl" if language.split("-", maxsplit=1)[0] in RIGHT_TO_LEFT else "ltr"
        self._catalogue, self._forms = catalogue, forms
        self._english = language == ENGLISH

    @cached_property
    def _locale(self) -> Locale:
        from babel import Locale, UnknownLocaleError

        try:
            return Locale.parse(self.language, sep="-")
        except (UnknownLocaleError, ValueError):
            return Locale.parse("en_GB")

    def __call__(self, text: str) -> str:
        """The text in this language."""
        if not isinstance(text, Message):
            return text
        if self._english:
            return str.__str__(text)
        found = text.others.get(self.language) or self._found(text)
        return found.format_map(_Values(text.values, self)) if text.values else found

    def _found(self, text: Message) -> str:
        n = text.values.get("n", 1)
        count = n if isinstance(n, int) else 2
        if text.context and text.many:
            return self._catalogue.npgettext(text.context, text.one, text.many, count)
        if text.context:
            return self._catalogue.pgettext(text.context, text.one)
        if text.many:
            return self._catalogue.ngettext(text.one, text.many, count)
        return self._catalogue.gettext(text.one) if text.one else ""

    def value(self, value: object) -> object:
        """A sentence's value in this language."""
        if isinstance(value, Message):
            return self(value)
        if isinstance(value, Listed):
            return self._listed(value)
        return self._written(value) if isinstance(value, Day | Time | Clock | Decimal) else value

    def _listed(self, value: Listed) -> str:
        said = [str(self.value(item)) for item in value.items]
        if (row := value.apart(said)) is not None:
            return row
        from babel import lists

        return str(lists.format_list(said, "or" if value.last == "or" else "standard", locale=self._locale))

    def _written(self, value: Day | Time | Clock | Decimal) -> str:
        from babel import dates, numbers

        from facilitator.model.entry import local

        match value:
            case Day(date=day, short=short):
                return str(dates.format_date(day, "medium" if short else "long", locale=self._locale))
            case Time(at=at, zone=zone, seconds=seconds):
                length = "medium" if seconds else "short"
                return str(dates.format_time(local(at, zone).time(), length, locale=self._locale))
            case Clock(words=words):
                return self._clock(words)
            case Decimal(number=number, places=places):
                shape = "0." + "0" * places if places else "0"
                return str(numbers.format_decimal(number, shape, locale=self._locale))

    def _clock(self, words: str) -> str:
        from babel import dates

        try:
            return str(dates.format_time(time.fromisoformat(words), "short", locale=self._locale))
        except ValueError:
            return words

    def plural_rule(self) -> str:
        """Which form a count `n` takes, as an expression that C and JavaScript share."""
        asked = self._catalogue.info().get("plural-forms", "nplurals=2; plural=(n != 1)")
        return asked.partition("plural=")[2].strip().rstrip(";")

    def forms(self, one: str, many: str = "") -> tuple[str, ...]:
        """A sentence's text in every form of its count, with its `{names}`; one form where it has no count."""
        return self._forms.get(one) or ((one, many) if many else (one,))


class _Values(dict[str, object]):
    """The values of a sentence as one language writes them."""

    def __init__(self, values: Mapping[str, object], reader: Reader) -> None:
        super().__init__({name: reader.value(value) for name, value in values.items()})


@cache
def reader(language: str = ENGLISH) -> Reader:
    """The reader of a language; of English where there is no catalogue for it."""
    path = folder() / f"{language}.po"
    if language == ENGLISH or not path.is_file():
        return Reader(ENGLISH, gettext.NullTranslations(), {})
    from babel.messages.mofile import write_mo
    from babel.messages.pofile import read_po

    with path.open("rb") as file:
        catalogue = read_po(file, locale=None)
    forms = {
        ids[0]: tuple(map(str, said))
        for message in catalogue
        if (ids := _several(message.id))[0] and not message.context and all(said := _several(message.string))
    }
    packed = io.BytesIO()
    write_mo(packed, catalogue)
    packed.seek(0)
    return Reader(language, gettext.GNUTranslations(packed), forms)


def forget() -> None:
    """Look for the catalogues anew from now on."""
    for kept in (languages, _choose, reader):
        kept.cache_clear()


def told(thing: Any, to: Reader) -> Any:
    """A value made of dataclasses, tuples, lists and mappings with each message in it in the reader's language."""
    return changed(thing, to)


def _several(text: object) -> tuple[str, ...]:
    return tuple(map(str, text)) if isinstance(text, (tuple, list)) else (str(text or ""),)


def names_in(text: str) -> set[str]:
    """The `{names}` in an English text or in its translation. Raises ValueError for one that cannot be filled in."""
    return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}
