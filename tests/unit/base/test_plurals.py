"""What is counted once is told in the singular."""

import doctest

import pytest

from sim.base import plurals
from sim.base.errors import ScenarioError
from sim.scenario.scenario import Overrides
from sim.study.plans import Options, plan_compare


def test_a_count_stands_before_its_noun() -> None:
    assert doctest.testmod(plurals).failed == 0


def test_a_run_of_one_year_is_no_run_of_years() -> None:
    with pytest.raises(
        ScenarioError, match="observed from 2015-10-01 for 1 year, expected from 2016-10-01 for 1 year,"
    ):
        plan_compare(("status-quo", "observed"), Overrides(years=1), Options())
