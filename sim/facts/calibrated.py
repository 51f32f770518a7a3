"""Numbers that were fitted to FY2016 and FY2017 lie over the base, inside the ranges that the base states."""

from dataclasses import replace

from sim.facts.library import Library
from sim.facts.parameter import AnyParameter
from sim.facts.read_context import Demand, ReadContext
from sim.facts.reader import read_file
from sim.facts.settings import read_settings

FITTED = "calibration/fitted.yaml"
"""The fitted numbers, below scenarios/."""
LAYER = "calibration"
"""The name of the layer."""


def read_fitted(library: Library, context: ReadContext) -> dict[str, AnyParameter]:
    """Read the fitted numbers; none where the library has none or leaves them aside.

    Args:
        library: where they lie.
        context: knows the parameters and sources, and receives every problem.
    """
    path = library.scenarios / FITTED
    if not library.is_fitted or not path.exists():
        return {}
    node = read_file(path, library.shown(path), context.findings)
    own = replace(context, layer=LAYER, demand=Demand.RANGED)
    return read_settings(node, "", own) if node else {}
