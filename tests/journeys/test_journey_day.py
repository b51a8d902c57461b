"""The sample day is played over HTTP with its own numbers, and paper, page and table tell the same of it.

What is expected is written down here, figure by figure, as whoever planned the day would count it by hand.
"""

from __future__ import annotations

import csv
import html
import json
import re
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader

from filled import is_well_filled, pages_of

PLAYED_S = 280.0
TITLE = "Local groups and children's centres: a whole day"
FORCES = {
    "Families know the groups near them and trust them": ("driver", 5, 3, 5, 25, 3),
    "Bigger charities would coach smaller ones": ("driver", 4, 2, 5, 24, 4),
    "The council has not chosen a model yet": ("driver", 4, 1, 5, 25, 3),
    "Parents want to lend a hand": ("driver", 3, 2, 4, 25, 4),
    "Early help must soon show what it does": ("driver", 3, 2, 5, 23, 2),
    "No small group has hours to spare": ("restrainer", 5, 4, 5, 25, 3),
    "Contracts are large and their forms long": ("restrainer", 4, 3, 5, 25, 4),
    "Nobody knows the money after 18 months": ("restrainer", 5, 3, 5, 25, 1),
    "Groups fear to lose their own name": ("restrainer", 3, 1, 5, 25, 4),
    "Few trustees know contract law": ("restrainer", 4, 2, 5, 24, 4),
    "Nothing came of being asked before": ("restrainer", 3, 1, 5, 25, 5),
}
"""Side, median strength, least, most, how many scored it, and how far it could be shifted."""
VOTES = {
    "Involve families and groups before decisions harden": (1, 30, 6),
    "Let local partners describe the need together": (2, 28, 5),
    "Take outreach to streets where need gathers": (3, 22, 4),
    "Build the contract from one shared outcomes frame": (4, 21, 3),
    "Make agreements small enough to bid for": (5, 18, 3),
    "Give every volunteer a proper way in and on": (6, 16, 2),
    "Have big charities back the small ones": (7, 15, 2),
}
"""Place, points, first choices."""
MOVED = {
    ("A1", "all"): (22, (10, 11, 1), (3, 7, 6, 5, 1), (1, 4, 6, 10, 1)),
    ("A1", "community"): (13, (7, 6, 0), (3, 6, 3, 1, 0), (1, 3, 5, 4, 0)),
    ("A1", "statutory"): (9, (3, 5, 1), (0, 1, 3, 4, 1), (0, 1, 1, 6, 1)),
    ("A2", "all"): (22, (6, 15, 1), (0, 5, 8, 7, 2), (0, 4, 14, 3, 1)),
    ("A3", "all"): (22, (7, 14, 1), (2, 5, 9, 5, 1), (1, 4, 7, 10, 0)),
}
"""Pairs; toward, same, away; and how they answered before and after."""
RATED = {"overall": (0, 1, 3, 11, 8), "purpose_met": (0, 1, 4, 12, 6), "heard": (0, 2, 4, 9, 8)}


@dataclass(frozen=True)
class Day:
    """What is left of the day: the words of its paper and of its page, and its tables."""

    printed: Path
    paper: str
    page: str
    records: list[str]

    def rows(self, table: str) -> list[dict[str, str]]:
        """A table as it was exported."""
        path = next(Path(name) for name in self.records if name.endswith(f"_{table}.csv"))
        with path.open(encoding="utf-8-sig", newline="") as file:
            return list(csv.DictReader(file))

    def say(self, *sentences: str) -> None:
        """Paper and page say it."""
        for words in sentences:
            assert words in self.paper, words
            assert words in self.page, words


@pytest.fixture(scope="module")
def day(tmp_path_factory: pytest.TempPathFactory) -> Day:
    """The day, played once from outside."""
    out = tmp_path_factory.mktemp("day")
    told = json.loads(facilitator("rehearse", "--sample", "poole-day", "--no-screen", "--json", "--speed", "400",
                                  "--out", str(out)))  # fmt: skip
    assert told["refused"] == 0 and told["sent"] == told["accepted"] + told["repeated"]
    page = out / "page.html"
    facilitator("document", told["file"], "evaluation-summary", "--format", "html", "--out", str(page))
    printed = Path(told["summary"])
    return Day(printed, words_of_paper(printed), words_of_page(page), told["records"])


def facilitator(*words: str) -> Any:
    """One command, as a user types it; returns what it says."""
    call = [sys.executable, "-m", "facilitator", *words]
    ran = subprocess.run(call, capture_output=True, text=True, encoding="utf-8", timeout=PLAYED_S, check=False)
    assert (ran.returncode, ran.stderr) == (0, "")
    return ran.stdout


def words_of_paper(path: Path) -> str:
    """The words of a paper without what stands at the head and foot of each page."""
    pages = " ".join(" ".join(page.extract_text() for page in PdfReader(path).pages).split())
    return re.sub(rf"({re.escape(TITLE)} Evaluation summary )?Rehearsal: not a record\. Made .*? \d+ of \d+", "", pages)


def words_of_page(path: Path) -> str:
    """The words of a page, without what only the browser reads, and what its figures were counted from."""
    text = re.sub(r"<(style|head).*?</\1>", " ", path.read_text(encoding="utf-8"), flags=re.DOTALL)
    text = re.sub(r'(<details class="behind".*?</summary>).*?</details>', r"\1", text, flags=re.DOTALL)
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", text)).split())


def test_no_page_is_nearly_blank_and_none_ends_with_a_heading(day: Day) -> None:
    is_well_filled(pages_of(day.printed))


