"""How each kind of arrow is drawn, wherever it is: told apart by line and head as well as by its word."""

from __future__ import annotations

from facilitator.looks.arrows import Stroke

STROKES = {
    "leads_to": Stroke(),
    "causes": Stroke(tail="arrow"),
    "opposes": Stroke(tail="bar", head="bar"),
    "part_of": Stroke("dotted", head="diamond"),
    "supports": Stroke("dashed"),
}
"""By the kinds of `facts.RELATIONS_OF`."""
