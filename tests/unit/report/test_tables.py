"""The headline tables say what the estimates say."""

from pathlib import Path

import numpy as np

from sim.base.metric_key import MetricKey
from sim.report.measures import HALF_WAIT, HEADLINES
from sim.report.tables import difference_tables, first_news, level_table, run_table, year_table
from sim.results.estimates import Sample, differences, estimates
from sim.results.metrics import METRIC

README = Path(__file__).resolve().parents[3] / "README.md"
ARRESTS = MetricKey("apprehensions")
YEAR = MetricKey("apprehensions", period="2017")
COST = MetricKey("cost_usd", (("payer", "mexico"),))


def values(*rows: tuple[float, float, float]) -> Sample:
    """Replications with arrests of the run and of a year, and a cost."""
    return Sample((ARRESTS, YEAR, COST), ("events", "events", "USD"), np.array(rows))


CALM = values((1000, 400, 3e6), (1200, 600, 5e6))
BUSY = values((3000, 900, 3e6), (3400, 900, 5e6))


def row(rows: tuple[tuple[str, ...], ...], label: str) -> tuple[str, ...]:
    """The row that starts with a label."""
    (found,) = (one for one in rows if one[0].startswith(label))
    return found[1:]


def test_every_headline_is_a_declared_metric() -> None:
    assert all(headline.metric in METRIC for headline in HEADLINES)


def test_the_run_table_gives_means_and_intervals() -> None:
    table = run_table("calm", estimates(CALM), interval="95% interval, chance alone", scale=1.0)
    assert table.columns[-1] == "95% interval, chance alone"
    assert row(table.rows, "Apprehensions") == ("events", "1,100", "0 to 2,371")
    assert row(table.rows, "Cost to Mexico")[:2] == ("million USD", "4")
    assert row(table.rows, "Wait in Mexico") == ("days", "none", "")


def test_the_year_table_has_a_column_for_each_year() -> None:
    table = year_table(estimates(CALM), 1.0)
    assert table.columns == ("Measure", "Unit", "2017")
    assert row(table.rows, "Apprehensions") == ("events", "500")


def test_a_measure_of_the_run_alone_has_no_row_by_year_and_one_that_is_not_reached_says_so() -> None:
    label = HALF_WAIT.label
    assert label not in [line[0] for line in year_table(estimates(CALM), 1.0).rows]
    assert row(run_table("calm", estimates(CALM), interval="", scale=1.0).rows, label) == ("days", "not reached", "")
    assert row(level_table([("calm", estimates(CALM))], 1.0).rows, label) == ("days", "not reached")


def test_the_readme_shows_no_measure_that_is_not_a_headline() -> None:
    labels = {headline.label for headline in HEADLINES}
    text = README.read_text(encoding="utf-8").split("## What it prints")[1].split("\n## ")[0]
    shown = [line.split("|")[1].strip() for line in text.splitlines() if line.startswith("| ")]
    told = [label for label in shown if label not in ("Measure", "---")]
    assert len(told) > len(HEADLINES)
    assert set(told) <= labels


def test_differences_have_a_table_for_each_scenario() -> None:
    found = (*differences("busy", CALM, BUSY), *differences("calm", CALM, CALM))
    busy, calm = difference_tables("calm", found, interval="95% interval", scale=1.0)
    assert busy.title == "busy less calm"
    assert row(busy.rows, "Apprehensions")[:2] == ("events", "+2,100")
    assert row(calm.rows, "Apprehensions") == ("events", "0", "0 to 0")


def test_levels_stand_side_by_side() -> None:
    table = level_table([("calm", estimates(CALM)), ("busy", estimates(BUSY))], 1.0)
    assert row(table.rows, "Apprehensions") == ("events", "1,100", "3,200")


def test_flights_are_marked_at_a_small_scale() -> None:
    table = run_table("calm", estimates(CALM), interval="", scale=0.01)
    labels = [line[0] for line in table.rows]
    assert "Charter flights (not reliable at this scale)" in labels
    assert "Removals" in labels


def test_the_first_pair_is_told_in_one_sentence() -> None:
    (sentence,) = first_news("calm", differences("busy", values((1000, 0, 0)), values((3000, 0, 0))))
    assert sentence == "busy less calm: apprehensions between ports +2,000"
