"""Hiring: applicants, the academy, losses, and what an order brings by when."""

import numpy as np
import pytest

from sim.base.codes import Sector
from sim.engine.recording import ITEM
from sim.engine.vocabulary import Tally
from sim.model.run import simulate
from sim.model.staffing import (
    ALONG_MEXICO,
    SERVICES,
    apprehension_share,
    deployed,
    force,
    judges_at_work,
    miles_standing,
    pace_of_hiring,
    share_of_miles,
)
from sim.scenario.inputs import Inputs
from sim.scenario.scenario import Overrides, load
from tests.worlds import small


def inputs(scenario: str = "status-quo", *settings: str, years: int = 4) -> Inputs:
    """Compile a scenario at its central values."""
    return load(scenario, Overrides(set=settings, years=years)).compile(1, fixed=True)


def test_the_realised_hiring_gains_no_agents_in_the_year_of_the_memos() -> None:
    agents = force(inputs("observed", years=2), "usbp_agents")
    first = agents.on_board[366]
    assert first == pytest.approx(19742, rel=0.01), "published on 1 October 2016"
    assert agents.on_board[-1] == pytest.approx(19437, rel=0.01), "published on 30 September 2017"
    assert -500 < agents.on_board[-1] - first < 100
    assert not agents.added.any()


def test_an_order_for_five_thousand_agents_adds_none_in_its_first_year_and_few_by_the_fourth() -> None:
    agents = force(inputs("kelly-memos"), "usbp_agents")
    by_september_2017, by_the_end = agents.added[364], agents.added[-1]
    assert by_september_2017 == 0
    assert 300 < by_the_end < 1000


def test_air_and_marine_agents_are_sought_counted_and_paid_for_and_change_nothing_else() -> None:
    ready = (
        "staffing.air_marine_agents_hiring.time_to_hire_days=0",
        "staffing.air_marine_agents_hiring.academy_days=5",
    )
    base = simulate(small("status-quo", *ready))
    more = simulate(small("status-quo", *ready, "staffing.air_marine_agents_added=500"))
    assert more.tallies[-1, Tally.AIR_MARINE_AGENTS] > base.tallies[-1, Tally.AIR_MARINE_AGENTS]
    items = [ITEM["agents_added"], ITEM["agents_hired"]]
    assert (more.ledger[-1, items] > base.ledger[-1, items]).all()
    assert (more.flows == base.flows).all()


def test_hiring_at_target_reaches_the_order() -> None:
    ready = inputs("hiring-at-target", years=7)
    assert force(ready, "usbp_agents").added.max() == pytest.approx(5000, rel=0.1)
    assert force(ready, "ice_officers").added.max() == pytest.approx(10000, rel=0.1)


@pytest.mark.parametrize("service", SERVICES)
def test_no_more_enter_the_academy_than_applicants_and_places_allow(service: str) -> None:
    many = inputs("status-quo", f"staffing.{service}_added=9000")
    staff = force(many, service)
    assert staff.entered.max() <= pace_of_hiring(many, service) + 1e-9
    delay, school = (many.whole(f"staffing.{service}_hiring.{name}") for name in ("time_to_hire_days", "academy_days"))
    assert not staff.entered[:delay].any()
    assert not staff.added[: delay + school].any()
    assert staff.added[-1] > 0


def test_nobody_is_hired_beyond_the_number_sought() -> None:
    fast = ("applicants_added_per_year=100000000", "academy_places_per_year=1000000", "time_to_hire_days=10")
    settings = tuple(f"staffing.usbp_agents_hiring.{name}" for name in fast)
    staff = force(inputs("status-quo", "staffing.usbp_agents_added=500", *settings), "usbp_agents")
    assert staff.added.max() <= 500
    assert staff.added[-1] == pytest.approx(500, rel=0.05)


def test_fewer_applicants_a_hire_fill_an_order_sooner() -> None:
    slow, quick = (
        force(inputs("kelly-memos", f"staffing.usbp_agents_hiring.applicants_per_hire={number}"), "usbp_agents").added[
            -1
        ]
        for number in (200, 50)
    )
    assert quick > slow


def test_there_is_one_definition_of_deployed_and_agents_act_through_it() -> None:
    base = inputs()
    assert deployed(base) == pytest.approx(force(base, "usbp_agents").on_board * 0.43)
    more = inputs("status-quo", "staffing.usbp_agents_deployable_share=0.6")
    assert (apprehension_share(more) > apprehension_share(base)).all()
    none = (f"border.apprehension_elasticity_of_agents={gain}" for gain in (0, 0))
    without, shut = next(none), next(none)
    assert np.array_equal(
        apprehension_share(inputs("status-quo", without)),
        apprehension_share(inputs("status-quo", shut, "staffing.usbp_agents_deployable_share=0.6")),
    )


def test_judges_sought_join_the_bench_and_learn_first() -> None:
    more = inputs("status-quo", "staffing.judges_added=200", "staffing.judges_hiring.time_to_hire_days=100")
    base = inputs()
    bench = force(more, "judges").on_board - force(base, "judges").on_board
    work = judges_at_work(more) - judges_at_work(base)
    assert bench[-1] > 100
    assert 0 < work[200] < bench[200]


def test_a_mile_of_barrier_is_felt_in_its_sector_alone() -> None:
    only = tuple(f"border.barrier_share.{sector.name.lower()}=0" for sector in ALONG_MEXICO if sector != Sector.TUCSON)
    soon = ("border.barrier_first_mile_days=0", "border.barrier_miles_added={2016-10-01: 262}")
    built = (*only, *soon, "border.barrier_share.tucson=1", "border.barrier_miles_per_year=100000")
    share, base = apprehension_share(inputs("status-quo", *built)), apprehension_share(inputs())
    others = [sector for sector in Sector if sector != Sector.TUCSON]
    assert (share[:, others] == base[:, others]).all()
    whole = inputs().number("border.apprehension_gain_per_mile") * sum(
        inputs().number(f"border.sector_miles.{sector.name.lower()}") for sector in ALONG_MEXICO
    )
    assert share[-1, Sector.TUCSON] == pytest.approx(base[-1, Sector.TUCSON] * (1.0 + whole))


def test_the_miles_asked_for_are_on_the_rio_grande_and_at_san_diego() -> None:
    share = share_of_miles(inputs())
    assert share.sum() == pytest.approx(1.0)
    assert share[Sector.RIO_GRANDE_VALLEY] == pytest.approx(60 / 74, abs=0.01)
    assert share[Sector.SAN_DIEGO] == pytest.approx(14 / 74, abs=0.01)


def test_barrier_stands_after_the_first_mile_and_no_faster_than_its_pace() -> None:
    ordered = inputs("status-quo", "border.barrier_miles_added={2016-10-01: 74}")
    miles = miles_standing(ordered)
    assert not miles[:588].any()
    assert np.diff(miles).max() <= 37 / 365 + 1e-9
    assert miles[-1] == pytest.approx(74)
    assert miles.max() <= 74
