"""A study of sensitivity that lies beside the results says which numbers move the answer, one at a time."""

import csv
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path

from sim.report.study import Side, Study
from sim.results.manifest import stored_manifest

_TABLE = "effects.csv"
_ALIKE = ("start", "years")
"""What a study of sensitivity must share with the results that it stands beside."""


@dataclass(frozen=True)
class OneAtATime:
    """Where one measure of one scenario goes when one group of numbers takes its low or its high end."""

    side: Side
    measure: str
    unit: str
    centre: float
    ends: tuple[tuple[str, str, float, float], ...]
    """Name of the group, its parameters, the answer at the low and at the high end; the widest first."""
    command: str


def stored_sensitivity(study: Study) -> OneAtATime | None:
    """Look for a finished study of sensitivity of one of the scenarios under the same root."""
    root = study.folder.parent if study.is_comparison else study.folder.parent.parent
    for folder in sorted(root.glob("sensitivity-*")):
        manifest = stored_manifest(folder)
        if manifest is None or any(manifest.get(name) != study.base.manifest.get(name) for name in _ALIKE):
            continue
        side = next((one for one in reversed(study.sides) if one.name == manifest.get("scenario")), None)
        if side is not None and (found := _read(folder, side, str(manifest.get("command", "")))) is not None:
            return found
    return None


def _read(folder: Path, side: Side, command: str) -> OneAtATime | None:
    """Read the first measure whose numbers were put to both ends of their ranges."""
    ends: dict[str, dict[str, float]] = defaultdict(dict)
    parameters: dict[str, str] = {}
    measure, unit, centre = "", "", None
    with (folder / _TABLE).open(encoding="utf-8", newline="") as file:
        for line in csv.DictReader(file):
            if line["method"] != "tornado" or line["measure"] != (measure or line["measure"]):
                continue
            measure, unit = line["measure"], line["unit"]
            if line["statistic"] == "centre":
                centre = float(line["value"])
            else:
                ends[line["group"]][line["statistic"]] = float(line["value"])
                parameters[line["group"]] = line["leaves"]
    if centre is None or not ends:
        return None
    rows = [(group, parameters[group], both["low"], both["high"]) for group, both in ends.items()]
    rows.sort(key=lambda row: -abs(row[3] - row[2]))
    return OneAtATime(side, measure, unit, centre, tuple(rows), command)
