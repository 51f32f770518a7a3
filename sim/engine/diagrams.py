"""The states of a person, where it is and how far its case has come, and the transitions allowed between them."""

import numpy as np
from numpy.typing import NDArray

from sim.base.codes import GROUPS, Code


class Place(Code):
    """Where the body is."""

    ABROAD = 0
    HOLD = 1
    MARSHALS = 2
    ADULT_BED = 3
    FAMILY_BED = 4
    ORR = 5
    AT_LARGE = 6
    IN_MEXICO = 7


class Case(Code):
    """How the paper stands."""

    NONE = 0
    CREDIBLE_FEAR = 1
    REASONABLE_FEAR = 2
    SERVED = 3
    PENDING = 4
    FINAL = 5
    CLOSED = 6
    RELIEF = 7
    TERMINATED = 8
    DEPARTED = 9
    ORDER_OF_SUPERVISION = 10
    APPEALED = 11
    """Before the Board of Immigration Appeals; the order is stayed."""
    PETITION_FOR_REVIEW = 12
    """Before a circuit court, with a stay."""


class Docket(Code):
    """The dockets of the immigration courts; unused hearing slots pass from each to the next."""

    NONE = 0
    DETAINED = 1
    MEXICO = 2
    PRIORITY = 3
    GENERAL = 4


PLACES, CASES, DOCKETS = len(Place), len(Case), len(Docket)
BOOKS = 2 * DOCKETS
"""Each docket has a book of hearings on the master calendar and, after those of all dockets, one of merits hearings."""
DOCKET_BITS, GROUP_BITS = (DOCKETS - 1).bit_length(), (GROUPS - 1).bit_length()
"""A cell number holds state, docket and group side by side in bits, so that a move shifts and never divides [bits]."""
CELLS = PLACES * CASES << (DOCKET_BITS + GROUP_BITS)
"""Every combination of place, case, docket and group has one cell in which persons are counted [cells]."""

PLACE_EDGES: dict[Place, tuple[Place, ...]] = {
    Place.ABROAD: (Place.HOLD, Place.AT_LARGE),
    Place.HOLD: (
        Place.MARSHALS,
        Place.ADULT_BED,
        Place.FAMILY_BED,
        Place.ORR,
        Place.AT_LARGE,
        Place.IN_MEXICO,
        Place.ABROAD,
    ),
    Place.MARSHALS: (Place.HOLD,),
    Place.ADULT_BED: (Place.AT_LARGE, Place.ABROAD),
    Place.FAMILY_BED: (Place.AT_LARGE, Place.ABROAD),
    Place.ORR: (Place.AT_LARGE,),
    Place.AT_LARGE: (Place.HOLD, Place.ABROAD),
    Place.IN_MEXICO: (Place.HOLD, Place.AT_LARGE, Place.ABROAD),
}
"""Where a body may go from each place."""

CASE_EDGES: dict[Case, tuple[Case, ...]] = {
    Case.NONE: (Case.CREDIBLE_FEAR, Case.REASONABLE_FEAR, Case.SERVED, Case.PENDING, Case.FINAL, Case.DEPARTED),
    Case.CREDIBLE_FEAR: (Case.SERVED, Case.FINAL),
    Case.REASONABLE_FEAR: (Case.PENDING, Case.FINAL),
    Case.SERVED: (Case.PENDING,),
    Case.PENDING: (Case.FINAL, Case.CLOSED, Case.RELIEF, Case.TERMINATED, Case.DEPARTED, Case.APPEALED),
    Case.FINAL: (Case.ORDER_OF_SUPERVISION, Case.PENDING, Case.NONE),
    Case.CLOSED: (),
    Case.RELIEF: (),
    Case.TERMINATED: (Case.NONE,),
    Case.DEPARTED: (Case.NONE,),
    Case.ORDER_OF_SUPERVISION: (Case.FINAL,),
    Case.APPEALED: (Case.FINAL, Case.PENDING, Case.RELIEF, Case.PETITION_FOR_REVIEW),
    Case.PETITION_FOR_REVIEW: (Case.FINAL, Case.PENDING),
}
"""How a paper may come to stand from each point; it is closed and a new one begins only abroad."""

CUSTODY = (Place.HOLD, Place.MARSHALS, Place.ADULT_BED, Place.FAMILY_BED, Place.ORR)
"""Places in which a person is held."""


def _table(edges: dict[Place, tuple[Place, ...]] | dict[Case, tuple[Case, ...]]) -> NDArray[np.bool_]:
    size = len(edges)
    table = np.eye(size, dtype=np.bool_)
    for here, targets in edges.items():
        for there in targets:
            table[here, there] = True
    return table


def _pairs() -> NDArray[np.bool_]:
    """Say which places go with which cases, shape (PLACES, CASES)."""
    allowed = np.zeros((PLACES, CASES), np.bool_)
    allowed[Place.ABROAD] = True
    allowed[Place.ABROAD, [Case.CREDIBLE_FEAR, Case.REASONABLE_FEAR]] = False
    allowed[Place.HOLD] = True
    allowed[Place.HOLD, [Case.CLOSED, Case.RELIEF, Case.TERMINATED, Case.ORDER_OF_SUPERVISION]] = False
    allowed[Place.MARSHALS, [Case.NONE, Case.FINAL]] = True
    held = [Case.NONE, Case.CREDIBLE_FEAR, Case.REASONABLE_FEAR, Case.SERVED, Case.PENDING, Case.FINAL, Case.DEPARTED]
    held += [Case.APPEALED, Case.PETITION_FOR_REVIEW]
    allowed[Place.ADULT_BED, held] = True
    allowed[Place.FAMILY_BED, held] = True
    allowed[Place.ORR, [Case.NONE, Case.SERVED, Case.PENDING]] = True
    allowed[Place.AT_LARGE] = True
    allowed[Place.AT_LARGE, [Case.CREDIBLE_FEAR, Case.REASONABLE_FEAR]] = False
    allowed[Place.IN_MEXICO, [Case.SERVED, Case.PENDING, Case.APPEALED, Case.PETITION_FOR_REVIEW]] = True
    return allowed


def _states() -> NDArray[np.bool_]:
    """Say which (place, case) may follow which, shape (PLACES x CASES, PLACES x CASES)."""
    moves = np.kron(_table(PLACE_EDGES), np.ones((CASES, CASES), np.bool_))
    papers = np.kron(np.ones((PLACES, PLACES), np.bool_), _table(CASE_EDGES))
    return moves & papers & _pairs().ravel()[None, :] & _begun_anew_abroad()


def _begun_anew_abroad() -> NDArray[np.bool_]:
    """Say which steps leave the paper as it is or do not close it inside the country."""
    allowed = np.ones((PLACES, CASES, PLACES, CASES), np.bool_)
    for case in Case:
        if case != Case.NONE:
            allowed[:, case, :, Case.NONE] = False
            allowed[Place.ABROAD, case, Place.ABROAD, Case.NONE] = True
    return allowed.reshape(PLACES * CASES, PLACES * CASES)


STATE_TABLE = _states()
"""A state is place x CASES + case; the table says from which state a person may go to which."""


def by_cell(counts: NDArray[np.int64]) -> NDArray[np.int64]:
    """Look at counts of cells by place, case, docket and group, shape (PLACES, CASES, DOCKETS, GROUPS).

    Args:
        counts: shape (CELLS,).
    """
    cells = counts.reshape(PLACES, CASES, 1 << DOCKET_BITS, 1 << GROUP_BITS)
    return cells[:, :, :DOCKETS, :GROUPS]
