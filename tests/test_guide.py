"""Each method has a page that names its stages; every name, value and option of a method file is described."""

from __future__ import annotations

import re
from dataclasses import fields

import pytest

from facilitator import paths
from facilitator.activities import library
from facilitator.activities.contract import KINDS
from facilitator.model.clock import PROFILES
from facilitator.model.method import Choice, Field, Preset, Stage
from facilitator.model.method_file import ANONYMITY, FIELD_KINDS, GROUPING, SCREENS, VISIBILITY, parse

GUIDE = paths.resources() / "guide"
HOW_TO = (GUIDE / "how-to-write-a-method.md").read_text(encoding="utf-8")
METHODS = sorted((paths.resources() / "methods").glob("*.toml"))
HEAD = (
    "key", "title", "purpose", "credit", "summary", "people", "picture", "order", "aims", "object", "prepare", "stages",
    "presets",
)  # fmt: skip
FILLED_IN = ("survey",)
"""Options that the program writes itself."""


def part(heading: str) -> str:
    """The how-to from one heading to the next of the same rank."""
    rank = heading.split(" ", maxsplit=1)[0]
    begun = HOW_TO.partition(f"\n{heading}")[2]
    assert begun, f"the how-to has no '{heading}'"
    return re.split(rf"\n{rank} ", begun)[0]


@pytest.mark.parametrize("path", METHODS, ids=lambda path: path.stem)
def test_each_method_has_a_page_that_names_its_stages(path):
    method = library.check(path)
    text = (GUIDE / f"{method.key}.md").read_text(encoding="utf-8")
    assert text.startswith(f"# {method.title}\n")
    assert {stage.title for stage in method.stages if f"\n### {stage.title}\n" not in text} == set()
    assert "## Where it comes from" in text


def test_no_page_is_about_nothing():
    keys = {library.check(path).key for path in METHODS}
    assert {path.stem for path in GUIDE.glob("*.md")} - keys == {"how-to-write-a-method"}


def test_links_between_pages_lead_somewhere():
    for path in GUIDE.glob("*.md"):
        for target in re.findall(r"\]\(([\w-]+\.md)\)", path.read_text(encoding="utf-8")):
            assert (GUIDE / target).is_file(), f"{path.name} leads to {target}"


@pytest.mark.parametrize(
    ("heading", "names"),
    [
        ("## About the method", HEAD),
        ("## A stage", [f.name for f in fields(Stage) if not f.name.startswith("minutes_")]),
        ("### Timer", PROFILES),
        ("### Screen", SCREENS),
        ("### Visibility", VISIBILITY),
        ("### Anonymity", ANONYMITY),
        ("### Grouping", GROUPING),
        ("## Questions beside the text", [f.name for f in fields(Field)] + [f.name for f in fields(Choice)]),
        ("## Questions beside the text", FIELD_KINDS),
        ("## Ready forms", [f.name for f in fields(Preset)]),
    ],
)
def test_every_name_and_value_is_described(heading, names):
    text = part(heading)
    assert {name for name in names if not re.search(rf"(`|[{{ ]){re.escape(name)}(`|[, }}])", text)} == set()


@pytest.mark.parametrize("kind", KINDS)
def test_every_option_in_use_is_described_under_its_activity(kind):
    text = part(f"### `{kind}`")
    used = {
        name
        for path in METHODS
        for method in [library.check(path)]
        for stage in [*method.stages, *(s for p in method.presets for s in method.form(p.key).stages)]
        if stage.activity == kind
        for name in stage.options
    }
    assert {name for name in used - set(FILLED_IN) if f"`{name}`" not in text} == set()


def test_the_rules_read_no_option_that_is_not_described():
    sources = list((paths.resources().parent / "src" / "facilitator" / "activities").rglob("*.py"))
    assert sources
    pattern = re.compile(r"options(?:\.get\(|\[)\"([a-z_]+)\"")
    read = {name for path in sources for name in pattern.findall(path.read_text(encoding="utf-8"))}
    assert {name for name in read - set(FILLED_IN) if f"`{name}`" not in HOW_TO} == set()


def test_the_example_is_a_method_that_works():
    example = HOW_TO.partition("```toml\n")[2].partition("```")[0]
    method = parse(example, "example.toml", KINDS)
    assert [stage.id for stage in method.stages] == ["works", "rank"]
    assert method.minutes == 11
