"""The base scenario: one file for each parameter group, and the calibrated values that lie over it."""

from dataclasses import replace
from pathlib import Path

from sim.data.tree import MappingNode, Mark
from sim.data.yaml_reader import read_file
from sim.scenario.catalogue import Demand, ReadContext
from sim.scenario.library import Library
from sim.scenario.parameter import AnyParameter
from sim.scenario.settings import check_complete, read_settings

BASE = "base"
"""The layer that lies below all others."""


def read_base(library: Library, context: ReadContext) -> dict[str, AnyParameter]:
    """Read every parameter of the base; what is missing or wrong is noted.

    Args:
        library: where the base lies.
        context: knows the parameters and sources, and receives every problem.
    """
    context = ReadContext(context.catalogue, context.register, context.findings, layer=BASE, demand=Demand.RANGED)
    parameters: dict[str, AnyParameter] = {}
    for part in context.catalogue.groups[""]:
        if context.catalogue.below(part):
            parameters |= _read_part(part, library, context)
    return parameters


def check_base_folder(library: Library, context: ReadContext) -> None:
    """Note every file of the base that belongs to no part."""
    parts = context.catalogue.groups[""]
    for path in sorted((library.scenarios / BASE).iterdir()):
        if path.suffix != ".yaml" or path.stem not in parts:
            hint = context.findings.like(path.stem, parts)
            mark = Mark(library.shown(path))
            context.findings.add(mark, "", found=path.name, expected="a file named after a scenario part", hint=hint)


def _read_part(part: str, library: Library, context: ReadContext) -> dict[str, AnyParameter]:
    path: Path = library.scenarios / BASE / f"{part}.yaml"
    node = read_file(path, library.shown(path), context.findings)
    if node is None:
        return {}
    if isinstance(node, MappingNode):
        check_complete(node, part, context)
    return read_settings(node, part, context)


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
