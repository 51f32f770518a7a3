"""The program `memosim`: its verbs, and what a command line that makes no sense is answered."""

from typing import Annotated

import typer
from typer.exceptions import TyperException

from sim.base.errors import Problem
from sim.cli.history import backtest, calibrate
from sim.cli.outcome import INTERRUPTED, allow_files, outcome, problem_as_json
from sim.cli.results import report, results
from sim.cli.runs import compare, run, solve, sweep
from sim.cli.scenarios import check, list_scenarios, new, schema
from sim.cli.sources import explain, levers, sources
from sim.cli.streams import print_json, say, show
from sim.cli.studies import discover, sensitivity, uncertainty

app = typer.Typer(
    name="memosim",
    help="A discrete-event simulator of the 2017 US immigration-enforcement memos.",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)
app.command("list")(list_scenarios)
app.command("check")(check)
app.command("run")(run)
app.command("compare")(compare)
app.command("sweep")(sweep)
app.command("solve")(solve)
app.command("backtest")(backtest)
app.command("calibrate")(calibrate)
app.command("sensitivity")(sensitivity)
app.command("uncertainty")(uncertainty)
app.command("discover")(discover)
app.command("results")(results)
app.command("report")(report)
app.command("levers")(levers)
app.command("sources")(sources)
app.command("explain")(explain)
app.command("new")(new)
app.command("schema")(schema)


def _print_version(*, value: bool) -> None:
    if value:
        from sim.results.manifest import program_version

        show(f"memosim {program_version()}")
        raise typer.Exit


@app.callback()
def memosim(
    *,
    version: Annotated[
        bool, typer.Option("--version", help="Print the version.", callback=_print_version, is_eager=True)
    ] = False,
) -> None:
    """A discrete-event simulator of the 2017 US immigration-enforcement memos."""


def answer(words: list[str]) -> int:
    """Do what a command line says and give its exit code.

    Args:
        words: the command line without the name of the program.
    """
    try:
        with outcome(as_json="--json" in words):
            allow_files()
            return int(app(words, prog_name="memosim", standalone_mode=False) or 0)
    except TyperException as error:
        return _misunderstood(error, words)
    except typer.Exit as left:
        return left.exit_code
    except typer.Abort:
        return INTERRUPTED


def _misunderstood(error: TyperException, words: list[str]) -> int:
    """Say that the command line makes no sense; without any words, print the help that the error carries."""
    message = error.format_message().replace("Value error, ", "")
    if not words:
        show(*message.splitlines())
        return error.exit_code
    say(f"memosim: {message}", "see `memosim --help`, or `--help` after a verb")
    if "--json" in words:
        problem = Problem("command line", 0, 0, "", message, "a command that `memosim --help` shows")
        print_json([problem_as_json(problem)])
    return error.exit_code
