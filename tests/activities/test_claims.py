"""Whatever a summary says of itself has a workshop in which it would be untrue: there it is not said.

A new sentence of that kind fails the last test until it has its two workshops here.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from forces_day import whole_day
from hats_day import Day
from survey_day import day as survey
from survey_day import folded as surveyed

from facilitator.model.workshop import Workshop
from records_day import Writer, folded
from walked import said_in

ROOT = Path(__file__).parents[2] / "src" / "facilitator"
Made = Callable[[], Workshop]
Deed = Callable[[Writer], object]


def talk(*deeds: Deed) -> Made:
    """A short talk of which every stage was open, with these deeds."""

    def made() -> Workshop:
        day = Writer()
        day.begin()
        for stage in ("facts", "feelings", "decide"):
            day.add("stage_opened", stage)
        for deed in deeds:
            deed(day)
        return folded(day.entries)[1]

    return made


def note(stage: str = "facts", **body: str) -> Deed:
    return lambda day: day.add("note", stage, **{"text": "Two", "source": "phone", **body})


def does(kind: str, stage: str = "", **body: object) -> Deed:
    """An act on the last note, where it is about one."""

    def deed(day: Writer) -> None:
        last = next((e for e in reversed(day.entries) if e.kind == "note"), None)
        about = {"target": last.key} if last and stage and kind not in ("revealed", "covered", "stage_opened") else {}
        day.add(kind, stage or "", **{**about, **body})

    return deed


def in_order(stage: str) -> Deed:
    """Each note of a stage is put last, one after the other."""

    def deed(day: Writer) -> None:
        for key in [e.key for e in day.entries if e.kind == "note" and e.stage == stage]:
            day.add("moved", stage, target=key, before="")

    return deed


def five_joined(day: Writer) -> None:
    for n in range(5):
        day.add("joined", person=f"p{n}", group="VCS", table="2")


def note_at_a_table(day: Writer) -> None:
    day.add("note", "facts", person="p1", text="Two", group="VCS", table="2")


def hats(*methods: str, **stages: str) -> Callable[..., Made]:
    """A day of these methods, of which every stage was opened; anonymity by stage."""

    def with_deeds(*deeds: Callable[[Day], object]) -> Made:
        def made() -> Workshop:
            day = Day(*methods)
            for run in day.workshop.stages:
                if run.id in stages:
                    run.stage = replace(run.stage, anonymity=stages[run.id])
                day.add(run.id, "stage_opened")
            for deed in deeds:
                deed(day)
            return day.workshop

        return made

    return with_deeds


def form(person: str = "") -> Callable[[Day], object]:
    return lambda day: day.add("sign-in", person=person, text="a chair", source="phone")


def wall(*deeds: Callable[[Day, str], object], by_phone: bool = False) -> Callable[[Day], object]:
    """Two notes in two titled groups, and what is done with the first."""

    def deed(day: Day) -> None:
        more = {"source": "phone", "token": "a"} if by_phone else {}
        groups = []
        for text in ("Keys", "Doors"):
            key = day.note("write", text)
            groups.append(day.add("group", "grouped", notes=[key], cluster="", **more))
            day.add("title", "titled", cluster=groups[-1], title=text)
        for each in deeds:
            each(day, groups[0])

    return deed


def reds(person: str) -> list[Callable[[Day], object]]:
    """What somebody felt before and after."""
    return [
        lambda day: [
            day.add(run.id, person=person, text="tired")
            for run in day.workshop.stages
            if run.stage.anonymity == "nothing"
        ]
    ]


def at_tables(day: Day) -> None:
    run = day.run("group")
    run.stage = run.state.stage = replace(run.stage, options={**run.stage.options, "mode": "tables"})


def ballot(day: Day, group: str) -> None:
    day.add("vote", "vote", choices={group: 1}, token="a")


def ballot_of_a_group(day: Day, group: str) -> None:
    day.add("vote", "vote", choices={group: 1}, token="a", group="par")


def hands(day: Day, group: str) -> None:
    day.add("vote", "hand_votes", counts={group: 1}, voters=2)


def forces(visibility: str = "private", *, scored: bool = True) -> Made:
    def made() -> Workshop:
        day = whole_day()
        run = day.run("score")
        run.stage = replace(run.stage, visibility=visibility)
        if not scored:
            run.state.ratings.clear()
            run.state.agreed.clear()
        return day.workshop

    return made


def forms(present: int = 23, anonymity: str = "nothing", paper: int = 0, **groups: int) -> Made:
    def made() -> Workshop:
        drafts = survey(present=present, **groups)
        for number, draft in enumerate([d for d in drafts if d.kind == "answers"][:paper], 1):
            body = {**draft.body, "form": number, "token": f"paper-{number}", "source": "paper"}
            drafts[drafts.index(draft)] = replace(draft, body=body)
        workshop = surveyed(drafts)[1]
        run = workshop.runs["evaluation"]
        run.stage = replace(run.stage, anonymity=anonymity)
        return workshop

    return made


BARE = talk()
KJ = hats("kj")
SIGN_IN = hats("arrival")
SUPPORT = (note("decide"), does("support", "decide", choice="support", token="t"))
PLAIN_EDIT = does("edited", "facts", text="2", protects=False)
PRESENT = does("attendance", groups={"VCS": 1})
MANY = does("attendance", groups={"VCS": 20, "PAR": 9})

FOR_EVERYONE = (
    "Of who took part a group stands by itself only from {n} person on, and where nobody can work out the others."
)
"""Said in a copy for everyone alone."""

CLAIMS: dict[str, tuple[Made, Made]] = {
    "How many of each group took part is a head count, which everyone in the room could make; it stands in no copy "
    "for everyone where a group is small.": (talk(does("attendance", groups={"VCS": 20, "PAR": 4})), talk(MANY)),
    FOR_EVERYONE: (talk(MANY), talk(does("attendance", groups={"VCS": 20, "PAR": 12}))),
    "no seat, group or table was kept with what people wrote": (talk(note()), talk(note(group="VCS"))),
    "the partner group was kept, not the person": (talk(note(group="VCS")), talk(note())),
    "the table was kept, not the person": (talk(note(table="2")), talk(note())),
    "the partner group and the table were kept, not the person": (
        talk(note(group="VCS", table="2")),
        talk(note(group="VCS")),
    ),
    "it was kept which seat wrote; this summary does not show it": (
        talk(lambda day: day.add("note", "facts", person="p", text="Two")),
        talk(note()),
    ),
    "it was kept which seat wrote; this summary shows only the group": (
        talk(MANY, lambda day: day.add("note", "facts", person="p", text="Two", group="VCS")),
        talk(MANY, lambda day: day.add("note", "facts", person="p", text="Two")),
    ),
    "it was kept which seat wrote; this summary shows only the table": (
        talk(lambda day: day.add("note", "decide", person="p", text="Two", table="2")),
        talk(note("decide", table="2")),
    ),
    "it was kept which seat wrote; this summary shows only group and table": (
        talk(five_joined, note_at_a_table),
        talk(note_at_a_table),
    ),
    "from phones": (talk(note()), talk(note(source="paper"))),
    "typed in by table hosts": (talk(note(source="host")), talk(note())),
    "typed in by a scribe": (talk(note(source="scribe")), talk(note())),
    "said on the telephone": (talk(note(source="caller")), talk(note())),
    "typed in by the facilitator": (talk(note(source="facilitator")), talk(note())),
    "from paper": (talk(note(source="paper")), talk(note())),
    "imported from a file": (talk(note(source="import")), talk(note())),
    "This was a rehearsal: what stands here is practice and no record.": (
        talk(does("workshop", title="Tried", rehearsal=True)),
        BARE,
    ),
    "This summary was made before the workshop was finished; more may follow.": (BARE, talk(does("finished"))),
    "In the lists of a stage words stand in the order they came under each question and answer, each with its number "
    "in the record.": (talk(note()), BARE),
    "In {stages} words stand in the order they came under each question and answer, each with its number in the "
    "record.": (hats("kj", "check-out")(wall(), lambda day: day.note("last-word", "Thanks")), KJ(wall())),
    "In {stages} words stand in the order that the facilitator gave them, each with its number in the record.": (
        talk(note(), note(), in_order("facts")),
        talk(note(), note()),
    ),
    "In {stages}, where nobody is kept, what came from phones is in random order, but for what the facilitator put "
    "beside something else; the numbers are random.": (
        talk(note("feelings"), note("feelings"), in_order("feelings")),
        talk(note("feelings"), note("feelings")),
    ),
    "{count} {source}": (talk(note()), BARE),
    "{n} comment in all: {sources}.": (talk(note()), BARE),
    "In {stages}, where nobody is kept, what came from phones is in random order, and the numbers are random too.": (
        talk(note("feelings")),
        talk(note()),
    ),
    "{n} on the first page": (talk(note()), BARE),
    "{n} line in a stage that decides": (talk(note("decide")), talk(note())),
    "{n} withheld": (talk(note(), does("hidden", "facts")), talk(note())),
    "{n} withdrawn": (talk(note(), does("withdrawn", "facts")), talk(note())),
    "{n} filed again, counted where they went": (talk(note(), does("filed", "facts", to="close")), talk(note())),
    "A comment is anything someone wrote in a stage or the parking lot, the forms of {stages} among them; scores "
    "and votes do not count. {count} in all: {parts}.": (SIGN_IN(form()), talk(note())),
    "A comment is anything someone wrote in a stage or the parking lot; forms, scores and votes do not count. "
    "{count} in all: {parts}.": (talk(note()), SIGN_IN(form())),
    "A table stands beside words only where {n} person or more of their group joined at it.": (
        talk(note(group="VCS", table="2")),
        talk(note(group="VCS")),
    ),
    "A partner group stands beside words only where {n} person or more of it took part, and where nobody can work "
    "out the others.": (talk(note(group="VCS")), talk(MANY, note(group="VCS"))),
    "Anonymity: wherever words were written {kept}.": (
        talk(note(group="VCS"), note("decide", group="VCS")),
        talk(note(group="VCS"), note("decide")),
    ),
    "in {stages} {kept}": (talk(note(group="VCS"), note("decide")), talk(note(), note("decide"))),
    "Anonymity: {stages}.": (talk(note(group="VCS"), note("decide")), BARE),
    "In {stages} the records keep the answers of each phone with a random mark.": (talk(*SUPPORT), talk(note())),
    "In {stages} phones and the room\u2019s screen did not show what others wrote before the facilitator showed it.": (
        talk(note("feelings"), does("revealed", "feelings")),
        talk(note("feelings")),
    ),
    "In {stages} the facilitator showed single notes to the room.": (
        talk(note("feelings"), does("shown", "feelings")),
        talk(note("feelings")),
    ),
    "In {stages} what people wrote was not shown to the room as a whole.": (
        talk(note("feelings")),
        talk(note("feelings"), does("revealed", "feelings"), does("covered", "feelings")),
    ),
    "the facilitator ({name})": (
        talk(note(), does("edited", "facts", text="2"), does("workshop_edited", facilitator="Jo")),
        talk(note(), does("edited", "facts", text="2")),
    ),
    "the facilitator": (talk(note(), does("edited", "facts", text="2")), BARE),
    "No comment\u2019s wording was edited.": (talk(note()), talk(note(), does("edited", "facts", text="2"))),
    "The wording of {n} comment was edited by {who}.": (talk(note(), does("edited", "facts", text="2")), talk(note())),
    "The first wording of {n} is not printed, because it names someone, or may do.": (
        talk(note(), does("edited", "facts", text="2", protects=True)),
        talk(note(), does("edited", "facts", text="2", protects=False)),
    ),
    "The first wording of {n} other is.": (
        talk(note(), does("edited", "facts", text="2", protects=True), note(), PLAIN_EDIT),
        talk(note(), does("edited", "facts", text="2", protects=True)),
    ),
    "The first wording is printed with {n} of them.": (
        talk(*[note(), does("edited", "facts", text="2", protects=False)] * 2),
        talk(*[note(), does("edited", "facts", text="2", protects=True)] * 2),
    ),
    "The first wording is printed with it.": (
        talk(note(), does("edited", "facts", text="2", protects=False)),
        talk(note(), does("edited", "facts", text="2", protects=False), does("hidden", "facts")),
    ),
    "No comment was withheld or withdrawn.": (talk(note()), talk(note(), does("withdrawn", "facts"))),
    "{n} item withheld": (talk(note(), does("hidden", "facts")), talk(note())),
    "{withheld} ({reasons})": (talk(note(), does("hidden", "facts")), talk(note(), does("withdrawn", "facts"))),
    "{n} item withdrawn": (talk(note(), does("withdrawn", "facts")), talk(note())),
    "Left out: {withheld}; {withdrawn}.": (talk(note(), does("hidden", "facts")), talk(note())),
    "How decisions were made: {decisions}.": (talk(note("decide")), talk(note())),
    "Numbers are counts, but for points, medians and shares, which are explained where they stand ({stages}); "
    "{per_cent}": (
        forces(),
        forces(scored=False),
    ),
    "Numbers are counts; {per_cent}": (talk(note()), forces()),
    "lines were written down in {stages}": (talk(PRESENT, *SUPPORT), talk(PRESENT, note("decide"))),
    "lines were written down in {stages}; whether all agreed to them was not counted": (
        talk(PRESENT, note("decide")),
        talk(PRESENT, *SUPPORT),
    ),
    "A low count is no vote against: n says how many answered, of {n} who took part.": (
        talk(PRESENT, *SUPPORT),
        talk(*SUPPORT),
    ),
    "A low count is no vote against: n says how many answered.": (talk(*SUPPORT), talk(PRESENT, *SUPPORT)),
    "per cent is said only of twenty people or more.": (forms(), talk(note())),
    "no percentages are used.": (talk(note()), forms()),
    # what the sections of the methods say
    "Notes were moved {how}.": (KJ(wall(by_phone=True)), KJ(lambda day: day.note("write", "Keys"))),
    "Notes were moved from phones.": (KJ(at_tables, wall(by_phone=True)), KJ(wall())),
    "Notes were moved at the desk.": (KJ(wall()), KJ(wall(by_phone=True))),
    "People grouped them; the program proposed nothing.": (KJ(wall()), KJ(lambda day: day.note("write", "Keys"))),
    "No seats, groups or tables were kept.": (
        hats("six-hats")(),
        hats("six-hats")(lambda day: [day.note(run.id, "x") for run in day.workshop.stages]),
    ),
    "Nobody\u2019s words are compared with their own: no names were kept.": (
        hats("six-hats:before-after")(*reds("")),
        hats("six-hats:before-after")(*reds("p")),
    ),
    "Nobody filled in the form.": (SIGN_IN(), SIGN_IN(form())),
    "Answers are counts; the records keep which seat gave them.": (SIGN_IN(form("p")), SIGN_IN(form())),
    "Answers are counts; the records keep which seat gave them, and {n} form came without a seat.": (
        SIGN_IN(form("p"), form()),
        SIGN_IN(form("p")),
    ),
    "Answers are counts; the records keep no seat with them.": (SIGN_IN(form()), SIGN_IN(form("p"))),
    "{n} form was filled in; whose it is was not kept.": (
        SIGN_IN(form()),
        SIGN_IN(form("p"), form()),
    ),
    "{n} person filled in the form; the last answer of each counts.": (SIGN_IN(form("p")), SIGN_IN(form())),
    "kept at {count}": (forces(), forces(scored=False)),
    "Scored in private by {n} person.": (forces(), forces("live")),
    "Scored by {n} person.": (forces("live"), forces()),
    "The records keep each form with the seat that filled it in.": (forms(anonymity="named"), forms()),
    "The records keep each form with a random mark.": (forms(), forms(anonymity="named")),
    "The records keep each form with the number of its sheet.": (forms(paper=23), forms(paper=2)),
    "The records keep each form of a phone with a random mark, and {n} with the number of its sheet.": (
        forms(paper=2),
        forms(paper=23),
    ),
    "Per cent is used only from {n} person up.": (forms(present=25), forms(present=20)),
    "The records keep each ballot with the seat that gave it.": (
        hats("kj", vote="named")(wall(ballot)),
        KJ(wall(ballot)),
    ),
    "The records keep each ballot with a random mark and the partner group, without a name.": (
        KJ(wall(ballot_of_a_group)),
        KJ(wall(ballot)),
    ),
    "The records keep each ballot with a random mark, without a name.": (
        KJ(wall(ballot)),
        KJ(wall(hands)),
    ),
}
"""Each sentence with a workshop of which it is true, and one of which it is not."""

CLAIM = re.compile(r"\b(keeps?|kept|private|no name|percentages|[Pp]er cent|filled in the form|proposed nothing|"
                   r"[Nn]otes were moved|Scored|fewer than five)\b")  # fmt: skip
"""What of a method's section is said of how it was done, kept or seen, and not of one thing in it."""


def sentences(path: Path) -> Iterator[str]:
    """What a module says, as it is for one."""
    for call in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id == "say":
            yield from [arg.value for arg in call.args[:1] if isinstance(arg, ast.Constant)]


def every() -> set[str]:
    """What must have its workshops: all of the reading, and what sections say of how things were done."""
    found = set(sentences(ROOT / "documents" / "reading.py"))
    for path in sorted(ROOT.glob("activities/*/report*.py")):
        found |= {sentence for sentence in sentences(path) if CLAIM.search(sentence)}
    return found


@pytest.mark.parametrize("claim", CLAIMS)
def test_a_sentence_is_said_where_it_is_true_and_not_where_it_is_not(claim: str) -> None:
    true, untrue = CLAIMS[claim]
    published = claim == FOR_EVERYONE
    assert claim in said_in(true(), published=published)
    assert claim not in said_in(untrue(), published=published)
    assert not published or claim not in said_in(true())


def test_every_sentence_that_a_summary_says_of_itself_has_a_workshop_that_would_make_it_untrue() -> None:
    assert every() == set(CLAIMS)
