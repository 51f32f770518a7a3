"""The monthly report of section O adds up to what was recorded, by month, citizenship and class."""

import csv
from pathlib import Path

from sim.engine.vocabulary import Flow
from sim.model.run import simulate
from sim.results.section_o import COLUMNS, REPORTED, write_section_o
from tests.worlds import small


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
