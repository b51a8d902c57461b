"""Themes in the records for others: counted by workshop and group, and beside each comment."""

from __future__ import annotations

import csv
from collections import Counter
from pathlib import Path
from typing import NamedTuple

import pytest

from facilitator.activities import library
from facilitator.cli import run
from facilitator.model import acts
from facilitator.model.entry import Draft
from facilitator.programme.comments import of_programme
from facilitator.programme.disclosure import decided
from facilitator.programme.themes import counts
from facilitator.programme.themes.bodies import Coded, CoderTold, ThemeTold, Unplaced
from facilitator.programme.themes.tables import COLUMNS
from facilitator.records import load
from facilitator.store import file
from facilitator.store.feed import open_feed

GROUPS = [{"id": "VCS", "label": "Voluntary groups"}, {"id": "CCM", "label": "Centre managers"},
          {"id": "PAR", "label": "Parents"}]  # fmt: skip
DAY = 86_400_000
FIRST = 1_321_351_200_000
"""15 November 2011, 10:00 UTC."""


class Sort(NamedTuple):
    """So many comments of one workshop, one group and one theme ("" for nowhere, "?" for not sorted)."""

    workshop: str
    group: str
    theme: str
    n: int


SORTED = (
    Sort("w1", "VCS", "t1", 9), Sort("w1", "CCM", "t1", 7), Sort("w1", "PAR", "t1", 2), Sort("w1", "", "t1", 1),
    Sort("w1", "VCS", "t2", 6), Sort("w1", "CCM", "t2", 8), Sort("w1", "PAR", "t2", 5),
    Sort("w2", "VCS", "t1", 8), Sort("w2", "CCM", "t1", 6), Sort("w2", "PAR", "t1", 6),
    Sort("w2", "VCS", "t2", 0), Sort("w2", "CCM", "t2", 1),
    Sort("w1", "VCS", "", 1), Sort("w2", "PAR", "?", 2),
)  # fmt: skip


def made(path: Path, *more: Draft, rows: tuple[Sort, ...] = SORTED) -> Path:
    """A programme of two workshops with eight people of each group in both, and comments sorted like that."""
    file.create(path)
    drafts = [Draft("programme", {"title": "Two years"})]
    for no, which in enumerate(("w1", "w2")):
        facts = {"title": f"Event {no + 1}"}
        drafts += acts.create(facts, [library.find("focused-conversation")], groups=GROUPS, workshop=which)
        drafts += [Draft("stage_opened", {}, which, "objective", at=FIRST + no * 70 * DAY)]
        for group in GROUPS:
            drafts += [
                Draft("joined", {"group": group["id"]}, which, person=f"{which}{group['id']}{n}", at=FIRST + 1)
                for n in range(8)
            ]
    notes, codes = [], [ThemeTold("t1", "Being asked", "Asked early").draft(""), ThemeTold("t2", "Money").draft("")]
    codes += [CoderTold("c1", "Ana Reed").draft("")]
    for each in rows:
        at = FIRST + 60_000 + (70 * DAY if each.workshop == "w2" else 0)
        own = [
            Draft("note", {"text": f"{each.theme} {each.group} {n}", "group": each.group, "source": "phone"},
                  each.workshop, "objective", at=at + n)
            for n in range(each.n)
        ]  # fmt: skip
        notes += own
        keys = tuple(note.key for note in own)
        if each.theme == "":
            codes.append(Unplaced(keys, by="c1").draft(""))
        elif each.theme != "?":
            codes.append(Coded(keys, each.theme, by="c1", offered="t1").draft(""))
    further = Coded((notes[0].key,), "t2", further=True, by="c1").draft("")
    feed = open_feed(path)
    feed.append([*drafts, *notes, *codes, further, *more])
    feed.close()
    return path


def exported(path: Path, out: Path) -> dict[str, list[dict[str, str]]]:
    """The tables of the whole programme, by name."""
    assert run(["export", str(path), "--overall", "--format", "csv", "--out", str(out)]) == 0
    found = {}
    for each in out.glob("*.csv"):
        with each.open(encoding="utf-8-sig", newline="") as stream:
            found[each.stem.partition("_")[2]] = list(csv.DictReader(stream))
    return found


def test_themes_are_counted_by_workshop_and_group_and_add_up(tmp_path: Path) -> None:
    rows = exported(made(tmp_path / "p.facilitator"), tmp_path / "out")["themes"]
    assert tuple(rows[0]) == COLUMNS["themes"]
    whole = {row["theme"] or row["definition"]: row for row in rows if not row["workshop"] and not row["group"]}
    figures = {name: int(row["n"]) for name, row in whole.items()}
    assert figures == {"Being asked": 39, "Money": 20, "could not be placed": 1, "not sorted yet": 2}
    assert (whole["Being asked"]["first_raised"], whole["Being asked"]["last_raised"]) == ("2011-11-15", "2012-01-24")
    assert whole["Being asked"]["definition"] == "Asked early"
    for name, n in figures.items():
        at = [row for row in rows if (row["theme"] or row["definition"]) == name and row["workshop"]]
        assert sum(int(row["n"]) for row in at if not row["group"]) == n
    assert {row["shown"] for row in rows if not row["group"]} == {"yes"}, "totals of rows are always told"


