"""The contents list of a text document: a field that whoever edits brings up to date."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from docx.text.paragraph import Paragraph

_CODE = 'TOC \\o "1-3" \\h \\n \\u'
_GAP = 8


def add(document: Any, after: Paragraph, title: str, headings: Sequence[tuple[int, str]]) -> None:
    """Lists all headings under their title, filled in as they stand; `headings` are levels and words, in order."""
    made = _beside(document, after)
    made.add_run(title).bold = True
    entries = [(number, level, words) for number, (level, words) in enumerate(headings, 1) if level > 1]
    for place, (number, level, words) in enumerate(entries):
        made = _beside(document, made)
        made.paragraph_format.left_indent = Mm(5 * (level - 2))
        if not place:
            _field(made, "begin", _CODE)
        _link(made, f"_Toc{number}", words)
        if place == len(entries) - 1:
            _field(made, "end")
    made.paragraph_format.space_after = Pt(_GAP)


def bookmark(paragraph: Paragraph, number: int) -> None:
    """Let the heading of that number be found from the list."""
    for name, place in (("w:bookmarkStart", 0), ("w:bookmarkEnd", None)):
        mark = OxmlElement(name)
        mark.set(qn("w:id"), str(number))
        if place is None:
            paragraph._p.append(mark)
        else:
            mark.set(qn("w:name"), f"_Toc{number}")
            paragraph._p.insert_element_before(mark, "w:r")


def _beside(document: Any, paragraph: Paragraph) -> Paragraph:
    """A new paragraph right after another."""
    made = Paragraph(OxmlElement("w:p"), document._body)
    paragraph._p.addnext(made._p)
    made.paragraph_format.space_after = 0
    return made


def _field(paragraph: Paragraph, kind: str, code: str = "") -> None:
    """The beginning of a field, with what it does, or its end."""
    run = paragraph.add_run()._r
    mark = OxmlElement("w:fldChar")
    mark.set(qn("w:fldCharType"), kind)
    run.append(mark)
    if code:
        said = OxmlElement("w:instrText")
        said.text = code
        paragraph.add_run()._r.append(said)
        _field(paragraph, "separate")


def _link(paragraph: Paragraph, to: str, words: str) -> None:
    link = OxmlElement("w:hyperlink")
    link.set(qn("w:anchor"), to)
    run = paragraph.add_run(words)._r
    link.append(run)
    paragraph._p.append(link)
