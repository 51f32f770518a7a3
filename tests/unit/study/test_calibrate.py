"""A calibration moves the free numbers until the replayed years come near the published ones, and leaves its files."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from sim.base.draws import FloatArray
from sim.study import calibrate as fitting
from sim.study.calibrate import CalibrationProblem, plan_calibration
from sim.study.calibration_files import COMMON, FIT, LAYER, NUMBERS, fit_rows, layer, write_calibration
from sim.study.plans import Options
from sim.study.progress import Watcher
from sim.study.tasks import Values

TRUE = 0.7
"""The place at which the first free number meets all targets."""


def test_a_number_that_moves_the_targets_is_fitted_and_stored(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    problem = plan_calibration(Options(tmp_path, 1), scale=0.001)
    monkeypatch.setattr(fitting, "_Runs", lambda *_: _Invented(problem))

    found = fitting.calibrate(problem, Options(tmp_path, 1), Watcher(), rounds=2)

    assert found.fit.place[0] == pytest.approx(TRUE, abs=0.02)
    still = [place for one, place in zip(problem.free[1:], found.fit.place[1:].tolist(), strict=True) if not one.metric]
    assert still == [0.5] * len(still), "what moves nothing stays where it was"
    folder = write_calibration(found)
    assert {each.name for each in folder.iterdir()} >= {LAYER, FIT, NUMBERS, COMMON}
    assert all(parameter.path in layer(found) for parameter in problem.free[0].parameters(problem.scenario.parameters))
    learned = [float(line.split(",")[4]) for line in (folder / NUMBERS).read_text("utf-8").splitlines()[1:]]
    assert learned[0] > 0.9
    assert max(learned[1:]) < 0.01
    assert len(fit_rows(found)) == len(problem.targets)


class _Invented:
    """A world in which the first free number moves every target, by a tolerance for a fifth of its range."""

    def __init__(self, problem: CalibrationProblem) -> None:
        self._problem, self.played = problem, 0

    def values(self, points: Sequence[FloatArray]) -> tuple[Values, ...]:
        """Say what the model says at each point."""
        self.played += len(points)
        tolerance = self._problem.tolerance
        return tuple(
            {
                one.key: one.value + 5.0 * (float(point[0]) - TRUE) * float(tolerance[number])
                for number, one in enumerate(self._problem.targets)
            }
            for point in points
        )
