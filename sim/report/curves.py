"""How long people wait is a curve: the share still waiting by time since the wait began."""

from dataclasses import dataclass

import numpy as np

from sim.report.spreads import Band, band
from sim.report.study import Side, Study
from sim.results.outlines import CAUSES
from sim.results.survival import FloatArray
from sim.world.vocabulary import Cause, Queue

DAYS_A_YEAR = 365.25
"""One year [days]."""
_FEWEST = 2
"""Points that make a curve [points]."""
_KEPT = 70
"""Points of a curve that are drawn [points]."""
HALF = 0.5
_TENTH = 0.1


@dataclass(frozen=True)
class Waiting:
    """The waits of one scenario in one place."""

    side: Side
    ages: FloatArray
    """Time since the wait began, shape (points,) [days]."""
    still: Band
    """Share still waiting at each age."""
    causes: dict[Cause, FloatArray]
    """Share gone by each age, by how the wait ended, mean over the replications."""

    @property
    def median(self) -> float | None:
        """Time after which half have left, None where that is not reached [days]."""
        return _first(self.ages, self.still.mean, HALF)

    @property
    def ninth(self) -> float | None:
        """Time after which one in ten still waits, None where that is not reached [days]."""
        return _first(self.ages, self.still.mean, _TENTH)

    @property
    def left(self) -> float:
        """Share still waiting where the curve ends."""
        return float(self.still.mean[-1])


def waiting(study: Study, side: Side, queue: Queue) -> Waiting | None:
    """Read the curve of one wait, up to the length of the run; None where nobody waited so in the run."""
    outlines = side.outlines
    if not outlines:
        return None
    curves = np.stack([outline.incidence[queue] for outline in outlines])
    ages = outlines[0].ages
    seen = ~np.isnan(curves).any(axis=(0, 1)) & (ages <= study.days)
    points = int(np.argmin(seen)) if not seen.all() else len(seen)
    if points < _FEWEST or not curves[:, :, :points].any():
        return None
    kept = _thinned(points)
    gone = curves[:, :, kept]
    causes = {Cause(code): gone[:, code].mean(axis=0) for code in range(CAUSES) if gone[:, code].any()}
    return Waiting(side, ages[kept].astype(np.float64), band(1.0 - gone.sum(axis=1)), causes)


def _thinned(points: int) -> FloatArray:
    """Choose the points that are drawn, dense where curves fall fast."""
    share = np.linspace(0.0, 1.0, min(points, _KEPT)) ** 2
    return np.unique(np.round(share * (points - 1)).astype(np.int64))


def _first(ages: FloatArray, still: FloatArray, share: float) -> float | None:
    below = still <= share + 1e-9
    return float(ages[int(np.argmax(below))]) if below.any() else None


def days_words(found: float | None, study: Study) -> str:
    """Write a time, or that it is longer than the run."""
    if found is None:
        return f"over {study.days:,} days"
    return "1 day" if found == 1 else f"{found:,.0f} days"


def half_words(values: list[float | None], study: Study) -> str:
    """Say when half have left, of one scenario or of several."""
    words = span_words(values, study)
    return f"leave within {words}" if None not in values else f"wait {words}"


def span_words(values: list[float | None], study: Study) -> str:
    """Write the times of several scenarios as one or as a range."""
    known = sorted({value for value in values if value is not None})
    if len(known) < len({*values}):
        return days_words(None, study) if not known else f"{known[0]:,.0f} days or longer"
    if len(known) == 1:
        return days_words(known[0], study)
    return f"{known[0]:,.0f} to {known[-1]:,.0f} days"
