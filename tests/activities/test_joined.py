"""What was said of words that were joined counts where they stand: each kind of join, wherever there is a tally."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable
from typing import Any, ClassVar

import cluster_day
import pytest
import read_day
from forces_day import whole_day

from facilitator.activities import library
from facilitator.activities.cluster import rules as cluster
from facilitator.activities.discuss import rules as discuss
from facilitator.activities.forces import report_rows
from facilitator.activities.forces import rules as forces
from facilitator.activities.market import rules as market
from facilitator.activities.read import report_rows as offers
from facilitator.activities.read import rules as read
from facilitator.activities.rotate import rules as rotate
from facilitator.activities.rotate import stations
from facilitator.activities.vote import rules as vote
from facilitator.model.clock import Clock
from facilitator.model.entry import Entry
from facilitator.model.method import Stage
from facilitator.model.people import Groups
from facilitator.model.run import StageRun

SIGNS = {"a": (1, 2), "b": (2, 3), "c": (4,)}
"""Who gave a sign to which note: the second person to two of them."""
Body = dict[str, Any]
Counts = dict[str, int]


def _run(activity: Any, stage: Stage, feed: Callable[[], list[Any]] = list) -> StageRun:
    return StageRun(stage, "b", Clock("HARD", 300_000), activity, activity.start(stage, feed))


class Tallied(ABC):
    """Three notes on which people gave signs, a sign an entry, and how many gave one to each that stands.

    `apart`: what was given to joined words stays with them. `each`: who gave a sign to two of them counts as two.
    """

    apart = each = False
    note: ClassVar[Body] = {}
    before: ClassVar[dict[str, str]] = {}
    """What was written before the notes, by its key."""

    def __init__(self) -> None:
        self.entries: list[Entry] = []
        self.notes, self.votes = self.made()
        for key, words in self.before.items():
            self.act("note", key, text=words)
        for key in SIGNS:
            self.act("note", key, text=f"Note {key}", **self.note)
        for key, people in SIGNS.items():
            for who in people:
                self.sign(key, who)

    @abstractmethod
    def made(self) -> tuple[StageRun, StageRun]:
        """The stage that has the notes, and the one in which people give signs."""

    @abstractmethod
    def sign(self, key: str, who: int) -> None:
        """Somebody gives a note a sign."""

    @abstractmethod
    def counts(self) -> Counts:
        """How many gave a sign to each note that stands."""

    def act(self, kind: str, key: str = "", *, at: StageRun | None = None, **body: Any) -> str:
        """One entry among the notes or `at` another stage; returns its key."""
        seq = len(self.entries) + 1
        run = at or self.notes
        self.entries.append(Entry(seq, key or f"entry{seq}", "w", run.id, seq, "", kind, body))
        self._fold(self.entries[-1])
        return self.entries[-1].key

    def _fold(self, entry: Entry) -> None:
        run = self.notes if entry.stage == self.notes.id else self.votes
        run.rules.fold(run.state, entry)

    def join(self, key: str, host: str) -> str:
        """Join a note with another."""
        return self.act("merged", targets=[key], into=host)

    def undo(self, key: str) -> None:
        """Everything without one entry: a workshop folds what is left anew."""
        self.notes, self.votes = self.made()
        for entry in self.entries:
            if entry.key != key:
                self._fold(entry)

    def many(self, *keys: str) -> int:
        """How many gave a sign to any of these."""
        given = [who for key in keys[: 1 if self.apart else None] for who in SIGNS[key]]
        return len(given if self.each else set(given))


class Dots(Tallied):
    """Dots on what an earlier stage wrote."""

    style = "dots"

    def made(self) -> tuple[StageRun, StageRun]:
        """Lines; the vote beside them."""
        lines = _run(discuss, Stage("lines", "Lines", "discuss", options={"lines": 9}))
        stage = Stage("vote", "Vote", "vote", options={"style": self.style, "budget": 3})
        return lines, _run(vote, stage, lambda: discuss.items(lines.state))

    def sign(self, key: str, who: int) -> None:
        """A ballot with one more on it."""
        given = dict(self.votes.state.ballots.get(f"t{who}", {}))
        given[key] = len(given) + 1 if self.style == "rank" else 1
        self.act("vote", at=self.votes, choices=given, token=f"t{who}")

    def counts(self) -> Counts:
        """Voters."""
        return {result.item.id: result.voters for result in vote.results(self.votes.state)}


class Ranks(Dots):
    """First, second and third choices."""

    style = "rank"


class Hands(Dots):
    """Hands counted for what an earlier stage wrote."""

    each = True

    def sign(self, key: str, who: int) -> None:
        """One hand more."""
        hands = self.votes.state.hands
        self.act("hand_votes", at=self.votes, counts={**hands, key: hands.get(key, 0) + 1}, voters=9)

    def counts(self) -> Counts:
        """Hands."""
        return {result.item.id: result.hands for result in vote.results(self.votes.state)}


class Interest(Tallied):
    """Who is interested in a topic."""

    def made(self) -> tuple[StageRun, StageRun]:
        """An open space."""
        run = _run(market, Stage("place", "Place", "market", options={"phase": "place"}))
        return run, run

    def join(self, key: str, host: str) -> str:
        """Topics are joined when both conveners say so."""
        return self.act("merge_offered", target=key, into=host, agreed=True, source="facilitator")

    def sign(self, key: str, who: int) -> None:
        """A phone says so."""
        self.act("interest", target=key, token=f"t{who}")

    def counts(self) -> Counts:
        """Phones."""
        return {note.key: self.notes.state.interested(note.key) for note in self.notes.notes.having("live")}


class Storm(Tallied):
    """Something at the boards of a storm."""

    def made(self) -> tuple[StageRun, StageRun]:
        """Four groups at one board each."""
        given = {"play": "storm", "phase": "rounds", "teams": 4}
        run = _run(rotate, Stage("rounds", "Rounds", "rotate", questions=("What?",), options=given))
        return run, run


class Ticks(Storm):
    """Groups that tick a line."""

    def sign(self, key: str, who: int) -> None:
        """A group does."""
        self.act("tick", target=key, team=who)

    def counts(self) -> Counts:
        """Groups."""
        return {note.key: len(self.notes.state.ticked(note.key)) for note in self.notes.notes.having("live")}


class Answers(Storm):
    """Answers to a query at a board, which are notes themselves."""

    each = True
    note: ClassVar[Body] = {"fields": {"kind": "query", "on": "line"}}
    before: ClassVar[dict[str, str]] = {"line": "A line"}

    def sign(self, key: str, who: int) -> None:
        """A group answers."""
        self.act("note", text=f"Answer {who}", fields={"kind": "answer", "on": key})

    def counts(self) -> Counts:
        """Answers."""
        asked = [note for note in self.notes.notes.having("live") if stations.kind_of(note) == "query"]
        return {note.key: len(stations.answers_to(self.notes.state, note.key)) for note in asked}


class Offers(Tallied):
    """Offers for an idea of an earlier stage, which are notes themselves."""

    each = True

    def made(self) -> tuple[StageRun, StageRun]:
        """Lines; the offers beside them."""
        lines = _run(discuss, Stage("lines", "Lines", "discuss", options={"lines": 9}))
        (stage,) = (one for one in library.find("scenario-workshop").stages if one.id == "commit")
        return lines, _run(read, stage, lambda: discuss.items(lines.state))

    def sign(self, key: str, who: int) -> None:
        """Somebody offers to lead."""
        field = self.votes.stage.columns
        assert field is not None
        fields = {"idea": key, field.id: field.choices[0].value}
        self.act("note", at=self.votes, text=f"Offer {who}", fields=fields)

    def counts(self) -> Counts:
        """Offers."""
        field = self.votes.stage.columns
        assert field is not None
        rows = offers.rows(self.votes, Groups(()))["offers"]
        there = {note.text: note.key for note in self.notes.notes}
        return {there[row["idea"]]: row[field.choices[0].value] for row in rows}


class Support(Tallied):
    """Support for a line: what people said of the words of another stays with those."""

    apart = True

    def made(self) -> tuple[StageRun, StageRun]:
        """Lines that are decided on."""
        run = _run(discuss, Stage("lines", "Lines", "discuss", options={"lines": 9, "support": True}))
        return run, run

    def sign(self, key: str, who: int) -> None:
        """A phone supports it."""
        self.act("support", target=key, choice="support", token=f"t{who}")

    def counts(self) -> Counts:
        """Support."""
        return {n.key: self.notes.state.support(n.key)["support"] for n in self.notes.notes.having("live")}


class Scores(Tallied):
    """Scores of forces: what people gave to the words of another stays with those."""

    apart = True
    note: ClassVar[Body] = {"fields": {"side": "driver"}}

    def made(self) -> tuple[StageRun, StageRun]:
        """A force field."""
        run = _run(forces, Stage("score", "Score", "forces", options={"phase": "score"}))
        return run, run

    def sign(self, key: str, who: int) -> None:
        """A phone scores it."""
        self.act("rating", target=key, scale="strength", value=who, token=f"t{who}")

    def counts(self) -> Counts:
        """Scores."""
        there = forces.forces(self.notes.state, "driver")
        return {force.note.key: force.spread["strength"].n for force in there}


@pytest.fixture(params=[Dots, Ranks, Hands, Interest, Ticks, Answers, Offers, Support, Scores])
def day(request: pytest.FixtureRequest) -> Tallied:
    made: Tallied = request.param()
    assert made.counts() == {key: made.many(key) for key in SIGNS}
    return made


def test_what_both_had_counts_for_the_one_that_stands(day: Tallied) -> None:
    day.join("b", "a")
    assert day.counts() == {"a": day.many("a", "b"), "c": day.many("c")}


def test_a_chain_of_joins_counts_whole(day: Tallied) -> None:
    day.join("c", "b")
    day.join("b", "a")
    assert day.counts() == {"a": day.many("a", "b", "c")}


@pytest.mark.parametrize("gone", ["withdrawn", "hidden", "refiled"])
def test_what_was_joined_stands_by_itself_again_when_its_host_is_gone(day: Tallied, gone: str) -> None:
    day.join("c", "b")
    day.join("b", "a")
    day.act(gone, target="a")
    assert day.counts() == {"b": day.many("b", "c")}


def test_what_was_joined_is_borne_again_when_its_host_is_shown_again(day: Tallied) -> None:
    day.join("b", "a")
    day.act("hidden", target="a", reason="names a person")
    day.act("restored", target="a")
    assert day.counts() == {"a": day.many("a", "b"), "c": day.many("c")}


def test_the_middle_of_a_chain_may_go(day: Tallied) -> None:
    day.join("c", "b")
    day.join("b", "a")
    day.act("withdrawn", target="b")
    assert day.counts() == {"a": day.many("a"), "c": day.many("c")}


def test_a_join_that_is_undone_never_was(day: Tallied) -> None:
    made = day.join("b", "a")
    day.undo(made)
    assert day.counts() == {key: day.many(key) for key in SIGNS}


def test_what_was_taken_out_may_be_joined_with_another(day: Tallied) -> None:
    day.join("b", "a")
    day.act("restored", target="b")
    assert day.counts() == {key: day.many(key) for key in SIGNS}
    day.join("b", "c")
    assert day.counts() == {"a": day.many("a"), "c": day.many("c", "b")}


# ---------------------------------------------------------------------- what stays with joined words is told with them


def test_scores_of_joined_forces_stand_in_the_table_under_the_one_they_were_joined_with() -> None:
    day = whole_day()
    before = {row["comment_id"]: row for row in report_rows.rows(day.run("score"), day.workshop.groups)["forces"]}
    day.act("spread", "agreed", target="D5", strength=2, reason="said twice")
    day.act("merge", "merged", targets=["D5"], into="D1")
    host, part = (note.no for note in map(day.run("score").notes.get, ("D1", "D5")) if note)
    rows = report_rows.rows(day.run("score"), day.workshop.groups)["forces"]
    at = next(at for at, row in enumerate(rows) if row["comment_id"] == host)
    alone = {"sources": "", "leverage": "", "expected_after": "", "joined_with": host}
    agreed = {"strength_agreed": 2, "reason": "said twice"}
    assert rows[at] == {**before[host], "sources": 2}
    assert rows[at + 1] == {**before[part], **agreed, **alone}


def test_a_highlight_of_a_joined_line_is_one_of_the_line_that_stands() -> None:
    day = Ticks()
    day.act("highlight", target="b")
    day.join("b", "a")
    state = day.notes.state
    board = state.notes.by_key["a"].fields["board"]
    assert [note.key for note in stations.highlights_of(state, board)] == ["a"]
    assert [item.id for item in rotate.items(state)] == ["a"]
    day.act("highlight", target="a", on=False)
    assert not stations.highlights_of(state, board)


# ---------------------------------------------------------------------- groups of a wall, paragraphs of a story


class GroupsJoined:
    """Three titled groups of a wall, and dots on them; joined ones are joined when the room says that they are one."""

    def __init__(self) -> None:
        self.wall = cluster_day.Wall(6)
        self.keys = {
            name: self.wall.titled(f"n{2 * n}", f"n{2 * n + 1}", title=f"Title {name}") for n, name in enumerate(SIGNS)
        }
        stage = Stage("vote", "Vote", "vote", options={"style": "dots", "budget": 3})
        self.votes = _run(vote, stage, lambda: cluster.items(self.wall.state))
        ballots: dict[int, Counts] = {}
        for name, people in SIGNS.items():
            for who in people:
                ballots.setdefault(who, {})[self.keys[name]] = 1
        for n, (who, choices) in enumerate(ballots.items(), 1):
            body = {"choices": choices, "token": f"t{who}"}
            vote.fold(self.votes.state, Entry(n, f"v{n}", "w", "vote", n, "", "vote", body))

    def join(self, gone: str, host: str) -> None:
        """The room says that two are the same."""
        poll = self.wall.do("merge_asked", "combine", groups=[self.keys[host], self.keys[gone]])
        self.wall.do("merge_hands", "combine", poll=poll, same=2, different=0)
        self.wall.do("merge_settled", "combine", poll=poll, merge=True, present=2)

    def counts(self) -> Counts:
        """Voters of each group that stands, by its name."""
        names = {key: name for name, key in self.keys.items()}
        return {names[result.item.id]: result.voters for result in vote.results(self.votes.state)}


def test_votes_for_groups_that_were_joined_count_for_the_group_they_went_into_each_person_once() -> None:
    day = GroupsJoined()
    assert day.counts() == {"a": 2, "b": 2, "c": 1}
    day.join("b", "a")
    assert day.counts() == {"a": 3, "c": 1}
    day.join("a", "c")
    assert day.counts() == {"c": 4}


def test_votes_for_joined_groups_stand_while_any_of_their_notes_does() -> None:
    day = GroupsJoined()
    day.join("b", "a")
    day.wall.items = [item for item in day.wall.items if item.id not in ("n0", "n1", "n2")]
    assert day.counts() == {"a": 3, "c": 1}


def test_marks_of_a_paragraph_are_those_of_its_readers_whatever_becomes_of_words_beside_it() -> None:
    run = read_day.a_run("read")
    first, second = (read_day.paragraph(run, name) for name in ("A1", "A2"))
    for token in "abc":
        read_day.mark(run, token, "A1", "worry")
    read_day.mark(run, "a", "A2", "like")
    for key, paragraph in (("x", first), ("y", first), ("z", second)):
        read_day.act(run, "note", key, text=f"Words {key}", fields={"paragraph": paragraph, "mark": "worry"})
    read_day.act(run, read.HANDS, paragraph=first, counts={"worry": 2}, readers=2)
    before = run.state.counts()
    assert (before[first]["worry"], before[second]["like"]) == (5, 1)
    for kind, body in (
        ("merged", {"targets": ["y", "z"], "into": "x"}),
        ("hidden", {"target": "x", "reason": "names a person"}),
        ("withdrawn", {"target": "z"}),
    ):
        read_day.act(run, kind, **body)
        assert run.state.counts() == before
