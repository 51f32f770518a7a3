"""The library: shipped files, levers and sections; the base of every scenario and the calibrated values over it."""

from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from sim.data.seeds import shipped_root
from sim.data.tree import Findings, MappingNode, Mark
from sim.data.yaml_reader import read_file
from sim.scenario.catalogue import ReadContext, Strictness
from sim.scenario.levers import Lever, Section, read_levers
from sim.scenario.parameter import AnyParameter
from sim.scenario.parameters import Parameters
from sim.scenario.parameters.group import ParameterGroup
from sim.scenario.settings import check_complete, read_settings


@dataclass(frozen=True)
class Library:
    """Where the shipped files lie, and what they are read against."""

    root: Path
    """The folder that holds scenarios/ and seeds/."""
    parameters: type[ParameterGroup] = Parameters
    levers: tuple[Lever, ...] = ()
    """A parameter belongs to one of them at most."""
    sections: tuple[Section, ...] = ()
    """Every lettered section of both memos, in order."""
    is_fitted: bool = True
    """Whether the fitted numbers lie over the base; a new calibration starts without them."""

    @property
    def scenarios(self) -> Path:
        """The folder of the named scenarios, of base/ and of layers/."""
        return self.root / "scenarios"

    @property
    def seeds(self) -> Path:
        """The folder of the reference data."""
        return self.root / "seeds"

    def lever(self, name: str) -> Lever | None:
        """The lever of a name."""
        return next((lever for lever in self.levers if lever.name == name), None)

    def mover(self, path: str) -> Lever | None:
        """The lever that moves a parameter."""
        return next((lever for lever in self.levers if path in lever.targets), None)

    def shown(self, path: Path) -> str:
        """The name of a shipped file in messages, the same on every machine."""
        return path.relative_to(self.root).as_posix()


@cache
def shipped_library() -> Library:
    """The library that comes with the program, whose levers are read once.

    Raises:
        ScenarioError: if the levers cannot be read.
    """
    findings = Findings()
    library = Library(shipped_root())
    levers, sections = read_levers(library.scenarios, findings)
    findings.raise_if_any()
    return replace(library, levers=levers, sections=sections)


BASE = "base"
"""The layer that lies below all others."""


def read_base(library: Library, context: ReadContext) -> dict[str, AnyParameter]:
    """Read every parameter of the base; what is missing or wrong is noted.

    Args:
        library: where the base lies.
        context: knows the parameters and sources, and receives every problem.
    """
    context = replace(context, layer=BASE, strictness=Strictness.RANGED)
    parameters: dict[str, AnyParameter] = {}
    for group in context.catalogue.groups[""]:
        if context.catalogue.below(group):
            parameters |= _read_group(group, library, context)
    return parameters


def check_base_folder(library: Library, context: ReadContext) -> None:
    """Note every file of the base that belongs to no group."""
    groups = context.catalogue.groups[""]
    for path in sorted((library.scenarios / BASE).iterdir()):
        if path.suffix != ".yaml" or path.stem not in groups:
            hint = context.findings.like(path.stem, groups)
            mark = Mark(library.shown(path))
            context.findings.add(mark, "", found=path.name, expected="a file named after a scenario part", hint=hint)


def _read_group(group: str, library: Library, context: ReadContext) -> dict[str, AnyParameter]:
    path: Path = library.scenarios / BASE / f"{group}.yaml"
    node = read_file(path, library.shown(path), context.findings)
    if node is None:
        return {}
    if isinstance(node, MappingNode):
        check_complete(node, group, context)
    return read_settings(node, group, context)


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
    own = replace(context, layer=LAYER, strictness=Strictness.RANGED)
    return read_settings(node, "", own) if node else {}
