"""A replication that cannot fit into memory is refused before it begins."""

from pathlib import Path

import pytest

from sim.base.errors import ResultsError
from sim.model.run import estimated_rows
from sim.study import tasks
from sim.study.tasks import EvaluationTask, Task, evaluate_replication, perform
from tests.worlds import small


def test_a_run_with_more_persons_than_memory_holds_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    inputs = small("status-quo", "border.attempts_scale=50000", days=5)
    monkeypatch.setattr(tasks, "free_memory", lambda: 10**8)
    with pytest.raises(ResultsError, match="brings too many people"):
        perform(Task(inputs, tmp_path / "measured", None))
    with pytest.raises(ResultsError, match="brings too many people"):
        evaluate_replication(EvaluationTask(inputs, (), tmp_path / "values"))
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("parameter", ["ports.arrivals_scale", "interior.arrests_scale", "border.attempts_scale"])
def test_room_is_made_for_those_whom_a_lever_brings(parameter: str) -> None:
    few, many = (estimated_rows(small("status-quo", f"{parameter}={times}", scale=0.1)) for times in (1, 50))
    assert many > 2 * few
