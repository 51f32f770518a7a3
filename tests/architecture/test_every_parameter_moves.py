"""A number that nothing reads, or that moves nothing, is no claim about this world."""

from dataclasses import replace

import pytest

from sim.model.run import simulate
from sim.scenario.catalogue import catalogue_of
from sim.scenario.library import shipped_library
from sim.scenario.writing import RUN
from tests.architecture.moving import WORLDS, inputs_of, is_by_definition, moves

LIBRARY = shipped_library()
PARAMETERS = tuple(path for path in catalogue_of(LIBRARY.parameters).parameters if not path.startswith(RUN))
TARGETS = tuple(path for lever in LIBRARY.levers for path in lever.targets)


def test_every_parameter_is_read_by_the_model() -> None:
    assert simulate(replace(inputs_of(WORLDS[0]), read=set())).unread == ()


@pytest.mark.parametrize("path", TARGETS)
def test_every_parameter_of_a_lever_moves_a_recorded_number(path: str) -> None:
    assert moves(path) is not None


@pytest.mark.slow
@pytest.mark.parametrize("part", sorted({path.split(".")[0] for path in PARAMETERS}))
def test_every_parameter_of_a_part_moves_a_recorded_number(part: str, *, is_thorough: bool) -> None:
    """All of them with `make verify`; otherwise two of the ledger alone, which move wherever anybody is.

    A parameter without a range, as that all who come to a country with one airport land there, need not move anything.
    """
    if not is_thorough and part != "costs":
        pytest.skip("every parameter is moved in the long verification")
    some = [path for path in PARAMETERS if path.startswith(f"{part}.") and not is_by_definition(path)]
    assert [path for path in some[: None if is_thorough else 2] if moves(path) is None] == []
