"""Reads and checks a questionnaire file (TOML), and copies it into the stages of a method that names it."""

from __future__ import annotations

import tomllib
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from facilitator import paths
from facilitator.activities.survey.instrument import KINDS, ROLES, Instrument, Question
from facilitator.model.method import Choice, Method, Stage
from facilitator.model.method_file import KEY, MethodError
from facilitator.model.method_file import Problem as MethodProblem

SORTS = ("evaluation", "attitudes")


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong in a questionnaire file, and where; `question` is empty when the whole file is meant."""

    file: str
    question: str
    field: str
    sentence: str

    def __str__(self) -> str:
        where = [self.file]
        if self.question:
            where.append(f"question '{self.question}'")
        if self.field:
            where.append(f"field '{self.field}'")
        return f"{', '.join(where)}: {self.sentence}"


class SurveyError(ValueError):
    """A questionnaire file that cannot be used; `problems` says why, each in a sentence."""

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__("\n".join(str(p) for p in problems))
        self.problems = problems


def load(path: Path) -> Instrument:
    """Read and check one questionnaire file. Raises SurveyError."""
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise SurveyError([Problem(path.name, "", "", f"the file cannot be read ({error}).")]) from None
    return parse(text, path.name)


def parse(text: str, name: str) -> Instrument:
    """Read and check the text of a questionnaire file called `name`. Raises SurveyError with every problem found."""
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise SurveyError([Problem(name, "", "", f"this is not TOML: {error}.")]) from None
    reader = _Reader(name)
    made = reader.instrument(data)
    if reader.problems:
        raise SurveyError(reader.problems)
    return made


def find(key: str) -> Instrument:
    """The questionnaire with that key: the facilitator's own before the one that comes with the program.

    Raises SurveyError.
    """
    if not KEY.fullmatch(key.lower()):
        raise SurveyError([Problem(key, "", "", "this is no name of a questionnaire.")])
    own = paths.own_methods().parent / "surveys" / f"{key}.toml"
    return load(own if own.is_file() else paths.resources() / "surveys" / f"{key}.toml")


def fill(method: Method, file: str) -> Method:
    """The method with the questionnaires that its stages name copied into them. Raises MethodError."""
    stages = tuple(_filled(stage, file) for stage in method.stages)
    return replace(method, stages=stages) if stages != method.stages else method


def _filled(stage: Stage, file: str) -> Stage:
    if stage.activity != "survey" or "survey" in stage.options:
        return stage
    named = stage.options.get("instrument")
    if not isinstance(named, str):
        sentence = 'a survey needs the name of its questionnaire, such as instrument = "evaluation-E1".'
        raise MethodError([MethodProblem(file, stage.id, "options.instrument", sentence)])
    try:
        found = find(named)
    except SurveyError as error:
        problems = [MethodProblem(file, stage.id, "options.instrument", str(p)) for p in error.problems]
        raise MethodError(problems) from None
    unknown = [name for name in stage.options.get("on", ()) if found.question(name) is None]
    if unknown:
        sentence = f"'{unknown[0]}' is no question of {named}."
        raise MethodError([MethodProblem(file, stage.id, "options.on", sentence)])
    return replace(stage, options={**stage.options, "survey": found.to_dict()})


class _Reader:
    """Turns parsed TOML into an Instrument, collecting every problem instead of stopping at the first."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.question = ""
        self.problems: list[Problem] = []

    def wrong(self, field: str, sentence: str) -> None:
        self.problems.append(Problem(self.name, self.question, field, sentence))

    def text(self, data: dict[str, Any], name: str, *, needed: bool = False, limit: int = 200) -> str:
        value = data.pop(name, "")
        if not isinstance(value, str):
            self.wrong(name, "must be text in quotes.")
            return ""
        if needed and not value.strip():
            self.wrong(name, "is needed.")
        if len(value) > limit:
            self.wrong(name, f"is longer than {limit} characters.")
        return value.strip()

    def one_of(self, data: dict[str, Any], name: str, allowed: Collection[str], usual: str) -> str:
        value = data.pop(name, usual)
        if value not in allowed:
            self.wrong(name, f"must be one of: {', '.join(allowed)}.")
            return usual
        return str(value)

    def whole(self, data: dict[str, Any], name: str, usual: int, allowed: Collection[int]) -> int:
        value = data.pop(name, usual)
        if not isinstance(value, int) or isinstance(value, bool) or value not in allowed:
            self.wrong(name, f"must be a whole number from {min(allowed)} to {max(allowed)}.")
            return usual
        return value

    def left_over(self, data: Mapping[str, Any]) -> None:
        for name in data:
            self.wrong(name, "is not a name this program knows.")

    def instrument(self, data: dict[str, Any]) -> Instrument:
        words = {name: self.text(data, name, needed=True, limit=60) for name in ("key", "title", "version")}
        intro = self.text(data, "intro", limit=400)
        sort = self.one_of(data, "sort", SORTS, SORTS[0])
        scale = data.pop("scale", {})
        if not isinstance(scale, dict) or not set(scale) <= {"low", "high", "none"}:
            self.wrong("scale", "must be a table with low, high and none.")
            scale = {}
        usual = {name: self.text(dict(scale), name, limit=60) for name in ("low", "high", "none")}
        questions = self.questions(data.pop("questions", None), usual)
        self.left_over(data)
        return Instrument(questions=questions, sort=sort, intro=intro, **words)

    def questions(self, data: object, scale: Mapping[str, str]) -> tuple[Question, ...]:
        if not isinstance(data, list) or not data or not all(isinstance(q, dict) for q in data):
            self.wrong("questions", "a questionnaire needs at least one [[questions]] table.")
            return ()
        found: list[Question] = []
        for number, table in enumerate(data, 1):
            self.question = str(table.get("id", number))
            made = self.one_question(dict(table), scale)
            if made.id in [q.id for q in found]:
                self.wrong("id", "is used by an earlier question.")
            if made.role in ("group", "consent", "intention") and made.role in [q.role for q in found]:
                self.wrong("role", f"only one question may have the role '{made.role}'.")
            found.append(made)
        self.question = ""
        return tuple(found)

    def one_question(self, data: dict[str, Any], scale: Mapping[str, str]) -> Question:
        name = data.pop("id", "")
        if not isinstance(name, str) or not KEY.fullmatch(name.replace("_", "-")):
            self.wrong("id", "must be small letters, figures and underscores.")
            name = "question"
        kind = self.one_of(data, "kind", KINDS, "text")
        off = data.pop("off", False)
        if not isinstance(off, bool):
            self.wrong("off", "must be true or false.")
        usual = scale if kind == "scale" else dict.fromkeys(scale, "")
        ends = {end: self.text(data, end, limit=60) if end in data else usual[end] for end in scale}
        made = Question(
            id=name,
            kind=kind,
            text=self.text(data, "text", needed=True),
            short=self.text(data, "short", limit=60),
            step=self.whole(data, "step", 1, range(1, 31)),
            role=self.one_of(data, "role", ROLES, "headline" if kind == "scale" else "comment"),
            choices=self.choices(data.pop("choices", []), kind),
            limit=self.whole(data, "limit", 300, range(20, 2001)),
            direction=self.whole(data, "direction", 1, (-1, 1)),
            off=off is True,
            **ends,
        )
        self.left_over(data)
        return made

    def choices(self, data: object, kind: str) -> tuple[Choice, ...]:
        if (kind == "choice") != bool(data):
            self.wrong("choices", "a choice question needs choices, and only a choice question may have them.")
            return ()
        fits = isinstance(data, list) and all(
            isinstance(c, dict) and set(c) == {"value", "label"} and all(isinstance(v, str) and v for v in c.values())
            for c in data
        )
        if not fits or not isinstance(data, list):
            self.wrong("choices", "must be a list of { value, label }.")
            return ()
        return tuple(Choice(**c) for c in data)
