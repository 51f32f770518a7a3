"""Apprehensions that a user brings go on where the shipped series end, whole or in part."""

from functools import cache

import pytest

from sim.base.codes import Sector
from sim.data.arrivals import AREAS, BorderHistory, months_of_year, read_history
from sim.data.observed_arrivals import MONTHLY_SERIES, NATIONALITY_SERIES, extended
from sim.data.seeds import Observation, shipped_root
from sim.data.tree import Findings

CLASSES = ("single_adult", "family_unit_members", "unaccompanied_child")


@cache
def history() -> BorderHistory:
    findings = Findings()
    found = read_history(shipped_root() / "seeds", findings)
    findings.raise_if_any()
    assert found is not None
    return found


def row(
    value: float, month: str = "", *, category: str = "total", area: str = "Nationwide", year: str = "2018"
) -> Observation:
    return Observation(
        MONTHLY_SERIES, "FY", year, month, area, "", category, value, "persons", "official", "mine", "", ""
    )


def of_year(year: int, value: float, category: str = "total") -> list[Observation]:
    labels = [f"{y}-{m:02d}" for y, m in months_of_year(year)]
    return [row(value, label, category=category, year=str(year)) for label in labels]


def nationwide(history: BorderHistory, month: tuple[int, int]) -> list[float]:
    persons = history.by_class[month]
    return [float(value) for value in persons.reshape(-1, 3).sum(axis=0)]


def test_months_with_every_class_are_taken_as_they_are() -> None:
    rows = [row(value, "2018-03", category=name) for name, value in zip(CLASSES, (60.0, 30.0, 10.0), strict=True)]
    found = extended(history(), rows).history

    assert nationwide(found, (2018, 3)) == pytest.approx([60.0, 30.0, 10.0])


def test_a_month_with_a_total_alone_has_the_mix_of_the_last_shipped_year() -> None:
    found = extended(history(), [row(1000.0, "2018-03")])
    persons = nationwide(found.history, (2018, 3))

    assert sum(persons) == pytest.approx(1000.0)
    assert persons[0] / 1000 == pytest.approx(193183 / 310531, abs=0.01)
    assert "the classes of 1 months are open" in found.notes[0]


def test_the_southwest_border_is_raised_to_the_nation() -> None:
    found = extended(history(), [row(1000.0, "2018-03", area="SW border")]).history

    assert sum(nationwide(found, (2018, 3))) == pytest.approx(1000.0 * 310531 / 303916, rel=1e-3)


def test_a_yearly_value_is_spread_by_the_season() -> None:
    found = extended(history(), [row(120000.0)])
    months = [sum(nationwide(found.history, month)) for month in months_of_year(2018)]

    assert sum(months) == pytest.approx(120000.0, rel=1e-3)
    assert max(months) > 1.2 * min(months)
    assert found.brought == (2018,)


def test_months_between_known_years_follow_the_base_pattern_and_are_named() -> None:
    found = extended(history(), of_year(2020, 9000.0))

    assert (2019, 5) in found.history.by_class
    assert any("FY2018, FY2019" in note for note in found.notes)
    assert found.brought == (2020,)


def test_nationalities_meet_the_totals_of_the_year() -> None:
    names = {"Mexico": 50.0, "Guatemala": 20.0, "Honduras": 15.0, "El Salvador": 10.0, "Other": 5.0, "All": 100.0}
    nationality = [
        Observation(
            NATIONALITY_SERIES, "FY", "2018", "", "Nationwide", name, "", value, "persons", "official", "", "", ""
        )
        for name, value in names.items()
    ]
    found = extended(history(), [*of_year(2018, 1000.0), *nationality]).history
    persons = sum(found.by_class[month] for month in months_of_year(2018))
    table = (persons[..., None] * found.nationality_shares[2018]).reshape(-1, 8).sum(axis=0)

    assert table[:4] / table.sum() == pytest.approx([0.5, 0.2, 0.15, 0.1], abs=1e-3)


def test_nothing_brought_changes_nothing() -> None:
    assert extended(history(), []).history is history()


def test_sectors_add_up_to_the_southwest_border_where_it_is_not_given() -> None:
    sectors = [area for area, sector in AREAS.items() if sector not in (Sector.NORTHERN, Sector.COASTAL)]
    found = extended(history(), [row(100.0, "2018-03", area=area) for area in sectors]).history

    assert sum(nationwide(found, (2018, 3))) == pytest.approx(900.0 * 310531 / 303916, rel=1e-3)
