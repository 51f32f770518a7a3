"""Whoever works in Python gets the long tables as polars frames; polars takes a third of a second to load."""

from collections.abc import Iterable, Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any, final

import polars

from sim.results.estimates import Difference
from sim.results.long_tables import DIFFERENCE_COLUMNS, METRIC_COLUMNS
from sim.results.replications import Measured

if TYPE_CHECKING:
    import pandas  # type: ignore[import-untyped]  # comes without types, and only with the extra

_PANDAS = ("pandas", "pyarrow")


@final
class Frame(polars.DataFrame):
    """A polars frame that says what `to_pandas` needs."""

    def to_pandas(self, **options: Any) -> "pandas.DataFrame":  # noqa: ANN401 - whatever polars takes
        """Make a pandas frame.

        Args:
            options: those of `polars.DataFrame.to_pandas`.

        Raises:
            ModuleNotFoundError: if pandas or pyarrow is not installed.
        """
        missing = [name for name in _PANDAS if find_spec(name) is None]
        if missing:
            raise ModuleNotFoundError(
                f"to_pandas needs {' and '.join(missing)}; install it with `pip install 'memosim[pandas]'`"
            )
        return super().to_pandas(**options)


def metric_frame(scenario: str, replications: Sequence[Measured]) -> Frame:
    """Put the metrics of all replications into one frame, with the columns of metrics.csv."""
    lines = [
        (scenario, replication, key.period, key.metric, key.group, value, unit)
        for replication, measured in enumerate(replications, start=1)
        for key, unit, value in zip(measured.keys, measured.units, measured.values.tolist(), strict=True)
    ]
    return Frame(lines, schema=list(METRIC_COLUMNS), orient="row")


def point_frame(path: Path, whole: Sequence[str]) -> Frame:
    """Read a table of a sweep.

    Args:
        path: the file.
        whole: its columns of whole numbers.
    """
    types = {"value": polars.Float64, "fiscal_year": polars.String, **dict.fromkeys(whole, polars.Int64)}
    return Frame(polars.read_csv(path.absolute(), glob=False, schema_overrides=types, infer_schema_length=None))


def difference_frame(differences: Iterable[Difference]) -> Frame:
    """Put differences into one frame, with the columns of differences.csv."""
    text, fraction = polars.String, polars.Float64
    fractions = ("baseline", "value", "difference", "low", "high")
    schema = {column: fraction if column in fractions else text for column in DIFFERENCE_COLUMNS}
    lines = [
        (
            one.scenario,
            one.key.metric,
            one.key.group,
            one.key.period,
            one.baseline,
            one.value,
            one.difference,
            one.low,
            one.high,
            one.unit,
        )
        for one in differences
    ]
    return Frame(lines, schema=schema, orient="row")
