"""A copy for everybody tells groups apart only from ten people up, whatever smaller number the programme chose."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from facilitator.cli import run
from facilitator.documents import contract
from facilitator.model.entry import Draft
from facilitator.model.suppression import PUBLISHED
from facilitator.records import load
from facilitator.store.feed import open_feed


@pytest.fixture
def path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A conversation of three groups, of which two are of fewer than ten."""
    monkeypatch.setenv("FACILITATOR_HOME", str(tmp_path / "home"))
    made = tmp_path / "day.facilitator"
    assert run(["new", str(made), "--method", "focused-conversation"]) == 0
    workshop = load.workshop(made)[1].id
    groups = [{"id": name, "label": name.title(), "short": name} for name in ("parents", "council", "traders")]
    feed = open_feed(made)
    feed.append([
        Draft("workshop_edited", {"groups": groups}, workshop),
        Draft("attendance", {"groups": {"parents": 12, "council": 7, "traders": 6}}, workshop),
        Draft("stage_opened", {}, workshop, "objective"),
        *(Draft("note", {"text": f"Said by {name}", "group": name}, workshop, "objective") for name in
          ("parents", "council", "traders")),
    ])  # fmt: skip
    feed.close()
    return made


def test_a_published_copy_has_a_least_group_of_ten(path: Path) -> None:
    programme, workshop = load.workshop(path)
    for published, least, named in ((False, 5, {"parents", "council", "traders"}), (True, PUBLISHED, {"parents"})):
        order = contract.Order(workshop, programme, 0, published=published)
        assert order.least == order.context.decision.least == least
        assert order.context.named == named


def test_the_command_writes_one(path: Path, tmp_path: Path) -> None:
    for more, there in (([], True), (["--published"], False)):
        out = tmp_path / "out.html"
        given = ["document", str(path), "evaluation-summary", "--format", "html", *more, "--out", str(out)]
        assert run(given) == 0
        said = out.read_text(encoding="utf-8")
        quoted = said[said.index("Said by council") :].split("</tr>")[0]
        assert (quoted.count("council") > 1) is there
        out.unlink()


def test_head_counts_of_small_groups_stand_together_in_a_copy_for_everyone(path: Path, tmp_path: Path) -> None:
    for more, there in (([], ("7", "6")), (["--published"], ())):
        out = tmp_path / "out.html"
        assert run(["document", str(path), "evaluation-summary", "--format", "html", *more, "--out", str(out)]) == 0
        said = out.read_text(encoding="utf-8")
        who = re.sub(r"<[^>]+>", " ", said[said.index("Who took part</h2>") :].split("</table>")[0])
        counts = re.findall(r">(\d+)<", said[said.index("Who took part</h2>") :].split("</table>")[0])
        assert counts == ["12", *there, *([] if there else ["13"]), "25"]
        assert ("council" in who.lower()) is bool(there)
        assert ("Other groups, too small to tell apart" in who) is not bool(there)
        assert ("Of who took part a group stands by itself only from 10 people on" in said) is not bool(there)
        out.unlink()
