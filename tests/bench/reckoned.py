"""What the later activities reckon: a vote of a thousand phones, the rounds of a hundred and twenty people."""

from __future__ import annotations

import importlib
import random
import time
from collections import Counter
from pathlib import Path
from statistics import median
from types import ModuleType
from typing import Any

from bench import rooms
from bench.table import Row, listed

PEOPLE, VOTERS, CHOICES = 120, 1000, 40


def part(name: str) -> ModuleType | None:
    """A module of an activity; None while it is not there."""
    try:
        return importlib.import_module(f"facilitator.activities.{name}")
    except ModuleNotFoundError:
        return None


def vote(home: Path, quick: bool) -> list[Row]:
    """A thousand ballots on forty items are counted from the log, the vote is closed and ranked."""
    rules = part("vote.rules")
    if rules is None:
        return []
    from facilitator.model.entry import Entry
    from facilitator.model.item import Item
    from facilitator.model.method import Stage

    items = [Item(f"item{n}", rooms.words(n), "ask", f"g{n % 4 + 1}") for n in range(CHOICES)]
    stage = Stage("vote", "Vote", "vote", feeds=("ask",), options={"budget": 5, "cap": 2, "own": False})
    seconds = []
    for _ in range(3 if quick else 5):
        state = rules.start(stage, lambda: items)
        began = time.perf_counter()
        for n in range(VOTERS):
            choices = {f"item{(n * 7 + k * 4) % CHOICES}": 1 for k in range(5)}
            body = {"choices": choices, "token": f"token{n}", "group": f"g{(n * 7 + 1) % 4 + 1}"}
            rules.fold(state, Entry(n + 1, f"ballot{n:06d}", "w", "vote", n, "", "vote", body))
        rules.fold(state, Entry(VOTERS + 1, "closed", "w", "vote", VOTERS, "", "stage_closed", {}))
        ranked = rules.items(state)
        seconds.append(time.perf_counter() - began)
    count = f"{state.voters():,} ballots counted, {len(ranked)} items ranked"
    note = f"{count}; {listed(seconds)}"
    return [Row("1,000 ballots are folded, closed and ranked after", median(seconds), "s", most=1, note=note)]


def rotate(home: Path, quick: bool) -> list[Row]:
    """Four more rounds at tables for a hundred and twenty people of eight groups, six of whom stay at their table."""
    search = part("rotate.search")
    if search is None:
        return []
    people = [f"p{n}" for n in range(PEOPLE)]
    group = {p: f"g{n % 8}" for n, p in enumerate(people)}
    wishes = search.Wishes(group, frozenset(people[::20]))
    played = search.fill(people[:-6], 1, 6, wishes, [])
    seconds = []
    for _ in range(2 if quick else 3):
        began = time.perf_counter()
        plan = search.fill(people, 5, 6, wishes, played)
        seconds.append(time.perf_counter() - began)
    what = f"{len(plan) - 1} rounds for 120 people are found after"
    return [Row(what, median(seconds), "s", most=2, note=listed(seconds))]


def groups(home: Path, quick: bool) -> list[Row]:
    """What may be told of small groups in sixty workshops: eight themes, twelve questions by group, all at once."""
    chance, rule = random.Random(4172), importlib.import_module("facilitator.model.suppression")
    places, sizes = [f"w{n:02}" for n in range(60)], (0, 1, 2, 4, 6, 9, 14, 30)

    def answers() -> Any:
        dealt = Counter(chance.choices(range(1, 6), k=chance.choice(sizes)))
        return rule.Tally(dealt.total(), (dealt, dealt))

    def themes(n: int) -> Any:
        rows = {w: {g: rule.Tally(chance.choice(sizes)) for g in ("com", "stat", "")} for w in places}
        return rule.pooled(f"theme {n}", rows, row=rule.Goes.NEVER, group=rule.Goes.LAST)

    tables = [themes(n) for n in range(8)]
    tables += [rule.pooled(f"question {n}", {w: {g: answers() for g in ("VCS", "CCM", "LA", "PAR", "")}
                                                  for w in places}) for n in range(12)]  # fmt: skip
    seconds = []
    for _ in range(3 if quick else 5):
        began = time.perf_counter()
        decided = rule.decide(tables)
        seconds.append(time.perf_counter() - began)
    hidden = sum(not decided.counts(key) for key in decided.told)
    note = f"{len(decided.told):,} figures, {hidden:,} of them hidden; {listed(seconds)}"
    return [Row("Small groups of sixty workshops are decided after", median(seconds), "s", most=5, note=note)]
