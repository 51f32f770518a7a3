"""The numbers that matter most are those that move the targets most between the ends of their ranges."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from sim.results.atomic_files import write_json
from sim.scenario.resolved import Scenario
from sim.study import one_at_a_time as ranking
from sim.study import tasks
from sim.study.calibrate import CalibrationProblem, plan_calibration
from sim.study.plans import Options
from sim.study.progress import Watcher
from sim.study.tasks import EvaluationTask

MOVES = {"courts.notice_reached_share": (0, 3.0), "detention.family_room_beds": (1, -1.0)}
"""By how many tolerances a number moves which target to each side."""
SOME = 35


def test_numbers_are_ranked_by_how_far_they_move_the_targets(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    problem = plan_calibration(Options(tmp_path, 1), scale=0.001, is_fitted=True)
    parameters = problem.scenario.uncertain()
    paths = [path for path in parameters if problem.scenario.parameters[path].spec.draw_name in MOVES]
    paths += [path for path in parameters if path not in paths][:SOME]
    monkeypatch.setattr(Scenario, "uncertain", lambda _: tuple(paths))
    played: list[str] = []
    monkeypatch.setattr(tasks, "prepare", lambda _: None)
    monkeypatch.setattr(tasks, "evaluate_replication", lambda task, _: _play(problem, task, played))

    first, second, *others = ranking.rank_parameters(problem, Options(tmp_path, 1), Watcher())

    assert (first.name, second.name) == tuple(MOVES)
    assert (first.effect, second.effect) == (pytest.approx(6.0), pytest.approx(2.0))
    target = problem.targets[0]
    assert first.target == target.key
    assert (first.low, first.high) == tuple(
        pytest.approx(target.value + side * 3.0 * problem.tolerance[0]) for side in (-1, 1)
    )
    assert first.quality == "assumption"
    assert "assumption#A-203" in first.sources
    assert {one.effect for one in others} == {0.0}
    names = {problem.scenario.parameters[path].spec.draw_name for path in paths}
    assert sum(name.endswith(".low") for name in played) == len(names)
    assert sum(name.endswith(".high") for name in played) == min(len(names), 30), "the rest is not put to the other end"
    again = ranking.rank_parameters(problem, Options(tmp_path, 1), Watcher())
    assert len(played) == len(set(played)), "what was played is found"
    assert again[0] == first


def _play(problem: CalibrationProblem, task: EvaluationTask, played: list[str]) -> None:
    """Leave what a replication would: every target met, but for those that the number of this task moves."""
    played.append(task.path.stem)
    values = {one.key: one.value for one in problem.targets}
    name, _, end = task.path.stem.rpartition(".")
    if name in MOVES:
        number, by = MOVES[name]
        side = 1 if end == "high" else -1
        values[problem.targets[number].key] += side * by * float(problem.tolerance[number])
    rows: Sequence[object] = [[*key.texts, value] for key, value in values.items()]
    write_json(task.path, rows)
