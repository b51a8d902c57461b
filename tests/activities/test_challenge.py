"""The workshop's challenge is asked in stages that have only an example of a question; nobody is asked an example."""

from __future__ import annotations

from itertools import count
from typing import Any

import pytest

from facilitator.activities import contract, lenses, library
from facilitator.activities.contract import Sender
from facilitator.activities.paper import Context
from facilitator.activities.rotate import stations
from facilitator.documents.paper_forms import blank
from facilitator.looks.languages import reader
from facilitator.model import acts
from facilitator.model.bodies import Facts
from facilitator.model.entry import Draft, Entry
from facilitator.model.method import Method, Stage
from facilitator.model.workshop import Workshop
from facilitator.web import pages

CHALLENGE = "How do voluntary groups and centres share a hall?"
OTHER = "Who keeps the keys?"


class Day:
    """A workshop with one method, told of a challenge or not."""

    def __init__(self, method: Method, challenge: str = "") -> None:
        self.workshop, self._seq = Workshop("w", contract.rules), count(1)
        for draft in acts.create({"title": "Day", "challenge": challenge}, [method], workshop="w"):
            self.write(draft)

    def write(self, draft: Draft) -> None:
        seq = next(self._seq)
        self.workshop.fold(Entry(seq, draft.key, "w", draft.stage, seq, draft.person, draft.kind, draft.body))

    def challenged(self, words: str) -> None:
        """The facilitator writes another challenge into the plan."""
        for draft in acts.edit_facts(self.workshop, Facts(challenge=words)):
            self.write(draft)

    def shown(self) -> str:
        """Everything that a room is shown of every stage: phone pages, paper forms, the record, what is said."""
        found: list[Any] = []
        templates = pages.templates(reader())
        for run in self.workshop.stages:
            activity = run.stage.activity
            page = contract.page(activity).view(run, Sender(token="t"), self.workshop.groups)
            made = templates.from_string(f'{{% import "parts.html" as parts %}}{{% include "{activity}/page.html" %}}')
            said = pages.Said()
            found.append(made.render(w=self.workshop, run=run, view=page, said=said, groups=[]))
            found += contract.forms(run, blank(self.workshop, run, 2))
            found += contract.report(activity).section(run, Context(self.workshop.groups, 0))
            found += [run.prompt, *run.stage.script, *run.stage.host_script]
        return " ".join(map(str, found))


def every_form() -> list[Method]:
    """Every method there is, in every form."""
    methods = [library.find(key) for key in library.methods()]
    return [each for m in methods for each in (m, *(m.form(preset.key) for preset in m.presets))]


ASKING = [m for m in every_form() if any(stage.example for stage in m.stages)]


def test_methods_whose_question_is_the_workshops_own_have_an_example_in_place_of_it() -> None:
    assert {method.key for method in ASKING} == {"open-space", "kj", "board-storm"}


@pytest.mark.parametrize("method", ASKING, ids=lambda m: m.title)
def test_an_example_is_shown_to_no_room_and_the_challenge_is_once_there_is_one(method: Method) -> None:
    day = Day(method)
    examples = {stage.example for stage in method.stages if stage.example}
    assert not [example for example in examples if example in day.shown()]
    for challenge in (CHALLENGE, OTHER):
        day.challenged(challenge)
        shown = day.shown()
        assert challenge in shown
        assert not [words for words in (*examples, {CHALLENGE, OTHER} - {challenge}) if str(words) in shown]
        assert not any(run.unasked for run in day.workshop.stages)
    assert CHALLENGE in Day(method, CHALLENGE).shown()


def test_a_question_of_ones_own_stays_when_the_challenge_changes() -> None:
    day = Day(library.find("kj"), CHALLENGE)
    first, second = (run for run in day.workshop.stages if run.stage.example)
    day.write(Draft("stage_edited", {"prompt": "Our own"}, "w", first.id))
    day.challenged(OTHER)
    assert (first.prompt, second.prompt) == ("Our own", OTHER)
    day.challenged("")
    assert (first.prompt, second.prompt, second.unasked) == ("Our own", second.stage.title, True)


def test_a_challenge_and_the_questions_that_follow_it_are_undone_as_one() -> None:
    day = Day(library.find("kj"))
    day.challenged(CHALLENGE)
    undo = acts.undo(day.workshop)
    assert undo is not None
    for draft in [undo, *acts.along(day.workshop, undo)]:
        day.write(draft)
    assert day.workshop.info.challenge == ""
    assert all(run.unasked for run in day.workshop.stages if run.stage.example)


def test_the_relay_has_the_challenge_for_its_question_and_boards_with_questions_keep_theirs() -> None:
    relay = Day(library.find("board-storm").form("relay"), CHALLENGE)
    home = relay.workshop.stages[0]
    assert {board.question for board in stations.stations(home.state)} == {CHALLENGE}
    carousel = Day(library.find("board-storm"))
    assert not any(run.unasked for run in carousel.workshop.stages)
    assert len({board.question for board in stations.stations(carousel.workshop.stages[0].state)}) == 4


def test_under_the_hats_the_focus_is_the_challenge_until_the_room_agrees_on_a_sentence() -> None:
    day = Day(library.find("six-hats"), CHALLENGE)
    white = next(run for run in day.workshop.stages if run.stage.options.get("hat") == "white")
    assert lenses.focus_of(white) == lenses.head(white)["focus"] == CHALLENGE
    day.write(Draft("note", {"text": "Share the hall on Mondays", "source": "phone"}, "w", "blue-open"))
    assert lenses.focus_of(white) == "Share the hall on Mondays"


def test_a_stored_method_keeps_its_example() -> None:
    stage: Stage = Day(library.find("kj")).workshop.stages[0].stage
    assert (stage.prompt, stage.example) == ("", library.find("kj").stages[0].example)
