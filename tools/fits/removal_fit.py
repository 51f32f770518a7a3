"""Removal in FY2016 and FY2017, simulated and published, and what waiting for a full aircraft costs in beds.

python -m tools.fits.removal_fit [replications] [scale of the trade-off] [its replications]
"""

import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from sim.base.codes import CENTS, CLASSES, Nationality
from sim.base.days import fiscal_year
from sim.engine.recording import ITEM, Recording
from sim.engine.vocabulary import Flow, Tally, Wait
from sim.model.run import simulate
from sim.scenario.scenario import Overrides, load

_DOCS = Path(__file__).parents[2] / "docs"
_YEARS = (2016, 2017)
_MINUTES = 60
_MILLION = 1e6
RULES = ((30, 1), (40, 2), (60, 3), (75, 5), (90, 6), (105, 9), (113, 14))
"""Persons at whom a mission leaves, and days after which it leaves with fewer."""
_COLUMNS = (
    *("parameters at (persons)", "or after (days)", "missions", "seats filled", "under 80%", "charter, m$"),
    *("empty seats, m$", "wait in staging, days", "held for it, bed-days", "beds, m$", "together, m$"),
)
_PUBLISHED = (
    ("removals by ICE", "ice", "240,255", "226,119"),
    ("removals by CBP", "cbp", "98,400", "64,100"),
    ("by charter", "charter", "106,882", "116,231"),
    ("on commercial seats", "commercial", "5,800-6,960", "8,288-9,946"),
    ("missions", "missions", "1,536-1,628", "1,631-1,729"),
    ("block hours", "hours", "10,540 (10,012-12,647)", "13,370 (12,705-16,048)"),
    ("charter cost, million dollars", "cost", "88.6", "111.0"),
    ("dollars a block hour", "hourly", "8,407 (FY2011-19)", ""),
    ("dollars a person removed by charter", "each", "829", "955"),
    ("seats filled on arriving legs", "filled", ".74-.81 (100 to 109 of 135)", ""),
    ("missions under 80% full", "under_80", "33.4% (audit, FY2011-14)", ""),
    ("missions under 60% full", "under_60", "10% (745 of 7,500)", ""),
    ("missions under 40% full", "under_40", "4% (299 of 7,500)", ""),
    ("interior arrests", "arrests", "110,104", "143,470"),
    ("agents on board, last day", "agents", "19,742", "19,437"),
)
_CHARTERED = {
    Nationality.MEXICO: ("27,082", "32,967"),
    Nationality.GUATEMALA: ("32,963", "32,198"),
    Nationality.HONDURAS: ("21,311", "21,241"),
    Nationality.EL_SALVADOR: ("20,089", "17,970"),
    Nationality.HAITI: ("267", "5,549"),
}
"""Persons flown by charter in FY2016 and FY2017, seeds/removal/ice_air_by_destination.csv."""
_BY_INM = {Nationality.GUATEMALA: 59_679, Nationality.HONDURAS: 50_964, Nationality.EL_SALVADOR: 31_347}
"""Persons returned by INM in 2016, seeds/mexico/mexico.csv."""


