"""What pretend people give their dots or places to, and the hands that the facilitator counts."""

from __future__ import annotations

from collections import Counter

from facilitator.activities import results
from facilitator.activities.playing import Act, Cast, Role, Turn, enter
from facilitator.activities.vote import play_given, rules
from facilitator.activities.vote.bodies import Ballot, HandCount
from facilitator.model.entry import public
from facilitator.model.run import RunOf

VOTES = 0.94
"""How likely a pretend person with a phone votes."""
AGAIN = 9
"""One in so many takes a dot back."""
AT_ONCE = 150
"""So many dots a room gives: people in a large one give fewer each, to be done before the vote closes at any pace."""


def people(run: RunOf[rules.State], cast: Cast) -> list[Turn]:
    """Most people with a phone vote, some take a dot back; what came first is liked a little better."""
    keys, terms = _choices(run, cast), run.state.terms()
    turns: list[Turn] = []
    if told := _sample(run, cast, keys):
        there = [role for role in cast.roles if role.phone]
        for role, given in zip(there, told, strict=False):
            form = {f"p{place}": public(key) for place, key in enumerate(given, 1)}
            turns.append(Turn(role.id, run.id, cast.rng.uniform(0.15, 0.8), form, cast.key()))
        return turns
    most = _budget(run, len(keys))
    if terms.style == rules.DOTS:
        most = max(1, min(most, AT_ONCE // max(1, sum(role.phone for role in cast.roles))))
    for place, role in enumerate(cast.roles):
        if not keys or not role.phone or cast.rng.random() > VOTES:
            continue
        open_to = keys if terms.own else _of_others(cast, keys, role)
        given = _favourites(cast, open_to, most)
        if terms.style == rules.RANK:
            form = {f"p{nth}": public(key) for nth, key in enumerate(given, 1)}
            turns.append(Turn(role.id, run.id, cast.rng.uniform(0.15, 0.8), form, cast.key()))
            continue
        at, before = cast.rng.uniform(0.15, 0.6), None
        for number, key in enumerate(given):
            before = Turn(role.id, run.id, at + 0.05 * number, {"target": key, "choice": "1"}, cast.key(), after=before)
            turns.append(before)
        if before and len(given) > 1 and place % AGAIN == AGAIN - 1:
            form = {"target": given[0], "choice": "0"}
            turns.append(Turn(role.id, run.id, before.at + 0.05, form, cast.key(), after=before))
    return turns


def deeds(run: RunOf[rules.State], cast: Cast) -> list[Act]:
    """The votes of those without a phone: hands counted together, or their ballots on paper one by one."""
    keys, mute = _choices(run, cast), sum(not role.phone for role in cast.roles)
    if not keys or not mute:
        return []
    most = _budget(run, len(keys))
    ballots = _sample(run, cast, keys)[-mute:] or [_favourites(cast, keys, most) for _ in range(mute)]
    if run.state.terms().style == rules.RANK:
        paper = ({key: place for place, key in enumerate(given, 1)} for given in ballots)
        return [enter(run.id, 0.85, Ballot(given, source=rules.PAPER)) for given in paper]
    return [enter(run.id, 0.85, HandCount(Counter(key for given in ballots for key in given), mute))]


def _sample(run: RunOf[rules.State], cast: Cast, keys: list[str]) -> list[list[str]]:
    """The ballots of a sample's own people, those without a phone last; none where other people or things are there."""
    places = cast.given.get("vote", {}).get("places", ())
    made = play_given.ballots(places, keys) if run.state.terms().style == rules.RANK else []
    return made if len(made) == len(cast.roles) and _budget(run, len(keys)) == len(places) else []


def _budget(run: RunOf[rules.State], there: int) -> int:
    """What a person will have to give once so many things stand to be chosen from."""
    wanted = run.state.terms().budget
    return results.picks(there, wanted) if run.stage.options.get("half") else int(wanted)


def _choices(run: RunOf[rules.State], cast: Cast) -> list[str]:
    found: list[str] = []
    for stage in run.stage.feeds:
        written = [turn.key for turn in cast.turns if turn.stage == stage and "text" in turn.form and not turn.name]
        found += cast.made.get(stage) or written
    return found


def _of_others(cast: Cast, keys: list[str], role: Role) -> list[str]:
    """What neither somebody's table nor their partner group brought."""
    side = {r.id for r in cast.roles if r.group == role.group or (r.table and r.table == role.table)}
    own = {turn.key for turn in cast.turns if turn.by in side}
    return [key for key in keys if key not in own]


def _favourites(cast: Cast, keys: list[str], most: int) -> list[str]:
    found: list[str] = []
    while len(found) < min(most, len(keys)):
        key = keys[min(int(cast.rng.random() ** 1.5 * len(keys)), len(keys) - 1)]
        if key not in found:
            found.append(key)
    return found
