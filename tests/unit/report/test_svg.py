"""A chart is marks on two scales: what is written stands where the scales put it."""

import re

from sim.report.svg import Axis, Curve, Dot, Frame, Label, Span, bars, dots, draw, lines, texts

FRAME = Frame(120, 60, left=10, right=10, top=5, bottom=5)
UP, RIGHT = Axis(0, 50), Axis(0, 100)


def test_high_values_stand_at_the_top_and_an_axis_that_is_turned_puts_them_at_the_bottom() -> None:
    dot = [Dot(25, 10)]
    assert 'cx="25" cy="40"' in draw(FRAME, RIGHT, UP, [dots(dot)], "")
    assert 'cx="25" cy="10"' in draw(FRAME, RIGHT, Axis(50, 0), [dots(dot)], "")
    assert 'translate(10,5)"' in draw(FRAME, RIGHT, UP, [], "")


def test_each_line_runs_through_its_places() -> None:
    curves = [Curve((0, 50, 100), (0, 25, 50), colour) for colour in ("us", "mx")]
    paths = re.findall(r' d="([^"]*)"', draw(FRAME, RIGHT, UP, [lines(curves)], ""))
    assert paths == ["M0,50L50,25L100,0"] * 2


def test_a_bar_has_its_extent_whichever_end_is_named_first() -> None:
    there = Span(10, 30, 0, 20)
    back = Span(30, 10, 20, 0)
    first, other = (draw(FRAME, RIGHT, UP, [bars([span])], "") for span in (there, back))
    assert first == other
    assert 'x="10" y="30" width="20" height="20"' in first


def test_ticks_stand_at_their_values_and_words_are_text() -> None:
    marks = [texts([Label(0, 0, "<b>&")])]
    drawn = draw(FRAME, Axis(0, 100, ((50, "half"),)), UP, marks, 'alt "x"')
    assert re.search(r'<text x="50" [^>]*>half</text>', drawn)
    assert ">&lt;b&gt;&amp;</text>" in drawn
    assert 'aria-label="alt &quot;x&quot;"' in drawn


def test_a_single_value_stands_in_the_middle_of_an_axis_without_width() -> None:
    assert 'cx="50" cy="25"' in draw(FRAME, Axis(3, 3), Axis(0, 0), [dots([Dot(3, 0)])], "")
