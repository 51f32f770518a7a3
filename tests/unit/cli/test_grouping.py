"""A group of options looks to typer like options, and to a verb like one argument."""

from dataclasses import dataclass
from inspect import signature
from typing import Annotated

import pytest

import sim
from sim.cli.grouping import takes_groups


@dataclass(frozen=True)
class Trip:
    """Where to, and for how long."""

    to: Annotated[str, "a place"] = "home"
    days: int = 1


def test_the_fields_of_a_group_are_options_and_the_default_group_holds_their_defaults() -> None:
    went: list[tuple[str, Trip]] = []

    @takes_groups
    def travel(who: str, *, trip: Trip = Trip(days=3)) -> None:
        went.append((who, trip))

    options = signature(travel).parameters
    assert list(options) == ["who", "to", "days"]
    assert options["to"].annotation == Annotated[str, "a place"]
    assert [options[name].default for name in ("to", "days")] == ["home", 3]
    travel(who="she", to="Reynosa", days=2)
    assert went == [("she", Trip("Reynosa", 2))]


def test_an_option_that_no_verb_has_is_refused_from_python() -> None:
    with pytest.raises(TypeError, match="no such options: sail"):
        sim.run("status-quo", sail=1)
