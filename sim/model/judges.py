"""Immigration judges come and go, learn for half a year when they are new, and are detailed to the border.

Levers: judges on board by date, judges sought beyond them, judges detailed.
"""

import numpy as np

from sim.base.draws import FloatArray
from sim.facts.inputs import Inputs
from sim.model.hiring import force


def judges_at_work(inputs: Inputs) -> FloatArray:
    """Judges on the bench in full equivalents, shape (days,).

    Judges on board at the start are at full pace; each later one works at a slower pace while learning.
    """
    on_board = force(inputs, "judges").on_board
    learning = inputs.whole("courts.judge_ramp_days")
    total = np.cumsum(np.maximum(np.diff(on_board, prepend=on_board[0]), 0.0))
    new = total.copy()
    new[learning:] -= total[: max(len(total) - learning, 0)]
    return np.maximum(on_board - (1.0 - inputs.number("courts.judge_ramp_pace")) * new, 0.0)


def detailed_share(inputs: Inputs) -> FloatArray:
    """Part of the judges on board who are detailed to the border, shape (days,) [share]."""
    on_board = np.maximum(force(inputs, "judges").on_board, 1.0)
    return np.minimum(inputs.by_day("courts.judges_detailed") / on_board, 1.0)


def completions_by_day(inputs: Inputs) -> FloatArray:
    """Completions that the judges on the bench can make, shape (days,) [cases]."""
    clock = inputs.clock
    rate = judges_at_work(inputs) * inputs.by_day("courts.completions_per_judge_year") * inputs.scale
    return rate * clock.is_working / clock.working_days_of_year
