"""What of everything that a programme shows by partner group may be told: decided once for all of it together."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from weakref import WeakKeyDictionary

from facilitator.activities import contract as activities
from facilitator.model.programme import Programme
from facilitator.model.record import in_order_of_days
from facilitator.model.suppression import Decision, Table, decide, place
from facilitator.model.workshop import Workshop
from facilitator.programme.contract import ASPECTS, aspect
from facilitator.programme.settled import settled

_Seen = tuple[int, tuple[tuple[str, int], ...], int, Decision]
_LAST: WeakKeyDictionary[Programme, _Seen] = WeakKeyDictionary()
"""The last decision of each programme, with what it was made from: where it stood, its workshops, the least group."""


def decided(programme: Programme, workshop: Workshop | None = None, least: int | None = None) -> Decision:
    """What may be told of all figures of all workshops and aspects, for whatever is printed or exported.

    `workshop` is one that is not in the programme, or stands for its own there; `least` another least group than the
    programme's, as in a published copy.
    """
    workshops = {**programme.workshops, **({workshop.id: workshop} if workshop else {})}
    told = tuple((each.id, len(each.entries)) for each in workshops.values())
    seen, group = _LAST.get(programme), programme.least if least is None else least
    if seen and seen[:3] == (programme.seq, told, group):
        return seen[3]
    every = in_order_of_days(workshops.values())
    decision = replace(decide(published(programme, every), group), reported=settled(every))
    _LAST[programme] = programme.seq, told, group, decision
    return decision


def published(programme: Programme, every: Sequence[Workshop]) -> Iterator[Table]:
    """All that is shown by partner group: of each workshop, of several together, and of the programme's aspects."""
    reports, together = [activities.report(kind) for kind in activities.KINDS], settled(every)
    elsewhere = {key for report in reports for key in report.across.instead(every)}
    for workshop in every:
        for run in workshop.stages:
            for table in activities.report(run.stage.activity).published(run, place(workshop.id, run.id), together):
                yield Table(table.tallies, [figure for figure in table.figures if figure.key not in elsewhere])
    for report in reports:
        yield from report.across.published(every)
    for name in ASPECTS:
        yield from aspect(name).published(programme)
