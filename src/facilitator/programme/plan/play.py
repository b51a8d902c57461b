"""The development plan of a sample of a whole programme: its rows, what each review said of them, and the next one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from facilitator.model.entry import Draft
from facilitator.programme.aspect import Key
from facilitator.programme.plan.bodies import MadeTogether, NextReview, Reviewed, RowTold


def made(said: Mapping[str, Any], key: Key) -> list[Draft]:
    """Row after row as it was written down, review after review, and what was asked about the whole."""
    plan = said["plan"]
    first = {line["row"]: line for line in reversed(plan["log"])}
    last = {line["row"]: line for line in plan["log"]}
    rows = [_row(each, key, first.get(each["id"], each)) for each in plan["rows"]]
    told = {each["id"]: each for each in plan["rows"]}
    reviews = [_review(line, told[line["row"]] if line is last[line["row"]] else {}) for line in plan["log"]]
    quiet = [draft for each in plan["rows"] if each["id"] not in last for draft in _looked_at(each)]
    following, together = plan["next_review"], plan["made_together"]
    answers = {name: "" if answer == "not asked" else answer for name, answer in together.items()}
    asked = MadeTogether(
        answers["asked"],
        answers["equal_say"],
        answers["different_voices"],
        answers["open_to_all"],
        answers["give_and_take"],
        answers["parents_call_it_theirs"],
    ).draft("")
    return [*rows, *reviews, *quiet, NextReview(following["date"], following["time"]).draft(""), asked]


def _row(one: Mapping[str, Any], key: Key, began: Mapping[str, Any]) -> Draft:
    status = began["was"] if "was" in began else one["status"]
    return RowTold(
        one["id"],
        one["objective"],
        one["theme"],
        one["action"],
        one["lead"],
        one["lead_group"],
        one["lead_accepted"],
        tuple(one["partners"]),
        one["start"],
        one["due"],
        one["success_measure"],
        one["evidence"],
        one["resources"],
        tuple(one["depends_on"]),
        tuple(key(each) for each in one["comment_ids"]),
        None if status == "unowned" else status,
    ).draft("")


def _review(line: Mapping[str, Any], row: Mapping[str, Any]) -> Draft:
    """A line of the log; the last one of a row leaves beside the row what stands there now."""
    short = row.get("review_note") or ""
    told = "" if short == line["words"] else short
    date, words, where = line["date"], line["words"], line["where"]
    return Reviewed(line["row"], line["is"], date, words, told, where, line["people"]).draft("")


def _looked_at(row: Mapping[str, Any]) -> Iterator[Draft]:
    """A row that a review left as it was."""
    if row["last_review"]:
        status = "not started" if row["status"] == "unowned" else row["status"]
        yield Reviewed(row["id"], status, row["last_review"], short=row["review_note"] or "").draft("")
