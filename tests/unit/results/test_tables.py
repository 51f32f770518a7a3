"""The tables that other programs read, and the monthly report of section O."""

import csv
import errno
import importlib.util
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import polars
import pytest

from sim.base.codes import Nationality, PersonClass
from sim.base.errors import InvariantError
from sim.base.metric_key import MetricKey
from sim.engine.recording import ITEM, Recording
from sim.engine.vocabulary import Cause, Flow, Stock, Wait
from sim.model.run import simulate
from sim.results.csv_tables import COLUMNS, REPORTED, number, write_differences, write_metrics, write_section_o
from sim.results.estimates import differences, sample
from sim.results.frames import DIMENSIONS, Frame, difference_frame, metric_frame, tidy
from sim.results.metric_definition import Row
from sim.results.metrics import measure
from sim.results.parquet_tables import write_ledger, write_metric_table, write_series
from sim.results.replications import read_replication_metrics, write_replication_metrics
from tests.unit.results.recordings import empty, group, measured, with_waits
from tests.worlds import small


@pytest.mark.parametrize(
    ("value", "text"), [(3.0, "3"), (1 / 3, "0.3333333333333333"), (-0.5, "-0.5"), (None, ""), (0.0, "0")]
)
def test_numbers_are_written_in_full(value: float | None, text: str) -> None:
    assert number(value) == text


def test_the_long_table_has_one_value_a_line(tmp_path: Path) -> None:
    path = tmp_path / "metrics.csv"
    write_metrics(path, "kelly-memos", enumerate([measured(removals=3), measured(removals=4.5)], start=1))
    assert path.read_text() == (
        "scenario,replication,fiscal_year,metric,group,value,unit\n"
        "kelly-memos,1,all,removals,all,3,persons\n"
        "kelly-memos,2,all,removals,all,4.5,persons\n"
    )


def test_differences_leave_the_interval_of_one_pair_empty(tmp_path: Path) -> None:
    path = tmp_path / "differences.csv"
    write_differences(path, differences("b", sample([measured(removals=3)]), sample([measured(removals=1)])))
    (line,) = csv.DictReader(path.read_text().splitlines())
    assert (line["baseline"], line["value"], line["difference"], line["low"]) == ("3", "1", "-2", "")


def test_series_hold_raw_counts_and_leave_out_empty_cells(tmp_path: Path) -> None:
    recording = with_waits(empty(scale=0.5), (Wait.MEXICO, group(), 2016, Cause.SERVED, 0, 10, 2))
    recording.flows[1, Flow.APPREHENDED, group()] = 3
    recording.stocks[4, Stock.HOLD, group()] = 1
    write_series(tmp_path, lambda: [(1, recording), (2, recording)])
    flows = polars.read_parquet(tmp_path / "flows.parquet")
    assert flows.rows() == [
        (replication, 0.5, date(2016, 9, 30), "apprehended", "mexico", "single_adult", 3) for replication in (1, 2)
    ]
    waits = polars.read_parquet(tmp_path / "waits.parquet").row(0, named=True)
    assert (waits["queue"], waits["cause"], waits["exit_days"], waits["persons"]) == ("mexico", "served", 10, 2)
    assert polars.read_parquet(tmp_path / "stocks.parquet")["replication"].to_list() == [1, 2]
    assert not list(tmp_path.glob(".*"))


def test_the_ledger_names_payer_and_receiver(tmp_path: Path) -> None:
    recording = empty()
    recording.ledger[2, ITEM["reception"]] = 700
    write_replication_metrics(tmp_path / "0001.npz", recording, (Row(MetricKey("removals"), 1, "persons"),))
    write_ledger(tmp_path / "ledger.parquet", [(1, read_replication_metrics(tmp_path / "0001.npz"))])
    (line,) = polars.read_parquet(tmp_path / "ledger.parquet").rows(named=True)
    assert (line["payer"], line["receiver"], line["item"], line["cents"]) == ("mexico", "suppliers", "reception", 700)


def test_a_table_of_nothing_keeps_its_columns(tmp_path: Path) -> None:
    write_series(tmp_path, lambda: [(1, empty()), (2, empty())])
    flows = polars.read_parquet(tmp_path / "flows.parquet")
    assert flows.height == 0
    assert flows.columns == ["replication", "scale", "day", "flow", "nationality", "class", "persons"]


def test_a_failure_leaves_no_part_of_a_table(tmp_path: Path) -> None:
    def recordings() -> Iterator[tuple[int, Recording]]:
        yield 1, empty()
        raise OSError(errno.ENOSPC, "No space left on device")

    with pytest.raises(OSError, match="No space left"):
        write_series(tmp_path, recordings)
    assert list(tmp_path.iterdir()) == []


