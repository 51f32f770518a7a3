"""The page is written from whatever is stored, and says of the rest that it is not measured."""

from pathlib import Path

import pytest

from tools.evidence import page, storing

JUNIT = """<testsuites><testsuite tests="7" failures="0" errors="0" skipped="1" time="61.2">
<testcase name="a"><properties><property name="persons compared with the oracle" value="40"/></properties></testcase>
<testcase name="b"><properties><property name="persons compared with the oracle" value="2"/>
<property name="differences from the oracle" value="0"/></properties></testcase>
<testcase name="test_beds_are_full"><properties>
<property name="distance from the closed form, standard errors" value="1.5"/>
</properties></testcase><testcase name="d"><properties>
<property name="distance from the closed form, standard errors" value="0.5"/></properties></testcase>
</testsuite></testsuites>"""


@pytest.fixture(autouse=True)
def _nothing_stored(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(storing, "PROOF", tmp_path / "proof")
    monkeypatch.setattr(page, "REFERENCE", tmp_path)


def test_what_is_not_measured_is_said_with_the_command_that_does_it() -> None:
    written = list(page.lines())
    missing = [line for line in written if "not measured" in line]
    assert len(missing) == 10
    assert all("`make " in line for line in missing)


def test_figures_add_up_over_tests_and_distances_keep_the_worst(tmp_path: Path) -> None:
    (tmp_path / "junit.xml").write_text(JUNIT)
    storing.store("verify", tmp_path / "junit.xml")
    written = "\n".join(page.lines())
    assert "| persons compared with the oracle, and differences | 42, 0 |" in written
    assert "| worst distance from a closed form, standard errors | 1.5 |" in written
    assert "| wall time, seconds | 61 |" in written
    assert "| beds are full | 1.5 |" in written


def test_an_unknown_measurement_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SystemExit, match="no measurement called sail"):
        storing.store("sail", tmp_path)
