"""Says how much of the program the tests went through, lines and branches, and ends with 1 below the floors.

The processes that journeys start run as they do for a user and are not measured: the figures are lower bounds.

Run by `make test` after the tests, which leave their data in `build/coverage`. With a word, such as `store`, it lists
what was not gone through in the files that have it in their path.
"""

from __future__ import annotations

import io
import json
import re
import sys
from pathlib import Path
from typing import Any

import coverage

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = ROOT / "src" / "facilitator"
CORE = re.compile(r"(model|store|records|programme|web)/|activities/(.*/)?rules\.py$")
"""Where what people said is kept, reckoned and told."""
FLOORS = (("the whole program", re.compile(""), 93.0), ("model, store, rules, records, programme, web", CORE, 97.0))


def measured() -> dict[str, Any]:
    """What was gone through, by file below the package: as `coverage json` has it."""
    found = coverage.Coverage(config_file=str(ROOT / "pyproject.toml"))
    found.combine(keep=True)
    report = ROOT / "build" / "coverage" / "report.json"
    found.json_report(outfile=str(report))
    files = json.loads(report.read_text(encoding="utf-8"))["files"]
    inside = {Path(name).resolve(): data for name, data in files.items()}
    return {path.relative_to(PACKAGE).as_posix(): data for path, data in inside.items() if path.is_relative_to(PACKAGE)}


def share(files: dict[str, Any], which: re.Pattern[str]) -> float:
    """How many in a hundred of the lines and branches of these files were gone through."""
    sums = [data["summary"] for name, data in files.items() if which.match(name)]
    there = sum(one["num_statements"] + one["num_branches"] for one in sums)
    gone = sum(one["covered_lines"] + one["covered_branches"] for one in sums)
    return 100.0 * gone / there if there else 0.0


def left_out(files: dict[str, Any], word: str) -> str:
    """The lines and branches that were not gone through, a line a file."""
    out = io.StringIO()
    for name, data in sorted(files.items()):
        branches = [f"{start}->{end}" for start, end in data["missing_branches"]]
        if word in name and (data["missing_lines"] or branches):
            print(f"{name}: {data['missing_lines']} {' '.join(branches)}", file=out)
    return out.getvalue()


def main(words: list[str]) -> int:
    """Print the shares, and what is left out in the files that were asked for."""
    files = measured()
    below = False
    for name, which, floor in FLOORS:
        found = share(files, which)
        below = below or found < floor
        print(f"{found:.1f} % of {name} ({floor:.0f} % are wanted)")
    for word in words:
        print(left_out(files, word), end="")
    return int(below)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
