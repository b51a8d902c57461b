"""What every store of a programme promises, asked of each store there is. A new store adds a line to STORES."""

from __future__ import annotations

import contextlib
import os
import re
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Protocol

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from children import line_of
from facilitator.model.entry import Draft, Entry
from facilitator.model.kinds import WHOLE
from facilitator.model.mixing import Move
from facilitator.model.moment import now_ms
from facilitator.store import file, keeper
from facilitator.store.faults import Fault, KeyTaken
from facilitator.store.feed import Cursor, create_feed, is_there, keeping, open_feed, open_or_create, prepare
from facilitator.store.port import Feed, Keeper, Stored
from facilitator.store.sqlite import SqliteFeed

PATIENCE_S = 60.0
APPEND_AND_SAY = """
import sys
from pathlib import Path
from facilitator.model.entry import Draft
from facilitator.store.feed import open_feed
feed = open_feed(Path(sys.argv[1]))
for batch in range(10_000):
    feed.append([Draft("note", {"text": f"{batch} {n}"}, "w", "s", key=f"{sys.argv[2]}-{batch}-{n}") for n in range(3)])
    print(batch, flush=True)
"""
KEEP_AND_SAY = """
import sys
from pathlib import Path
from facilitator.store.feed import keeping
hold = keeping(Path(sys.argv[1]), "w").take()
hold.tell(8080, "http://10.0.0.7:8080/4172")
print("kept", flush=True)
sys.stdin.read()
"""


class Store(Protocol):
    """What a store brings along to be held to its promises."""

    feed: type
    """What `open_feed` gives for one of its programmes."""

    def where(self, folder: Path, name: str) -> Path:
        """Where a programme of that name would be."""

    def writing(self, where: Path) -> contextlib.AbstractContextManager[None]:
        """Somebody else is in the middle of writing into it."""

    def take_away(self, where: Path) -> None:
        """It is there no more."""

    def be_impatient(self, patch: pytest.MonkeyPatch) -> None:
        """Wait for no keeper that is starting or ending."""


class InOneFile:
    """A programme in one SQLite file."""

    feed = SqliteFeed

    def where(self, folder: Path, name: str) -> Path:
        return folder / f"{name}.facilitator"

    @contextlib.contextmanager
    def writing(self, where: Path) -> Iterator[None]:
        with contextlib.closing(file.connect(where)) as other:
            other.execute("BEGIN IMMEDIATE")
            yield
            other.execute("ROLLBACK")

    def take_away(self, where: Path) -> None:
        where.rename(where.with_name("elsewhere"))

    def be_impatient(self, patch: pytest.MonkeyPatch) -> None:
        patch.setattr(keeper, "MOMENT_S", 0.0)
        patch.setattr(keeper, "PASSAGE_S", 0.05)


STORES: tuple[Store, ...] = (InOneFile(),)


@pytest.fixture(scope="module", params=STORES, ids=lambda store: type(store).__name__)
def store(request: pytest.FixtureRequest) -> Store:
    """Each store in turn."""
    found: Store = request.param
    return found


def made(where: Path) -> Path:
    """A new programme with nothing in it."""
    with create_feed(where):
        return where


@pytest.fixture
def where(store: Store, tmp_path: Path) -> Path:
    """A new programme."""
    return made(store.where(tmp_path, "day"))


@pytest.fixture
def feed(where: Path) -> Iterator[Feed]:
    """It, open."""
    with contextlib.closing(open_feed(where)) as opened:
        yield opened


def note(text: str, key: str | None = None, *, at: int | None = None, seq: int | None = None, **body: str) -> Draft:
    made = Draft("note", {"text": text, **body}, "w", "s", at=at, seq=seq)
    return made if key is None else Draft("note", made.body, "w", "s", key=key, at=at, seq=seq)


def texts(entries: list[Entry]) -> list[str]:
    return [entry.body["text"] for entry in entries]


def places(outcomes: list[object]) -> list[int]:
    return [outcome.seq for outcome in outcomes if isinstance(outcome, Stored | KeyTaken)]


def test_the_feed_of_a_programme_is_that_of_its_store(store: Store, feed: Feed) -> None:
    assert type(feed) is store.feed


# ---------------------------------------------------------------------- order


