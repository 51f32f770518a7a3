"""Whatever stands in a scenario file, it is read, or refused with its problems, and quickly."""

import random
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from sim.data.tree import Findings
from sim.scenario.assembly import LoadedLibrary, assemble, load_library
from sim.scenario.catalogue import ReadContext
from sim.scenario.library import shipped_library
from sim.scenario.settings import Overrides
from tests.hostile.files import broken_file, family_of_files

FEW, MANY = 500, 10_000
HANGS = 20.0
"""A file that takes longer is taken to hang [seconds]."""


@pytest.fixture(scope="module")
def loaded() -> LoadedLibrary:
    """The shipped library, read once."""
    findings = Findings()
    library = load_library(shipped_library(), findings)
    findings.raise_if_any()
    return library


def ask(loaded: LoadedLibrary, path: Path) -> bool:
    """Read one file with findings of its own; say whether it could be played, and compile it if so."""
    findings = Findings()
    context = ReadContext(loaded.context.catalogue, loaded.context.register, findings)
    fresh = replace(loaded, context=context)
    scenario = assemble(fresh, str(path), Overrides())
    assert (scenario is None) == bool(findings.problems)
    for problem in findings.problems:
        assert str(problem)
        assert problem.expected
        assert "\n" not in str(problem)
        assert len(str(problem)) < 2_000
    if scenario is not None and scenario.run.years <= 2:
        scenario.compile(1, fixed=False)
    return scenario is not None


def _play(loaded: LoadedLibrary, folder: Path, count: int) -> int:
    """Read that many files; count the sound ones."""
    sound = 0
    for number in range(count):
        rng = random.Random(number)
        if number % 10 == 9:
            path = family_of_files(folder, rng)
        else:
            path = folder / "mine.yaml"
            path.write_bytes(broken_file(rng))
        began = time.monotonic()
        try:
            sound += ask(loaded, path)
        except Exception as error:
            raise AssertionError(f"file {number} was neither read nor refused: {error!r}") from error
        assert time.monotonic() - began < HANGS, f"file {number} hangs"
    return sound


@pytest.mark.slow
def test_no_file_is_met_with_a_traceback(
    loaded: LoadedLibrary, tmp_path: Path, record_property: Callable[[str, object], None], *, is_thorough: bool
) -> None:
    played = MANY if is_thorough else FEW
    sound = _play(loaded, tmp_path, played)
    record_property("scenario files read", played)
    record_property("scenario files met with a traceback", 0)
    assert 0.02 * played < sound < 0.6 * played
