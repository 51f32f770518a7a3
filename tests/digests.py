"""Everything that a run leaves behind, each column and table as one digest, to lay two programs side by side.

`python -m tests.digests SCENARIO --scale 0.1 --years 2` prints the digests of one run and its CPU time.
"""

import argparse
import hashlib
import json
import sys
import time
from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from sim.engine.columns import Event
from sim.engine.recording import Recording
from sim.engine.vocabulary import Wait
from sim.model.context import Context
from sim.model.end_of_day import Ages
from sim.model.run import finish, play
from sim.scenario.inputs import Inputs
from sim.scenario.scenario import Overrides, load
from tests.worlds import small

COLUMNS = {
    name: name
    for name in (
        *("key", "nationality", "kind", "source", "group", "sector", "place", "case", "docket", "order"),
        *("authority", "mode", "route", "manner", "release", "arrests", "hearings", "mexico_exit"),
        *("has_prior_order", "is_returnable", "is_releasable", "fear_found", "is_at_large_arrest", "has_document"),
        *("is_prosecuted", "was_prosecuted", "is_subsequent"),
        *("arrested", "repatriated", "relieved", "filed", "ready"),
    )
} | {"track": "disposition", "stream": "book_in", "chance": "draw_key", "met": "encounter_day"}
"""The name of each column of persons in the stored digests, and its name in the program."""
TABLES = ("flows", "stocks", "tallies", "ledger")
"""Daily tables."""
LISTS = {
    "waits": ("queue", "group", "stream", "fiscal_year", "cause", "entry", "exit", "count"),
    "ages": ("fiscal_year", "docket", "age", "count"),
}
"""Tables of equal lines with a count, and their columns."""


def digests(inputs: Inputs) -> dict[str, str]:
    """Play a run and take a digest of each column and table, by name."""
    ctx, ages = play(inputs)
    persons = dict(_persons(ctx))
    return {name: _digest(values) for name, values in (persons | dict(_tables(ctx, ages))).items()}


def _persons(ctx: Context) -> Iterator[tuple[str, NDArray[np.generic]]]:
    """Each column of the persons, in the order of their keys."""
    persons = ctx.persons
    order = persons.key[: persons.size].argsort()
    for stored, name in COLUMNS.items():
        yield f"person {stored}", getattr(persons, name)[: persons.size][order]
    for date in Event:
        yield f"due {date.name}", persons.due[date][: persons.size][order]
    for wait in Wait:
        yield f"since {wait.name}", persons.since[wait][: persons.size][order]


def _tables(ctx: Context, ages: Ages) -> Iterator[tuple[str, NDArray[np.generic]]]:
    """Each table of the record, that of the waits after those that go on were cut off."""
    record = ctx.record
    yield from (("sectors", record.sectors), ("met", record.encounters), ("tracks", record.dispositions))
    yield "returns", record.returns
    recording: Recording = finish(ctx, ages)
    yield from ((name, getattr(recording, name)) for name in TABLES)
    for name, columns in LISTS.items():
        table = getattr(recording, name)
        yield from ((f"{name} {column}", getattr(table, column)) for column in columns)
    yield "cohorts", recording.cohorts.counts


def _digest(values: NDArray[np.generic]) -> str:
    """A digest of whole numbers, however wide they are kept."""
    wide = values if values.dtype == np.uint64 else values.astype(np.int64)
    return hashlib.blake2b(np.ascontiguousarray(wide).tobytes(), digest_size=8).hexdigest()


def main() -> None:
    """Print the digests of one run."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("scenario")
    parser.add_argument("--scale", type=float, default=0.01)
    parser.add_argument("--years", type=int, default=1)
    parser.add_argument("--days", type=int, help="play so many days, uncertain numbers at their central values")
    given = parser.parse_args()
    if given.days:
        inputs = small(given.scenario, scale=given.scale, days=given.days)
    else:
        inputs = load(given.scenario, Overrides(scale=given.scale, years=given.years)).compile(1, fixed=False)
    began = time.process_time()
    found = digests(inputs)
    sys.stdout.write(json.dumps(found, indent=1) + "\n")
    sys.stderr.write(f"{time.process_time() - began:.2f} CPU seconds\n")


if __name__ == "__main__":
    main()
