"""The page tells what became of a hundred people returned to Mexico, where anybody was returned."""

from pathlib import Path

import numpy as np
import pytest

from sim.base.metric_key import MetricKey
from sim.report.figures import ReportTable
from sim.report.measures import HEADLINES
from sim.report.sections.differences import levels_section
from sim.report.sections.mexico import mexico_section
from sim.report.study import Arm, Study
from sim.report.tables import run_table
from sim.results.estimates import Sample, estimates
from sim.results.metrics import unit_of
from sim.results.mexico_metrics import OUTCOMES

MANIFEST = {
    "kind": "run",
    "years": 2,
    "scale": 1.0,
    "start": "2016-10-01",
    "replications": 2,
    "interval": "95% interval",
    "leaves_out": [],
}
BECAME = dict.fromkeys(OUTCOMES, 0.0) | {"went_home": 40.0, "granted": 2.0, "tried_again": 25.0, "still_waiting": 33.0}


def arm(place: int, name: str, numbers: dict[MetricKey, float]) -> Arm:
    """A scenario with these numbers in each of two replications."""
    units = tuple(unit_of(key) for key in numbers)
    values = np.array([list(numbers.values())] * 2)
    return Arm(place, {**MANIFEST, "scenario": name}, Sample(tuple(numbers), units, values), ())


RETURNS = {
    **{MetricKey("outcome_per_100_returned", (("outcome", name),)): value for name, value in BECAME.items()},
    MetricKey("days_per_return"): 151.0,
    MetricKey("wait_mexico_days", (("cause", "served"),)): 240.0,
    MetricKey.read("hearings", "program=mexico"): 500.0,
}
NOBODY = {MetricKey("apprehensions"): 1000.0, MetricKey.read("hearings", "program=mexico"): 0.0}


def table_of(*arms: Arm) -> tuple[str, ReportTable]:
    """The answer and the table."""
    section = mexico_section(Study(Path(), MANIFEST, arms))
    (table,) = section.blocks
    assert isinstance(table, ReportTable)
    return section.answer, table


def test_outcomes_of_a_hundred_are_told_and_those_nobody_comes_to_are_not() -> None:
    answer, table = table_of(arm(0, "calm", NOBODY), arm(1, "strict", RETURNS))
    assert answer == (
        "Strict: of 100 persons returned 40 went home before a decision, 33 still wait on the last day and 25 tried "
        "again to cross before a decision; 151 days in Mexico for each of them so far."
    )
    told = {line.head.text: [cell.text for cell in line.cells] for line in table.lines if line.cells}
    assert told["Went home before a decision"] == ["40"]
    assert told["Granted relief"] == ["2"]
    assert told["Until a judge's decision, of those decided there"] == ["240"]
    assert told["Hearings, missed ones included"] == ["250"], "a year, of two"
    assert "Voluntary departure" not in told
    assert sum(float(told[name][0]) for name in told if name in list(told)[:4]) == 100


def test_where_nobody_is_returned_there_is_no_such_section() -> None:
    assert mexico_section(Study(Path(), MANIFEST, (arm(0, "calm", NOBODY),))).blocks == ()


def test_screen_and_page_tell_the_same_headlines() -> None:
    numbers = {headline.key: 1000.0 + place for place, headline in enumerate(HEADLINES)}
    study = Study(Path(), MANIFEST, (arm(0, "calm", numbers),))
    (page, *_) = levels_section(study).blocks
    assert isinstance(page, ReportTable)
    screen = run_table("calm", estimates(study.base.sample), interval="", scale=1.0)
    shown = [(line.head.text, *(str(cell.text) for cell in line.cells)) for line in page.lines]
    assert shown == [(label, mean, interval) for label, _, mean, interval in screen.rows]


@pytest.mark.parametrize("metric", ["wait_mexico_days", "wait_decision_days"])
def test_no_headline_is_a_mean_that_leaves_out_those_who_wait_longest_without_saying_so(metric: str) -> None:
    assert MetricKey(metric) not in [headline.key for headline in HEADLINES]
