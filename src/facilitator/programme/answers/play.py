"""The register of answers of a sample of a whole programme."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from facilitator.model.entry import Draft
from facilitator.programme.answers.bodies import AnswerAsked, AnswerGiven, AnswersDue
from facilitator.programme.aspect import Key


def made(said: Mapping[str, Any], key: Key) -> list[Draft]:
    """What people said, row after row; then the answers that came; and until when the others are due."""
    rows, due = said["answers"]["rows"], said["answers"]["due_back"]
    asked = [_asked(each, key) for each in rows]
    return [*asked, *(_given(each) for each in rows if each["answer"]), AnswersDue(due).draft("")]


def _asked(row: Mapping[str, Any], key: Key) -> Draft:
    targets = tuple(key(each) for each in row["comment_ids"])
    return AnswerAsked(row["id"], row["said"], row["theme"], targets, row["asked"]).draft("")


def _given(row: Mapping[str, Any]) -> Draft:
    by, words = row["by"] or "", row["words"]
    return AnswerGiven(row["id"], row["answer"], words, row["who"], row["who_group"], by, row["at"]).draft("")
