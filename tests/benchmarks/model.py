"""The real model at several sizes and lengths, what its time is made of, and the floor below it."""

import statistics

from tests.benchmarks.taking import Numbers, Sitting, command, listed, median, rounds

_SCENARIO = "status-quo"
_SCALES = (0.1, 1.0, 3.0)
_YEARS = (1, 2, 10)
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
        *_floor(taken[1.0, _DEFAULT]),
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
        "| scale | years | times | wall, s | CPU, s | peak MB | rows | bytes a row | moves | decisions drawn |",
        "|---" * 10 + "|",
        *(_row(sitting.size(scale), sitting.years(years), numbers) for (scale, years), numbers in taken.items()),
    ]


def _row(scale: float, years: int, numbers: list[Numbers]) -> str:
    rows, peak = median(numbers, "rows"), median(numbers, "peak_mb") - median(numbers, "before_mb")
    return (
        f"| {scale:g} | {years} | {len(numbers)} | {median(numbers, 'wall'):.1f} | {median(numbers, 'cpu'):.1f} "
        f"| {median(numbers, 'peak_mb'):.0f} | {rows:,.0f} | {peak * 1e6 / rows:.0f} "
        f"| {median(numbers, 'moves'):,.0f} | {median(numbers, 'draws'):,.0f} |"
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
    spent, moves = listed(numbers[0], "ms_a_day_by_year"), listed(numbers[0], "moves_a_day_by_year")
    each = [1000 * ms / moved for ms, moved in zip(spent, moves, strict=True)]
    told = [
        "Year by year at full scale, wall.",
        "",
        "| year | ms a day | moves a day | us a move |",
        "|---|---|---|---|",
        *(
            f"| {year} | {ms:.1f} | {moved:,.0f} | {ratio:.2f} |"
            for year, (ms, moved, ratio) in enumerate(zip(spent, moves, each, strict=True), start=1)
        ),
    ]
    fifth = min(5, len(each)) - 1
    ratios = f"{spent[fifth] / spent[0]:.2f} times a day of the first, {each[fifth] / each[0]:.2f} times at equal flow"
    return [*told, "", f"A day of the fifth year costs {ratios}."]


def _floor(numbers: list[Numbers]) -> list[str]:
    """One draw from a stream for each decision and one write for each move, of four national years."""
    if not numbers:
        return ["The run of four years was given up."]
    draws, moves, rows = (int(median(numbers, name)) for name in ("draws", "moves", "rows"))
    taken = rounds([("floor", draws, moves, rows)], 3)[0]
    cpu, plain, keyed = median(numbers, "cpu"), median(taken, "plain"), median(taken, "keyed")
    return [
        f"The floor of four years at full scale: {draws:,} draws and {moves:,} writes of a state among {rows:,} rows",
        f"take {plain:.2f} s with numbers drawn in order, and the model {cpu / plain:.0f} times that; drawn by person",
        f"they take {keyed:.2f} s, and the model {cpu / keyed:.0f} times that.",
    ]


def _whole_command(sitting: Sitting) -> str:
    words = ("run", _SCENARIO, "--years", sitting.years(_DEFAULT), "--scale", sitting.size(1.0), "--replications", 1)
    spent = statistics.median(command(*words, "--jobs", 1) for _ in range(sitting.rounds))
    return f"The whole command `memosim {' '.join(str(word) for word in words)}`, report included: {spent:.1f} s."
