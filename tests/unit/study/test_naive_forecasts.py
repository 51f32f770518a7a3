"""Simple rules foretell from what was published, and say nothing where they lack it."""

import pytest

from sim.base.metric_key import MetricKey
from sim.study.naive_forecasts import simple_rules

KNOWN = {
    MetricKey("court_pending", period="FY2014"): 100.0,
    MetricKey("court_pending", period="FY2015"): 110.0,
    MetricKey("court_pending", period="FY2016"): 130.0,
    MetricKey("court_receipts", period="FY2017"): 60.0,
    MetricKey("court_completions", period="FY2017"): 45.0,
    MetricKey("court_pending", period="FY2017"): 150.0,
    MetricKey("detained_average", period="2016-03"): 7.0,
}


def test_last_year_again_is_the_value_of_the_year_before() -> None:
    assert simple_rules(MetricKey("court_pending", period="FY2017"), KNOWN).last_year == 130.0


def test_the_bare_identity_of_the_court_adds_receipts_and_takes_completions() -> None:
    assert simple_rules(MetricKey("court_pending", period="FY2017"), KNOWN).identity == 130.0 + 60.0 - 45.0


def test_the_line_goes_through_the_three_years_before() -> None:
    assert simple_rules(MetricKey("court_pending", period="FY2017"), KNOWN).line == pytest.approx(143.333, rel=1e-4)


def test_the_line_needs_two_years() -> None:
    assert simple_rules(MetricKey("court_pending", period="FY2015"), KNOWN).line is None


def test_a_month_looks_at_the_same_month_a_year_before() -> None:
    rules = simple_rules(MetricKey("detained_average", period="2017-03"), KNOWN)

    assert (rules.last_year, rules.identity) == (7.0, None)


def test_a_rule_that_lacks_a_number_says_nothing() -> None:
    assert simple_rules(MetricKey("book_ins", period="FY2017"), KNOWN).by_name() == {
        "last_year": None,
        "identity": None,
        "straight_line": None,
    }
