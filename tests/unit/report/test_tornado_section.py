"""Which numbers move the answer is read from a stored study where there is one, else ranked and called so."""

import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import numpy as np

from sim.base.metric_key import MetricKey
from sim.report.sections.tornado import by_chance, ranked, stored_sensitivity
from sim.report.sections.uncertainty import uncertainty_section
from sim.report.study import Arm, Study, spread
from sim.results.estimates import Sample
from sim.results.metrics import unit_of
from sim.scenario.values import uniform_of

PARAMETERS = [{"path": name, "low": 1.0, "high": 2.0, "value": 1.5} for name in ("a.b", "c.d", "e.f")]
MANIFEST = {
    "kind": "run",
    "scenario": "calm",
    "seed": 7,
    "years": 1,
    "start": date(2016, 10, 1).isoformat(),
    "parameters": [*PARAMETERS, {"path": "sure", "value": 3}],
}
STUDY = Study(Path(), MANIFEST, (Arm(0, MANIFEST, Sample((), (), np.zeros((1, 0))), ()),))


def test_the_number_that_makes_the_answer_is_ranked_first_and_sure_ones_are_left_out() -> None:
    answer = spread(np.array([100.0 * uniform_of("c.d", 7, replication) for replication in range(1, 21)]))
    found = ranked(STUDY, answer)
    assert found[0].parameter["path"] == "c.d"
    assert len(found) == 3
    assert found[0].correlation > 0.99
    assert (round(found[0].low), round(found[0].high)) == (0, 100)
    assert abs(found[1].correlation) < 0.99


def test_the_mark_of_chance_falls_with_the_replications() -> None:
    assert 0.70 < by_chance(8) < 0.72
    assert by_chance(8) > by_chance(20) > by_chance(200)


def test_a_stored_study_of_the_same_years_is_found_and_another_is_not(tmp_path: Path) -> None:
    folder = tmp_path / "sensitivity-1"
    folder.mkdir()
    (folder / "manifest.json").write_text(json.dumps({**MANIFEST, "kind": "sensitivity", "command": "memosim x"}))
    lines = ["method,measure,group,parameters,statistic,value,unit", "tornado,removals,,,centre,10,persons"]
    lines += [f"tornado,removals,{name},{name},{end},{value},persons" for name, end, value in ENDS]
    (folder / "effects.csv").write_text("\n".join([*lines, "tornado,flights,,,centre,3,missions", ""]))
    study = replace(STUDY, folder=tmp_path / "calm" / "run")
    found = stored_sensitivity(study)
    assert found is not None
    assert (found.measure, found.centre) == ("removals", 10.0)
    assert [end[0] for end in found.ends] == ["wide", "narrow"]
    other = {**MANIFEST, "years": 2}
    assert (
        stored_sensitivity(Study(study.folder, other, (Arm(0, other, Sample((), (), np.zeros((1, 0))), ()),))) is None
    )


ENDS = (("narrow", "low", 9), ("narrow", "high", 11), ("wide", "low", 2), ("wide", "high", 20))


def arms(*levels: list[float]) -> Study:
    """A study of the court's backlog alone, one list of replications for each scenario."""
    key = MetricKey("court_pending")
    manifest = {**MANIFEST, "replications": len(levels[0]), "fixed": True, "scale": 1.0}
    made = (Sample((key,), (unit_of(key),), np.array(values)[:, None]) for values in levels)
    return Study(Path(), manifest, tuple(Arm(place, manifest, one, ()) for place, one in enumerate(made)))


def test_a_level_has_no_sign_and_a_stock_is_not_told_per_year() -> None:
    assert uncertainty_section(arms([900_000.0, 910_000.0])).answer == (
        "In single replications cases pending in court under Calm runs from 900,000 to 910,000; the interval of its "
        "mean is 841,000 to 969,000."
    )


def test_a_heading_says_of_the_interval_what_it_says_and_no_more() -> None:
    for after, words in (([1010.0, 1011.0], "leaves zero outside"), ([1010.0, 990.0], "holds zero")):
        section = uncertainty_section(arms([1000.0, 1000.0], after))
        (figure,) = (block for block in section.blocks if getattr(block, "anchor", "") == "replications")
        assert figure.title == f"2 replications: the interval of the mean {words}"  # type: ignore[union-attr]  # a figure
        assert "+" in section.answer
