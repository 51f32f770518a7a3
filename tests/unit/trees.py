"""A small library of scenarios with a few parameters, one of every kind."""

from pathlib import Path
from typing import Literal, Self

import pytest
from pydantic import model_validator

from sim.base.errors import Problem, ScenarioError
from sim.data.seeds import shipped_root
from sim.scenario.levers import Lever, Memo, Reading, Section
from sim.scenario.library import Library
from sim.scenario.parameter import (
    Choice,
    DatedCount,
    DatedRate,
    DatedSwitch,
    DatedZoneMiles,
    Duration,
    Share,
    Usd,
)
from sim.scenario.parameters.group import ByNationality, ContradictionError, ParameterGroup
from sim.scenario.parameters.resources import Run
from sim.scenario.resolved import Scenario
from sim.scenario.scenario import load
from sim.scenario.settings import Overrides


class Beds(ParameterGroup):
    """Beds by type."""

    adult: DatedCount
    """Adult beds [beds]."""
    surge_adult: DatedCount
    """Beds of the reserve [beds]."""
    family: DatedCount
    """Family beds [beds]."""


class Detention(ParameterGroup):
    """Custody."""

    beds: Beds


class Courts(ParameterGroup):
    """A court."""

    docket_rule: Choice[Literal["priority", "fifo", "lifo"]]
    """Which case is heard next."""
    closure_net_share: Share | None
    """Net share of cases closed [share]."""
    relief: ByNationality[Share]
    """Share of cases won [share]."""
    delay: Duration
    """Time to file [days]."""
    usd_per_case: Usd
    """Cost of a case [dollars]."""


class Mexico(ParameterGroup):
    """What Mexico does."""

    consent_per_day: DatedRate
    """Persons received [persons/day]."""
    is_open: DatedSwitch
    """Whether the bridge is open."""
    zone: DatedZoneMiles
    """Depth of the zone [miles]."""


class TinyParameters(ParameterGroup):
    """A small world."""

    run: Run
    detention: Detention
    courts: Courts
    mexico: Mexico

    @model_validator(mode="after")
    def _consent_needs_a_bridge(self) -> Self:
        consent, bridge = self.mexico.consent_per_day, self.mexico.is_open
        if consent.value == 13 and bridge.value is False:
            raise ContradictionError(consent, "another number while the bridge is shut", "open the bridge")
        return self


_ANNOUNCED = {Reading.ANNOUNCED: "nobody did"}
_REALISED = {Reading.REALISED: "nothing happened"}
LEVERS = (
    Lever("beds", Memo.BORDER, "J", ("detention.beds.adult", "detention.beds.surge_adult"), "Beds.", _ANNOUNCED),
    Lever("consent", Memo.OTHER, "", ("mexico.consent_per_day",), "Consent."),
    Lever("zone", Memo.BORDER, "G", ("mexico.zone",), "Zone.", _ANNOUNCED | _REALISED),
)
SECTIONS = (
    Section(Memo.BORDER, "G", "Zone"),
    Section(Memo.BORDER, "J", "Beds"),
    Section(Memo.INTERIOR, "D", "Office", reason="moves nothing"),
)

NATIONALITIES = ("mexico", "guatemala", "honduras", "el_salvador", "cuba", "haiti", "other", "other_recalcitrant")
_RELIEF = "\n".join(
    f"  {name}: {{value: 0.2, unit: share, low: 0.1, high: 0.4, source: report-1}}" for name in NATIONALITIES
)

FILES = {
    "seeds/sources.yaml": "report-1: {title: A report, quality: official}\nlaw-2: {title: A law, quality: secondary}\n",
    "seeds/assumptions.yaml": "A-001: {title: Consent, reason: Nobody published it}\n",
    "scenarios/base/run.yaml": "start: 2016-10-01\nyears: 1\nreplications: 4\nseed: 7\n",
    "scenarios/base/detention.yaml": """beds:
  adult:
    2016-10-01: {value: 34000, unit: beds, low: 33000, high: 36000, source: report-1}
    2017-01-09: {value: 35000, unit: beds, low: 33000, high: 36000, source: report-1, ramp: true}
  surge_adult: {value: 2000, unit: beds, low: 2000, high: 2000, source: report-1, note: stated exactly}
  family:
    unit: beds
    source: "report-1#p3"
    2016-10-01: {value: 3000, low: 2000, high: 5000}
    2017-02-01: {value: 3200, low: 2000, high: 5000}
""",
    "scenarios/base/courts.yaml": f"""docket_rule: {{value: priority, source: "assumption#A-001"}}
closure_net_share: null
relief:
{_RELIEF}
delay: {{lognormal: {{median: 10, p90: 35}}, unit: days, source: report-1, stretch: {{low: 0.5, high: 2}}}}
usd_per_case: {{value: 650.5, unit: dollars, low: 600, high: 700, source: report-1, scope: judges only}}
""",
    "scenarios/base/mexico.yaml": """consent_per_day:
  {value: 0, unit: persons/day, low: 0, high: 0, source: "assumption#A-001", note: refused in public}
is_open:
  2016-10-01: {value: true, source: report-1}
  2017-03-01: {value: false, source: report-1}
zone: {value: 100, unit: miles, low: 100, high: 100, source: law-2, note: law}
""",
    "scenarios/layers/border/J-beds.ordered.yaml": """lever: beds
set:
  detention.beds.adult: {value: 50000, unit: beds, source: report-1}
  detention.beds.surge_adult: {value: 5000, unit: beds, source: report-1}
""",
    "scenarios/layers/border/J-beds.realised.yaml": """lever: beds
set:
  detention.beds.adult: {value: 38000, unit: beds, source: report-1}
""",
    "scenarios/layers/border/G-zone.ordered.yaml": """lever: zone
set: {mexico.zone: {value: nationwide, unit: miles, source: law-2}}
""",
    "scenarios/status-quo.yaml": "scenario: status-quo\ntitle: As it was\n",
    "scenarios/as-ordered.yaml": """scenario: as-ordered
title: As ordered
extends: status-quo
layers: [border/J-beds.ordered, border/G-zone.ordered]
leaves_out: ["what nobody measured"]
""",
}


def write(root: Path, files: dict[str, str]) -> None:
    """Write files below a folder."""
    for name, text in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


def tiny_library(root: Path, **changed: str) -> Library:
    """Write the small library, with some files changed."""
    write(root, FILES | changed)
    calendar = shipped_root() / "seeds" / "calendar"
    for name in ("us_federal_holidays.csv", "us_federal_holidays.yaml"):
        text = (calendar / name).read_text(encoding="utf-8").replace("usc-5-6103", "law-2")
        write(root, {f"seeds/calendar/{name}": text})
    return Library(root, TinyParameters, LEVERS, SECTIONS)


def scenario_from(library: Library, text: str, *settings: str) -> Scenario:
    """Load a scenario that a user wrote."""
    path = library.root / "mine" / "mine.yaml"
    write(library.root, {"mine/mine.yaml": text})
    return load(str(path), Overrides(set=settings), library)


def problems_from(library: Library, text: str, *settings: str) -> tuple[Problem, ...]:
    """The problems of a scenario that a user wrote; file names are cut to the last."""
    with pytest.raises(ScenarioError) as caught:
        scenario_from(library, text, *settings)
    return caught.value.problems


def told(problem: Problem) -> tuple[int, int, str, str]:
    """Where a problem stands and what was found."""
    return problem.line, problem.column, problem.path, problem.found
