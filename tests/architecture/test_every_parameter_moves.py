"""A number that nothing reads, or that moves nothing, is no claim about this world."""

import ast
import re
from pathlib import Path

import pytest

from sim.scenario.catalogue import catalogue_of
from sim.scenario.library import shipped_library
from sim.scenario.writing import RUN
from tests.architecture.moving import is_by_definition, moves

MODEL = sorted((Path(__file__).resolve().parents[2] / "sim" / "model").rglob("*.py"))
LIBRARY = shipped_library()
PARAMETERS = tuple(path for path in catalogue_of(LIBRARY.parameters).parameters if not path.startswith(RUN))
TARGETS = tuple(path for lever in LIBRARY.levers for path in lever.targets)
_SLOT = r"[a-z0-9_.]+"


def _asked_for() -> re.Pattern[str]:
    """What the source of the model asks for: whole paths, the tables above them, and paths with a slot."""
    patterns = set()
    for source in MODEL:
        for node in ast.walk(ast.parse(source.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                patterns.add(re.escape(node.value))
            elif isinstance(node, ast.JoinedStr):
                parts = (str(part.value) if isinstance(part, ast.Constant) else None for part in node.values)
                patterns.add("".join(_SLOT if part is None else re.escape(part) for part in parts))
    dotted = sorted(pattern for pattern in patterns if r"\." in pattern)
    return re.compile(f"(?:{'|'.join(dotted)})(?:{re.escape('.')}{_SLOT})?")


def test_every_parameter_stands_in_the_source_of_the_model() -> None:
    asked = _asked_for()
    assert [path for path in PARAMETERS if not asked.fullmatch(path)] == []


@pytest.mark.parametrize("path", TARGETS)
def test_every_parameter_of_a_lever_moves_a_recorded_number(path: str) -> None:
    assert moves(path) is not None


@pytest.mark.slow
@pytest.mark.parametrize("part", sorted({path.split(".")[0] for path in PARAMETERS}))
def test_every_parameter_of_a_part_moves_a_recorded_number(part: str, *, is_thorough: bool) -> None:
    """All of them with `make verify`; otherwise two of the ledger alone, which move wherever anybody is.

    A parameter without a range, as that all who come to a country with one airport land there, need not move anything.
    """
    if not is_thorough and part != "costs":
        pytest.skip("every parameter is moved in the long verification")
    some = [path for path in PARAMETERS if path.startswith(f"{part}.") and not is_by_definition(path)]
    assert [path for path in some[: None if is_thorough else 2] if moves(path) is None] == []
