"""Numbers as text: in tables with what they can bear, in sentences with three digits and their interval."""

from decimal import ROUND_HALF_UP, Decimal

from sim.report.study import Spread

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


def percent(value: float | None, *, sign: bool = True) -> str:
    """Print a share as per cent, with a sign where it is a difference; nothing where there is none.

    >>> percent(0.1234), percent(0.5, sign=False), percent(None)
    ('+12.3%', '50.0%', '')
    """
    if value is None:
        return ""
    return f"{value:+.1%}".replace("-", MINUS) if sign else f"{value:.1%}"


class Exact(str):
    """Printed text that remembers the number in full precision, for tables that leave the page."""

    __slots__ = ("raw",)
    raw: str


def exact(text: str, value: float) -> Exact:
    """Give printed text with the number that it stands for.

    >>> exact("1,235", 1234.5).raw
    '1234.5'
    """
    marked = Exact(text)
    marked.raw = repr(int(value)) if value == int(value) else repr(float(value))
    return marked


Words = tuple[tuple[int, str], ...]
"""Powers of ten that have a word, the largest first."""

_LONG: Words = ((9, " billion"), (6, " million"))
_SHORT: Words = ((9, "bn"), (6, "m"))
_DIGITS = 3
"""Significant digits of a number in a sentence or beside a mark; tables carry more [digits]."""
_NOTHING = Decimal("1e-6")
"""What is smaller is zero: no quantity of the page is counted so finely."""
_DOLLARS = "USD"


def three_digits(value: float) -> Decimal:
    """Round the size of a number to three significant digits, once and from its full precision.

    >>> three_digits(999.6), three_digits(-0.012345), three_digits(0.0)
    (Decimal('1000'), Decimal('0.0123'), Decimal('0'))
    """
    size = Decimal(value).copy_abs()
    if size < _NOTHING:
        return Decimal(0)
    return size.quantize(Decimal(1).scaleb(size.adjusted() + 1 - _DIGITS), ROUND_HALF_UP)


def amount(value: float, unit: str) -> str:
    """Write a size in words, without a sign, to three significant digits.

    >>> amount(11.26e9, "USD"), amount(999.6e6, "USD"), amount(12_345, "USD per removal")
    ('$11.3 billion', '$1.00 billion', '$12,300 per removal')
    >>> amount(168_149, "cases"), amount(1, "persons"), amount(-0.034, "share")
    ('168,000 cases', '1 person', '3.4 percentage points')
    """
    size = three_digits(value)
    if unit.startswith(_DOLLARS):
        return _dollars(size, _LONG) + unit.removeprefix(_DOLLARS)
    if unit == "share":
        return f"{_trimmed(size.scaleb(2))} percentage points"
    text = _trimmed(size)
    return f"{text} {_singular(unit) if text == '1' else unit}".strip()


def brief(value: float, unit: str) -> str:
    """Write a number as it stands beside a mark: the digits of the sentence, dollars with $ and m or bn.

    >>> brief(4.83e9, "USD"), brief(12e6, "USD"), brief(0, "USD"), brief(0.784, "share"), brief(168_149, "cases")
    ('$4.83bn', '$12.0m', '$0', '78.4%', '168,000')
    """
    size = three_digits(value)
    sign = MINUS if value < 0 and size else ""
    if unit.startswith(_DOLLARS):
        return sign + _dollars(size, _SHORT)
    return sign + (f"{_trimmed(size.scaleb(2))}%" if unit == "share" else _trimmed(size))


def short_dollars(value: float) -> str:
    """Write dollars beside a mark."""
    return brief(value, _DOLLARS)


def signed(value: float, unit: str) -> str:
    """Write a difference as it stands beside a mark, with its sign; zero has none.

    >>> signed(168_149, "cases"), signed(-4_830e6, "USD") == MINUS + "$4.83bn", signed(0, "days")
    ('+168,000', True, '0')
    """
    text = brief(value, unit)
    text = f"{text.removesuffix('%')} points" if unit == "share" else text
    return f"+{text}" if value > 0 and three_digits(value) else text


def tick(value: float, unit: str) -> str:
    """Write a round number of an axis, with all its digits and no idle zeros.

    >>> tick(1_025_000, "cases"), tick(2.5e9, "USD"), tick(0.05, "share")
    ('1,025,000', '$2.5bn', '5%')
    """
    size, sign = abs(value), MINUS if value < 0 else ""
    if not unit.startswith(_DOLLARS):
        return sign + (f"{size * 100:,.12g}%" if unit == "share" else f"{size:,.12g}")
    power, word = _word(Decimal(size), _SHORT)
    return f"{sign}${size / 10**power:,.12g}{word}"


def _dollars(size: Decimal, words: Words) -> str:
    power, word = _word(size, words)
    return f"${_number(size.scaleb(-power))}{word}"


def _word(size: Decimal, words: Words) -> tuple[int, str]:
    """Choose the word of the largest power of ten in a size that is rounded already."""
    return next(((power, word) for power, word in words if size >= 10**power), (0, ""))


def _number(size: Decimal) -> str:
    decimals = max(_DIGITS - 1 - size.adjusted(), 0) if size else 0
    return f"{size:,.{decimals}f}"


def _trimmed(size: Decimal) -> str:
    text = _number(size)
    return text.rstrip("0").rstrip(".") if "." in text else text


def _singular(unit: str) -> str:
    return unit[:-1] if unit.endswith("s") and " " not in unit else unit


def ends(spread: Spread, unit: str) -> str:
    """Write the interval of a difference, the ends with their signs; nothing with a single replication."""
    if spread.low is None or spread.high is None:
        return ""
    return f"{signed(spread.low, unit)} to {signed(spread.high, unit)}"


def plain_ends(spread: Spread, unit: str) -> str:
    """Write the interval of a level."""
    if spread.low is None or spread.high is None:
        return ""
    return f"{brief(spread.low, unit)} to {brief(spread.high, unit)}"


def level(value: float, unit: str) -> str:
    """Write a level with its unit in a sentence.

    >>> level(0.784, "share"), level(-11.26e9, "USD") == MINUS + "$11.3 billion"
    ('78.4%', True)
    """
    if unit == "share":
        return brief(value, unit)
    return (MINUS if value < 0 and three_digits(value) else "") + amount(value, unit)


def moves(spread: Spread, unit: str, *, more: str, fewer: str) -> str:
    """Say how far a measure moves, by a word for each direction.

    Args:
        spread: the paired difference; zero lies outside its interval.
        unit: of the difference.
        more: the verb where it rises, such as `adds`.
        fewer: the verb where it falls, such as `cuts`.
    """
    return f"{more if spread.mean > 0 else fewer} {amount(spread.mean, unit)}"


def undetected(spread: Spread, unit: str, replications: int) -> str:
    """Say how large a change would have shown where none did."""
    if spread.low is None:
        return "A single replication has no interval, so no difference can be told from chance."
    return (
        f"A change of {amount(spread.reach, unit)} or more would have shown in {replications} replications; "
        "a smaller one could be there."
    )