@dataclass(frozen=True)
class Year:
    """One fiscal year of one replication."""

    recording: Recording
    days: slice

    def flow(self, *words: str) -> float:
        """Persons in all flows whose name holds these words."""
        flows = [flow for flow in Flow if all(word in flow.name.split("_") for word in words)]
        return float(self.recording.flows[self.days, flows].sum() / self.recording.scale)

    def tally(self, tally: Tally) -> float:
        """A tally of the year, as it is written down."""
        return float(self.recording.tallies[self.days, tally].sum())

    def numbers(self) -> dict[str, float]:
        """What the table of the years shows."""
        dollars = float(self.recording.ledger[self.days, ITEM["charter_flights"]].sum()) / CENTS / self.recording.scale
        flown, missions = self.flow("REMOVED", "CHARTER"), self.tally(Tally.FLIGHTS)
        hours = self.tally(Tally.FLIGHT_MINUTES) / _MINUTES
        loads = {f"under_{load}": self.tally(Tally[f"FLIGHTS_UNDER_{load}"]) / missions for load in (80, 60, 40)}
        return {
            "ice": self.flow("REMOVED", "ICE"),
            "cbp": self.flow("REMOVED", "CBP"),
            "charter": flown,
            "commercial": self.flow("REMOVED", "COMMERCIAL"),
            "missions": missions,
            "hours": hours,
            "cost": dollars / _MILLION,
            "hourly": dollars / hours,
            "each": dollars / flown,
            "filled": self.tally(Tally.DROP_OFFS) / self.tally(Tally.ARRIVING_SEATS),
            **loads,
            "arrests": self.flow("ARREST", "JAIL") + self.flow("ARREST", "LARGE"),
            "agents": float(self.recording.tallies[self.days, Tally.AGENTS][-1]) / 1000,
        }

    def by_mode(self, nationality: Nationality, mode: str) -> float:
        """Removals by ICE of a nationality in a mode."""
        flows = [flow for flow in Flow if flow.name.startswith("REMOVED_ICE") and flow.name.endswith(mode)]
        mine = slice(nationality * CLASSES, (nationality + 1) * CLASSES)
        return float(self.recording.flows[self.days, flows, mine].sum() / self.recording.scale)


def main(replications: int, scale: float, each: int) -> None:
    """Write removal_fit.md in docs."""
    runs = [play("observed", number) for number in range(1, replications + 1)]
    lines = [
        "# Removal, simulated and published",
        "",
        f"Made by `python -m tools.fits.removal_fit {replications} {scale:g} {each}`: scenario `observed`, whole",
        "population, uncertain parameters at their central values, means of the replications. Published figures and",
        "their basis: `seeds/balance/flow_balance.csv`, `seeds/removal/`.",
        *years_table(runs),
        *modes_table(runs),
        *trade_off(scale, each),
        *mexico(runs),
    ]
    (_DOCS / "removal_fit.md").write_text("\n".join(lines) + "\n", encoding="utf-8")


def play(name: str, replication: int, *settings: str, scale: float = 1.0, years: int = 2) -> Recording:
    """Play one replication at central values."""
    overrides = Overrides(set=settings, scale=scale, years=years)
    return simulate(load(name, overrides).compile(replication, fixed=True))


def years_of(recording: Recording) -> list[Year]:
    """The fiscal years of a recording that lie wholly in it."""
    days = np.arange(recording.days)
    start = recording.start.toordinal()
    labels = np.array([fiscal_year(recording.start.fromordinal(start + int(day))) for day in days])
    return [
        Year(recording, slice(int(found[0]), int(found[-1]) + 1))
        for year in _YEARS
        if len(found := days[labels == year])
    ]


def years_table(runs: list[Recording]) -> Iterator[str]:
    """Both years beside what was published."""
    means = [_mean([years_of(run)[number].numbers() for run in runs]) for number in range(len(_YEARS))]
    yield from ("", "| | FY2016 | published | FY2017 | published |", "|---|---|---|---|---|")
    for label, name, first, second in _PUBLISHED:
        shown = [_shown(name, mean[name]) for mean in means]
        yield f"| {label} | {shown[0]} | {first} | {shown[1]} | {second} |"


def modes_table(runs: list[Recording]) -> Iterator[str]:
    """Removals by ICE by nationality and mode."""
    yield from ("", "By nationality and mode, removals by ICE, FY2016 / FY2017:", "")
    yield from ("| | charter | published | commercial | ground |", "|---|---|---|---|---|")
    for nationality in Nationality:
        cells = [
            " / ".join(
                f"{np.mean([years_of(run)[number].by_mode(nationality, mode) for run in runs]):,.0f}"
                for number in (0, 1)
            )
            for mode in ("CHARTER", "COMMERCIAL", "GROUND")
        ]
        published = " / ".join(_CHARTERED.get(nationality, ("", "")))
        yield f"| {nationality.name.title().replace('_', ' ')} | {cells[0]} | {published} | {cells[1]} | {cells[2]} |"


