"""Typed names of parameters: `parameters.courts.move_up_days` in place of a text.

Kind, unit and sentence are declared once, in the parameter groups; a name that is not there, or is asked for as
something else than it is, is found before anything runs.
"""

from typing import TYPE_CHECKING, Any, TypeAlias

if TYPE_CHECKING:
    from sim.scenario.kinds import Shape
    from sim.scenario.parameter import Parameter
    from sim.scenario.parameters import Parameters
    from sim.scenario.parameters.court_cases import ByClass
    from sim.scenario.parameters.group import ByNationality, ParameterGroup

    Number: TypeAlias = Parameter[float] | Parameter[int] | None
    Switch: TypeAlias = Parameter[bool]
    Choice: TypeAlias = Parameter[Any]
    """Of one of some words, which differ from choice to choice."""
    Duration: TypeAlias = Parameter[Shape]
    DurationByNationality: TypeAlias = ByNationality[Parameter[Shape]]
    NumberByNationality: TypeAlias = ByNationality[Parameter[float]] | ByNationality[Parameter[int]]
    NumberByClass: TypeAlias = ByClass
    Declared: TypeAlias = Number | Switch | Choice | Duration | ParameterGroup


class Name:
    """Where a parameter or a group of them stands."""

    __slots__ = ("path",)

    def __init__(self, path: str) -> None:
        self.path = path

    def __getattr__(self, name: str) -> "Name":
        """Name a member of the group; whether there is one is known from its type alone, which is never loaded."""
        return Name(f"{self.path}.{name}" if self.path else name)


def path_of(parameter: "Declared") -> str:
    """The path under which a scenario file states a parameter, or the group that it stands in.

    Tests, which ask for what no declaration has, give paths.
    """
    return parameter.path if isinstance(parameter, Name) else str(parameter)


if TYPE_CHECKING:
    parameters: Parameters
else:
    parameters = Name("")
