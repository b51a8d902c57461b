"""What pretend people do with notes on a wall: group them from their phones, give titles, propose arrows, answer."""

from __future__ import annotations

from itertools import pairwise

from facilitator.activities.cluster.bodies import Grouped, MergeAsked, MergeHands, MergeSettled, Related, Titled
from facilitator.activities.cluster.facts import State
from facilitator.activities.playing import Act, Alike, Cast, Role, Turn, enter
from facilitator.model.bodies import Noted
from facilitator.model.entry import public
from facilitator.model.run import RunOf

MOST = 90
"""Notes that are moved; more would keep few phones busy for longer than the stage."""
APART = 0.1
"""How likely a note stays alone."""
_KINDS = ("leads_to", "supports", "causes", "opposes", "part_of")


def people(run: RunOf[State], cast: Cast) -> list[Turn]:
    """By the phase of the stage; groups are remembered in `cast.made` under the stage that formed them."""
    parts = {"group": _group, "title": _title, "relations": _relate, "combine": _combine}
    phones = cast.here(run.id)
    phase = str(run.stage.options.get("phase", "group"))
    return parts[phase](run, cast, phones) if phones else []


def deeds(run: RunOf[State], cast: Cast) -> list[Act]:
    """What the facilitator enters in one stage, as it was invented together with the turns."""
    return [act for act in cast.acts if act.stage == run.id]


def _group(run: RunOf[State], cast: Cast, phones: list[Role]) -> list[Turn]:
    """Phones put together what belongs together; what nobody knows the like of, and some more, stays alone."""
    piles = _piles([t for source in run.stage.feeds for t in _notes_of(cast, source)][:MOST], cast)
    cast.made[run.id] = []
    if run.state.mode not in ("phones", "tables"):
        _group_at_desk(run, cast, piles)
        return []
    turns: list[Turn] = []
    for number, (first, *others) in enumerate(piles):
        start = _put(run, cast, phones[number % len(phones)], first)
        turns.append(start)
        for note in others:
            if cast.given.get("cluster") or cast.rng.random() > APART:
                who = phones[len(turns) % len(phones)]
                turns.append(_put(run, cast, who, note, start))
        cast.made[run.id].append(start.key)
    return turns


def _put(run: RunOf[State], cast: Cast, who: Role, note: Turn, first: Turn | None = None) -> Turn:
    """A note starts a group, or goes to the one that the `first` turn started."""
    at = cast.rng.uniform(0.4, 0.85) if first else cast.rng.uniform(0.05, 0.25)
    form = {"target": note.key, "choice": public(first.key) if first else "new"}
    return Turn(who.id, run.id, at, form, cast.key(), after=first)


