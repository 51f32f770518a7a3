"""What a verb gives from Python has frames, a chart and a short repr, and says the same as its files."""

from datetime import date
from pathlib import Path
from typing import Any

import polars
import pytest

import sim
from sim.api.answers import Comparison, Run
from sim.api.charts import chart_of_points, table_html
from sim.api.study_answers import Sweep
from sim.report.tables import Table
from sim.results.frames import Frame

SMALL: dict[str, Any] = {"scale": 0.002, "years": 1, "replications": 2}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("answers")


@pytest.fixture(scope="module")
def comparison(folder: Path) -> Comparison:
    return sim.compare("status-quo", "kelly-memos", **SMALL, out=folder)


@pytest.fixture(scope="module")
def run(folder: Path) -> Run:
    return sim.run("status-quo", **SMALL, out=folder)


@pytest.fixture(scope="module")
def sweep(folder: Path) -> Sweep:
    return sim.sweep("status-quo", vary={"detention.beds.adult": [20000, 40000]}, **SMALL, out=folder)


def test_levels_are_the_means_of_the_metrics_with_intervals_around_them(run: Run) -> None:
    (level,) = run.levels.of("removals").filter(fiscal_year="all").to_dicts()
    assert level["mean"] == run.metrics.of("removals").filter(fiscal_year="all")["value"].mean()
    assert level["low"] <= level["mean"] <= level["high"]
    assert (level["scenario"], level["unit"]) == ("status-quo", "persons")


def test_the_headline_has_the_rows_of_the_first_table_in_its_order(run: Run) -> None:
    shown = [row[0] for row in run.tables()[0].rows if row[2] != "none"]
    assert [label for label in run.headline["measure"].to_list() if label in shown] == [
        label for label in shown if label in run.headline["measure"].to_list()
    ]
    assert run.headline.height >= 12


def test_a_metric_by_year_has_a_row_for_each_year(run: Run) -> None:
    assert run.by_year("removals")["fiscal_year"].to_list() == ["2017"]
    assert run.by_year("cost_usd", "payer=mexico")["payer"].unique().to_list() == ["mexico"]


def test_a_number_that_there_is_not_is_refused_with_the_nearest(run: Run) -> None:
    with pytest.raises(sim.ResultsError, match=r"no number removalz\[all\]; the nearest is removals"):
        run.plot("removalz")
    with pytest.raises(sim.ResultsError, match="its groups are all, "):
        run.by_year("cost_usd", "payer=nobody")


@pytest.mark.parametrize(
    ("asked", "message"),
    [
        (("nope",), r"no number nope\[all\]; the column `metric`"),
        (("removalz",), "the nearest is removals"),
        (("cost_usd", "payer"), r"no number cost_usd\[payer\]; its groups are "),
        (("removals", "agency=ICE"), "the nearest is agency=ice"),
        (("removals", "agency=ice;agency=cbp"), "its groups are "),
        (("removals", None), r"no number removals\[None\]"),
        ((None,), "no number None"),
    ],
)
def test_a_frame_refuses_a_number_that_it_has_not(run: Run, asked: tuple[Any, ...], message: str) -> None:
    for frame in (run.metrics, run.levels):
        with pytest.raises(sim.ResultsError, match=message):
            frame.of(*asked)
    with pytest.raises(sim.ResultsError, match="no number nope"):
        run.metrics.groups("nope")
    with pytest.raises(sim.ResultsError, match="no number removals"):
        run.stocks.of("removals")


def test_the_headline_has_only_dimensions_that_a_row_of_it_has(run: Run) -> None:
    assert "payer" in run.headline.columns
    assert [column.name for column in run.headline if column.null_count() == run.headline.height] == []
    assert run.headline.of("removals")["measure"].len() == 1


def test_daily_series_and_the_ledger_are_frames_where_they_were_kept(run: Run, folder: Path) -> None:
    for frame in (run.stocks, run.flows, run.waits, run.ledger):
        assert isinstance(frame, polars.DataFrame)
        assert set(frame["replication"].unique()) == {1, 2}
    lean = sim.run("kelly-memos", **{**SMALL, "replications": 1}, keep="metrics", out=folder)
    with pytest.raises(sim.ResultsError, match="keep='series'"):
        _ = lean.stocks


