"""A mutant is tried in a copy of the tree, by the tests that touch it, within a time."""

import compileall
import importlib.util
import os
import resource
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

from tools.mutants.sample import PACKAGES, ROOT, Mutant

_COPIED = ("sim", "tests", "tools", "scenarios", "seeds")
_PYTEST = (sys.executable, "-B", "-m", "pytest", "-q", "-p", "no:cacheprovider")
_MEMORY = 6_000_000_000
"""A mutant that wants more is noticed [bytes]."""
_GRACE = 5
"""After its time a process has so long to end by itself [seconds]."""
_PATIENCE = 50
"""So many times its time of the processor a process may take by the clock, on a machine with much else to do [1]."""


class Place:
    """A copy of the tree in which one mutant after the other is tried."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        shutil.rmtree(folder, ignore_errors=True)
        for name in _COPIED:
            shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
        shutil.copy(ROOT / "pyproject.toml", folder)
        compileall.compile_dir(folder, quiet=2)

    def measure(self, tests: Iterable[str], coverage: Path, log: Path) -> None:
        """Run tests on the program as it is, with coverage by test; they must pass.

        Args:
            tests: folders or files.
            coverage: the file that is written.
            log: what is printed, with how long each test takes.
        """
        measuring = [f"--cov={package}" for package in PACKAGES]
        words = [*_PYTEST, "-n", "0", *tests, *measuring, "--cov-context=test", "--cov-report="]
        with log.open("w", encoding="utf-8") as told:
            subprocess.run(
                [*words, "--durations=0", "--durations-min=0"],
                cwd=self._folder,
                env={**self._environment(), "COVERAGE_FILE": str(coverage)},
                stdout=told,
                stderr=told,
                check=True,
            )

    def try_out(self, mutant: Mutant, tests: list[str], seconds: float) -> str:
        """Say what became of a mutant: `killed`, `killed (time)` or `left`.

        Args:
            mutant: the change.
            tests: that are asked, in this order.
            seconds: after so much work of the processor it counts as killed, since it hangs.
        """
        module = self._folder / mutant.module
        unchanged = module.read_text(encoding="utf-8")
        Path(importlib.util.cache_from_source(str(module))).unlink(missing_ok=True)
        module.write_text(mutant.text(), encoding="utf-8")
        try:
            return self.ask(tests, seconds)
        finally:
            module.write_text(unchanged, encoding="utf-8")

    def _environment(self) -> dict[str, str]:
        return {**os.environ, "PYTHONPATH": str(self._folder), "OPENBLAS_NUM_THREADS": "1"}

    def ask(self, tests: list[str], seconds: float) -> str:
        """Say what tests make of the program as it stands in this place."""
        words = [*_PYTEST, "-x", "-n", "0", *tests]
        asked = subprocess.Popen(
            words,
            cwd=self._folder,
            env=self._environment(),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        resource.prlimit(asked.pid, resource.RLIMIT_AS, (_MEMORY, _MEMORY))
        resource.prlimit(asked.pid, resource.RLIMIT_CPU, (round(seconds), round(seconds) + _GRACE))
        try:
            code = asked.wait(_PATIENCE * seconds)
        except subprocess.TimeoutExpired:
            return "killed (time)"
        finally:
            if asked.poll() is None:
                os.killpg(asked.pid, signal.SIGKILL)
                asked.wait()
        if code == -signal.SIGXCPU:
            return "killed (time)"
        return "left" if code == 0 else "killed"
