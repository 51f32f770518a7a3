"""What history gives is met in every replication, whatever was drawn; the rest goes on as the scenario says."""

from dataclasses import replace

import numpy as np
import pytest

from sim.scenario.inputs import Inputs
from sim.scenario.scenario import Overrides, load
from sim.study.forcing import Forcing, expected_arrests, expected_at_ports, with_forcing


def inputs(replication: int = 1) -> Inputs:
    return load("observed", Overrides(years=2)).compile(replication, fixed=False)


@pytest.mark.parametrize("replication", [1, 2])
def test_arrivals_at_ports_and_arrests_meet_the_totals_of_their_years(replication: int) -> None:
    forcing = Forcing(inadmissibles={2016: 200000.0, 2017: 100000.0}, arrests={2017: 150000.0})
    found = with_forcing(inputs(replication), forcing)
    year = found.clock.fiscal_years == 2017
    ports = expected_at_ports(found) * found.by_day("ports.arrivals_scale") / 365.0
    arrests = expected_arrests(found) * found.by_day("interior.arrests_scale") / 365.0

    assert ports[year].sum() == pytest.approx(100000.0)
    assert ports[~year].sum() == pytest.approx(200000.0)
    assert arrests[year].sum() == pytest.approx(150000.0)
    assert set(found.by_day("interior.arrests_scale")[~year]) == {1.0}, "nothing was said of that year"


def test_judges_rise_in_a_straight_line_to_each_year_end() -> None:
    found = with_forcing(inputs(), Forcing(judges={2016: 300.0, 2017: 400.0})).by_day("courts.judges")

    assert found[366] == pytest.approx(300.0)
    assert found[366 + 182] == pytest.approx(350.0, abs=0.5)


def test_beds_move_with_the_funded_ones_from_the_start_of_the_year() -> None:
    before = inputs()
    found = with_forcing(before, Forcing(beds={2016: 1.0, 2017: 1.5}))
    day = before.clock.day(before.clock.date_of(366))

    assert found.by_day("detention.beds.adult")[day - 1] == before.by_day("detention.beds.adult")[day - 1]
    assert found.by_day("detention.beds.adult")[day] == pytest.approx(
        1.5 * before.by_day("detention.beds.adult")[day], abs=1
    )


def test_receipts_are_imposed_month_by_month() -> None:
    found = with_forcing(inputs(), Forcing(receipts={(2016, 12): 20000.0})).imposed_receipts

    assert found is not None
    assert len(found) == 24
    assert found[14] == 20000.0
    assert np.isnan(found[13])


def test_nothing_given_changes_nothing() -> None:
    before = inputs()
    after = with_forcing(before, Forcing())

    assert after.imposed_receipts is None
    assert replace(after, read=before.read).values == before.values
