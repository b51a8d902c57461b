"""The printed document as a reader of the file finds it: pages, running lines, outline, and parts that stay whole."""

from __future__ import annotations

import io
from typing import Any

import pytest
from pypdf import PdfReader

from facilitator.looks.pdf.base import UPRIGHT
from facilitator.looks.pdf.document import (
    Column,
    Document,
    Fonts,
    Words,
    bar,
    gap,
    group_symbol,
    heading,
    keep,
    key_figures,
    labelled,
    legend,
    note_box,
    one_line,
    small,
    stacked_bar,
    style,
    table,
    text,
    two_columns,
)
from facilitator.looks.scripts import language_of

WORDS = "We would like shorter meetings, and somebody who reads the wall to those who cannot. "


class Made:
    """A document being written, and what a reader makes of it."""

    def __init__(self, **more: Any) -> None:
        self.fonts = Fonts({})
        self.out = io.BytesIO()
        self.document = Document(self.out, "Local groups", fonts=self.fonts, invariant=True, **more)

    def read(self) -> PdfReader:
        self.pages = self.document.build()
        reader = PdfReader(io.BytesIO(self.out.getvalue()))
        assert len(reader.pages) == self.pages
        return reader


def titles(entries: Any) -> list[Any]:
    return [titles(entry) if isinstance(entry, list) else entry.title for entry in entries]


def test_an_empty_document_has_one_page() -> None:
    assert "1 of 1" in Made().read().pages[0].extract_text()


def test_every_page_says_which_of_how_many_it_is() -> None:
    made = Made(foot_left="Illustrative sample", foot_middle="Made today", head_left="Local", head_right="Summary")
    made.document.add(*[text("body", WORDS * 3, made.fonts) for _ in range(40)])
    pages = [page.extract_text() for page in made.read().pages]
    assert made.pages > 2
    for at, words in enumerate(pages, 1):
        assert f"{at} of {made.pages}" in words
        assert "Illustrative sample" in words
        assert "Made today" in words
    assert "Summary" not in pages[0]
    assert all("Summary" in words for words in pages[1:])


def foot_of(page: Any) -> dict[str, float]:
    """What stands in the foot of a page, and where each of it begins, pt."""
    found: dict[str, float] = {}

    def note(words: str, _matrix: Any, place: list[float], _font: Any, _size: float) -> None:
        if words.strip() and round(place[5]) == 42:
            found[words.strip()] = place[4]

    page.extract_text(visitor_text=note)
    return found


@pytest.mark.parametrize("pages", [1, 12])
def test_the_place_of_a_page_stands_beside_the_foot_in_any_language(machine: str, pages: int) -> None:
    made = Made(foot_left="Illustrative sample", foot_middle="Made today", lang=machine)
    made.document.add(*[text("body", WORDS * 10, made.fonts) for _ in range(8 * pages)])
    told = one_line(style("small"), "Made today", made.fonts, 1000).width
    read = made.read()
    assert made.pages >= pages
    for page in read.pages:
        foot = foot_of(page)
        (place,) = [at for words, at in foot.items() if words.startswith("\u00ab")]
        assert foot["Made today"] + told < place


def test_the_file_says_what_it_is_and_in_which_language() -> None:
    reader = Made(author="Borough", subject="Evaluation summary", lang="en-GB").read()
    assert reader.metadata is not None
    assert (reader.metadata.title, reader.metadata.author, reader.metadata.subject) == (
        "Local groups", "Borough", "Evaluation summary",
    )  # fmt: skip
    assert str(reader.root_object["/Lang"]) == "en-GB"


def test_headings_make_the_outline() -> None:
    made = Made()
    fonts = made.fonts
    made.document.add(heading("The day", 1, fonts), heading("Who came", 2, fonts), heading("Parents", 3, fonts))
    made.document.add(two_columns([heading("Left", 2, fonts)], [heading("Right & <b>", 2, fonts, aside="small")]))
    assert titles(made.read().outline) == ["The day", ["Who came", ["Parents"], "Left", "Right & <b>"]]


def test_an_outline_may_begin_below_the_title() -> None:
    made = Made()
    made.document.add(heading("Deep", 3, made.fonts))
    assert titles(made.read().outline) == ["Deep"]


def test_a_heading_is_never_the_last_thing_on_a_page() -> None:
    made = Made()
    made.document.add(gap(UPRIGHT.body - 30), heading("Findings", 2, made.fonts), text("body", WORDS, made.fonts))
    first, second = (page.extract_text() for page in made.read().pages)
    assert "Findings" not in first
    assert "Findings" in second
    assert "shorter meetings" in second


