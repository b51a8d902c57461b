"""When a part of the paper fails for a reason that nobody foresaw: it is printed plainly, and the rest as ever."""

from __future__ import annotations

import io
import logging
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from facilitator.activities.paper import Context, having, standing
from facilitator.looks.pdf import Document, Flowable, heading, small, text
from facilitator.model.notes import PARKED
from facilitator.model.run import StageRun

PLAIN = "This part could not be laid out as usual. What is known of it stands here as a plain list."

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Part:
    """A part of a document: what makes it, its title, and the plain lines to fall back on."""

    title: str
    make: Callable[[], list[Flowable]]
    lines: Callable[[], Iterable[str]] = tuple


def safely(part: Part, context: Context) -> tuple[list[Flowable], bool]:
    """The part as it should be, if it can be set on a page of its own, else plainly; and whether it is as it should be.

    What went wrong is logged.
    """
    try:
        _try_on_paper(part.make(), context)
        return part.make(), True
    except Exception:
        logger.exception("A part of the paper could not be laid out and is printed plainly: %s", ascii(part.title))
    return _plain(part, context), False


def lines_of(run: StageRun) -> list[str]:
    """The words of a stage that may be printed: its notes, or what else it produced; withheld ones stay out."""
    notes = [f"{note.seq}. {note.text}" for note in (*standing(run), *having(run, PARKED))]
    return notes or [item.text for item in run.items() if not item.withdrawn]


def printable(words: str, context: Context) -> str:
    """Words as they are, or in codes such as `\\u200e` where they cannot be set."""
    try:
        _try_on_paper([text("body", words, context.fonts)], context)
    except Exception:
        return words.encode("ascii", "backslashreplace").decode()
    return words


def _try_on_paper(parts: list[Flowable], context: Context) -> None:
    trial = Document(io.BytesIO(), "", fonts=context.fonts)
    trial.add(*parts)
    trial.build()


def _plain(part: Part, context: Context) -> list[Flowable]:
    fonts = context.fonts
    try:
        lines = list(part.lines())
    except Exception:
        logger.exception("Nor could the lines of that part be read: %s", ascii(part.title))
        lines = []
    found: list[Flowable] = [heading(printable(part.title, context), 2, fonts), small(PLAIN, fonts)]
    return [*found, *(text("body", printable(line, context), fonts) for line in lines)]
