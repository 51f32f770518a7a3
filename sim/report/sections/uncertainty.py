"""How sure are we? What chance leaves open, which numbers move the answer, the weakest of them, and the record."""

from functools import partial

from sim.base.text import count_of
from sim.data.published import Use, published_totals
from sim.report.charts.intervals import Row, dots_picture
from sim.report.charts.tornado import Miss, record_picture
from sim.report.figures import Block, Cell, Figure, ReportTable, Section, TableRow, panel
from sim.report.measures import FEDERAL, PENDING, Measure
from sim.report.numbers import brief, ends, exact, percent, plain_ends, signed
from sim.report.period_tables import follows_history
from sim.report.sections.tornado import is_uncertain, tornado
from sim.report.study import Parameter, Study
from sim.report.tables import Table
from sim.report.values import lowered, parameter_row
from sim.results.metrics import METRIC

_WEAK = 5
"""Weak sources that are listed [numbers]."""


def uncertainty_section(study: Study) -> Section:
    """Answer with how far apart the replications lie."""
    blocks: list[Block] = []
    measure = next((one for one in (FEDERAL, PENDING) if study.base.values(one.key) is not None), None)
    if measure is not None and study.replications > 1:
        blocks += _scatter(study, measure)
        blocks += tornado(study, measure, _found(study, measure)[0])
    blocks += _record(study)
    blocks += _weak(study)
    return Section("sure", "How sure we are", "How sure are we?", _answer(study, measure), tuple(blocks))


def _found(study: Study, measure: Measure) -> list[Row]:
    if not study.is_comparison:
        return [Row(study.base.label, study.base.colour, study.level(study.base, measure.key))]
    return [Row(arm.label, arm.colour, study.change(arm, measure.key)) for arm in study.others]


def _answer(study: Study, measure: Measure | None) -> str:
    if measure is None or study.replications == 1:
        return "One replication says nothing of how sure it is."
    row = _found(study, measure)[0]
    if row.spread is None:
        return ""
    low, high = float(row.spread.values.min()), float(row.spread.values.max())
    what = f"the change in {lowered(measure.label)}" if study.is_comparison else lowered(measure.label)
    text, between = (signed, ends) if study.is_comparison else (brief, plain_ends)
    return (
        f"In single replications {what} under {row.label} runs from {text(low, measure.unit)} to "
        f"{text(high, measure.unit)}{measure.rate}; the interval of its mean is {between(row.spread, measure.unit)}."
    )


def _scatter(study: Study, measure: Measure) -> list[Figure]:
    rows = _found(study, measure)
    if any(row.spread is None for row in rows):
        return []
    text = signed if study.is_comparison else brief
    table = tuple(
        (row.label, str(place + 1), exact(text(float(value), measure.unit), float(value)))
        for row in rows
        if row.spread is not None
        for place, value in enumerate(row.spread.values)
    )
    of = f"Difference from {study.base.label} in" if study.is_comparison else "Level of"
    signs = [row.spread is not None and not row.spread.holds_zero for row in rows]
    times = count_of(study.replications, "replication")
    title = f"{times}: the interval of the mean " + (
        "leaves zero outside"
        if all(signs)
        else "leaves zero outside for some scenarios"
        if any(signs)
        else "holds zero"
    )
    return [
        Figure(
            "replications",
            title if study.is_comparison else times,
            f"{of} {measure.label}{measure.rate}; one dot a replication, line and box: the mean and its 95% interval",
            (panel(partial(dots_picture, rows, measure.unit, text)),),
            "The same persons have the same draws in all scenarios, and every replication draws the uncertain numbers "
            "anew, the same in each scenario."
            if not study.manifest.get("fixed")
            else "Uncertain numbers stay at their central values: this is chance alone.",
            Table("Replications", "", ("Scenario", "Replication", measure.label), table, words=2),
        )
    ]


def _record(study: Study) -> list[Figure]:
    """Set the run beside what was published, where it follows what happened."""
    arm = next((one for one in study.arms if follows_history((one.parameter("border.arrivals"),))), None)
    if arm is None:
        return []
    misses, rows = [], []
    for total in published_totals():
        values = arm.values(total.key.at(total.fiscal_year))
        if values is None or not total.value or len(total.key.dimensions) > 1 or total.use is Use.INPUT:
            continue
        mean, unit = float(values.mean()), METRIC[total.metric].unit
        group = "".join(f", {value.replace('_', ' ')}" for _, value in total.key.dimensions)
        label = f"{total.metric.replace('_', ' ').capitalize()}{group}, FY{total.fiscal_year}"
        miss = Miss(
            label, brief(total.value, unit), brief(mean, unit), mean / total.value - 1.0, is_open=total.use is Use.CHECK
        )
        misses.append(miss)
        rows.append((label, exact(miss.published, total.value), exact(miss.simulated, mean), percent(miss.error)))
    if not misses:
        return []
    within = sum(abs(miss.error) <= 0.1 for miss in misses)
    return [
        Figure(
            "record",
            f"{within} of {len(misses)} published numbers are met within a tenth",
            f"Error of the simulated number, {arm.label}; filled: calibration aims at it",
            (panel(partial(record_picture, misses)),),
            "Numbers that the model is given are left out. `memosim backtest` adds months and simple rules.",
            Table("Beside what was published", "", ("Number", "Published", "Simulated", "Error"), tuple(rows)),
        )
    ]


def _weak(study: Study) -> list[ReportTable]:
    """List the uncertain numbers with the weakest sources, the widest first."""
    weak = [parameter for parameter in study.base.parameters if is_uncertain(parameter) and _weakness(parameter)]
    best = sorted(weak, key=lambda parameter: (-_weakness(parameter), -_width(parameter)))[:_WEAK]
    lines = []
    for parameter in best:
        row = parameter_row(parameter)
        words = row.definition.split(" [")[0].rstrip(".")
        source = Cell(row.source or "none", small=row.note or row.quality)
        lines.append(TableRow(Cell(words, small=row.path), (Cell(f"{row.value} {row.unit}"), Cell(row.range), source)))
    if not lines:
        return []
    columns = (Cell("Number"), Cell("Value"), Cell("Low to high"), Cell("Source"))
    note = f"The widest ranges among {len(weak)} uncertain numbers that rest on an assumption, an estimate or memory."
    return [ReportTable("weak", "The weakest numbers", columns, tuple(lines), note, words=99)]


def _weakness(parameter: Parameter) -> int:
    quality = str(parameter.get("quality", ""))
    if str(parameter.get("source", "")).startswith("assumption#"):
        return 2
    return 1 if "recalled" in quality or "estimate" in quality or not quality else 0


def _width(parameter: Parameter) -> float:
    low, high, value = parameter.get("low"), parameter.get("high"), parameter.get("value")
    if isinstance(low, int | float) and isinstance(high, int | float) and isinstance(value, int | float) and value:
        return abs(float(high) - float(low)) / abs(float(value))
    stretch = parameter.get("stretch")
    if isinstance(stretch, dict) and "high" in stretch:
        return float(stretch["high"]) - float(stretch["low"])
    return 0.0
