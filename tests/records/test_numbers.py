"""A comment keeps its number, whatever happens to the log: papers that were printed before still match."""

from __future__ import annotations

import contextlib
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from facilitator.activities import contract
from facilitator.model import mixing
from facilitator.model.entry import Draft, Entry
from facilitator.model.kinds import Path as Where
from facilitator.model.numbering import LOWEST, MANY, Numbers, by_chance
from facilitator.model.record import everything
from facilitator.model.workshop import Workshop
from facilitator.records import erasing, exports, imports, load
from facilitator.records.tables import tables
from facilitator.store.feed import open_feed
from records_day import MINUTE, START, Writer, a_day, folded, stored


def numbers(workshop: Workshop) -> dict[str, int]:
    """The number of every comment, by the key of its entry."""
    return {note.key: note.no for _run, note in everything(workshop)}


def another(path: Path) -> Path:
    """A programme with a workshop of its own."""
    day = Writer("other01")
    day.begin()
    day.add("stage_opened", "facts")
    for n in range(30):
        day.add("note", "facts", text=f"Other {n}", source="phone")
    return stored(path, day.entries)


def feelings(day: Writer, *names: str) -> None:
    """Phones send how it feels, in the order of these names; between them somebody joins and somebody types."""
    for name in names:
        day.add("joined", person=name, group="PAR")
        day.entries.append(_sent(day, name))
        day.add("note", "feelings", text=f"typed after {name}", source="facilitator")


def _sent(day: Writer, name: str) -> Entry:
    day.add("note", "feelings", text=name, source="phone")
    last = day.entries.pop()
    return Entry(last.seq, f"key-of-{name}", last.workshop, last.stage, last.at, "", last.kind, last.body)


def nobody_kept() -> list[Entry]:
    """A day with a stage that keeps nobody, and a note that was filed from there into one that does."""
    day = Writer()
    day.begin()
    day.add("stage_opened", "facts")
    day.add("note", "facts", text="first", source="phone")
    day.add("stage_opened", "feelings")
    feelings(day, "ann", "ben", "cem", "dora")
    day.add("filed", "feelings", target="key-of-ben", to="facts")
    feelings(day, "eva", "fay")
    day.add("stage_opened", "close", after=5 * MINUTE)
    day.add("note", "close", text="last", source="phone")
    day.add("finished", after=5 * MINUTE)
    return day.entries


def test_a_comment_keeps_its_number_in_another_programme_and_back(tmp_path: Path) -> None:
    programme, workshop = folded(a_day())
    (source,) = exports.export(programme, workshop, ["json"], tmp_path / "out")
    path = another(tmp_path / "other.facilitator")
    imports.import_json(path, source)
    there_programme, there = load.workshop(path, workshop.id)
    assert numbers(there) == numbers(mixing.mixed(workshop))
    before, after = (tables(*each, START)["comments"] for each in ((programme, workshop), (there_programme, there)))
    assert {row["comment_id"]: row["text"] for row in before} == {row["comment_id"]: row["text"] for row in after}
    (again,) = exports.export(there_programme, there, ["json"], tmp_path / "again")
    empty = stored(tmp_path / "empty.facilitator")
    imports.import_json(empty, again)
    assert numbers(load.workshop(empty, workshop.id)[1]) == numbers(there)
    (last,) = exports.export(*load.workshop(empty, workshop.id), ["json"], tmp_path / "last")
    assert last.read_bytes() == again.read_bytes()


def test_what_is_written_after_a_workshop_was_taken_in_gets_numbers_of_its_own(tmp_path: Path) -> None:
    programme, workshop = folded(a_day())
    (source,) = exports.export(programme, workshop, ["json"], tmp_path / "out")
    path = another(tmp_path / "other.facilitator")
    imports.import_json(path, source)
    with contextlib.closing(open_feed(path)) as feed:
        feed.append([Draft("note", {"text": f"new {n}"}, workshop.id, "facts") for n in range(50)])
    there = numbers(load.workshop(path, workshop.id)[1])
    assert len(set(there.values())) == len(there)


def test_numbers_stay_when_what_keeps_nobody_is_mixed() -> None:
    workshop = folded(nobody_kept())[1]
    before = numbers(workshop)
    assert len(set(before.values())) == len(before) == 15
    moves = mixing.moves(workshop, {"feelings"})
    assert moves
    mixed = mixing.mixed(workshop)
    assert numbers(mixed) == before
    assert not mixing.moves(mixed, {"feelings"})


def test_numbers_where_nobody_is_kept_do_not_follow_the_order_in_which_words_came() -> None:
    workshop = folded(nobody_kept())[1]
    sent = [note for note in workshop.runs["feelings"].notes if note.source == "phone"]
    assert all(note.no == by_chance(note.key) != note.seq for note in sent)
    assert [note.no for note in sent] != sorted(note.no for note in sent)
    assert folded(a_day())[1].runs["facts"].own_notes()[0].no == folded(a_day())[1].runs["facts"].own_notes()[0].seq


def test_numbers_stay_after_undo_and_redo_and_erasing(tmp_path: Path) -> None:
    entries = a_day()
    before = numbers(folded(entries)[1])
    day = Writer()
    day.entries, day.at = entries, START + 100 * MINUTE
    undone = next(entry for entry in entries if entry.kind == "note")
    back = day.add("retracted", target=undone.key)
    assert {**numbers(folded(day.entries)[1]), undone.key: before[undone.key]} == before
    day.add("retracted", target=back, redo=True)
    assert numbers(folded(day.entries)[1]) == before
    programme, workshop = folded(a_day())
    (source,) = exports.export(programme, workshop, ["json"], tmp_path / "out")
    path = another(tmp_path / "other.facilitator")
    imports.import_json(path, source)
    kept = numbers(load.workshop(path, workshop.id)[1])
    blanks: dict[str, list[Where]] = {undone.key: [()]}
    with contextlib.closing(open_feed(path)) as feed:
        assert feed.blank(blanks, erasing.echoes()) == 1
    assert numbers(load.workshop(path, workshop.id)[1]) == kept


@settings(max_examples=50, deadline=None)
@given(st.lists(st.text(alphabet="abcdef0123456789", min_size=8, max_size=32), unique=True, max_size=60), st.booleans())
def test_no_two_comments_have_one_number(keys: list[str], chance: bool) -> None:
    given_out = Numbers()
    entries = [Entry(LOWEST + seq, key, "w", "s", 0, "", "note", {"no": 7}) for seq, key in enumerate(keys)]
    found = [given_out.give(entry, chance=chance) for entry in entries]
    assert len(set(found)) == len(found)
    assert [given_out.of(key) for key in keys] == found
    assert all(LOWEST <= by_chance(key) < LOWEST + MANY for key in keys)


def test_every_activity_that_ranks_notes_knows_them_by_their_number() -> None:
    programme, workshop = folded(a_day())
    rows = tables(programme, workshop, START)
    known = set(numbers(workshop).values())
    told = {int(row["comment_id"]) for each in rows.values() for row in each if row.get("comment_id")}
    assert told <= known
    voted = [contract.report(run.stage.activity).voters(run) for run in workshop.stages]
    assert {no for each in voted for no in each} <= known
