"""The methods as they are offered: their pictures and their order, and a file of one's own in the place of one."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from facilitator import paths
from facilitator.activities import library
from facilitator.model.method import LAST, Method
from facilitator.model.method_file import MethodError
from facilitator.model.method_stored import read_method
from facilitator.model.method_text import write

METHODS = paths.resources() / "methods"
BUILT_IN = [library.check(path) for path in sorted(METHODS.glob("*.toml"))]


@pytest.fixture
def own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Where a facilitator's own files are, and nothing in it yet."""
    monkeypatch.setattr(paths, "own_methods", lambda: tmp_path)
    yield tmp_path


def a_method(key: str, *lines: str) -> str:
    """The text of a short method."""
    head = [f'key = "{key}"', f'title = "{key}"', 'purpose = "Hear all."', 'credit = "Ours."', *lines]
    return "\n".join([*head, "[[stages]]", 'id = "works"', 'title = "What works"', 'activity = "collect"'])


@pytest.mark.parametrize("method", BUILT_IN, ids=lambda method: method.key)
def test_each_built_in_method_says_where_it_stands_and_has_a_drawing_that_takes_any_colour(method: Method) -> None:
    drawing = (METHODS / "pictures" / f"{method.picture}.svg").read_text(encoding="utf-8")
    assert 'viewBox="0 0 140 64"' in drawing and "currentColor" in drawing and "#" not in drawing
    assert method.order < LAST and [each.order for each in BUILT_IN].count(method.order) == 1


def test_every_drawing_is_somebodys() -> None:
    window = {"day", "plain"}
    assert {path.stem for path in (METHODS / "pictures").iterdir()} == {each.picture for each in BUILT_IN} | window


def test_how_a_method_is_offered_is_in_its_file_and_not_in_a_workshop() -> None:
    kj = next(each for each in BUILT_IN if each.key == "kj")
    assert {"picture", "order"}.isdisjoint(kj.to_dict())
    assert read_method(kj.to_dict()) == kj
    again = library.check_text(write(kj), "kj.toml")
    assert (again, again.picture, again.order) == (kj, kj.picture, kj.order)


def test_a_file_of_ones_own_stands_where_the_built_in_stood_unless_it_says_otherwise(own: Path) -> None:
    (own / "kj.toml").write_text(a_method("kj"), encoding="utf-8")
    (own / "lunch.toml").write_text(a_method("lunch", 'picture = "hats"', "order = 1"), encoding="utf-8")
    (own / "ours.toml").write_text(a_method("ours"), encoding="utf-8")
    offered = library.in_order(library.methods().values())
    keys = [each.key for each in offered]
    assert (keys[0], keys[-1], keys.index("kj")) == ("lunch", "ours", keys.index("force-field") + 1)
    pictures = {each.key: each.picture for each in offered}
    assert (pictures["kj"], pictures["lunch"], pictures["ours"]) == ("groups", "hats", "")


@pytest.mark.parametrize(("line", "field"), [('picture = "../x"', "picture"), ("order = -1", "order")])
def test_a_wrong_picture_or_order_is_named(line: str, field: str) -> None:
    with pytest.raises(MethodError) as wrong:
        library.check_text(a_method("ours", line), "ours.toml")
    assert [problem.field for problem in wrong.value.problems] == [field]
