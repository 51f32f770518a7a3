"""The real model at several sizes and lengths, what one more replication takes, and where its memory goes."""

import statistics

import numpy as np

from tools.benchmarks.taking import Numbers, Sitting, command, listed, measured, median, rounds

_SCENARIO = "status-quo"
_SCALES = (0.1, 1.0, 3.0)
_YEARS = (1, 2, 10)
_FURTHER = (0.01, 0.1, 1.0)
_DEFAULT = 4
"""The length of a run that nobody asked to be longer or shorter [years]."""
Taken = dict[tuple[float, int], list[Numbers]]


def lines(sitting: Sitting) -> list[str]:
    """Measure, and write the tables."""
    taken = _take(sitting)
    return [
        *_table(taken, sitting),
        "",
        *_rates(taken),
        "",
        *_year_by_year(taken[1.0, _YEARS[-1]]),
        "",
        *_further(sitting),
        "",
        _memory(taken[1.0, _DEFAULT], sitting),
        "",
        _whole_command(sitting),
    ]


def _take(sitting: Sitting) -> Taken:
    """All sizes and lengths; the longest runs are played once."""
    cells = [(scale, years) for years in _YEARS[:-1] for scale in _SCALES]
    long = [(1.0, _DEFAULT), *((scale, _YEARS[-1]) for scale in _SCALES)]
    taken: Taken = {}
    for some, times in ((cells, sitting.rounds), (long, 1)):
        jobs = [("model", _SCENARIO, sitting.size(scale), sitting.years(years)) for scale, years in some]
        taken.update(zip(some, rounds(jobs, times), strict=True))
    return taken


def _table(taken: Taken, sitting: Sitting) -> list[str]:
    return [
        "| scale | years | times | wall, s | CPU, s | peak MB | rows | peak bytes a row |",
        "|---" * 8 + "|",
        *(_row(sitting.size(scale), sitting.years(years), numbers) for (scale, years), numbers in taken.items()),
    ]


def _row(scale: float, years: int, numbers: list[Numbers]) -> str:
    rows, peak = median(numbers, "rows"), median(numbers, "peak_mb") - median(numbers, "before_mb")
    return (
        f"| {scale:g} | {years} | {len(numbers)} | {median(numbers, 'wall'):.1f} | {median(numbers, 'cpu'):.1f} "
        f"| {median(numbers, 'peak_mb'):.0f} | {rows:,.0f} | {peak * 1e6 / rows:.0f} |"
    )


def _slope(small: list[Numbers], large: list[Numbers]) -> float:
    """CPU that each further row takes between two sizes [us a row]."""
    rows = median(large, "rows") - median(small, "rows")
    return (median(large, "cpu") - median(small, "cpu")) / rows * 1e6


def _rates(taken: Taken) -> list[str]:
    """CPU as a + b x rows, and whether b stays as the world grows."""
    told = []
    for years in _YEARS:
        small, middle, large = (taken[scale, years] for scale in _SCALES)
        b, further = _slope(small, middle), _slope(middle, large)
        a = (median(small, "cpu") * 1e3 - b * median(small, "rows") / 1e3) / median(small, "days")
        told.append(f"| {years} | {a:.2f} | {b:.2f} | {further:.2f} | {further / b:.2f} |")
    return [
        "CPU as a + b x rows, by length of the run; a is in ms a simulated day.",
        "",
        "| years | a, ms a day | b from scale 0.1 to 1, us a row | b from scale 1 to 3, us a row | ratio |",
        "|---|---|---|---|---|",
        *told,
    ]


def _year_by_year(numbers: list[Numbers]) -> list[str]:
    """Whether a day grows dearer as the years pass, at full scale; the first day, with its stocks, is left out."""
    if not numbers:
        return ["The longest run was given up."]
    spent = listed(numbers[0], "ms_a_day_by_year")
    told = [
        "Year by year at full scale, wall.",
        "",
        "| year | ms a day |",
        "|---|---|",
        *(f"| {year} | {ms:.1f} |" for year, ms in enumerate(spent, start=1)),
    ]
    fifth = min(5, len(spent)) - 1
    return [*told, "", f"A day of the fifth year costs {spent[fifth] / spent[0]:.2f} times a day of the first."]


def _further(sitting: Sitting) -> list[str]:
    """What one more replication takes in a process that has played one, beside a task that any machine can do."""
    years = sitting.years(_DEFAULT)
    told = [
        f"CPU of a further replication of {years} years, and of drawing 60 million numbers right before and after it.",
        "",
        "| scale | replication | rows | CPU, s | drawing before and after, s | ratio |",
        "|---" * 6 + "|",
    ]
    days, rows, spent = 0.0, [], []
    for scale in _FURTHER:
        found = measured("further", _SCENARIO, sitting.size(scale), years)
        if found is None:
            return [*told, "", "A scale was given up."]
        days, drawing = float(str(found["days"])), listed(found, "drawing")
        for i, (cpu, persons) in enumerate(zip(listed(found, "cpu"), listed(found, "rows"), strict=True)):
            before, after = drawing[i : i + 2]
            told.append(
                f"| {sitting.size(scale):g} | {i + 2} | {persons:,.0f} | {cpu:.3f} | {before:.3f}, {after:.3f} "
                f"| {2 * cpu / (before + after):.2f} |"
            )
            rows.append(persons)
            spent.append(cpu)
    b, a = np.polyfit(rows, spent, 1, w=1 / np.array(spent))
    return [*told, "", f"Fitted by relative error: {a * 1e3 / days:.3f} ms a day and {b * 1e6:.2f} us a row."]


def _memory(numbers: list[Numbers], sitting: Sitting) -> str:
    """Where the memory of four national years goes."""
    if not numbers:
        return "The run of four years was given up."
    each = numbers[0]["bytes_a_row"]
    assert isinstance(each, dict)
    said = ", ".join(f"{name} {size:.0f}" for name, size in each.items())
    run = f"{sitting.years(_DEFAULT)} years at scale {sitting.size(1.0):g}"
    return f"Bytes a row of {run}: {said}; the peak of the process was {median(numbers, 'peak_mb'):.0f} MB."


def _whole_command(sitting: Sitting) -> str:
    words = ("run", _SCENARIO, "--years", sitting.years(_DEFAULT), "--scale", sitting.size(1.0), "--replications", 1)
    spent = statistics.median(command(*words, "--jobs", 1) for _ in range(sitting.rounds))
    return f"The whole command `memosim {' '.join(str(word) for word in words)}`, report included: {spent:.1f} s."
