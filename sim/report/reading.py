"""Reads the folder of a run, a comparison or a sweep for a page; of anything else it says what it is."""

from collections.abc import Sequence
from pathlib import Path

from sim.base.errors import ResultsError
from sim.report.study import Arm, Manifest, Study, items, number
from sim.results.estimates import sample
from sim.results.manifest import MANIFEST, read_manifest
from sim.results.monthly_summary import read_monthly_summary
from sim.results.run_directory import RunDirectory
from sim.study.plans import MOST

_NEEDED = {
    "run": ("scenario", "title", "run_id", "replications", "scale", "start", "years", "command", "parameters"),
    "compare": ("baseline", "runs", "replications", "scale", "start", "years", "command"),
    "sweep": ("command",),
}
_ALIKE = ("start", "years", "seed", "scale", "fixed")
"""What must be equal in runs that are set against each other."""


def read_folder(folder: Path) -> Manifest:
    """Read the manifest of a finished run, comparison or sweep.

    Raises:
        ResultsError: if there is no such folder, or it is empty, half-written, or somebody else's.
    """
    if not folder.is_dir():
        found = "is a file" if folder.exists() else "does not exist"
        raise ResultsError(f"{folder} {found}; name a folder that run, compare or sweep has written")
    manifest = read_manifest(folder)
    if manifest is None:
        raise ResultsError(_without_manifest(folder))
    kind = str(manifest.get("kind"))
    missing = [name for name in _NEEDED.get(kind, ("kind",)) if name not in manifest]
    if kind not in _NEEDED or missing:
        raise ResultsError(
            f"{folder / MANIFEST} is not of a run, comparison or sweep of memosim "
            f"(found kind {kind!r}{', without ' + ', '.join(missing) if missing else ''}); name such a folder"
        )
    return manifest


def _without_manifest(folder: Path) -> str:
    inside = sorted(path.name for path in folder.iterdir())
    if not inside:
        return f"{folder} is empty; name a folder that run, compare or sweep has written"
    if {"replications", "series", "metrics.csv", ".lock"} & set(inside):
        return f"{folder} holds no finished results: there is no {MANIFEST} yet; run the command again that makes them"
    deeper = [path.parent for path in sorted(folder.glob(f"*/{MANIFEST}"))[:1]]
    hint = f", as {deeper[0]}" if deeper else ""
    return f"{folder} holds no finished results (found {', '.join(inside[:3])} …); name the folder of one study{hint}"


def read_study(folder: Path, manifest: Manifest) -> Study:
    """Read a run, or a comparison with the runs that it is made from.

    Raises:
        ResultsError: if something is missing or damaged.
    """
    if manifest["kind"] == "run":
        return Study(folder, manifest, (_arm(0, folder, manifest, manifest),))
    folders = [folder.parent / str(name) for name in items(manifest, "runs")]
    if not 1 <= len(folders) <= MOST:
        raise ResultsError(f"{folder} compares {len(folders)} scenarios; a page shows 1 to {MOST}, name fewer")
    runs = [read_folder(each) for each in folders]
    arms = [_arm(place, each, run, manifest) for place, (each, run) in enumerate(zip(folders, runs, strict=True))]
    return Study(folder, manifest, tuple(arms))


def read_together(folders: Sequence[Path], manifests: Sequence[Manifest]) -> Study:
    """Set runs against the first of them, as if they had been compared.

    Raises:
        ResultsError: if they differ in start, length, seed or scale, or are no runs.
    """
    for folder, manifest in zip(folders, manifests, strict=True):
        if manifest["kind"] != "run":
            raise ResultsError(f"{folder} is a {manifest['kind']}; several folders on one page must all be runs")
        for name in _ALIKE:
            if manifest.get(name) != manifests[0].get(name):
                raise ResultsError(
                    f"{folder} has {name} {manifest.get(name)}, but {folders[0]} has {manifests[0].get(name)}; "
                    f"compare runs that are alike in {', '.join(_ALIKE)}"
                )
    if len(folders) > MOST:
        raise ResultsError(f"{len(folders)} runs were named; a page shows at most {MOST}")
    replications = min(int(number(manifest, "replications")) for manifest in manifests)
    whole = {**manifests[0], "kind": "compare", "replications": replications}
    whole["interval"] = f"paired {manifests[0].get('interval', '95% interval')}"
    whole["command"] = "\n".join(str(manifest["command"]) for manifest in manifests)
    pairs = enumerate(zip(folders, manifests, strict=True))
    return Study(folders[0], whole, tuple(_arm(place, at, run, whole) for place, (at, run) in pairs))


def _arm(place: int, folder: Path, run: Manifest, study: Manifest) -> Arm:
    replications = int(number(study, "replications"))
    directory = RunDirectory(folder)
    try:
        measured = [one for _, one in directory.replication_metrics(replications)]
        outlines = tuple(read_monthly_summary(directory.metrics_path(each + 1)) for each in range(replications))
    except FileNotFoundError as error:
        raise ResultsError(f"{error.filename} is missing; run again to compute it anew") from error
    return Arm(place, run, sample(measured), outlines)


def read_first(folder: Path, manifest: Manifest) -> Study:
    """Read the first point of a sweep, for the numbers that all points share.

    Raises:
        ResultsError: if something is missing or damaged.
    """
    first = folder.parent / str(items(manifest, "runs")[0])
    run, directory = read_folder(first), RunDirectory(first)
    try:
        values = sample([one for _, one in directory.replication_metrics(1)])
    except FileNotFoundError as error:
        raise ResultsError(f"{error.filename} is missing; run the sweep again to compute it anew") from error
    return Study(folder, manifest, (Arm(0, run, values, ()),))
