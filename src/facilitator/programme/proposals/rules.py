"""The proposals of a programme. How firm one is comes from what people said and from nothing else: a proposal begins as
an idea, and every step needs the room's words.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from facilitator.model.deciding import Act, Acts, Asked
from facilitator.model.entry import Draft, Entry
from facilitator.model.packed import EMPTY
from facilitator.model.say import Message, say
from facilitator.programme.proposals.bodies import FirmnessTold, MainChosen, ProposalRemoved, ProposalTold
from facilitator.programme.wording import too_long, wrong_days

MOST = 200
FIRMNESS = {
    "idea": say("idea"),
    "proposal": say("proposal"),
    "agreed": say("agreed"),
    "committed": say("committed"),
}
"""How firm a proposal can be, from the least to the most, and the word for it."""
BASES = {"experience": say("experience"), "evidence": say("evidence"), "guess": say("guess")}
"""What a proposal can rest on, and the word for it."""


@dataclass(frozen=True, slots=True)
class Said:
    """How firm people left a proposal, once: in their words, on which day (ISO), as in `FirmnessTold`."""

    firmness: str
    words: str = ""
    date: str = ""
    who: str = ""
    by: str = ""
    hands: Mapping[str, int] = field(default_factory=lambda: EMPTY)

    @property
    def disputed(self) -> bool:
        """Whether anybody was against it."""
        return self.hands.get("against", 0) > 0


NOT_SAID = Said("idea")
"""Of a proposal of which only the words are known: somebody said it."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """One proposal. `first` are the words that it began with, `said` what was said of how firm it is, the last last."""

    id: str
    text: str = ""
    first: str = ""
    theme: str = ""
    main: bool = False
    basis: str = ""
    evidence: str = ""
    targets: tuple[str, ...] = ()
    said: tuple[Said, ...] = ()

    @property
    def now(self) -> Said:
        """How firm it is now."""
        return self.said[-1] if self.said else NOT_SAID

    @property
    def firmness(self) -> str:
        """How firm it is now, in a word."""
        return self.now.firmness

    @property
    def edited(self) -> bool:
        """Whether its words are others than those that it began with, as far as these are there."""
        return bool(self.first) and self.text != self.first


@dataclass(slots=True)
class State:
    """The proposals by id, in the order in which they were made."""

    proposals: dict[str, Proposal] = field(default_factory=dict)


def start() -> State:
    """The state before the first entry."""
    return State()


def check(state: State, draft: Draft) -> str | None:
    """Why this cannot be kept so; None when it can."""
    return _ACTS.refuse(state, draft)


def fold(state: State, entry: Entry) -> None:
    """Apply one entry in place. What an erased or an odd body does not say stays as it was."""
    _ACTS.fold(state, entry)


# ---------------------------------------------------------------------- what is wrong


def _wrong_proposal(state: State, asked: Asked, said: ProposalTold) -> str | None:
    if not said.id:
        return say("A proposal without an id cannot be kept.")
    is_new = said.id not in state.proposals
    if is_new and len(state.proposals) >= MOST:
        return say(
            "A programme has {n} proposal at most. Take it away first.",
            "A programme has {n} proposals at most. Take one away first.",
            n=MOST,
        )
    if (is_new or said.text is not None) and not (said.text or "").strip():
        return say("Write the proposal in the room's own words.")
    if said.basis and said.basis not in BASES:
        return say("A proposal rests on experience, on evidence or on a guess.")
    return too_long(said.text or "", said.evidence or "")


def _wrong_main(state: State, asked: Asked, said: MainChosen) -> str | None:
    found = state.proposals.get(said.id)
    if found is None:
        return _gone()
    return None if found.theme else say("Choose the theme of this proposal first: each theme has one main proposal.")


def _wrong_firmness(state: State, asked: Asked, said: FirmnessTold) -> str | None:
    if said.id not in state.proposals:
        return _gone()
    if said.firmness not in FIRMNESS:
        return say("A proposal is an idea, a proposal, agreed or committed.")
    if not said.words.strip():
        return say("Write what the room said. Only its words make a proposal firmer, or less firm.")
    if wrong := wrong_days(said.date, said.by):
        return wrong
    if said.firmness == "committed" and not (said.who.strip() and said.by):
        return say("Committed means that someone named will do it by a date. Write who, and by when.")
    return too_long(said.words, said.who)


def _gone() -> Message:
    return say("That proposal is not there any more.")


# ---------------------------------------------------------------------- what is done


def _told(state: State, entry: Entry, said: ProposalTold) -> None:
    before = state.proposals.get(said.id)
    if not said.id or (before is None and len(state.proposals) >= MOST):
        return
    found = before or Proposal(said.id, first=said.text or "")
    now = replace(
        found,
        text=found.text if said.text is None else said.text,
        theme=found.theme if said.theme is None else said.theme,
        basis=found.basis if said.basis is None else said.basis,
        evidence=found.evidence if said.evidence is None else said.evidence,
    )
    if before and now.theme != before.theme:
        now = replace(now, main=False)
    if said.targets is not None:
        now = replace(now, targets=tuple(dict.fromkeys(said.targets)))
    if said.erased:
        now = replace(now, first=now.text)
    state.proposals[said.id] = now


def _main(state: State, entry: Entry, said: MainChosen) -> None:
    theme = state.proposals[said.id].theme
    for key, each in state.proposals.items():
        if each.theme == theme and each.main != (said.on and key == said.id):
            state.proposals[key] = replace(each, main=said.on and key == said.id)


def _firmness(state: State, entry: Entry, said: FirmnessTold) -> None:
    found = state.proposals.get(said.id)
    if found is not None and said.firmness in FIRMNESS:
        told = Said(said.firmness, said.words, said.date, said.who, said.by, dict(said.hands))
        state.proposals[said.id] = replace(found, said=(*found.said, told))


def _removed(state: State, entry: Entry, said: ProposalRemoved) -> None:
    state.proposals.pop(said.id, None)


_ACTS: Acts[State] = Acts(
    Act(ProposalTold, _told, _wrong_proposal, binding=False),
    Act(MainChosen, _main, _wrong_main),
    Act(FirmnessTold, _firmness, _wrong_firmness, binding=False),
    Act(ProposalRemoved, _removed),
)
KINDS = frozenset(_ACTS.by_kind)
"""The kinds of entry that it folds."""
