"""Words on paper in every script: fonts by character, order of letters, what is unsafe, and what cannot be printed."""

from __future__ import annotations

import io
import unicodedata
from pathlib import Path

import pytest
from bidi.algorithm import get_display
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader
from reportlab.pdfgen.canvas import Canvas

from facilitator.looks.fonts import Fonts, Weight, system_fonts
from facilitator.looks.pdf.base import style
from facilitator.looks.pdf.embed import to_unicode
from facilitator.looks.pdf.lines import is_plain, levels_of, set_paragraph
from facilitator.looks.pdf.text import one_line, text
from facilitator.looks.scripts import emoji_pieces, safe, script_of, starts_rtl

ARABIC = "نريد اجتماعات أقصر في children's centre يوم 15 نوفمبر"
NEEDED = {
    "notosansarabic-regular.ttf", "notosansbengali-regular.ttf", "notosansbengali-bold.ttf", "notosansthai-regular.ttf",
    "notosanshebrew-regular.ttf", "notosansgurmukhi-regular.ttf", "notosansdevanagari-regular.ttf",
}  # fmt: skip


def test_the_fonts_these_tests_need_are_here() -> None:
    missing = (NEEDED | {"notosanscjk-regular.ttc"}) - set(system_fonts())
    assert not missing, "install fonts-noto-core and fonts-noto-cjk, or run make setup-tests"


@pytest.fixture
def fonts() -> Fonts:
    return Fonts()


@pytest.fixture
def bare() -> Fonts:
    """A computer with no fonts at all."""
    return Fonts({})


def drawn(words: str, fonts: Fonts, width: float = 300.0) -> bytes:
    """A page with one paragraph, uncompressed."""
    out = io.BytesIO()
    canvas = Canvas(out, pageCompression=0, invariant=1)
    paragraph = text("body", words, fonts)
    paragraph.wrap(width, 800)
    paragraph.drawOn(canvas, 40, 40)
    canvas.save()
    return out.getvalue()


def test_the_short_way_knows_only_letters_that_inter_has(fonts: Fonts) -> None:
    face = fonts.inter("regular")
    plain = [chr(code) for code in range(0x20, 0x2300) if is_plain(chr(code))]
    assert len(plain) > 600
    assert [char for char in plain if not face.has(char)] == []


@pytest.mark.parametrize("weight", ["regular", "medium", "semibold", "bold", "display"])
def test_every_weight_of_inter_can_be_embedded(fonts: Fonts, weight: Weight) -> None:
    face = fonts.inter(weight)
    assert face.ttf is not None
    assert face.width("0") > 300


def test_plain_lines_are_no_wider_than_the_column_and_lose_no_word(bare: Fonts) -> None:
    words = "We would like shorter meetings, more tea and somebody who speaks Polish: Zażółć gęślą jaźń. " * 4
    lines = set_paragraph([(style("body"), words)], 200.0, bare).lines
    assert len(lines) > 5
    assert max(line.width for line in lines) <= 200.0
    assert " ".join(line.text for line in lines) == " ".join(words.split())


def test_a_word_wider_than_the_column_is_cut(bare: Fonts) -> None:
    lines = set_paragraph([(style("body"), "see " + "a" * 300)], 200.0, bare).lines
    assert lines[0].text == "see"
    assert max(line.width for line in lines) <= 200.0
    assert sum(line.text.count("a") for line in lines) == 300


def test_line_breaks_of_the_writer_stay(bare: Fonts) -> None:
    assert [line.text for line in set_paragraph([(style("body"), "one\ntwo")], 200.0, bare).lines] == ["one", "two"]


def test_each_script_gets_its_font(fonts: Fonts) -> None:
    line = set_paragraph([(style("body"), "tea চা ਚਾਹ चाय ชา")], 900.0, fonts).lines[0]
    names = [piece.face.path.stem for piece in line.pieces if piece.text.strip()]
    assert names == [
        "Inter-Regular", "NotoSansBengali-Regular", "NotoSansGurmukhi-Regular", "NotoSansDevanagari-Regular",
        "NotoSansThai-Regular",
    ]  # fmt: skip


