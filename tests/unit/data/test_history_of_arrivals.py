"""The published apprehensions are laid on the months of a run, and a damaged table is told with its line."""

import shutil
from pathlib import Path

import numpy as np
import pytest

from sim.base.codes import Nationality, PersonClass, Sector
from sim.base.errors import ScenarioError
from sim.data.arrivals import MONTHLY, BorderHistory, arrivals, read_history
from sim.data.seeds import shipped_root
from sim.data.tree import Findings
from sim.scenario.scenario import load


@pytest.fixture(scope="module")
def history() -> BorderHistory:
    findings = Findings()
    found = read_history(shipped_root() / "seeds", findings)
    findings.raise_if_any()
    assert found is not None
    return found


def test_the_months_of_fy2016_add_up_to_the_published_year(history: BorderHistory) -> None:
    laid = arrivals(history, load("observed").compile(1, fixed=True).clock)
    year = laid.observed[:12]
    assert year.sum() == pytest.approx(415_816)
    assert year[:, :, PersonClass.SINGLE_ADULT, Nationality.MEXICO].sum() == pytest.approx(177_562)
    assert year[:, :, PersonClass.UNACCOMPANIED_CHILD].sum() == pytest.approx(59_757)
    assert year[:, Sector.TUCSON, :, Nationality.GUATEMALA].sum() == pytest.approx(12_026, abs=1)
    assert year[:, Sector.LAREDO, PersonClass.FAMILY_MEMBER].sum() == pytest.approx(1_640)


def test_both_baselines_are_equal_until_the_announcement(history: BorderHistory) -> None:
    laid = arrivals(history, load("observed").compile(1, fixed=True).clock)
    before = ~laid.is_after_announcement
    assert before.sum() == 16
    assert np.array_equal(laid.observed[before], laid.no_announcement[before])
    assert (laid.no_announcement.sum(axis=(1, 2, 3))[~before] > laid.observed.sum(axis=(1, 2, 3))[~before]).all()


def test_a_damaged_row_is_told_with_file_and_line(tmp_path: Path) -> None:
    shutil.copytree(shipped_root() / "seeds", tmp_path / "seeds")
    path = tmp_path / "seeds" / MONTHLY
    lines = path.read_text(encoding="utf-8").splitlines()
    lines[2] = lines[2].replace("76196", "many")
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    findings = Findings()
    assert read_history(tmp_path / "seeds", findings) is None
    with pytest.raises(ScenarioError, match=r"border_apprehensions_monthly\.csv:3:"):
        findings.raise_if_any()
