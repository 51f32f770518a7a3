"""The studies that ship can be played: their files say what they must."""

from pathlib import Path

import pytest

from sim.base.errors import ScenarioError
from sim.scenario.scenario import Overrides
from sim.study.plans import Options
from sim.study.solves import plan_solve
from sim.study.study_files import find_study, shipped_studies
from sim.study.sweeps import SweepRequest, plan_sweep


def test_every_shipped_study_can_be_planned(tmp_path: Path) -> None:
    studies = shipped_studies()
    assert len(studies) >= 5
    for study in studies:
        if study.kind == "sweep":
            plan = plan_sweep(SweepRequest(study.name), Overrides(), Options(tmp_path))
            assert len(plan.points) > 1
            assert plan.title == study.title
        else:
            assert plan_solve(study.name, (), (), Overrides(), Options(tmp_path)).lever.is_range
    assert list(tmp_path.iterdir()) == []


def test_what_the_user_says_has_the_last_word(tmp_path: Path) -> None:
    plan = plan_sweep(SweepRequest("flights-held-until-full"), Overrides(replications=2, years=2), Options(tmp_path))
    assert {point.plan.replications for point in plan.points} == {2}
    assert {point.plan.setup.years for point in plan.points} == {2}


def test_a_file_that_is_wrong_is_told_with_its_line(tmp_path: Path) -> None:
    file = tmp_path / "mine.yaml"
    file.write_text("sweep: mine\nscenaro: status-quo\nvary: [1, 2]\nrun: {years: -1}\n")
    with pytest.raises(ScenarioError) as refused:
        find_study(str(file), "sweep")
    assert [(problem.line, problem.path) for problem in refused.value.problems] == [
        (2, "scenaro"), (3, "vary"), (1, "scenario"), (4, "run.years")
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("vary: {run.seed: '1,2'}", "run.seed: found a setting of the whole study"),
        ("vary: {run.replications: '1:3:3'}", "run.replications: found a setting of the whole study"),
        ("vary: {run.years: '1,2'}\nrun: {years: 1}", "run.years in --vary and in --years"),
    ],
)
def test_a_file_does_not_vary_what_the_whole_study_shares(text: str, found: str, tmp_path: Path) -> None:
    file = tmp_path / "mine.yaml"
    rest = f"scenario: status-quo\nuntil: removals<=5\n{text}\n"
    file.write_text(f"sweep: mine\n{rest}")
    with pytest.raises(ScenarioError, match=found):
        plan_sweep(SweepRequest(str(file)), Overrides(), Options(tmp_path))
    file.write_text(f"solve: mine\n{rest}")
    with pytest.raises(ScenarioError, match=found):
        plan_solve(str(file), (), (), Overrides(), Options(tmp_path))


def test_a_path_that_the_user_sets_or_varies_is_not_taken_from_the_file(tmp_path: Path) -> None:
    file = tmp_path / "mine.yaml"
    file.write_text(
        "sweep: mine\nscenario: status-quo\nvary: {courts.judges: '1,2'}\n"
        "set: {detention.beds.adult: 5, run.seed: 3}\nrun: {years: 3}\n"
    )
    varied = SweepRequest(str(file), ("detention.beds.adult=6,7",))
    plan = plan_sweep(varied, Overrides(("run.years=2",), seed=4), Options(tmp_path))
    assert [point.values for point in plan.points] == [("6",), ("7",)]
    assert {(point.plan.setup.years, point.plan.setup.seed) for point in plan.points} == {(2, 4)}


@pytest.mark.parametrize(("text", "found"), [("- sweep: mine\n", "a list"), ("", "nothing")])
def test_a_file_that_is_no_mapping_is_told(text: str, found: str, tmp_path: Path) -> None:
    file = tmp_path / "mine.yaml"
    file.write_text(text)
    with pytest.raises(ScenarioError, match=rf"mine\.yaml:1:1: found {found}, expected a mapping with scenario"):
        plan_sweep(SweepRequest(str(file), ("courts.judges=1,2",)), Overrides(), Options(tmp_path))
    with pytest.raises(ScenarioError, match=rf"mine\.yaml:1:1: found {found}, expected a mapping with scenario"):
        plan_solve(str(file), ("courts.judges=1:2",), ("removals<=5",), Overrides(), Options(tmp_path))
