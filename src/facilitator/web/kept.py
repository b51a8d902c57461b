"""What is kept of a phone's entries and what is not: words made from the stage's setting, which cannot differ."""

from __future__ import annotations

from facilitator.model.say import Listed, say


def kept_words(anonymity: str, *, groups: bool, tables: bool) -> tuple[Listed, Listed]:
    """`(kept, not kept)` as two lists in a sentence, for `named`, `group` or `nothing`."""
    sender = [name for name, there in ((say("your group"), groups), (say("your table"), tables)) if there]
    named = anonymity == "named"
    kept = [say("your words")]
    dropped = [say("your phone number")] if named else [say("your name"), say("your number")]
    if anonymity == "nothing":
        dropped += sender
    else:
        kept += sender
    kept.append(say("the time"))
    if named:
        kept += [say("a name if you give one"), say("a seat code that tells which notes are from the same phone")]
    return Listed(tuple(kept), "and"), Listed(tuple(dropped), "or")
