"""Writes the summary of a file and says how many seconds it took."""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path

from facilitator.documents import summary
from facilitator.documents.writing import write
from facilitator.model.moment import now_ms
from facilitator.records import load


def main() -> int:
    """Read, write, say."""
    path = Path(sys.argv[1])
    programme, workshop = load.workshop(path)
    out = path.with_suffix(".pdf")
    began, worked = time.perf_counter(), time.process_time()
    write(summary.DOCUMENT, workshop, programme, out, made_at=now_ms())
    print(json.dumps({"seconds": time.perf_counter() - began, "cpu": time.process_time() - worked}), flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
