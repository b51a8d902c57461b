"""What comments mean counts where a reader of sentences is installed; here a small one that reads from a file."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest

from facilitator.programme.themes import encoder
from facilitator.programme.themes.likeness import Laid
from facilitator.programme.themes.numbers import np
from facilitator.programme.themes.offers import Suggested
from facilitator.programme.themes.suggest import Likeness

STAND_IN = """
import json, pathlib
class USE:
    def encode(self, texts):
        known = json.loads(pathlib.Path(__file__).with_name("meanings.json").read_text())
        return [known[text] for text in texts]
"""
MEAN = {
    "gladly a late coach": [1, 0, 0],
    "quickly buses at midnight": [1, 0.1, 0],
    "somehow trams after ten": [1, 0, 0.1],
    "gladly more lawns": [0, 1, 0],
    "quickly benches in parks": [0.1, 1, 0],
    "somehow green squares": [0, 1, 0.1],
}
"""By their words the first is like the fourth, by what they mean like the second and the third."""


@pytest.fixture
def stand_in(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """A package of that shape, with what it makes of a few texts."""
    (tmp_path / "small_reader.py").write_text(STAND_IN)
    (tmp_path / "meanings.json").write_text(json.dumps(MEAN))
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.setattr(encoder, "MODULE", "small_reader")
    monkeypatch.delitem(sys.modules, "small_reader", raising=False)
    return "small_reader"


def alike(laid: Laid) -> list[list[float]]:
    """How like each is to each."""
    for _step in laid.work():
        pass
    return [[float(x) for x in row] for row in laid.vectors @ laid.vectors.T]


def test_comments_that_share_no_word_are_like_in_what_they_mean(stand_in: str, monkeypatch: pytest.MonkeyPatch) -> None:
    laid = Laid(list(MEAN))
    by_meaning = alike(laid)
    assert laid.by_meaning
    monkeypatch.setattr(encoder, "MODULE", "no_such_package")
    laid = Laid(list(MEAN))
    by_words = alike(laid)
    assert not laid.by_meaning
    assert by_words[0][3] > max(by_words[0][1:3])
    assert min(by_meaning[0][1:3]) > max(by_meaning[0][4:])


def test_suggestions_say_whether_meaning_was_looked_at(stand_in: str, monkeypatch: pytest.MonkeyPatch) -> None:
    for module in (stand_in, "no_such_package"):
        monkeypatch.setattr(encoder, "MODULE", module)
        made = Likeness(list(MEAN))
        for _step in made.work():
            pass
        found = [step for step in made.groups(2) if isinstance(step, Suggested)]
        assert [each.by_meaning for each in found] == [module == stand_in]


def test_of_very_many_comments_the_meaning_is_not_looked_at(stand_in: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(encoder, "MOST", len(MEAN) - 1)
    laid = Laid(list(MEAN))
    assert len(alike(laid)) == len(MEAN)
    assert not laid.by_meaning


def test_progress_goes_up_and_ends_with_a_row_for_each(stand_in: str) -> None:
    steps = list(encoder.meanings(list(MEAN) * 10))
    shares = [step for step in steps if isinstance(step, float)]
    assert shares == sorted(shares)
    assert len(shares) > 1
    assert np.asarray(steps[-1]).shape == (60, 3)
