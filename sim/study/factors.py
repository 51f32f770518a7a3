"""What a sweep varies: a number of the scenario, over a few values that are named or over a range."""

from dataclasses import dataclass, replace

import numpy as np

from sim.base.errors import Problem, ScenarioError
from sim.data.tree import Findings, Mark
from sim.data.yaml_reader import is_date, is_number, read_text
from sim.scenario.catalogue import Catalogue, catalogue_of
from sim.scenario.kinds import AnyKind, NumberKind
from sim.scenario.library import shipped_library
from sim.scenario.parameter import Effect, ParameterSpec
from sim.scenario.parameter_reader import relative
from sim.study.plans import of_the_study

VARY = "--vary"
_RANGE_PARTS = 2
"""A range without levels is written A:B [parts]."""
_MOST_LEVELS = 1000
"""More levels than anybody needs [levels]."""
_DIGITS = 12
"""Significant digits of a value between the ends of a range [digits]."""
_OF_THE_STUDY = {"run.seed": "--seed", "run.replications": "--replications"}
"""What every point of a study shares, and the option that sets it."""
_FORMS = "PATH=A:B:N with N levels, ends included, PATH=A:B for a range, or PATH=v1,v2, each with @DATE where it begins"


@dataclass(frozen=True)
class Factor:
    """A parameter that varies, over levels in order or over a range."""

    path: str
    levels: tuple[str, ...] = ()
    """Values as they are written in a scenario; none where the factor is a range."""
    low: float | None = None
    """Lower end of a range, in the unit of the parameter."""
    high: float | None = None
    """Upper end of a range, in the unit of the parameter."""
    is_whole: bool = False
    """Whether only whole numbers mean something."""
    requested: int = 0
    """How many levels were asked for, those that turned out alike included [levels]."""
    unit: str = ""
    doc: str = ""
    when: str = ""
    """The date from which the values hold; the whole run where empty."""
    sign: str = ""
    """`+` where so many are added to what stands below, `*` where it is multiplied, nothing where it is replaced."""

    def setting(self, value: str) -> str:
        """Write a value as `--set` takes it."""
        if value.startswith("-") and not self.sign:
            return f"{self.path}={{{f'{self.when}: ' if self.when else 'value: '}{value}}}"
        sign = "" if value.startswith("-") else self.sign
        return f"{self.path}={sign}{value}{'@' if self.when else ''}{self.when}"

    @property
    def since(self) -> str:
        """Say from when the values hold and what they do, where they are not values for the whole run."""
        what = {"+": "added ", "*": "as a factor "}.get(self.sign, "")
        return f"{what}from {self.when} on" if self.when else ""

    @property
    def is_range(self) -> bool:
        """Whether any value between two ends may be taken."""
        return not self.levels

    def at(self, share: float) -> str:
        """Take the value that lies at a share of the way, or the level into which the share falls.

        Args:
            share: in [0, 1].
        """
        if not self.is_range:
            return self.levels[min(int(share * len(self.levels)), len(self.levels) - 1)]
        low, high = self.ends
        return written(low + share * (high - low), is_whole=self.is_whole)

    @property
    def ends(self) -> tuple[float, float]:
        """The ends of a range, or the least and the greatest level."""
        if self.low is not None and self.high is not None:
            return self.low, self.high
        numbers = [float(level) for level in self.levels]
        return min(numbers), max(numbers)


def written(value: float, *, is_whole: bool) -> str:
    """Write a number as it stands in a scenario, whole where only whole numbers mean something."""
    if is_whole or value == round(value):
        return str(round(value))
    return repr(float(f"{value:.{_DIGITS}g}"))


def read_factors(texts: tuple[str, ...], catalogue: Catalogue, *, years: int | None = None) -> tuple[Factor, ...]:
    """Read every `--vary`.

    Args:
        texts: each `PATH=A:B:N`, `PATH=A:B` or `PATH=v1,v2`, with `@DATE` where the values begin on a date; with a sign
            each, values are changes of what stands there.
        catalogue: the parameters that there are.
        years: length of every run where it is given beside them; it cannot vary then [years].

    Raises:
        ScenarioError: with every problem.
    """
    problems: list[Problem] = []
    factors: dict[str, Factor] = {}
    for text in texts:
        try:
            factor = _factor(text, catalogue)
        except ScenarioError as error:
            problems += error.problems
            continue
        if factor.path == "run.years" and years is not None:
            found = "run.years in --vary and in --years"
            problems.append(_problem(factor.path, found, "the path once", "leave --years out"))
        if factor.path in factors:
            problems.append(_problem(factor.path, "the path a second time", "each path once"))
        factors[factor.path] = factor
    if not texts:
        problems.append(_problem("", "nothing", _FORMS))
    if problems:
        raise ScenarioError(tuple(problems))
    return tuple(factors.values())


def known_parameters() -> Catalogue:
    """List the parameters that may vary."""
    return catalogue_of(shipped_library().parameters)


