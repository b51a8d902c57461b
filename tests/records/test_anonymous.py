"""Who has the file, its safe copies and the exports, and wants to know who wrote what where nobody is kept."""

from __future__ import annotations

import contextlib
import csv
import io
import json
import random
import sqlite3
from collections.abc import Callable, Iterable, Sequence
from functools import cache
from itertools import pairwise
from pathlib import Path

import pytest

from facilitator.activities import library
from facilitator.model import acts, mixing
from facilitator.model.bodies import Closed, Finished, Hidden, Joined, Mixed, Noted, Presence, Withdrawn
from facilitator.model.clock import GRACE
from facilitator.model.entry import Draft, Entry
from facilitator.model.facts import PARKING
from facilitator.model.method import Method
from facilitator.model.programme import Programme
from facilitator.model.workshop import Workshop
from facilitator.programme import contract as programmes
from facilitator.records import erasing, exports, load
from facilitator.store import copies, file
from facilitator.store.feed import Cursor, open_feed

W, STAGE, START, MINUTE = "wanon001", "check-in", 1_321_352_400_000, 60_000
PEOPLE, ROOMS = 5, 200
GROUPS = [{"id": "par", "label": "Parents"}, {"id": "la", "label": "Council"}]
Row = tuple[str, str, int, str]
"""Key, kind, time and person of an entry, as the attacker sees it in its order."""


@cache
def check_in() -> Method:
    """The method of every room, read once."""
    return library.find("check-in")


class Room:
    """A room in which people join and answer a stage that keeps nobody, as entries; `wrote` says who wrote what."""

    def __init__(self, seed: int, stage: str = STAGE) -> None:
        self.dice, self.stage = random.Random(seed), stage
        self.entries: list[Entry] = []
        self.wrote: dict[str, str] = {}
        self.at = START
        method = check_in()
        first = method.stages[0]
        assert first.anonymity == "nothing"
        for draft in acts.create({"title": "Room", "tables": 3}, [method], groups=GROUPS, workshop=W):
            self.take(draft)
        self.take(Draft("stage_opened", {}, W, first.id))
        self.stage = first.id

    def take(self, draft: Draft) -> str:
        """One more entry, some seconds later, with a random key as phones make them."""
        self.at += self.dice.randrange(500, 9000)
        key = f"{self.dice.getrandbits(128):032x}"
        seq = len(self.entries) + 1
        self.entries.append(Entry(seq, key, W, draft.stage, self.at, draft.person, draft.kind, draft.body))
        return key

    def join(self, person: str) -> None:
        """A person joins."""
        self.take(Joined(group=self.dice.choice(["par", "la"]), table="1").draft(W, person=person))

    def write(self, person: str) -> None:
        """A person writes; the laptop notes now and then who wrote at all."""
        said = Noted("x" * self.dice.randrange(3, 60)).from_phone("", "")
        self.wrote[self.take(said.draft(W, self.stage))] = person
        if self.dice.random() < 0.5:
            token = f"{self.dice.getrandbits(64):016x}"
            self.take(Presence(connected=5, wrote={self.stage: [token]}).draft(W))

    def end(self) -> Workshop:
        """The stage closes and the grace is over."""
        self.take(Closed().draft(W, self.stage))
        return self.workshop()

    def workshop(self) -> Workshop:
        """It folded."""
        return folded(self.entries)[1]


def folded(entries: Sequence[Entry]) -> tuple[Programme, Workshop]:
    programme = programmes.empty()
    programme.fold_all(entries)
    return programme, programme.workshops[W]


def one_after_another(room: Room, people: Sequence[str]) -> None:
    for person in people:
        room.join(person)
        room.write(person)


def all_at_once(room: Room, people: Sequence[str]) -> None:
    for person in people:
        room.join(person)
    for person in people:
        room.write(person)


def in_small_lots(room: Room, people: Sequence[str]) -> None:
    """Two and then three join and write; one note is hidden at once, and one person takes back what they wrote."""
    for lot in (people[:2], people[2:]):
        all_at_once(room, lot)
        key = list(room.wrote)[-1]
        room.take(Hidden(key, "a name").draft(W, room.stage))
    room.take(Withdrawn(next(iter(room.wrote)), "phone").draft(W, room.stage))


