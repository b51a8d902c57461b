"""Suggested themes for the comments of a programme as they stand, for whoever is not the window."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

from facilitator.model.programme import Programme
from facilitator.programme.comments import Comment, of_programme
from facilitator.programme.themes.offers import Suggested

FEWEST = 6
"""Of fewer comments than this no theme is suggested: whoever reads them needs none."""


def suggested(programme: Programme, workshop: str, many: int) -> list[dict[str, Any]]:
    """The suggested themes, the largest first; the same file always gives the same. Withheld words, and those that may
    not be quoted, say nothing here.
    """
    from facilitator.programme.themes.suggest import Likeness

    comments = [each for each in of_programme(programme) if workshop in ("", each.workshop)]
    made = Likeness([each.for_others for each in comments], {each.asked for each in comments})
    if len(made.told) < FEWEST:
        return []
    for _step in made.work():
        pass
    found = Suggested(())
    for step in made.groups(many or None):
        if isinstance(step, Suggested):
            found = step
    ids = _ids(comments)
    return [
        {
            "name": group.name.words,
            "terms": list(group.name.terms),
            "example": comments[group.name.example].text,
            "comments": [ids[at] for at in group.members],
        }
        for group in found.groups
    ]


def _ids(comments: Sequence[Comment]) -> list[int | str]:
    """What the outside knows each comment by: its number, with its workshop where another has the same; an answer on a
    form by the public name of the form.
    """
    many = Counter(each.no for each in comments)

    def name(each: Comment) -> int | str:
        if not each.no:
            return each.key
        return each.no if many[each.no] == 1 else f"{each.workshop}/{each.no}"

    return [name(each) for each in comments]
