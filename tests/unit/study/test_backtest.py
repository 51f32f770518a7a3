"""A backtest plans what is played and compared, and scores what came out."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from sim.base.errors import ScenarioError
from sim.base.metric_key import MetricKey
from sim.cli.answers import backtest_answer
from sim.data.published import Use, published_values
from sim.data.seeds import COLUMNS
from sim.report.backtests import chart
from sim.report.fit_tables import backtest_tables
from sim.scenario.scenario import Overrides
from sim.study.backtest import Backtest, BacktestPlan, BacktestRequest, plan_backtest, score_values
from sim.study.backtest_scores import ROW_COLUMNS, SCORE_COLUMNS, score_line, totals, write_backtest
from sim.study.plans import Options
from sim.study.progress import Watcher


def planned(tmp_path: Path, **more: object) -> BacktestPlan:
    request = replace(BacktestRequest(overrides=Overrides(replications=2, scale=0.01)), **more)  # type: ignore[arg-type]
    return plan_backtest(request, Options(tmp_path))


@pytest.fixture(scope="module")
def plan(tmp_path_factory: pytest.TempPathFactory) -> BacktestPlan:
    return planned(tmp_path_factory.mktemp("results"))


@pytest.fixture(scope="module")
def made_up(plan: BacktestPlan) -> Backtest:
    """As if the model hit every value but one by two per cent on each side, and had no number for the last."""
    values = [{one.key: one.value * factor for one in plan.truth[:-1]} for factor in (0.98, 1.02)]
    return score_values(plan, values)


def test_every_published_value_of_the_years_is_compared(plan: BacktestPlan) -> None:
    wanted = {one.key for one in published_values() if one.period in ("FY2016", "FY2017") or one.period > "2015-10"}
    wanted = {key for key in wanted if key.period[:2] == "FY" or "2015-10" <= key.period <= "2017-09"}

    assert wanted <= {one.key for one in plan.truth}


def test_years_come_first_and_both_regimes_of_2017_are_told(plan: BacktestPlan) -> None:
    periods = [one.period for one in plan.truth]
    first_month = next(n for n, period in enumerate(periods) if period[:2] != "FY")

    assert all(period[:2] == "FY" for period in periods[:first_month])
    assert all(period[:2] != "FY" for period in periods[first_month:])
    assert MetricKey("detained_average", period="FY2017H1") in {one.key for one in plan.truth}


def test_later_years_start_from_a_built_state_and_warm_up(tmp_path: Path) -> None:
    later = planned(tmp_path, first=date(2018, 10, 1), last=date(2020, 9, 30))

    assert later.plan.scenario.run.start == date(2016, 10, 1)
    assert later.plan.scenario.run.years == 4
    assert any("warm it up" in note for note in later.notes)
    assert {one.use for one in later.truth} <= {Use.INPUT}, "nothing shipped checks those years"


def test_earlier_years_start_on_their_own_day(tmp_path: Path) -> None:
    earlier = planned(tmp_path, first=date(2012, 10, 1), last=date(2014, 9, 30))

    assert earlier.plan.scenario.run.start == date(2012, 10, 1)
    assert MetricKey("court_pending", period="FY2013") in {one.key for one in earlier.truth}


def test_an_end_before_the_beginning_is_the_user_s_to_mend(tmp_path: Path) -> None:
    with pytest.raises(ScenarioError, match="--to"):
        planned(tmp_path, first=date(2017, 1, 1), last=date(2016, 1, 1))


def test_days_of_which_nothing_is_published_are_refused_before_anything_is_played(tmp_path: Path) -> None:
    with pytest.raises(ScenarioError, match="a month or year of which a value is published"):
        planned(tmp_path, first=date(2016, 10, 2), last=date(2016, 10, 3))


def brought(tmp_path: Path, *rows: tuple[str, str, str]) -> Path:
    folder = tmp_path / "mine"
    folder.mkdir()
    lines = [",".join(COLUMNS)]
    for series, year, value in rows:
        cells = {"series": series, "year_type": "FY", "year": year, "area": "Nationwide", "value": value}
        cells |= {"unit": "cases", "quality": "official"}
        lines.append(",".join(cells.get(column, "") for column in COLUMNS))
    (folder / "a.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    return folder


def test_truth_that_a_user_brings_never_reaches_the_model(tmp_path: Path) -> None:
    years = {"first": date(2017, 10, 1), "last": date(2018, 9, 30)}
    folder = brought(tmp_path, ("eoir_pending", "2018", "1"), ("ice_adp", "2018", "2"))
    with_truth, without = planned(tmp_path, observed=folder, **years), planned(tmp_path, **years)

    assert with_truth.forcing.receipts == without.forcing.receipts == {}
    assert (with_truth.forcing.judges, with_truth.forcing.beds) == (without.forcing.judges, without.forcing.beds)
    assert {one.key for one in with_truth.truth} - {one.key for one in without.truth} == {
        MetricKey("court_pending", period="FY2018"),
        MetricKey("detained_average", period="FY2018"),
    }


def test_receipts_that_a_user_brings_are_imposed_and_no_longer_scored(tmp_path: Path) -> None:
    folder = brought(tmp_path, ("eoir_receipts", "2017", "300000"))
    found = planned(tmp_path, observed=folder)
    row = next(one for one in found.truth if one.key == MetricKey("court_receipts", period="FY2017"))

    assert sum(found.forcing.receipts.values()) == pytest.approx(300000)
    assert (row.value, row.use) == (300000.0, Use.INPUT)


def test_a_value_the_model_lacks_is_told_and_not_left_out(made_up: Backtest) -> None:
    assert made_up.rows[-1].simulated is None
    assert totals(made_up.rows).not_simulated == 1
    assert len(made_up.rows) == len(backtest_tables(made_up)[0].rows)


def test_the_answer_has_the_promised_shape(made_up: Backtest) -> None:
    answer = backtest_answer(made_up)
    rows = answer["rows"]

    assert isinstance(rows, list)
    assert tuple(rows[0]) == ROW_COLUMNS
    assert {type(row["fitted"]) for row in rows} == {bool, str}
    assert rows[-1]["simulated"] is None


def test_files_hold_every_row_a_line_of_scores_and_a_chart(made_up: Backtest) -> None:
    made_up.directory.mkdir(parents=True, exist_ok=True)
    write_backtest(
        made_up, lambda folder, found: (folder / "backtest.svg").write_text(chart(found), encoding="utf-8"), Watcher()
    )

    table = (made_up.directory / "backtest.csv").read_text(encoding="utf-8").splitlines()
    assert len(table) == len(made_up.rows) + 1
    assert (made_up.directory / "backtest.svg").read_text(encoding="utf-8").startswith("<svg")
    assert len(score_line(made_up)) == len(SCORE_COLUMNS)
