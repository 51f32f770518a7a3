"""Tables as text in rows and columns: headlines, differences, levels, arrest cohorts, pairing, the library."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from sim.base.metric_key import WHOLE, Dimensions, MetricKey, joined_dimensions
from sim.base.text import count_of
from sim.engine.vocabulary import COHORT_MONTHS, CohortStatus
from sim.report.measures import FIRST_NEWS, HALF_WAIT, HEADLINES, Measure
from sim.report.numbers import printed, printed_difference, printed_range, printed_unit
from sim.report.values import lowered
from sim.results.estimates import INTERVAL_METHOD, RESOLVED, Difference, Estimate, Pairing
from sim.results.metrics import is_reliable

_UNRELIABLE = "not reliable at this scale"
_NOT_REACHED = "not reached"
"""Said of a wait that less than half have ended when the run ends."""

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


def noted(table: Table, sentence: str) -> Table:
    """Put a sentence under the title of a table, before what stands there."""
    return replace(table, note=f"{sentence} {table.note}".strip())


def run_table(scenario: str, estimates: Iterable[Estimate], *, interval: str, scale: float) -> Table:
    """Make the headline table of one scenario over the whole run."""
    index = _index(estimates)
    rows = tuple(_level_row(headline, index, scale) for headline in HEADLINES)
    return Table(scenario, f"Whole run. {INTERVAL_METHOD}", ("Measure", "Unit", "Mean", interval), rows, words=2)


def year_table(estimates: Sequence[Estimate], scale: float) -> Table:
    """Make the headline table by fiscal year, means only."""
    index = _index(estimates)
    years = tuple(dict.fromkeys(one.key.period for one in estimates if one.key.period != WHOLE))
    known = {one.key.at(WHOLE) for one in estimates if one.key.period != WHOLE}
    rows = tuple(_years_row(headline, index, years, scale) for headline in HEADLINES if headline.key in known)
    return Table(
        "By fiscal year",
        "Means over the replications, of what is known of a year.",
        ("Measure", "Unit", *years),
        rows,
        words=2,
    )


def difference_tables(
    baseline: str, differences: Sequence[Difference], *, interval: str, scale: float
) -> tuple[Table, ...]:
    """Make one table of headline differences for each scenario that is set against the baseline.

    What one of the two scenarios does not have, as a wait that nobody waits, has a row among the levels alone.
    """
    indexes = {name: _of(name, differences) for name in dict.fromkeys(one.scenario for one in differences)}
    return tuple(
        Table(
            f"{name} less {baseline}",
            "Differences over the whole run, pair by pair with common random numbers.",
            ("Measure", "Unit", "Difference", f"paired {interval}"),
            tuple(_difference_row(headline, index, scale) for headline in HEADLINES if headline.key in index),
            words=2,
        )
        for name, index in indexes.items()
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
    difference = index.get(headline.key)
    if difference is None:
        return ""
    label = lowered(headline.label)
    return f"{label} {printed_difference(difference.difference, difference.unit)}"


def _index(estimates: Iterable[Estimate]) -> Index:
    return {one.key: one for one in estimates}


def _of(name: str, differences: Iterable[Difference]) -> dict[MetricKey, Difference]:
    return {one.key: one for one in differences if one.scenario == name}


def _label(headline: Measure, scale: float) -> str:
    return headline.label if is_reliable(headline.metric, scale) else f"{headline.label} ({_UNRELIABLE})"


def _start(headline: Measure, scale: float) -> tuple[str, str]:
    return _label(headline, scale), printed_unit(headline.unit)


def _level_row(headline: Measure, index: Index, scale: float) -> tuple[str, ...]:
    estimate = index.get(headline.key)
    interval = "" if estimate is None else printed_range(estimate.low, estimate.high, estimate.unit)
    return (*_start(headline, scale), _mean(headline, estimate), interval)


def _years_row(headline: Measure, index: Index, years: tuple[str, ...], scale: float) -> tuple[str, ...]:
    estimates = (index.get(headline.key.at(year)) for year in years)
    return (*_start(headline, scale), *(_mean(headline, one) for one in estimates))


def _levels_row(headline: Measure, indexes: Sequence[Index], scale: float) -> tuple[str, ...]:
    estimates = (index.get(headline.key) for index in indexes)
    return (*_start(headline, scale), *(_mean(headline, one) for one in estimates))


def _mean(headline: Measure, estimate: Estimate | None) -> str:
    if estimate is None:
        return _NOT_REACHED if headline.key == HALF_WAIT.key else printed(None, "")
    return printed(estimate.mean, estimate.unit)


def _difference_row(headline: Measure, index: dict[MetricKey, Difference], scale: float) -> tuple[str, ...]:
    difference = index[headline.key]
    unit = difference.unit
    interval = printed_range(difference.low, difference.high, unit, is_difference=True)
    return (*_start(headline, scale), printed_difference(difference.difference, unit), interval)


_LIBRARY = (
    Measure("Apprehensions", MetricKey("apprehensions")),
    Measure("Returned to Mexico", MetricKey("returned_to_mexico")),
    Measure("Detained, average", MetricKey("detained_average")),
    Measure("Court pending, end", MetricKey("court_pending")),
    Measure("Wait half of cases exceed", HALF_WAIT.key),
    Measure("Removals", MetricKey("removals")),
    Measure("Charter flights", MetricKey("flights")),
    Measure("Cost to the US", MetricKey("cost_usd", (("payer", "us_federal"),))),
    Measure("Cost to Mexico", MetricKey("cost_usd", (("payer", "mexico"),))),
)
"""What a headline row shows, from left to right."""


def library_table(runs: Sequence[tuple[str, Sequence[Estimate]]], scale: float, years: int, replications: int) -> Table:
    """Make one row for each scenario, means over the whole run.

    Args:
        runs: the scenarios with their estimates.
        scale: the share of the population that was played.
        years: length of the runs [years].
        replications: how often each was played.
    """
    shown = tuple(one for one in _LIBRARY if is_reliable(one.metric, scale))
    heads = ("Scenario", *(f"{one.label} [{printed_unit(one.unit)}]" for one in shown))
    indexes = [(name, _index(estimates)) for name, estimates in runs]
    rows = tuple((name, *(_mean(one, index.get(one.key)) for one in shown)) for name, index in indexes)
    played = f"{count_of(replications, 'replication')} of {count_of(years, 'year')}"
    note = (
        f"Means of {played} at {scale:g} of the population, uncertain inputs at "
        "their central values: a look at what each scenario is, not a result."
    )
    return Table("Shipped scenarios", note, heads, rows)


_COHORTS = (
    ("Mexican single adults", (("class", "single_adult"), ("nationality", "mexico"))),
    ("Families of the northern triangle", (("class", "family_member"), ("nationality", "northern_triangle"))),
)
"""The groups that are set side by side, with their dimensions."""


def cohort_table(estimates: Sequence[Estimate]) -> Table | None:
    """Make the table of a run, or nothing where no cohort has reached a year."""
    index = {one.key: one for one in estimates}
    looks = ((months, status) for months in COHORT_MONTHS for status in CohortStatus)
    rows = tuple(_cohort_row(index, *look) for look in looks if _cohort_key(*look, _COHORTS[0][1]) in index)
    columns = ("After arrest", "Outcome", *(text for name, _ in _COHORTS for text in (name, "95% interval")))
    note = "Persons arrested between ports, of the fiscal years that the run follows for so long."
    return Table("Arrest cohorts", note, columns, rows, words=2) if rows else None


def _cohort_row(index: dict[MetricKey, Estimate], months: int, status: CohortStatus) -> tuple[str, ...]:
    cells = (cell for _, dims in _COHORTS for cell in _cohort_cells(index.get(_cohort_key(months, status, dims))))
    return (f"{months} months", status.name.lower(), *cells)


def _cohort_cells(one: Estimate | None) -> tuple[str, str]:
    if one is None:
        return printed(None, ""), ""
    return f"{printed(one.mean, 'share')}%", printed_range(one.low, one.high, "share")


def _cohort_key(months: int, status: CohortStatus, dims: Dimensions) -> MetricKey:
    own = (("months", str(months)), ("outcome", status.name.lower()))
    return MetricKey("cohort_share", joined_dimensions(dims, own))


_PERCENT = 100


def pairing_tables(baseline: str, pairings: Sequence[Pairing]) -> tuple[Table, ...]:
    """Make one table for each scenario that is set against the baseline."""
    names = tuple(dict.fromkeys(one.scenario for one in pairings))
    columns = ("Measure", "Unit", "Variance saved", "Half the interval", f"Replications for {RESOLVED:.0%}")
    note = (
        "Variance of a difference on independent draws against the paired one, by how many times it is larger; "
        f"half the width of the interval; replications after which {RESOLVED:.0%} of the baseline would show."
    )
    return tuple(
        Table(f"What pairing does: {name} less {baseline}", note, columns, _pairing_rows(name, pairings), words=2)
        for name in names
    )


def unseen_sentences(
    differences: Sequence[Difference], pairings: Sequence[Pairing], replications: int
) -> tuple[str, ...]:
    """Say of every headline difference whose interval holds zero that none can be seen, and what would show one.

    Args:
        differences: of one comparison.
        pairings: what pairing does for the same numbers.
        replications: how many pairs there are.
    """
    index = {(one.scenario, one.key): one for one in pairings}
    headlines = {headline.key: headline for headline in HEADLINES}
    return tuple(
        _unseen_sentence(one, headlines[one.key], index[one.scenario, one.key], replications)
        for one in differences
        if one.key in headlines and _is_unseen(one)
    )


def _is_unseen(one: Difference) -> bool:
    return one.low is not None and one.high is not None and one.low <= 0 <= one.high and one.low < one.high


def _unseen_sentence(one: Difference, headline: Measure, pairing: Pairing, replications: int) -> str:
    label = lowered(headline.label)
    unit, reach = one.unit, max(abs(one.low or 0.0), abs(one.high or 0.0))
    sentence = f"{one.scenario}: no difference can be seen in {label} at {count_of(replications, 'replication')}; "
    sentence += f"{printed(reach, unit)} {printed_unit(unit)} or more would have shown"
    if one.baseline:
        sentence += f" ({abs(reach / one.baseline) * _PERCENT:.1f}% of the baseline)"
    if pairing.needed is None:
        return sentence + "."
    if pairing.needed <= replications:
        return sentence + f", so that {RESOLVED:.0%} is resolved."
    return sentence + f"; about {pairing.needed:,} would resolve {RESOLVED:.0%}."


def _pairing_rows(name: str, pairings: Sequence[Pairing]) -> tuple[tuple[str, ...], ...]:
    index = {one.key: one for one in pairings if one.scenario == name}
    return tuple(_pairing_row(headline, index[headline.key]) for headline in HEADLINES if headline.key in index)


def _pairing_row(headline: Measure, one: Pairing) -> tuple[str, ...]:
    unit = headline.unit
    return (
        headline.label,
        printed_unit(unit),
        "none" if one.reduction is None else f"{one.reduction:.1f} times",
        printed(one.visible, unit),
        "none" if one.needed is None else f"{one.needed:,}",
    )
