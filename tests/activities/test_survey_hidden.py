"""What small groups' hiding holds against: who takes one number from another, and one export from the next."""

from __future__ import annotations

import itertools
import random
from collections import Counter
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from survey_day import AT, WORST, W, day, filled, folded

from facilitator.activities.survey import report_rows
from facilitator.activities.survey.bodies import AllCounted
from facilitator.activities.survey.figures import response
from facilitator.model.entry import Draft, Entry
from facilitator.model.mixing import mixed
from facilitator.model.programme import Programme
from facilitator.model.suppression import LEAST, MOST
from facilitator.model.workshop import Workshop
from facilitator.programme import contract as programmes
from facilitator.records.tables import tables

QUESTION, HIDDEN = "overall", ""


def forms(**ratings: list[int]) -> list[dict[str, Any]]:
    """A form a rating, by group."""
    return [{QUESTION: value, "partner_group": group} for group, values in ratings.items() for value in values]


def exported(given: list[dict[str, Any]]) -> tuple[Counter[str], dict[str, Counter[str]]]:
    """What others get of a day with these forms."""
    return answers_in(*folded(day(given, VCS=10, CCM=6, LA=5, PAR=4)))


def answers_in(programme: Programme, workshop: Workshop) -> tuple[Counter[str], dict[str, Counter[str]]]:
    """Of the rated question, as others get it: how many gave each answer, and the same by the group that is told."""
    every = tables(programme, workshop, AT)
    asked = next(q.text for q in workshop.runs["evaluation"].state.instrument.questions if q.id == QUESTION)
    total: Counter[str] = Counter()
    by_group: dict[str, Counter[str]] = {}
    for row in every.get("counts", ()):
        if row["question"] == asked and row["n"]:
            total[row["answer"]] = row["n"]
    for row in every.get("survey_answers", ()):
        if row["question"] == asked:
            by_group.setdefault(row["partner_group"], Counter())[row["answer"]] += 1
    return total, by_group


def test_what_is_hidden_is_at_least_two_groups_and_five_forms() -> None:
    total, by_group = exported(forms(VCS=[1, 2, 3, 4, 5, 5], CCM=[1, 2, 2, 3, 4], LA=[5, 1, 4], PAR=[2, 3]))
    told = {group for group in by_group if group != HIDDEN}
    assert told == {"Voluntary & community sector", "Children's-centre managers"}
    assert by_group[HIDDEN].total() == total.total() - sum(by_group[group].total() for group in told) == LEAST


def test_a_hidden_remainder_that_answered_alike_is_not_known() -> None:
    """Nor is any group of it told: who else is hidden with it answered otherwise."""
    _total, by_group = exported(forms(VCS=[1, 2, 3, 4, 5, 5], CCM=[1, 2, 2, 3, 4], LA=[5, 5, 5], PAR=[5, 5]))
    assert set(by_group) == {"Voluntary & community sector", HIDDEN}
    assert len(by_group[HIDDEN]) > 1


@given(st.lists(st.tuples(st.sampled_from(["VCS", "CCM", "LA", "PAR"]), st.integers(1, 5)), min_size=5, max_size=23))
def test_who_knows_how_many_of_each_group_were_there_learns_of_no_group_how_all_of_it_answered(
    given_forms: list[tuple[str, int]],
) -> None:
    """Everybody filled in a form, so that the head counts on the first page are those of the forms too."""
    heads = Counter(group for group, _value in given_forms)
    room = [{QUESTION: value, "partner_group": group} for group, value in given_forms]
    programme, workshop = folded(day(room, **heads))
    total, by_group = answers_in(programme, workshop)
    labels = {group.label: group.id for group in workshop.groups}
    told = {labels[group]: answers for group, answers in by_group.items() if group in labels}
    left = by_group.get(HIDDEN, Counter())
    hidden = sum(n for group, n in heads.items() if group not in told)
    assert left.total() in (hidden, 0)
    assert len(total) < 2 or not left or hidden == total.total() or (hidden >= LEAST and len(left) > 1), (told, left)


# ---------------------------------------------------------------------- one export after another


class Room:
    """A room over an evening: whatever happens there, and what somebody has who gets every table after it."""

    def __init__(self, chance: random.Random) -> None:
        self.chance, self.at, self.forms = chance, AT, 0
        self.programme = programmes.empty()
        for draft in day([], VCS=10, CCM=6, LA=5, PAR=4)[:-3]:
            self.happens(draft)

    def happens(self, draft: Draft, later: int = 60_000) -> None:
        """So many milliseconds later."""
        self.at += later
        seq = self.programme.seq + 1
        self.programme.fold(
            Entry(seq, draft.key, draft.workshop, draft.stage, self.at, draft.person, draft.kind, draft.body)
        )

    def stage(self, kind: str) -> None:
        """The form is opened or closed."""
        self.happens(Draft(kind, {}, W, "evaluation"))

    def form(self, source: str = "phone", **more: Any) -> None:
        """One more form, from anybody; now and then it is one that came before, sent again with other answers."""
        again = source == "phone" and self.forms and self.chance.random() < 0.1
        self.forms += not again
        number = self.chance.randint(1, self.forms) if again else self.forms
        group = self.chance.choice(["VCS", "CCM", "LA", "PAR", ""])
        answers = {QUESTION: self.chance.randint(1, 5), **({"partner_group": group} if group else {})}
        token = f"{source}-{number}"
        body = {"version": "E1", "answers": answers, "token": token, "source": source, **more}
        self.happens(Draft("answers", body, W, "evaluation"))

    def exported(self) -> tuple[Counter[str], dict[str, Counter[str]]]:
        """What the tables say now, also once order and times in the file say nothing any more."""
        now = answers_in(self.programme, self.programme.workshops[W])
        apart = mixed(self.programme.workshops[W])
        assert answers_in(self.programme, apart) == now
        return now


