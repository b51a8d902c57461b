"""What the console counts, and under which question a note stands."""

from __future__ import annotations

from pathlib import Path

from console_help import opened, room
from PySide6.QtWidgets import QApplication

from facilitator.desktop.run.foot import silent
from facilitator.model.bodies import Presence
from facilitator.model.entry import Draft
from facilitator.model.run import on_wall


def test_each_answer_stands_under_the_question_it_answers(qapp: QApplication, tmp_path: Path) -> None:
    """On the wall only what answers the question asked now; at the desk every card says which one it answers."""
    with room(tmp_path, *opened("facts", 1)) as r:
        first = r.note("facts", "two groups", question="What did you see?")
        r.spin(lambda: [n.key for n in on_wall(r.run("facts"))] == [first])
        r.console.acts.ask_question(1)
        r.spin(lambda: r.run("facts").asking == 1)
        assert on_wall(r.run("facts")) == []
        second = r.note("facts", "a second date", question="What was new?")
        r.spin(lambda: [n.key for n in on_wall(r.run("facts"))] == [second])
        r.spin(lambda: set(r.on_board()) == {first, second})
        assert "Question 1" in r.spoken(first)
        assert "Question 2" in r.spoken(second)
        r.console.acts.ask_question(0)
        r.spin(lambda: [n.key for n in on_wall(r.run("facts"))] == [first])


def test_people_who_wrote_unseen_are_counted_among_the_phones(qapp: QApplication, tmp_path: Path) -> None:
    """Twenty-nine wrote without joining, five are connected: five of twenty-nine, and nobody was silent."""
    wrote = {"feel": [f"t{n}" for n in range(29)]}
    with room(tmp_path, *opened("feel", 1)) as r:
        r.write(Draft("presence", Presence("page", connected=5, wrote=wrote).pack(), "w"))
        r.spin(lambda: r.day.people.connected == 5)
        r.console.refresh()
        assert r.day.people.phones() == 29
        assert r.console.foot.phones.text() == "5 of 29 phones"
        assert silent(r.day, r.run("feel")) == 0
