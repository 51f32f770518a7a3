"""Reads the stored distribution of days from an arrest to a return, by the manner of the return."""

from pathlib import Path

import numpy as np

from sim.base.codes import (
    ARREST_SOURCES,
    CLASSES,
    DELAY_EDGES,
    DELAYS,
    NATIONALITIES,
    RETURNS,
    Nationality,
    PersonClass,
    Return,
)
from sim.base.draws import FloatArray
from sim.data.seeds import Row, read_rows
from sim.data.tree import Findings, Mark

RETURNED = "border/returned_after_arrest.csv"
RETURNED_COLUMNS = ("source", "nationality", "class", "return", "from_day", "share")
SHAPE = (len(ARREST_SOURCES), CLASSES, NATIONALITIES, RETURNS, DELAYS)
"""Shape of the table in memory."""


def read_returned(seeds: Path, findings: Findings) -> FloatArray:
    """Read the stored table, shape SHAPE [share]; all zero where there is none.

    Args:
        seeds: the folder of the seeds.
        findings: receives every problem.
    """
    table = np.zeros(SHAPE)
    if not (seeds / RETURNED).exists():
        return table
    shown = f"seeds/{RETURNED}"
    for row in read_rows(seeds / RETURNED, shown, columns=RETURNED_COLUMNS, findings=findings):
        try:
            table[_cell(row)] = float(row.cells[-1])
        except (KeyError, ValueError):
            expected = "words and numbers of the stored table; write it anew with memosim calibrate --attempts"
            findings.add(Mark(shown, row.line, 1), "", found=",".join(row.cells), expected=expected)
    return table


def returned_lines(table: FloatArray) -> list[str]:
    """Write the table as lines of text, shares that round to nothing left out."""
    lines = [",".join(RETURNED_COLUMNS)]
    for cell in np.argwhere(np.round(table, _DIGITS) > 0.0).tolist():
        source, kind, nationality, manner, delay = cell
        words = (
            ARREST_SOURCES[source],
            Nationality(nationality).name.lower(),
            PersonClass(kind).name.lower(),
            Return(manner).name.lower(),
            str(DELAY_EDGES[delay]),
        )
        lines.append(",".join((*words, f"{table[tuple(cell)]:.{_DIGITS}f}")))
    return lines


_DIGITS = 5
"""Decimals of a share in the stored table [digits]."""


def _cell(row: Row) -> tuple[int, int, int, int, int]:
    source, nationality, kind, manner, from_day = row.cells[:5]
    return (
        ARREST_SOURCES.index(source),
        PersonClass[kind.upper()],
        Nationality[nationality.upper()],
        Return[manner.upper()],
        DELAY_EDGES.index(int(from_day)),
    )
