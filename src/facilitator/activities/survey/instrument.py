"""A questionnaire as data: versioned questions, and which answers each takes. Copied into the log with its stage."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from datetime import date
from typing import Any

from facilitator.model import options
from facilitator.model.entry import clean
from facilitator.model.method import Choice, Stage, speak_other
from facilitator.model.people import Groups
from facilitator.model.say import Listed, own_words, say

KINDS = ("scale", "choice", "several", "pick", "text", "date", "consent", "group", "score")
ROLES = (
    *("headline", "detail", "pace", "most", "least", "comment", "change"),
    *("intention", "by", "likely", "recommend", "group", "consent", "statement"),
)
NONE = "na"
"""The answer of somebody whom a scale question does not concern; never counted as a number."""
WAVES = ("before", "after")
"""When people are asked the same; a questionnaire that is asked once has no wave."""
YES, NO = "yes", "no"
POINTS = (1, 2, 3, 4, 5)
SCORES = tuple(range(11))
_MARK = "~"
"""Stands in a version before the signs of a wording that nobody gave a version of its own."""


_CHOICE = options.table({"value": options.words(100), "label": options.words(300)})
_QUESTION = options.table(
    {"id": options.words(60), "kind": options.one_of(KINDS), "text": options.words()},
    {
        **dict.fromkeys(("short", "low", "high", "none"), options.words(300)),
        "role": options.one_of(ROLES),
        "step": options.whole(1, 100),
        "limit": options.whole(1, 10_000),
        "direction": options.whole(-1, 1),
        "choices": options.each(_CHOICE, 200),
        "points": options.each(options.words(300), 5),
        "waves": options.each(options.one_of(WAVES), 2),
    },
)
SURVEY = options.table(
    {},
    {
        **dict.fromkeys(("key", "title", "version", "sort"), options.words(300)),
        "intro": options.words(),
        "questions": options.each(_QUESTION, 200),
        "other": options.by_name(options.by_name(options.words(), 2000), 100),
    },
)
"""What a questionnaire in a stage's options must be, so that it can be read."""


@dataclass(frozen=True, slots=True)
class Question:
    """One question. Questions with the same `step` stand together; `short` is how a summary calls it.

    `low` and `high` name the ends of a scale, or `points` all five of its points, and `none` its way out. `direction`
    is -1 where agreeing means the opposite. `waves` are those it is asked in; every wave where none is named.
    """

    id: str
    kind: str
    text: str
    short: str = ""
    step: int = 1
    role: str = "headline"
    choices: tuple[Choice, ...] = ()
    low: str = ""
    high: str = ""
    none: str = ""
    limit: int = 300
    direction: int = 1
    off: bool = False
    points: tuple[str, ...] = ()
    waves: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        for name in ("text", "short", "low", "high", "none"):
            object.__setattr__(self, name, own_words(getattr(self, name)))
        object.__setattr__(self, "points", tuple(map(own_words, self.points)))

    @property
    def words(self) -> tuple[str, ...]:
        """All that decides what an answer to it means: a changed word is another question, and is counted apart."""
        labels = (choice.label for choice in self.choices)
        return (self.id, self.kind, self.text, self.low, self.high, self.none, *self.points, *labels)

    @property
    def name(self) -> str:
        """What a summary calls it."""
        return self.short or self.text

    def accepts(self, value: object) -> bool:
        """Whether that is an answer to it, as stored: 1 to 5 or `na`, a choice, words, `2026-03-31`, `yes`, 0 to 10.

        Of several choices it is the list of those made, in the order of the question.
        """
        whole = isinstance(value, int) and not isinstance(value, bool)
        if self.kind == "scale":
            return value == NONE or (whole and value in POINTS)
        if self.kind == "score":
            return whole and value in SCORES
        if self.kind == "several":
            known = [choice.value for choice in self.choices]
            given = list(value) if isinstance(value, list | tuple) else []
            return bool(given) and given == [one for one in known if one in given]
        if not isinstance(value, str) or not value:
            return False
        if self.kind in ("choice", "pick"):
            return value in {choice.value for choice in self.choices}
        if self.kind == "consent":
            return value in (YES, NO)
        if self.kind == "date":
            return is_date(value)
        return len(value) <= (self.limit if self.kind == "text" else 60) and clean(value) == value


