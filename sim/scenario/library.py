"""The library: shipped files, parameter groups, levers and memo sections that a scenario may draw on."""

from dataclasses import dataclass
from pathlib import Path

from sim.data.seeds import shipped_root
from sim.scenario.border_levers import BORDER_LEVERS
from sim.scenario.interior_levers import INTERIOR_LEVERS
from sim.scenario.levers import SECTIONS, Lever, Section
from sim.scenario.other_levers import OTHER_LEVERS
from sim.scenario.parameters import Parameters
from sim.scenario.parameters.group import ParameterGroup

LEVERS: tuple[Lever, ...] = (*BORDER_LEVERS, *INTERIOR_LEVERS, *OTHER_LEVERS)
"""Every lever; a parameter belongs to one lever at most."""


@dataclass(frozen=True)
class Library:
    """Where the shipped files lie, and what they are read against."""

    root: Path
    """The folder that holds scenarios/ and seeds/."""
    parts: type[ParameterGroup] = Parameters
    levers: tuple[Lever, ...] = LEVERS
    sections: tuple[Section, ...] = SECTIONS
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


def shipped_library() -> Library:
    """The library that comes with the program."""
    return Library(shipped_root())
