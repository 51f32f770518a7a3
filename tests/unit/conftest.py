"""Fixtures: a small library, written anew for each test."""

from pathlib import Path

import pytest

from sim.scenario.library import Library
from tests.unit.trees import tiny_library


@pytest.fixture
def library(tmp_path: Path) -> Library:
    return tiny_library(tmp_path)
