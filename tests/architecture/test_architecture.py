"""The shape of the house: who may call what, how long files and functions are, and that every number has a source."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from sim.base.codes import Nationality
from sim.engine.columns import Event
from sim.engine.person import PERSON, blank_people
from sim.engine.persons import Persons
from sim.engine.recording import ITEM, LEDGER
from sim.engine.state import Store
from sim.engine.vocabulary import Flow
from sim.model.run import finish, play
from sim.results.flow_table import FLOW_TABLE
from sim.scenario.catalogue import catalogue_of
from sim.scenario.checks import check_shipped
from sim.scenario.parameters import Parameters
from sim.scenario.scenario import load
from tests.worlds import small

ROOT = Path(__file__).resolve().parents[2]
SOURCES = sorted((ROOT / "sim").rglob("*.py"))
ENGINE = [path for path in SOURCES if path.relative_to(ROOT / "sim").parts[0] in {"base", "engine", "model"}]


def functions(path: Path) -> Iterator[ast.FunctionDef]:
    """Every function of a file."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.FunctionDef):
            yield node


def test_every_shipped_number_has_a_source_that_exists() -> None:
    assert [str(problem) for problem in check_shipped()] == []


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: str(path.relative_to(ROOT)))
def test_no_file_is_longer_than_300_lines_and_no_function_than_60(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 300
    long = [(node.name, node.end_lineno - node.lineno) for node in functions(path) if node.end_lineno]
    assert [entry for entry in long if entry[1] > 60] == []


@pytest.mark.parametrize("path", ENGINE, ids=lambda path: str(path.relative_to(ROOT)))
def test_the_engine_draws_prints_and_opens_nothing_of_its_own(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    for forbidden in ("np.random", "import random", "default_rng", "print(", "open("):
        assert forbidden not in text
    assert not re.search(r"\bimport pandas\b", text)


def test_no_number_of_the_world_stands_in_the_engine() -> None:
    allowed = {0, 1, 2, -1, 0.5}
    found = []
    for path in ENGINE:
        tree = ast.parse(path.read_text(encoding="utf-8"))
        named = {
            id(node)
            for each in ast.walk(tree)
            if isinstance(each, ast.Assign | ast.AnnAssign)
            for node in ast.walk(each)
        }
        enums = {id(node) for each in ast.walk(tree) if isinstance(each, ast.ClassDef) for node in ast.walk(each)}
        for node in ast.walk(tree):
            is_number = isinstance(node, ast.Constant) and isinstance(node.value, int | float)
            if not is_number or isinstance(node.value, bool) or node.value in allowed:
                continue
            if id(node) in named and not _inside_function(tree, node):
                continue
            if id(node) in enums and not _inside_function(tree, node):
                continue
            found.append((path.name, node.lineno, node.value))
    unexplained = [entry for entry in found if entry[2] not in CLOCK]
    assert unexplained == []


CLOCK = {3, 4, 5, 10, 12, 15, 16, 24, 27, 28, 29, 30, 31, 60, 64, 100, 365, 365.25, 0.9}
"""Days, months, hours, bits of a word: numbers of the clock and of arithmetic."""


def _inside_function(tree: ast.Module, wanted: ast.AST) -> bool:
    return any(
        wanted is node for each in ast.walk(tree) if isinstance(each, ast.FunctionDef) for node in ast.walk(each)
    )


def test_every_parameter_is_read_by_the_model() -> None:
    read: set[str] = set()
    settings = ("border.arrivals=observed",), ("courts.closure_net_share=0.01",)
    for setting in settings:
        ctx, ages = play(small("kelly-memos", *setting, scale=0.001, days=3))
        finish(ctx, ages)
        read |= ctx.inputs.read
    paths = {path for path in ctx.inputs.values if not path.startswith("run.")}
    other = play(small("status-quo", scale=0.001, days=3))[0].inputs.read
    assert sorted(paths - read - other) == []


def test_every_parameter_states_its_unit() -> None:
    parameters = catalogue_of(Parameters).parameters
    without = [path for path, spec in parameters.items() if spec.quantity.kind.name not in WORDS and not spec.unit]
    assert without == []
    assert len(parameters) > 300


WORDS = {"date", "switch", "choice"}
"""Kinds of parameters that are no quantities."""


def test_every_flow_and_every_ledger_item_has_a_published_name() -> None:
    assert {counted.flow for metric in FLOW_TABLE.values() for counted in metric.counted} == set(Flow)
    assert len(ITEM) == len(LEDGER)


def test_every_field_of_a_person_is_shown_as_a_column_before_and_after_the_table_grows() -> None:
    store = Store(4)
    persons = Persons(store)
    for room in (4, 8):
        assert {getattr(persons, name).shape[-1] for name in PERSON.fields or ()} == {room}
        store.grow()
    assert persons.due.shape[0] == len(Event)


def test_a_person_is_two_lines_of_the_cache_and_begins_where_one_begins() -> None:
    assert PERSON.itemsize == 128
    assert blank_people(5).ctypes.data % 64 == 0


def test_the_four_scenarios_of_the_contract_are_shipped() -> None:
    for name in ("status-quo", "kelly-memos", "kelly-memos-consent", "observed"):
        assert load(name).name == name


def test_the_groups_of_nationalities_fit_their_codes() -> None:
    assert len(Nationality) * 3 < 256