def _piles(notes: list[Turn], cast: Cast) -> list[list[Turn]]:
    """The notes that belong together; where nobody can tell of any, they are dealt out."""
    home = {words: number for number, alike in enumerate(cast.alike) for words in alike.notes}
    found: dict[int, list[Turn]] = {}
    for note in notes:
        if note.form["text"] in home:
            found.setdefault(home[note.form["text"]], []).append(note)
    if found:
        return [found[number] for number in sorted(found)]
    wanted = min(8, max(1, len(notes) // 3)) if notes else 0
    return [notes[number::wanted] for number in range(wanted)]


def _notes_of(cast: Cast, stage: str) -> list[Turn]:
    """The notes of a stage that the facilitator leaves as they are: those that have a name are tended."""
    return [t for t in cast.turns if t.stage == stage and "text" in t.form and not t.name]


def _group_at_desk(run: RunOf[State], cast: Cast, piles: list[list[Turn]]) -> None:
    """Where phones do not move notes, the facilitator enters the groups as they hang on the wall."""
    for number, pile in enumerate(piles):
        key = cast.key()
        cast.made[run.id].append(key)
        said = Grouped(tuple(note.key for note in pile), source="facilitator")
        cast.acts.append(enter(run.id, 0.3 + 0.05 * min(number, 12), said, key=key))


def _groups(run: RunOf[State], cast: Cast) -> list[str]:
    return cast.made.get(run.stage.continues, [])


def _title(run: RunOf[State], cast: Cast, phones: list[Role]) -> list[Turn]:
    """Everybody gives up to three groups a title; then the facilitator writes down the one that was chosen."""
    groups, turns = _groups(run, cast), []
    alike = _alike(run, cast)
    for number, role in enumerate(phones):
        for place in range(min(3, len(groups))):
            at = (number + place) % len(groups)
            offered = (alike[at].title, *alike[at].others)
            form = {"text": cast.rng.choice(offered)[: run.stage.limit], "for": public(groups[at])}
            turns.append(Turn(role.id, run.id, cast.rng.uniform(0.1, 0.7), form, cast.key()))
    for number, group in enumerate(groups):
        cast.titles[group] = alike[number].title
        said = Titled(group, alike[number].title[: run.stage.limit])
        cast.acts.append(enter(run.id, 0.8 + 0.02 * min(number, 9), said))
    return turns


def _alike(run: RunOf[State], cast: Cast) -> list[Alike]:
    """What belongs to each group: what is known of it, else a title from the words of its notes."""
    feeds = run.state.stage.feeds
    piles = _piles([t for source in feeds for t in _notes_of(cast, source)][:MOST], cast)
    return [_known(pile, cast) for pile in piles]


def _known(pile: list[Turn], cast: Cast) -> Alike:
    words = tuple(note.form["text"] for note in pile)
    made = Alike(f"{words[0]}, and what goes with it", words)
    return next((alike for alike in cast.alike if words[0] in alike.notes), made)


def _relate(run: RunOf[State], cast: Cast, phones: list[Role]) -> list[Turn]:
    """Every other phone proposes an arrow; the facilitator draws three."""
    groups, turns = _groups(run, cast), []
    if arrows := _arrows(cast, groups):
        for number, said in enumerate(arrows):
            cast.acts.append(enter(run.id, 0.8 + 0.03 * number, said))
        return []
    for role in phones[::2] if len(groups) > 1 else ():
        start, end = cast.rng.sample(groups, 2)
        form = {"from": public(start), "to": public(end), "kind": cast.rng.choice(_KINDS), "text": cast.say(run.stage)}
        turns.append(Turn(role.id, run.id, cast.rng.uniform(0.1, 0.7), form, cast.key()))
    for number, pair in enumerate(list(pairwise(groups))[:3]):
        cast.acts.append(enter(run.id, 0.8 + 0.04 * number, Related(*pair, _KINDS[number], "as told")))
    return turns


def _arrows(cast: Cast, groups: list[str]) -> list[Related]:
    """The arrows of a sample, between groups by their places; none where there are fewer groups than it has."""
    told = cast.given.get("cluster", {}).get("arrows", ())
    if any(place >= len(groups) for start, end, _kind in told for place in (start, end)):
        return []
    return [Related(groups[start], groups[end], kind) for start, end, kind in told]


def _combine(run: RunOf[State], cast: Cast, phones: list[Role]) -> list[Turn]:
    """The room is asked about two groups; all who answer say the same, and they become one, unless a sample joins
    none. Then the story is told.
    """
    groups, turns = _groups(run, cast), []
    if len(groups) > 2 and not cast.given.get("cluster"):
        poll = cast.key()
        cast.acts.append(enter(run.id, 0.02, MergeAsked(tuple(groups[-2:])), key=poll))
        for role in phones[:8]:
            form = {"target": poll, "choice": "same"}
            at = cast.rng.uniform(0.45, 0.6)
            turns.append(Turn(role.id, run.id, at, form, cast.key(), name=f"same-{run.id}-{role.id}"))
        hands, names = len(cast.roles) - len(turns), [turn.name for turn in turns]
        cast.acts.append(enter(run.id, 0.7, MergeHands(poll, hands, 0), after=names))
        cast.acts.append(enter(run.id, 0.8, MergeSettled(poll, True, present=len(cast.roles)), after=names))
    story = cast.given.get("cluster", {}).get("story") or cast.say(run.stage)
    cast.acts.append(enter(run.id, 0.9, Noted(story, source="scribe")))
    return turns
