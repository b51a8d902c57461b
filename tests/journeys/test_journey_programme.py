"""The sample programme is played to its records: its figures come out exactly, and each goes back to entries.

What is expected stands in the sample, or here as a figure of its own; the records are read by a few lines that know
nothing of the program.
"""

from __future__ import annotations

import csv
import hashlib
import json
import re
import sqlite3
import subprocess
import sys
from collections import Counter
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from filled import is_well_filled, pages_of

SAMPLE = Path(__file__).parents[2] / "resources" / "samples" / "poole-programme.json"
PLAYED_S = 280.0
TALLEST = 0.6
"""A drawing with its heading and statement is at most so much of a page, and stays on one."""
STATUS = {None: "live", "withheld": "hidden", "withdrawn": "withdrawn"}
Row = dict[str, str]


@dataclass(frozen=True)
class Line:
    """One line of the log."""

    key: str
    workshop: str
    stage: str
    at: str
    kind: str
    body: Any


@dataclass(frozen=True)
class Played:
    """What a rehearsal of the sample left behind: its answer, its folder, its log."""

    told: Any
    out: Path
    log: list[Line]

    def rows(self, table: str) -> list[Row]:
        """A table of the whole programme, as it was exported."""
        (path,) = self.out.glob(f"Voluntary*_{table}.csv")
        with path.open(encoding="utf-8-sig", newline="") as file:
            return list(csv.DictReader(file))

    def lines(self, kind: str) -> list[Line]:
        """The entries of one kind."""
        return [line for line in self.log if line.kind == kind]


