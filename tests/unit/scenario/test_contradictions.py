"""What cannot stand beside another claim of the same scenario is refused at its place."""

from pathlib import Path

import pytest

from sim.base.errors import ScenarioError
from sim.scenario.scenario import load


@pytest.mark.parametrize(
    ("baseline", "parameter", "value", "expected", "hint"),
    [
        ("observed", "border.deterrence.gain", "0.5", "published months", "no-announcement"),
        ("status-quo", "border.evader_apprehended_share", "0.0", "above 0", ""),
        ("status-quo", "courts.initial_share.families", "0.97", "together at most 1", ""),
        ("status-quo", "interior.daca_share", "1.0", "below 1", ""),
    ],
)
def test_a_contradiction_is_refused_at_its_place(
    tmp_path: Path, baseline: str, parameter: str, value: str, expected: str, hint: str
) -> None:
    file = tmp_path / "mine.yaml"
    file.write_text(f"scenario: mine\nextends: {baseline}\nset:\n  {parameter}: {value}\n")
    with pytest.raises(ScenarioError) as refused:
        load(str(file))
    (problem,) = refused.value.problems
    assert (problem.line, problem.column, problem.path, problem.found) == (4, len(parameter) + 5, parameter, value)
    assert expected in problem.expected
    assert hint in problem.hint
