"""`python tests/soak/run.py --minutes 60 --seed 1 --starts 200`: plays with the real window by chance and watches it.

Ends with 0 when nothing crashed, stalled for over two seconds, met an unexpected fault or grew without end; else
with 1, and tells the seed, the last acts and where everything was kept. The same seed makes the same choices; what
arrives from outside, and when, differs.
"""

from __future__ import annotations

import argparse
import shutil
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from soak import memory, starts, watch
from soak.pulse import STALL_S


def told(outcome: watch.Outcome, minutes: float, seed: int) -> list[str]:
    """The report, line by line."""
    found, room = outcome.found, outcome.room
    acts: dict[str, int] = found.get("acts", {})
    kinds = ", ".join(f"{name} {count:,}" for name, count in acts.items())
    lines = [
        f"soak of {minutes:g} minutes, seed {seed}: {'nothing was wrong' if not outcome.wrong else 'FAILED'}",
        f"acts: {sum(acts.values()):,} ({kinds})" if acts else "acts: the window did not get to count them",
        f"files opened: {found.get('opened', '?')}, windows: {found.get('windows', '?')}",
        f"notes: {room.get('written', 0):,} written into the file, {room.get('sent', 0):,} sent from phones, "
        f"{room.get('refused', 0):,} refused; pretend people came {room.get('crowds', 0):,} times",
        f"longest pause: {outcome.worst:.2f} s ({outcome.worst_of_all:.2f} s with the waiting for a processor)",
        memory.report(outcome.samples),
    ]
    lines += [f"warning, {count} times: {words}" for words, count in found.get("warnings", {}).items()]
    return lines


def trouble(outcome: watch.Outcome, minutes: float, seed: int, folder: Path) -> list[str]:
    """What went wrong, and how to see it again."""
    lines = [f"WRONG: {sentence}" for sentence in outcome.wrong]
    lines += ["the last acts:", *(f"  {line}" for line in outcome.last_acts)]
    lines += [f"fault: {fault}" for fault in outcome.found.get("errors", [])]
    if outcome.errors:
        lines += ["what the processes said:", outcome.errors]
    return [*lines, f"again: make soak MINUTES={minutes:g} SEED={seed} STARTS=0", f"everything is kept in {folder}"]


def main(arguments: Sequence[str] | None = None) -> int:
    """Play, and print the report."""
    parser = argparse.ArgumentParser(description="Plays with the window by chance, and watches it.")
    parser.add_argument("--minutes", type=float, default=60.0, help="how long (60)")
    parser.add_argument("--seed", type=int, default=1, help="which chances (1)")
    parser.add_argument("--starts", type=int, default=0, help="how many rehearsals to start and leave half-way as well")
    parser.add_argument("--stall", type=float, default=STALL_S, help="a pause of so many seconds is a stall (2)")
    options = parser.parse_args(arguments)
    folder, wrong = Path(tempfile.mkdtemp(prefix="soak-")), False
    if options.minutes > 0:
        outcome = watch.play(folder, options.seed, options.minutes * 60, options.stall)
        print(*told(outcome, options.minutes, options.seed), sep="\n", flush=True)
        wrong = bool(outcome.wrong)
        if wrong:
            print(*trouble(outcome, options.minutes, options.seed, folder), sep="\n", flush=True)
    if options.starts > 0:
        said = starts.play(folder / "starts", options.starts, options.seed)
        print(*said.lines(), sep="\n", flush=True)
        wrong = wrong or bool(said.wrong)
    if not wrong:
        shutil.rmtree(folder, ignore_errors=True)
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
