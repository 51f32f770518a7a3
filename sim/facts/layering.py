"""Settings lie in layers: a later one covers an earlier one; a later reading of a lever replaces the earlier whole."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from sim.facts.findings import Findings
from sim.facts.leaves import AnyLeaf, Entry

RESERVE = ("detention.beds.adult", "detention.beds.surge_adult")
"""A bare number of adult beds means so many beds and no reserve."""


@dataclass(frozen=True)
class Settings:
    """Leaves that one hand set."""

    leaves: dict[str, AnyLeaf]
    lever: str = ""
    """The lever whose reading this is; empty for the base, for a block `set` and for the command line."""


def combine(layers: Sequence[Settings], findings: Findings) -> dict[str, AnyLeaf]:
    """Lay settings over each other, the base first.

    Args:
        layers: in order, the later covering the earlier.
        findings: receives two levers that move one leaf.

    Returns:
        Every leaf with its last value; its origins tell what it was before, replaced readings included.
    """
    last = {layer.lever: index for index, layer in enumerate(layers) if layer.lever}
    combined: dict[str, AnyLeaf] = {}
    owners: dict[str, str] = {}
    before: dict[str, tuple[AnyLeaf, ...]] = {}
    for index, layer in enumerate(layers):
        is_replaced = bool(layer.lever) and last[layer.lever] != index
        if layer.lever and not is_replaced:
            _check_owners(layer, owners, findings)
        for path, leaf in layer.leaves.items():
            if not is_replaced:
                combined[path] = replace(leaf, replaced=before.get(path, ()))
            before[path] = (*before.get(path, ()), leaf)
    return combined


def without_reserve(settings: Settings) -> Settings:
    """Set the surge reserve of beds to zero where a bare number of adult beds is set and no reserve beside it."""
    adult, surge = RESERVE
    beds = settings.leaves.get(adult)
    if beds is None or not beds.is_bare or surge in settings.leaves:
        return settings
    spec = replace(beds.spec, path=surge)
    return replace(settings, leaves={**settings.leaves, surge: replace(beds, spec=spec, entries=(Entry(0),))})


def _check_owners(layer: Settings, owners: dict[str, str], findings: Findings) -> None:
    for path, leaf in layer.leaves.items():
        owner = owners.setdefault(path, layer.lever)
        if owner != layer.lever:
            expected = f"a leaf that {owner} does not move"
            findings.add(leaf.origin.mark, path, found=f"the lever {layer.lever}", expected=expected)
