"""The base says of every parameter what it was before the memos, one file for each part."""

from pathlib import Path

from sim.facts.library import Library
from sim.facts.parameter import AnyParameter
from sim.facts.read_context import Demand, ReadContext
from sim.facts.reader import read_file
from sim.facts.settings import check_complete, read_settings
from sim.facts.tree import MappingNode, Mark

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
