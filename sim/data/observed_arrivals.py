"""Apprehensions that a user brings in place of the published ones, extended beyond their end."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

import numpy as np

from sim.base.codes import CLASSES, Nationality, PersonClass, Sector
from sim.base.draws import FloatArray
from sim.data.arrivals import AREAS, CATEGORIES, LARGE, BorderHistory, YearMonth, months_of_year, season_of
from sim.data.seeds import Observation

MONTHLY_SERIES, NATIONALITY_SERIES = "bp_apprehensions_monthly", "bp_apprehensions_by_nationality"
_NATION, _SOUTHWEST, _TOTAL = "Nationwide", "SW border", "total"
_AWAY = (Sector.NORTHERN, Sector.COASTAL)
_ANCHOR = 2017
"""The last shipped fiscal year, whose mixes complete what a user leaves open [year]."""
_ROUNDS = 100
"""Rounds of proportional fitting, more than the tables need [rounds]."""

Months = dict[tuple[str, str], dict[YearMonth, float]]
"""Persons by area and category and month."""


@dataclass(frozen=True)
class Extended:
    """What is known of apprehensions with what a user brought."""

    history: BorderHistory
    brought: tuple[int, ...]
    """Fiscal years of which the user brought every month."""
    notes: tuple[str, ...]


def extended(history: BorderHistory, rows: Iterable[Observation]) -> Extended:
    """Put what a user brought in the place of what is shipped.

    Args:
        history: the shipped series.
        rows: rows of the user, of any series.
    """
    found = tuple(rows)
    season = season_of(history)
    months = _months([row for row in found if row.series == MONTHLY_SERIES], season)
    classes, guessed = _by_class(months, history)
    if not classes:
        return Extended(history, (), ())
    by_class = dict(history.by_class) | {month: _spread(history, month, persons) for month, persons in classes.items()}
    filled = _filled(by_class, season)
    totals = dict(history.totals) | {month: float(persons.sum()) for month, persons in by_class.items()}
    shares = dict(history.nationality_shares)
    years = sorted({_year(month) for month in classes})
    nationality = [row for row in found if row.series == NATIONALITY_SERIES and row.area == _NATION]
    for year in years:
        margins = {row.nationality: row.value for row in nationality if row.year == str(year)}
        persons = sum(by_class[month] for month in months_of_year(year) if month in by_class)
        shares[year] = _fitted(np.asarray(persons), shares[_ANCHOR], margins)
    whole = tuple(year for year in years if all(month in classes for month in months_of_year(year)))
    changed = replace(history, by_class=by_class, totals=totals, nationality_shares=shares)
    lacking = [year for year in years if not any(row.year == str(year) for row in nationality)]
    return Extended(changed, whole, _notes(guessed, filled, lacking))


def _months(rows: Iterable[Observation], season: Mapping[int, float]) -> Months:
    """Index rows by area, category and month; a yearly value is spread by the season where no month of it is given."""
    months: Months = {}
    yearly = []
    for row in rows:
        if row.month:
            year, month = row.month.split("-")
            months.setdefault((row.area, row.category), {})[int(year), int(month)] = row.value
        else:
            yearly.append(row)
    for row in yearly:
        place = months.setdefault((row.area, row.category), {})
        if not any(_year(month) == int(row.year) for month in place):
            place |= {month: row.value * season[month[1]] / 12 for month in months_of_year(int(row.year))}
    _add_up_sectors(months)
    return months


def _add_up_sectors(months: Months) -> None:
    """Give the southwest border its sectors' sum where it is not given itself and every sector is."""
    for category in (_TOTAL, *CATEGORIES.values()):
        parts = [months.get((area, category), {}) for area, sector in AREAS.items() if sector not in _AWAY]
        whole = months.setdefault((_SOUTHWEST, category), {})
        shared = set.intersection(*(set(part) for part in parts))
        for month in shared - set(whole):
            whole[month] = sum(part[month] for part in parts)


def _by_class(months: Months, history: BorderHistory) -> tuple[dict[YearMonth, FloatArray], int]:
    """Persons nationwide by class in each month, shape (CLASSES,), and in how many months the classes are guessed."""
    anchor = np.sum([_nation(history, month) for month in months_of_year(_ANCHOR)], axis=0)
    southwest = _raise(months, history)
    every = {month for place in months.values() for month in place}
    found: dict[YearMonth, FloatArray] = {}
    guessed = 0
    for month in sorted(every):
        parts = [_one(months, month, code, southwest) for code in range(CLASSES)]
        total = _get(months, _NATION, _TOTAL, month)
        if total is None and (of_southwest := _get(months, _SOUTHWEST, _TOTAL, month)) is not None:
            total = of_southwest * southwest
        known = [part for part in parts if part is not None]
        if len(known) == CLASSES:
            persons = np.array(known)
            found[month] = persons if total is None else persons * (total / persons.sum() if persons.sum() else 0.0)
        elif total is not None:
            guessed += 1
            found[month] = _guess(parts, total, anchor)
    return found, guessed


