"""`themes`: what the comments of a file may be about, as a suggestion."""

from __future__ import annotations

import json
from argparse import Namespace

from facilitator.cli.parser import Refusal
from facilitator.model.say import say
from facilitator.programme import contract
from facilitator.records import load


def themes(options: Namespace) -> int:
    """Print the themes that are suggested."""
    programme = load.programme(options.file)
    if options.workshop and options.workshop not in programme.workshops:
        where = {"workshop": options.workshop, "name": options.file.name}
        raise Refusal(say("There is no workshop '{workshop}' in {name}.", **where))
    found = contract.suggested(programme, options.workshop, options.k)
    if options.json:
        print(json.dumps(found, ensure_ascii=False))
        return 0
    if not found:
        print(say("There are too few comments to suggest a theme."))
    for each in found:
        print(say("{name} ({n} comment)", "{name} ({n} comments)", name=each["name"], n=len(each["comments"])))
        print(say("    such as: {words}", words=" ".join(each["example"].split())))
    return 0
