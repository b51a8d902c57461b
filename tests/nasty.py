"""Words as they should never come and always do, for every field that a person can write into."""

from __future__ import annotations

import sys
import unicodedata
from functools import cache

from hypothesis import strategies as st

WORDS = (
    "",
    " ",
    "\u200e",
    "\u200f",
    "\u061c",
    "plain\u200ewords",
    "plain words\u200f",
    "\u061cplain",
    "\u0634\u0627\u064a\u200f tea \u200e\u05ea\u05d4 \u061c15",
    "\u202eright\u202c \u202aleft\u202c \u2066a\u2067b\u2068c\u2069 \u202d",
    "tag \U000e0001\U000e0041\U000e007f end",
    "pick \u2602\ufe0f \u2602\ufe0e a\ufe00 \u4e00\U000e0100 \u180b\u180e",
    "\U0001f468\u200d\U0001f469\u200d\U0001f467 \U0001f3f4\u200d\u2620\ufe0f \U0001f1ec \U0001f44d\U0001f3fd\u200d",
    "private \ue000 \U000f0000 \U0010fffd",
    "unassigned \u0378 \u05ff \U0001ffff \U000e0fff",
    "not a character \ufdd0 \ufffe \uffff \U0010ffff",
    "half \ud83d pair \udc4d and \udc4d\ud83d",
    "fillers \u115f\u1160\u3164\uffa0 \u2800 \u17b4 \u034f \u00ad",
    "\u0301 alone, and a tower: a" + "\u0301" * 400,
    "\u0e01" + "\u0e34" * 200 + " \u0644" + "\u064e" * 200,
    "\u0930\u094d" * 30 + " \u0e33\u0eb3 \ufdfa\ufdfa",
    "one\ntwo\r\nthree\rfour\u2028five\u2029six\x85seven\x0beight\x0cnine\ten\x00d\x1b[31m\x7f\x9f",
    "\n" * 120,
    "w" * 2000,
    "\u4f60" * 700 + "\u0e01" * 700,
    "\u0644" * 900 + "a\u200f" * 100,
    "<b>&amp;</b> {{ 7*7 }} %s %(x)s {0} \\u0041 =1+1 ' \" ` ) Tj (",
    "\u1680\u2000\u2003\u2007\u2009\u202f\u205f\u3000\u200b\u2060\ufeff spaces",
    "\ufff9ruby\ufffaover\ufffb \ufffc \ufffd",
)  # fmt: skip

words = st.sampled_from(WORDS) | st.text(st.characters(exclude_categories=()), max_size=40)
"""Any Unicode text whatever, lone surrogates among it."""


@cache
def of_every_category() -> tuple[str, ...]:
    """Words with signs of each Unicode category: alone, in words, and many at once."""
    found: dict[str, list[str]] = {}
    for c in map(chr, range(sys.maxunicode + 1)):
        found.setdefault(unicodedata.category(c), []).append(c)
    some = {name: (signs[0], signs[len(signs) // 2], signs[-1]) for name, signs in found.items()}
    return tuple(
        words for one, other, last in some.values() for words in (one, f"a{other}b {last}", f"{one}{other}{last}" * 30)
    )


def letters(text: str) -> str:
    """The letters and figures of a text, without accents, in order."""
    spread = unicodedata.normalize("NFD", text)
    return "".join(c for c in spread if unicodedata.category(c)[0] in "LN")
