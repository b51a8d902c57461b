"""Every number that a summary prints is what its entries say, counted anew by hand, whatever was done on the day."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from statistics import median_low

import any_day
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from odd_acts import odd
from plain import Plain, Words

from facilitator.activities import contract, paper
from facilitator.documents import summary
from facilitator.documents.contract import Order
from facilitator.looks.blocks import (
    Band,
    Block,
    Figure,
    Heading,
    Table,
    Text,
)
from facilitator.model.entry import Draft, Entry
from facilitator.model.run import StageRun
from facilitator.programme import contract as programmes
from walked import all_said, flat, words

DAYS = {name: made() for name, made in any_day.DAYS.items()}
DASH = "\u2013"
FOUND = re.compile(r"^(\d+) (?:note|line|force|action|idea|answer|item|question|topic|form|vision|offer)")


@dataclass
class Printed:
    """A stage as it was printed, beside what its entries say."""

    run: StageRun
    plain: Plain
    blocks: list[Block]

    @property
    def remarks(self) -> str:
        """All that stands in paragraphs."""
        return " ".join(words(block) for block in self.blocks if isinstance(block, Text))

    def note(self, no: str) -> Words:
        """The note with a printed number."""
        keys = [note.key for note in self.run.notes if str(note.no) == no]
        assert len(keys) == 1, no
        return self.plain.notes[keys[0]]

    def named(self, pattern: str) -> int:
        """The number that a remark names; 0 where it is not made."""
        found = re.search(pattern, self.remarks)
        return int(found[1]) if found else 0


Rows = list[list[str]]


def rows_of(table: Table) -> Rows:
    """The rows that are no bands, in words."""
    return [[words(cell) for cell in row] for row in table.rows if not isinstance(row, Band)]


def number(told: str) -> int:
    """`8 of 25` as 8, a dash or nothing as 0."""
    return int(told.split(" ", maxsplit=1)[0]) if told and told != DASH else 0


# ---------------------------------------------------------------------- a table's figures, each counted by hand


def tallied(page: Printed, table: Table) -> None:
    """Each question's answers, those that nobody gave among them, and their sum."""
    found: dict[str, dict[str, int]] = {}
    for row in table.rows:
        if isinstance(row, Band):
            told = found[f"{row.words} {row.aside}"] = {}
        else:
            told[words(row[0])] = int(words(row[1]))
    for field in (f for f in page.run.stage.fields if f.kind == "choice"):
        notes = [x for x in page.plain.notes.values() if x.stage == page.run.id]
        stood = [x for x in notes if page.plain.status(x.key) not in ("withdrawn", "refiled")]
        given = Counter(str(x.fields.get(field.id, "")) for x in stood)
        counts = {choice.label: given[choice.value] for choice in field.choices}
        if other := sum(n for value, n in given.items() if value) - sum(counts.values()):
            counts["Another answer"] = other
        assert found[f"{field.label} n={sum(counts.values())}"] == counts


def supported(page: Printed, rows: Rows) -> None:
    counted = 0
    for no, _line, _who, _owner, *told in rows:
        if not no:
            continue
        counts = page.plain.answers(page.note(no).key)
        kinds = [counts[kind] for kind in ("support", "live_with", "not_yet")]
        assert [number(each) for each in told] == [*kinds, sum(kinds)]
        counted += sum(kinds)
    everything = sum(sum(page.plain.answers(note.key).values()) for note in page.run.notes)
    assert counted + page.named(r"(\d+) answers? (?:was to a line|were to lines) not printed") == everything


