"""Whether words stand in a file, in whatever way it holds them."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Iterator
from pathlib import Path

from pypdf import PdfReader


def ways(words: str) -> set[bytes]:
    """How words may stand in a file."""
    plain = {words, words.upper(), words.casefold()}
    escaped = {json.dumps(each)[1:-1] for each in plain}
    return {each.encode(code) for each in plain | escaped for code in ("utf-8", "utf-16-le", "utf-16-be", "cp1252")}


def contents(path: Path) -> Iterator[bytes]:
    """All that can be read out of a file."""
    yield path.read_bytes()
    if zipfile.is_zipfile(path):
        with zipfile.ZipFile(path) as packed:
            yield from (packed.read(name) for name in packed.namelist())
    if path.suffix == ".pdf":
        yield " ".join(" ".join(page.extract_text() for page in PdfReader(path).pages).split()).encode()


def holding(folder: Path, words: str) -> set[Path]:
    """The files in a folder in which words stand, in whatever way."""
    files = (path for path in folder.rglob("*") if path.is_file())
    return {path for path in files if any(way in each for each in contents(path) for way in ways(words))}
