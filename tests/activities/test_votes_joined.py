"""Votes for an idea that was joined with another are not lost: they count where the idea counts."""

from __future__ import annotations

from typing import Any

from vote_day import GROUPS, act, cast

from facilitator.activities import paper
from facilitator.activities.vote import report, rules
from facilitator.model.clock import Clock
from facilitator.model.entry import Entry
from facilitator.model.method import Stage
from facilitator.model.notes import Notes
from facilitator.model.run import StageRun


def ideas_of(notes: Notes) -> StageRun:
    """A vote on the notes of an earlier stage, whatever becomes of them."""
    stage = Stage("vote", "Vote", "vote", visibility="private", options={"style": "dots", "budget": 3, "cap": 2})
    run = StageRun(stage, "b", Clock("HARD", 300_000), rules, rules.start(stage, lambda: notes.items("ideas")))
    run.open(1)
    return run


def test_votes_for_a_joined_idea_count_for_the_one_it_was_joined_with_and_for_itself_again() -> None:
    notes = Notes()

    def on(kind: str, key: str, **body: Any) -> None:
        notes.fold(Entry(1, key, "w", "ideas", 1, "", kind, body))

    for n in range(3):
        on("note", f"key{n}", text=f"idea {n}")
    run = ideas_of(notes)
    for n in range(3):
        cast(run, f"a{n}", k0=1)
        cast(run, f"b{n}", k1=1)
    cast(run, "both", k0=2, k1=1)
    act(run, "hand_votes", counts={"key0": 4, "key1": 2}, voters=3)

    def told() -> dict[str, tuple[int, int, int]]:
        return {r.item.id: (r.points, r.voters, r.hands) for r in rules.results(run.state)}

    before = told()
    assert (before["key0"], before["key1"]) == ((9, 4, 4), (6, 4, 2))
    on("merged", "m", targets=["key1"], into="key0")
    assert told()["key0"] == (15, 7, 6)
    assert sum(points for points, _v, _h in told().values()) == sum(points for points, _v, _h in before.values())
    assert run.state.mine("both") == {"key0": 2}
    assert rules.gone(run.state) == 0
    assert "joined with another since" in str(report.section(run, paper.Context(GROUPS, 0, 10)))
    on("hidden", "h", target="key0")
    assert told()["key1"] == before["key1"]
    assert rules.gone(run.state) == 9
    on("restored", "r", target="key0")
    assert told()["key0"] == (15, 7, 6)
