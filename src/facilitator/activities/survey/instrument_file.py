"""Reads and checks a questionnaire file (TOML), and copies it into the stages of a method that names it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from typing import Any

from facilitator import paths
from facilitator.activities.survey.instrument import KINDS, POINTS, ROLES, SURVEY, WAVES, Instrument, Question
from facilitator.activities.survey.pairing import WAYS
from facilitator.model.method import Choice, Method, Stage
from facilitator.model.method_file import KEY, MethodError
from facilitator.model.say import Listed, say
from facilitator.model.toml_file import MOST, FileError, Problem, Reader, tables_of, text_of

SORTS = ("evaluation", "attitudes")
_ENDS = ("low", "high", "none")
_HEADER = re.compile(r"\s*\[+\s*([\w.]+)\s*\]+")
_FIELD = re.compile(r"(\s*)\"?(\w+)\"?\s*=")


class SurveyError(FileError):
    """A questionnaire file that cannot be used; `problems` says why, each in a sentence."""


def load(path: Path) -> Instrument:
    """Read and check one questionnaire file. Raises SurveyError."""
    try:
        text = text_of(path)
    except FileError as error:
        raise SurveyError(error.problems) from None
    return _of_file(text, path.name)


@lru_cache(maxsize=32)
def _of_file(text: str, name: str) -> Instrument:
    """What a file says that says this: it is read again and again, and changes seldom."""
    return parse(text, name)


def parse(text: str, name: str) -> Instrument:
    """Read and check the text of a questionnaire file called `name`. Raises SurveyError with every problem found."""
    made, problems = look(text, name)
    if problems or made is None:
        raise SurveyError(problems)
    return made


def look(text: str, name: str) -> tuple[Instrument | None, list[Problem]]:
    """What can be read of the text of a questionnaire file, None where it has no tables; and all that is wrong."""
    try:
        data = tables_of(text, name)
    except FileError as error:
        return None, error.problems
    reader = _Reader(name, text)
    return reader.instrument(data), reader.problems


def find(key: str) -> Instrument:
    """The questionnaire with that key: the facilitator's own before the one that comes with the program.

    Raises SurveyError.
    """
    if not KEY.fullmatch(key.lower()):
        raise SurveyError([Problem(key, "", "", say("This is not the name of a questionnaire."))])
    own = paths.own_shelf("surveys") / f"{key}.toml"
    return load(own if own.is_file() else paths.resources() / "surveys" / f"{key}.toml")


def fill(method: Method, file: str) -> Method:
    """The method with the questionnaires that its stages name copied into them. Raises MethodError."""
    stages = tuple(_filled(stage, file) for stage in method.stages)
    return replace(method, stages=stages) if stages != method.stages else method


def _filled(stage: Stage, file: str) -> Stage:
    named, there = stage.options.get("instrument"), stage.options.get("survey")
    if stage.activity == "survey" and there is not None and (not named or there.get("key") == named):
        return _as_it_is_called(stage, there)
    if stage.activity != "survey":
        return stage
    if not isinstance(named, str):
        sentence = say('A survey needs the name of its questionnaire, such as instrument = "evaluation-E1".')
        raise MethodError([Problem(file, stage.id, "options.instrument", sentence)])
    try:
        found = find(named)
    except SurveyError as error:
        problems = [Problem(file, stage.id, "options.instrument", p.message) for p in error.problems]
        raise MethodError(problems) from None
    unknown = [name for name in stage.options.get("on", ()) if found.question(name) is None]
    if unknown:
        sentence = say("'{unknown}' is not a question in {named}.", unknown=unknown[0], named=named)
        raise MethodError([Problem(file, stage.id, "options.on", sentence)])
    paired = {"pairing": found.pairing} if found.pairing and stage.options.get("wave") else {}
    return replace(stage, options={**paired, **stage.options, "survey": found.to_dict()})


def _places(text: str) -> dict[tuple[int, str], tuple[int, int]]:
    """Line and column of each field by the number of its question, 0 before the first; and of each question ("")."""
    found: dict[tuple[int, str], tuple[int, int]] = {}
    number, other = 0, False
    for line, words in enumerate(text.split("\n"), 1):
        if head := _HEADER.match(words):
            number, other = number + (head[1] == "questions"), head[1] not in ("questions", "scale")
            found[number, "" if head[1] == "questions" else head[1]] = (line, 1)
        elif (name := _FIELD.match(words)) and not other:
            found.setdefault((number, name[2]), (line, len(name[1]) + 1))
    return found


def _as_it_is_called(stage: Stage, there: Mapping[str, Any]) -> Stage:
    """A stage with a questionnaire of its own: with a version of its own too, where its words are not the file's."""
    if not SURVEY(there):
        return stage
    own = Instrument.from_dict(there)
    try:
        known = find(own.key)
    except SurveyError:
        return stage
    if known.version != own.version or known.wording == own.wording:
        return stage
    return replace(stage, options={**stage.options, "survey": {**there, "version": own.new_version()}})


