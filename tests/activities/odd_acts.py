"""What may happen on a day of any method: entries to draw from, some of which no window or phone would send."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from hypothesis import strategies as st

from facilitator.model.entry import Draft, Entry
from facilitator.model.workshop import Workshop

FATES = ("merged", "merged", "hidden", "parked", "withdrawn", "restored", "filed", "edited", "moved")
TOKENS = st.sampled_from([f"t{n}" for n in range(7)])
Body = dict[str, Any]
Drawn = Callable[[st.DataObject, list[str]], Body]


def _support(data: st.DataObject, keys: list[str]) -> Body:
    choice = data.draw(st.sampled_from(("support", "live_with", "not_yet", "")))
    return {"target": data.draw(st.sampled_from(keys)), "choice": choice, "token": data.draw(TOKENS)}


def _line_hands(data: st.DataObject, keys: list[str]) -> Body:
    counts = {choice: data.draw(st.integers(0, 9)) for choice in ("support", "not_yet")}
    return {"target": data.draw(st.sampled_from(keys)), "counts": counts}


def _vote(data: st.DataObject, keys: list[str]) -> Body:
    chosen = data.draw(st.lists(st.sampled_from(keys), max_size=2, unique=True))
    return {"choices": {key: n for n, key in enumerate(chosen, 1)}, "token": data.draw(TOKENS), "group": "par"}


def _hand_votes(data: st.DataObject, keys: list[str]) -> Body:
    chosen = data.draw(st.lists(st.sampled_from(keys), max_size=3, unique=True))
    return {"counts": {key: data.draw(st.integers(1, 6)) for key in chosen}, "voters": data.draw(st.integers(1, 9))}


def _rating(data: st.DataObject, keys: list[str]) -> Body:
    scale = data.draw(st.sampled_from(("strength", "changeability")))
    found = {"target": data.draw(st.sampled_from(keys)), "scale": scale, "value": data.draw(st.integers(0, 5))}
    return {**found, "token": data.draw(TOKENS), "group": data.draw(st.sampled_from(("VCS", "PAR")))}


def _tally(data: st.DataObject, keys: list[str]) -> Body:
    values = data.draw(st.lists(st.integers(0, 5), max_size=4))
    return {"target": data.draw(st.sampled_from(keys)), "scale": "strength", "values": values}


def _agreed(data: st.DataObject, keys: list[str]) -> Body:
    return {"target": data.draw(st.sampled_from(keys)), "strength": data.draw(st.integers(1, 5))}


def _interest(data: st.DataObject, keys: list[str]) -> Body:
    return {"target": data.draw(st.sampled_from(keys)), "token": data.draw(TOKENS), "on": data.draw(st.booleans())}


def _topic_hands(data: st.DataObject, keys: list[str]) -> Body:
    return {"target": data.draw(st.sampled_from(keys)), "n": data.draw(st.integers(0, 9))}


def _tick(data: st.DataObject, keys: list[str]) -> Body:
    team, on = data.draw(st.integers(1, 4)), data.draw(st.booleans())
    return {"target": data.draw(st.sampled_from(keys)), "team": team, "on": on, "token": data.draw(TOKENS)}


def _mark(data: st.DataObject, keys: list[str]) -> Body:
    mark = data.draw(st.sampled_from(("like", "worry")))
    found = {"paragraph": data.draw(st.sampled_from(keys)), "mark": mark, "on": data.draw(st.booleans())}
    return {**found, "token": data.draw(TOKENS)}


def _hand_marks(data: st.DataObject, keys: list[str]) -> Body:
    counts = {"like": data.draw(st.integers(0, 5)), "missing": data.draw(st.integers(0, 5))}
    return {"paragraph": data.draw(st.sampled_from(keys)), "counts": counts, "readers": data.draw(st.integers(0, 5))}


def _group(data: st.DataObject, keys: list[str]) -> Body:
    notes = data.draw(st.lists(st.sampled_from(keys), min_size=1, max_size=3, unique=True))
    return {"notes": notes, "cluster": "", "token": data.draw(TOKENS)}


def _title(data: st.DataObject, keys: list[str]) -> Body:
    return {"cluster": data.draw(st.sampled_from(keys)), "title": f"Title {data.draw(st.integers(1, 99))}"}


def _ask(data: st.DataObject, keys: list[str]) -> Body:
    return {"groups": data.draw(st.lists(st.sampled_from(keys), min_size=2, max_size=2))}


def _same(data: st.DataObject, keys: list[str]) -> Body:
    return {"poll": data.draw(st.sampled_from(keys)), "same": data.draw(st.sampled_from((True, True, False))),
            "token": data.draw(TOKENS)}  # fmt: skip


def _settle(data: st.DataObject, keys: list[str]) -> Body:
    return {"poll": data.draw(st.sampled_from(keys)), "merge": data.draw(st.booleans())}


def _offer(data: st.DataObject, keys: list[str]) -> Body:
    fields = {"idea": data.draw(st.sampled_from(keys)), "kind": data.draw(st.sampled_from(("lead", "support", "?")))}
    return {"text": "I can help", "fields": fields, "group": "par"}


ACTS: dict[str, tuple[tuple[str, str, str, Drawn], ...]] = {
    "forces": (
        ("rating", "score", "notes", _rating),
        ("tally", "score", "notes", _tally),
        ("agreed", "spread", "notes", _agreed),
    ),
    "market": (
        ("interest", "place", "notes", _interest),
        ("hands", "place", "notes", _topic_hands),
        ("vote", "marks", "feed", _vote),
        ("hand_votes", "marks", "feed", _hand_votes),
    ),
    "storm": (("tick", "rounds", "notes", _tick),),
    "talk": (("support", "decisional", "notes", _support), ("hands", "decisional", "notes", _line_hands)),
    "wall": (
        ("vote", "vote", "feed", _vote),
        ("hand_votes", "vote", "feed", _hand_votes),
        ("grouped", "group", "feed", _group),
        ("grouped", "group", "feed", _group),
        ("titled", "title", "groups", _title),
        ("titled", "title", "groups", _title),
        ("merge_asked", "combine", "groups", _ask),
        ("merge_answer", "combine", "polls", _same),
        ("merge_settled", "combine", "polls", _settle),
    ),
    "scenario": (
        ("vote", "vote", "feed", _vote),
        ("hand_votes", "vote", "feed", _hand_votes),
        ("mark", "read", "paragraphs", _mark),
        ("hand_marks", "read", "paragraphs", _hand_marks),
        ("note", "commit", "feed", _offer),
    ),
}
"""By the day: the kind of entry, its stage, what it may be about, and how its body is drawn."""


def _about(workshop: Workshop, stage: str, what: str) -> list[str]:
    run = workshop.runs[stage]
    if what == "notes":
        return [note.key for note in run.notes]
    if what == "feed":
        return [item.id for item in run.feed()]
    return list(run.state.paragraphs() if what == "paragraphs" else getattr(run.state, what))


def _fate(data: st.DataObject, workshop: Workshop) -> Draft | None:
    notes = [(run, note) for run in (*workshop.stages, workshop.parking) for note in run.own_notes()]
    if not notes:
        return None
    run, note = notes[data.draw(st.integers(0, len(notes) - 1))]
    kind = data.draw(st.sampled_from(FATES))
    body: Body = {"target": note.key}
    if kind == "merged":
        near = [each.key for each in run.own_notes()]
        body = {"targets": data.draw(st.lists(st.sampled_from(near), min_size=1, max_size=2)), "into": note.key}
    elif kind == "filed":
        kinds = [r.id for r in workshop.stages if r.stage.activity == "collect" and r.id != run.id]
        if run.stage.activity != "collect" or not kinds:
            return None
        body["to"] = data.draw(st.sampled_from(kinds))
    elif kind == "edited":
        body |= {"text": f"{note.text}, better"}
    elif kind == "moved":
        columns, near = run.stage.columns, [each.key for each in run.notes]
        if columns is None or data.draw(st.booleans()):
            body["before"] = data.draw(st.sampled_from(["", *near]))
        else:
            body["fields"] = {columns.id: data.draw(st.sampled_from([*(c.value for c in columns.choices), "of old"]))}
    return Draft(kind, body, workshop.id, run.id)


def odd(data: st.DataObject, day: str, entries: list[Entry], workshop: Workshop) -> None:
    """Add one odd entry to a day, unless the rules refuse it."""
    what = data.draw(st.integers(0, 5))
    draft: Draft | None
    if what == 0:
        mine = [entry.key for entry in entries if entry.kind not in ("workshop", "method", "programme")]
        draft = Draft("retracted", {"target": data.draw(st.sampled_from(mine))}, workshop.id)
    elif what > 2 and day in ACTS:
        kind, stage, about, drawn = ACTS[day][data.draw(st.integers(0, len(ACTS[day]) - 1))]
        there = _about(workshop, stage, about)
        draft = Draft(kind, drawn(data, there), workshop.id, stage) if there else None
    else:
        draft = _fate(data, workshop)
    run = workshop.run(draft.stage) if draft and draft.stage else None
    if draft is None or (run is not None and run.check(draft)):
        return
    last = entries[-1]
    made = Entry(last.seq + 1, f"odd{last.seq:04}", draft.workshop, draft.stage, last.at + 1000, "", draft.kind,
                 draft.body)  # fmt: skip
    entries.append(replace(made))
    workshop.fold(made)
