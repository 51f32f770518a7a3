"""A scenario is found by name or path, with its parents and layers, in its own folder or the library."""

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from sim.data.tree import Findings, Mark
from sim.scenario.catalogue import Demand
from sim.scenario.documents import NAME, Reference, ScenarioDocument, read_scenario_document
from sim.scenario.levers import LEVERS
from sim.scenario.library import Library

_LAYER_NAME = re.compile(r"(border|interior|other)/[A-Za-z0-9-]+\.(ordered|announced|realised)")
_SUFFIXES = (".yaml", ".yml")
_INSIDE = "a shipped name, or a relative path inside the folder of the file that ends in .yaml"


@dataclass(frozen=True)
class Found:
    """A file that a name or path stands for."""

    path: Path
    shown: str
    """Its name in messages."""
    demand: Demand


@dataclass(frozen=True)
class FoundScenario:
    """One scenario document of a chain of parents."""

    document: ScenarioDocument
    place: Found


def scenario_names(library: Library) -> tuple[str, ...]:
    """The names of the shipped scenarios, in order."""
    files = (path for path in library.scenarios.glob("*.yaml") if path.name != LEVERS)
    return tuple(sorted(path.stem for path in files if NAME.fullmatch(path.stem)))


def layer_names(library: Library) -> tuple[str, ...]:
    """The names of the shipped layers, in order."""
    folder = library.scenarios / "layers"
    return tuple(sorted(path.relative_to(folder).with_suffix("").as_posix() for path in folder.rglob("*.yaml")))


def find_scenario(name_or_path: str, library: Library, findings: Findings) -> Found | None:
    """Find the scenario that a user asks for."""
    if NAME.fullmatch(name_or_path):
        return _shipped_scenario(Reference(name_or_path, Mark(name_or_path)), library, findings, key="")
    path = Path(name_or_path)
    if path.suffix in _SUFFIXES and "\0" not in name_or_path:
        return Found(path, name_or_path, Demand.FREE)
    expected = "the name of a shipped scenario or the path of a file that ends in .yaml"
    hint = findings.like(name_or_path, scenario_names(library))
    findings.add(Mark(name_or_path), "", found=repr(name_or_path), expected=expected, hint=hint)
    return None


def find_chain(found: Found, library: Library, findings: Findings) -> tuple[FoundScenario, ...]:
    """Read a scenario and its parents, the eldest first; what cannot be read is noted and left out."""
    return tuple(reversed(tuple(_chain(found, library, findings))))


def find_layer(reference: Reference, near: Found, library: Library, findings: Findings) -> Found | None:
    """Find the layer that a scenario lists."""
    if _is_path(reference.name):
        return _neighbour(reference, near, findings, key="layers")
    path = library.scenarios / "layers" / f"{reference.name}.yaml"
    if _LAYER_NAME.fullmatch(reference.name) and path.is_file():
        return Found(path, library.shown(path), Demand.SOURCED)
    expected = "a shipped layer, or a relative path inside the folder of the file that ends in .yaml"
    hint = findings.like(reference.name, layer_names(library))
    findings.add(reference.mark, "layers", found=repr(reference.name), expected=expected, hint=hint)
    return None


def _chain(found: Found, library: Library, findings: Findings) -> Iterator[FoundScenario]:
    seen: list[Path] = []
    place: Found | None = found
    while place is not None:
        seen.append(_real(place.path))
        document = read_scenario_document(place.path, place.shown, findings)
        if document is None:
            return
        yield FoundScenario(document, place)
        place = _parent(document, place, library, findings)
        if place and document.extends and _real(place.path) in seen:
            expected = "a parent that does not extend this scenario again"
            findings.add(document.extends.mark, "extends", found=f"a cycle through {place.shown}", expected=expected)
            return


def _parent(document: ScenarioDocument, place: Found, library: Library, findings: Findings) -> Found | None:
    parent = document.extends
    if parent is None:
        return None
    if NAME.fullmatch(parent.name):
        return _shipped_scenario(parent, library, findings, key="extends")
    if _is_path(parent.name):
        return _neighbour(parent, place, findings, key="extends")
    hint = findings.like(parent.name, scenario_names(library))
    findings.add(parent.mark, "extends", found=repr(parent.name), expected=_INSIDE, hint=hint)
    return None


def _shipped_scenario(reference: Reference, library: Library, findings: Findings, *, key: str) -> Found | None:
    path = library.scenarios / f"{reference.name}.yaml"
    names = scenario_names(library)
    if reference.name in names:
        return Found(path, library.shown(path), Demand.FREE)
    near = findings.like(reference.name, names)
    hint = near or (f"there are {', '.join(names)}" if names else "")
    findings.add(reference.mark, key, found=f"no scenario {reference.name}", expected="a shipped name", hint=hint)
    return None


def _real(path: Path) -> Path:
    """The file behind links; unlike Path.resolve it also answers for links in a circle."""
    return Path(os.path.realpath(path))


def _is_path(name: str) -> bool:
    return PurePosixPath(name).suffix in _SUFFIXES


def _neighbour(reference: Reference, near: Found, findings: Findings, *, key: str) -> Found | None:
    """Find a file by its path relative to the file that names it, never outside that file's folder."""
    folder = near.path.parent
    relative = PurePosixPath(reference.name)
    is_plain = not relative.is_absolute() and ".." not in relative.parts and not re.search(r"[\\:\0]", reference.name)
    if is_plain and _real(folder / relative).is_relative_to(_real(folder)):
        shown = (PurePosixPath(near.shown).parent / relative).as_posix()
        return Found(folder / relative, shown, near.demand)
    findings.add(reference.mark, key, found=repr(reference.name), expected=_INSIDE)
    return None
