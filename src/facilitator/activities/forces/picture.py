"""What the board of a force field draws, as plain values: the same for the desk and for the wall."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from facilitator.activities.forces import figures, rules
from facilitator.activities.forces.facts import DRIVER, EFFECTS, RESTRAINER, SIDES, Change, Force, Spread, Totals
from facilitator.model.notes import Note
from facilitator.model.people import Groups
from facilitator.model.run import StageRun

HEADS = {DRIVER: "Pushing towards it", RESTRAINER: "Holding it back"}
CAUTION = "Totals favour the longer list: compare the means."
MISSING = "What would a parent add?"


@dataclass(frozen=True, slots=True)
class Row:
    """One force on its side. While numbers are hidden `spread` and `strength` are None and `scored` says how many."""

    key: str
    text: str
    side: str
    strength: int | None = None
    after: int | None = None
    spread: Spread | None = None
    chip: str = ""
    scored: int = 0

    @property
    def spoken(self) -> str:
        """The row as one sentence for a screen reader."""
        parts = [self.text, HEADS[self.side].lower()]
        if self.spread is not None and self.spread.n:
            given = f"scores from {self.spread.low} to {self.spread.high}, n {self.spread.n}"
            parts.append(f"strength {self.strength}, {given}")
        elif self.scored:
            parts.append(f"{self.scored} scored")
        if self.after is not None:
            parts.append(f"expected {self.after} afterwards")
        return ", ".join([*parts, self.chip] if self.chip else parts)


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
        return HEADS[side], f"{count} force{'' if count == 1 else 's'}"

    def sums(self, side: str) -> tuple[tuple[str, str], tuple[str, str]]:
        """`(("19", "total"), ("3.8", "mean of 5"))`; nothing while numbers are hidden."""
        if self.totals is None:
            return ("", ""), ("", "")
        mean = (self.totals.mean_words(side), f"mean of {self.totals.count(side)}")
        return (str(self.totals.total(side)), "total"), mean

    @property
    def balance(self) -> str:
        """`Balance -5, drivers' share 0.44`, and what is expected after the actions."""
        if self.totals is None:
            return ""
        said = f"Balance {self.totals.balance_words}, drivers\u2019 share {self.totals.share_words}"
        if self.expected is not None:
            said += f"; expected {self.expected.balance_words} and {self.expected.share_words}"
        return said

    @property
    def said(self) -> list[str]:
        """Every word and number on it, for a reader and for tests."""
        found = [self.change.now, self.change.wanted, self.change.when_where]
        for side in SIDES:
            found += [*self.head(side), *(row.text for row in self.side(side))]
            found += [part for pair in self.sums(side) for part in pair]
        return [words for words in [*found, self.balance, CAUTION if self.totals else ""] if words]


def picture(run: StageRun, now: int) -> Picture:
    """The field as it may be seen in a stage now."""
    state: rules.State = run.state
    open_now, phase = rules.scores_open(run, now), rules.phase_of(run)
    rows = [_row(f, shown=open_now, phase=phase) for side in SIDES for f in figures.forces(state, side)]
    expected = None
    if phase in ("act", "read") and state.after:
        expected = figures.totals(state, expected=True)
        new = [Row(n.key, f"New: {n.text}", DRIVER, None, strength) for n, strength in figures.new_drivers(state)]
        last = sum(row.side == DRIVER for row in rows)
        rows[last:last] = new
    return Picture(state.change, tuple(rows), figures.totals(state) if open_now else None, expected)


def _row(force: Force, *, shown: bool, phase: str) -> Row:
    spread = force.spread["strength"]
    if not shown:
        return Row(force.note.key, force.note.text, force.side, scored=spread.n + spread.unable)
    after = force.after if phase in ("act", "read") else None
    return Row(force.note.key, force.note.text, force.side, force.strength, after, spread, _chip(force))


def _chip(force: Force) -> str:
    agreed, spread = force.agreed.get("strength"), force.spread["strength"]
    if agreed is not None and spread.n:
        return f"kept at {agreed}" if agreed == spread.median else f"agreed {agreed}, was {spread.median}"
    return "wide spread" if spread.wide else ""


@dataclass(frozen=True, slots=True)
class Lever:
    """A line of the leverage list: a heading, a force with its score, or an idea for the force above it."""

    key: str
    kind: str
    text: str
    score: str = ""
    product: str = ""
    effect: str = ""
    owner: str = ""
    owner_no: int = 0

    @property
    def spoken(self) -> str:
        """The line as one sentence."""
        return ", ".join(part for part in (self.score, self.effect, self.text, self.owner) if part)


def levers(state: rules.State, groups: Groups, *, open_now: bool) -> list[Lever]:
    """Where effort pays: restraining forces first, each with its ideas; then driving ones; then new drivers."""
    found: list[Lever] = []
    every, side = state.actions(), RESTRAINER
    for force in figures.leverage(state) if open_now else ():
        if force.side != side:
            side = force.side
            found.append(Lever("", "head", "Then pushing forces"))
        score = "" if force.leverage is None else str(force.leverage)
        product = f"{force.strength} \u00d7 {force.changeability}" if score else ""
        found.append(Lever(force.note.key, "force", force.note.text, score, product))
        ideas = [_idea(n, groups) for n in every if n.fields.get("force") == force.note.key]
        found += ideas
        if force.unmovable and not ideas:
            found.append(Lever("", "live", "Hard to move from here: plan to live with it"))
    new = [_idea(n, groups) for n in every if n.fields["effect"] == "add"]
    return [*found, Lever("", "head", "New drivers"), *new] if new else found


def _idea(note: Note, groups: Groups) -> Lever:
    effect = EFFECTS[str(note.fields["effect"])] if note.fields["effect"] in EFFECTS else ""
    who = str(note.fields.get("who", ""))
    known = groups.get(groups.find(who)) if who else None
    effect = "add" if note.fields["effect"] == "add" else effect
    name, no = (known.short, groups.no(known.id)) if known else (who, 0)
    return Lever(note.key, "idea", note.text, effect=f"{effect.capitalize()}:", owner=name, owner_no=no)


def merge_words(state: rules.State, pairs: Sequence[tuple[Note, Note]]) -> tuple[str, str]:
    """`(how many go forward, what to look at)` while forces are shared and merged."""
    parts, hints = [], []
    for side in SIDES:
        going, over = len(state.scored(side)), figures.over_cap(state, side)
        parts.append(f"{HEADS[side]}: {going} go forward" + (f", {over} too many" if over else ""))
        if over:
            hints.append(f"Join or set aside {over} on the side \u201c{HEADS[side].lower()}\u201d.")
    missing = figures.missing_side(state)
    if missing:
        hints.insert(0, f"Nothing under \u201c{HEADS[missing]}\u201d. {MISSING}")
    if pairs:
        hints.append(f"Mirror pair? \u201c{pairs[0][0].text}\u201d and \u201c{pairs[0][1].text}\u201d.")
        if len(pairs) > 1:
            hints.append(f"And {len(pairs) - 1} more.")
    return "  \u00b7  ".join(parts), " ".join(hints)


def head_words(phase: str, state: rules.State, pairs: Sequence[tuple[Note, Note]]) -> tuple[str, str]:
    """`(where it stands, what to look at)` in one part of the method."""
    if phase == "name":
        pushing, holding = (len(state.notes_of(side)) for side in SIDES)
        missing = figures.missing_side(state)
        hint = f"One side is empty. {MISSING}" if missing and pushing + holding > 2 else ""
        return f"{pushing} pushing towards it, {holding} holding it back. The room sees only these numbers.", hint
    if phase == "merge":
        return merge_words(state, pairs)
    if phase == "score":
        n, alike = figures.raters(state), figures.all_alike(state)
        ask = "gave one number to every force. Ask each person to use each number at least once."
        return f"{n} {'person has' if n == 1 else 'people have'} begun to score.", f"{alike} {ask}" if alike else ""
    if phase == "spread":
        wide = figures.wide(state)
        left = sum(1 for f in wide if not f.agreed)
        if not wide:
            return "No wide spread. Go on.", ""
        return f"{len(wide)} with scores three or more apart, {left} still to talk through.", ""
    return "", ""
