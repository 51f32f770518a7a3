"""Measures in the base who is returned after an arrest, in which manner and how late, and stores it as a seed.

First attempts are the published apprehensions less those expected of people who try again; the expectation needs the
share of those arrested who are returned, by manner and delay. That follows from every queue of the model, so it is
measured on replications of `observed` with uncertain parameters at their central values, and kept as a seed with the
digest of the scenario it was measured on. `calibrate_attempts` is what `memosim calibrate --attempts` has to call.
"""

from dataclasses import dataclass
from pathlib import Path

import numpy as np

from sim.base.codes import ARREST_SOURCES, CLASSES, DELAY_EDGES, DELAYS, NATIONALITIES, RETURNS
from sim.base.draws import FloatArray
from sim.data.returned import RETURNED, returned_lines
from sim.model.border.first_attempts import put_in_expedited_removal_at_ports
from sim.model.run import play
from sim.scenario.inputs import Inputs
from sim.scenario.resolved import Scenario
from sim.scenario.scenario import Overrides, load

_PORT = ARREST_SOURCES.index("port")
_SCENARIO, _YEARS, _SCALE, _REPLICATIONS = "observed", 3, 0.25, 1
_DIGEST_SUFFIX = ".digest"


@dataclass(frozen=True)
class Measured:
    """The stored table, made anew."""

    table: FloatArray
    """Share of those arrested who are returned, shape of `sim.data.returned.SHAPE` [share]."""
    digest: str
    """Names the scenario that it was measured on."""


def calibrate_attempts(seeds: Path) -> Measured:
    """Measure the table on the base and write it with its digest; deterministic, about half a minute.

    Args:
        seeds: the folder of the seeds, written to.
    """
    measured = measure_returns()
    path = seeds / RETURNED
    path.write_text("\n".join(returned_lines(measured.table)) + "\n", encoding="utf-8")
    path.with_suffix(_DIGEST_SUFFIX).write_text(measured.digest + "\n", encoding="utf-8")
    return measured


def is_stale(seeds: Path) -> bool:
    """Say whether the base or its scenario has changed since the table was measured."""
    path = (seeds / RETURNED).with_suffix(_DIGEST_SUFFIX)
    return not path.exists() or path.read_text(encoding="utf-8").strip() != _scenario().digest()


def measure_returns() -> Measured:
    """Play the base and count who is returned, in which manner and how long after the arrest."""
    scenario = _scenario()
    shape = (len(ARREST_SOURCES), NATIONALITIES, CLASSES, RETURNS, DELAYS)
    returned, exposed = np.zeros(shape), np.zeros((*shape[:3], DELAYS))
    for replication in range(1, _REPLICATIONS + 1):
        inputs = scenario.compile(replication, fixed=True)
        ctx, _ = play(inputs)
        returned += ctx.record.returns.reshape(shape)
        exposed += _exposed(ctx.record.encounters.reshape(-1, *shape[:3]).astype(np.float64), inputs)
    exposed = exposed[:, :, :, None]
    share = np.where(exposed > 0.0, returned / np.where(exposed > 0.0, exposed, 1.0), 0.0)
    return Measured(np.swapaxes(share, 1, 2), scenario.digest())


def _exposed(met: FloatArray, inputs: Inputs) -> FloatArray:
    """Persons met early enough to be seen returned after each delay, shape (sources, NATIONALITIES, CLASSES, DELAYS).

    At ports those put in expedited removal are counted, as the expectation counts them.
    """
    ports = put_in_expedited_removal_at_ports(inputs) * inputs.scale
    met[:, _PORT] = np.swapaxes(ports, 1, 2)
    middle = (np.array(DELAY_EDGES[:-1]) + np.array(DELAY_EDGES[1:])) // 2
    total = np.cumsum(met, axis=0)
    return np.stack([total[max(len(met) - 1 - days, 0)] for days in middle.tolist()], axis=-1)


def _scenario() -> Scenario:
    return load(_SCENARIO, Overrides(years=_YEARS, scale=_SCALE))
