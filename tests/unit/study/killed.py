"""A sweep that is killed at a moment that can be named: as it renames its n-th file, or a file of a certain name."""

import os
import signal
import sys
from pathlib import Path

from sim.report.reports import write_report
from sim.study.plans import Options
from tests.unit.study.test_sweeps import sweep


def die_at_rename(number: int, name: str) -> None:
    """End this process without warning as soon as so many files of that name, any name where empty, are renamed."""
    seen = 0

    def watch(event: str, arguments: tuple[object, ...]) -> None:
        nonlocal seen
        if event == "os.rename" and str(arguments[1]).endswith(name):
            seen += 1
            if seen == number:
                os.kill(os.getpid(), signal.SIGKILL)

    sys.addaudithook(watch)


if __name__ == "__main__":
    folder, number, name, page = sys.argv[1:]
    if int(number):
        die_at_rename(int(number), name)
    sweep(Options(Path(folder), jobs=1), page=write_report if page else lambda _: None)
