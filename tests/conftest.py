"""Options of the test run."""

import pytest


def pytest_addoption(parser: pytest.Parser) -> None:
    """Let stored results be renewed on purpose; the changelog must then say what changed and why."""
    parser.addoption("--accept", action="store_true", help="store the results of this program as the expected ones")


@pytest.fixture
def accepts(request: pytest.FixtureRequest) -> bool:
    """Whether stored results are renewed."""
    return bool(request.config.getoption("--accept"))
