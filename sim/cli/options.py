"""Options that several verbs share, with their types, their readers and their lines of help."""

import os
import re
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from sim.study.choices import Keep

_DIGITS = re.compile(r"[-+]?[0-9]{1,100}")
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


def whole(least: int, most: int | None = None) -> Callable[[object], int]:
    """Make the reader of an option that takes a whole number, written in digits alone.

    Like every reader here it is given the option's text, and its default as well.

    Args:
        least: the least that is taken.
        most: the greatest that is taken, if there is one.
    """
    expected = f"a whole number >= {least}" if most is None else f"a whole number from {least} to {most}"

    def read(given: object) -> int:
        text = str(given)
        if not (_DIGITS.fullmatch(text) and least <= int(text) and (most is None or int(text) <= most)):
            raise typer.BadParameter(f"found {text or 'nothing'}, expected {expected}")
        return int(text)

    return read


def times(given: object) -> int | str:
    """Read how often the years are played, in digits or as the word auto."""
    if given != "auto" and not _DIGITS.fullmatch(str(given)):
        raise typer.BadParameter(f"found {given or 'nothing'}, expected a whole number >= 1, or auto")
    return "auto" if given == "auto" else whole(1)(given)


def share(given: object) -> float:
    """Read a number with or without a point, as YAML writes it."""
    from sim.data.yaml_reader import is_number

    text = str(given)
    if not is_number(text):
        raise typer.BadParameter(f"found {text or 'nothing'}, expected a number, for example 0.05")
    return float(text)


def day(given: object) -> date:
    """Read a date as YAML writes it."""
    text = str(given)
    try:
        return date.fromisoformat(text if _DATE.fullmatch(text) else "")
    except ValueError:
        expected = "a day of the calendar, for example 2017-09-30"
        raise typer.BadParameter(f"found {text or 'nothing'}, expected {expected}") from None


Set = Annotated[
    list[str] | None,
    typer.Option("--set", metavar="PATH=VALUE", help="Change one number of the scenario; repeatable."),
]
Replications = Annotated[
    int | None,  # or the word auto, for which typer has no type
    typer.Option(
        "--replications", parser=times, metavar="N|auto", help="How often the years are played; auto for a precision."
    ),
]
Precision = Annotated[
    float | None,
    typer.Option(
        "--precision",
        parser=share,
        metavar="P",
        help="With auto: half-width of intervals beside the mean, 0.05 if not given.",
    ),
]
Precise = Annotated[
    list[str] | None,
    typer.Option("--measure", metavar="METRIC[group]", help="With auto: what is to be so precise; repeatable."),
]
Seed = Annotated[
    int | None, typer.Option("--seed", parser=whole(0), metavar="N", help="The number that all draws begin with.")
]
Years = Annotated[
    int | None, typer.Option("--years", parser=whole(1, 20), metavar="N", help="Length of the run in years.")
]
Scale = Annotated[
    float,
    typer.Option(
        "--scale", parser=share, metavar="F", help="A quick look at a share of the population, above 0 and at most 1."
    ),
]
Fixed = Annotated[
    bool, typer.Option("--fixed", help="Leave uncertain numbers at their central values: intervals are chance alone.")
]
Jobs = Annotated[
    int | None,
    typer.Option(
        "--jobs",
        parser=whole(1),
        metavar="N",
        help="Replications at once; as many as cores and memory allow if not given.",
    ),
]
Executor = Annotated[
    str, typer.Option("--executor", metavar="WHERE", help="Where it is computed: local, or dask://HOST:PORT.")
]
Resume = Annotated[bool, typer.Option("--resume", help="Go on with work that was begun; refuse to begin.")]
Vary = Annotated[
    list[str] | None,
    typer.Option("--vary", metavar="PATH=A:B:N", help="What varies: N levels, A:B for a range, or v1,v2; repeatable."),
]
Fresh = Annotated[bool, typer.Option("--fresh", help="Compute again what is found.")]


def path_of(text: str | Path) -> Path:
    """Read a path as a shell does, with `~` at its beginning as the home folder.

    Raises:
        typer.BadParameter: if there is no path, as where a variable of the shell is not set.
    """
    if not str(text).strip():
        raise typer.BadParameter(f"found {str(text)!r}, expected a path; is a variable of the shell empty?")
    return Path(os.path.expanduser(text))


Out = Annotated[Path, typer.Option("--out", metavar="DIR", help="Where results go.", parser=path_of)]
KeepOption = Annotated[
    Keep,
    typer.Option("--keep", help="Keep metrics and ledger only, or all daily series as well."),
]
AsJson = Annotated[bool, typer.Option("--json", help="Print one JSON object instead of a table.")]
AsMarkdown = Annotated[bool, typer.Option("--md", help="Print the table as Markdown.")]
AsWorkbook = Annotated[bool, typer.Option("--xlsx", help="Write a workbook with tables, sources and notes as well.")]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="Say nothing while it runs.")]
Verbose = Annotated[bool, typer.Option("--verbose", "-v", help="Show where in the program a mistake of ours happened.")]
