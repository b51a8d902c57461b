"""What the window says to the facilitator, and its room screen to the room, each in a language of its own.

`t("Close")` and `t("{n} note", "{n} notes", n=3)` are the words for the facilitator, `room_t` those for the room.
Either takes a message, too. A language is chosen before a window is made.
"""

from __future__ import annotations

from collections.abc import Iterable

from facilitator.looks.languages import ENGLISH, reader
from facilitator.model.say import Listed, Message


class Words:
    """Says sentences to one public."""

    def __init__(self) -> None:
        self.reader = reader()

    def use(self, language: str = ENGLISH) -> None:
        """Say everything from now on in this language."""
        self.reader = reader(language)

    def __call__(self, one: str, many: str = "", /, **values: object) -> str:
        """The sentence in the public's language; of what is a message already, the message."""
        return self.reader(one if isinstance(one, Message) else Message(one, many, values=values))

    def listed(self, facts: Iterable[str], last: str = "\u00b7") -> str:
        """Facts side by side, "3 notes \u00b7 edited", without those that are empty; `last` as in a `Listed`."""
        return str(self.reader.value(Listed(tuple(filter(None, facts)), last)))


t = Words()
room_t = Words()
