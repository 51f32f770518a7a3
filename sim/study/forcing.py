"""The forcing of a replay: arrivals, arrests, judges, beds and receipts from history, and where each comes from."""

from calendar import monthrange
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date

import numpy as np

from sim.base.days import DAYS_A_YEAR, fiscal_year
from sim.base.draws import FloatArray
from sim.data.arrivals import BorderHistory, arrivals
from sim.data.observed import ObservedData
from sim.data.observed_arrivals import MONTHLY_SERIES, NATIONALITY_SERIES, extended
from sim.data.published import Published, Use
from sim.data.seeds import Observation
from sim.model.border.ports import COUNTED_DISPOSITIONS, PORT_DISPOSITIONS, observed_fall
from sim.model.context import months_of
from sim.model.interior.rates import CHANNELS, base_arrests, exemption, pool_weights, practice
from sim.scenario.inputs import Inputs
from sim.scenario.values import Point, Value
from sim.study.observations import LAST_TRUTH

Yearly = Mapping[int, float]
"""A number for each fiscal year."""
_BEDS = ("detention.beds.adult", "detention.beds.surge_adult", "detention.beds.family")
_JUDGES = "courts.judges"
_JUDGES_SERIES, _BEDS_SERIES, _RECEIPTS = "ij_on_board_year_end", "ice_funded_beds", "eoir_receipts"
_PORTS, _ARRESTS = "ofo_inadmissibles", "ice_administrative_arrests"
_NATION, _SOUTHWEST = "Nationwide ports", "SW border ports"


def expected_at_ports(inputs: Inputs) -> FloatArray:
    """Persons found inadmissible at ports, at the rate of each day, shape (days,) [persons/year]."""
    total = np.zeros(inputs.clock.days)
    for name, group in (PORT_DISPOSITIONS | COUNTED_DISPOSITIONS).items():
        total += inputs.by_day(group.per_year) * observed_fall(inputs, name)
    return total


def expected_arrests(inputs: Inputs) -> FloatArray:
    """Arrests by ICE inside the country, at the rate of each day and at scale 1, shape (days,) [persons/year]."""
    total = np.zeros(inputs.clock.days)
    for channel in CHANNELS:
        no_record = pool_weights(inputs, channel)["no_record"]
        met = 1.0 - no_record + no_record * exemption(inputs)
        total += base_arrests(inputs, channel) * practice(inputs, channel) * met
    return total


@dataclass(frozen=True)
class Forcing:
    """What history gives a replay; years that are not named go on as the scenario says."""

    history: BorderHistory | None = None
    inadmissibles: Yearly = field(default_factory=dict)
    """Persons found inadmissible at ports [persons]."""
    arrests: Yearly = field(default_factory=dict)
    """Arrests by ICE [persons]."""
    judges: Yearly = field(default_factory=dict)
    """Judges on board at the end of the year [judges]."""
    beds: Yearly = field(default_factory=dict)
    """Funded beds over those of the year that the scenario's beds are of [ratio]."""
    receipts: Mapping[tuple[int, int], float] = field(default_factory=dict)
    """Court receipts by year and month, imposed [cases]."""


def with_forcing(inputs: Inputs, forcing: Forcing) -> Inputs:
    """Put what history gives into the inputs of one replication.

    Yearly totals of arrivals and arrests are met in expectation in every replication, whatever was drawn.

    Args:
        inputs: of one replication, drawn already.
        forcing: what history gives.
    """
    changed = dict(inputs.values)
    ports, interior = expected_at_ports(inputs), expected_arrests(inputs)
    changed["ports.arrivals_scale"] = _scaled(inputs, "ports.arrivals_scale", ports, forcing.inadmissibles)
    changed["interior.arrests_scale"] = _scaled(inputs, "interior.arrests_scale", interior, forcing.arrests)
    changed[_JUDGES] = _judges(inputs, forcing.judges)
    for path in _BEDS:
        changed[path] = _beds(inputs, path, forcing.beds)
    history = arrivals(forcing.history, inputs.clock) if forcing.history else inputs.arrivals
    return replace(inputs, values=changed, arrivals=history, imposed_receipts=_receipts(inputs, forcing.receipts))


