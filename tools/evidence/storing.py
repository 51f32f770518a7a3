"""Each kind of measurement leaves one small dated file."""

import csv
import json
import os
import platform
import xml.etree.ElementTree as ET
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
REFERENCE = ROOT / "results" / "reference"
PROOF = REFERENCE / "proof"
PARTS = ("base", "data", "scenario", "engine", "model", "results", "study", "report", "cli")
"""The packages whose coverage is told."""
DISTANCE = "distance from the closed form, standard errors"
"""The property of a test that compares with a closed form; it is a worst case, all others add up over the tests."""

Figures = dict[str, object]


def store(kind: str, path: Path) -> None:
    """Keep the figures of a measurement with its date and machine.

    Args:
        kind: one of KINDS.
        path: what the measurement left: a JUnit file, a coverage file in JSON, or the folder of a backtest.
    """
    if kind not in KINDS:
        raise SystemExit(f"there is no measurement called {kind}; there are {', '.join(KINDS)}")
    PROOF.mkdir(parents=True, exist_ok=True)
    figures = {"date": str(datetime.now(UTC).date()), "machine": machine(), **KINDS[kind](path)}
    (PROOF / f"{kind}.json").write_text(json.dumps(figures, indent=2) + "\n", encoding="utf-8")


def machine() -> str:
    """Cores, processor and Python."""
    return f"{os.cpu_count()} cores, {platform.machine()}, Python {platform.python_version()}"


def stored(kind: str) -> Figures | None:
    """Read what is kept of a kind, or None."""
    path = PROOF / f"{kind}.json"
    return dict(json.loads(path.read_text(encoding="utf-8"))) if path.exists() else None


def _tests(report: Path) -> Figures:
    suite = ET.parse(report).getroot().find("testsuite")  # our own file
    if suite is None:
        raise SystemExit(f"{report} holds no test suite")
    counts = {key: int(suite.get(key, "0")) for key in ("tests", "failures", "errors", "skipped")}
    wall = round(float(suite.get("time", "0")))
    return {"wall_seconds": wall, **counts, "figures": _properties(suite), "closed forms": _closed_forms(suite)}


def _properties(suite: ET.Element) -> dict[str, float]:
    found: dict[str, float] = {}
    for stated in suite.iter("property"):
        name, value = stated.get("name", ""), float(stated.get("value", "0"))
        is_worst = name == DISTANCE
        found[name] = max(found.get(name, 0.0), value) if is_worst else found.get(name, 0.0) + value
    return dict(sorted(found.items()))


def _closed_forms(suite: ET.Element) -> dict[str, float]:
    """The distance of each closed form, by what its test says."""
    found = {}
    for case in suite.iter("testcase"):
        for stated in case.iter("property"):
            if stated.get("name") == DISTANCE:
                said = case.get("name", "").removeprefix("test_").replace("_", " ")
                found[said] = float(stated.get("value", "0"))
    return dict(sorted(found.items()))


def _coverage(report: Path) -> Figures:
    files = json.loads(report.read_text(encoding="utf-8"))["files"]
    parts = {part: [one["summary"] for file, one in files.items() if file.startswith(f"sim/{part}/")] for part in PARTS}
    every = [one["summary"] for one in files.values()]
    return {"parts": {name: _shares(some) for name, some in (*parts.items(), ("all", every)) if some}}


def _shares(files: list[dict[str, float]]) -> dict[str, float]:
    """Covered lines and branches beside all of them [percent]."""
    names = {"lines": ("covered_lines", "num_statements"), "branches": ("covered_branches", "num_branches")}
    sums = {name: [sum(one[part] for one in files) for part in pair] for name, pair in names.items()}
    return {name: round(100 * covered / total, 1) if total else 100.0 for name, (covered, total) in sums.items()}


def _truth(folder: Path) -> Figures:
    with (folder / "scores.csv").open(encoding="utf-8", newline="") as file:
        return {"scores": list(csv.DictReader(file))[-1]}


KINDS: dict[str, Callable[[Path], Figures]] = {
    "test": _tests,
    "verify": _tests,
    "coverage": _coverage,
    "truth": _truth,
}
"""What can be stored, with how its figures are read."""
