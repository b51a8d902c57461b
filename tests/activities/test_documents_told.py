"""Documents in the language made by machine: whatever nobody in the room wrote was said as a message."""

from __future__ import annotations

import io
import re
from itertools import count
from pathlib import Path
from typing import Any, get_args

import docx
import pytest
from any_day import DAYS, folded, reworded
from pypdf import PdfReader
from test_documents import Page

import pseudo
from facilitator.documents import contract
from facilitator.documents.writing import write
from facilitator.looks.rendering import Form

GREEK = "αβγδεζηθικλμνξοπρστυφχψω"
NAMES = re.compile(
    r"\bday\.facilitator\b|\bProgramme\b|\b[A-Z0-9]{4,6}\b|\bP?\d+\b|\b(VCS|CCM|LA|PAR)\b|\b[A-C]:|[\u00d7\u00f7]"
)
"""What is no sentence: file and programme, codes of rooms and places, short names of groups, letters of stories."""


pytestmark = pytest.mark.usefixtures("machine")


def said_in(made: bytes, form: Form) -> list[str]:
    """Every text that a reader gets, a list of what stands together."""
    if form == "pdf":
        return [page.extract_text() for page in PdfReader(io.BytesIO(made)).pages]
    if form == "html":
        page = Page(made.decode())
        labels = [str(attributes.get("aria-label") or "") for _tag, attributes in page.elements]
        return [" ".join(page.words), *labels]
    opened: Any = docx.Document(io.BytesIO(made))
    section = opened.sections[0]
    parts = (opened.element.body, section.header.part.element, section.footer.part.element)
    word = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
    return ["".join(t.text or "" for t in p.iter(f"{word}t")) for part in parts for p in part.iter(f"{word}p")]


@pytest.mark.walk
@pytest.mark.parametrize("form", get_args(Form))
@pytest.mark.parametrize("name", DAYS)
def test_every_sentence_of_a_document_is_in_its_readers_language(tmp_path: Path, name: str, form: Form) -> None:
    places = count()
    greek = (GREEK[n % 24] + GREEK[(n * 7) % 24] + GREEK[(n * 5) % 24] for n in places)
    programme, workshop = folded(reworded(DAYS[name](), lambda _words: next(greek)))
    left = set[str]()
    order = contract.Order(workshop, programme, 1_421_370_640_000)
    for document in contract.every():
        if document.nothing(order):
            continue
        out = tmp_path / f"{document.key}.{form}"
        written = write(document, workshop, programme, out, made_at=1_421_370_640_000, form=form, lang=pseudo.LANGUAGE)
        assert written == []
        left |= {pseudo.unmarked(NAMES.sub("", text)) for text in said_in(out.read_bytes(), form)}
    assert left - {""} == set()
