"""What can be chosen in a study by name: what is kept of it, how points are laid out, how a package is taken apart.

The command line and Python read the same words; nothing heavy is imported here, so that both start quickly.
"""

from enum import Enum
from pathlib import Path

RESULTS = Path("results")
"""Where results go unless the user says otherwise."""


class Keep(Enum):
    """What is kept of each replication."""

    METRICS = "metrics"
    """Metrics and ledger."""
    SERIES = "series"
    """All that was recorded as well: daily stocks and flows, and every wait."""


class Design(Enum):
    """How the points of a sweep are laid out."""

    GRID = "grid"
    """Every combination of the levels of every factor."""
    LHS = "lhs"
    """Latin hypercube (McKay, Beckman and Conover 1979): each of n slices of each factor is visited once."""
    SOBOL = "sobol"
    """Sobol sequence (Sobol 1967), scrambled by the seed: even coverage that stays even as points are added."""


class Method(Enum):
    """How a package is taken apart."""

    STACKED = "stacked"
    """One section is laid on the others after another, in the order of the scenario."""
    SHAPLEY = "shapley"
    """The mean over all orders (Shapley 1953), which favours none."""
