"""A Gaussian copula: parameters that share uncertainty are drawn from a joint normal distribution."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from math import fsum, sqrt
from pathlib import Path
from statistics import NormalDist

from sim.data.seeds import read_rows
from sim.data.tree import Findings, Mark
from sim.scenario.values import uniform_of

CORRELATION = "calibration/correlation.csv"
"""The table of common directions, below seeds/."""
COLUMNS = ("direction", "parameter", "loading")
_NORMAL = NormalDist()
_EDGE = 1e-9
"""A uniform is kept so far from 0 and 1, where a normal value would be endless [share]."""


@dataclass(frozen=True)
class Correlation:
    """By the name under which a parameter or table is drawn: how far it follows each common direction, in [-1, 1]."""

    loadings: Mapping[str, Mapping[str, float]] = field(default_factory=dict)

    def uniform(self, name: str, seed: int, replication: int) -> float:
        """The draw of a parameter or table, in [0, 1): even by itself, and bound to others by its loadings.

        A Gaussian copula: normal values of the common directions and of the parameter's own add up to a normal value.

        Args:
            name: the name under which the parameter is drawn.
            seed: of the run.
            replication: counted from 1.
        """
        own = uniform_of(name, seed, replication)
        loadings = self.loadings.get(name)
        if not loadings:
            return own
        rest = max(1.0 - fsum(loading**2 for loading in loadings.values()), 0.0)
        total = sqrt(rest) * _normal(own)
        for direction, loading in loadings.items():
            total += loading * _normal(uniform_of(f"together:{direction}", seed, replication))
        return min(_NORMAL.cdf(total), 1.0 - _EDGE)


def read_correlation(seeds: Path, findings: Findings) -> Correlation:
    """Read the common directions; nothing where there is no table."""
    path, shown = seeds / CORRELATION, f"seeds/{CORRELATION}"
    if not path.exists():
        return Correlation()
    found: dict[str, dict[str, float]] = {}
    for row in read_rows(path, shown, columns=COLUMNS, findings=findings):
        direction, parameter, loading = row.cells
        try:
            found.setdefault(parameter, {})[direction] = float(loading)
        except ValueError:
            findings.add(Mark(shown, row.line, 1), "loading", found=repr(loading), expected="a number from -1 to 1")
    return Correlation(found)


def _normal(uniform: float) -> float:
    return _NORMAL.inv_cdf(min(max(uniform, _EDGE), 1.0 - _EDGE))
