"""An announcement keeps some people from setting out between ports, and wears off.

Whether one ever did is not identified, so the gain is zero by default; the published fall of early 2017 is no measure
of it, since a change of arrivals has many causes. Whoever is returned while the model runs decides as in reentry.py.
"""

import numpy as np

from sim.base.draws import FloatArray
from sim.facts.inputs import Inputs


def setting_out(inputs: Inputs) -> FloatArray:
    """People who try for the first time, against the base path, before Mexico stops any, shape (days,)."""
    kept = inputs.number("border.deterrence.gain") * inputs.by_day("border.deterrence.share")
    return inputs.by_day("border.attempts_scale") * np.maximum(1.0 - kept, 0.0)
