"""Whatever goes wrong ends in a message and an exit code."""

import json
import signal

import pytest
import typer

from sim.base.errors import InvariantError, Problem, ResultsError, ScenarioError
from sim.cli.outcome import outcome

PROBLEM = Problem("mine.yaml", 3, 5, "courts.judges", "-1", "a count", "write 300")


def ended(error: BaseException, *, as_json: bool = False, verbose: bool = False) -> int:
    """The exit code after an error."""
    with pytest.raises(typer.Exit) as left, outcome(as_json=as_json, verbose=verbose):
        raise error
    return left.value.exit_code


def test_nothing_wrong_is_nothing_said(capsys: pytest.CaptureFixture[str]) -> None:
    with outcome(as_json=True):
        pass
    assert capsys.readouterr() == ("", "")


def test_problems_of_a_scenario_are_told_with_their_place(capsys: pytest.CaptureFixture[str]) -> None:
    assert ended(ScenarioError((PROBLEM,)), as_json=True) == 2
    told = capsys.readouterr()
    assert told.err == "mine.yaml:3:5: courts.judges: found -1, expected a count; write 300\n"
    assert json.loads(told.out) == [vars(PROBLEM)]


def test_results_that_cannot_be_written_are_the_users_to_mend(capsys: pytest.CaptureFixture[str]) -> None:
    assert ended(ResultsError("cannot write x; free some space"), as_json=True) == 2
    told = capsys.readouterr()
    assert "free some space" in told.err
    assert "free some space" in json.loads(told.out)[0]["found"]


@pytest.mark.parametrize("error", [InvariantError("a person was lost"), ZeroDivisionError("division by zero")])
def test_a_mistake_of_ours_tells_the_command_and_no_traceback(
    error: Exception, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.argv", ["/bin/memosim", "run", "my file.yaml"])
    assert ended(error) == 1
    told = capsys.readouterr()
    assert "memosim run 'my file.yaml'" in told.err
    assert str(error) in told.err
    assert "Traceback" not in told.err
    assert told.out == ""


def test_a_traceback_is_shown_to_those_who_ask(capsys: pytest.CaptureFixture[str]) -> None:
    assert ended(ZeroDivisionError("x"), verbose=True) == 1
    assert "Traceback" in capsys.readouterr().err


class PanicException(BaseException):
    """What a library in Rust raises where it gives up."""


def test_a_panic_of_a_library_is_a_mistake_of_ours(capsys: pytest.CaptureFixture[str]) -> None:
    assert ended(PanicException("called `Result::unwrap()` on an `Err` value")) == 1
    told = capsys.readouterr()
    assert "memosim made a mistake (PanicException): called" in told.err
    assert "Traceback" not in told.err


@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143), (signal.SIGHUP, 129)])
def test_an_interruption_ends_with_the_code_of_its_signal(number: signal.Signals, code: int) -> None:
    assert ended(KeyboardInterrupt(number)) == code


def test_an_interruption_tells_how_to_go_on(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.argv", ["/bin/memosim", "run", "x", "--jobs", "2"])
    assert ended(KeyboardInterrupt()) == 130
    assert "memosim run x --jobs 2" in capsys.readouterr().err
