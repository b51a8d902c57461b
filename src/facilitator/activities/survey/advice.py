"""Looks over the questions that somebody writes, and says what may go wrong. Advice only: nothing is refused."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from facilitator.activities.survey.instrument import Instrument, Question
from facilitator.model.say import say

_EITHER = re.compile(r"\band\s*/\s*or\b|\bor\s*/\s*and\b", re.IGNORECASE)
_DOUBLE = re.compile(r"\b(and|as well as)\b", re.IGNORECASE)
_LEADING = re.compile(
    r"\b(surely|obviously|of course|clearly|naturally|everyone knows|everybody knows|as we all know|"
    r"don't you (think|agree)|wouldn't you|isn't it|do you agree|how (good|bad|great|terrible))\b",
    re.IGNORECASE,
)
_NOT = re.compile(r"\b(not|never|no longer|cannot|\w+n't)\b", re.IGNORECASE)
_MOST_WORDS, _MOST_STATEMENTS, _FEW = 20, 8, 3
_ASKED = ("scale", "choice", "several", "pick", "score")


@dataclass(frozen=True, slots=True)
class Advice:
    """What to think of, in a sentence; `question` is the id of the one that is meant, "" for all of it."""

    question: str
    sentence: str


def look_over(asked: Instrument) -> list[Advice]:
    """Advice on each question in order, then on the whole."""
    found = [Advice(question.id, sentence) for question in asked.questions for sentence in doubts(question)]
    return [*found, *_alike(asked), *(Advice("", sentence) for sentence in _whole(asked))]


def doubts(question: Question) -> list[str]:
    """What may be wrong with the words of one question."""
    words = str(question.text).replace("\u2019", "'")
    if question.kind not in (*_ASKED, "text"):
        return []
    found = (_twofold(question, words), _hinting(words), _turned(question, words), _long(words))
    return [sentence for sentence in found if sentence]


def _twofold(question: Question, words: str) -> str:
    """Two things in one: whoever thinks differently of them cannot answer."""
    if question.kind not in _ASKED:
        return ""
    if _EITHER.search(words):
        return say("It says “and/or”: nobody can tell which of the two was answered. Choose one of them.")
    found = _DOUBLE.search(words)
    if found is None or question.role == "detail":
        return ""
    return say("It may ask two things at once, since it says “{word}”. If so, make two questions of it.",
               word=found[0])  # fmt: skip


def _hinting(words: str) -> str:
    found = _LEADING.search(words)
    return say("It suggests the answer, since it says “{words}”. Leave that out.", words=found[0]) if found else ""


def _turned(question: Question, words: str) -> str:
    """A "not" that somebody has to disagree with."""
    found = _NOT.search(words) if question.role == "statement" else None
    if found is None:
        return ""
    return say("To disagree with “{word}” is hard to read. Say it the other way round, and turn its direction.",
               word=found[0])  # fmt: skip


def _long(words: str) -> str:
    n = len(words.split())
    return say("It is {n} word long, which is much on a phone. Under 20 is better.",
               "It is {n} words long, which is much on a phone. Under 20 is better.",
               n=n) if n > _MOST_WORDS else ""  # fmt: skip


def _alike(asked: Instrument) -> Iterator[Advice]:
    seen: dict[str, str] = {}
    for question in asked.questions:
        words = " ".join(str(question.text).casefold().split()).rstrip(".?! ")
        if words and words in seen:
            yield Advice(question.id, say("It says the same as the question '{id}'.", id=seen[words]))
        seen.setdefault(words, question.id)


def _whole(asked: Instrument) -> Iterator[str]:
    statements = asked.with_role("statement")
    n, turned = len(statements), sum(each.direction < 0 for each in statements)
    if n >= _FEW and not turned:
        yield say("All statements are worded one way round. Turn about a third of them, so that nobody can tick one "
                  "side all the way down.")  # fmt: skip
    elif n >= _FEW and (turned * 5 < n or (n - turned) * 5 < n):
        yield say("Of {all} statements {n} is worded the other way round. About a third is right.",
                  "Of {all} statements {n} are worded the other way round. About a third is right.",
                  n=turned, all=n)  # fmt: skip
    if n > _MOST_STATEMENTS:
        yield say("There is {n} statement. More than eight are too many to think about.",
                  "There are {n} statements. More than eight are too many to think about.", n=n)  # fmt: skip
    groups, first = asked.with_role("group"), asked.questions[0] if asked.questions else None
    if statements and groups and groups[0] is not first:
        yield say("Ask for the partner group first: what someone has just answered colours it.")
    elif statements and not groups:
        yield say("It does not ask for the partner group, so that answers can only be told of all people together.")
    if any(each.kind == "text" for each in asked.questions) and not asked.with_role("consent"):
        yield say("People write words of their own, and nobody asks whether these may be quoted: none will be printed.")
