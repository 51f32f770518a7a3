"""The catalogue is derived from the scenario parts."""

from typing import Literal

import pytest

from sim.base.errors import InvariantError
from sim.scenario.catalogue import catalogue_of
from sim.scenario.kinds import ChoiceKind
from sim.scenario.parameter import Choice, Count, DatedShare, Share
from sim.scenario.parameters import Parameters
from sim.scenario.parameters.group import ByNationality, ParameterGroup
from tests.unit.trees import NATIONALITIES, TinyParameters


class WithoutUnit(ParameterGroup):
    """A part whose number says no unit."""

    beds: Count
    """How many."""


class WithoutKind(ParameterGroup):
    """A part with a field that is no quantity."""

    beds: int
    """How many [beds]."""


class Several(ParameterGroup):
    """A part with optional, dated and chosen parameters."""

    share: DatedShare | None
    """Part of the whole,
    on two lines [share]."""
    rule: Choice[Literal["a", "b"]]
    """Which."""
    each: ByNationality[Share | None]
    """Part of each group [share]."""


def test_a_parameter_has_its_unit_and_meaning_from_its_docstring() -> None:
    share = catalogue_of(Several).parameters["share"]

    assert (share.unit, share.doc) == ("share", "Part of the whole, on two lines")
    assert (share.is_optional, share.quantity.is_dated) == (True, True)
    assert (share.quantity.kind.name, share.quantity.kind.expectation) == ("share", "a share in [0, 1]")


def test_a_choice_has_its_words_from_its_type() -> None:
    assert catalogue_of(Several).parameters["rule"].quantity.kind == ChoiceKind(("a", "b"))


def test_the_members_of_a_table_share_docstring_and_draw() -> None:
    parameters = catalogue_of(Several).parameters

    assert [path for path in parameters if path.startswith("each.")] == [f"each.{name}" for name in NATIONALITIES]
    assert {(parameters[f"each.{name}"].draw_name, parameters[f"each.{name}"].unit) for name in NATIONALITIES} == {
        ("each", "share")
    }
    assert parameters["each.cuba"].is_optional
    assert parameters["share"].draw_name == "share"


def test_groups_list_what_lies_below_them() -> None:
    catalogue = catalogue_of(TinyParameters)

    assert catalogue.groups[""] == ("run", "detention", "courts", "mexico")
    assert catalogue.groups["detention.beds"] == ("adult", "surge_adult", "family")
    assert catalogue.below("mexico") == ("mexico.consent_per_day", "mexico.is_open", "mexico.zone")


@pytest.mark.parametrize("part", [WithoutUnit, WithoutKind])
def test_a_part_that_is_not_well_declared_is_an_error_of_ours(part: type[ParameterGroup]) -> None:
    with pytest.raises(InvariantError, match=r"^beds: found "):
        catalogue_of(part)


def test_every_shipped_parameter_says_what_it_means() -> None:
    assert [spec.path for spec in catalogue_of(Parameters).parameters.values() if not spec.doc] == []


def test_there_are_sixteen_parts() -> None:
    assert len(catalogue_of(Parameters).groups[""]) == 16
