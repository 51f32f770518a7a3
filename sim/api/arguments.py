"""Arguments from Python are checked as strictly as those of the command line, and a problem names its keyword.

Numbers may be Python's or numpy's, one text may stand for a list of one, and settings may be a mapping from paths to
values; they are all written as the texts `PATH=VALUE` that a command can repeat.
"""

import os
import re
from collections.abc import Iterable, Mapping
from datetime import date, datetime, time
from enum import Enum
from itertools import islice
from numbers import Integral, Real
from pathlib import Path

from sim.base.errors import Problem, ScenarioError

_LONGEST = 60
"""A value is quoted in a message up to this length [characters]."""
_TOO_LARGE = 10**_LONGEST
"""No number of a scenario comes near it."""
_PLAIN_KEY = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.-]*")
_SETTING = "PATH=VALUE"
_VALUES = "a number, a truth value, a date, a text or a mapping"


def refusal(option: str, value: object, expected: str, hint: str = "") -> ScenarioError:
    """Say that a value means nothing under an option."""
    return ScenarioError((Problem(option, 0, 0, "", _shown(value), expected, hint),))


def whole(option: str, value: object, expected: str, *, least: int | None = None) -> int:
    """Read a whole number of Python or numpy.

    Raises:
        ScenarioError: if it is none, or less than the least.
    """
    read = _plain(value)
    if isinstance(read, float) and read.is_integer():
        read = int(read)
    is_whole = isinstance(read, int) and not isinstance(read, bool) and abs(read) < _TOO_LARGE
    if not isinstance(read, int) or not is_whole or (least is not None and read < least):
        raise refusal(option, value, expected, _without_quotes(value))
    return read


def number(option: str, value: object, expected: str) -> float:
    """Read a number of Python or numpy.

    Raises:
        ScenarioError: if it is none.
    """
    read = _plain(value)
    if (
        isinstance(read, bool)
        or not isinstance(read, int | float)
        or (isinstance(read, int) and abs(read) >= _TOO_LARGE)
    ):
        raise refusal(option, value, expected, _without_quotes(value))
    return float(read)


def truth(option: str, value: object) -> bool:
    """Read a truth value of Python or numpy.

    Raises:
        ScenarioError: if it is none.
    """
    read = _plain(value)
    if not isinstance(read, bool):
        raise refusal(option, value, "True or False")
    return read


def word(option: str, value: object, words: Iterable[str]) -> str:
    """Read one of a few words.

    Raises:
        ScenarioError: if it is none of them.
    """
    read = value.value if isinstance(value, Enum) else value
    known = tuple(words)
    if not isinstance(read, str) or read not in known:
        raise refusal(option, value, "one of " + ", ".join(known))
    return str(read)


def texts(option: str, value: object, form: str) -> tuple[str, ...]:
    """Read a list of texts; one text stands for a list of one, None for none.

    Raises:
        ScenarioError: if it is something else.
    """
    if value is None:
        return ()
    if isinstance(value, str):
        return (str(value),)
    if isinstance(value, Mapping | bytes) or not isinstance(value, Iterable):
        raise refusal(option, value, f"a list of {form}")
    found = tuple(value)
    for each in found:
        if not isinstance(each, str):
            raise refusal(option, each, form)
    return tuple(str(each) for each in found)


def settings(value: object) -> tuple[str, ...]:
    """Read `set`: texts `PATH=VALUE`, or a mapping from paths to values.

    Raises:
        ScenarioError: if it is neither, or a value cannot be written.
    """
    if not isinstance(value, Mapping):
        return texts("--set", value, _SETTING)
    return tuple(f"{_path('--set', path)}={_text(path, each)}" for path, each in value.items())


def factors(value: object) -> tuple[str, ...]:
    """Read `vary`: texts `PATH=VALUES`, or a mapping from paths to the text of a range or a list of levels.

    Raises:
        ScenarioError: if it is neither, or a level cannot be written.
    """
    if not isinstance(value, Mapping):
        return texts("--vary", value, "PATH=VALUES")
    return tuple(f"{_path('--vary', path)}={_levels(path, each)}" for path, each in value.items())


def folder(option: str, value: object, expected: str = "the path of a folder") -> Path:
    """Read the path of a folder, or of what else is expected.

    Raises:
        ScenarioError: if it is none, or blank.
    """
    path = os.fspath(value) if isinstance(value, str | os.PathLike) else None
    if not isinstance(path, str) or not path.strip() or "\0" in path:
        raise refusal(option, value, expected)
    return Path(os.path.expanduser(path))  # Path.expanduser fails where there is no such user


