"""What an edit takes out is guessed to name somebody, or not, on the careful side."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilitator.model.wording import may_name_somebody


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("Mrs Poppins keeps the keys", "Somebody keeps the keys"),
        ("ask poppins@cherry.example", "ask somebody"),
        ("ring 0113 496 0000", "ring somebody"),
        ("he lives at number 17", "he lives near"),
        ("O'Brien never answers", "They never answer"),
        ("Мария всегда опаздывает", "Кто-то всегда опаздывает"),
        ("张伟从不回答", "有人从不回答"),
        ("x" * 30_000, "y"),
    ],
)
def test_words_that_may_name_somebody_are_seen_to_be_gone(before: str, after: str) -> None:
    assert may_name_somebody(before, after)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("The Tuesady session", "The Tuesday session"),
        ("to cold in the hall", "too cold in the hall"),
        ("Poole wants it", "POOLE wants it!"),
        ("it is much too expensive", "it costs too much"),
        ("the same", "the same"),
    ],
)
def test_another_spelling_names_nobody(before: str, after: str) -> None:
    assert not may_name_somebody(before, after)


@given(st.text(max_size=200), st.text(max_size=200))
def test_any_words_can_be_compared(before: str, after: str) -> None:
    assert may_name_somebody(before, after) in (True, False)
    assert not may_name_somebody(before, before)
