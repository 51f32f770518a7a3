"""Options that several verbs take: how they are read, and how problems name the keywords of Python."""

import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from os import PathLike
from typing import TYPE_CHECKING

from sim.api.arguments import folder, number, refusal, settings, texts, truth, whole, word
from sim.base.errors import Problem, ResultsError, ScenarioError
from sim.study.choices import Keep

if TYPE_CHECKING:
    from sim.base.metric_key import MetricKey
    from sim.scenario.scenario import Overrides
    from sim.study.executors import Pool
    from sim.study.plans import Options
    from sim.study.precision import Precision
    from sim.study.progress import Watcher

Name = str | PathLike[str]
"""The name of a shipped scenario, or the path of a scenario file."""
Texts = Iterable[str] | str | None
"""Texts, or a single one."""
Settings = Mapping[str, object] | Texts
"""Changes as a mapping from paths to values, or each as `PATH=VALUE`; a value may be a mapping from dates, and a text
is read as what stands after `PATH=`."""
Factors = Mapping[str, object] | Texts
"""What varies as a mapping from paths to lists of levels or to texts such as `A:B:N`, or each as `PATH=VALUES`."""

_TIMES = "a whole number from 1 to 10000"
_QUESTION = "METRIC[group]@year"
_OPTION = re.compile(
    r"--(against|and|better|decompose|design|dir|executor|extends|fixed|fresh|from|group|jobs|keep|lever|measure|observed"
    r"|out|points|precision|refit|replications|resume|rounds|scale|seed|set|store|to|until|vary|watcher|where|years)\b"
)
_OTHER_WORDS = {"and": "until", "dir": "folder", "from": "first", "group": "groups", "to": "last"}
"""The keyword for an option of the command line that has another name."""
_ARGUMENTS = {"PATH": "path", "NAME": "name"}
"""The keyword for an argument of the command line."""


@contextmanager
def in_keywords(measure: str = "measure") -> Iterator[None]:
    """Tell problems in the words of Python; the words of the command line stay in the error as `typed`.

    Args:
        measure: the keyword for what is asked with `--measure`.

    Raises:
        ScenarioError, ResultsError: as the block does, options named by their keywords.
    """
    words = {**_OTHER_WORDS, "measure": measure}
    try:
        yield
    except ScenarioError as error:
        refused = ScenarioError(tuple(_in_keywords(problem, words) for problem in error.problems))
        refused.typed = error
        raise refused from None
    except ResultsError as error:
        renamed = ResultsError(_renamed(str(error), words))
        renamed.typed = error
        raise renamed from error.__cause__


def _in_keywords(problem: Problem, words: Mapping[str, str]) -> Problem:
    return replace(
        problem,
        file=_ARGUMENTS.get(problem.file) or _renamed(problem.file, words),
        found=_renamed(problem.found, words),
        expected=_renamed(problem.expected, words),
        hint=_renamed(problem.hint, words),
    )


def _renamed(text: str, words: Mapping[str, str]) -> str:
    return _OPTION.sub(lambda option: words.get(option[1], option[1]), text)


def overrides_of(
    set: object, replications: object = None, seed: object = None, years: object = None, scale: object = 1.0
) -> "Overrides":
    """Read what changes the world that is played.

    Raises:
        ScenarioError: if one of them is of another kind.
    """
    from sim.scenario.scenario import Overrides

    return Overrides(
        settings(set),
        None if replications is None else whole("--replications", replications, _TIMES),
        None if seed is None else whole("--seed", seed, "a whole number >= 0"),
        None if years is None else whole("--years", years, "a whole number of years"),
        number("--scale", scale, "a share above 0 and at most 1"),
    )


def options_of(
    *,
    out: object,
    jobs: object,
    fixed: object = False,
    executor: "str | Pool" = "local",
    resume: object = False,
    fresh: object = False,
    keep: object = "metrics",
) -> "Options":
    """Read how a study is computed and stored.

    Raises:
        ScenarioError: if one of them is of another kind.
    """
    from sim.study.plans import Options

    return Options(
        folder("--out", out),
        None if jobs is None else whole("--jobs", jobs, "a whole number >= 1", least=1),
        truth("--fixed", fixed),
        truth("--fresh", fresh),
        Keep(word("--keep", keep, [each.value for each in Keep])),
        _executor(executor),
        truth("--resume", resume),
    )


def precision_of(replications: object, precision: object, precise: object) -> "tuple[object, Precision | None]":
    """Read how narrow the intervals are to be, which `replications="auto"` asks for.

    Returns:
        The number of replications, None where the precision decides it; and the precision, None where it does not.

    Raises:
        ScenarioError: if the number of replications, the precision or what is to be precise cannot be read.
    """
    from sim.study.precision import AUTO, read_precision

    is_auto = isinstance(replications, str) and replications == AUTO
    if not is_auto and replications is not None:
        whole("--replications", replications, f"{_TIMES}, or {AUTO}")
    width = None if precision is None else number("--precision", precision, "a share above 0 and below 1")
    wanted = read_precision(width, texts("--measure", precise, _QUESTION), is_auto=is_auto)
    return (None if is_auto else replications), wanted


def watcher_of(watcher: object) -> "Watcher":
    """Read who watches; nobody where None.

    Raises:
        ScenarioError: if it is no watcher.
    """
    from sim.study.progress import Watcher

    if watcher is None:
        return Watcher()
    if not isinstance(watcher, Watcher):
        raise refusal("--watcher", watcher, "a watcher")
    return watcher


def questions_of(measure: object) -> "tuple[MetricKey, ...]":
    """Read which numbers are looked at; five headline numbers where none is named.

    Raises:
        ScenarioError: if one of them names no published number.
    """
    from sim.study.quantities import FIVE, read_question

    return tuple(read_question(text, "--measure") for text in texts("--measure", measure, _QUESTION)) or FIVE


def _executor(executor: "str | Pool") -> "str | Pool":
    from sim.study.clusters import check_executor
    from sim.study.executors import Pool

    if isinstance(executor, str):
        check_executor(executor)
    elif not isinstance(executor, Pool):
        raise refusal("--executor", executor, "local, dask://HOST:PORT, or an executor as in concurrent.futures")
    return executor
