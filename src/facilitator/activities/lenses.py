"""Lenses: what everybody looks through in a stage, what one hands to the next, and what is filed under another.

There is one set of them, read from `resources/lenses`: the six hats. A stage wears the lens that its option of the
set's name says. A method that uses them begins and ends with the one that steers.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from facilitator.looks import tokens
from facilitator.looks.tokens import LensLook, Theme
from facilitator.model import acts
from facilitator.model.entry import Draft
from facilitator.model.item import Item
from facilitator.model.method import Method, Stage
from facilitator.model.notes import LIVE, WITHDRAWN, Note, Notes
from facilitator.model.questions import Doubt
from facilitator.model.run import CLOSED, WAITING, StageRun
from facilitator.model.say import Message, own_words, say
from facilitator.model.workshop import Workshop
from facilitator.paths import resources

ALONE = 3
"""People write alone for this part (a third) of a private stage."""
LISTED = 5
"""So many things that one lens found are listed beside the board of another; the rest are counted."""

_WORDS = ("name", "full", "ask", "many", "too_early")
"""What a lens's own table says to people."""
_DRAWN = re.compile(r"<svg[^>]*>(.*)</svg>", re.DOTALL)


def _as_words(made: Any, *names: str) -> None:
    """Make messages of the fields that people read."""
    for name in names:
        object.__setattr__(made, name, own_words(getattr(made, name)))


@dataclass(frozen=True, slots=True)
class Gap:
    """How a note says that something is still to be found out: its `field` has this `value`; two others say more."""

    field: str
    value: str
    who: str
    source: str

    def within(self, fields: Mapping[str, Any]) -> bool:
        """Whether these answers say so."""
        return fields.get(self.field) == self.value


@dataclass(frozen=True, slots=True)
class Keep:
    """The words where a note that comes early is kept for a lens: on the board of others, and on the phone."""

    title: str
    ask: str
    hint: str
    label: str
    send: str

    def __post_init__(self) -> None:
        _as_words(self, "title", "ask", "hint", "label", "send")


@dataclass(frozen=True, slots=True)
class Beside:
    """What stands beside the board: what another lens found; `shows` is `all`, `sorted`, `gaps` or `bare`."""

    lens: str
    title: str
    shows: str

    def __post_init__(self) -> None:
        _as_words(self, "title")


@dataclass(frozen=True, slots=True)
class Lens:
    """One lens, as its data file says: how it is called and shown, and how it hangs together with the others."""

    id: str
    name: str
    full: str
    ask: str
    symbol: str
    colour: str
    letter: str
    also: str = ""
    steers: bool = False
    answered: int = 0
    many: str = ""
    answers: bool = False
    again: bool = False
    after: str = ""
    too_early: str = ""
    gap: Gap | None = None
    keep: Keep | None = None
    beside: tuple[Beside, ...] = ()
    room: tuple[Beside, ...] = ()

    def __post_init__(self) -> None:
        _as_words(self, "name", "full", "ask", "many", "too_early")

    def look(self, theme: Theme = "light") -> LensLook:
        """Its colours."""
        return tokens.load().lens(self.colour, theme)

    def drawing(self) -> str:
        """The inside of an SVG of 16 by 16: its symbol."""
        return _drawing(self.symbol)


@dataclass(frozen=True, slots=True)
class Lenses:
    """All of them in order. `option` is the option of a stage that names its lens, `words` what is said of them all."""

    option: str
    legend: str
    words: Mapping[str, Message]
    by_id: Mapping[str, Lens] = field(default_factory=dict)

    @property
    def answered(self) -> list[Lens]:
        """Those whose words an idea may answer, those that need it most first."""
        return sorted((lens for lens in self.by_id.values() if lens.answered), key=lambda lens: lens.answered)

    @property
    def ideas(self) -> Lens:
        """The one whose notes answer."""
        return next(lens for lens in self.by_id.values() if lens.answers)

    def by_letter(self, letter: str) -> Lens | None:
        """The one that a key files a note under."""
        return next((lens for lens in self.by_id.values() if letter and lens.letter == letter.upper()), None)


@cache
def load() -> Lenses:
    """The lenses that come with the program, read once."""
    with (resources() / "lenses" / "hats.toml").open("rb") as file:
        data = tomllib.load(file)
    made = [_lens(table) for table in data["lens"]]
    return Lenses(data["option"], data["legend"], _said(data["words"]), {lens.id: lens for lens in made})


