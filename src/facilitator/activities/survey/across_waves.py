"""Waves of a whole programme: which wave of which workshop belongs to which survey, and what of them may be added up.

A workshop that asked both times is compared by itself. One that asked only once belongs with those of the programme
that asked the other wave of the very same questionnaire. What moved is added up statement by statement, and only where
every word of a statement is the same: versions are never put together.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from facilitator.activities.survey.asking import Asking
from facilitator.activities.survey.between import APART, PAIRED, may_be_paired, moves_tell_nobody
from facilitator.activities.survey.form import Form
from facilitator.activities.survey.instrument import Question
from facilitator.activities.survey.moves import AFTER, BEFORE, Both, Waves, movement, named_group, of_day, statements
from facilitator.activities.survey.rules import State
from facilitator.activities.survey.told_waves import (
    Line,
    compares,
    moved,
    moved_by_group,
    reporting,
    tables_of,
    told_groups,
)
from facilitator.model import suppression
from facilitator.model.entry import public
from facilitator.model.people import Groups
from facilitator.model.suppression import HIDDEN, LEAST, Decision, Goes, Key, Table, place
from facilitator.model.workshop import Workshop

ACROSS = "across"
"""Stands for the workshop where a survey is counted that two or more of them asked."""


@dataclass(frozen=True, slots=True)
class Part(Asking):
    """A workshop, and the stage of it that compares the waves of a questionnaire, or is the only one to ask it."""

    def asked(self, wave: str) -> bool:
        """Whether anybody filled in a form of a wave."""
        return bool(self.state.counted(wave))

    @property
    def one_wave(self) -> bool:
        """Whether it asks only one of the two."""
        return len(self.state.phases) == 1

    @property
    def wave(self) -> str:
        """The wave that it asks, of a workshop that asks one."""
        return self.state.wave_of(self.run.id)

    @property
    def first(self) -> list[Form]:
        """The forms that were there when its wave closed, once they are so many that figures are made of them."""
        return sorted(self.state.first(self.wave), key=lambda form: public(form.token))

    @property
    def told_at(self) -> int:
        """The place in the log from which on figures are made of them."""
        return max(form.seq for form in self.first)


@dataclass(frozen=True, slots=True)
class Survey:
    """Two waves that belong together. `first` and `second` are the workshops that asked them: the same one, or several.

    `where` is what it is called among all figures. `left_out` are workshops that asked a wave too, with so few people
    who answered both times that figures with them would tell of single people.
    """

    first: tuple[Part, ...]
    second: tuple[Part, ...]
    waves: Waves
    where: str
    left_out: tuple[Part, ...] = ()

    @property
    def parts(self) -> tuple[Part, ...]:
        """Every workshop that asked it, once."""
        return (*self.first, *self.second) if self.over_several else self.first

    @property
    def over_several(self) -> bool:
        """Whether its two waves were asked in different workshops."""
        return [part.where for part in self.first] != [part.where for part in self.second]

    @property
    def groups(self) -> Groups:
        """The partner groups of its people."""
        return self.first[0].workshop.groups

    @property
    def attended(self) -> int:
        """How many were there when the first wave was asked; 0 where that was not counted everywhere."""
        return _attended(self.first)

    @property
    def enough(self) -> bool:
        """Whether so many people could be paired that what moved among them is told."""
        return self.waves.paired


def surveys(workshops: Sequence[Workshop]) -> list[Survey]:
    """Every survey of a programme of which both waves were asked, those of one workshop first."""
    parts = _parts(workshops)
    found = [
        Survey((part,), (part,), of_day(part.state), part.where)
        for part in parts
        if part.asked(BEFORE) and part.asked(AFTER)
    ]
    return [*found, *_over_several(parts)]


def alone(workshops: Sequence[Workshop]) -> list[Part]:
    """The workshops that asked one wave of which the programme has no other."""
    parts = _parts(workshops)
    matched = {part.where for survey in _over_several(parts) for part in survey.parts}
    return [part for part in parts if part.asked(BEFORE) != part.asked(AFTER) and part.where not in matched]


def _parts(workshops: Sequence[Workshop]) -> list[Part]:
    return [
        Part(workshop, run)
        for workshop in workshops
        for run in workshop.stages
        if run.stage.activity == "survey" and run.state.instrument.sort == "attitudes" and compares(run)
    ]


def _over_several(parts: Sequence[Part]) -> list[Survey]:
    """The surveys of which one workshop asked the first wave and another the second."""
    waves: dict[tuple[object, ...], list[Part]] = {}
    for part in sorted((part for part in parts if part.one_wave and part.first), key=lambda part: part.told_at):
        waves.setdefault(_questionnaire(part.state), []).append(part)
    return [survey for each in waves.values() if (survey := _grown(each)) is not None]


def _grown(parts: Sequence[Part]) -> Survey | None:
    """One workshop after another, as their figures came to be told; None while only one wave was asked.

    How the waves are told is settled when there is one of each. Of a workshop that comes later, people who answered
    both times are many, or it is left out.
    """
    taken: list[Part] = []
    left_out: list[Part] = []
    known: Survey | None = None
    for part in parts:
        trial = _survey([*taken, part], known.waves.told if known else "", left_out)
        if known and trial and known.enough and not _goes_on(known, trial):
            left_out.append(part)
        else:
            taken.append(part)
            known = trial
    return replace(known, left_out=tuple(left_out)) if known else None


def _goes_on(known: Survey, trial: Survey) -> bool:
    return may_be_paired(statements(known.waves.state), known.waves.pairs, trial.waves.pairs)


def _survey(parts: Sequence[Part], told: str, left_out: Sequence[Part]) -> Survey | None:
    first, second = (tuple(part for part in parts if part.wave == wave) for wave in (BEFORE, AFTER))
    if not first or not second:
        return None
    forms = [[form for part in each for form in part.first] for each in (first, second)]
    state = first[0].state
    waves = Waves.put_together(state, forms[0], forms[1], told)
    settled = told or (PAIRED if len(waves.pairs) >= LEAST else APART)
    where = place(ACROSS, " ".join(part.where for part in (*first, *second)))
    return Survey(first, second, replace(waves, told=settled), where, tuple(left_out))


def _questionnaire(state: State) -> tuple[object, ...]:
    """What two waves must have alike: the questionnaire and its version, every word of it, and the way of pairing."""
    asked = state.instrument
    return asked.key, asked.version, state.way, tuple(moved(question) for question in statements(state))


# ---------------------------------------------------------------------- added up


@dataclass(frozen=True, slots=True)
class Pool:
    """One statement in one wording, and every survey of the programme that asked it of people who can be paired."""

    question: Question
    surveys: tuple[Survey, ...]

    @property
    def added(self) -> bool:
        """Whether there is anything to add up."""
        return len(self.surveys) > 1

    @property
    def pairs(self) -> list[Both]:
        """All people who answered both times."""
        return [both for survey in self.surveys for both in survey.waves.pairs]

    @property
    def attended(self) -> int:
        """How many were there at all first waves; 0 where that was not counted everywhere."""
        return _attended([part for survey in self.surveys for part in survey.first])

    @property
    def together(self) -> Mapping[str, tuple[str, ...]] | None:
        """The reporting groups, where they and the partner groups are the same everywhere; else none."""
        states = [survey.waves.state for survey in self.surveys]
        alike = all(each.reporting == states[0].reporting for each in states)
        same = all(survey.groups == self.surveys[0].groups for survey in self.surveys)
        return reporting(states[0]) if alike and same else {}

    def lines(self, decision: Decision) -> list[Line]:
        """Everybody, then each reporting group that anybody who answered is in."""
        asked, first = moved(self.question), self.surveys[0]
        whole = movement(self.question, self.pairs)
        told = self._told(decision, (asked,), self.surveys)
        found = [Line("", "", (), whole, told, (asked,) in decision.alike)]
        known = self.together
        for name, label, of in told_groups(first.waves.state, first.groups):
            inside = {survey.where: _inside(survey, of) for survey in self.surveys}
            every = [both for pairs in inside.values() for both in pairs]
            if every and (known is None or name in known):
                key = (asked, "", name)
                there = [s for s in self.surveys if movement(self.question, inside[s.where]).n]
                told = self._told(decision, key, there, name)
                found.append(Line(name, label, of, movement(self.question, every), told, key in decision.alike))
        return found

    def _told(self, decision: Decision, key: Key, there: Sequence[Survey], *name: str) -> str:
        """What may be told of a sum: no more than of each of its parts, as the sum without one of them may be known."""
        parts = [decision.shows((moved(self.question), survey.where, *name)) for survey in there]
        return decision.state(key) if all(parts) else HIDDEN


def _inside(survey: Survey, groups: Sequence[str]) -> list[Both]:
    """The people of some partner groups who answered both times."""
    return [both for both in survey.waves.pairs if named_group(survey.waves.state, both[0]) in groups]


def pools(every: Iterable[Survey]) -> list[Pool]:
    """Every wording of every statement, in the order in which they were asked first, over those surveys in which many
    answered it.
    """
    found: dict[str, Pool] = {}
    for survey in every:
        if survey.enough:
            for question in statements(survey.waves.state):
                if not moves_tell_nobody(question.id, survey.waves.pairs):
                    continue
                known = found.get(moved(question), Pool(question, ()))
                found[moved(question)] = replace(known, surveys=(*known.surveys, survey))
    return list(found.values())


def published(workshops: Sequence[Workshop]) -> list[Table]:
    """Every figure of surveys over several workshops, and of what is added up."""
    every = surveys(workshops)
    tables = [t for each in every if each.over_several and each.enough for t in tables_of(each.waves, each.where)]
    for each in every:
        if each.over_several and not each.enough:
            tables += [t for part in each.parts for t in tables_of(replace(of_day(part.state), told=APART), part.where)]
    return [*tables, *(_pooled(pool) for pool in pools(every) if pool.added)]


def _pooled(pool: Pool) -> Table:
    """Its rows, and the whole of it, which is hidden where it is small itself."""
    rows = {survey.where: moved_by_group(survey.waves, pool.question) for survey in pool.surveys}
    table = suppression.pooled(moved(pool.question), rows, pool.together)
    figures = [replace(f, goes=Goes.LAST) if f.goes is Goes.NEVER else f for f in table.figures]
    return Table(table.tallies, figures)


def _attended(parts: Iterable[Part]) -> int:
    counts = [part.run.present for part in parts]
    return sum(counts) if all(counts) else 0
