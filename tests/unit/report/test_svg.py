"""A chart is marks on two scales: what is written stands where the scales put it."""

import re

from sim.report.svg import Axis, Frame, bars, dots, draw, lines, texts

FRAME = Frame(120, 60, left=10, right=10, top=5, bottom=5)
UP, RIGHT = Axis(0, 50), Axis(0, 100)


def test_high_values_stand_at_the_top_and_an_axis_that_is_turned_puts_them_at_the_bottom() -> None:
    row = [{"x": 25, "y": 10, "c": "red"}]
    assert 'cx="25" cy="40"' in draw(FRAME, RIGHT, UP, [dots(row)], "")
    assert 'cx="25" cy="10"' in draw(FRAME, RIGHT, Axis(50, 0), [dots(row)], "")
    assert 'translate(10,5)"' in draw(FRAME, RIGHT, UP, [], "")


def test_a_line_runs_from_left_to_right_one_for_each_group_and_colour() -> None:
    rows = [{"x": x, "y": x / 2, "c": "red", "g": group} for group in "ab" for x in (100, 0, 50)]
    paths = re.findall(r' d="([^"]*)"', draw(FRAME, RIGHT, UP, [lines(rows)], ""))
    assert paths == ["M0,50L50,25L100,0"] * 2


def test_a_bar_has_its_extent_whichever_end_is_named_first() -> None:
    there = {"x": 10, "x2": 30, "y": 0, "y2": 20, "c": "red"}
    back = {"x": 30, "x2": 10, "y": 20, "y2": 0, "c": "red"}
    first, other = (draw(FRAME, RIGHT, UP, [bars([row])], "") for row in (there, back))
    assert first == other
    assert 'x="10" y="30" width="20" height="20"' in first


def test_ticks_stand_at_their_values_and_words_are_text() -> None:
    marks = [texts([{"x": 0, "y": 0, "t": "<b>&", "c": "red"}])]
    drawn = draw(FRAME, Axis(0, 100, ((50, "half"),)), UP, marks, 'alt "x"')
    assert re.search(r'<text x="50" [^>]*>half</text>', drawn)
    assert ">&lt;b&gt;&amp;</text>" in drawn
    assert 'aria-label="alt &quot;x&quot;"' in drawn