def test_an_answer_is_found_from_another_folder_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    run = sim.run("status-quo", **{**SMALL, "replications": 1}, out="x")
    swept = sim.sweep("status-quo", vary={"detention.beds.adult": [5]}, **SMALL, out="x")
    (tmp_path / "elsewhere").mkdir()
    monkeypatch.chdir("elsewhere")
    assert run.directory.is_relative_to(tmp_path / "x")
    assert swept.directory.is_relative_to(tmp_path / "x")
    assert run.stocks.height > 0
    assert swept.by_point("removals").height == 1


def test_differences_are_the_means_of_the_pairs(comparison: Comparison) -> None:
    pairs = comparison.paired.of("removals").filter(fiscal_year="all")
    assert pairs["replication"].to_list() == [1, 2]
    (difference,) = comparison.differences.of("removals").filter(fiscal_year="all")["difference"]
    assert pairs["difference"].mean() == pytest.approx(difference)
    assert comparison.headline.filter(metric="removals")["difference"].to_list() == [difference]


def test_a_comparison_has_the_levels_and_the_runs_of_its_scenarios(comparison: Comparison) -> None:
    assert [run.scenario for run in comparison.runs] == ["status-quo", "kelly-memos"]
    assert comparison.levels["scenario"].unique(maintain_order=True).to_list() == ["status-quo", "kelly-memos"]
    assert comparison.metrics.height == sum(run.metrics.height for run in comparison.runs)
    assert comparison.decomposition is None
    assert comparison.baseline.levels.equals(comparison.levels.filter(scenario="status-quo"))


def test_a_chart_stands_by_itself_and_tells_its_numbers(comparison: Comparison, tmp_path: Path) -> None:
    chart = comparison.plot("removals")
    svg = chart._repr_svg_()
    assert svg.startswith("<svg style=")
    assert svg.count("<circle") == 2
    assert "removals, persons" in svg
    assert all(f"--{name}:" in svg for name in ("sq", "s1", "ink2", "grid"))
    assert chart.save(tmp_path / "chart.svg").read_text(encoding="utf-8") == svg
    assert repr(chart) == "Chart: removals, persons"


