"""Themes on paper and on a page: what is counted adds up, and every figure leads to the comments behind it."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from pathlib import Path

from test_themes_tables import GROUPS, Sort, made

from facilitator.documents import contract, writing
from facilitator.model.entry import public
from facilitator.model.programme import Programme
from facilitator.model.say import say
from facilitator.programme.comments import of_programme
from facilitator.programme.disclosure import decided
from facilitator.programme.themes import counts
from facilitator.programme.themes.report import section
from facilitator.records import load


class Page(HTMLParser):
    """What stands in a page: the figures that can be opened with what is behind each, all ids, and all links."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.figures: list[tuple[str, list[str]]] = []
        self.ids: list[str] = []
        self.links: list[str] = []
        self._of: list[str] | None = None
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = dict(attrs)
        self.ids += [str(told["id"])] if "id" in told else []
        if tag == "a" and str(told.get("href", "")).startswith("#c-"):
            self.links.append(str(told["href"])[1:])
        if tag == "details" and "data-of" in told:
            self._of = str(told["data-of"]).split()

    def handle_data(self, data: str) -> None:
        if self._of is not None and data.strip():
            self.figures.append((data.strip(), self._of))
            self._of = None


def document(programme: Programme, form: str) -> bytes:
    """The evaluation summary of the first workshop."""
    order = contract.Order(programme.workshops["w1"], programme, 1_400_000_000_000)
    document, plain = writing.make(contract.find("evaluation-summary"), order, "html" if form == "html" else "docx")
    assert plain == []
    return document


def test_every_figure_carries_the_comments_that_it_was_counted_from(tmp_path: Path) -> None:
    programme = load.programme(made(tmp_path / "p.facilitator"))
    page = Page(document(programme, "html").decode())
    known = {f"c-{public(each.key)}" for each in of_programme(programme)}
    assert len(page.figures) > 20
    for words, behind in page.figures:
        assert len(behind) == len(set(behind)) == int(words)
        assert known.issuperset(behind)
    assert max(len(behind) for _words, behind in page.figures) == len(known)


def test_what_is_behind_a_figure_leads_to_the_words_where_they_stand(tmp_path: Path) -> None:
    programme = load.programme(made(tmp_path / "p.facilitator"))
    page = Page(document(programme, "html").decode())
    assert len(page.ids) == len(set(page.ids))
    here = {f"c-{public(each.key)}" for each in of_programme(programme) if each.workshop == "w1"}
    assert set(page.links) == here == here.intersection(page.ids), "those of another workshop are named and not linked"


def test_no_number_that_may_not_be_told_carries_what_is_behind_it(tmp_path: Path) -> None:
    programme = load.programme(made(tmp_path / "p.facilitator"))
    found, decision = counts.counted(programme), decided(programme)
    hidden = [
        {f"c-{public(each.key)}" for each in found.of(theme, where, group["id"])}
        for theme in found.themes
        for where in ("w1", "w2")
        for group in GROUPS
        if found.told(decision, theme, where, group["id"]) is None
        and len(found.of(theme, where, group["id"])) < len(found.of(theme, where))
    ]
    page = Page(document(programme, "html").decode())
    assert any(hidden)
    assert not [behind for _words, behind in page.figures if set(behind) in [each for each in hidden if each]]


def test_paper_has_the_figures_alone(tmp_path: Path) -> None:
    import io
    import zipfile

    programme = load.programme(made(tmp_path / "p.facilitator"))
    with zipfile.ZipFile(io.BytesIO(document(programme, "docx"))) as whole:
        words = whole.read("word/document.xml").decode()
    assert "By partner group" in words
    assert not re.search(r"c-[0-9a-f]{12}", words)


def test_every_comment_is_in_the_table_and_in_a_column_of_its_workshop(tmp_path: Path) -> None:
    rows = (*(Sort("w1", "VCS", "t1", 9), Sort("w2", "CCM", "t2", 6)), Sort("w1", "PAR", "", 1), Sort("w2", "", "?", 2))
    told = str(section(programme := load.programme(made(tmp_path / "p.facilitator", rows=rows)), decided(programme)))
    for words in (say("Every comment"), say("All workshops"), say("Could not be placed"), say("Not sorted yet")):
        assert words in told
    found = counts.counted(programme)
    assert sum(len(found.of(theme)) for theme in (*found.themes, counts.NOWHERE, counts.OPEN)) == 18
    assert [len(found.within(where)) for where in ("w1", "w2")] == [10, 8]
