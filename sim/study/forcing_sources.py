"""From published series, shipped and brought, to what a replay is given; what is absent is named."""

from calendar import monthrange
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sim.data.arrivals import BorderHistory
from sim.data.observed import ObservedData
from sim.data.observed_arrivals import MONTHLY_SERIES, NATIONALITY_SERIES, extended
from sim.data.published import Published, Use
from sim.data.seeds import Observation
from sim.study.forcing import Given, Yearly
from sim.study.observations import LAST_TRUTH

_JUDGES, _BEDS, _RECEIPTS = "ij_on_board_year_end", "ice_funded_beds", "eoir_receipts"
_PORTS, _ARRESTS = "ofo_inadmissibles", "ice_administrative_arrests"
_NATION, _SOUTHWEST = "Nationwide ports", "SW border ports"


@dataclass(frozen=True)
class Source:
    """What history gives, and what is to be said of it."""

    given: Given
    notes: tuple[str, ...]


def source_of(
    history: BorderHistory | None,
    shipped: tuple[Iterable[Observation], Iterable[Published]],
    observed: ObservedData,
    years: tuple[int, ...],
) -> Source:
    """Choose for every input and year: what the user brought, else what is shipped, else the base pattern.

    Args:
        history: shipped apprehensions.
        shipped: shipped rows of series, and shipped values of metrics.
        observed: what the user brought.
        years: the fiscal years that are played.
    """
    rows, values = tuple(shipped[0]), tuple(shipped[1])
    arrivals = extended(history, observed.rows) if history else None
    by_metric = _by_metric(values)
    mine = {series: _yearly(observed.of(series)) for series in (_JUDGES, _BEDS, _ARRESTS)}
    ports = _ports(observed.of(_PORTS), rows)
    held = {series: _yearly(row for row in rows if row.series == series) for series in (_BEDS, _ARRESTS)}
    receipts = _by_month(observed.of(_RECEIPTS))
    given = Given(
        arrivals.history if arrivals else None,
        inadmissibles={**by_metric.get("inadmissibles", {}), **ports},
        arrests={**held[_ARRESTS], **by_metric.get("interior_arrests", {}), **mine[_ARRESTS]},
        judges=mine[_JUDGES],
        beds=_ratios(held[_BEDS], mine[_BEDS]),
        receipts=receipts,
    )
    if not observed.rows:
        return Source(given, ())
    brought: dict[str, Iterable[int]] = {
        MONTHLY_SERIES: arrivals.brought if arrivals else (),
        NATIONALITY_SERIES: _yearly(observed.of(NATIONALITY_SERIES)),
        _PORTS: ports,
        _ARRESTS: mine[_ARRESTS],
        _JUDGES: mine[_JUDGES],
        _BEDS: mine[_BEDS],
        _RECEIPTS: {year + (month >= 10) for year, month in receipts},
    }
    known: dict[str, Iterable[int]] = {
        MONTHLY_SERIES: range(2010, LAST_TRUTH + 1),
        NATIONALITY_SERIES: range(2010, LAST_TRUTH + 1),
        _PORTS: by_metric.get("inadmissibles", {}),
        _ARRESTS: {**held[_ARRESTS], **by_metric.get("interior_arrests", {})},
        _JUDGES: range(2010, LAST_TRUTH + 1),
        _BEDS: held[_BEDS],
    }
    notes = [_told(series, years, brought[series], known.get(series, ())) for series in brought if series != _RECEIPTS]
    notes.append(_told_receipts(years, brought[_RECEIPTS]))
    return Source(given, (*notes, *(arrivals.notes if arrivals else ()), *observed.skipped))


def _told(series: str, years: Iterable[int], brought: Iterable[int], known: Iterable[int]) -> str:
    """Say where the years of an input come from."""
    mine, theirs = set(brought), set(known)
    parts = (
        ("from your data", [year for year in years if year in mine]),
        ("from the shipped series", [year for year in years if year not in mine and year in theirs]),
        ("from the base pattern", [year for year in years if year not in mine and year not in theirs]),
    )
    return f"{series}: " + "; ".join(f"{_names(some)} {where}" for where, some in parts if some) + "."


def _told_receipts(years: Iterable[int], brought: Iterable[int]) -> str:
    mine = [year for year in years if year in set(brought)]
    others = [year for year in years if year not in mine]
    imposed = f"{_names(mine)} imposed from your data" if mine else ""
    found = f"{_names(others)} found by the model" if others else ""
    return f"{_RECEIPTS}: " + "; ".join(part for part in (imposed, found) if part) + "."


def _names(years: list[int]) -> str:
    return ", ".join(f"FY{year}" for year in years)


def _yearly(rows: Iterable[Observation]) -> dict[int, float]:
    """Index rows by fiscal year; a year of which only months are given is their sum."""
    found: dict[int, float] = {}
    months: dict[int, list[float]] = {}
    for row in rows:
        if row.month:
            months.setdefault(_fiscal(row.month), []).append(row.value)
        elif row.year.isdigit():
            found.setdefault(int(row.year), row.value)
    return {year: sum(values) for year, values in months.items() if len(values) == 12} | found


def _fiscal(month: str) -> int:
    year, number = (int(part) for part in month.split("-"))
    return year + (number >= 10)


def _by_metric(values: Iterable[Published]) -> dict[str, dict[int, float]]:
    found: dict[str, dict[int, float]] = {}
    for one in values:
        if one.use is Use.INPUT and one.group == "all" and one.fiscal_year.isdigit():
            found.setdefault(one.metric, {})[int(one.fiscal_year)] = one.value
    return found


def _ports(mine: Iterable[Observation], shipped: Iterable[Observation]) -> dict[int, float]:
    """Persons at all ports by year; where only the southwest border is given it is raised as last shipped."""
    rows = tuple(mine)
    nation = _yearly(row for row in rows if row.area == _NATION)
    southwest = _yearly(row for row in rows if row.area == _SOUTHWEST)
    held = [row for row in shipped if row.series == _PORTS and row.year == str(LAST_TRUTH)]
    both = {row.area: row.value for row in held}
    ratio = both.get(_NATION, 1.0) / both.get(_SOUTHWEST, 1.0) if len(both) > 1 else 1.0
    return {year: value * ratio for year, value in southwest.items()} | nation


def _ratios(shipped: Yearly, mine: Yearly) -> dict[int, float]:
    """Funded beds over those the scenario's beds belong to: the same year, or the last calibrated one."""
    ratios = {}
    for year, beds in sorted({**shipped, **mine}.items()):
        anchor = shipped.get(min(year, LAST_TRUTH))
        if anchor and (year in mine or year > LAST_TRUTH):
            ratios[year] = beds / anchor
    if ratios:
        ratios.setdefault(min(ratios) - 1, 1.0)
    return ratios


def _by_month(rows: tuple[Observation, ...]) -> Mapping[tuple[int, int], float]:
    """Receipts by calendar month; a yearly value is spread evenly over the days of its months."""
    found: dict[tuple[int, int], float] = {}
    for row in rows:
        if row.month:
            year, month = (int(part) for part in row.month.split("-"))
            found[year, month] = row.value
    for row in rows:
        year = int(row.year)
        months = [(year - 1, 10), (year - 1, 11), (year - 1, 12), *((year, month) for month in range(1, 10))]
        if not row.month and not any(month in found for month in months):
            lengths = [_length(*month) for month in months]
            found |= {m: row.value * days / sum(lengths) for m, days in zip(months, lengths, strict=True)}
    return found


def _length(year: int, month: int) -> int:
    return monthrange(year, month)[1]