def test_no_small_group_of_comments_is_told_nor_can_be_found_by_subtraction(tmp_path: Path) -> None:
    tables = exported(made(tmp_path / "p.facilitator"), tmp_path / "out")
    cells = {(r["theme"], r["workshop"], r["group"]): r for r in tables["themes"] if r["group"]}
    small = cells["Being asked", "Event 1", "Parents"]
    assert (small["n"], small["shown"], small["first_raised"]) == ("", "no", "")
    beside = [r for (theme, where, _g), r in cells.items() if (theme, where) == ("Being asked", "Event 1")]
    assert sum(r["shown"] == "no" for r in beside) > 1
    labelled = Counter((r["theme"], r["workshop"], r["partner_group"]) for r in tables["comments"] if r["theme"])
    for (theme, where, group), row in cells.items():
        if where and row["shown"] == "no":
            assert not labelled[theme, where, group], "nobody may count what may not be told"
        elif where:
            further = (theme, where, group) == ("Money", "Event 1", "Voluntary groups")
            assert labelled[theme, where, group] - further <= int(row["n"])


def test_each_comment_stands_once_for_each_of_its_themes(tmp_path: Path) -> None:
    tables = exported(made(tmp_path / "p.facilitator"), tmp_path / "out")
    assert len(tables["comments"]) == sum(each.n for each in SORTED) + 1
    twice = [row for row in tables["comments"] if (row["workshop_id"], row["text"]) == ("w1", "t1 VCS 0")]
    assert [row["theme"] for row in twice] == ["Being asked", "Money"]
    assert {row["theme"] for row in tables["comments"] if row["text"].startswith("?")} == {""}


def test_codings_say_who_sorted_what_and_whether_it_was_suggested(tmp_path: Path) -> None:
    rows = exported(made(tmp_path / "p.facilitator"), tmp_path / "out")["codings"]
    assert tuple(rows[0]) == COLUMNS["codings"]
    assert Counter(row["primary"] for row in rows) == {"yes": 59, "no": 1, "": 1}
    assert {row["coder"] for row in rows} == {"Ana Reed"}
    assert {row["theme"]: row["suggested"] for row in rows if row["primary"] == "yes"} == {
        "Being asked": "yes",
        "Money": "no",
    }
    assert all(row["comment_id"] and row["at"].endswith("Z") for row in rows)


def test_a_programme_without_themes_has_no_tables_of_them(tmp_path: Path) -> None:
    path = tmp_path / "p.facilitator"
    file.create(path)
    feed = open_feed(path)
    feed.append(acts.create({"title": "A day"}, [library.find("focused-conversation")], workshop="w1"))
    feed.close()
    assert {"themes", "codings"}.isdisjoint(exported(path, tmp_path / "out"))


def test_a_workshop_in_which_one_group_wrote_everything_is_not_told_by_group(tmp_path: Path) -> None:
    rows = (*SORTED, Sort("w2", "VCS", "t2", 9))
    alone = tuple(each for each in rows if each.workshop == "w1" or each.group == "VCS" or each.theme == "?")
    programme = load.programme(made(tmp_path / "p.facilitator", rows=alone))
    found = counts.counted(programme)
    assert found.told(decided(programme), "t2", "w2", "VCS") is None
    assert len(found.of("t2", "w2")) == 9
    assert {where for where, named in found.named.items() if named} == {"w1"}


def test_where_groups_are_reported_together_only_those_are_told(tmp_path: Path) -> None:
    together = [{"id": "community", "label": "Community", "of": ["VCS", "PAR"]},
                {"id": "statutory", "label": "Statutory", "of": ["CCM", "LA"]}]  # fmt: skip
    survey = acts.create({"title": "Before"}, [library.find("attitude-survey")], groups=GROUPS, workshop="w3")
    settled = Draft("survey_reporting", {"groups": together}, "w3", "before")
    tables = exported(made(tmp_path / "p.facilitator", *survey, settled), tmp_path / "out")
    rows = {(r["theme"], r["workshop"], r["group"]): r["n"] for r in tables["themes"]}
    assert {group for _theme, _where, group in rows} == {"", "Community", "Statutory"}
    assert (rows["Being asked", "Event 2", "Community"], rows["Being asked", "Event 2", "Statutory"]) == ("14", "6")
    assert not [row for row in tables["comments"] if row["theme"] and row["partner_group"]], "none beside its parts"


def test_a_comment_with_several_themes_is_imported_once(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    exported(made(tmp_path / "p.facilitator"), tmp_path / "out")
    other = tmp_path / "other.facilitator"
    file.create(other)
    feed = open_feed(other)
    feed.append(acts.create({"title": "A day"}, [library.find("focused-conversation")], groups=GROUPS, workshop="w9"))
    feed.close()
    (comments,) = (tmp_path / "out").glob("*_comments.csv")
    assert run(["import", str(other), str(comments)]) == 0
    texts = [each.text for each in of_programme(load.programme(other))]
    assert len(texts) == sum(each.n for each in SORTED)
    assert "say a comment again that has several themes" in capsys.readouterr().err
