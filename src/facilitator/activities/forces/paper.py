"""Force-field analysis on paper: slips for the forces, and sheets to score them on."""

from __future__ import annotations

from facilitator.activities import slips
from facilitator.activities.forces import rules
from facilitator.looks.blocks import Block, Column, Table, TableRow, Ticks, body
from facilitator.model.run import StageRun
from facilitator.model.say import say

_POINTS = Ticks(tuple(str(point) for point in range(1, 6)), "close")


def forms(run: StageRun, blank: slips.Blank) -> list[Block]:
    """Slips where forces are named; score sheets where they are scored; nothing where the room talks."""
    phase = str(run.stage.options.get("phase", ""))
    if phase == "score":
        return _score_sheets(run, blank)
    return [] if phase in ("merge", "spread") else slips.slips(run, blank)


def _score_sheets(run: StageRun, blank: slips.Blank) -> list[Block]:
    """A sheet a page: every force with 1 to 5 for how strong it is and how far it can be shifted."""
    state: rules.State = run.state
    names = [note.text for side in ("driver", "restrainer") for note in state.scored(side)]
    rows: list[TableRow] = [
        [str(n), name, _POINTS, _POINTS] for n, name in enumerate(names or [""] * slips.BLANK_ROWS, 1)
    ]
    columns = [Column(say("no."), 0.35, "small"), Column(say("force"), 2.2)]
    columns.append(Column(say("how strong is it? 1 weak, 5 strong"), 2.2))
    columns.append(Column(say("how far can we shift it? 1 hardly, 5 easily"), 2.2))
    hint = [body(run.stage.hint)] if run.stage.hint else []
    return slips.sheets(run.prompt, [*hint, Table(rows, columns)], blank)
