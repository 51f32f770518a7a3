"""A parameter group: a strict model whose members are parameters or groups; a table is one claim for several groups."""

from typing import Any, Generic, TypeVar

from pydantic import BaseModel, ConfigDict

from sim.scenario.parameter import Parameter

T = TypeVar("T")


class ParameterGroup(BaseModel):
    """A group of parameters or of further parts."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True, use_attribute_docstrings=True)


class Table(ParameterGroup):
    """One claim for several groups of people; its members share one draw in uncertainty runs."""


class ByNationality(Table, Generic[T]):
    """One claim for each group of nationalities."""

    mexico: T
    guatemala: T
    honduras: T
    el_salvador: T
    cuba: T
    haiti: T
    other: T
    other_recalcitrant: T


class ContradictionError(ValueError):
    """A claim that cannot stand beside another; raised by the validators of parts."""

    def __init__(self, parameter: Parameter[Any], expected: str, hint: str = "") -> None:
        """Name the parameter at fault.

        Args:
            parameter: of any type of value, hence Any.
            expected: what would be consistent.
            hint: what to do.
        """
        self.parameter = parameter
        self.expected = expected
        self.hint = hint
        super().__init__(f"{parameter.path}: {expected}")
