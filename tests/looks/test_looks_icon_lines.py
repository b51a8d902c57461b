"""Icons as lines for paper: every icon that a lens wears, within its own 16 by 16, and the curves where they belong."""

from __future__ import annotations

import pytest

from facilitator.activities import lenses
from facilitator.looks.icon_lines import lines


@pytest.mark.parametrize("lens", lenses.load().by_id.values(), ids=lambda lens: lens.id)
def test_the_symbol_of_every_lens_can_be_drawn_on_paper(lens: lenses.Lens) -> None:
    drawn = lines(lens.symbol)
    assert drawn and all(len(line) > 1 for line in drawn)
    assert all(0 <= x <= 16 and 0 <= y <= 16 for line in drawn for x, y in line)


def test_corners_and_curves_are_where_the_icon_has_them() -> None:
    sheet = lines("sheet")
    assert [(round(x, 3), round(y, 3)) for x, y in sheet[0]] == [
        (3.7, 1.9),
        (12.3, 1.9),
        (12.3, 14.1),
        (3.7, 14.1),
        (3.7, 1.9),
    ]
    assert sheet[1:] == (((6.0, 5.0), (10.0, 5.0)), ((6.0, 8.0), (10.0, 8.0)), ((6.0, 11.0), (8.2, 11.0)))
    heart = lines("heart")[0]
    assert heart[0] == (8.0, 13.6) and (2.0, 6.2) in [(round(x, 3), round(y, 3)) for x, y in heart]