def test_the_stamp_stands_on_every_page_as_shapes_and_in_no_text_that_is_read_out() -> None:
    made = Made(stamp="REHEARSAL")
    made.document.add(text("body", WORDS, made.fonts))
    made.document.new_page()
    made.document.add(text("body", WORDS, made.fonts))
    pages = made.read().pages
    assert made.pages == 2
    for page in pages:
        shapes = [name for name in page["/Resources"]["/XObject"] if "InterDisplay" in name]
        assert len(shapes) == len(set("REHEARSAL"))
        said = page.extract_text()
        assert said.strip().startswith(WORDS[:20]) and "REHEARSAL" not in said and "R" not in said


def test_every_font_that_is_named_is_embedded() -> None:
    made = Made(stamp="REHEARSAL")
    made.document.add(heading("Day", 1, made.fonts), text("body", WORDS, made.fonts))
    fonts = [font.get_object() for page in made.read().pages for font in page["/Resources"]["/Font"].values()]
    assert fonts
    assert all("/FontFile2" in font["/FontDescriptor"] for font in fonts)


def test_figures_are_read_back_as_they_stand() -> None:
    made = Made()
    figures = ["169", "1,011", "11", "111,111", "1 of 11", "+71", "\u221211"]
    made.document.add(table([["x", said] for said in figures], [Column("a"), Column("n", 0.4, "number")], made.fonts))
    made.document.add(key_figures([("1,117", "people")], made.fonts))
    said = made.read().pages[0].extract_text()
    for figure in (*figures, "1,117"):
        assert figure in said


def test_figures_under_each_other_are_equally_wide() -> None:
    face = Fonts({}).inter("regular")
    assert len({sum(glyph.advance for glyph in face.shape(figure * 3, even=True)) for figure in "0123456789"}) == 1


def test_words_whose_letters_tell_their_language_say_it() -> None:
    made = Made()
    made.document.add(text("body", "Ελάτε μαζί", made.fonts))
    assert b"/Lang (el)" in made.read().pages[0].get_contents().get_data()
    said = {"ไปด้วยกัน": "th", "함께": "ko", "שלום": "he", "一緒に": "ja", "一起": "zh", "Zażółć – 12 %": "", "بيت": ""}
    assert {words: language_of(words) for words in said} == said


def test_a_document_in_a_language_that_is_not_there_says_that_it_is_english() -> None:
    assert str(Made(lang="cy").read().root_object["/Lang"]) == "en-GB"


def test_equal_words_make_equal_files() -> None:
    files = []
    for _ in range(2):
        made = Made()
        made.document.add(heading("Day", 1, made.fonts), text("body", WORDS + "\u1234", made.fonts))
        made.document.build()
        files.append(made.out.getvalue())
    assert files[0] == files[1]


def test_a_document_can_be_written_to_a_path(tmp_path: Any) -> None:
    target = tmp_path / "summary.pdf"
    document = Document(target, "Day", fonts=Fonts({}))
    assert document.build() == 1
    assert target.read_bytes().startswith(b"%PDF")


def test_a_table_repeats_its_header_and_splits_between_rows() -> None:
    made = Made()
    rows = [[str(at), f"row {at} " + WORDS * 2, str(at * 1000)] for at in range(80)]
    columns = [Column("no", 1, "number"), Column("said by people", 6), Column("points", 1, "number")]
    made.document.add(table(rows, columns, made.fonts, total=True))
    pages = [page.extract_text() for page in made.read().pages]
    assert len(pages) > 2
    assert all("said by people" in words for words in pages)
    for at in range(80):
        assert sum(f"row {at} We" in words for words in pages) == 1


def test_a_row_taller_than_a_page_is_cut_and_the_rest_follows() -> None:
    made = Made()
    rows = [["1", WORDS * 120, "x"], ["2", "short", "last of all"]]
    made.document.add(table(rows, [Column("a"), Column("b", 4), Column("c")], made.fonts))
    pages = [page.extract_text() for page in made.read().pages]
    assert len(pages) > 1
    assert sum(words.count("shorter") for words in pages) == 120
    assert "last of all" in pages[-1]


def test_a_row_across_the_table_stays_with_the_row_under_it() -> None:
    made = Made()
    made.document.add(text("body", "before", made.fonts))
    made.document.new_page()
    made.document.add(gap(UPRIGHT.body - 20))
    made.document.add(
        table([["Community"], ["Place outreach", "agreed"]], [Column(), Column()], made.fonts, head=False)
    )
    _before, first, second = (page.extract_text() for page in made.read().pages)
    assert "Community" not in first
    assert "Place outreach" in second


