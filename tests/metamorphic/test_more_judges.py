"""The README's example adds judges from 2018 on: the year before differs in nothing, to the last digit."""

import re
from pathlib import Path

import pytest

import sim
from sim.api.answers import Comparison

README = Path(__file__).resolve().parents[2] / "README.md"
BASE, BEFORE, AFTER = "kelly-memos", "2017", "2018"
FOLLOWED = "cohort_share"
"""People arrested in a year are followed through those after it."""


def example() -> str:
    """The scenario file that the README shows."""
    (found,) = re.findall(r"```yaml\n(scenario: .*?)```", README.read_text(encoding="utf-8"), re.DOTALL)
    return str(found)


def compared(folder: Path, *, fixed: bool) -> Comparison:
    """Set the README's scenario against the memos in two years of a small world."""
    path = folder / "more-judges.yaml"
    path.write_text(example(), encoding="utf-8")
    return sim.compare(BASE, str(path), scale=0.002, years=2, replications=1, fixed=fixed, out=folder)


@pytest.mark.slow
@pytest.mark.parametrize("fixed", [False, True], ids=["drawn", "fixed"])
def test_the_year_before_the_change_differs_in_nothing(tmp_path: Path, *, fixed: bool) -> None:
    paired = compared(tmp_path, fixed=fixed).study.paired
    before = [one for one in paired if one.key.period == BEFORE and one.key.metric != FOLLOWED]
    after = {one.key.metric: one.difference for one in paired if (one.key.period, one.key.group) == (AFTER, "all")}

    assert len(before) > 500
    assert {one.difference for one in before} == {0.0}
    assert after["judges_on_board"] == pytest.approx(300 * 273 / 365)
    assert after["court_pending"] < 0
