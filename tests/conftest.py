"""Options of the test run."""

import os

import pytest

from sim.study.preparing import prepare


def pytest_addoption(parser: pytest.Parser) -> None:
    """Let stored results be renewed on purpose; the changelog must then say what changed and why."""
    parser.addoption("--accept", action="store_true", help="store the results of this program as the expected ones")
    parser.addoption("--thorough", action="store_true", help="play everything at its full length")


def pytest_sessionstart() -> None:
    """Let one of several workers compile the rules, if they were changed, while the others wait for it."""
    if "PYTEST_XDIST_WORKER" in os.environ:
        prepare(lambda done, total: None)


@pytest.fixture
def accepts(request: pytest.FixtureRequest) -> bool:
    """Whether stored results are renewed."""
    return bool(request.config.getoption("--accept"))


@pytest.fixture(scope="session")
def is_thorough(request: pytest.FixtureRequest) -> bool:
    """Whether tests that can be long are played at their full length."""
    return bool(request.config.getoption("--thorough"))
