"""The first year of each scenario of the contract, at a fiftieth of its size, gives the numbers that are stored."""

import json
from pathlib import Path

import pytest

from sim.engine.recording import LEDGER
from sim.engine.vocabulary import Flow, Stock, Tally
from sim.model.run import simulate
from sim.scenario.scenario import Overrides, load

STORED = Path(__file__).parent / "expected"
SCALE = 0.02
CONTRACT = ("status-quo", "kelly-memos", "kelly-memos-consent", "observed")
"""The others are these with a section, a resource or a rule changed; `make scenarios` plays them all."""


def numbers(scenario: str) -> dict[str, int]:
    """Sum up everything that was recorded, in whole numbers."""
    recording = simulate(load(scenario, Overrides(scale=SCALE, years=1)).compile(1, fixed=False))
    found = {f"flow {flow.name}": int(recording.flows[:, flow].sum()) for flow in Flow}
    found |= {f"person-days {stock.name}": int(recording.stocks[:, stock].sum()) for stock in Stock}
    found |= {f"tally {tally.name}": int(recording.tallies[:, tally].sum()) for tally in Tally}
    found |= {f"cents {line.item}": int(recording.ledger[:, column].sum()) for column, line in enumerate(LEDGER)}
    return found | {"days waited": int((recording.waits.exit * recording.waits.count).sum())}


@pytest.mark.slow
@pytest.mark.parametrize("scenario", CONTRACT)
def test_the_numbers_are_those_that_are_stored(scenario: str, *, accepts: bool) -> None:
    path = STORED / f"{scenario}.json"
    found = numbers(scenario)
    if accepts:
        path.write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")
    expected = json.loads(path.read_text(encoding="utf-8"))
    moved = {name: (expected.get(name), value) for name, value in found.items() if expected.get(name) != value}
    assert moved == {}, "if this was meant, run with --accept and write it under Results change"
    assert set(found) == set(expected)