def _factor(text: str, catalogue: Catalogue) -> Factor:
    path, equals, values = (part.strip() for part in text.partition("="))
    if not (equals and path and values):
        raise ScenarioError((_problem("", text or "nothing", _FORMS),))
    spec = _spec(path, catalogue)
    values, at, when = (part.strip() for part in (values.rpartition("@") if "@" in values else (values, "", "")))
    if at and not is_date(when):
        raise ScenarioError((_problem(path, when or "nothing after @", "a date, written as in 2017-02-20"),))
    sign, values = _unsigned(spec, values, when)
    if sign:
        spec = relative(spec, Effect.TIMES if sign == "*" else Effect.ADD)
    kind = spec.quantity.kind
    is_whole = isinstance(kind, NumberKind) and kind.is_whole
    factor = Factor(path, is_whole=is_whole, unit=spec.unit, doc=spec.doc, when=when, sign=sign)
    if ":" not in values:
        texts = [value.strip() for value in values.split(",")]
        if not all(texts):
            raise ScenarioError((_problem(path, values, "a value between commas", _FORMS),))
        return replace(factor, levels=_that_differ(texts, kind), requested=len(texts))
    low, high, levels = _range(path, values, is_whole=is_whole)
    if not levels:
        return replace(factor, low=low, high=high)
    return replace(factor, levels=tuple(dict.fromkeys(levels)), requested=len(levels))


def _unsigned(spec: ParameterSpec, values: str, when: str) -> tuple[str, str]:
    """Take the signs off values that are changes: every one of them has one, and all have a date."""
    parts = [part.strip() for part in values.replace(":", ",").split(",")]
    signs = {part[:1] for part in parts if part[:1] in (_SIGNS if when else _SIGNS[1:])}
    if not signs or not isinstance(spec.quantity.kind, NumberKind):
        return "", values
    if not when:
        hint = f"for changes from a date write {spec.path}={values}@2018-01-01"
        raise ScenarioError((_problem(spec.path, values, "values without a sign, or changes with their date", hint),))
    count = len(parts) - (values.count(":") > 1)  # how many levels a range has is no value of it
    if any(part[:1] not in _SIGNS for part in parts[:count]) or ("*" in signs and len(signs) > 1):
        raise ScenarioError((_problem(spec.path, values, "the sign + or - before each value, or * before each"),))
    return "*" if "*" in signs else "+", values.replace("*", "").replace("+", "")


_SIGNS = ("-", "+", "*")


def _that_differ(texts: list[str], kind: AnyKind) -> tuple[str, ...]:
    """Keep each value once, however it is spelt; what cannot be read is refused where the points are read."""
    return tuple(dict.fromkeys(_spelt(text, kind) for text in texts))


def _spelt(text: str, kind: AnyKind) -> str:
    """Spell a number in one way, and leave everything else as it is."""
    node = read_text(text, Mark(VARY), Findings(), in_file=False)
    value = kind.parse(node) if node else None
    if isinstance(value, bool) or not isinstance(value, int | float):
        return text
    return written(value, is_whole=False) if float(written(value, is_whole=False)) == value else repr(value)


def _spec(path: str, catalogue: Catalogue) -> ParameterSpec:
    if path in _OF_THE_STUDY:
        raise ScenarioError((of_the_study(VARY, path, f"use {_OF_THE_STUDY[path]}"),))
    if path not in catalogue.parameters:
        hint = Findings().like(path, catalogue.parameters)
        raise ScenarioError((_problem(path, "an unknown path", "the path of a number of the scenario", hint),))
    return catalogue.parameters[path]


def _range(path: str, values: str, *, is_whole: bool) -> tuple[float, float, tuple[str, ...]]:
    parts = values.split(":")
    if not all(is_number(part.strip()) for part in parts):
        raise ScenarioError((_problem(path, values, _FORMS),))
    low, high = float(parts[0]), float(parts[1])
    count = float(parts[2]) if len(parts) > _RANGE_PARTS else 0.0
    if not count.is_integer():
        raise ScenarioError((_problem(path, values, _FORMS),))
    is_sound = len(parts) <= _RANGE_PARTS + 1 and low < high and np.isfinite((low, high)).all()
    if not is_sound or not ((count == 0 and len(parts) == _RANGE_PARTS) or 2 <= count <= _MOST_LEVELS):
        expected = f"A:B:N with A below B and N from 2 to {_MOST_LEVELS}"
        raise ScenarioError((_problem(path, values, expected),))
    if is_whole and not (low.is_integer() and high.is_integer()):
        raise ScenarioError((_problem(path, values, "whole numbers at both ends"),))
    return low, high, tuple(written(float(value), is_whole=is_whole) for value in np.linspace(low, high, int(count)))


def _problem(path: str, found: str, expected: str, hint: str = "") -> Problem:
    return Problem(VARY, 0, 0, path, found, expected, hint)
