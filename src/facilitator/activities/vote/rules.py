"""Private votes on items: dots with a budget, or a first, second and third choice. Totals stay closed until the end."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Hashable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import ClassVar

from facilitator.activities import results as results_of
from facilitator.activities.vote.bodies import Ballot, HandCount
from facilitator.model import options
from facilitator.model.deciding import Act, Acts, Asked
from facilitator.model.entry import Draft, Entry
from facilitator.model.item import Item
from facilitator.model.method import Stage
from facilitator.model.run import ActivityState, Feed, no_feed
from facilitator.model.say import Listed, Message, say
from facilitator.model.suppression import Tally

DOTS, RANK = "dots", "rank"
PAPER = "paper"
"""The source of a ballot that was typed in at the desk."""
OWN = say("Here people vote for what other groups brought, not their own.")
_PLACES = (say("First choice"), say("Second choice"), say("Third choice"))


@dataclass(frozen=True, slots=True)
class Terms:
    """The rules of one vote, stored with its result.

    `budget`: dots a person has, or choices a person ranks. `cap`: most dots on one item. `points`: what the first,
    second... choice counts. `own`: whether people may vote for what their own group brought.
    """

    style: str
    budget: int
    cap: int
    points: tuple[int, ...]
    own: bool

    def counts(self) -> str:
        """What one's choices count, in a sentence."""
        points = self.points[: self.budget]
        if len(points) < 2:
            n = points[0] if points else 0
            return say("Your choice gets {n} point.", "Your choice gets {n} points.", n=n)
        if len(set(points)) == 1:
            return say("Each choice gets {n} point.", "Each choice gets {n} points.", n=points[0])
        return say("Your choices get these points, in order: {points}.", points=Listed(points))

    def _ranked(self) -> str:
        points = self.points[: self.budget]
        if len(points) < 2:
            n = points[0] if points else 0
            return say(
                "Each person made one choice, for {n} point.", "Each person made one choice, for {n} points.", n=n
            )
        return say(
            "Each person made {n} choice in order, for {points} points.",
            "Each person made up to {n} choices in order, for {points} points.",
            n=self.budget,
            points=Listed(points),
        )

    def words(self) -> str:
        """The rules in a sentence, for phones, the room and the record."""
        if self.style == RANK:
            return self._ranked()
        return say(
            "Each person had {n} dot, at most {cap} on one.",
            "Each person had {n} dots, at most {cap} on one.",
            n=self.budget,
            cap=self.cap,
        )


@dataclass(slots=True)
class Result:
    """Where one item came. `rank` from 1; equal ranks are `tied`; `by_first` where others have as many points and
    first choices alone decide the place. `voters`: people who gave it something by phone; `hands`: those of its points
    that were counted as hands or typed in from paper; `joined`: how many others that were joined with it since count
    for it.
    """

    item: Item
    points: int = 0
    first: int = 0
    voters: int = 0
    hands: int = 0
    joined: int = 0
    rank: int = 0
    tied: bool = False
    by_first: bool = False

    @property
    def place(self) -> str:
        """`2`, or `2=` where others came to the same place."""
        return f"{self.rank}=" if self.tied else str(self.rank)

    @property
    def earned(self) -> str:
        """Its place; nothing for what nobody gave anything."""
        return self.place if self.points else ""


