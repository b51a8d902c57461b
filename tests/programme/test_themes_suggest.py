"""Suggested themes: the same for the same comments, never a comment twice, and better with every confirmation."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from facilitator.activities import library
from facilitator.cli import run
from facilitator.model import acts
from facilitator.model.entry import Draft
from facilitator.programme.themes import tongues
from facilitator.programme.themes.features import pieces, words
from facilitator.programme.themes.likeness import Laid
from facilitator.programme.themes.numbers import np
from facilitator.programme.themes.offers import Suggested
from facilitator.programme.themes.sparse import Rows
from facilitator.programme.themes.suggest import Learned, Likeness, how_many
from facilitator.store import file
from facilitator.store.feed import open_feed

ABOUT = {
    "bus": [
        "the evening bus",
        "bus fares",
        "a bus stop",
        "buses on Sundays",
        "the bus timetable",
        "drivers of the bus",
    ],
    "park": [
        "benches in the park",
        "trees",
        "a playground in the park",
        "park gates",
        "trees by the park",
        "park dogs",
    ],
    "clinic": [
        "the doctor",
        "a nurse at the clinic",
        "clinic hours",
        "doctors",
        "waiting at the clinic",
        "clinic nurses",
    ],
}
TEXTS = [f"{one} and {other}" for whats in ABOUT.values() for one in whats for other in whats if one != other]
OF = [name for name, whats in ABOUT.items() for one in whats for other in whats if one != other]


def known(texts: Sequence[str], asked: Sequence[str] = ()) -> Likeness:
    """What these are like."""
    made = Likeness(texts, asked)
    shares = list(made.work())
    assert all(0 <= share <= 1 for share in shares)
    assert shares == sorted(shares)
    return made


def suggested(texts: Sequence[str], k: int | None = None) -> Suggested:
    """The themes that are suggested."""
    *steps, last = known(texts).groups(k)
    assert isinstance(last, Suggested)
    assert all(isinstance(step, float) for step in steps)
    return last


def test_comments_on_one_thing_come_together_under_words_of_their_own() -> None:
    found = suggested(TEXTS, 3)
    assert len(found.groups) == 3
    for group in found.groups:
        of = [OF[at] for at in group.members]
        main = max(set(of), key=of.count)
        assert of.count(main) / len(of) >= 0.6
        assert group.name.example in group.members
        assert len(group.name.terms) == 3
    named = " ".join(term for group in found.groups for term in group.name.terms)
    assert all(word in named for word in ("park", "bus", "clinic"))


def test_the_same_comments_give_the_same_themes() -> None:
    assert suggested(TEXTS) == suggested(list(TEXTS))


TEXT = st.text("abcdefgh äöü日本語 ,.", max_size=40) | st.sampled_from(TEXTS)


@settings(max_examples=15, deadline=None)
@given(st.lists(TEXT, max_size=40), st.integers(1, 9))
def test_no_comment_stands_in_two_themes_and_there_are_no_more_than_asked_for(texts: list[str], k: int) -> None:
    found = suggested(texts, k)
    members = [at for group in found.groups for at in group.members]
    assert len(members) == len(set(members))
    assert set(members) <= set(range(len(texts)))
    assert len(found.groups) <= k + found.languages
    assert all(group.members for group in found.groups)


@pytest.mark.parametrize(
    "text", ["", " - ", "...", "no comment", "Nothing!", "N/A", "keine", "Weiß nicht.", "Rien.", "7", "?"]
)
def test_an_answer_that_says_nothing_is_set_aside(text: str) -> None:
    found = suggested([*TEXTS, text])
    assert len(TEXTS) not in {at for group in found.groups for at in group.members}


@pytest.mark.parametrize("text", ["no buses", "nothing works", "keine Busse", "rien ne marche", "公園"])
def test_an_answer_that_says_something_is_not(text: str) -> None:
    assert not tongues.says_nothing(text)


def test_the_words_of_the_question_name_no_theme() -> None:
    made = known([f"{text} in Poole" for text in TEXTS], ["What would make Poole better?"])
    *_steps, last = made.groups(3)
    assert isinstance(last, Suggested)
    assert not any("Poole" in term for group in last.groups for term in group.name.terms)


def test_languages_are_grouped_apart() -> None:
    wishes, places = (
        ("mehr Platz", "eine Halle", "der Bus", "ein Weg"),
        ("das Auto", "die Stadt", "den Berg", "das Rad"),
    )
    german = [f"{wish} für die Kinder und nicht nur für {place}" for wish in wishes for place in places]
    english = [f"there should be {text} for all of us" for text in TEXTS]
    found = suggested([*english, *german], 4)
    assert found.languages == 2
    for group in found.groups:
        assert len({at < len(english) for at in group.members}) == 1


def test_a_file_for_each_language_has_words_and_what_says_nothing() -> None:
    made = tongues.tongues()
    assert {tongue.name for tongue in made} >= {"en", "de", "fr", "es"}
    for tongue in made:
        assert len(tongue.stop) > 100
        assert len(tongue.nothing) > 10
        assert "" not in tongue.nothing


def test_what_is_offered_gets_better_with_every_confirmation() -> None:
    learned = Learned(known(TEXTS))
    learned.tell_themes({"outside": "", "care": ""})
    of = ["care" if name == "clinic" else "outside" for name in OF]

    def right() -> float:
        return sum(learned.offer(at).themes[:1] == (theme,) for at, theme in enumerate(of)) / len(of)

    before = right()
    learned.learn(OF.index("clinic"), "care")
    learned.learn(OF.index("bus"), "outside")
    with_two = right()
    for at in range(OF.index("park"), OF.index("park") + 4):
        learned.learn(at, "outside")
    assert before < with_two <= right()
    assert right() >= 0.9


def test_what_is_offered_says_which_words_it_shares_and_follows_what_is_taken_back() -> None:
    made = known(TEXTS)
    learned = Learned(made)
    learned.tell_themes({"one": "", "two": ""})
    at, other = TEXTS.index("bus fares and a bus stop"), TEXTS.index("buses on Sundays and bus fares")
    assert learned.offer(at).likely == ""
    learned.learn(other, "one")
    assert learned.offer(at).likely == "one"
    assert set(learned.offer(at).shared) <= {"bus", "fares"}
    learned.learn(other, "two")
    assert learned.offer(at).likely == "two"
    learned.learn(other, "")
    assert learned.offer(at).likely == ""


def test_a_theme_is_offered_for_the_words_that_describe_it() -> None:
    made = known(TEXTS)
    learned = Learned(made)
    learned.tell_themes({"one": "trees", "two": "doctors and nurses"})
    assert learned.offer(TEXTS.index("trees and park gates")).likely == "one"


@given(st.lists(st.lists(st.sampled_from("abcdefgh"), max_size=9), min_size=1, max_size=12))
@settings(max_examples=30, deadline=None)
def test_a_table_that_is_mostly_empty_reckons_as_a_full_one(said: list[list[str]]) -> None:
    rows = Rows.of([Counter(each) for each in said])
    full = np.zeros((rows.tall, rows.wide), np.float32)
    for row in range(rows.tall):
        for at in range(rows.starts[row], rows.starts[row + 1]):
            full[row, rows.columns[at]] += rows.much[at]
    lengths = np.sqrt((full * full).sum(axis=1))
    assert np.allclose(lengths[rows.filled()], 1)
    assert len(rows.filled()) == np.count_nonzero(lengths)
    across, down = np.arange(2 * rows.wide, dtype=np.float32).reshape(-1, 2), np.ones((rows.tall, 3), np.float32)
    assert np.allclose(rows.times(across), full @ across, atol=1e-4)
    assert np.allclose(rows.turned().times(down), full.T @ down, atol=1e-4)
    some = np.flatnonzero(np.arange(rows.tall) % 2 == 0)
    assert np.allclose(rows.only(some).times(across), full[some] @ across, atol=1e-4)


def test_texts_of_any_script_have_pieces() -> None:
    assert words("Uber 是境外公司") == ["Uber", "是境外公司"]
    assert {"是境", "是境外", " ub", "uber "} <= set(pieces("Uber 是境外公司"))
    assert pieces("Straße") == pieces("STRASSE")
    assert set(pieces("a")) == {" a "}


def test_more_comments_than_are_laid_side_by_side_all_find_a_group(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("facilitator.programme.themes.likeness.REFERENCE", 20)
    found = suggested(TEXTS, 3)
    assert sorted(at for group in found.groups for at in group.members) == list(range(len(TEXTS)))


def test_comments_that_share_nothing_are_like_none() -> None:
    made = Laid(["xylophone", "quartz", "mnemonic"])
    assert list(made.work())
    assert not made.vectors.any()


@pytest.mark.parametrize(("n", "many"), [(0, 3), (27, 3), (75, 5), (300, 10), (10_000, 10)])
def test_how_many_themes_are_suggested(n: int, many: int) -> None:
    assert how_many(n) == many


def test_a_file_tells_its_themes_and_stays_as_it_is(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "day.facilitator"
    file.create(path)
    drafts = acts.create({"title": "A day"}, [library.find("focused-conversation")], workshop="w1")
    notes = [Draft("note", {"text": text, "source": "phone"}, "w1", "objective") for text in [*TEXTS, "No comment"]]
    hidden = Draft("hidden", {"target": notes[0].key, "reason": "a name"}, "w1", "objective")
    feed = open_feed(path)
    feed.append([*drafts, *notes, hidden])
    before = feed.pull(0)
    feed.close()
    assert run(["themes", str(path), "--suggest", "--json"]) == 0
    first = capsys.readouterr().out
    assert run(["themes", str(path), "--suggest", "--json", "--workshop", "w1", "--k", "auto"]) == 0
    assert capsys.readouterr().out == first
    found = json.loads(first)
    numbers = {entry.seq for entry in before if entry.kind == "note"}
    comments = [no for theme in found for no in theme["comments"]]
    assert len(set(comments)) == len(comments) == len(TEXTS) - 1, "one is withheld, one says nothing"
    assert set(comments) < numbers
    assert all(set(theme) == {"name", "terms", "example", "comments"} for theme in found)
    assert all(theme["example"] in TEXTS[1:] for theme in found)
    assert run(["themes", str(path), "--suggest", "--k", "2"]) == 0
    assert capsys.readouterr().out.count("such as:") == 2
    feed = open_feed(path)
    assert feed.pull(0) == before
    feed.close()


def test_a_file_with_few_comments_and_a_workshop_that_is_not_there(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "day.facilitator"
    assert run(["new", str(path), "--method", "focused-conversation"]) == 0
    assert run(["themes", str(path), "--suggest"]) == 0
    assert "too few comments" in capsys.readouterr().out
    assert run(["themes", str(path), "--suggest", "--workshop", "none"]) == 1
    assert "There is no workshop 'none'" in capsys.readouterr().err
    assert run(["themes", str(path)]) == 2
    assert run(["themes", str(path), "--suggest", "--k", "many"]) == 2
