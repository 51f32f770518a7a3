"""Every shipped series says what is wrong with it, where it disagrees with others, and which value is taken."""

from pathlib import Path

import pytest

from sim.data.seeds import COLUMNS, read_columns, shipped_root
from sim.data.tree import Findings, MappingNode
from sim.data.yaml_reader import read_file
from sim.scenario.scenario import load

SEEDS = shipped_root() / "seeds"
PUBLISHED_BY_OTHERS = [
    path for path in sorted(SEEDS.rglob("*.csv")) if read_columns(path, path.name, Findings()) == COLUMNS
]
MADE_HERE = {"apprehensions_class_nationality"}
"""Tables that are cut out of others, whose descriptions stand beside those."""


@pytest.mark.parametrize("path", PUBLISHED_BY_OTHERS, ids=lambda path: path.stem)
def test_a_series_names_its_defects_and_its_conflicts(path: Path) -> None:
    if path.stem in MADE_HERE:
        return
    node = read_file(path.with_suffix(".yaml"), path.name, Findings())

    assert isinstance(node, MappingNode)
    assert {"defects", "conflicts"} <= set(node.items)


def test_a_number_that_was_not_read_again_has_a_range_that_intervals_carry() -> None:
    scenario = load("observed")
    bare = [
        parameter.path
        for parameter in scenario.parameters.values()
        for entry in parameter.entries
        if entry.source
        and scenario.sources[entry.source].quality == "recalled"
        and not entry.stretch
        and not (entry.low is not None and entry.high is not None and entry.low < entry.high)
        and not entry.note
    ]
    assert bare == []
