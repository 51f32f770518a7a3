"""What can be asked of every study is one list of options, and each verb takes what it needs of them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from os import PathLike
from typing import TYPE_CHECKING, TypedDict, Unpack

from sim.api.arguments import folder, number, refusal, settings, texts, truth, whole, word

if TYPE_CHECKING:
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


class Played(TypedDict, total=False):
    """How scenarios are played, whatever is asked of them."""

    set: Settings
    """Changes, made in every scenario."""
    replications: int | str | None
    """How often the years are played; as the scenario says if not given."""
    seed: int | None
    """The number that all draws begin with; as the scenario says if not given."""
    years: int | None
    """Length of the run; as the scenario says if not given [years]."""
    scale: float
    """The part of the world that is simulated, above 0 and at most 1; 1 if not given [share]."""
    fixed: bool
    """Leave uncertain parameters at their central values."""
    jobs: int | None
    """Replications played at once, 1 if not given; more of them are processes, which need a script that starts from
    `if __name__ == "__main__":` [jobs]."""
    executor: "str | Pool"
    """`local`, `dask://HOST:PORT`, or anything with the protocol of concurrent.futures.Executor."""
    resume: bool
    """Insist that some of the work is done already."""
    out: Name
    """The folder under which results are stored; `results` if not given."""
    watcher: "Watcher | None"
    """Told how it goes."""


class Stored(Played, total=False):
    """How scenarios are played whose runs are stored for others to read."""

    fresh: bool
    """Play again what is stored."""
    keep: str
    """`metrics` for metrics and ledger only, `series` for everything recorded."""


class Narrow(Stored, total=False):
    """How scenarios are played as often as a precision takes, which `replications="auto"` asks for."""

    precision: float | None
    """Half-width of the intervals beside the mean, or of differences beside the baseline; a twentieth if not given
    [share]."""
    precise: Texts
    """What is to be so precise, each as `METRIC[group]@year`; five headline numbers if not given."""


@dataclass(frozen=True)
class Study:
    """The options of one study as the program uses them."""

    overrides: "Overrides"
    options: "Options"
    watcher: "Watcher"
    precision: "Precision | None"
    """How narrow intervals are to be, where that decides the number of replications."""

    @classmethod
    def of(cls, keeping: str = "metrics", *, auto: bool = False, **given: Unpack[Narrow]) -> "Study":
        """Read options.

        Args:
            keeping: what is kept if nothing is said.
            auto: whether the number of replications may follow from a precision.
            given: the options.

        Raises:
            TypeError: if there is an option that no verb has.
            ScenarioError: if the number of replications, the precision or what is to be precise cannot be read.
        """
        from sim.study.plans import RESULTS, Keep, Options
        from sim.study.precision import AUTO, asked
        from sim.study.progress import Watcher

        if unknown := given.keys() - Narrow.__optional_keys__:
            raise TypeError(f"no such options: {', '.join(sorted(unknown))}; there are {_KNOWN}")
        times = given.get("replications")
        is_asked = auto and times == AUTO
        if auto and not is_asked and times is not None:
            whole("--replications", times, f"{_TIMES}, or {AUTO}")
        width = given.get("precision")
        precision = asked(
            None if width is None else number("--precision", width, "a share above 0 and below 1"),
            texts("--measure", given.get("precise"), "METRIC[group]@year"),
            is_asked=is_asked,
        )
        overrides = overrides_of(
            given.get("set"),
            None if is_asked else times,
            given.get("seed"),
            given.get("years"),
            given.get("scale", 1.0),
        )
        jobs = given.get("jobs", 1)
        options = Options(
            folder("--out", given.get("out", RESULTS)),
            None if jobs is None else whole("--jobs", jobs, "a whole number >= 1", least=1),
            truth("--fixed", given.get("fixed", False)),
            truth("--fresh", given.get("fresh", False)),
            Keep(word("--keep", given.get("keep", keeping), [keep.value for keep in Keep])),
            _executor(given.get("executor", "local")),
            truth("--resume", given.get("resume", False)),
        )
        watcher = given.get("watcher")
        watcher = Watcher() if watcher is None else watcher
        if not isinstance(watcher, Watcher):
            raise refusal("--watcher", watcher, "a watcher")
        return cls(overrides, options, watcher, precision)


def overrides_of(set: object, replications: object, seed: object, years: object, scale: object) -> "Overrides":
    """Read what changes the world that is played; each as `Played` says.

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


def _executor(executor: "str | Pool") -> "str | Pool":
    from sim.study.clusters import check_executor
    from sim.study.executors import Pool

    if isinstance(executor, str):
        check_executor(executor)
    elif not isinstance(executor, Pool):
        raise refusal("--executor", executor, "local, dask://HOST:PORT, or an executor as in concurrent.futures")
    return executor


_KNOWN = ", ".join(sorted(Narrow.__optional_keys__))
