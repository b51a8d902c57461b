"""The proceedings: the grid, a report a topic, what did not run and why, how many were prepared."""

from __future__ import annotations

import io
from collections.abc import Callable

import pytest
from market_day import Day, busy_day
from pypdf import PdfReader

from facilitator.activities import contract
from facilitator.activities.contract import Sender
from facilitator.activities.market import page, report
from facilitator.activities.market.facts import LAW, PRINCIPLES, ROLES
from facilitator.activities.paper import Context
from facilitator.activities.slips import Blank
from facilitator.looks.pdf.document import Document


def printed(day: Day, *stages: str) -> list[str]:
    """The words of each page."""
    context = Context(day.workshop.groups, day.at)
    target = io.BytesIO()
    document = Document(target, "Open Space")
    for stage in stages:
        run = day.run(stage)
        document.add(*contract.report(run.stage.activity).section(run, context))
    document.build()
    return [" ".join(page.extract_text().split()) for page in PdfReader(target).pages]


def whole_day() -> tuple[Day, dict[str, str]]:
    day, keys = busy_day()
    for stage in ("place", "sessions", "sessions-again", "sessions-again2", "harvest", "marks", "huddle"):
        day.act(stage, "stage_opened")
        if stage == "sessions":
            line = {"topic": keys["Dee"], "part": "agreed"}
            day.act(stage, "note", text="Lots of under ten thousand", fields=line, source="phone")
            day.act(stage, "came", target=keys["Dee"], n=6, names="Dee, Sam")
        if stage == "marks":
            day.act(stage, "vote", choices={keys["Dee"]: 2}, token="a")
        if stage == "huddle":
            day.act(stage, "note", text="Write to the council", fields={"topic": keys["Dee"]}, source="phone")
    return day, keys


def test_the_grid_with_conveners_and_what_did_not_run() -> None:
    day, keys = whole_day()
    day.act("place", "placed", target=keys["Jo"], room="r3", slot="s2", source="facilitator")
    words = printed(day, "place")[0]
    assert "Upstairs (stairs only)" in words
    assert "Dee. 14 interested." in words
    assert "Asked for step-free." in words
    assert "1 move between places: 0 by conveners\u2019 phones, 1 at the desk.".replace("\u2019", "'") in words
    assert "Topics that did not run" in words
    assert "Has not picked a place yet." in words
    assert "Needs a convener before it can be placed." in words


def test_a_report_a_topic_in_the_order_of_the_times_one_after_another() -> None:
    day, _keys = whole_day()
    pages = [" ".join(printed(day, "harvest"))]
    in_order = [
        "7 topics had a place and a time. 7 topics were held. 1 of all topics had been prepared beforehand.",
        "No report was written: Evening slot for working parents;",
        "Lots small enough to bid for Main hall, 11:10 to 11:55. Convened by Dee.",
        "6 came: Dee, Sam. 14 had said that they were interested.",
        "Agreed 1 line",
        "Lots of under ten thousand",
        "Dads\u2019 worker two days Blue room, 13:40 to 14:25",
    ]
    places = [pages[0].index(words) for words in in_order]
    assert places == sorted(places)


def test_marks_with_n_and_actions_without_a_person() -> None:
    day, _keys = whole_day()
    words = printed(day, "marks", "huddle")[0]
    assert "1 person voted (n=1)" in words
    assert "Write to the council Nobody yet" in words
    assert "1 action without a person" in words


def test_joined_topics_are_told_with_both() -> None:
    day, keys = whole_day()
    day.act("place", "merge_offered", target=keys["Jo"], into=keys["Mia"], agreed=True, source="facilitator")
    words = " ".join(printed(day, "harvest"))
    assert "Joined with it, as both conveners wanted: \u201cShare options early, not one plan\u201d (Jo)." in words


def test_the_taster_prints_its_reports_with_the_last_sessions() -> None:
    day = Day("taster")
    day.topic("Buses", "Uma", "u", room="r1", slot="s1")
    for stage in ("propose", "sessions", "sessions-again"):
        day.act(stage, "stage_opened")
    assert "Buses" not in " ".join(printed(day, "sessions"))
    assert "Buses Place A, Session 1. Convened by Uma." in printed(day, "sessions-again")[0]


def test_nothing_held_and_nobody_proposed() -> None:
    day = Day()
    assert "This stage was not held." in printed(day, "propose")[0]
    day.act("propose", "stage_opened")
    assert "Nobody proposed a topic." in printed(day, "propose")[0]


def test_a_hidden_topic_is_not_printed_nor_exported() -> None:
    day, keys = whole_day()
    day.act("propose", "hidden", target=keys["Mia"], reason="names somebody")
    words = " ".join(printed(day, "propose", "place", "harvest"))
    assert "cr\u00e8che" not in words
    assert "A topic that is withheld Blue room, 12:45 to 13:30. Nobody noted who came. Withheld." in words
    rows = report.rows(day.run("propose"), day.workshop.groups)["topics"]
    assert "cr\u00e8che" not in str(rows)


