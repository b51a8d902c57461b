"""Looks over a facilitator's own questions and warns of the usual traps. Advice only: nothing is refused."""

from __future__ import annotations

import re
from dataclasses import dataclass

from facilitator.model.method import Method, Stage
from facilitator.model.say import say

_AUXILIARY = "do does did is are was were should shall can could would will has have had may might must am"
_NEGATED = "do does did is are was were should could would has have"
_CLOSED = frozenset([*_AUXILIARY.split(), "can't", "won't", *(f"{word}n't" for word in _NEGATED.split())])
_LEADING = re.compile(
    r"\b(surely|obviously|of course|clearly|don't you (think|agree)|wouldn't you|isn't it|everyone knows|"
    r"how (good|bad|terrible|great))\b",
    re.IGNORECASE,
)
_DECIDING = re.compile(
    r"\b(what|how|which)\b.{0,20}\bshould (we|they|you|i)\b|\b(next steps?|solutions?|action plan|decide|"
    r"what (will|can) we do|how (do|can) we (fix|solve))\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Doubt:
    """A doubt about one question of one stage, in a sentence that says what to try instead."""

    stage: str
    question: str
    sentence: str


def look_over(method: Method) -> list[Doubt]:
    """Doubts about the questions of every stage, in order.

    Stages that lead up to a deciding stage are also watched for jumping to the decision.
    """
    last = max((n for n, stage in enumerate(method.stages) if stage.decides), default=-1)
    found = []
    for number, stage in enumerate(method.stages):
        for question in stage.asks:
            found += [Doubt(stage.id, question, why) for why in doubts(question, before_decision=number < last)]
    return found


def doubts(question: str, *, before_decision: bool) -> list[str]:
    """What may be wrong with one question; an empty list when nothing is."""
    words = question.replace("\u2019", "'").lower().split()
    if not words:
        return [say("The question is empty: write what people should answer.")]
    found: list[str] = []
    if words[0].strip(",") in _CLOSED:
        found.append(
            say("It can be answered yes or no: it begins with '{words}'. Try 'what', 'which' or 'how'.", words=words[0])
        )
    if _LEADING.search(question.replace("\u2019", "'")):
        found.append(say("It suggests the answer. Ask what people saw, felt or think, without a hint."))
    if before_decision and _DECIDING.search(question):
        found.append(say("It asks for a decision before the decision level. Keep it for that level."))
    if len(words) > 25:
        found.append(
            say(
                "It is {n} word long. A question of under 20 words is easier to hear and to read.",
                "It is {n} words long. A question of under 20 words is easier to hear and to read.",
                n=len(words),
            )
        )
    return found


def doubts_of(stage: Stage, method: Method) -> list[Doubt]:
    """The doubts of `look_over` about one stage."""
    return [w for w in look_over(method) if w.stage == stage.id]
