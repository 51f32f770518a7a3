"""How to get the same numbers, and what the reporting standards of the field ask for, filled in."""

from collections.abc import Mapping, Sequence

from sim.report.checklists import four_qualities, stress_des
from sim.report.figures import Cell, Line, Part, Section, Shown
from sim.report.study import Study, number

_COLUMNS = ("Asked", "Said", "Found in")
_GAO = "After the cost estimating guide of the US Government Accountability Office (GAO-20-195G)."


def again(study: Study) -> Section:
    """Give the command, what the run was, the STRESS-DES sheet and GAO's four qualities."""
    blocks = (
        Part("command", str(study.manifest["command"])),
        _record(study),
        _shown("stress", "STRESS-DES checklist", _COLUMNS, stress_des(study)),
        _shown("gao", "The four qualities of a reliable cost estimate", _COLUMNS, four_qualities(study), _GAO),
    )
    answer = "One command gives these numbers again, to the last digit, on any machine with the same versions."
    return Section("again", "How to reproduce it", "How to reproduce it", answer, blocks)


def _shown(anchor: str, title: str, columns: tuple[str, ...], rows: Sequence[tuple[str, ...]], note: str = "") -> Shown:
    lines = tuple(Line(Cell(row[0]), tuple(Cell(text) for text in row[1:])) for row in rows)
    return Shown(anchor, title, tuple(Cell(column) for column in columns), lines, note, words=99)


def _record(study: Study) -> Shown:
    rows = [
        ("Seed", f"{number(study.manifest, 'seed'):.0f}"),
        ("Scale", f"{study.scale:g} of the population"),
        ("Replications", str(study.replications)),
    ]
    for side in study.sides:
        digests = side.manifest.get("digests")
        texts = digests.items() if isinstance(digests, Mapping) else ()
        rows.append(
            (side.name, f"run {side.manifest['run_id']}; " + "; ".join(f"{name} {text}" for name, text in texts))
        )
    versions = study.base.manifest.get("versions")
    pairs = versions.items() if isinstance(versions, Mapping) else ()
    rows.append(("Versions", "; ".join(f"{name} {text}" for name, text in pairs)))
    if study.is_comparison:
        rows += [(f"{side.name} alone", str(side.manifest["command"])) for side in study.sides]
    note = "The folder of each run also holds scenario.yaml, the whole scenario in one file, and its tables."
    return _shown("record-of-run", "Run record", ("What", "Which"), rows, note)
