"""The shipped files are found, and what the package itself ships holds together."""

from pathlib import Path

import pytest

from sim.base.errors import InvariantError
from sim.data import seeds
from sim.data.seeds import shipped_root
from sim.scenario.library import shipped_library


def test_the_shipped_files_are_found() -> None:
    root = shipped_root()

    assert (root / "scenarios" / "base").is_dir()
    assert (root / "seeds" / "calendar" / "us_federal_holidays.csv").is_file()


def test_shipped_files_are_named_without_their_place_on_this_machine() -> None:
    library = shipped_library()

    assert library.shown(library.scenarios / "base" / "run.yaml") == "scenarios/base/run.yaml"


def test_an_installation_without_its_files_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(seeds, "__file__", str(tmp_path / "site-packages" / "sim" / "data" / "seeds.py"))

    with pytest.raises(InvariantError, match="install the program again"):
        shipped_root()


def test_files_inside_the_package_come_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for folder in ("scenarios", "seeds"):
        (tmp_path / "sim" / "_shipped" / folder).mkdir(parents=True)
        (tmp_path / folder).mkdir()
    monkeypatch.setattr(seeds, "__file__", str(tmp_path / "sim" / "data" / "seeds.py"))

    assert shipped_root() == tmp_path / "sim" / "_shipped"
