"""Rules are Python functions of one person, compiled once per install, or run as they stand in plain mode.

All that knows numba is here and in the file that says how rules are linked and how bundles lie. With
`NUMBA_DISABLE_JIT=1` the same rules run as plain Python, for debuggers, coverage and mutants.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache, partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar, Self, TypeVar

import numpy as np
from numba import typeof, types
from numba.core import config
from numpy.typing import NDArray

from sim.engine import cache
from sim.engine.linking import Laid, Rule, on_compiled

F = TypeVar("F", bound=Callable[..., Any])
B = TypeVar("B", bound="Bundle")
Ints = NDArray[np.int64]
Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]
Word = np.uint64
"""Keys of persons and decisions; sums and products of words wrap around."""

IS_PLAIN = bool(config.DISABLE_JIT)
"""Whether rules run as plain Python."""
if IS_PLAIN:
    np.seterr(over="ignore")

if TYPE_CHECKING:

    def int64(number: float) -> int:
        """Let a number be as wide as any other, so that a sum with it is."""
else:
    int64 = int if IS_PLAIN else np.int64

_RULES: list[Any] = []
"""Every rule, as numba knows it; numba is not typed."""


def rule(function: F) -> F:
    """Compile a function of persons, plain numbers, arrays and bundles when it is first called."""
    if IS_PLAIN:
        return function
    folder = _folder(function.__code__.co_filename)
    config.CACHE_DIR = str(folder)
    made: Any = Rule(function, folder)
    _RULES.append(made)
    return made


@lru_cache(maxsize=1)
def _folder(source: str) -> Path:
    return cache.folder(Path(source).resolve())


def bound(function: Callable[..., Any], *given: object) -> Callable[..., Any]:
    """Bind a rule to its first arguments and compile it for one day more, whose types are not looked at at each call.

    Args:
        function: a rule of some bundles and a whole number.
        given: the bundles.
    """
    if IS_PLAIN:
        return partial(function, *given)
    made: Any = function
    kinds = (*(typeof(each) for each in given), types.int64)
    made.compile(kinds)
    return partial(made.overloads[kinds].entry_point, *given)


def compiled_rules() -> tuple[int, int]:
    """Count the rules that stand ready in this process, and all rules."""
    return sum(bool(made.overloads) for made in _RULES), len(_RULES)


@contextmanager
def while_compiling(tell: Callable[[], None]) -> Iterator[None]:
    """Tell whenever a rule has been compiled."""
    on_compiled.append(tell)
    try:
        yield
    finally:
        on_compiled.remove(tell)


@dataclass(frozen=True)
class Field:
    """Where a field of a bundle comes from, if it reads itself."""

    read: Callable[[Any], Any]
    """A function of what is given to `of`; of any type, as each bundle reads another thing."""


class Bundle:
    """State or parameters that rules read and write, handed over by reference however many fields there are."""

    @classmethod
    def of(cls, source: object = None, **given: object) -> Self:
        """Make one; fields that are not given read themselves from the source.

        A field is then read and written in rules only: Python keeps the arrays that it wants to look at.
        """
        raise NotImplementedError(f"{cls.__name__} needs the decorator @bundle")


def bundle(declared: type[B]) -> type[B]:
    """Make of a class with annotated fields what rules take by reference."""
    names = tuple(declared.__annotations__)
    fields = {name: declared.__dict__[name] for name in names if name in declared.__dict__}
    made = _plain_bundle(declared, names)

    def of(source: object = None, **given: object) -> Any:  # noqa: ANN401 - the class is made here
        values = {name: field.read(source) for name, field in fields.items() if name not in given} | given
        seen = {name: as_rules_see(values[name]) for name in names}
        return made(**seen) if IS_PLAIN else Laid(declared.__name__, seen)

    made.of = staticmethod(of)
    return made


def as_rules_see(value: Any) -> Any:  # noqa: ANN401 - fields are of any type
    """Let arrays be of one layout and numbers of one width, so that each rule is compiled once."""
    if isinstance(value, np.ndarray):
        if value.dtype.names:
            return PlainRecords(value) if IS_PLAIN else value
        return np.require(value, requirements=["C", "W"])
    return value.item() if isinstance(value, np.generic) and not isinstance(value, np.uint64) else value


# ---- plain mode ---------------------------------------------------------------------------------------------------


def _plain_bundle(declared: type[B], names: tuple[str, ...]) -> Any:  # noqa: ANN401 - the class is made here
    """The same as a class of plain Python."""

    def fill(self: object, **values: object) -> None:
        for name, value in values.items():
            object.__setattr__(self, name, value)

    return type(declared.__name__, (), {"__slots__": names, "__init__": fill, "__doc__": declared.__doc__})


class PlainRecords:
    """A table of records as plain Python sees it: one row is one record."""

    def __init__(self, records: NDArray[Any]) -> None:
        self._records = records

    def __getitem__(self, row: int) -> "PlainRecord":
        return PlainRecord(self._records[row])

    def __len__(self) -> int:
        return len(self._records)


class PlainRecord:
    """A record whose numbers are as wide as in compiled rules; a number that does not fit is refused."""

    __slots__ = ("_record",)
    _WORDS: ClassVar = (np.dtype(np.uint64),)

    def __init__(self, record: Any) -> None:  # noqa: ANN401 - a row of any table
        object.__setattr__(self, "_record", record)

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401 - plain mode stands in for records of numba
        value = self._record[name]
        if isinstance(value, np.ndarray):
            return _PlainNumbers(value)
        return value if value.dtype in self._WORDS else value.item()

    def __setattr__(self, name: str, value: object) -> None:
        self._record[name] = value


class _PlainNumbers:
    """Numbers that lie in a record, read as wide as in compiled rules."""

    def __init__(self, numbers: NDArray[Any]) -> None:
        self._numbers = numbers

    def __getitem__(self, place: int) -> int:
        return int(self._numbers[place])

    def __setitem__(self, place: int, value: int) -> None:
        self._numbers[place] = value
