"""The style sheet, and the script with the words of a phone's language. Their names hold a hash: phones keep them."""

from __future__ import annotations

import gzip
import hashlib
import io
import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from babel.messages.extract import extract_javascript

from facilitator.looks.css import lens_rules, phone_variables
from facilitator.looks.languages import ENGLISH, Reader, languages, reader
from facilitator.paths import resources

ENGLISH_WORDS = "var WORDS = {}, formOf = function (n) { return n !== 1; };"
"""The line of the script that says what it says in English; the phone's language stands in its place."""


@dataclass(frozen=True, slots=True)
class Asset:
    """A file that phones keep: its media type, its bytes, and the same packed with gzip."""

    kind: str
    plain: bytes
    packed: bytes


@cache
def assets_for(to: Reader) -> dict[str, Asset]:
    """The style sheet and the script for the phones of one language, by name."""
    folder = resources() / "web"
    style = phone_variables() + lens_rules() + (folder / "phone.css").read_text(encoding="utf-8")
    script = (folder / "phone.js").read_text(encoding="utf-8")
    if to.language != ENGLISH:
        script = script.replace(ENGLISH_WORDS, _words(script, to))
    made = (("css", "text/css; charset=utf-8", style), ("js", "text/javascript; charset=utf-8", script))
    found = {}
    for ending, kind, text in made:
        plain = "\n".join(line.strip() for line in text.splitlines() if line.strip()).encode()
        name = f"phone.{hashlib.sha256(plain).hexdigest()[:12]}.{ending}"
        found[name] = Asset(kind, plain, gzip.compress(plain, mtime=0))
    return found


def asset(name: str) -> Asset | None:
    """The file of that name, in whichever language."""
    return next((found for tag in languages() if (found := assets_for(reader(tag)).get(name))), None)


def sentences(script: str) -> Iterator[tuple[str, str]]:
    """What a script says with `say`: the English text, and that for many, empty where there is none."""
    calls: Any = extract_javascript(io.BytesIO(script.encode()), {"say": None}, [], {})
    for _, _, words, _ in calls:
        said = [each for each in ([words] if isinstance(words, str) else words) if each]
        if said:
            yield said[0], said[1] if len(said) > 1 else ""


def _words(script: str, to: Reader) -> str:
    """The line of the script with the words of a language; what it has no words for is left to the English."""
    told = {one: said for one, many in sentences(script) if (said := to.forms(one, many)) not in ((one,), (one, many))}
    words = json.dumps(told, ensure_ascii=False, separators=(",", ":"))
    return f"var WORDS = {words}, formOf = function (n) {{ return {to.plural_rule()}; }};"