def nearest_before(rows: Sequence[Row], notes: Iterable[int]) -> dict[str, str]:
    """Each entry is by whoever joined last before it."""
    found = {}
    for place in notes:
        person = next((row[3] for row in reversed(rows[:place]) if row[3]), "")
        found[rows[place][0]] = person
    return found


def nearest_after(rows: Sequence[Row], notes: Iterable[int]) -> dict[str, str]:
    """Each entry is by whoever joined next after it."""
    return {rows[place][0]: next((row[3] for row in rows[place:] if row[3]), "") for place in notes}


def by_rank(rows: Sequence[Row], notes: Iterable[int]) -> dict[str, str]:
    """The first entry is by who joined first, and so on."""
    people = list(dict.fromkeys(row[3] for row in rows if row[3]))
    return {rows[place][0]: people[n % len(people)] for n, place in enumerate(notes)}


def by_time(rows: Sequence[Row], notes: Iterable[int]) -> dict[str, str]:
    """Each entry is by whoever joined nearest to its time."""
    people = [row for row in rows if row[3]]
    return {rows[n][0]: min(people, key=lambda row: abs(row[2] - rows[n][2]))[3] for n in notes}


def by_time_rank(rows: Sequence[Row], notes: Iterable[int]) -> dict[str, str]:
    """By the order of their times."""
    return by_rank(rows, sorted(notes, key=lambda place: rows[place][2]))


def by_key(rows: Sequence[Row], notes: Iterable[int]) -> dict[str, str]:
    """By the order of their keys."""
    return by_rank(rows, sorted(notes, key=lambda place: rows[place][0]))


ATTACKS: tuple[Callable[[Sequence[Row], Iterable[int]], dict[str, str]], ...] = (
    *(nearest_before, nearest_after, by_rank, by_time, by_time_rank, by_key),
)


def hits(rows: Sequence[Row], room: Room) -> list[int]:
    """How many entries each attack ascribes rightly."""
    notes = [place for place, row in enumerate(rows) if row[1] == "note"]
    return [sum(room.wrote[key] == person for key, person in attack(rows, notes).items()) for attack in ATTACKS]


def rows_of(entries: Iterable[Entry]) -> list[Row]:
    return [(e.key, e.kind, e.at, e.person) for e in entries]


def rows_of_json(programme: Programme, workshop: Workshop) -> list[Row]:
    told = json.loads(exports.to_json(programme, workshop))["entries"]
    assert [each["seq"] for each in told] == sorted(each["seq"] for each in told)
    return [(each["key"], each["kind"], each["at"], each["person"]) for each in told]


def rows_of_csv(room: Room, programme: Programme, workshop: Workshop, out: Path) -> list[Row]:
    """The comments by their number and time, among those who joined as the file has them."""
    (path,) = [p for p in exports.export(programme, workshop, ["csv"], out) if p.name.endswith("comments.csv")]
    lines = list(csv.DictReader(io.StringIO(path.read_text(encoding="utf-8-sig"))))
    by_number = {note.no: note.key for note in mixing.mixed(workshop).runs[room.stage].notes}
    joined = [(e.seq, row) for e, row in zip(room.entries, rows_of(room.entries), strict=True) if row[3]]
    notes = [(int(line["comment_id"]), (by_number[int(line["comment_id"])], "note", START, "")) for line in lines]
    assert len({line["submitted_at"] for line in lines}) == 1
    return [row for _, row in sorted([*joined, *notes])]


def mixed(room: Room) -> tuple[Programme, Workshop]:
    """The room as its file holds it after its stage is over."""
    workshop = room.end()
    now = {move.now.key: move.now for move in mixing.due(workshop, room.at + GRACE + 1)}
    assert now
    return folded(sorted((now.get(e.key, e) for e in workshop.entries), key=lambda e: e.seq))


def chance(rooms: int) -> float:
    """More right guesses than this are not by chance."""
    n, p = rooms * PEOPLE, 1 / PEOPLE
    return float(n * p + 4 * (n * p * (1 - p)) ** 0.5)


