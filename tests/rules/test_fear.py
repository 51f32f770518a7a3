"""Asylum officers screen claims; officers of affirmative asylum are lent to them while claims wait long."""

import numpy as np
import pytest
import simpy

from sim.base.codes import CLASSES, Nationality
from sim.engine.state import Store
from sim.engine.vocabulary import Flow, Stock, Tally
from sim.model.context import Context
from sim.model.fear_screening import positive_shares
from sim.model.run import play
from tests.worlds import small

FEW = ("fear.officers=150", "fear.screening_share=0.4", "fear.preparation_days=1", "fear.family_preparation_days=1")


def _interviews(*settings: str) -> tuple[np.ndarray, np.ndarray]:
    """Interviews that could be held each day, and claims that wait each evening; both of shape (days,)."""
    ctx, _ = play(small("status-quo", *FEW, *settings, scale=0.02, days=45))
    return ctx.record.tallies[:, Tally.FEAR_SLOTS], ctx.record.stocks[:, Stock.AWAITING_FEAR_SCREENING].sum(axis=1)


def test_no_officer_is_lent_before_a_claim_has_waited_long_enough() -> None:
    patient, _ = _interviews("fear.surge.after_days=400", "fear.surge.screening_share=0.8")
    alone, _ = _interviews("fear.surge.after_days=0", "fear.surge.screening_share=0.4")
    assert patient.tolist() == alone.tolist()


@pytest.mark.parametrize("share", [0.8, 1.0])
def test_officers_are_lent_while_claims_wait_and_shorten_the_line(share: float) -> None:
    usual, waiting = _interviews("fear.surge.screening_share=0")
    lent, fewer = _interviews("fear.surge.after_days=3", f"fear.surge.screening_share={share}")
    assert (lent >= usual).all()
    assert lent[-20:].sum() == pytest.approx(usual[-20:].sum() * share / 0.4, rel=0.1)
    assert fewer[-1] < waiting[-1]


def _shares(*settings: str) -> np.ndarray:
    """Positive findings by nationality on the first and on the last of sixty days, shape (NATIONALITIES, 2) [share]."""
    inputs = small("status-quo", *settings)
    return positive_shares(Context(simpy.Environment(), inputs, Store(64, inputs.clock)))[:, [0, -1]]


@pytest.mark.parametrize("level", [0.02, 0.5, 0.888, 0.999])
def test_the_usual_claims_together_are_found_as_often_as_is_said(level: float) -> None:
    inputs = small("status-quo")
    claims = inputs.by_nationality("fear.claims_by_nationality")
    shares = _shares(f"fear.positive_share={level}")[:, 0]
    assert shares @ claims / claims.sum() == pytest.approx(level, abs=1e-12)
    odds, usual = shares / (1 - shares), inputs.by_nationality("fear.positive_by_nationality")
    assert odds / (usual / (1 - usual)) == pytest.approx(odds[0] / (usual[0] / (1 - usual[0])))


def test_a_nationality_found_less_often_leaves_the_total_alone_and_moves_on_its_date() -> None:
    for level in (0, 1):
        assert _shares(f"fear.positive_share={level}") == pytest.approx(level)
    alike = (f"fear.positive_by_nationality.{each.name.lower()}=0.7" for each in Nationality)
    assert _shares(*alike, "fear.positive_share=0.6") == pytest.approx(0.6)
    before, after = _shares("fear.positive_share=0.5@2016-10-31").T
    assert before.tolist() == _shares()[:, 0].tolist()
    assert (after < before).all()


def test_people_of_a_nationality_that_is_found_less_often_are_sent_to_court_less_often() -> None:
    quick = (
        "fear.preparation_days=1",
        "fear.family_preparation_days=1",
        "fear.officers=2000",
        "fear.positive_share=0.6",
    )
    rare = ("fear.positive_by_nationality.guatemala=0.02", "fear.positive_by_nationality.honduras=0.98")
    ctx, _ = play(small("status-quo", *quick, *rare, scale=0.03))
    found, not_found = (
        ctx.record.flows[:, flow].sum(axis=0).reshape(-1, CLASSES).sum(axis=1)
        for flow in (Flow.CREDIBLE_POSITIVE, Flow.CREDIBLE_NEGATIVE)
    )
    share = found / (found + not_found)
    assert share[Nationality.GUATEMALA] < 0.1
    assert share[Nationality.HONDURAS] > 0.9
