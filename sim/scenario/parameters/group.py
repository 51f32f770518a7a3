"""A parameter group: a strict model whose members are parameters or groups; a table is one claim for several groups."""

import ast
import inspect
import sys
from functools import cache
from itertools import pairwise
from typing import Any, Generic, TypeVar

from pydantic import BaseModel, ConfigDict

from sim.scenario.parameter import Parameter

T = TypeVar("T")


class ParameterGroup(BaseModel):
    """A group of parameters or of further groups."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


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


def sentences(group: type[ParameterGroup]) -> dict[str, str]:
    """The sentence below each member of a group, by name; each file is parsed once, and only if this is asked."""
    bases = [base for base in reversed(group.__mro__) if issubclass(base, ParameterGroup)]
    return {name: text for base in bases for name, text in _below(base.__module__).get(base.__name__, {}).items()}


@cache
def _below(module: str) -> dict[str, dict[str, str]]:
    """The texts below the members of each class of a module."""
    tree = ast.parse(inspect.getsource(sys.modules[module]))
    return {item.name: _texts(item.body) for item in tree.body if isinstance(item, ast.ClassDef)}


def _texts(body: list[ast.stmt]) -> dict[str, str]:
    return {
        member.target.id: text.value.value
        for member, text in pairwise(body)
        if isinstance(member, ast.AnnAssign) and isinstance(member.target, ast.Name)
        if isinstance(text, ast.Expr) and isinstance(text.value, ast.Constant) and isinstance(text.value.value, str)
    }


class ContradictionError(ValueError):
    """A claim that cannot stand beside another; raised by the validators of groups."""

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
