"""Programs beside the model that no other test plays can at least be begun; those of other engines may be missing."""

import importlib
from pathlib import Path

import pytest

_ROOT = Path(__file__).parents[2]
_TOOLS = sorted(
    ".".join(file.relative_to(_ROOT).with_suffix("").parts)
    for file in (_ROOT / "tools").rglob("*.py")
    if not file.name.startswith(("__init__", "with_")) and file.parent.name != "mutants"
)


@pytest.mark.parametrize("name", _TOOLS)
def test_a_tool_can_be_begun(name: str) -> None:
    importlib.import_module(name)
