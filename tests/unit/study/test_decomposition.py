"""Contributions add up, and no order is favoured by the mean over all orders."""

from pathlib import Path

import numpy as np
import pytest

import sim
from sim.base.draws import FloatArray
from sim.base.errors import ScenarioError
from sim.scenario.scenario import changed_by_layer, mixed
from sim.scenario.settings import Overrides
from sim.study.decomposition import Subset, grouped, shapley, stacked
from sim.study.plans import Options, plan_run


def gloves(subset: Subset) -> FloatArray:
    """The glove game: players 0 and 1 hold a left glove each, player 2 a right one; only a pair is worth anything."""
    return np.array([[1.0 if 2 in subset and len(subset) > 1 else 0.0]])


def test_shapley_values_of_the_glove_game_are_those_of_the_books() -> None:
    assert [float(one[0, 0]) for one in shapley(3, gloves)] == pytest.approx([1 / 6, 1 / 6, 4 / 6])


def test_stacked_contributions_follow_the_order() -> None:
    assert [float(one[0, 0]) for one in stacked(3, gloves)] == [0, 0, 1]


def test_a_package_without_any_section_is_the_baseline_and_with_all_is_itself() -> None:
    before, after = sim.load("status-quo"), sim.load("kelly-memos")
    layers = changed_by_layer(before, after)
    assert list(layers)[:2] == ["border/A-release-grounds.ordered", "border/B-agents.ordered"]
    everything = [path for paths in layers.values() for path in paths]
    assert mixed(before, after, everything).digest() == after.digest()
    assert mixed(before, after, ()).parameters == before.parameters


def test_the_sections_of_the_memos_add_up_to_the_memos(tmp_path: Path) -> None:
    comparison = sim.compare(
        "status-quo",
        "kelly-memos",
        decompose="shapley",
        groups=("border=border/", "interior=interior/"),
        replications=1,
        years=1,
        scale=0.001,
        out=tmp_path,
    )
    assert comparison.decomposition is not None
    table = comparison.decomposition
    for metric in ("removals", "court_pending", "interior_arrests"):
        rows = table.of(metric).filter(fiscal_year="all")
        *parts, total = rows["contribution"].to_list()
        assert sum(parts) == pytest.approx(total)
        (whole,) = comparison.differences.of(metric).filter(fiscal_year="all")["difference"]
        assert total == pytest.approx(whole)
    assert (comparison.directory / "contributions.csv").exists()


def test_too_many_groups_are_refused_with_the_names_of_the_layers(tmp_path: Path) -> None:
    with pytest.raises(ScenarioError, match="groups NAME=LAYER"):
        sim.compare(
            "status-quo", "kelly-memos", decompose="shapley", replications=1, years=1, scale=0.001, out=tmp_path
        )


@pytest.mark.parametrize(
    ("groups", "words"),
    [
        (("b=border/A,bogus/Z",), "with the beginnings of"),
        (("b=border/A", "b=border/B"), "not b once more"),
        (("the rest=border/A",), "not the rest once more"),
        (("total=border/A",), "not total once more"),
    ],
)
def test_a_group_names_layers_that_are_there_and_has_a_name_of_its_own(groups: tuple[str, ...], words: str) -> None:
    small = Overrides(years=1, scale=0.001)
    before, after = (plan_run(name, small, Options()) for name in ("status-quo", "kelly-memos"))
    with pytest.raises(ScenarioError, match=words):
        grouped(before, after, groups)
