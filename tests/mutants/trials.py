"""A mutant is tried in a copy of the tree, by the tests that touch it, within a time."""

import compileall
import importlib.util
import os
import resource
import shutil
import signal
import subprocess
import sys
from pathlib import Path

from tests.mutants.sample import ROOT, Mutant

_COPIED = ("sim", "tests", "scenarios", "seeds")
_MEMORY = 6_000_000_000
"""A mutant that wants more is noticed [bytes]."""


class Place:
    """A copy of the tree in which one mutant after the other is tried."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        shutil.rmtree(folder, ignore_errors=True)
        for name in _COPIED:
            shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
        shutil.copy(ROOT / "pyproject.toml", folder)
        compileall.compile_dir(folder, quiet=2)

    def try_out(self, mutant: Mutant, tests: list[str], seconds: float) -> str:
        """Say what became of a mutant: `killed`, `killed (time)` or `left`.

        Args:
            mutant: the change.
            tests: that are asked, in this order.
            seconds: after these it counts as killed, since it hangs.
        """
        module = self._folder / mutant.module
        unchanged = module.read_text(encoding="utf-8")
        Path(importlib.util.cache_from_source(str(module))).unlink(missing_ok=True)
        module.write_text(mutant.text(), encoding="utf-8")
        try:
            return self._ask(tests, seconds)
        finally:
            module.write_text(unchanged, encoding="utf-8")

    def _ask(self, tests: list[str], seconds: float) -> str:
        words = [sys.executable, "-B", "-m", "pytest", "-x", "-q", "-n", "0", "-p", "no:cacheprovider", *tests]
        asked = subprocess.Popen(
            words,
            cwd=self._folder,
            env={**os.environ, "PYTHONPATH": str(self._folder), "OPENBLAS_NUM_THREADS": "1"},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        resource.prlimit(asked.pid, resource.RLIMIT_AS, (_MEMORY, _MEMORY))
        try:
            return "left" if asked.wait(seconds) == 0 else "killed"
        except subprocess.TimeoutExpired:
            return "killed (time)"
        finally:
            if asked.poll() is None:
                os.killpg(asked.pid, signal.SIGKILL)
                asked.wait()