def test_figures_stand_under_each_other() -> None:
    fonts = Fonts({})
    made = table([["1111.1"], ["8888.8"]], [Column("points", 1, "number")], fonts)
    cells = [row[0] for row in made.rows.cells]
    widths = [cell.natural_width() for cell in cells if isinstance(cell, Words)]
    assert len(widths) == 2
    assert widths[0] == pytest.approx(widths[1])


def test_numbers_stand_on_every_segment_but_not_on_empty_ones() -> None:
    made = Made()
    patterns: Any = ["dark", "mid", "light", "diagonal-down", "solid"]
    made.document.add(stacked_bar([0, 1, 33, 11, 8], patterns, made.fonts))
    said = ["1 poor", "2", "3", "4", "5 excellent"]
    made.document.add(legend(list(zip(patterns, said, strict=True)), made.fonts))
    words = made.read().pages[0].extract_text()
    numbers = words.replace("\n", " ").split("1 poor")[0].split()
    assert numbers == ["1", "33", "11", "8"]
    assert "5 excellent" in words


def test_a_number_too_wide_for_its_segment_makes_room_above() -> None:
    fonts = Fonts({})
    narrow = stacked_bar([1, 300], ["solid", "none"], fonts).wrap(200.0, 800)[1]
    wide = stacked_bar([150, 150], ["solid", "none"], fonts).wrap(200.0, 800)[1]
    assert narrow > wide


@pytest.mark.parametrize("counts", [[], [0, 0]])
def test_bars_of_nothing_are_drawn_without_fault(counts: list[int]) -> None:
    made = Made()
    made.document.add(stacked_bar(counts, ["none"] * len(counts), made.fonts), bar(0, 0, made.fonts, "none"))
    assert "none" in made.read().pages[0].extract_text()


def test_all_parts_stand_on_one_page() -> None:
    made = Made()
    fonts = made.fonts
    rows = [[labelled(no, f"Group {no}", fonts), "idea", group_symbol(no)] for no in range(1, 8)]
    made.document.add(
        key_figures([("25", "took part"), ("23 of 23", "filled in a form")], fonts),
        keep(bar(8, 8, fonts, "KJ groups"), bar(7, 8, fonts, "Force field"), small("Counts of people.", fonts)),
        table(rows, [Column(), Column(), Column()], fonts, head=False),
        note_box("Needs a lead.", fonts, lead="Unowned"),
    )
    words = made.read().pages[0].extract_text()
    assert made.pages == 1
    for said in ("23 of 23", "KJ groups", "Counts of people.", "Group 7", "idea", "Unowned Needs a lead."):
        assert said in words


@pytest.mark.parametrize("times", [60, 150, 400])
def test_no_part_is_too_long_to_print(times: int) -> None:
    made = Made()
    fonts = made.fonts
    long = [text("body", WORDS, fonts) for _ in range(times)]
    made.document.add(
        note_box(WORDS * times, fonts),
        keep(*long),
        two_columns(long[: times // 2], long[times // 3 :]),
        table([["across"], [WORDS * times, keep(*long)]], [Column("a"), Column("b")], fonts),
    )
    pages = [page.extract_text().replace("\n", " ") for page in made.read().pages]
    assert sum(words.count("cannot.") for words in pages) == times * 4 + times // 2 + times - times // 3


@pytest.mark.parametrize("times", range(40, 62))
def test_a_note_about_as_long_as_a_page_is_printed(times: int) -> None:
    made = Made()
    made.document.add(note_box(WORDS * times, made.fonts))
    assert sum(page.extract_text().count("shorter") for page in made.read().pages) == times


def test_words_and_tables_may_be_empty() -> None:
    made = Made()
    made.document.add(text("body", "", made.fonts), table([], [Column("a")], made.fonts), heading("", 2, made.fonts))
    made.document.add(key_figures([], made.fonts), keep(), two_columns([], []))
    made.read()
    assert made.pages == 1


def test_the_page_is_a4_with_margins_of_17_mm() -> None:
    box = Made().read().pages[0].mediabox
    assert (float(box.width), float(box.height)) == pytest.approx((595.28, 841.89), abs=0.1)
    assert pytest.approx(595.28 - 2 * 17 * 72 / 25.4) == UPRIGHT.width


def test_a_part_that_stands_on_several_sheets_may_fall_on_a_new_page_each_time() -> None:
    made = Made()
    last = keep(text("body", "Last of the sheet", made.fonts), gap(100))
    for _ in range(3):
        made.document.add(gap(UPRIGHT.body - 60), last)
        made.document.new_page()
    words = [page.extract_text() for page in made.read().pages]
    assert sum("Last of the sheet" in page for page in words) == 3