def test_what_is_appended_is_pulled_in_order_and_as_much_as_is_wanted(feed: Feed) -> None:
    first, second = places(list(feed.append([note("one"), note("two")])))
    assert first < second
    assert [(entry.seq, entry.body["text"]) for entry in feed.pull(0)] == [(first, "one"), (second, "two")]
    assert texts(feed.pull(first)) == ["two"]
    assert texts(feed.pull(0, 1)) == ["one"]
    assert feed.pull(second) == []


def test_who_follows_while_many_write_meets_every_entry_once_and_none_comes_late(feed: Feed) -> None:
    def write(name: int) -> None:
        with contextlib.closing(feed.again()) as mine:
            for n in range(20):
                mine.append([note(f"{name} {n} {m}") for m in range(1 + n % 3)])

    writers = [threading.Thread(target=write, args=(name,)) for name in range(3)]
    seen: list[Entry] = []
    with contextlib.closing(Cursor(feed.again())) as follower:
        for writer in writers:
            writer.start()
        while any(writer.is_alive() for writer in writers):
            seen += follower.pull(5)
        while more := follower.pull(5):
            seen += more
    seqs = [entry.seq for entry in seen]
    assert seqs == sorted(set(seqs))
    assert seen == feed.pull(0)
    assert len(seen) == 3 * sum(1 + n % 3 for n in range(20))


def test_a_number_that_is_brought_along_is_kept_only_after_everything_that_is_there(feed: Feed) -> None:
    with contextlib.closing(Cursor(feed.again())) as follower:
        assert places(list(feed.append([note("from 7", seq=7), note("from 9", seq=9)]))) == [7, 9]
        assert texts(follower.pull()) == ["from 7", "from 9"]
        below = places(list(feed.append([note("from 3", seq=3), note("from 8", seq=8)])))
        assert 9 < below[0] < below[1]
        assert texts(follower.pull()) == ["from 3", "from 8"]
        (mixed, _) = places(list(feed.append([note("from 90", seq=90), note("new")])))
        assert mixed != 90
        assert texts(follower.pull()) == ["from 90", "new"]


@pytest.mark.parametrize("seqs", [(2**63 - 1,), (2**53,), (40, 40), (0, 5), (-1,)])
def test_a_number_that_could_not_be_followed_is_not_kept(feed: Feed, seqs: tuple[int, ...]) -> None:
    feed.append([note(f"from {seq}", seq=seq) for seq in seqs])
    (last,) = places(list(feed.append([note("goes on")])))
    assert last < 1000
    found = [entry.seq for entry in feed.pull(0)]
    assert found == sorted(set(found))
    assert (len(found), found[-1]) == (len(seqs) + 1, last)


# ---------------------------------------------------------------------- keys


def test_a_key_is_stored_once_and_asked_for_again_gives_the_same_place(feed: Feed) -> None:
    (first,) = feed.append([note("once", "k" * 8, group="PAR")])
    assert isinstance(first, Stored)
    assert first.fresh
    assert feed.append([note("once", "k" * 8, group="PAR")]) == [Stored(first.seq, first.at, False)]
    moved = note("once", "k" * 8, group="LA", table="3")  # a retry may come after the phone changed its group
    assert feed.append([moved]) == [Stored(first.seq, first.at, False)]
    assert texts(feed.pull(0)) == ["once"]


def test_a_key_that_has_other_words_is_told_and_takes_nothing_else_down(feed: Feed) -> None:
    (first,) = feed.append([note("once", "k" * 8)])
    taken, fresh = feed.append([note("other", "k" * 8), note("new")])
    assert isinstance(taken, KeyTaken)
    assert isinstance(first, Stored)
    assert isinstance(fresh, Stored)
    assert (taken.key, taken.seq, fresh.fresh) == ("k" * 8, first.seq, True)
    assert texts(feed.pull(0)) == ["once", "new"]


_KEYS = st.sampled_from([f"key-{n}" for n in range(6)])
_BATCH = st.lists(st.tuples(_KEYS, st.sampled_from(["this", "that"]), st.none() | st.integers(1, 60)), max_size=4)


