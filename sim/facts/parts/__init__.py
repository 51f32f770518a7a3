"""A scenario states the world in sixteen parts."""

from sim.facts.parts.border import Border
from sim.facts.parts.children import Children
from sim.facts.parts.contiguous_return import ContiguousReturn
from sim.facts.parts.costs import Costs
from sim.facts.parts.courts import Courts
from sim.facts.parts.detention import Detention
from sim.facts.parts.expedited_removal import ExpeditedRemoval
from sim.facts.parts.fear import Fear
from sim.facts.parts.interior import Interior
from sim.facts.parts.litigation import Litigation
from sim.facts.parts.mexico import Mexico
from sim.facts.parts.part import Part
from sim.facts.parts.ports import Ports
from sim.facts.parts.prosecution import Prosecution
from sim.facts.parts.removal import Removal
from sim.facts.parts.run import Run
from sim.facts.parts.staffing import Staffing


class Parts(Part):
    """Everything a scenario claims about the world."""

    run: Run
    border: Border
    ports: Ports
    interior: Interior
    expedited_removal: ExpeditedRemoval
    contiguous_return: ContiguousReturn
    fear: Fear
    detention: Detention
    children: Children
    courts: Courts
    prosecution: Prosecution
    removal: Removal
    mexico: Mexico
    litigation: Litigation
    staffing: Staffing
    costs: Costs
