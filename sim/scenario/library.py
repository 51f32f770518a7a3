"""The library: shipped files, parameter groups, levers and memo sections that a scenario may draw on."""

from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from sim.data.seeds import shipped_root
from sim.data.tree import Findings
from sim.scenario.levers import Lever, Section, read_levers
from sim.scenario.parameters import Parameters
from sim.scenario.parameters.group import ParameterGroup


@dataclass(frozen=True)
class Library:
    """Where the shipped files lie, and what they are read against."""

    root: Path
    """The folder that holds scenarios/ and seeds/."""
    parts: type[ParameterGroup] = Parameters
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
    findings.settle()
    return replace(library, levers=levers, sections=sections)
