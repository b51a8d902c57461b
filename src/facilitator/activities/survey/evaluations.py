"""Evaluations of a whole programme: which workshops asked, and which of their questions may be added up.

Counts are added, averages never made, and only where every word of a question is the same. What few people of a
workshop answered is in no sum either: who had the sum from before would find it by taking that away.
"""

from __future__ import annotations

from collections.abc import Collection, Hashable, Sequence
from dataclasses import dataclass

from facilitator.activities.survey.asking import Asking
from facilitator.activities.survey.between import may_be_added
from facilitator.activities.survey.figures import (
    Count,
    Response,
    cells_of,
    count,
    enough,
    options,
    response,
    totals_of,
    what,
)
from facilitator.activities.survey.instrument import Question
from facilitator.model.suppression import Decision, Figure, Goes, Key, Table
from facilitator.model.workshop import Workshop

_NEVER_ADDED = ("group", "consent")


@dataclass(frozen=True, slots=True)
class Asked(Asking):
    """A workshop, and the stage of it in which people filled in an evaluation form."""

    @property
    def said(self) -> Response:
        """How many forms came back, of how many people who were there when they were given out."""
        return response(self.state)

    @property
    def version(self) -> str:
        """That of its form."""
        return self.state.instrument.version

    @property
    def is_added(self) -> bool:
        """Whether so many forms came that it may be in a sum."""
        return bool(self.state.first(""))

    def adds(self, question: Question) -> bool:
        """Whether so many answered a question, and not as one, that two sums may be told, with them and without."""
        return self.is_added and may_be_added([question], self.state.counted())

    def has_row(self, decision: Decision) -> bool:
        """Whether so many forms came back that it stands by itself."""
        return enough(self.state, decision.least)

    def count(self, question: Question, decision: Decision) -> Count | None:
        """How one of its questions was answered; None where that is not told of this workshop alone."""
        if not self.has_row(decision) or not decision.counts((what(self.state, question), self.where)):
            return None
        return count(question, self.state.counted())


@dataclass(frozen=True, slots=True)
class Pool:
    """One question in the same words, with every workshop that asked it and got an answer."""

    question: Question
    asked: tuple[tuple[Asked, Question], ...]

    @property
    def key(self) -> Key:
        """What its sum is called among all figures."""
        return ("evaluation", self.question.words)

    @property
    def versions(self) -> list[str]:
        """The versions of the forms that it stood on."""
        return list(dict.fromkeys(one.version for one, _question in self.asked))

    @property
    def surveys(self) -> list[str]:
        """The forms that it stood on."""
        return list(dict.fromkeys(one.state.instrument.key for one, _question in self.asked))

    def count(self) -> Count:
        """All answers together."""
        return count(self.question, [form for one, _question in self.asked for form in one.state.counted()])


def evaluations(workshops: Sequence[Workshop]) -> list[Asked]:
    """Every evaluation of which a form came back, in the order of the workshops."""
    return [one for workshop in workshops for one in _asked(workshop) if one.state.counted()]


def waiting(workshop: Workshop) -> bool:
    """Whether forms came of which none is counted yet, since the form is still open."""
    return any(one.state.came() and not one.state.counted() for one in _asked(workshop))


def _asked(workshop: Workshop) -> list[Asked]:
    every = [Asked(workshop, run) for run in workshop.stages if run.root == run.id and run.stage.activity == "survey"]
    return [one for one in every if one.state.instrument.sort == "evaluation"]


def pools(workshops: Sequence[Workshop]) -> list[Pool]:
    """Every question that can be counted, by its words, in the order in which they were first asked.

    Questions about the parts of a day stay with their day.
    """
    found: dict[Hashable, list[tuple[Asked, Question]]] = {}
    for one in evaluations(workshops):
        for question in one.state.instrument.questions:
            counts = options(question) and question.kind != "pick" and question.role not in _NEVER_ADDED
            if counts and one.adds(question):
                found.setdefault(question.words, []).append((one, question))
    return [Pool(asked[0][1], tuple(asked)) for asked in found.values()]


def _added(workshops: Sequence[Workshop]) -> list[Pool]:
    return [pool for pool in pools(workshops) if len(pool.asked) > 1]


def instead(workshops: Sequence[Workshop]) -> Collection[Key]:
    """The figures of single workshops that go where the sum would tell those of another."""
    each = ((one, question) for pool in _added(workshops) for one, question in pool.asked)
    return {key for one, question in each for key in totals_of(one.state, question, one.where)}


def published(workshops: Sequence[Workshop]) -> list[Table]:
    """The sum of each question over its workshops, which always stands, and what each of them answered."""
    made = []
    for pool in _added(workshops):
        rows = [(what(one.state, q), one.where, cells_of(one.state, q, one.where)) for one, q in pool.asked]
        every = {cell: tally for _what, _where, cells in rows for cell, tally in cells.items()}
        figures = [Figure((name, where), frozenset(cells), Goes.LAST) for name, where, cells in rows if cells]
        made.append(Table(every, [*figures, Figure(pool.key, frozenset(every), Goes.NEVER)]))
    return made
