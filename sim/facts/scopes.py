"""A unit cost says what it covers; one that covers something else may not take its place, or a thing is paid twice."""

from sim.facts.findings import Findings
from sim.facts.parameter import AnyParameter


def check_scopes(parameters: dict[str, AnyParameter], base: dict[str, AnyParameter], findings: Findings) -> None:
    """Note every parameter set with another scope than the base has; without a scope it takes the base's.

    Args:
        parameters: every parameter of the scenario.
        base: what the base says of them.
        findings: receives every problem.
    """
    for path, parameter in parameters.items():
        scopes = {entry.scope for entry in base[path].entries} - {""} if path in base else set()
        others = {entry.scope for entry in parameter.entries} - scopes - {""}
        if scopes and others:
            hint = "convert the number to that scope; an all-in figure may not be added to its own parts"
            found, expected = ", ".join(sorted(others)), "the scope " + ", ".join(sorted(scopes))
            findings.add(parameter.origin.mark, path, found=found, expected=expected, hint=hint)
