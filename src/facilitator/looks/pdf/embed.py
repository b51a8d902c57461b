"""Makes an embedded font readable: searches and screen readers get letters back, not private codes of shaped glyphs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

_HEAD = """/CIDInit /ProcSet findresource begin
12 dict begin
begincmap
/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def
/CMapName /Adobe-Identity-UCS def
/CMapType 2 def
1 begincodespacerange
<00> <FF>
endcodespacerange
"""
_FOOT = """endcmap
CMapName currentdict /CMap defineresource pop
end
end
"""
_MOST_AT_ONCE = 100


def embed_readably(font: Any, meanings: Mapping[int, str]) -> None:
    """Lets `font`, a reportlab TTFont, say in the document which letters its private codes stand for."""
    plain = font.addObjects

    def add_objects(doc: Any) -> None:
        subsets = [list(subset) for subset in font.state[doc].subsets]
        before = set(doc.idToObject)
        plain(doc)
        maps = sorted(name for name in set(doc.idToObject) - before if name.startswith("toUnicodeCMap:"))
        for name, subset in zip(maps, subsets, strict=True):
            doc.idToObject[name].content = to_unicode(subset, meanings)

    font.addObjects = add_objects


def to_unicode(subset: Sequence[int], meanings: Mapping[int, str]) -> str:
    """The ToUnicode map of a font subset; `subset` holds the character code at each byte."""
    pairs = [(byte, meanings.get(code, chr(code)) or "\u200b") for byte, code in enumerate(subset) if code]
    blocks = []
    for at in range(0, len(pairs), _MOST_AT_ONCE):
        some = pairs[at : at + _MOST_AT_ONCE]
        rows = "".join(f"<{byte:02X}> <{said.encode('utf-16-be').hex().upper()}>\n" for byte, said in some)
        blocks.append(f"{len(some)} beginbfchar\n{rows}endbfchar\n")
    return _HEAD + "".join(blocks) + _FOOT