def _scaled(inputs: Inputs, path: str, expected: FloatArray, wanted: Yearly) -> Value:
    """Give a scale by fiscal year under which the expected daily rate, persons a year, adds up to what is wanted."""
    years = inputs.clock.fiscal_years
    points = []
    for year in sorted(set(years.tolist())):
        days = years == year
        rate = float(expected[days].mean())
        length = (date(year, 10, 1) - date(year - 1, 10, 1)).days
        scale = wanted[year] / (rate * length / DAYS_A_YEAR) if year in wanted and rate > 0.0 else 1.0
        points.append(Point(int(np.flatnonzero(days)[0]), scale))
    return Value.of(*points) if wanted else inputs.values[path]


def _judges(inputs: Inputs, wanted: Yearly) -> Value:
    """Lay year ends over the scenario's own, with a straight line from each to the next."""
    own = inputs.values[_JUDGES]
    if not wanted:
        return own
    ends = {inputs.clock.day(date(year, 10, 1)): judges for year, judges in wanted.items()}
    kept = [point for point in own.points if point.day not in ends]
    points = sorted(
        [*kept, *(Point(day, judges, ramp_from=day) for day, judges in ends.items())], key=lambda one: one.day
    )
    days = [None, *(point.day for point in points)]
    ramps = [None if point.ramp_from is None else before for point, before in zip(points, days, strict=False)]
    return Value.of(
        *(replace(point, ramp_from=ramp) for point, ramp in zip(points, ramps, strict=True)), is_whole=own.is_whole
    )


def _beds(inputs: Inputs, path: str, ratios: Yearly) -> Value:
    """Let beds move with the funded ones from the start of each year that is given."""
    own = inputs.values[path]
    starts = {inputs.clock.day(date(year - 1, 10, 1)): ratio for year, ratio in sorted(ratios.items())}
    points = []
    for day in sorted({point.day for point in own.points} | set(starts)):
        value = own.on(day)
        in_force = [ratio for start, ratio in starts.items() if start <= day]
        if in_force and isinstance(value, int | float):
            value = float(round(value * in_force[-1]))
        points.append(Point(day, value))
    return Value.of(*points, is_whole=own.is_whole) if ratios else own


def _receipts(inputs: Inputs, wanted: Mapping[tuple[int, int], float]) -> tuple[float, ...] | None:
    labels = [month.label.split("-") for month in months_of(inputs.clock)]
    receipts = tuple(wanted.get((int(year), int(month)), float("nan")) for year, month in labels)
    return None if np.isnan(receipts).all() else receipts


@dataclass(frozen=True)
class ForcingSource:
    """What history gives, and what is to be said of it."""

    forcing: Forcing
    notes: tuple[str, ...]


