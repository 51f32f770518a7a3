"""Waiting curves with censoring and delayed entry, against distributions that are known."""

import numpy as np

from sim.results.survival import Spells, incidence
from tests.verification.spread import FOUR, Tell, standardised, worst

REPLICATIONS = 40
PEOPLE = 4000
HAZARD = np.array([0.02, 0.01])
"""Chance of leaving by each of two ways on each day [per day]."""


def observed(rng: np.random.Generator) -> Spells:
    """Spells that end by two competing ways, of which half are met late and all may be lost to sight."""
    total = HAZARD.sum()
    length = rng.geometric(total, PEOPLE)
    cause = (rng.random(PEOPLE) >= HAZARD[0] / total).astype(np.int64)
    entry = np.where(rng.random(PEOPLE) < 0.5, 0, rng.integers(0, 80, PEOPLE))
    seen_until = entry + rng.integers(1, 120, PEOPLE)
    met = length > entry
    ends = length <= seen_until
    exit_age = np.where(ends, length, seen_until)
    return Spells(entry[met], exit_age[met], np.where(ends, cause, -1)[met], np.ones(int(met.sum()), np.int64))


def test_cumulative_incidence_of_competing_ways_out_is_that_of_the_geometric_law(record_property: Tell) -> None:
    """F_k(t) = h_k / h x (1 - (1 - h)^t), with h the sum of the daily hazards."""
    curves = [incidence(observed(np.random.default_rng(seed)), 2).by_cause for seed in range(REPLICATIONS)]
    total = HAZARD.sum()
    scores = [
        standardised(
            [float(curve[way, age]) for curve in curves],
            float(HAZARD[way] / total * (1.0 - (1.0 - total) ** age)),
        )
        for age in (10, 40, 80)
        for way in (0, 1)
    ]
    assert worst(scores, record_property) < FOUR
