"""The engine against the same system with one simpy generator a person."""

from tools.benchmarks.taking import LIMIT, Numbers, Sitting, median, rounds

_SCALE, _YEARS = 0.05, 4
"""A size and a length that make some 200,000 persons."""


def lines(sitting: Sitting) -> list[str]:
    """Measure, and write the table."""
    size = ("status-quo", sitting.size(_SCALE), sitting.years(_YEARS))
    engine = rounds([("model", *size)], sitting.rounds)[0]
    oracle = rounds([("oracle", *size)], 1)[0]
    return [
        "| | times measured | persons | wall, s | CPU, s | peak MB |",
        "|---|---|---|---|---|---|",
        *(_row(name, numbers) for name, numbers in (("engine", engine), ("one generator a person", oracle))),
        "",
        _said(median(engine, "cpu"), oracle),
    ]


def _row(name: str, numbers: list[Numbers]) -> str:
    if not numbers:
        return f"| {name} | given up | | more than {LIMIT} | | |"
    return (
        f"| {name} | {len(numbers)} | {median(numbers, 'rows'):,.0f} | {median(numbers, 'wall'):.1f} "
        f"| {median(numbers, 'cpu'):.1f} | {median(numbers, 'peak_mb'):.0f} |"
    )


def _said(engine: float, oracle: list[Numbers]) -> str:
    """How many times as fast the engine is; a bound where the other was given up."""
    if not oracle:
        return f"The other was given up after {LIMIT} s of wall time, {LIMIT / engine:.0f} times what the engine takes."
    return f"The engine is {median(oracle, 'cpu') / engine:.1f} times as fast (CPU)."
