"""The base says of every parameter what it was before the memos, one file for each part."""

from pathlib import Path

from sim.facts.desk import Demand, Desk
from sim.facts.library import Library
from sim.facts.parameter import AnyParameter
from sim.facts.reader import read_file
from sim.facts.settings import check_complete, read_settings
from sim.facts.tree import MappingNode, Mark

BASE = "base"
"""The layer that lies below all others."""


def read_base(library: Library, desk: Desk) -> dict[str, AnyParameter]:
    """Read every parameter of the base; what is missing or wrong is noted.

    Args:
        library: where the base lies.
        desk: knows the parameters and sources, and receives every problem.
    """
    desk = Desk(desk.catalogue, desk.register, desk.findings, layer=BASE, demand=Demand.RANGED)
    parameters: dict[str, AnyParameter] = {}
    for part in desk.catalogue.groups[""]:
        if desk.catalogue.below(part):
            parameters |= _read_part(part, library, desk)
    return parameters


def check_base_folder(library: Library, desk: Desk) -> None:
    """Note every file of the base that belongs to no part."""
    parts = desk.catalogue.groups[""]
    for path in sorted((library.scenarios / BASE).iterdir()):
        if path.suffix != ".yaml" or path.stem not in parts:
            hint = desk.findings.like(path.stem, parts)
            mark = Mark(library.shown(path))
            desk.findings.add(mark, "", found=path.name, expected="a file named after a scenario part", hint=hint)


def _read_part(part: str, library: Library, desk: Desk) -> dict[str, AnyParameter]:
    path: Path = library.scenarios / BASE / f"{part}.yaml"
    node = read_file(path, library.shown(path), desk.findings)
    if node is None:
        return {}
    if isinstance(node, MappingNode):
        check_complete(node, part, desk)
    return read_settings(node, part, desk)
