"""Where and how a person was returned decides how likely another attempt is."""

from sim.base.codes import Code


class Return(Code):
    """A return by place and consequence: place x 3 + consequence."""

    BRIDGE_VOLUNTARY = 0
    BRIDGE_REMOVED = 1
    BRIDGE_PROSECUTED = 2
    INTERIOR_VOLUNTARY = 3
    INTERIOR_REMOVED = 4
    INTERIOR_PROSECUTED = 5
    HOME_VOLUNTARY = 6
    HOME_REMOVED = 7
    HOME_PROSECUTED = 8


RETURNS = len(Return)
PLACES_OF_RETURN = ("bridge", "interior_flight", "home_by_air")
"""Where people are set down: at the border with Mexico, inside Mexico, or in another country."""
CONSEQUENCES = ("voluntary", "removed", "prosecuted")
"""What the return was: of one's own will, under an order, or under an order after a prosecution."""
DELAY_EDGES = (0, 1, 2, 3, 4, 5, 6, 8, 10, 14, 21, 28, 42, 56, 84, 112, 168, 224, 365, 545, 730)
"""Days after an arrest between which returns are counted together [days]."""
DELAYS = len(DELAY_EDGES) - 1
ARREST_SOURCES = ("border", "port", "interior")
"""Where people are met, in the order of their codes."""


def has_order(code: int) -> bool:
    """Say whether such a return leaves an executed order behind."""
    return code % len(CONSEQUENCES) > 0
