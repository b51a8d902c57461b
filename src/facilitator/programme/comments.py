"""Every comment of a programme, one after another: what people wrote in any stage of any workshop, survey texts too.

What counts is what counts everywhere (`model/record.py`): a comment that was joined with another was written all the
same, one that is withheld is counted without its words, one that was taken back is not there, and one that was filed
again stands where it went.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from facilitator.activities import contract
from facilitator.model.notes import HIDDEN, MERGED, REFILED, WITHDRAWN, Note
from facilitator.model.programme import Programme
from facilitator.model.record import asked, everything, written_at
from facilitator.model.run import StageRun
from facilitator.model.workshop import Workshop


@dataclass(frozen=True, slots=True)
class Comment:
    """One comment. `key` is its name in the log, `no` the number that papers print, 0 for an answer on a form.

    `text` is for the facilitator; `withheld` says that others may not read it. `quotable` is False for an answer whose
    writer did not agree to be quoted. `at` is when it came (milliseconds since 1970), as far as its stage keeps that.
    """

    key: str
    no: int
    workshop: str
    stage: str
    where: str
    asked: str
    text: str
    group: str = ""
    table: str = ""
    at: int = 0
    withheld: bool = False
    quotable: bool = True
    joined: bool = False

    @property
    def for_others(self) -> str:
        """Its words where others read them."""
        return "" if self.withheld or not self.quotable else self.text


def of_programme(programme: Programme) -> list[Comment]:
    """Every comment of every workshop, in the order of the workshops, and within each in that of the log."""
    return [comment for workshop in programme.workshops.values() for comment in of_workshop(workshop)]


def by_number(programme: Programme) -> list[Comment]:
    """Every comment as others may be told them: within each workshop by their numbers, which say nothing of when one
    came where nobody is kept; last those without a number.
    """
    places = {name: at for at, name in enumerate(programme.workshops)}
    return sorted(of_programme(programme), key=lambda each: (places[each.workshop], not each.no, each.no))


def of_workshop(workshop: Workshop) -> list[Comment]:
    """Every comment of one workshop."""
    notes = [(note.seq, _of_note(workshop, run, note)) for run, note in everything(workshop) if _counts(note)]
    found = [comment for _seq, comment in sorted(notes, key=lambda each: each[0])]
    return [*found, *(text for run in workshop.stages for text in _of_forms(workshop, run))]


def _counts(note: Note) -> bool:
    return note.status not in (WITHDRAWN, REFILED)


def _of_note(workshop: Workshop, run: StageRun, note: Note) -> Comment:
    return Comment(
        key=note.key,
        no=note.no,
        workshop=workshop.id,
        stage=run.id,
        where=run.stage.title,
        asked=asked(run, note),
        text=note.text,
        group=note.group,
        table=note.table,
        at=written_at(workshop, run, note),
        withheld=note.status == HIDDEN,
        joined=note.status == MERGED,
    )


def _of_forms(workshop: Workshop, run: StageRun) -> Iterator[Comment]:
    """What was written on forms: at the time when their stage was opened, which says nothing of who filled one in."""
    at = run.spans[0][0] if run.spans else workshop.created_at
    own = contract.report(run.stage.activity).texts(run) if run.root == run.id else ()
    for each in own:
        yield Comment(
            key=each.key,
            no=0,
            workshop=workshop.id,
            stage=run.id,
            where=run.stage.title,
            asked=each.asked,
            text=each.text,
            at=at,
            withheld=each.withheld,
            quotable=each.quotable,
        )
