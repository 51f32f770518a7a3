"""Published series of later years that a user brings: some are imposed, the others only compared."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from sim.data.published import Meanings, period_of
from sim.data.seeds import Observation, read_series
from sim.data.tree import Findings, Mark

_SHOWN = 6
"""So many kinds of skipped rows are told one by one [kinds]."""


@dataclass(frozen=True)
class ObservedData:
    """What a user brought."""

    rows: tuple[Observation, ...]
    """Rows that say something, in the order of files and lines."""
    skipped: tuple[str, ...]
    """What was left aside, in words."""
    digest: str
    """Names the content of the folder."""

    def of(self, series: str) -> tuple[Observation, ...]:
        """The rows of one series."""
        return tuple(row for row in self.rows if row.series == series)


NOTHING = ObservedData((), (), "")
"""A user who brought nothing."""


def read_observed(folder: Path, meanings: Meanings, known: Iterable[Observation], findings: Findings) -> ObservedData:
    """Read every table of a folder.

    Args:
        folder: holds files `*.csv` with the columns of the seeds.
        meanings: the series that a user may bring.
        known: shipped rows; an area, a nationality or a category of theirs is known, though it may say nothing here.
        findings: receives every problem: no folder, no table, a damaged one, an unknown series.
    """
    files = sorted(folder.glob("*.csv")) if folder.is_dir() else []
    if not files:
        found = "no such folder" if not folder.is_dir() else "no file that ends in .csv"
        columns = "a folder of tables with the columns series, year_type, year, month, area, ..."
        findings.add(Mark(str(folder)), "--observed", found=found, expected=columns)
        return NOTHING
    text = hashlib.sha256()
    rows: list[Observation] = []
    for path in files:
        shown = (Path(folder.name) / path.name).as_posix()
        text.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
        some = read_series(path, shown, findings)
        _check_series(some, shown, meanings, findings)
        rows += some
    places = {(row.series, row.area, row.nationality, row.category) for row in known}
    used, skipped = _sorted_out(rows, meanings, places)
    return ObservedData(used, skipped, text.hexdigest())


def _check_series(rows: Iterable[Observation], shown: str, meanings: Meanings, findings: Findings) -> None:
    offered = meanings.offered
    for series in dict.fromkeys(row.series for row in rows):
        if series not in offered:
            expected, hint = "one of " + ", ".join(sorted(offered)), findings.like(series, offered)
            findings.add(Mark(shown), "series", found=series, expected=expected, hint=hint)


def _sorted_out(
    rows: Iterable[Observation], meanings: Meanings, places: set[tuple[str, str, str, str]]
) -> tuple[tuple[Observation, ...], tuple[str, ...]]:
    """Part the rows that say something from those of unknown areas, categories and periods, and from repetitions."""
    used: dict[tuple[str, ...], Observation] = {}
    skipped: dict[str, int] = {}
    inputs = set(meanings.inputs())
    for row in rows:
        place = (row.series, row.area, row.nationality, row.category)
        speaks = meanings.of(row) is not None or (row.series in inputs and place in places and not _is_vintage(row))
        key = (*place, period_of(row))
        if not speaks:
            why = f"{row.series} of area {row.area!r}, nationality {row.nationality!r}, category {row.category!r}"
        elif not key[-1]:
            why = f"{row.series} of {row.year_type} {row.year}, which is neither a fiscal year nor a month"
        elif key in used:
            why = f"{row.series} of {key[-1]} once more; the first row counts"
        else:
            used[key] = row
            continue
        skipped[why] = skipped.get(why, 0) + 1
    return tuple(used.values()), _told(skipped)


def _is_vintage(row: Observation) -> bool:
    """Whether a row repeats a number of the same area as another release gave it."""
    return "vintage" in row.category


def _told(skipped: dict[str, int]) -> tuple[str, ...]:
    lines = [f"Skipped {count} row{'s' if count > 1 else ''}: {why}." for why, count in skipped.items()]
    rest = sum(list(skipped.values())[_SHOWN:])
    return (*lines[:_SHOWN], *((f"Skipped {rest} more rows of other kinds.",) if rest else ()))