@dataclass(frozen=True, slots=True)
class Instrument:
    """A questionnaire. `sort` is `evaluation` or `attitudes`; `version` is stored with every answer.

    `other` has its words in other languages, by language and English text. `pairing` is how the forms of its waves find
    each other, where the file says so: stages keep it among their own options, not in what they copy.
    """

    key: str
    title: str
    version: str
    questions: tuple[Question, ...]
    sort: str = "evaluation"
    intro: str = ""
    other: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    pairing: str = ""

    def __post_init__(self) -> None:
        for name in ("title", "intro"):
            object.__setattr__(self, name, own_words(getattr(self, name)))
        speak_other(self)

    def question(self, name: str) -> Question | None:
        """The question with that id."""
        return next((q for q in self.questions if q.id == name), None)

    def with_role(self, *roles: str) -> list[Question]:
        """The questions with one of those roles, in order."""
        return [q for q in self.questions if q.role in roles]

    def in_wave(self, wave: str) -> Instrument:
        """The questionnaire as it is asked in one wave."""
        asked = tuple(q for q in self.questions if not q.waves or not wave or wave in q.waves)
        return self if asked == self.questions else replace(self, questions=asked)

    def steps(self) -> list[list[Question]]:
        """The questions by the steps of the phone page, in order."""
        found: dict[int, list[Question]] = {}
        for question in self.questions:
            found.setdefault(question.step, []).append(question)
        return [found[step] for step in sorted(found)]

    @property
    def wording(self) -> tuple[tuple[str, ...], ...]:
        """All that people read and answer, in its order: whatever differs in it is another version."""
        return tuple((*q.words, q.role, str(q.direction), *q.waves) for q in self.questions)

    def new_version(self) -> str:
        """What this wording is called where its version already stands for another one."""
        told = "\n".join("\t".join(each) for each in self.wording)
        return f"{self.version.partition(_MARK)[0]}{_MARK}{hashlib.sha256(told.encode()).hexdigest()[:4]}"

    def to_dict(self) -> dict[str, Any]:
        """The questionnaire as plain JSON values, as copied into the log."""
        made = asdict(self)
        del made["pairing"]
        for question in made["questions"]:
            for name in ("points", "waves"):
                if not question[name]:
                    del question[name]
        return made if self.other else {name: value for name, value in made.items() if name != "other"}

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Instrument:
        """The questionnaire that `to_dict` wrote, of this or an earlier release; a bare dict gives an empty one."""
        known = Question.__dataclass_fields__
        questions = [
            Question(
                **{
                    **{name: value for name, value in one.items() if name in known},
                    "choices": tuple(Choice(**choice) for choice in one.get("choices", ())),
                    **{name: tuple(one[name]) for name in ("points", "waves") if name in one},
                }
            )
            for one in data.get("questions", ())
        ]
        words = {name: data.get(name, "") for name in ("key", "title", "version", "intro")}
        other = data.get("other", {})
        return cls(questions=tuple(questions), sort=str(data.get("sort", "evaluation")), other=other, **words)


def of_stage(stage: Stage) -> Instrument:
    """The questionnaire of a stage as people see it: what is off left out, today's activities filled in.

    `options`: `survey` the copied questionnaire, `on` the ids of questions to switch on, `activities` today's parts.
    A question about today's parts needs two of them to choose from.
    """
    whole = Instrument.from_dict(stage.options.get("survey") or {})
    on: Sequence[str] = stage.options.get("on", ())
    parts = tuple(Choice(str(a["id"]), a["title"]) for a in stage.options.get("activities", ()))
    found = []
    for question in whole.questions:
        if question.off and question.id not in on:
            continue
        if question.kind == "pick":
            if len(parts) < 2:
                continue
            found.append(replace(question, choices=parts))
        else:
            found.append(question)
    return replace(whole, questions=tuple(found))


def answer_words(question: Question, value: Any, groups: Groups) -> str:
    """An answer as people read it."""
    if value == NONE and question.kind == "scale":
        return question.none or say("Does not apply")
    if question.kind == "scale" and question.points and value in POINTS:
        return question.points[POINTS.index(value)]
    if question.kind == "several" and isinstance(value, list | tuple):
        return say("{answers}", answers=Listed(tuple(c.label for c in question.choices if c.value in value), ""))
    if question.kind == "group":
        return groups.label(str(value))
    return next((c.label for c in question.choices if c.value == value), str(value))


def is_date(value: str) -> bool:
    """Whether that is a day such as `2026-03-31`."""
    try:
        return date.fromisoformat(value).isoformat() == value
    except ValueError:
        return False
