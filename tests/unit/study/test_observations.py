"""Published history comes from several hands, by year and by month; naive forecasts are made from it."""

from dataclasses import replace
from datetime import date

import pytest

from sim.base.metric_key import MetricKey
from sim.data.published import Published, Use, published_values, read_meanings, shipped_rows
from sim.data.seeds import shipped_root
from sim.data.tree import Findings
from sim.results.metrics import METRIC
from sim.study.observations import joined, naive_forecasts, scored_in, shipped_history, with_sums

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
    assert naive_forecasts(MetricKey("court_pending", period="FY2017"), KNOWN).last_year == 130.0


def test_the_bare_identity_of_the_court_adds_receipts_and_takes_completions() -> None:
    assert naive_forecasts(MetricKey("court_pending", period="FY2017"), KNOWN).identity == 130.0 + 60.0 - 45.0


def test_the_line_goes_through_the_three_years_before() -> None:
    assert naive_forecasts(MetricKey("court_pending", period="FY2017"), KNOWN).line == pytest.approx(143.333, rel=1e-4)


def test_the_line_needs_two_years() -> None:
    assert naive_forecasts(MetricKey("court_pending", period="FY2015"), KNOWN).line is None


def test_a_month_looks_at_the_same_month_a_year_before() -> None:
    rules = naive_forecasts(MetricKey("detained_average", period="2017-03"), KNOWN)

    assert (rules.last_year, rules.identity) == (7.0, None)


def test_a_rule_that_lacks_a_number_says_nothing() -> None:
    assert naive_forecasts(MetricKey("book_ins", period="FY2017"), KNOWN).by_name() == {
        "last_year": None,
        "identity": None,
        "straight_line": None,
    }


def value(metric: str, period: str, number: float, group: str = "all") -> Published:
    return Published(metric, group, period, number, number, number, "persons", "official", Use.TARGET, "x")


def test_an_earlier_hand_stands_before_a_later_one() -> None:
    mine, theirs = value("book_ins", "FY2017", 1.0), value("book_ins", "FY2017", 2.0)

    assert joined([mine], [theirs]) == (mine,)


def test_a_year_of_a_sum_is_the_sum_of_its_months() -> None:
    months = [f"2016-{month:02d}" for month in (10, 11, 12)] + [f"2017-{month:02d}" for month in range(1, 10)]
    values = with_sums([value("apprehensions", month, 10.0) for month in months])
    totals = {one.period: one.value for one in values if one.period.startswith("FY")}

    assert totals == {"FY2017": 120.0, "FY2017H1": 40.0, "FY2017H2": 80.0}


def test_a_year_of_an_average_weighs_months_by_their_days() -> None:
    months = {f"2017-{month:02d}": 28.0 if month == 2 else 0.0 for month in range(2, 10)}
    values = with_sums([value("detained_average", month, number) for month, number in months.items()])

    assert [(one.period, one.value) for one in values if one.period.startswith("FY")] == [
        ("FY2017H2", pytest.approx(28.0 * 28 / 242))
    ]


def test_a_year_that_lacks_a_month_is_not_made_up() -> None:
    assert len(with_sums([value("apprehensions", "2016-10", 10.0)])) == 1


def test_only_what_lies_in_the_years_asked_for_is_compared_and_years_come_first() -> None:
    values = [value("book_ins", period, 1.0) for period in ("2016-11", "FY2016", "FY2017", "FY2018")]
    chosen = scored_in(values, date(2016, 10, 1), date(2017, 10, 1))

    assert [one.period for one in chosen] == ["FY2017", "2016-11"]


def test_of_inputs_by_group_only_years_are_compared() -> None:
    month = replace(value("apprehensions", "2016-11", 1.0, "nationality=mexico"), use=Use.INPUT)

    assert scored_in([month], date(2016, 10, 1), date(2017, 10, 1)) == ()


def test_every_published_value_is_of_a_metric_of_the_program_and_inside_its_range() -> None:
    for one in published_values():
        assert one.metric in METRIC, one
        assert one.low <= one.value <= one.high, one


def test_what_was_not_read_again_and_what_is_estimated_has_a_range() -> None:
    bare = [one.key for one in published_values() if one.quality in ("recalled", "estimate") and one.low == one.high]
    assert bare == []


def test_shipped_series_check_no_year_after_2017() -> None:
    seeds, findings = shipped_root() / "seeds", Findings()
    meanings = read_meanings(seeds, findings)
    history = shipped_history(shipped_rows(seeds, meanings, findings), meanings)
    findings.raise_if_any()
    late = {one.metric for one in history if one.period >= "FY2018" and one.period.startswith("FY")}

    assert late <= {"interior_arrests"}, "which may set an input"
    assert {one.metric for one in history if one.use is not Use.INPUT} >= {"court_pending", "book_ins", "removals"}
