"""What an activity is: one folder that says what it is, with rules, phone page, boards and record section.

`__init__.py` has its `ACTIVITY`, without any toolkit; `rules.py` the functions of `facilitator.model.run.Rules`. The
other parts have the shapes below, each for its own process; those of `desk.py` and `wall.py`, which only the window
loads, stand in `facilitator.activities.boards`; `play.py` and `paper.py` only where it says so. To add an activity: add
its folder here and its name to KINDS.
"""

from __future__ import annotations

import importlib
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from types import ModuleType
from typing import Any, Protocol, TypeVar
from typing import cast as cast_to

from facilitator.activities.across import Across
from facilitator.activities.intake import Intake
from facilitator.activities.paper import Context
from facilitator.activities.playing import Act, Cast, Turn
from facilitator.activities.shelves import Files
from facilitator.activities.slips import Blank, slips
from facilitator.looks.blocks import Block
from facilitator.model.kinds import COMMON, Kind
from facilitator.model.method import Method, Stage
from facilitator.model.notes import Note
from facilitator.model.packed import Packed
from facilitator.model.people import Groups
from facilitator.model.run import ActivityState, Rules, StageRun
from facilitator.model.say import say
from facilitator.model.suppression import Decision, Reported, Table
from facilitator.model.workshop import Change, Workshop

KINDS = ("cluster", "collect", "discuss", "forces", "market", "read", "rotate", "survey", "vote")
"""Every activity there is, in one place; built-ins use the contract that a stranger's would."""

B = TypeVar("B", bound=Packed)
PARTS = ("rules", "page", "desk", "wall", "report")
MAY_HAVE = ("play", "paper", "desk_files")


def as_it_is(method: Method, name: str) -> Method:
    """Of an activity that has nothing of its own in a method file."""
    return method


def no_hands(target: str, counts: Mapping[str, int]) -> Packed | None:
    """Of an activity in which no hands are counted for one note."""
    return None


@dataclass(frozen=True, slots=True)
class Activity:
    """What an activity says of itself, in its `__init__.py`: its title, and its kinds of entry beside COMMON.

    `finish` completes and checks what a method file says about it (`name` is the file's; raises MethodError).
    `keeps_group`: what a phone sends is stored with the partner group that its owner chose. `takes_words`: words that
    come from elsewhere, such as a file, may be put into its stages. `awaits_everybody`: the desk shows how many are
    still silent. `counts_people`: it says shares of people in per cent. `plays`: it has a `play.py`; without one
    pretend people watch and listen. `prints`: it has a `paper.py`; without one there are slips for what it asks.
    `files` are those it keeps beside the methods, which its `desk_files.py` edits.
    `by_hand` is what a pretend facilitator enters for hands that were counted, by answer, for the note `target`.
    """

    title: str
    kinds: tuple[Kind, ...] = ()
    finish: Callable[[Method, str], Method] = as_it_is
    keeps_group: bool = True
    takes_words: bool = False
    awaits_everybody: bool = False
    counts_people: bool = False
    plays: bool = False
    prints: bool = False
    by_hand: Callable[[str, Mapping[str, int]], Packed | None] = no_hands
    files: Files = field(default_factory=Files)


class Refused(Exception):
    """A draft that cannot be taken, with the HTTP status and the sentence for the person who sent it.

    `late` says that it can be taken as one that comes late.
    """

    def __init__(self, sentence: str, status: int = 400, *, late: bool = False) -> None:
        super().__init__(sentence)
        self.sentence, self.status, self.late = sentence, status, late


@dataclass(frozen=True, slots=True)
class Sender:
    """Who looks at, or writes on, a phone page. `person` is empty where the stage keeps no person.

    `token` counts a person within one stage and leads to nothing else of theirs.
    """

    person: str = ""
    token: str = ""
    group: str = ""
    table: str = ""


class Page(Protocol):
    """`page.py`: the phone's side of an activity; its template is `page.html` in the same folder."""

    def view(self, run: StageRun, sender: Sender, groups: Groups) -> dict[str, Any]:
        """What the template is given. Only what the room may see, and what is the sender's own."""

    def read(self, run: StageRun, form: Mapping[str, Any], sender: Sender) -> Packed:
        """A form or JSON object as what an entry of one kind holds. Raises Refused with a sentence."""


def as_notes(run: StageRun, notes: Sequence[Note]) -> str:
    """How many lines were agreed on, or how many notes there are."""
    lines = say("{n} line", "{n} lines", n=len(notes))
    return lines if run.stage.decides else say("{n} note", "{n} notes", n=len(notes))


def no_words(run: StageRun) -> str:
    """Of an activity that has nothing to say there."""
    return ""


