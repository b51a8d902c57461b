from itertools import pairwise

from cluster_day import ARROWS, SAMPLE
from hypothesis import given, settings
from hypothesis import strategies as st

from facilitator.looks.chart import Box, Gaps, cells, order, place, route

GAPS = Gaps(90, 40)


def grid(keys, links, columns=3):
    at = cells(order(keys, links), columns)
    return at, place(dict.fromkeys(keys, (280.0, 160.0)), at, 280.0, GAPS)


def crosses(points, box):
    for (x1, y1), (x2, y2) in pairwise(points):
        across = min(x1, x2) < box.right and max(x1, x2) > box.x
        if across and min(y1, y2) < box.bottom and max(y1, y2) > box.y:
            return True
    return False


def test_the_sample_day_stands_in_three_rows_along_its_arrows():
    at, _boxes = grid(list(SAMPLE), [(a, b) for a, b, _kind in ARROWS])
    assert at == {"G1": (0, 0), "G2": (0, 1), "G3": (0, 2), "G4": (1, 0), "G5": (1, 1), "G7": (2, 0), "G6": (2, 1)}


def test_single_boxes_fill_what_is_free_and_a_long_chain_turns_back():
    at, _boxes = grid(list("abcdex"), [("a", "b"), ("b", "c"), ("c", "d"), ("d", "e")])
    assert [at[k] for k in "abcde"] == [(0, 0), (0, 1), (0, 2), (1, 2), (1, 1)]
    assert at["x"] == (1, 0)


def test_neighbours_are_joined_by_a_straight_line_between_facing_edges():
    _at, boxes = grid(["a", "b"], [("a", "b")])
    line = route(boxes["a"], boxes["b"], [])
    assert line.points == ((280.0, 32.0), (370.0, 32.0)) and line.level and line.middle == (325.0, 32.0)
    below = route(boxes["a"], Box(0, 200, 280, 160), [])
    assert below.points == ((140.0, 160), (140.0, 200)) and not below.level


def test_a_line_goes_round_the_boxes_between():
    _at, boxes = grid(["a", "b", "c"], [("a", "b"), ("b", "c")])
    line = route(boxes["a"], boxes["c"], [boxes["b"]])
    assert not crosses(line.points, boxes["b"])


def test_circles_of_arrows_find_places_too():
    at, _boxes = grid(list("abc"), [("a", "b"), ("b", "c"), ("c", "a")])
    assert len(set(at.values())) == 3


@given(st.integers(2, 9), st.lists(st.tuples(st.integers(0, 8), st.integers(0, 8)), max_size=12))
@settings(max_examples=150, deadline=None)
def test_no_box_lies_on_another_and_no_arrow_runs_through_one(count, pairs):
    keys = [f"g{n}" for n in range(count)]
    links = [(keys[a % count], keys[b % count]) for a, b in pairs if a % count != b % count]
    at, boxes = grid(keys, links)
    assert len(set(at.values())) == count
    for start, end in links:
        line = route(boxes[start], boxes[end], [b for k, b in boxes.items() if k not in (start, end)])
        for key in keys:
            if key not in (start, end):
                assert not crosses(line.points, boxes[key])
