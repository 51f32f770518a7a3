"""The points of a sweep in one table: the values of the factors, and the numbers that are looked at first."""

import csv
from collections import defaultdict
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import cast

from sim.base.metric_key import MetricKey
from sim.base.text import count_of
from sim.report.measures import FIRST_NEWS
from sim.report.numbers import printed, printed_unit
from sim.report.study import items
from sim.report.tables import Table
from sim.results.manifest import read_manifest
from sim.results.metrics import unit_of
from sim.study.caveats import settings_sentence
from sim.study.quantities import read_question
from sim.study.sweeps import METRICS_TABLE, POINTS_TABLE

Means = Mapping[tuple[str, MetricKey], float]


def sweep_table(folder: Path) -> Table:
    """Make the table of a finished sweep: one line a point, means over its replications.

    Args:
        folder: the folder of the sweep.

    Raises:
        ResultsError: if the folder is damaged.
    """
    manifest = read_manifest(folder) or {}
    factors = [str(factor["path"]) for factor in cast("list[Mapping[str, object]]", manifest["factors"])]
    measures = [read_question(str(measure), "measures") for measure in cast("list[object]", manifest["measures"])]
    wanted = measures or [headline.key for headline in FIRST_NEWS]
    means = _means(folder, wanted)
    with (folder / POINTS_TABLE).open(encoding="utf-8", newline="") as file:
        rows = tuple(_row(line, factors, wanted, means) for line in csv.DictReader(file))
    columns = ("Point", *factors, *(f"{question}, {printed_unit(unit_of(question))}" for question in wanted))
    times = count_of(int(str(manifest["replications"])), "replication")
    said = settings_sentence([("", [str(each) for each in items(manifest, "set")])])
    note = f"{said} Means over {times} of the whole run; every point has the same draws.".strip()
    return Table(str(manifest["title"]), note, columns, rows, words=1)


def _means(folder: Path, wanted: Sequence[MetricKey]) -> Means:
    sums: dict[tuple[str, MetricKey], list[float]] = defaultdict(list)
    with (folder / METRICS_TABLE).open(encoding="utf-8", newline="") as file:
        for line in csv.DictReader(file):
            question = MetricKey.read(line["metric"], line["group"], line["fiscal_year"])
            if question in wanted:
                sums[line["point"], question].append(float(line["value"]))
    return {key: sum(values) / len(values) for key, values in sums.items()}


def _row(line: Mapping[str, str], factors: Sequence[str], wanted: Sequence[MetricKey], means: Means) -> tuple[str, ...]:
    values = (printed(means.get((line["point"], question)), unit_of(question)) for question in wanted)
    return (line["point"], *(line[factor] for factor in factors), *values)
