"""Tasks are done side by side, and none is lost or done twice."""

import multiprocessing
import time
from pathlib import Path

import pytest

from sim.base.errors import ResultsError
from sim.study.executors import Work, perform_all
from tests.unit.study.works import die, double, fail_at_two, wait_long


def perform(work: Work[int, int], tasks: int, jobs: int) -> tuple[list[int], list[float]]:
    """Do so many tasks and give results and progress."""
    results: list[int] = []
    progress: list[float] = []
    perform_all(work, range(tasks), jobs=jobs, on_done=results.append, on_progress=progress.append)
    return results, progress


def workers_alive() -> list[int]:
    """The workers that the system still knows, since Python may have lost track of one that somebody else joined."""
    return [
        child.pid for child in multiprocessing.active_children() if child.pid and Path(f"/proc/{child.pid}").exists()
    ]


@pytest.mark.parametrize("jobs", [1, 2])
def test_every_task_is_done_once(jobs: int) -> None:
    results, progress = perform(double, 5, jobs)
    assert sorted(results) == [0, 2, 4, 6, 8]
    assert progress[-1] == 5
    assert progress == sorted(progress)


def test_one_job_tells_its_progress_inside_a_task() -> None:
    assert perform(double, 2, 1)[1] == [0.5, 1, 1.5, 2]


@pytest.mark.parametrize("jobs", [1, 2])
def test_a_failure_is_raised_here_and_leaves_no_worker(jobs: int) -> None:
    with pytest.raises(ValueError, match="two"):
        perform(fail_at_two, 6, jobs)
    assert workers_alive() == []


def test_a_killed_worker_is_explained() -> None:
    with pytest.raises(ResultsError, match="--jobs"):
        perform(die, 2, 2)


def test_an_interruption_stops_the_workers_and_keeps_what_is_done() -> None:
    results: list[int] = []

    def interrupt(done: float) -> None:
        if done >= 1:
            raise KeyboardInterrupt

    began = time.monotonic()
    with pytest.raises(KeyboardInterrupt):
        perform_all(wait_long, range(4), jobs=2, on_done=results.append, on_progress=interrupt)
    assert results == [0]
    assert workers_alive() == []
    assert time.monotonic() - began < 60
