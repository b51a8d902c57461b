"""Attitudes over a whole programme, in documents and records: surveys months apart, and what is added up."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from facilitator.activities import paper
from facilitator.activities.across import Across
from facilitator.activities.survey import across_rows
from facilitator.activities.survey.across_waves import Part, Pool, Survey, alone, pools, published, surveys
from facilitator.activities.survey.moves import AFTER, BEFORE, unsure
from facilitator.activities.survey.report_waves import Told, compared, method, statement, wording
from facilitator.looks.blocks import Block, Heading, Keep, body, keep, remark
from facilitator.model.moment import now_ms
from facilitator.model.record import day
from facilitator.model.say import Day, Listed, Message, say
from facilitator.model.suppression import Decision
from facilitator.model.workshop import Workshop


def section(workshops: Sequence[Workshop], decision: Decision) -> list[Block]:
    """Each survey over several workshops, then what is added up; nothing where there is neither."""
    every = surveys(workshops)
    apart = [survey for survey in every if survey.over_several]
    found = [block for survey in apart for block in _survey(survey, decision)]
    found += _added(pools(every), decision)
    found += _versions(alone(workshops))
    return [Heading(say("Attitudes over several workshops"), 2), *found] if found else []


def _survey(survey: Survey, decision: Decision) -> list[Block]:
    """Which workshops asked it, then what moved among the same people; of too few only that they are too few."""
    waves, asked = survey.waves, survey.waves.state.instrument
    title = Heading(asked.title, 3, aside=say("version {version}", version=asked.version))
    when = body(_when(survey))
    if not survey.enough:
        few = say(
            "{n} person could be paired, which is too few to say what moved. Different people may have answered: what "
            "each wave answered stands with its workshop, as far as it may be shown.",
            "{n} people could be paired, which is too few to say what moved. Different people may have answered: what "
            "each wave answered stands with its workshop, as far as it may be shown.",
            n=len(waves.pairs),
        )
        return [title, when, body(few)]
    context = paper.Context(survey.groups, now_ms(), survey.attended, decision=decision)
    told = Told(waves, context, survey.where)
    same = wording(told.state.instrument.with_role("statement"), asked.version)
    return [title, when, *compared(told), *_left_out(survey), *method(told, _came_later(survey)), *same]


def _left_out(survey: Survey) -> list[Block]:
    """The workshops that asked it too and are in no figure, and why."""
    if not survey.left_out:
        return []
    named = Listed(tuple(map(_named, survey.left_out)), "and")
    return [
        remark(
            say(
                "Asked later too, and in none of these figures: {workshops}. Too few more people answered both times, "
                "or who is paired with whom would change: who had an earlier paper could find out how single people "
                "answered.",
                workshops=named,
            )
        )
    ]


def _when(survey: Survey) -> Message:
    first, second = (Listed(tuple(map(_named, parts)), "and") for parts in (survey.first, survey.second))
    return say("Asked first in {first}, and again in {second}.", first=first, second=second)


def _named(part: Part) -> Message:
    """`Our centres (15 November 2011)`."""
    return say("{workshop} ({day})", workshop=part.workshop.info.title, day=Day(_day(part)))


def _day(part: Part) -> date:
    return date.fromisoformat(day(part.workshop))


def _came_later(survey: Survey) -> str:
    """How long lay between, and how many people were there the second time."""
    n = (max(map(_day, survey.second)) - min(map(_day, survey.first))).days
    apart = say("Asked {n} day apart.", "Asked {n} days apart.", n=n) if n > 0 else ""
    counts = [part.run.present for part in survey.second]
    came = say("{n} person was there the second time.", "{n} people were there the second time.", n=sum(counts))
    return paper.together(apart, came if all(counts) else "")


def _added(every: Sequence[Pool], decision: Decision) -> list[Block]:
    """Each statement that several surveys asked in the same words; beside it its other wordings, never added to it."""
    items = {pool.question.id for pool in every if pool.added}
    told = [pool for pool in every if pool.question.id in items]
    if not told:
        return []
    n = len({part.workshop.id for pool in told for survey in pool.surveys for part in survey.parts})
    found: list[Block] = [
        Heading(say("Added up over {n} workshop", "Added up over {n} workshops", n=n), 3),
        remark(
            say(
                "Only statements in exactly the same words are added up; a statement in other words stands by itself. "
                "Each pair is one person in one survey: someone who took part in two surveys is in both."
            )
        ),
    ]
    worded: dict[str, int] = {}
    for pool in told:
        worded[pool.question.id] = worded.get(pool.question.id, 0) + 1
    for pool in sorted(told, key=lambda each: list(worded).index(each.question.id)):
        asked = [remark(_asked_by(pool))] if worded[pool.question.id] > 1 else []
        made = _statement(pool, decision)
        found.append(keep(*asked, *(made.parts if isinstance(made, Keep) else (made,))))
    return found


def _asked_by(pool: Pool) -> Message:
    versions = Listed(tuple(dict.fromkeys(_version(survey) for survey in pool.surveys)), "and")
    return say("{item} as it was worded in {versions}, not added to any other wording:", item=pool.question.id,
               versions=versions)  # fmt: skip


def _version(survey: Survey) -> str:
    return survey.waves.state.instrument.version


def _statement(pool: Pool, decision: Decision) -> Block:
    first = pool.surveys[0]
    one = Told(first.waves, paper.Context(first.groups, 0, decision=decision), first.where)
    lines = pool.lines(decision) if pool.added else one.lines(pool.question)
    return statement(lines, first.groups, _unknown(pool), plain=first.waves.state.plain)


def _unknown(pool: Pool) -> tuple[int, int]:
    """How many did not know, before and after."""
    waves = [survey.waves for survey in pool.surveys]
    before, after = (sum(unsure(pool.question, each.of(wave)) for each in waves) for wave in (BEFORE, AFTER))
    return before, after


def _versions(parts: Sequence[Part]) -> list[Block]:
    """What could not be put together because its words are others."""
    found: dict[str, list[Part]] = {}
    for part in parts:
        found.setdefault(part.state.instrument.key, []).append(part)
    told: list[Block] = []
    for key, some in found.items():
        first = [part for part in some if part.asked(BEFORE)]
        second = [part for part in some if part.asked(AFTER)]
        if first and second:
            told.append(body(_never(key, first, second)))
    return told


def _never(key: str, first: Sequence[Part], second: Sequence[Part]) -> Message:
    versions = [
        Listed(tuple(dict.fromkeys(p.state.instrument.version for p in some)), "and") for some in (first, second)
    ]
    return say(
        "{key} was asked the first time in version {before}, and the second time in version {after}. Answers to "
        "different versions, or paired in different ways, are never put together, so nothing is said of what moved.",
        key=key,
        before=versions[0],
        after=versions[1],
    )


ACROSS = Across(published, section=section, rows=across_rows.rows)
