"""Which numbers move the answer is read from a stored study where there is one, else ranked and called so."""

import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import numpy as np

from sim.facts.compiling import luck_of
from sim.report.ranking import by_chance, ranked
from sim.report.spreads import spread
from sim.report.stored_sensitivity import stored_sensitivity
from sim.report.study import Side, Study
from sim.results.estimates import Sample

LEAVES = [{"path": name, "low": 1.0, "high": 2.0, "value": 1.5} for name in ("a.b", "c.d", "e.f")]
MANIFEST = {
    "kind": "run",
    "scenario": "calm",
    "seed": 7,
    "years": 1,
    "start": date(2016, 10, 1).isoformat(),
    "leaves": [*LEAVES, {"path": "sure", "value": 3}],
}
STUDY = Study(Path(), MANIFEST, (Side(0, MANIFEST, Sample((), np.zeros((1, 0))), ()),))


def test_the_number_that_makes_the_answer_is_ranked_first_and_sure_ones_are_left_out() -> None:
    answer = spread(np.array([100.0 * luck_of("c.d", 7, replication) for replication in range(1, 21)]))
    found = ranked(STUDY, answer)
    assert found[0].leaf["path"] == "c.d"
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
    lines = ["method,measure,group,leaves,statistic,value,unit", "tornado,removals,,,centre,10,persons"]
    lines += [f"tornado,removals,{name},{name},{end},{value},persons" for name, end, value in ENDS]
    (folder / "effects.csv").write_text("\n".join([*lines, "tornado,flights,,,centre,3,missions", ""]))
    study = replace(STUDY, folder=tmp_path / "calm" / "run")
    found = stored_sensitivity(study)
    assert found is not None
    assert (found.measure, found.centre) == ("removals", 10.0)
    assert [end[0] for end in found.ends] == ["wide", "narrow"]
    other = {**MANIFEST, "years": 2}
    assert stored_sensitivity(Study(study.folder, other, (Side(0, other, Sample((), np.zeros((1, 0))), ()),))) is None


ENDS = (("narrow", "low", 9), ("narrow", "high", 11), ("wide", "low", 2), ("wide", "high", 20))
