"""Text that anybody may have written shows what is in it and acts on nothing."""

import doctest
import json

import pytest

from sim.base import text
from sim.base.errors import ScenarioError
from sim.base.text import json_text, nearest, visible
from sim.scenario.scenario import Overrides
from sim.study.plans import Options, plan_compare

STRANGE = "\x00\t\n\r\x1b\x7f\x85\x9b\u061c\u200e\u2028\u2029\u202e\u2066\udcff\ufdd0\ufffe\uffff\U0001ffff"
"""One of each kind of what may not reach a terminal."""


def test_control_characters_are_escapes_and_the_rest_stays() -> None:
    assert visible(STRANGE).isprintable()
    assert visible("é 中 \u2212 \xa0 \u200d 😀") == "é 中 \u2212 \xa0 \u200d 😀"
    assert visible(visible(STRANGE)) == visible(STRANGE)


def test_json_says_the_same_and_acts_on_nothing() -> None:
    content = {"title": STRANGE, "é": [1, "\u2212"]}
    for is_ascii in (False, True):
        written = json_text(content, is_ascii=is_ascii)
        assert json.loads(written) == content
        assert all(line.isprintable() for line in written.split("\n"))
        assert written.isascii() is is_ascii


def test_letters_that_an_encoding_lacks_are_written_as_near_as_can_be() -> None:
    def written(found: str) -> str:
        return nearest(UnicodeEncodeError("ascii", found, 0, len(found), ""))[0]

    assert written("\u22125 \u2026é") == "-5 ...e"
    assert written("中\udcff") == "\\u4e2d\\udcff"


def test_the_examples_in_the_text_hold() -> None:
    assert doctest.testmod(text).failed == 0


def test_a_run_of_one_year_is_no_run_of_years() -> None:
    with pytest.raises(
        ScenarioError, match="observed from 2015-10-01 for 1 year, expected from 2016-10-01 for 1 year,"
    ):
        plan_compare(("status-quo", "observed"), Overrides(years=1), Options())
