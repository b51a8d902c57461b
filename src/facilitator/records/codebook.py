"""A codebook as a file and back: REFI-QDA `.qdc`, which programs for coding texts exchange, and CSV."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from xml.parsers import expat
from xml.sax.saxutils import escape, quoteattr

from facilitator.model.say import say
from facilitator.programme.codebook import Code, Taking, guid_of
from facilitator.records import csv_in
from facilitator.store.faults import Fault

QDC, TABLE = "codebook.qdc", "codebook.csv"
COLUMNS = ("theme", "definition", "not_in_it", "under", "colour", "guid")
"""The columns of the table. What a code stands under is a line each, the outermost first."""
_NAMES = {
    "theme": ("theme", "code", "code name", "name"),
    "definition": ("definition", "description", "inside", "meaning"),
    "not_in_it": ("not_in_it", "outside", "exclusions"),
    "under": ("under", "parent"),
    "colour": ("colour", "color"),
    "guid": ("guid",),
}
_SPACE, _MARK = "urn:QDA-XML:codebook:1.0", "Not in this theme:"
_COLOUR, _RISKY, _MARKED = re.compile("#[0-9A-Fa-f]{6}"), re.compile(r"'*[=+\-@\t\r]"), re.compile(r"\\*" + _MARK)
_DEEPEST = 50


def files(codes: Sequence[Code]) -> dict[str, bytes]:
    """Both files, by the end of each name."""
    return {QDC: to_qdc(codes), TABLE: to_table(codes)}


def read(name: str, raw: bytes, encoding: str = "") -> list[Code]:
    """The codes of a file. Raises Fault that names a line and a column."""
    return _Reader(name).read(raw) if name.casefold().endswith(".qdc") else _of_table(name, raw, encoding)


def is_codebook(name: str, raw: bytes, encoding: str = "") -> bool:
    """Whether a file is a codebook: by the end of its name, or a table of themes or codes without any comments."""
    if name.casefold().endswith(".qdc"):
        return True
    first = csv_in.decode(name, raw, encoding)[0].lstrip().partition("\n")[0]
    head = {cell.strip(' "\r').casefold() for cell in re.split(r"[,;\t|]", first)}
    return bool(head & {"theme", "code", "code name"}) and not head & {"text", "value"}


def told(taking: Taking) -> list[str]:
    """What taking a codebook in does, in sentences."""
    found: list[str] = [say("{n} theme to import.", "{n} themes to import.", n=len(taking.said))]
    if taking.there:
        found.append(
            say(
                "{n} theme is there already, and stays as it is.",
                "{n} themes are there already, and stay as they are.",
                n=taking.there,
            )
        )
    return found


def _guid(given: str) -> str:
    """A GUID written in one way; what is none stays as it is."""
    plain = given.strip(" {}").lower()
    return plain if not plain or guid_of(plain) == plain else given.strip()


# ---------------------------------------------------------------------- the table


def to_table(codes: Sequence[Code]) -> bytes:
    """The codes as CSV: UTF-8 with BOM, comma, CRLF; no cell that a spreadsheet takes for a formula."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for code in codes:
        row = (code.name, code.inside, code.outside, "\n".join(code.under), code.colour, code.guid)
        writer.writerow(f"'{cell}" if _RISKY.match(cell) else cell for cell in row)
    return text.getvalue().encode("utf-8-sig")


def _of_table(name: str, raw: bytes, encoding: str) -> list[Code]:
    sheet = csv_in.read(name, raw, encoding, (_column(name, raw, encoding),))
    places = {use: next((sheet.head.index(n) for n in names if n in sheet.head), -1) for use, names in _NAMES.items()}
    found = []
    for number, row in enumerate(sheet.rows[1:], 2):
        cells = {use: row[at] if 0 <= at < len(row) else "" for use, at in places.items()}
        cells = {use: cell[1:] if _RISKY.match(cell) and cell.startswith("'") else cell for use, cell in cells.items()}
        place = say("{name}, row {row}, column {column}", name=name, row=str(number), column=str(places["theme"] + 1))
        if not cells["theme"].strip():
            if (
                any(cell.strip() for cell in row) and "n" not in sheet.head
            ):  # our table of counts tells of those in none
                raise Fault(say("{place}: there is no name. Nothing was imported.", place=place))
            continue
        under = tuple(filter(None, cells["under"].split("\n")))
        colour = cells["colour"].strip() if _COLOUR.fullmatch(cells["colour"].strip()) else ""
        code = Code(_guid(cells["guid"]), cells["theme"], cells["definition"], cells["not_in_it"], under, colour, place)
        found.append(code)
    return found


def _column(name: str, raw: bytes, encoding: str) -> str:
    """Which of the names that it may have the column of the themes has."""
    first = csv_in.decode(name, raw, encoding)[0].partition("\n")[0].casefold()
    return next((each for each in _NAMES["theme"] if each in first), "theme")


# ---------------------------------------------------------------------- REFI-QDA


@dataclass(slots=True)
class _Branch:
    """A code with those under it; one that is no theme of ours only holds others."""

    guid: str
    code: Code | None = None
    under: dict[str, _Branch] = field(default_factory=dict)


