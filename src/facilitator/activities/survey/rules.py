"""A questionnaire that people fill in once each, or once a wave: the last form of a token counts, as it stands.

Two waves are two stages of one state. Who is in which reporting group is settled before the first of them opens.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, ClassVar

from facilitator.activities.survey.bodies import FilledIn, GivenOut, Merged, Reporting, Withheld, merged
from facilitator.activities.survey.instrument import SURVEY, WAVES, YES, Instrument, Question, of_stage
from facilitator.activities.survey.pairing import CARD, WAYS, card_of
from facilitator.model import options
from facilitator.model.bodies import Opened
from facilitator.model.deciding import Act, Acts, Asked
from facilitator.model.entry import Draft, Entry, public
from facilitator.model.facts import Block
from facilitator.model.item import Item
from facilitator.model.method import Stage
from facilitator.model.run import ActivityState, Feed, no_feed
from facilitator.model.say import say

PRESENT, FORM, WITHHELD = GivenOut.kind, FilledIn.kind, Withheld.kind
"""The kinds of its entries; `bodies.py` says what they hold."""
CHANGED = say("The form was changed while you filled it in. Look through it again, then send it.")
FROZEN = say(
    "The reporting groups stay as they are: the first wave has opened. Groups that are chosen later could be chosen "
    "for what they show."
)
_GROUPS = options.each(
    options.table({"id": options.words(60), "of": options.each(options.words(60))}, {"label": options.words(300)})
)


@dataclass(frozen=True, slots=True)
class Form:
    """One filled-in form. `number` is that of a paper form, 0 for a phone; `assisted` when somebody helped with it."""

    key: str
    seq: int
    token: str
    version: str
    answers: Mapping[str, Any]
    source: str = "phone"
    number: int = 0
    assisted: bool = False
    wave: str = ""
    code: str = ""


@dataclass(slots=True)
class State(ActivityState):
    """The forms by wave and token, how many were present when they were given out, and words kept from being quoted.

    `opened` is when each wave opened first (milliseconds). `reporting` are the groups by which waves are reported: who
    is in none is in none. `plain`: the chart of two waves has bars of one length.
    """

    takes: ClassVar[Mapping[str, options.Fits]] = {
        "survey": SURVEY,
        "on": options.each(options.words(60)),
        "activities": options.each(options.table({"id": options.words(60), "title": options.words(300)})),
        "wave": options.one_of(("", *WAVES)),
        "pairing": options.one_of(WAYS),
        "reporting": _GROUPS,
    }

    forms: dict[tuple[str, str], Form] = field(default_factory=dict)
    given_out: dict[str, int | None] = field(default_factory=dict)
    opened: dict[str, int] = field(default_factory=dict)
    reporting: tuple[Merged, ...] = ()
    plain: bool = False
    withheld: set[tuple[str, str]] = field(default_factory=set)
    _read: tuple[Stage, Instrument] | None = None

    def __post_init__(self) -> None:
        ActivityState.__post_init__(self)
        self.reporting = merged(self.stage.options.get("reporting")) or ()

    def answered_by(self, stage: str) -> int:
        """How many forms came in."""
        wave = self.wave_of(stage)
        return sum(form.wave == wave for form in self.forms.values())

    def wave_of(self, stage: str) -> str:
        """The wave of one of its stages; empty where it is asked once."""
        return wave_of(self.phases.get(stage, self.stage))

    @property
    def way(self) -> str:
        """How its waves are paired."""
        return str(self.stage.options.get("pairing", CARD))

    def present(self, wave: str = "") -> int | None:
        """How many people were there when the forms of a wave were given out; None where nobody has said."""
        return self.given_out.get(wave)

    @property
    def instrument(self) -> Instrument:
        """The questionnaire as people see it now; read anew only when the stage is another."""
        if self._read is None or self._read[0] is not self.stage:
            self._read = (self.stage, of_stage(self.stage))
        return self._read[1]

    def in_day(self, stage: Stage, blocks: Sequence[Block], stages: Sequence[Stage]) -> Stage:
        """With the option `activities`, the parts of the day that it asks about: its methods, else their stages.

        Methods that only ask questions are no part to ask about.
        """
        if "activities" not in stage.options:
            return stage
        kind = stage.activity
        worth = [block for block in blocks if any(each.activity != kind for each in block.method.stages)]
        parts = [{"id": block.id, "title": block.method.title} for block in worth]
        if len(parts) < 2:
            parts = [{"id": each.id, "title": each.title} for each in stages if each.activity != kind]
        return replace(stage, options={**stage.options, "activities": parts})

    def counted(self, wave: str = "") -> list[Form]:
        """The forms of the version that is asked now, in an order that tells nothing of who came when."""
        version = self.instrument.version
        found = (f for f in self.forms.values() if f.version == version and f.wave == wave)
        return sorted(found, key=lambda form: public(form.token))

    def mine(self, token: str, wave: str = "") -> Form | None:
        """The form that a token sent in a wave."""
        return self.forms.get((wave, token))

    def next_number(self, wave: str = "") -> int:
        """The number of the next paper form of a wave."""
        return 1 + max((form.number for form in self.forms.values() if form.wave == wave), default=0)

    def paper(self, number: int, wave: str = "") -> Form | None:
        """The paper form of a wave with that number."""
        return self.forms.get((wave, paper_token(number)))

    def knows_code(self, code: str) -> bool:
        """Whether a form of the first wave has this card code."""
        return any(card_of(form) == code for form in self.counted(WAVES[0]))


def start(stage: Stage, feed: Feed = no_feed) -> State:
    """The state before the first entry."""
    return State(stage, feed)


def wave_of(stage: Stage) -> str:
    """The wave that a stage asks; empty where it is asked once."""
    return str(stage.options.get("wave", ""))


def paper_token(number: int) -> str:
    """What counts a paper form once: the same number keyed in again takes its place."""
    return f"paper-{number}"


def fitting(instrument: Instrument, answers: Mapping[str, Any]) -> dict[str, Any]:
    """Those answers that the questionnaire has a question for and that the question takes."""
    return {q.id: answers[q.id] for q in instrument.questions if q.id in answers and q.accepts(answers[q.id])}


def check(state: State, draft: Draft) -> str | None:
    """Refuse a form of another version, and one in which no answer fits."""
    return _ACTS.refuse(state, draft)


def _wrong_form(state: State, asked: Asked, said: FilledIn) -> str | None:
    if not said.answers:
        return None
    if said.version != state.instrument.version:
        return CHANGED
    return None if fitting(state.instrument, said.answers) else say("Answer at least one question, then send the form.")


def fold(state: State, entry: Entry) -> set[str]:
    """Apply one entry in place. A form replaces its token's earlier one; one without answers takes it back.

    One whose words were all erased still counts as a form that was sent.
    """
    return _ACTS.fold(state, entry) if entry.kind in _ACTS.by_kind else state.notes.fold(entry)


def _opened(state: State, entry: Entry, said: Opened) -> None:
    state.opened.setdefault(state.wave_of(entry.stage), entry.at)


def _given_out(state: State, entry: Entry, said: GivenOut) -> None:
    state.given_out[state.wave_of(entry.stage)] = said.present


def _frozen(state: State, asked: Asked, said: Reporting) -> str | None:
    """Groups are chosen before anybody answers."""
    return FROZEN if said.groups is not None and (state.opened or state.forms) else None


def _reporting(state: State, entry: Entry, said: Reporting) -> None:
    if said.groups is not None:
        state.reporting = merged(said.groups) or ()
    state.plain = state.plain if said.plain is None else said.plain


def _withheld(state: State, entry: Entry, said: Withheld) -> None:
    (state.withheld.add if said.on else state.withheld.discard)((said.target, said.question))


def _form(state: State, entry: Entry, said: FilledIn) -> set[str]:
    instrument, token = state.instrument, said.token or entry.key
    answers = fitting(instrument, said.answers) if said.version == instrument.version else said.answers
    if not answers and not said.erased:
        return {token} if state.forms.pop((said.wave, token), None) else set()
    state.forms[said.wave, token] = Form(
        key=entry.key,
        seq=entry.seq,
        token=token,
        version=said.version,
        answers=answers,
        source=said.source or "phone",
        number=said.form,
        assisted=said.assisted,
        wave=said.wave,
        code=said.code,
    )
    return {token}


_ACTS: Acts[State] = Acts(
    Act(GivenOut, _given_out),
    Act(FilledIn, _form, _wrong_form, binding=False),
    Act(Withheld, _withheld),
    Act(Reporting, _reporting, _frozen),
    Act(Opened, _opened),
)


def may_quote(state: State, form: Form) -> bool:
    """Whether its writer agreed to be quoted; where the form does not ask, nobody did."""
    asked = state.instrument.with_role("consent")
    return any(form.answers.get(question.id) == YES for question in asked)


def written(state: State, question: Question) -> list[tuple[Form, str]]:
    """What people wrote in answer to a question, `(form, words)`; a good order for printing, telling nothing."""
    forms = [form for wave in ("", *WAVES) for form in state.counted(wave)]
    return [(form, str(form.answers[question.id])) for form in forms if question.id in form.answers]


def agreed(state: State, question: Question) -> list[tuple[Form, str]]:
    """Those of the words `written` whose writers agreed to be quoted, withheld ones among them."""
    return [(form, words) for form, words in written(state, question) if may_quote(state, form)]


def is_withheld(state: State, question: Question, form: Form) -> bool:
    """Whether the facilitator keeps these words from being quoted, since they point to somebody."""
    return (public(form.key), question.id) in state.withheld


def quotable(state: State, question: Question) -> list[tuple[Form, str]]:
    """Those of the words `written` that may be printed: with their writer's consent, and not withheld."""
    return [(form, words) for form, words in agreed(state, question) if not is_withheld(state, question, form)]


def items(state: State) -> list[Item]:
    """What people mean to do, for a plan to take up: intentions only, and only those that may be printed."""
    found = []
    for question in state.instrument.with_role("intention"):
        found += [Item(form.key, words, state.stage.id) for form, words in quotable(state, question)]
    return found
