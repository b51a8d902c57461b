"""How good suggested themes are, on consultations that people sorted themselves."""

from __future__ import annotations

import csv
import random
from collections import Counter, defaultdict
from collections.abc import Sequence
from math import comb
from pathlib import Path
from statistics import mean

from bench.table import Row
from facilitator.programme.themes import encoder
from facilitator.programme.themes.offers import Suggested
from facilitator.programme.themes.suggest import Learned, Likeness

CONSULTATIONS = Path(__file__).parent / "consultations"
FEWEST, CONFIRMED, THEMES, ENOUGH = 3, 5, 10, 10
"""A theme of fewer comments is not looked for; so many are confirmed of each theme, of so many themes at most, which
have so many comments or more.
"""

Themes = Sequence[frozenset[str]]


def consultation(path: Path) -> tuple[list[str], list[frozenset[str]]]:
    """The comments of a file, and the themes that people gave to each."""
    with path.open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    given = [frozenset(filter(None, row["themes"].split(" | "))) for row in rows]
    spread = Counter(theme for themes in given for theme in themes)
    return [row["text"] for row in rows], [frozenset(t for t in each if spread[t] >= FEWEST) for each in given]


def alike(one: Sequence[object], other: Sequence[object]) -> float:
    """How far two ways of grouping agree beyond luck: 1 where they are the same, 0 by luck (adjusted Rand)."""
    pairs = comb(len(one), 2)
    both = sum(comb(n, 2) for n in Counter(zip(one, other, strict=True)).values())
    ones, others = (sum(comb(n, 2) for n in Counter(each).values()) for each in (one, other))
    luck, most = ones * others / pairs if pairs else 0.0, (ones + others) / 2
    return 1.0 if most == luck else (both - luck) / (most - luck)


def hits(given: Themes, groups: Sequence[int]) -> float:
    """The share of comments whose group is most of all about one of their own themes."""
    about: dict[int, Counter[str]] = defaultdict(Counter)
    for themes, group in zip(given, groups, strict=True):
        about[group].update(themes)
    found = [about[group].most_common(1)[0][0] in themes for themes, group in zip(given, groups, strict=True) if themes]
    return mean(found)


def offered(likeness: Likeness, given: Themes, rounds: int) -> float:
    """After five comments of each theme were confirmed: the share of the others whose theme is among those offered."""
    of: dict[str, list[int]] = defaultdict(list)
    for at, themes in enumerate(given):
        if len(themes) == 1:
            of[next(iter(themes))].append(at)
    large = sorted((theme for theme in of if len(of[theme]) >= ENOUGH), key=lambda theme: -len(of[theme]))[:THEMES]
    found = []
    for seed in range(rounds):
        lot, learned = random.Random(seed), Learned(likeness)
        learned.tell_themes(dict.fromkeys(large, ""))
        confirmed = {theme: set(lot.sample(of[theme], CONFIRMED)) for theme in large}
        for theme, some in confirmed.items():
            for at in sorted(some):
                learned.learn(at, theme)
        found += [
            theme in learned.offer(at).themes for theme in large for at in of[theme] if at not in confirmed[theme]
        ]
    return mean(found)


def quality(home: Path, quick: bool) -> list[Row]:
    """Suggest themes for each consultation, as many as fit, and hold them against those that people made."""
    figures: dict[str, list[float]] = defaultdict(list)
    for path in sorted(CONSULTATIONS.glob("*.csv")):
        texts, given = consultation(path)
        likeness = Likeness(texts)
        for _step in likeness.work():
            pass
        made = next(step for step in likeness.groups() if isinstance(step, Suggested))
        places = {at: number for number, group in enumerate(made.groups) for at in group.members}
        groups = [places.get(at, -1) for at in range(len(texts))]
        single = [at for at, themes in enumerate(given) if len(themes) == 1]
        figures["alike"].append(alike([given[at] for at in single], [groups[at] for at in single]))
        figures["hits"].append(hits(given, groups))
        figures["largest"].append(max(len(group.members) for group in made.groups) / len(texts))
        figures["offered"].append(offered(likeness, given, 1 if quick else 5))
    read = "words and meaning" if encoder.is_there() else "words alone"

    def row(what: str, name: str, *, least: float | None = None, most: float | None = None) -> Row:
        each = ", ".join(f"{figure:.2f}" for figure in figures[name])
        return Row(what, mean(figures[name]), least=least, most=most, note=f"by {read}; {each}")

    by_meaning = encoder.is_there()
    return [
        row("suggested groups agree with people's, beyond luck", "alike", least=0.22 if by_meaning else 0.2),
        row("comments in a group about a theme of theirs", "hits", least=0.57),
        row("the largest group's share of all comments", "largest", most=0.3),
        row("the right theme is among three, after five each", "offered", least=0.89 if by_meaning else 0.81),
    ]
