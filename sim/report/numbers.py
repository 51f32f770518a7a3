"""A number is printed with what it can bear: commas, a true minus, a sign on every difference, no idle decimals."""

MINUS = "\u2212"
"""The minus sign of print, as wide as a plus."""

_COARSE = 10
"""From here on a decimal says nothing that the interval supports [1]."""
_ROUNDING = 1e-9
"""What a change of unit may add to a whole number [1]."""
_MILLION = 1_000_000
_PERCENT = 100

_FACTORS = {"USD": (_MILLION, "million USD"), "share": (1 / _PERCENT, "%")}
"""Units that are printed in another size, and what it is called."""


def printed_unit(unit: str) -> str:
    """Name the unit in which a value of this unit is printed."""
    return _FACTORS.get(unit, (1, unit))[1]


def printed(value: float | None, unit: str) -> str:
    """Print a value in its printed unit, `none` where there is no value.

    >>> printed(1234567.0, "persons"), printed(2_500_000.0, "USD"), printed(-3.0, "days") == MINUS + "3"
    ('1,234,567', '2.5', True)
    """
    if value is None:
        return "none"
    return _plain(value / _FACTORS.get(unit, (1, unit))[0])


def printed_difference(value: float | None, unit: str) -> str:
    """Print a difference with its sign; zero has none.

    >>> printed_difference(41000.0, "cases")
    '+41,000'
    """
    text = printed(value, unit)
    is_positive = value is not None and value > 0 and any(digit in text for digit in "123456789")
    return f"+{text}" if is_positive else text


def printed_range(low: float | None, high: float | None, unit: str, *, is_difference: bool = False) -> str:
    """Print an interval as `low to high`, and nothing where a single replication gives none."""
    if low is None or high is None:
        return ""
    shown = printed_difference if is_difference else printed
    return f"{shown(low, unit)} to {shown(high, unit)}"


def _plain(value: float) -> str:
    decimals = 0 if abs(value) >= _COARSE or abs(value - round(value)) < _ROUNDING else 1
    text = f"{abs(value):,.{decimals}f}"
    is_zero = not any(digit in text for digit in "123456789")
    if is_zero:
        return "0"
    return f"{MINUS}{text}" if value < 0 else text


class Exact(str):
    """Printed text that remembers the number in full precision, for tables that leave the page."""

    __slots__ = ("raw",)
    raw: str


def exact(text: str, value: float) -> Exact:
    """Give printed text with the number that it stands for.

    >>> exact("1,235", 1234.5).raw
    '1234.5'
    """
    found = Exact(text)
    found.raw = repr(int(value)) if value == int(value) else repr(float(value))
    return found
