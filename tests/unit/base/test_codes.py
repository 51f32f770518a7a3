"""Codes are whole numbers from nought on, and no two names share one."""

import importlib
import pkgutil
from collections.abc import Iterator

import pytest

import sim.base
import sim.engine
from sim.base.codes import Code


def kinds(of: type[Code] = Code) -> Iterator[type[Code]]:
    """All enumerations of the world, those of the engine included."""
    for package in (sim.base, sim.engine):
        for module in pkgutil.iter_modules(package.__path__):
            importlib.import_module(f"{package.__name__}.{module.name}")
    yield from of.__subclasses__()


@pytest.mark.parametrize("kind", list(kinds()), ids=lambda kind: kind.__name__)
def test_codes_are_those_from_nought_on_and_each_has_one_name(kind: type[Code]) -> None:
    assert [name for name, member in kind.__members__.items() if name != member.name] == []
    assert sorted(kind) == list(range(len(kind)))


def test_the_enumerations_are_found() -> None:
    assert {"Flow", "Stock", "Tally", "Wait", "Place", "Case", "Manner", "Disposition"} <= {
        one.__name__ for one in kinds()
    }
