"""Two newspaper articles of February 2017 make seventy-three claims; each has a place, or a reason for none."""

from dataclasses import dataclass

from sim.facts.findings import Findings
from sim.facts.library import Library, shipped_library
from sim.facts.seeds import Row, read_rows
from sim.facts.tree import Mark

ROLES = ("input", "mechanism", "constraint", "output", "narrative")
"""What a claim is to the model; a narrative is a label only."""
KINDS = ("parameter", "lever", "metric", "process", "refusal", "scenario", "section", "seed")
"""What a reference of a claim may name."""
COLUMNS = ("claim", "article", "text", "role", "represented_by", "why_none", "note")
_FILE = "claims.csv"


@dataclass(frozen=True)
class Reference:
    """What stands for a claim: a parameter, a metric, a process or another part of the model."""

    kind: str
    name: str


@dataclass(frozen=True)
class Claim:
    """One claim of an article."""

    key: str
    articles: tuple[str, ...]
    text: str
    role: str
    references: tuple[Reference, ...]
    why_none: str
    note: str


def read_claims(library: Library | None = None) -> tuple[Claim, ...]:
    """Read every claim, in order.

    Args:
        library: the shipped one if not given; one without claims has none.

    Raises:
        ScenarioError: with every row that cannot be read.
    """
    library = library or shipped_library()
    path = library.seeds / _FILE
    if not path.is_file():
        return ()
    findings = Findings()
    shown = library.shown(path)
    claims = [_claim(row, shown, findings) for row in read_rows(path, shown, columns=COLUMNS, findings=findings)]
    findings.settle()
    return tuple(claims)


def claims_about(path: str, lever: str, claims: tuple[Claim, ...]) -> tuple[Claim, ...]:
    """Find the claims that a parameter stands for, itself or through its lever."""
    names = {("parameter", path), ("lever", lever)}
    return tuple(claim for claim in claims if any((each.kind, each.name) in names for each in claim.references))


def _claim(row: Row, shown: str, findings: Findings) -> Claim:
    key, articles, text, role, represented, why_none, note = row.cells
    mark = Mark(shown, row.line, 1)
    if role not in ROLES:
        findings.add(mark, f"{key}.role", found=role or "nothing", expected="one of " + ", ".join(ROLES))
    if bool(represented) == bool(why_none):
        found = "both" if represented else "neither"
        findings.add(mark, key, found=found, expected="either what represents the claim or why nothing does")
    references = tuple(Reference(*each.partition(":")[::2]) for each in represented.split(";") if each)
    for each in references:
        if each.kind not in KINDS:
            findings.add(mark, key, found=f"{each.kind}:{each.name}", expected="one of " + ", ".join(KINDS))
    return Claim(key, tuple(articles.split(";")), text, role, references, why_none, note)
