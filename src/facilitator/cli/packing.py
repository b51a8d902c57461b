"""Everything there is of a workshop or a programme in one place: records, every document in every format, an index."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import get_args

from facilitator.documents import contract
from facilitator.documents.writing import make
from facilitator.looks.blocks import About, Block, Column, Heading, Table, TableRow, remark
from facilitator.looks.fonts import Fonts
from facilitator.looks.rendering import Form, renderer
from facilitator.model.fingerprint import fingerprint
from facilitator.model.programme import Programme
from facilitator.model.say import say
from facilitator.model.workshop import Workshop
from facilitator.records.exports import WORKBOOK
from facilitator.records.files import stem


def documents(
    programme: Programme, workshops: Sequence[Workshop], now: int, file_name: str
) -> tuple[dict[str, bytes], list[str]]:
    """Every document of some workshops in every format, by the end of its name, and what could only be shown plainly.

    `now` (milliseconds since 1970) is the moment of making, `file_name` the programme file. Of several workshops each
    document has its workshop in its name; what is of the whole programme is made once, with all its workshops.
    """
    found: dict[str, bytes] = {}
    plain: dict[str, None] = {}
    for workshop in workshops:
        order = contract.Order(workshop, programme, now, file_name)
        of = f"{stem(programme, workshop)}_" if len(workshops) > 1 else ""
        for document in contract.every():
            name = document.key if document.overall else f"{of}{document.key}"
            wanted = not document.overall or (workshop is workshops[-1] and len(workshops) == len(programme.workshops))
            for form in get_args(Form) if wanted and not document.nothing(order) else ():
                found[f"{name}.{form}"], parts = make(document, order, form)
                plain |= dict.fromkeys(parts)
    return found, list(plain)


def index(of: Workshop | Programme, now: int) -> Callable[[Sequence[str]], bytes]:
    """What makes the index of files by their names: a page that says what each of them is, and from which records."""
    title = of.info.title if isinstance(of, Workshop) else of.title
    mark = fingerprint(of)
    about = About(title, say("Index"), made_at=now, records=mark.printed, seal=mark.seal)

    def made(names: Sequence[str]) -> bytes:
        rows: list[TableRow] = [[name, _what(name)] for name in names]
        parts: list[Block] = [
            Heading(title, 1),
            remark(say("What lies beside this page.")),
            Table(rows, [Column(say("file"), 0.6), Column(say("what it is"), 0.4)]),
        ]
        return renderer("html")(about, [parts], Fonts())

    return made


def _what(name: str) -> str:
    """What a file is, by the end of its name."""
    if name.endswith(WORKBOOK):
        return say("All tables in one workbook, for others")
    ending = name.rpartition(".")[2]
    for document in _with_longest_key(contract.every()):
        if name.rpartition(".")[0].endswith(document.key) and ending in get_args(Form):
            return _form(document.title, ending)
    if ending == "json":
        return say("The complete record, for another laptop; not for others")
    return say("A table of the records, for others")


def _with_longest_key(documents: Iterable[contract.Document]) -> list[contract.Document]:
    return sorted(documents, key=lambda document: -len(document.key))


def _form(title: str, form: str) -> str:
    """A document in one of its formats."""
    if form == "pdf":
        return say("{document}, to print", document=title)
    if form == "html":
        return say("{document}, to read on any screen", document=title)
    return say("{document}, to edit", document=title)
