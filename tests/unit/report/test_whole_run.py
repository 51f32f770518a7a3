"""What is said of a whole run is read from the whole run, not from the parts that are drawn, and alike everywhere."""

from datetime import date
from pathlib import Path

import numpy as np

from sim.base.metric_key import MetricKey
from sim.engine.vocabulary import Flow, Stock, Tally, Wait
from sim.report.numbers import undetected
from sim.report.sections.capacity import capacity_section
from sim.report.sections.stocks import stocks_figure
from sim.report.study import Arm, Study, spread
from sim.report.tables import unseen_sentences
from sim.results.estimates import Sample, differences, pairings
from sim.results.metrics import unit_of
from sim.results.monthly_summary import CAUSES, MonthlySummary

MANIFEST = {"kind": "run", "scenario": "calm", "years": 1, "scale": 1.0, "start": date(2016, 12, 1).isoformat()}
MONTHS = 2
GROWTH = MetricKey("court_pending_change")


def outline() -> MonthlySummary:
    """Two months of two quarters: first few beds, all taken, then many, nearly all free; judges a third in use."""
    counts = {name: np.zeros((MONTHS, len(codes)), np.int64) for name, codes in CODES.items()}
    counts["stock_days"][:, Stock.DETAINED_ADULT] = (1200, 1000)
    counts["tallies"][:, Tally.ADULT_BEDS] = (1000, 100_000)
    counts["tallies"][:, Tally.COURT_USED] = 30
    counts["tallies"][:, Tally.COURT_CAPACITY] = 100
    counts["stocks"][:, Stock.PENDING_GENERAL] = (500_000, 600_000)
    curves = np.full((len(Wait), CAUSES, 3), np.nan)
    return MonthlySummary(np.array([31, 62]), **counts, ages=np.arange(3), incidence=curves)


CODES = {"flows": Flow, "stocks": Stock, "stock_days": Stock, "tallies": Tally}


def study(grown: float) -> Study:
    """A run of these two months in which the court's backlog grew by so much from its first day on."""
    values = Sample((GROWTH,), ("cases",), np.array([[grown]]))
    return Study(Path(), MANIFEST, (Arm(0, MANIFEST, values, (outline(),)),))


def test_the_resource_used_most_is_that_of_the_whole_run() -> None:
    section = capacity_section(study(0.0))
    assert section.answer == "judges are used most, 30% on average."


def test_more_than_there_are_places_is_told_as_such() -> None:
    (figure,) = capacity_section(study(0.0)).blocks
    assert figure.table.rows[0][1:] == ("120%", "1%")  # type: ignore[union-attr]  # a figure


def test_the_backlog_grows_from_the_first_day_and_not_from_the_end_of_the_first_month() -> None:
    figure = stocks_figure(study(123_400.0), ())
    assert figure is not None
    assert figure.title == "The court backlog ends 123,000 cases higher than it began"
    shrunk = stocks_figure(study(-5.0), ())
    assert shrunk is not None
    assert "higher" not in shrunk.title


def test_screen_and_page_name_the_same_size_that_would_have_shown() -> None:
    key = MetricKey("removals")
    base, other = (
        Sample((key,), (unit_of(key),), np.array(values)[:, None])
        for values in ([0.0, 0.0, 0.0], [-2000.0, 1000.0, 2000.0])
    )
    (sentence,) = unseen_sentences(differences("busy", base, other), pairings("busy", base, other, [key]), 3)
    assert "5,504 persons or more would have shown" in sentence
    assert "5,500 persons or more would have shown" in undetected(spread(other.values[:, 0]), "persons", 3)
