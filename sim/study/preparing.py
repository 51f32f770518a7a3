"""The rules of the model are compiled once after each install, before any replication is played.

`python -m sim.study.preparing` does it on its own.
"""

import fcntl
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from sim.engine import cache

Tell = Callable[[int, int], None]
"""Told how many rules stand ready, and how many there are."""

_SCENARIO = "kelly-memos-consent"
_SCALE = 0.001
_RULES = ("priority", "fifo")
"""Worlds in which every rule is called: a small one as it is, and one with a court that is a single queue."""


def prepare(tell: Tell) -> None:
    """Compile every rule by playing small worlds, unless that was done before."""
    if cache.is_whole():
        return
    from sim.engine.compiled import IS_PLAIN, compiled_rules, while_compiling
    from sim.model.run import simulate
    from sim.scenario.scenario import Overrides, load

    if IS_PLAIN:
        return
    reported = set[int]()

    def report_once() -> None:
        done, total = compiled_rules()
        if done not in reported:
            reported.add(done)
            tell(done, total)

    with turn(), while_compiling(report_once):
        if not cache.is_whole():
            for rule in _RULES:
                settings = Overrides(set=(f"courts.docket_rule={rule}",), scale=_SCALE, years=1)
                simulate(load(_SCENARIO, settings).compile(1, fixed=True))
            cache.note_whole()
            total = compiled_rules()[1]
            tell(total, total)  # a few are compiled when they are first needed


@contextmanager
def turn() -> Iterator[None]:
    """Let one process at a time compile, where the file system can keep others waiting; they find what it compiled."""
    place = cache.folder(Path(cache.__file__)).parent.parent
    with (place / "turn").open("a", encoding="utf-8") as lock:
        with suppress(OSError):
            fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def prepared_line(done: int, total: int) -> str:
    """Say how far it is.

    >>> prepared_line(40, 120)
    'preparing the rules, once after each install: 40 of 120'
    """
    return f"preparing the rules, once after each install: {done} of {total}"


def main() -> None:
    """Prepare, with a line now and then."""

    def tell(done: int, total: int) -> None:
        if done % 20 == 0:
            sys.stderr.write(prepared_line(done, total) + "\n")

    prepare(tell)


if __name__ == "__main__":
    main()
