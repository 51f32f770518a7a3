"""Days, fiscal years and the order of a day."""

from datetime import date

from sim.base.days import Phase, fiscal_year, length_of_run


def test_a_fiscal_year_begins_in_october_and_is_named_after_its_end() -> None:
    assert fiscal_year(date(2016, 9, 30)) == 2016
    assert fiscal_year(date(2016, 10, 1)) == 2017


def test_a_run_of_four_years_from_october_2016_has_one_leap_day() -> None:
    assert length_of_run(date(2016, 10, 1), 4) == 1461
    assert length_of_run(date(2016, 2, 29), 1) == 366


def test_the_order_of_a_day_is_fixed() -> None:
    names = [phase.name for phase in Phase]
    assert names == [
        "STAFF", "ARRIVE", "DISPOSE", "SCREEN", "FILE", "HEAR", "REVIEW", "RELEASE",
        "BOOK", "MEXICO", "DOCUMENTS", "FLY", "BRIDGE", "REENTER", "AUDIT",
    ]  # fmt: skip
