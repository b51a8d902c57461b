"""What the board of a force field draws, as plain values: the same for the desk and for the wall."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from facilitator.activities.forces import figures, rules
from facilitator.activities.forces.facts import DRIVER, RESTRAINER, SIDES, Change, Force, Spread, Totals
from facilitator.model.notes import Note
from facilitator.model.people import Groups
from facilitator.model.run import StageRun
from facilitator.model.say import Decimal, Listed, say

HEADS = {DRIVER: say("Pushing towards it"), RESTRAINER: say("Holding it back")}
CAUTION = say("Totals favour the longer list: compare the means.")
_TOWARDS = {DRIVER: say("pushing towards it"), RESTRAINER: say("holding it back")}


@dataclass(frozen=True, slots=True)
class Row:
    """One force on its side. While numbers are hidden `spread` and `strength` are None and `scored` says how many.

    `chip` is a word or two about its number, `short` the same where there is little room.
    """

    key: str
    text: str
    side: str
    strength: int | None = None
    after: int | None = None
    spread: Spread | None = None
    chip: str = ""
    short: str = ""
    scored: int = 0

    @property
    def spoken(self) -> str:
        """The row as one sentence for a screen reader."""
        parts = [self.text, _TOWARDS[self.side]]
        if self.spread is not None and self.spread.n:
            parts.append(say("strength {strength}", strength=self.strength))
            low, high = self.spread.low, self.spread.high
            parts.append(say("scores from {low} to {high}", low=low, high=high))
            parts.append(say("{n} scored", "{n} scored", n=self.spread.n))
        elif self.scored:
            parts.append(say("{n} scored", "{n} scored", n=self.scored))
        if self.after is not None:
            parts.append(say("expected {strength} afterwards", strength=self.after))
        return _all([*parts, self.chip] if self.chip else parts)


def _all(parts: Sequence[str]) -> str:
    """Whole remarks, one after the other."""
    return say("{remarks}", remarks=Listed(tuple(parts), ""))


@dataclass(frozen=True, slots=True)
class Picture:
    """The whole field. `totals` is None while numbers are hidden; `expected` where the room said what it expects."""

    change: Change = field(default_factory=Change)
    rows: tuple[Row, ...] = ()
    totals: Totals | None = None
    expected: Totals | None = None
    many: tuple[int, int] | None = None
    """How many there are in all on each side, where `rows` are only some of them."""

    def side(self, side: str) -> list[Row]:
        """The rows of one side, in order."""
        return [row for row in self.rows if row.side == side]

    def head(self, side: str) -> tuple[str, str]:
        """`("Pushing towards it", "5 forces")`."""
        count = self.many[SIDES.index(side)] if self.many else len(self.side(side))
        return HEADS[side], say("{n} force", "{n} forces", n=count)

    def sums(self, side: str) -> tuple[tuple[str, str], tuple[str, str]]:
        """`(("19", "total"), ("3.8", "mean of 5"))`; nothing while numbers are hidden."""
        if self.totals is None:
            return ("", ""), ("", "")
        mean = self.totals.mean(side)
        number = "\u2013" if mean is None else say("{mean}", mean=Decimal(mean))
        under = say("mean of {count}", count=self.totals.count(side))
        return (str(self.totals.total(side)), say("total")), (number, under)

    @property
    def balance(self) -> str:
        """`Balance -5, drivers' share 0.44`, and what is expected after the actions."""
        if self.totals is None:
            return ""
        balance, share = self.totals.balance_words, _share(self.totals)
        if self.expected is None:
            return say("Balance {balance}, drivers\u2019 share {share}", balance=balance, share=share)
        return say(
            "Balance {balance}, drivers\u2019 share {share}; expected {later} and {later_share}",
            balance=balance,
            share=share,
            later=self.expected.balance_words,
            later_share=_share(self.expected),
        )

    @property
    def said(self) -> list[str]:
        """Every word and number on it, for a reader and for tests."""
        found = [self.change.now, self.change.wanted, self.change.when_where]
        for side in SIDES:
            found += [*self.head(side), *(row.text for row in self.side(side))]
            found += [part for pair in self.sums(side) for part in pair]
        return [words for words in [*found, self.balance, CAUTION if self.totals else ""] if words]


def _share(totals: Totals) -> object:
    return totals.share_words if totals.share is None else Decimal(totals.share, 2)


def picture(run: StageRun, now: int) -> Picture:
    """The field as it may be seen in a stage now."""
    state: rules.State = run.state
    open_now, phase = rules.scores_open(run, now), rules.phase_of(run)
    rows = [_row(f, shown=open_now, phase=phase) for side in SIDES for f in figures.forces(state, side)]
    expected = None
    if phase in ("act", "read") and state.after:
        expected = figures.totals(state, expected=True)
        last = sum(row.side == DRIVER for row in rows)
        rows[last:last] = [_new(note, strength) for note, strength in figures.new_drivers(state)]
    return Picture(state.change, tuple(rows), figures.totals(state) if open_now else None, expected)


def _new(note: Note, strength: int) -> Row:
    return Row(note.key, say("New: {idea}", idea=note.text), DRIVER, None, strength)


def _row(force: Force, *, shown: bool, phase: str) -> Row:
    spread = force.spread["strength"]
    if not shown:
        return Row(force.note.key, force.note.text, force.side, scored=spread.n + spread.unable)
    after = force.after if phase in ("act", "read") else None
    return Row(force.note.key, force.note.text, force.side, force.strength, after, spread, *_chip(force))


def _chip(force: Force) -> tuple[str, str]:
    agreed, spread = force.agreed.get("strength"), force.spread["strength"]
    if agreed is not None and spread.n:
        kept = say("kept at {number}", number=agreed)
        chip = kept if agreed == spread.median else say("agreed {number}, was {was}", number=agreed, was=spread.median)
        return chip, chip
    return (say("wide spread"), say("wide")) if spread.wide else ("", "")


@dataclass(frozen=True, slots=True)
class Lever:
    """A line of the leverage list: a heading, a force with its score, or an idea for the force above it.

    An idea's `words` say what it does to the force.
    """

    key: str
    kind: str
    words: str
    score: str = ""
    product: str = ""
    owner: str = ""
    owner_no: int = 0

    @property
    def spoken(self) -> str:
        """The line as one sentence."""
        return _all([part for part in (self.score, self.words, self.owner) if part])


def levers(state: rules.State, groups: Groups, *, open_now: bool) -> list[Lever]:
    """Where effort pays: restraining forces first, each with its ideas; then driving ones; then new drivers."""
    found: list[Lever] = []
    every, side = state.actions(), RESTRAINER
    for force in figures.leverage(state) if open_now else ():
        if force.side != side:
            side = force.side
            found.append(Lever("", "head", say("Then pushing forces")))
        score = "" if force.leverage is None else str(force.leverage)
        numbers = {"strength": force.strength, "changeability": force.changeability}
        product = say("{strength} \u00d7 {changeability}", **numbers) if score else ""
        found.append(Lever(force.note.key, "force", force.note.text, score, product))
        ideas = [_idea(n, groups) for n in every if n.fields.get("force") == force.note.key]
        found += ideas
        if force.unmovable and not ideas:
            found.append(Lever("", "live", say("Hard to move from here: plan to live with it")))
    new = [_idea(n, groups) for n in every if n.fields["effect"] == "add"]
    return [*found, Lever("", "head", say("New drivers")), *new] if new else found


def _idea(note: Note, groups: Groups) -> Lever:
    who = str(note.fields.get("who", ""))
    known = groups.get(groups.find(who)) if who else None
    name, no = (known.short, groups.no(known.id)) if known else (who, 0)
    return Lever(note.key, "idea", _idea_words(str(note.fields["effect"]), note.text), owner=name, owner_no=no)


def _idea_words(effect: str, idea: str) -> str:
    match effect:
        case "weaken":
            return say("Weaken: {idea}", idea=idea)
        case "remove":
            return say("Remove: {idea}", idea=idea)
        case "strengthen":
            return say("Strengthen: {idea}", idea=idea)
        case "add":
            return say("Add: {idea}", idea=idea)
    return idea


def ask_for_more(state: rules.State, groups: Groups) -> str:
    """What to ask where a side is empty: of the group that was heard least, by the counts."""
    if group := figures.least_heard(state, groups):
        return say("Least heard so far: {group}. What would they add?", group=group)
    return say("What would those add who have said least?")


def head_words(
    phase: str, state: rules.State, pairs: Sequence[tuple[Note, Note]], groups: Groups
) -> tuple[str, list[str]]:
    """`(where it stands, what to look at)` in one part of the method."""
    if phase == "name":
        pushing, holding = (len(state.notes_of(side)) for side in SIDES)
        told = say(
            "{pushing} pushing towards it, {holding} holding it back. The room sees only these numbers.",
            pushing=pushing,
            holding=holding,
        )
        empty = figures.missing_side(state) and pushing + holding > 2
        return told, [say("One side is empty."), ask_for_more(state, groups)] if empty else []
    if phase == "merge":
        towards, back = (_going(side, len(state.scored(side)), figures.over_cap(state, side)) for side in SIDES)
        return say("{towards}  \u00b7  {back}", towards=towards, back=back), _hints(state, pairs, groups)
    if phase == "score" and not any(state.scored(side) for side in SIDES):
        return say("There is no force to score yet. Open the stage that names them first."), []
    if phase == "score":
        n, alike = figures.raters(state), figures.all_alike(state)
        ask = say(
            "{n} gave one number to every force. Ask each person to use each number at least once.",
            "{n} gave one number to every force. Ask each person to use each number at least once.",
            n=alike,
        )
        return say("{n} person has begun to score.", "{n} people have begun to score.", n=n), [ask] if alike else []
    if phase == "spread":
        wide = figures.wide(state)
        left = sum(1 for f in wide if not f.agreed)
        told = say(
            "{n} with scores three or more apart, {left} still to talk through.",
            "{n} with scores three or more apart, {left} still to talk through.",
            n=len(wide),
            left=left,
        )
        none = say("No wide spread. Go on.") if figures.scored(state) else say("No force has a score yet.")
        return told if wide else none, []
    if phase == "act" and not any(state.scored(side) for side in SIDES):
        return say("There is no force to act on yet. A new driver can be added."), []
    return "", []


def _going(side: str, going: int, over: int) -> str:
    """How many of a side go forward while forces are shared and merged."""
    if side == DRIVER and over:
        return say("Pushing towards it: {going} go forward, {over} too many", going=going, over=over)
    if side == DRIVER:
        return say("Pushing towards it: {going} go forward", going=going)
    if over:
        return say("Holding it back: {going} go forward, {over} too many", going=going, over=over)
    return say("Holding it back: {going} go forward", going=going)


def _hints(state: rules.State, pairs: Sequence[tuple[Note, Note]], groups: Groups) -> list[str]:
    """What to look at while forces are shared and merged."""
    found: list[str] = []
    if missing := figures.missing_side(state):
        found += [say("Nothing under \u201c{side}\u201d.", side=HEADS[missing]), ask_for_more(state, groups)]
    for side in SIDES:
        if over := figures.over_cap(state, side):
            found.append(
                say("Join or set aside {over} on the side \u201c{side}\u201d.", over=over, side=_TOWARDS[side])
            )
    if pairs:
        one, other = pairs[0]
        found.append(say("Mirror pair? \u201c{one}\u201d and \u201c{other}\u201d.", one=one.text, other=other.text))
        if len(pairs) > 1:
            found.append(say("And {n} more.", "And {n} more.", n=len(pairs) - 1))
    return found
