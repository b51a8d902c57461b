"""The summary in its three forms: whatever stands in the PDF stands in the web page and in the text document too."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from html.parser import HTMLParser
from itertools import cycle, pairwise
from pathlib import Path
from typing import Any, get_args

import docx
import pytest
from any_day import DAYS, folded, reworded
from pypdf import PdfReader

import nasty
from facilitator.activities import contract
from facilitator.activities.paper import standing
from facilitator.documents import summary, writing
from facilitator.documents.contract import Order
from facilitator.documents.last_resort import PLAIN
from facilitator.documents.writing import write
from facilitator.looks.blocks import About, Block, Figure, remark
from facilitator.looks.fonts import Fonts
from facilitator.looks.rendering import Form
from facilitator.model.programme import Programme
from facilitator.model.workshop import Workshop

START = 1_421_370_640_000
FORMS: tuple[Form, ...] = get_args(Form)
VOID = {"meta", "br", "rect", "polygon", "polyline", "circle"}
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


class Page(HTMLParser):
    """A web page as somebody reads it: its words, and every element with its attributes."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.words: list[str] = []
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self._open: list[str] = []
        self.feed(page)
        assert self._open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        if tag not in VOID:
            self._open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop() == tag

    def handle_data(self, data: str) -> None:
        if "style" not in self._open:
            self.words.append(data)

    def having(self, tag: str) -> list[dict[str, str | None]]:
        """The attributes of each element of that name."""
        return [attributes for name, attributes in self.elements if name == tag]


def written(programme: Programme, workshop: Workshop, folder: Path, form: Form) -> bytes:
    out = folder / f"summary.{form}"
    assert (
        write(summary.DOCUMENT, workshop, programme, out, made_at=START, file_name="day.facilitator", form=form) == []
    )
    return out.read_bytes()


def words_of_pdf(made: bytes) -> str:
    """All that stands on the pages."""
    return " ".join(page.extract_text() for page in PdfReader(io.BytesIO(made)).pages)


def parts_of_docx(made: bytes) -> list[Any]:
    """Body, head and foot."""
    document = docx.Document(io.BytesIO(made))
    return [document.element.body, document.sections[0].header.part.element, document.sections[0].footer.part.element]


def words_of_docx(made: bytes) -> str:
    """All that stands in body, head and foot."""
    paragraphs = [paragraph for part in parts_of_docx(made) for paragraph in part.iter(f"{W}p")]
    return "\n".join("".join(e.text or "\n" for e in p.iter(f"{W}t", f"{W}br")) for p in paragraphs)


def closed(words: str) -> str:
    """The words without what stands between them, which is each form's own business."""
    return "".join(words.split())


def plain_words(words: str) -> set[str]:
    """The words that are nothing but letters: readers of PDFs may run figures beside each other together."""
    return {word for word in words.split() if word.isalpha()}


def told(given: Any, *, drawn: bool = True) -> list[str]:
    """Every string in blocks that a reader gets; with `drawn` those of drawings and bars too."""
    if isinstance(given, str):
        return [given]
    if isinstance(given, tuple | list):
        return [found for one in given for found in told(one, drawn=drawn)]
    if isinstance(given, Figure):
        return [] if drawn else told(given.table)
    own = ["words", "aside", "lead", "entries", "figures", "rows", "parts", "left", "right", "cards"]
    own = [name for name in own if not (name == "words" and hasattr(given, "runs"))]
    runs = [run.words for run in getattr(given, "runs", ())]
    columns = [column.title for column in getattr(given, "columns", ()) if given.heads]
    return [*runs, *columns, *(s for name in own for s in told(getattr(given, name, ()), drawn=drawn))]


def all_blocks(programme: Programme, workshop: Workshop) -> list[Block]:
    """Every block of the summary."""
    parts = summary.DOCUMENT.parts(Order(workshop, programme, START), str)
    return [block for part in parts for block in part.make()]


def figures(given: Any) -> list[Figure]:
    """Every figure in some blocks."""
    if isinstance(given, Figure):
        return [given]
    if isinstance(given, tuple | list):
        return [found for one in given for found in figures(one)]
    return [found for name in ("parts", "left", "right", "cards") for found in figures(getattr(given, name, ()))]


@pytest.mark.parametrize("name", DAYS)
def test_every_word_and_every_figure_of_the_pdf_is_in_the_other_forms(name: str, tmp_path: Path) -> None:
    programme, workshop = folded(DAYS[name]())
    pdf, html, word = (written(programme, workshop, tmp_path, form) for form in FORMS)
    page = Page(html.decode())
    forms = words_of_pdf(pdf), " ".join(page.words), words_of_docx(word)
    assert len(plain_words(forms[0])) > 50
    assert plain_words(forms[0]) - plain_words(re.sub(r"[^\w\s]", " ", forms[1])) == set()
    assert plain_words(forms[0]) - plain_words(re.sub(r"[^\w\s]", " ", forms[2])) == set()
    made = all_blocks(programme, workshop)
    for said in map(closed, forms):
        assert [words for words in told(made) if closed(words) not in said] == []
    for said in map(closed, forms[1:]):
        assert [words for words in told(made, drawn=False) if closed(words) not in said] == []
    notes = [closed(note.text) for run in workshop.stages for note in standing(run)]
    comments = [text for text in notes if text in closed(forms[0])]
    assert bool(comments) is (name != "survey")
    assert [text for text in comments for said in map(closed, forms[1:]) if text not in said] == []
    alts = [figure.alt for figure in figures(made)]
    pictures = [p.get("descr") for part in parts_of_docx(word) for p in part.iter() if p.tag.endswith("}docPr")]
    assert [svg["aria-label"] for svg in page.having("svg") if svg.get("role") == "img"] == pictures == alts
    assert bool(alts) is (name in ("forces", "survey"))


