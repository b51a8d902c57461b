"""The proceedings: the grid, a report a topic, what did not run and why, how many were prepared."""

from __future__ import annotations

import io

from market_day import Day, busy_day
from pypdf import PdfReader

from facilitator.activities import contract
from facilitator.activities.market import report
from facilitator.activities.paper import Context
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
    for stage in ("place", "sessions", "harvest", "marks", "huddle"):
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
    pages = printed(day, "harvest")
    assert len(pages) == 1
    in_order = [
        "7 topics ran, 1 of all topics prepared beforehand.",
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
    assert "Withheld" in words
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
