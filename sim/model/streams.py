"""Six streams of people fill the beds of ICE: who is in which follows from where the arrest was made and the track."""

import numpy as np
from numpy.typing import NDArray

from sim.base.codes import first_true, marked
from sim.base.words import Nationality, PersonClass
from sim.world.columns import MexicoExit, Source, Stream, Track
from sim.world.diagrams import Case
from sim.world.persons import Persons, Rows

_FEAR = marked(Track.CREDIBLE_FEAR, Track.REASONABLE_FEAR)
_REMOVALS = np.array([Stream.OTHER_REMOVAL, Stream.MEXICAN_REMOVAL], np.uint8)


def streams_of_bookings(persons: Persons, rows: Rows) -> NDArray[np.uint8]:
    """The stream in which each person is booked today, shape (n,).

    Adults with a case pending or an order already were found by ICE, unless they were taken back from Mexico.
    """
    case = persons.case[rows]
    waited = persons.mexico_exit[rows] != MexicoExit.NONE
    known = (case == Case.FINAL) | ((case == Case.PENDING) & ~waited)
    known &= persons.kind[rows] == PersonClass.SINGLE_ADULT
    return np.where(known, np.uint8(Stream.ICE_ARREST), streams(persons, rows))


def streams(persons: Persons, rows: Rows) -> NDArray[np.uint8]:
    """The stream in which each person comes into a bed, shape (n,); flow balance, section 5."""
    track, mexican = persons.track[rows], persons.nationality[rows] == Nationality.MEXICO
    removal = _REMOVALS[mexican.view(np.uint8)]
    conditions = [
        persons.kind[rows] != PersonClass.SINGLE_ADULT,
        (persons.source[rows] == Source.INTERIOR) | persons.has_document[rows],
        _FEAR[track],
        track == Track.NOTICE_DETAINED,
    ]
    chosen = [Stream.FAMILY, Stream.ICE_ARREST, Stream.FEAR_CLAIM, Stream.NOTICE]
    return first_true(conditions, chosen, removal)
