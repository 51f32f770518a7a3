"""Money is a whole number of cents, so that sums do not depend on their order."""

CENTS = 100
"""One dollar [cents]."""


def cents(dollars: float) -> int:
    """Convert dollars to whole cents, rounding half to even."""
    return round(dollars * CENTS)