def trade_off(scale: float, replications: int) -> Iterator[str]:
    """What waiting for a full aircraft saves in flights, and costs in beds."""
    yield from ("", "## Waiting for a full aircraft, against bed-days", "")
    yield f"`observed`, FY2016, {scale:g} of the population, seats and persons scaled alike,"
    yield f"{replications} replications at central values. Staging counts days of everybody with a document in hand;"
    yield "a bed-day at the price of the base. The base parameters at 90 persons or after 6 days."
    yield ""
    yield f"| {' | '.join(_COLUMNS)} |"
    yield "|---" * len(_COLUMNS) + "|"
    bed = load("observed", Overrides()).compile(1, fixed=True).by_day("costs.adult_beds_usd")[0]
    for persons, days in RULES:
        rule = (f"removal.charter.load_threshold={persons}", f"removal.charter.longest_wait_days={days}")
        found = _mean(
            [_rule_numbers(play("observed", n, *rule, scale=scale, years=1)) for n in range(1, replications + 1)]
        )
        beds = found["staging"] * bed / _MILLION
        cells = (
            *(f"{persons}", f"{days}", f"{found['missions'] / scale:,.0f}", f"{found['filled']:.2f}"),
            *(f"{found['under_80']:.0%}", f"{found['cost']:.1f}", f"{found['empty'] / scale:.1f}"),
            *(f"{found['wait']:.1f}", f"{found['staging']:,.0f}", f"{beds:.1f}", f"{beds + found['cost']:.1f}"),
        )
        yield f"| {' | '.join(cells)} |"


def _rule_numbers(recording: Recording) -> dict[str, float]:
    """What one rule of leaving gives in FY2016; missions fly whole, and are weighed by the scale."""
    year = years_of(recording)[0]
    numbers = year.numbers()
    waits = recording.waits
    mine = waits.queue == Wait.STAGING
    people, days = waits.count[mine].sum(), (waits.exit[mine] * waits.count[mine]).sum()
    numbers["missions"] *= recording.scale
    numbers["empty"] = year.tally(Tally.EMPTY_SEAT_CENTS) / CENTS / _MILLION * recording.scale
    numbers["staging"], numbers["wait"] = float(days) / recording.scale, float(days) / float(people)
    return numbers


def mexico(runs: list[Recording]) -> Iterator[str]:
    """Mexico's own returns of 2016, and hiring."""
    first = (np.datetime64("2016-01-01") - np.datetime64(runs[0].start)).astype(int)
    yield from ("", "## Mexico's own returns", "")
    parts = []
    for nationality, published in _BY_INM.items():
        mine = slice(nationality * CLASSES, (nationality + 1) * CLASSES)
        found = np.mean([run.flows[first : first + 366, Flow.RETURNED_BY_INM, mine].sum() / run.scale for run in runs])
        parts.append(f"{nationality.name.title().replace('_', ' ')} {found:,.0f} / {published:,}")
    yield f"Persons returned by INM in 2016, simulated / reported: {', '.join(parts)}. The reach of interdiction by"
    yield "country is set so that they come out; 2017 is not. Harm done to people who wait or travel in Mexico is not"
    yield "modelled, and no number here stands for it."


def _mean(many: list[dict[str, float]]) -> dict[str, float]:
    return {name: float(np.mean([one[name] for one in many])) for name in many[0]}


def _shown(name: str, value: float) -> str:
    if name.startswith("under"):
        return f"{value:.0%}"
    if name == "filled":
        return f"{value:.2f}"
    return f"{value:.1f}" if name == "cost" else f"{value:,.0f}"


if __name__ == "__main__":
    given = sys.argv[1:]
    main(
        int(given[0]) if given else 2,
        float(given[1]) if len(given) > 1 else 0.3,
        int(given[2]) if len(given) > 2 else 2,
    )
