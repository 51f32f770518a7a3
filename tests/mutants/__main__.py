"""Try a seeded sample of mutants and keep what became of them; what is tried already is not tried again."""

import argparse
import hashlib
import json
import os
import platform
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from queue import SimpleQueue

from tests.mutants.sample import PACKAGES, ROOT, Mutant, all_mutants, sample
from tests.mutants.touching import TESTS, Touching, read_touching
from tests.mutants.trials import Place

WORK = ROOT / "build" / "mutants"
TABLE = ROOT / "results" / "reference" / "proof" / "mutants.json"
REASONS = ROOT / "docs" / "mutants.md"
"""Why mutants are left alive, one row each."""
ORACLE = ["tests/oracle/test_oracle.py"]
_ORACLE_SECONDS = 900.0
_SLACK = 4.0
"""A mutant hangs if its tests take so many times as long as those of the program [1]."""
_START = 60.0
"""Time that is allowed beside [seconds]."""


def main() -> None:
    """Try the sample and write the table."""
    words = argparse.ArgumentParser(prog="python -m tests.mutants", description=__doc__)
    words.add_argument("--sample", type=int, default=400, help="how many")
    words.add_argument("--seed", type=int, default=1, help="of the sample")
    words.add_argument("--workers", type=int, default=2, help="tried at once")
    words.add_argument("--oracle", action="store_true", help="ask the oracle about those that are left")
    given = words.parse_args()
    drawn = sample(given.sample, given.seed)
    touching = measured()
    fates = try_all(drawn, touching, given.workers)
    if given.oracle:
        fates |= ask_oracle([one for one in drawn if fates[one.label] == "left"], given.workers)
    keep(drawn, fates, given.seed)


def measured() -> Touching:
    """Run the tests once with coverage by test, unless the tree is as it was."""
    coverage, log, stamp = WORK / "coverage", WORK / "tests.log", WORK / "stamp"
    WORK.mkdir(parents=True, exist_ok=True)
    if not (stamp.exists() and stamp.read_text() == digest() and coverage.exists()):
        measuring = [f"--cov={package}" for package in PACKAGES]
        words = ["-n", "2", *TESTS, "-q", *measuring, "--cov-context=test", "--cov-report="]
        with log.open("w") as told:
            subprocess.run(
                [sys.executable, "-m", "pytest", *words, "--durations=0", "--durations-min=0"],
                cwd=ROOT,
                env={**os.environ, "COVERAGE_FILE": str(coverage)},
                stdout=told,
                stderr=told,
                check=True,
            )
        stamp.write_text(digest())
    return read_touching(coverage, log)


def digest() -> str:
    """What tells one state of the engine and its tests from another."""
    files = sorted(path for name in ("sim", "tests", "scenarios") for path in (ROOT / name).rglob("*.[py]*"))
    told = hashlib.sha256()
    for path in files:
        if path.suffix in {".py", ".yaml"}:
            told.update(path.read_bytes())
    return told.hexdigest()


def try_all(drawn: list[Mutant], touching: Touching, workers: int) -> dict[str, str]:
    """Try every mutant of which nothing is known yet; tell each as it is done."""
    path = WORK / f"fates-{digest()[:12]}.jsonl"
    known = dict(map(json.loads, path.read_text().splitlines())) if path.exists() else {}
    places: SimpleQueue[Place] = SimpleQueue()
    for number in range(workers):
        places.put(Place(WORK / f"place-{number}"))

    def fate(mutant: Mutant) -> str:
        tests = touching.tests_of(mutant)
        if not tests:
            return "left (no test)"
        place = places.get()
        try:
            seconds = _START + _SLACK * sum(touching.seconds.get(test, 1.0) for test in tests)
            return place.try_out(mutant, tests, seconds)
        finally:
            places.put(place)

    missing = [one for one in drawn if one.label not in known]
    with ThreadPoolExecutor(workers) as pool, path.open("a") as log:
        for mutant, became in zip(missing, pool.map(fate, missing), strict=True):
            known[mutant.label] = became
            log.write(json.dumps([mutant.label, became]) + "\n")
            log.flush()
            sys.stdout.write(f"{became:14} {mutant.label}\n")
            sys.stdout.flush()
    return known


def ask_oracle(left: list[Mutant], workers: int) -> dict[str, str]:
    """Say which of those that are left the oracle notices."""
    places: SimpleQueue[Place] = SimpleQueue()
    for number in range(workers):
        places.put(Place(WORK / f"place-{number}"))

    def fate(mutant: Mutant) -> str:
        place = places.get()
        try:
            became = place.try_out(mutant, ORACLE, _ORACLE_SECONDS)
        finally:
            places.put(place)
        return "left" if became == "left" else "killed by the oracle"

    with ThreadPoolExecutor(workers) as pool:
        found = dict(zip((one.label for one in left), pool.map(fate, left), strict=True))
    sys.stdout.writelines(f"{became:14} {label}\n" for label, became in found.items())
    return found


def keep(drawn: list[Mutant], fates: dict[str, str], seed: int) -> None:
    """Store the numbers with their date, and the name of each that is left."""
    became = [fates[one.label] for one in drawn]
    left = sorted(one.label for one in drawn if fates[one.label].startswith("left"))
    table = {
        "date": str(datetime.now(UTC).date()),
        "machine": f"{os.cpu_count()} cores, {platform.machine()}, Python {platform.python_version()}",
        "of": len(all_mutants()),
        "seed": seed,
        "tried": len(drawn),
        "killed": sum(one.startswith("killed") for one in became),
        "killed by hanging": became.count("killed (time)"),
        "killed by the oracle alone": became.count("killed by the oracle"),
        "left": len(left),
        "left without a test on the line": became.count("left (no test)"),
        "names of those left": left,
    }
    TABLE.parent.mkdir(parents=True, exist_ok=True)
    TABLE.write_text(json.dumps(table, indent=2) + "\n", encoding="utf-8")
    sys.stdout.write(f"{table['killed']} of {table['tried']} killed, {len(left)} left; {TABLE.relative_to(ROOT)}\n")


if __name__ == "__main__":
    main()