def _guess(parts: list[float | None], total: float, anchor: FloatArray) -> FloatArray:
    """Complete the classes of a month: what is not given has the mix of the last shipped year."""
    given = sum(part for part in parts if part is not None)
    open_classes = np.array([part is None for part in parts])
    mix = np.where(open_classes, anchor, 0.0)
    rest = max(total - given, 0.0) * mix / mix.sum()
    return np.array([rest[code] if part is None else part for code, part in enumerate(parts)])


def _one(months: Months, month: YearMonth, code: int, southwest: float) -> float | None:
    category = CATEGORIES[PersonClass(code)]
    nation = _get(months, _NATION, category, month)
    at_the_border = _get(months, _SOUTHWEST, category, month)
    return nation if nation is not None or at_the_border is None else at_the_border * southwest


def _get(months: Months, area: str, category: str, month: YearMonth) -> float | None:
    return months.get((area, category), {}).get(month)


def _raise(months: Months, history: BorderHistory) -> float:
    """How much the nation exceeds the southwest border: where the user gives both, as there; else as last shipped."""
    both = [
        (nation, southwest)
        for month, nation in months.get((_NATION, _TOTAL), {}).items()
        if (southwest := _get(months, _SOUTHWEST, _TOTAL, month))
    ]
    if both:
        return sum(nation for nation, _ in both) / sum(southwest for _, southwest in both)
    return history.nation_over_southwest


def _nation(history: BorderHistory, month: YearMonth) -> FloatArray:
    """Persons by class in a shipped month, added up over whatever else divides them, shape (CLASSES,)."""
    persons = history.by_class[month]
    return persons.reshape(-1, CLASSES).sum(axis=0)


def _spread(history: BorderHistory, month: YearMonth, persons: FloatArray) -> FloatArray:
    """Spread persons by class as the last shipped year does; a shipped month keeps its own pattern."""
    known = [history.by_class[month]] if month in history.by_class else []
    pattern = np.sum(known or [history.by_class[month] for month in months_of_year(_ANCHOR)], axis=0)
    whole = pattern.reshape(-1, CLASSES).sum(axis=0)
    return np.asarray(pattern / np.where(whole > 0.0, whole, 1.0) * persons)


def _filled(by_class: dict[YearMonth, FloatArray], season: Mapping[int, float]) -> list[int]:
    """Fill months that lie between known ones with the base pattern at the level of the year before; name the years."""
    known = sorted(by_class)
    month, gaps = known[0], []
    while month < known[-1]:
        month = (month[0] + month[1] // 12, month[1] % 12 + 1)
        if month not in by_class:
            before = sorted(past for past in by_class if past < month)[-12:]
            level = np.mean([by_class[past] / season[past[1]] for past in before], axis=0)
            by_class[month] = level * season[month[1]]
            gaps.append(_year(month))
    return sorted(set(gaps))


def _fitted(by_class: FloatArray, shares: FloatArray, margins: Mapping[str, float]) -> FloatArray:
    """Fit nationalities within classes to a year's totals by nationality, from the last shipped year (IPF)."""
    wanted = np.array([margins.get(name, np.nan) for name in LARGE.values()])
    codes = [int(code) for code in LARGE]
    total = margins.get("All", float(by_class.sum()))
    if not margins or np.isnan(wanted).any() or not total:
        return shares
    wanted = wanted * by_class.sum() / total
    others = [int(code) for code in Nationality if code not in LARGE]
    rest = max(float(by_class.sum() - wanted.sum()), 0.0)
    table = by_class[..., None] * shares
    axes = tuple(range(table.ndim - 1))
    for _ in range(_ROUNDS):
        sums = table.sum(axis=axes)
        factor = np.ones(len(sums))
        factor[codes] = wanted / np.where(sums[codes] > 0.0, sums[codes], 1.0)
        factor[others] = rest / sums[others].sum() if sums[others].sum() else 1.0
        table = table * factor
        of_class = table.sum(axis=-1)
        table = table * (by_class / np.where(of_class > 0.0, of_class, 1.0))[..., None]
    of_class = table.sum(axis=-1, keepdims=True)
    return np.where(of_class > 0.0, table / np.where(of_class > 0.0, of_class, 1.0), shares)


def _notes(guessed: int, filled: list[int], lacking: list[int]) -> tuple[str, ...]:
    notes = []
    if guessed:
        notes.append(f"{MONTHLY_SERIES}: the classes of {guessed} months are open and take the mix of FY{_ANCHOR}.")
    if filled:
        years = ", ".join(f"FY{year}" for year in filled)
        notes.append(f"{MONTHLY_SERIES}: months that lack in {years} follow the base pattern at the level before them.")
    if lacking:
        years = ", ".join(f"FY{year}" for year in lacking)
        notes.append(f"{NATIONALITY_SERIES}: {years} absent; nationalities within classes as in FY{_ANCHOR}.")
    return tuple(notes)


def _year(month: YearMonth) -> int:
    return month[0] + (month[1] >= 10)