@settings(max_examples=25)
@given(batches=st.lists(st.tuples(st.sampled_from([0, 1]), _BATCH), max_size=8))
def test_whatever_two_writers_ask_for_what_is_there_only_grows_at_its_end(
    store: Store, tmp_path_factory: pytest.TempPathFactory, batches: list[tuple[int, list[tuple[str, str, int | None]]]]
) -> None:
    where = made(store.where(tmp_path_factory.mktemp("any"), "day"))
    with contextlib.closing(open_feed(where)) as one, contextlib.closing(one.again()) as two:
        words: dict[str, str] = {}
        before: list[Entry] = []
        for who, batch in batches:
            outcomes = (one, two)[who].append([note(text, key, seq=seq) for key, text, seq in batch])
            now = two.pull(0)
            assert now[: len(before)] == before
            at = {entry.key: entry.seq for entry in now}
            for (key, text, _), outcome in zip(batch, outcomes, strict=True):
                assert isinstance(outcome, KeyTaken) == (words.setdefault(key, text) != text)
                assert places([outcome]) == [at[key]]
            assert [entry.seq for entry in now] == sorted(set(at.values()))
            assert {entry.key: entry.body["text"] for entry in now} == words
            before = now


@settings(max_examples=25)
@given(words=st.lists(st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=30), max_size=10))
def test_any_text_comes_back_as_it_was(
    store: Store, tmp_path_factory: pytest.TempPathFactory, words: list[str]
) -> None:
    where = made(store.where(tmp_path_factory.mktemp("any"), "day"))
    with contextlib.closing(open_feed(where)) as feed:
        drafts = [note(text) for text in words]
        feed.append(drafts)
        assert texts(feed.pull(0)) == [draft.body["text"] for draft in drafts]


# ---------------------------------------------------------------------- keeping


def killed(where: Path, name: str, after: int) -> None:
    """Have a process append, and kill it in the middle, once it has said so many times that something is stored."""
    command = [sys.executable, "-c", APPEND_AND_SAY, str(where), name]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        said = [line_of(process) for _ in range(after)]
        process.kill()
        assert said == [f"{batch}\n" for batch in range(after)]


