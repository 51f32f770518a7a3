"""Every column of persons and every table that a small run leaves behind is the one that is stored, to the bit."""

import json
from pathlib import Path

import pytest

from sim.scenario.scenario import Overrides, load
from tests.digests import digests

STORED = Path(__file__).parent / "expected" / "digests"
SCALE = 0.005


@pytest.mark.slow
@pytest.mark.parametrize("scenario", ["status-quo", "kelly-memos-consent", "observed"])
def test_every_column_and_table_is_the_one_that_is_stored(scenario: str, *, accepts: bool) -> None:
    path = STORED / f"{scenario}.json"
    found = digests(load(scenario, Overrides(scale=SCALE, years=1)).compile(1, fixed=False))
    if accepts:
        path.write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")
    expected = json.loads(path.read_text(encoding="utf-8"))
    assert [name for name, digest in expected.items() if found.get(name) != digest] == []
    assert set(found) == set(expected)
