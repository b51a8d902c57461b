"""What the entries of a questionnaire hold: a filled-in form, how many were given out, words kept from being quoted."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Self

from facilitator.model.entry import Body


@dataclass(frozen=True, slots=True)
class FilledIn:
    """One filled-in form; without answers it is taken back, unless its words were `erased`.

    `form` is the number of a paper form, 0 for a phone; `assisted` when somebody helped with it.
    """

    version: str = ""
    answers: Mapping[str, Any] = field(default_factory=dict)
    token: str = ""
    source: str = "phone"
    form: int = 0
    assisted: bool = False
    wave: str = ""
    erased: bool = False

    @classmethod
    def read(cls, body: Body) -> Self:
        """The form in an entry's body, with all that was written on it."""
        given, form = body.get("answers"), body.get("form")
        return cls(
            version=str(body.get("version", "")),
            answers=dict(given) if isinstance(given, Mapping) else {},
            token=str(body.get("token") or ""),
            source=str(body.get("source", "phone")),
            form=form if isinstance(form, int) and not isinstance(form, bool) else 0,
            assisted=body.get("assisted") is True,
            wave=str(body.get("wave", "")),
            erased=bool(body.get("erased")),
        )

    def pack(self) -> dict[str, Any]:
        """The form as an entry's body holds it; what is as usual is left out."""
        found = {"version": self.version, "answers": dict(self.answers), "token": self.token, "source": self.source}
        more = {"form": self.form, "assisted": self.assisted, "wave": self.wave, "erased": self.erased}
        return found | {name: value for name, value in more.items() if value}


@dataclass(frozen=True, slots=True)
class GivenOut:
    """How many people were present when the forms were given out; None when nobody knows."""

    present: int | None = None

    @classmethod
    def read(cls, body: Body) -> Self:
        """The number in an entry's body."""
        given = body.get("present")
        return cls(given if isinstance(given, int) and not isinstance(given, bool) and given >= 0 else None)

    def pack(self) -> dict[str, Any]:
        """The number as an entry's body holds it."""
        return {"present": self.present}


@dataclass(frozen=True, slots=True)
class Withheld:
    """The answer to a question on the form `target` (its public name) is kept from being quoted, or may be again."""

    target: str = ""
    question: str = ""
    on: bool = True

    @classmethod
    def read(cls, body: Body) -> Self:
        """What an entry's body says."""
        return cls(str(body.get("target", "")), str(body.get("question", "")), bool(body.get("on", True)))

    def pack(self) -> dict[str, Any]:
        """It as an entry's body holds it."""
        return {"target": self.target, "question": self.question, "on": self.on}
