"""How to get the same numbers, and what the reporting standards of the field ask for, filled in."""

from collections.abc import Mapping, Sequence

from sim.base.text import count_of
from sim.report.figures import Cell, ReportTable, Section, TableRow, TemplateBlock
from sim.report.study import Study, items, number
from sim.results.estimates import INTERVAL_METHOD

_COLUMNS = ("Asked", "Said", "Found in")
_GAO = "After the cost estimating guide of the US Government Accountability Office (GAO-20-195G)."


def reproducibility_section(study: Study) -> Section:
    """Give the command, what the run was, the STRESS-DES sheet and GAO's four qualities."""
    blocks = (
        TemplateBlock("command", str(study.manifest["command"])),
        _record(study),
        _shown("stress", "STRESS-DES checklist", _COLUMNS, stress_des(study)),
        _shown("gao", "The four qualities of a reliable cost estimate", _COLUMNS, four_qualities(study), _GAO),
    )
    answer = "One command gives these numbers again, to the last digit, on any machine with the same versions."
    return Section("again", "How to reproduce it", "How to reproduce it", answer, blocks)


def _shown(
    anchor: str, title: str, columns: tuple[str, ...], rows: Sequence[tuple[str, ...]], note: str = ""
) -> ReportTable:
    lines = tuple(TableRow(Cell(row[0]), tuple(Cell(text) for text in row[1:])) for row in rows)
    return ReportTable(anchor, title, tuple(Cell(column) for column in columns), lines, note, words=99)


def _record(study: Study) -> ReportTable:
    rows = [
        ("Seed", f"{number(study.manifest, 'seed'):.0f}"),
        ("Scale", f"{study.scale:g} of the population"),
        ("Replications", str(study.replications)),
    ]
    for arm in study.arms:
        digests = arm.manifest.get("digests")
        texts = digests.items() if isinstance(digests, Mapping) else ()
        rows.append((arm.name, f"run {arm.manifest['run_id']}; " + "; ".join(f"{name} {text}" for name, text in texts)))
    versions = study.base.manifest.get("versions")
    pairs = versions.items() if isinstance(versions, Mapping) else ()
    rows.append(("Versions", "; ".join(f"{name} {text}" for name, text in pairs)))
    if study.is_comparison:
        rows += [(f"{arm.name} alone", str(arm.manifest["command"])) for arm in study.arms]
    note = "The folder of each run also holds scenario.yaml, the whole scenario in one file, and its tables."
    return _shown("record-of-run", "Run record", ("What", "Which"), rows, note)


Row = tuple[str, str, str]
"""What is asked, what is said, where it is found."""


def stress_des(study: Study) -> tuple[Row, ...]:
    """Fill in the checklist of Monks and others (2019), Strengthening the Reporting of Empirical Simulation Studies."""
    return (*_model(study), *_experiment(study))


def _model(study: Study) -> list[Row]:
    first = study.base
    names = ", ".join(arm.name for arm in study.arms)
    return [
        (
            "1.1 Purpose",
            "What a policy on immigration enforcement costs, who pays, how long people wait and where.",
            "Top of the page",
        ),
        (
            "1.2 Outputs",
            "Counts, stocks, waits, shares and dollars, each with unit, kind and definition.",
            "Every number used: What is counted",
        ),
        ("1.3 Aims of experimentation", f"Scenarios run: {names}; baseline {first.name}.", "What changed"),
        ("2.1 Overview", "Persons pass from encounter to custody, hearing, order and departure.", "Where people wait"),
        (
            "2.2 Base logic",
            "Processes of one institution each act once a day in a fixed order of phases.",
            "Source: model; decisions 1 and 6",
        ),
        (
            "2.3 Scenario logic",
            "Levers by section of the memos, layered over a base; later layers replace earlier ones.",
            "What changed",
        ),
        ("2.4 Algorithms", "Keyed draws: a draw is a function of seed, decision, person and occasion.", "Decision 3"),
        (
            "2.5 Components",
            "Entities: persons in families. Resources: hold, beds, officers, judges, aircraft, Mexico's consent. "
            "Queues by class, day joined and person. Entry: arrivals and arrests. Exit: departure or status.",
            "What binds; Where people wait",
        ),
    ]


def _experiment(study: Study) -> list[Row]:
    first = study.base
    leaves_out = len(items(first.manifest, "leaves_out"))
    uncertain = sum(
        1 for parameter in first.parameters if parameter.get("low") is not None or parameter.get("stretch") is not None
    )
    versions = first.manifest.get("versions")
    used = versions if isinstance(versions, Mapping) else {}
    return [
        (
            "3.1 Data sources",
            f"{count_of(len(items(first.manifest, 'sources')), 'source')}, each with its quality.",
            "Every number used",
        ),
        (
            "3.2 Preparation",
            "Published series are stored with units and footnotes; missing cells come from a flow balance.",
            "Source: seeds",
        ),
        (
            "3.3 Input parameters",
            f"{len(first.parameters)} numbers and rules, {uncertain} with a range.",
            "Every number used",
        ),
        (
            "3.4 Assumptions",
            f"Numbered, with reason and range; left out and named: {count_of(leaves_out, 'thing')}.",
            "What these leave out",
        ),
        (
            "4.1 Initialisation",
            "No warm-up: the stocks of the first day are constructed from published counts.",
            "Source: day 0",
        ),
        ("4.2 Run length", f"{count_of(study.years, 'year')} from {study.start.isoformat()}.", "Top of the page"),
        (
            "4.3 Estimation",
            f"{count_of(study.replications, 'replication')}; {study.manifest.get('interval', '')}. {INTERVAL_METHOD}",
            "How sure we are",
        ),
        (
            "5.1 Software",
            f"memosim {used.get('memosim', '')}, Python {used.get('python', '')}, simpy for the calendar, numpy.",
            "Run record",
        ),
        (
            "5.2 Random sampling",
            "SplitMix64 hash of (seed, decision, person, occasion); one uniform a decision.",
            "Decision 3",
        ),
        (
            "5.3 Execution",
            "One process a replication; results do not depend on the number of processes.",
            "timing.json of each run",
        ),
        ("5.4 System", "Any computer with Python 3.11 or later.", "README"),
        ("6.1 Code access", "MIT licence; cite as CITATION.cff says, with the sources of the numbers used.", "README"),
    ]


def four_qualities(study: Study) -> list[Row]:
    """Fill in the four qualities by which the US Government Accountability Office judges a cost estimate."""
    first = study.base
    sourced = sum(1 for parameter in first.parameters if parameter.get("source"))
    return [
        (
            "Comprehensive",
            f"Every payer has a ledger, double entry by day and item; {len(items(first.manifest, 'leaves_out'))} "
            "things that are left out are named.",
            "What it costs; What these leave out",
        ),
        (
            "Well documented",
            f"{sourced} of {len(first.parameters)} numbers and rules name a source or a numbered assumption, "
            "with layer, file and line.",
            "Every number used",
        ),
        (
            "Accurate",
            "Fixed and marginal parts apart; whole cents; totals are checked against their items.",
            "The ledger",
        ),
        (
            "Credible",
            "Intervals over chance and ranges; what moves the answer is ranked; history is replayed beside what "
            "was published.",
            "How sure we are",
        ),
    ]
