"""A sweep that is killed and begun again ends as if nothing had happened."""

import os
import resource
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from sim.study.plans import Options
from tests.unit.study.test_experiment import files
from tests.unit.study.test_sweeps import sweep

ROOT = Path(__file__).resolve().parents[3]
MOMENTS = [(2, ""), (3, ""), (4, ""), (6, ""), (9, ""), (14, ""), (20, ""), (1, "points.csv"), (2, "metrics.csv"),
           (4, "manifest.json")]  # fmt: skip
"""Which rename is never finished: of any file, of the first table of points, or the last manifest of all."""


def played(
    folder: Path, number: int = 0, name: str = "", *, page: str = "", limit: Callable[[], None] | None = None
) -> int:
    """Play the sweep in a process of its own, and say how it ended."""
    command = [sys.executable, "-m", "tests.unit.study.killed", str(folder), str(number), name, page]
    return subprocess.run(command, cwd=ROOT, check=False, capture_output=True, preexec_fn=limit).returncode


@pytest.fixture(scope="module")
def uninterrupted(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """The files of a sweep that nobody disturbed."""
    folder = tmp_path_factory.mktemp("whole")
    assert played(folder) == 0
    return files(folder)


@pytest.mark.parametrize(("number", "name"), MOMENTS)
def test_a_killed_sweep_goes_on_to_the_same_bytes(
    tmp_path: Path, uninterrupted: dict[str, bytes], number: int, name: str
) -> None:
    assert played(tmp_path, number, name) == -signal.SIGKILL
    left = files(tmp_path)
    assert any(path.startswith(("calm/", "busy/", "quiet/")) and path.endswith(".npz") for path in left)
    assert not any(path.startswith("sweep-") and path.endswith("/manifest.json") for path in left)
    sweep(Options(tmp_path, jobs=1), page=lambda _: None)
    assert files(tmp_path) == uninterrupted


def test_a_full_disk_loses_nothing_that_was_written(tmp_path: Path, uninterrupted: dict[str, bytes]) -> None:
    """A limit on the size of a file stands for the disk: the page no longer fits, everything else does."""
    largest = max(len(content) for content in uninterrupted.values())

    def limit() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (largest, largest))

    assert played(tmp_path, page="page", limit=limit) == 1
    assert files(tmp_path) == uninterrupted


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write into a folder that is read-only")
def test_a_read_only_folder_is_told(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    assert played(tmp_path) == 1
    assert files(tmp_path) == {}
