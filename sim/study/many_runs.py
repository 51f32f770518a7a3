"""Studies of many runs play them together, so that no worker is idle while another run has work left."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import islice

from sim.study.experiment import compute, prepared
from sim.study.plans import Options, Plan
from sim.study.progress import Watcher
from sim.study.run_tables import has_at_least, write_tables

_TOGETHER = 400
"""Runs whose folders are held at once; each lock is an open file [runs]."""


def play_plans(
    plans: Sequence[Plan],
    options: Options,
    watcher: Watcher,
    *,
    with_tables: bool = True,
) -> None:
    """Play what is missing of every run and write its tables.

    Args:
        plans: with the same number of replications each.
        options: how to compute.
        watcher: told how it goes.
        with_tables: whether each run becomes a whole folder, or keeps its replications alone.

    Raises:
        ResultsError: if the results cannot be written.
        InvariantError: if a rule of the model broke.
    """
    for some in _parted(plans, _TOGETHER):
        with prepared(some, watcher):
            meter = compute(some, options, watcher)
            for plan in some:
                if with_tables and not has_at_least(plan):
                    write_tables(plan, meter.as_json())
        options = replace(options, resume=False)


def _parted(plans: Sequence[Plan], size: int) -> Iterator[list[Plan]]:
    rest = iter(plans)
    while some := list(islice(rest, size)):
        yield some
