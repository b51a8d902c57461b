"""Looks over the stories in a method file: errors name the file, the stage and the field."""

from __future__ import annotations

from facilitator.activities.read.scenarios import faults
from facilitator.model.method import Method
from facilitator.model.method_file import MethodError, Problem


def look_over(method: Method, name: str) -> Method:
    """The method, once the stories in it and its ready forms were looked at; `name` is its file. Raises MethodError."""
    given = [(stage.id, stage.options) for stage in method.stages if _tells(stage.activity, stage.options)]
    by_id = {stage.id: stage for stage in method.stages}
    for preset in method.presets:
        given += [
            (key, {**by_id[key].options, **more})
            for key, more in preset.options.items()
            if by_id[key].activity == "read" and "scenarios" in more
        ]
    found = [Problem(name, key, "options.scenarios", said) for key, options in given for said in faults(options)]
    if found:
        raise MethodError(list(dict.fromkeys(found)))
    return method


def _tells(activity: str, options: object) -> bool:
    """Whether a stage has stories of its own."""
    return activity == "read" and isinstance(options, dict) and options.get("phase", "read") == "read"