def nothing(*_where: object) -> list[Any]:
    """Of one that has nothing to show there."""
    return []


def no_marks(run: StageRun) -> bool:
    """Of one that keeps no answers by phone."""
    return False


def no_list(run: StageRun) -> bool:
    """Of one whose section is no list of words in the order of the stage."""
    return False


def no_form(run: StageRun) -> bool:
    """Of one whose notes are no forms."""
    return False


def nothing_reckoned(run: StageRun) -> bool:
    """Of one whose figures are counts alone."""
    return False


def no_owner(run: StageRun, note: Note) -> str:
    """Of one whose lines nobody takes on."""
    return ""


def no_wording(run: StageRun, note: Note) -> bool:
    """Of one that prints notes only as they are now."""
    return False


def no_rows(run: StageRun, groups: Groups, decision: Decision, where: str) -> Mapping[str, list[dict[str, Any]]]:
    """Of one that tells nothing by group."""
    return {}


def each_by_itself(run: StageRun) -> Sequence[Reported]:
    """Of one in which no partner groups are reported together."""
    return ()


def nobody(run: StageRun) -> dict[int, int | None]:
    """Of one whose notes nobody answers."""
    return {}


@dataclass(frozen=True, slots=True)
class Text:
    """What somebody wrote in a stage that is no note, such as an answer on a form. `key` names it for good.

    `quotable` where its writer agreed to be quoted; `withheld` where the facilitator keeps it from others.
    """

    key: str
    asked: str
    text: str
    quotable: bool = True
    withheld: bool = False


@dataclass(frozen=True, slots=True)
class Promised:
    """What somebody means to do, as written on a form: its `key` for good, by which day (ISO 8601 or empty) and how
    likely from 1 to 5, 0 where they did not say. `quotable` where its words may be printed.
    """

    key: str
    words: str
    by: str = ""
    likely: int = 0
    quotable: bool = False


@dataclass(frozen=True, slots=True)
class Report:
    """`report.py` has one, its `REPORT`: what the activity adds to every document, and its rows for the exports.

    `section` is the stage as blocks; `rows` tables by name, beside the comments that every activity has; `always` are
    the columns of those that are written even when they are empty, `shared` of those that others fill too. `figures`
    are figures for the first page, each with what it counts; `glance` is what else stands there; `called` are words
    that stand under the title. `decided` says in a clause how decisions were made; `answered` in one how people could
    answer the lines agreed on, and `voters` how many answered each note, None where nobody was asked.
    `marked` tells whether what single phones answered in a stage stands in the records with a mark of the phone.
    `shows` are the keys of notes of earlier stages that the section prints in full, so that they stand nowhere else.
    `lists` tells whether the section lists notes in the order of the stage, under question and answer; `forms`
    whether its notes are forms; `reckons` whether it prints figures that are no counts. `owner` says who takes a line
    on.
    `counted` says how many notes stand, by what they are in a stage: notes, forces, topics, forms.
    `proceeds`: people make the agenda themselves, so that there are proceedings with a report for each topic.
    `texts` are what people wrote that is no note, in an order that tells nothing of who came when.
    `first_wording` tells of a note that was edited whether the section prints the first wording with it.
    `published` are the figures by partner group that any part of it may show, at a place that stands for this stage of
    this workshop (see `model/suppression`), with the groups that were settled to be told as one: sections ask the
    `decision` of their context what of them they may tell.
    `rows_by_group` are more tables by name, with what the decision lets be told. `across` is what it says of all
    workshops of a programme together. `reporting` are the groups by which it was settled that people are reported,
    where several partner groups are one. `intake` is what it makes of answers
    from a table. `promised` is what people said that they mean to do.
    """

    section: Callable[[StageRun, Context], list[Block]]
    rows: Callable[[StageRun, Groups], Mapping[str, list[dict[str, Any]]]]
    always: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    shared: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    figures: Callable[[StageRun, Context], list[tuple[str, str]]] = nothing
    glance: Callable[[StageRun, Context], list[Block]] = nothing
    called: Callable[[StageRun], list[str]] = nothing
    decided: Callable[[StageRun], str] = no_words
    answered: Callable[[StageRun], str] = no_words
    voters: Callable[[StageRun], Mapping[int, int | None]] = nobody
    marked: Callable[[StageRun], bool] = no_marks
    lists: Callable[[StageRun], bool] = no_list
    forms: Callable[[StageRun], bool] = no_form
    owner: Callable[[StageRun, Note], str] = no_owner
    reckons: Callable[[StageRun], bool] = nothing_reckoned
    first_wording: Callable[[StageRun, Note], bool] = no_wording
    counted: Callable[[StageRun, Sequence[Note]], str] = as_notes
    proceeds: bool = False
    shows: Callable[[StageRun], Collection[str]] = nothing
    texts: Callable[[StageRun], Sequence[Text]] = nothing
    published: Callable[[StageRun, str, Sequence[Reported]], list[Table]] = nothing
    rows_by_group: Callable[[StageRun, Groups, Decision, str], Mapping[str, list[dict[str, Any]]]] = no_rows
    across: Across = field(default_factory=Across)
    reporting: Callable[[StageRun], Sequence[Reported]] = each_by_itself
    intake: Intake = field(default_factory=Intake)
    promised: Callable[[StageRun], Sequence[Promised]] = nothing