def test_after_a_break_at_any_moment_what_was_answered_is_there_and_asking_again_stores_each_once(
    where: Path, feed: Feed
) -> None:
    for after in (1, 2, 5):
        name = f"after{after}"
        killed(where, name, after)
        there = {entry.key for entry in feed.pull(0) if entry.key.startswith(name)}
        batches = range(len(there) // 3 + 2)
        asked = [[note(f"{batch} {n}", f"{name}-{batch}-{n}") for n in range(3)] for batch in batches]
        whole = [batch for batch, drafts in enumerate(asked) if there >= {draft.key for draft in drafts}]
        assert whole == list(range(len(there) // 3))
        assert len(whole) >= after
        for drafts in asked:
            outcomes = feed.append(drafts)
            assert [isinstance(one, Stored) and not one.fresh for one in outcomes] == [d.key in there for d in drafts]
        keys = [entry.key for entry in feed.pull(0)]
        assert len(keys) == len(set(keys))


def test_two_processes_write_at_once_and_lose_nothing(where: Path, feed: Feed) -> None:
    code = APPEND_AND_SAY.replace("10_000", "40")
    command = [sys.executable, "-c", code, str(where)]
    both = [subprocess.Popen([*command, name], stdout=subprocess.DEVNULL) for name in "ab"]
    assert [process.wait(PATIENCE_S) for process in both] == [0, 0]
    keys = sorted(entry.key for entry in feed.pull(0))
    assert keys == sorted(f"{name}-{batch}-{n}" for name in "ab" for batch in range(40) for n in range(3))


# ---------------------------------------------------------------------- time


def test_the_time_of_an_entry_is_read_once_nobody_else_can_come_before(store: Store, where: Path, feed: Feed) -> None:
    begun = threading.Event()

    def append() -> None:
        begun.set()
        feed.append([note("waits")])

    waiting = threading.Thread(target=append)
    with store.writing(where):
        waiting.start()
        assert begun.wait(PATIENCE_S)
        asked = now_ms()
        while (freed := now_ms()) < asked + 20:
            assert waiting.is_alive()
    waiting.join(PATIENCE_S)
    (entry,) = feed.pull(0)
    assert entry.at >= freed


def test_a_time_that_is_given_is_kept(feed: Feed) -> None:
    (stored,) = feed.append([note("long ago", at=1_700_000_000_123)])
    assert isinstance(stored, Stored)
    assert (stored.at, feed.pull(0)[0].at) == (1_700_000_000_123, 1_700_000_000_123)


# ---------------------------------------------------------------------- hearing of it


CHANGES: dict[str, Callable[[Feed], object]] = {
    "append": lambda feed: feed.append([note("more")]),
    "blank": lambda feed: feed.blank({"there": [()]}, {}),
}


@pytest.mark.parametrize("how", CHANGES)
@pytest.mark.parametrize("own", [True, False], ids=["own", "another's"])
def test_a_feed_hears_of_every_change_once_and_of_nothing_else(feed: Feed, how: str, own: bool) -> None:
    feed.append([note("there", "there")])
    with contextlib.closing(feed.again()) as other:
        assert other.changed()
        assert not other.changed()
        CHANGES[how](other if own else feed)
        assert other.changed()
        assert not other.changed()
        other.pull(0)
        assert not other.changed()


# ---------------------------------------------------------------------- erasing


def test_blanked_words_are_gone_with_those_that_edit_them_and_never_come_back(feed: Feed) -> None:
    feed.append([note("my secret", "mine"), note("other words", "other")])
    feed.append([Draft("edited", {"target": "mine", "text": "my better secret"}, "w", "s", key="edit")])
    before = feed.pull(0)
    assert feed.blank({"mine": [()], "nobody's": [()]}, {"edited": [WHOLE]}) == 1
    again = feed.append([note("my secret", "mine")])
    assert isinstance(again[0], KeyTaken)
    after = feed.pull(0)
    assert [(entry.seq, entry.key) for entry in after] == [(entry.seq, entry.key) for entry in before]
    assert [dict(entry.body) for entry in after] == [
        {"erased": True},
        {"text": "other words"},
        {"erased": True, "target": "mine"},
    ]
    assert feed.blank({}, {}) == 0


def test_entries_change_places_all_or_none_and_whoever_follows_is_told_in_the_same_moment(feed: Feed) -> None:
    feed.append([note(words, words) for words in ("one", "two", "three")])
    one, two, three = feed.pull(0)
    moves = [Move(one, replace(one, seq=three.seq, at=5)), Move(three, replace(three, seq=one.seq, at=5))]
    told = [Draft("mixed", {}, "w", key="told")]
    assert feed.blank({}, {}, moves=[Move(replace(one, seq=two.seq), one), *moves[1:]], told=told) == 0
    assert texts(feed.pull(0)) == ["one", "two", "three"]
    assert feed.blank({}, {}, moves=moves, told=told) == 2
    assert [(e.seq, e.key, e.at) for e in feed.pull(0)][:3] == [
        (one.seq, "three", 5),
        (two.seq, "two", two.at),
        (three.seq, "one", 5),
    ]
    assert [(e.key, e.seq > three.seq) for e in feed.pull(three.seq)] == [("told", True)]
    assert not feed.append([note("one", "one")])[0].fresh


# ---------------------------------------------------------------------- which programme


def test_two_feeds_agree_on_which_programme_it_is_and_another_one_is_told_apart(
    store: Store, where: Path, feed: Feed, tmp_path: Path
) -> None:
    with contextlib.closing(feed.again()) as again:
        assert feed.identity == again.identity == keeping(where, "w").identity
    assert keeping(made(store.where(tmp_path, "another")), "w").identity != feed.identity


def test_a_closed_feed_can_be_opened_again(feed: Feed) -> None:
    feed.append([note("kept")])
    feed.close()
    with contextlib.closing(feed.again()) as again:
        assert texts(again.pull(0)) == ["kept"]


@pytest.mark.logs("was moved or replaced")
def test_a_programme_that_is_gone_is_said_in_a_sentence_and_takes_nothing(
    store: Store, where: Path, feed: Feed
) -> None:
    store.take_away(where)
    asks: list[Callable[[], object]] = [
        feed.changed,
        feed.again,
        lambda: feed.append([note("into nothing")]),
        lambda: feed.blank({"x": [()]}, {}),
        lambda: open_feed(where),
        lambda: keeping(where, "w"),
        lambda: prepare(where),
    ]
    for ask in asks:
        with pytest.raises(Fault, match=r"\.$"):
            ask()


# ---------------------------------------------------------------------- a new programme


def test_a_new_programme_has_nothing_in_it_and_keeps_what_it_was_given(store: Store, tmp_path: Path) -> None:
    where = store.where(tmp_path, "new")
    assert not is_there(where)
    with create_feed(where) as feed:
        assert feed.pull(0) == []
        feed.append([note("first")])
    assert is_there(where)
    with open_or_create(where) as feed:
        assert texts(feed.pull(0)) == ["first"]
        feed.append([note("second")])
    with pytest.raises(Fault, match=r"exists already.+\.$"), create_feed(where):
        raise AssertionError("there were two")
    with contextlib.closing(open_feed(where)) as feed:
        assert texts(feed.pull(0)) == ["first", "second"]


@pytest.mark.parametrize("by", [create_feed, open_or_create])
def test_of_a_programme_that_could_not_be_filled_nothing_is_left(
    store: Store, tmp_path: Path, by: Callable[[Path], contextlib.AbstractContextManager[Feed]]
) -> None:
    where, before = store.where(tmp_path, "new"), sorted(tmp_path.iterdir())
    with pytest.raises(Fault, match="the disk is full"), by(where) as feed:
        feed.append([note("in vain")])
        raise Fault("the disk is full")
    assert not is_there(where)
    assert sorted(tmp_path.iterdir()) == before
    with by(where) as feed:
        assert feed.pull(0) == []


def test_a_programme_that_was_there_outlives_a_failure_to_add_to_it(where: Path) -> None:
    with pytest.raises(Fault, match="the disk is full"), open_or_create(where) as feed:
        feed.append([note("kept")])
        raise Fault("the disk is full")
    with contextlib.closing(open_feed(where)) as again:
        assert texts(again.pull(0)) == ["kept"]


def test_a_programme_that_can_be_used_is_said_to_have_nothing_of_another_beside_it(where: Path) -> None:
    assert prepare(where) == ""


# ---------------------------------------------------------------------- keepers


def test_one_keeps_the_room_page_of_a_workshop_and_everybody_else_is_told(
    store: Store, where: Path, feed: Feed, monkeypatch: pytest.MonkeyPatch
) -> None:
    store.be_impatient(monkeypatch)
    mine, theirs = feed.keeping("w"), keeping(where, "w")
    assert (mine.identity, mine.workshop) == (theirs.identity, theirs.workshop) == (feed.identity, "w")
    assert mine.who() is None
    hold = mine.take()
    assert theirs.who() == Keeper(os.getpid(), os.getppid())
    with pytest.raises(Fault, match="just starting or ending elsewhere"):
        theirs.take()
    hold.tell(8080, "http://10.0.0.7:8080/4172")
    assert theirs.who() == Keeper(os.getpid(), os.getppid(), 8080, "http://10.0.0.7:8080/4172")
    with pytest.raises(Fault, match=re.escape("on already at http://10.0.0.7:8080/4172")):
        theirs.take()
    assert feed.keeping("another").who() is None
    hold.release()
    assert mine.who() is None
    theirs.take().release()


def test_each_workshop_of_each_programme_has_a_keeper_of_its_own(store: Store, feed: Feed, tmp_path: Path) -> None:
    other = made(store.where(tmp_path, "other"))
    rooms = [feed.keeping("w"), feed.keeping("v"), keeping(other, "w"), keeping(other, "v")]
    for hold in [room.take() for room in rooms]:
        hold.release()
    assert [room.who() for room in rooms] == [None] * 4


def test_what_a_process_kept_is_free_when_it_is_killed(feed: Feed, where: Path) -> None:
    room = feed.keeping("w")
    words = [sys.executable, "-c", KEEP_AND_SAY, str(where)]
    with subprocess.Popen(words, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as child:
        try:
            assert line_of(child) == "kept\n"
            assert room.who() == Keeper(child.pid, os.getpid(), 8080, "http://10.0.0.7:8080/4172")
        finally:
            child.kill()
            child.wait(60)
        assert room.who() is None
        room.take().release()


@pytest.mark.logs("was moved or replaced")
def test_who_keeps_a_programme_can_be_asked_when_it_is_gone(store: Store, where: Path, feed: Feed) -> None:
    room = feed.keeping("w")
    hold = room.take()
    store.take_away(where)
    assert room.who() == Keeper(os.getpid(), os.getppid())
    hold.release()
    assert room.who() is None