def voted(page: Printed, rows: Rows) -> None:
    ranked = len(page.run.stage.options.get("style", "")) == 4 and page.run.stage.options["style"] == "rank"
    worth = page.run.state.terms().points

    def points(ballot: dict[str, int]) -> dict[str, int]:
        return {key: worth[n - 1] if ranked else n for key, n in ballot.items()}

    ballots = page.plain.ballots(page.run.id)
    hands = (page.plain.said("hand_votes", page.run.id) or [{"counts": {}, "voters": 0}])[-1]
    given: Counter[str] = Counter(hands["counts"])
    for ballot in ballots:
        given.update(points(dict(ballot)))
    total = sum(number(row[2]) for row in rows)
    lost = page.named(r"(\d+) points? stood on something withdrawn")
    assert total + lost == sum(given.values())
    assert f"{len(ballots) + hands['voters']} p" in page.remarks
    if all(key in page.plain.notes for key in given):
        at: Counter[str] = Counter()
        for key, n in given.items():
            at[page.plain.home(key)] += n
        items = {item.id: item.called for item in page.run.feed() if not item.withdrawn}
        there = Counter(items[key] for key in items)
        by_words = {row[1]: number(row[2]) for row in rows}
        assert all(by_words[text] == at[key] for key, text in items.items() if there[text] == 1)
    if given and hands["counts"]:
        assert sum(number(row[-1]) for row in rows) <= sum(hands["counts"].values())


def scored(page: Printed, rows: Rows) -> None:
    there = set()
    for no, _force, strength, n, changeability, many, leverage, _reason in rows:
        if not no:
            continue
        key = page.note(no).key
        there.add(key)
        for scale, told, count in (("strength", strength, n), ("changeability", changeability, many)):
            given = [value for value in page.plain.scores(key, scale) if value]
            assert int(count) == len(given)
            if given and not told.startswith("agreed"):
                assert told == f"{median_low(given)} [{min(given)}\u2013{max(given)}]"
        assert leverage == DASH or leverage.isdigit()
    others = [note.key for note in page.run.notes if note.key not in there]
    lost = sum(len(page.plain.scores(key, scale)) for key in others for scale in ("strength", "changeability"))
    assert page.named(r"(\d+) scores? (?:was|were) given to (?:a force|forces) that") == lost


def summed(page: Printed, rows: Rows) -> None:
    (field,) = (block for block in page.blocks if isinstance(block, Figure))
    for side, at in (("drives", 1), ("restrains", 4)):
        numbers = [number(row[2]) for row in rows_of(field.table) if row[0] == side]
        known = [n for n in numbers if n]
        total, of, mean = rows[0][at : at + 3]
        assert (int(total), int(of)) == (sum(known), len(known))
        assert mean == (f"{sum(known) / len(known):.1f}" if known else DASH)
    balance = int(rows[0][1]) - int(rows[0][4])
    assert int(rows[0][7].replace("\u2212", "-")) == balance


def drawn(page: Printed, rows: Rows) -> None:
    agreed = {to: body["strength"] for (to,), body in page.plain.last("agreed", "target").items()}
    for side, force, strength, _range, *_after in rows:
        notes = [n for n in page.plain.notes.values() if n.text == force and page.plain.status(n.key) == "live"]
        if len(notes) == 1 and not force.startswith("New:"):
            key = notes[0].key
            given = [value for value in page.plain.scores(key, "strength") if value]
            assert number(strength) == agreed.get(key, median_low(given) if given else 0), (side, force)


def talked(page: Printed, rows: Rows) -> None:
    for force, _scores, n, *_more in rows:
        keys = [x.key for x in page.plain.notes.values() if x.text == force and page.plain.status(x.key) == "live"]
        assert len(keys) > 1 or int(n) == sum(bool(v) for v in page.plain.scores(keys[0], "strength"))


def marked(page: Printed, rows: Rows) -> None:
    marks = page.plain.last("mark", "token", "paragraph", "mark")
    hands = page.plain.last("hand_marks", "paragraph")
    of = {str(p.number) + p.text: p.id for _s, p in page.run.state.paragraphs().values()}
    for no, text, *counts in rows:
        if no:
            key = of[no + text.split(" | ")[0]]
            kinds = ("like", "worry", "unlikely", "missing")
            phones = [sum(b["on"] for (_t, p, m), b in marks.items() if (p, m) == (key, kind)) for kind in kinds]
            read = hands[(key,)]["counts"] if (key,) in hands else {}
            assert [int(n) for n in counts] == [n + read.get(kind, 0) for n, kind in zip(phones, kinds, strict=True)]


def by_role(page: Printed, rows: Rows) -> None:
    notes = page.plain.of(page.run.id, "live")
    assert sum(int(row[-1]) for row in rows) == len(notes)
    for _role, *cells, everybody in rows:
        assert sum(sum(map(int, re.findall(r"(\d+)(?:,|$)", cell))) for cell in cells) == int(everybody)