def test_who_was_there(day: Day) -> None:
    assert [(row["partner_group"], row["people"]) for row in day.rows("attendance")] == [
        ("Voluntary & community sector", "10"),
        ("Children's-centre managers", "6"),
        ("Local authority professionals", "5"),
        ("Parents", "4"),
    ]
    day.say("Voluntary & community sector, VCS 10 Children's-centre managers, CCM 6", "Parents, PAR 4 All 25")


def test_the_forces_are_scored_as_the_sample_says_and_add_up(day: Day) -> None:
    columns = ("strength_median", "strength_min", "strength_max", "strength_n", "changeability_median")
    found = {row["force"]: (row["side"], *(int(row[name]) for name in columns)) for row in day.rows("forces")}
    assert found == FORCES
    (verdict,) = day.rows("verdicts")
    names = ("go", "go_if", "not_yet", "n", "D", "R", "balance", "drivers_share")
    assert [verdict[name] for name in names] == ["4", "18", "3", "25", "19", "24", "-5", "0.44"]
    for side, total in (("driver", 19), ("restrainer", 24)):
        assert sum(force[1] for force in FORCES.values() if force[0] == side) == total
    for force, (_side, median, least, most, n, shift) in FORCES.items():
        for words in (day.paper, day.page):
            assert re.search(rf"{re.escape(force)} .{{0,90}}?{median} \[{least}–{most}\] {n} {shift} \[", words), force
    day.say("today 19 5 3.8 24 6 4.0 −5 0.44", "4 go, 18 go if, 3 not yet (n=25 of 25)", "kept at 4 after a 1 and a 5")


def test_the_groups_are_ranked_by_points_and_then_by_first_choices(day: Day) -> None:
    found = {row["voted_on"]: (row["place"], row["points"], row["first_choices"]) for row in day.rows("votes")}
    assert found == {title: tuple(map(str, figures)) for title, figures in VOTES.items()}
    assert {row["n"] for row in day.rows("votes")} == {"25"}
    assert sum(points for _place, points, _first in VOTES.values()) == 25 * (3 + 2 + 1)
    for title, (place, points, first) in VOTES.items():
        for words in (day.paper, day.page):
            assert re.search(rf"\b{place} {re.escape(title)} {points}\b.{{0,20}}?\b{first}\b", words), title


def test_what_moved_is_told_of_the_same_people(day: Day) -> None:
    rows = {(row["item"], row["group"]): row for row in day.rows("attitudes")}
    assert {group for _item, group in rows} == {"all", "community", "statutory"}
    for key, (n, ways, before, after) in MOVED.items():
        row = rows[key]
        assert (row["n_paired"], row["shown"]) == (str(n), "yes")
        assert tuple(int(row[name]) for name in ("toward", "same", "away")) == ways
        assert tuple(int(row[f"before_{at}"]) for at in range(1, 6)) == before
        assert tuple(int(row[f"after_{at}"]) for at in range(1, 6)) == after
        who = "everyone" if key[1] == "all" else key[1]
        day.say("{} n={}; toward {}, same {}, away {} before {} after {}".format(
            who, n, *ways, " ".join(map(str, before)), " ".join(map(str, after))))  # fmt: skip
    assert [rows["A1", "all"][name] for name in ("n_attended", "n_before", "n_after")] == ["25", "24", "23"]
    day.say("everyone 25 24 23 22", "45 % moved toward", "3 forms have no partner", "less agreement counts as toward")
    for words in (day.paper, day.page):
        assert not re.search(r"(VCS|CCM|LA|PAR|Parents|sector|managers|professionals) n=\d+; toward", words)


def test_the_evaluation_counts_every_form(day: Day) -> None:
    rows = [row for row in day.rows("evaluation") if row["group"] == "all"]
    for item, counts in RATED.items():
        found = [(int(row["count"]), row["n"]) for row in rows if row["item"] == item]
        assert found == [(count, "23") for count in counts]
        day.say(" ".join(map(str, [count for count in counts if count] if item != "heard" else counts[1:])))
    pace = {row["value"]: row["count"] for row in rows if row["item"] == "pace"}
    assert sorted(pace.values()) == ["1", "17", "5"]
    day.say("Too slow 1, right 17, too fast 5. (n=23)", "19 of 23", "KJ method 8 Force field 7 Focused conversation 6")
    day.say("n=21", "ring the group next door before the next bid", "23 forms from 23 people present")
    assert "23 of 23 present filled in a form" in day.paper and "present filled in a form 23 of 23" in day.page


def test_lines_that_were_resolved_carry_their_support(day: Day) -> None:
    rows = {
        row["line"]: tuple(row[name] for name in ("support", "live_with", "not_yet")) for row in day.rows("decisions")
    }
    assert rows["Test one shared outreach service before any consortium"] == ("4", "1", "0")
    assert rows["Unsure about managing whole centres"] == ("3", "1", "1")
    day.say("Test one shared outreach service before any consortium VCS 4 1 0 5 of 25")


def test_every_comment_is_counted_once_on_paper_and_in_the_table(day: Day) -> None:
    rows = day.rows("comments")
    status = [row["status"] for row in rows]
    many = re.search(r"(\d+) comments; (\d+) withheld, (\d+) withdrawn", day.paper)
    in_all = re.search(r"do not count\. (\d+) in all: (\d+) on the first page, .*?\.", day.paper)
    assert many and in_all and in_all.group() in day.page
    comments, withheld, withdrawn = map(int, many.groups())
    assert f"comments; {withheld} withheld, {withdrawn} withdrawn {comments}" in day.page
    assert (withheld, withdrawn) == (status.count("hidden"), status.count("withdrawn"))
    assert (len({row["comment_id"] for row in rows}), comments) == tuple(map(int, in_all.groups()))
