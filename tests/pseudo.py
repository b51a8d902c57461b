"""A language made by machine, in which every sentence is longer by 40 % and marked at its ends: «Çlôsé ~~».

What a page shows outside the marks was never said as a message.
"""

from __future__ import annotations

import io
import re
import sys
from functools import cache
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parents[1]
LANGUAGE = "qps"
_KEPT = re.compile(r"(\{[^{}]*\}|<[^<>]*>|&[a-z]+;)")
_ACCENTS = str.maketrans("aeiouyAEIOUYcnsCNS", "àéîõüÿÀÉÎÕÜŸçñšÇÑŠ")


def marked(text: str) -> str:
    """The sentence in the language: its letters with accents, its {names} and tags as they are."""
    inside = "".join(part if at % 2 else part.translate(_ACCENTS) for at, part in enumerate(_KEPT.split(text)))
    longer = max(1, round(len(_KEPT.sub("", text)) * 0.4))
    return f"«{inside}{'~' * longer}»"


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
    """What of a shown text stands outside the marks and has Latin letters: empty where all was said as messages."""
    while (inner := re.sub(r"«[^«»]*»", " ", text)) != text:
        text = inner
    return " ".join(word for word in text.split() if re.search(r"[A-Za-zÀ-ž]", word))
