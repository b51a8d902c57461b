"""A codebook goes out as REFI-QDA and as a table and comes back the same; twice is once; a broken one is a sentence."""

from __future__ import annotations

import contextlib
import operator
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilitator.cli import run
from facilitator.model import acts
from facilitator.model.entry import Draft, Entry, clean
from facilitator.model.packed import Packed
from facilitator.programme import contract
from facilitator.programme.codebook import Code, guid_of
from facilitator.programme.themes.bodies import ThemeTold
from facilitator.records import codebook, load
from facilitator.store import file
from facilitator.store.faults import Fault
from facilitator.store.feed import open_feed

FOREIGN = """<?xml version="1.0" encoding="utf-8"?>
<CodeBook xmlns="urn:QDA-XML:codebook:1:0" origin="Another program">
<Codes>
<Code guid="{2A08BDDF-4C35-4250-BF77-7DE37B50C930}" name="Getting there" isCodable="false">
  <Description>Everything about ways</Description>
  <Code guid="2D969AF8-C875-4FAE-BCD8-F0162BC27396" name="Buses" isCodable="true" color="#1A2B3C">
    <Description>Buses &amp; stops
of any kind</Description>
    <NoteRef targetGUID="2D969AF8-C875-4FAE-BCD8-F0162BC27397"/>
  </Code>
  <Code guid="2D969AF8-C875-4FAE-BCD8-F0162BC27398" name="Other" isCodable="true"/>
</Code>
<Code guid="2D969AF8-C875-4FAE-BCD8-F0162BC27399" name="Other" isCodable="true"/>
</Codes>
<Sets><Set guid="2D969AF8-C875-4FAE-BCD8-F0162BC27390" name="Set"><Description>No code</Description></Set></Sets>
</CodeBook>
"""

words = st.text(st.characters(exclude_categories=("Cs",)), max_size=60).map(clean)
ODD = ("=SUM(A1)", "'=1", "-", "@a", "Not in this theme:", "\\Not in this theme:", "a\nNot in this theme:\nb", "]]>",
       "<b>&amp;</b>", 'one,two;"three"', "a\tb")  # fmt: skip
odd = st.sampled_from(ODD)
lines = st.one_of(words, odd)
name = st.one_of(words, odd).map(lambda said: " ".join(said.split())).filter(bool)
colours = st.one_of(st.just(""), st.from_regex("#[0-9a-f]{6}", fullmatch=True))
BY_GUID = operator.attrgetter("guid")
entry = st.tuples(name, lines, lines, st.lists(name, max_size=2).map(tuple), colours)


@st.composite
def books(draw: st.DrawFn) -> list[Code]:
    """The codes of a programme: each has another name, and a GUID."""
    rows = draw(st.lists(entry, max_size=6, unique_by=lambda row: row[0].casefold()))
    return [Code(guid_of(f"t{at}"), *row) for at, row in enumerate(rows)]


@given(codes=books())
def test_a_codebook_comes_back_as_it_went_out(codes: list[Code]) -> None:
    for ending, raw in codebook.files(codes).items():
        assert codebook.is_codebook(f"day_{ending}", raw)
        back = codebook.read(f"day_{ending}", raw)
        assert sorted(back, key=BY_GUID) == sorted(codes, key=BY_GUID)


@given(codes=books())
def test_what_was_taken_in_goes_out_again_and_twice_is_once(codes: list[Code]) -> None:
    for ending, raw in codebook.files(codes).items():
        programme = contract.empty()
        taking = contract.taken(programme, codebook.read(ending, raw))
        for number, said in enumerate(taking.said, 1):
            draft = said.draft("")
            assert programme.check(draft) is None
            programme.fold(Entry(number, f"k{number}", "", "", number, "", draft.kind, draft.body))
        assert sorted(contract.codebook(programme), key=BY_GUID) == sorted(codes, key=BY_GUID)
        again = contract.taken(programme, codebook.read(ending, raw))
        assert (list(again.said), again.there) == ([], len(codes))


def facilitator(*words: object) -> int:
    """The command line."""
    return run([str(word) for word in words])


def themes(path: Path) -> list[Code]:
    """The codebook of a file."""
    return contract.codebook(load.programme(path))


def programme_with(path: Path, *said: Packed) -> Path:
    """A programme in which this was said."""
    file.create(path)
    with contextlib.closing(open_feed(path)) as feed:
        feed.append([Draft("programme", {"title": "Two years"}), *(each.draft("") for each in said)])
    return path


