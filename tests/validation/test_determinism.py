"""The same run in two interpreters, on one process or two, gives the same bytes."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
COMMAND = ("run", "kelly-memos-consent", "--scale", "0.003", "--years", "1", "--replications", "2", "--quiet")


def metrics(out: Path, *, hash_seed: str, jobs: str, python: str = sys.executable) -> bytes:
    """Run in a fresh interpreter and read metrics.csv."""
    environment = os.environ | {"PYTHONHASHSEED": hash_seed}
    subprocess.run(
        [python, "-m", "sim.cli", *COMMAND, "--jobs", jobs, "--out", str(out)],
        cwd=ROOT,
        env=environment,
        check=True,
        capture_output=True,
    )
    (found,) = out.glob("*/*/metrics.csv")
    return found.read_bytes()


@pytest.mark.slow
def test_bytes_do_not_depend_on_the_interpreter_or_on_the_number_of_processes(tmp_path: Path) -> None:
    first = metrics(tmp_path / "a", hash_seed="1", jobs="1")
    second = metrics(tmp_path / "b", hash_seed="2", jobs="2")
    assert first == second
    assert first.count(b"\n") > 1000


@pytest.mark.slow
@pytest.mark.parametrize("version", ["3.11", "3.12", "3.13"])
def test_bytes_do_not_depend_on_the_version_of_python(version: str, tmp_path: Path) -> None:
    """`make pythons` makes the environments; numpy and scipy are of the same versions in all of them."""
    other = ROOT / "build" / f"python{version}" / "bin" / "python"
    if version == f"{sys.version_info.major}.{sys.version_info.minor}":
        pytest.skip(f"Python {version} is what runs the tests")
    if not other.exists():
        pytest.skip(f"no environment of Python {version}; `make pythons` makes one where it is found")
    here = metrics(tmp_path / "here", hash_seed="1", jobs="1")
    there = metrics(tmp_path / "there", hash_seed="1", jobs="1", python=str(other))
    assert here == there
