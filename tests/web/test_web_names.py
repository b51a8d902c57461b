"""Whoever hears a page hears of each button what it is about; and a phone tells each form of a page from the others."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field, replace
from html.parser import HTMLParser
from pathlib import Path

import pytest
from web_helpers import GROUPS, Phone, W, append, at_stage, play

import upstream
from facilitator.activities import library
from facilitator.model import acts
from facilitator.store import file

HTML = {"accept": "text/html"}
VOID = frozenset(("area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"))
ROLES = {
    ("b", "img"), ("div", "group"), ("p", "alert"), ("p", "status"), ("span", "timer"), ("p", "note"),
}  # fmt: skip
"""The roles that the page gives: each is allowed for its element (ARIA in HTML)."""


@dataclass
class Node:
    tag: str
    given: dict[str, str]
    up: Node | None = None
    inside: list[Node | str] = field(default_factory=list)

    @property
    def text(self) -> str:
        return " ".join(" ".join(each if isinstance(each, str) else each.text for each in self.inside).split())

    def every(self) -> list[Node]:
        return [self, *(one for each in self.inside if isinstance(each, Node) for one in each.every())]

    def above(self) -> list[Node]:
        return [self.up, *self.up.above()] if self.up else []


class _Tree(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.here = self.root = Node("", {})

    def handle_starttag(self, tag: str, given: list[tuple[str, str | None]]) -> None:
        made = Node(tag, {name: value or "" for name, value in given}, self.here)
        self.here.inside.append(made)
        self.here = self.here if tag in VOID else made

    def handle_endtag(self, tag: str) -> None:
        if tag not in VOID:
            while self.here.up and self.here.tag != tag:
                self.here = self.here.up
            self.here = self.here.up or self.root

    def handle_data(self, data: str) -> None:
        self.here.inside.append(data)


def tree(page: str) -> list[Node]:
    reader = _Tree()
    reader.feed(page)
    return reader.root.every()


def named(nodes: list[Node], one: Node) -> str:
    """The name that a screen reader tells of an element."""
    ids = one.given.get("aria-labelledby", "").split()
    told = [each.text for name in ids for each in nodes if each.given.get("id") == name]
    assert len(told) == len(ids), one.given
    return " ".join(told) or one.given.get("aria-label", "") or one.text


def around(nodes: list[Node], one: Node) -> tuple[str, ...]:
    """The names of the groups that it stands in, which are told with it."""
    groups = [up for up in one.above() if up.tag in ("form", "fieldset", "div", "details")]
    legends = [each.text for up in groups if up.tag == "fieldset" for each in up.every() if each.tag == "legend"]
    named_ones = [up for up in groups if {"aria-label", "aria-labelledby"} & up.given.keys()]
    return (*legends, *(named(nodes, up) for up in named_ones))


def part(form: Node) -> tuple[str, ...]:
    """What tells one form of a stage from another, as the script does."""
    fields = [one for one in form.every() if one.tag in ("input", "textarea", "select") and "name" in one.given]
    own = [
        f.given["value"]
        for f in fields
        if f.given.get("type") == "hidden" and f.given["name"] not in ("key", "version")
    ]
    asks = [one.given["name"] for one in fields if one.given.get("type") != "hidden"]
    return (form.given["action"].partition("#")[0], *own, "?", *dict.fromkeys(asks))


@pytest.mark.parametrize("key", library.methods())
def test_in_every_stage_each_button_and_each_form_is_told_from_the_others(tmp_path: Path, key: str) -> None:
    path = tmp_path / "day.facilitator"
    file.create(path)
    append(path, *acts.create({"title": "Day", "tables": 4}, [library.find(key)], groups=GROUPS, workshop=W))
    seen: set[tuple[str, str]] = set()

    async def scenario(phone: Phone) -> None:
        await phone.get(f"/{phone.code}", headers=HTML)
        await phone.post(f"/{phone.code}/join", data={"group": "par", "table": "2"})
        for run in phone.room.workshop.stages:
            append(path, acts.open_stage(phone.room.workshop, run.id), at_stage("covered", run.id))
            notes = upstream.notes(phone.room.workshop, run)
            append(
                path, *(replace(each, body={**each.body, "text": f"{each.body['text']} {run.id}"}) for each in notes)
            )
            phone.room.follow()
            nodes = tree((await phone.get(f"/{phone.code}", headers=HTML)).text)
            controls = [one for one in nodes if one.tag in ("button", "summary")]
            told = Counter((named(nodes, one), around(nodes, one)) for one in controls)
            assert [name for name, n in told.items() if n > 1] == [], run.id
            ids = Counter(one.given["id"] for one in nodes if one.given.get("id"))
            assert [name for name, n in ids.items() if n > 1] == [], run.id
            forms = [one for one in nodes if one.tag == "form" and one.given.get("method") == "post"]
            parts = Counter(part(one) for one in forms)
            twice = [name for name, n in parts.items() if n > 1 and name[-1] != "?"]
            assert twice == [], run.id
            seen.update((one.tag, one.given["role"]) for one in nodes if "role" in one.given)

    play(path, scenario)
    assert seen <= ROLES