def _lens(table: Mapping[str, Any]) -> Lens:
    gap = Gap(**table["gap"]) if "gap" in table else None
    keep = Keep(**_said(table["keep"])) if "keep" in table else None
    words = _said({name: table[name] for name in _WORDS if name in table})
    parts = {name: _beside(table.get(name, ())) for name in ("beside", "room")}
    return Lens(**{**table, **words, "gap": gap, "keep": keep, **parts})


def _beside(tables: Iterable[Mapping[str, str]]) -> tuple[Beside, ...]:
    return tuple(Beside(part["lens"], own_words(part["title"]), part["shows"]) for part in tables)


def _said(table: Mapping[str, str]) -> dict[str, Message]:
    return {name: own_words(words) for name, words in table.items()}


@cache
def _drawing(symbol: str) -> str:
    found = _DRAWN.search((resources() / "icons" / f"{symbol}.svg").read_text(encoding="utf-8"))
    return found.group(1) if found else ""


def of(stage: Stage) -> Lens | None:
    """The lens that a stage wears."""
    return load().by_id.get(str(stage.options.get(load().option, "")))


def keeps(stage: Stage) -> Keep | None:
    """The words where a note that comes early is kept for a stage, where its lens has such."""
    lens = of(stage)
    return lens.keep if lens else None


def legend(stage: Stage) -> list[Lens]:
    """All of them, where a stage shows them to the room."""
    return list(load().by_id.values()) if stage.options.get("legend") == load().legend else []


def head(run: StageRun) -> dict[str, str]:
    """What the head of a phone page needs: `colour`, `full` name, `drawing` and `focus`; nothing without a lens."""
    lens = of(run.stage)
    if lens is None:
        return {}
    return {"colour": lens.colour, "full": lens.full, "drawing": lens.drawing(), "focus": focus_of(run)}


# ---------------------------------------------------------------------- what one hands to the next


@dataclass(frozen=True, slots=True)
class Seen(Item):
    """What was found through a lens: `why` is the reason, `fields` all answers, `joined` keys of notes joined in.

    `state` is the label of whether it is still to be found out, where its lens asks that.
    """

    lens: str = ""
    state: str = ""
    why: str = ""
    fields: tuple[tuple[str, Any], ...] = ()


def items(notes: Notes, stage: Stage, lens: Lens, scores: Mapping[str, float] | None = None) -> list[Item]:
    """What a stage that wears a lens hands on: its live notes, and the withdrawn ones marked so."""
    return [
        Seen(
            note.key,
            note.text,
            stage.id,
            note.group,
            scores.get(note.key) if scores is not None else None,
            note.status == WITHDRAWN,
            no=note.no,
            lens=lens.id,
            state=_state(note, stage, lens),
            why=str(note.fields.get("why", "")),
            fields=tuple(note.fields.items()),
            joined=notes.with_it(note.key)[1:],
        )
        for note in notes.having(LIVE, WITHDRAWN)
    ]


def _state(note: Note, stage: Stage, lens: Lens) -> str:
    field = stage.field(lens.gap.field) if lens.gap else None
    if field is None:
        return ""
    return next((choice.label for choice in field.choices if choice.value == note.fields.get(field.id)), "")


def found_through(found: Iterable[Item], *lenses: Lens) -> list[Seen]:
    """The items that stand of some lenses, in the order of `lenses`."""
    there = [item for item in found if isinstance(item, Seen) and not item.withdrawn]
    return [item for lens in lenses for item in there if item.lens == lens.id]


def focus(found: Iterable[Item]) -> str:
    """The sentence that the room agreed to work on; "" where there is none."""
    line = agreed(found)
    return line.text if line else ""


def agreed(found: Iterable[Item]) -> Seen | None:
    """The steering line with most support, the first of them."""
    lines = found_through(found, *(lens for lens in load().by_id.values() if lens.steers))
    return max(lines, key=lambda item: item.score or 0.0) if lines else None


def focus_of(run: StageRun) -> str:
    """What a stage works on: the sentence that the room agreed on before it, else the challenge."""
    return focus(run.feed()) or run.challenge


def answerable(found: Iterable[Item]) -> list[Seen]:
    """The items that an idea may answer, those that need it most first."""
    return found_through(found, *load().answered)


def by_key(found: Iterable[Item]) -> dict[str, Seen]:
    """The items that an idea may answer, by every key that leads to one: its own, and those of notes joined into it."""
    return {key: item for item in answerable(found) for key in (item.id, *item.joined)}


# ---------------------------------------------------------------------- what others found


