"""The order in which layers of different levers are laid over the base does not matter."""

from pathlib import Path

import pytest

from sim.scenario.library import shipped_library
from sim.scenario.resolved import Scenario
from sim.scenario.scenario import load

READINGS = ("ordered", "announced", "realised")
_ROOT = shipped_library().root / "scenarios" / "layers"


def of_a_reading(reading: str) -> list[str]:
    """One layer of each lever, of a reading where there is one, else of another."""
    by_lever: dict[str, str] = {}
    for file in sorted(_ROOT.rglob("*.yaml")):
        lever, own = file.relative_to(_ROOT).with_suffix("").as_posix().split(".")
        if lever not in by_lever or own == reading:
            by_lever[lever] = f"{lever}.{own}"
    return list(by_lever.values())


def resolved(folder: Path, layers: list[str]) -> Scenario:
    """Read a scenario with these layers in this order."""
    path = folder / "mine.yaml"
    path.write_text(f"scenario: mine\ntitle: Mine\nsummary: Mine.\nlayers: [{', '.join(layers)}]\n", encoding="utf-8")
    return load(str(path))


@pytest.mark.parametrize("reading", READINGS)
def test_layers_of_different_levers_commute(reading: str, tmp_path: Path) -> None:
    layers = of_a_reading(reading)
    assert len(layers) > 15
    first, other = resolved(tmp_path, layers), resolved(tmp_path, layers[::-1])
    assert first.digest() == other.digest()
    said, said_anew = (
        {path: parameter.entries for path, parameter in one.parameters.items()} for one in (first, other)
    )
    assert said == said_anew
    moved = [path for path, entries in said.items() if entries != first.base.get(path, first.parameters[path]).entries]
    assert len(moved) > len(layers)