def evening(chance: random.Random) -> tuple[list[tuple[Counter[str], dict[str, Counter[str]]]], Room]:
    """Every export that somebody could have: after each thing that happened."""
    room, found = Room(chance), []

    def after(does: Callable[..., None], *given: Any, **more: Any) -> None:
        does(*given, **more)
        found.append(room.exported())

    for _ in range(chance.randint(1, 3)):
        after(room.stage, "stage_opened")
        for _ in range(chance.choice([2, 5, 8, 14])):
            after(room.form)
        after(room.stage, "stage_closed")
        for _ in range(chance.choice([0, 1, 3, 11])):
            after(room.form, "paper")
    return found, room


@pytest.mark.parametrize("seed", range(12))
def test_no_two_exports_of_an_evening_have_few_forms_between_them(seed: int) -> None:
    found, _room = evening(random.Random(seed))
    told = [total for total, _by_group in found]
    for before, after in itertools.combinations(told, 2):
        between = after - before
        assert not before - after, "what was counted once stays"
        assert not between or between.total() >= (MOST if before else LEAST), (before, after)
    groups = [{group: given for group, given in each.items() if group} for total, each in found if total]
    assert all(each == groups[0] for each in groups), "a group is told as it was when the form closed"


def test_all_are_counted_once_the_form_is_closed_and_who_sends_a_moment_later_too() -> None:
    room = Room(random.Random(5))
    room.stage("stage_opened")
    for _ in range(7):
        room.form()
    assert room.exported()[0].total() == 0
    assert "still open" in " ".join(sentences(room))
    room.stage("stage_closed")
    room.form(source="tablet")
    assert room.exported()[0].total() == room.forms - 1
    assert "1 form came later than the others." in " ".join(sentences(room))


def test_a_form_that_was_on_its_way_when_it_closed_is_in_time() -> None:
    room = Room(random.Random(5))
    room.stage("stage_opened")
    for _ in range(7):
        room.form()
    room.stage("stage_closed")
    room.happens(Draft("answers", {"version": "E1", "answers": {QUESTION: 4}, "token": "late-phone"}, W, "evaluation"),
                 later=2000)  # fmt: skip
    assert room.exported()[0].total() == room.forms + 1


def test_late_forms_count_once_the_facilitator_says_that_nobody_has_any_figures_yet() -> None:
    room = Room(random.Random(5))
    room.stage("stage_opened")
    for _ in range(7):
        room.form()
    room.stage("stage_closed")
    room.form("paper")
    room.form("paper")
    assert room.exported()[0].total() == room.forms - 2
    room.happens(AllCounted().draft(W, "evaluation"))
    assert room.exported()[0].total() == room.forms
    assert "later" not in " ".join(sentences(room))


def test_late_forms_wait_where_a_question_was_answered_by_few_of_them() -> None:
    room = Room(random.Random(5))
    room.stage("stage_opened")
    for _ in range(7):
        room.form()
    room.stage("stage_closed")
    before = room.exported()[0]
    for n in range(MOST):
        answers = {QUESTION: 1, "heard": 2} if n == 3 else {"heard": 1 + n % 3}
        body = {"version": "E1", "answers": answers, "token": f"late{n}", "source": "paper"}
        room.happens(Draft("answers", body, W, "evaluation"))
        assert room.exported()[0] == before
    assert "10 forms came later than the others." in " ".join(sentences(room))


def test_a_form_that_is_taken_back_later_keeps_its_figures_and_loses_its_words() -> None:
    programme, workshop = folded(day(filled()))
    wrote = [text.text for text in report_rows.texts(workshop.runs["evaluation"])]
    body = {"version": "E1", "answers": {}, "token": "token3", "source": "phone"}
    programme.fold(Entry(programme.seq + 1, "back", W, "evaluation", AT + 3_600_000, "", "answers", body))
    assert WORST[0] in wrote
    assert WORST[0] not in [text.text for text in report_rows.texts(workshop.runs["evaluation"])]
    assert answers_in(programme, workshop)[0].total() == 23
    told = response(workshop.runs["evaluation"].state).on_the_way()
    assert [str(words) for words in told] == [
        "1 form was changed or taken back after it was counted: it counts as it was, and its words are not printed."
    ]


def sentences(room: Room) -> list[str]:
    """What paper says of forms that are in no figure."""
    return [str(words) for words in response(room.programme.workshops[W].runs["evaluation"].state).on_the_way()]


def test_a_form_that_all_who_were_there_have_sent_is_as_good_as_closed_and_the_next_waits() -> None:
    programme, workshop = folded(day(filled())[:-1])
    assert answers_in(programme, workshop)[0].total() == 23
    for n in range(2):
        body = {"version": "E1", "answers": {QUESTION: 1}, "token": f"more{n}", "source": "phone"}
        programme.fold(Entry(programme.seq + 1, f"m{n}", W, "evaluation", AT + 60_000 * n, "", "answers", body))
        programme.fold(Entry(programme.seq + 1, f"g{n}", W, "evaluation", AT, "", "forms_given_out", {"present": 30}))
        assert answers_in(programme, workshop)[0].total() == 23
