"""A reader who has the exported tables of themes and of comments, and solves for the numbers that are not there."""

from __future__ import annotations

import random
from collections import Counter

import pytest
from test_themes_tables import GROUPS

from attack import Reader
from facilitator.activities import library
from facilitator.model import acts
from facilitator.model.entry import Draft, Entry
from facilitator.model.programme import Programme
from facilitator.programme import contract
from facilitator.programme.disclosure import decided
from facilitator.programme.themes.tables import tables
from facilitator.records.tables import tables as records

PLACES, THEMES = ("w1", "w2", "w3"), ("t1", "t2")
NAMES = [group["label"] for group in GROUPS]
Known = dict[tuple[str, str], int]


def a_programme(chance: random.Random) -> Programme:
    """Workshops with enough people of each group, and comments of few or of many."""
    drafts = [Draft("theme", {"id": theme, "name": theme}) for theme in THEMES]
    for place in PLACES:
        drafts += acts.create({"title": place}, [library.find("focused-conversation")], groups=GROUPS, workshop=place)
        for group in GROUPS:
            drafts += [Draft("joined", {"group": group["id"]}, place, person=f"{group['id']}{n}") for n in range(8)]
        for theme in THEMES:
            for group in [*(each["id"] for each in GROUPS), ""]:
                many = chance.choice([0, 0, 1, 2, 3, 4, 5, 6, 7, 9, 13])
                notes = [Draft("note", {"text": "x", "group": group}, place, "objective") for _ in range(many)]
                coded = [Draft("coded", {"targets": [note.key for note in notes], "theme": theme})] if notes else []
                drafts += [*notes, *coded]
    programme = contract.empty()
    programme.fold_all(
        Entry(n, each.key, each.workshop, each.stage, 1_400_000_000_000, each.person, each.kind, each.body)
        for n, each in enumerate(drafts, 1)
    )
    return programme


def cells(where: str, group: str) -> list[tuple[str, str]]:
    """The finest numbers that a row is the sum of."""
    return [(w, g) for w in ([where] if where else PLACES) for g in ([group] if group else [*NAMES, ""])]


@pytest.mark.parametrize("seed", range(24))
def test_no_hidden_number_of_comments_is_found_out(seed: int) -> None:
    programme = a_programme(random.Random(seed))
    rows, state = tables(programme, decided(programme))["themes"], programme.aspects["themes"]
    told = [row for place in PLACES for row in records(programme, programme.workshops[place], 0)["comments"]]
    for theme in THEMES:
        truth = Counter[tuple[str, str]]()
        for place in PLACES:
            for note in programme.workshops[place].run("objective").notes:
                if state.of(note.key).theme == theme:
                    truth[place, programme.workshops[place].groups.label(note.group) if note.group else ""] += 1
        own = {(row["workshop"], row["group"]): row for row in rows if row["theme"] == theme}
        shown = [(cells(*which), int(row["n"])) for which, row in own.items() if row["shown"]]
        assert all(n == sum(truth[cell] for cell in sums) for sums, n in shown)
        always = Reader((cells(*which), int(row["n"])) for which, row in own.items() if not which[1])
        reader = Reader(shown)
        labels = Counter((row["workshop"], row["partner_group"]) for row in told if row["theme"] == theme)
        for which in ((where, group) for where, group in own if group and not own[where, group]["shown"]):
            assert reader.width(cells(*which)) >= min(5, always.width(cells(*which))), (theme, which)
            assert not which[0] or not labels[which], "nor may it be counted"
