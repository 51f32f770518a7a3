"""A sitting: `python -m tools.benchmarks [--brief] [PART...]`; all parts if none is named.

A whole sitting stores a table of each part beside the evidence. A brief one, small and once, shows that all works and
leaves its tables in build.
"""

import os
import platform
import sys
import time
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path

from tools.benchmarks import experiments, model, oracle, pipelines, start
from tools.benchmarks.taking import BRIEF, ROOT, WHOLE, Sitting, measured

PARTS: dict[str, tuple[str, Callable[[Sitting], list[str]]]] = {
    "model": ("The model", model.lines),
    "oracle": ("Against one generator a person", oracle.lines),
    "pipeline": ("A pipeline that other engines can play", pipelines.lines),
    "experiments": ("Experiments", experiments.lines),
    "start": ("Start", start.lines),
}


def sit(parts: Sequence[str], sitting: Sitting, folder: Path) -> None:
    """Measure the parts and store each as a table of its own."""
    folder.mkdir(parents=True, exist_ok=True)
    for part in parts:
        title, lines = PARTS[part]
        began, before = time.perf_counter(), measured("machine")
        found = lines(sitting)
        minutes = (time.perf_counter() - began) / 60
        head = [
            f"# {title}",
            "",
            f"{datetime.now(UTC).date()}, {platform.machine()}, {os.cpu_count()} cores,"
            f" Python {platform.python_version()}; {minutes:.1f} minutes;",
            f"speed of the machine before and after: {_said(before)}; {_said(measured('machine'))}.",
            "",
        ]
        text = "\n".join([*head, *found]) + "\n"
        (folder / f"{part}.md").write_text(text, encoding="utf-8")
        sys.stdout.write(text + "\n")
        sys.stdout.flush()


def _said(speed: dict[str, object] | None) -> str:
    speed = speed or {}
    return f"a million steps of Python in {speed['python_ms']} ms, two million numbers sorted in {speed['sort_ms']} ms"


if __name__ == "__main__":
    words = sys.argv[1:]
    is_brief = "--brief" in words
    where = ROOT / "build" / "benchmarks" if is_brief else ROOT / "results" / "reference" / "benchmarks"
    sit([word for word in words if word in PARTS] or list(PARTS), BRIEF if is_brief else WHOLE, where)