@pytest.mark.parametrize("held", [one_after_another, all_at_once, in_small_lots])
def test_nobody_with_file_and_exports_does_better_than_chance(
    held: Callable[[Room, Sequence[str]], None], tmp_path: Path
) -> None:
    before, after = [0] * len(ATTACKS), [[0] * len(ATTACKS) for _ in range(3)]
    for seed in range(ROOMS):
        room = Room(seed)
        people = [f"p{n}" for n in range(PEOPLE)]
        room.dice.shuffle(people)
        held(room, people)
        before = [n + more for n, more in zip(before, hits(rows_of(room.entries), room), strict=True)]
        open_still = folded(room.entries)
        programme, workshop = mixed(room)
        seen = (
            rows_of(workshop.entries),
            rows_of_json(*open_still),
            rows_of_csv(room, programme, workshop, tmp_path / str(seed)),
        )
        for number, rows in enumerate(seen):
            after[number] = [n + more for n, more in zip(after[number], hits(rows, room), strict=True)]
    assert max(before) > 2 * chance(ROOMS)
    assert all(right < chance(ROOMS) for rights in after for right in rights), after


def stored(room: Room, path: Path, upto: int | None = None) -> None:
    """The entries of a room in a file, or so many more of them."""
    if not path.exists():
        file.create(path)
    with contextlib.closing(open_feed(path)) as feed:
        feed.append([entry.as_draft() for entry in room.entries[len(feed.pull(0)) : upto]])


def raw(path: Path) -> list[tuple[int, str, str, int, str, str]]:
    with contextlib.closing(sqlite3.connect(path)) as db:
        return db.execute("SELECT seq, key, kind, at, person, body FROM log ORDER BY seq").fetchall()


def test_the_file_and_every_safe_copy_hold_no_order_and_no_time(tmp_path: Path) -> None:
    room, path = Room(7), tmp_path / "a room.facilitator"
    one_after_another(room, ["p0", "p1"])
    stored(room, path)
    early = copies.back_up(path)
    one_after_another(room, ["p2", "p3", "p4"])
    room.end()
    stored(room, path)
    late = copies.back_up(path)
    before = load.workshop(path)[1]
    moves = mixing.due(before, room.at + GRACE + 1)
    with contextlib.closing(open_feed(path)) as feed, contextlib.closing(feed.again()) as other:
        reader = Cursor(other)
        reader.pull()
        assert erasing.mix(feed, W, moves) == len(moves)
        assert [entry.kind for entry in reader.pull()] == [Mixed.kind]
        assert erasing.mix(feed, W, moves) == 0
        anew = reader.again()
    assert not early.exists()
    assert late in copies.of(path)
    assert len(copies.of(path)) == 2
    for on_disk in (path, *copies.of(path)):
        rows = raw(on_disk)
        notes = [row for row in rows if row[2] == "note"]
        assert {row[1] for row in notes} == set(room.wrote)
        assert {row[3] for row in notes} == {before.runs[room.stage].spans[0][0]}
        assert [b[0] - a[0] for a, b in pairwise(notes)] == [1] * 4
        wrote = [json.loads(row[5])["wrote"] for row in rows if row[2] == "presence"]
        assert sum(bool(told) for told in wrote) == 1
        tokens = wrote[-1][room.stage]
        assert tokens == sorted(set(tokens))
    after = load.workshop(path)[1]
    assert [e.key for e in anew] == [e.key for e in after.entries]
    assert not mixing.due(after, room.at + GRACE + 1)
    assert told(after) == told(before)


def told(workshop: Workshop) -> object:
    """What a workshop comes to, in whatever order its notes came."""
    notes = {n.key: (n.text, n.status, n.reason, n.group, n.merged_into) for r in workshop.stages for n in r.notes}
    runs = {run.id: (run.status, run.spans, run.clock) for run in workshop.stages}
    people = workshop.people
    who = {p.id: (p.group, p.table, p.wrote_in) for p in people.by_id.values()}
    return notes, runs, who, people.writers, workshop.open_id, workshop.finished_at


def test_a_phone_takes_its_own_note_back_afterwards() -> None:
    room = Room(3)
    one_after_another(room, ["p0", "p1", "p2"])
    _, workshop = mixed(room)
    key = list(room.wrote)[1]
    end = Entry(len(room.entries) + 1, "back", W, room.stage, room.at, "", "withdrawn", Withdrawn(key, "phone").pack())
    workshop.fold(end)
    assert {note.key for note in workshop.runs[room.stage].notes.having("withdrawn")} == {key}
    again = mixing.mixed(workshop)
    assert {note.key for note in again.runs[room.stage].notes.having("withdrawn")} == {key}