def test_rows() -> None:
    day, _keys = whole_day()
    groups = day.workshop.groups
    topic = report.rows(day.run("propose"), groups)["topics"][0]
    assert (topic["title"], topic["place"], topic["time"], topic["interested"], topic["came"]) == (
        "Lots small enough to bid for", "Main hall", "11:10 to 11:55", 14, 6,
    )  # fmt: skip
    assert report.rows(day.run("harvest"), groups)["reports"][0]["part"] == "Agreed"
    assert report.rows(day.run("huddle"), groups)["actions"][0]["action"] == "Write to the council"
    assert report.rows(day.run("place"), groups) == {}


def lines_of(day: Day) -> list[tuple[str, str]]:
    """What `reports.csv` says: title and line."""
    return [(row["topic"], row["text"]) for row in report.rows(day.run("harvest"), day.workshop.groups)["reports"]]


LINE = "Only small lots draw small groups"
GONE: dict[str, Callable[[Day, dict[str, str]], object]] = {
    "the convener withdraws": lambda day, keys: day.act("harvest", "withdrawn", target=keys["Dee"], by="phone"),
    "the desk takes it off": lambda day, keys: day.act("harvest", "dropped", target=keys["Dee"], reason="a twin"),
    "the topics merge": lambda day, keys: day.act(
        "harvest", "merge_offered", target=keys["Dee"], into=keys["Sam"], agreed=True, source="facilitator"
    ),
    "the place is removed": lambda day, _keys: day.act("harvest", "room", room="r1", gone=True),
    "the time is removed": lambda day, _keys: day.act("harvest", "slot", slot="s1", gone=True),
    "it waits again": lambda day, keys: day.act(
        "harvest", "placed", target=keys["Dee"], room="", slot="", source="facilitator"
    ),
}


@pytest.mark.parametrize("what", GONE)
def test_lines_of_a_report_stand_under_their_own_title_whatever_becomes_of_the_topic(what: str) -> None:
    day, keys = whole_day()
    day.act("sessions", "note", text=LINE, fields={"topic": keys["Dee"], "part": "points"}, source="phone", token="z")
    GONE[what](day, keys)
    words = " ".join(printed(day, "place", "harvest"))
    assert words.index("Lots small enough to bid for Main hall, 11:10 to 11:55.") < words.index(LINE)
    assert ("Lots small enough to bid for", LINE) in lines_of(day)
    shown = page.view(day.run("harvest"), Sender("z"), day.workshop.groups)["topics"]
    assert any(LINE in str(one["parts"]) and one["text"] == "Lots small enough to bid for" for one in shown)
    assert day.refused("harvest", "note", text="More", fields={"topic": keys["Dee"]}, source="phone") == ""


def test_lines_of_a_topic_that_is_withheld_print_without_its_title_and_lines_of_none_print_too() -> None:
    day, keys = whole_day()
    day.act("sessions", "note", text=LINE, fields={"topic": keys["Dee"], "part": "no such part"}, source="phone")
    day.act("sessions", "note", text="From a flip chart", fields={}, source="facilitator")
    day.act("propose", "hidden", target=keys["Dee"], reason="names somebody")
    words = " ".join(printed(day, "place", "harvest"))
    assert "Lots small enough" not in words
    assert words.index("A topic that is withheld") < words.index(LINE)
    assert words.index("Lines without a topic") < words.index("From a flip chart")
    assert {("A topic that is withheld", LINE), ("", "From a flip chart")} <= set(lines_of(day))


def test_lines_that_were_joined_print_with_the_one_that_stands_for_them() -> None:
    day, keys = whole_day()
    fields = {"topic": keys["Dee"], "part": "points"}
    one, other = (day.act("sessions", "note", text=text, fields=fields, source="phone") for text in (LINE, "The same"))
    day.act("harvest", "merged", targets=[other], into=one)
    assert "The same" in " ".join(printed(day, "harvest"))


def test_a_topic_that_was_taken_back_after_its_talk_was_held_without_its_title_when_nobody_wrote() -> None:
    day, keys = whole_day()
    day.act("harvest", "withdrawn", target=keys["Jo"], by="phone")
    words = " ".join(printed(day, "place", "harvest"))
    assert "7 topics were held." in words
    assert "A topic that was taken back Main hall, 12:45 to 13:30." in words
    assert "Share options early" not in words + str(report.rows(day.run("propose"), day.workshop.groups))


def test_held_is_said_only_of_topics_that_met() -> None:
    day, keys = busy_day()
    assert "7 topics had a place and a time. 0 topics were held." in printed(day, "harvest")[0]
    day.act("sessions", "stage_opened")
    day.act("sessions-again", "stage_opened")
    assert "5 topics were held." in printed(day, "harvest")[0]
    day.act("sessions-again", "came", target=keys["Jo"], n=0)
    words = " ".join(printed(day, "place", "harvest"))
    assert "4 topics were held." in words
    assert "Share options early, not one plan Nobody came." in words


def test_the_principles_print_on_a_sheet_and_in_the_record() -> None:
    day = Day()
    day.act("open", "stage_opened")
    sheet = str(contract.forms(day.run("open"), Blank(day.workshop.groups, "Open day", "4821", "Open", "today", 30)))
    for said in (*PRINCIPLES, LAW, ROLES):
        assert said in sheet
        assert " ".join(said.split()) in printed(day, "open")[0].replace("\n", " ")
