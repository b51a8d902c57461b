"""A table of survey answers: all of it is taken in, once, or nothing and a sentence with line and column."""

from __future__ import annotations

from pathlib import Path

import pytest

from facilitator.activities import library
from facilitator.cli import run
from facilitator.model import acts
from facilitator.model.entry import Draft
from facilitator.programme import across
from facilitator.programme.disclosure import decided
from facilitator.records import imports, load
from facilitator.records.tables import tables
from facilitator.store import file
from facilitator.store.faults import Fault
from facilitator.store.feed import open_feed

GROUPS = [{"id": "VCS", "label": "Voluntary groups"}, {"id": "PAR", "label": "Parents"}]
HEAD = "wave,token,group,item,value\n"


def made(path: Path, *presets: str) -> Path:
    """A programme with a workshop for each preset of the method; "" has both waves."""
    file.create(path)
    drafts: list[Draft] = [Draft("programme", {"title": "Groups"})]
    for n, preset in enumerate(presets, 1):
        method = library.find("attitude-survey")
        method = method.form(preset) if preset else method
        drafts += acts.create({"title": f"Day {n}"}, [method], groups=GROUPS, workshop=f"wday000{n}")
    feed = open_feed(path)
    feed.append(drafts)
    feed.close()
    return path


def answers(n: int = 6) -> str:
    """Both waves of so many people, each of whom moved up by one."""
    rows = [
        f"{wave},T{at},{'VCS' if at % 2 else 'Parents'},{item},{at % 3 + up}"
        for wave, up in (("before", 1), ("after", 2))
        for at in range(n)
        for item in ("route", "partner")
    ]
    return HEAD + "\n".join(rows) + "\n"


def take(day: Path, folder: Path, text: str | bytes, survey: str = "attitudes-1", workshop: str = "") -> int:
    source = folder / "answers.csv"
    source.write_bytes(text if isinstance(text, bytes) else text.encode())
    return imports.take(day, imports.look_at_answers(day, source, survey, workshop))


def test_both_waves_of_one_workshop_are_taken_in_and_paired_by_their_tokens(tmp_path: Path) -> None:
    day = made(tmp_path / "day.facilitator", "")
    assert take(day, tmp_path, answers()) == 12
    programme, workshop = load.workshop(day)
    (row,) = (r for r in tables(programme, workshop, 0)["attitudes"] if (r["item"], r["group"]) == ("route", "all"))
    assert [row[name] for name in ("n_before", "n_after", "n_paired")] == [6, 6, 6]


def test_the_same_file_twice_is_once(tmp_path: Path) -> None:
    day = made(tmp_path / "day.facilitator", "")
    assert take(day, tmp_path, answers()) == 12
    before = len(load.workshop(day)[1].entries)
    assert take(day, tmp_path, answers()) == 0
    assert len(load.workshop(day)[1].entries) == before


def test_each_wave_goes_to_the_workshop_that_asks_it_months_apart(tmp_path: Path) -> None:
    day = made(tmp_path / "day.facilitator", "first", "second")
    assert take(day, tmp_path, answers(), survey="1") == 12
    whole = load.programme(day)
    (row, *_more) = across.rows(whole, decided(whole))["attitudes"]
    assert (row["workshop"], row["n_paired"]) == ("Day 1; Day 2", 6)


def test_of_two_workshops_that_ask_the_same_one_is_named(tmp_path: Path) -> None:
    day = made(tmp_path / "day.facilitator", "", "")
    with pytest.raises(Fault, match=r"line 2, column 'wave': Several workshops ask this: wday0001, wday0002"):
        take(day, tmp_path, answers())
    assert take(day, tmp_path, answers(), workshop="wday0002") == 12
    named = HEAD.replace("\n", ",workshop\n") + "before,T1,,route,3,Day 1\n"
    assert take(day, tmp_path, named) == 1


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp1252"])
def test_any_usual_encoding_and_separator(encoding: str, tmp_path: Path) -> None:
    day = made(tmp_path / "day.facilitator", "")
    rows = HEAD + "after,T1,VCS,route,4\nafter,T1,VCS,changed,Caf\u00e9 talk\n"
    assert take(day, tmp_path, rows.replace(",", ";").encode(encoding)) == 1
    (entry,) = (e for e in load.workshop(day)[1].entries if e.kind == "answers")
    assert entry.body["answers"] == {"partner_group": "VCS", "route": 4, "changed": "Caf\u00e9 talk"}


