"""A sentence says what its interval carries and no more: a number, its ends, or that no difference was detected."""

from math import floor, log10

from sim.report.numbers import MINUS, printed, printed_difference, printed_range
from sim.report.spreads import Spread

_BILLION, _MILLION = 1e9, 1e6
_TEN_MILLION = 1e7
_UNITS = {"USD": "", "share": ""}
_POINTS = 100


def rounded(value: float, digits: int = 2) -> float:
    """Round to so many significant digits.

    >>> rounded(168_149), rounded(0.0), rounded(-36.4)
    (170000.0, 0.0, -36.0)
    """
    if value == 0.0:
        return 0.0
    return round(value, digits - 1 - floor(log10(abs(value))))


def amount(value: float, unit: str, digits: int = 2) -> str:
    """Write a size in words, without a sign.

    >>> amount(4_830e6, "USD"), amount(168_149, "cases"), amount(1, "persons"), amount(-0.034, "share")
    ('$4.8 billion', '170,000 cases', '1 person', '3.4 percentage points')
    """
    size = abs(rounded(value, digits))
    if unit == "USD":
        return _dollars(size, digits)
    if unit == "share":
        return f"{size * _POINTS:.{0 if size >= 0.1 else 1}f} percentage points"
    text = printed(size, unit)
    return f"{text} {_singular(unit) if text == '1' else unit}".strip()


def _dollars(size: float, digits: int) -> str:
    if size >= _BILLION:
        return f"${size / _BILLION:,.{max(digits - 1, 1)}f} billion"
    if size >= _TEN_MILLION:
        return f"${size / _MILLION:,.0f} million"
    return f"${size / _MILLION:,.1f} million"


def _singular(unit: str) -> str:
    return unit[:-1] if unit.endswith("s") and " " not in unit else unit


def signed(value: float, unit: str) -> str:
    """Write a difference as it stands beside a mark, to three digits, dollars with $ and m or bn.

    >>> signed(168_149, "cases"), signed(-4_830e6, "USD") == MINUS + "$4.83bn", signed(0, "days")
    ('+168,000', True, '0')
    """
    size = rounded(value, 3)
    if unit == "USD":
        sign = "" if size == 0 else "+" if size > 0 else MINUS
        return sign + short_dollars(abs(size))
    if unit == "share":
        return printed_difference(size, unit) + " points"
    return printed_difference(size, unit)


def short_dollars(size: float) -> str:
    """Write dollars for a mark of a picture.

    >>> short_dollars(4.83e9), short_dollars(12e6), short_dollars(0)
    ('$4.83bn', '$12m', '$0')
    """
    if abs(size) >= _BILLION:
        return f"${size / _BILLION:,.2f}bn"
    if size == 0:
        return "$0"
    return f"${size / _MILLION:,.0f}m" if abs(size) >= _TEN_MILLION else f"${size / _MILLION:,.1f}m"


def ends(found: Spread, unit: str) -> str:
    """Write the interval of a difference, the ends with their signs; nothing with a single replication."""
    if found.low is None or found.high is None:
        return ""
    if unit in _UNITS:
        return f"{signed(found.low, unit)} to {signed(found.high, unit)}"
    return printed_range(rounded(found.low, 3), rounded(found.high, 3), unit, is_difference=True)


def plain_ends(found: Spread, unit: str) -> str:
    """Write the interval of a level."""
    if found.low is None or found.high is None:
        return ""
    if unit == "USD":
        return f"{short_dollars(rounded(found.low, 3))} to {short_dollars(rounded(found.high, 3))}"
    return printed_range(rounded(found.low, 3), rounded(found.high, 3), unit)


def level(value: float, unit: str, digits: int = 3) -> str:
    """Write a level with its unit in a sentence."""
    if unit == "share":
        return f"{value:.0%}"
    return amount(value, unit, digits)


def moves(found: Spread, unit: str, *, more: str, fewer: str) -> str:
    """Say how far a measure moves, by a word for each direction.

    Args:
        found: the paired difference; zero lies outside its interval.
        unit: of the difference.
        more: the verb where it rises, such as `adds`.
        fewer: the verb where it falls, such as `cuts`.
    """
    return f"{more if found.mean > 0 else fewer} {amount(found.mean, unit)}"


def undetected(found: Spread, unit: str, replications: int) -> str:
    """Say how large a change would have shown where none did."""
    if found.low is None:
        return "A single replication has no interval, so no difference can be told from chance."
    return (
        f"A change of {amount(found.reach, unit)} or more would have shown in {replications} replications; "
        "a smaller one could be there."
    )