@dataclass(slots=True)
class State(ActivityState):
    """Ballots by token (the last of a token counts), those of them that came on `paper`, and hand counts by who
    entered them.

    `checked` are the tokens whose ballot was held against what their own group or table brought.
    """

    takes: ClassVar[Mapping[str, options.Fits]] = {
        "budget": options.whole(1, 100),
        "cap": options.whole(1, 100),
        "points": options.each(options.whole(0, 1000), 100),
    }

    ballots: dict[str, dict[str, int]] = field(default_factory=dict)
    paper: set[str] = field(default_factory=set)
    groups: dict[str, str] = field(default_factory=dict)
    hands: dict[str, int] = field(default_factory=dict)
    hand_voters: int = 0
    floor: int = 0
    checked: set[str] = field(default_factory=set)
    judges: ClassVar[bool] = True

    def terms(self) -> Terms:
        """The rules in force. The budget never falls below what it was when the first ballot came."""
        given = self.stage.options
        style = RANK if given.get("style") == RANK else DOTS
        budget = max(self.floor, self._budget(int(given.get("budget", 3))))
        points = tuple(int(p) for p in given.get("points", range(budget, 0, -1)))
        points += (1,) * (budget - len(points))
        cap = min(budget, max(1, int(given.get("cap", budget)))) if style == DOTS else 1
        return Terms(style, budget, cap, points, bool(given.get("own", True)))

    def words(self) -> str:
        """The rules as they were kept, in a sentence or a few."""
        said, own = self.terms().words(), self._own_words()
        return say("{one} {two}", one=said, two=own) if own else said

    def _own_words(self) -> str:
        """Whether people could vote for what their own group brought: what the records show of it, and no more."""
        if self.terms().own:
            return ""
        owners = [item.group for item in self.candidates()]
        if not any(owners):
            return say("Nobody knew which group had brought what, so everyone could vote for everything.")
        held = len(self.checked & self.ballots.keys())
        if all(owners) and held == len(self.ballots) and not self.hand_voters:
            return say("Nobody could vote for what their own group brought.")
        return say(
            "People were asked not to vote for what their own group brought. Of {n} ballot by phone the records show "
            "for {held} that it was held to that; hands and paper were not checked, nor what named no group.",
            "People were asked not to vote for what their own group brought. Of {n} ballots by phone the records show "
            "for {held} that they were held to that; hands and paper were not checked, nor what named no group.",
            n=len(self.ballots),
            held=held,
        )

    def _budget(self, wanted: int) -> int:
        """With option `half`: all of up to four things, else at most half of them, as it stood at the first ballot."""
        if not self.stage.options.get("half"):
            return wanted
        if self.ballots:
            return self.floor
        there = len(self.candidates())
        return results_of.picks(there, wanted) if there else wanted

    def candidates(self) -> list[Item]:
        """What is voted on: the items of earlier stages, and those written here, that stand."""
        return [i for i in (*self.feed(), *self.notes.items(self.stage.id)) if not i.withdrawn]

    def mine(self, token: str) -> dict[str, int]:
        """A token's ballot, of what still stands: what went to something withdrawn comes back to its giver, and what
        went to something joined with another since lies on that one, as far as it may.
        """
        terms, home = self.terms(), homes(self.candidates())
        given = self.ballots.get(token, {})
        order = sorted((key for key in given if key in home), key=given.__getitem__)
        if terms.style == RANK:
            return {key: place for place, key in enumerate(dict.fromkeys(home[key] for key in order), 1)}
        kept = Counter({home[key]: 0 for key in given if key in home})
        for key in order:
            kept[home[key]] += given[key]
        return {key: min(n, terms.cap) if n > given.get(key, 0) else n for key, n in kept.items()}

    def left(self, token: str) -> int:
        """How much a token has left to give."""
        return self.terms().budget - spent(self.terms(), self.mine(token))

    def ranks(self) -> dict[str, int]:
        """The place of everything that was given something, by its id."""
        return {result.item.id: result.rank for result in results(self) if result.points}

    def answered_by(self, stage: str) -> int:
        """People whose ballot counts."""
        return self.voters()

    def voters(self) -> int:
        """People whose ballot counts: phones, paper and hands together."""
        return len(self.ballots) + self.hand_voters

    def phones(self) -> int:
        """People who voted by phone."""
        return len(self.ballots) - len(self.paper)


def homes(items: Iterable[Item]) -> dict[str, str]:
    """The item that each thing counts for, by its id: itself, or what it was joined with."""
    found = {item.id: item for item in items}
    home = {key: item.into if item.into in found else key for key, item in found.items()}
    for item in found.values():
        home |= {part: home[item.id] for part in item.joined if part not in found}
    return home


def place_words(place: int) -> Message:
    """`First choice`, `Second choice` ... `4th choice`."""
    return _PLACES[place - 1] if place <= len(_PLACES) else say("{place}th choice", place=place)


def start(stage: Stage, feed: Feed = no_feed) -> State:
    """The state before the first entry."""
    return State(stage, feed)


def spent(terms: Terms, ballot: Mapping[str, int]) -> int:
    """How much of the budget a ballot uses: its dots, or the number of its choices."""
    return len(ballot) if terms.style == RANK else sum(ballot.values())


def wrong(state: State, asked: Asked, ballot: Ballot) -> str | None:
    """What is wrong with a ballot that is sent, in a sentence; None when nothing."""
    there = {item.id for item in state.candidates()}
    if any(key not in there for key in ballot.choices):
        return say("One of your choices is no longer there. Look at the list again.")
    return _against(state, ballot)


def _against(state: State, ballot: Ballot) -> str | None:
    """What breaks the rules in a ballot, whatever became of the things that it names."""
    terms, given = state.terms(), ballot.choices
    if spent(terms, given) > terms.budget:
        if terms.style == RANK:
            return say(
                "You have {n} choice. Take one back before you give another.",
                "You have {n} choices. Take one back before you give another.",
                n=terms.budget,
            )
        return say(
            "You have {n} dot. Take one back before you give another.",
            "You have {n} dots. Take one back before you give another.",
            n=terms.budget,
        )
    if terms.style == RANK:
        if sorted(given.values()) != list(range(1, len(given) + 1)):
            return say("Choose a first, then a second, then a third: each place once.")
    elif any(not 0 < n <= terms.cap for n in given.values()):
        return say("At most {n} dot fits on one.", "At most {n} dots fit on one.", n=terms.cap)
    return OWN if not terms.own and for_own(state, given, ballot.group, ballot.table) else None


def for_own(state: State, given: Iterable[str], group: str, table: str) -> bool:
    """Whether some of it goes to what a partner group, or a table, brought itself. Ballots are stored without a table,
    so that the phone's page asks this before.
    """
    items = {item.id: item for item in state.candidates()}
    return any(is_own(items[key], group, table) for key in given if key in items)


