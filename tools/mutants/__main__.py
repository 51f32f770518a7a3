"""Try a seeded sample of mutants and keep what became of them; what is tried already is not tried again."""

import argparse
import hashlib
import json
import os
import platform
import sys
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from pathlib import Path
from queue import SimpleQueue

from tools.mutants.sample import ROOT, Mutant, all_mutants, sample
from tools.mutants.touching import Touching, read_touching
from tools.mutants.trials import Place

WORK = ROOT / "build" / "mutants"
TABLE = ROOT / "results" / "reference" / "proof" / "mutants.json"
REASONS = ROOT / "docs" / "mutants.md"
"""Why mutants are left alive, one row each."""
ENGINE = ("sim", "scenarios", "seeds")
"""What a mutant is a change of; what became of it holds as long as these are as they were."""
TESTS = ("tests/unit/engine", "tests/unit/base", "tests/rules", "tests/worlds.py")
"""The tests that are asked; a mutant that these have left is asked again when there are others."""
WITH_ORACLE = ("tests/oracle",)
"""What the oracle says hangs on itself alone."""
ORACLE = ["tests/oracle/test_oracle.py", "-k", "agree_on_every_person"]
_SLACK = 4.0
"""A mutant hangs if its tests take so many times as much of the processor as those of the program [1]."""
_START = 40.0
"""Time that is allowed beside [seconds]."""
_ORACLE_SECONDS = 400.0


def main() -> None:
    """Try the sample and write the table."""
    words = argparse.ArgumentParser(prog="python -m tools.mutants", description=__doc__)
    words.add_argument("--sample", type=int, default=400, help="how many")
    words.add_argument("--seed", type=int, default=1, help="of the sample")
    words.add_argument("--workers", type=int, default=2, help="tried at once")
    words.add_argument("--oracle", action="store_true", help="ask the oracle about those that are left")
    words.add_argument("--by", nargs="*", default=[], help="put those that are left to these tests alone")
    words.add_argument("--known", action="store_true", help="try nothing; write the table of what is known")
    given = words.parse_args()
    drawn = sample(given.sample, given.seed)
    fates = Fates(WORK / f"fates-{digest(ENGINE)[:12]}.jsonl")
    if given.known:
        keep([one for one in drawn if fates.of(one)], fates, given.seed)
        return
    places = [Place(WORK / f"place-{number}") for number in range(given.workers)]
    if given.by:
        ask_these(given.by, drawn, fates, places)
    else:
        ask_tests(drawn, fates, places)
    if given.oracle:
        ask_oracle(drawn, fates, places)
    keep(drawn, fates, given.seed)


def digest(names: Iterable[str]) -> str:
    """What tells one state of these folders and files from another."""
    told = hashlib.sha256()
    for name in names:
        for path in sorted([ROOT / name, *(ROOT / name).rglob("*")]):
            if path.suffix in {".py", ".yaml", ".csv"}:
                told.update(path.read_bytes())
    return told.hexdigest()


