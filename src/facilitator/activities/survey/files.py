"""Questionnaires as files: on the shelf, and in the stages of a workshop that ask them."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from facilitator.activities.shelves import Files, Leaf
from facilitator.activities.survey import editing
from facilitator.activities.survey.advice import look_over
from facilitator.activities.survey.instrument import Instrument
from facilitator.activities.survey.instrument_file import look, parse
from facilitator.activities.survey.pairing import CARD
from facilitator.activities.survey.versions import next_version
from facilitator.model import acts
from facilitator.model.bodies import StageEdited
from facilitator.model.entry import Draft
from facilitator.model.method_text import text_of
from facilitator.model.run import WAITING, StageRun
from facilitator.model.say import say
from facilitator.model.toml_file import NotToml, parsed
from facilitator.model.workshop import Workshop

SORTS = {"attitudes": say("Attitude survey"), "evaluation": say("Evaluation form")}
_HEAD = ("key", "title", "version", "sort", "intro", "pairing")
OPENED = say(
    "It has been open, so its words stay as people read them. For another day make a new version from it; answers to "
    "two versions are never added up."
)


def tables(text: str) -> editing.Table:
    """The tables of a text; none where it is no TOML."""
    try:
        return parsed(text)
    except NotToml:
        return {}


def _plain(table: editing.Table, name: str) -> str:
    value = table.get(name)
    return value if isinstance(value, str) else ""


def leaf(text: str, name: str) -> Leaf:
    """A questionnaire file as it was read."""
    made, problems = look(text, name)
    table = tables(text)
    return Leaf(
        key=_plain(table, "key") or name.removesuffix(".toml"),
        title=(made.title if made else "") or name.removesuffix(".toml"),
        version=_plain(table, "version"),
        sort=SORTS[made.sort] if made else "",
        lines=tuple(question.text for question in made.questions) if made else (),
        problems=tuple(problems),
        advice=tuple(_advice(made)) if made and not problems else (),
        locked=table.get("locked") is True,
        made_from=_plain(table, "made_from"),
    )


def _advice(made: Instrument) -> list[str]:
    asked = {question.id: question.text for question in made.questions}
    return [
        say("“{question}”: {sentence}", question=asked[each.question], sentence=each.sentence)
        if each.question
        else each.sentence
        for each in look_over(made)
    ]


def copied(text: str, key: str, title: str, taken: Collection[str]) -> str:
    """A copy to be changed. While its words are those of a locked one it has that version; a draft's has its own."""
    table = tables(text)
    locked = table.pop("locked", False) is True
    before = str(table.get("made_from", ""))
    version, origin = str(table.get("version", "1")), str(table.get("key", "")) if locked else before
    table.pop("made_from", None)
    head = {"key": key, "title": title, "version": version if locked else next_version(version, taken)}
    head |= {"made_from": origin} if origin else {}
    return text_of({**head, **{name: value for name, value in table.items() if name not in head}})


def blank(key: str, title: str) -> str:
    """A new questionnaire, to be written."""
    return text_of(editing.blank(key, title))


def locked(text: str) -> str:
    """The same, whose words stay from now on."""
    table = tables(text)
    head: editing.Table = {name: table.pop(name) for name in ("key", "title", "version") if name in table}
    return text_of({**head, "locked": True, **{n: v for n, v in table.items() if n != "locked"}}, text)


def of_stage(run: StageRun) -> str:
    """The questionnaire that a stage asks, as a file."""
    survey = run.stage.options.get("survey")
    if not isinstance(survey, dict) or run.state.unfit(run.stage):
        return ""
    asked = Instrument.from_dict(survey)
    paired = str(run.stage.options.get("pairing", CARD)) if run.stage.options.get("wave") else ""
    return text_of(as_tables(replace(asked, pairing=paired)))


def as_tables(made: Instrument) -> editing.Table:
    """A questionnaire as the tables of its file, which `parse` reads as the same."""
    table: editing.Table = {name: str(getattr(made, name)) for name in _HEAD}
    rated = [question for question in made.questions if question.kind == "scale"]
    first = rated[0] if rated else None
    scale: editing.Table = {name: str(getattr(first, name)) for name in ("low", "high", "none")} if first else {}
    scale = {name: words for name, words in scale.items() if words}
    if first and first.points:
        scale = {"points": [str(each) for each in first.points], **scale}
    if scale:
        table["scale"] = scale
    table["questions"] = [_question(each, scale) for each in made.questions]
    if made.other:
        table["other"] = {language: dict(words) for language, words in made.other.items()}
    return {name: value for name, value in table.items() if value or name in ("key", "title", "version")}


def _question(made: object, scale: editing.Table) -> editing.Table:
    table: editing.Table = {}
    for name in ("id", "kind", "step", "text", "short", "role", "direction", "off", "waves", "points", "low", "high",
                 "none", "limit", "choices"):  # fmt: skip
        value = getattr(made, name)
        if name == "choices":
            value = [{"value": each.value, "label": str(each.label)} for each in value]
        elif isinstance(value, tuple):
            value = [str(each) for each in value]
        elif isinstance(value, str):
            value = str(value)
        table[name] = value
    usual = {"direction": 1, "off": False, "limit": 300, "short": "", "waves": [], "choices": []}
    rated = table["kind"] == "scale"
    usual |= {name: (scale.get(name, "") if rated else "") for name in ("low", "high", "none")}
    usual["points"] = scale.get("points", []) if rated else []
    return {name: value for name, value in table.items() if name not in usual or value != usual[name]}


def together(workshop: Workshop, run: StageRun) -> list[StageRun]:
    """The stages that ask the same, in order."""
    return [each for each in workshop.stages if each.state is run.state]


def closed(run: StageRun) -> str:
    """Why the words of a stage cannot be changed any more: it, or one that asks the same, has been open."""
    waits = run.status == WAITING and not run.state.opened
    return "" if waits else OPENED


def put(workshop: Workshop, run: StageRun, text: str) -> list[Draft]:
    """The entries that have a stage, and those that ask the same, ask another questionnaire. Raises SurveyError."""
    asked, tie = parse(text, ""), acts.new_id()
    named = {"instrument": asked.key, "survey": asked.to_dict()}
    paired = {"pairing": asked.pairing} if asked.pairing else {}
    found = []
    for each in together(workshop, run):
        now = {**each.stage.options, **named, **(paired if each.stage.options.get("wave") else {})}
        found.append(StageEdited({"options": now}, together=tie).draft(workshop.id, each.id))
    return found


FILES = Files("surveys", leaf, copied, blank, locked, of_stage, closed, put, together)
