"""A questionnaire that people fill in once each, or once a wave: the last form of a token counts, as it stands.

Two waves are two stages of one state. Who is in which reporting group is settled before the first of them opens.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from typing import ClassVar

from facilitator.activities.survey.between import APART, may_be_added, may_be_paired, pairs, told_as
from facilitator.activities.survey.bodies import AllCounted, FilledIn, GivenOut, Merged, Reporting, Withheld, merged
from facilitator.activities.survey.form import Form, fitting, paper_token
from facilitator.activities.survey.instrument import SURVEY, WAVES, YES, Instrument, Question, of_stage
from facilitator.activities.survey.pairing import CARD, WAYS, card_of
from facilitator.activities.survey.released import Released
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


@dataclass(slots=True)
class State(ActivityState):
    """The forms by wave and token, how many were present when they were given out, and words kept from being quoted.

    `opened` is when each wave opened first (milliseconds); `released` are the forms of each that figures are made
    from (see `released.py`). `reporting` are the groups by which waves are reported: who is in none is in none.
    `versions` are those of every wording that was asked here. `apart`: what each wave answered was told by itself.
    `plain`: the chart of two waves has bars of one length.
    """

    parts: ClassVar[frozenset[str]] = frozenset({Opened.kind, AllCounted.kind})
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
    released: dict[str, Released[Form]] = field(default_factory=dict)
    withheld: set[tuple[str, str]] = field(default_factory=set)
    versions: dict[tuple[tuple[str, ...], ...], str] = field(default_factory=dict)
    apart: bool = False
    _read: tuple[Stage, Instrument] | None = None

    def __post_init__(self) -> None:
        ActivityState.__post_init__(self)
        self.reporting = merged(self.stage.options.get("reporting")) or ()
        self._keep(self.stage)

    def changed(self, stage: Stage) -> Stage:
        """Other words are another version, whatever it is called; the words that were asked before are theirs again."""
        asked = self._keep(stage) if stage.id == self.stage.id else None
        if asked is None:
            return stage
        return replace(stage, options={**stage.options, "survey": {**stage.options["survey"], "version": asked}})

    def _keep(self, stage: Stage) -> str | None:
        """Keep which wording has which version; returns the version that it has instead of its own."""
        if not stage.options.get("survey") or self.unfit(stage):
            return None
        asked = Instrument.from_dict(stage.options["survey"])
        known = self.versions.get(asked.wording)
        if asked.version not in self.versions.values():
            self.versions[asked.wording] = asked.version
            return None
        found = self.versions.setdefault(asked.wording, known or asked.new_version())
        return found if found != asked.version else None

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

    def came(self, wave: str = "") -> list[Form]:
        """The forms of the version that is asked now, in an order that tells nothing of who came when."""
        return sorted(self.there(wave).values(), key=lambda form: public(form.token))

    def counted(self, wave: str = "") -> list[Form]:
        """Those of them that figures and words may be told from, in such an order. What was counted late is in no
        group.
        """
        told, version = self._by_now(wave), self.instrument.version
        found = [*told.first.values(), *map(self.nobodys, told.late.values())]
        return sorted((f for f in found if f.version == version), key=lambda form: public(form.token))

    def first(self, wave: str) -> list[Form]:
        """Those that were there when a wave closed, once they are so many that figures are made of them."""
        told, version = self._by_now(wave), self.instrument.version
        return [form for form in told.first.values() if told.tells and form.version == version]

    def added(self, wave: str = "") -> list[Form]:
        """Those that are counted though they came after the form was closed."""
        late = self._by_now(wave).late
        return [form for form in self.counted(wave) if form.token in late]

    def is_changed(self, form: Form) -> bool:
        """Whether a form that is counted was taken back, or changed, since."""
        now = self.mine(form.token, form.wave)
        return now is None or now.seq != form.seq

    def waiting(self, wave: str = "") -> int:
        """How many forms came and are not counted."""
        return len(self.there(wave).keys() - self._by_now(wave).every.keys())

    def asks(self, wave: str = "") -> bool:
        """Whether it is open by now, so that forms may come in time."""
        return self._of(wave).open

    def to_come(self, wave: str) -> bool:
        """Whether a wave has not been closed yet."""
        return self._of(wave).open or self._of(wave).closed_at is None

    def there(self, wave: str) -> dict[str, Form]:
        """The forms of a wave by their tokens, of the version that is asked now."""
        version = self.instrument.version
        return {form.token: form for form in self.forms.values() if form.version == version and form.wave == wave}

    def _of(self, wave: str) -> Released[Form]:
        return self.released.get(wave) or Released()

    def _by_now(self, wave: str) -> Released[Form]:
        """With all that came so far: nothing is settled yet, since more may come in time."""
        return self._gone_on(wave)[wave]

    def _gone_on(self, wave: str, at: int | None = None) -> dict[str, Released[Form]]:
        """What is counted of a wave and of the other by now; `at` a time only what nothing then is a part of."""
        told = {each: self._of(each) for each in (WAVES if wave in WAVES else (wave,))}
        for each, was in told.items():
            if at is None or was.open or not was.in_time(at):
                there, present = self.there(each), self.present(each) or 0
                now = was.go_on(there, partial(self._may, told, each), complete=0 < present <= len(there))
                told[each] = now if at is None or now.tells else was
        return told

    def settle(self, wave: str, at: int) -> Released[Form]:
        """What is counted before something that happens at a time; it is so from now on."""
        self.apart = self.apart or (not self._of(WAVES[1]).in_time(at) and self.told_as == APART)
        self.released |= self._gone_on(wave, at)
        return self.released[wave]

    def closed(self, stage: str, at: int) -> None:
        """The form was closed."""
        wave = self.wave_of(stage)
        self.released[wave] = replace(self._of(wave), open=False, closed_at=at)

    @property
    def told_as(self) -> str:
        """How its two waves are told, PAIRED or APART, and so for good; "" while nothing of them is."""
        return APART if self.apart else told_as(self._gone_on(WAVES[0]), self.way)

    def _may(self, told: Mapping[str, Released[Form]], wave: str, forms: Mapping[str, Form]) -> bool:
        """Whether the figures of a wave may go on to other forms."""
        more = {wave: replace(told[wave], late={t: f for t, f in forms.items() if t not in told[wave].first})}
        moved = self.instrument.with_role("statement") if wave and len(self.phases) > 1 and not self.apart else []
        asked = [question for question in self.instrument.questions if question not in moved]
        new = [form for token, form in forms.items() if token not in told[wave].every]
        before, after = (pairs(each, self.way) if moved else [] for each in (told, {**told, **more}))
        return may_be_added(asked, new) and may_be_paired(moved, before, after)

    def nobodys(self, form: Form) -> Form:
        """A form without the group of its writer."""
        asked = {question.id for question in self.instrument.with_role("group")}
        return replace(form, answers={name: value for name, value in form.answers.items() if name not in asked})

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
        return any(card_of(form) == code for form in self.came(WAVES[0]))


def start(stage: Stage, feed: Feed = no_feed) -> State:
    """The state before the first entry."""
    return State(stage, feed)


def wave_of(stage: Stage) -> str:
    """The wave that a stage asks; empty where it is asked once."""
    return str(stage.options.get("wave", ""))


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
    wave = state.wave_of(entry.stage)
    state.opened.setdefault(wave, entry.at)
    state.released[wave] = replace(state.settle(wave, entry.at), open=True)


def _given_out(state: State, entry: Entry, said: GivenOut) -> None:
    wave = state.wave_of(entry.stage)
    state.settle(wave, entry.at)
    state.given_out[wave] = said.present


def _frozen(state: State, asked: Asked, said: Reporting) -> str | None:
    """Groups are chosen before anybody answers."""
    return FROZEN if said.groups is not None and (state.opened or state.forms) else None


def _reporting(state: State, entry: Entry, said: Reporting) -> None:
    if said.groups is not None:
        state.reporting = merged(said.groups) or ()
    state.plain = state.plain if said.plain is None else said.plain


def _all_counted(state: State, entry: Entry, said: AllCounted) -> None:
    wave = state.wave_of(entry.stage)
    state.released[wave] = replace(state.settle(wave, entry.at), first=state.there(wave), late={})
    state.apart = False


def _withheld(state: State, entry: Entry, said: Withheld) -> None:
    (state.withheld.add if said.on else state.withheld.discard)((said.target, said.question))


def _form(state: State, entry: Entry, said: FilledIn) -> set[str]:
    instrument, token = state.instrument, said.token or entry.key
    state.released[said.wave] = replace(state.settle(said.wave, entry.at), seen_at=entry.at)
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
        late=said.late,
    )
    return {token}


_ACTS: Acts[State] = Acts(
    Act(GivenOut, _given_out),
    Act(FilledIn, _form, _wrong_form, binding=False),
    Act(Withheld, _withheld),
    Act(Reporting, _reporting, _frozen),
    Act(AllCounted, _all_counted),
    Act(Opened, _opened),
)


def may_quote(state: State, form: Form) -> bool:
    """Whether its writer agreed to be quoted; where the form does not ask, nobody did."""
    asked = state.instrument.with_role("consent")
    return any(form.answers.get(question.id) == YES for question in asked)


def written(state: State, question: Question) -> list[tuple[Form, str]]:
    """What people wrote in answer to a question, `(form, words)`; a good order for printing, telling nothing.

    Words that a form does not say any more, since it was taken back or changed after it was counted, are left out.
    """
    forms = [form for wave in ("", *WAVES) for form in state.counted(wave) if question.id in form.answers]
    now = {(form.wave, form.token): state.mine(form.token, form.wave) for form in forms}
    said = [(form, form.answers[question.id]) for form in forms]
    return [
        (form, str(words))
        for form, words in said
        if (as_is := now[form.wave, form.token]) and as_is.answers.get(question.id) == words
    ]


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
