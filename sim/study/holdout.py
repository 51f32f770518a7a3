"""Each calibration year is foretold by numbers that were fitted to the other one alone."""

from dataclasses import dataclass

from sim.data.published import Published
from sim.study.calibrate import CALIBRATED, SCALE, calibrate, plan_calibration
from sim.study.observations import year_of
from sim.study.plans import Options
from sim.study.progress import Watcher


@dataclass(frozen=True)
class LeftOut:
    """One published value of a year that was left out of the fit."""

    published: Published
    start: float
    """Simulated with every number at its central value."""
    foretold: float
    """Simulated with numbers fitted to the other year."""

    @property
    def error(self) -> float:
        """Foretold over published, less one [share]."""
        return self.foretold / self.published.value - 1.0


def refit(options: Options, watcher: Watcher, *, scale: float = SCALE) -> tuple[LeftOut, ...]:
    """Fit to each year alone and foretell the other; both fits share what they play.

    Args:
        options: where results go and how many runs at once.
        watcher: told how it goes.
        scale: the share of the world that is played.

    Raises:
        ScenarioError: with every problem of the tables.
        ResultsError: if results cannot be read or written.
    """
    targets = plan_calibration(options, scale=scale).targets
    found = []
    for left_out in CALIBRATED:
        others = tuple(year for year in CALIBRATED if year != left_out)
        fitted = calibrate(plan_calibration(options, scale=scale, years=others), options, watcher)
        for one in targets:
            if year_of(one.period) == left_out and one.fiscal_year.isdigit() and one.key in fitted.after:
                found.append(LeftOut(one, fitted.before[one.key], fitted.after[one.key]))
    return tuple(found)
