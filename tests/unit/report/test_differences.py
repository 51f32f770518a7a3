"""The sentences of a comparison say more where there is more, and fewer where there are fewer."""

from pathlib import Path

import numpy as np
import pytest

from sim.report.figures import TemplateBlock
from sim.report.measures import CLOSURES, COMPLETIONS, PENDING, RECEIPTS, WANT_OF_BED
from sim.report.sections.differences import differences_section
from sim.report.study import Arm, Study
from sim.results.estimates import Sample

MANIFEST = {
    "kind": "run",
    "years": 1,
    "scale": 1.0,
    "start": "2016-10-01",
    "replications": 2,
    "interval": "95% interval",
}


def arm(place: int, name: str, released: float) -> Arm:
    """A scenario under which so many are released for want of a bed, one fewer or more by chance."""
    manifest = {**MANIFEST, "scenario": name}
    values = np.array([[released], [released + 1.0]])
    return Arm(place, manifest, Sample((WANT_OF_BED.key,), ("persons",), values), ())


def test_a_larger_backlog_is_told_with_what_it_is_made_of() -> None:
    measures = (PENDING, RECEIPTS, COMPLETIONS, CLOSURES)
    keys = tuple(measure.key for measure in measures)

    def court(place: int, name: str, values: tuple[float, ...]) -> Arm:
        rows = np.array([values, values])
        return Arm(place, {**MANIFEST, "scenario": name}, Sample(keys, ("cases",) * 4, rows), ())

    calm, strict = court(0, "calm", (1000.0, 500.0, 300.0, 100.0)), court(1, "strict", (1090.0, 540.0, 310.0, 40.0))
    (block, *_) = differences_section(Study(Path(), MANIFEST, (calm, strict))).blocks
    assert isinstance(block, TemplateBlock)
    assert isinstance(block.content, tuple)
    assert block.content[0].lead == "Strict adds 90 cases to the court backlog."
    assert block.content[0].detail.endswith(
        "Over the run Strict has 40 more cases received, 10 more decided and 60 fewer closed administratively than "
        "Calm; a closed case is not a decided one."
    )


@pytest.mark.parametrize(("released", "words"), [(1500.0, "500 more"), (300.0, "700 fewer")])
def test_releases_for_want_of_a_bed_are_more_or_fewer(released: float, words: str) -> None:
    study = Study(Path(), MANIFEST, (arm(0, "calm", 1000.0), arm(1, "strict", released)))
    (block, *_) = differences_section(study).blocks
    assert isinstance(block, TemplateBlock)
    assert isinstance(block.content, tuple)
    assert [each.lead for each in block.content] == [f"Strict releases {words} persons a year for want of a bed."]
