"""Without a study of sensitivity, the drawn numbers themselves hint at which of them move the answer."""

from dataclasses import dataclass

import numpy as np

from sim.report.spreads import Spread
from sim.report.study import Parameter, Study, number
from sim.results.survival import FloatArray
from sim.scenario.catalogue import catalogue_of
from sim.scenario.parameters import Parameters
from sim.scenario.values import uniform_of

FEWEST = 8
"""With fewer replications ranks say nothing [replications]."""


@dataclass(frozen=True)
class Ranked:
    """How far the answer follows one uncertain number."""

    parameter: Parameter
    correlation: float
    """Rank correlation with the answer over the replications [1]."""
    low: float
    """Where the straight line through the ranks puts the answer at the number's low end."""
    high: float
    """The same at its high end."""


def ranked(study: Study, found: Spread) -> tuple[Ranked, ...]:
    """Rank the uncertain numbers of the baseline by how closely the answer follows their draws.

    A value rises with its quantile, which so has the rank of the value. Numbers that share a draw count once.
    """
    seed, replications = int(number(study.manifest, "seed")), len(found.values)
    names = catalogue_of(Parameters).parameters
    seen: dict[str, Ranked] = {}
    answer = _ranks(found.values)
    for parameter in study.base.parameters:
        path = str(parameter.get("path"))
        name = names[path].draw_name if path in names else path
        if not is_uncertain(parameter) or name in seen:
            continue
        uniforms = np.array([uniform_of(name, seed, replication) for replication in range(1, replications + 1)])
        seen[name] = _ranked(parameter, uniforms, answer, found.values)
    return tuple(sorted(seen.values(), key=lambda one: -abs(one.correlation)))


def _ranked(parameter: Parameter, uniforms: FloatArray, answer: FloatArray, values: FloatArray) -> Ranked:
    correlation = float(np.corrcoef(_ranks(uniforms), answer)[0, 1]) if np.ptp(values) else 0.0
    slope, middle = np.polyfit(uniforms, values, 1) if np.ptp(values) else (0.0, float(values.mean()))
    return Ranked(parameter, correlation, float(middle), float(middle + slope))


def by_chance(replications: int) -> float:
    """Give the rank correlation that one unrelated number in twenty exceeds (Student's approximation)."""
    from scipy.special import stdtrit  # type: ignore[import-untyped]  # no types; half a second to load

    quantile = float(stdtrit(replications - 2, 0.975))
    return quantile / float(np.sqrt(replications - 2 + quantile**2))


def _ranks(values: FloatArray) -> FloatArray:
    """Give the place of each value in the order of all; equal values are not expected of draws."""
    return np.argsort(np.argsort(values, kind="stable"), kind="stable").astype(np.float64)


def is_uncertain(parameter: Parameter) -> bool:
    """Say whether a number was drawn from a range."""
    return _differ(parameter.get("low"), parameter.get("high")) or parameter.get("stretch") not in (None, {})


def _differ(low: object, high: object) -> bool:
    return low is not None and high is not None and low != high
