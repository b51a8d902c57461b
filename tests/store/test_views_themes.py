"""The views on themes say the same as the folded log, whatever was done to themes in whatever order."""

from __future__ import annotations

import contextlib
import sqlite3
import tempfile
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from facilitator.activities import library
from facilitator.model import acts
from facilitator.model.entry import Draft
from facilitator.model.programme import Programme
from facilitator.programme import contract
from facilitator.store import file
from facilitator.store.sqlite import SqliteFeed

IDS = ("t1", "t2", 't"3')
KEYS = ("k1", "k2", "k3")
ids, targets = st.sampled_from(IDS), st.lists(st.sampled_from(KEYS), unique=True, min_size=1)

doings = st.one_of(
    st.builds(lambda t, n: Draft("theme", {"id": t, "name": n}), ids, st.sampled_from(("One", "Two", "Three"))),
    st.builds(lambda t, k: Draft("theme", {"id": t, "name": "New", "inside": "in", "targets": k}), ids, targets),
    st.builds(lambda t, k, f: Draft("coded", {"targets": k, "theme": t, "further": f}), ids, targets, st.booleans()),
    st.builds(lambda t, k: Draft("coded", {"targets": k, "theme": t}), ids, targets),
    st.builds(lambda t, k: Draft("uncoded", {"targets": k, "theme": t}), st.sampled_from(("", *IDS)), targets),
    st.builds(lambda k: Draft("unplaced", {"targets": k}), targets),
    st.builds(lambda t, into: Draft("themes_merged", {"targets": t, "into": into}), st.lists(ids, min_size=1), ids),
    st.builds(lambda t: Draft("theme_removed", {"id": t}), ids),
)


def folded(feed: SqliteFeed) -> Programme:
    """The programme as the program knows it."""
    programme = contract.empty()
    programme.fold_all(feed.pull(0))
    return programme


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(doings, st.booleans()), max_size=14))
def test_themes_and_best_matches_are_those_of_the_program(done: list[tuple[Draft, bool]]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "day.facilitator"
        file.create(path)
        with contextlib.closing(SqliteFeed(path)) as feed:
            feed.append(acts.create({"title": "T"}, [library.find("focused-conversation")], workshop="w1"))
            feed.append([Draft("note", {"text": key}, "w1", "objective", key=key) for key in KEYS])
            feed.append([draft for draft, _undone in done])
            feed.append([Draft("retracted", {"target": draft.key}) for draft, undone in done if undone])
            state = folded(feed).aspects["themes"]
        with contextlib.closing(sqlite3.connect(path)) as db:
            themes = db.execute("SELECT name, definition, not_in_it FROM themes ORDER BY id").fetchall()
            best = dict(db.execute("SELECT text, theme FROM comments"))
    assert sorted(themes) == sorted((each.name, each.inside, each.outside) for each in state.themes.values())
    names = {key: state.themes[theme].name if (theme := state.of(key).theme) else "" for key in KEYS}
    assert best == names


def test_a_comment_that_was_taken_back_has_no_theme(tmp_path: Path) -> None:
    path = tmp_path / "day.facilitator"
    file.create(path)
    with contextlib.closing(SqliteFeed(path)) as feed:
        feed.append(acts.create({"title": "T"}, [library.find("focused-conversation")], workshop="w1"))
        feed.append([Draft("note", {"text": key}, "w1", "objective", key=key) for key in KEYS])
        feed.append([Draft("theme", {"id": "t1", "name": "Money"}), Draft("coded", {"targets": KEYS, "theme": "t1"})])
        feed.append([Draft("withdrawn", {"target": "k1"}, "w1", "objective")])
    with contextlib.closing(sqlite3.connect(path)) as db:
        found = db.execute("SELECT status, theme FROM comments ORDER BY id").fetchall()
    assert found == [("withdrawn", ""), ("live", "Money"), ("live", "Money")]
