"""What is stored of a replication is read back as it was, and equal replications give equal bytes."""

from pathlib import Path

import numpy as np
import pytest

from sim.base.errors import ResultsError
from sim.base.metric_key import MetricKey
from sim.engine.diagrams import Docket
from sim.engine.vocabulary import Cause, Flow, Wait
from sim.results.metric_definition import Row
from sim.results.replications import (
    read_recording,
    read_replication_metrics,
    write_recording,
    write_replication_metrics,
)
from tests.unit.results.recordings import START, empty, group, with_ages, with_waits

ROWS = (
    Row(MetricKey("removals", period="2017"), 1 / 3, "persons"),
    Row(MetricKey("removals", (("mode", "charter"),)), 2.0, "persons"),
)


def test_metrics_come_back_exactly(tmp_path: Path) -> None:
    recording = empty(scale=0.5)
    recording.ledger[1, 2] = 12_345
    write_replication_metrics(tmp_path / "0001.npz", recording, ROWS)
    measured = read_replication_metrics(tmp_path / "0001.npz")
    assert list(zip(measured.keys, measured.values, measured.units, strict=True)) == list(ROWS)
    assert measured.ledger.tolist() == recording.ledger.tolist()
    assert (measured.start, measured.scale) == (START, 0.5)


def test_a_recording_comes_back_exactly(tmp_path: Path) -> None:
    recording = with_waits(empty(), (Wait.MEXICO, group(), 2016, Cause.SERVED, 0, 10, 2))
    recording = with_ages(recording, (2017, Docket.GENERAL, 100, 6))
    recording.flows[...] = np.arange(recording.flows.size).reshape(recording.flows.shape)
    write_recording(tmp_path / "0001.npz", recording)
    back = read_recording(tmp_path / "0001.npz")
    assert (back.flows == recording.flows).all()
    assert back.waits.count.tolist() == [2]
    assert back.ages.age.tolist() == [100]
    assert back.cohorts.fiscal_years == recording.cohorts.fiscal_years


def test_equal_replications_give_equal_bytes(tmp_path: Path) -> None:
    for name in ("a.npz", "b.npz"):
        write_replication_metrics(tmp_path / name, empty(), ROWS)
    assert (tmp_path / "a.npz").read_bytes() == (tmp_path / "b.npz").read_bytes()


@pytest.mark.parametrize("keep", [0, 10, 300])
def test_a_damaged_file_is_told_as_such(tmp_path: Path, keep: int) -> None:
    path = tmp_path / "0001.npz"
    recording = empty()
    recording.flows[0, Flow.ATTEMPT] = 1
    write_replication_metrics(path, recording, ROWS)
    path.write_bytes(path.read_bytes()[:keep])
    with pytest.raises(ResultsError, match="damaged"):
        read_replication_metrics(path)


def test_a_changed_byte_is_noticed(tmp_path: Path) -> None:
    path = tmp_path / "0001.npz"
    write_replication_metrics(path, empty(), ROWS)
    content = bytearray(path.read_bytes())
    content[60] ^= 255
    path.write_bytes(bytes(content))
    with pytest.raises(ResultsError, match="damaged"):
        read_replication_metrics(path)
