"""A run is told in tables: its metrics, its days, its ledger, and a manifest that says what it was."""

import json

from sim.results.atomic_files import write_json, write_text
from sim.results.long_tables import write_metrics
from sim.results.manifest import run_manifest, stored_manifest
from sim.results.run_directory import LEDGER_TABLE, SERIES_TABLES
from sim.results.section_o import SECTION_O_TABLE, write_section_o
from sim.study.choices import Keep
from sim.study.plans import Plan
from sim.study.study_folder import rewritten

METRICS_TABLE = "metrics.csv"
SCENARIO_FILE = "scenario.yaml"
TIMING = "timing.json"


def write_tables(plan: Plan, timing: dict[str, object]) -> None:
    """Write the tables of a run; its manifest is taken away first and comes last, so that it marks a whole folder.

    Args:
        plan: every replication of it is there.
        timing: how long the run took and what memory.
    """
    folder, directory = plan.directory.path, plan.directory
    with rewritten(folder, _manifest(plan)):
        write_text(folder / SCENARIO_FILE, plan.scenario.to_yaml())
        write_metrics(folder / METRICS_TABLE, plan.setup.name, directory.measured(plan.replications))
        _write_parquet(plan)
        write_json(folder / TIMING, timing)


def has_at_least(plan: Plan) -> bool:
    """Say whether a folder is whole and holds what is asked, or more replications, or more of each."""
    stored = _stored(plan)
    return (
        stored is not None
        and int(str(stored["replications"])) >= plan.replications
        and stored["keep"] in (plan.request.keep, Keep.SERIES.value)
    )


def stands(plan: Plan) -> bool:
    """Say whether a folder is whole and was made for the very same request."""
    same: object = json.loads(json.dumps(_manifest(plan)))
    return _stored(plan) == same


def _stored(plan: Plan) -> dict[str, object] | None:
    folder = plan.directory.path
    tables = (SCENARIO_FILE, METRICS_TABLE, LEDGER_TABLE, TIMING)
    return stored_manifest(folder) if all((folder / name).exists() for name in tables) else None


def _manifest(plan: Plan) -> dict[str, object]:
    first = next(plan.directory.measured(1))[1]
    return run_manifest(plan.setup, plan.request, plan.provenance, unread=first.unread)


def _write_parquet(plan: Plan) -> None:
    from sim.results.parquet_tables import write_ledger, write_series  # polars takes a third of a second

    folder, directory = plan.directory.path, plan.directory
    write_ledger(folder / LEDGER_TABLE, directory.measured(plan.replications))
    if plan.request.keep == Keep.SERIES.value:
        write_series(folder, lambda: directory.recordings(plan.replications))
        write_section_o(folder / SECTION_O_TABLE, directory.recordings(plan.replications))
    else:
        for name in (*SERIES_TABLES, SECTION_O_TABLE):
            (folder / name).unlink(missing_ok=True)