def test_who_does_not_know_is_apart_and_an_empty_cell_is_left_out(tmp_path: Path) -> None:
    day = made(tmp_path / "day.facilitator", "")
    rows = HEAD + "before,T1,,route,dk\nbefore,T1,,partner,\nbefore,T2,,partner,\n"
    assert take(day, tmp_path, rows) == 1
    (entry,) = (e for e in load.workshop(day)[1].entries if e.kind == "answers")
    assert entry.body["answers"] == {"route": "na"}


@pytest.mark.parametrize(
    ("rows", "sentence"),
    [
        ("before,T1,,colour,3\n", r"answers\.csv, line 2, column 'item': There is no item 'colour' in attitudes-1"),
        ("before,T1,,changed,words\n", r"line 2, column 'item': 'changed' is not asked in the wave 'before'"),
        ("before,T1,,route,3\nbefore,T1,,route,4\n", r"line 3, column 'token': 'T1' answered route in line 2 already"),
        ("before,T1,VCS,route,3\nbefore,T1,PAR,partner,4\n", r"line 3, column 'group': 'T1' has another group in line"),
        ("before,T1,,route,6\n", r"line 2, column 'value': '6' is not an answer to route: 1 to 5, or dk"),
        ("before,T1,,route,0\n", r"line 2, column 'value': '0' is not an answer"),
        ("before,T1,,route,3.5\n", r"line 2, column 'value'"),
        ("during,T1,,route,3\n", r"line 2, column 'wave': Nobody asks this in the wave 'during'"),
        ("before,T1,Council,route,3\n", r"line 2, column 'group': There is no partner group 'Council'"),
        ("before,,,route,3\n", r"line 2, column 'token': Is needed"),
        ("before,T1,,route,3,more\n", r"line 2, column 'value': There are more cells"),
    ],
)
def test_a_wrong_row_is_named_and_nothing_is_taken_in(rows: str, sentence: str, tmp_path: Path) -> None:
    day = made(tmp_path / "day.facilitator", "")
    with pytest.raises(Fault, match=sentence):
        take(day, tmp_path, HEAD + rows)
    assert not [entry for entry in load.workshop(day)[1].entries if entry.kind == "answers"]


@pytest.mark.parametrize(
    ("head", "sentence"),
    [
        ("wave,token,group,item\n", "line 1: there is no column 'value'"),
        ("wave,token,group,item,value,value\n", "line 1, column 'value': The column is there twice"),
        ("", "line 1: there is no column 'wave'"),
    ],
)
def test_a_file_without_its_columns_is_refused(head: str, sentence: str, tmp_path: Path) -> None:
    day = made(tmp_path / "day.facilitator", "")
    with pytest.raises(Fault, match=sentence):
        take(day, tmp_path, head)


def test_the_command_says_what_it_takes_and_refuses_an_unknown_survey(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    day = made(tmp_path / "day.facilitator", "")
    source = tmp_path / "answers.csv"
    source.write_text(answers(), encoding="utf-8")
    assert run(["import", str(day), str(source), "--survey", "no-such"]) == 1
    assert "no workshop asks the survey 'no-such'. There are: attitudes-1" in capsys.readouterr().err
    assert run(["import", str(day), str(source), "--survey", "attitudes-1"]) == 0
    told = capsys.readouterr()
    assert told.out.strip() == "12"
    assert "12 forms to import." in told.err