def test_equal_replications_give_equal_tables(tmp_path: Path) -> None:
    recording = empty()
    recording.flows[1, Flow.APPREHENDED] = 3
    for name in ("a", "b"):
        (tmp_path / name).mkdir()
        write_series(tmp_path / name, lambda: [(1, recording)])
    for table in ("stocks.parquet", "flows.parquet", "waits.parquet"):
        assert (tmp_path / "a" / table).read_bytes() == (tmp_path / "b" / table).read_bytes()


def test_frames_have_the_columns_of_the_files_and_one_for_each_dimension() -> None:
    frame = metric_frame("b", [(1, measured(removals=3))])
    nothing = (None,) * len(DIMENSIONS)
    assert frame.row(0) == ("b", 1, "all", "removals", *nothing, 3.0, "persons")
    both = sample([measured(removals=3)]), sample([measured(removals=1)])
    assert difference_frame(differences("b", *both)).row(0, named=True)["low"] is None


def test_every_dimension_has_a_column_of_its_own_and_a_number_is_found_by_them(tmp_path: Path) -> None:
    recording = empty()
    recording.flows[0, Flow.APPREHENDED, group(Nationality.MEXICO, PersonClass.FAMILY_MEMBER)] = 2
    rows = measure(recording)
    write_replication_metrics(tmp_path / "0001.npz", recording, rows)
    write_metric_table(tmp_path / "metrics.parquet", "b", [(1, read_replication_metrics(tmp_path / "0001.npz"))])
    frame = Frame(polars.read_parquet(tmp_path / "metrics.parquet"))
    assert "group" not in frame.columns
    assert {name for row in rows for name, _ in row.key.dimensions} <= set(DIMENSIONS)
    found = frame.of("apprehensions", "class=family_member;nationality=mexico")
    (line,) = found.filter(fiscal_year="all").rows(named=True)
    assert (line["class"], line["nationality"], line["payer"], line["value"]) == ("family_member", "mexico", None, 2.0)
    assert set(frame.groups("apprehensions")) == {row.key.group for row in rows if row.key.metric == "apprehensions"}


@pytest.mark.parametrize(
    ("absent", "said"),
    [(("pyarrow",), "to_pandas needs pyarrow; install it with `pip install 'memosim[pandas]'`"),
     (("pandas", "pyarrow"), "to_pandas needs pandas and pyarrow; install")],
)  # fmt: skip
def test_what_pandas_needs_is_told_in_plain_words(
    absent: tuple[str, ...], said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in absent:
        monkeypatch.setitem(sys.modules, name, None)
    both = sample([measured(removals=3)]), sample([measured(removals=5)])
    for frame in (metric_frame("b", [(1, measured(removals=3))]), difference_frame(differences("b", *both))):
        with pytest.raises(ModuleNotFoundError) as refused:
            frame.to_pandas()
        assert str(refused.value).startswith(said)


@pytest.mark.skipif(
    any(importlib.util.find_spec(name) is None for name in ("pandas", "pyarrow")),
    reason="pandas or pyarrow is not installed: pip install 'memosim[pandas]'",
)
def test_a_frame_becomes_one_of_pandas() -> None:
    frame = metric_frame("b", [(1, measured(removals=3))])
    assert isinstance(frame, Frame)
    assert frame.to_pandas()["value"].tolist() == frame["value"].to_list()


def test_the_report_adds_up_to_the_flows_in_means_at_full_scale(tmp_path: Path) -> None:
    recordings = [simulate(small(scale=0.002, days=60, seed=seed)) for seed in (1, 2)]
    write_section_o(tmp_path / "section_o.csv", enumerate(recordings, start=1))

    with (tmp_path / "section_o.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))

    assert tuple(rows[0]) == COLUMNS
    assert list(dict.fromkeys(row["month"] for row in rows)) == ["2016-10", "2016-11"]
    assert {row["replications"] for row in rows} == {"2"}
    for name, flows in REPORTED.items():
        recorded = sum(int(each.flows[:, list(flows)].sum()) for each in recordings) / 2 / 0.002
        assert abs(sum(float(row[name]) for row in rows) - recorded) < 1e-6 * max(recorded, 1.0), name
    october = sum(int(each.flows[:31, Flow.APPREHENDED].sum()) for each in recordings) / 2 / 0.002
    assert abs(sum(float(row["apprehended"]) for row in rows if row["month"] == "2016-10") - october) < 1e-6


def test_releases_stand_with_their_reason() -> None:
    reasons = [name for name in REPORTED if name.startswith("released_")]
    counted = {flow for name in reasons for flow in REPORTED[name]}
    released = {flow for flow in Flow if flow.name.startswith(("RELEASED_", "PAROLED_"))}
    assert released - counted == set()


def test_a_dimension_without_a_column_is_ours_to_mend() -> None:
    with pytest.raises(InvariantError, match="no column for shoes"):
        tidy(polars.DataFrame({"group": ["shoes=brown"], "value": [1.0]}))
