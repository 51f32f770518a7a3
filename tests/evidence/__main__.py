"""What was measured is stored with its date; the page docs/evidence.md is put together from what is stored.

`python -m tests.evidence store NAME JUNIT_XML` keeps the figures of a test run under a name (`test` or `verify`), and
`python -m tests.evidence` writes the page.
"""

import json
import os
import platform
import sys
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
REFERENCE = ROOT / "results" / "reference"
PAGE = ROOT / "docs" / "evidence.md"
RUNS = {"test": "`make test`", "verify": "`make verify`"}
"""Test runs whose figures are kept."""
_LARGEST = ("distance",)
"""Properties that begin so are worst cases; all others add up over the tests."""


def store(name: str, report: Path) -> None:
    """Keep the figures of a test run.

    Args:
        name: of the run, one of RUNS.
        report: what pytest wrote with --junitxml.
    """
    suite = ET.parse(report).getroot().find("testsuite")  # our own file
    if suite is None:
        raise SystemExit(f"{report} holds no test suite")
    counts = {key: int(suite.get(key, "0")) for key in ("tests", "failures", "errors", "skipped")}
    figures = {
        "date": str(datetime.now(UTC).date()),
        "machine": f"{os.cpu_count()} cores, {platform.machine()}, Python {platform.python_version()}",
        "wall_seconds": round(float(suite.get("time", "0"))),
        **counts,
        "figures": dict(sorted(_figures(suite).items())),
    }
    path = REFERENCE / "proof" / f"{name}.json"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(figures, indent=2) + "\n", encoding="utf-8")


def write_page() -> None:
    """Write the page from what is stored."""
    lines = [
        "# Evidence",
        "",
        "What was measured, when and on what machine. Each part says the command that measures it anew.",
        "",
        *_proof(),
        *_stored_pages("Mutants", REFERENCE / "proof", "*.md", "`make mutants`"),
        *_stored_pages("Truth", REFERENCE, "*.md", "`memosim backtest`"),
        *_stored_pages("Speed", REFERENCE / "benchmarks", "*.md", "`make bench`"),
    ]
    PAGE.write_text("\n".join(lines).rstrip() + "\n", encoding="utf-8")
    sys.stdout.write(PAGE.read_text(encoding="utf-8"))


def _figures(suite: ET.Element) -> dict[str, float]:
    found: dict[str, float] = {}
    for stated in suite.iter("property"):
        name, value = stated.get("name", ""), float(stated.get("value", "0"))
        is_worst = name.startswith(_LARGEST)
        found[name] = max(found.get(name, 0.0), value) if is_worst else found.get(name, 0.0) + value
    return found


def _proof() -> Iterator[str]:
    for name, command in RUNS.items():
        path = REFERENCE / "proof" / f"{name}.json"
        if not path.exists():
            continue
        stored = json.loads(path.read_text(encoding="utf-8"))
        yield f"## Proof: {command}"
        yield ""
        yield f"{stored['date']}, {stored['machine']}."
        yield ""
        yield "| figure | value |"
        yield "|---|---:|"
        yield f"| wall time, seconds | {stored['wall_seconds']:,} |"
        for key in ("tests", "failures", "errors", "skipped"):
            yield f"| {key} | {stored[key]:,} |"
        for figure, value in stored["figures"].items():
            yield f"| {figure} | {value:,g} |" if value < 1 else f"| {figure} | {value:,.10g} |"
        yield ""


def _stored_pages(title: str, folder: Path, pattern: str, command: str) -> Iterator[str]:
    pages = sorted(folder.glob(pattern))
    if not pages:
        return
    yield f"## {title}: {command}"
    yield ""
    for page in pages:
        for line in page.read_text(encoding="utf-8").splitlines():
            yield f"##{line}" if line.startswith("#") else line
        yield ""


if __name__ == "__main__":
    if sys.argv[1:2] == ["store"]:
        store(sys.argv[2], Path(sys.argv[3]))
    else:
        write_page()
