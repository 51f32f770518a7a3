"""Metrics are read for fiscal years, for halves of them and for months alike."""

from datetime import date

import numpy as np
import pytest

from sim.base.metric_key import MetricKey
from sim.engine.vocabulary import Flow, Stock, Tally
from sim.results.metrics import measure, order_of, span_of, values_in
from tests.unit.results.recordings import empty, group


@pytest.mark.parametrize(
    ("label", "first", "after"),
    [
        ("FY2016", date(2015, 10, 1), date(2016, 10, 1)),
        ("FY2017H1", date(2016, 10, 1), date(2017, 2, 1)),
        ("FY2017H2", date(2017, 2, 1), date(2017, 10, 1)),
        ("2016-02", date(2016, 2, 1), date(2016, 3, 1)),
        ("2016-12", date(2016, 12, 1), date(2017, 1, 1)),
    ],
)
def test_a_period_has_a_first_day_and_a_day_after(label: str, first: date, after: date) -> None:
    span = span_of(label)

    assert span is not None
    assert (span.first, span.after) == (first, after)


@pytest.mark.parametrize("label", ["", "2016", "FY16", "FY2016H3", "2016-13", "2016-00", "2016-2"])
def test_other_words_are_no_periods(label: str) -> None:
    assert span_of(label) is None


def test_years_come_before_halves_and_halves_before_months() -> None:
    labels = ["2015-10", "FY2017H2", "FY2017", "2016-01", "FY2016", "FY2017H1"]

    assert sorted(labels, key=order_of) == ["FY2016", "FY2017", "FY2017H1", "FY2017H2", "2015-10", "2016-01"]


def test_a_month_is_read_from_its_own_days() -> None:
    recording = empty(start=date(2016, 7, 1), days=92)
    start = recording.start
    august = (date(start.year, 8, 1) - start).days
    recording.flows[august : august + 31, Flow.APPREHENDED, group()] = 2
    recording.stocks[:, Stock.DETAINED_ADULT, group()] = np.arange(92)
    found = values_in(
        recording, [MetricKey("apprehensions", period="2016-08"), MetricKey("detained_average", period="2016-08")]
    )

    assert found[MetricKey("apprehensions", period="2016-08")] == 62
    assert found[MetricKey("detained_average", period="2016-08")] == august + 15


def test_the_mean_age_of_a_month_is_that_of_its_last_day() -> None:
    recording = empty(start=date(2016, 7, 1), days=92)
    last_of_august = (date(recording.start.year, 8, 31) - recording.start).days
    recording.stocks[last_of_august, Stock.PENDING_GENERAL, group()] = 4
    recording.tallies[last_of_august, Tally.PENDING_AGE] = 1000
    wanted = MetricKey("pending_age_days", period="2016-08")

    assert values_in(recording, [wanted]) == {wanted: 250.0}


def test_what_was_not_played_is_not_told() -> None:
    recording = empty(start=date(2016, 7, 1), days=92)

    assert values_in(recording, [MetricKey("apprehensions", period=period) for period in ("FY2016", "2017-01")]) == {}
    assert measure(recording), "while the run itself has metrics"