def test_the_page_loads_nothing_and_is_put_in_order(tmp_path: Path) -> None:
    programme, workshop = folded(DAYS["forces"]())
    html = written(programme, workshop, tmp_path, "html").decode()
    page = Page(html)
    assert page.having("html") == [{"lang": "en-GB", "dir": "ltr"}]
    assert page.having("script") == page.having("link") == page.having("img") == []
    assert re.findall(r"url\(|https?:|@import|\bsrc=", html) == []
    levels = [int(tag[1]) for tag, _attributes in page.elements if re.fullmatch(r"h[1-6]", tag)]
    assert levels[0] == 1 and levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))
    assert all(head.get("scope") in ("col", "rowgroup") for head in page.having("th"))
    ids = [attributes["id"] for _tag, attributes in page.elements if "id" in attributes]
    assert len(ids) == len(set(ids))
    links = [str(a["href"])[1:] for a in page.having("a")]
    assert links[0] == "content"
    contents = [link for link in links if not link.startswith("c-")]
    assert set(links) <= set(ids) and len(contents) == len(levels) + 1


def test_the_text_document_has_headings_a_contents_field_and_heads_that_come_again(tmp_path: Path) -> None:
    programme, workshop = folded(DAYS["survey"]())
    document = docx.Document(io.BytesIO(written(programme, workshop, tmp_path, "docx")))
    headings = {str(p.style.name) for p in document.paragraphs if p.style and p.style.name.startswith("Heading")}
    assert headings == {"Heading 1", "Heading 2", "Heading 3"}
    fields = [code.text for code in document.element.body.iter(f"{W}instrText")]
    assert [code.split()[0] for code in fields] == ["TOC"]
    heads = [next(table.iter(f"{W}tr")) for table in document.element.body.iterchildren(f"{W}tbl")]
    assert heads
    assert all(head.find(f"{W}trPr/{W}tblHeader") is not None for head in heads)
    places = {mark.get(f"{W}name") for mark in document.element.body.iter(f"{W}bookmarkStart")}
    assert {link.get(f"{W}anchor") for link in document.element.body.iter(f"{W}hyperlink")} <= places
    assert document.core_properties.title == "A day"


@pytest.mark.walk
@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("name", DAYS)
def test_nasty_words_end_no_document(name: str, form: Form, tmp_path: Path) -> None:
    said = iter(nasty.WORDS * 500)
    programme, workshop = folded(reworded(DAYS[name](), lambda words: f"{next(said)}{words[:2]}"))
    made = written(programme, workshop, tmp_path, form)
    if form == "html":
        assert Page(made.decode()).having("script") == []


@pytest.mark.walk
@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("name", DAYS)
def test_signs_of_every_category_in_every_field_end_no_document(name: str, form: Form, tmp_path: Path) -> None:
    said = cycle(nasty.of_every_category())
    programme, workshop = folded(reworded(DAYS[name](), lambda words: f"{next(said)}{words[:2]}"))
    assert written(programme, workshop, tmp_path, form)


@pytest.mark.logs("made part by part", "is shown plainly", "fail in company")
@pytest.mark.parametrize("form", FORMS)
def test_parts_that_fail_only_in_company_are_all_told_plainly(
    form: Form, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    make, calls = writing.renderer(form), []

    def render(about: About, parts: Iterable[Sequence[Block]], fonts: Fonts) -> bytes:
        made = [list(part) for part in parts]
        calls.append(made)
        if len(made) > 1 and not all(remark(PLAIN) in part for part in made):
            raise ZeroDivisionError("nobody foresaw this")
        return make(about, made, fonts)

    monkeypatch.setattr(writing, "renderer", lambda _form: render)
    programme, workshop = folded(DAYS["wall"]())
    out = tmp_path / f"summary.{form}"
    plain = write(summary.DOCUMENT, workshop, programme, out, made_at=START, form=form)
    assert len(plain) == len(calls[-1]) > 3
    assert out.stat().st_size


@pytest.mark.logs("made part by part", "is shown plainly")
@pytest.mark.parametrize("form", FORMS)
def test_a_part_that_fails_is_told_plainly_in_every_form(
    form: Form, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def breaks(run: object, context: object) -> list[Block]:
        raise ZeroDivisionError("nobody foresaw this")

    breaking = replace(contract.report("collect"), section=breaks)
    monkeypatch.setattr(contract.surface("collect", "report"), "REPORT", breaking)
    programme, workshop = folded(DAYS["wall"]())
    out = tmp_path / f"summary.{form}"
    plain = write(summary.DOCUMENT, workshop, programme, out, made_at=START, form=form)
    stages = list(enumerate(workshop.stages, 1))
    assert plain == [f"{n}. {run.stage.title}" for n, run in stages if run.stage.activity == "collect"]
    read: dict[str, Callable[[bytes], str]] = {
        "pdf": lambda made: " ".join(page.extract_text() for page in PdfReader(io.BytesIO(made)).pages),
        "html": lambda made: " ".join(Page(made.decode()).words),
        "docx": lambda made: " ".join(t.text or "" for part in parts_of_docx(made) for t in part.iter(f"{W}t")),
    }
    said = " ".join(read[form](out.read_bytes()).split())
    assert said.count(PLAIN) == len(plain) > 0
    notes = [note.text for run in workshop.stages if run.stage.activity == "collect" for note in standing(run)]
    assert notes and [text for text in notes if closed(text) not in closed(said)] == []
    assert "nobody foresaw this" in caplog.text
