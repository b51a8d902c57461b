"""Tables as an XLSX workbook: one sheet a table with a bold, frozen header, and a README sheet before them."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from xml.sax.saxutils import escape

FIRST_SHEET = "xl/worksheets/sheet1.xml"
"""Where in the file its README stands."""
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_TYPES = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_LONGEST_NAME = 31
_LONGEST_CELL = 32_767
"""Characters of one cell; what is longer goes on in a cell to the right of the table."""
_ESCAPES = re.compile("_(x[0-9A-Fa-f]{4}_)")
"""What a spreadsheet would take for a sign by its number."""
_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_WIDEST = 60
_THEN = (1980, 1, 1, 0, 0, 0)

_STYLES = (
    f'{_HEAD}<styleSheet xmlns="{_MAIN}"><fonts count="2"><font><sz val="11"/><name val="Calibri"/></font>'
    '<font><b/><sz val="11"/><name val="Calibri"/></font></fonts><fills count="1"><fill><patternFill '
    'patternType="none"/></fill></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/>'
    '</cellStyleXfs><cellXfs count="3"><xf xfId="0"/><xf xfId="0" fontId="1" applyFont="1"/>'
    '<xf xfId="0" applyAlignment="1"><alignment vertical="top" wrapText="1"/></xf></cellXfs></styleSheet>'
)


def to_xlsx(
    readme: Sequence[tuple[str, str]], tables: Mapping[str, tuple[Sequence[str], Sequence[Mapping[str, object]]]]
) -> bytes:
    """The workbook. `readme` are rows of two cells; `tables` are `(columns, rows)` by name. Equal tables give equal
    bytes.
    """
    sheets = {"README": _sheet([list(row) for row in readme], header=False)}
    for name, (columns, rows) in tables.items():
        body = [[row.get(column, "") for column in columns] for row in rows]
        sheets[_free(name, sheets)] = _sheet([list(columns), *body], header=True)
    parts = {
        "[Content_Types].xml": _content_types(len(sheets)),
        "_rels/.rels": _links([("officeDocument", "xl/workbook.xml")]),
        "xl/workbook.xml": _workbook(sheets),
        "xl/_rels/workbook.xml.rels": _links(
            [*(("worksheet", f"worksheets/sheet{n}.xml") for n in range(1, len(sheets) + 1)), ("styles", "styles.xml")]
        ),
        "xl/styles.xml": _STYLES,
        **{f"xl/worksheets/sheet{n}.xml": sheet for n, sheet in enumerate(sheets.values(), 1)},
    }
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as file:
        for name, text in parts.items():
            file.writestr(zipfile.ZipInfo(name, _THEN), text.encode(), zipfile.ZIP_DEFLATED)
    return made.getvalue()


def _free(name: str, taken: Mapping[str, str]) -> str:
    """A name for a sheet that no other has."""
    short = re.sub(r"[\[\]:*?/\\']", " ", name)[:_LONGEST_NAME] or "table"
    there = {each.casefold() for each in taken}
    return next(each for each in (short, *(f"{short[:27]} {n}" for n in range(2, 999))) if each.casefold() not in there)


def _content_types(sheets: int) -> str:
    kinds = [("/xl/workbook.xml", "sheet.main"), ("/xl/styles.xml", "styles")]
    kinds += [(f"/xl/worksheets/sheet{n}.xml", "worksheet") for n in range(1, sheets + 1)]
    told = "".join(f'<Override PartName="{name}" ContentType="{_TYPES}.{kind}+xml"/>' for name, kind in kinds)
    usual = '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    return f'{_HEAD}<Types xmlns="{_PACKAGE}/content-types">{usual}{told}</Types>'


def _links(targets: Iterable[tuple[str, str]]) -> str:
    told = "".join(
        f'<Relationship Id="rId{n}" Type="{_OFFICE}/{kind}" Target="{target}"/>'
        for n, (kind, target) in enumerate(targets, 1)
    )
    return f'{_HEAD}<Relationships xmlns="{_PACKAGE}/relationships">{told}</Relationships>'


def _workbook(sheets: Iterable[str]) -> str:
    told = "".join(f'<sheet name="{escape(name)}" sheetId="{n}" r:id="rId{n}"/>' for n, name in enumerate(sheets, 1))
    return f'{_HEAD}<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}"><sheets>{told}</sheets></workbook>'


def _sheet(rows: Sequence[Sequence[object]], *, header: bool) -> str:
    frozen = '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>' if header else ""
    view = f'<sheetViews><sheetView workbookViewId="0">{frozen}</sheetView></sheetViews>'
    wide = [max((len(str(cell)) for cell in column), default=0) for column in zip(*rows, strict=True)]
    columns = "".join(
        f'<col min="{n}" max="{n}" width="{min(_WIDEST, most + 2)}" customWidth="1"/>' for n, most in enumerate(wide, 1)
    )
    body = "".join(_row(n, row, 1 if header and n == 1 else 2) for n, row in enumerate(rows, 1))
    cols = f"<cols>{columns}</cols>" if columns else ""
    return f'{_HEAD}<worksheet xmlns="{_MAIN}">{view}{cols}<sheetData>{body}</sheetData></worksheet>'


def _row(number: int, cells: Sequence[object], style: int) -> str:
    more = [part for cell in cells for part in _parts(cell)[1:]]
    every = [*(_parts(cell)[0] for cell in cells), *more]
    return f'<row r="{number}">{"".join(_cell(cell, style) for cell in every)}</row>'


def _parts(cell: object) -> list[object]:
    """A cell, and what of it fits in none."""
    if not isinstance(cell, str) or len(cell) <= _LONGEST_CELL:
        return [cell]
    return [cell[at : at + _LONGEST_CELL] for at in range(0, len(cell), _LONGEST_CELL)]


def _cell(value: object, style: int) -> str:
    """A number stays a number, all else is text: nothing in it is ever a formula."""
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return f'<c s="{style}"><v>{value}</v></c>'
    text = escape(_ESCAPES.sub(r"_x005F_\1", _NOT_XML.sub("", str(value))))
    return f'<c s="{style}" t="inlineStr"><is><t xml:space="preserve">{text}</t></is></c>'
