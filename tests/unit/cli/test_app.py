"""The command line answers with the exit codes and shapes that it promises."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from sim.cli.app import answer
from sim.cli.options import path_of


def test_help_and_version_are_fine(capsys: pytest.CaptureFixture[str]) -> None:
    assert answer(["--help"]) == 0
    assert "compare" in capsys.readouterr().out
    assert answer(["--version"]) == 0
    assert capsys.readouterr().out.startswith("memosim ")


def test_no_words_print_the_help(capsys: pytest.CaptureFixture[str]) -> None:
    assert answer([]) == 2
    assert "Usage: memosim" in capsys.readouterr().out


@pytest.mark.parametrize(
    "words",
    [["sail"], ["run"], ["run", "x", "--sail"], ["run", "x", "--seed", "-1"], ["compare", "x"]],
    ids=" ".join,
)
def test_a_command_that_makes_no_sense_is_the_users_to_mend(
    words: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert answer(words) == 2
    told = capsys.readouterr()
    assert told.out == ""
    assert told.err.startswith("memosim: ")


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (["run", "x", "--seed", "1_000"], "'--seed': found 1_000, expected a whole number >= 0"),
        (["run", "x", "--seed", "1.5"], "'--seed': found 1.5, expected a whole number >= 0"),
        (["run", "x", "--jobs", "1_0"], "'--jobs': found 1_0, expected a whole number >= 1"),
        (["run", "x", "--jobs", "0"], "'--jobs': found 0, expected a whole number >= 1"),
        (["run", "x", "--jobs", "\u0661"], "'--jobs': found \u0661, expected a whole number >= 1"),
        (["run", "x", "--years", "2_0"], "'--years': found 2_0, expected a whole number from 1 to 20"),
        (["run", "x", "--years", "21"], "'--years': found 21, expected a whole number from 1 to 20"),
        (["run", "x", "--replications", "1_0"], "'--replications': found 1_0, expected a whole number >= 1, or auto"),
        (["run", "x", "--scale", "0_1"], "'--scale': found 0_1, expected a number"),
        (["run", "x", "--scale", "nan"], "'--scale': found nan, expected a number"),
        (["run", "x", "--precision", "0.0_5"], "'--precision': found 0.0_5, expected a number"),
        (["run", "x", "--out", " "], "'--out': found ' ', expected a path"),
        (["backtest", "--observed", ""], "'--observed': found '', expected a path"),
        (["new", "x", "--dir", ""], "'--dir': found '', expected a path"),
        (["results", "--out", ""], "'--out': found '', expected a path"),
        (["run", "x", "--precision", "0"], "--precision: found 0, expected --replications auto beside it"),
        (["run", "x", "--measure", "nope"], "--measure: found nope, expected --replications auto beside it"),
        (["run", "x", "--replications", "10001"], "--replications: found 10001, expected a whole number from 1 to"),
        (["run", "x", "--executor", "dask://localhost"], "--executor: found dask://localhost, expected local or dask:"),
        (["compare", "x", "y", "--group", "a=b"], "--group: found 'a=b', expected --decompose beside it"),
        (["sweep", "x", "--points", "1_0"], "'--points': found 1_0, expected a whole number >= 1"),
        (["sweep", "x", "--vary", "courts.judges=1_0:2_0:3"], "--vary: courts.judges: found 1_0:2_0:3, expected PATH"),
        (["sweep", "x", "--vary", "courts.judges=1,,3"], "--vary: courts.judges: found 1,,3, expected a value between"),
        (["solve", "x", "--vary", "courts.judges=1:3", "--until", "removals<=1_000"], "--until: found removals<=1_000"),
        (["calibrate", "--rounds", "1_0"], "'--rounds': found 1_0, expected a whole number from 1 to 10"),
        (["backtest", "--replications", "auto"], "--replications: found 'auto', expected a whole number from 1 to"),
        (["list", "--headlines", "--years", "30"], "'--years': found 30, expected a whole number from 1 to 20"),
    ],
)
def test_a_number_is_written_as_everywhere_and_an_option_goes_with_its_fellows(
    words: list[str], expected: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert answer(words) == 2
    assert expected in capsys.readouterr().err


@pytest.mark.parametrize("text", ["2016-13-02", "x", "", "20161002"])
def test_a_date_is_a_day_of_the_calendar(text: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert answer(["backtest", "--from", text]) == 2
    assert f"found {text or 'nothing'}, expected a day of the calendar" in capsys.readouterr().err


def test_where_a_range_is_given_nothing_is_said_of_the_largest_quantity(capsys: pytest.CaptureFixture[str]) -> None:
    assert answer(["run", "status-quo", "--seed", "9007199254740993"]) == 2
    told = capsys.readouterr().err
    assert told == "--seed: run.seed: found 9007199254740993, expected a whole number from 0 to 9007199254740992\n"


def test_problems_are_json_on_stdout_and_text_on_stderr(capsys: pytest.CaptureFixture[str]) -> None:
    assert answer(["run", "no-such-scenario", "--json"]) == 2
    told = capsys.readouterr()
    problems = json.loads(told.out)
    assert any("no-such-scenario" in problem["found"] for problem in problems)
    assert set(problems[0]) == {"file", "line", "column", "path", "found", "expected", "hint"}
    assert "no-such-scenario" in told.err


def test_a_misunderstood_command_is_json_too(capsys: pytest.CaptureFixture[str]) -> None:
    assert answer(["run", "x", "--sail", "--json"]) == 2
    assert "--sail" in json.loads(capsys.readouterr().out)[0]["found"]


def test_nothing_is_written_for_a_scenario_with_problems(tmp_path: Path) -> None:
    assert answer(["run", "no-such-scenario", "--out", str(tmp_path / "out")]) == 2
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("verb", ["run status-quo", "sweep status-quo", "results", "list --headlines", "calibrate"])
@pytest.mark.parametrize("folder", ["", "  "])
def test_a_folder_without_a_name_is_refused(verb: str, folder: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert answer([*verb.split(), "--out", folder]) == 2
    assert f"'--out': found {folder!r}, expected a path" in capsys.readouterr().err


def test_a_home_is_a_home_in_every_verb(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    assert answer(["results", "--out", "~/zz"]) == 0
    assert f"Results in {tmp_path}/zz" in capsys.readouterr().out
    assert path_of("~/zz") == tmp_path / "zz"
    assert path_of("~nobody-of-this-name/zz") == Path("~nobody-of-this-name/zz")


def test_few_open_files_are_told_before_anything_is_played(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sim.cli.outcome.getrlimit", lambda _: (12, 12))
    assert answer(["run", "status-quo"]) == 2
    assert "the limit of open files is 12, expected at least 64; raise it" in capsys.readouterr().err


def test_check_tells_where_the_problem_is(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "mine.yaml").write_text("scenario: mine\ntitle: Mine\nsail: 1\n")
    assert answer(["check", str(tmp_path / "mine.yaml")]) == 2
    assert "mine.yaml:3:" in capsys.readouterr().err


def test_help_loads_nothing_heavy() -> None:
    code = "import sys; from sim.cli.app import answer; answer(['--help']); print(*sys.modules, file=sys.stderr)"
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    heavy = {"numpy", "pydantic", "yaml", "polars", "pyarrow", "scipy", "jinja2", "simpy"}
    assert not heavy & set(ran.stderr.split())


def test_workers_load_nothing_heavy() -> None:
    code = "import sys; import sim.study.tasks, sim.study.executors; print(*sys.modules)"
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert not {"pydantic", "yaml", "polars", "pyarrow", "scipy", "typer", "rich"} & set(ran.stdout.split())


def test_the_program_is_a_module_too() -> None:
    ran = subprocess.run([sys.executable, "-m", "sim.cli", "sail"], capture_output=True, text=True, check=False)
    assert ran.returncode == 2
    assert "Traceback" not in ran.stderr
