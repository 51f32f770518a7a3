"""Every parameter of a scenario, declared once with its kind, its unit and a sentence, in sixteen groups."""

from sim.scenario.parameters.border import Border, Children, Prosecution
from sim.scenario.parameters.court_cases import Litigation
from sim.scenario.parameters.courts import Courts
from sim.scenario.parameters.entry import ExpeditedRemoval, Fear, Ports
from sim.scenario.parameters.group import ParameterGroup
from sim.scenario.parameters.ice import Detention, Interior
from sim.scenario.parameters.mexico import ContiguousReturn, Mexico
from sim.scenario.parameters.removal import Removal
from sim.scenario.parameters.resources import Costs, Run, Staffing


class Parameters(ParameterGroup):
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
