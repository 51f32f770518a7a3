"""History gives the model some of its numbers: who came, who was arrested, judges, beds, and receipts where imposed."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date

import numpy as np

from sim.base.draws import FloatArray
from sim.data.arrivals import BorderHistory, arrivals
from sim.model.context import months_of
from sim.scenario.inputs import Inputs
from sim.scenario.values import Point, Value
from sim.study.expected_arrivals import expected_arrests, expected_at_ports

Yearly = Mapping[int, float]
"""A number for each fiscal year."""

_DAYS = 365.0
_BEDS = ("detention.beds.adult", "detention.beds.surge_adult", "detention.beds.family")
_JUDGES = "courts.judges"


@dataclass(frozen=True)
class Given:
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


def applied(inputs: Inputs, given: Given) -> Inputs:
    """Put what history gives into the inputs of one replication.

    Yearly totals of arrivals and arrests are met in expectation in every replication, whatever was drawn.

    Args:
        inputs: of one replication, drawn already.
        given: what history gives.
    """
    changed = dict(inputs.values)
    ports, interior = expected_at_ports(inputs), expected_arrests(inputs)
    changed["ports.arrivals_scale"] = _scaled(inputs, "ports.arrivals_scale", ports, given.inadmissibles)
    changed["interior.arrests_scale"] = _scaled(inputs, "interior.arrests_scale", interior, given.arrests)
    changed[_JUDGES] = _judges(inputs, given.judges)
    for path in _BEDS:
        changed[path] = _beds(inputs, path, given.beds)
    history = arrivals(given.history, inputs.clock) if given.history else inputs.arrivals
    return replace(inputs, values=changed, arrivals=history, imposed_receipts=_receipts(inputs, given.receipts))


def _scaled(inputs: Inputs, path: str, expected: FloatArray, wanted: Yearly) -> Value:
    """Give a scale by fiscal year under which the expected daily rate, persons a year, adds up to what is wanted."""
    years = inputs.clock.fiscal_years
    points = []
    for year in sorted(set(years.tolist())):
        days = years == year
        rate = float(expected[days].mean())
        length = (date(year, 10, 1) - date(year - 1, 10, 1)).days
        scale = wanted[year] / (rate * length / _DAYS) if year in wanted and rate > 0.0 else 1.0
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
    found = tuple(wanted.get((int(year), int(month)), float("nan")) for year, month in labels)
    return None if np.isnan(found).all() else found