class Play(Protocol):
    """`play.py`: what an activity is like in a rehearsal."""

    def people(self, run: StageRun, cast: Cast) -> list[Turn]:
        """What pretend people send in a stage, and when."""

    def deeds(self, run: StageRun, cast: Cast) -> list[Act]:
        """What a pretend facilitator enters in it, and when."""


class Paper(Protocol):
    """`paper.py`: the activity's forms for those without a phone."""

    def forms(self, run: StageRun, blank: Blank) -> list[Block]:
        """So many copies as are asked for; nothing for a stage in which nobody writes or chooses anything."""


def surface(kind: str, part: str) -> ModuleType:
    """One part of one activity, imported only now. Raises KeyError for an unknown kind or part."""
    if kind not in KINDS or part not in (*PARTS, *MAY_HAVE):
        raise KeyError(f"{kind}/{part}")
    return importlib.import_module(f"facilitator.activities.{kind}.{part}")


def rules(kind: str) -> Rules[Any]:
    """The rules of an activity."""
    return cast_to("Rules[Any]", surface(kind, "rules"))


def unfit(stage: Stage) -> list[str]:
    """The names of a stage's options that its activity can make nothing of."""
    state: ActivityState = rules(stage.activity).start(stage)
    return state.unfit(stage)


@cache
def activity(kind: str) -> Activity:
    """What an activity says of itself. Raises KeyError for an unknown one."""
    if kind not in KINDS:
        raise KeyError(kind)
    return cast_to(Activity, importlib.import_module(f"facilitator.activities.{kind}").ACTIVITY)


@cache
def _kinds(activity_kind: str) -> Mapping[str, Kind]:
    own = activity(activity_kind).kinds if activity_kind else ()
    return {**COMMON, **{kind.name: kind for kind in own}}


def kinds(kind: str) -> list[Kind]:
    """Every kind of entry that there may be in an activity's stages, its own and COMMON."""
    return list(_kinds(kind).values())


UNKNOWN = Kind(Packed)
"""A kind that nobody declares: nothing follows from it."""


def kind_of(run: StageRun | None, name: str) -> Kind:
    """A kind of entry by its name, in a stage or in none."""
    return _kinds(run.stage.activity if run else "").get(name) or UNKNOWN


def kind_changed(workshop: Workshop, change: Change) -> Kind:
    """The kind of the entry that made a change."""
    return kind_of(workshop.run(change.stage), change.kind)


def page(kind: str) -> Page:
    """The phone page of an activity."""
    return cast_to(Page, surface(kind, "page"))


def report(kind: str) -> Report:
    """What the activity adds to the documents and the exports."""
    return cast_to(Report, surface(kind, "report").REPORT)


def forms(run: StageRun, blank: Blank) -> list[Block]:
    """The paper forms of a stage."""
    kind = run.stage.activity
    return cast_to(Paper, surface(kind, "paper")).forms(run, blank) if activity(kind).prints else slips(run, blank)


def people(run: StageRun, cast: Cast) -> list[Turn]:
    """What pretend people send in a stage of a rehearsal."""
    play = _play(run)
    return play.people(run, cast) if play else []


def deeds(run: StageRun, cast: Cast) -> list[Act]:
    """What a pretend facilitator enters in a stage of a rehearsal."""
    play = _play(run)
    return play.deeds(run, cast) if play else []


def _play(run: StageRun) -> Play | None:
    kind = run.stage.activity
    return cast_to(Play, surface(kind, "play")) if activity(kind).plays else None


def kept(run: StageRun, sender: Sender, said: B) -> tuple[str, B]:
    """`(person, what is said)` of a phone's entry, with only what the stage's anonymity keeps of the sender."""
    if run.stage.anonymity == "nothing":
        return "", said.from_phone("", "")
    person = sender.person if run.stage.anonymity == "named" else ""
    return person, said.from_phone(said.group or sender.group, sender.table)