def test_bold_words_are_bold_in_every_script(fonts: Fonts) -> None:
    line = set_paragraph([(style("strong"), "চা")], 900.0, fonts).lines[0]
    assert line.pieces[0].face.path.stem == "NotoSansBengali-Bold"


def test_bengali_conjuncts_are_shaped(fonts: Fonts) -> None:
    piece = set_paragraph([(style("body"), "ক্ষুদ্র")], 900.0, fonts).lines[0].pieces[0]
    assert piece.glyphs is not None
    assert len(piece.glyphs) < len(piece.text)


def test_latin_inside_arabic_stands_in_the_middle_and_reads_forward(fonts: Fonts) -> None:
    setting = set_paragraph([(style("body"), ARABIC)], 900.0, fonts)
    assert setting.rtl
    seen = [piece.text.strip() for piece in setting.lines[0].pieces]
    latin = next(at for at, words in enumerate(seen) if words.startswith("children"))
    assert "15" in seen[: latin + 1][0] or seen.index("15") < latin
    assert seen[-1].startswith("نريد")


def test_a_long_arabic_paragraph_breaks_in_reading_order(fonts: Fonts) -> None:
    setting = set_paragraph([(style("body"), ARABIC)], 120.0, fonts)
    assert len(setting.lines) > 1
    assert " ".join(line.text for line in setting.lines) == ARABIC
    assert all(line.width <= 120.0 for line in setting.lines)


def test_right_to_left_words_stand_at_the_right(fonts: Fonts) -> None:
    starts: list[float] = []

    def note(words: str, canvas: list[float], line: list[float], *_: object) -> None:
        if words.strip():
            starts.append(canvas[4] + line[4])

    PdfReader(io.BytesIO(drawn("שלום", fonts))).pages[0].extract_text(visitor_text=note)
    assert [40 + 250 < start < 40 + 300 for start in starts] == [True]


def test_a_short_latin_lead_does_not_turn_an_arabic_paragraph_round(fonts: Fonts) -> None:
    paragraph = text("body", ARABIC, fonts, lead="Open")
    setting = paragraph.setting(900.0)
    assert setting.rtl
    assert setting.lines[0].pieces[-1].text.strip() == "Open"


@given(st.text(alphabet="ab 1אבع٣.,-", min_size=1, max_size=14))
@settings(max_examples=150, deadline=None)
def test_levels_put_letters_in_the_order_of_python_bidi(words: str) -> None:
    rtl = starts_rtl(words)
    levels = levels_of(words, rtl)
    order = list(range(len(words)))
    while order and words[order[-1]] == " ":
        order.pop()
    kept = words[: len(order)]
    for level in range(max(levels), 0, -1):
        at = 0
        while at < len(order):
            stop = at
            while stop < len(order) and levels[order[stop]] >= level:
                stop += 1
            order[at:stop] = reversed(order[at:stop])
            at = max(stop, at + 1)
    assert "".join(kept[at] for at in order) == get_display(kept, base_dir="R" if rtl else "L").replace("\u200f", "")


def test_markup_is_printed_as_it_was_typed(bare: Fonts) -> None:
    assert b"(<b>tea</b> & <script>) Tj" in drawn("<b>tea</b> & <script>", bare)


@pytest.mark.parametrize(
    ("sent", "printed"),
    [
        ("abc\u202egnp.exe\u202c", "abcgnp.exe"),
        ("\u2067iso\u2069late", "isolate"),
        ("be\x07ll\x00", "bell"),
        ("half \ud83d pair", "half [?] pair"),
        ("tab\there\r\nthere", "tab here\nthere"),
        ("Z" + "\u0301\u0302\u0303\u0304\u0305\u0306", "Ź\u0302\u0303\u0304"),
        ("\U0001f1ec\U0001f1e7 1\ufe0f\u20e3 \U0001f44d\U0001f3fd", "[flag: GB] 1 \U0001f44d"),
        ("plain", "plain"),
    ],
)
def test_unsafe_characters_are_made_safe(sent: str, printed: str) -> None:
    assert safe(sent) == printed


@given(st.text(max_size=40))
@settings(max_examples=150, deadline=None)
def test_anything_that_can_be_sent_is_safe_to_set(words: str) -> None:
    clean = safe(words)
    assert all(char == "\n" or unicodedata.category(char) not in ("Cc", "Cs") for char in clean)
    fonts = Fonts({})
    said = fonts.printable(clean)
    for line in set_paragraph([(style("body"), said)], 200.0, fonts).lines:
        assert all(piece.face.has(char) for piece in line.pieces for char in piece.text if char.isalnum())