def offered(page: Printed, rows: Rows) -> None:
    offers = page.plain.of(page.run.id, "live")
    loose = sum(block.runs[0].words.count("\u201c") for block in page.blocks if isinstance(block, Text)
                if re.match(r"\d+  (?!Joined)", block.runs[0].words))  # fmt: skip
    assert page.named(r"(\d+) offers? in all") == len(offers)
    told = [sum("Joined with" not in said for said in row[1].split(" | ")[1:]) for row in rows]
    assert sum(told) + loose == len(offers)
    for row, many in zip(rows, told, strict=True):
        assert sum(map(int, row[2:])) <= many


def rotated(page: Printed, rows: Rows) -> None:
    for no, _question, people, _minutes in rows:
        assert int(people) == len({key for place in page.run.state.rounds[int(no) - 1] for key in place})


def ticked(page: Printed, rows: Rows) -> None:
    own = {note.key: note.fields.get("team") for note in page.run.notes}
    given = page.plain.switched("tick", "team", own)
    for no, line, *_group, ticks in rows:
        key = page.note(no).key
        if page.plain.status(key) == "merged":
            assert line.startswith("Joined with")
            continue
        assert int(ticks) == len({team for part in page.plain.parts(key) for team in given[part]} - {own[key]})


def interested(page: Printed, titles: dict[str, str]) -> None:
    """How many are interested in each topic, in the grid and over its report."""
    given = page.plain.switched("interest", "token", {})
    hands = {to: body["n"] for (to,), body in page.plain.last("hands", "target").items()}
    cells = [cell for block in page.blocks if isinstance(block, Table) for row in rows_of(block) for cell in row]
    for key, title in titles.items():
        parts = page.plain.parts(key)
        many = len({who for part in parts for who in given[part]}) + sum(hands.get(part, 0) for part in parts)
        told = [cell for cell in cells if cell.startswith(f"{title} | ") and "interested." in cell]
        assert all(f"{many} interested." in cell for cell in told)


def rated(page: Printed, rows: Rows) -> None:
    forms = [body["answers"] for body in page.plain.last("answers", "token").values()]
    for name, *told in rows:
        question = next(q.id for q in page.run.state.instrument.questions if q.name == name)
        given = Counter(form.get(question) for form in forms)
        counts = [given[n] for n in range(1, 6)]
        assert [int(n) for n in told[:6]] == [*counts, sum(counts)]
        assert told[6] in (f"{counts[3] + counts[4]} of {sum(counts)}", "nobody answered")


def wrote(page: Printed, rows: Rows) -> None:
    forms = [body["answers"] for body in page.plain.last("answers", "token").values()]
    for name, many, free, _quotes in rows:
        question = next(q.id for q in page.run.state.instrument.questions if q.name == name)
        assert int(many) == sum(question in form for form in forms)
        assert int(free) == sum(question in form and form.get("quote") == "yes" for form in forms)


def by_group(page: Printed, rows: Rows) -> None:
    of = {body["token"]: body["group"] for body in page.plain.said("rating")}
    heads = next(b for b in page.blocks if isinstance(b, Table) and b.columns[0].title.startswith("median strength"))
    for force, *cells, gap in rows:
        (key,) = (x.key for x in page.plain.notes.values() if x.text == force and page.plain.status(x.key) == "live")
        given: dict[str, list[int]] = {}
        for (to, scale, token), body in page.plain.last("rating", "target", "scale", "token").items():
            if (to, scale) == (key, "strength") and body["value"]:
                given.setdefault(of[token], []).append(body["value"])
        medians = {group: median_low(values) for group, values in given.items()}
        for column, told in zip(heads.columns[1:-1], cells, strict=True):
            if told != DASH:
                assert told == f"{medians[column.title]} (n={len(given[column.title])})"
        told_ones = [int(cell.split(" ")[0]) for cell in cells if cell != DASH]
        assert gap == (str(max(told_ones) - min(told_ones)) if len(told_ones) > 1 else DASH)


def polled(page: Printed, rows: Rows) -> None:
    for _at, _names, same, other, n, _so in rows:
        assert number(n) == int(same) + int(other)


