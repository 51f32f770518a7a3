"""People in transit through Mexico: whom it returns, and what that hangs on."""

import numpy as np
import pytest

from sim.base.codes import CLASSES, Nationality
from sim.engine.vocabulary import Flow
from sim.model.border.transit import cooperation, interdiction
from sim.model.run import simulate
from tests.worlds import small

REACHED = (Nationality.GUATEMALA, Nationality.HONDURAS, Nationality.EL_SALVADOR)


def test_mexico_returns_only_those_it_can_reach() -> None:
    recording = simulate(small("status-quo", scale=0.02, days=30))
    returned = recording.flows[:, Flow.RETURNED_BY_INM].sum(axis=0).reshape(len(Nationality), CLASSES).sum(axis=1)
    assert (returned[list(REACHED)] > 0).all()
    others = [code for code in Nationality if code not in REACHED]
    assert not returned[others].any()


def test_who_is_stopped_does_not_come_and_who_is_not_does() -> None:
    none = simulate(small("status-quo", "mexico.interdiction_share=0", scale=0.02, days=30))
    some = simulate(small("status-quo", scale=0.02, days=30))
    assert none.flows[:, Flow.RETURNED_BY_INM].sum() == 0
    stopped = some.flows[:, Flow.RETURNED_BY_INM].sum()
    more = none.flows[:, Flow.ATTEMPT].sum() - some.flows[:, Flow.ATTEMPT].sum()
    assert more == pytest.approx(stopped, rel=0.25)


def test_cooperation_hangs_on_aid_by_its_weight_and_acts_through_the_gain() -> None:
    cut = ("costs.aid_to_mexico_usd_per_year=0", "mexico.aid_weight=0.4")
    assert cooperation(small("status-quo")) == pytest.approx(1.0)
    assert cooperation(small("status-quo", *cut)) == pytest.approx(0.6)
    more = ("costs.aid_to_mexico_usd_per_year=90000000", "mexico.aid_weight=0.4")
    assert cooperation(small("status-quo", *more)) == pytest.approx(1.0)
    shut = small("status-quo", *cut, "mexico.cooperation_gain=0")
    assert np.array_equal(interdiction(shut), interdiction(small("status-quo", "mexico.cooperation_gain=0")))
