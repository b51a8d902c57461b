"""The register of answers in the records for others: a row each, theme after theme. It goes to those who decide, and
comes back the same way.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from facilitator.model.programme import Programme
from facilitator.model.suppression import Decision
from facilitator.programme.answers.listed import by_theme
from facilitator.programme.listed import numbers

COLUMNS: Mapping[str, tuple[str, ...]] = {
    "answers_register": ("theme", "comment_ids", "said", "answer", "words", "who", "by", "at"),
}
"""The table with its columns, as the outside is promised them."""


def tables(programme: Programme, decision: Decision) -> dict[str, list[dict[str, Any]]]:
    """`answers_register`, where there is any row."""
    known = numbers(programme)
    rows: list[dict[str, Any]] = [
        {
            "theme": subject.name,
            "comment_ids": known.of(each.targets),
            "said": each.said,
            "answer": each.answer,
            "words": each.words,
            "who": each.who,
            "by": each.by,
            "at": each.at,
        }
        for subject, those in by_theme(programme)
        for each in those
    ]
    return {"answers_register": rows} if rows else {}
