"""How a text document looks before anybody changes it: paper, styles, head and foot."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

from facilitator.looks.blocks import About
from facilitator.looks.pdf.base import ink
from facilitator.looks.scripts import safe

QUIET, WORDS, CALLOUT, FIGURE = "Remark", "TableWords", "Callout", "KeyFigure"
LARGE, LINE, TIME = "Large", "WritingLine", "TimeOfDay"
"""Styles of paragraphs, by their ids."""
HEAD = WD_ALIGN_PARAGRAPH.RIGHT
"""Where numbers stand in their column."""
WIDE = Mm(176)
"""How wide the text is, whatever the paper."""
_PAPERS = {"a4": (Mm(210), Mm(297)), "letter": (Mm(215.9), Mm(279.4))}
_FACE = "Arial"
_MORE = {QUIET: 8.5, WORDS: 9.0, CALLOUT: 10.0, FIGURE: 10.0, LARGE: 20.0, LINE: 14.0, TIME: 13.0}
_SIZES = {"Heading 1": 24, "Heading 2": 14, "Heading 3": 11}


def prepare(document: Any, about: About) -> None:
    """Sets up an empty document: its paper, the styles that blocks use, and what stands on every page."""
    section = document.sections[0]
    section.page_width, section.page_height = _PAPERS[about.paper]
    section.left_margin = section.right_margin = (section.page_width - WIDE) // 2
    section.top_margin = section.bottom_margin = Mm(17)
    _styles(document.styles, about.lang)
    head = section.header.paragraphs[0]
    head.text = " \u00b7 ".join(safe(words) for words in (about.title, about.kind, about.stamp) if words)
    head.style = document.styles[QUIET]
    foot = section.footer.paragraphs[0]
    foot.style = document.styles[QUIET]
    foot.text = safe("\n".join(about.foot))
    foot.add_run("\n" if about.foot else "")
    _page_number(foot)


def _styles(styles: Any, lang: str) -> None:
    _face(styles["Normal"], 10)
    styles["Normal"].paragraph_format.space_after = Pt(6)
    for named, size in _SIZES.items():
        _face(styles[named], size, bold=True)
    for named in ("Caption", "Quote"):
        _face(styles[named], 10 if named == "Quote" else 8.5, bold=named == "Quote")
        styles[named].font.italic = False
    for named, points in _MORE.items():
        made = styles.add_style(named, WD_STYLE_TYPE.PARAGRAPH)
        made.base_style = styles["Normal"]
        _face(made, points)
        made.paragraph_format.space_after = Pt(2)
    styles[QUIET].font.color.rgb = _colour("text_2")
    aside = styles.add_style("Aside", WD_STYLE_TYPE.CHARACTER)
    aside.font.size, aside.font.bold, aside.font.color.rgb = Pt(8.5), False, _colour("text_2")
    _frame(styles[CALLOUT], ("top", "left", "bottom", "right"))
    _frame(styles[LINE], ("bottom", "between"))
    for spoken in styles.element.iter(qn("w:lang")):
        spoken.set(qn("w:val"), lang)


def _face(style: Any, size: float, *, bold: bool = False) -> None:
    style.font.name, style.font.size, style.font.bold = _FACE, Pt(size), bold or None
    style.font.color.rgb = _colour("text")
    faces = style.element.get_or_add_rPr().get_or_add_rFonts()
    for name in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        faces.attrib.pop(qn(f"w:{name}"), None)


def _colour(role: str) -> RGBColor:
    return RGBColor.from_string(ink(role)[1:])


def _frame(style: Any, sides: Sequence[str]) -> None:
    """A line at some sides of the paragraphs of a style."""
    around = OxmlElement("w:pBdr")
    for side in sides:
        line = OxmlElement(f"w:{side}")
        for name, value in (("val", "single"), ("sz", "6"), ("space", "4"), ("color", "auto")):
            line.set(qn(f"w:{name}"), value)
        around.append(line)
    style.element.get_or_add_pPr().insert_element_before(around, "w:shd", "w:tabs", "w:spacing", "w:ind", "w:jc")


def _page_number(paragraph: Any) -> None:
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), "PAGE")
    paragraph._p.append(field)
