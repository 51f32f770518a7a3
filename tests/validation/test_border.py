"""With people who try again the apprehensions of a year come back to what was published."""

import numpy as np
import pytest

from sim.base.codes import CLASSES, SECTORS, Nationality
from sim.engine.vocabulary import Flow
from sim.model.border.first_attempts import expected_apprehensions, first_attempts
from sim.model.run import play
from tests.worlds import small

_SCALE = 0.05


@pytest.mark.slow
def test_apprehensions_of_fy2016_are_within_four_standard_errors_of_the_published() -> None:
    inputs = small("observed", scale=_SCALE, days=366)
    published = expected_apprehensions(inputs)[:12]
    assert first_attempts(inputs).apprehended[:12].sum() < 0.9 * published.sum()
    ctx, _ = play(inputs)
    groups = ctx.record.flows[:, Flow.APPREHENDED].sum(axis=0).reshape(len(Nationality), CLASSES) / _SCALE
    sectors = ctx.record.sectors.sum(axis=0).reshape(SECTORS, CLASSES) / _SCALE
    for found, wanted in (
        (groups.sum(axis=1), published.sum(axis=(0, 1, 2))),
        (groups.sum(axis=0), published.sum(axis=(0, 1, 3))),
        (sectors.sum(axis=1), published.sum(axis=(0, 2, 3))),
    ):
        families_together = 2.2
        error = np.sqrt(wanted * families_together / _SCALE)
        assert (np.abs(found - wanted) < 4.0 * error + 0.01 * wanted).all()
