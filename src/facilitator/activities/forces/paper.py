"""Force-field analysis on paper: slips for the forces, and sheets to score them on."""

from __future__ import annotations

from facilitator.activities import slips
from facilitator.activities.forces import rules
from facilitator.activities.forces.facts import VERDICT_WORDS
from facilitator.looks.blocks import Block, Column, Table, TableRow, Ticks, body
from facilitator.model.run import StageRun
from facilitator.model.say import say

_POINTS = Ticks(tuple(str(point) for point in range(1, 6)), "close")


def forms(run: StageRun, blank: slips.Blank) -> list[Block]:
    """A slip a copy for what a phone would be asked; sheets where forces are scored; nothing where the room talks."""
    phase = str(run.stage.options.get("phase", ""))
    if phase == "score":
        return _score_sheets(run, blank)
    if phase == "state":
        first = [Ticks((say("Clear"), say("Not clear")))]
        return slips.slips(run, blank, words=say("Not clear? Say what is missing"), first=first)
    if phase == "act":
        which = slips.line(say("Which force? None for a new driver"))
        return slips.slips(run, blank, words=say("Your idea"), first=which, ahead=("effect",))
    if phase == "read":
        first = [Ticks(tuple(VERDICT_WORDS.values()))]
        return slips.slips(run, blank, words=say("Go if: on what condition?"), first=first)
    if phase == "spread":
        return []
    return slips.slips(run, blank, words=say("One force, as something that acts"), ahead=("side",))


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
    judge = body(say("Leave a row blank where you cannot judge."))
    return slips.sheets(run.prompt, [*hint, judge, Table(rows, columns)], blank)
