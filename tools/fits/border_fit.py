"""The border of October 2015 to September 2017, simulated with re-entries and published, as one page of tables.

python -m tools.fits.border_fit [replications] [scale]
"""

import csv
import resource
import sys
import time
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from sim.base.codes import CLASSES, NATIONALITIES, SECTORS, Nationality, PersonClass, Sector
from sim.base.draws import FloatArray
from sim.data.arrivals import MONTHS_BEFORE, month_edges
from sim.engine.columns import NEVER, Disposition, Order
from sim.engine.vocabulary import Flow
from sim.model.border.first_attempts import expected_apprehensions, first_attempts
from sim.model.run import play
from sim.scenario.scenario import Overrides, load

_DOCS = Path(__file__).parents[2] / "docs"
_BALANCE = _DOCS.parent / "seeds" / "balance" / "flow_balance.csv"
_YEARS = (2016, 2017)
_MONTHS = 12
_GROUPS = ("Mexico", "Guatemala", "Honduras", "El Salvador", "Other")
_REMOVED = (Disposition.REMOVE_BY_CBP, Disposition.REMOVE_WITHOUT_BED, Disposition.REMOVE_FROM_BED)
_NOTICE = (Disposition.NOTICE_DETAINED, Disposition.NOTICE_RELEASED)
_SMALL = 5_000


@dataclass(frozen=True)
class Fit:
    """Means over replications, in persons of the whole country, with what was published."""

    published: FloatArray
    """Shape (24, SECTORS, CLASSES, NATIONALITIES)."""
    first: FloatArray
    """First attempts apprehended, shape (24,)."""
    by_group: FloatArray
    """Shape (replications, 24, NATIONALITIES, CLASSES)."""
    by_sector: FloatArray
    """Shape (replications, 24, SECTORS, CLASSES)."""
    tracks: FloatArray
    """Shape (2, sources, NATIONALITIES, CLASSES, tracks, orders)."""
    prosecuted: FloatArray
    """Shape (2,)."""
    again: FloatArray
    """Persons arrested more than once in a fiscal year, share, shape (2,)."""
    scale: float
    seconds: float
    megabytes: float


def main(replications: int, scale: float) -> None:
    """Write border_fit.md in docs."""
    fit = measure(replications, scale)
    lines = [
        "# The border: simulated and published",
        "",
        f"Made by `python -m tools.fits.border_fit {replications} {scale:g}`: scenario `observed`, uncertain",
        "parameters at their central values, re-entries included. Published apprehensions enter through first",
        "attempts; the tables check that re-entries bring the total back. Processor time of a replication and peak",
        f"memory: {fit.seconds:.0f} s, {fit.megabytes:,.0f} MB.",
        *_months(fit),
        *_sectors(fit),
        *_nationalities(fit),
        *_dispositions(fit),
        *_again(fit),
    ]
    (_DOCS / "border_fit.md").write_text("\n".join(lines) + "\n", encoding="utf-8")


def measure(replications: int, scale: float) -> Fit:
    """Play the two years of calibration and count.

    Args:
        replications: how often.
        scale: the share of the country that is played.
    """
    scenario = load("observed", Overrides(years=2, scale=scale))
    groups, sectors, tracks, prosecuted, again, seconds = [], [], [], [], [], 0.0
    for number in range(1, replications + 1):
        inputs = scenario.compile(number, fixed=True)
        began = time.process_time()
        ctx, _ = play(inputs)
        seconds = max(seconds, time.process_time() - began)
        starts = month_edges(inputs.clock)[MONTHS_BEFORE:-1]
        flows = np.add.reduceat(ctx.record.flows[:, [Flow.APPREHENDED, Flow.PROSECUTED]], starts, axis=0) / scale
        groups.append(flows[:, 0].reshape(-1, NATIONALITIES, CLASSES))
        prosecuted.append(flows[:, 1].sum(axis=1).reshape(2, _MONTHS).sum(axis=1))
        sectors.append(np.add.reduceat(ctx.record.sectors, starts, axis=0).reshape(-1, SECTORS, CLASSES) / scale)
        tracks.append(
            ctx.record.dispositions.reshape(2, 3, NATIONALITIES, CLASSES, len(Disposition), len(Order)) / scale
        )
        again.append(_twice(ctx.persons, int(starts[_MONTHS])))
    return Fit(
        published=expected_apprehensions(inputs),
        first=first_attempts(inputs).apprehended.sum(axis=(1, 2, 3)),
        by_group=np.array(groups),
        by_sector=np.array(sectors),
        tracks=np.mean(tracks, axis=0),
        prosecuted=np.mean(prosecuted, axis=0),
        again=np.mean(again, axis=0),
        scale=scale,
        seconds=seconds,
        megabytes=resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
    )


def _twice(persons: object, second_year: int) -> list[float]:
    """Share of the persons first arrested between ports in each year of the run who are arrested again in that year."""
    size = persons.size  # type: ignore[attr-defined]  # the table of persons
    arrested, met = persons.arrested[:size], persons.encounter_day[:size]  # type: ignore[attr-defined]
    came = (arrested != NEVER) & (persons.source[:size] == 0)  # type: ignore[attr-defined]
    first, last = arrested[came] >= second_year, met[came] >= second_year
    both = met[came] > arrested[came]
    return [float((both & ~first & ~last).sum() / (~first).sum()), float((both & first).sum() / first.sum())]


def _row(*cells: object) -> str:
    return "| " + " | ".join(str(cell) for cell in cells) + " |"


def _head(title: str, *names: str) -> list[str]:
    return ["", f"## {title}", "", _row(*names), "|---" * len(names) + "|"]


def _error(found: float, wanted: float) -> str:
    return f"{found / wanted - 1:+.1%}" if wanted else "-"