@dataclass(frozen=True, slots=True)
class Found:
    """What a lens found, for the list beside the board: `words` in order, `more` says how many are not in it, `keys`
    which notes they are.
    """

    lens: Lens
    title: str
    words: tuple[str, ...]
    more: int = 0
    keys: tuple[str, ...] = ()


def around(run: StageRun, workshop: Workshop | None) -> list[Found]:
    """What stands beside the board of a lens: ideas that wait for theirs, and what earlier lenses found."""
    worn, feed, by_id = of(run.stage), run.feed(), load().by_id
    kept = [(lens, lens.keep.title, _waiting(run, workshop, lens)) for lens in by_id.values() if lens.keep]
    parts = worn.beside if worn else ()
    told = [(by_id[part.lens], part.title, [words for _, words in _shown(feed, part)]) for part in parts]
    return [
        Found(lens, title, tuple(words[:LISTED]), max(0, len(words) - LISTED))
        for lens, title, words in (*kept, *told)
        if words
    ]


def before_the_room(run: StageRun) -> list[Found]:
    """What earlier lenses found, for the room's screen beside the notes: all of it, where there is any."""
    worn, feed = of(run.stage), run.feed()
    found = [(part, _shown(feed, part)) for part in (worn.room if worn else ())]
    return [
        Found(load().by_id[part.lens], part.title, tuple(w for _, w in told), keys=tuple(k for k, _ in told))
        for part, told in found
        if told
    ]


def _shown(feed: Sequence[Item], part: Beside) -> list[tuple[str, str]]:
    """The keys and the words of what a lens found, as a list beside the board tells it."""
    lens = load().by_id[part.lens]
    found, gap = found_through(feed, lens), lens.gap
    if part.shows == "gaps" and gap:
        needed = [item for item in found if gap.within(dict(item.fields))]
        who = [dict(item.fields).get(gap.who) or say("nobody yet") for item in needed]
        pairs = zip(needed, who, strict=True)
        return [(item.id, say("{what} ({who})", what=item.text, who=name)) for item, name in pairs]
    if part.shows == "sorted" and gap:
        return [(i.id, say("{state}: {what}", state=i.state or say("Not said"), what=i.text)) for i in found]
    if part.shows == "bare":
        ideas = found_through(feed, load().ideas)
        answered = {str(dict(idea.fields).get("item", "")) for idea in ideas}
        found = [item for item in found if not answered & {item.id, *item.joined}]
    return [(item.id, item.text) for item in found]


def _waiting(run: StageRun, workshop: Workshop | None, lens: Lens) -> list[str]:
    """What came early and waits for a lens of the same method."""
    same = (r for r in workshop.stages if r.block == run.block and r is not run) if workshop else ()
    return [n.text for r in same if of(r.stage) == lens and r.status == WAITING for n in r.notes if n.status == LIVE]


# ---------------------------------------------------------------------- filed under the wrong one


def home(workshop: Workshop, run: StageRun, lens: Lens) -> StageRun | None:
    """Where a note of that lens belongs: the next stage of it in the same method, else the one before; not `run`."""
    same = [r for r in workshop.stages if r.block == run.block]
    here = same.index(run) if run in same else 0
    after = [r for r in same[here + 1 :] if of(r.stage) == lens]
    before = [r for r in reversed(same[:here]) if of(r.stage) == lens]
    return next(iter([*(r for r in after if r.status != CLOSED), *before, *after]), None)


def refile(workshop: Workshop, run: StageRun, note: str, lens: Lens, *, together: str = "") -> list[Draft]:
    """File a note under another lens; nothing when the method has none such."""
    to = home(workshop, run, lens)
    return [acts.file_again(workshop, run, note, to, together=together)] if to and lens != of(run.stage) else []


# ---------------------------------------------------------------------- orders


def doubts(method: Method) -> list[Doubt]:
    """What may be wrong with the order of the lenses; an empty list for a method without, or a sound one."""
    worn = [(stage.id, lens) for stage in method.stages if (lens := of(stage))]
    words, found = load().words, []
    if not worn:
        return []
    if not worn[0][1].steers:
        found.append(Doubt(worn[0][0], "", words["begins"]))
    if not worn[-1][1].steers or len(worn) < 2:
        found.append(Doubt(worn[-1][0], "", words["ends"]))
    first: dict[str, int] = {}
    for number, (_, lens) in enumerate(worn):
        first.setdefault(lens.id, number)
    late = [number for name, number in first.items() if first.get(load().by_id[name].after, -1) > number]
    return [*found, *(Doubt(worn[number][0], "", worn[number][1].too_early) for number in late)]