class Fates:
    """What became of each mutant of one engine: the last word on it, and which tests were asked."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._became: dict[str, str] = {}
        self._asked: dict[str, set[str]] = {}
        rows = map(json.loads, path.read_text(encoding="utf-8").splitlines()) if path.exists() else ()
        for label, became, asked in rows:
            self._note(label, became, asked)

    def of(self, mutant: Mutant) -> str | None:
        """What became of a mutant, or None if it was not tried."""
        return self._became.get(mutant.label)

    def is_known(self, mutant: Mutant, asked: str) -> bool:
        """Whether a mutant was killed, or left by these very tests."""
        became = self.of(mutant)
        return became is not None and (not became.startswith("left") or asked in self._asked[mutant.label])

    def tell(self, mutant: Mutant, became: str, asked: str) -> None:
        """Write down and say what became of a mutant."""
        self._note(mutant.label, became, asked)
        with self._path.open("a", encoding="utf-8") as log:
            log.write(json.dumps([mutant.label, became, asked]) + "\n")
        sys.stdout.write(f"{became:14} {mutant.label}\n")
        sys.stdout.flush()

    def _note(self, label: str, became: str, asked: str) -> None:
        self._became[label] = became
        self._asked.setdefault(label, set()).add(asked)


def measured(place: Place) -> Touching:
    """Run the tests once with coverage by test, unless they and the engine are as they were."""
    coverage, log, stamp = WORK / "coverage", WORK / "tests.log", WORK / "stamp"
    state = digest((*ENGINE, *TESTS))
    if not (stamp.exists() and stamp.read_text() == state and coverage.exists()):
        place.measure(TESTS[:-1], coverage, log)
        stamp.write_text(state)
    return read_touching(coverage, log)


def ask_tests(drawn: list[Mutant], fates: Fates, places: list[Place]) -> None:
    """Try every mutant of which these tests have not said yet that they leave it."""
    asked = digest(TESTS)
    missing = [one for one in drawn if not fates.is_known(one, asked)]
    if not missing:
        return
    touching = measured(places[0])
    every = sorted({test for one in missing for test in touching.tests_of(one)})
    if places[0].ask(["--collect-only", *every], _ORACLE_SECONDS) != "left":
        raise SystemExit("tests that coverage names are not found by these names")

    def fate(place: Place, mutant: Mutant) -> str:
        tests = touching.tests_of(mutant)
        if not tests:
            return "left (no test)"
        return place.try_out(mutant, tests, _START + _SLACK * touching.time_of(tests))

    _each(missing, places, fate, fates, asked)


def ask_these(tests: list[str], drawn: list[Mutant], fates: Fates, places: list[Place]) -> None:
    """Put every mutant that is left to some tests, which were made for mutants like it; they must pass as it is."""
    if places[0].ask(tests, _ORACLE_SECONDS) != "left":
        raise SystemExit("these tests do not pass on the program as it is")
    left = [one for one in drawn if (fates.of(one) or "").startswith("left")]

    def fate(place: Place, mutant: Mutant) -> str:
        return place.try_out(mutant, tests, _ORACLE_SECONDS)

    _each(left, places, fate, fates, digest(tests))


def ask_oracle(drawn: list[Mutant], fates: Fates, places: list[Place]) -> None:
    """Ask the oracle about every mutant that the tests leave; it must agree with the program as it is."""
    asked = digest(WITH_ORACLE)
    missing = [one for one in drawn if not fates.is_known(one, asked)]
    if not missing:
        return
    if places[0].ask(ORACLE, _ORACLE_SECONDS) != "left":
        raise SystemExit("the oracle disagrees with the program as it is")

    def fate(place: Place, mutant: Mutant) -> str:
        became = place.try_out(mutant, ORACLE, _ORACLE_SECONDS)
        return fates.of(mutant) or became if became == "left" else "killed by the oracle"

    _each(missing, places, fate, fates, asked)


def _each(
    mutants: list[Mutant], places: list[Place], fate: Callable[[Place, Mutant], str], fates: Fates, asked: str
) -> None:
    """Try mutants in several places at once, and tell of each as it is done."""
    free: SimpleQueue[Place] = SimpleQueue()
    for place in places:
        free.put(place)

    def try_one(mutant: Mutant) -> str:
        place = free.get()
        try:
            return fate(place, mutant)
        finally:
            free.put(place)

    with ThreadPoolExecutor(len(places)) as pool:
        for mutant, became in zip(mutants, pool.map(try_one, mutants), strict=True):
            fates.tell(mutant, became, asked)


def keep(drawn: list[Mutant], fates: Fates, seed: int) -> None:
    """Store the numbers with their date, and the name of each that is left."""
    became = {one: fates.of(one) or "" for one in drawn}
    left = sorted(one for one in drawn if became[one].startswith("left"))
    asked = digest(WITH_ORACLE)
    table = {
        "date": str(datetime.now(UTC).date()),
        "machine": f"{os.cpu_count()} cores, {platform.machine()}, Python {platform.python_version()}",
        "of": len(all_mutants()),
        "seed": seed,
        "tried": len(drawn),
        "killed": sum(one.startswith("killed") for one in became.values()),
        "killed by hanging": list(became.values()).count("killed (time)"),
        "killed by the oracle alone": list(became.values()).count("killed by the oracle"),
        "left": len(left),
        "left by the oracle too": sum(fates.is_known(one, asked) for one in left),
        "left and not yet put to the oracle": sum(not fates.is_known(one, asked) for one in left),
        "left without a test on the line": list(became.values()).count("left (no test)"),
        "names of those left": [one.label for one in left],
        "names of those that the oracle leaves too": [one.label for one in left if fates.is_known(one, asked)],
    }
    TABLE.parent.mkdir(parents=True, exist_ok=True)
    TABLE.write_text(json.dumps(table, indent=2) + "\n", encoding="utf-8")
    sys.stdout.write(f"{table['killed']} of {table['tried']} killed, {len(left)} left; {TABLE.relative_to(ROOT)}\n")


if __name__ == "__main__":
    main()