CHECKS: dict[tuple[str, ...], Callable[[Printed, Rows], None]] = {
    ("no.", "line, as written down", "from", "who, by when", "support", "live with", "not yet", "n"): supported,
    ("place", "voted on"): voted,
    ("no.", "force, and the numbers of its sources"): scored,
    ("when", "D total"): summed,
    ("side", "force", "strength"): drawn,
    ("median strength by partner group",): by_group,
    ("force", "scores", "n"): talked,
    ("no.", "as it was read"): marked,
    ("entries by role",): by_role,
    ("dots", "idea, with what people offered"): offered,
    ("round", "question", "people", "minutes"): rotated,
    ("no.", "lines as written", "group", "ticks"): ticked,
    ("question", "1 poor"): rated,
    ("in their own words", "wrote"): wrote,
    ("at", "are these the same?"): polled,
}
"""How each table with figures is counted anew, by the titles of its first columns."""


def counted(page: Printed, table: Table) -> None:
    """Check one table, whatever stands in it."""
    titles = tuple(column.title for column in table.columns)
    if titles == ("answer", "how many gave it"):
        return tallied(page, table)
    found = [check for heads, check in CHECKS.items() if titles[: len(heads)] == heads]
    figures = any(column.kind == "number" for column in table.columns)
    assert found or not figures, f"Nobody counts this table anew: {titles}"
    for check in found:
        check(page, rows_of(table))
    return at_bands(table)


def at_bands(table: Table) -> None:
    """A band that says how many rows it heads heads so many, down to the next one of its level."""
    open_bands: dict[bool, list[int]] = {}
    heads: list[list[int]] = []
    for row in table.rows:
        if isinstance(row, Band):
            many = FOUND.match(row.aside) or re.search(r", (\d+)$", row.words)
            if not row.minor:
                open_bands.clear()
            open_bands[row.minor] = [int(many[1]) if many else -1, 0]
            heads.append(open_bands[row.minor])
        else:
            for band in open_bands.values():
                band[1] += _many(table, [words(cell) for cell in row])
    assert all(said in (-1, rows) for said, rows in heads), table.rows


def _many(table: Table, row: list[str]) -> int:
    """For how many notes, ideas or answers a row stands."""
    if len(table.columns) == 1:
        told = re.search(r", (\d+)$", row[0])
        return int(told[1]) if told else 1
    first = row[0] or (row[2] if len(row) > 2 and not row[1] else "")
    return bool(first) and not any(cell.startswith("Joined with") for cell in row)


def left_out(page: Printed) -> None:
    """What is not printed is counted, and nothing is both printed and left out."""
    for pattern, status in (
        (r"(\d+) items? withheld", "hidden"),
        (r"(\d+) items? withdrawn", "withdrawn"),
        (r"(\d+) items? moved to the parking lot", "parked"),
        (r"(\d+) items? filed again", "refiled"),
    ):
        assert page.named(pattern) == len(page.plain.of(page.run.id, status)), status


def headed(page: Printed) -> None:
    """The heading of a stage says how many of its notes stand, and how many are joined with them."""
    aside = next(block.aside for block in page.blocks if isinstance(block, Heading))
    stand, joined = (len(page.plain.of(page.run.id, status)) for status in ("live", "merged"))
    many = FOUND.match(aside)
    assert (int(many[1]) if many else 0) == stand
    assert f" and {joined} joined with them" in aside or not (joined and stand)


def times(table: Table) -> None:
    """The columns of the minutes add up to their last row."""
    rows = [[number(cell.replace("+", "").replace("\u2212", "-")) for cell in row[2:]] for row in rows_of(table)]
    assert [sum(column) for column in zip(*rows[:-1], strict=True)] == rows[-1]
    assert all(actual - planned == more for planned, actual, more in rows)


def people(plain: Plain, table: Table) -> None:
    """Who took part adds up, and is who was counted in the room, else who joined."""
    rows = rows_of(table)
    room = plain.said("attendance")
    joined = {entry.person for entry in plain.entries if entry.person}
    assert sum(int(row[-1]) for row in rows[:-1]) == int(rows[-1][-1])
    assert int(rows[-1][-1]) == (sum(room[-1]["groups"].values()) if room else len(joined))


