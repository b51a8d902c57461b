"""Counts of a questionnaire by question and answer; by group only where that gives nobody away."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from facilitator.activities.paper import together
from facilitator.activities.survey.bodies import CALLER
from facilitator.activities.survey.form import Form
from facilitator.activities.survey.instrument import NO, NONE, POINTS, SCORES, WAVES, YES, Question
from facilitator.activities.survey.rules import State
from facilitator.model import suppression
from facilitator.model.say import say
from facilitator.model.suppression import (
    LEAST,
    Cell,
    Decision,
    Goes,
    Key,
    Reported,
    Table,
    Tally,
    per_cent,
)

SCORE_FROM = 100
"""A recommendation score is never said of fewer answers than this."""
HIGH = (4, 5)
STILL_OPEN = say("The form is still open: answers are printed once it is closed.")


@dataclass(frozen=True, slots=True)
class Count:
    """How one question was answered. `n` leaves out those it does not concern (`none`) and those who skipped it."""

    question: Question
    answers: tuple[tuple[Any, str, int], ...]
    n: int
    none: int
    skipped: int

    @property
    def numbers(self) -> list[int]:
        """The counts in the order of the answers."""
        return [count for _value, _label, count in self.answers]

    @property
    def high(self) -> int:
        """How many gave 4 or 5."""
        return sum(count for value, _label, count in self.answers if value in HIGH)


@dataclass(frozen=True, slots=True)
class Response:
    """How many forms came back. `present` is None when nobody said how many people were there.

    `waiting` of them are in no figure yet, since the form is `open` or too few came after it was closed; `added` came
    so too, and are in the figures; `changed` are in them as they were, though taken back or changed since.
    """

    forms: int
    present: int | None
    stated: bool
    by_paper: int
    by_caller: int
    assisted: int
    other_versions: int
    waiting: int = 0
    added: int = 0
    changed: int = 0
    open: bool = False

    @property
    def counted(self) -> int:
        """How many of them figures are made from."""
        return self.forms - self.waiting

    def on_the_way(self) -> list[str]:
        """What a reader should know of forms that are in no figure yet, or came into them late."""
        if self.open and self.waiting:
            return [STILL_OPEN]
        told: list[str] = []
        if self.waiting:
            told.append(say("{n} form came later than the others. It is in no figure yet: two papers with so few forms "
                            "between them would give answers away.",
                            "{n} forms came later than the others. They are in no figure yet: two papers with so "
                            "few forms between them would give answers away.", n=self.waiting))  # fmt: skip
        if self.added:
            told.append(say("{n} form came later than the others; it is counted, but in no group.",
                            "{n} forms came later than the others; they are counted, but in no group.",
                            n=self.added))  # fmt: skip
        if self.changed:
            told.append(say("{n} form was changed or taken back after it was counted: it counts as it was, and its "
                            "words are not printed.",
                            "{n} forms were changed or taken back after they were counted: they count as they were, "
                            "and their words are not printed.", n=self.changed))  # fmt: skip
        return told

    @property
    def figure(self) -> str:
        """`23 of 23`, or only the forms."""
        return say("{count} of {of}", count=self.forms, of=self.present) if self.present else str(self.forms)

    def sentence(self) -> str:
        """`23 forms from 23 people present when they were given out (100 %).`"""
        if self.forms and self.by_caller == self.forms and not self.stated:
            return say("{n} form, answered on the telephone.", "{n} forms, all answered on the telephone.",
                       n=self.forms)  # fmt: skip
        if not self.present:
            return say("{n} form; how many people were present was not counted.",
                       "{n} forms; how many people were present was not counted.", n=self.forms)  # fmt: skip
        forms, people = say("{n} form", "{n} forms", n=self.forms), self._people(self.present)
        if not self.share:
            return say("{forms} from {people}.", forms=forms, people=people)
        return say("{forms} from {people} ({share}).", forms=forms, people=people, share=self.share)

    @property
    def share(self) -> str:
        """How many of those present filled in a form, in per cent; empty where that is not said."""
        return per_cent(self.forms, self.present) if self.present and self.forms <= self.present else ""

    def _people(self, n: int) -> str:
        if self.stated:
            return say("{n} person present when they were given out", "{n} people present when they were given out",
                       n=n)  # fmt: skip
        return say("{n} person who took part in the day", "{n} people who took part in the day", n=n)


def response(state: State, took_part: int = 0, wave: str = "") -> Response:
    """How many forms came back in a wave; `took_part` stands in where nobody counted who was present."""
    forms, given_out = state.came(wave), state.present(wave)
    return Response(
        forms=len(forms),
        present=given_out if given_out is not None else took_part or None,
        stated=given_out is not None,
        by_paper=sum(form.source == "paper" for form in forms),
        by_caller=sum(form.source == CALLER for form in forms),
        assisted=sum(form.assisted for form in forms),
        other_versions=sum(form.wave == wave for form in state.forms.values()) - len(forms),
        waiting=state.waiting(wave),
        added=len(state.added(wave)),
        changed=sum(state.is_changed(form) for form in state.counted(wave)),
        open=state.asks(wave),
    )


def enough(state: State, least: int = LEAST) -> bool:
    """Whether so many forms are counted that answers may be shown at all."""
    return len(state.counted()) >= least


def enough_written(state: State, least: int = LEAST) -> bool:
    """Whether so many forms came in some wave that what people wrote on them may be shown."""
    return any(len(state.counted(wave)) >= least for wave in WAVES)


def count(question: Question, forms: Sequence[Form]) -> Count:
    """The counts of one question over some forms, every answer that it takes among them, those of nobody too."""
    given = Counter(one for form in forms if question.id in form.answers for one in _each(form.answers[question.id]))
    none = given.pop(NONE, 0) if question.kind == "scale" else 0
    answers = tuple((value, label, given[value]) for value, label in options(question))
    n = sum(form.answers.get(question.id, NONE) != NONE for form in forms)
    return Count(question, answers, n, none, len(forms) - n - none)


def _each(answer: Any) -> Sequence[Any]:
    """Every choice in an answer."""
    return answer if isinstance(answer, list | tuple) else (answer,)


def options(question: Question) -> list[tuple[Any, str]]:
    """The answers that can be counted, `(value, label)`, in order; none for words, days and groups."""
    if question.kind == "scale":
        return list(zip(POINTS, points(question), strict=True))
    if question.kind == "score":
        return [(score, str(score)) for score in SCORES]
    if question.kind == "consent":
        return [(YES, say("Yes")), (NO, say("No"))]
    return [(choice.value, choice.label) for choice in question.choices]


def points(question: Question) -> list[str]:
    """The points of a scale by their names, or with the names of its ends."""
    if question.points:
        return list(question.points)
    ends = {POINTS[0]: question.low, POINTS[-1]: question.high}
    return [choice(point, ends[point]) if ends.get(point) else str(point) for point in POINTS]


def choice(number: int, label: str) -> str:
    """An answer after the sign that stands for it."""
    return say("{no} {label}", no=number, label=label)


def told_counts(state: State, decision: Decision, where: str) -> list[Count]:
    """Of all `counts` those that may be told: not where they would tell those of another workshop with few forms."""
    every = counts(state, decision.least)
    return [c for c in every if c.question.role == "group" or decision.counts((what(state, c.question), where))]


def counts(state: State, least: int = LEAST) -> list[Count]:
    """Every question that can be counted, over all forms; nothing where there are fewer forms than `least`."""
    if not enough(state, least):
        return []
    forms = state.counted()
    return [count(q, forms) for q in state.instrument.questions if options(q)]


def three_counts(counted: Count) -> tuple[int, int, int]:
    """Answers from 0 to 6, 7 to 8, and 9 to 10."""
    low = sum(n for value, _l, n in counted.answers if value <= 6)
    middle = sum(n for value, _l, n in counted.answers if value in (7, 8))
    return low, middle, counted.n - low - middle


def recommendation(counted: Count) -> str:
    """The three counts in words; a score only of SCORE_FROM answers or more."""
    low, middle, high = three_counts(counted)
    said = say("0 to 6: {low}; 7 or 8: {middle}; 9 or 10: {high} (n={n}).", low=low, middle=middle, high=high,
               n=counted.n)  # fmt: skip
    if counted.n < SCORE_FROM:
        return said
    return together(said, say("Score {score}.", score=f"{round(100 * (high - low) / counted.n):+d}"))


def groups_of(state: State) -> dict[str, str]:
    """The partner group of each form by its token, as answered in the form; empty when it was not."""
    asked = state.instrument.with_role("group")
    name = asked[0].id if asked else ""
    return {form.token: str(form.answers.get(name, "")) for form in state.counted()}


def published(state: State, where: str, reported: Sequence[Reported] = ()) -> list[Table]:
    """The answers to every question by partner group, or by those `reported` together, and how many forms each filled
    in.

    Forms that were added later are a place of their own: somebody may know the figures from before they came.
    """
    return [
        table
        for at, forms in _places(state, where)
        for table in _tables(state, at, forms, suppression.together(reported))
    ]


def _places(state: State, where: str) -> list[tuple[str, list[Form]]]:
    """The forms that were there when it closed, and those that were added later, each with its place."""
    late = {form.token for form in state.added()}
    first = [form for form in state.counted() if form.token not in late]
    return [(where, first), (f"{where}/late", [form for form in state.counted() if form.token in late])]


def cells_of(state: State, question: Question, where: str) -> dict[Cell, Tally]:
    """The finest figures that the answers to a question are counted from."""
    of, asked = groups_of(state), what(state, question)
    return {
        Cell(asked, at, group): tally
        for at, forms in _places(state, where)
        for group, tally in _tallies(forms, of, question).items()
    }


def totals_of(state: State, question: Question, where: str) -> list[Key]:
    """What the answers of everybody to a question are called among all figures."""
    return [(what(state, question), at) for at, _forms in _places(state, where)]


def _tables(
    state: State, where: str, forms: Sequence[Form], groups: Mapping[str, tuple[str, ...]] | None
) -> list[Table]:
    version, of, never = state.instrument.version, groups_of(state), Goes.NEVER
    came = {group: Tally(n) for group, n in Counter(of[form.token] for form in forms).items()}
    asked = [q for q in state.instrument.questions if q.role != "group"]
    tables = [suppression.by_group(what(state, q), where, _tallies(forms, of, q), groups, total=never) for q in asked]
    return [*tables, suppression.by_group(f"forms {version}", where, came, groups, total=never)]


def what(state: State, question: Question) -> str:
    """What a question is called among all figures: the same words are the same question, in whatever workshop."""
    return f"form {state.instrument.version} {question.id}"


def telling_groups(state: State, question: Question, decision: Decision, where: str) -> list[Reported]:
    """The groups whose answers to one question may stand beside those of all."""
    asked = what(state, question)
    return [each for each in decision.groups(groups_of(state).values()) if decision.shows((asked, where, each.id))]


def telling_forms(state: State, decision: Decision, where: str) -> list[Reported]:
    """The groups of which it may be told how many filled in a form."""
    asked = f"forms {state.instrument.version}"
    return [each for each in decision.groups(groups_of(state).values()) if decision.counts((asked, where, each.id))]


def by_group(state: State, question: Question, decision: Decision, where: str) -> list[tuple[str, Count]]:
    """The counts of one question for each group that may be told apart, by its id."""
    of = groups_of(state)
    groups = telling_groups(state, question, decision, where)
    return [(each.id, count(question, [f for f in state.counted() if of[f.token] in each.of])) for each in groups]


def _tallies(forms: Sequence[Form], of: Mapping[str, str], question: Question) -> dict[str, Tally]:
    """How each group answered a question: whoever it does not concern, or who skipped it, is not counted."""
    given: dict[str, Counter[Hashable]] = {}
    for form in forms:
        if form.answers.get(question.id, NONE) != NONE:
            given.setdefault(of[form.token], Counter())[str(form.answers[question.id])] += 1
    return {group: Tally(answers.total(), (answers,)) for group, answers in given.items()}
