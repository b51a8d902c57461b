"""A vote as a running stage, for the tests of its page, its boards and its record."""

from __future__ import annotations

from typing import Any

from facilitator.activities.vote import rules
from facilitator.model.clock import Clock
from facilitator.model.entry import Entry
from facilitator.model.item import Item
from facilitator.model.method import Stage
from facilitator.model.people import Groups
from facilitator.model.run import StageRun

TITLES = ("Open the hall", "Share the keys", "One calendar", "Pay for the cr\u00e8che")
ITEMS = [Item(f"key{n}", text, "ideas", group) for n, (text, group) in enumerate(zip(TITLES, "ABAB", strict=True))]
GROUPS = Groups.from_body([{"id": "A", "label": "Carers", "short": "CAR"}, {"id": "B", "label": "Parents"}])


def a_vote(style: str = "dots", items: list[Item] | None = None, **options: Any) -> StageRun:
    """A vote that is open; three dots of which two may lie on one, or three places."""
    stage = Stage(
        "vote",
        "Vote",
        "vote",
        prompt="What first?",
        visibility="private",
        options={"style": style, "budget": 3, "cap": 2, **options},
    )
    run = StageRun(stage, "b", Clock("HARD", 300_000), rules, rules.start(stage, lambda: items or ITEMS))
    run.open(1)
    return run


def cast(run: StageRun, token: str, group: str = "A", **choices: int) -> set[str]:
    """One ballot, by the last figure of each item's key: `k0=2`."""
    body = {"token": token, "group": group, "choices": {f"key{name[1:]}": n for name, n in choices.items()}}
    return act(run, "vote", **body)


def act(run: StageRun, kind: str, **body: Any) -> set[str]:
    """One entry of the stage."""
    seq = len(run.state.ballots) + 1
    return run.rules.fold(run.state, Entry(seq, f"{kind}{seq}", "w", run.id, seq, "", kind, body))
