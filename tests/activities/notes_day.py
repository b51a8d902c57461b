"""A day of collecting and talking for tests, with a form, a tally and decisions; and its sections as printed."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import Any

from hats_day import Day
from pypdf import PdfReader

from facilitator.activities.contract import page, report
from facilitator.activities.paper import Context
from facilitator.looks.blocks import Block
from facilitator.looks.pdf.document import Document
from facilitator.model import acts
from facilitator.model.method import Choice, Field, Method, Stage

NOW = 10_000_000
YES = (Choice("yes", "Yes"), Choice("no", "No"))
KINDS = (Choice("decision", "What is decided"), Choice("next_step", "The next step"))
STAGES = (
    Stage("ideas", "Ideas", "collect", questions=("What helps?", "What hinders?")),
    Stage(
        "mood",
        "Mood",
        "collect",
        prompt="How are you?",
        options={"tally": True},
        fields=(Field("ok", "All well?", "choice", YES),),
    ),
    Stage(
        "form",
        "Form",
        "collect",
        anonymity="named",
        options={"form": True},
        fields=(Field("photo", "Photos?", "choice", YES),),
    ),
    Stage("talk", "Talk", "discuss", prompt="What strikes you?"),
    Stage(
        "agree",
        "Agree",
        "discuss",
        prompt="What do we do?",
        feeds=("ideas",),
        fields=(
            Field("kind", "This line is", "choice", KINDS, required=True),
            Field("owner", "Who"),
            Field("by", "By when", "date"),
        ),
        options={"lines": 2, "support": True},
    ),
)


class NotesDay(Day):
    """A workshop in memory with the stages above."""

    def __init__(self) -> None:
        super().__init__()
        self.write(acts.add_method("w", Method("m", "Method", "", "", STAGES), "m1"))

    def view(self, stage: str, sender: Any) -> dict[str, Any]:
        """What the phone's template is given."""
        run = self.run(stage)
        return page(run.stage.activity).view(run, sender, self.workshop.groups)

    def printed(self, stage: str) -> str:
        """The words of a stage's section on paper."""
        run = self.run(stage)
        return on_paper(report(run.stage.activity).section(run, Context(self.workshop.groups, NOW)))

    def rows(self, stage: str) -> Any:
        """A stage's rows for the exports."""
        run = self.run(stage)
        return report(run.stage.activity).rows(run, self.workshop.groups)


def on_paper(blocks: Sequence[Block]) -> str:
    """The words of some blocks as they are printed."""
    target = io.BytesIO()
    document = Document(target, "Test")
    document.add(*blocks)
    document.build()
    return " ".join(word for page in PdfReader(target).pages for word in page.extract_text().split())