def test_a_stage_is_left_alone_while_it_takes_notes_and_mixed_when_the_workshop_ends() -> None:
    room = Room(4)
    one_after_another(room, ["p0", "p1", "p2"])
    assert not mixing.due(room.workshop(), room.at + 10 * MINUTE)
    room.take(Finished().draft(W))
    assert mixing.due(room.workshop(), room.at)


def keeping_the_group(seed: int) -> Room:
    """A room whose stage keeps the group; all are of one group and at one table, so that only order and time differ."""
    room = Room(seed)
    room.take(Draft("stage_edited", {"anonymity": "group"}, W, room.stage))
    return room


@pytest.mark.parametrize("parked", [False, True])
@pytest.mark.parametrize("held", [one_after_another, all_at_once, in_small_lots])
def test_where_the_group_is_kept_nobody_is_found_by_who_joined_when(
    held: Callable[[Room, Sequence[str]], None], parked: bool
) -> None:
    before, after = [0] * len(ATTACKS), [0] * len(ATTACKS)
    for seed in range(ROOMS):
        room = keeping_the_group(seed)
        room.stage = PARKING if parked else room.stage
        people = [f"p{n}" for n in range(PEOPLE)]
        room.dice.shuffle(people)
        held(room, people)
        before = [n + more for n, more in zip(before, hits(rows_of(room.entries), room), strict=True)]
        room.take(Finished().draft(W))
        _, workshop = mixed(room)
        after = [n + more for n, more in zip(after, hits(rows_of(workshop.entries), room), strict=True)]
    assert max(before) > 2 * chance(ROOMS)
    assert all(right < chance(ROOMS) for right in after), after


def test_where_the_group_is_kept_every_note_stays_as_it_is_and_whoever_moved_is_where_they_went() -> None:
    room = keeping_the_group(5)
    one_after_another(room, ["p0", "p1", "p2"])
    room.take(Joined(group="la", table="3").draft(W, person="p0"))
    _, after = mixed(room)
    before = room.workshop()
    others = [entry for entry in before.entries if entry.kind != "joined"]
    assert [entry for entry in after.entries if entry.kind != "joined"] == others
    assert told(after) == told(before)
    assert {entry.at for entry in after.entries if entry.kind == "joined"} == {after.stages[0].spans[0][0]}
    assert (after.people.by_id["p0"].group, after.people.by_id["p0"].table) == ("la", "3")
    assert not mixing.due(after, room.at + GRACE + 1)


def test_no_view_of_the_file_sets_two_answers_of_a_person_whom_nobody_keeps_side_by_side(tmp_path: Path) -> None:
    path = tmp_path / "day.facilitator"
    file.create(path)
    chosen = [library.methods()[key] for key in ("check-in", "evaluation")]
    survey = chosen[1].stages[0]
    assert survey.anonymity == "nothing"
    said = [("awake", "4", "zest"), ("tired", "2", "calm"), ("late", "1", "more tea")]
    forms = [{"overall": 5, "heard": 2}, {"overall": 1, "heard": 4}, {"overall": 3, "heard": 3}]
    with contextlib.closing(open_feed(path)) as feed:
        feed.append(acts.create({"title": "Day"}, chosen, groups=GROUPS, workshop=W))
        for word, energy, hope in said:
            feed.append([Noted(word, fields={"energy": energy, "hope": hope}).draft(W, STAGE)])
        for n, answers in enumerate(forms):
            feed.append([Draft("answers", {"answers": answers, "token": f"t{n}"}, W, survey.id)])
    with contextlib.closing(sqlite3.connect(path)) as db:
        beside = db.execute("SELECT text, field FROM comments").fetchall()
        rows = db.execute("SELECT id, question, answer, at FROM answers").fetchall()
    assert sorted(text for text, _field in beside) == ["awake", "late", "tired"]
    assert {field for _text, field in beside} == {None}
    assert {(number, at) for number, _question, _answer, at in rows} == {(None, rows[0][3])}
    for question in ("overall", "heard"):
        given = [answer for _id, asked, answer, _at in rows if asked == question]
        assert given == sorted(answers[question] for answers in forms)