@pytest.fixture(scope="module")
def sample() -> Any:
    """What the sample says."""
    return json.loads(SAMPLE.read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def played(tmp_path_factory: pytest.TempPathFactory) -> Played:
    """The sample played once, from outside."""
    out = tmp_path_factory.mktemp("two years")
    words = ["rehearse", "--sample", "poole-programme", "--no-screen", "--json", "--out", str(out)]
    ran = subprocess.run(
        [sys.executable, "-m", "facilitator", *words], capture_output=True, text=True, timeout=PLAYED_S, check=False
    )
    assert (ran.returncode, ran.stderr) == (0, "")
    told = json.loads(ran.stdout)
    with sqlite3.connect(f"file:{told['file']}?mode=ro", uri=True) as db:
        found = db.execute("SELECT key, workshop, stage, at, kind, body FROM log ORDER BY seq").fetchall()
    db.close()
    log = [Line(k, w, s, local(at), kind, json.loads(body)) for k, w, s, at, kind, body in found]
    return Played(told, out, log)


def local(at: int) -> str:
    """A time of the log as the sample writes it."""
    return datetime.fromtimestamp(at / 1000).strftime("%Y-%m-%dT%H:%M")


def comments(sample: Any) -> dict[str, Any]:
    """What people say in the sample, by its id."""
    return {said["id"]: said for each in sample["workshops"] for said in each["play"]["comments"]}


def counted(sample: Any) -> dict[str, Any]:
    """Those that count: nobody took them back."""
    return {name: said for name, said in comments(sample).items() if said.get("status") != "withdrawn"}


def keys(sample: Any, played: Played) -> dict[str, str]:
    """The key in the log of each comment of the sample, found by what it says, where and when."""
    notes = {(n.workshop, n.stage, n.at, n.body["text"]): n.key for n in played.lines("note")}
    found = {}
    for each in sample["workshops"]:
        for said in each["play"]["comments"]:
            place = (each["id"], said["stage"], said["at"], said.get("first_words", said["text"]))
            found[said["id"]] = notes[place]
    return found


def test_everything_that_was_sent_was_taken(played: Played) -> None:
    assert (played.told["refused"], played.told["repeated"]) == (0, 0)
    assert played.told["sent"] == played.told["accepted"] > 400
    assert len(played.told["summaries"]) == 6
    assert all(Path(path).read_bytes().startswith(b"%PDF") for path in played.told["summaries"])


def test_pages_are_blank_only_where_a_drawing_needs_the_next_one(played: Played, tmp_path: Path) -> None:
    out = tmp_path / "overall.pdf"
    words = ["document", played.told["file"], "overall-summary", "--format", "pdf", "--out", str(out)]
    assert subprocess.run([sys.executable, "-m", "facilitator", *words], timeout=PLAYED_S, check=False).returncode == 0
    for path in (*map(Path, played.told["summaries"]), out):
        is_well_filled(pages_of(path), most=TALLEST)


def test_every_workshop_is_held_on_its_own_day_for_as_long_as_the_sample_says(played: Played, sample: Any) -> None:
    days = [
        (each["id"], each["workshop"]["date"], each["to"] if "to" in each else each["workshop"]["date"])
        for each in sample["workshops"]
    ]
    assert [day for _, day, _ in days] == [
        *("2011-11-15", "2012-01-24", "2012-06-11", "2012-07-10", "2012-07-12", "2012-11-20"),
    ]
    for name, first, last in days:
        held = [line.at[:10] for line in played.log if line.workshop == name and line.kind.startswith("stage_")]
        assert (min(held), max(held)) == (first, last)
        finished = [line.at[:10] for line in played.lines("finished") if line.workshop == name]
        assert finished == [last]
    assert {Path(path).name[:10] for path in played.told["summaries"]} == {first for _, first, _ in days}
    minutes: Counter[tuple[str, str]] = Counter()
    opens: dict[tuple[str, str], str] = {}
    for each in sample["workshops"]:
        for time in each["play"]["times"]:
            minutes[each["id"], time["stage"]] += time["minutes"]
            opens.setdefault((each["id"], time["stage"]), time["opens"])
    order = {each["id"]: each["order"]["first"] for each in sample["workshops"]}
    told = {(r["workshop_id"], order[r["workshop_id"]][int(r["stage_no"]) - 1]): r for r in played.rows("stage_times")}
    assert {place: float(row["actual_minutes"]) for place, row in told.items()} == minutes
    opened: dict[tuple[str, str], str] = {}
    for line in played.lines("stage_opened"):
        opened.setdefault((line.workshop, line.stage), line.at)
    assert opened == opens
    assert sum(float(r["planned_minutes"]) for r in played.rows("stage_times")) == 340 + 210 + 375 + 120 + 100 + 300


def test_a_hundred_and_twenty_attendances_of_71_people(played: Played) -> None:
    rows = [row for row in played.rows("attendance") if not row["workshop"]]
    assert [(row["came"], row["people"]) for row in rows] == [
        *(("120", "71"), ("68", "41"), ("19", "9"), ("16", "8"), ("17", "13")),
    ]
    each = [row for row in played.rows("attendance") if row["workshop"] and not row["group"]]
    assert [int(row["came"]) for row in each] == [25, 25, 25, 10, 10, 25]
    hidden = {(row["date"], row["group"]) for row in played.rows("attendance") if row["shown"] == "no"}
    assert {group for _date, group in hidden} == {"Local authority professionals", "Parents"} and len(hidden) == 4
    assert played.told["attendances"] == 120
    entered: Counter[str] = Counter()
    for line in played.lines("attendance"):
        entered.update(line.body["groups"])
    assert entered == {"VCS": 68, "CCM": 19, "LA": 16, "PAR": 17}


def test_what_became_of_38_promises(played: Played) -> None:
    said = [line.body for line in played.lines("promise_followed")]
    assert (len(said), sum(bool(each.get("agreed")) for each in said)) == (38, 31)
    ends = Counter(each["outcome"] for each in said if each.get("outcome"))
    assert ends == {"done": 9, "partly": 6, "not": 5, "unknown": 5}


def test_263_comments_each_with_its_words_its_minute_and_its_fate(played: Played, sample: Any) -> None:
    rows = list({(row["workshop_id"], row["comment_id"]): row for row in played.rows("comments")}.values())
    standing = [row for row in rows if row["status"] != "withdrawn"]
    by_workshop = Counter(row["workshop_id"] for row in standing)
    assert by_workshop == {"ev1": 61, "ev2": 48, "ev3": 52, "ev4": 31, "ev5": 27, "ev6": 44}
    assert Counter(row["status"] for row in rows) == {"live": 260, "hidden": 3, "withdrawn": 2}
    told = Counter((row["workshop_id"], row["status"], row["text"], row["source"]) for row in rows)
    wanted = Counter(
        (each["id"], STATUS[said.get("status")], "" if said.get("status") else said["text"], said["source"])
        for each in sample["workshops"]
        for said in each["play"]["comments"]
    )
    assert told == wanted
    found = keys(sample, played)
    assert len(set(found.values())) == len(found) == 265 == len(played.lines("note"))
    notes = {line.key: line for line in played.lines("note")}
    for name, said in comments(sample).items():
        note = notes[found[name]].body
        assert (note.get("group", ""), note.get("table", "")) == (said.get("group", ""), said.get("table", ""))
        assert note.get("source", "phone") == said["source"]
    fates = {"withheld": "hidden", "withdrawn": "withdrawn"}
    for status, kind in fates.items():
        those = {found[name] for name, said in comments(sample).items() if said.get("status") == status}
        assert {line.body["target"] for line in played.lines(kind)} == those
    (edited,) = played.lines("edited")
    (put_right,) = (name for name, said in comments(sample).items() if "edited" in said)
    assert edited.body["target"] == found[put_right] and edited.at[:10] == "2011-11-17"


def test_the_words_of_withheld_and_sealed_comments_are_in_no_paper_and_no_table(played: Played, sample: Any) -> None:
    secret = [said["text"] for said in comments(sample).values() if said.get("status")]
    secret += [each["text"] for each in sample["later"]["sealed"]]
    assert len(secret) == 6
    for path in played.out.glob("*.csv"):
        text = path.read_text(encoding="utf-8-sig")
        assert not [words for words in secret if words in text], path.name


def test_themes_are_told_by_workshop_as_the_sample_counts_them(played: Played, sample: Any) -> None:
    names = {each["id"]: each["name"] for each in sample["themes"]["themes"]}
    titles = {row["workshop_id"]: row["workshop"] for row in played.rows("comments")}
    counts = counted(sample)
    by_workshop = Counter(
        (names[one["theme"]], titles[each["id"]])
        for each in sample["workshops"]
        for one in each["play"]["comments"]
        if one["id"] in counts and "theme" in one
    )
    told = {(row["theme"], row["workshop"]): row for row in played.rows("themes") if row["theme"] and not row["group"]}
    rows = [told[name, ""] for name in names.values()]
    whole = [(int(row["n"]), row["first_raised"], row["last_raised"]) for row in rows]
    assert whole == [(n, "2011-11-15", "2012-11-20") for n in (58, 57, 69, 75)]
    assert {at: int(row["n"]) for at, row in told.items() if at[1]} == {
        (name, where): by_workshop[name, where] for name in names.values() for where in titles.values()
    }
    assert {row["shown"] for row in told.values()} == {"yes"}
    small = [row for row in played.rows("themes") if row["group"] and row["shown"] == "yes" and 0 < int(row["n"]) < 5]
    assert small == []
    codings = Counter(row["primary"] for row in played.rows("codings"))
    assert codings == {"yes": 259, "no": 31, "": 4}


def test_every_figure_of_the_page_is_traced_to_entries(played: Played, tmp_path: Path) -> None:
    page = tmp_path / "summary.html"
    words = ["document", played.told["file"], "evaluation-summary", "--workshop", "ev1", "--format", "html"]
    subprocess.run([sys.executable, "-m", "facilitator", *words, "--out", str(page)], check=True, timeout=PLAYED_S)
    figures = re.findall(r'data-of="([^"]*)"><summary[^>]*>\s*(?:<span class="said">)?(\d+)', page.read_text("utf-8"))
    notes = {f"c-{hashlib.sha256(line.key.encode()).hexdigest()[:12]}": line for line in played.lines("note")}
    traced = [(int(n), [notes[each] for each in of.split()]) for of, n in figures]
    of_themes = [those for n, those in traced if n == len(those)]
    assert {58, 57, 69, 75, 4, 263} <= {len(those) for those in of_themes}
    by_theme = [{line.key for line in those} for those in of_themes]
    for theme in ("TH1", "TH2", "TH3", "TH4"):
        coded = {key for line in played.lines("coded") if line.body["theme"] == theme and not line.body.get("further")
                 for key in line.body["targets"]}  # fmt: skip
        assert coded in by_theme


def test_every_comment_stands_under_its_theme(played: Played, sample: Any) -> None:
    found = keys(sample, played)
    best: dict[str, str] = {}
    further: dict[str, list[str]] = {}
    for line in played.lines("coded"):
        for key in line.body["targets"]:
            if line.body.get("further"):
                further.setdefault(key, []).append(line.body["theme"])
            else:
                best[key] = line.body["theme"]
    unplaced = {key for line in played.lines("unplaced") for key in line.body["targets"]}
    assert Counter(best.values()) == {"TH1": 58, "TH2": 57, "TH3": 69, "TH4": 75}
    assert len(unplaced) == 4 and sum(map(len, further.values())) == 31
    assert best == {found[name]: said["theme"] for name, said in counted(sample).items() if "theme" in said}
    assert unplaced == {found[name] for name, said in counted(sample).items() if "theme" not in said}
    assert further == {found[name]: [said["further"]] for name, said in comments(sample).items() if "further" in said}
    assert {line.at[:10] for line in played.lines("coded")} == {"2012-12-04"}


def test_the_table_of_themes_has_them_by_workshop_with_the_days_on_which_they_were_raised(
    played: Played, sample: Any
) -> None:
    names = {each["id"]: each["name"] for each in sample["themes"]["themes"]}
    days: dict[tuple[str, str], list[str]] = {}
    for each in sample["workshops"]:
        for said in each["play"]["comments"]:
            if said.get("status") != "withdrawn" and "theme" in said:
                for place in ("", each["workshop"]["title"]):
                    days.setdefault((names[said["theme"]], place), []).append(said["at"][:10])
    rows = [row for row in played.rows("themes") if row["theme"] and not row["group"]]
    told = {(r["theme"], r["workshop"]): (r["n"], r["first_raised"], r["last_raised"]) for r in rows}
    assert told == {place: (str(len(those)), min(those), max(those)) for place, those in days.items()}
    assert len(told) == 4 * 7 and all(row["shown"] == "yes" for row in rows)
    nowhere = [row for row in played.rows("themes") if row["definition"] == "could not be placed" and row["n"] != "0"]
    assert {row["workshop"]: row["n"] for row in nowhere} == {
        "": "4", "Local groups workshop": "1", "Working together, training": "1", "Telephone survey": "1",
        "Final review": "1",
    }  # fmt: skip
    lines = Counter((row["primary"], row["coder"]) for row in played.rows("codings"))
    assert lines == {
        ("yes", "Sample facilitator"): 259,
        ("no", "Sample facilitator"): 31,
        ("", "Sample facilitator"): 4,
    }


ITEMS = ("A1", "A2", "A3")
MOVED = {
    ("ev1", "A1"): (22, 10, 11, 1),
    ("ev1", "A2"): (22, 6, 15, 1),
    ("ev1", "A3"): (22, 7, 14, 1),
    ("ev2", "A1"): (21, 9, 10, 2),
    ("ev2", "A2"): (21, 6, 13, 2),
    ("ev2", "A3"): (19, 7, 11, 1),
    ("ev6", "A1"): (20, 7, 12, 1),
    ("ev6", "A2"): (20, 7, 13, 0),
    ("ev6", "A3"): (19, 5, 14, 0),
}
"""Pairs at the item, and how many of them moved toward, stayed, or moved away."""


def forms_of(played: Played, workshop: str, wave: str) -> dict[str, Any]:
    """The answers of a wave by whose they are."""
    mine = (line.body for line in played.lines("answers") if line.workshop == workshop)
    return {body["token"]: body["answers"] for body in mine if body.get("wave", "") == wave}


def recounted(played: Played, workshop: str, item: str) -> tuple[int, int, int, int]:
    """What moved at one statement, counted from the entries."""
    before, after = forms_of(played, workshop, "before"), forms_of(played, workshop, "after")
    both = [(before[one].get(item), after[one].get(item)) for one in before if one in after]
    sign = -1 if item == "A2" else 1
    moves = [sign * (b - a) for a, b in both if isinstance(a, int) and isinstance(b, int)]
    return len(moves), sum(m > 0 for m in moves), moves.count(0), sum(m < 0 for m in moves)


def test_what_moved_in_three_workshops(played: Played) -> None:
    whole = [row for row in played.rows("attitudes") if row["group"] == "all"]
    rows = {(row["workshop_id"], row["item"]): row for row in whole if row["workshop_id"]}
    assert {at: tuple(r[n] for n in ("n_before", "n_after", "n_paired")) for at, r in rows.items()} == {
        (name, item): paired
        for name, paired in (("ev1", ("24", "23", "22")), ("ev2", ("24", "23", "21")), ("ev6", ("23", "22", "20")))
        for item in ITEMS
    }
    told = {at: tuple(int(row[n]) for n in ("toward", "same", "away")) for at, row in rows.items()}
    assert {at: (sum(moved), *moved) for at, moved in told.items()} == MOVED
    assert {at: recounted(played, *at) for at in rows} == MOVED
    pooled = {item: [sum(MOVED[name, item][n] for name in ("ev1", "ev2", "ev6")) for n in range(4)] for item in ITEMS}
    assert (pooled["A1"], pooled["A3"]) == ([63, 26, 33, 4], [60, 19, 39, 2])
    together = {row["item"]: row for row in whole if not row["workshop_id"]}
    added = {item: [int(row[n]) for n in ("toward", "same", "away")] for item, row in together.items()}
    assert added == {"A1": [26, 33, 4], "A2": [12, 28, 3], "A3": [19, 39, 2]}
    assert {item: row["version"] for item, row in together.items()} == {"A1": "S1;S2", "A2": "S1", "A3": "S1;S2"}
    assert {at: (row["version"], row["survey"]) for at, row in rows.items()} == {
        (name, item): (version, f"attitudes-{version}")
        for name, version in (("ev1", "S1"), ("ev2", "S1"), ("ev6", "S2"))
        for item in ITEMS
    }
    assert all(row["shown"] == "yes" for row in played.rows("attitudes"))
    groups = {row["group"] for row in played.rows("attitudes")}
    assert groups == {"all", "Voluntary groups and parents", "Centres and council"}


def test_88_of_92_forms_and_what_they_say(played: Played, sample: Any) -> None:
    rows = played.rows("counts")
    told = Counter[tuple[str, str]]()
    for row in rows:
        told[row["question"], row["answer"].split(" ")[0]] += int(row["n"])
    overall = [told["Overall, how was today?", point] for point in "12345"]
    pace = [sum(int(r["n"]) for r in rows if r["question"] == "How was the pace?" and r["answer"] == answer)
            for answer in ("Too slow", "Right", "Too fast")]  # fmt: skip
    assert (overall, pace) == ([0, 4, 12, 45, 27], [5, 68, 15])
    forms = [line.body["answers"] for line in played.lines("answers") if not line.body.get("wave")]
    assert [Counter(form["overall"] for form in forms)[n] for n in range(1, 6)] == overall and len(forms) == 88
    assert Counter(form["pace"] for form in forms) == {"too_slow": 5, "right": 68, "too_fast": 15}
    assert sum(line.body["present"] for line in played.lines("forms_given_out")) == 92
    heard = [form["heard"] for form in forms if isinstance(form.get("heard"), int)]
    assert (sum(said >= 4 for said in heard), len(heard)) == (70, 88)
    assert sum(bool(line.body.get("assisted")) for line in played.lines("answers")) == 1
    asked = {"evaluation-E1", "evaluation-E2"}
    assert asked == {m["options"]["instrument"] for w in sample["workshops"] for m in w["methods"]
                     if m["method"] == "evaluation"}  # fmt: skip


def test_38_intentions_were_written(played: Played, sample: Any) -> None:
    forms = [line.body["answers"] for line in played.lines("answers") if not line.body.get("wave")]
    written = Counter((form["do_differently"], form["by_when"], form["likely"]) for form in forms if "by_when" in form)
    given = [form for each in sample["workshops"] for form in each["play"].get("forms", {}).get("answers", ())]
    wanted = Counter((form["do_differently"], form["by_when"], form["likely"]) for form in given if "intention" in form)
    assert written == wanted and written.total() == 38


def test_nothing_that_a_sample_says_is_left_unplayed(played: Played, sample: Any) -> None:
    waves = sum(bool(row[wave]) for each in sample["workshops"] for row in
                each["play"].get("attitudes", {}).get("answers", ()) for wave in ("before", "after"))  # fmt: skip
    assert len(played.lines("answers")) == waves + 88 == 24 + 23 + 24 + 23 + 23 + 22 + 88


def test_no_answer_on_a_form_is_counted_among_the_comments_that_wait_for_a_theme(played: Played) -> None:
    waits = [row["n"] for row in played.rows("themes") if row["definition"] == "not sorted yet"]
    assert waits == ["0"] * len(waits) and waits
    every = [int(r["n"]) for r in played.rows("themes") if not r["workshop"] and not r["group"]]
    assert sum(every) == 263