def forcing_of(
    history: BorderHistory | None,
    shipped: tuple[Iterable[Observation], Iterable[Published]],
    observed: ObservedData,
    years: tuple[int, ...],
) -> ForcingSource:
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
    mine = {series: _yearly(observed.of(series)) for series in (_JUDGES_SERIES, _BEDS_SERIES, _ARRESTS)}
    ports = _ports(observed.of(_PORTS), rows)
    held = {series: _yearly(row for row in rows if row.series == series) for series in (_BEDS_SERIES, _ARRESTS)}
    receipts = _by_month(observed.of(_RECEIPTS))
    forcing = Forcing(
        arrivals.history if arrivals else None,
        inadmissibles={**by_metric.get("inadmissibles", {}), **ports},
        arrests={**held[_ARRESTS], **by_metric.get("interior_arrests", {}), **mine[_ARRESTS]},
        judges=mine[_JUDGES_SERIES],
        beds=_ratios(held[_BEDS_SERIES], mine[_BEDS_SERIES]),
        receipts=receipts,
    )
    if not observed.rows:
        return ForcingSource(forcing, ())
    brought: dict[str, Iterable[int]] = {
        MONTHLY_SERIES: arrivals.brought if arrivals else (),
        NATIONALITY_SERIES: _yearly(observed.of(NATIONALITY_SERIES)),
        _PORTS: ports,
        _ARRESTS: mine[_ARRESTS],
        _JUDGES_SERIES: mine[_JUDGES_SERIES],
        _BEDS_SERIES: mine[_BEDS_SERIES],
        _RECEIPTS: {fiscal_year(date(year, month, 1)) for year, month in receipts},
    }
    known: dict[str, Iterable[int]] = {
        MONTHLY_SERIES: range(2010, LAST_TRUTH + 1),
        NATIONALITY_SERIES: range(2010, LAST_TRUTH + 1),
        _PORTS: by_metric.get("inadmissibles", {}),
        _ARRESTS: {**held[_ARRESTS], **by_metric.get("interior_arrests", {})},
        _JUDGES_SERIES: range(2010, LAST_TRUTH + 1),
        _BEDS_SERIES: held[_BEDS_SERIES],
    }
    notes = [
        _source_sentence(series, years, brought[series], known.get(series, ()))
        for series in brought
        if series != _RECEIPTS
    ]
    notes.append(_receipts_sentence(years, brought[_RECEIPTS]))
    return ForcingSource(forcing, (*notes, *(arrivals.notes if arrivals else ()), *observed.skipped))


def _source_sentence(series: str, years: Iterable[int], brought: Iterable[int], known: Iterable[int]) -> str:
    """Say where the years of an input come from."""
    mine, theirs = set(brought), set(known)
    parts = (
        ("from your data", [year for year in years if year in mine]),
        ("from the shipped series", [year for year in years if year not in mine and year in theirs]),
        ("from the base pattern", [year for year in years if year not in mine and year not in theirs]),
    )
    return f"{series}: " + "; ".join(f"{_names(some)} {where}" for where, some in parts if some) + "."


def _receipts_sentence(years: Iterable[int], brought: Iterable[int]) -> str:
    mine = [year for year in years if year in set(brought)]
    others = [year for year in years if year not in mine]
    imposed = f"{_names(mine)} imposed from your data" if mine else ""
    found = f"{_names(others)} found by the model" if others else ""
    return f"{_RECEIPTS}: " + "; ".join(part for part in (imposed, found) if part) + "."


def _names(years: list[int]) -> str:
    return ", ".join(f"FY{year}" for year in years)


def _yearly(rows: Iterable[Observation]) -> dict[int, float]:
    """Index rows by fiscal year; a year of which only months are given is their sum."""
    yearly: dict[int, float] = {}
    months: dict[int, list[float]] = {}
    for row in rows:
        if row.month:
            months.setdefault(_fiscal(row.month), []).append(row.value)
        elif row.year.isdigit():
            yearly.setdefault(int(row.year), row.value)
    return {year: sum(values) for year, values in months.items() if len(values) == 12} | yearly


def _fiscal(month: str) -> int:
    year, number = (int(part) for part in month.split("-"))
    return year + (number >= 10)


def _by_metric(values: Iterable[Published]) -> dict[str, dict[int, float]]:
    by_metric: dict[str, dict[int, float]] = {}
    for one in values:
        if one.use is Use.INPUT and one.group == "all" and one.fiscal_year.isdigit():
            by_metric.setdefault(one.metric, {})[int(one.fiscal_year)] = one.value
    return by_metric


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
    by_month: dict[tuple[int, int], float] = {}
    for row in rows:
        if row.month:
            year, month = (int(part) for part in row.month.split("-"))
            by_month[year, month] = row.value
    for row in rows:
        year = int(row.year)
        months = [(year - 1, 10), (year - 1, 11), (year - 1, 12), *((year, month) for month in range(1, 10))]
        if not row.month and not any(month in by_month for month in months):
            lengths = [_length(*month) for month in months]
            by_month |= {m: row.value * days / sum(lengths) for m, days in zip(months, lengths, strict=True)}
    return by_month


def _length(year: int, month: int) -> int:
    return monthrange(year, month)[1]
