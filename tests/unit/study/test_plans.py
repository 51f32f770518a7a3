"""A study is planned from words, and its command repeats it."""

import shlex
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

import sim
from sim.base.errors import ScenarioError
from sim.scenario.scenario import Overrides, load
from sim.study.backtest import BacktestRequest, plan_backtest
from sim.study.choices import Keep
from sim.study.factors import Factor
from sim.study.plans import Options, check_comparable, command_text, plan_compare, plan_of, plan_run
from sim.study.points import plan_points
from tests.unit.study.playing import scenario


def test_the_command_states_what_the_scenario_leaves_open() -> None:
    overrides = Overrides(set=("detention.beds.adult=30000", "a.b={c: 1}"), replications=8, seed=3, scale=0.1)
    text = command_text("run", ("my file.yaml",), overrides, Options(fixed=True, jobs=7, out=Path("/elsewhere")))
    assert shlex.split(text) == [
        "memosim", "run", "my file.yaml", "--set", "detention.beds.adult=30000", "--set", "a.b={c: 1}",
        "--replications", "8", "--seed", "3", "--scale", "0.1", "--fixed", "--keep", "metrics",
    ]  # fmt: skip


def test_what_is_usual_is_not_said() -> None:
    overrides = Overrides(replications=8, seed=3)
    assert "--keep" not in command_text("run", ("x",), overrides, Options(keep=Keep.SERIES))
    assert "--keep" not in command_text("compare", ("x", "y"), overrides, Options(keep=Keep.METRICS))


def test_the_folder_is_named_after_scenario_and_run() -> None:
    plan = plan_of("calm", scenario(), Overrides(), Options(Path("out")))
    assert plan.directory.path == Path("out") / "calm" / plan.setup.run_id


def test_the_number_of_replications_does_not_change_the_folder() -> None:
    few, many = (plan_of("calm", scenario(replications=n), Overrides(), Options()) for n in (2, 20))
    assert few.directory == many.directory


@pytest.mark.parametrize("replications", [0, 10_001])
def test_replications_are_checked_before_anything_is_read(replications: int) -> None:
    with pytest.raises(ScenarioError, match="--replications: found"):
        plan_run("nothing", Overrides(replications=replications), Options())


def test_scenarios_of_other_dates_are_not_compared() -> None:
    with pytest.raises(ScenarioError, match=r"run\.start=DATE"):
        check_comparable(scenario(), (scenario("busy", start=date(2010, 10, 1)),))


def test_one_name_for_two_scenarios_is_refused() -> None:
    with pytest.raises(ScenarioError, match="rename one"):
        check_comparable(scenario(), (replace(scenario(), title="Another"),))
    with pytest.raises(ScenarioError, match="busy, in which every value is as in calm"):
        check_comparable(scenario(), (scenario("busy"),))
    check_comparable(load("status-quo"), (load("kelly-memos"), load("kelly-memos-consent")))


def test_more_scenarios_than_a_page_shows_are_refused_before_any_is_played(tmp_path: Path) -> None:
    with pytest.raises(ScenarioError, match=r"9 scenarios.*at most 8"):
        sim.compare(*["status-quo"] * 9, years=1, scale=0.01, out=tmp_path / "out")
    assert not (tmp_path / "out").exists()


def test_points_that_are_one_run_are_refused(tmp_path: Path) -> None:
    factor = Factor("detention.beds.adult", ("5", "5.0"))
    with pytest.raises(ScenarioError, match=r"found one scenario at 5 and at 5\.0, expected values that change it"):
        plan_points("status-quo", (factor,), (("5",), ("6",), ("5.0",)), Overrides(years=1), Options(tmp_path))


def test_a_setting_and_its_option_may_not_contradict_each_other() -> None:
    options, paths = Overrides((), 3, 3, 3), ("run.replications", "run.seed", "run.years")
    with pytest.raises(ScenarioError) as refused:
        plan_run("status-quo", replace(options, set=tuple(f"{path}=2" for path in paths)), Options())
    assert sorted(str(problem) for problem in refused.value.problems) == [
        f"--set: {path}: found 2 here and 3 in --{name}, expected each path once; use --{name} alone"
        for path, name in ((path, path.removeprefix("run.")) for path in paths)
    ]
    plan = plan_run("status-quo", replace(options, set=tuple(f"{path}=3" for path in paths)), Options())
    assert (plan.replications, plan.setup.seed, plan.setup.years) == (3, 3, 3)


def test_what_a_study_sets_by_itself_is_not_set_beside_it(tmp_path: Path) -> None:
    days = date(2016, 10, 1), date(2017, 9, 30)
    for setting in ("run.years=1", "run.start=2016-10-01"):
        with pytest.raises(ScenarioError, match=r"found a setting of the whole study.*use --from and --to"):
            plan_backtest(BacktestRequest(*days, None, Overrides((setting,))), Options(tmp_path))


def test_what_a_scenario_gives_up_to_be_compared_is_told(tmp_path: Path) -> None:
    file = tmp_path / "mine.yaml"
    file.write_text("scenario: mine\nextends: status-quo\nset: {courts.judges: 300}\nrun: {seed: 7, replications: 3}\n")
    first, other = plan_compare(("status-quo", str(file)), Overrides(years=1), Options(tmp_path))
    assert (first.notes, other.setup.seed) == ((), first.setup.seed)
    assert other.notes[:1] == (
        "Its own run.seed is 7 and its own run.replications is 3; "
        "here it has those of status-quo, as all that are compared.",
    )
