"""Monthly apprehensions by sector, class and nationality: as published, and without the announcement effect."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from sim.base.codes import CLASSES, NATIONALITIES, SECTORS, Nationality, PersonClass, Sector
from sim.base.days import Clock
from sim.base.draws import FloatArray
from sim.base.errors import InvariantError
from sim.data.proportional_fitting import fitted, shares_within
from sim.data.returned import read_returned
from sim.data.seeds import Observation, read_rows, read_series
from sim.data.tree import Findings

MONTHLY = "border/border_apprehensions_monthly.csv"
BY_CLASS = "border/apprehensions_class_nationality.csv"
GROUPS_OF_OTHERS = "border/nationality_groups.csv"
"""Which published nationalities each small group is made of; the rest of the others are OTHER."""
BY_NATIONALITY = "border/border_apprehensions_nationality.csv"
MONTHS_BEFORE = 36
"""Months before a run whose arrests may still lead to new attempts in it [months]."""

CATEGORIES = {
    PersonClass.SINGLE_ADULT: "single_adult",
    PersonClass.FAMILY_MEMBER: "family_unit_members",
    PersonClass.UNACCOMPANIED_CHILD: "unaccompanied_child",
}
LARGE = {
    Nationality.MEXICO: "Mexico",
    Nationality.GUATEMALA: "Guatemala",
    Nationality.HONDURAS: "Honduras",
    Nationality.EL_SALVADOR: "El Salvador",
}
_LARGE = len(LARGE)
"""Nationalities published one by one; the others stand in one column after them [nationalities]."""
_OTHERS = "Other"
AREAS = {
    "Big Bend": Sector.BIG_BEND,
    "Del Rio": Sector.DEL_RIO,
    "El Centro": Sector.EL_CENTRO,
    "El Paso": Sector.EL_PASO,
    "Laredo": Sector.LAREDO,
    "Rio Grande Valley": Sector.RIO_GRANDE_VALLEY,
    "San Diego": Sector.SAN_DIEGO,
    "Tucson": Sector.TUCSON,
    "Yuma": Sector.YUMA,
    "Northern border": Sector.NORTHERN,
    "Coastal border": Sector.COASTAL,
}
_NATIONWIDE = "Nationwide"
_JOINT_YEARS = (2016, 2017)
_SEASON_YEARS = range(2010, 2017)
_ANNOUNCED = (2017, 2)
"""From this month on the arrivals without an announcement are not the observed ones."""
_LEVEL_MONTHS = ((2016, 10), (2016, 11), (2016, 12), (2017, 1))
_LAST_REGIME = tuple((2017, month) for month in range(2, 10))
_YEAR_MONTHS = 12
_OCTOBER = 10

YearMonth = tuple[int, int]
Rows = tuple[Observation, ...]
Series = Mapping[YearMonth, FloatArray]


@dataclass(frozen=True)
class Arrivals:
    """Apprehensions between ports of both baselines, shape (months of the run, SECTORS, CLASSES, NATIONALITIES)."""

    observed: FloatArray
    no_announcement: FloatArray
    is_after_announcement: NDArray[np.bool_]
    """Months in which the second baseline is not the published series, shape (months,)."""
    before: FloatArray
    """Apprehensions in the months before the run, the latest last, shape (MONTHS_BEFORE, CLASSES, NATIONALITIES)
    [persons]."""
    returned: FloatArray
    """Share of those arrested who are returned in each way and after each delay, shape of `returned.SHAPE` [share]."""


@dataclass(frozen=True)
class BorderHistory:
    """What is published about apprehensions, as the two baselines need it."""

    by_class: Series
    """Persons by sector and class, shape (SECTORS, CLASSES), for each month with classes published."""
    totals: Mapping[YearMonth, float]
    """Persons, for each month with a total published [persons]."""
    nation_over_southwest: float
    """Apprehensions nationwide over those at the border with Mexico in the last year published [ratio]."""
    nationality_shares: Mapping[int, FloatArray]
    """Shares of nationalities within each sector and class by fiscal year, shape (SECTORS, CLASSES, NATIONALITIES)."""
    returned: FloatArray
    """Share of those arrested who are returned in each way and after each delay, shape of `returned.SHAPE` [share]."""


def read_history(seeds: Path, findings: Findings) -> BorderHistory | None:
    """Read the published series; nothing if the seeds have none, or if something is wrong with them.

    Args:
        seeds: the folder of the seeds.
        findings: receives every problem.
    """
    if not (seeds / MONTHLY).exists():
        return None
    before = len(findings.problems)
    tables = {
        name: read_series(seeds / name, f"seeds/{name}", findings) for name in (MONTHLY, BY_NATIONALITY, BY_CLASS)
    }
    path, shown = seeds / GROUPS_OF_OTHERS, f"seeds/{GROUPS_OF_OTHERS}"
    rows = read_rows(path, shown, columns=("nationality", "group", "source"), findings=findings)
    groups = {row.cells[0]: Nationality[row.cells[1].upper()] for row in rows}
    returned = read_returned(seeds, findings)
    return _history(tables, groups, returned) if len(findings.problems) == before else None


def _history(tables: Mapping[str, Rows], groups: Mapping[str, Nationality], returned: FloatArray) -> BorderHistory:
    monthly = tables[MONTHLY]
    by_class = _months_with_classes(monthly)
    southwest = [row for row in monthly if row.area == "SW border" and row.category == "total"]
    totals = {_month(row): row.value for row in southwest}
    ratio = _over(monthly, totals)
    totals |= {_month(row): row.value for row in monthly if row.area == _NATIONWIDE and row.category == "total"}
    others = _shares_of_others(tables[BY_NATIONALITY], groups)
    shares = {}
    for year in _JOINT_YEARS:
        sector_class = sum(by_class[month] for month in months_of_year(year))
        sector_nationality = _sector_by_nationality(tables[BY_NATIONALITY], year)
        joint = fitted(np.asarray(sector_class), sector_nationality, _class_by_nationality(tables[BY_CLASS], year))
        shares[year] = shares_within(joint, others[year])
    return BorderHistory(by_class, totals, ratio, shares, returned)


def arrivals(history: BorderHistory, clock: Clock) -> Arrivals:
    """Lay both baselines on the months of a run.

    Args:
        history: the published series.
        clock: the days of the run.
    """
    months = _months_of(clock)
    season = season_of(history)
    observed = partial(_observed, history, season)
    level = _level(history, season, _LEVEL_MONTHS)
    after = np.array([month >= _ANNOUNCED for month in months])
    calm = [level * season[month[1]] if month >= _ANNOUNCED else observed(month) for month in months]
    before = [_month_after(clock.start, -ahead) for ahead in range(MONTHS_BEFORE, 0, -1)]
    return Arrivals(
        observed=np.stack([_by_nationality(history, month, observed(month)) for month in months]),
        no_announcement=np.stack(
            [_by_nationality(history, month, persons) for month, persons in zip(months, calm, strict=True)]
        ),
        is_after_announcement=after,
        before=np.stack([_by_nationality(history, month, observed(month)).sum(axis=0) for month in before]),
        returned=history.returned,
    )


def _over(monthly: Rows, southwest: Mapping[YearMonth, float]) -> float:
    """Apprehensions nationwide over those at the border with Mexico in the last year published [ratio]."""
    nation = {_month(row): row.value for row in monthly if row.area == "Nationwide" and row.category == "total"}
    months = months_of_year(_JOINT_YEARS[-1])
    both = [(nation[month], southwest[month]) for month in months if month in nation and month in southwest]
    return sum(whole for whole, _ in both) / sum(part for _, part in both) if both else 1.0


def _observed(history: BorderHistory, season: Mapping[int, float], month: YearMonth) -> FloatArray:
    """Persons in a month: published, or the pattern at the nearest level that is known, shape (SECTORS, CLASSES)."""
    if month in history.by_class:
        return history.by_class[month]
    first, last = min(history.by_class), max(history.by_class)
    if month > last:
        regime = _LAST_REGIME if last == _LAST_REGIME[-1] else tuple(sorted(history.by_class)[-_YEAR_MONTHS:])
        return _level(history, season, regime) * season[month[1]]
    early = [history.by_class[known] for known in sorted(history.by_class)[:_YEAR_MONTHS]]
    mix: FloatArray = np.sum(early, axis=0)
    if month not in history.totals:
        raise InvariantError(f"arrivals: no published month {month} before {first}")
    return mix / mix.sum() * history.totals[month]


def _level(history: BorderHistory, season: Mapping[int, float], months: tuple[YearMonth, ...]) -> FloatArray:
    """Mean level of some months once the season is taken out, shape (SECTORS, CLASSES)."""
    return np.mean([history.by_class[month] / season[month[1]] for month in months], axis=0)


def season_of(history: BorderHistory) -> dict[int, float]:
    """How much each calendar month lies above the mean of its fiscal year, averaged over FY2010-16."""
    ratios: dict[int, list[float]] = {number: [] for number in range(1, _YEAR_MONTHS + 1)}
    for year in _SEASON_YEARS:
        months = months_of_year(year)
        values = [history.totals[month] for month in months]
        mean = sum(values) / _YEAR_MONTHS
        for month, value in zip(months, values, strict=True):
            ratios[month[1]].append(value / mean)
    return {number: float(np.mean(found)) for number, found in ratios.items()}


def _by_nationality(history: BorderHistory, month: YearMonth, persons: FloatArray) -> FloatArray:
    known = sorted(history.nationality_shares)
    year = max((published for published in known if published <= month[0] + (month[1] >= _OCTOBER)), default=known[0])
    return persons[..., None] * history.nationality_shares[year]


def _class_by_nationality(rows: Rows, year: int) -> FloatArray:
    """Persons of a year by class and nationality, the others in the last column, shape (CLASSES, 5)."""
    table = np.zeros((CLASSES, _LARGE + 1))
    names = {name: code for code, name in LARGE.items()}
    categories = {category: code for code, category in CATEGORIES.items()}
    for row in rows:
        if int(row.year) == year:
            table[categories[row.category], names.get(row.nationality, _LARGE)] += row.value
    return table


def _sector_by_nationality(rows: Rows, year: int) -> FloatArray:
    """Persons of a year by sector and nationality, the others in the last column, shape (SECTORS, 5).

    Away from the border with Mexico only the remainder is published; both areas there are given the same mix.
    """
    table = np.zeros((SECTORS, _LARGE + 1))
    columns = {name: code for code, name in LARGE.items()} | {_OTHERS: Nationality(_LARGE)}
    nation = np.zeros(_LARGE + 1)
    for row in rows:
        if row.year != str(year) or row.nationality not in columns:
            continue
        if row.area in AREAS:
            table[AREAS[row.area], columns[row.nationality]] += row.value
        elif row.area == _NATIONWIDE:
            nation[columns[row.nationality]] += row.value
    away = [Sector.NORTHERN, Sector.COASTAL]
    table[away] = (nation - table.sum(axis=0)) / len(away)
    return table


def _shares_of_others(rows: Rows, groups: Mapping[str, Nationality]) -> dict[int, FloatArray]:
    """How the nationalities outside the four large ones split into groups, by fiscal year, shape (NATIONALITIES,)."""
    shares = {}
    for year in _JOINT_YEARS:
        found = {row.nationality: row.value for row in rows if row.area == "Nationwide" and row.year == str(year)}
        split = np.zeros(NATIONALITIES)
        for name, code in groups.items():
            split[code] += found[name] / found["Other"]
        split[Nationality.OTHER] = 1.0 - split.sum()
        shares[year] = split
    return shares


def _months_with_classes(rows: Rows) -> dict[YearMonth, FloatArray]:
    """Persons by sector and class in each month in which every class is published, shape (SECTORS, CLASSES)."""
    nation: dict[YearMonth, set[str]] = {}
    found: dict[YearMonth, dict[tuple[str, str], float]] = {}
    for row in rows:
        if row.area in AREAS:
            found.setdefault(_month(row), {})[row.area, row.category] = row.value
        elif row.area == _NATIONWIDE:
            nation.setdefault(_month(row), set()).add(row.category)
    complete = [month for month, words in nation.items() if words.issuperset(CATEGORIES.values())]
    return {month: np.array([_classes(found[month], area) for area in AREAS]) for month in complete}


def _classes(found: Mapping[tuple[str, str], float], area: str) -> list[float]:
    """Persons by class in one sector; adults are the remainder where they are not published."""
    adults, families, children = (found.get((area, word)) for word in CATEGORIES.values())
    families, children = families or 0.0, children or 0.0
    return [found[area, "total"] - families - children if adults is None else adults, families, children]


def months_of_year(year: int) -> list[YearMonth]:
    """The months of a fiscal year in order."""
    return [(year - 1, number) for number in range(_OCTOBER, 13)] + [(year, number) for number in range(1, _OCTOBER)]


def month_edges(clock: Clock) -> NDArray[np.int64]:
    """First days of the months from MONTHS_BEFORE before the run to its last, and the day after it [days]."""
    count = MONTHS_BEFORE + len(_months_of(clock)) + 1
    starts = [_month_after(clock.start, ahead - MONTHS_BEFORE) for ahead in range(count)]
    return np.array([clock.day(date(year, month, 1)) for year, month in starts], np.int64)


def _months_of(clock: Clock) -> list[YearMonth]:
    first, last = clock.start, clock.date_of(clock.days - 1)
    count = (last.year - first.year) * _YEAR_MONTHS + last.month - first.month + 1
    return [_month_after(first, ahead) for ahead in range(count)]


def _month_after(first: date, ahead: int) -> YearMonth:
    """The calendar month so many months after that of a date."""
    year, month = divmod(first.month - 1 + ahead, _YEAR_MONTHS)
    return first.year + year, month + 1


def _month(row: Observation) -> YearMonth:
    year, month = row.month.split("-")
    return int(year), int(month)
