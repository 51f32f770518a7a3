"""Asylum officers screen claims; officers of affirmative asylum are lent to them while claims wait long."""

import numpy as np
import pytest

from sim.engine.vocabulary import Stock, Tally
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
