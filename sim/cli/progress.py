"""While a study runs its user learns how far it is: a bar on a terminal, a line now and then in a file."""

import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, final

from sim.base.text import count_of, visible
from sim.cli.streams import say
from sim.results.estimates import Difference
from sim.study.preparing import prepared_line
from sim.study.progress import Watcher

if TYPE_CHECKING:
    from rich.progress import Progress

_SHORT = 2.0
"""Nobody needs a bar for less than this [seconds]."""
_BETWEEN_LINES = 30.0
"""Time between two lines where there is no terminal [seconds]."""
_RULES_A_LINE = 40
"""Rules that are prepared between two lines where there is no terminal [rules]."""
_MINUTE = 60
"""One minute [seconds]."""


@contextmanager
def watcher_for(*, quiet: bool) -> Iterator[Watcher]:
    """Choose what shows the progress of a study: nothing, a bar on a terminal, or lines on stderr.

    Args:
        quiet: whether nothing is told.
    """
    if quiet:
        yield Watcher()
    elif sys.stderr.isatty():
        with bar_watcher() as watcher:
            yield watcher
    else:
        yield line_watcher()


def line_watcher() -> Watcher:
    """Write plain lines on stderr, one about every half minute."""
    began = last = time.monotonic()

    def begins(stored: int, missing: int) -> None:
        nonlocal began, last
        began = last = time.monotonic()
        say(found_line(stored, missing))

    def prepares(done: int, total: int) -> None:
        nonlocal began, last
        if done % _RULES_A_LINE == 0:
            say(prepared_line(done, total))
        began = last = time.monotonic()

    def goes_on(done: float, total: int) -> None:
        nonlocal last
        now = time.monotonic()
        if now - last >= _BETWEEN_LINES and done < total:
            last = now
            say(f"{int(done)} of {count_of(total, 'replication')} done{time_left(done, total, now - began)}")

    return Watcher(
        waits_for=_say_waiting,
        begins=begins,
        prepares=prepares,
        goes_on=goes_on,
        first_pair=lambda baseline, differences: say(*first_pair_lines(baseline, differences)),
        settles=_say_settled,
    )


@contextmanager
def bar_watcher() -> Iterator[Watcher]:
    """Draw a bar with the time left on stderr, once it is clear that it takes a while; it is taken away at the end."""
    bar = _Bar()
    try:
        yield Watcher(
            waits_for=_say_waiting,
            begins=bar.begins,
            prepares=bar.prepares,
            goes_on=bar.goes_on,
            first_pair=bar.first_pair,
            settles=_say_settled,
            writes=bar.stop,
        )
    finally:
        bar.stop()


@final
class _Bar:
    """A bar that is not drawn before there is something to wait for."""

    def __init__(self) -> None:
        self._began = time.monotonic()
        self._bar: Progress | None = None

    def begins(self, stored: int, missing: int) -> None:
        self._began = time.monotonic()
        say(found_line(stored, missing))

    def prepares(self, done: int, total: int) -> None:
        """Write one line over the other."""
        sys.stderr.write(f"\r{prepared_line(done, total)}" + ("\n" if done == total else ""))
        sys.stderr.flush()
        self._began = time.monotonic()

    def goes_on(self, done: float, total: int) -> None:
        if time.monotonic() - self._began < _SHORT:
            return
        bar = self._bar or self._start(total)
        bar.update(bar.task_ids[0], completed=done)

    def first_pair(self, baseline: str, differences: Sequence[Difference]) -> None:
        """Tell the first differences above the bar."""
        for line in first_pair_lines(baseline, differences):
            if self._bar is None:
                say(line)
            else:
                self._bar.console.print(visible(line), highlight=False, markup=False)

    def _start(self, total: int) -> "Progress":
        from rich.console import Console  # rich takes a twentieth of a second to load
        from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

        columns = (TextColumn("replications"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
        self._bar = Progress(*columns, console=Console(stderr=True), transient=True)
        self._bar.add_task("replications", total=total)
        self._bar.start()
        return self._bar

    def stop(self) -> None:
        if self._bar is not None:
            self._bar.stop()
            self._bar = None


def _say_waiting(folder: Path) -> None:
    say(waiting_line(folder))


def _say_settled(replications: int, half_width: float) -> None:
    say(settled_line(replications, half_width))


def found_line(found: int, missing: int) -> str:
    """Say what is found and what is to be computed."""
    if not missing:
        return f"replications found: {found}, to compute: none"
    return f"replications found: {found or 'none'}, to compute: {missing}"


def settled_line(replications: int, half_width: float) -> str:
    """Say how many replications were played for the precision asked for, and what they reached.

    >>> settled_line(32, 0.0478)
    '32 replications; the widest of the headline intervals is 4.8% of its mean to either side'
    """
    widest = f"{half_width:.1%} of its mean to either side"
    return f"{replications} replications; the widest of the headline intervals is {widest}"


def waiting_line(folder: Path) -> str:
    """Say that another process holds a folder."""
    return f"another memosim is writing to {folder}; waiting until it is done"


def first_pair_lines(baseline: str, differences: Sequence[Difference]) -> tuple[str, ...]:
    """Tell the differences of the first pair, and that one pair is only one."""
    from sim.report.tables import first_news

    return (
        "first pair done (replication 1 of each scenario; one pair only, so no interval yet):",
        *(f"  {line}" for line in first_news(baseline, differences)),
    )


def time_left(done: float, total: int, seconds: float) -> str:
    """Estimate the time left from the pace so far; nothing where nothing is done.

    >>> time_left(2, 8, 60.0)
    ', about 3 min left'
    """
    if done <= 0:
        return ""
    left = seconds * (total - done) / done
    return f", about {left / _MINUTE:.0f} min left" if left >= _MINUTE else f", about {left:.0f} s left"