def printed_whole(plain: Plain, order: Order, blocks: list[Block]) -> None:
    """Every comment that stands is printed, by itself or joined with another, whatever became of what it hangs on;
    forms are counted alone.
    """
    there = all_said(blocks)
    for run in order.workshop.stages:
        if not run.stage.options.get("form"):
            notes = [*plain.of(run.id, "live"), *plain.of(run.id, "merged")]
            missing = [note.text for note in notes if note.text and note.text not in there]
            assert not missing, (run.id, missing)


def adds_up(entries: list[Entry]) -> None:
    """The whole summary of a day against its entries."""
    programme, workshop = any_day.folded(entries)
    order, plain = Order(workshop, programme, entries[-1].at), Plain(entries)
    made = [(part.title, list(flat(part.make()))) for part in summary.DOCUMENT.parts(order, str)]
    printed_whole(plain, order, [block for _title, blocks in made for block in blocks])
    runs = {f"{n}. {run.stage.title}": run for n, run in enumerate(order.workshop.stages, 1)}
    for title, blocks in made:
        if title in runs:
            page = Printed(runs[title], plain, blocks)
            headed(page)
            if page.run.stage.activity != "survey" and not page.run.stage.options.get("form"):
                left_out(page)
            for block in blocks:
                if isinstance(block, Table):
                    counted(page, block)
            if page.run.stage.activity == "market":
                stood = [note for note in plain.notes.values() if plain.status(note.key) == "live"]
                interested(page, {note.key: note.text for note in stood})
            continue
        for table in (block for block in blocks if isinstance(block, Table)):
            if table.columns[-1].title == "difference":
                times(table)
            elif table.columns[-1].title == "people" and table.total:
                people(plain, table)
            elif table.columns[0].title == "question":
                (run,) = (each for each in runs.values() if each.stage.activity == "survey")
                rated(Printed(run, plain, blocks), rows_of(table))


@pytest.mark.parametrize("day", DAYS)
def test_every_figure_of_a_plain_day_is_what_its_entries_say(day: str) -> None:
    adds_up(DAYS[day])


def _next(entries: list[Entry], draft: Draft) -> Entry:
    last = entries[-1]
    return Entry(last.seq + 1, f"next{last.seq:04}", draft.workshop, draft.stage, last.at + 1000, "", draft.kind,
                 draft.body)  # fmt: skip


@pytest.mark.parametrize("day", DAYS)
def test_words_that_were_joined_with_others_are_printed_with_them(day: str) -> None:
    entries = list(DAYS[day])
    for run in any_day.folded(entries)[1].stages:
        notes = [note for note in run.own_notes() if note.status == "live"]
        for note, host in zip(notes[1::2], notes[::2], strict=False):
            draft = Draft("merged", {"targets": [note.key], "into": host.key}, entries[-1].workshop, run.id)
            if run.check(draft) is None:
                entries.append(_next(entries, draft))
    adds_up(entries)


@settings(max_examples=25)
@given(data=st.data())
@pytest.mark.parametrize("day", DAYS)
def test_every_figure_is_what_the_entries_say_whatever_was_done(day: str, data: st.DataObject) -> None:
    entries = list(DAYS[day])
    programme = programmes.empty()
    programme.fold_all(entries)
    (workshop,) = programme.workshops.values()
    for _ in range(data.draw(st.integers(1, 25))):
        odd(data, day, entries, workshop)
    adds_up(entries)


@pytest.mark.parametrize(
    ("day", "stage", "called"),
    [
        ("talk", "sign-in", "forms"),
        ("talk", "reflective", "notes"),
        ("talk", "decisional", "lines"),
        ("forces", "name", "forces"),
        ("forces", "act", "ideas"),
        ("market", "propose", "topics"),
        ("market", "sessions", "line"),
        ("storm", "home", "lines"),
        ("dating", "rounds", "notes"),
        ("scenario", "vision", "vision"),
        ("scenario", "ideas", "idea"),
        ("scenario", "commit", "offer"),
    ],
)
def test_a_heading_says_what_it_counts(day: str, stage: str, called: str) -> None:
    _programme, workshop = any_day.folded(DAYS[day])
    run = workshop.runs[stage]
    said = contract.report(run.stage.activity).counted(run, paper.standing(run))
    assert said.endswith(f" {called}")
