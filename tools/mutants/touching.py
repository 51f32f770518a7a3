"""The tests that can notice a mistake are those that come past its line."""

import re
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path

from coverage import CoverageData

from tools.mutants.sample import Mutant

_TIMED = re.compile(r"^([\d.]+)s call +(tests/\S.*)$")
_SECONDS = 40.0
"""Tests of a mutant are taken up to this time in all [seconds]."""
_NEAR = 15.0
"""Of it, tests that are named after the file come first, up to this time [seconds]."""


@dataclass(frozen=True)
class Touching:
    """Which tests come past which lines, and how long they take."""

    lines: dict[str, dict[int, set[str]]]
    """By module and line."""
    seconds: dict[str, float]
    """Of each test."""

    def tests_of(self, mutant: Mutant) -> list[str]:
        """The tests of a mutant: those of its own name first, then the quick before the slow.

        No test comes past a line that is read once and for all, as a table of codes is: any may notice.
        """
        by_line = self.lines.get(mutant.module, {})
        past = by_line.get(mutant.line) or set().union(*by_line.values(), set()) or set(self.seconds)
        quick = sorted(past, key=lambda test: (self.seconds.get(test, _NEAR), test))
        named = [test for test in quick if _is_named_after(test, mutant.module)]
        return list(dict.fromkeys((*self._within(named, _NEAR), *self._within(quick, _SECONDS))))

    def time_of(self, tests: list[str]) -> float:
        """How long these tests take together [seconds]."""
        return sum(self.seconds.get(test, 1.0) for test in tests)

    def _within(self, tests: list[str], seconds: float) -> list[str]:
        taken, spent = [], 0.0
        for test in tests:
            spent += self.seconds.get(test, 1.0)
            if taken and spent > seconds:
                break
            taken.append(test)
        return taken


def _module(file: str) -> str:
    """The file of a copy of the tree, from its package on."""
    parts = Path(file).parts
    return "/".join(parts[len(parts) - parts[::-1].index("sim") - 1 :])


def _is_named_after(test: str, module: str) -> bool:
    words = {word.rstrip("s") for word in Path(module).stem.split("_")}
    return bool(words & {word.rstrip("s") for word in Path(test.split("::", maxsplit=1)[0]).stem.split("_")})


def read_touching(measured: Path, log: Path) -> Touching:
    """Read what a run of the tests with coverage by test has left.

    Args:
        measured: the file of coverage.
        log: the printed durations.
    """
    data = CoverageData(str(measured))
    data.read()
    lines: dict[str, dict[int, set[str]]] = {}
    for file in data.measured_files():
        by_line: dict[int, set[str]] = defaultdict(set)
        for line, contexts in data.contexts_by_lineno(file).items():
            by_line[line] |= {one.split("|")[0] for one in contexts if one}
        lines[_module(file)] = {line: tests for line, tests in by_line.items() if tests}
    timed = (_TIMED.match(line.strip()) for line in log.read_text(encoding="utf-8").splitlines())
    return Touching(lines, {found[2]: float(found[1]) for found in timed if found})
