"""A plain value means one of five things; whatever looks like none of them is a text."""

import re
from datetime import date

from sim.facts.tree import Scalar

_NULL = re.compile(r"|~|null")
_TRUTH = re.compile(r"true|false")
_WHOLE = re.compile(r"[-+]?(0|[1-9][0-9]*)")
_NUMBER = re.compile(r"[-+]?((0|[1-9][0-9]*)(\.[0-9]*)?|\.[0-9]+)([eE][-+]?[0-9]+)?")
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_DIGITS = 18
"""A whole number with more digits is read as a number with a point, so that its size is checked, not computed."""


def meaning(text: str) -> Scalar:
    """Read a plain value: nothing, a truth value, a whole number, a number, a date, or else a text.

    Raises:
        ValueError: if the text is shaped like a date and no calendar has it.
    """
    if _NULL.fullmatch(text):
        return None
    if _TRUTH.fullmatch(text):
        return text == "true"
    if _WHOLE.fullmatch(text) and len(text) <= _DIGITS:
        return int(text)
    if _NUMBER.fullmatch(text):
        return float(text)
    if _DATE.fullmatch(text):
        return date.fromisoformat(text)
    return text


def is_date(text: str) -> bool:
    """Say whether a text is a day of the calendar, written as 2017-02-20."""
    try:
        return isinstance(meaning(text), date)
    except ValueError:
        return False


def is_number(text: str) -> bool:
    """Say whether a text is a number as YAML writes it: digits, a point, an exponent, and no separators."""
    return bool(_NUMBER.fullmatch(text))
