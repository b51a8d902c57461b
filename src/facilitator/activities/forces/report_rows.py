"""A force field's tables for the exports: forces, what is to be done about them, the verdict."""

from __future__ import annotations

from typing import Any

from facilitator.activities.forces import figures, rules
from facilitator.activities.forces.facts import SCALES, SIDES, Force
from facilitator.model.notes import Note
from facilitator.model.people import Groups
from facilitator.model.run import StageRun

Row = dict[str, Any]


def rows(run: StageRun, groups: Groups) -> dict[str, list[Row]]:
    """`forces` and `force_actions`, once for the whole field: with the part that scores, or that acts."""
    state: rules.State = run.state
    phase = rules.phase_of(run)
    if phase == "score":
        return {"forces": [row for side in SIDES for f in figures.forces(state, side) for row in _force_rows(state, f)]}
    if phase == "act":
        return {"force_actions": [_action_export(state, n) for n in state.actions()]}
    if phase == "read":
        return {"verdicts": [_verdict_export(state)]}
    return {}


def _force_rows(state: rules.State, force: Force) -> list[Row]:
    """A force, and under it those that were joined with it, each with the scores that were given to its own words.

    What is added up or compared, how many sources and which leverage, stands with the force alone.
    """
    apart = {"sources": "", "leverage": "", "expected_after": ""}
    found = [{**_force_export(force), "joined_with": ""}]
    joined = figures.joined(state, force.note)
    return found + [{**_force_export(each), **apart, "joined_with": force.note.no} for each in joined]


def _force_export(force: Force) -> Row:
    found: Row = {"comment_id": force.note.no, "side": force.side, "force": force.note.text, "sources": force.sources}
    for scale in SCALES:
        s = force.spread[scale]
        found |= {f"{scale}_median": s.median, f"{scale}_min": s.low, f"{scale}_max": s.high, f"{scale}_n": s.n}
        found |= {f"{scale}_cannot_judge": s.unable, f"{scale}_agreed": force.agreed.get(scale, "")}
    found |= {"leverage": force.leverage, "reason": force.reason, "expected_after": force.after}
    return {name: "" if value is None else value for name, value in found.items()}


def _action_export(state: rules.State, note: Note) -> Row:
    on = state.notes.get(note.fields.get("force", ""))
    side = str(on.fields.get("side", "")) if on else ""
    found: Row = {
        "comment_id": note.no,
        "force_id": on.no if on else "",
        "force": on.text if on else "",
        "side": side,
        "idea": note.text,
    }
    found |= {name: str(note.fields.get(name, "")) for name in ("effect", "who", "first_step")}
    return {**found, "table": note.table}


def _verdict_export(state: rules.State) -> Row:
    counts = figures.verdicts(state)
    sums = figures.totals(state)
    return {
        **counts, "n": sum(counts.values()), "condition": state.condition, "D": sums.drivers, "R": sums.restrainers,
        "balance": sums.balance, "drivers_share": "" if sums.share is None else round(sums.share, 2),
    }  # fmt: skip
