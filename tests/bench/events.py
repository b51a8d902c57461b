"""How soon sixty workshops of five hundred comments each are evaluated together, and what of them may be told."""

from __future__ import annotations

import random
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from statistics import median

from bench import rooms
from bench.table import Row, listed
from facilitator.activities import library
from facilitator.documents.contract import Order, find
from facilitator.documents.writing import make
from facilitator.model import acts
from facilitator.model.entry import Draft, Entry
from facilitator.model.programme import Programme
from facilitator.model.record import in_order_of_days
from facilitator.model.suppression import decide
from facilitator.programme import contract
from facilitator.programme.disclosure import published
from facilitator.programme.events.bodies import PeopleTold
from facilitator.programme.themes.bodies import Coded, ThemeTold

WORKSHOPS, COMMENTS, FORMS, THEMES = 60, 500, 30, 8
GROUPS = [{"id": f"g{n}", "label": f"Group {n}"} for n in range(4)]
DAY = 86_400_000


def _workshop(no: int, lot: random.Random) -> Iterator[Draft]:
    """One workshop: who came, comments of every group, each in a theme, and forms."""
    where = f"w{no}"
    method, asks = library.find("focused-conversation"), library.find("evaluation")
    info = {"title": f"Workshop {no}", "date": f"20{11 + no // 12}-{1 + no % 12:02}-15"}
    yield from acts.create(info, [method, asks], groups=GROUPS, workshop=where)
    yield Draft("attendance", {"groups": {each["id"]: lot.randrange(2, 14) for each in GROUPS}}, where)
    yield Draft("stage_opened", {}, where, "objective")
    for n in range(COMMENTS):
        body = {"text": rooms.words(n), "group": lot.choice(GROUPS)["id"], "source": "phone"}
        note = Draft("note", body, where, "objective")
        yield note
        yield Coded((note.key,), f"t{lot.randrange(THEMES)}").draft("")
    yield Draft("stage_closed", {}, where, "objective")
    yield Draft("stage_opened", {}, where, "evaluation")
    for n in range(FORMS):
        answers = {
            "overall": lot.randrange(1, 6),
            "heard": lot.randrange(1, 6),
            "partner_group": f"g{lot.randrange(4)}",
        }
        body = {"version": "E1", "answers": answers, "token": f"{where}-{n}", "source": "phone"}
        yield Draft("answers", body, where, "evaluation")
    yield Draft("stage_closed", {}, where, "evaluation")


def made() -> Programme:
    """All of them in one programme."""
    lot, programme = random.Random(60), contract.empty()
    drafts = [Draft("programme", {"title": "Five years"})]
    drafts += [ThemeTold(f"t{n}", f"Theme {n}").draft("") for n in range(THEMES)]
    drafts += [draft for no in range(WORKSHOPS) for draft in _workshop(no, lot)]
    drafts.append(PeopleTold({each["id"]: 200 for each in GROUPS}).draft(""))
    programme.fold_all(
        Entry(n, each.key, each.workshop, each.stage, 1_300_000_000_000 + n * 60_000, each.person, each.kind, each.body)
        for n, each in enumerate(drafts, 1)
    )
    return programme


def overall(home: Path, quick: bool) -> list[Row]:
    """The overall summary of all of them as a PDF, from what is in memory; and the part that decides what is told."""
    programme = made()
    every, decided, written = in_order_of_days(programme.workshops.values()), [], []
    for _ in range(1 if quick else 3):
        began = time.perf_counter()
        decide(published(programme, every), programme.least)
        decided.append(time.perf_counter() - began)
        fresh = replace(Order(every[0], programme, 1_700_000_000_000), file_name="years.facilitator")
        programme.seq += 1  # nothing is known of it any more
        began = time.perf_counter()
        make(find("overall-summary"), fresh, "pdf")
        written.append(time.perf_counter() - began)
    what = f"{WORKSHOPS} workshops of {COMMENTS} comments"
    return [
        Row(f"{what}: the overall summary", median(written), "s", most=20, note=listed(written)),
        Row(f"{what}: what may be told of them", median(decided), "s", most=5, note=listed(decided)),
    ]
