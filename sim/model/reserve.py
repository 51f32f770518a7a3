"""Beyond the contracted beds ICE has a reserve, which is called when these fill up and opens some days later."""

import numpy as np

from sim.model.context import Context


class Reserve:
    """The surge reserve of adult beds; it stays open while the contracted beds are as full as when it was called."""

    def __init__(self, ctx: Context) -> None:
        inputs = ctx.inputs
        self._contracted = ctx.places("detention.beds.adult")
        self._places = ctx.places("detention.beds.surge_adult")
        self._calls_at = inputs.number("detention.surge.called_at_share")
        self._delay = inputs.whole("detention.surge.opens_after_days")
        self._was_full = np.zeros(len(ctx.days), np.bool_)
        self._is_open = False

    def beds(self, day: int, held: int) -> int:
        """Operational adult beds of a day: those contracted, and the reserve while it is open [beds].

        Args:
            day: today; to be asked once for each day, in order.
            held: persons in adult beds when the day's booking begins [persons].
        """
        contracted = int(self._contracted[day])
        is_full = held >= self._calls_at * contracted
        self._was_full[day] = is_full
        was_called = bool(self._was_full[max(day - self._delay, 0)])
        self._is_open = was_called or (self._is_open and is_full)
        return contracted + (int(self._places[day]) if self._is_open else 0)
