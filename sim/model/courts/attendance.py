"""Who comes to a hearing: it depends on counsel, on how often a person was heard, and on whether the notice arrived.

Who acts: people at large or in Mexico; those who are held are brought.
What limits it: nothing.
Who pays: nobody.
Levers: none.
"""

import numpy as np

from sim.base.days import DAYS_A_YEAR
from sim.engine.compiled import int64, rule
from sim.engine.draws import draw_again
from sim.engine.numbers import NEVER, Docket, Place, Wait
from sim.engine.person import Person
from sim.model.courts.court import Court


@rule
def is_absent(court: Court, person: Person, docket: int, times: int, day: int) -> bool:
    """Whether the person does not appear; people who are held are brought."""
    if court.is_single_queue or docket == Docket.DETAINED:
        return False
    uniform = draw_again(person, times, court.absent)
    if docket == Docket.MEXICO:
        return uniform < court.absent_abroad or person.place != Place.IN_MEXICO
    share = court.absent_first[person.kind] if times == 0 else court.absent_later[person.kind]
    if is_represented(court, person, docket):
        share *= court.absent_with_counsel
    if court.absent_gain:
        since, years = int64(person.since[Wait.DECISION]), 0.0
        if since != NEVER:
            years = (day - np.float64(since) - court.usual_wait_days) / DAYS_A_YEAR
        share *= max(1.0 + court.absent_gain * years, 0.0)
    return uniform < share or not is_reached(court, person)


@rule
def is_represented(court: Court, person: Person, docket: int) -> bool:
    """Whether the person has counsel; whoever has it in a bed has it at large too."""
    return draw_again(person, 0, court.counsel) < court.represented[docket, person.kind]


@rule
def is_reached(court: Court, person: Person) -> bool:
    """Whether the notice of a hearing reaches the person at large; whoever had the case reopened is found."""
    return person.is_subsequent or draw_again(person, 0, court.reached) < court.reached_share[person.kind]