def _months(fit: Fit) -> list[str]:
    lines = _head("By month", "month", "published", "simulated", "error", "of them first attempts")
    found, wanted = fit.by_group.sum(axis=(2, 3)).mean(axis=0), fit.published.sum(axis=(1, 2, 3))
    for number, (now, then) in enumerate(zip(found, wanted, strict=True)):
        year, month = divmod(9 + number, _MONTHS)
        share = f"{fit.first[number] / then:.0%}"
        lines.append(_row(f"{2015 + year}-{month + 1:02d}", f"{then:,.0f}", f"{now:,.0f}", _error(now, then), share))
    return lines


def _cells(title: str, found: FloatArray, wanted: FloatArray, names: list[str], scale: float) -> list[str]:
    """A table of cells by year; small ones in standard errors. `found` has shape (replications, 2, cells)."""
    lines = _head(title, "cell", "FY", "published", "simulated", "error", "standard errors (cells under 5,000)")
    for year in range(2):
        for cell, name in enumerate(names):
            now, then = float(found[:, year, cell].mean()), float(wanted[year, cell])
            if then:
                off = f"{(now - then) / np.sqrt(then / len(found) / scale):+.1f}" if then < _SMALL else ""
                lines.append(_row(name, _YEARS[year], f"{then:,.0f}", f"{now:,.0f}", _error(now, then), off))
    return lines


def _sectors(fit: Fit) -> list[str]:
    found = fit.by_sector.reshape(len(fit.by_sector), 2, _MONTHS, -1).sum(axis=2)
    wanted = fit.published.sum(axis=3).reshape(2, _MONTHS, -1).sum(axis=1)
    names = [f"{sector.name.lower()}, {kind.name.lower()}" for sector in Sector for kind in PersonClass]
    return _cells("By sector and class", found, wanted, names, fit.scale)


def _nationalities(fit: Fit) -> list[str]:
    found = fit.by_group.sum(axis=3).reshape(len(fit.by_group), 2, _MONTHS, -1).sum(axis=2)
    wanted = fit.published.sum(axis=(1, 2)).reshape(2, _MONTHS, -1).sum(axis=1)
    return _cells("By nationality", found, wanted, [nationality.name.lower() for nationality in Nationality], fit.scale)


def _dispositions(fit: Fit) -> list[str]:
    lines = _head(
        "Dispositions between ports", "group", "FY", "disposition", "flow balance", "range", "simulated", "error"
    )
    with _BALANCE.open(encoding="utf-8") as file:
        balance = list(csv.DictReader(file))
    for row in balance:
        if row["from"] == "CBP_HOLD" and " | " in row["group"] and row["to"] in _COUNTED:
            group, kind = row["group"].split(" | ")
            year = _YEARS.index(int(row["year"]))
            now, then = _counted(fit, year, _GROUPS.index(group), _KINDS[kind], row["to"]), float(row["value"])
            inside = f"{float(row['low']):,.0f} to {float(row['high']):,.0f}"
            shown = _error(now, then) if then > 0 else "-"
            lines.append(
                _row(
                    row["group"].replace(" | ", ", "),
                    row["year"],
                    row["to"],
                    f"{then:,.0f}",
                    inside,
                    f"{now:,.0f}",
                    shown,
                )
            )
        elif row["from"] == "CBP_HOLD" and row["group"] == "overlay on single adults":
            now, then = float(fit.prosecuted[_YEARS.index(int(row["year"]))]), float(row["value"])
            lines.append(
                _row(
                    "single adults",
                    row["year"],
                    "prosecuted",
                    f"{then:,.0f}",
                    "official",
                    f"{now:,.0f}",
                    _error(now, then),
                )
            )
    return lines


_KINDS = {"single adult": 0, "family member": 1, "unaccompanied child": 2}
_COUNTED: dict[str, tuple[tuple[Disposition, ...], tuple[Order, ...]]] = {
    "REINSTATED": (_REMOVED, (Order.REINSTATEMENT,)),
    "EXPEDITED_REMOVAL without fear claim": (_REMOVED, (Order.ER,)),
    "CREDIBLE_FEAR referral": ((Disposition.CREDIBLE_FEAR,), tuple(Order)),
    "REASONABLE_FEAR referral": ((Disposition.REASONABLE_FEAR,), tuple(Order)),
    "VOLUNTARY_RETURN": ((Disposition.VOLUNTARY_RETURN,), tuple(Order)),
    "NTA direct": (_NOTICE, tuple(Order)),
    "FAMILY_CENTRE (ER with fear claim)": ((Disposition.CREDIBLE_FEAR,), tuple(Order)),
    "RELEASED with NTA": (_NOTICE, tuple(Order)),
    "removed (ER or reinstatement)": (_REMOVED, tuple(Order)),
    "ORR": ((Disposition.CARE_OF_ORR,), tuple(Order)),
}


def _counted(fit: Fit, year: int, group: int, kind: int, what: str) -> float:
    tracks, orders = _COUNTED[what]
    last = len(_GROUPS) - 1
    members = range(last, NATIONALITIES) if group == last else (group,)
    table = fit.tracks[year, 0, list(members), kind].sum(axis=0)
    return float(table[np.ix_(tracks, orders)].sum())


def _again(fit: Fit) -> list[str]:
    lines = _head(
        "Arrested more than once in the fiscal year, share of persons", "FY", "published (recalled)", "simulated"
    )
    published = ("12%", "11%")
    return lines + [
        _row(year, there, f"{here:.0%}") for year, there, here in zip(_YEARS, published, fit.again, strict=True)
    ]


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 2, float(sys.argv[2]) if len(sys.argv) > 2 else 1.0)
