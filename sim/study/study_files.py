"""Study files: the scenario, what varies in it, and what is asked, so that others can repeat a study."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from sim.data.tree import Findings, MappingNode, Node, ScalarNode, SequenceNode
from sim.data.yaml_reader import read_file
from sim.scenario.library import Library, shipped_library
from sim.scenario.scenario import Overrides
from sim.scenario.settings import option_paths

KINDS = ("sweep", "solve")
KEYS = (*KINDS, "title", "summary", "scenario", "vary", "until", "design", "points", "set", "run", "measures")
_RUN_KEYS = ("years", "replications")


@dataclass(frozen=True)
class StudyDocument:
    """A sweep or a break-even as its file says it; the values are checked by whoever plays it."""

    kind: str
    name: str
    title: str
    summary: str
    scenario: str
    vary: tuple[str, ...]
    """Each as PATH=VALUES."""
    until: tuple[str, ...]
    """What is to hold, each as METRIC[group]@year<=VALUE."""
    design: str
    points: int | None
    settings: tuple[str, ...]
    """Each as PATH=VALUE."""
    years: int | None
    """Length of the run [years]."""
    replications: int | None
    measures: tuple[str, ...]


def find_study(name_or_path: str, kind: str, library: Library | None = None) -> StudyDocument | None:
    """Read a shipped study by its name, or a file that is one; nothing where it is neither.

    Args:
        name_or_path: what the user wrote.
        kind: `sweep` or `solve`.
        library: the shipped one if not given.

    Raises:
        ScenarioError: with every problem of the file.
    """
    library = library or shipped_library()
    shipped = library.scenarios / "sweeps" / f"{name_or_path}.yaml"
    if "/" not in name_or_path and shipped.is_file():
        path, shown = shipped, library.shown(shipped)
    else:
        path, shown = Path(name_or_path), name_or_path
    if path.suffix not in (".yaml", ".yml") or not path.is_file():
        return None
    findings = Findings()
    node = read_file(path, shown, findings)
    if not isinstance(node, MappingNode) or kind not in node.items:
        return None
    document = _document(node, kind, findings)
    findings.raise_if_any()
    return document


def shipped_studies(library: Library | None = None) -> tuple[StudyDocument, ...]:
    """Read every shipped study, by name.

    Raises:
        ScenarioError: if one of them cannot be read.
    """
    folder = (library or shipped_library()).scenarios / "sweeps"
    names = sorted(path.stem for path in folder.glob("*.yaml"))
    documents = [find_study(name, kind, library) for name in names for kind in KINDS]
    return tuple(study for study in documents if study)


def completed(document: StudyDocument, overrides: Overrides, vary: Sequence[str]) -> Overrides:
    """Add what a study's file says to what the user says, who has the last word on every path.

    Args:
        document: the file.
        overrides: what the user changes.
        vary: what the user varies, each as PATH=VALUES.
    """
    paths = {setting.partition("=")[0].strip() for setting in (*overrides.set, *vary)}
    years = None if "run.years" in paths else document.years
    replications = None if "run.replications" in paths else document.replications
    paths |= {path for path, value in option_paths(overrides).items() if value is not None}
    settings = tuple(each for each in document.settings if each.partition("=")[0] not in paths)
    return replace(
        overrides,
        set=(*settings, *overrides.set),
        years=overrides.years or years,
        replications=overrides.replications or replications,
    )


def _document(node: MappingNode, kind: str, findings: Findings) -> StudyDocument:
    findings.refuse_unknown_keys(node, KEYS)
    run = _pairs(node, "run", findings)
    for key in run:
        if key not in _RUN_KEYS:
            findings.add(node.keys["run"], f"run.{key}", found="an unknown key", expected="years or replications")
    vary = tuple(f"{path}={values.text}" for path, values in _pairs(node, "vary", findings).items())
    return StudyDocument(
        kind=kind,
        name=_text(node, kind, findings),
        title=_text(node, "title", findings),
        summary=_text(node, "summary", findings),
        scenario=_text(node, "scenario", findings, is_needed=True),
        vary=vary,
        until=_texts(node, "until", findings),
        design=_text(node, "design", findings),
        points=_whole(node.items.get("points"), "points", findings),
        settings=tuple(f"{path}={value.text}" for path, value in _pairs(node, "set", findings).items()),
        years=_whole(run.get("years"), "run.years", findings),
        replications=_whole(run.get("replications"), "run.replications", findings),
        measures=_texts(node, "measures", findings),
    )


def _text(node: MappingNode, key: str, findings: Findings, *, is_needed: bool = False) -> str:
    item = node.items.get(key)
    if isinstance(item, ScalarNode) and item.text.strip():
        return item.text.strip()
    if item is not None or is_needed:
        findings.add(item.mark if item else node.mark, key, found=str(item) if item else "nothing", expected="a text")
    return ""


def _texts(node: MappingNode, key: str, findings: Findings) -> tuple[str, ...]:
    item = node.items.get(key)
    if item is None:
        return ()
    items = item.items if isinstance(item, SequenceNode) else (item,)
    for each in items:
        if not isinstance(each, ScalarNode):
            findings.add(each.mark, key, found=str(each), expected="a text")
    return tuple(each.text for each in items if isinstance(each, ScalarNode))


def _pairs(node: MappingNode, key: str, findings: Findings) -> dict[str, ScalarNode]:
    item = node.items.get(key)
    if item is None:
        return {}
    if not isinstance(item, MappingNode):
        findings.add(item.mark, key, found=str(item), expected="a mapping from paths to values")
        return {}
    for name, value in item.items.items():
        if not isinstance(value, ScalarNode):
            findings.add(value.mark, name, found=str(value), expected="one value, or values as text")
    return {name: value for name, value in item.items.items() if isinstance(value, ScalarNode)}


def _whole(item: Node | None, path: str, findings: Findings) -> int | None:
    if item is None:
        return None
    value = item.value if isinstance(item, ScalarNode) else None
    if isinstance(value, bool) or not isinstance(value, int) or value < 1:
        findings.add(item.mark, path, found=str(item), expected="a whole number >= 1")
        return None
    return value
