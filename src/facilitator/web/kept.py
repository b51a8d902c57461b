"""What is kept of a phone's entries and what is not: words made from the stage's setting, which cannot differ."""

from __future__ import annotations


def kept_words(anonymity: str, *, groups: bool, tables: bool) -> tuple[str, str]:
    """`(kept, not kept)` as two sentences' ends, for `named`, `group` or `nothing`."""
    sender = [name for name, there in (("your group", groups), ("your table", tables)) if there]
    named = anonymity == "named"
    kept, dropped = ["your words"], ["your phone number"] if named else ["your name", "your number"]
    if anonymity == "nothing":
        dropped += sender
    else:
        kept += sender
    kept.append("the time")
    if named:
        kept += ["a name if you give one", "a seat code that tells which notes are from the same phone"]
    return _listed(kept, "and"), _listed(dropped, "or")


def _listed(parts: list[str], last: str) -> str:
    return f"{', '.join(parts[:-1])} {last} {parts[-1]}" if len(parts) > 1 else parts[0]
