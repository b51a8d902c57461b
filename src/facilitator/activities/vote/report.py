"""A vote in the record: its rules, how many voted and how, the ranking with every number, groups only where safe."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from facilitator.activities import paper
from facilitator.activities.contract import Report
from facilitator.activities.vote import rules, ties
from facilitator.looks.blocks import Bar, Block, Cell, Column, Heading, Table, TableRow, body, remark
from facilitator.model import suppression
from facilitator.model.entry import public
from facilitator.model.item import Item
from facilitator.model.people import Groups
from facilitator.model.run import StageRun
from facilitator.model.say import Listed, say

Row = dict[str, Any]
_BALLOTS = "ballots"


def section(run: StageRun, context: paper.Context) -> list[Block]:
    """The rules in a sentence, n, the ranked table, the same by partner group where no group is small."""
    state: rules.State = run.state
    left_out = paper.left_out(run, context)
    if not state.voters():
        none = say("Nobody voted.") if state.candidates() else say("There was nothing to vote on.")
        return [*paper.not_held(run, none), *left_out]
    found: list[Block] = [body(state.words())]
    found.append(remark(paper.together(_voters(state, context), _kept(run, state))))
    found.append(_ranking(state))
    if lost := rules.gone(state):
        stood = say("{n} point stood on something withdrawn since; it is in no row.",
                    "{n} points stood on something withdrawn since; they are in no row.", n=lost)  # fmt: skip
        found.append(remark(stood))
    if joined := [r for r in rules.results(state) if r.joined]:
        n = sum(r.joined for r in joined)
        found.append(remark(say(
            "{n} thing voted on was joined with another since; its points count for that one: {names}.",
            "{n} things voted on were joined with others since; their points count for those: {names}.",
            n=n, names=Listed(tuple(paper.quoted(r.item.called) for r in joined), ""),
        )))  # fmt: skip
    found += [remark(_apart_words(parts)) for parts in ties.apart(state).values()]
    if level := ties.ties(rules.results(state)):
        broken = say("First choices break a tie.") if state.terms().style == rules.RANK else ""
        shared, nothing = say("= shares its place with another."), say("Nothing else breaks one.")
        found.append(remark(paper.together(*level, shared, broken, nothing)))
    return [*found, *_by_group(run, context), *left_out]


def _apart_words(parts: list[tuple[Item, int]]) -> str:
    """What each part of something joined had by itself."""
    each = [say("{title} {points}", title=paper.quoted(item.first_text), points=n) for item, n in parts]
    return say("Before they were joined: {parts}.", parts=Listed(tuple(each)))


def _kept(run: StageRun, state: rules.State) -> str:
    """What the records hold of each ballot."""
    if not state.ballots:
        return ""
    if run.stage.anonymity == "named":
        return say("The records keep each ballot with the seat that gave it.")
    if any(state.groups.values()):
        return say("The records keep each ballot with a random mark and the partner group, without a name.")
    return say("The records keep each ballot with a random mark, without a name.")


def _voters(state: rules.State, context: paper.Context) -> str:
    phones, hands = state.phones(), len(state.paper) + state.hand_voters
    how = [say("{n} by phone", "{n} by phone", n=phones)] * bool(phones)
    how += [say("{n} by hands or on paper", "{n} by hands or on paper", n=hands)] * bool(hands)
    return say("{n} person voted (n={of}): {how}.", "{n} people voted (n={of}): {how}.", n=state.voters(),
               of=context.n_of(state.voters()), how=Listed(tuple(how)))  # fmt: skip


def _ranking(state: rules.State) -> Block:
    ranked = state.terms().style == rules.RANK
    found = rules.results(state)
    columns = [Column(say("place"), 0.6), Column(say("voted on"), 4.0)]
    columns.append(Column(say("points") if ranked else say("dots"), 2.6))
    columns += [Column(say("first choices"), 0.9, "number")] if ranked else []
    columns.append(Column(say("voters by phone"), 0.9, "number"))
    columns += [Column(say("by hands"), 0.7, "number")] if _by_hands(state) else []
    most = max((r.points for r in found), default=0)
    rows: list[TableRow] = []
    for r in found:
        cells: list[Cell] = [place(r), r.item.called, Bar(r.points, most, str(r.points))]
        cells += [str(r.first)] if ranked else []
        cells.append(str(r.voters))
        rows.append([*cells, *([str(r.hands)] if _by_hands(state) else [])])
    return Table(rows, columns)


def _by_hands(state: rules.State) -> bool:
    """Whether some of it came on paper or was counted as hands."""
    return bool(state.hands or state.paper)


def place(result: rules.Result) -> str:
    """Its place; a dash for what nobody gave anything."""
    return result.earned or "\u2013"


def published(run: StageRun, where: str, reported: Sequence[suppression.Reported]) -> list[suppression.Table]:
    """The ballots by phone by partner group."""
    groups, never = suppression.together(reported), suppression.Goes.NEVER
    return [suppression.by_group(_BALLOTS, where, rules.tallies(run.state), groups, total=never)]


def _by_group(run: StageRun, context: paper.Context) -> list[Block]:
    state: rules.State = run.state
    decision, where, ballots = context.decision, context.where(run), rules.tallies(state)
    groups = decision.groups(ballots)
    told = [group for group in groups if decision.shows((_BALLOTS, where, group.id))]
    if not told:
        if len(groups) < 2:
            return []
        return [remark(say(
            "Not shown by partner group: each group needs {n} ballot or more, so that none can be found.",
            "Not shown by partner group: each group needs {n} ballots or more, so that none can be found.",
            n=decision.least,
        ))]  # fmt: skip
    of = {group.id: sum(ballots[each].n for each in group.of if each in ballots) for group in told}
    points = {group.id: {r.item.id: r.points for r in rules.results(state, group.of)} for group in told}
    named = {group.id: paper.group_short(context, group.id) for group in told}
    columns = [Column(say("points by partner group, phones only"), 3.0)]
    columns += [Column(say("{group} (n={n})", group=named[g], n=of[g]), 1.0, "number") for g in named]
    rows: list[TableRow] = [
        [r.item.called, *(str(points[g].get(r.item.id, 0)) for g in named)] for r in rules.results(state)
    ]
    few = [remark(paper.small_groups(decision))] if len(told) < len(groups) else []
    return [Heading(say("By partner group"), 3), Table(rows, columns), *few]


def rows(run: StageRun, groups: Groups) -> dict[str, list[Row]]:
    """`votes`: a row for everything voted on, best first, with points, first choices, phones and hands apart."""
    state: rules.State = run.state
    return {"votes": [_row(state, result) for result in rules.results(state)]}


def _row(state: rules.State, result: rules.Result) -> Row:
    return {
        "place": result.rank,
        "tied": result.tied,
        "item_id": public(result.item.id),
        "comment_id": result.item.no or "",
        "voted_on": result.item.text,
        "points": result.points,
        "first_choices": result.first,
        "voters_by_phone": result.voters,
        "points_by_hands": result.hands,
        "n": state.voters(),
        "rules": state.words(),
    }


def marked(run: StageRun) -> bool:
    """Whether single ballots of phones are kept."""
    state: rules.State = run.state
    return bool(state.ballots) and run.stage.anonymity != "named"


def reckons(run: StageRun) -> bool:
    """Whether points stand for places: where choices were put in order and somebody did."""
    state: rules.State = run.state
    return state.terms().style == rules.RANK and bool(state.voters())


REPORT = Report(section, rows, marked=marked, reckons=reckons, published=published)
