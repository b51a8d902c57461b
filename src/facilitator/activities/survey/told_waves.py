"""What of two waves may be told: the same people by reporting group, as far as the one rule on small groups lets it."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass

from facilitator.activities.survey.between import APART
from facilitator.activities.survey.form import Form
from facilitator.activities.survey.instrument import POINTS, Question
from facilitator.activities.survey.moves import (
    AFTER,
    BEFORE,
    Both,
    Move,
    Waves,
    movement,
    named_group,
    of_day,
    statements,
)
from facilitator.activities.survey.rules import State
from facilitator.model.people import Groups
from facilitator.model.run import StageRun
from facilitator.model.suppression import COUNTED, HIDDEN, SHOWN, Decision, Goes, Table, Tally, by_group

BOTH = "both"
"""Of the people who answered both times, beside those of each wave."""


@dataclass(frozen=True, slots=True)
class Line:
    """A reporting group, "" for everybody, in one statement: what moved, and how much of it may be told.

    `alike`: so few of them answered as one that a reader is told "all or nearly all".
    """

    name: str
    label: str
    of: tuple[str, ...]
    move: Move
    told: str
    alike: bool

    @property
    def shown(self) -> bool:
        """Whether all of it may be told."""
        return self.told == SHOWN

    @property
    def counted(self) -> bool:
        """Whether it may be told how many they are, though not how they answered."""
        return self.told == COUNTED

    @property
    def hidden(self) -> bool:
        """Whether not even that may be told."""
        return self.told == HIDDEN


def compares(run: StageRun) -> bool:
    """Whether a stage compares two waves: the second one does, and a first one that nothing follows here."""
    state: State = run.state
    return bool(state.wave_of(run.id)) and (state.wave_of(run.id) == AFTER or len(state.phases) == 1)


def published(run: StageRun, where: str) -> list[Table]:
    """Every figure of two waves that anything may show: what moved, and who answered when, by reporting group."""
    return tables_of(of_day(run.state), where) if compares(run) else []


def tables_of(waves: Waves, where: str) -> list[Table]:
    """The figures of two waves, counted at a place; of two that are not paired only how each answered."""
    state, groups = waves.state, reporting(waves.state)
    if waves.told == APART:
        asked = [(wave, question) for wave in (BEFORE, AFTER) for question in statements(state)]
        return [
            by_group(one_wave(question, wave), where, _spread(waves, question, wave), {}) for wave, question in asked
        ]
    if not waves.paired:
        return []
    tables = [by_group(moved(q), where, moved_by_group(waves, q), groups) for q in statements(state)]
    return [
        *tables,
        *(by_group(forms(state, wave), where, n, groups, total=Goes.NEVER) for wave, n in _forms(waves)),
    ]


def reporting(state: State) -> Mapping[str, tuple[str, ...]] | None:
    """The reporting groups with the partner groups in each; None where every partner group stands by itself."""
    return {merged.id: merged.of for merged in state.reporting} or None


def moved(question: Question) -> str:
    """What a statement is called among all figures: the same words are the same statement, in whatever workshop."""
    return f"moved {question.id} {_digest(question)}"


def one_wave(question: Question, wave: str) -> str:
    """What the answers of one wave to a statement are called, of people whose two forms are not paired."""
    return f"{wave} {question.id} {_digest(question)}"


def forms(state: State, wave: str) -> str:
    """What the number of forms of a wave, or of both, is called."""
    return f"forms {state.instrument.key} {state.instrument.version} {wave}"


def lines(waves: Waves, question: Question, groups: Groups, decision: Decision, where: str) -> list[Line]:
    """Everybody, then each reporting group that anybody who answered is in."""
    state, asked = waves.state, moved(question)
    whole = movement(question, waves.pairs)
    found = [Line("", "", (), whole, decision.state((asked, where)), (asked, where) in decision.alike)]
    for name, label, of in told_groups(state, groups):
        key = (asked, where, name)
        inside = [both for both in waves.pairs if named_group(state, both[0]) in of]
        if inside:
            found.append(Line(name, label, of, movement(question, inside), decision.state(key), key in decision.alike))
    return found


def told_groups(state: State, groups: Groups) -> list[tuple[str, str, tuple[str, ...]]]:
    """`(name, label, partner groups)` of each group that is reported."""
    if state.reporting:
        return [(merged.id, merged.label, merged.of) for merged in state.reporting]
    return [(group.id, group.label, (group.id,)) for group in groups]


def how_many(waves: Waves, name: str, decision: Decision, where: str) -> dict[str, int | None]:
    """How many of a reporting group answered in each wave and both times; None where that is not told."""
    state = waves.state
    of = next((each for known, _label, each in told_groups(state, Groups()) if known == name), (name,))
    found: dict[str, int | None] = {}
    for wave, tallies in _forms(waves):
        n = sum(tally.n for group, tally in tallies.items() if group in of)
        found[wave] = n if not n or decision.counts((forms(state, wave), where, name)) else None
    return found


def _digest(question: Question) -> str:
    said = "\n".join((*question.words, str(question.direction)))
    return hashlib.sha256(said.encode()).hexdigest()[:12]


def moved_by_group(waves: Waves, question: Question) -> dict[str, Tally]:
    """How the people of each partner group answered both times: which way they moved, and each time."""
    groups: dict[str, list[Both]] = {}
    for both in waves.pairs:
        if all(form.answers.get(question.id) in POINTS for form in both):
            groups.setdefault(named_group(waves.state, both[0]), []).append(both)
    return {group: _tally(movement(question, inside)) for group, inside in groups.items()}


def _tally(move: Move) -> Tally:
    ways: dict[Hashable, int] = {"toward": move.toward, "same": move.same, "away": move.away}
    waves = [dict[Hashable, int](zip(POINTS, counts, strict=True)) for counts in (move.before, move.after)]
    return Tally(move.n, tuple({answer: n for answer, n in given.items() if n} for given in (ways, *waves)))


def _spread(waves: Waves, question: Question, wave: str) -> dict[str, Tally]:
    found: dict[str, Counter[Hashable]] = {}
    for form in waves.of(wave):
        if form.answers.get(question.id) in POINTS:
            found.setdefault(named_group(waves.state, form), Counter())[form.answers[question.id]] += 1
    return {group: Tally(given.total(), (given,)) for group, given in found.items()}


def _forms(waves: Waves) -> list[tuple[str, dict[str, Tally]]]:
    some: list[tuple[str, Sequence[Form]]] = [(wave, waves.of(wave)) for wave in (BEFORE, AFTER)]
    some.append((BOTH, [before for before, _after in waves.pairs]))
    return [
        (wave, {group: Tally(n) for group, n in Counter(named_group(waves.state, form) for form in each).items()})
        for wave, each in some
    ]
