"""A unit cost says what it covers; one that covers something else may not take its place, or a thing is paid twice."""

from sim.facts.findings import Findings
from sim.facts.leaves import AnyLeaf


def check_scopes(leaves: dict[str, AnyLeaf], base: dict[str, AnyLeaf], findings: Findings) -> None:
    """Note every leaf that a scenario sets with another scope than the base has; without a scope it takes the base's.

    Args:
        leaves: every leaf of the scenario.
        base: what the base says of them.
        findings: receives every problem.
    """
    for path, leaf in leaves.items():
        scopes = {entry.scope for entry in base[path].entries} - {""} if path in base else set()
        others = {entry.scope for entry in leaf.entries} - scopes - {""}
        if scopes and others:
            hint = "convert the number to that scope; an all-in figure may not be added to its own parts"
            found, expected = ", ".join(sorted(others)), "the scope " + ", ".join(sorted(scopes))
            findings.add(leaf.origin.mark, path, found=found, expected=expected, hint=hint)
