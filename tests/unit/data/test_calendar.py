"""The table of federal holidays agrees with the statute, read here once more."""

from datetime import date, timedelta
from pathlib import Path

import pytest

from sim.data.calendar import clock, read_holidays
from sim.data.seeds import read_rows, shipped_root
from sim.data.tree import Findings
from tests.unit.trees import write

MONDAY, THURSDAY = 0, 3


def nth(year: int, month: int, weekday: int, number: int) -> date:
    first = date(year, month, 1)
    return first + timedelta((weekday - first.weekday()) % 7 + 7 * (number - 1))


def last_monday_of_may(year: int) -> date:
    return date(year, 5, 31) - timedelta(date(year, 5, 31).weekday())


def day_off(day: date) -> date:
    """5 U.S.C. 6103(b) for a Saturday, Executive Order 11582 for a Sunday."""
    return day + timedelta({5: -1, 6: 1}.get(day.weekday(), 0))


def by_statute(year: int) -> dict[date, str]:
    """5 U.S.C. 6103(a)."""
    found = {
        day_off(date(year, 1, 1)): "New Year's Day",
        nth(year, 1, MONDAY, 3): "Birthday of Martin Luther King, Jr.",
        nth(year, 2, MONDAY, 3): "Washington's Birthday",
        last_monday_of_may(year): "Memorial Day",
        day_off(date(year, 7, 4)): "Independence Day",
        nth(year, 9, MONDAY, 1): "Labor Day",
        nth(year, 10, MONDAY, 2): "Columbus Day",
        day_off(date(year, 11, 11)): "Veterans Day",
        nth(year, 11, THURSDAY, 4): "Thanksgiving Day",
        day_off(date(year, 12, 25)): "Christmas Day",
    }
    return found | ({day_off(date(year, 6, 19)): "Juneteenth National Independence Day"} if year >= 2021 else {})


def shipped_rows() -> dict[date, str]:
    findings = Findings()
    path = shipped_root() / "seeds/calendar/us_federal_holidays.csv"
    rows = read_rows(path, "holidays", columns=("date", "name"), findings=findings)
    assert findings.problems == ()
    return {date.fromisoformat(row.cells[0]): row.cells[1] for row in rows}


def test_the_table_is_the_statute_from_fiscal_year_2008_to_2040() -> None:
    expected: dict[date, str] = {}
    for year in range(2007, 2042):
        expected |= by_statute(year)

    first, last = date(2007, 10, 1), date(2040, 9, 30)
    assert shipped_rows() == {day: name for day, name in expected.items() if first <= day <= last}


def test_known_days_off() -> None:
    rows = shipped_rows()

    assert rows[date(2010, 12, 31)] == "New Year's Day"
    assert rows[date(2016, 12, 26)] == "Christmas Day"
    assert rows[date(2021, 6, 18)] == "Juneteenth National Independence Day"
    assert date(2017, 1, 20) not in rows


def test_coverage_is_whole_fiscal_years() -> None:
    holidays = read_holidays(shipped_root() / "seeds", Findings())

    assert holidays is not None
    assert (holidays.first, holidays.last) == (date(2007, 10, 1), date(2040, 9, 30))
    assert holidays.covers(date(2035, 9, 30), 5)
    assert not holidays.covers(date(2035, 10, 2), 5)


def test_working_days_of_whole_years_are_told_for_every_year_touched() -> None:
    calendar = clock(date(2017, 1, 1), 1, {date(2017, 1, 2)})

    assert calendar.days == 365
    assert calendar.working_days == {2017: 259, 2018: 260}
    assert not calendar.is_working[1]
    assert calendar.is_working[2]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("date,name\n2017-13-01,x\n", "'2017-13-01'"),
        ("day,name\n", "day,name"),
        ("date,name\n2017-01-02\n", "1 value"),
    ],
)
def test_a_wrong_table_is_told(tmp_path: Path, text: str, found: str) -> None:
    write(tmp_path, {"calendar/us_federal_holidays.csv": text})
    findings = Findings()

    assert read_holidays(tmp_path, findings) is None
    assert findings.problems[0].found == found