def to_qdc(codes: Sequence[Code]) -> bytes:
    """The codes as REFI-QDA has them. What stands above a code and is none itself can hold no text there."""
    root = _Branch("")
    for code in codes:
        at = root
        for depth, name in enumerate(code.under, 1):
            at = at.under.setdefault(name, _Branch(guid_of("\n".join(("above", *code.under[:depth])))))
        kept = at.under.setdefault(code.name, _Branch(code.guid))
        kept.code, kept.guid = code, code.guid
    lines = ['<?xml version="1.0" encoding="utf-8"?>', f'<CodeBook xmlns="{_SPACE}" origin="Facilitator">', "<Codes>"]
    lines += [line for name, branch in root.under.items() for line in _branch(name, branch)]
    return "\n".join([*lines, "</Codes>", "</CodeBook>", ""]).encode()


def _branch(name: str, branch: _Branch) -> Iterator[str]:
    code = branch.code
    colour = f" color={quoteattr(code.colour)}" if code and code.colour else ""
    guid, codable = branch.guid.upper(), "true" if code else "false"
    yield f'<Code guid="{guid}" name={quoteattr(_holds(name))} isCodable="{codable}"{colour}>'
    if code and (code.inside or code.outside):
        yield f"<Description>{escape(_holds(_description(code)))}</Description>"
    for below, each in branch.under.items():
        yield from _branch(below, each)
    yield "</Code>"


def _holds(words: str) -> str:
    """Words as XML can hold them."""
    return "".join(c for c in words if c in "\t\n" or (c >= " " and c not in "\ufffe\uffff"))


def _description(code: Code) -> str:
    inside = "\n".join(f"\\{line}" if _MARKED.fullmatch(line) else line for line in code.inside.split("\n"))
    return f"{inside}\n{_MARK}\n{code.outside}" if code.outside else inside


def _parted(description: str) -> tuple[str, str]:
    """What is in a code and what is not, of what its description says."""
    lines = description.split("\n")
    at = lines.index(_MARK) if _MARK in lines else len(lines)
    inside = (line[1:] if line.startswith("\\") and _MARKED.fullmatch(line) else line for line in lines[:at])
    return "\n".join(inside), "\n".join(lines[at + 1 :])


class _Reader:
    """Hears of the parts of a `.qdc` one after another; what is not of codes is passed over."""

    def __init__(self, name: str) -> None:
        self.name, self.codes = name, list[Code]()
        self._parser = expat.ParserCreate(namespace_separator=" ")
        self._parser.StartElementHandler, self._parser.EndElementHandler = self._begin, self._end
        self._parser.CharacterDataHandler = self._words
        self._parser.EntityDeclHandler = self._entity
        self._open: list[str] = []
        self._above: list[Code] = []
        self._guids: set[str] = set()
        self._said: list[str] | None = None

    def read(self, raw: bytes) -> list[Code]:
        """All codes, each after the one that it stands under."""
        try:
            self._parser.Parse(raw, True)
        except expat.ExpatError as error:
            place = self._at(error.lineno, error.offset)
            why = expat.ErrorString(error.code)
            raise Fault(
                say("{place}: the file is broken there ({why}). Nothing was imported.", place=place, why=why)
            ) from None
        return self.codes

    def _at(self, line: int = 0, column: int = -1) -> str:
        line, column = line or self._parser.CurrentLineNumber, column if line else self._parser.CurrentColumnNumber
        told = {"name": self.name, "line": str(line), "column": str(column + 1)}
        return say("{name}, line {line}, column {column}", **told)

    def _entity(self, *about: object) -> None:
        raise Fault(say("{place}: a codebook has no entities of its own. Nothing was imported.", place=self._at()))

    def _begin(self, tag: str, given: dict[str, str]) -> None:
        space, _, part = tag.rpartition(" ")
        if not self._open and (part != "CodeBook" or (space and not space.startswith("urn:QDA-XML:"))):
            raise Fault(say("{place}: this is no codebook of REFI-QDA. Nothing was imported.", place=self._at()))
        self._open.append(part)
        if part == "Description" and self._open[-2] == "Code":
            self._said = []
        elif part == "Code":
            self._begin_code(given)

    def _begin_code(self, given: dict[str, str]) -> None:
        place, guid, name = self._at(), _guid(given.get("guid", "")), given.get("name", "")
        if not name.strip():
            raise Fault(say("{place}: this code has no name. Nothing was imported.", place=place))
        if guid and guid in self._guids:
            raise Fault(
                say("{place}: '{guid}' stands twice in the file. Nothing was imported.", place=place, guid=guid)
            )
        if len(self._above) >= _DEEPEST:
            raise Fault(say("{place}: this code stands under too many others. Nothing was imported.", place=place))
        self._guids.add(guid)
        colour = given.get("color", "")
        under = tuple(each.name for each in self._above)
        code = Code(guid, name, "", "", under, colour if _COLOUR.fullmatch(colour) else "", place)
        self._above.append(code)
        if given.get("isCodable", "true").strip() not in ("false", "0"):
            self.codes.append(code)

    def _words(self, words: str) -> None:
        if self._said is not None:
            self._said.append(words)

    def _end(self, tag: str) -> None:
        part = self._open.pop()
        if part == "Description" and self._said is not None:
            inside, outside = _parted("".join(self._said))
            self._said = None
            code = self._above[-1]
            if self.codes and self.codes[-1] is code:
                self.codes[-1] = Code(code.guid, code.name, inside, outside, code.under, code.colour, code.place)
        elif part == "Code":
            self._above.pop()
