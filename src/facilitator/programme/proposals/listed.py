"""Proposals in the order in which they are read: theme after theme, the main one first, then as they were made."""

from __future__ import annotations

from facilitator.model.programme import Programme
from facilitator.programme.aspect import Subject
from facilitator.programme.listed import under_subjects
from facilitator.programme.proposals.rules import Proposal, State


def by_theme(programme: Programme) -> list[tuple[Subject, list[Proposal]]]:
    """Every theme with its proposals, which may be none; last those of no theme that is there, if there are any."""
    state: State = programme.aspects["proposals"]
    found = under_subjects(programme, state.proposals.values(), lambda each: each.theme)
    return [(subject, sorted(those, key=lambda each: not each.main)) for subject, those in found]
