"""What goes wrong in a command, or interrupts it, becomes a message and an exit code."""

import shlex
import signal
import sys
import traceback
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from resource import RLIM_INFINITY, RLIMIT_NOFILE, getrlimit, setrlimit
from types import FrameType

import typer
from typer.exceptions import TyperException

from sim.base.errors import InvariantError, Problem, ResultsError, ScenarioError
from sim.cli.streams import Outlet, print_json, say

OURS = 1
"""The exit code of a mistake in the program."""
YOURS = 2
"""The exit code of something that the user can mend."""
INTERRUPTED = 128 + signal.SIGINT
"""The exit code after Ctrl-C."""
_ENDING = (signal.SIGTERM, signal.SIGHUP)
"""What batch systems, `timeout` and terminals that close send, in place of Ctrl-C."""


_MANY_FILES, _FEW_FILES = 4096, 64
"""How many files the program asks to open at once, for sweeps hold many; with fewer than the second number nothing can
be drawn [files]."""


def allow_files() -> None:
    """Raise the limit of open files as far as the program needs and the system allows.

    Raises:
        ResultsError: if that is not enough.
    """
    now, most = (_MANY_FILES if limit == RLIM_INFINITY else limit for limit in getrlimit(RLIMIT_NOFILE))
    if most < _FEW_FILES:
        advice = f"raise it, as with `ulimit -n {_MANY_FILES}`, and run again"
        raise ResultsError(f"the limit of open files is {most}, expected at least {_FEW_FILES}; {advice}")
    if now < min(most, _MANY_FILES):
        setrlimit(RLIMIT_NOFILE, (min(most, _MANY_FILES), getrlimit(RLIMIT_NOFILE)[1]))


def heed_signals() -> None:
    """Let SIGTERM and SIGHUP interrupt as Ctrl-C does, unless whoever started the program ignores them, as nohup."""
    for number in _ENDING:
        if signal.getsignal(number) is signal.SIG_DFL:
            signal.signal(number, _interrupt)


def _interrupt(number: int, _: FrameType | None) -> None:
    """Interrupt once; a signal that comes while the program ends changes nothing."""
    for each in _ENDING:
        signal.signal(each, signal.SIG_IGN)
    raise KeyboardInterrupt(number)


def interrupted_code(error: KeyboardInterrupt) -> int:
    """Give the exit code after an interruption: 130 after Ctrl-C, 143 after SIGTERM, 129 after SIGHUP."""
    return 128 + int(error.args[0]) if error.args else INTERRUPTED


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
        raise typer.Exit(interrupted_code(error)) from error
    except (typer.Exit, typer.Abort, TyperException, SystemExit):
        raise
    except BaseException as error:  # the last door: no user should meet a traceback, nor the panic of a library in Rust
        _own_up(error, verbose=verbose)
        raise typer.Exit(OURS) from error


def settled(outlet: Outlet, code: int) -> int:
    """Write what is still held for stdout, and give the exit code of a command whose answer could not be printed.

    Args:
        outlet: stdout; a reader that closed it early has read what it wanted.
        code: how the command itself ended.
    """
    sys.stdout.flush()
    refusal = outlet.refusal
    if refusal is None or isinstance(refusal, ConnectionError):
        return code
    say(f"memosim: cannot write the output: {refusal.strerror}; make room or send it elsewhere, and run again")
    return code or YOURS


def tell_problems(problems: Sequence[Problem], *, as_json: bool) -> None:
    """Print problems as text on stderr, and as JSON on stdout where that is wanted."""
    say(*(str(problem) for problem in problems))
    if as_json:
        print_json([problem_as_json(problem) for problem in problems])


def problem_as_json(problem: Problem) -> dict[str, object]:
    """Give a problem as an object of JSON."""
    names = ("file", "line", "column", "path", "found", "expected", "hint")
    return {name: value for name, value in vars(problem).items() if name in names}


def _own_up(error: BaseException, *, verbose: bool) -> None:
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
