"""A stage opened with nothing before it, on a phone: a sentence that says so, and no form that nobody can fill in."""

from __future__ import annotations

from html.parser import HTMLParser
from pathlib import Path

import pytest
from web_helpers import Phone, play

import nothing_before
from facilitator.store.feed import create_feed

HTML = {"accept": "text/html"}


class Reader(HTMLParser):
    """What a phone shows of its stage: the words, and what cannot be filled in."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.words: list[str] = []
        self.empty: list[str] = []
        self._inside: dict[str, int] = {}
        self._name = ""
        self.feed(page)

    def handle_starttag(self, tag: str, given: list[tuple[str, str | None]]) -> None:
        found = {name: value or "" for name, value in given}
        for outer in self._inside:
            self._inside[outer] += tag in _FILLS[outer] and found.get("type") != "hidden"
        if tag in _FILLS:
            self._inside[tag] = 0
            self._name = str(found)

    def handle_endtag(self, tag: str) -> None:
        if self._inside.pop(tag, 1) == 0:
            self.empty.append(f"{tag} {self._name}")

    def handle_data(self, data: str) -> None:
        self.words.append(data)


_FILLS = {"form": ("button",), "select": ("option",), "fieldset": ("input", "option", "textarea", "button")}


def seen_of(page: str) -> Reader:
    """The part of a page that is about its stage."""
    begins = page.find('<p class="kicker"')
    part = page[begins if begins >= 0 else page.index("<h1") : page.index("Still no link?")]
    return Reader(part)


@pytest.mark.parametrize("way", nothing_before.WAYS)
@pytest.mark.parametrize("key", nothing_before.METHODS)
def test_a_phone_says_what_is_not_there_and_has_no_empty_form(key: str, way: str, tmp_path: Path) -> None:
    found = []
    for stage, log in nothing_before.opened(key, way):
        path = tmp_path / f"{stage}-{len(list(tmp_path.iterdir()))}.facilitator"
        with create_feed(path) as feed:
            feed.append(log.drafts)
        pages: list[str] = []

        async def scenario(phone: Phone, pages: list[str] = pages) -> None:
            for _ in range(2):
                answer = await phone.get(f"/{phone.code}", headers=HTML)
                assert answer.status_code == 200
                pages.append(answer.text)

        play(path, scenario)
        reader = seen_of(pages[-1])
        said = " ".join(" ".join(reader.words).split())
        run = log.workshop.runs[stage]
        bare = said.replace(run.stage.title, "", 1).replace(str(run.prompt), "", 1).strip()
        found += [(stage, empty) for empty in reader.empty]
        found += [(stage, said)] * (not bare)
        found += [(stage, said)] * (nothing_before.NOT_YET.get((key, stage), ("",))[0] not in said)
    assert found == []