def scenario_name(value: object) -> str:
    """Read the name of a shipped scenario, or the path of a file.

    Raises:
        ScenarioError: if it is neither a text nor a path.
    """
    name = os.fspath(value) if isinstance(value, str | os.PathLike) else None
    if not isinstance(name, str) or not name.strip() or "\0" in name:
        raise refusal("scenario", value, "the name of a scenario, or the path of a file")
    return str(name)


def _shown(value: object) -> str:
    if isinstance(value, Mapping):
        return "a mapping"
    if isinstance(value, list | tuple):
        return "a list" if value else "an empty list"
    try:
        text = "nothing" if value is None or (isinstance(value, str) and not value) else repr(value)
    except ValueError:  # Python writes no number of more than some thousand digits
        text = "a number of thousands of digits"
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}..."


def _without_quotes(value: object) -> str:
    return "write it without quotes" if isinstance(value, str) and re.fullmatch(r"[-+]?[0-9.]+", value) else ""


def _plain(value: object) -> object:
    """Make of a value of numpy the one of Python that is written alike; 0.01 in single precision is 0.01."""
    import numpy as np  # takes a tenth of a second to load

    if isinstance(value, np.ndarray) and value.ndim == 0:
        value = value[()]
    if isinstance(value, np.bool_):
        return bool(value)
    if isinstance(value, np.datetime64):
        day = value.astype("datetime64[D]")
        return day.item() if day == value else value
    if isinstance(value, bool | float):
        return value if isinstance(value, bool) else float(value)
    if isinstance(value, Integral):
        return int(value)
    return float(str(value)) if isinstance(value, np.floating) else _fraction(value)


def _fraction(value: object) -> object:
    try:
        return float(value) if isinstance(value, Real) else value
    except OverflowError:  # a fraction of long whole numbers
        return value


def _path(option: str, path: object) -> str:
    if not isinstance(path, str) or not path.strip() or "=" in path:
        raise refusal(option, path, "the path of a number of the scenario")
    return str(path)


def _text(path: object, value: object) -> str:
    """Write the value of a setting; a text is what would stand after `PATH=`."""
    return str(value) if isinstance(value, str) else _yaml("--set", path, value)


def _levels(path: object, value: object) -> str:
    """Write the levels of a factor; a text is what would stand after `PATH=`."""
    from sim.study.points import MOST_POINTS

    if isinstance(value, str):
        return str(value)
    is_list = isinstance(value, Iterable) and not isinstance(value, Mapping | bytes)
    given = list(islice(value, MOST_POINTS + 1)) if is_list and isinstance(value, Iterable) else [value]
    if not given:
        raise _refused("--vary", path, [], "levels, or a range as A:B")
    if len(given) > MOST_POINTS:
        raise _refused("--vary", path, given, f"at most {MOST_POINTS} levels")
    levels = [_level(path, each) for each in given]
    return ",".join(levels)


def _level(path: object, value: object) -> str:
    text = str(value) if isinstance(value, str) else _yaml("--vary", path, value)
    if isinstance(value, Mapping | list | tuple) or not text.strip() or "," in text:
        raise _refused("--vary", path, value, "a number, a truth value, a date or a word for each level")
    return text


def _yaml(option: str, path: object, value: object) -> str:
    """Write a value as YAML on one line."""
    read = _plain(value)
    if isinstance(read, Mapping):
        pairs = ((_key(option, path, key), _yaml(option, path, item)) for key, item in read.items())
        return "{" + ", ".join(f"{key}: {item}" for key, item in pairs) + "}"
    if isinstance(read, list | tuple):
        return "[" + ", ".join(_yaml(option, path, item) for item in read) + "]"
    return _scalar(option, path, read)


def _scalar(option: str, path: object, value: object) -> str:
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        if isinstance(value, int) and abs(value) >= _TOO_LARGE:
            raise _refused(option, path, value, "a smaller number")
        return repr(value)
    if isinstance(value, str):
        from sim.scenario.writing import as_text

        return as_text(value)
    if isinstance(value, date):
        return _day(option, path, value)
    raise _refused(option, path, value, _VALUES)


def _key(option: str, path: object, key: object) -> str:
    read = _plain(key)
    if isinstance(read, date):
        return _day(option, path, read)
    if isinstance(read, str) and _PLAIN_KEY.fullmatch(read):
        return str(read)
    raise _refused(option, path, key, "a date, written as 2017-02-20, or a name")


def _day(option: str, path: object, day: date) -> str:
    """Write a date; the midnight with which other libraries mean a day is one too."""
    if not isinstance(day, datetime):
        return day.isoformat()
    if day.time() != time.min or day.tzinfo is not None:
        raise _refused(option, path, day, "a date, written as 2017-02-20")
    return day.date().isoformat()


def _refused(option: str, path: object, value: object, expected: str) -> ScenarioError:
    return ScenarioError((Problem(option, 0, 0, str(path), _shown(value), expected),))