def test_readers_of_other_languages_get_no_english_names_of_pictures() -> None:
    fonts = Fonts({}, named=False)
    assert fonts.printable("a \U0001f44d") == "a [U+1F44D]"
    assert fonts.missing_note().endswith("in brackets: U+1F44D.")


def test_a_character_no_font_has_becomes_words_and_is_counted(bare: Fonts) -> None:
    assert bare.printable("a \u1234 \u1234 \U0001f44d") == "a [U+1234] [U+1234] [emoji: thumbs up sign]"
    assert bare.missing == {"\u1234": 2, "\U0001f44d": 1}
    assert bare.missing_note() == (
        "2 characters could not be printed with the fonts of this computer and stand in brackets: "
        "U+1234, thumbs up sign."
    )


def test_nothing_missing_says_nothing(bare: Fonts) -> None:
    assert bare.printable("Zażółć “tea” – 5 €") == "Zażółć “tea” – 5 €"
    assert bare.missing_note() == ""


def test_one_missing_character_is_said_in_the_singular(bare: Fonts) -> None:
    bare.printable("\ue123")
    assert bare.missing_note().startswith("1 character could not be printed")


def test_joined_pictures_are_one_piece() -> None:
    assert emoji_pieces("a\U0001f468\u200d\U0001f469b") == ["a", "\U0001f468\u200d\U0001f469", "b"]


@pytest.mark.parametrize(
    ("char", "script"),
    [("a", ""), ("ক", "Bengali"), ("ع", "Arabic"), ("你", "Han"), ("ก", "Thai"), ("\U0001f44d", "Emoji")],
)
def test_scripts_are_known(char: str, script: str) -> None:
    assert script_of(char) == script


def test_a_font_that_cannot_be_embedded_is_drawn_as_outlines() -> None:
    collection = system_fonts()["notosanscjk-regular.ttc"]
    fonts = Fonts({"notosanscjk-regular.ttc": collection})
    page = drawn("你好", fonts)
    assert page.count(b"/FormXob.") >= 2
    assert b" Do" in page


def test_readers_get_the_letters_behind_private_codes() -> None:
    table = to_unicode([0, 65, 0xF0000, 0xF0001], {0xF0000: "لا", 0xF0001: ""})
    assert "<01> <0041>" in table
    assert "<02> <06440627>" in table
    assert "<03> <200B>" in table


def test_a_shaped_line_says_its_words_in_reading_order(fonts: Fonts) -> None:
    said = "শিক্ষা".encode("utf-16-be").hex().upper().encode()
    assert b"/Span <</Lang (bn) /ActualText <FEFF" + said + b">>> BDC" in drawn("শিক্ষা", fonts)


def test_a_line_too_long_for_its_place_ends_with_dots(bare: Fonts) -> None:
    line = one_line(style("small"), "Illustrative sample: people, answers and actions are invented.", bare, 100.0)
    assert line.text.endswith("…")
    assert line.width <= 100.0


def test_the_bundled_fonts_come_with_their_licence(bare: Fonts) -> None:
    folder: Path = bare.inter("regular").path.parent
    assert "SIL OPEN FONT LICENSE" in (folder / "OFL.txt").read_text(encoding="utf-8")
    assert all(file.stat().st_size < 450_000 for file in folder.glob("*.ttf"))


def test_a_paragraph_goes_over_to_the_next_page_between_lines(bare: Fonts) -> None:
    paragraph = text("body", "word " * 200, bare)
    _width, height = paragraph.wrap(200.0, 800)
    first, rest = paragraph.split(200.0, height / 2)
    assert first.wrap(200.0, 800)[1] + rest.wrap(200.0, 800)[1] == pytest.approx(height)
    assert first.wrap(200.0, 800)[1] <= height / 2


def test_no_line_is_left_alone_at_the_foot_of_a_page(bare: Fonts) -> None:
    paragraph = text("body", "word " * 30, bare)
    paragraph.wrap(200.0, 800)
    assert paragraph.split(200.0, 14.0) == []