def can_check(state: State, group: str, table: str) -> bool:
    """Whether enough is known of somebody to keep their ballot from what their own group or table brought."""
    owners = {item.group for item in state.candidates() if item.group}
    return bool(owners) and all(table if owner.startswith("table:") else group for owner in owners)


def is_own(item: Item, group: str, table: str) -> bool:
    """Whether somebody's partner group, or their table (`table:4`), brought an item."""
    return bool(item.group) and item.group in (group, f"table:{table}")


def check(state: State, draft: Draft) -> str | None:
    """Refuse a ballot against the rules."""
    return _ACTS.refuse(state, draft)


def fold(state: State, entry: Entry) -> set[str]:
    """Apply one entry in place. A ballot replaces its token's earlier one; one against the rules changes nothing."""
    return _ACTS.fold(state, entry) if entry.kind in _ACTS.by_kind else state.notes.fold(entry)


def _count(state: State, entry: Entry, said: HandCount) -> set[str]:
    touched = {*state.hands, *said.counts}
    state.hands, state.hand_voters = dict(said.counts), said.voters
    return touched


def _take(state: State, entry: Entry, said: Ballot) -> set[str]:
    """A ballot is kept whole although a thing it names went a moment before, or was undone since: the others count."""
    if _against(state, said):
        return set()
    token = said.token or entry.key
    touched = set(said.choices) | set(state.ballots.get(token, {}))
    if not state.ballots:
        state.floor = state.terms().budget
    state.paper.discard(token)
    known = said.checked or (said.group and can_check(state, said.group, ""))
    (state.checked.add if known and said.choices else state.checked.discard)(token)
    if said.choices:
        state.ballots[token], state.groups[token] = dict(said.choices), said.group
        state.paper |= {token} if said.source == PAPER else set()
    else:
        state.ballots.pop(token, None)
        state.groups.pop(token, None)
    return touched


_ACTS: Acts[State] = Acts(Act(Ballot, _take, wrong, binding=False), Act(HandCount, _count))


def results(state: State, groups: Collection[str] | None = None) -> list[Result]:
    """Everything voted on, best first; with `groups`, only those groups' ballots by phone (and no hands).

    An item that was joined with another since adds its points to it; whoever voted for both is one voter.
    Equal points are broken by first choices where places were given, and by nothing else: then the rank is shared.
    """
    terms = state.terms()
    ballots = {t: b for t, b in state.ballots.items() if groups is None or _phones_of(state, t) in groups}
    hands = state.hands if groups is None else {}
    items = {item.id: item for item in state.candidates()}
    home = homes(items.values())
    counted = {key: Result(item) for key, item in items.items() if home[key] == key}
    for key, n in hands.items():
        if key in home:
            counted[home[key]].points += n
            counted[home[key]].hands += n
    for token, ballot in ballots.items():
        for key, n in ballot.items():
            if key in home:
                worth = terms.points[n - 1] if terms.style == RANK else n
                counted[home[key]].points += worth
                counted[home[key]].hands += worth if token in state.paper else 0
                counted[home[key]].first += terms.style == RANK and n == 1
        for key in {home[key] for key in ballot if key in home} if token not in state.paper else ():
            counted[key].voters += 1
    many = Counter(home.values())
    for key, result in counted.items():
        result.joined = many[key] - 1
    return _placed(counted.values())


def _placed(results: Iterable[Result]) -> list[Result]:
    """Best first, each with its place, and whether others have as much."""
    found = sorted(results, key=lambda result: (-result.points, -result.first))
    alike = Counter((result.points, result.first) for result in found)
    level = Counter(result.points for result in found)
    places: dict[tuple[int, int], int] = {}
    for number, result in enumerate(found, 1):
        scores = result.points, result.first
        result.rank, result.tied = places.setdefault(scores, number), alike[scores] > 1
        result.by_first = result.points > 0 and level[result.points] > alike[scores]
    return found


def _phones_of(state: State, token: str) -> str | None:
    """The partner group of a ballot by phone; None of one on paper."""
    return None if token in state.paper else state.groups.get(token)


def gone(state: State) -> int:
    """The points that stand on something withdrawn since, and so in no result."""
    terms, there = state.terms(), homes(state.candidates())
    ballots = [(key, n) for ballot in state.ballots.values() for key, n in ballot.items() if key not in there]
    given = sum(terms.points[n - 1] if terms.style == RANK else n for _key, n in ballots)
    return given + sum(n for key, n in state.hands.items() if key not in there)


def tallies(state: State) -> dict[str, Tally]:
    """The ballots by phone of each partner group, and how many of them are alike; "" where no group is known."""
    found: dict[str, Counter[Hashable]] = {}
    for token, ballot in state.ballots.items():
        if token not in state.paper:
            found.setdefault(state.groups.get(token, ""), Counter())[frozenset(ballot.items())] += 1
    return {group: Tally(given.total(), (given,)) for group, given in found.items()}


def items(state: State) -> list[Item]:
    """What was voted on, best first, with its points."""
    found = [(result.item, float(result.points)) for result in results(state)]
    return [replace(item, score=points, withdrawn=False, table="", into="") for item, points in found]
