"""The outline of a replication adds up to what was recorded."""

import json
from datetime import date
from pathlib import Path

import numpy as np
import pytest

from sim.base.errors import ResultsError
from sim.engine.vocabulary import Cause, Flow, Stock, Wait
from sim.results.atomic_files import as_text, as_text_array, write_arrays
from sim.results.monthly_summary import monthly_summary, read_monthly_summary, summary_arrays
from sim.results.replications import write_replication_metrics
from tests.unit.results.recordings import empty, group, with_waits


def test_months_are_calendar_months_and_the_last_may_be_cut() -> None:
    recording = empty(start=date(2016, 9, 29), days=40)
    recording.flows[:, Flow.APPREHENDED, group()] = 1
    recording.stocks[:, Stock.HOLD, group()] = np.arange(40)
    outline = monthly_summary(recording)
    assert outline.month_ends.tolist() == [2, 33, 40]
    assert outline.flows[:, Flow.APPREHENDED].tolist() == [2, 31, 7]
    assert outline.stocks[:, Stock.HOLD].tolist() == [1, 32, 39]
    assert outline.stock_days.sum(axis=0)[Stock.HOLD] == sum(range(40))


def test_a_curve_rises_where_waits_end_and_stops_where_nobody_is_seen() -> None:
    spells = ((Wait.MEXICO, group(), 2017, Cause.SERVED, 0, 3, 3), (Wait.MEXICO, group(), 2017, 6, 0, 8, 1))
    outline = monthly_summary(with_waits(empty(days=20), *spells))
    curve = outline.incidence[Wait.MEXICO, Cause.SERVED]
    assert curve[2:5].tolist() == [0.0, 0.75, 0.75]
    assert np.isnan(curve[outline.ages > 8]).all()
    assert np.isnan(outline.incidence[Wait.REMOVAL]).all()


def test_an_outline_comes_back_and_one_of_another_version_is_refused(tmp_path: Path) -> None:
    recording = empty(days=40)
    write_replication_metrics(tmp_path / "a.npz", recording, ())
    assert (
        read_monthly_summary(tmp_path / "a.npz").month_ends.tolist() == monthly_summary(recording).month_ends.tolist()
    )
    write_arrays(tmp_path / "b.npz", {"values": np.zeros(1)})
    with pytest.raises(ResultsError, match="another version"):
        read_monthly_summary(tmp_path / "b.npz")


def test_columns_are_found_by_name_when_the_program_has_learned_to_count_more(tmp_path: Path) -> None:
    recording = empty(days=40)
    recording.flows[0, Flow.REOPENED, group()] = 3
    recording.flows[0, Flow.APPREHENDED, group()] = 2
    arrays = dict(summary_arrays(monthly_summary(recording)))
    names = json.loads(as_text(arrays["outline_names"]))
    place = names["flows"].index("APPREHENDED")
    names["flows"].pop(place)
    arrays["outline_flows"] = np.delete(arrays["outline_flows"], place, axis=1)
    arrays["outline_names"] = as_text_array(json.dumps(names))
    write_arrays(tmp_path / "a.npz", arrays)
    outline = read_monthly_summary(tmp_path / "a.npz")
    assert outline.flows[0, Flow.REOPENED] == 3
    assert not outline.flows[:, Flow.APPREHENDED].any()