def test_a_chart_is_saved_under_a_name_of_a_picture(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    chart = run.plot("removals")
    for path in (None, "", 5, "a\0.svg", tmp_path / "a.png", tmp_path / "a", tmp_path):
        with pytest.raises(
            sim.ScenarioError, match=r"path: found .*expected the path of a file whose name ends in \.svg"
        ):
            chart.save(path)  # type: ignore[arg-type]  # that is the point
    with pytest.raises(sim.ResultsError, match="choose another path"):
        chart.save(tmp_path / "nowhere" / "a.svg")
    monkeypatch.setenv("HOME", str(tmp_path))
    assert chart.save("~/a.svg") == tmp_path / "a.svg"
    assert [path.name for path in tmp_path.iterdir()] == ["a.svg"]


def test_what_is_shown_in_a_notebook_is_escaped() -> None:
    html = table_html(Table("A <b>", "", ("Name", "Value"), (("<script>", "5"),)))
    assert "<script>" not in html
    assert '<td style="text-align:right">5</td>' in html


def test_points_and_what_was_discovered_of_them(sweep: Sweep) -> None:
    assert sweep.points["detention.beds.adult"].to_list() == [20000, 40000]
    assert set(sweep.metrics["point"].unique()) == {1, 2}
    found = sim.discover(
        sweep.directory, where="removals>=0", lever="detention.beds.adult", measure="removals", better="high"
    )
    assert found.words == "removals>=0 at 2 of 2 points: everywhere."
    assert found.regrets["level"].to_list()[0] in repr(found)
    assert found.regrets["worst_regret"].to_list()[0] == 0
    with pytest.raises(sim.ScenarioError, match="expected where TARGET, or lever PATH with measure METRIC"):
        sim.discover(sweep.directory)


def test_where_a_target_is_met_is_shown_in_words(sweep: Sweep) -> None:
    found = sim.discover(sweep.directory, where="removals>=1")
    assert [table.note for table in found.tables()] == [found.words]
    assert "everywhere" in found._repr_html_()


def test_a_number_of_a_sweep_lies_at_every_point_with_its_interval(sweep: Sweep) -> None:
    rows = sweep.by_point("removals")
    removals = sweep.metrics.of("removals").filter(fiscal_year="all")
    assert rows["detention.beds.adult"].to_list() == [20000, 40000]
    assert rows["mean"].to_list() == [removals.filter(point=point)["value"].mean() for point in (1, 2)]
    assert rows.filter(rows["low"] > rows["mean"]).is_empty()
    assert sweep.by_point("removals", year=2017).equals(sweep.by_point("removals", year="2017"))
    for year in (None, True, 2030):
        with pytest.raises(sim.ResultsError, match=rf"removals\[all\]@{year}; its years are 2017, all"):
            sweep.by_point("removals", year=year)  # type: ignore[arg-type]  # that is the point
    chart = sweep.plot("removals")
    assert chart.title == "removals, persons, by detention.beds.adult"
    assert chart.svg.count("<circle") == 2
    with pytest.raises(sim.ResultsError, match=r"removals\[all\]@2030; its years are 2017, all"):
        sweep.plot("removals", year="2030")
    with pytest.raises(sim.ResultsError, match="the nearest is removals"):
        sweep.by_point("removalz")


def test_levels_that_are_words_and_several_factors_are_drawn_too() -> None:
    rows = Frame(
        [("fifo", 5, 1.0, None, None), ("lifo", 5, 2.0, None, None), ("fifo", 6, 3.0, None, None)],
        schema=["courts.docket_rule", "courts.judges", "mean", "low", "high"],
        orient="row",
    )
    svg = chart_of_points(rows, ["courts.docket_rule", "courts.judges"], "removals", "all").svg
    assert (">fifo<" in svg, ">courts.judges 5<" in svg, svg.count("<circle")) == (True, True, 3)


def test_every_problem_of_a_file_is_a_row_and_none_where_all_is_fine(tmp_path: Path) -> None:
    file = tmp_path / "mine.yaml"
    file.write_text("scenario: mine\ntitle: Mine\nextends: status-quo\nset: {courts.judgez: 5}\n", encoding="utf-8")
    found = sim.check("status-quo", file)
    assert found.select("line", "path", "hint").row(0)[:2] == (4, "courts.judgez")
    assert sim.check("status-quo").columns == found.columns
    with pytest.raises(sim.ScenarioError, match="files: found nothing"):
        sim.check()


def test_what_newer_runs_replaced_is_removed(tmp_path: Path) -> None:
    assert sim.prune_results(tmp_path).height == 0
    assert sim.prune_results(tmp_path).columns == sim.stored_results(tmp_path).columns


def test_a_break_even_is_a_frame_even_where_there_is_none(folder: Path) -> None:
    found = sim.solve("status-quo", vary="detention.beds.adult=100:200", until="removals>=1", **SMALL, out=folder)
    (solution,) = found.solutions.to_dicts()
    assert (solution["value"], solution["is_met_below"], solution["target"]) == (None, True, "removals>=1")
    assert found.evaluations["replication"].unique().to_list() == [1, 2]


def test_a_backtest_has_published_beside_simulated(folder: Path) -> None:
    found = sim.backtest(
        first=date(2016, 10, 1), last=date(2017, 9, 30), scale=0.002, replications=1, fixed=True, out=folder
    )
    for frame in (found.rows, found.simple_rules):
        assert {"published", "nationality", "docket"} <= set(frame.columns)
        assert "group" not in frame.columns
    assert {"published", "simulated", "error"} <= set(found.rows.columns)
    assert found.scores.height == 1
    assert found.simple_rules.height == found.rows.height
    assert "<svg" in found.plot().svg
    assert found.notes


def test_what_there_is_comes_as_frames() -> None:
    assert "kelly-memos" in sim.scenarios()["name"].to_list()
    levers = sim.levers()
    assert levers.filter(memo="border", section="A")["path"].null_count() == 0
    assert levers.filter(levers["lever"].is_null())["reason"].null_count() == 0
    sources = sim.sources("status-quo", set={"detention.beds.family": 10})
    assert sources.row(0, named=True)["quality"] == "no source"
    assert sources.filter(path="detention.beds.family")["value"].to_list() == ["10"]


def test_a_number_is_traced_to_its_layer() -> None:
    trace = sim.explain("kelly-memos", "detention.release.parole_share")
    assert "scenarios/layers/border/K-parole.ordered.yaml:5" in str(trace)
    assert str(trace).startswith(repr(trace).removesuffix("\n..."))
    with pytest.raises(sim.ScenarioError) as refused:
        sim.explain("kelly-memos", "detention.bed.adult")
    (problem,) = refused.value.problems
    assert (problem.file, problem.hint) == ("path", "did you mean detention.beds.adult?")


def test_pages_are_written_and_results_listed(comparison: Comparison, run: Run, folder: Path, tmp_path: Path) -> None:
    assert sim.write_report(run.directory, out=tmp_path / "mine.html", workbook=True).stat().st_size > 10_000
    assert (tmp_path / "mine.xlsx").exists()
    stored = sim.stored_results(folder)
    assert comparison.directory.name in stored["name"].to_list()
    with pytest.raises(sim.ScenarioError, match="folders: found nothing"):
        sim.write_report()


def test_a_scenario_is_started_and_not_overwritten(tmp_path: Path) -> None:
    path = sim.new("mine", folder=tmp_path)
    assert sim.load(path).name == "mine"
    with pytest.raises(sim.ScenarioError) as refused:
        sim.new("mine", extends="status-qou", folder=tmp_path)
    assert [problem.file for problem in refused.value.problems] == ["extends", "name"]
    assert "properties" in sim.schema()


def test_no_repr_is_longer_than_ten_lines(comparison: Comparison, run: Run, sweep: Sweep) -> None:
    trace = sim.explain("kelly-memos", "detention.release.parole_share")
    for answer in (sim.load("kelly-memos"), run, comparison, sweep, trace, run.plot("removals")):
        assert len(repr(answer).splitlines()) <= 10
        assert len(repr(answer)) < 1000
    for shown in (run, comparison, sweep, trace):
        assert "<" in shown._repr_html_()
    assert "Apprehensions between ports" in run._repr_html_()


@pytest.mark.parametrize(
    ("verb", "given", "keyword"),
    [
        (sim.sensitivity, {"measure": "nope"}, "measure"),
        (sim.sensitivity, {"scale": "0.1"}, "scale"),
        (sim.sensitivity, {"tell": "x"}, "tell"),
        (sim.uncertainty, {"tell": 5}, "tell"),
        (sim.uncertainty, {"against": 5}, "scenario"),
        (sim.uncertainty, {"set": {"run.replications": 5}}, "set"),
    ],
)
def test_a_bad_argument_of_a_study_is_refused_by_its_keyword(
    verb: Any, given: dict[str, Any], keyword: str, tmp_path: Path
) -> None:
    with pytest.raises(sim.ScenarioError) as refused:
        verb("status-quo", **given, out=tmp_path)
    assert {problem.file for problem in refused.value.problems} == {keyword}
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("verb", "given", "keyword"),
    [
        (sim.backtest, {"first": "2016"}, "first"),
        (sim.backtest, {"last": 5}, "last"),
        (sim.backtest, {"refit": 1}, "refit"),
        (sim.backtest, {"observed": ""}, "observed"),
        (sim.calibrate, {"rounds": 11}, "rounds"),
        (sim.calibrate, {"rounds": 0}, "rounds"),
        (sim.calibrate, {"store": "yes"}, "store"),
        (sim.calibrate, {"scale": None}, "scale"),
        (sim.rank_numbers, {"jobs": 0}, "jobs"),
        (sim.stored_results, {"out": 5}, "out"),
    ],
)
def test_a_bad_argument_is_refused_by_its_keyword(
    verb: Any, given: dict[str, Any], keyword: str, tmp_path: Path
) -> None:
    with pytest.raises(sim.ScenarioError) as refused:
        verb(**{"out": tmp_path, **given})
    assert {problem.file for problem in refused.value.problems} == {keyword}
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("given", "keyword"),
    [({"where": 5}, "where"), ({"where": "removals"}, "where"), ({"better": "least"}, "better"),
     ({"lever": "a", "measure": 5}, "measure"), ({"lever": "a", "measure": "nope"}, "measure"),
     ({"lever": "a", "measure": "removals"}, "lever"), ({"where": "removals>=1", "lever": "a"}, "measure"),
     ({"where": "removals>=1", "measure": "removals"}, "lever")],
)  # fmt: skip
def test_a_bad_argument_of_discover_is_refused_by_its_keyword(
    given: dict[str, Any], keyword: str, sweep: Sweep
) -> None:
    with pytest.raises(sim.ScenarioError) as refused:
        sim.discover(sweep.directory, **given)
    assert {problem.file for problem in refused.value.problems} == {keyword}
