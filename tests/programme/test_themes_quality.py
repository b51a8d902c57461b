"""Suggested themes are as good as is promised, on four consultations that people sorted themselves."""

from __future__ import annotations

from pathlib import Path

import pytest

from bench.quality import CONSULTATIONS, alike, hits, quality
from facilitator.programme.themes import encoder


def test_every_figure_keeps_its_promise_without_the_extra(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(encoder, "MODULE", "no_such_package")
    assert {row.what: row.verdict for row in quality(tmp_path, quick=True)} == {
        "suggested groups agree with people's, beyond luck": "ok",
        "comments in a group about a theme of theirs": "ok",
        "the largest group's share of all comments": "ok",
        "the right theme is among three, after five each": "ok",
    }


def test_agreement_is_one_for_the_same_groups_and_none_by_luck() -> None:
    assert alike("aabbcc", "xxyyzz") == 1
    assert alike("aabb", "xyxy") == pytest.approx(-0.5)
    assert alike("aaaa", "xxxx") == 1
    given = [frozenset("a"), frozenset("ab"), frozenset("b"), frozenset()]
    assert hits(given, [1, 1, 1, 2]) == pytest.approx(2 / 3)


def test_each_consultation_says_under_which_licence_it_is_there() -> None:
    said = (CONSULTATIONS / "LICENSES.md").read_text(encoding="utf-8")
    assert all(f"`{path.name}`" in said for path in CONSULTATIONS.glob("*.csv"))
