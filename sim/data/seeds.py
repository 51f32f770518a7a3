"""The reference data that come with the program: tables of one value a row with unit, quality and source."""

import csv
import hashlib
import io
import math
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Literal, TypeAlias, get_args

from sim.base.errors import InvariantError
from sim.base.text import count_of
from sim.data.tree import Findings, Mark

Quality: TypeAlias = Literal["official", "secondary", "estimate", "recalled"]
"""How well a source is known; an assumption is of quality "assumption"."""
QUALITIES = get_args(Quality)


@dataclass(frozen=True)
class Source:
    """One publication, or one assumption."""

    key: str
    title: str
    quality: str
    fields: tuple[tuple[str, str], ...]
    """Everything that is written about it, for reports."""


def shipped_root() -> Path:
    """Find the folder that holds scenarios/ and seeds/.

    Raises:
        InvariantError: if the installation lacks them.
    """
    package = Path(__file__).resolve().parents[1]
    for root in (package / "_shipped", package.parent):
        if (root / "scenarios").is_dir() and (root / "seeds").is_dir():
            return root
    raise InvariantError("the installation has no scenarios/ and seeds/; install the program again")


YEAR_TYPES = ("FY", "CY", "multi-FY", "multi-CY")
"""Fiscal and calendar years, and spans of them."""
_LARGEST = 20_000_000
"""A table may have this size [bytes]."""


@dataclass(frozen=True)
class Observation:
    """One published value."""

    series: str
    year_type: str
    year: str
    month: str
    area: str
    nationality: str
    category: str
    value: float
    """In the unit of the row."""
    unit: str
    quality: str
    source_title: str
    source_url: str
    note: str


COLUMNS = tuple(field.name for field in fields(Observation))
"""The columns of a series, in order."""


@dataclass(frozen=True)
class Row:
    """One row of a table, with the line it stands on."""

    line: int
    """Counted from 1, the header included [lines]."""
    cells: tuple[str, ...]


def read_series(path: Path, shown: str, findings: Findings) -> tuple[Observation, ...]:
    """Read a file of published values.

    Args:
        path: the file.
        shown: its name in messages.
        findings: receives every problem; a row with a problem is left out.
    """
    observations = []
    for row in read_rows(path, shown, columns=COLUMNS, findings=findings):
        observation = _observation(row, shown, findings)
        if observation:
            observations.append(observation)
    return tuple(observations)


def read_rows(path: Path, shown: str, *, columns: tuple[str, ...], findings: Findings) -> tuple[Row, ...]:
    """Read a table with exactly the given columns; every problem is noted.

    Args:
        path: the file.
        shown: its name in messages.
        columns: the header, in order.
        findings: receives every problem; a row with a problem is left out.
    """
    text = _text(path, shown, findings)
    if text is None:
        return ()
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    try:
        header = tuple(next(reader, ()))
        if header != columns:
            expected = "the columns " + ",".join(columns)
            findings.add(Mark(shown, 1, 1), "", found=",".join(header) or "nothing", expected=expected)
            return ()
        rows = [Row(reader.line_num, tuple(cells)) for cells in reader]
    except csv.Error as error:
        findings.add(Mark(shown, reader.line_num, 1), "", found=str(error), expected="comma-separated values")
        return ()
    for row in rows:
        if len(row.cells) != len(columns):
            found, expected = count_of(len(row.cells), "value"), f"{count_of(len(columns), 'value')} in each row"
            findings.add(Mark(shown, row.line, 1), "", found=found, expected=expected)
    return tuple(row for row in rows if len(row.cells) == len(columns))


def read_columns(path: Path, shown: str, findings: Findings) -> tuple[str, ...]:
    """Read the header of a table."""
    text = _text(path, shown, findings)
    return tuple(next(csv.reader(io.StringIO(text, newline="")), ())) if text else ()


def digest(seeds: Path) -> str:
    """Name the whole of the reference data: the same files give the same name on every machine."""
    total = hashlib.sha256()
    files = sorted((path.relative_to(seeds).as_posix(), path) for path in seeds.rglob("*") if path.is_file())
    for name, path in files:
        if name.rpartition("/")[2].startswith("."):
            continue
        total.update(f"{name}\n{path.stat().st_size}\n".encode())
        total.update(path.read_bytes())
    return total.hexdigest()


def _text(path: Path, shown: str, findings: Findings) -> str | None:
    try:
        content = path.read_bytes()[: _LARGEST + 1] if path.is_file() else None
    except OSError:
        content = None
    if content is None:
        findings.add(Mark(shown), "", found="no file", expected="a table that can be read")
        return None
    if len(content) > _LARGEST:
        findings.add(Mark(shown), "", found="a larger file", expected=f"at most {_LARGEST} bytes")
        return None
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        findings.add(Mark(shown, line, 1), "", found=f"byte 0x{content[error.start]:02x}", expected="text in UTF-8")
        return None


def _observation(row: Row, shown: str, findings: Findings) -> Observation | None:
    cells = dict(zip(COLUMNS, row.cells, strict=True))
    mark = Mark(shown, row.line, 1)
    wrong = [
        ("value", "a finite number", not _is_finite(cells["value"])),
        ("series", "the name of a series", not cells["series"]),
        ("unit", "a unit", not cells["unit"]),
        ("year_type", "one of " + ", ".join(YEAR_TYPES), cells["year_type"] not in YEAR_TYPES),
        ("quality", "one of " + ", ".join(QUALITIES), cells["quality"] not in QUALITIES),
    ]
    for column, expected, is_wrong in wrong:
        if is_wrong:
            findings.add(mark, column, found=repr(cells[column]), expected=expected)
    if any(is_wrong for _, _, is_wrong in wrong):
        return None
    return Observation(
        series=cells["series"],
        year_type=cells["year_type"],
        year=cells["year"],
        month=cells["month"],
        area=cells["area"],
        nationality=cells["nationality"],
        category=cells["category"],
        value=float(cells["value"]),
        unit=cells["unit"],
        quality=cells["quality"],
        source_title=cells["source_title"],
        source_url=cells["source_url"],
        note=cells["note"],
    )


def _is_finite(text: str) -> bool:
    try:
        return math.isfinite(float(text))
    except ValueError:
        return False
