"""Stocks over the years: the court's backlog, those detained, those who wait in Mexico, beside what was published."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from sim.base.metric_key import ALL, MetricKey
from sim.data.published import Published
from sim.engine.vocabulary import Stock, Tally
from sim.report.charts.courses import Course, Limit, stock_picture
from sim.report.figures import Figure, Panel, named
from sim.report.numbers import amount, brief, exact, printed
from sim.report.study import Arm, Study, band
from sim.report.tables import Table
from sim.results.metrics import natural_bounds

_DAYS_A_YEAR = 365.25
_SEPTEMBER = 0.75
"""End of the fiscal year within the calendar year [years]."""
_FIRST = 2013
"""The first year whose published values are shown [fiscal year]."""
_MIDDLE = 0.25
"""Middle of the fiscal year within the calendar year [years]."""


@dataclass(frozen=True)
class _Kind:
    """A stock that is drawn: its parts, the metric that was published of it, and when in the year that holds."""

    name: str
    parts: tuple[Stock, ...]
    metric: str
    when: float
    limits: tuple[Tally, ...] = ()
    limit_name: str = ""


_KINDS = (
    _Kind(
        "Cases pending in court",
        (Stock.PENDING_DETAINED, Stock.PENDING_MEXICO, Stock.PENDING_PRIORITY, Stock.PENDING_GENERAL),
        "court_pending",
        _SEPTEMBER,
    ),
    _Kind(
        "Detained by ICE",
        (Stock.DETAINED_ADULT, Stock.DETAINED_FAMILY),
        "detained_average",
        _MIDDLE,
        (Tally.ADULT_BEDS, Tally.FAMILY_BEDS),
        "dashed: operational beds",
    ),
    _Kind("Waiting in Mexico", (Stock.WAITING_IN_MEXICO,), "waiting_in_mexico_average", _MIDDLE),
)


def stocks_figure(study: Study, totals: Sequence[Published]) -> Figure | None:
    """Draw the three stocks month by month; None where no month was kept."""
    if not all(arm.outlines for arm in study.arms):
        return None
    end = _years(study)[-1]
    published = {kind.name: _published(kind, totals) for kind in _KINDS}
    first = min([_start(study), *(year for some in published.values() for year, _ in some)])
    panels, rows = [], []
    titles = {}
    for kind in _KINDS:
        courses = [course for arm in study.arms if (course := _course(study, arm, kind)) is not None]
        if not courses:
            continue
        picture = stock_picture(kind.name, courses, published[kind.name], _limit(study, kind), (first, end))
        panels.append(Panel(picture, title=kind.name, note="thousand"))
        rows += [row for course in courses for row in _rows(study, kind, course)]
        titles[kind.name] = courses
    if not panels:
        return None
    return Figure(
        "stocks",
        _title(study, titles),
        "Simulated month by month with 95% bands: " + named(study.arms) + "; dots are published year values",
        tuple(panels),
        "Dots: cases pending on 30 September, and the average number detained in the year, as published; the years "
        "that calibration may use are FY2013 to FY2017. A stock that is empty in a scenario has no line.",
        Table("Stocks at the end of each fiscal year", "", ("Stock and scenario", "Month", "Mean", "95%"), tuple(rows)),
    )


def _title(study: Study, courses: dict[str, list[Course]]) -> str:
    """Say how the backlog moves from the first day on, which the months that are drawn do not show."""
    if _KINDS[0].name not in courses:
        return "Stocks over the years"
    grown = [arm.level(MetricKey("court_pending_change")) for arm in study.arms]
    known = [one.mean for one in grown if one is not None]
    if len(known) < len(grown) or min(known) <= 0:
        return "The court backlog, those detained and those who wait in Mexico"
    if len(known) > 1:
        return "The court backlog ends higher than it began in every scenario"
    return f"The court backlog ends {amount(known[0], 'cases')} higher than it began"


def _start(study: Study) -> float:
    return study.start.year + (study.start.timetuple().tm_yday - 1) / _DAYS_A_YEAR


def _years(study: Study) -> list[float]:
    ends = study.base.outlines[0].month_ends
    return [_start(study) + float(day) / _DAYS_A_YEAR for day in ends]


def _published(kind: _Kind, totals: Sequence[Published]) -> list[tuple[float, float]]:
    return [
        (int(total.fiscal_year) + kind.when, total.value)
        for total in totals
        if total.metric == kind.metric and total.key.dimensions == ALL and int(total.fiscal_year) >= _FIRST
    ]


def _course(study: Study, arm: Arm, kind: _Kind) -> Course | None:
    values = np.stack([outline.stocks[:, list(kind.parts)].sum(axis=1) for outline in arm.outlines])
    bounds = natural_bounds(kind.metric, "")
    return Course(arm, _years(study), band(values / study.scale, bounds)) if values.any() else None


def _limit(study: Study, kind: _Kind) -> Limit | None:
    if not kind.limits:
        return None
    outline = study.base.outlines[0]
    days = np.diff(np.concatenate(([0], outline.month_ends)))
    places = outline.tallies[:, list(kind.limits)].sum(axis=1) / days / study.scale
    return Limit(kind.limit_name, list(zip(_years(study), places.tolist(), strict=True))) if places.any() else None


def _rows(study: Study, kind: _Kind, course: Course) -> list[tuple[str, ...]]:
    """Give the last month of each fiscal year, and of the run."""
    ends = study.base.outlines[0].month_ends
    days = [np.datetime64(study.start, "D") + int(day) - 1 for day in ends]
    rows: list[tuple[str, ...]] = []
    for place, day in enumerate(days):
        month = str(day.astype("datetime64[M]"))
        if month.endswith("-09") or place == len(days) - 1:
            mean, low, high = (float(values[place]) for values in vars(course.stock).values())
            interval = f"{brief(low, '')} to {brief(high, '')}"
            rows.append((f"{kind.name}, {course.arm.label}", month, exact(printed(mean, ""), mean), interval))
    return rows
