"""A language made by machine, in which every sentence is longer by 40 % and marked at its ends: «Çlôsé ~~».

What a page shows outside the marks was never said as a message.
"""

from __future__ import annotations

import io
import re
import sys
import unicodedata
from functools import cache
from html.parser import HTMLParser
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parents[1]
LANGUAGE = "qps"
_LONGEST = 9
"""So many signs of what lengthens a sentence stand together, as letters do in words."""
_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_GREEK = str.maketrans(_LETTERS + _LETTERS.upper(), "αβψδεφγηιξκλμνοπκρστθωςχυζΑΒΨΔΕΦΓΗΙΞΚΛΜΝΟΠΚΡΣΤΘΩΣΧΥΖ")
_SHOWN = ("aria-label", "title", "placeholder", "alt", "data-title", "label")
_WORD = re.compile(r"[A-Za-zÀ-ž]")
_MARK = re.compile(r"[A-Z]\d{0,2}[:,.]?")
_KEPT = re.compile(r"(\{[^{}]*\}|<[^<>]*>|&[a-z]+;)")
_ACCENTS = str.maketrans("aeiouyAEIOUYcnsCNS", "àéîõüÿÀÉÎÕÜŸçñšÇÑŠ")


def marked(text: str) -> str:
    """The sentence in the language: its letters with accents, its {names} and tags as they are."""
    inside = "".join(part if at % 2 else part.translate(_ACCENTS) for at, part in enumerate(_KEPT.split(text)))
    longer = max(1, round(len(_KEPT.sub("", text)) * 0.4))
    return f"«{inside}{' '.join('~' * min(_LONGEST, longer - at) for at in range(0, longer, _LONGEST + 1))}»"


@cache
def english() -> frozenset[str]:
    """Every text that the program says, in English."""
    told = [message.id for message in read_po(io.BytesIO(_template())) if message.id]
    return frozenset(text for each in told for text in (each if isinstance(each, tuple) else (each,)))


@cache
def _template() -> bytes:
    sys.path.insert(0, str(ROOT / "packaging"))
    try:
        import catalogue
    finally:
        sys.path.pop(0)
    return catalogue.template()


def write(folder: Path) -> None:
    """Write the catalogue of the language into a folder."""
    made = Catalog(locale=None, charset="utf-8")
    made.mime_headers = [("Plural-Forms", "nplurals=2; plural=(n != 1);")]
    for message in read_po(io.BytesIO(_template())):
        if message.id:
            said = tuple(map(marked, message.id)) if isinstance(message.id, tuple) else marked(message.id)
            made.add(message.id, said, context=message.context)
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / f"{LANGUAGE}.po").open("wb") as file:
        write_po(file, made, omit_header=True, width=0)


def unmarked(text: str) -> str:
    """What of a shown text stands outside the marks and has Latin letters: empty where all was said as messages.

    A capital alone or with a number ("A", "B2:") is the mark of a board, a story or a paragraph, no word.
    """
    while (inner := re.sub(r"«[^«»]*»", " ", text)) != text:
        text = inner
    return " ".join(word for word in text.split() if _WORD.search(word) and not _MARK.fullmatch(word))


def greek(text: str) -> str:
    """Anybody's words, in Greek letters."""
    plain = "".join(sign for sign in unicodedata.normalize("NFD", text) if not unicodedata.combining(sign))
    return plain.translate(_GREEK)


class _Reader(HTMLParser):
    """What people see and hear of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.text: list[str] = []
        self.named: list[str] = []
        self._silent = 0

    def handle_starttag(self, tag: str, given: list[tuple[str, str | None]]) -> None:
        found = {name: value or "" for name, value in given}
        self.named += [found[name] for name in _SHOWN if name in found]
        if tag == "input" and found.get("type") in ("submit", "button"):
            self.named.append(found.get("value", ""))
        self._silent += tag in ("script", "style", "defs")

    def handle_endtag(self, tag: str) -> None:
        self._silent -= tag in ("script", "style", "defs")

    def handle_data(self, data: str) -> None:
        if not self._silent:
            self.text.append(data)


_CARD = re.compile(r"^[2-9A-Z]{3}-[2-9A-Z]{3}$")
"""The code of a card, which is the same in every language."""


def untold(page: str) -> set[str]:
    """The words of a page that were never said in the phone's language."""
    read = _Reader()
    read.feed(page)
    found = [unmarked(" ".join(_CARD.sub("", text) for text in read.text)), *map(unmarked, read.named)]
    return {words for words in found if words}
