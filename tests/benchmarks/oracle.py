"""The engine against the same system with one simpy generator a person."""

from tests.benchmarks.taking import Sitting, median, rounds

_SCALE, _YEARS = 0.05, 4
"""A size and a length that make some 200,000 persons."""


def lines(sitting: Sitting) -> list[str]:
    """Measure, and write the table."""
    size = ("status-quo", sitting.size(_SCALE), sitting.years(_YEARS))
    engine = rounds([("model", *size)], sitting.rounds)[0]
    oracle = rounds([("oracle", *size)], 1)[0]
    ratio = median(oracle, "cpu") / median(engine, "cpu")
    return [
        "| | times measured | persons | wall, s | CPU, s | peak MB |",
        "|---|---|---|---|---|---|",
        *(
            f"| {name} | {len(numbers)} | {median(numbers, 'rows'):,.0f} | {median(numbers, 'wall'):.1f} "
            f"| {median(numbers, 'cpu'):.1f} | {median(numbers, 'peak_mb'):.0f} |"
            for name, numbers in (("engine", engine), ("one generator a person", oracle))
        ),
        "",
        f"The engine is {ratio:.1f} times as fast (CPU).",
    ]
