"""Themes on paper and on a page: what is counted adds up, and every figure leads to the comments behind it."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from pathlib import Path

from test_themes_tables import GROUPS, Sort, made

from facilitator.activities import library
from facilitator.documents import contract, writing
from facilitator.model import acts
from facilitator.model.entry import Draft, public
from facilitator.model.programme import Programme
from facilitator.model.say import say
from facilitator.programme.comments import of_programme
from facilitator.programme.disclosure import decided
from facilitator.programme.themes import counts
from facilitator.programme.themes.bodies import Coded
from facilitator.programme.themes.report import section
from facilitator.programme.themes.tables import tables
from facilitator.records import load
from facilitator.store import file
from facilitator.store.feed import open_feed


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
    every = {f"c-{public(each.key)}" for each in of_programme(programme)}
    assert set(page.links) == every == every.intersection(page.ids)


def test_a_page_tells_of_each_comment_where_it_was_said_and_who_sorted_it(tmp_path: Path) -> None:
    edited = Draft("edited", {"target": "k", "text": "More buses"}, "w1", "objective")
    note = Draft("note", {"text": "Mor buses", "group": "VCS"}, "w1", "objective", key="k")
    hidden = Draft("note", {"text": "Somebody", "group": "VCS"}, "w1", "objective", key="h")
    away = Draft("hidden", {"target": "h", "reason": "names a person"}, "w1", "objective")
    coded = Coded(("k", "h"), "t1", by="c1", offered="t1").draft("")
    programme = load.programme(made(tmp_path / "p.facilitator", note, edited, hidden, away, coded))
    page = document(programme, "html").decode()
    row = page[page.index(f'id="c-{public("k")}"') :].partition("</tr>")[0]
    for words in (
        "More buses",
        "Mor buses",
        "Event 1",
        "Objective",
        "VG",
        "Being asked",
        "By Ana Reed",
        "as suggested",
    ):
        assert words in row
    assert "Withheld" in page[page.index(f'id="c-{public("h")}"') :].partition("</tr>")[0]
    assert "Somebody" not in page


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


def test_where_nobody_is_kept_no_order_tells_who_came_when(tmp_path: Path) -> None:
    kept = Draft("stage_edited", {"anonymity": "nothing"}, "w1", "reflective")
    notes = [Draft("note", {"text": f"by chance {n}"}, "w1", "reflective") for n in range(12)]
    coded = Coded(tuple(note.key for note in notes), "t1").draft("")
    path = made(tmp_path / "p.facilitator", kept, *notes, coded)
    programme = load.programme(path)
    named = {each.key: each.no for each in of_programme(programme)}
    page = document(programme, "html").decode()
    places = sorted((page.index(f'id="c-{public(note.key)}"'), named[note.key]) for note in notes)
    assert [no for _place, no in places] == sorted(no for _place, no in places)
    rows = [row for row in tables(programme, decided(programme))["codings"] if row["comment_id"] in named.values()]
    mine = [row["comment_id"] for row in rows if row["comment_id"] in {named[note.key] for note in notes}]
    assert mine == sorted(mine)


def test_the_comments_on_the_first_page_are_led_to_where_they_stand_without_any_theme(tmp_path: Path) -> None:
    path = tmp_path / "p.facilitator"
    file.create(path)
    drafts = acts.create({"title": "A day"}, [library.find("focused-conversation")], workshop="w1")
    notes = [Draft("note", {"text": text}, "w1", "objective") for text in ("Early", "Late", "Taken back")]
    feed = open_feed(path)
    feed.append([*drafts, *notes, Draft("withdrawn", {"target": notes[2].key}, "w1", "objective")])
    feed.close()
    page = Page(document(load.programme(path), "html").decode())
    here = {f"c-{public(note.key)}" for note in notes[:2]}
    assert [(words, set(behind)) for words, behind in page.figures] == [("2", here)]
    assert here == set(page.links) == here.intersection(page.ids)


def test_paper_has_the_figures_alone(tmp_path: Path) -> None:
    import io
    import zipfile

    programme = load.programme(made(tmp_path / "p.facilitator"))
    with zipfile.ZipFile(io.BytesIO(document(programme, "docx"))) as whole:
        words = whole.read("word/document.xml").decode()
    assert "By partner group" in words
    assert "The comments behind the figures" not in words
    assert not re.search(r"c-[0-9a-f]{12}", words)


def test_every_comment_is_in_the_table_and_in_a_column_of_its_workshop(tmp_path: Path) -> None:
    rows = (*(Sort("w1", "VCS", "t1", 9), Sort("w2", "CCM", "t2", 6)), Sort("w1", "PAR", "", 1), Sort("w2", "", "?", 2))
    told = str(section(programme := load.programme(made(tmp_path / "p.facilitator", rows=rows)), decided(programme)))
    for words in (say("Every comment"), say("All workshops"), say("Could not be placed"), say("Not sorted yet")):
        assert words in told
    found = counts.counted(programme)
    assert sum(len(found.of(theme)) for theme in (*found.themes, counts.NOWHERE, counts.OPEN)) == 18
    assert [len(found.within(where)) for where in ("w1", "w2")] == [10, 8]
