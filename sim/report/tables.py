"""A table has a title, a line that says what its numbers are, and rows; screens, Markdown and pages show it alike."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from sim.base.metric_key import WHOLE, MetricKey
from sim.report.measures import FIRST_NEWS, HEADLINES, Measure
from sim.report.numbers import printed, printed_difference, printed_range, printed_unit
from sim.results.estimates import INTERVAL_METHOD, Difference, Estimate
from sim.results.metrics import is_reliable

_UNRELIABLE = "not reliable at this scale"
_UNPAIRED = "not in both"
"""Said of a difference where one of the two scenarios has no such number, as of a wait that nobody waits."""

Index = dict[MetricKey, Estimate]


@dataclass(frozen=True)
class Table:
    """Text in rows and columns; all columns but the first `words` hold numbers."""

    title: str
    note: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    words: int = 1
    """Leading columns that hold words [columns]."""


def noted(table: Table, said: str) -> Table:
    """Put a sentence under the title of a table, before what stands there."""
    return replace(table, note=f"{said} {table.note}".strip())


def run_table(scenario: str, estimates: Iterable[Estimate], *, interval: str, scale: float) -> Table:
    """Make the headline table of one scenario over the whole run."""
    index = _index(estimates)
    rows = tuple(_level_row(headline, index, scale) for headline in HEADLINES)
    return Table(scenario, f"Whole run. {INTERVAL_METHOD}", ("Measure", "Unit", "Mean", interval), rows, words=2)


def year_table(estimates: Sequence[Estimate], scale: float) -> Table:
    """Make the headline table by fiscal year, means only."""
    index = _index(estimates)
    years = tuple(dict.fromkeys(one.key.period for one in estimates if one.key.period != WHOLE))
    rows = tuple(_years_row(headline, index, years, scale) for headline in HEADLINES)
    return Table("By fiscal year", "Means over the replications.", ("Measure", "Unit", *years), rows, words=2)


def difference_tables(
    baseline: str, differences: Sequence[Difference], *, interval: str, scale: float
) -> tuple[Table, ...]:
    """Make one table of headline differences for each scenario that is set against the baseline."""
    names = tuple(dict.fromkeys(one.scenario for one in differences))
    return tuple(
        Table(
            f"{name} less {baseline}",
            "Differences over the whole run, pair by pair with common random numbers.",
            ("Measure", "Unit", "Difference", f"paired {interval}"),
            tuple(_difference_row(headline, _of(name, differences), scale) for headline in HEADLINES),
            words=2,
        )
        for name in names
    )


def level_table(runs: Sequence[tuple[str, Sequence[Estimate]]], scale: float) -> Table:
    """Make the headline table of several scenarios side by side, the baseline first."""
    indexes = [_index(estimates) for _, estimates in runs]
    rows = tuple(_levels_row(headline, indexes, scale) for headline in HEADLINES)
    names = tuple(name for name, _ in runs)
    return Table("Levels", "Means over the whole run.", ("Measure", "Unit", *names), rows, words=2)


def first_news(baseline: str, differences: Sequence[Difference]) -> tuple[str, ...]:
    """Tell the differences of a single pair in one sentence for each scenario."""
    sentences = []
    for name in dict.fromkeys(one.scenario for one in differences):
        index = _of(name, differences)
        parts = (_spoken(headline, index) for headline in FIRST_NEWS)
        sentences.append(f"{name} less {baseline}: " + ", ".join(part for part in parts if part))
    return tuple(sentences)


def _spoken(headline: Measure, index: dict[MetricKey, Difference]) -> str:
    found = index.get(headline.key)
    if found is None:
        return ""
    label = headline.label[0].lower() + headline.label[1:]
    return f"{label} {printed_difference(found.difference, found.unit)}"


def _index(estimates: Iterable[Estimate]) -> Index:
    return {one.key: one for one in estimates}


def _of(name: str, differences: Iterable[Difference]) -> dict[MetricKey, Difference]:
    return {one.key: one for one in differences if one.scenario == name}


def _label(headline: Measure, scale: float) -> str:
    return headline.label if is_reliable(headline.metric, scale) else f"{headline.label} ({_UNRELIABLE})"


def _start(headline: Measure, scale: float) -> tuple[str, str]:
    return _label(headline, scale), printed_unit(headline.unit)


def _level_row(headline: Measure, index: Index, scale: float) -> tuple[str, ...]:
    found = index.get(headline.key)
    if found is None:
        return (*_start(headline, scale), printed(None, ""), "")
    unit = found.unit
    return (*_start(headline, scale), printed(found.mean, unit), printed_range(found.low, found.high, unit))


def _years_row(headline: Measure, index: Index, years: tuple[str, ...], scale: float) -> tuple[str, ...]:
    found = (index.get(headline.key.at(year)) for year in years)
    return (*_start(headline, scale), *(_mean(one) for one in found))


def _levels_row(headline: Measure, indexes: Sequence[Index], scale: float) -> tuple[str, ...]:
    found = (index.get(headline.key) for index in indexes)
    return (*_start(headline, scale), *(_mean(one) for one in found))


def _mean(found: Estimate | None) -> str:
    return printed(None, "") if found is None else printed(found.mean, found.unit)


def _difference_row(headline: Measure, index: dict[MetricKey, Difference], scale: float) -> tuple[str, ...]:
    found = index.get(headline.key)
    if found is None:
        return (*_start(headline, scale), _UNPAIRED, "")
    unit = found.unit
    interval = printed_range(found.low, found.high, unit, is_difference=True)
    return (*_start(headline, scale), printed_difference(found.difference, unit), interval)
