"""Who watches a study hears what it found, how far it is, and what the first pair says."""

import doctest
from pathlib import Path

import pytest

from sim.cli import progress
from sim.cli.progress import bar_watcher, found_line, line_watcher, watcher_for
from sim.results.estimates import differences, sample
from sim.study.progress import Watcher
from tests.unit.results.recordings import measured


def test_what_is_found_is_said() -> None:
    assert found_line(8, 0) == "replications found: 8, to compute: none"
    assert found_line(3, 5) == "replications found: 3, to compute: 5"
    assert found_line(0, 5) == "replications found: none, to compute: 5"


def test_lines_come_every_half_minute(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    clock = iter([0.0, 0.0, 10.0, 31.0, 40.0, 62.0])
    monkeypatch.setattr("time.monotonic", lambda: next(clock))
    watcher = line_watcher()
    watcher.begins(0, 8)
    for done in (0.5, 2, 2.5, 4):
        watcher.goes_on(done, 8)
    assert capsys.readouterr().err.splitlines() == [
        "replications found: none, to compute: 8",
        "2 of 8 replications done, about 2 min left",
        "4 of 8 replications done, about 1 min left",
    ]


def test_the_first_pair_is_told_as_one_pair_only(capsys: pytest.CaptureFixture[str]) -> None:
    base, other = sample([measured(apprehensions=10)]), sample([measured(apprehensions=13)])
    line_watcher().first_pair("calm", differences("busy", base, other))
    assert capsys.readouterr().err == (
        "first pair done (replication 1 of each scenario; one pair only, so no interval yet):\n"
        "  busy less calm: apprehensions between ports +3\n"
    )


def test_a_bar_appears_only_after_a_while(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    now = [0.0]
    monkeypatch.setattr("sim.cli.progress.time.monotonic", lambda: now[0])
    with bar_watcher() as watcher:
        watcher.begins(0, 8)
        watcher.goes_on(1, 8)
        assert "1/8" not in capsys.readouterr().err
        now[0] = 3.0
        watcher.goes_on(2, 8)
        watcher.writes()
    assert capsys.readouterr().err != ""


def test_another_process_is_named(capsys: pytest.CaptureFixture[str]) -> None:
    line_watcher().waits_for(Path("results/calm/1"))
    assert "results/calm/1" in capsys.readouterr().err


def test_who_wants_quiet_gets_it() -> None:
    with watcher_for(quiet=True) as watcher:
        assert watcher == Watcher()


def test_the_examples_in_the_text_hold() -> None:
    assert doctest.testmod(progress).failed == 0
