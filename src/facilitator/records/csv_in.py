"""Reads a CSV that somebody made: which encoding it is in, which separator, and its rows. Guesses are told as such."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from facilitator.model.say import Listed, say
from facilitator.store.faults import Fault

ENCODINGS: Mapping[str, str] = {
    "utf-8": say("Unicode (UTF-8)"),
    "utf-16": say("Unicode (UTF-16)"),
    "cp1252": say("Western European (Windows)"),
    "mac_roman": say("Western European (older Mac)"),
    "cp1250": say("Central European (Windows)"),
    "cp1251": say("Cyrillic (Windows)"),
    "cp1253": say("Greek (Windows)"),
    "cp1254": say("Turkish (Windows)"),
    "cp1255": say("Hebrew (Windows)"),
    "cp1256": say("Arabic (Windows)"),
    "cp932": say("Japanese (Shift-JIS)"),
    "gb18030": say("Simplified Chinese"),
    "big5": say("Traditional Chinese"),
    "euc_kr": say("Korean"),
}
"""The encodings that may be chosen, by the name that is typed, and what people call them."""
_GUESSED = tuple(name for name in ENCODINGS if not name.startswith("utf"))
_ODD = re.compile("[^\\W\\d_][¿¡¹²³¼½¾£¥¢¤§©®°±¬¯´¸ªº¶·÷×µ»«][^\\W\\d_]")
_CELLS = re.compile(rb'[,;\t\r\n"|]+')
_NEVER_TOGETHER = "ìèùïò"
SHOWN = 5
"""So many of the first rows are shown."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A file's rows, the header first, each with its number as a spreadsheet counts them; how its signs were read, and
    whether that is a guess.
    """

    name: str
    encoding: str
    guessed: bool
    rows: Sequence[Sequence[str]]

    @property
    def head(self) -> list[str]:
        """The names of the columns, as they are compared."""
        return [cell.strip().casefold() for cell in self.rows[0]]

    @property
    def first(self) -> Sequence[Sequence[str]]:
        """The header and a few rows, to be looked at."""
        return self.rows[: SHOWN + 1]


def read(name: str, raw: bytes, encoding: str = "", needed: Sequence[str] = ("text",)) -> Sheet:
    """A file with the columns that are needed, in the encoding that is named, else in the likeliest. Raises Fault."""
    text, taken, guessed = decode(name, raw, encoding)
    return Sheet(name, taken, guessed, _table(name, text.replace("\x00", ""), needed))


def head(raw: bytes) -> list[str]:
    """The names of the columns of a file, as they are compared, whatever separates them."""
    text, _, _ = decode("", raw, "")
    line = re.sub(r"^sep=.*\n", "", text, flags=re.IGNORECASE).lstrip("\n").partition("\n")[0]
    return [cell.strip().strip('"').strip().casefold() for cell in re.split(r"[,;\t|]", line)]


def decode(name: str, raw: bytes, encoding: str = "") -> tuple[str, str, bool]:
    """`(text, encoding, whether that is a guess)`. Raises Fault where it is not in the encoding that is named."""
    if encoding:
        try:
            return raw.decode("utf-8-sig" if encoding == "utf-8" else encoding), encoding, False
        except (UnicodeDecodeError, LookupError):
            known = ENCODINGS.get(encoding, encoding)
            raise Fault(
                say("{name} cannot be read as {encoding}. Choose another encoding.", name=name, encoding=known)
            ) from None
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        return raw.decode("utf-16", errors="replace"), "utf-16", False
    try:
        return raw.decode("utf-8-sig"), "utf-8", False
    except UnicodeDecodeError:
        taken = _likeliest(raw)
        return raw.decode(taken, errors="replace"), taken, True


def _likeliest(raw: bytes) -> str:
    """The encoding in which it reads best; of those that are as good the Western one, where its words look whole.

    Only the cells that hold more than plain Latin letters and figures are looked at: they alone tell.
    """
    from charset_normalizer import from_bytes

    telling = b"\n".join(cell for cell in _CELLS.split(raw) if not cell.isascii())
    found = list(from_bytes(telling, cp_isolation=list(_GUESSED), enable_fallback=False))
    western = telling.decode("cp1252", errors="replace")
    if not found:
        return "cp1252"
    as_good = (each for each in found if (each.chaos, each.coherence) == (found[0].chaos, found[0].coherence))
    whole = "\ufffd" not in western and not _ODD.search(western) and not _no_language(western)
    return "cp1252" if whole and any(str(each) == western for each in as_good) else found[0].encoding


def _no_language(text: str) -> bool:
    """Whether it holds letters that no Western language has together."""
    return "ø" in text.casefold() and any(sign in text.casefold() for sign in _NEVER_TOGETHER)


def _table(name: str, text: str, needed: Sequence[str]) -> list[list[str]]:
    """All rows, the header first: with the separator that makes the columns needed, and the most columns."""
    given = text[4:5] if text[:4].casefold() == "sep=" else ""
    if given:
        text = text.partition("\n")[2]
    best, chosen, missing = 0, "", needed[0]
    for separator in given or ",;\t|":
        line = next(csv.reader(io.StringIO(text, newline=""), delimiter=separator), []) if text else []
        head = [cell.strip().casefold() for cell in line]
        lacks = [each for each in needed if each not in head]
        if len(lacks) < len(needed) and len(line) > best:
            missing = lacks[0] if lacks else ""
            best, chosen = len(line), separator
    if missing == "text":
        raise Fault(
            say("{name} has no column 'text' in its first row. The comments must stand in that column.", name=name)
        )
    if missing:
        raise Fault(
            say(
                "{name}, line 1: there is no column '{column}'. The columns must be: {needed}. Nothing was imported.",
                name=name,
                column=missing,
                needed=Listed(tuple(needed), ""),
            )
        )
    return list(_rows(name, text, chosen))


def _rows(name: str, text: str, separator: str) -> Iterator[list[str]]:
    done = 0
    try:
        for row in csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True):
            yield row
            done += 1
    except csv.Error as error:
        place = str(done + 1)
        if "field limit" in str(error):
            raise Fault(
                say(
                    "{name}, row {row}: a cell is too long: {most} is the limit. Perhaps a quotation mark before it "
                    "was never closed. Nothing was imported.",
                    name=name,
                    row=place,
                    most=f"{csv.field_size_limit():,}",
                )
            ) from None
        raise Fault(
            say(
                "{name}, row {row}: a quotation mark is opened and not closed, or stands where none should. Write two "
                "of them where one belongs to the words. Nothing was imported.",
                name=name,
                row=place,
            )
        ) from None