class _Reader(Reader):
    """Turns the tables of a file into an Instrument."""

    part = "question"

    def __init__(self, name: str, text: str) -> None:
        super().__init__(name)
        self.places, self.number = _places(text), 0

    def wrong(self, where: str, sentence: str) -> None:
        """Note what is wrong with one field, and in which line and column it stands."""
        name, number = where.partition(".")[0], self.number if self.stage else 0
        at = self.places.get((number, name)) or self.places.get((number, ""), (0, 0))
        self.problems.append(Problem(self.name, self.stage, self.within + where, sentence, self.part, at))

    def instrument(self, data: dict[str, Any]) -> Instrument:
        words = {name: self.text(data, name, needed=True, limit=60) for name in ("key", "title", "version")}
        intro = self.text(data, "intro", limit=400)
        sort = self.one_of(data, "sort", SORTS, SORTS[0])
        self.text(data, "made_from", limit=60)
        self.yes_no(data, "locked")
        pairing = self.one_of(data, "pairing", WAYS, WAYS[0]) if "pairing" in data else ""
        scale = data.pop("scale", {})
        if not isinstance(scale, dict) or not set(scale) <= {*_ENDS, "points"}:
            self.wrong("scale", say("Must be a table with low, high and none, or with points and none."))
            scale = {}
        usual = {name: self.text(dict(scale), name, limit=60) for name in _ENDS}
        questions = self.questions(data.pop("questions", None), usual, self.points(dict(scale)))
        other = self.others(data)
        self.left_over(data)
        made = Instrument(questions=questions, sort=sort, intro=intro, other=other, pairing=pairing, **words)
        self.check_others(other, made)
        self.check_statements(made)
        return made

    def check_statements(self, made: Instrument) -> None:
        """A statement is put on a scale of five named points with a way out, and only where attitudes are asked."""
        for question in made.with_role("statement"):
            self.stage, self.number = question.id, 1 + made.questions.index(question)
            if question.kind != "scale" or not question.points or not question.none:
                self.wrong("role", say('A statement needs kind = "scale", five points, and none: the way out.'))
            if made.sort != "attitudes":
                self.wrong("role", say('Only a questionnaire with sort = "attitudes" has statements.'))
        self.stage = ""
        if made.sort == "attitudes" and not made.with_role("statement"):
            self.wrong("questions", say('A questionnaire with sort = "attitudes" needs a statement.'))

    def points(self, data: dict[str, Any]) -> tuple[str, ...]:
        """What each point of a scale is called: all of them or none."""
        found = self.texts(data, "points")
        if found and (len(found) != len(POINTS) or len(set(found)) != len(POINTS)):
            wanted = say("Must be {n} label.", "Must be {n} labels, no two of them alike.", n=len(POINTS))
            self.wrong("points", wanted)
            return ()
        self.short("points", found, 60)
        return found

    def waves(self, data: dict[str, Any]) -> tuple[str, ...]:
        """The waves in which a question is asked."""
        found = self.texts(data, "waves")
        if any(wave not in WAVES for wave in found):
            self.wrong("waves", say("Must be a list of: {known}.", known=Listed(WAVES, "")))
            return ()
        return found

    def questions(self, data: object, scale: Mapping[str, str], points: tuple[str, ...]) -> tuple[Question, ...]:
        if not isinstance(data, list) or not data or not all(isinstance(q, dict) for q in data):
            self.wrong("questions", say("A questionnaire needs at least one [[questions]] table."))
            return ()
        self.few("questions", data)
        found: list[Question] = []
        for number, table in enumerate(data[:MOST], 1):
            self.stage, self.number = str(table.get("id", number)), number
            made = self.one_question(dict(table), scale, points)
            if made.id.casefold() in [q.id.casefold() for q in found]:
                self.wrong("id", say("Is used by an earlier question."))
            if made.role in ("group", "consent", "intention") and made.role in [q.role for q in found]:
                self.wrong("role", say("Only one question may have the role '{role}'.", role=made.role))
            found.append(made)
        self.stage = ""
        return tuple(found)

    def one_question(self, data: dict[str, Any], scale: Mapping[str, str], points: tuple[str, ...]) -> Question:
        name = data.pop("id", "")
        if not isinstance(name, str) or not KEY.fullmatch(name.replace("_", "-").lower()):
            self.wrong("id", say("Must be letters, figures and underscores, and begin with a letter."))
            name = "question"
        kind = self.one_of(data, "kind", KINDS, "text")
        off = self.yes_no(data, "off")
        direction = self.whole(data, "direction", 1, -1, 1)
        if direction == 0:
            self.wrong("direction", say("Must be 1, or -1 where agreeing means less."))
        usual = scale if kind == "scale" else dict.fromkeys(scale, "")
        ends = {end: self.text(data, end, limit=60) if end in data else usual[end] for end in scale}
        labels = self.points(data) if "points" in data or kind != "scale" else points
        made = Question(
            id=name,
            kind=kind,
            text=self.text(data, "text", needed=True),
            short=self.text(data, "short", limit=60),
            step=self.whole(data, "step", 1, 1, 30),
            role=self.one_of(data, "role", ROLES, "headline" if kind == "scale" else "comment"),
            choices=self.choices(data.pop("choices", []), kind),
            limit=self.whole(data, "limit", 300, 20, 2000),
            direction=direction,
            off=off is True,
            points=labels,
            waves=self.waves(data),
            **ends,
        )
        self.left_over(data)
        return made

    def choices(self, data: object, kind: str) -> tuple[Choice, ...]:
        if (kind in ("choice", "several")) != bool(data):
            self.wrong("choices", say("A choice question needs choices, and only a choice question may have them."))
            return ()
        fits = isinstance(data, list) and all(
            isinstance(c, dict) and set(c) == {"value", "label"} and all(isinstance(v, str) and v for v in c.values())
            for c in data
        )
        if not fits or not isinstance(data, list):
            self.wrong("choices", say("Must be a list of { value, label }."))
            return ()
        self.few("choices", data)
        self.short("choices", [text for choice in data for text in choice.values()], 300)
        for name in ("value", "label"):
            if len({choice[name].strip().casefold() for choice in data}) < len(data):
                self.wrong("choices", say("Two of its choices have the same {name}.", name=name))
        return tuple(Choice(**c) for c in data)
