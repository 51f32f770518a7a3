"""A folder of results fills up: it can be listed, and what newer runs replaced can be removed."""

import re
import shutil
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from sim.base.errors import ResultsError
from sim.results.manifest import MANIFEST, stored_manifest
from sim.results.run_directory import locked

_STUDIES = ("compare-*", "sweep-*", "solve-*")
_COUNTED = re.compile(r" --replications \S+| --keep \S+")
"""More replications, or more of each, are the same work with more of it."""


@dataclass(frozen=True)
class Stored:
    """One folder of results."""

    path: Path
    name: str
    """Relative to the root, as `<scenario>/<run id>` or `compare-<id>`."""
    kind: str
    """`run`, `compare`, `sweep`, `solve`; `unfinished` where no manifest marks the folder as whole."""
    replications: int | None
    size: int
    """[bytes]."""
    command: str
    written: float
    """When its manifest was written [seconds]."""
    runs: tuple[str, ...]
    """Folders of the runs that it refers to."""


def stored_under(root: Path) -> tuple[Stored, ...]:
    """List the results under a root: runs by scenario, then the studies that refer to them."""
    studies = [path for pattern in _STUDIES for path in sorted(root.glob(pattern))]
    runs = [path.parent for path in sorted(root.glob("*/*/replications"))]
    return tuple(_stored(root, path) for path in (*runs, *studies))


def replaced(found: tuple[Stored, ...]) -> tuple[Stored, ...]:
    """Say which folders a newer one replaced: made by the same command, and needed by no study that stays.

    Args:
        found: everything under a root.
    """
    newest: dict[str, Stored] = {}
    for one in sorted(found, key=lambda one: one.written):
        if one.command:
            newest[_work(one)] = one
    old = {one.name for one in found if one.command and newest[_work(one)] is not one}
    needed = {run for one in found if one.name not in old for run in one.runs}
    return tuple(one for one in found if one.name in old - needed)


def remove(stored: Stored) -> None:
    """Remove a folder, its manifest first, so that half a folder does not read as whole.

    Raises:
        ResultsError: if it cannot be removed.
    """
    try:
        with locked((stored.path,), lambda _: None):
            (stored.path / MANIFEST).unlink(missing_ok=True)
            shutil.rmtree(stored.path)
    except OSError as error:
        raise ResultsError(f"cannot remove {stored.path}: {error.strerror or error}") from error


def _work(stored: Stored) -> str:
    return f"{stored.kind} {_COUNTED.sub('', stored.command)}"


def _stored(root: Path, path: Path) -> Stored:
    manifest: Mapping[str, object] = stored_manifest(path) or {}
    runs = manifest.get("runs")
    count = manifest.get("replications")
    return Stored(
        path=path,
        name=path.relative_to(root).as_posix(),
        kind=str(manifest.get("kind", "unfinished")),
        replications=int(str(count)) if count is not None else None,
        size=sum(_sizes(path)),
        command=str(manifest.get("command", "")),
        written=(path / MANIFEST).stat().st_mtime if manifest else 0.0,
        runs=tuple(str(run) for run in runs) if isinstance(runs, list) else (),
    )


def _sizes(path: Path) -> Iterator[int]:
    return (each.stat().st_size for each in path.rglob("*") if each.is_file())
