"""A finished folder gets its page, from the files that lie in it and beside it."""

from collections.abc import Sequence
from pathlib import Path

from sim.base.errors import ResultsError
from sim.base.text import count_of
from sim.report.colours import MOST_HUES
from sim.report.figures import joined
from sim.report.page import Card, Page, render
from sim.report.reading import read_folder, read_study, read_together
from sim.report.sections.capacity import capacity_section
from sim.report.sections.costs import costs_section
from sim.report.sections.differences import differences_section, levels_section
from sim.report.sections.inputs import levers_section, numbers_section
from sim.report.sections.mexico import mexico_section
from sim.report.sections.people import people_section
from sim.report.sections.reproducibility import reproducibility_section
from sim.report.sections.uncertainty import uncertainty_section
from sim.report.sections.waits import waits_section
from sim.report.study import Study, items, number
from sim.report.sweeps import sweep_page
from sim.report.tables import Table, difference_tables, level_table, run_table, year_table
from sim.results.atomic_files import write_text
from sim.results.estimates import differences, estimates
from sim.results.manifest import digest
from sim.study.caveats import settings_sentence

PAGE = "report.html"


def write_report(folder: Path) -> None:
    """Write report.html of a finished run, comparison or sweep, from the files in its folder and beside it.

    Raises:
        ResultsError: if the folder is not whole.
    """
    write_text(folder / PAGE, page_of((folder,)))


def page_of(folders: Sequence[Path]) -> str:
    """Write the page of one folder, or of several runs set against the first.

    Raises:
        ResultsError: if a folder is not whole, or runs cannot be compared.
    """
    if len(folders) == 1 and (manifest := read_folder(folders[0]))["kind"] == "sweep":
        return render(sweep_page(folders[0], manifest))
    return render(study_page(study_of(folders)))


def study_page(study: Study) -> Page:
    """Put together the page of a run or of a comparison."""
    first = differences_section if study.is_comparison else levels_section
    makers = (
        first,
        levers_section,
        waits_section,
        mexico_section,
        costs_section,
        capacity_section,
        people_section,
        uncertainty_section,
        numbers_section,
        reproducibility_section,
    )
    sections = tuple(section for maker in makers if (section := maker(study)).blocks)
    return Page(
        title=_title(study),
        kind=_kind(study),
        summary=_summary(study),
        about=about(study),
        notes=notes(study),
        cards=tuple(_card(study, place) for place in range(len(study.arms))),
        sections=tuple(sections),
    )


def _title(study: Study) -> str:
    if not study.is_comparison:
        return study.base.title
    if len(study.others) > MOST_HUES + 1:
        return f"What changes under {len(study.others)} scenarios: waits, courts, costs"
    return f"What changes under {joined(dict.fromkeys(arm.label for arm in study.others))}: waits, courts, costs"


def _kind(study: Study) -> str:
    if study.is_comparison:
        return f"comparison of {len(study.arms)} scenarios, {study.folder.name}"
    return f"run {study.base.manifest['run_id']}"


def _summary(study: Study) -> str:
    return "" if study.is_comparison else str(study.base.manifest.get("summary", ""))


def about(study: Study) -> str:
    """Say when, how much of the country, how often and with which intervals."""
    last = study.last_day
    share = "the whole country" if study.scale == 1.0 else f"a quick look at {study.scale:g} of the population"
    times = count_of(study.replications, "replication")
    draws = " with common random numbers" if study.is_comparison else ""
    interval = str(study.manifest.get("interval", "")) if study.replications > 1 else "no interval"
    return (
        f"{study.start.day} {study.start:%B %Y} to {last.day} {last:%B %Y}, {share}. {times}{draws}; {interval}. "
        f"Seed {number(study.manifest, 'seed'):.0f}. Dollars as the sources give them, price year in the list of "
        "numbers. FY: the year to 30 September."
    )


def notes(study: Study) -> tuple[str, ...]:
    """Collect what must be known first; what is not so in every scenario is told of each by name."""
    settings = [(arm.label, [str(setting) for setting in items(arm.manifest, "set")]) for arm in study.arms]
    notes = [settings_sentence(settings)] if any(some for _, some in settings) else []
    if study.replications == 1:
        notes.append("A single replication has no interval: run more before you rely on any of these numbers.")
    listed = [[str(note) for note in items(arm.manifest, "notes")] for arm in study.arms]
    for note in dict.fromkeys(note for some in listed for note in some):
        of = [arm.label for arm, some in zip(study.arms, listed, strict=True) if note in some]
        notes.append(note if len(of) == len(study.arms) else f"{joined(of)}: {note}")
    return tuple(notes)


def _card(study: Study, place: int) -> Card:
    arm = study.arms[place]
    is_base = place == 0 and study.is_comparison
    note = "Every difference on this page is against this." if is_base else ""
    return Card(arm.label, arm.title, arm.colour, note)


def study_of(folders: Sequence[Path]) -> Study:
    """Read one run or comparison, or several runs set against the first.

    Raises:
        ResultsError: if a folder is not whole, is a sweep, or runs cannot be compared.
    """
    manifests = [read_folder(folder) for folder in folders]
    if len(folders) > 1:
        return read_together(folders, manifests)
    if manifests[0]["kind"] == "sweep":
        raise ResultsError(f"{folders[0]} is a sweep; its numbers are in points.csv and metrics.csv beside the page")
    return read_study(folders[0], manifests[0])


def headline_tables(study: Study) -> tuple[Table, ...]:
    """Make the tables that a command prints: differences first, then levels; a run alone by its own."""
    interval = str(study.base.manifest.get("interval", "95% interval"))
    if not study.is_comparison:
        values = estimates(study.base.sample)
        return (
            run_table(study.base.name, values, interval=interval, scale=study.scale),
            year_table(values, study.scale),
        )
    changes = [one for arm in study.others for one in differences(arm.name, study.base.sample, arm.sample)]
    levels = level_table([(arm.name, estimates(arm.sample)) for arm in study.arms], study.scale)
    return (*difference_tables(study.base.name, changes, interval=interval, scale=study.scale), levels)


def page_path(folders: Sequence[Path]) -> Path:
    """Say where a page goes unless the user says otherwise: into its folder, or for several beside theirs."""
    if len(folders) == 1:
        return folders[0] / PAGE
    name = digest(*(folder.resolve().name for folder in folders))
    return folders[0].resolve().parent.parent / f"report-{name}.html"


def write_page(path: Path, page: str) -> None:
    """Put a page in its place.

    Raises:
        ResultsError: if it cannot be written.
    """
    try:
        write_text(path, page)
    except OSError as error:
        raise ResultsError(f"cannot write {path}: {error.strerror or error}; choose another --out") from error