def test_a_codebook_of_another_program_becomes_themes_once(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path, source = programme_with(tmp_path / "day.facilitator"), tmp_path / "codes.qdc"
    source.write_text(FOREIGN, encoding="utf-8")
    assert facilitator("import", path, source, "--look") == 0
    assert not themes(path)
    assert facilitator("import", path, source) == 0
    assert [(code.name, code.under, code.colour) for code in themes(path)] == [
        ("Buses", ("Getting there",), "#1A2B3C"),
        ("Other", ("Getting there",), ""),
        ("Other 2", (), ""),
    ]
    assert themes(path)[0].inside == "Buses & stops\nof any kind"
    assert facilitator("import", path, source) == 0
    said = capsys.readouterr()
    assert said.out.split() == ["3", "0"]
    assert "3 themes are there already, and stay as they are." in said.err
    whole = load.programme(path)
    draft = acts.undo(whole)
    assert draft is not None
    with contextlib.closing(open_feed(path)) as feed:
        feed.append([draft, *acts.along(whole, draft)])
    assert not themes(path)
    assert facilitator("import", path, source) == 0
    assert len(themes(path)) == 3


def test_the_codebook_is_exported_as_the_standard_has_it_and_as_a_table(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = programme_with(tmp_path / "day.facilitator")
    assert facilitator("export", path, "--overall", "--format", "qdc", "--out", tmp_path / "out") == 1
    assert "There is no theme yet" in capsys.readouterr().err
    said = (ThemeTold("t1", "Buses", "All buses", "Trams"), ThemeTold("t2", "Night buses", under="Buses"))
    path = programme_with(tmp_path / "other.facilitator", *said)
    assert facilitator("export", path, "--overall", "--format", "qdc", "--out", tmp_path / "out") == 0
    made = {each.name.partition("_")[2]: each for each in (tmp_path / "out").iterdir()}
    assert set(made) == {"codebook.qdc", "codebook.csv"}
    root = ET.parse(made["codebook.qdc"]).getroot()
    space = "{urn:QDA-XML:codebook:1.0}"
    assert root.tag == f"{space}CodeBook"
    outer = root.findall(f"{space}Codes/{space}Code")
    assert [(code.get("name"), code.get("isCodable")) for code in outer] == [("Buses", "true")]
    assert [code.get("name") for code in outer[0].findall(f"{space}Code")] == ["Night buses"]
    assert outer[0].findtext(f"{space}Description") == "All buses\nNot in this theme:\nTrams"
    for ending in made.values():
        fresh = programme_with(tmp_path / f"{ending.name}.facilitator")
        assert facilitator("import", fresh, ending) == 0
        assert sorted(themes(fresh), key=BY_GUID) == sorted(themes(path), key=BY_GUID)


def test_the_table_of_counts_is_a_codebook_too(tmp_path: Path) -> None:
    raw = (
        "theme,definition,workshop,group,n\r\nBuses,All buses,,,3\r\nBuses,All buses,Day,,3\r\n,not sorted yet,,,1\r\n"
    )
    path, source = programme_with(tmp_path / "day.facilitator"), tmp_path / "themes.csv"
    source.write_text(raw, encoding="utf-8")
    assert facilitator("import", path, source) == 0
    assert [(code.name, code.inside) for code in themes(path)] == [("Buses", "All buses")]


CODE = '<CodeBook xmlns="urn:QDA-XML:codebook:1.0"><Codes>\n{}\n</Codes></CodeBook>'
TWICE = '<Code guid="2d969af8-c875-4fae-bcd8-f0162bc27396" name="A"/>'


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("a.qdc", FOREIGN[:400], "a.qdc, line 8, column"),
        ("a.qdc", "<CodeBook>\n<Codes>\n</CodeBook>", "a.qdc, line 3, column 3: the file is broken there"),
        ("a.qdc", "<Project/>", "a.qdc, line 1, column 1: this is no codebook of REFI-QDA."),
        ("a.qdc", CODE.format('<Code guid="x" name=" "/>'), "a.qdc, line 2, column 1: this code has no name."),
        ("a.qdc", CODE.format(TWICE + TWICE), "a.qdc, line 2, column 61: '2d969af8-"),
        ("a.qdc", '<!DOCTYPE a [<!ENTITY b "c">]><CodeBook/>', "a.qdc, line 1, column 25: a codebook has no entities"),
        ("a.qdc", CODE.format('<Code name="a">' * 60 + "</Code>" * 60), "a.qdc, line 2, column 751: this code stands"),
        (
            "a.qdc",
            CODE.format(f'<Code name="{"a" * 121}"/>'),
            "a.qdc, line 2, column 1: the words that begin with 'aaa",
        ),
        ("a.qdc", CODE.format("".join(f'<Code name="{n}"/>' for n in range(61))), "There would be 61 themes"),
        ("a.qdc", "", "a.qdc, line 1, column 1: the file is broken there"),
        ("a.csv", "theme,definition\n,No name\n", "a.csv, row 2, column 1: there is no name."),
        ("a.csv", 'theme,definition\n"Buses,All\n', "a.csv, row 2: a quotation mark is opened and not closed"),
    ],
)
def test_a_broken_codebook_is_a_sentence_and_brings_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str, content: str, sentence: str
) -> None:
    path, source = programme_with(tmp_path / "day.facilitator"), tmp_path / name
    source.write_text(content, encoding="utf-8")
    assert facilitator("import", path, source) == 1
    said = capsys.readouterr()
    assert sentence in said.err
    assert said.err.rstrip().endswith("Nothing was imported.") or "Write two of them" in said.err
    assert not themes(path)


@given(raw=st.one_of(st.binary(max_size=200), st.tuples(st.integers(0, 900), st.binary(max_size=9)).map(
    lambda cut: FOREIGN.encode()[: cut[0]] + cut[1] + FOREIGN.encode()[cut[0] :])))  # fmt: skip
def test_whatever_stands_in_the_file_it_is_read_or_refused_in_a_sentence(raw: bytes) -> None:
    for name in ("a.qdc", "a.csv"):
        try:
            codes = codebook.read(name, raw)
        except Fault as fault:
            assert fault.sentence
        else:
            assert contract.taken(contract.empty(), codes).there == 0


def test_a_theme_of_that_name_stays_as_it_is(tmp_path: Path) -> None:
    path = programme_with(tmp_path / "day.facilitator", ThemeTold("t1", "buses", "Mine"))
    taking = contract.taken(load.programme(path), [Code("", "Buses", "Theirs"), Code("", "Parks")])
    assert taking.there == 1
    assert [each.name for each in taking.said if isinstance(each, ThemeTold)] == ["Parks"]
