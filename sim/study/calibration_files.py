"""The files of a calibration: the layer of fitted parameters, the fit beside each target, and the correlation."""

from collections.abc import Iterable, Sequence
from math import sqrt
from pathlib import Path

import numpy as np

from sim.data.seeds import shipped_root
from sim.results.atomic_files import write_text
from sim.results.csv_tables import number, write_table
from sim.scenario.inputs import COLUMNS as CORRELATION_COLUMNS
from sim.scenario.inputs import CORRELATION
from sim.scenario.library import FITTED
from sim.study.calibrate import Calibration
from sim.study.calibration_parameters import FittedParameter, fitted_document
from sim.study.folders import explain_disk_errors

LAYER, FIT, NUMBERS, COMMON = "fitted.yaml", "fit.csv", "numbers.csv", "correlation.csv"
_FIT = ("metric", "group", "period", "published", "start", "fitted", "tolerance", "off_start", "off_fitted", "quality")
_NUMBERS = ("number", "place", "low", "high", "learned", "at_an_end")
_EVEN = sqrt(3.0)
"""An even range is so many standard deviations wide on each side [1]."""
_LEAST = 0.1
"""Draws lie evenly about the fit, as their mean is to be the fit; near an end they reach so far at least [place]."""
_AT_AN_END = 0.02
"""A place so near to an end of its range counts as there [place]."""


def write_calibration(calibration: Calibration) -> Path:
    """Write everything that a calibration leaves into its folder, and give the folder.

    Raises:
        ResultsError: if it cannot be written.
    """
    folder = calibration.problem.directory
    with explain_disk_errors():
        write_table(folder / FIT, _FIT, _fit_rows(calibration))
        write_table(
            folder / NUMBERS, _NUMBERS, (_number_row(calibration, n) for n in range(len(calibration.fit.place)))
        )
        write_table(folder / COMMON, CORRELATION_COLUMNS, _correlation_rows(calibration))
        write_text(folder / LAYER, layer(calibration))
    return folder


def store(calibration: Calibration) -> tuple[Path, ...]:
    """Put the fitted layer and the common draws where every scenario finds them.

    Raises:
        ResultsError: if the installation cannot be written.
    """
    root, folder = shipped_root(), calibration.problem.directory
    places = {
        root / "scenarios" / FITTED: LAYER,
        root / "seeds" / CORRELATION: COMMON,
        root / "seeds" / "calibration" / FIT: FIT,
        root / "seeds" / "calibration" / NUMBERS: NUMBERS,
    }
    with explain_disk_errors():
        for path, name in places.items():
            path.parent.mkdir(parents=True, exist_ok=True)
            write_text(path, (folder / name).read_text("utf-8"))
    return tuple(places)


def layer(calibration: Calibration) -> str:
    """Write the layer of fitted numbers."""
    problem = calibration.problem
    placed = [FittedParameter(one, *_ends(calibration, place)) for place, one in enumerate(problem.free)]
    heading = (
        "Numbers fitted to the published totals of FY2016 and FY2017, each inside the range that the base states;",
        f"written by memosim calibrate --store (scale {problem.scenario.scale:g}, {problem.directory.name}).",
    )
    return fitted_document(placed, problem.scenario.parameters, heading)


def fit_rows(calibration: Calibration) -> list[tuple[str, str, str, float, float | None, float | None]]:
    """Give metric, group, period, published, start and fitted of each target; None where nothing is simulated."""
    before, after = calibration.before, calibration.after
    return [
        (*target.key.texts, target.value, before.get(target.key), after.get(target.key))
        for target in calibration.problem.targets
    ]


def _ends(calibration: Calibration, place: int) -> tuple[float, float, float]:
    where = float(calibration.fit.place[place])
    half = _EVEN * float(np.sqrt(calibration.fit.covariance[place, place]))
    half = min(half, max(min(where, 1.0 - where), _LEAST))
    return (where, max(where - half, 0.0), min(where + half, 1.0))


def _fit_rows(calibration: Calibration) -> Iterable[Sequence[object]]:
    targets, tolerance = calibration.problem.targets, calibration.problem.tolerance.tolist()
    for target, width, row in zip(targets, tolerance, fit_rows(calibration), strict=True):
        ends = row[-2:]
        offs = ("" if value is None else f"{(value - target.value) / width:.2f}" for value in ends)
        values = (number(None if value is None else round(value, 4)) for value in (target.value, *ends, width))
        yield (*target.key.texts, *values, *offs, target.quality)


def _number_row(calibration: Calibration, place: int) -> Sequence[object]:
    problem = calibration.problem
    where, low, high = _ends(calibration, place)
    learned = 1.0 - float(calibration.fit.covariance[place, place]) / problem.prior**2
    at_an_end = min(where, 1.0 - where) < _AT_AN_END
    shown = (f"{value:.4f}" for value in (where, low, high, learned))
    return (problem.free[place].label, *shown, "yes" if at_an_end else "no")


def _correlation_rows(calibration: Calibration) -> list[Sequence[object]]:
    """Give the loadings by the name that parameters are drawn under; the strongest where several share a draw."""
    problem = calibration.problem
    strongest: dict[str, dict[str, float]] = {}
    for place, one in enumerate(problem.free):
        name = one.parameters(problem.scenario.parameters)[0].spec.draw_name
        loadings = {each.name: float(each.loadings[place]) for each in calibration.directions if each.loadings[place]}
        if sum(x * x for x in loadings.values()) > sum(x * x for x in strongest.get(name, {}).values()):
            strongest[name] = loadings
    order = [each.name for each in calibration.directions]
    rows = [
        (order.index(name), name, parameter, x)
        for parameter, loadings in strongest.items()
        for name, x in loadings.items()
    ]
    return [(name, parameter, f"{x:.4f}") for _, name, parameter, x in sorted(rows)]
