"""A user asks where numbers come from, and starts a scenario, in one command each."""

import json
from pathlib import Path

import pytest

from sim.cli.app import answer


def test_explain_prints_layer_file_line_and_source(capsys: pytest.CaptureFixture[str]) -> None:
    assert answer(["explain", "kelly-memos", "detention.release.parole_share"]) == 0
    told = capsys.readouterr().out
    assert "scenarios/layers/border/K-parole.ordered.yaml:5" in told
    assert "scenarios/base/detention.yaml:" in told
    assert "memo-border-2017-02-20#K (official)" in told
    assert "border memo, section K" in told


def test_what_the_command_line_sets_is_said_once(capsys: pytest.CaptureFixture[str]) -> None:
    assert answer(["explain", "status-quo", "detention.beds.family", "--set", "detention.beds.family=10"]) == 0
    told = capsys.readouterr().out.splitlines()
    assert "  set by  --set" in told
    assert "    --set: 10" in told
    assert not any("--set" in line.replace("--set", "", 1) for line in told)


def test_explain_answers_an_unknown_path_with_the_nearest(capsys: pytest.CaptureFixture[str]) -> None:
    assert answer(["explain", "kelly-memos", "detention.bed.adult", "--json"]) == 2
    problem = json.loads(capsys.readouterr().out)[0]
    assert problem["hint"] == "did you mean detention.beds.adult?"


def test_sources_come_weakest_first_with_what_was_set_without_one_on_top(capsys: pytest.CaptureFixture[str]) -> None:
    assert answer(["sources", "status-quo", "--set", "detention.beds.family=10", "--json"]) == 0
    rows = json.loads(capsys.readouterr().out)
    assert (rows[0]["path"], rows[0]["weakest"]) == ("detention.beds.family", "")
    assert rows[1]["weakest"] == "assumption"
    assert rows[-1]["weakest"] == "official"


def test_new_writes_a_scenario_that_check_accepts_and_refuses_the_second_time(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert answer(["new", "mine", "--dir", str(tmp_path)]) == 0
    assert answer(["check", str(tmp_path / "mine.yaml")]) == 0
    before = (tmp_path / "mine.yaml").read_bytes()
    assert answer(["new", "mine", "--dir", str(tmp_path)]) == 2
    assert "found" in capsys.readouterr().err
    assert (tmp_path / "mine.yaml").read_bytes() == before
    assert sorted(path.name for path in tmp_path.iterdir()) == ["memosim.schema.json", "mine.yaml"]


def test_schema_prints_json(capsys: pytest.CaptureFixture[str]) -> None:
    assert answer(["schema"]) == 0
    schema = json.loads(capsys.readouterr().out)
    assert "detention.beds.adult" in schema["properties"]["set"]["properties"]
