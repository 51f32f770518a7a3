"""What flows into a point of the pathway flows out of it, whatever the numbers are."""

from datetime import date
from pathlib import Path

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from sim.base.metric_key import MetricKey
from sim.report.pathway import pathway
from sim.report.study import Arm, Study
from sim.results.estimates import Sample

NAMES = (
    ("apprehensions", "all"),
    ("inadmissibles", "all"),
    ("interior_arrests", "all"),
    ("voluntary_returns", "all"),
    ("voluntary_returns", "place=port"),
    ("expedited_removals", "issued=yes"),
    ("reinstatements", "issued=yes"),
    ("fear_screenings", "outcome=positive"),
    ("fear_screenings", "kind=reasonable;outcome=positive"),
    ("notices_to_appear", "all"),
    ("returned_to_mexico", "all"),
)


def study_with(values: list[float]) -> Study:
    """A run of one year in which these numbers were counted."""
    keys = tuple(MetricKey.read(metric, group) for metric, group in NAMES)
    manifest = {"kind": "run", "scenario": "calm", "years": 1, "scale": 1.0, "start": date(2016, 10, 1).isoformat()}
    return Study(Path(), manifest, (Arm(0, manifest, Sample(keys, ("persons",) * len(keys), np.array([values])), ()),))


@given(st.lists(st.floats(0, 1e6), min_size=len(NAMES), max_size=len(NAMES)))
@settings(max_examples=60, deadline=None)
def test_what_flows_in_flows_out(values: list[float]) -> None:
    study = study_with(values)
    path = pathway(study, study.base)
    assert path is not None
    for node in path.nodes:
        into = sum(link.persons for link in path.links if link.target == node.key)
        out = sum(link.persons for link in path.links if link.source == node.key)
        if node.key not in ("met",) and into and out:
            assert abs(into - out) <= 2.0
        assert node.persons >= max(into, out) - 1e-6
    assert all(link.persons >= 0 for link in path.links)


def test_the_rest_is_named_and_closes_the_balance() -> None:
    study = study_with([600, 200, 200, 100, 0, 500, 50, 60, 10, 360, 30])
    path = pathway(study, study.base)
    assert path is not None
    assert path.persons("met") == 1000
    assert path.persons("other") == 1000 - 100 - 550 - 300
    assert path.persons("mexico") == 30
    assert path.persons("court") == 70 + 270
