"""A mutant is the program with one operator, number, condition or statement changed."""

import ast
import random
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from cosmic_ray.commands import init
from cosmic_ray.mutating import mutate_code
from cosmic_ray.plugins import get_operator
from cosmic_ray.work_db import use_db

ROOT = Path(__file__).resolve().parents[2]
PACKAGES = ("sim/engine", "sim/model")
"""What is changed."""


@dataclass(frozen=True, order=True)
class Mutant:
    """One change of one file."""

    module: str
    line: int
    operator: str
    occurrence: int

    @property
    def label(self) -> str:
        """Where it is and what is changed."""
        return f"{self.module}:{self.line} {self.operator.removeprefix('core/')} {self.occurrence}"

    def text(self) -> str:
        """The changed file, or the file as it is where nothing can be changed."""
        source = (ROOT / self.module).read_text(encoding="utf-8")
        return mutate_code(source, get_operator(self.operator)(), self.occurrence) or source


def all_mutants() -> list[Mutant]:
    """Every change that can be made, in a stated order; hints of types do nothing and are left alone."""
    modules = sorted(path for package in PACKAGES for path in (ROOT / package).rglob("*.py"))
    with use_db(":memory:") as found:
        init(modules, found, {})
        mutants = [
            Mutant(str(Path(one.module_path).relative_to(ROOT)), one.start_pos[0], one.operator_name, one.occurrence)
            for item in found.work_items
            for one in item.mutations
        ]
    hints = {str(path.relative_to(ROOT)): set(_lines_of_hints(path)) for path in modules}
    return sorted(one for one in mutants if not ("Binary" in one.operator and one.line in hints[one.module]))


def sample(size: int, seed: int) -> list[Mutant]:
    """Draw mutants, each as likely as any other; a larger sample of one seed begins with the smaller."""
    mutants = all_mutants()
    random.Random(seed).shuffle(mutants)
    return mutants[:size]


def _lines_of_hints(path: Path) -> Iterator[int]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        hints: list[ast.expr | None] = []
        if isinstance(node, ast.arg | ast.AnnAssign):
            hints = [node.annotation]
        elif isinstance(node, ast.FunctionDef):
            hints = [node.returns]
        for hint in hints:
            if hint is not None:
                yield from range(hint.lineno, (hint.end_lineno or hint.lineno) + 1)
