"""How long people wait is read off the whole curve, whatever part of it is drawn, and is told alike everywhere."""

from datetime import date
from pathlib import Path

import numpy as np
import pytest

from sim.base.draws import FloatArray
from sim.engine.vocabulary import Cause, Flow, Stock, Tally, Wait
from sim.report.pathway import Age, half_words, span_words, waiting
from sim.report.sections.waits import waits_section
from sim.report.study import Arm, Study
from sim.results.estimates import Sample
from sim.results.monthly_summary import CAUSES, MonthlySummary
from sim.results.survival import day_reached

DAYS = 1461
AGES = np.concatenate((np.arange(61), np.arange(61, 2 * DAYS, 7)))
MANIFEST = {"kind": "run", "scenario": "calm", "years": 4, "scale": 1.0, "start": date(2016, 10, 1).isoformat()}


def study(*gone: FloatArray) -> Study:
    """A run whose replications have these shares gone from court at the ages that are kept."""
    return Study(
        Path(), MANIFEST, (Arm(0, MANIFEST, Sample((), (), np.zeros((len(gone), 0))), tuple(map(outline, gone))),)
    )


def outline(gone: FloatArray) -> MonthlySummary:
    """An outline of one month in which nothing but the court is seen."""
    curves = np.full((len(Wait), CAUSES, len(AGES)), np.nan)
    curves[Wait.DECISION, :, : len(gone)] = 0.0
    curves[Wait.DECISION, Cause.SERVED, : len(gone)] = gone
    counts = (np.zeros((1, len(codes)), np.int64) for codes in (Flow, Stock, Stock, Tally))
    return MonthlySummary(np.array([DAYS]), *counts, AGES, curves)


def straight(days: float) -> FloatArray:
    """The share gone where one half has left after so many days, at the same pace all along."""
    return np.minimum(0.5 * AGES[AGES <= DAYS] / days, 1.0)


@pytest.mark.parametrize("days", [3.0, 60.0, 100.0, 887.0, 922.0, 1153.0, 1419.0, 1461.0])
def test_the_median_is_read_off_the_whole_curve_and_not_off_the_points_that_are_drawn(days: float) -> None:
    made = study(straight(days))
    found = waiting(made, made.base, Wait.DECISION)
    assert found is not None
    assert found.median == Age(int(days), is_reached=True)
    assert len(found.ages) <= 72, "the curve itself is thinned"
    drawn = found.ages
    assert drawn[drawn >= days].min() - drawn[drawn < days].max() <= 7, "the mark lies on the line that is drawn"


def test_the_median_of_several_replications_is_that_of_their_mean_curve() -> None:
    gone = [straight(900.0), straight(1500.0)]
    made = study(*gone)
    found = waiting(made, made.base, Wait.DECISION)
    assert found is not None
    assert found.median.days == day_reached(AGES[: len(gone[0])], np.mean(gone, axis=0), 0.5)


def test_where_half_have_not_left_it_is_longer_than_what_was_seen() -> None:
    short = straight(2000.0)[:100]
    for gone, last in ((straight(2000.0), 1461), (short, int(AGES[99]))):
        made = study(gone)
        found = waiting(made, made.base, Wait.DECISION)
        assert found is not None
        assert found.median == Age(last, is_reached=False)


@pytest.mark.parametrize(("days", "words"), [(1419.0, "1,419 days"), (1600.0, "more than 1,461 days")])
def test_sentence_heading_table_and_picture_say_the_same(days: float, words: str) -> None:
    section = waits_section(study(straight(days)))
    (figure,) = (block for block in section.blocks if getattr(block, "anchor", "") == "waiting")
    assert f"in court {'leave within' if days < DAYS else 'wait'} {words}." in section.answer
    assert figure.title.endswith(f"in court {words}")  # type: ignore[union-attr]  # a figure
    assert figure.table.rows[0][1] == words  # type: ignore[union-attr]
    assert words in figure.panels[0].wide  # type: ignore[union-attr]


def test_times_of_several_scenarios_are_told_as_what_all_of_them_bear() -> None:
    reached, later, open_end = Age(922, is_reached=True), Age(1419, is_reached=True), Age(1461, is_reached=False)
    short = Age(400, is_reached=False)
    assert half_words([reached]) == "leave within 922 days"
    assert half_words([reached, later]) == "leave within 922 to 1,419 days"
    assert half_words([reached, open_end]) == "wait 922 days or longer"
    assert half_words([open_end, open_end]) == "wait more than 1,461 days"
    assert half_words([reached, short]) == "wait more than 400 days"
    assert span_words([Age(1, is_reached=True)]) == "1 day"
