"""When a part of a document fails for a reason that nobody foresaw: it is shown plainly, and the rest as ever."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from facilitator.activities.paper import having, standing
from facilitator.looks.blocks import Block, Heading, body, remark
from facilitator.model.notes import PARKED
from facilitator.model.run import StageRun
from facilitator.model.say import say

PLAIN = say("This part could not be laid out as usual. What is known of it stands here as a plain list.")

Trial = Callable[[list[Block]], object]
"""Makes a document of some blocks alone, as a trial; raises whatever goes wrong."""

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Part:
    """A part of a document: what makes it, its title, and the plain lines to fall back on."""

    title: str
    make: Callable[[], list[Block]]
    lines: Callable[[], Iterable[str]] = tuple


def safely(part: Part, trial: Trial) -> tuple[list[Block], bool]:
    """The part as it should be, if the trial goes well with it alone, else plainly; and whether it is as it should be.

    What went wrong is logged.
    """
    try:
        trial(part.make())
        return part.make(), True
    except Exception:
        logger.exception("A part of the document could not be laid out and is shown plainly: %s", ascii(part.title))
    return plainly(part, trial), False


def lines_of(run: StageRun) -> list[str]:
    """The words of a stage that may be printed: its notes, or what else it produced; withheld ones stay out."""
    notes = [f"{note.no}. {note.text}" for note in (*standing(run), *having(run, PARKED))]
    return notes or [item.text for item in run.items() if not item.withdrawn]


def printable(words: str, trial: Trial) -> str:
    """Words as they are, or in codes such as `\\u200e` where the trial fails with them."""
    try:
        trial([body(words)])
    except Exception:
        return words.encode("ascii", "backslashreplace").decode()
    return words


def plainly(part: Part, trial: Trial) -> list[Block]:
    """The part as a plain list, under a sentence that says so."""
    try:
        lines = list(part.lines())
    except Exception:
        logger.exception("Nor could the lines of that part be read: %s", ascii(part.title))
        lines = []
    found: list[Block] = [Heading(printable(part.title, trial), 2), remark(PLAIN)]
    return [*found, *(body(printable(line, trial)) for line in lines)]
