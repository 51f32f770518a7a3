"""A command ends well, or says what is wrong and whose it is to mend."""

import json
import os
import shlex
import sys
import traceback
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

import typer

from sim.base.errors import InvariantError, Problem, ResultsError, ScenarioError

OURS = 1
"""The exit code of a mistake in the program."""
YOURS = 2
"""The exit code of something that the user can mend."""
INTERRUPTED = 130
"""The exit code after Ctrl-C."""


@contextmanager
def outcome(*, as_json: bool, verbose: bool = False) -> Iterator[None]:
    """Turn what goes wrong in a command into a message and an exit code.

    Args:
        as_json: whether problems are also printed as JSON on stdout.
        verbose: whether a mistake of ours shows where in the program it happened.
    """
    try:
        yield
    except ScenarioError as error:
        tell_problems((error.typed or error).problems, as_json=as_json)
        raise typer.Exit(YOURS) from error
    except ResultsError as error:
        message = str(error.typed or error)
        say(f"memosim: {message}")
        if as_json:
            print_json([problem_as_json(Problem("results", 0, 0, "", message, "results that can be written and read"))])
        raise typer.Exit(YOURS) from error
    except KeyboardInterrupt as error:
        say("interrupted; what had finished is kept, and the same command goes on from there:", f"  {_command()}")
        raise typer.Exit(INTERRUPTED) from error
    except BrokenPipeError as error:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise typer.Exit(0) from error
    except (typer.Exit, typer.Abort, typer.BadParameter):
        raise
    except Exception as error:  # the last door: no user should meet a traceback
        _own_up(error, verbose=verbose)
        raise typer.Exit(OURS) from error


def tell_problems(problems: Sequence[Problem], *, as_json: bool) -> None:
    """Print problems as text on stderr, and as JSON on stdout where that is wanted."""
    say(*(str(problem) for problem in problems))
    if as_json:
        print_json([problem_as_json(problem) for problem in problems])


def print_json(content: object) -> None:
    """Print one JSON value on stdout."""
    print(json.dumps(content, indent=2, ensure_ascii=False, allow_nan=False))


def say(*lines: str) -> None:
    """Print lines on stderr."""
    for line in lines:
        print(line, file=sys.stderr, flush=True)


def problem_as_json(problem: Problem) -> dict[str, object]:
    """Give a problem as an object of JSON."""
    names = ("file", "line", "column", "path", "found", "expected", "hint")
    return {name: value for name, value in vars(problem).items() if name in names}


def _own_up(error: Exception, *, verbose: bool) -> None:
    if verbose:
        traceback.print_exception(error)
    what = "a rule of the model was broken" if isinstance(error, InvariantError) else type(error).__name__
    say(
        f"memosim made a mistake ({what}): {error}",
        "it is ours to mend; please report it with this command, which repeats it:",
        f"  {_command()}",
    )


def _command() -> str:
    return shlex.join(["memosim", *sys.argv[1:]])
